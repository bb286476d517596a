/*
 * screen - the notifications that stand on the screen, and the server that shows them.
 */
#include "screen.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "base/str.h"

enum {
	ASK_MS = 2000,  /* how long the server may take to answer at all */
	OPEN_MS = 5000, /* how long the portal may take to open an address */
	CLOSING_MS = 100,
	BODY_MAX = 16 << 10,
	ESCAPED_MAX = 6 * BODY_MAX,
};

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

/* libnotify is one per process: so may be its user. */
static atomic_flag libnotify_taken = ATOMIC_FLAG_INIT;

/* A notification on the screen. */
struct shown {
	struct screen *screen; /* borrowed */
	NotifyNotification *lib;
	char *key, *url;  /* owned */
	GSource *closing; /* owned; NULL: it was not closed of late */
};

/* --- what a person does --------------------------------------------------------- */

/* Asks the desktop's portal, which works from a sandbox too; else xdg-open. */
static void
open_url(struct screen *screen, const char *url)
{
	const struct gnome *gnome = screen->gnome;
	const char *argv[] = { "xdg-open", url, NULL };
	GError *error = NULL;
	GVariant *answer = gnome->g_dbus_connection_call_sync(screen->bus, PORTAL_NAME, PORTAL_PATH,
		"org.freedesktop.portal.OpenURI", "OpenURI",
		gnome->g_variant_new("(ssa{sv})", "", url, NULL), NULL, G_DBUS_CALL_FLAGS_NONE,
		OPEN_MS, NULL, &error);

	if (answer)
		gnome->g_variant_unref(answer);
	else if (!gnome->g_error_matches(error, gnome->g_io_error_quark(), G_IO_ERROR_TIMED_OUT))
		gnome->g_spawn_async(NULL, (char **)argv, NULL,
			G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
				G_SPAWN_STDERR_TO_DEV_NULL,
			NULL, NULL, NULL, NULL);
	gnome->g_clear_error(&error);
}

static void
on_open(NotifyNotification *lib, char *action, gpointer arg)
{
	struct shown *shown = arg;

	(void)lib, (void)action;
	open_url(shown->screen, shown->url);
}

static void
on_mute(NotifyNotification *lib, char *action, gpointer arg)
{
	struct shown *shown = arg;

	(void)lib, (void)action;
	shown->screen->on_mute(shown->screen->on_mute_arg, shown->key);
}

/* --- the notifications that we keep ---------------------------------------------- */

/* Whatever was to come of its being closed, it comes no more. */
static void
shown_stop_closing(struct shown *shown)
{
	const struct gnome *gnome = shown->screen->gnome;

	if (!shown->closing)
		return;
	gnome->g_source_destroy(shown->closing);
	gnome->g_source_unref(shown->closing);
	shown->closing = NULL;
}

static void
shown_free(struct shown *shown)
{
	const struct gnome *gnome = shown->screen->gnome;

	gnome->g_signal_handlers_disconnect_matched(
		shown->lib, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, shown);
	shown_stop_closing(shown);
	gnome->g_object_unref(shown->lib);
	free(shown->key);
	free(shown->url);
	free(shown);
}

static void
screen_forget(struct screen *screen, size_t i)
{
	shown_free(screen->shown[i]);
	screen->n_shown--;
	memmove(&screen->shown[i], &screen->shown[i + 1],
		(screen->n_shown - i) * sizeof screen->shown[0]);
}

static gboolean
on_closed_later(gpointer arg)
{
	struct shown *shown = arg;
	const struct gnome *gnome = shown->screen->gnome;
	struct screen *screen = shown->screen;

	shown_stop_closing(shown);
	for (size_t i = 0; i < screen->n_shown; i++) {
		if (screen->shown[i] != shown)
			continue;
		/* Shown anew meanwhile: it lives. */
		if (gnome->notify_notification_get_closed_reason(shown->lib) != -1)
			screen_forget(screen, i);
		break;
	}
	return G_SOURCE_REMOVE;
}

/* Not to be freed from inside its own signal; an action may still follow this one. */
static void
on_closed(NotifyNotification *lib, gpointer arg)
{
	struct shown *shown = arg;
	const struct gnome *gnome = shown->screen->gnome;

	(void)lib;
	shown_stop_closing(shown);
	shown->closing = gnome->g_timeout_source_new(CLOSING_MS);
	gnome->g_source_set_callback(shown->closing, on_closed_later, shown, NULL);
	gnome->g_source_attach(shown->closing, shown->screen->context);
}

