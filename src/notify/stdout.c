/*
 * stdout - alerts on standard output, readable or as JSON lines.
 *
 * Whoever reads there may be slow or stopped: we write only as much as fits, and look
 * again a little later, so that the loop never waits.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "loop/loop.h"
#include "text.h"
#include "type.h"

enum {
	PAGE_MAX = 4 * 1024 * 1024,
	CHUNK = 4096, /* PIPE_BUF: what poll says fits, does fit */
	LOOK_AGAIN_MS = 20,
	WIDTH_MAX = 100,
	WIDTH_MIN = 40,
};

struct screen {
	struct notifier *notifier;
	struct timer *timer;
	struct str page; /* what is being written */
	size_t written;
	bool json;
	bool amid_line; /* a page was given up halfway: the next one begins on a line of its own */
};

static bool
stdout_check(const struct notifier_settings *settings, struct err *err)
{
	const char *format = settings->format ? settings->format : "text";

	if (strcmp(format, "text") == 0 || strcmp(format, "json") == 0)
		return true;
	err_set(err, ERR_CONF, "format: '%s' is neither text nor json", format);
	return false;
}

static struct text_look
screen_look(void)
{
	const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
	struct text_look look = { 0 };
	struct winsize size;

	if (!isatty(STDOUT_FILENO))
		return look;
	look.colour = !(no_colour && *no_colour) && !(term && strcmp(term, "dumb") == 0);
	look.width = WIDTH_MAX;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= WIDTH_MIN &&
		size.ws_col < WIDTH_MAX)
		look.width = size.ws_col;
	return look;
}

static bool
writable(int fd)
{
	struct pollfd ready = { .fd = fd, .events = POLLOUT };

	return poll(&ready, 1, 0) > 0;
}

/* Writes what fits now; comes again through the timer until all is out. */
static void
screen_write(struct screen *screen)
{
	while (screen->written < screen->page.len && writable(STDOUT_FILENO)) {
		size_t left = screen->page.len - screen->written;
		ssize_t n = write(STDOUT_FILENO, screen->page.text + screen->written,
			left < CHUNK ? left : CHUNK);

		if (n >= 0) {
			screen->written += (size_t)n;
		} else if (errno != EINTR && errno != EAGAIN) {
			screen->amid_line |= screen->written > 0;
			notifier_answer(screen->notifier, NOTIFIER_AGAIN, false, -1,
				"standard output: %s", strerror(errno));
			return;
		} else if (errno == EAGAIN) {
			break;
		}
	}
	if (screen->written < screen->page.len) {
		timer_set(screen->timer, LOOK_AGAIN_MS);
	} else {
		screen->amid_line = false;
		notifier_delivered(screen->notifier);
	}
}

static void
on_look_again(void *arg)
{
	screen_write(arg);
}

static void *
stdout_open(struct notifier *notifier, struct err *err)
{
	struct screen *screen = mem_new(sizeof *screen);
	const char *format = notifier_settings(notifier)->format;

	(void)err;
	screen->notifier = notifier;
	screen->json = format && strcmp(format, "json") == 0;
	screen->timer = timer_new(notifier_loop(notifier), on_look_again, screen);
	str_init(&screen->page, PAGE_MAX);
	return screen;
}

static void
stdout_close(void *state)
{
	struct screen *screen = state;

	timer_free(screen->timer);
	str_clear(&screen->page);
	free(screen);
}

static void
stdout_send(void *state, const struct notifier_message *message)
{
	struct screen *screen = state;
	struct text_look look = screen_look();

	str_reset(&screen->page);
	screen->written = 0;
	if (screen->amid_line)
		str_putc(&screen->page, '\n');
	if (screen->json) {
		str_puts(&screen->page, message->texts[0]);
	} else {
		text_message(&screen->page, message->alerts, message->n_alerts, &look);
	}
	str_putc(&screen->page, '\n');
	screen_write(screen);
}

const struct notifier_type notifier_stdout = {
	.name = "stdout",
	.folds = true,
	.check = stdout_check,
	.open = stdout_open,
	.close = stdout_close,
	.send = stdout_send,
};
