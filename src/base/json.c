/*
 * json - the only file that knows the JSON library (jansson).
 */
#include "base/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"

enum { JSON_TEXT_MAX = 64 << 20 };

static json_t *
lib(const struct jnode *node)
{
	return (json_t *)node;
}

static struct jnode *
ours(json_t *value)
{
	return (struct jnode *)value;
}

/* jansson answers NULL only without memory, or for bad UTF-8, which is mended before. */
static json_t *
sure(json_t *value)
{
	if (!value)
		abort();
	return value;
}

static json_t *
clean_text(const char *text)
{
	size_t len = strlen(text);

	if (utf8_valid(text, len))
		return sure(json_stringn_nocheck(text, len));

	struct str mended;

	str_init(&mended, JSON_TEXT_MAX);
	while (len > 0) {
		unsigned rune;
		size_t n = utf8_decode(text, len, &rune);

		str_put_rune(&mended, rune);
		text += n;
		len -= n;
	}
	json_t *value = sure(json_stringn_nocheck(mended.text, mended.len));

	str_clear(&mended);
	return value;
}

struct jnode *
jnode_object(void)
{
	return ours(sure(json_object()));
}

struct jnode *
jnode_array(void)
{
	return ours(sure(json_array()));
}

struct jnode *
jnode_text(const char *text)
{
	return ours(clean_text(text));
}

struct jnode *
jnode_texts(const char *const *texts, size_t n)
{
	struct jnode *array = jnode_array();

	for (size_t i = 0; i < n; i++)
		jnode_append(array, jnode_text(texts[i]));
	return array;
}

struct jnode *
jnode_int(int64_t number)
{
	return ours(sure(json_integer(number)));
}

void
jnode_free(struct jnode *root)
{
	json_decref(lib(root));
}

void
jnode_put(struct jnode *object, const char *key, struct jnode *value)
{
	json_object_set_new_nocheck(lib(object), key, value ? lib(value) : json_null());
}

void
jnode_put_text(struct jnode *object, const char *key, const char *text)
{
	jnode_put(object, key, text ? jnode_text(text) : NULL);
}

void
jnode_put_int(struct jnode *object, const char *key, int64_t number)
{
	jnode_put(object, key, jnode_int(number));
}

void
jnode_put_real(struct jnode *object, const char *key, double number)
{
	jnode_put(object, key, ours(json_real(number))); /* NULL, so null, for what is not finite */
}

void
jnode_put_bool(struct jnode *object, const char *key, bool yes)
{
	jnode_put(object, key, ours(json_boolean(yes)));
}

void
jnode_put_time(struct jnode *object, const char *key, int64_t when)
{
	char text[CLOCK_TEXT_MAX];

	jnode_put_text(object, key, when ? clock_rfc3339(when, text) : NULL);
}

void
jnode_append(struct jnode *array, struct jnode *value)
{
	json_array_append_new(lib(array), lib(value));
}

bool
jnode_is_object(const struct jnode *node)
{
	return json_is_object(lib(node));
}

bool
jnode_is_array(const struct jnode *node)
{
	return json_is_array(lib(node));
}

bool
jnode_is_text(const struct jnode *node)
{
	return json_is_string(lib(node));
}

bool
jnode_is_number(const struct jnode *node)
{
	return json_is_number(lib(node));
}

size_t
jnode_len(const struct jnode *array)
{
	return json_array_size(lib(array));
}

struct jnode *
jnode_at(const struct jnode *array, size_t i)
{
	return ours(json_array_get(lib(array), i));
}

struct jnode *
jnode_get(const struct jnode *object, const char *key)
{
	return ours(json_object_get(lib(object), key));
}

const char *
jnode_get_text(const struct jnode *object, const char *key)
{
	return jnode_value_text(jnode_get(object, key));
}

int64_t
jnode_get_int(const struct jnode *object, const char *key, int64_t otherwise)
{
	return jnode_value_int(jnode_get(object, key), otherwise);
}

double
jnode_get_real(const struct jnode *object, const char *key, double otherwise)
{
	const json_t *value = lib(jnode_get(object, key));

	return json_is_number(value) ? json_number_value(value) : otherwise;
}

bool
jnode_get_bool(const struct jnode *object, const char *key, bool otherwise)
{
	const json_t *value = lib(jnode_get(object, key));

	return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

int64_t
jnode_get_time(const struct jnode *object, const char *key)
{
	const char *text = jnode_get_text(object, key);
	int64_t when;

	return text && clock_parse_rfc3339(text, &when) ? when : 0;
}

const char *
jnode_value_text(const struct jnode *node)
{
	return json_string_value(lib(node));
}

int64_t
jnode_value_int(const struct jnode *node, int64_t otherwise)
{
	const json_t *value = lib(node);

	if (json_is_integer(value))
		return json_integer_value(value);
	if (json_is_real(value) && json_real_value(value) > -9e18 && json_real_value(value) < 9e18)
		return (int64_t)json_real_value(value);
	return otherwise;
}

static int
on_bytes(const char *bytes, size_t len, void *arg)
{
	str_add(arg, bytes, len);
	return 0;
}

void
jnode_print(const struct jnode *root, struct str *out)
{
	json_dump_callback(
		lib(root), on_bytes, out, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(4));
}

struct jnode *
jnode_parse(const char *text, size_t len, struct err *err)
{
	json_error_t error;
	json_t *root = json_loadb(text, len, 0, &error);

	if (!root)
		err_set(err, ERR_DATA, "line %d, column %d: no valid JSON: %s", error.line,
			error.column, error.text);
	return ours(root);
}
