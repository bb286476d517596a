/*
 * callers - keeps those who connect from using up what the daemon needs for its work.
 *
 * Each connection's bufferevent is made here and referenced. evhttp takes its callbacks off
 * when it lets go of one, and closes the descriptor itself; so a bufferevent without
 * callbacks is one that is over, whose descriptor must not be touched any more. It is let go
 * before the loop waits again: the number of its descriptor may be somebody else's by then, and
 * it would read what is theirs.
 */
#include "web/callers.h"

#include <event2/bufferevent.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/mem.h"
#include "loop/loop.h"

enum { SWEEP_MS = 1000 };

struct caller {
	struct bufferevent *line; /* one reference is ours */
	int64_t since;
};

struct callers {
	struct loop *loop; /* borrowed */
	struct caller callers[CALLERS_MAX];
	size_t n;
	struct evconnlistener *listeners[CALLERS_LISTENERS_MAX]; /* borrowed */
	size_t n_listeners;
	bool paused;
	struct timer *sweep;
};

static void
callers_pause(struct callers *callers, bool pause)
{
	if (callers->paused == pause)
		return;
	callers->paused = pause;
	for (size_t i = 0; i < callers->n_listeners; i++) {
		if (pause)
			evconnlistener_disable(callers->listeners[i]);
		else
			evconnlistener_enable(callers->listeners[i]);
	}
}

static bool
caller_is_over(const struct caller *caller)
{
	bufferevent_data_cb on_read, on_write;
	bufferevent_event_cb on_event;
	void *arg;

	bufferevent_getcb(caller->line, &on_read, &on_write, &on_event, &arg);
	return !on_event;
}

static void
on_turn_end(void *arg)
{
	struct callers *callers = arg;

	for (size_t i = 0; i < callers->n;) {
		struct caller *caller = &callers->callers[i];

		if (!caller_is_over(caller)) {
			i++;
			continue;
		}
		bufferevent_disable(caller->line, EV_READ | EV_WRITE);
		bufferevent_decref(caller->line);
		*caller = callers->callers[--callers->n];
	}
	callers_pause(callers, callers->n == CALLERS_MAX);
}

/* Who has been here too long is cut off: evhttp sees the end of the line and closes. */
static void
on_sweep(void *arg)
{
	struct callers *callers = arg;
	int64_t now = clock_mono_ms();

	for (size_t i = 0; i < callers->n; i++)
		if (!caller_is_over(&callers->callers[i]) &&
			now - callers->callers[i].since > CALLERS_MS)
			shutdown(bufferevent_getfd(callers->callers[i].line), SHUT_RDWR);
	if (callers->n > 0)
		timer_set(callers->sweep, SWEEP_MS);
}

static struct bufferevent *
on_caller(struct event_base *base, void *arg)
{
	struct callers *callers = arg;
	struct bufferevent *line = bufferevent_socket_new(base, -1, 0);

	/* Listeners are paused when it is full; those accepted in the same turn go uncounted. */
	if (!line || callers->n == CALLERS_MAX)
		return line;
	bufferevent_incref(line);
	if (callers->n == 0)
		timer_set(callers->sweep, SWEEP_MS);
	callers->callers[callers->n++] = (struct caller){ line, clock_mono_ms() };
	callers_pause(callers, callers->n == CALLERS_MAX);
	return line;
}

struct callers *
callers_new(struct loop *loop, struct evhttp *http)
{
	struct callers *callers = mem_new(sizeof *callers);

	callers->loop = loop;
	callers->sweep = timer_new(loop, on_sweep, callers);
	loop_on_turn_end(loop, on_turn_end, callers);
	evhttp_set_bevcb(http, on_caller, callers);
	return callers;
}

void
callers_free(struct callers *callers)
{
	if (!callers)
		return;
	loop_on_turn_end(callers->loop, NULL, callers);
	for (size_t i = 0; i < callers->n; i++)
		bufferevent_decref(callers->callers[i].line);
	timer_free(callers->sweep);
	free(callers);
}

void
callers_add_listener(struct callers *callers, struct evconnlistener *listener)
{
	callers->listeners[callers->n_listeners++] = listener;
}
