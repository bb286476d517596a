/*
 * frame - who does what to whom for how much, as one clause says it.
 */
#pragma once

#include "mention/name.h"

enum {
	FRAME_PARTIES_MAX = 12,
	FRAMES_MAX = 256, /* of a story; what follows is background of no use */
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
