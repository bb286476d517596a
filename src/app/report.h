/*
 * report - what the running daemon says of itself: to `dealwatch status`, systemd, and the web.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "app/control.h"
#include "app/pipeline.h"
#include "base/arena.h"
#include "base/err.h"
#include "model/alert.h"
#include "web/web.h"

struct conf;
struct courier;
struct db;
struct loop;
struct poller;

/* Counts that nobody else keeps. */
struct report_counts {
	int64_t started;
	int64_t reloads, reloads_refused;
	int64_t stall_ms;                    /* the longest turn of the loop */
	uint64_t deals[N_KINDS][N_STATUSES]; /* times that a deal reached the status */
	uint64_t fresh[N_KINDS][N_STATUSES]; /* the same in the transaction that is open */
	struct err store; /* why the groups could not be written; no code: they could */
};

/* Everything that is asked; all of it borrowed. */
struct report {
	const struct conf *conf;
	struct report_counts *counts;
	struct loop *loop;
	struct db *db;
	const struct poller *poller;
	const struct courier *courier;
	const struct pipeline *pipeline;
};

/* An alert goes out, in a transaction: counts the status that its deal has reached. */
void report_count_alert(struct report_counts *counts, const struct alert *alert);

/* The transaction has ended: what was counted in it holds, or is forgotten. */
void report_counts_end(struct report_counts *counts, bool committed);

MUST_CHECK bool report_control(
	const struct report *report, struct control_status *ret_status, struct err *err);

/* Arrays live in the arena. */
void report_web(const struct report *report, struct arena *arena, struct web_stats *stats);
