/*
 * read - a story as passages of units, no further than somebody wants to know.
 */
#include "mention/read.h"

#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "sentence.h"
#include "sum.h"
#include "text/title.h"
#include "unit.h"

enum {
	PASSAGE_TOKENS_MAX = 250,
	HOUSE_REACH = 3,
	REACH_TOKENS = 12, /* no sum and no bracket reaches farther beyond its sentence */
	STEP_TOKENS = 16,
	REST_TOKENS = 256,
	SMALL_WORD_MAX = 8, /* letters of the longest: see is_small_word */
};

/* Words of four letters and more that headlines in capitals write small all the same. */
static bool
is_small_word(const char *folded, size_t len)
{
	static const char *const words[] = { "about", "after", "ahead", "amid", "amidst", "billion",
		"crore", "from", "into", "million", "near", "over", "plus", "says", "than", "that",
		"their", "this", "trillion", "upon", "using", "when", "where", "while", "with",
		"your" };

	if (len > SMALL_WORD_MAX)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(words) && *words[i] <= *folded; i++)
		if (*words[i] == *folded && strcmp(words[i], folded) == 0)
			return true;
	return false;
}

/* What a word says of the capitals of its sentence. */
static bool
may_tell_case(const struct token *token)
{
	return (token->flags & (TOKEN_WORD | TOKEN_MIXED | TOKEN_HYPHEN)) == TOKEN_WORD &&
	       token->fold_len >= 4;
}

/* Words with a capital, behind the first. */
static unsigned
count_capitals(const struct reading *r, const struct sentence *s)
{
	unsigned n = 0;

	for (uint32_t i = s->first + 1; i < s->end; i++)
		n += (r->tokens.list[i].flags & TOKEN_CAP) != 0 &&
		     may_tell_case(&r->tokens.list[i]);
	return n;
}

/*
 * Nine words of ten with a capital: a headline in which capitals say nothing. One word without that
 * no list has may be a name: "Acme Buys modara". Running text has a small one too many soon.
 */
static bool
is_title_case(const struct reading *r, const struct sentence *s)
{
	unsigned small = 0, strange = 0, capitals = count_capitals(r, s);

	for (uint32_t i = s->first + 1; i < s->end; i++) {
		const struct token *token = &r->tokens.list[i];

		if (token->flags & TOKEN_CAP || !may_tell_case(token) ||
			is_small_word(token_text(&r->tokens, i), token->fold_len))
			continue;
		if (r->ids[i] == 0 && strange == 0)
			strange++;
		else
			small++;
		if (9 * small > capitals)
			return false;
	}
	small += small > 0 ? strange : 0;
	return small + capitals > 1 && capitals >= 9 * small;
}

/* Notes what is among its units, so that nobody looks for what is not there. */
static void
passage_gather(const struct reading *r, struct passage *passage)
{
	unsigned types = 0, flags = 0;
	struct cues cues = { 0 };

	for (uint32_t i = passage->first; i < passage->end; i++) {
		const struct unit *unit = &r->units[i];

		types |= 1u << unit->type;
		flags |= unit->flags;
		cues_join(&cues, &unit->cues);
	}
	passage->types = (uint16_t)types;
	passage->flags = (uint16_t)flags;
	passage->cues = cues;
}

/* "Sign up for our newsletter on funding rounds": of the outlet itself, no news. */
static bool
speaks_of_house(const struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; !p->title && i < p->end && i < p->first + HOUSE_REACH; i++)
		if (unit_has(&r->units[i], CUE_WORD_HOUSE))
			return true;
	return false;
}

/* A long sentence comes in pieces, so that whatever looks at a whole passage stays cheap. */
static void
passage_put(struct reading *r, const struct sentence *s)
{
	struct passage passage = { .first = (uint32_t)r->n_units,
		.first_sum = (uint32_t)r->n_moneys,
		.paragraph = s->paragraph };

	passage.title = r->tokens.list[s->first].at < r->title_len;
	passage.title_case = is_title_case(r, s);
	units_put(r, s->first, s->end, passage.title_case);
	passage.end = (uint32_t)r->n_units;
	passage.end_sum = (uint32_t)r->n_moneys;
	passage_gather(r, &passage);
	if (speaks_of_house(r, &passage)) {
		r->n_units = passage.first;
		r->n_moneys = passage.first_sum;
		return;
	}
	passage_settle(r, &passage);
	sums_judge(r, &passage);
	passage_gather(r, &passage);
	publishers_settle(r, &passage);
	regulators_settle(r, &passage);
	r->passages = MEM_GROW(r->passages, r->n_passages, r->cap_passages);
	r->passages[r->n_passages++] = passage;
}

/* Has everything been read that may be title or lead? */
static bool
has_lead(const struct reading *r)
{
	return r->n_passages > LEAD_PASSAGES && !r->passages[r->n_passages - LEAD_PASSAGES].title;
}

/* Reads on until there are so many tokens and their words. */
static void
words_read_on(struct reading *r, size_t n)
{
	tokens_read_on(&r->tokens, n);
	if (r->tokens.n > r->cap_ids) {
		r->cap_ids = 2 * r->tokens.n;
		r->ids = mem_resize(r->ids, r->cap_ids, sizeof *r->ids);
	}
	lexicon_words(r->lexicon, &r->tokens, r->n_ids, r->ids);
	r->n_ids = r->tokens.n;
}

static void
sentence_put(struct reading *r, struct sentence piece)
{
	uint32_t end = piece.end;

	for (; piece.first < end; piece.first = piece.end) {
		piece.end = end - piece.first > PASSAGE_TOKENS_MAX
				    ? piece.first + PASSAGE_TOKENS_MAX
				    : end;
		passage_put(r, &piece);
	}
}

/* Has all the text been read? Where it is made as it is read, there is more of it now. */
static bool
is_at_end(struct reading *r)
{
	if (tokens_at_end(&r->tokens) && r->tail) {
		if (!r->tail->more(r->tail, &r->text))
			r->tail = NULL;
		tokens_go_on(&r->tokens, r->text.text, r->text.len);
	}
	return tokens_at_end(&r->tokens);
}

/* Is the next sentence complete, and beyond it what a sum or a bracket may reach to? */
static bool
has_sentence(struct reading *r)
{
	if (r->n_sentences == r->tokens.n_sentences)
		return false;
	return r->tokens.n - r->tokens.sentences[r->n_sentences].end >= REACH_TOKENS ||
	       is_at_end(r);
}

void
reading_read(struct reading *r, const struct story *story)
{
	size_t len;
	const char *title = title_body(story->title, &len);

	str_reset(&r->text);
	str_add(&r->text, title, len);
	r->title_len = r->text.len;
	str_putc(&r->text, '\n');
	str_puts(&r->text, story->text);
	r->tail = story->tail;
	r->n_units = r->n_passages = r->n_moneys = r->n_sentences = r->n_ids = 0;
	r->startup = -1;
	r->stranger = 0;
	r->story = story;
	r->asked_home = false;
	tokens_begin(&r->tokens, r->text.text, r->text.len);
	while (!has_lead(r)) {
		if (has_sentence(r))
			sentence_put(r, r->tokens.sentences[r->n_sentences++]);
		else if (!is_at_end(r))
			words_read_on(r, r->tokens.n + STEP_TOKENS);
		else
			return;
	}
}

void
reading_read_rest(struct reading *r)
{
	while (!is_at_end(r))
		words_read_on(r, r->tokens.n + REST_TOKENS);
	while (r->n_sentences < r->tokens.n_sentences)
		sentence_put(r, r->tokens.sentences[r->n_sentences++]);
}
