/*
 * worth - how well a text of a source tells of a deal.
 */
#include "worth.h"

#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "brief/brief.h"

bool
tells_of_talks(const struct folded *text)
{
	static const char *const doubts[] = { "talks", "discuss", "weigh", "consider", "explor",
		"near", "negotiat", "may ", "could ", "plan", "close to a deal", "looking to",
		"looking for", " seeks ", "seeking", "in the works", "aims to", "hopes to",
		"offered ", " bid ", "offers ", "expected to", "subject to ", "review", "probe" };

	return folded_has_any(text, doubts, ARRAY_LEN(doubts));
}

bool
tells_aside(const struct folded *text)
{
	static const char *const asides[] = { "analyst", "price target", "shares of ", "shares in ",
		"shares rose", "shares fell", "shares jump", "stock rose", "stock fell",
		"founded in", "was founded", "competes with", "competitor", "last valued",
		"last year", "earlier this year", "has long", "headquartered", "market value",
		"market capitali", "previously" };

	return folded_has_any(text, asides, ARRAY_LEN(asides));
}

/* How many of the parties it names. */
static unsigned
parties_named(const struct folded *text, const struct deal *deal)
{
	unsigned named = 0;

	for (size_t i = 0; i < deal->n_parties; i++)
		named += folded_names(text, deal->parties[i].name);
	return named;
}

/* Parties, chips and what deals are about. */
static int
worth_of_subject(const struct folded *text, const struct deal *deal)
{
	static const char *const topics[] = { "talks", "invest", "valu", "stake", "chip", "agree",
		"deal", "raise", "round", "acqui", "buy", "fund", "close", "comput", "capacity",
		"lease", "licen", "partner", "debt", "loan", "share", "regulat", "expected",
		"led by", "first reported", "board", "subject to", "warrant", "gigawatt",
		"megawatt", "years", "percent", "%", "against", "after" };
	int parties = (int)parties_named(text, deal), chips = 0,
	    said = (int)folded_count(text, topics, ARRAY_LEN(topics));

	for (size_t i = 0; i < deal->n_chips; i++)
		chips += folded_names(text, deal->chips[i]);
	return 3 * (parties < 2 ? parties : 2) + (said < 3 ? said : 3) + 2 * chips;
}

/* It says that nothing was said, or leans on a sentence before it. */
static int
fault_of_sentence(const struct folded *text)
{
	static const char *const dull[] = { "declined to comment", "did not respond",
		"did not immediately", "respond to request", "not immediately available",
		"said in a statement", "told reporters", "have commented", "requests for comment",
		"not disclosed", "undisclosed" };
	static const char *const leaning[] = { "he ", "she ", "it ", "they ", "this ", "that ",
		"these ", "those ", "but ", "and ", "however", "so ", "his ", "her ", "here ", "i ",
		"we ", "“", "\"", "meanwhile", "translation", "in other words" };
	int fault = folded_has_any(text, dull, ARRAY_LEN(dull)) ? 6 : 0;

	for (size_t i = 0; i < ARRAY_LEN(leaning); i++)
		fault += strncasecmp(text->text, leaning[i], strlen(leaning[i])) == 0 ? 3 : 0;
	return fault;
}

int
worth_of_sentence(const struct folded *text, size_t place, const struct deal *deal)
{
	int early = place < 3 ? 3 : place < 6 ? 1 : 0;

	return worth_of_subject(text, deal) - fault_of_sentence(text) + early;
}

int
worth_of_title(const struct folded *text, const struct deal *deal)
{
	static const char *const teasers[] = { "why ", "how ", "what ", "here's", "here’s", "?",
		"investors must know", "should you", "explained", "live:", "podcast", "opinion" };
	static const char *const signs[] = { "$", "€", "£", "¥", "₹", "₩" };
	enum { LONG = 110 };
	size_t len = strlen(text->text);
	int worth = 3 * (int)parties_named(text, deal);

	worth += deal->amount.value > 0 && folded_has_any(text, signs, ARRAY_LEN(signs)) ? 2 : 0;
	worth -= folded_has_any(text, teasers, ARRAY_LEN(teasers)) ? 4 : 0;
	return worth - (len > LONG ? 3 : 0) - (len > BRIEF_HEADLINE_MAX ? 3 : 0);
}
