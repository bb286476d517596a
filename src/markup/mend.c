/*
 * mend - reads tags and text as they come, keeps the list of what is open, and writes
 * everything anew: text and values escaped, every start tag with its end.
 */
#include "markup/mend.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "markup/entity.h"

enum {
	PIECE = 16 << 10,
	PIECE_MAX = 1 << 20,   /* a piece with one long tag in it */
	OPEN_MAX = 180,        /* below XML_DEPTH_MAX; deeper tags vanish, their text stays */
	MENDED_ATTRS_MAX = 64, /* further ones of an element are left out */
	VALUE_MAX = 64 << 10,  /* so are longer values */
	NAME_LEN_MAX = 200,
};

struct name {
	const char *text;
	size_t len;
};

struct mender {
	const struct xml_prologue *prologue;
	const char *at, *end;
	struct name open[OPEN_MAX];
	size_t n_open;
	struct str out;
	bool (*on_piece)(void *arg, const char *bytes, size_t len);
	void *arg;
	size_t expanded; /* bytes that declared entities became */
	unsigned repairs;
	bool no_comment_end, no_cdata_end, no_end, no_quote[2]; /* searches that failed once */
	bool stopped;
};

static void
mend_flush(struct mender *mender)
{
	if (!mender->stopped && mender->out.len > 0 &&
		!mender->on_piece(mender->arg, mender->out.text, mender->out.len))
		mender->stopped = true;
	str_reset(&mender->out);
}

static bool
is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.' || c == ':';
}

static bool
is_name(const char *text, size_t len)
{
	size_t n_colons = 0;

	if (len == 0 || len > NAME_LEN_MAX || !(isalpha((unsigned char)text[0]) || text[0] == '_'))
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!is_name_char(text[i]))
			return false;
		n_colons += text[i] == ':';
	}
	return n_colons == 0 || (n_colons == 1 && text[len - 1] != ':');
}

/*
 * One character of text that needs a look: escaped, or dropped where XML has no such one.
 * Gives the number of bytes read.
 */
static size_t
put_special(struct mender *mender, const char *at, const char *end)
{
	static const char *const escapes[] = { "<&lt;", ">&gt;", "\"&#34;", "&&amp;" };
	unsigned char c = (unsigned char)*at;

	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		if (*at == escapes[i][0]) {
			str_puts(&mender->out, escapes[i] + 1);
			return 1;
		}
	}
	if (end - at > 2 &&
		(memcmp(at, "\xEF\xBF\xBE", 3) == 0 || memcmp(at, "\xEF\xBF\xBF", 3) == 0)) {
		str_puts(&mender->out, "\xEF\xBF\xBD");
		mender->repairs |= XML_REPAIRED_CHARACTERS;
		return 3;
	}
	if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
		mender->repairs |= XML_REPAIRED_CHARACTERS;
	else
		str_putc(&mender->out, *at);
	return 1;
}

static void
put_literal(struct mender *mender, const char *at, const char *end)
{
	while (at < end) {
		const char *stop = at;

		while (stop < end && (unsigned char)*stop >= 0x20 && (unsigned char)*stop != 0xEF &&
			*stop != '<' && *stop != '>' && *stop != '"' && *stop != '&')
			stop++;
		str_add(&mender->out, at, (size_t)(stop - at));
		at = stop;
		if (at < end)
			at += put_special(mender, at, end);
	}
}

static const struct xml_entity *
declared_entity(const struct mender *mender, const char *name, size_t len)
{
	for (size_t i = 0; i < mender->prologue->n_entities; i++) {
		const struct xml_entity *entity = &mender->prologue->entities[i];

		if (entity->name_len == len && memcmp(entity->name, name, len) == 0)
			return entity;
	}
	return NULL;
}

