/*
 * bytes - eight or sixteen bytes of text looked at in one go, to find the few that matter.
 */
#pragma once

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BYTES_HIGH UINT64_C(0x8080808080808080)

/* The eight bytes at text; their order does not matter to what is asked here. */
static inline uint64_t
bytes_at(const char *text)
{
	uint64_t word;

	memcpy(&word, text, sizeof word);
	return word;
}

/* Eight times c. */
static inline uint64_t
bytes_all(unsigned char c)
{
	return c * UINT64_C(0x0101010101010101);
}

/*
 * The high bit of each byte that is c; beside such a byte, that of one which differs from c in
 * its lowest bit alone may be set, too. 0: none is.
 */
static inline uint64_t
bytes_are(uint64_t word, unsigned char c)
{
	uint64_t off = word ^ bytes_all(c);

	return (off - bytes_all(1)) & ~off & BYTES_HIGH;
}

/* The high bit of each byte from first to last, both ASCII. */
static inline uint64_t
bytes_between(uint64_t word, unsigned char first, unsigned char last)
{
	uint64_t low = word & ~BYTES_HIGH;

	return (low + bytes_all(0x80 - first)) & ~(low + bytes_all(0x7f - last)) & ~word &
	       BYTES_HIGH;
}

/* ASCII capitals become small letters, all other bytes stay. */
static inline uint64_t
bytes_lower(uint64_t word)
{
	return word | bytes_between(word, 'A', 'Z') >> 2;
}

/* How many bytes stand before the first whose high bit is set in marks. */
static inline size_t
bytes_before(uint64_t marks)
{
	return marks ? (size_t)__builtin_ctzll(marks) >> 3 : sizeof marks;
}

/* How many of the eight bytes at text are ASCII small letters, before one that is not. */
static inline size_t
bytes_small(const char *text)
{
	uint64_t word = le64toh(bytes_at(text));

	return bytes_before(~bytes_between(word, 'a', 'z') & BYTES_HIGH);
}

/* Sixteen bytes; comparing them with a character answers for each, and what is not ASCII is below 0. */
typedef signed char bytes16 __attribute__((vector_size(16)));

static inline bytes16
bytes16_at(const char *text)
{
	bytes16 bytes;

	memcpy(&bytes, text, sizeof bytes);
	return bytes;
}

/* Whether one of sixteen answers is yes. */
static inline int
bytes16_any(bytes16 answers)
{
	uint64_t halves[2];

	memcpy(halves, &answers, sizeof halves);
	return (halves[0] | halves[1]) != 0;
}
