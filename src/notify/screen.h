/*
 * screen - the notifications that stand on the screen, and the server that shows them.
 *
 * All of it waits on D-Bus, and belongs to the one thread that does. Before anything of libnotify is
 * touched, the server is asked with a time-out of our own: libnotify would wait 25 s for one that
 * hangs, even to free a notification.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "gnome.h"
#include "note.h"

enum { SHOWN_MAX = 64 }; /* notifications that we keep for their buttons */

struct screen {
	const struct gnome *gnome; /* borrowed, as is the context: buttons are answered in it */
	GMainContext *context;
	void (*on_mute)(void *arg, const char *key);
	void *on_mute_arg;
	bool has_libnotify;
	GDBusConnection *bus;
	char *owner; /* the server's own name on the bus: a new one knows nothing of our notes */
	bool can_act, can_body, can_markup;
	struct shown *shown[SHOWN_MAX]; /* oldest first */
	size_t n_shown;
};

/* Shows the note, in the place of an earlier one with its key. */
MUST_CHECK bool screen_show(struct screen *screen, const struct note *note, struct err *err);

/* Gives back what libnotify holds, unless the server hangs: then freeing would, too. */
void screen_clear(struct screen *screen);
