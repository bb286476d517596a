/*
 * brief - a deal and its stories in a few lines, and what has changed.
 *
 * A sentence is held as the set of its words: sums, names and other words weigh
 * differently. One after the other, the sentence is taken that says most of the deal that
 * has not been said; one that says mostly what was said is left out.
 */
#include "brief/brief.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "headline.h"
#include "text/title.h"
#include "text/token.h"

enum {
	SENTENCE_MIN = 24, /* bytes */
	SENTENCE_MAX = 330,
	FOLDED_MAX = 512,
	PAIRS = 1024,
	STORIES_MAX = 24, /* whose sentences are looked at */
	CANDIDATES_MAX = 240,
	FACTS_MAX = 128,
	WEIGHT_WORD = 1,
	WEIGHT_NAME = 2,
	WEIGHT_NUMBER = 3,
	FRESH_MOST = 60, /* hundredths of a sentence */
	FRESH_SOME = 35,
};

/* --- sentences -------------------------------------------------------------- */

/*
 * A sentence in lower case (its first FOLDED_MAX bytes: more none has), and which pairs of bytes
 * stand in it, by a hash: most phrases that are asked for are found to be missing by that alone.
 */
struct folded {
	char text[FOLDED_MAX];
	bool pairs[PAIRS];
};

static unsigned
pair_of(const char *text)
{
	return ((unsigned char)text[0] * 37u + (unsigned char)text[1]) % PAIRS;
}

static char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static void
fold(struct folded *folded, const char *text)
{
	size_t len = 0;

	memset(folded->pairs, 0, sizeof folded->pairs);
	for (; text[len] && len + 1 < sizeof folded->text; len++) {
		folded->text[len] = ascii_lower(text[len]);
		if (len > 0)
			folded->pairs[pair_of(folded->text + len - 1)] = true;
	}
	folded->text[len] = '\0';
}

/* Does the phrase, which is in lower case, stand in the text? */
static bool
folded_has(const struct folded *folded, const char *phrase)
{
	for (const char *at = phrase; at[0] && at[1]; at++)
		if (!folded->pairs[pair_of(at)])
			return false;
	return strstr(folded->text, phrase) != NULL;
}

/* Does a name stand in it, in whatever case? text: before it was folded. */
static bool
says_name(const char *text, const struct folded *folded, const char *name)
{
	for (const char *at = name; at[0] && at[1]; at++) {
		const char pair[] = { ascii_lower(at[0]), ascii_lower(at[1]) };

		if (!folded->pairs[pair_of(pair)])
			return false;
	}
	return strcasestr(text, name) != NULL;
}

/* How many of the phrases stand in the text. */
static unsigned
count_of(const struct folded *text, const char *const *phrases, size_t n)
{
	unsigned found = 0;

	for (size_t i = 0; i < n; i++)
		found += folded_has(text, phrases[i]);
	return found;
}

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
	fold(&folded, text);
	return count_of(&folded, noise, ARRAY_LEN(noise)) == 0;
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

/* --- facts ------------------------------------------------------------------ */

struct fact {
	uint32_t key;
	uint32_t weight;
};

/* What a text says, as a set. */
struct facts {
	struct fact list[FACTS_MAX];
	size_t n;
	uint32_t weight; /* of all */
	uint64_t bits;   /* a key's bit is there: most that are not in the list are told by that */
};

static uint64_t
key_bit(uint32_t key)
{
	return UINT64_C(1) << key % 64;
}

static bool
facts_have(const struct facts *facts, uint32_t key)
{
	if (!(facts->bits & key_bit(key)))
		return false;
	for (size_t i = 0; i < facts->n; i++)
		if (facts->list[i].key == key)
			return true;
	return false;
}

static void
facts_add(struct facts *facts, uint32_t key, uint32_t weight)
{
	if (facts->n == FACTS_MAX || facts_have(facts, key))
		return;
	facts->list[facts->n++] = (struct fact){ key, weight };
	facts->weight += weight;
	facts->bits |= key_bit(key);
}

enum { STEM = 6 };

