/*
 * hash - 64-bit FNV-1a with a finaliser.
 *
 * For tables, identities and shingles; not for secrets. Without a seed the
 * value is the same on every machine and may be stored.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

uint64_t hash_bytes(const void *bytes, size_t len);
uint64_t hash_text(const char *text);

/* Continues a hash over more bytes (with a separator, so "ab"+"c" differs from "a"+"bc"). */
uint64_t hash_more(uint64_t hash, const void *bytes, size_t len);

/* For tables fed by strangers: a seed drawn at start keeps them from aiming at one bucket. */
uint64_t hash_seeded(uint64_t seed, const void *bytes, size_t len);
