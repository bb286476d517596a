/*
 * reading - a story as units: names, sums, cues and plain words, in the order of the text.
 *
 * The scratch memory of a matcher grows and is used again by the next story.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "lexicon/cues.h"
#include "lexicon/lexicon.h"
#include "model/deal.h"
#include "model/story.h"
#include "text/token.h"

enum unit_type {
	UNIT_WORD,
	UNIT_MARK,
	UNIT_COMPANY, /* ref: company of the lexicon, or STRANGER */
	UNIT_CHIP,    /* ref: chip of the lexicon */
	UNIT_PERSON,
	UNIT_OUTLET,  /* ref: company that reports news */
	UNIT_MONEY,   /* ref: money */
	UNIT_PERCENT, /* number is in value */
	UNIT_SPAN,    /* "seven years", "6GW": value and what */
};

enum unit_flag {
	UNIT_MAYBE = 1 << 0,     /* a common word that is a company's name: needs support */
	UNIT_POSSESSED = 1 << 1, /* 's follows */
	UNIT_ASIDE = 1 << 2,     /* "Amazon-backed", "OpenAI rival": no party itself */
	UNIT_PRODUCT = 1 << 3,   /* known by its product */
	UNIT_TICKER = 1 << 4,
	UNIT_CAPITAL = 1 << 5,
	UNIT_HYPHENED = 1 << 6, /* joined to the unit before */
	UNIT_JOINED = 1 << 7,   /* joined to the unit before by a dot or hyphen */
	UNIT_GLUED = 1 << 8,
	UNIT_HARD = 1 << 9, /* a mark that ends a clause: colon, dash, bar */
	UNIT_COMMA = 1 << 10,
};

enum span_what { SPAN_YEARS = 1, SPAN_GIGAWATTS };

enum sum_role { SUM_DEAL, SUM_IS_VALUATION, SUM_IS_PRICE /* of a thing */, SUM_IS_OTHER };

struct money {
	struct amount amount;
	enum sum_role role;
	uint32_t unit;
	bool bare; /* "$" says only that it is dollars */
};

struct unit { /* gone through many times: 64 bytes, as a line of the processor's cache */
	uint32_t first, end; /* tokens */
	uint32_t ref;
	uint16_t flags;
	uint8_t type;    /* enum unit_type */
	uint8_t forms;   /* enum cue_form bits */
	uint8_t what;    /* enum span_what */
	char letters[2]; /* its first ones, folded; behind a word of one a blank or a NUL */
	uint32_t signs, weak_signs, name_signs; /* topics, a bit each */
	struct cues cues;
	union {
		double value; /* of percentages and spans */
		/* "the start-up", a company: its name's unit in the title + 1; or 0 */
		uint16_t stands_for;
	};
};

#define STRANGER UINT32_MAX /* ref of a company or person that the lexicon doesn't have */

struct passage { /* a sentence in units */
	uint32_t first, end;
	uint32_t paragraph;
	bool title;
	bool title_case;       /* capitals say nothing here */
	uint16_t types, flags; /* of all its units: a bit for each enum unit_type; enum unit_flag */
	struct cues cues;      /* of all its units */
	uint32_t first_sum, end_sum; /* its moneys: those that stand, see sum_stands */
	uint32_t main;               /* where its main clause begins */
	int32_t center;              /* company that it speaks of first, or -1 */
};

/* Roles that the matcher knows by name; others only say that a company is of a topic. */
enum known_role {
	KNOWN_AI_LAB,
	KNOWN_AI_APP,
	KNOWN_AI_CHIPS,
	KNOWN_AI_SERVERS,
	KNOWN_SEMICONDUCTOR,
	KNOWN_MEMORY,
	KNOWN_FOUNDRY,
	KNOWN_CHIP_EQUIPMENT,
	KNOWN_NETWORKING,
	KNOWN_CLOUD,
	KNOWN_NEOCLOUD,
	KNOWN_DATA_CENTRE,
	KNOWN_BIG_TECH,
	KNOWN_ENERGY,
	KNOWN_INVESTOR,
	KNOWN_SOVEREIGN_FUND,
	KNOWN_BANK,
	KNOWN_MEDIA,
	KNOWN_PUBLISHER,
	KNOWN_REGULATOR,
	KNOWN_TELECOM,
	KNOWN_GOVERNMENT,
	N_KNOWN_ROLES,
};

