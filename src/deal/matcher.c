/*
 * matcher - a story in, a verdict out: read, find frames, judge for each topic, compose.
 */
#include "deal/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "engine.h"

struct matcher *
matcher_new(const struct lexicon *lexicon)
{
	struct matcher *matcher = mem_new(sizeof *matcher);

	matcher->lexicon = lexicon;
	reading_init(&matcher->reading, lexicon);
	return matcher;
}

void
matcher_free(struct matcher *matcher)
{
	if (!matcher)
		return;
	reading_clear(&matcher->reading);
	tokens_clear(&matcher->phrase);
	free(matcher);
}

void
matcher_read(struct matcher *m, const struct story *story)
{
	reading_read(&m->reading, story->title, story->text);
	m->frames.n = 0;
	for (uint32_t i = 0; i < m->reading.n_passages; i++)
		frames_find(&m->reading, i, &m->frames);
	frames_find_loose(&m->reading, &m->frames);
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

static bool
watch_wants(struct matcher *m, const struct watch *watch, const struct deal *deal)
{
	unsigned kinds = deal->also | 1u << deal->kind;

	if (!(watch->kinds & kinds) || !deal_has_any(deal, watch))
		return false;
	if (deal->amount.usd > 0 && deal->amount.usd < watch->min_amount.usd)
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
			.rule = h->rule,
			.text = h->first < h->end ? unit_text(&m->reading, h->first, h->end, arena)
						  : "",
		};
	}
}

void
matcher_judge(struct matcher *m, const struct story *story, const struct watch *watches,
	size_t n_watches, struct arena *arena, struct verdict *verdict, uint64_t *ret_wanted)
{
	struct judgement topics[LEXICON_TOPICS_MAX];
	bool judged[LEXICON_TOPICS_MAX] = { false };
	const struct judgement *best = NULL;
	struct deal deal = { 0 };
	struct frame f;
	int main;

	*verdict = (struct verdict){ 0 };
	*ret_wanted = 0;
	matcher_read(m, story);
	main = main_frame(&m->reading, &m->frames);
	if (main < 0)
		return;
	f = m->frames.list[main];
	frame_complete(&m->reading, &m->frames, main, &f);
	deal_compose(&m->reading, &f, story, arena, &deal);
	for (size_t w = 0; w < n_watches; w++) {
		for (size_t t = 0; t < watches[w].n_topics; t++) {
			int topic = lexicon_topic(m->lexicon, watches[w].topics[t]);

			if (topic < 0)
				continue;
			if (!judged[topic])
				judge_topic(&topics[topic], &m->reading, &f, topic, arena);
			judged[topic] = true;
			if (!best || topics[topic].score > best->score)
				best = &topics[topic];
			if (w < 64 && topics[topic].relevant && watch_wants(m, &watches[w], &deal))
				*ret_wanted |= UINT64_C(1) << w;
		}
	}
	verdict->relevant = *ret_wanted != 0;
	if (best) {
		verdict->score = best->score;
		reasons_put(m, best, arena, verdict);
	}
	if (verdict->relevant) {
		verdict->deal = deal;
		background_compose(&m->reading, &m->frames, main, arena, verdict);
	}
}
