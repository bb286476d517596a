/*
 * receiver - the far end of a webhook: takes POSTs on loopback, answers as a script says,
 * and keeps what it got. A thread for each connection.
 */
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

/* One request. Headers are as they came; `id` is webhook-id's value or "". */
struct got {
	char *path, *headers, *body, *id;
	int status; /* what was answered */
	int64_t when_ms;
};

struct receiver;

/* What to answer to the nth request (from 0); header lines, if any, go into extra. */
typedef int receiver_script(struct receiver *receiver, size_t nth, const char *path, char *extra);

struct receiver {
	int fd;
	unsigned port;
	pthread_t thread;
	pthread_mutex_t lock;
	receiver_script *script;
	unsigned chance; /* state of the script's dice */
	bool calm;       /* the script's; under lock */
	bool forgets;    /* counts only; got stays empty */
	size_t n_peers;  /* connections; under lock */
	pthread_cond_t peer_left;
	struct got *got;
	size_t n, cap;
};

struct receiver_peer {
	struct receiver *receiver;
	int fd;
};

static inline char *
receiver_header(const char *headers, const char *name)
{
	const char *at = strcasestr(headers, name);

	if (!at)
		return mem_strdup("");
	at += strlen(name);
	at += strspn(at, ": ");
	return mem_strndup(at, strcspn(at, "\r\n"));
}

static inline int
receiver_take(
	struct receiver *receiver, const char *head, const char *body, size_t len, char *extra)
{
	struct got got = { 0 };

	got.path = receiver_header(head, "POST");
	got.path[strcspn(got.path, " ")] = '\0';
	got.headers = mem_strdup(head);
	got.body = mem_strndup(body, len);
	got.id = receiver_header(head, "webhook-id:");
	got.when_ms = clock_mono_ms();
	pthread_mutex_lock(&receiver->lock);
	got.status =
		receiver->script ? receiver->script(receiver, receiver->n, got.path, extra) : 204;
	if (receiver->forgets) {
		receiver->n++;
		free(got.path);
		free(got.headers);
		free(got.body);
		free(got.id);
	} else {
		receiver->got = MEM_GROW(receiver->got, receiver->n, receiver->cap);
		receiver->got[receiver->n++] = got;
	}
	pthread_mutex_unlock(&receiver->lock);
	return got.status;
}

static inline void
receiver_count_peers(struct receiver *receiver, int more)
{
	pthread_mutex_lock(&receiver->lock);
	receiver->n_peers += (size_t)more;
	pthread_cond_signal(&receiver->peer_left);
	pthread_mutex_unlock(&receiver->lock);
}

static inline void *
receiver_serve(void *arg)
{
	struct receiver_peer peer = *(struct receiver_peer *)arg;
	struct str text;
	char block[16384], extra[256], *end;

	free(arg);
	str_init(&text, 16 << 20);
	for (;;) {
		ssize_t n = read(peer.fd, block, sizeof block);

		if (n <= 0)
			break;
		str_add(&text, block, (size_t)n);
		while ((end = strstr(text.text, "\r\n\r\n")) != NULL) {
			char *length = receiver_header(text.text, "content-length:");
			size_t head = (size_t)(end + 4 - text.text), body = (size_t)atol(length);
			char *headers = mem_strndup(text.text, head);
			int status;

			free(length);
			if (text.len < head + body) {
				free(headers);
				break;
			}
			*extra = '\0';
			status = receiver_take(
				peer.receiver, headers, text.text + head, body, extra);
			free(headers);
			memmove(text.text, text.text + head + body, text.len - head - body + 1);
			text.len -= head + body;
			if (status == 0)
				goto out; /* took it and never answered */
			int len = snprintf(block, sizeof block,
				"HTTP/1.1 %d Said\r\n%sContent-Length: %d\r\n\r\n%s", status, extra,
				status == 204 ? 0 : 2, status == 204 ? "" : "ok");

			if (send(peer.fd, block, (size_t)len, MSG_NOSIGNAL) != len)
				goto out;
		}
	}
out:
	close(peer.fd);
	str_clear(&text);
	receiver_count_peers(peer.receiver, -1);
	return NULL;
}

static inline void *
receiver_accept(void *arg)
{
	struct receiver *receiver = arg;
	pthread_t thread;

	for (;;) {
		int fd = accept4(receiver->fd, NULL, NULL, SOCK_CLOEXEC);

		if (fd < 0)
			return NULL;
		struct receiver_peer *peer = mem_new(sizeof *peer);

		*peer = (struct receiver_peer){ receiver, fd };
		receiver_count_peers(receiver, 1);
		if (pthread_create(&thread, NULL, receiver_serve, peer) != 0)
			abort();
		pthread_detach(thread);
	}
}

static inline struct receiver *
receiver_new(receiver_script *script)
{
	struct receiver *receiver = mem_new(sizeof *receiver);
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t len = sizeof address;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	receiver->script = script;
	pthread_mutex_init(&receiver->lock, NULL);
	pthread_cond_init(&receiver->peer_left, NULL);
	receiver->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (receiver->fd < 0 || bind(receiver->fd, (struct sockaddr *)&address, len) < 0 ||
		listen(receiver->fd, 64) < 0 ||
		getsockname(receiver->fd, (struct sockaddr *)&address, &len) < 0 ||
		pthread_create(&receiver->thread, NULL, receiver_accept, receiver) != 0)
		abort();
	receiver->port = ntohs(address.sin_port);
	return receiver;
}

/* Waits for its connections to end: the other side must be gone by then. */
static inline void
receiver_free(struct receiver *receiver)
{
	shutdown(receiver->fd, SHUT_RDWR);
	pthread_join(receiver->thread, NULL);
	close(receiver->fd);
	pthread_mutex_lock(&receiver->lock);
	while (receiver->n_peers > 0)
		pthread_cond_wait(&receiver->peer_left, &receiver->lock);
	pthread_mutex_unlock(&receiver->lock);
	for (size_t i = 0; i < receiver->n && receiver->got; i++) {
		free(receiver->got[i].path);
		free(receiver->got[i].headers);
		free(receiver->got[i].body);
		free(receiver->got[i].id);
	}
	free(receiver->got);
	free(receiver);
}

static inline size_t
receiver_count(struct receiver *receiver)
{
	pthread_mutex_lock(&receiver->lock);
	size_t n = receiver->n;

	pthread_mutex_unlock(&receiver->lock);
	return n;
}

static inline void
receiver_calm(struct receiver *receiver, bool calm)
{
	pthread_mutex_lock(&receiver->lock);
	receiver->calm = calm;
	pthread_mutex_unlock(&receiver->lock);
}