/* A story, as far as it is read. Everyone above reads it; only its own room writes. */
struct reading {
	const struct lexicon *lexicon; /* borrowed, as long as the reading lasts */
	uint64_t roles[N_KNOWN_ROLES]; /* the lexicon's bits */
	uint64_t fund_roles;

	/* Owned: the lists grow, and the next story is put into the same memory. */
	struct tokens tokens;
	struct unit *units;
	size_t n_units, cap_units;
	struct passage *passages; /* the first are the title's */
	size_t n_passages, cap_passages;
	struct money *moneys;
	size_t n_moneys, cap_moneys;

	/* How it comes about. */
	const struct story *story; /* borrowed while it is read */
	struct str text;           /* title and text */
	struct story_tail *tail;   /* what the text goes on with, borrowed; NULL: nothing */
	size_t title_len;
	size_t n_sentences; /* of the tokens, that are passages by now */
	uint32_t *ids;      /* owned; the lexicon's number of each token, 0: it has no such word */
	size_t n_ids, cap_ids;
	int dollars;     /* the currency that "$" alone is in its outlet; -1: as the lexicon says */
	bool asked_home; /* dollars is known: most stories need not have it */
	int32_t startup; /* the company that "the start-up" is, or -1 */
	uint32_t stranger; /* one more than the title's first unit that names a STRANGER, or 0 */
};

/* Empty; it may read one story after the other, each until the next. */
void reading_init(struct reading *reading, const struct lexicon *lexicon);
void reading_clear(struct reading *reading);

/* The currency that "$" alone is in the story's outlet; -1: as the lexicon says. Looked up once a story. */
int reading_dollars(struct reading *reading);

enum { LEAD_PASSAGES = 3 }; /* so many sentences behind the title are the lead */

/* Is a passage one of the first sentences behind the title? */
bool passage_is_lead(const struct reading *reading, uint32_t passage);
/* The same, or a title? */
bool passage_is_top(const struct reading *reading, uint32_t passage);

static inline bool
unit_has(const struct unit *unit, enum cue cue)
{
	return cues_have(&unit->cues, cue);
}

/* Any cue from first to last. */
static inline bool
unit_within(const struct unit *unit, enum cue first, enum cue last)
{
	return cues_within(&unit->cues, first, last);
}

/* Does any unit from first to end - 1 have it? */
static inline bool
units_have(const struct reading *reading, uint32_t first, uint32_t end, enum cue cue)
{
	for (uint32_t i = first; i < end; i++)
		if (unit_has(&reading->units[i], cue))
			return true;
	return false;
}

/* The same of units of one passage, which knows all its cues. */
static inline bool
passage_has_within(const struct reading *reading, const struct passage *passage, uint32_t first,
	uint32_t end, enum cue cue)
{
	return cues_have(&passage->cues, cue) && units_have(reading, first, end, cue);
}

/* The first company from unit i on, or the passage's end. */
static inline uint32_t
next_company(const struct reading *reading, const struct passage *passage, uint32_t i)
{
	while (i < passage->end && reading->units[i].type != UNIT_COMPANY)
		i++;
	return i;
}

/* Is a sum, by its number, still a unit of the passage, and not taken into a name or cut off? */
static inline bool
sum_stands(const struct reading *reading, const struct passage *passage, uint32_t sum)
{
	uint32_t i = reading->moneys[sum].unit;

	return i < passage->end && reading->units[i].type == UNIT_MONEY &&
	       reading->units[i].ref == sum;
}

/* Is the unit a sum of money that plays this role? */
static inline bool
unit_is_sum(const struct reading *reading, uint32_t unit, enum sum_role role)
{
	return reading->units[unit].type == UNIT_MONEY &&
	       reading->moneys[reading->units[unit].ref].role == role;
}

/* Does any sum from first to end - 1 play this role? */
static inline bool
units_have_sum(const struct reading *reading, uint32_t first, uint32_t end, enum sum_role role)
{
	for (uint32_t i = first; i < end; i++)
		if (unit_is_sum(reading, i, role))
			return true;
	return false;
}

/*
 * sum_role.c: the only sum of the passage that a deal
 * may have, as a number of moneys; -1: none, or several.
 */
int32_t only_money(const struct reading *reading, const struct passage *passage);

/* sum_role.c: "$50m upfront": is that sum the first of what a deal brings? */
bool sum_is_upfront(const struct reading *reading, const struct passage *passage, uint32_t unit);

