/*
 * frame - who does what to whom for how much, as one clause says it.
 */
#pragma once

#include "read.h"

enum {
	FRAME_PARTIES_MAX = 12,
	FRAMES_MAX = 256, /* of a story; what follows is background of no use */
	UNKNOWN = -1,     /* company that the lexicon doesn't have */
};

/* An organisation in its place. */
struct who {
	uint32_t first, end; /* units */
	int32_t company;     /* of the lexicon, or UNKNOWN */
	enum party_role role;
};

struct frame {
	enum deal_kind kind;
	unsigned also;
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
	bool past;
};

struct frames {
	struct frame list[FRAMES_MAX];
	unsigned n;
};

/* name.c: the organisation that begins at unit i. */
bool name_at(const struct reading *reading, const struct passage *passage, uint32_t i,
	struct who *ret_who);

/* name.c: the organisation that ends with unit i; direct: a deal's verb follows, so any word may be one. */
bool name_before(const struct reading *reading, const struct passage *passage, uint32_t i,
	bool direct, struct who *ret_who);

/* frame.c: all frames of a passage, appended. */
void frames_find(const struct reading *reading, uint32_t passage, struct frames *frames);

/* title.c: where no clause of the title says a deal, its words may still speak of one. */
void frames_find_loose(const struct reading *reading, struct frames *frames);

/* status.c: how firm the clause says it is. */
enum deal_status frame_status(const struct reading *reading, const struct frame *frame);
