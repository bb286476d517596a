/*
 * desk - notes on the desktop, from a thread of their own.
 *
 * Whoever shows notifications waits on D-Bus, for half a minute if the server hangs; so
 * only this thread does, and the loop reads what came of it from a descriptor.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "note.h"

struct desk;

enum desk_event_kind { DESK_SHOWN, DESK_FAILED, DESK_MUTED };

struct desk_event {
	enum desk_event_kind kind;
	char text[256]; /* FAILED: why; MUTED: the note's key */
};

/* Are the desktop's libraries there? */
MUST_CHECK bool desk_is_possible(struct err *err);

/* NULL: they are not, or no descriptor is left. */
struct desk *desk_new(struct err *err);

/* Waits for its thread, but not for one that hangs. NULL is fine. */
void desk_free(struct desk *desk);

/* The note is copied. SHOWN or FAILED follows. */
void desk_show(struct desk *desk, const struct note *note);

/* Readable when an event waits. */
int desk_fd(const struct desk *desk);

/* false: none waits. */
bool desk_take(struct desk *desk, struct desk_event *ret_event);