static struct shown *
screen_find(struct screen *screen, const char *key)
{
	for (size_t i = 0; i < screen->n_shown; i++)
		if (strcmp(screen->shown[i]->key, key) == 0)
			return screen->shown[i];
	return NULL;
}

static struct shown *
screen_add(struct screen *screen, const char *key)
{
	const struct gnome *gnome = screen->gnome;
	struct shown *shown = mem_new(sizeof *shown);

	if (screen->n_shown == SHOWN_MAX)
		screen_forget(screen, 0);
	shown->screen = screen;
	shown->key = mem_strdup(key);
	shown->lib = gnome->notify_notification_new("", NULL, NULL);
	gnome->g_signal_connect_data(
		shown->lib, "closed", G_CALLBACK(on_closed), shown, NULL, (GConnectFlags)0);
	screen->shown[screen->n_shown++] = shown;
	return shown;
}

/* --- the server --------------------------------------------------------------- */

static GVariant *
ask(struct screen *screen, const char *name, const char *path, const char *method, GVariant *words,
	const char *type, GError **error)
{
	const struct gnome *gnome = screen->gnome;

	return gnome->g_dbus_connection_call_sync(screen->bus, name, path, name, method, words,
		(const GVariantType *)type, G_DBUS_CALL_FLAGS_NONE, ASK_MS, NULL, error);
}

static bool
screen_connect(struct screen *screen, GError **error)
{
	const struct gnome *gnome = screen->gnome;

	if (!screen->has_libnotify) {
		if (atomic_flag_test_and_set(&libnotify_taken)) {
			gnome->g_set_error_literal(error, gnome->g_io_error_quark(),
				G_IO_ERROR_BUSY,
				"another notifier of this process uses the desktop");
			return false;
		}
		screen->has_libnotify = true;
	}
	if (!screen->bus) {
		screen->bus = gnome->g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, error);
		if (!screen->bus)
			return false;
		/* Else the library ends the process when the session ends. */
		gnome->g_dbus_connection_set_exit_on_close(screen->bus, FALSE);
	}
	if (gnome->g_dbus_connection_is_closed(screen->bus)) {
		gnome->g_set_error_literal(error, gnome->g_io_error_quark(), G_IO_ERROR_CLOSED,
			"the session bus has ended");
		return false;
	}
	return true;
}

/* Is there a server, alive, and what can it do? */
static bool
screen_ask_capabilities(struct screen *screen, GError **error)
{
	const struct gnome *gnome = screen->gnome;
	GVariant *answer =
		ask(screen, SERVER_NAME, SERVER_PATH, "GetCapabilities", NULL, "(as)", error);
	GVariantIter *words;
	const char *word;

	if (!answer)
		return false;
	screen->can_act = screen->can_body = screen->can_markup = false;
	gnome->g_variant_get(answer, "(as)", &words);
	while (gnome->g_variant_iter_loop(words, "&s", &word)) {
		screen->can_act = screen->can_act || strcmp(word, "actions") == 0;
		screen->can_body = screen->can_body || strcmp(word, "body") == 0;
		screen->can_markup = screen->can_markup || strcmp(word, "body-markup") == 0;
	}
	gnome->g_variant_iter_free(words);
	gnome->g_variant_unref(answer);
	return true;
}

/* A server that was started anew has none of our notes. */
static bool
screen_ask_owner(struct screen *screen, GError **error)
{
	const struct gnome *gnome = screen->gnome;
	GVariant *answer = ask(screen, "org.freedesktop.DBus", "/org/freedesktop/DBus",
		"GetNameOwner", gnome->g_variant_new("(s)", SERVER_NAME), "(s)", error);
	const char *owner;

	if (!answer)
		return false;
	gnome->g_variant_get(answer, "(&s)", &owner);
	if (!screen->owner || strcmp(screen->owner, owner) != 0) {
		while (screen->n_shown > 0)
			screen_forget(screen, 0);
		free(screen->owner);
		screen->owner = mem_strdup(owner);
	}
	gnome->g_variant_unref(answer);
	return true;
}

static bool
screen_is_ready(struct screen *screen, GError **error)
{
	const struct gnome *gnome = screen->gnome;

	if (!screen_connect(screen, error) || !screen_ask_capabilities(screen, error) ||
		!screen_ask_owner(screen, error))
		return false;
	if (!gnome->notify_is_initted() && !gnome->notify_init("dealwatch")) {
		gnome->g_set_error_literal(error, gnome->g_io_error_quark(), G_IO_ERROR_FAILED,
			"libnotify won't start");
		return false;
	}
	return true;
}

/* --- showing --------------------------------------------------------------------- */

