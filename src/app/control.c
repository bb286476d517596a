/*
 * control - the daemon's UNIX socket: who connects is told how it is.
 */
#include "app/control.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "conf/conf.h"
#include "loop/loop.h"

#define SYSTEM_SOCKET "/run/dealwatch/dealwatch.sock"
#define SYSTEM_FOLDER "/etc/dealwatch/"

enum { CALLERS_MAX = 16, DOCUMENT_MAX = 64 << 10, ASK_SECONDS = 5, MODE_ALL = 0666 };

/* Somebody who connected and has not been told everything yet. */
struct caller {
	int fd; /* -1: a free place */
	struct fd_watch *watch;
	struct str text;
	size_t sent;
	struct control *control;
};

struct control {
	struct loop *loop; /* borrowed */
	int fd;
	char *path;
	struct fd_watch *watch;
	void (*fill)(void *arg, struct control_status *ret_status);
	void *arg;
	struct caller callers[CALLERS_MAX];
	size_t next; /* the place that the next caller gets; who sits there is dropped */
};

/* "3 deals", "1 deal". */
static void
put_count(struct str *line, const char *before, int64_t n, const char *noun)
{
	str_printf(line, "%s%lld %s%s", before, (long long)n, noun, n == 1 ? "" : "s");
}

char *
control_line(const struct control_status *status, char buf[CONTROL_LINE_MAX])
{
	struct str line;

	str_init(&line, CONTROL_LINE_MAX - 1);
	put_count(&line, "watching ", (int64_t)status->feeds, "feed");
	if (status->feeds_failing > 0)
		str_printf(&line, ", %zu failing", status->feeds_failing);
	put_count(&line, ", ", status->deals_today, "deal");
	str_puts(&line, " today");
	if (status->alerts_waiting > 0) {
		put_count(&line, ", ", status->alerts_waiting, "alert");
		str_puts(&line, " waiting");
	}
	if (status->alerts_failed > 0)
		str_printf(&line, ", %lld failed for good", (long long)status->alerts_failed);
	if (status->store_error)
		str_puts(&line, ", the state could not be written");
	memcpy(buf, line.text, line.len + 1);
	str_clear(&line);
	return buf;
}

static struct jnode *
control_status_json(const struct control_status *status)
{
	struct jnode *root = jnode_object();

	jnode_put_text(root, "version", DEALWATCH_VERSION);
	jnode_put_int(root, "pid", getpid());
	jnode_put_time(root, "started", status->started);
	jnode_put_text(root, "configuration", status->conf);
	jnode_put_text(root, "state", status->state);
	jnode_put_text(root, "store_error", status->store_error);
	jnode_put_text(root, "listen", status->listen);
	jnode_put_int(root, "feeds", (int64_t)status->feeds);
	jnode_put_int(root, "feeds_failing", (int64_t)status->feeds_failing);
	jnode_put_int(root, "watches", (int64_t)status->watches);
	jnode_put_int(root, "notifiers", (int64_t)status->notifiers);
	jnode_put_time(root, "next_poll", status->next_poll);
	jnode_put_int(root, "deals", status->deals);
	jnode_put_int(root, "deals_today", status->deals_today);
	jnode_put_int(root, "alerts_sent", status->alerts_sent);
	jnode_put_int(root, "alerts_waiting", status->alerts_waiting);
	jnode_put_int(root, "alerts_failed", status->alerts_failed);
	jnode_put_int(root, "reloads", status->reloads);
	jnode_put_int(root, "reloads_refused", status->reloads_refused);
	jnode_put_int(root, "stall_ms", status->stall_ms);
	return root;
}

/* The state's path, however it is spelt and whatever link leads there. */
static const char *
real_path(struct arena *arena, const char *state)
{
	char *real = realpath(state, NULL);
	const char *path = arena_strdup(arena, real ? real : state);

	free(real);
	return path;
}

const char *
control_path(struct arena *arena, const char *state)
{
	const char *user = getenv("XDG_RUNTIME_DIR"), *system = getenv("RUNTIME_DIRECTORY");

	state = real_path(arena, state);
	/* Users may run several daemons: the name is made from the state's path. */
	if (user && *user == '/' && access(user, W_OK) == 0)
		return arena_printf(arena, "%s/dealwatch/%016llx.sock", user,
			(unsigned long long)hash_text(state));
	if (system && *system == '/')
		return arena_printf(
			arena, "%.*s/dealwatch.sock", (int)strcspn(system, ":"), system);
	return arena_printf(arena, "%s.sock", state);
}

/*
 * An address has room for 107 bytes of path. A longer one goes through its folder's descriptor,
 * which *ret_folder then is (else -1), and which must stay open while the address is used.
 */
static bool
address_of(const char *path, struct sockaddr_un *ret_address, int *ret_folder, struct err *err)
{
	const char *name = strrchr(path, '/');
	size_t max = sizeof ret_address->sun_path;
	struct arena *arena;
	int len;

	*ret_address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	*ret_folder = -1;
	len = snprintf(ret_address->sun_path, max, "%s", path);
	if ((size_t)len < max)
		return true;
	arena = arena_new();
	*ret_folder = open(file_beside(arena, path, "."), O_PATH | O_DIRECTORY | O_CLOEXEC);
	arena_free(arena);
	if (*ret_folder >= 0) {
		len = snprintf(ret_address->sun_path, max, "/proc/self/fd/%d/%s", *ret_folder,
			name ? name + 1 : path);
		if ((size_t)len < max)
			return true;
		close(*ret_folder);
		*ret_folder = -1;
	}
	err_set(err, ERR_FAIL, "%s: no place for a socket", path);
	return false;
}

