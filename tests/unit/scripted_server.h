/*
 * scripted_server - a web server on loopback that answers as a test's script says.
 *
 * Runs in processes of its own (one per connection); what it was asked stands in shared
 * memory, where the test reads it. The script gets a request and writes any bytes it likes.
 */
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SEEN_MAX = 512, SEEN_TEXT_MAX = 2048 };

struct seen {
	int64_t began_ms, ended_ms; /* monotonic */
	char path[256];
	char text[SEEN_TEXT_MAX]; /* request line and headers */
};

struct server_memory {
	int n; /* requests so far; atomic */
	struct seen seen[SEEN_MAX];
};

struct server {
	pid_t pid;
	unsigned port;
	struct server_memory *memory;
};

/* nth: how many times this path was asked before. false: close the connection. */
typedef bool server_script(int fd, const struct seen *request, int nth);

static inline int64_t
server_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static inline void
server_sleep_ms(int ms)
{
	struct timespec span = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&span, NULL);
}

__attribute__((format(printf, 2, 3))) static inline void
server_write(int fd, const char *fmt, ...)
{
	char text[65536];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	if (write(fd, text, (size_t)len) < 0)
		_exit(0);
}

/* A whole answer; headers end in "\r\n" each. */
static inline bool
server_answer(int fd, const char *status, const char *headers, const char *body)
{
	server_write(fd, "HTTP/1.1 %s\r\n%sContent-Length: %zu\r\n\r\n%s", status, headers,
		strlen(body), body);
	return true;
}

static inline int
server_count(const struct server *server, const char *path)
{
	int n = __atomic_load_n(&server->memory->n, __ATOMIC_SEQ_CST), count = 0;

	for (int i = 0; i < n && i < SEEN_MAX; i++)
		count += !path || strcmp(server->memory->seen[i].path, path) == 0;
	return count;
}

static inline const struct seen *
server_seen(const struct server *server, const char *path, int nth)
{
	for (int i = 0; i < server->memory->n && i < SEEN_MAX; i++)
		if (strcmp(server->memory->seen[i].path, path) == 0 && nth-- == 0)
			return &server->memory->seen[i];
	return NULL;
}

static inline void
server_serve(struct server *server, int fd, server_script *script)
{
	char text[SEEN_TEXT_MAX];
	size_t len = 0;

	for (;;) {
		ssize_t got = read(fd, text + len, sizeof text - 1 - len);
		char *end;

		if (got <= 0)
			return;
		len += (size_t)got;
		text[len] = '\0';
		while ((end = strstr(text, "\r\n\r\n"))) {
			int at = __atomic_fetch_add(&server->memory->n, 1, __ATOMIC_SEQ_CST);
			struct seen *seen = &server->memory->seen[at % SEEN_MAX];
			bool go_on;

			memcpy(seen->text, text, (size_t)(end - text) + 2);
			seen->text[end - text + 2] = '\0';
			seen->began_ms = server_now_ms();
			if (sscanf(text, "%*s %255s", seen->path) != 1)
				return;
			go_on = script(fd, seen, server_count(server, seen->path) - 1);
			seen->ended_ms = server_now_ms();
			if (!go_on)
				return;
			end += 4;
			len = strlen(end);
			memmove(text, end, len + 1);
		}
		if (len == sizeof text - 1)
			return;
	}
}

static inline void
server_start(struct server *server, server_script *script)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t address_len = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	server->memory = mmap(NULL, sizeof *server->memory, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 512) < 0 ||
		getsockname(fd, (struct sockaddr *)&address, &address_len) < 0)
		abort();
	server->port = ntohs(address.sin_port);
	server->pid = fork();
	if (server->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setpgid(0, 0);
		signal(SIGCHLD, SIG_IGN);
		signal(SIGPIPE, SIG_IGN);
		for (;;) {
			int peer = accept4(fd, NULL, NULL, SOCK_CLOEXEC);

			if (peer < 0)
				continue;
			if (fork() == 0) {
				close(fd);
				server_serve(server, peer, script);
				_exit(0);
			}
			close(peer);
		}
	}
	setpgid(server->pid, server->pid);
	close(fd);
}

static inline void
server_stop(struct server *server)
{
	kill(-server->pid, SIGKILL);
	waitpid(server->pid, NULL, 0);
	munmap(server->memory, sizeof *server->memory);
}
