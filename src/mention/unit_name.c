/*
 * unit_name - what a name of the lexicon is in its place:
 * a company, an outlet, a product, a chip, a person.
 */
#include "unit.h"

#include "base/attr.h"

enum { TICKER_PLAIN_MIN = 4 };

/* A product and a word for its maker are the company: "ChatGPT maker", "iPhone-maker". */
static uint32_t
maker_end(const struct reading *r, uint32_t end)
{
	struct lex_match match;

	if (end >= r->tokens.n)
		return 0;
	if (r->tokens.list[end].flags & TOKEN_POSSESSIVE)
		end++;
	if (end >= r->tokens.n)
		return 0;
	lexicon_match(r->lexicon, &r->tokens, r->ids, end, &match);
	return match.cue.entry && cues_have(&match.cue.entry->cues, CUE_WORD_MAKER) ? match.cue.end
										    : 0;
}

/* "C3 AI": the topic's word in a company's own name. */
static void
name_signs(const struct reading *r, struct unit *unit, const struct lex_match *first)
{
	struct lex_match match = *first;

	for (uint32_t t = unit->first; t < unit->end; t++) {
		if (t > unit->first)
			lexicon_match(r->lexicon, &r->tokens, r->ids, t, &match);
		unit_add_name_signs(r, unit, match.sign.entry);
	}
}

/* A name of one word that is an English word too, and not marked to be taken as it is spelt. */
static bool
is_common_word(const struct lex_match *match)
{
	return !match->name.entry->exact && match->name.end == match->name.first + 1 &&
	       match->cue.entry && cues_have(&match->cue.entry->cues, CUE_WORD_COMMON);
}

/* "Arm": the word for a part of a company too. */
static bool
is_part_word(const struct lex_match *match)
{
	return match->name.end == match->name.first + 1 && match->cue.entry &&
	       cues_have(&match->cue.entry->cues, CUE_WORD_DIVISION);
}

/* "NVDA", "$ARM": short ones and words need the sign before them. */
static bool
is_ticker_here(const struct reading *r, const struct lex_match *match)
{
	const struct tokens *t = &r->tokens;
	uint32_t i = match->name.first;

	if (i > 0 && t->list[i].flags & TOKEN_GLUED && token_is(t, i - 1, "$"))
		return true;
	return t->list[i].flags & TOKEN_WORD && t->list[i].len >= TICKER_PLAIN_MIN &&
	       !(match->cue.entry && cues_have(&match->cue.entry->cues, CUE_WORD_COMMON));
}

/* "Cohere.io" is not Cohere, though "Cohere.com" may be. */
bool
domain_ends_at(const struct reading *r, uint32_t end)
{
	static const char *const others[] = { "io", "ai", "co", "app", "dev" };

	if (end >= r->tokens.n || !(r->tokens.list[end].flags & TOKEN_DOT) ||
		r->tokens.list[end].fold_len > 3)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (token_is(&r->tokens, end, others[i]))
			return true;
	return false;
}

/* "Hopper" is a word, but "Nvidia Hopper" and "Hopper chips" are chips. */
static bool
is_chip_here(const struct reading *r, const struct lex_match *match)
{
	static const char *const goods[] = { "chip", "chips", "gpu", "gpus", "cpu", "cpus",
		"processor", "processors", "accelerator", "accelerators" };
	const struct unit *before = r->n_units > 0 ? &r->units[r->n_units - 1] : NULL;

	if (before && before->type == UNIT_COMPANY && before->end == match->name.first &&
		before->ref == lexicon_chip_maker(r->lexicon, match->name.entry->ref))
		return true;
	for (size_t i = 0; match->name.end < r->tokens.n && i < ARRAY_LEN(goods); i++)
		if (token_is(&r->tokens, match->name.end, goods[i]))
			return true;
	return false;
}

/* What a name of the lexicon is in its place. */
struct named {
	enum unit_type type;
	uint32_t end; /* token behind it */
	uint16_t flags;
};

/* False where it is none here. */
static bool
name_is_here(const struct reading *r, const struct lex_match *match, struct named *ret_named)
{
	const struct lex_entry *entry = match->name.entry;
	struct named named = { UNIT_COMPANY, match->name.end, 0 };

	switch (entry->type) {
	case LEX_COMPANY:
		if (domain_ends_at(r, named.end))
			return false;
		if (lexicon_roles(r->lexicon, entry->ref) & r->roles[KNOWN_MEDIA])
			named.type = UNIT_OUTLET;
		named.flags = entry->context || is_common_word(match) || is_part_word(match)
				      ? UNIT_MAYBE
				      : 0;
		break;
	case LEX_PRODUCT:
		named.end = maker_end(r, match->name.end);
		named.flags = UNIT_PRODUCT;
		if (named.end == 0) {
			named.end = match->name.end;
			named.type = UNIT_WORD;
		}
		break;
	case LEX_CHIP:
		if (entry->context && match->name.end == match->name.first + 1 &&
			!is_chip_here(r, match))
			return false;
		named.type = UNIT_CHIP;
		break;
	case LEX_PERSON:
		named.type = UNIT_PERSON;
		break;
	case LEX_NOT:
		named.type = UNIT_WORD;
		break;
	case LEX_TICKER:
		if (!is_ticker_here(r, match))
			return false;
		break;
	default:
		return false;
	}
	*ret_named = named;
	return true;
}

bool
unit_put_name(struct reading *r, const struct lex_match *match)
{
	const struct lex_entry *entry = match->name.entry;
	struct named named;
	struct unit *unit;

	if (!name_is_here(r, match, &named))
		return false;
	unit = unit_put(r, match->name.first, named.end, named.type);
	unit->ref = entry->ref;
	unit->flags |= named.flags;
	/* A company's words say nothing more. */
	if (match->cue.entry &&
		(named.type == UNIT_CHIP || named.type == UNIT_WORD || named.flags & UNIT_MAYBE))
		unit_add_cues(unit, match->cue.entry);
	if (entry->type == LEX_NOT)
		return true; /* "AI boom" is no word of the topic */
	if (entry->type == LEX_COMPANY)
		name_signs(r, unit, match);
	if (named.type == UNIT_CHIP)
		cues_put(&unit->cues, CUE_OBJECT_CHIPS);
	if (match->sign.entry)
		unit_add_signs(r, unit, match->sign.entry);
	return true;
}
