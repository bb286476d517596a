/*
 * desk - notes on the desktop, from a thread of their own.
 *
 * What is shared lies in struct desk and is owned by both sides: whoever leaves last frees it,
 * because a thread that hangs in D-Bus may outlive the notifier. Orders go to the
 * thread as sources of its context, events come back in a queue with a descriptor.
 */
#include "desk.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "gnome.h"
#include "screen.h"

enum { LEAVE_MS = 2000 }; /* how long desk_free waits for the thread */

struct event {
	struct desk_event event;
	struct event *next;
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

	struct screen screen; /* the thread's own */
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

/* --- orders --- */

static void
order_free(struct order *order)
{
	free((char *)order->note.key);
	free((char *)order->note.summary);
	free((char *)order->note.body);
	free((char *)order->note.url);
	free(order);
}

static gboolean
on_order(gpointer arg)
{
	struct order *order = arg;
	struct desk *desk = order->desk;
	struct err err = { 0 };

	if (screen_show(&desk->screen, &order->note, &err))
		desk_tell(desk, DESK_SHOWN, "");
	else
		desk_tell(desk, DESK_FAILED, err.text);
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

static void *
desk_run(void *arg)
{
	struct desk *desk = arg;
	const struct gnome *gnome = &desk->gnome;
	bool deserted;

	/* Before the first call of libnotify: its buttons are answered in this context. */
	gnome->g_main_context_push_thread_default(desk->context);
	gnome->g_main_loop_run(desk->loop);
	screen_clear(&desk->screen);
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

static void
on_mute(void *arg, const char *key)
{
	desk_tell(arg, DESK_MUTED, key);
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
	desk->screen = (struct screen){ .gnome = &desk->gnome,
		.context = desk->context,
		.on_mute = on_mute,
		.on_mute_arg = desk };
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
