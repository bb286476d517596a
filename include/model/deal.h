/*
 * deal - who does what with whom, for how much, how firm.
 *
 * A struct deal is what one story states, or what a ledger entry has gathered
 * from many. Strings and arrays live in the arena of whoever made it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/amount.h"

struct jnode;
struct record;
struct str;

enum deal_kind {
	KIND_NONE,
	KIND_INVESTMENT,
	KIND_FUNDING_ROUND,
	KIND_ACQUISITION,
	KIND_STAKE,
	KIND_CHIP_SUPPLY,
	KIND_COMPUTE,
	KIND_LICENSING,
	KIND_PARTNERSHIP,
	KIND_DEBT,
	N_KINDS,
};

/* Steps up, then steps down. */
enum deal_status {
	STATUS_NONE,
	STATUS_TALKS,       /* rumoured, considered, in negotiation, planned */
	STATUS_PRELIMINARY, /* letter of intent, memorandum, non-binding */
	STATUS_AGREED,      /* signed, announced, committed */
	STATUS_CLOSED,      /* completed, raised, paid */
	STATUS_STALLED,
	STATUS_DENIED,
	STATUS_COLLAPSED,
	N_STATUSES,
};

enum party_role {
	ROLE_NONE,
	ROLE_INVESTOR,
	ROLE_TARGET,
	ROLE_ACQUIRER,
	ROLE_SUPPLIER,
	ROLE_CUSTOMER,
	ROLE_LICENSOR,
	ROLE_LICENSEE,
	ROLE_LENDER,
	ROLE_BORROWER,
	ROLE_PARTNER,
	N_ROLES,
};

struct party {
	const char *name; /* the lexicon's, else as the story names it */
	enum party_role role;
	bool known; /* the lexicon has it */
};

/* One figure and the outlets that gave it. */
struct figure {
	struct amount amount;
	const char **sources;
	size_t n_sources;
};

struct deal {
	enum deal_kind kind;
	unsigned also; /* further kinds: bit (1u << KIND_x) */
	enum deal_status status;
	enum deal_status peak; /* how far it had come by then; NONE: not told; not in records */
	struct party *parties;
	size_t n_parties;
	struct amount amount;   /* the best-supported figure */
	struct figure *amounts; /* every one that a source gave */
	size_t n_amounts;
	struct amount valuation;
	double stake_percent; /* 0: not said */
	double years;         /* 0: not said */
	double gigawatts;     /* 0: not said */
	const char **chips;   /* canonical names */
	size_t n_chips;
	const char *first_reported_by; /* an outlet's name, or NULL */
};

/* A rule that spoke for (or against) a story being a deal. */
struct reason {
	double points;
	const char *rule; /* "status.talks" */
	const char *text; /* the words of the story that it fired on */
};

/* A story, judged. */
struct verdict {
	bool relevant;
	bool faint;       /* not relevant, or too small: but it may tell a step of a known deal */
	double score;     /* 0 to 1 */
	double bias;      /* points that every story begins with */
	struct deal deal; /* kind KIND_NONE where it is none */
	struct deal *background;
	size_t n_background;
	struct reason *reasons;
	size_t n_reasons;
};

/* The contract's words; NULL for NONE and what is out of range. */
const char *kind_name(enum deal_kind kind);       /* "chip-supply" */
const char *status_name(enum deal_status status); /* "talks" */
const char *role_name(enum party_role role);      /* "investor" */
bool status_is_down(enum deal_status status);     /* held up, denied or off */
/* Which way the money goes; a partner is on neither side. */
bool role_pays(enum party_role role);
bool role_is_paid(enum party_role role);
MUST_CHECK bool kind_parse(const char *text, enum deal_kind *ret_kind);
MUST_CHECK bool status_parse(const char *text, enum deal_status *ret_status);
MUST_CHECK bool role_parse(const char *text, enum party_role *ret_role);

/* The deal's party of that name, or NULL. */
const struct party *deal_party(const struct deal *deal, const char *name);

/* The first party that has the role, or NULL. */
const struct party *deal_role(const struct deal *deal, enum party_role role);

/* As CONTRACT's "deal". KIND_NONE gives null. */
struct jnode *deal_to_json(const struct deal *deal);
/* Absent members are left as zero; strings are copied into the arena. */
void deal_from_json(const struct jnode *node, struct deal *ret_deal, struct arena *arena);

/* For the state (base/record.h). The lists of sources have place for `room` or more. */
void deal_to_record(const struct deal *deal, struct str *out);
void deal_from_record(
	struct record *record, struct deal *ret_deal, size_t room, struct arena *arena);
