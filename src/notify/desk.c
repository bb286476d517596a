/*
 * desk - notes on the desktop, from a thread of their own.
 *
 * What is shared lies in struct desk and is owned by both sides: whoever leaves last frees it,
 * because a thread that hangs in D-Bus may outlive the notifier. Orders go to the
 * thread as sources of its context, events come back in a queue with a descriptor.
 *
 * Before anything of libnotify is touched, the server is asked with a time-out of our own:
 * libnotify would wait 25 s for one that hangs, even to free a notification.
 */
#include "desk.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/mem.h"
#include "base/str.h"
#include "gnome.h"

enum {
	ASK_MS = 2000,   /* how long the server may take to answer at all */
	OPEN_MS = 5000,  /* how long the portal may take to open an address */
	LEAVE_MS = 2000, /* how long desk_free waits for the thread */
	SHOWN_MAX = 64,  /* notifications that we keep for their buttons */
	BODY_MAX = 16 << 10,
	ESCAPED_MAX = 6 * BODY_MAX,
};

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

/* libnotify is one per process: so may be its user. */
static atomic_flag libnotify_taken = ATOMIC_FLAG_INIT;

struct event {
	struct desk_event event;
	struct event *next;
};

/* A notification on the screen. Only the thread knows it. */
struct shown {
	struct desk *desk; /* borrowed */
	NotifyNotification *lib;
	char *key, *url;  /* owned */
	GSource *closing; /* owned; NULL: it was not closed of late */
};

struct desk {
	struct gnome gnome; /* never changes */
	pthread_mutex_t lock;
	pthread_cond_t left;
	pthread_t thread;
	bool started;        /* there is a thread to be joined */
	bool running;        /* it works; under lock, like the next three */
	bool deserted;       /* the notifier is gone */
	struct event *first; /* owned */
	struct event **last;
	int fd; /* counts events */
	GMainContext *context;
	GMainLoop *loop;

	/* The thread's own. */
	bool has_libnotify;
	GDBusConnection *bus;
	char *owner; /* the server's own name on the bus: a new one knows nothing of our notes */
	bool can_act, can_body, can_markup;
	struct shown *shown[SHOWN_MAX]; /* oldest first */
	size_t n_shown;
};

/* A note that is handed to the thread. */
struct order {
	struct desk *desk;
	struct note note; /* strings owned */
};

/* --- events ------------------------------------------------------------------ */

static void
desk_tell(struct desk *desk, enum desk_event_kind kind, const char *text)
{
	struct event *event = mem_new(sizeof *event);
	uint64_t one = 1;
	struct str line;

	event->event.kind = kind;
	str_init(&line, sizeof event->event.text - 1);
	str_puts(&line, text);
	memcpy(event->event.text, line.text, line.len + 1);
	str_clear(&line);
	pthread_mutex_lock(&desk->lock);
	*desk->last = event;
	desk->last = &event->next;
	if (write(desk->fd, &one, sizeof one) < 0) {
		/* It is full of them, so it is readable. */
	}
	pthread_mutex_unlock(&desk->lock);
}

bool
desk_take(struct desk *desk, struct desk_event *ret_event)
{
	struct event *event;
	uint64_t count;

	pthread_mutex_lock(&desk->lock);
	event = desk->first;
	if (event) {
		desk->first = event->next;
		if (!desk->first)
			desk->last = &desk->first;
	} else if (read(desk->fd, &count, sizeof count) < 0) {
		/* Nobody told anything since. */
	}
	pthread_mutex_unlock(&desk->lock);
	if (!event)
		return false;
	*ret_event = event->event;
	free(event);
	return true;
}

int
desk_fd(const struct desk *desk)
{
	return desk->fd;
}

/* --- what a person does --------------------------------------------------------- */

