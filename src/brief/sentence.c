/*
 * sentence - the sentences of a story's text that may serve a summary.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/utf8.h"
#include "brief/brief.h"
#include "folded.h"
#include "text/token.h"

enum { SENTENCE_MIN = 24, SENTENCE_MAX = 330 }; /* bytes */

static bool
sentence_serves(const char *text)
{
	static const char *const noise[] = { "subscribe", "sign up", "newsletter", "click here",
		"read more", "all rights reserved", "cookie", "advertisement", "getty images",
		"follow us", "matched titles", "appeared first on", "continue reading", "http://",
		"https://", "editing by", "reporting by", "keeping score at home" };
	size_t len = strlen(text);
	struct folded folded;

	if (len < SENTENCE_MIN || len > SENTENCE_MAX || text[len - 1] == '?' ||
		text[len - 1] == ':' || strstr(text, "...") || strstr(text, "…"))
		return false;
	folded_init(&folded, text);
	return !folded_has_any(&folded, noise, ARRAY_LEN(noise));
}

/* "(Corrects the sum in the first paragraph) ": to editors, not to readers. */
static const char *
without_note(const char *text)
{
	static const char *const notes[] = { "(correct", "(updates", "(adds" };
	const char *end = strchr(text, ')');

	for (size_t i = 0; end && i < ARRAY_LEN(notes); i++)
		if (strncasecmp(text, notes[i], strlen(notes[i])) == 0)
			return end + 1 + strspn(end + 1, " ");
	return text;
}

/* "March 2 (Wire) - ", "LONDON, March 4 /PRWire/ -- ": where and when stand before what. */
static const char *
without_dateline(const char *text)
{
	enum { DATELINE_MAX = 90 };

	for (const char *at = text; *at && at - text < DATELINE_MAX; at++) {
		if (*at != ')' && *at != '/')
			continue;
		const char *end = at + 1 + strspn(at + 1, " ");
		size_t dash = strspn(end, "-");

		dash = strncmp(end, "—", 3) == 0 || strncmp(end, "–", 3) == 0 ? 3 : dash;
		if (dash > 0 && (end > at + 1 || dash > 1) && end[dash] == ' ' &&
			!islower((unsigned char)end[dash + 1]))
			return end + dash + 1;
	}
	return text;
}

void
brief_sentences(const char *text, struct tokens *tokens, struct arena *arena,
	const char ***ret_sentences, size_t *ret_n)
{
	const char **sentences = arena_array(arena, BRIEF_KEEP_MAX, sizeof *sentences);
	size_t n = 0;

	tokens_read(tokens, text, strlen(text));
	for (size_t i = 0; i < tokens->n_sentences && n < BRIEF_KEEP_MAX; i++) {
		const struct sentence *sentence = &tokens->sentences[i];

		if (sentence->first >= sentence->end)
			continue;
		const struct token *first = &tokens->list[sentence->first],
				   *last = &tokens->list[sentence->end - 1];
		struct str line;

		if (last->at + last->len - first->at > SENTENCE_MAX)
			continue;
		str_init(&line, SENTENCE_MAX);
		utf8_clean_line(
			&line, text + first->at, last->at + last->len - first->at, SENTENCE_MAX);
		const char *bare = without_dateline(without_note(line.text));

		if (sentence_serves(bare))
			sentences[n++] = arena_strdup(arena, bare);
		str_clear(&line);
	}
	*ret_sentences = sentences;
	*ret_n = n;
}
