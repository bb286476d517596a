/*
 * frame - who does what to whom for how much, as one clause says it.
 */
#pragma once

#include "mention/who.h"

struct clause;

enum {
	FRAME_PARTIES_MAX = 12,
	FRAMES_MAX = 256, /* of a story; what follows is background of no use */
};

/* Units, passages and sums are numbers in the reading, so a frame owns and borrows nothing. */
struct frame {
	enum deal_kind kind;
	unsigned also; /* it may be called that as well: bit (1u << KIND_x) */
	enum deal_status status;
	struct who who[FRAME_PARTIES_MAX];
	unsigned n_who;
	uint32_t passage;
	uint32_t cue;        /* unit that the frame hangs on */
	uint32_t first, end; /* units of its clause */
	int32_t money;       /* the deal's own sum, or -1 */
	int32_t valuation;   /* or -1 */
	double percent, years, gigawatts;
	bool verb;    /* hangs on a verb, not on a noun */
	bool solid;   /* money, a deal's noun or a stake stands behind the verb */
	bool guessed; /* its kind only by who is in it */
	bool planned; /* "X to … Y" about chips or computing, whatever the verb */
	bool loose; /* a title's words of a deal and its parties, in no clause that was understood */
	bool before; /* told as background: "already", "last month" */
};

struct frames {
	struct frame list[FRAMES_MAX];
	unsigned n;
};

/* Adds a party with its part, unless it is there. */
void frame_add(struct frame *f, struct who who, enum party_role role);
bool frame_has(const struct reading *r, const struct frame *f, const struct who *who);
/* How many of b's parties a has. */
unsigned frame_shares(const struct reading *r, const struct frame *a, const struct frame *b);

/* What every frame gets from its clause: sums, spans, status. */
void frame_finish(const struct clause *c, struct frame *f);
/* The same, and appends it; the caller sees that there is room. */
void frame_put(const struct clause *c, struct frame *f, struct frames *frames);
