/*
 * title - a headline without what outlets hang on it.
 */
#include "text/title.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { OUTLET_WORDS_MAX = 5, CORE_WORDS_MIN = 3 };

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

/* Bytes of a flag in front: "Exclusive | ", "BREAKING: ", "UPDATE 2-". */
static size_t
find_head(const char *title)
{
	static const char *const flags[] = { "exclusive", "breaking news", "breaking", "update",
		"correct", "corrected", "correction", "refile", "scoop", "report", "factbox",
		"view", "just in", "watch", "analysis", "opinion" };

	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		size_t len = strlen(flags[i]), at = len;

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

char *
title_core(struct arena *arena, const char *title)
{
	size_t head = find_head(title), len = strlen(title + head);

	return arena_strndup(arena, title + head, find_tail(title + head, len));
}

char *
title_outlet(struct arena *arena, const char *title)
{
	size_t len = strlen(title), tail = find_tail(title, len);

	return tail < len ? arena_strdup(arena, title + tail + 3) : NULL;
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
