/*
 * build_text - what an element says as a line, a word or a text with markup, clean.
 *
 * Nearly all lines are clean as they are: whether one is so is asked of sixteen bytes at a time.
 */
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "feed/build.h"
#include "feed/span.h"
#include "markup/html.h"

static const char *
arena_text(struct build *build)
{
	return build->scratch.len > 0
		       ? arena_strndup(build->arena, build->scratch.text, build->scratch.len)
		       : "";
}

/*
 * Text that is plain by its own word keeps what it says, but nobody means "&#8217;" by it: references
 * to what is not ASCII are decoded.
 */
static void
clean_plain(struct build *build, const char *bytes, size_t len)
{
	struct str decoded;
	bool foreign = false;

	if (!memchr(bytes, '&', len)) {
		utf8_clean_line(&build->scratch, bytes, len, FEED_LINE_MAX);
		return;
	}
	str_init(&decoded, len + 8);
	html_decode(bytes, len, &decoded);
	for (size_t i = 0; i < decoded.len && !foreign; i++)
		foreign = (unsigned char)decoded.text[i] >= 0x80;
	if (foreign && decoded.len < len)
		utf8_clean_line(&build->scratch, decoded.text, decoded.len, FEED_LINE_MAX);
	else
		utf8_clean_line(&build->scratch, bytes, len, FEED_LINE_MAX);
	str_clear(&decoded);
}

/* Whether the gate would change nothing: printable ASCII with neither markup nor two blanks side by side. */
static bool
is_tidy_short(struct span line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];

		if (c < ' ' || c >= 0x7F || c == '&' || c == '<' ||
			(c == ' ' && line.at[i + 1] == ' '))
			return false;
	}
	return true;
}

/* The same of sixteen bytes; the one behind them is read, too. */
static inline bool
is_tidy_piece(const char *at)
{
	bytes16 here = bytes16_at(at), next = bytes16_at(at + 1);

	return !bytes16_any((here < ' ') | (here == 0x7F) | (here == '&') | (here == '<') |
			    ((here == ' ') & (next == ' ')));
}

/* A trimmed line, many bytes at a time, the last ones once more where they are no whole piece. */
static bool
is_tidy(struct span line)
{
	const size_t piece = sizeof(bytes16);

	if (line.len < piece)
		return is_tidy_short(line);
	if (line.len > FEED_LINE_MAX)
		return false;
	for (size_t at = 0; at + piece < line.len; at += piece) {
		if (!is_tidy_piece(line.at + at))
			return false;
	}
	return is_tidy_piece(line.at + line.len - piece);
}

const char *
build_line(struct build *build, const struct text *text)
{
	struct span line = trim(text->bytes, text->len);

	if (is_tidy(line))
		return arena_strndup(build->arena, line.at, line.len);
	str_reset(&build->scratch);
	if (text->form == FORM_PLAIN)
		clean_plain(build, text->bytes, text->len);
	else
		html_to_line(text->bytes, text->len, &build->scratch);
	return arena_text(build);
}

const char *
build_word(struct build *build, const struct text *text)
{
	struct span line = trim(text->bytes, text->len);

	if (is_tidy(line))
		return arena_strndup(build->arena, line.at, line.len);
	str_reset(&build->scratch);
	utf8_clean_line(&build->scratch, line.at, line.len, FEED_LINE_MAX);
	return arena_text(build);
}

void
build_rich(struct build *build, const struct text *text, struct rich *ret_rich)
{
	struct span whole = trim(text->bytes, text->len);

	if (whole.len == 0)
		return;
	ret_rich->text = arena_strndup(build->arena, whole.at, whole.len);
	ret_rich->len = whole.len;
	ret_rich->html = text->form != FORM_PLAIN;
	ret_rich->tidy = !ret_rich->html && is_tidy(whole);
	ret_rich->base = build_base(build);
}