/* A reference at `at` ("&"); gives its length, at least 1. */
static size_t
put_reference(struct mender *mender, const char *at, const char *end)
{
	static const char *const predefined[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };
	const struct xml_entity *entity;
	char text[ENTITY_TEXT_MAX];
	size_t left = (size_t)(end - at), n = 1;

	for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++) {
		size_t len = strlen(predefined[i]);

		if (left >= len && memcmp(at, predefined[i], len) == 0) {
			str_add(&mender->out, at, len);
			return len;
		}
	}
	while (n < left && n < NAME_LEN_MAX && is_name_char(at[n]))
		n++;
	entity = declared_entity(mender, at + 1, n - 1);
	if (entity && n < left && at[n] == ';' &&
		mender->expanded + entity->value_len <= XML_EXPANSION_MAX) {
		mender->expanded += entity->value_len;
		mender->repairs |= XML_REPAIRED_ENTITIES;
		put_literal(mender, entity->value, entity->value + entity->value_len);
		return n + 1;
	}
	mender->repairs |= XML_REPAIRED_ENTITIES;
	n = entity_decode(at, left, text);
	if (n == 0 || at[n - 1] != ';') {
		str_puts(&mender->out, "&amp;");
		return 1;
	}
	put_literal(mender, text, text + strlen(text));
	return n;
}

static void
put_text(struct mender *mender, const char *at, const char *end)
{
	while (at < end) {
		const char *ref = memchr(at, '&', (size_t)(end - at));

		if (!ref)
			ref = end;
		while (at < ref) { /* in pieces, so that no piece grows without bound */
			const char *stop = ref - at > PIECE ? at + PIECE : ref;

			while (stop < ref && ((unsigned char)*stop & 0xC0) == 0x80)
				stop++;
			put_literal(mender, at, stop);
			at = stop;
			if (mender->out.len > PIECE)
				mend_flush(mender);
		}
		if (at < end)
			at += put_reference(mender, at, end);
		if (mender->out.len > PIECE)
			mend_flush(mender);
	}
}

static void
put_end_tag(struct mender *mender)
{
	const struct name *name = &mender->open[--mender->n_open];

	str_puts(&mender->out, "</");
	str_add(&mender->out, name->text, name->len);
	str_putc(&mender->out, '>');
}

static bool
name_is(const struct name *name, const char *text, size_t len)
{
	return name->len == len && strncasecmp(name->text, text, len) == 0;
}

/* Closes what is open down to the innermost element of that name; none: nothing happens. */
static bool
close_to(struct mender *mender, const char *text, size_t len)
{
	size_t i = mender->n_open;

	while (i > 0 && !name_is(&mender->open[i - 1], text, len))
		i--;
	if (i == 0)
		return false;
	if (i < mender->n_open)
		mender->repairs |= XML_REPAIRED_NESTING;
	while (mender->n_open >= i)
		put_end_tag(mender);
	return true;
}

static bool
is_one_of(const char *const *names, const char *text, size_t len)
{
	for (; *names; names++) {
		if (strlen(*names) == len && strncasecmp(*names, text, len) == 0)
			return true;
	}
	return false;
}

/* An element whose end was forgotten must not swallow those that follow it. */
static void
close_forgotten(struct mender *mender, const char *text, size_t len)
{
	static const char *const leaves[] = { "title", "link", "guid", "pubDate", "author",
		"category", "comments", "id", "updated", "published", NULL };
	static const char *const starts[] = { "title", "link", "guid", "pubDate", "description",
		"category", "comments", "item", "entry", "updated", "published", "id", NULL };
	static const char *const items[] = { "item", "entry", NULL };
	const struct name *top;

	if (is_one_of(items, text, len))
		(void)close_to(mender, text, len);
	if (mender->n_open == 0)
		return;
	top = &mender->open[mender->n_open - 1];
	if (is_one_of(starts, text, len) && is_one_of(leaves, top->text, top->len)) {
		mender->repairs |= XML_REPAIRED_NESTING;
		put_end_tag(mender);
	}
}

/* The value at *at, in quotes or without; *at goes past it. */
static struct name
read_value(struct mender *mender, const char **at, const char *end)
{
	struct name value = { .text = *at };
	const char *close;
	char quote = **at;

	if (quote == '"' || quote == '\'') {
		value.text++;
		close = memchr(value.text, quote, (size_t)(end - value.text));
		value.len = (size_t)((close ? close : end) - value.text);
		*at = close ? close + 1 : end;
		if (!close)
			mender->repairs |= XML_REPAIRED_MARKUP;
		return value;
	}
	while (*at < end && !isspace((unsigned char)**at))
		(*at)++;
	value.len = (size_t)(*at - value.text);
	mender->repairs |= XML_REPAIRED_MARKUP;
	return value;
}