/* Asks the desktop's portal, which works from a sandbox too; else xdg-open. */
static void
open_url(struct desk *desk, const char *url)
{
	const struct gnome *gnome = &desk->gnome;
	const char *argv[] = { "xdg-open", url, NULL };
	GError *error = NULL;
	GVariant *answer = gnome->g_dbus_connection_call_sync(desk->bus, PORTAL_NAME, PORTAL_PATH,
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
	open_url(shown->desk, shown->url);
}

static void
on_mute(NotifyNotification *lib, char *action, gpointer arg)
{
	struct shown *shown = arg;

	(void)lib, (void)action;
	desk_tell(shown->desk, DESK_MUTED, shown->key);
}

/* --- the notifications that we keep ---------------------------------------------- */

/* Whatever was to come of its being closed, it comes no more. */
static void
shown_stop_closing(struct shown *shown)
{
	const struct gnome *gnome = &shown->desk->gnome;

	if (!shown->closing)
		return;
	gnome->g_source_destroy(shown->closing);
	gnome->g_source_unref(shown->closing);
	shown->closing = NULL;
}

static void
shown_free(struct shown *shown)
{
	const struct gnome *gnome = &shown->desk->gnome;
	gnome->g_signal_handlers_disconnect_matched(
		shown->lib, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, shown);
	shown_stop_closing(shown);
	gnome->g_object_unref(shown->lib);
	free(shown->key);
	free(shown->url);
	free(shown);
}

static void
desk_forget(struct desk *desk, size_t i)
{
	shown_free(desk->shown[i]);
	desk->n_shown--;
	memmove(&desk->shown[i], &desk->shown[i + 1], (desk->n_shown - i) * sizeof desk->shown[0]);
}

static gboolean
on_closed_later(gpointer arg)
{
	struct shown *shown = arg;
	const struct gnome *gnome = &shown->desk->gnome;
	struct desk *desk = shown->desk;

	shown_stop_closing(shown);
	for (size_t i = 0; i < desk->n_shown; i++) {
		if (desk->shown[i] != shown)
			continue;
		/* Shown anew meanwhile: it lives. */
		if (gnome->notify_notification_get_closed_reason(shown->lib) != -1)
			desk_forget(desk, i);
		break;
	}
	return G_SOURCE_REMOVE;
}

/* Not to be freed from inside its own signal; an action may still follow this one. */
static void
on_closed(NotifyNotification *lib, gpointer arg)
{
	struct shown *shown = arg;
	const struct gnome *gnome = &shown->desk->gnome;

	(void)lib;
	shown_stop_closing(shown);
	shown->closing = gnome->g_timeout_source_new(100);
	gnome->g_source_set_callback(shown->closing, on_closed_later, shown, NULL);
	gnome->g_source_attach(shown->closing, shown->desk->context);
}

static struct shown *
desk_find(struct desk *desk, const char *key)
{
	for (size_t i = 0; i < desk->n_shown; i++)
		if (strcmp(desk->shown[i]->key, key) == 0)
			return desk->shown[i];
	return NULL;
}

static struct shown *
desk_add(struct desk *desk, const char *key)
{
	const struct gnome *gnome = &desk->gnome;
	struct shown *shown = mem_new(sizeof *shown);

	if (desk->n_shown == SHOWN_MAX)
		desk_forget(desk, 0);
	shown->desk = desk;
	shown->key = mem_strdup(key);
	shown->lib = gnome->notify_notification_new("", NULL, NULL);
	gnome->g_signal_connect_data(
		shown->lib, "closed", G_CALLBACK(on_closed), shown, NULL, (GConnectFlags)0);
	desk->shown[desk->n_shown++] = shown;
	return shown;
}

/* --- the server --------------------------------------------------------------- */

static GVariant *
ask(struct desk *desk, const char *name, const char *path, const char *method, GVariant *words,
	const char *type, GError **error)
{
	const struct gnome *gnome = &desk->gnome;
	return gnome->g_dbus_connection_call_sync(desk->bus, name, path, name, method, words,
		(const GVariantType *)type, G_DBUS_CALL_FLAGS_NONE, ASK_MS, NULL, error);
}

static bool
desk_connect(struct desk *desk, GError **error)
{
	const struct gnome *gnome = &desk->gnome;
	if (!desk->has_libnotify) {
		if (atomic_flag_test_and_set(&libnotify_taken)) {
			gnome->g_set_error_literal(error, gnome->g_io_error_quark(),
				G_IO_ERROR_BUSY,
				"another notifier of this process uses the desktop");
			return false;
		}
		desk->has_libnotify = true;
	}
	if (!desk->bus) {
		desk->bus = gnome->g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, error);
		if (!desk->bus)
			return false;
		/* Else the library ends the process when the session ends. */
		gnome->g_dbus_connection_set_exit_on_close(desk->bus, FALSE);
	}
	if (gnome->g_dbus_connection_is_closed(desk->bus)) {
		gnome->g_set_error_literal(error, gnome->g_io_error_quark(), G_IO_ERROR_CLOSED,
			"the session bus has ended");
		return false;
	}
	return true;
}

