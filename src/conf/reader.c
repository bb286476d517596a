/*
 * reader - a file of sections, line by line.
 *
 * The whole file is read at once and cut up in place.
 */
#include "conf/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/file.h"
#include "base/utf8.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static char *
skip_blanks(char *at)
{
	while (is_blank(*at))
		at++;
	return at;
}

/* Ends the text before the blanks in front of end. */
static void
trim_end(char *text, char *end)
{
	while (end > text && is_blank(end[-1]))
		end--;
	*end = '\0';
}

/*
 * Where the comment begins, or else the end: # or ; at the start or after a blank, outside quotes. A
 * quote within a word opens nothing.
 */
static char *
find_comment(char *text)
{
	bool quoted = false;
	char *c;

	for (c = text; *(c += strcspn(c, quoted ? "\"\\" : "\"#;")); c++) {
		if (*c == '\\')
			c += c[1] != '\0';
		else if (*c == '"')
			quoted = !quoted && (c == text || *text == '[' || strchr(" \t\r=,", c[-1]));
		else if (c == text || is_blank(c[-1]))
			break;
	}
	return c;
}

/*
 * Takes a quoted text that begins at *at: the text between the quotes, resolved in
 * place, and *at behind the closing one. NULL where there is none.
 */
static char *
take_quoted(char **at)
{
	char *in = *at + 1, *out = in, *text = in;

	while (*in && *in != '"') {
		if (*in == '\\' && (in[1] == '"' || in[1] == '\\'))
			in++;
		*out++ = *in++;
	}
	if (*in != '"')
		return NULL;
	*at = in + 1;
	*out = '\0';
	return text;
}

bool
conf_reader_open(struct conf_reader *reader, const char *path, struct err *err)
{
	struct str bytes;

	*reader = (struct conf_reader){ .path = path, .section = "", .name = "", .next_line = 1 };
	str_init(&bytes, CONF_FILE_MAX);
	if (!file_read(path, &bytes, err)) {
		str_clear(&bytes);
		return false;
	}
	size_t len = bytes.len;

	reader->valid = utf8_valid(bytes.text, len) && !memchr(bytes.text, '\0', len);
	reader->bytes = str_take(&bytes);
	reader->at = reader->bytes;
	reader->end = reader->bytes + len;
	if (strncmp(reader->at, "\xef\xbb\xbf", 3) == 0)
		reader->at += 3;
	return true;
}

void
conf_reader_close(struct conf_reader *reader)
{
	free(reader->bytes);
	*reader = (struct conf_reader){ 0 };
}

/* What follows a broken section must not land in the one before. */
static void
lose_section(struct conf_reader *reader)
{
	reader->section = "";
	reader->name = "";
}

/* Is this line no text? That is told, and a section that it may begin is lost. */
static bool
is_no_text(struct conf_reader *reader, char *line, size_t len, struct faults *faults)
{
	const char *why = NULL;

	if (!reader->valid && memchr(line, '\0', len))
		why = "holds a NUL byte; right is text in UTF-8";
	else if (!reader->valid && !utf8_valid(line, len))
		why = "not valid UTF-8; save the file in that encoding";
	if (!why)
		return false;
	faults_add(faults, reader->path, reader->line, "%s", why);
	if (*skip_blanks(line) == '[')
		lose_section(reader);
	return true;
}

/* The next line that has something on it, without its comment; NULL at the end. */
static char *
next_line(struct conf_reader *reader, struct faults *faults)
{
	while (reader->at < reader->end) {
		char *line = reader->at, *end = memchr(line, '\n', (size_t)(reader->end - line));

		reader->at = end ? end + 1 : reader->end;
		end = end ? end : reader->end;
		*end = '\0';
		reader->line = reader->next_line++;
		if (is_no_text(reader, line, (size_t)(end - line), faults))
			continue;
		line = skip_blanks(line);
		trim_end(line, find_comment(line));
		if (*line)
			return line;
	}
	return NULL;
}

/* Names stand in logs and tables: what could move a terminal's cursor is none. */
static bool
is_printed(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	return true;
}

