/*
 * matcher - a story in, a verdict out: read, find frames, judge for each topic, compose.
 */
#include "deal/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "complete.h"
#include "compose.h"
#include "engine.h"
#include "main_frame.h"
#include "mention/read.h"
#include "predicate/predicate.h"

struct matcher *
matcher_new(struct lexicon *lexicon)
{
	struct matcher *matcher = mem_new(sizeof *matcher);

	matcher->lexicon = lexicon;
	rule_table_init(&matcher->rules, lexicon);
	reading_init(&matcher->reading, lexicon);
	return matcher;
}

void
matcher_free(struct matcher *matcher)
{
	if (!matcher)
		return;
	rule_table_clear(&matcher->rules);
	reading_clear(&matcher->reading);
	tokens_clear(&matcher->phrase);
	free(matcher);
}

bool
matcher_has_rule(const struct matcher *matcher, const char *name)
{
	for (size_t i = 0; i < N_RULES; i++)
		if (strcmp(matcher->rules.names[i], name) == 0)
			return true;
	return false;
}

static void
frames_read(struct matcher *m)
{
	while (m->n_framed < m->reading.n_passages)
		frames_find(&m->reading, m->n_framed++, &m->frames);
}

void
matcher_read_rest(struct matcher *m)
{
	reading_read_rest(&m->reading);
	frames_read(m);
}

/* Does the story hold the phrase, as whole words? */
static bool
holds_phrase(struct matcher *m, const char *phrase)
{
	const struct tokens *story = &m->reading.tokens, *words = &m->phrase;

	tokens_read(&m->phrase, phrase, strlen(phrase));
	for (size_t i = 0; words->n > 0 && i + words->n <= story->n; i++) {
		size_t k = 0;

		while (k < words->n && story->list[i + k].hash == words->list[k].hash)
			k++;
		if (k == words->n)
			return true;
	}
	return false;
}

static bool
deal_has_any(const struct deal *deal, const struct watch *watch)
{
	for (size_t i = 0; i < watch->n_companies; i++)
		if (deal_party(deal, watch->companies[i]))
			return true;
	return watch->n_companies == 0;
}

/* Is it a deal for the watch, whatever its sum? */
static bool
watch_wants(struct matcher *m, const struct watch *watch, const struct deal *deal)
{
	unsigned kinds = deal->also | 1u << deal->kind;

	if (!(watch->kinds & kinds) || !deal_has_any(deal, watch))
		return false;
	for (size_t i = 0; i < watch->n_exclude; i++)
		if (holds_phrase(m, watch->exclude[i]))
			return false;
	return true;
}

static void
reasons_put(
	struct matcher *m, const struct judgement *j, struct arena *arena, struct verdict *verdict)
{
	verdict->reasons = arena_array(arena, j->n_hits + 1, sizeof *verdict->reasons);
	for (unsigned i = 0; i < j->n_hits; i++) {
		const struct rule_hit *h = &j->hits[i];

		verdict->reasons[verdict->n_reasons++] = (struct reason){
			.points = h->points,
			.rule = m->rules.names[h->rule],
			.text = h->first < h->end ? unit_text(&m->reading, h->first, h->end, arena)
						  : "",
		};
	}
}

/* A bit for each topic. */
struct topics {
	uint32_t relevant; /* the story's deal is news for it */
	uint32_t faint;    /* or would be, if something tied it to the topic */
};

/* Judges the story for every topic of the watches; returns the topic that it is most, or NULL. */
static const struct judgement *
judge_all(struct matcher *m, const struct frame *f, const struct watch *watches, size_t n_watches,
	struct judgement topics[LEXICON_TOPICS_MAX], struct topics *ret)
{
	uint32_t judged = 0;
	const struct judgement *best = NULL;

	for (size_t w = 0; w < n_watches; w++) {
		for (size_t t = 0; t < watches[w].n_topics; t++) {
			int topic = lexicon_topic(m->lexicon, watches[w].topics[t]);

			if (topic < 0 || judged >> topic & 1)
				continue;
			judged |= UINT32_C(1) << topic;
			judge_topic(&topics[topic], &m->rules, &m->reading, &m->frames, f, topic);
			ret->relevant |= (uint32_t)topics[topic].relevant << topic;
			ret->faint |= (uint32_t)topics[topic].faint << topic;
			if (!best || topics[topic].score > best->score)
				best = &topics[topic];
		}
	}
	return best;
}

