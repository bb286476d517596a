/*
 * notice - tells systemd how the service is, and feeds its watchdog.
 */
#include "app/notice.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "loop/loop.h"

enum { NOTICE_MAX = 4096, STATUS_MAX = 256 };

struct notice {
	int fd; /* -1: nobody asked */
	struct sockaddr_un to;
	socklen_t to_len;
	struct timer *tick; /* NULL: no watchdog */
	int64_t tick_ms;
};

/* A path, or with @ in front an abstract name. */
static bool
address_of(const char *name, struct sockaddr_un *ret_to, socklen_t *ret_len)
{
	size_t len = name ? strlen(name) : 0;

	if (len < 2 || len >= sizeof ret_to->sun_path || (*name != '/' && *name != '@'))
		return false;
	*ret_to = (struct sockaddr_un){ .sun_family = AF_UNIX };
	memcpy(ret_to->sun_path, name, len);
	*ret_len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len + (*name == '/'));
	if (*name == '@')
		ret_to->sun_path[0] = '\0';
	return true;
}

/* That a notice can't be sent is nobody's fault here, and systemd sees it by itself. */
static void
notice_send(struct notice *notice, const char *text, size_t len)
{
	if (notice->fd >= 0)
		(void)!sendto(notice->fd, text, len, MSG_NOSIGNAL,
			(const struct sockaddr *)&notice->to, notice->to_len);
}

static void
on_tick(void *arg)
{
	static const char text[] = "WATCHDOG=1";
	struct notice *notice = arg;

	notice_send(notice, text, sizeof text - 1);
	timer_set(notice->tick, notice->tick_ms);
}

/* How often the watchdog wants to hear of us, 0: never. */
static int64_t
watchdog_ms(void)
{
	const char *usec = getenv("WATCHDOG_USEC"), *pid = getenv("WATCHDOG_PID");

	if (!usec || (pid && atoll(pid) != (long long)getpid()))
		return 0;
	return atoll(usec) / 1000 / 2;
}

struct notice *
notice_new(struct loop *loop)
{
	struct notice *notice = mem_new(sizeof *notice);

	notice->fd = -1;
	if (!address_of(getenv("NOTIFY_SOCKET"), &notice->to, &notice->to_len))
		return notice;
	notice->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	notice->tick_ms = watchdog_ms();
	if (notice->tick_ms > 0) {
		notice->tick = timer_new(loop, on_tick, notice);
		on_tick(notice);
	}
	return notice;
}

void
notice_free(struct notice *notice)
{
	if (!notice)
		return;
	timer_free(notice->tick);
	if (notice->fd >= 0)
		close(notice->fd);
	free(notice);
}

/* The assignments in front, and STATUS= with the status as one line. */
static void
notice_tell(struct notice *notice, const char *assignments, const char *status)
{
	struct str text;

	str_init(&text, NOTICE_MAX);
	str_puts(&text, assignments);
	str_puts(&text, "STATUS=");
	utf8_clean_line(&text, status, strlen(status), STATUS_MAX);
	notice_send(notice, text.text, text.len);
	str_clear(&text);
}

void
notice_ready(struct notice *notice, const char *status)
{
	notice_tell(notice, "READY=1\n", status);
}

void
notice_status(struct notice *notice, const char *status)
{
	notice_tell(notice, "", status);
}

void
notice_reloading(struct notice *notice)
{
	struct timespec now;
	struct str text;

	/* systemd tells reloads apart by this time. */
	clock_gettime(CLOCK_MONOTONIC, &now);
	str_init(&text, NOTICE_MAX);
	str_printf(&text, "RELOADING=1\nMONOTONIC_USEC=%lld\n",
		(long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
	notice_tell(notice, text.text, "reading the configuration");
	str_clear(&text);
}

void
notice_stopping(struct notice *notice)
{
	notice_tell(notice, "STOPPING=1\n", "stopping");
}
