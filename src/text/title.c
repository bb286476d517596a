/*
 * title - a headline without what outlets hang on it.
 */
#include "text/title.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { OUTLET_WORDS_MAX = 5, CORE_WORDS_MIN = 3, TAG_MAX = 30 };

static size_t
count_words(const char *text, size_t len)
{
	size_t n = 0;
	bool inside = false;

	for (size_t i = 0; i < len; i++) {
		bool blank = text[i] == ' ';

		n += !blank && !inside;
		inside = !blank;
	}
	return n;
}

/* Where " - OUTLET" or " | OUTLET" begins, or the length. */
static size_t
find_tail(const char *title, size_t len)
{
	for (size_t i = len; i-- > 1;) {
		if (title[i] != ' ' || title[i - 1] == ' ' || i + 3 > len || title[i + 2] != ' ' ||
			(title[i + 1] != '-' && title[i + 1] != '|'))
			continue;
		size_t tail = len - (i + 3), words = count_words(title + i + 3, tail);

		if (words == 0 || words > OUTLET_WORDS_MAX ||
			count_words(title, i) < CORE_WORDS_MIN ||
			strcspn(title + i + 3, "$%?!") < tail)
			return len;
		return i;
	}
	return len;
}

/* Bytes of one of the flags in front, with its number and mark, or 0. */
static size_t
find_flag(const char *title, const char *const *flags, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len, at;

		if ((*title | 0x20) != *flags[i])
			continue; /* most begin with another letter */
		len = at = strlen(flags[i]);
		if (strncasecmp(title, flags[i], len) != 0)
			continue;
		while (title[at] == ' ' || isdigit((unsigned char)title[at]))
			at++;
		if (title[at] == ':' || title[at] == '|' ||
			(title[at] == '-' && title[at - 1] != ' '))
			at++;
		else
			continue;
		while (title[at] == ' ')
			at++;
		if (count_words(title + at, strlen(title + at)) >= CORE_WORDS_MIN)
			return at;
	}
	return 0;
}

/* Bytes of "[Update] ", "(LEAD) ", or 0. */
static size_t
find_tag(const char *title)
{
	size_t at = *title == '[' ? strcspn(title, "]") : *title == '(' ? strcspn(title, ")") : 0;

	if (at == 0 || at > TAG_MAX || title[at] == '\0')
		return 0;
	at++;
	while (title[at] == ' ')
		at++;
	return count_words(title + at, strlen(title + at)) < CORE_WORDS_MIN ? 0 : at;
}

/* Bytes in front that only say how new it is: "UPDATE 1-EXCLUSIVE-". */
static size_t
find_news_flags(const char *title)
{
	static const char *const flags[] = { "exclusive", "breaking news", "breaking", "update",
		"wrapup", "brief", "rpt", "refile", "correct", "corrected", "correction", "scoop",
		"just in" };
	size_t at = 0, more;

	do {
		more = find_flag(title + at, flags, ARRAY_LEN(flags));
		if (more == 0)
			more = find_tag(title + at);
		at += more;
	} while (more > 0);
	return at;
}

static size_t
find_head(const char *title)
{
	static const char *const flags[] = { "report", "factbox", "view", "watch", "analysis",
		"opinion" };
	size_t at = find_news_flags(title);

	return at + find_flag(title + at, flags, ARRAY_LEN(flags));
}

/* "[Video]", "(2 minute read)", "(Updated)": of how it comes, not of what it says. */
static bool
is_tag(const char *text, size_t len)
{
	static const char *const endings[] = { "read", "video", "updated", "update", "audio" };

	if (text[0] == '[')
		return true;
	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		size_t n = strlen(endings[i]);

		if (len >= n + 2 && strncasecmp(text + len - 1 - n, endings[i], n) == 0)
			return true;
	}
	return false;
}

/* The length without tags in brackets and the full stop behind. */
static size_t
find_end(const char *title, size_t len)
{
	while (len > 0) {
		size_t at = len;

		if (title[len - 1] == ' ') {
			len--;
			continue;
		}
		if (title[len - 1] == '.' && len > 1 && islower((unsigned char)title[len - 2]))
			return len - 1;
		if (title[len - 1] != ']' && title[len - 1] != ')')
			break;
		while (at > 0 && len - at < TAG_MAX && title[at - 1] != '[' && title[at - 1] != '(')
			at--;
		if (at == 0 || len - at == TAG_MAX || !is_tag(title + at - 1, len - at + 1) ||
			count_words(title, at - 1) < CORE_WORDS_MIN)
			break;
		len = at - 1;
	}
	return len;
}

const char *
title_body(const char *title, size_t *ret_len)
{
	title += find_news_flags(title);
	*ret_len = find_end(title, strlen(title));
	return title;
}

char *
title_core(struct arena *arena, const char *title)
{
	size_t len;

	title += find_head(title);
	len = find_tail(title, find_end(title, strlen(title)));
	return arena_strndup(arena, title, find_end(title, len));
}

char *
title_outlet(struct arena *arena, const char *title)
{
	size_t len = find_end(title, strlen(title)), tail = find_tail(title, len);

	return tail < len ? arena_strndup(arena, title + tail + 3, len - tail - 3) : NULL;
}

bool
title_corrects(const char *title)
{
	return strncasecmp(title, "correct", 7) == 0;
}

bool
word_is_function(const char *folded)
{
	static const char *const words[] = { "a", "about", "above", "according", "added", "after",
		"again", "all", "along", "alongside", "already", "also", "amid", "among", "an",
		"and", "another", "any", "are", "around", "as", "at", "be", "because", "been",
		"before", "being", "between", "both", "but", "by", "can", "could", "did", "do",
		"does", "during", "each", "for", "from", "further", "had", "has", "have", "he",
		"her", "here", "his", "how", "if", "in", "including", "into", "is", "it", "its",
		"just", "like", "may", "might", "more", "most", "much", "new", "no", "not", "now",
		"of", "off", "on", "one", "only", "or", "other", "others", "our", "out", "over",
		"own", "per", "s", "said", "same", "say", "says", "she", "should", "since", "so",
		"some", "still", "such", "t", "than", "that", "the", "their", "them", "then",
		"there", "these", "they", "this", "those", "through", "to", "too", "under", "until",
		"up", "upon", "us", "very", "via", "was", "we", "were", "what", "when", "where",
		"which", "while", "who", "whose", "why", "will", "with", "within", "without",
		"would", "you", "your" };

	size_t low = 0, high = sizeof words / sizeof *words;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const char *word = words[middle];
		/* Most are told apart by their first letter. */
		int order =
			*folded != *word ? (unsigned char)*folded - *word : strcmp(folded, word);

		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}