static void
put_attr(struct mender *mender, const struct name *name, const struct name *value,
	struct name *seen, size_t *n_seen)
{
	for (size_t i = 0; i < *n_seen; i++) {
		if (seen[i].len == name->len && memcmp(seen[i].text, name->text, name->len) == 0) {
			mender->repairs |= XML_REPAIRED_MARKUP;
			return;
		}
	}
	if (*n_seen == MENDED_ATTRS_MAX || value->len > VALUE_MAX ||
		!is_name(name->text, name->len)) {
		mender->repairs |= XML_REPAIRED_MARKUP;
		return;
	}
	seen[(*n_seen)++] = *name;
	str_putc(&mender->out, ' ');
	str_add(&mender->out, name->text, name->len);
	str_puts(&mender->out, "=\"");
	for (const char *at = value->text, *end = at + value->len; at < end;) {
		const char *ref = memchr(at, '&', (size_t)(end - at));

		put_literal(mender, at, ref ? ref : end);
		at = ref ? ref + put_reference(mender, ref, end) : end;
	}
	str_putc(&mender->out, '"');
}

static void
put_attrs(struct mender *mender, const char *at, const char *end)
{
	struct name seen[MENDED_ATTRS_MAX];
	size_t n_seen = 0;

	while (at < end) {
		struct name name, value;

		while (at < end && (isspace((unsigned char)*at) || *at == '/'))
			at++;
		name.text = at;
		while (at < end && !isspace((unsigned char)*at) && *at != '=' && *at != '/')
			at++;
		name.len = (size_t)(at - name.text);
		while (at < end && isspace((unsigned char)*at))
			at++;
		if (at == end || *at != '=') {
			if (name.len > 0) {
				mender->repairs |= XML_REPAIRED_MARKUP;
				put_attr(mender, &name, &name, seen, &n_seen);
			}
			continue;
		}
		at++;
		while (at < end && isspace((unsigned char)*at))
			at++;
		if (at == end)
			return;
		value = read_value(mender, &at, end);
		put_attr(mender, &name, &value, seen, &n_seen);
	}
}

/* The end of the tag at mender->at, quotes skipped; NULL: the bytes end first. */
static const char *
find_tag_end(struct mender *mender)
{
	const char *at = mender->at + 1;
	bool value = false;

	for (; at < mender->end && *at != '>'; at++) {
		bool *no_quote = &mender->no_quote[*at == '\''];

		if (value && (*at == '"' || *at == '\'')) {
			const char *close =
				*no_quote ? NULL
					  : memchr(at + 1, *at, (size_t)(mender->end - at - 1));

			if (close && memchr(at, '<', (size_t)(close - at)) &&
				memchr(at, '>', (size_t)(close - at)))
				close = NULL; /* it ran into the next tags: the quote was never closed */
			else if (!close)
				*no_quote = true;
			if (close)
				at = close;
			value = false;
		} else if (*at == '=') {
			value = true;
		} else if (*at == '<') {
			return at; /* the ">" was forgotten */
		} else if (!isspace((unsigned char)*at)) {
			value = false;
		}
	}
	return at < mender->end ? at : NULL;
}

static void
mend_start_tag(struct mender *mender)
{
	static const char *const empty[] = { "br", "hr", "img", "input", NULL };
	const char *name = mender->at + 1, *name_end = name, *close = find_tag_end(mender);
	size_t len;
	bool is_empty;

	if (!close) {
		mender->repairs |= XML_REPAIRED_END;
		mender->at = mender->end;
		return;
	}
	while (name_end < close && is_name_char(*name_end))
		name_end++;
	len = (size_t)(name_end - name);
	mender->at = *close == '>' ? close + 1 : close;
	if (*close != '>')
		mender->repairs |= XML_REPAIRED_MARKUP;
	if (!is_name(name, len) || mender->n_open == OPEN_MAX) {
		mender->repairs |= XML_REPAIRED_MARKUP;
		return;
	}
	close_forgotten(mender, name, len);
	is_empty = close[-1] == '/' || is_one_of(empty, name, len);
	str_putc(&mender->out, '<');
	str_add(&mender->out, name, len);
	put_attrs(mender, name_end, close);
	str_puts(&mender->out, is_empty ? "/>" : ">");
	if (!is_empty)
		mender->open[mender->n_open++] = (struct name){ .text = name, .len = len };
}

