/*
 * hash - 64-bit FNV-1a (Fowler, Noll, Vo), finished as MurmurHash3 finishes,
 * so that the low bits are good enough to index a table.
 */
#include "base/hash.h"

#include <string.h>

static const uint64_t fnv_start = UINT64_C(0xcbf29ce484222325);
static const uint64_t fnv_prime = UINT64_C(0x100000001b3);

static uint64_t
hash_run(uint64_t hash, const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ bytes[i]) * fnv_prime;
	return hash;
}

static uint64_t
hash_finish(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= UINT64_C(0xff51afd7ed558ccd);
	hash ^= hash >> 33;
	hash *= UINT64_C(0xc4ceb9fe1a85ec53);
	return hash ^ hash >> 33;
}

uint64_t
hash_bytes(const void *bytes, size_t len)
{
	return hash_finish(hash_run(fnv_start, bytes, len));
}

uint64_t
hash_text(const char *text)
{
	return hash_bytes(text, strlen(text));
}

uint64_t
hash_more(uint64_t hash, const void *bytes, size_t len)
{
	static const unsigned char separator = 0xff;

	return hash_finish(hash_run(hash_run(hash, &separator, 1), bytes, len));
}

uint64_t
hash_seeded(uint64_t seed, const void *bytes, size_t len)
{
	return hash_finish(hash_run(fnv_start ^ seed, bytes, len));
}