/* Is there a server, alive, and what can it do? */
static bool
desk_ask_capabilities(struct desk *desk, GError **error)
{
	const struct gnome *gnome = &desk->gnome;
	GVariant *answer =
		ask(desk, SERVER_NAME, SERVER_PATH, "GetCapabilities", NULL, "(as)", error);
	GVariantIter *words;
	const char *word;

	if (!answer)
		return false;
	desk->can_act = desk->can_body = desk->can_markup = false;
	gnome->g_variant_get(answer, "(as)", &words);
	while (gnome->g_variant_iter_loop(words, "&s", &word)) {
		desk->can_act = desk->can_act || strcmp(word, "actions") == 0;
		desk->can_body = desk->can_body || strcmp(word, "body") == 0;
		desk->can_markup = desk->can_markup || strcmp(word, "body-markup") == 0;
	}
	gnome->g_variant_iter_free(words);
	gnome->g_variant_unref(answer);
	return true;
}

/* A server that was started anew has none of our notes. */
static bool
desk_ask_owner(struct desk *desk, GError **error)
{
	const struct gnome *gnome = &desk->gnome;
	GVariant *answer = ask(desk, "org.freedesktop.DBus", "/org/freedesktop/DBus",
		"GetNameOwner", gnome->g_variant_new("(s)", SERVER_NAME), "(s)", error);
	const char *owner;

	if (!answer)
		return false;
	gnome->g_variant_get(answer, "(&s)", &owner);
	if (!desk->owner || strcmp(desk->owner, owner) != 0) {
		while (desk->n_shown > 0)
			desk_forget(desk, 0);
		free(desk->owner);
		desk->owner = mem_strdup(owner);
	}
	gnome->g_variant_unref(answer);
	return true;
}

