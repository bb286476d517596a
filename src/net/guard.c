/*
 * guard - the address blocks that lead back into the user's own machine or network.
 *
 * From the IANA special-purpose registries, and the one metadata service that sits on a public
 * address. An IPv6 address that carries an IPv4 one is judged by what it carries.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#include "base/attr.h"
#include "net/guard.h"

struct block {
	uint8_t prefix[16];
	unsigned bits;
	const char *what;
	bool no_host; /* never one host: refused even where private addresses are allowed */
};

static const struct block blocks4[] = {
	{ { 0 }, 8, "unspecified", false },
	{ { 10 }, 8, "private", false },
	{ { 100, 64 }, 10, "private", false },
	{ { 127 }, 8, "loopback", false },
	{ { 168, 63, 129, 16 }, 32, "metadata", false },
	{ { 169, 254 }, 16, "link-local", false },
	{ { 172, 16 }, 12, "private", false },
	{ { 192, 0, 0 }, 24, "reserved", false },
	{ { 192, 0, 2 }, 24, "reserved", false },
	{ { 192, 168 }, 16, "private", false },
	{ { 198, 18 }, 15, "reserved", false },
	{ { 198, 51, 100 }, 24, "reserved", false },
	{ { 203, 0, 113 }, 24, "reserved", false },
	{ { 224 }, 4, "multicast", true },
	{ { 255, 255, 255, 255 }, 32, "broadcast", true },
	{ { 240 }, 4, "reserved", false },
};

static const struct block blocks6[] = {
	{ { [15] = 0 }, 128, "unspecified", false },
	{ { [15] = 1 }, 128, "loopback", false },
	{ { 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01 }, 48, "private", false },
	{ { 0x01, 0x00 }, 64, "reserved", false },
	{ { 0x20, 0x01, 0x00, 0x00 }, 32, "tunnelled", false },
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32, "reserved", false },
	{ { 0x3f, 0xff, 0x00 }, 20, "reserved", false },
	{ { 0x5f, 0x00 }, 16, "reserved", false },
	{ { 0xfc }, 7, "private", false },
	{ { 0xfe, 0x80 }, 10, "link-local", false },
	{ { 0xfe, 0xc0 }, 10, "private", false },
	{ { 0xff }, 8, "multicast", true },
};

/* Where an IPv6 prefix is followed by an IPv4 address. */
static const struct {
	uint8_t prefix[12];
	unsigned bits, at;
} carriers[] = {
	{ { [10] = 0xff, [11] = 0xff }, 96, 12 }, /* IPv4-mapped */
	{ { [8] = 0xff, [9] = 0xff }, 96, 12 },   /* IPv4-translated */
	{ { 0 }, 96, 12 },                        /* IPv4-compatible */
	{ { 0x00, 0x64, 0xff, 0x9b }, 96, 12 },   /* NAT64 */
	{ { 0x20, 0x02 }, 16, 2 },                /* 6to4 */
};

static bool
prefix_holds(const uint8_t *prefix, unsigned bits, const uint8_t *address)
{
	unsigned bytes = bits / 8, rest = bits % 8;

	if (memcmp(prefix, address, bytes) != 0)
		return false;
	return rest == 0 || ((prefix[bytes] ^ address[bytes]) >> (8 - rest)) == 0;
}

static const char *
blocks_refuse(const struct block *blocks, size_t n, const uint8_t *address, bool allow_private)
{
	for (size_t i = 0; i < n; i++)
		if (prefix_holds(blocks[i].prefix, blocks[i].bits, address))
			return allow_private && !blocks[i].no_host ? NULL : blocks[i].what;
	return NULL;
}

static const char *
refuses4(const uint8_t address[4], bool allow_private)
{
	return blocks_refuse(blocks4, ARRAY_LEN(blocks4), address, allow_private);
}

static const char *
refuses6(const uint8_t address[16], bool allow_private)
{
	const char *why = blocks_refuse(blocks6, ARRAY_LEN(blocks6), address, allow_private);

	if (why)
		return why;
	for (size_t i = 0; i < ARRAY_LEN(carriers); i++)
		if (prefix_holds(carriers[i].prefix, carriers[i].bits, address))
			return refuses4(address + carriers[i].at, allow_private);
	return NULL;
}

const char *
guard_refuses(const struct sockaddr *address, bool allow_private)
{
	if (address->sa_family == AF_INET) {
		const struct sockaddr_in *in = (const void *)address;

		return refuses4((const uint8_t *)&in->sin_addr, allow_private);
	}
	if (address->sa_family == AF_INET6) {
		const struct sockaddr_in6 *in6 = (const void *)address;

		return refuses6((const uint8_t *)&in6->sin6_addr, allow_private);
	}
	return "of an unknown family";
}

const char *
guard_refuses_text(const char *address, bool allow_private)
{
	uint8_t bytes[16];

	if (inet_pton(AF_INET, address, bytes) == 1)
		return refuses4(bytes, allow_private);
	if (inet_pton(AF_INET6, address, bytes) == 1)
		return refuses6(bytes, allow_private);
	return "of an unknown family";
}
