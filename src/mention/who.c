/*
 * who - what the lexicon knows of an organisation that the text names.
 */
#include "mention/who.h"

bool
who_has_role(const struct reading *r, const struct who *who, enum known_role role)
{
	return who->company != UNKNOWN &&
	       lexicon_roles(r->lexicon, (uint32_t)who->company) & r->roles[role];
}

bool
who_is_fund(const struct reading *r, const struct who *who)
{
	return who->company != UNKNOWN && company_is_fund(r, (uint32_t)who->company);
}

bool
who_sells_computing(const struct reading *r, const struct who *who)
{
	return who_has_role(r, who, KNOWN_NEOCLOUD) || who_has_role(r, who, KNOWN_DATA_CENTRE) ||
	       who_has_role(r, who, KNOWN_CLOUD);
}

bool
who_is_listed(const struct reading *r, const struct who *who)
{
	return who->company != UNKNOWN && lexicon_is_listed(r->lexicon, (uint32_t)who->company);
}

bool
who_is_sure(const struct reading *r, const struct who *who)
{
	return r->units[who->first].type == UNIT_COMPANY;
}

bool
who_is_same(const struct reading *r, const struct who *a, const struct who *b)
{
	if (a->company != UNKNOWN || b->company != UNKNOWN)
		return a->company == b->company;
	/* "Larkspur" and "Larkspur Cloud" are one. */
	for (uint32_t i = r->units[a->first].first, k = r->units[b->first].first;
		i < r->units[a->end - 1].end && k < r->units[b->end - 1].end; i++, k++)
		if (r->tokens.list[i].hash != r->tokens.list[k].hash)
			return false;
	return true;
}