static bool
desk_is_ready(struct desk *desk, GError **error)
{
	const struct gnome *gnome = &desk->gnome;
	if (!desk_connect(desk, error) || !desk_ask_capabilities(desk, error) ||
		!desk_ask_owner(desk, error))
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
	const struct gnome *gnome = &shown->desk->gnome;
	gnome->notify_notification_clear_actions(shown->lib);
	if (!shown->desk->can_act)
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
	const struct gnome *gnome = &shown->desk->gnome;
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
put_body(struct str *out, const struct desk *desk, const struct note *note)
{
	struct str whole;

	if (!desk->can_body)
		return;
	str_init(&whole, BODY_MAX);
	str_puts(&whole, note->body);
	if (!desk->can_act && note->url)
		str_printf(&whole, "\n%s", note->url);
	if (desk->can_markup)
		escape_xml(out, whole.text);
	else
		str_puts(out, whole.text);
	str_clear(&whole);
}

static bool
desk_put_up(struct desk *desk, const struct note *note, GError **error)
{
	const struct gnome *gnome = &desk->gnome;
	struct shown *shown = desk_find(desk, note->key);
	struct str body;

	if (!shown)
		shown = desk_add(desk, note->key);
	free(shown->url);
	shown->url = note->url ? mem_strdup(note->url) : NULL;
	str_init(&body, ESCAPED_MAX);
	put_body(&body, desk, note);
	gnome->notify_notification_update(shown->lib, note->summary, body.text, NULL);
	str_clear(&body);
	add_hints(shown, note);
	add_actions(shown, note);
	return gnome->notify_notification_show(shown->lib, error);
}

static void
order_free(struct order *order)
{
	free((char *)order->note.key);
	free((char *)order->note.summary);
	free((char *)order->note.body);
	free((char *)order->note.url);
	free(order);
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

static gboolean
on_order(gpointer arg)
{
	struct order *order = arg;
	struct desk *desk = order->desk;
	const struct gnome *gnome = &desk->gnome;
	GError *error = NULL;

	if (desk_is_ready(desk, &error) && desk_put_up(desk, &order->note, &error))
		desk_tell(desk, DESK_SHOWN, "");
	else
		desk_tell(desk, DESK_FAILED, failure_text(gnome, error));
	gnome->g_clear_error(&error);
	order_free(order);
	return G_SOURCE_REMOVE;
}

static void
desk_post(struct desk *desk, GSourceFunc run, gpointer arg)
{
	const struct gnome *gnome = &desk->gnome;
	GSource *source = gnome->g_idle_source_new();

	gnome->g_source_set_priority(source, G_PRIORITY_DEFAULT);
	gnome->g_source_set_callback(source, run, arg, NULL);
	gnome->g_source_attach(source, desk->context);
	gnome->g_source_unref(source);
}

void
desk_show(struct desk *desk, const struct note *note)
{
	struct order *order = mem_new(sizeof *order);
	bool running;

	pthread_mutex_lock(&desk->lock);
	running = desk->running;
	pthread_mutex_unlock(&desk->lock);
	if (!running) {
		free(order);
		desk_tell(desk, DESK_FAILED, "its thread can't be started");
		return;
	}
	order->desk = desk;
	order->note = *note;
	order->note.key = mem_strdup(note->key);
	order->note.summary = mem_strdup(note->summary);
	order->note.body = mem_strdup(note->body);
	order->note.url = note->url ? mem_strdup(note->url) : NULL;
	desk_post(desk, on_order, order);
}

/* --- the thread ------------------------------------------------------------------- */

static void
desk_destroy(struct desk *desk)
{
	const struct gnome *gnome = &desk->gnome;
	while (desk->first) {
		struct event *event = desk->first;

		desk->first = event->next;
		free(event);
	}
	gnome->g_main_loop_unref(desk->loop);
	gnome->g_main_context_unref(desk->context);
	close(desk->fd);
	pthread_cond_destroy(&desk->left);
	pthread_mutex_destroy(&desk->lock);
	free(desk);
}

/* Gives back what libnotify holds, unless the server hangs: then freeing would, too. */
static void
desk_clear_out(struct desk *desk)
{
	const struct gnome *gnome = &desk->gnome;
	GError *error = NULL;

	if (!desk->has_libnotify)
		return;
	if (desk_connect(desk, &error) &&
		(desk->n_shown == 0 || desk_ask_capabilities(desk, &error))) {
		while (desk->n_shown > 0)
			desk_forget(desk, 0);
		if (gnome->notify_is_initted())
			gnome->notify_uninit();
	}
	gnome->g_clear_error(&error);
	if (desk->bus)
		gnome->g_object_unref(desk->bus);
	desk->bus = NULL;
	free(desk->owner);
	atomic_flag_clear(&libnotify_taken);
}

static void *
desk_run(void *arg)
{
	struct desk *desk = arg;
	const struct gnome *gnome = &desk->gnome;
	bool deserted;

	/* Before the first call of libnotify: its buttons are answered in this context. */
	gnome->g_main_context_push_thread_default(desk->context);
	gnome->g_main_loop_run(desk->loop);
	desk_clear_out(desk);
	gnome->g_main_context_pop_thread_default(desk->context);

	pthread_mutex_lock(&desk->lock);
	desk->running = false;
	deserted = desk->deserted;
	pthread_cond_signal(&desk->left);
	pthread_mutex_unlock(&desk->lock);
	if (deserted)
		desk_destroy(desk);
	return NULL;
}

bool
desk_is_possible(struct err *err)
{
	struct gnome gnome;

	return gnome_find(&gnome, err);
}

struct desk *
desk_new(struct err *err)
{
	struct desk *desk;
	struct gnome gnome;
	pthread_condattr_t clock;
	sigset_t all, before;
	int fd;

	if (!gnome_find(&gnome, err))
		return NULL;
	fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (fd < 0) {
		err_set(err, ERR_FAIL, "the desktop's events: %s", strerror(errno));
		return NULL;
	}
	desk = mem_new(sizeof *desk);
	desk->gnome = gnome;
	desk->last = &desk->first;
	desk->fd = fd;
	desk->context = gnome.g_main_context_new();
	desk->loop = gnome.g_main_loop_new(desk->context, FALSE);
	pthread_mutex_init(&desk->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&desk->left, &clock);
	pthread_condattr_destroy(&clock);

	/* Signals are the loop's. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	desk->started = pthread_create(&desk->thread, NULL, desk_run, desk) == 0;
	desk->running = desk->started; /* until desk_free tells it to leave */
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return desk;
}

static gboolean
on_leave(gpointer arg)
{
	struct desk *desk = arg;

	desk->gnome.g_main_loop_quit(desk->loop);
	return G_SOURCE_REMOVE;
}

void
desk_free(struct desk *desk)
{
	struct timespec until;
	bool running;

	if (!desk)
		return;
	if (desk->running)
		desk_post(desk, on_leave, desk);
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += LEAVE_MS / 1000;
	pthread_mutex_lock(&desk->lock);
	while (desk->running && pthread_cond_timedwait(&desk->left, &desk->lock, &until) == 0)
		;
	running = desk->running;
	desk->deserted = running;
	pthread_mutex_unlock(&desk->lock);
	if (running) {
		pthread_detach(desk->thread); /* it frees what is shared when it comes back */
		return;
	}
	if (desk->started)
		pthread_join(desk->thread, NULL);
	desk_destroy(desk);
}
