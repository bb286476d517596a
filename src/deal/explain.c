/*
 * explain - a verdict for a person: what it is, what each rule gave, what was read and
 * which clauses were understood.
 */
#include <string.h>

#include "compose.h"
#include "engine.h"

static void
put_amount(struct str *out, const char *what, const struct amount *amount)
{
	char text[AMOUNT_TEXT_MAX];

	if (amount->value > 0)
		str_printf(out, ", %s %s", what, amount_text(amount, text));
}

static void
put_deal(struct str *out, const struct deal *deal)
{
	str_printf(out, "%s, %s:", kind_name(deal->kind), status_name(deal->status));
	for (size_t i = 0; i < deal->n_parties; i++)
		str_printf(out, "%s %s (%s)", i ? "," : "", deal->parties[i].name,
			deal->parties[i].role ? role_name(deal->parties[i].role) : "party");
	if (deal->n_parties == 0)
		str_puts(out, " no party named");
	put_amount(out, "for", &deal->amount);
	put_amount(out, "valued at", &deal->valuation);
	if (deal->stake_percent > 0)
		str_printf(out, ", %g %%", deal->stake_percent);
	if (deal->years > 0)
		str_printf(out, ", %g years", deal->years);
	if (deal->gigawatts > 0)
		str_printf(out, ", %g GW", deal->gigawatts);
	for (size_t i = 0; i < deal->n_chips; i++)
		str_printf(out, ", %s", deal->chips[i]);
	if (deal->first_reported_by)
		str_printf(out, ", first reported by %s", deal->first_reported_by);
	str_putc(out, '\n');
}

static void
put_reasons(struct str *out, const struct verdict *verdict)
{
	double total = verdict->bias;

	for (size_t i = 0; i < verdict->n_reasons; i++) {
		const struct reason *reason = &verdict->reasons[i];

		total += reason->points;
		str_printf(out, "  %+6.2f  %-28s", reason->points, reason->rule);
		if (reason->text[0] != '\0')
			str_printf(out, " \"%.60s\"", reason->text);
		str_putc(out, '\n');
	}
	if (verdict->n_reasons == 0)
		return;
	str_printf(out, "  %+6.2f  %s\n", verdict->bias, "every story");
	str_printf(out, "  %+6.2f  together: a story counts from 0 points on\n", total);
}

static const char *
sum_role_name(enum sum_role role)
{
	static const char *const names[] = { [SUM_DEAL] = "sum",
		[SUM_IS_VALUATION] = "valuation",
		[SUM_IS_PRICE] = "price",
		[SUM_IS_OTHER] = "other sum" };

	return names[role];
}

static const char *
mention_name(const struct reading *r, const struct unit *unit)
{
	switch (unit->type) {
	case UNIT_COMPANY:
		return unit->flags & UNIT_ASIDE ? "aside" : "company";
	case UNIT_CHIP:
		return "chip";
	case UNIT_PERSON:
		return "person";
	case UNIT_OUTLET:
		return "outlet";
	case UNIT_MONEY:
		return sum_role_name(r->moneys[unit->ref].role);
	case UNIT_PERCENT:
		return "percent";
	case UNIT_SPAN:
		return unit->what == SPAN_YEARS ? "years" : "power";
	default:
		return NULL;
	}
}

static void
put_mentions(struct str *out, const struct reading *r, struct arena *arena)
{
	str_puts(out, "mentions:");
	for (uint32_t i = 0; i < r->n_units; i++) {
		const char *name = mention_name(r, &r->units[i]);

		if (name)
			str_printf(out, " [%s: %s]", unit_text(r, i, i + 1, arena), name);
	}
	str_putc(out, '\n');
}

static void
put_frames(struct str *out, const struct matcher *m, int main, struct arena *arena)
{
	for (unsigned i = 0; i < m->frames.n; i++) {
		const struct frame *f = &m->frames.list[i];
		struct deal deal;

		frame_deal(&m->reading, f, arena, &deal);
		str_printf(out, "%c %s \"%s\": ", (int)i == main ? '>' : ' ',
			m->reading.passages[f->passage].title ? "title" : "text ",
			unit_text(&m->reading, f->cue, f->cue + 1, arena));
		put_deal(out, &deal);
	}
}

void
matcher_explain(struct matcher *matcher, const struct story *story, const struct watch *watches,
	size_t n_watches, struct str *out)
{
	struct arena *arena = arena_new();
	struct verdict verdict;
	uint64_t wanted;

	matcher_judge(matcher, story, watches, n_watches, arena, &verdict, &wanted);
	str_printf(out, "%s\n", story->title);
	str_printf(out, "%s (score %.2f)", verdict.relevant ? "A DEAL" : "no deal", verdict.score);
	for (size_t w = 0; w < n_watches && w < 64; w++)
		if (wanted >> w & 1)
			str_printf(out, ", wanted by %s", watches[w].name);
	str_putc(out, '\n');
	if (verdict.relevant)
		put_deal(out, &verdict.deal);
	for (size_t i = 0; i < verdict.n_background; i++) {
		str_puts(out, "background: ");
		put_deal(out, &verdict.background[i]);
	}
	put_reasons(out, &verdict);
	matcher_read_rest(matcher);
	put_mentions(out, &matcher->reading, arena);
	put_frames(out, matcher, matcher->main, arena);
	arena_free(arena);
}
