/*
 * counterpart - the other party of a deal whose clause names but one.
 *
 * "X signs deal to bring Y's posts to its assistant", "X takes 90 MW at Y's campus", "telco giant
 * to invest in X": who Y is stands beside the clause, or behind the title.
 */
#include "counterpart.h"

#include "base/attr.h"
#include "frame/finite.h"
#include "frame/part.h"

enum { CHIPS_REACH = 4 };

/* The company of unit i, where it is none of the frame's yet. */
static bool
other_at(const struct reading *r, const struct frame *f, uint32_t i, struct who *ret_who)
{
	const struct unit *unit = &r->units[i];

	if (unit->type != UNIT_COMPANY || unit->flags & UNIT_ASIDE)
		return false;
	*ret_who = (struct who){ i, i + 1, (int32_t)unit->ref, ROLE_NONE };
	return !frame_has(r, f, ret_who);
}

/* "90 MW at Y's campus": Y lets it. */
static bool
add_landlord(const struct reading *r, struct frame *f, const struct who *who)
{
	if (f->kind != KIND_COMPUTE || who->first < f->cue || !unit_is(r, who->first - 1, "at") ||
		!(who_has_role(r, who, KNOWN_DATA_CENTRE) || who_has_role(r, who, KNOWN_NEOCLOUD)))
		return false;
	f->who[0].role = ROLE_CUSTOMER;
	frame_add(f, *who, ROLE_SUPPLIER);
	return true;
}

/* "to bring Y content to X's assistant": Y licenses it. */
static bool
add_licensor(const struct reading *r, struct frame *f, const struct who *who)
{
	const struct passage *p = &r->passages[f->passage];
	uint32_t what = who->end;

	if (f->kind != KIND_PARTNERSHIP || who->first < f->cue)
		return false;
	if (what < p->end && r->tokens.list[r->units[what].first].flags & TOKEN_POSSESSIVE)
		what++;
	if (what >= p->end || !unit_has(&r->units[what], CUE_OBJECT_CONTENT) ||
		!who_has_role(r, who, KNOWN_PUBLISHER))
		return false;
	f->kind = KIND_LICENSING;
	f->also |= 1u << KIND_PARTNERSHIP;
	f->who[0].role = ROLE_LICENSEE;
	frame_add(f, *who, ROLE_LICENSOR);
	return true;
}

/* "to develop Y's custom chips": Y orders them. */
static bool
add_orderer(const struct reading *r, struct frame *f, const struct who *who)
{
	const struct passage *p = &r->passages[f->passage];

	if (f->kind != KIND_PARTNERSHIP || who->first < f->cue ||
		!(r->units[who->first].flags & UNIT_POSSESSED) ||
		supply_rank(r, &f->who[0], KIND_CHIP_SUPPLY) < CHIPS_REACH)
		return false;
	for (uint32_t i = who->end; i < p->end && i < who->end + CHIPS_REACH; i++) {
		if (!unit_has(&r->units[i], CUE_OBJECT_CHIPS))
			continue;
		f->kind = KIND_CHIP_SUPPLY;
		f->also |= 1u << KIND_PARTNERSHIP;
		f->who[0].role = ROLE_SUPPLIER;
		frame_add(f, *who, ROLE_CUSTOMER);
		return true;
	}
	return false;
}

/* "telco giant to invest in X", "X sold to US chip giant": somebody without a name, who gives. */
static bool
has_nameless_giver(const struct reading *r, const struct passage *p)
{
	for (uint32_t i = p->first; i < p->end; i++) {
		const struct unit *next = &r->units[i + 1];

		if (!unit_is(r, i, "giant") && !unit_is(r, i, "titan") && !unit_is(r, i, "group"))
			continue;
		if (i + 1 == p->end || unit_is_to(r, i + 1) || unit_prep(next) ||
			unit_is_finite(r, p, i + 1))
			return true;
	}
	return false;
}

/* The only other company of the lead is meant. */
static void
add_nameless(const struct reading *r, struct frame *f)
{
	const struct passage *lead = &r->passages[f->passage] + 1;
	struct who who = { 0 }, found = { 0 };
	bool invests = f->kind == KIND_INVESTMENT || f->kind == KIND_STAKE;

	if ((!invests && f->kind != KIND_ACQUISITION) || f->who[0].role != ROLE_TARGET ||
		f->passage + 1 >= r->n_passages || lead->title ||
		!has_nameless_giver(r, &r->passages[f->passage]))
		return;
	for (uint32_t i = lead->first; i < lead->end; i++) {
		if (!other_at(r, f, i, &who))
			continue;
		if (found.end > 0 && found.company != who.company)
			return;
		found = who;
	}
	if (found.end > 0)
		frame_add(f, found, invests ? ROLE_INVESTOR : ROLE_ACQUIRER);
}

void
frame_add_counterpart(const struct reading *r, struct frame *f)
{
	static bool (*const ways[])(
		const struct reading *r, struct frame *f, const struct who *who) = {
		add_landlord,
		add_licensor,
		add_orderer,
	};
	const struct passage *p = &r->passages[f->passage];
	struct who who;

	if (!p->title || f->n_who != 1 || f->loose)
		return;
	for (uint32_t i = p->first; i < p->end; i++)
		for (size_t w = 0; w < ARRAY_LEN(ways) && other_at(r, f, i, &who); w++)
			if (ways[w](r, f, &who))
				return;
	add_nameless(r, f);
}
