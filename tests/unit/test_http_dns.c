/*
 * http with a name server that never answers: the loop goes on, the calls end in time.
 *
 * Needs a mount namespace of its own for /etc/resolv.conf; skipped where that is refused.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "loop/loop.h"
#include "net/http.h"

/* A loop that waited for the resolver would stand still for its five seconds, each call anew. */
enum { CALLS = 100, TIMEOUT_MS = 600, STILL_MS = 4000, ALL_MS = 20000, SKIPPED = 77 };

struct watch {
	struct loop *loop;
	struct timer *beat;
	int64_t last_ms, longest_ms;
	int left, in_vain;
};

static void
on_beat(void *arg)
{
	struct watch *watch = arg;
	int64_t now = clock_mono_ms();

	if (now - watch->last_ms > watch->longest_ms)
		watch->longest_ms = now - watch->last_ms;
	watch->last_ms = now;
	timer_set(watch->beat, 5);
}

static void
on_done(void *arg, const struct http_response *response)
{
	struct watch *watch = arg;

	watch->in_vain += response->status == 0 && response->err.code == ERR_AGAIN;
	if (--watch->left == 0)
		loop_stop(watch->loop);
}

/* A name server that listens and says nothing; false: not allowed here. */
static bool
silence_names(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(53) };
	char path[] = "/tmp/dealwatch-resolv-XXXXXX";
	static const char conf[] = "nameserver 127.0.0.77\noptions timeout:5 attempts:3\n";
	int fd = socket(AF_INET, SOCK_DGRAM, 0), file = mkstemp(path);
	bool ok;

	inet_pton(AF_INET, "127.0.0.77", &address.sin_addr);
	ok = file >= 0 && write(file, conf, sizeof conf - 1) > 0 &&
	     bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
	     unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	     mount(path, "/etc/resolv.conf", NULL, MS_BIND, NULL) == 0;
	unlink(path);
	return ok;
}

static int
ask_in_vain(void)
{
	const struct http_settings settings = { .user_agent = "t" };
	struct watch watch = { .left = CALLS, .last_ms = clock_mono_ms() };
	int64_t began = clock_mono_ms(), took;
	struct http *http;

	watch.loop = loop_new(NULL);
	http = http_new(watch.loop, &settings, NULL);
	watch.beat = timer_new(watch.loop, on_beat, &watch);
	timer_set(watch.beat, 5);
	for (int i = 0; i < CALLS; i++) {
		char *url = mem_printf("http://feed%d.example.com/", i);
		struct http_request request = { .url = url, .timeout_ms = TIMEOUT_MS };

		http_send(http, &request, on_done, &watch);
		free(url);
	}
	loop_run(watch.loop);
	took = clock_mono_ms() - began;
	printf("# %d calls in vain in %lld ms, the loop stood still for %lld ms at most\n",
		watch.in_vain, (long long)took, (long long)watch.longest_ms);
	fflush(stdout);
	if (watch.in_vain != CALLS || took > ALL_MS || watch.longest_ms > STILL_MS)
		return 1;
	_exit(0); /* the threads that still ask are the system's to end */
}

static void
a_dead_name_server_does_not_stop_the_loop(void **state)
{
	pid_t pid = fork();
	int status;

	(void)state;
	if (pid == 0)
		_exit(silence_names() ? ask_in_vain() : SKIPPED);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == SKIPPED)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dead_name_server_does_not_stop_the_loop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