/* [section] or [section "name"]; false (and a fault) for anything else. */
static bool
take_section(struct conf_reader *reader, char *line, struct faults *faults)
{
	char *section = skip_blanks(line + 1);
	const char *name = "";
	char *at = section + strcspn(section, " \t\"]");
	char *end = at;

	at = skip_blanks(at);
	if (*at == '"') {
		name = take_quoted(&at);
		if (name)
			at = skip_blanks(at);
	}
	if (!name || *at != ']' || at[1] || end == section) {
		faults_add(faults, reader->path, reader->line,
			"broken section: [section] or [section \"name\"] is right");
		return false;
	}
	if (!is_printed(name)) {
		faults_add(faults, reader->path, reader->line,
			"the section's name holds a control character; letters, digits and blanks "
			"are right");
		return false;
	}
	*end = '\0';
	reader->section = section;
	reader->name = name;
	return true;
}

static void
take_key(struct conf_reader *reader, char *line)
{
	char *at = line, *value = NULL;

	if (*at == '"') {
		char *key = take_quoted(&at);

		if (key && (*skip_blanks(at) == '=' || *skip_blanks(at) == '\0')) {
			at = skip_blanks(at);
			value = *at ? skip_blanks(at + 1) : NULL;
			reader->key = key;
			reader->value = value;
			return;
		}
		at = line;
	}
	char *equals = strchr(at, '=');

	if (equals) {
		value = skip_blanks(equals + 1);
		trim_end(line, equals);
	}
	reader->key = line;
	reader->value = value;
}

enum conf_line_kind
conf_reader_next(struct conf_reader *reader, struct faults *faults)
{
	char *line;

	while ((line = next_line(reader, faults))) {
		if (*line == '[') {
			if (take_section(reader, line, faults))
				return CONF_SECTION;
			lose_section(reader);
			continue;
		}
		take_key(reader, line);
		if (*reader->key)
			return CONF_KEY;
		faults_add(faults, reader->path, reader->line,
			"no key before '='; right is 'key = value'");
	}
	return CONF_END;
}

/* Where a word of small letters that begins at `at` ends; a few bytes before the end it may say less. */
static char *
word_end(char *at, const char *end)
{
	size_t n = sizeof(uint64_t);

	while (n == sizeof(uint64_t) && end - at >= (ptrdiff_t)n) {
		n = bytes_small(at);
		at += n;
	}
	return at;
}

size_t
conf_reader_words(struct conf_reader *reader, char **ret_words)
{
	size_t n = 0;

	*ret_words = reader->at;
	for (;;) {
		char *end = word_end(reader->at, reader->end);

		if (end == reader->at || *end != '\n')
			break;
		reader->at = end + 1;
		n++;
	}
	reader->next_line += (unsigned)n;
	return n;
}

char *
conf_reader_take(struct conf_reader *reader)
{
	char *bytes = reader->bytes;

	reader->bytes = NULL;
	conf_reader_close(reader);
	return bytes;
}

static void
fault_quote(const struct conf_reader *reader, struct faults *faults)
{
	faults_add(faults, reader->path, reader->line,
		"%s: a quote is not closed, or text follows it; right is \"…\", with \\\" for a "
		"quote inside",
		reader->key);
}

const char *
conf_value_text(const struct conf_reader *reader, struct arena *arena, struct faults *faults)
{
	char *value = arena_strdup(arena, reader->value);

	if (*value != '"')
		return value;
	char *at = value, *text = take_quoted(&at);

	if (!text || *skip_blanks(at)) {
		fault_quote(reader, faults);
		return NULL;
	}
	return text;
}

const char *
conf_value_element(const struct conf_reader *reader, char **at, struct faults *faults)
{
	char *element, *end;

	while (*(element = skip_blanks(*at))) {
		if (*element == '"') {
			char *behind = element;

			element = take_quoted(&behind);
			behind = element ? skip_blanks(behind) : NULL;
			if (!behind || (*behind && *behind != ',')) {
				fault_quote(reader, faults);
				return NULL;
			}
			*at = behind + (*behind == ',');
			end = element + strlen(element);
		} else {
			end = strchrnul(element, ',');
			*at = end + (*end == ',');
		}
		trim_end(element, end);
		if (*element)
			return element;
	}
	return NULL;
}

bool
conf_value_list(const struct conf_reader *reader, struct arena *arena, const char ***ret_list,
	size_t *ret_n, struct faults *faults)
{
	char *at = arena_strdup(arena, reader->value);
	const char **list = NULL, *element;
	size_t n = 0, cap = 0, n_faults = faults->n;

	while ((element = conf_value_element(reader, &at, faults)))
		ARENA_PUSH(arena, list, n, cap, element);
	if (faults->n > n_faults)
		return false;
	*ret_list = list;
	*ret_n = n;
	return true;
}