/* Stems that say one thing of a deal: to have said one is to have said the other. */
static const char *
stem_of(const char *word)
{
	static const struct {
		const char *begins, *stem;
	} stems[] = { { "centre", "center" }, { "acqui", "buy" }, { "purchas", "buy" },
		{ "takeover", "buy" }, { "buying", "buy" }, { "bought", "buy" },
		{ "negotia", "talk" }, { "discuss", "talk" }, { "talks", "talk" },
		{ "rais", "raise" }, { "valu", "value" }, { "agree", "agree" },
		{ "sign", "sign" } };

	for (size_t i = 0; i < ARRAY_LEN(stems); i++)
		if (*word == *stems[i].begins &&
			strncmp(word, stems[i].begins, strlen(stems[i].begins)) == 0)
			return stems[i].stem;
	return word;
}

/* Words of one stem share their first letters: invest, invested, investment. */
static uint32_t
word_key(const char *word)
{
	word = stem_of(word);

	size_t len = strlen(word);

	if (len > 3 && word[len - 1] == 's' && len <= STEM)
		len--;
	return (uint32_t)hash_bytes(word, len < STEM ? len : STEM);
}

/* "bn", "billion" and "b" after a number are one. */
static const char *
unit_name(const char *word)
{
	static const struct {
		const char *word, *unit;
	} units[] = { { "b", "billion" }, { "bn", "billion" }, { "billion", "billion" },
		{ "m", "million" }, { "mn", "million" }, { "mln", "million" },
		{ "million", "million" }, { "tn", "trillion" }, { "trillion", "trillion" },
		{ "k", "thousand" }, { "percent", "%" }, { "per", "%" }, { "%", "%" },
		{ "gw", "gigawatt" }, { "gigawatt", "gigawatt" }, { "gigawatts", "gigawatt" } };

	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (*word == *units[i].word && strcmp(units[i].word, word) == 0)
			return units[i].unit;
	return NULL;
}

/*
 * What a text says, without what every sentence of the deal says: `common`, the names of
 * its parties.
 */
static void
facts_read(struct facts *facts, const char *text, const struct facts *common, struct tokens *tokens)
{
	*facts = (struct facts){ 0 };
	tokens_read(tokens, text, strlen(text));
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->list[i];
		const char *word = token_text(tokens, i);

		if (token->flags & TOKEN_NUMBER) {
			const char *unit =
				i + 1 < tokens->n ? unit_name(token_text(tokens, i + 1)) : NULL;
			uint64_t hash = hash_text(word);

			if (unit)
				hash = hash_more(hash, unit, strlen(unit));
			facts_add(facts, (uint32_t)hash, WEIGHT_NUMBER);
		} else if (token->flags & TOKEN_WORD && !(token->flags & TOKEN_POSSESSIVE) &&
			   !word_is_function(word) &&
			   !(i > 0 && tokens->list[i - 1].flags & TOKEN_NUMBER &&
				   unit_name(word))) {
			bool name = token->flags & TOKEN_CAP && !(token->flags & TOKEN_OPENS);
			uint32_t key = word_key(word);

			if (!common || !facts_have(common, key))
				facts_add(facts, key, name ? WEIGHT_NAME : WEIGHT_WORD);
		}
	}
}

/* Hundredths of the weight of a that b has, too. */
static unsigned
facts_covered(const struct facts *a, const struct facts *b)
{
	uint32_t both = 0;

	for (size_t i = 0; i < a->n; i++)
		if (facts_have(b, a->list[i].key))
			both += a->list[i].weight;
	return a->weight ? both * 100 / a->weight : 100;
}

static uint32_t
facts_fresh(const struct facts *a, const struct facts *said)
{
	uint32_t fresh = 0;

	for (size_t i = 0; i < a->n; i++)
		if (!facts_have(said, a->list[i].key))
			fresh += a->list[i].weight;
	return fresh;
}

static void
facts_union(struct facts *into, const struct facts *from)
{
	for (size_t i = 0; i < from->n; i++)
		facts_add(into, from->list[i].key, from->list[i].weight);
}

/* --- summary ---------------------------------------------------------------- */

struct candidate {
	const char *text, *source;
	const struct brief_story *story;
	struct facts facts;
	int worth;    /* how much it speaks of the deal */
	int32_t gain; /* when it was last looked at */
	bool title, taken;
	bool stale; /* as in its story */
	bool turn;  /* of the story that brought the deal to where it stands */
	bool aside; /* of the market, the past and the neighbours: last, where at all */
	bool leans; /* it names nobody of the deal: what went before it does */
};

