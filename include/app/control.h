/*
 * control - the daemon's UNIX socket: who connects is told how it is.
 *
 * One JSON document and a line break, then the end. Nothing is read from the caller.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/str.h"

struct conf;
struct loop;
struct control;

/* How the daemon is. Strings are borrowed until the callback that fills it has returned. */
struct control_status {
	int64_t started; /* wall time */
	const char *conf, *state;
	const char *store_error; /* why the state could not be written last, or NULL */
	const char *listen;      /* NULL: no status page */
	size_t feeds, feeds_failing, watches, notifiers;
	int64_t next_poll; /* wall time, 0: none */
	int64_t deals, deals_today;
	int64_t alerts_sent; /* since it was started */
	int64_t alerts_waiting, alerts_failed;
	int64_t reloads, reloads_refused;
	int64_t stall_ms; /* the longest that a turn of the loop took */
};

/*
 * "watching 45 feeds, 2 failing, 3 deals today, 1 alert waiting, the state could not be written", what
 * is nought left out but for feeds and deals: for systemd's STATUS and the log. Returns buf.
 */
enum { CONTROL_LINE_MAX = 160 };
char *control_line(const struct control_status *status, char buf[CONTROL_LINE_MAX]);

/*
 * Where the daemon of a state listens: a user's in $XDG_RUNTIME_DIR/dealwatch under a name made
 * from the state's, the system's in $RUNTIME_DIRECTORY, else beside the state, where a link to it leads.
 */
RETURNS_NONNULL const char *control_path(struct arena *arena, const char *state);

/*
 * Listens at path; an old socket there is replaced, so only after the state is locked. fill is called
 * for each caller. The socket is removed by control_free.
 */
MUST_CHECK struct control *control_new(struct loop *loop, const char *path,
	void (*fill)(void *arg, struct control_status *ret_status), void *arg, struct err *err);
void control_free(struct control *control); /* NULL is fine */

/*
 * The other side: asks the daemon of this configuration, waiting a few seconds at most.
 * ERR_FAIL: none runs; ERR_BUSY: it doesn't answer.
 */
MUST_CHECK bool control_ask(const struct conf *conf, struct str *out, struct err *err);
