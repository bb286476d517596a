/*
 * json - a document as a tree, and as text.
 *
 * A value belongs to the object or array that it was put into; only the root is
 * freed. Text must be valid UTF-8; what is not is cleaned on its way in, so that
 * a tree can always be printed. Getters take NULL and values of another type
 * and then give the default: reading a foreign document needs no ladder of checks.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/str.h"

struct jnode;

RETURNS_NONNULL struct jnode *jnode_object(void);
RETURNS_NONNULL struct jnode *jnode_array(void);
RETURNS_NONNULL struct jnode *jnode_text(const char *text);
struct jnode *jnode_int(int64_t number);
RETURNS_NONNULL struct jnode *jnode_texts(const char *const *texts, size_t n); /* an array */
void jnode_free(struct jnode *root);                                           /* NULL is fine */

/* Each puts one value; a key that is there already is replaced. */
void jnode_put(struct jnode *object, const char *key,
	struct jnode *value); /* takes value; NULL puts null */
void jnode_put_text(struct jnode *object, const char *key, const char *text); /* NULL puts null */
void jnode_put_int(struct jnode *object, const char *key, int64_t number);
void jnode_put_real(struct jnode *object, const char *key, double number);
void jnode_put_bool(struct jnode *object, const char *key, bool yes);
void jnode_put_time(
	struct jnode *object, const char *key, int64_t when); /* RFC 3339; 0 puts null */
void jnode_append(struct jnode *array, struct jnode *value);  /* takes value */

bool jnode_is_object(const struct jnode *node);
bool jnode_is_array(const struct jnode *node);
bool jnode_is_text(const struct jnode *node);
bool jnode_is_number(const struct jnode *node);
size_t jnode_len(const struct jnode *array); /* elements of an array, else 0 */

/* Borrowed, NULL where absent. */
struct jnode *jnode_at(const struct jnode *array, size_t i);
struct jnode *jnode_get(const struct jnode *object, const char *key);
const char *jnode_get_text(const struct jnode *object, const char *key); /* NULL where absent */
int64_t jnode_get_int(const struct jnode *object, const char *key, int64_t otherwise);
double jnode_get_real(const struct jnode *object, const char *key, double otherwise);
bool jnode_get_bool(const struct jnode *object, const char *key, bool otherwise);
int64_t jnode_get_time(const struct jnode *object, const char *key); /* 0 where absent or no date */
const char *jnode_value_text(const struct jnode *node);              /* NULL where no text */
int64_t jnode_value_int(const struct jnode *node, int64_t otherwise);

/* One line, keys in the order they were put. */
void jnode_print(const struct jnode *root, struct str *out);

/*
 * Reads one document (RFC 8259): depth is bounded, a key that stands twice keeps its last value,
 * \u0000 is refused.
 * The error says line and column. NULL on error.
 */
MUST_CHECK struct jnode *jnode_parse(const char *text, size_t len, struct err *err);