/* It tells of the market, of history, of competitors, and not of the deal. */
static bool
sentence_is_aside(const struct folded *text)
{
	static const char *const asides[] = { "analyst", "price target", "shares of ", "shares in ",
		"shares rose", "shares fell", "shares jump", "stock rose", "stock fell",
		"founded in", "was founded", "competes with", "competitor", "last valued",
		"last year", "earlier this year", "has long", "headquartered", "market value",
		"market capitali", "previously" };

	return count_of(text, asides, ARRAY_LEN(asides)) > 0;
}

/* It stems from before the deal was agreed. */
static bool
is_of_talks(const struct folded *text)
{
	static const char *const doubts[] = { "talks", "discuss", "weigh", "consider", "explor",
		"near", "negotiat", "may ", "could ", "plan", "close to a deal" };

	return count_of(text, doubts, ARRAY_LEN(doubts)) > 0;
}

static bool
text_is_of_talks(const char *text)
{
	struct folded folded;

	fold(&folded, text);
	return is_of_talks(&folded);
}

/* How much a sentence is about this deal and can stand alone. */
static int
sentence_worth(const char *text, const struct folded *folded, size_t place, const struct deal *deal)
{
	static const char *const topics[] = { "talks", "invest", "valu", "stake", "chip", "agree",
		"deal", "raise", "round", "acqui", "buy", "fund", "close", "comput", "capacity",
		"lease", "licen", "partner", "debt", "loan", "share", "regulat", "expected",
		"led by", "first reported", "board", "subject to", "warrant", "gigawatt",
		"megawatt", "years", "percent", "%", "against", "after" };
	static const char *const dull[] = { "declined to comment", "did not respond",
		"did not immediately", "respond to request", "not immediately available",
		"said in a statement", "told reporters", "have commented", "requests for comment",
		"not disclosed", "undisclosed" };
	static const char *const leaning[] = { "he ", "she ", "it ", "they ", "this ", "that ",
		"these ", "those ", "but ", "and ", "however", "so ", "his ", "her ", "here ", "i ",
		"we ", "“", "\"", "meanwhile", "translation", "in other words" };
	int worth = 0, hits = 0;

	for (size_t i = 0; i < deal->n_parties; i++)
		hits += says_name(text, folded, deal->parties[i].name);
	worth += hits > 2 ? 6 : 3 * hits;
	hits = (int)count_of(folded, topics, ARRAY_LEN(topics));
	worth += hits > 3 ? 3 : hits;
	for (size_t i = 0; i < deal->n_chips; i++)
		worth += says_name(text, folded, deal->chips[i]) ? 2 : 0;
	if (count_of(folded, dull, ARRAY_LEN(dull)) > 0)
		worth -= 6;
	for (size_t i = 0; i < ARRAY_LEN(leaning); i++)
		worth -= strncasecmp(text, leaning[i], strlen(leaning[i])) == 0 ? 3 : 0;
	return worth + (place < 3 ? 3 : place < 6 ? 1 : 0);
}

static bool
names_party(const char *text, const struct folded *folded, const struct deal *deal)
{
	for (size_t i = 0; i < deal->n_parties; i++)
		if (says_name(text, folded, deal->parties[i].name))
			return true;
	return false;
}

/* What was said of talks is old news once a deal is signed, or off. */
static bool
add_candidate(struct candidate *candidate, const struct brief_story *story, const char *text,
	size_t place, const struct deal *deal)
{
	enum { STALE = 5, ASIDE = 3 };
	struct folded folded;

	if (story->withdrawn)
		return false;
	fold(&folded, text);
	if (story->stale && deal->status != STATUS_TALKS && is_of_talks(&folded))
		return false;
	*candidate = (struct candidate){ .text = text,
		.source = story->source,
		.story = story,
		.stale = story->stale,
		.aside = sentence_is_aside(&folded),
		.leans = !names_party(text, &folded, deal) };
	candidate->worth = sentence_worth(text, &folded, place, deal) - (story->stale ? STALE : 0) -
			   (candidate->aside ? ASIDE : 0);
	return true;
}

/* Room for every sentence and title, and for one where there is none. */
static size_t
candidates_most(const struct brief_story *stories, size_t n)
{
	size_t most = 1;

	for (size_t i = 0; i < n && most < CANDIDATES_MAX; i++)
		most += stories[i].n_sentences + 1;
	return most < CANDIDATES_MAX ? most : CANDIDATES_MAX;
}