static bool
watch_has_topic(const struct matcher *m, const struct watch *watch, uint32_t topics)
{
	for (size_t t = 0; t < watch->n_topics; t++) {
		int topic = lexicon_topic(m->lexicon, watch->topics[t]);

		if (topic >= 0 && topics >> topic & 1)
			return true;
	}
	return false;
}

/* The watches that are of one of the topics and want the deal, whatever its sum: a bit each. */
static uint64_t
who_wants(struct matcher *m, const struct watch *watches, size_t n_watches, uint32_t topics,
	const struct deal *deal)
{
	uint64_t wanted = 0;

	for (size_t w = 0; w < n_watches && w < 64; w++)
		if (watch_has_topic(m, &watches[w], topics) && watch_wants(m, &watches[w], deal))
			wanted |= UINT64_C(1) << w;
	return wanted;
}

/* Those of them whose deal is not too small. */
static uint64_t
who_finds_it_large(const struct watch *watches, uint64_t wanted, const struct deal *deal)
{
	for (size_t w = 0; w < 64 && wanted >> w != 0; w++)
		if (wanted >> w & 1 && amount_is_below(&deal->amount, &watches[w].min_amount))
			wanted &= ~(UINT64_C(1) << w);
	return wanted;
}

/* A frame that the story may report, completed and judged. */
struct candidate {
	int main;
	struct frame f;
	struct judgement topics[LEXICON_TOPICS_MAX];
	const struct judgement *best; /* NULL: of no topic */
	struct topics found;
};

static void
candidate_judge(struct matcher *m, int main, const struct watch *watches, size_t n_watches,
	struct candidate *c)
{
	c->main = main;
	c->f = m->frames.list[main];
	c->found = (struct topics){ 0 };
	frame_complete(&m->reading, &m->frames, main, &c->f);
	c->best = judge_all(m, &c->f, watches, n_watches, c->topics, &c->found);
}

/* "A bold move | X has bought Y": what the title hints at is no deal, what the lead tells may be. */
static bool
lead_has_deal(struct matcher *m, const struct candidate *title, const struct watch *watches,
	size_t n_watches, struct candidate *ret)
{
	int main = -1;

	if (!title->found.relevant && m->reading.passages[title->f.passage].title)
		main = lead_frame(&m->reading, &m->frames);
	if (main < 0)
		return false;
	candidate_judge(m, main, watches, n_watches, ret);
	return ret->found.relevant != 0;
}

/* Title and lead decide; the text behind them is read only for the facts of a deal. */
void
matcher_judge(struct matcher *m, const struct story *story, const struct watch *watches,
	size_t n_watches, struct arena *arena, struct verdict *verdict, uint64_t *ret_wanted)
{
	struct candidate first, second;
	const struct candidate *c = &first;
	struct deal deal = { 0 };
	uint64_t wanted;

	*verdict = (struct verdict){ 0 };
	*ret_wanted = 0;
	lexicon_complete(m->lexicon);
	reading_read(&m->reading, story);
	m->frames.n = m->n_framed = 0;
	frames_read(m);
	frames_find_loose(&m->reading, &m->frames);
	m->main = main_frame(&m->reading, &m->frames);
	if (m->main < 0)
		return;
	candidate_judge(m, m->main, watches, n_watches, &first);
	if (lead_has_deal(m, &first, watches, n_watches, &second))
		c = &second;
	m->main = c->main;
	if (!c->best)
		return;
	verdict->score = c->best->score;
	verdict->bias = m->rules.points[RULE_BIAS];
	reasons_put(m, c->best, arena, verdict);
	if (!c->found.relevant && !c->found.faint)
		return;
	if (c->found.relevant)
		matcher_read_rest(m);
	deal_compose(&m->reading, &c->f, story, arena, &deal);
	wanted = who_wants(m, watches, n_watches,
		c->found.relevant ? c->found.relevant : c->found.faint, &deal);
	*ret_wanted = c->found.relevant ? who_finds_it_large(watches, wanted, &deal) : 0;
	verdict->relevant = *ret_wanted != 0;
	verdict->faint = !verdict->relevant && wanted != 0;
	if (verdict->relevant || verdict->faint)
		verdict->deal = deal;
	if (verdict->relevant)
		background_compose(&m->reading, &m->frames, c->main, arena, verdict);
}