static void
add_actions(struct shown *shown, const struct note *note)
{
	const struct gnome *gnome = shown->screen->gnome;

	gnome->notify_notification_clear_actions(shown->lib);
	if (!shown->screen->can_act)
		return;
	if (shown->url) {
		gnome->notify_notification_add_action(
			shown->lib, "default", "Open", on_open, shown, NULL);
		gnome->notify_notification_add_action(
			shown->lib, "open", "Open", on_open, shown, NULL);
	}
	if (note->can_mute)
		gnome->notify_notification_add_action(
			shown->lib, "mute", "Mute this deal", on_mute, shown, NULL);
}

static void
add_hints(struct shown *shown, const struct note *note)
{
	const struct gnome *gnome = shown->screen->gnome;
	char *tag = mem_printf("dealwatch-%s", note->key);

	gnome->notify_notification_clear_hints(shown->lib);
	gnome->notify_notification_set_urgency(
		shown->lib, note->critical ? NOTIFY_URGENCY_CRITICAL : NOTIFY_URGENCY_NORMAL);
	gnome->notify_notification_set_category(shown->lib, "x-dealwatch.deal");
	gnome->notify_notification_set_hint(
		shown->lib, "desktop-entry", gnome->g_variant_new_string("dealwatch"));
	gnome->notify_notification_set_hint(
		shown->lib, "x-dunst-stack-tag", gnome->g_variant_new_string(tag));
	free(tag);
}

/* The body as the server wants it; without buttons the address stands in it. */
static void
put_body(struct str *out, const struct screen *screen, const struct note *note)
{
	struct str whole;

	if (!screen->can_body)
		return;
	str_init(&whole, BODY_MAX);
	str_puts(&whole, note->body);
	if (!screen->can_act && note->url)
		str_printf(&whole, "\n%s", note->url);
	if (screen->can_markup)
		escape_xml(out, whole.text);
	else
		str_puts(out, whole.text);
	str_clear(&whole);
}

static bool
screen_put_up(struct screen *screen, const struct note *note, GError **error)
{
	const struct gnome *gnome = screen->gnome;
	struct shown *shown = screen_find(screen, note->key);
	struct str body;

	if (!shown)
		shown = screen_add(screen, note->key);
	free(shown->url);
	shown->url = note->url ? mem_strdup(note->url) : NULL;
	str_init(&body, ESCAPED_MAX);
	put_body(&body, screen, note);
	gnome->notify_notification_update(shown->lib, note->summary, body.text, NULL);
	str_clear(&body);
	add_hints(shown, note);
	add_actions(shown, note);
	return gnome->notify_notification_show(shown->lib, error);
}

/* Why it was not shown, in words of ours where the library's say little. */
static const char *
failure_text(const struct gnome *gnome, GError *error)
{
	if (!error)
		return "the server did not show it";
	if (gnome->g_error_matches(error, gnome->g_io_error_quark(), G_IO_ERROR_TIMED_OUT) ||
		gnome->g_error_matches(error, gnome->g_dbus_error_quark(), G_DBUS_ERROR_NO_REPLY))
		return "the notification server does not answer";
	if (gnome->g_error_matches(
		    error, gnome->g_dbus_error_quark(), G_DBUS_ERROR_SERVICE_UNKNOWN) ||
		gnome->g_error_matches(
			error, gnome->g_dbus_error_quark(), G_DBUS_ERROR_NAME_HAS_NO_OWNER))
		return "there is no notification server";
	gnome->g_dbus_error_strip_remote_error(error);
	return error->message;
}

bool
screen_show(struct screen *screen, const struct note *note, struct err *err)
{
	GError *error = NULL;
	bool ok = screen_is_ready(screen, &error) && screen_put_up(screen, note, &error);

	if (!ok)
		err_set(err, ERR_AGAIN, "%s", failure_text(screen->gnome, error));
	screen->gnome->g_clear_error(&error);
	return ok;
}

void
screen_clear(struct screen *screen)
{
	const struct gnome *gnome = screen->gnome;
	GError *error = NULL;

	if (!screen->has_libnotify)
		return;
	if (screen_connect(screen, &error) &&
		(screen->n_shown == 0 || screen_ask_capabilities(screen, &error))) {
		while (screen->n_shown > 0)
			screen_forget(screen, 0);
		if (gnome->notify_is_initted())
			gnome->notify_uninit();
	}
	gnome->g_clear_error(&error);
	if (screen->bus)
		gnome->g_object_unref(screen->bus);
	screen->bus = NULL;
	free(screen->owner);
	atomic_flag_clear(&libnotify_taken);
}