/* "2GW" */
static inline bool
unit_is_power(const struct unit *unit)
{
	return unit->type == UNIT_SPAN && unit->what == SPAN_GIGAWATTS;
}

/* Is a power told from first to end - 1? */
static inline bool
units_have_power(const struct reading *reading, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (unit_is_power(&reading->units[i]))
			return true;
	return false;
}

/* A word of chips, computing or power. */
static inline bool
unit_is_goods(const struct unit *unit)
{
	return unit_within(unit, CUE_OBJECT_CHIPS, CUE_OBJECT_POWER) || unit_is_power(unit);
}

/* "9,000", a figure that is neither a sum nor a share nor a span. */
static inline bool
unit_is_number(const struct reading *reading, uint32_t unit)
{
	return reading->units[unit].type == UNIT_WORD &&
	       reading->tokens.list[reading->units[unit].first].flags & TOKEN_NUMBER;
}

static inline bool
passage_has(const struct passage *passage, enum cue cue)
{
	return cues_have(&passage->cues, cue);
}

static inline bool
passage_has_type(const struct passage *passage, enum unit_type type)
{
	return passage->types >> type & 1;
}

/* Does a regulator look into what it tells, or clear it? */
static inline bool
passage_is_looked_into(const struct passage *passage)
{
	return passage_has(passage, CUE_WORD_REVIEW) || passage_has(passage, CUE_WORD_CLEAR);
}

static inline bool
unit_is_verb(const struct unit *unit)
{
	return unit_within(unit, CUE_VERB_ACQUIRE, CUE_VERB_OTHER);
}

static inline bool
unit_is_deal_noun(const struct unit *unit)
{
	return unit_within(unit, CUE_NOUN_ACQUISITION, CUE_NOUN_SALE);
}

static inline bool
unit_is_hard(const struct reading *r, uint32_t i)
{
	return (r->units[i].flags & UNIT_HARD) != 0;
}

static inline bool
unit_is_comma(const struct reading *r, uint32_t i)
{
	return (r->units[i].flags & UNIT_COMMA) != 0;
}

/* The preposition that a unit is, or CUE_NONE. */
static inline enum cue
unit_prep(const struct unit *unit)
{
	return cues_first(&unit->cues, CUE_PREP_IN, CUE_PREP_OTHER);
}

/* A firm without a name: "a start-up", not "start-ups". */
static inline bool
unit_is_firm(const struct unit *unit)
{
	return unit_has(unit, CUE_WORD_COMPANY) && !unit_has(unit, CUE_WORD_PLURAL);
}

/* An investor, a sovereign fund or a bank: it has money for others' deals. */
static inline bool
company_is_fund(const struct reading *reading, uint32_t company)
{
	return (lexicon_roles(reading->lexicon, company) & reading->fund_roles) != 0;
}

/* Are the unit's words, with a blank between two, these? */
bool unit_reads(const struct reading *reading, size_t unit, const char *folded);

/* A token may be folded to nothing. */
static inline bool
token_ends_in(const struct tokens *tokens, uint32_t i, char letter)
{
	const struct token *token = &tokens->list[i];

	return token->fold_len > 0 && tokens->fold[token->fold + token->fold_len - 1] == letter;
}

bool token_ends_with(const struct tokens *tokens, uint32_t i, const char *end);

/* Most units differ in their first two letters already. */
static inline bool
unit_is(const struct reading *reading, size_t unit, const char *folded)
{
	const struct unit *word = &reading->units[unit];

	return word->letters[0] == folded[0] && word->letters[1] == folded[1] &&
	       unit_reads(reading, unit, folded);
}

/* "to" before a verb, alone or at the end of a phrase: "agrees to". */
bool unit_is_to(const struct reading *reading, size_t unit);
/* The company whose genitive stands right before the unit, "Acme's plant"; the passage's end for none. */
uint32_t unit_owner(const struct reading *reading, const struct passage *passage, uint32_t unit);
/* "CEOs", "VCs": of a kind. */
bool unit_is_plural_acronym(const struct reading *reading, const struct unit *unit);
/* A word that says nothing, or no more than that it is English. */
static inline bool
unit_is_only_common(const struct unit *unit)
{
	struct cues rest = unit->cues;

	cues_drop(&rest, CUE_WORD_COMMON);
	cues_drop(&rest, CUE_WORD_ADJECTIVE);
	return cues_none(&rest);
}

/* The unit's words as the story has them, in the arena. */
const char *unit_text(const struct reading *reading, size_t first, size_t end, struct arena *arena);