static void
close_if_open(int fd)
{
	if (fd >= 0)
		close(fd);
}

static void
caller_clear(struct caller *caller)
{
	if (caller->fd < 0)
		return;
	fd_watch_free(caller->watch);
	close(caller->fd);
	str_clear(&caller->text);
	caller->fd = -1;
}

static void
on_caller_ready(int fd, unsigned ready, void *arg)
{
	struct caller *caller = arg;
	ssize_t n = send(fd, caller->text.text + caller->sent, caller->text.len - caller->sent,
		MSG_NOSIGNAL | MSG_DONTWAIT);

	(void)ready;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0)
		caller->sent += (size_t)n;
	if (n < 0 || caller->sent == caller->text.len)
		caller_clear(caller);
}

static void
caller_begin(struct caller *caller, int fd)
{
	struct control *control = caller->control;
	struct control_status status = { 0 };
	struct jnode *root;

	caller_clear(caller);
	control->fill(control->arg, &status);
	root = control_status_json(&status);
	str_init(&caller->text, DOCUMENT_MAX);
	jnode_print(root, &caller->text);
	str_putc(&caller->text, '\n');
	jnode_free(root);
	caller->fd = fd;
	caller->sent = 0;
	caller->watch = fd_watch_new(control->loop, fd, LOOP_WRITE, on_caller_ready, caller);
}

static void
on_connect(int fd, unsigned ready, void *arg)
{
	struct control *control = arg;
	int caller = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	(void)ready;
	if (caller < 0)
		return;
	caller_begin(&control->callers[control->next], caller);
	control->next = (control->next + 1) % CALLERS_MAX;
}

/* What the folder's owner lets in may ask: nothing that is told is a secret. */
static bool
control_listen(struct control *control, struct err *err)
{
	struct sockaddr_un address;
	struct arena *arena = arena_new();
	int folder;
	bool ok;

	ok = file_make_dir(file_beside(arena, control->path, "."), err) &&
	     address_of(control->path, &address, &folder, err);
	arena_free(arena);
	if (!ok)
		return false;
	control->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	unlink(control->path);
	ok = control->fd >= 0 &&
	     bind(control->fd, (struct sockaddr *)&address, sizeof address) == 0 &&
	     chmod(control->path, MODE_ALL) == 0 && listen(control->fd, CALLERS_MAX) == 0;
	if (!ok)
		err_set(err, ERR_FAIL, "%s: %s", control->path, strerror(errno));
	close_if_open(folder);
	return ok;
}

struct control *
control_new(struct loop *loop, const char *path,
	void (*fill)(void *arg, struct control_status *ret_status), void *arg, struct err *err)
{
	struct control *control = mem_new(sizeof *control);

	control->loop = loop;
	control->path = mem_strdup(path);
	control->fill = fill;
	control->arg = arg;
	control->fd = -1;
	for (size_t i = 0; i < CALLERS_MAX; i++) {
		control->callers[i].fd = -1;
		control->callers[i].control = control;
	}
	if (!control_listen(control, err)) {
		control_free(control);
		return NULL;
	}
	control->watch = fd_watch_new(loop, control->fd, LOOP_READ, on_connect, control);
	return control;
}

void
control_free(struct control *control)
{
	if (!control)
		return;
	for (size_t i = 0; i < CALLERS_MAX; i++)
		caller_clear(&control->callers[i]);
	if (control->watch) {
		fd_watch_free(control->watch);
		unlink(control->path);
	}
	if (control->fd >= 0)
		close(control->fd);
	free(control->path);
	free(control);
}

/* ERR_FAIL: nobody listens there; ERR_BUSY: somebody does, but doesn't answer. */
static void
ask_at(const char *path, struct str *out, struct err *err)
{
	struct timeval patience = { .tv_sec = ASK_SECONDS };
	struct sockaddr_un address;
	char block[4096];
	ssize_t n;
	int fd, folder;

	if (!address_of(path, &address, &folder, err))
		return;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
		/* EAGAIN: it has stood still for so long that its queue is full. */
		err_set(err, errno == EAGAIN ? ERR_BUSY : ERR_FAIL, "%s: %s", path,
			strerror(errno));
	} else {
		while ((n = recv(fd, block, sizeof block, 0)) > 0)
			str_add(out, block, (size_t)n);
		if (n < 0 || out->len == 0)
			err_set(err, ERR_BUSY, "%s: no answer", path);
	}
	close_if_open(fd);
	close_if_open(folder);
}

bool
control_ask(const struct conf *conf, struct str *out, struct err *err)
{
	struct arena *arena = arena_new();
	const char *state = conf->daemon.state;
	const char *paths[] = {
		control_path(arena, state),
		arena_printf(arena, "%s.sock", real_path(arena, state)),
		/* The system's daemon may be asked by anybody who may read its configuration. */
		strncmp(conf->path, SYSTEM_FOLDER, strlen(SYSTEM_FOLDER)) ? NULL : SYSTEM_SOCKET,
	};
	struct err fault = { .code = ERR_FAIL };

	for (size_t i = 0; i < ARRAY_LEN(paths) && fault.code == ERR_FAIL; i++) {
		if (!paths[i])
			continue;
		str_reset(out);
		fault = (struct err){ 0 };
		ask_at(paths[i], out, &fault);
	}
	if (fault.code == ERR_BUSY)
		err_set(err, ERR_BUSY, "the daemon with the state %s doesn't answer", state);
	else if (fault.code != ERR_NONE)
		err_set(err, ERR_FAIL, "no daemon runs with the state %s", state);
	arena_free(arena);
	return fault.code == ERR_NONE;
}