/* Those told since the deal came to where it stands go first. */
static size_t
gather(const struct deal *deal, const struct facts *common, const struct brief_story *stories,
	size_t n_stories, struct tokens *tokens, struct arena *arena, struct candidate *list)
{
	size_t n = 0, looked = 0;

	for (int stale = 0; stale <= 1; stale++) {
		for (size_t i = 0; i < n_stories && looked < STORIES_MAX; i++) {
			const struct brief_story *story = &stories[i];

			if (story->stale != stale)
				continue;
			looked++;
			for (size_t j = 0; j < story->n_sentences && n < CANDIDATES_MAX; j++)
				n += add_candidate(&list[n], story, story->sentences[j], j, deal);
			if (n < CANDIDATES_MAX &&
				add_candidate(&list[n], story, title_core(arena, story->title), 0,
					deal)) {
				list[n].title = true;
				list[n++].worth -= 4;
			}
		}
	}
	for (size_t i = 0; i < n; i++) {
		facts_read(&list[i].facts, list[i].text, common, tokens);
		list[i].turn = list[n - 1].stale && !list[i].stale;
	}
	return n;
}

/* Weight of the sums and numbers that were not said yet. */
static int32_t
fresh_numbers(const struct facts *facts, const struct facts *said)
{
	int32_t weight = 0;

	for (size_t i = 0; i < facts->n; i++)
		if (facts->list[i].weight == WEIGHT_NUMBER && !facts_have(said, facts->list[i].key))
			weight += WEIGHT_NUMBER;
	return weight < 6 ? weight : 6;
}

/*
 * What it would bring, or INT32_MIN where it says again what was said. Only where there is
 * nothing else may it have the headline in it, or where most of it is new; of a deal that has
 * taken a turn it says why.
 */
static int32_t
candidate_gain(const struct candidate *candidate, const struct facts *headline,
	const struct facts *said, const struct candidate *const *taken, size_t n_taken,
	unsigned fresh_share)
{
	uint32_t fresh = facts_fresh(&candidate->facts, said);
	bool again = facts_covered(headline, &candidate->facts) >= 65 &&
		     100 * fresh < fresh_share * candidate->facts.weight;

	if (candidate->taken || fresh < (n_taken < 2 ? 2 : 5) ||
		facts_covered(&candidate->facts, said) > (candidate->turn ? 65 : 60) ||
		(again && n_taken > 0))
		return INT32_MIN;
	for (size_t i = 0; i < n_taken; i++)
		if (facts_covered(&candidate->facts, &taken[i]->facts) > 34 ||
			facts_covered(&taken[i]->facts, &candidate->facts) > 45)
			return INT32_MIN;
	return 3 * candidate->worth + (int32_t)(fresh < 12 ? fresh : 12) +
	       fresh_numbers(&candidate->facts, said) - (again ? 1000 : 0);
}

/*
 * A title tells the whole deal once more: it serves only where sentences are short of two, even
 * those that tell the headline with something new to it.
 */
static const struct pass {
	bool title;
	unsigned fresh_share; /* hundredths that must be new where the headline is told again */
	size_t most;
} passes[] = { { false, FRESH_MOST, BRIEF_SENTENCES_MAX }, { false, FRESH_SOME, 2 },
	{ true, FRESH_MOST, 2 } };

/* The sentence, or title, that brings most, or NULL where none brings `least`. */
static struct candidate *
pick(struct candidate *list, size_t n, const struct pass *pass, const struct facts *lead,
	const struct facts *said, const struct candidate *const *taken, size_t n_taken,
	int32_t least)
{
	struct candidate *best = NULL;

	for (size_t i = 0; i < n; i++) {
		unsigned share = list[i].turn ? FRESH_SOME : pass->fresh_share;
		int32_t gain = list[i].title == pass->title
				       ? candidate_gain(&list[i], lead, said, taken, n_taken, share)
				       : INT32_MIN;

		if (gain > INT32_MIN && gain >= least && (!best || gain > best->gain)) {
			list[i].gain = gain;
			best = &list[i];
		}
	}
	return best;
}

/* Where all say what the headline says: a sentence that tells it in full, or a title. */
static struct candidate *
retell(struct candidate *list, size_t n)
{
	struct candidate *best = &list[0];

	for (size_t i = 1; i < n; i++)
		if (best->title > list[i].title ||
			(best->title == list[i].title && list[i].worth > best->worth))
			best = &list[i];
	return best;
}