static void
mend_end_tag(struct mender *mender)
{
	const char *name = mender->at + 2, *name_end, *stop;

	while (name < mender->end && isspace((unsigned char)*name))
		name++;
	for (name_end = name; name_end < mender->end && is_name_char(*name_end);)
		name_end++;
	for (stop = name_end; stop < mender->end && *stop != '>' && *stop != '<';)
		stop++;
	if (!close_to(mender, name, (size_t)(name_end - name)))
		mender->repairs |= XML_REPAIRED_NESTING;
	if (stop == mender->end)
		mender->repairs |= XML_REPAIRED_END;
	mender->at = stop < mender->end && *stop == '>' ? stop + 1 : stop;
}

/* To the mark's end; if it never comes, to the next ">". */
static void
skip_past(struct mender *mender, const char *mark, bool *no_mark)
{
	size_t left = (size_t)(mender->end - mender->at);
	const char *found = *no_mark ? NULL : memmem(mender->at, left, mark, strlen(mark));

	if (found) {
		mender->at = found + strlen(mark);
		return;
	}
	*no_mark = true;
	mender->repairs |= XML_REPAIRED_MARKUP;
	found = memchr(mender->at, '>', left);
	mender->at = found ? found + 1 : mender->end;
}

static void
mend_cdata(struct mender *mender)
{
	const char *text = mender->at + 9, *close = NULL;

	if (!mender->no_cdata_end)
		close = memmem(text, (size_t)(mender->end - text), "]]>", 3);
	mender->at = close ? close + 3 : mender->end;
	if (!close) {
		mender->no_cdata_end = true;
		mender->repairs |= XML_REPAIRED_END;
		close = mender->end;
	}
	while (text < close) {
		const char *stop = close - text > PIECE ? text + PIECE : close;

		while (stop < close && ((unsigned char)*stop & 0xC0) == 0x80)
			stop++;
		put_literal(mender, text, stop);
		text = stop;
		if (mender->out.len > PIECE)
			mend_flush(mender);
	}
}

static void
mend_markup(struct mender *mender)
{
	size_t left = (size_t)(mender->end - mender->at);

	if (left >= 9 && memcmp(mender->at, "<![CDATA[", 9) == 0)
		mend_cdata(mender);
	else if (left >= 4 && memcmp(mender->at, "<!--", 4) == 0)
		skip_past(mender, "-->", &mender->no_comment_end);
	else if (left >= 2 && (mender->at[1] == '!' || mender->at[1] == '?'))
		skip_past(mender, ">", &mender->no_end);
	else if (left >= 2 && mender->at[1] == '/')
		mend_end_tag(mender);
	else if (left >= 2 && (isalpha((unsigned char)mender->at[1]) || mender->at[1] == '_'))
		mend_start_tag(mender);
	else {
		mender->repairs |= XML_REPAIRED_MARKUP;
		if (mender->n_open > 0)
			str_puts(&mender->out, "&lt;");
		mender->at++;
	}
}

unsigned
mend(const struct xml_prologue *prologue,
	bool (*on_piece)(void *arg, const char *bytes, size_t len), void (*on_cut)(void *arg),
	void *arg)
{
	struct mender mender = {
		.prologue = prologue,
		.at = prologue->root,
		.end = prologue->root + prologue->len,
		.on_piece = on_piece,
		.arg = arg,
	};

	str_init(&mender.out, PIECE_MAX);
	do {
		const char *tag = memchr(mender.at, '<', (size_t)(mender.end - mender.at));

		if (!tag)
			tag = mender.end;
		put_text(&mender, mender.at, tag);
		mender.at = tag;
		if (tag < mender.end)
			mend_markup(&mender);
		if (mender.out.len > PIECE)
			mend_flush(&mender);
	} while (mender.at < mender.end && mender.n_open > 0 && !mender.stopped);
	if (mender.n_open > 0) {
		mender.repairs |= XML_REPAIRED_END;
		mend_flush(&mender);
		on_cut(arg);
	}
	while (mender.n_open > 0)
		put_end_tag(&mender);
	mend_flush(&mender);
	str_clear(&mender.out);
	return mender.repairs;
}
