/*
 * build_link - addresses, absolute and tidy; none that is no address but a program.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/bytes.h"
#include "base/url.h"
#include "feed/build.h"
#include "feed/span.h"

/* Sixteen bytes that stand in an address as they are; the one behind them is read, too. */
static inline bool
is_link_piece(const char *at)
{
	bytes16 here = bytes16_at(at), next = bytes16_at(at + 1);

	return !bytes16_any((here <= ' ') | (here == 0x7F) | (here == '"') | (here == '<') |
			    (here == '\\') | ((here == '/') & (next == '.')) |
			    ((here == 'p') & (next == ';'))); /* "/../", "&amp;" */
}

/* An absolute web address that needs no tidying, as nearly all are; says no to short ones, too. */
static bool
is_tidy_link(struct span url)
{
	const size_t piece = sizeof(bytes16);
	size_t scheme = strncmp(url.at, "https://", 8) == 0  ? 8
			: strncmp(url.at, "http://", 7) == 0 ? 7
							     : 0;

	if (scheme == 0 || url.len < piece || url.len > URL_MAX ||
		!isalnum((unsigned char)url.at[scheme]))
		return false;
	for (size_t at = 0; at + piece < url.len; at += piece) {
		if (!is_link_piece(url.at + at))
			return false;
	}
	return is_link_piece(url.at + url.len - piece);
}

/* Addresses that are no address but a program, or a document of their own. */
static bool
is_unsafe_link(const char *url)
{
	static const char *const schemes[] = { "javascript:", "vbscript:", "data:" };

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return true;
	}
	return false;
}

/* "&amp;" that is left once XML is decoded was escaped twice: no address means it. */
static const char *
single_escaped(struct build *build, const char *url)
{
	char *copy, *to, *from;

	if (!strstr(url, "&amp;"))
		return url;
	copy = arena_strdup(build->arena, url);
	for (to = from = copy; *from;) {
		*to++ = *from;
		from += strncmp(from, "&amp;", 5) == 0 ? 5 : 1;
	}
	*to = '\0';
	return copy;
}

const char *
build_link(struct build *build, const char *reference)
{
	size_t len = strlen(reference);

	if (is_tidy_link((struct span){ reference, len }))
		return reference;
	reference += strspn(reference, " \t\r\n");
	if (!*reference || len > URL_MAX || is_unsafe_link(reference))
		return "";
	return url_resolve(build->arena, build_base(build), single_escaped(build, reference));
}

const char *
build_text_link(struct build *build, const struct text *text)
{
	struct span url = trim(text->bytes, text->len);

	if (is_tidy_link(url))
		return arena_strndup(build->arena, url.at, url.len);
	return build_link(build, build_word(build, text));
}
