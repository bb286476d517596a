/*
 * attr - what we tell the compiler about functions and arrays.
 */
#pragma once

#define MUST_CHECK             __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define RETURNS_NONNULL        __attribute__((returns_nonnull))
#define KEPT_APART             __attribute__((noinline)) /* seldom needed: its caller stays lean */

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))