/* What leans on what its source said before stays behind that. */
static void
keep_order(const struct candidate *taken[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (taken[i]->leans && taken[i]->story == taken[j]->story &&
				taken[j] < taken[i]) {
				const struct candidate *later = taken[i];

				taken[i] = taken[j];
				taken[j] = later;
			}
}

/* What no sentence is taken for: who is in the deal, and who told of it. */
static void
said_anyway(const struct deal *deal, const struct brief_story *stories, size_t n_stories,
	struct tokens *tokens, struct facts *ret_facts)
{
	struct facts facts;

	facts_read(ret_facts,
		"said says reported reports according sources people person persons familiar"
		" knowledge matter announced told briefed close newspaper ai company companies"
		" startup firm citing cited source two three several monday tuesday wednesday "
		"thursday friday saturday sunday",
		NULL, tokens);
	for (size_t i = 0; i < deal->n_parties; i++) {
		facts_read(&facts, deal->parties[i].name, NULL, tokens);
		facts_union(ret_facts, &facts);
	}
	for (size_t i = 0; i < n_stories && i < STORIES_MAX; i++) {
		facts_read(&facts, stories[i].source, NULL, tokens);
		facts_union(ret_facts, &facts);
	}
}

void
brief_summary(const struct deal *deal, const char *headline, const struct brief_story *stories,
	size_t n_stories, struct tokens *tokens, struct arena *arena,
	struct alert_sentence **ret_sentences, size_t *ret_n)
{
	/* The first must be there, the second should, more must be worth their place. */
	static const int32_t least[BRIEF_SENTENCES_MAX] = { INT32_MIN, 4, 16, 16 };
	struct candidate *list =
		arena_array(arena, candidates_most(stories, n_stories), sizeof *list);
	struct candidate *best;
	struct alert_sentence *sentences =
		arena_array(arena, BRIEF_SENTENCES_MAX, sizeof *sentences);
	const struct candidate *taken[BRIEF_SENTENCES_MAX];
	struct facts common = { 0 }, lead, said;
	size_t n, n_taken = 0;

	said_anyway(deal, stories, n_stories, tokens, &common);
	n = gather(deal, &common, stories, n_stories, tokens, arena, list);
	facts_read(&lead, headline, &common, tokens);
	said = lead;
	for (size_t i = 0; i < ARRAY_LEN(passes); i++)
		while (n_taken < passes[i].most && (best = pick(list, n, &passes[i], &lead, &said,
							    taken, n_taken, least[n_taken]))) {
			best->taken = true;
			facts_union(&said, &best->facts);
			taken[n_taken++] = best;
		}
	if (n_taken == 0)
		taken[n_taken++] = retell(list, n);
	keep_order(taken, n_taken);
	*ret_n = 0;
	*ret_sentences = sentences;
	for (int aside = 0; aside <= 1; aside++)
		for (size_t i = 0; i < n_taken; i++)
			if (taken[i]->aside == aside)
				sentences[(*ret_n)++] =
					(struct alert_sentence){ taken[i]->text, taken[i]->source };
}

/* --- headline --------------------------------------------------------------- */

enum { TITLE_NAMES_BOTH = 6 }; /* title_worth of one with two parties and nothing against it */

/* How well a title tells the deal: its parties, its sum, no teaser. */
static int
title_worth(const char *title, const struct deal *deal)
{
	static const char *const teasers[] = { "why ", "how ", "what ", "here's", "here’s", "?",
		"investors must know", "should you", "explained", "live:", "podcast", "opinion" };
	int worth = 0;
	size_t len = strlen(title);
	struct folded folded;

	fold(&folded, title);
	for (size_t i = 0; i < deal->n_parties; i++)
		worth += strcasestr(title, deal->parties[i].name) ? 3 : 0;
	worth += deal->amount.value > 0 && strcspn(title, "$€£¥") < len ? 2 : 0;
	worth -= count_of(&folded, teasers, ARRAY_LEN(teasers)) > 0 ? 4 : 0;
	return worth - (len > 110 ? 3 : 0) - (len > BRIEF_HEADLINE_MAX ? 3 : 0);
}

static const char *
best_title(const struct deal *deal, const struct brief_story *stories, size_t n_stories,
	struct arena *arena, int *ret_worth)
{
	const char *best = NULL;
	int top = 0;

	for (size_t i = 0; i < n_stories && i < STORIES_MAX; i++) {
		const char *title = title_core(arena, stories[i].title);
		int worth = title_worth(title, deal);

		if (deal->status != STATUS_TALKS && text_is_of_talks(title))
			worth = 0; /* old news */
		if (*title && (!best || worth > top)) {
			best = title;
			top = worth;
		}
	}
	*ret_worth = top;
	return best ? best : "A deal";
}

/*
 * "X to buy chips from Y" says little where no sum is known: how many they are, or of what
 * power, stands in a source's title.
 */
static bool
facts_say_little(const struct deal *deal)
{
	return deal->amount.value == 0 &&
	       (deal->kind == KIND_CHIP_SUPPLY || deal->kind == KIND_COMPUTE) &&
	       (deal->status == STATUS_AGREED || deal->status == STATUS_CLOSED);
}

const char *
brief_headline(const struct deal *deal, const struct brief_story *stories, size_t n_stories,
	struct arena *arena)
{
	struct str line;
	int worth;
	const char *headline, *title = best_title(deal, stories, n_stories, arena, &worth);
	bool own_words =
		facts_say_little(deal) && worth >= TITLE_NAMES_BOTH && !text_is_of_talks(title);

	str_init(&line, 1024);
	if (own_words || !headline_from_facts(deal, &line))
		str_puts(&line, title);
	if (line.len > BRIEF_HEADLINE_MAX) {
		str_truncate(&line, utf8_cut_at_word(line.text, line.len, BRIEF_HEADLINE_MAX - 3));
		str_puts(&line, "…");
	}
	headline = arena_strdup(arena, line.text);
	str_clear(&line);
	return headline;
}

/* --- changes ---------------------------------------------------------------- */

static const char *
list_parties(const struct deal *deal, struct arena *arena)
{
	struct str line;
	const char *list;

	str_init(&line, 1024);
	for (size_t i = 0; i < deal->n_parties; i++)
		str_printf(&line, "%s%s", i ? ", " : "", deal->parties[i].name);
	list = arena_strdup(arena, line.text);
	str_clear(&line);
	return list;
}

static bool
party_is_new(const struct deal *told, const struct party *party)
{
	if (deal_party(told, party->name))
		return false;
	/* A stranger to the lexicon counts where nobody had the role before. */
	return party->known || (party->role != ROLE_NONE && !deal_role(told, party->role));
}

static bool
parties_changed(const struct deal *told, const struct deal *now)
{
	for (size_t i = 0; i < now->n_parties; i++)
		if (party_is_new(told, &now->parties[i]))
			return true;
	return false;
}

static const char *
sum_text(const struct amount *amount, struct arena *arena)
{
	char buf[AMOUNT_TEXT_MAX];

	return amount->value > 0 ? arena_strdup(arena, amount_text(amount, buf)) : "";
}

void
brief_changes(const struct brief_state *told, const struct brief_state *now, struct arena *arena,
	struct alert_change **ret_changes, size_t *ret_n)
{
	const struct deal *old = told->deal, *deal = now->deal;
	struct alert_change *changes = arena_array(arena, 5, sizeof *changes);
	size_t n = 0;

	if (deal->status != old->status && deal->status != STATUS_NONE)
		changes[n++] = (struct alert_change){ "status",
			old->status ? status_name(old->status) : "", status_name(deal->status) };
	if (deal->amount.value > 0 && !(now->corrected ? amount_alike(&old->amount, &deal->amount)
						       : amount_near(&old->amount, &deal->amount)))
		changes[n++] = (struct alert_change){ "amount", sum_text(&old->amount, arena),
			sum_text(&deal->amount, arena) };
	if (parties_changed(old, deal))
		changes[n++] = (struct alert_change){ "parties", list_parties(old, arena),
			list_parties(deal, arena) };
	if (told->n_origins == 1 && now->n_origins >= 2)
		changes[n++] = (struct alert_change){ "origins", "1",
			arena_printf(arena, "%zu", now->n_origins) };
	if (n > 0 && deal->valuation.value > 0 && old->valuation.value > 0 &&
		!amount_near(&old->valuation, &deal->valuation))
		changes[n++] = (struct alert_change){ "valuation", sum_text(&old->valuation, arena),
			sum_text(&deal->valuation, arena) };
	*ret_changes = changes;
	*ret_n = n;
}
