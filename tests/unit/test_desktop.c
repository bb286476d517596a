/*
 * The desktop notifier against a real dunst on a screen of its own: shown, clicked, muted,
 * replaced, and the loop never waits for a server that hangs, is gone, or was never there.
 * Each case runs in a process of its own, because libnotify is one per process.
 */
#include "unit.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "loop/loop.h"
#include "notify/notifier.h"
#include "sample_alert.h"

/* Who asks over the bus gives up after so long, if left to itself. */
enum { BUS_PATIENCE_MS = 25000 };

static struct {
	char folder[40];
	pid_t screen, bus, server;
	bool there;
} stage = { .folder = "/tmp/dealwatch-test-XXXXXX" };

static pid_t
start(const char *const *argv, int out)
{
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(null, 0);
		dup2(out >= 0 ? out : null, 1);
		dup2(null, 2);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	return pid;
}

static void
stop(pid_t *pid)
{
	if (*pid > 0) {
		kill(*pid, SIGCONT);
		kill(*pid, SIGKILL);
		waitpid(*pid, NULL, 0);
	}
	*pid = 0;
}

/* The first line that a program prints; "" where it ends without one. */
static pid_t
start_and_read(const char *const *argv, char *line, size_t size)
{
	int ends[2];
	ssize_t n;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		abort();
	pid = start(argv, ends[1]);
	close(ends[1]);
	n = read(ends[0], line, size - 1); /* stays open: the program may print more */
	line[n > 0 ? n : 0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	return pid;
}

static void
write_file(const char *name, unsigned mode, const char *text)
{
	char path[128];
	int fd;

	snprintf(path, sizeof path, "%s/%s", stage.folder, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		abort();
	close(fd);
}

static bool
shell(const char *command)
{
	return system(command) == 0;
}

/* Whether the command comes to succeed, however slow the machine is. */
static bool
shell_in_time(const char *command)
{
	bool ok = shell(command);

	for (int i = 0; i < 400 && !ok; i++) {
		usleep(50000);
		ok = shell(command);
	}
	return ok;
}

/* dunst claims its name on the bus before it is counted as started. */
static void
start_server(void)
{
	char conf[128];
	const char *const argv[] = { "dunst", "-conf", conf, NULL };

	snprintf(conf, sizeof conf, "%s/dunstrc", stage.folder);
	stage.server = start(argv, -1);
	(void)shell_in_time("dunstctl count displayed >/dev/null 2>&1");
}

/* One that is started while the bus still knows of the one before goes at once. */
static void
stop_server(void)
{
	stop(&stage.server);
	(void)shell_in_time("! dunstctl count displayed >/dev/null 2>&1");
}

static void
start_bus(void)
{
	char address[256], conf[160];
	const char *const argv[] = { "dbus-daemon", "--nofork", "--print-address=1", conf, NULL };

	snprintf(conf, sizeof conf, "--config-file=%s/bus.conf", stage.folder);
	stage.bus = start_and_read(argv, address, sizeof address);
	setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
}

static int
set_stage(void **state)
{
	char display[32] = ":", path[512], text[512];
	const char *const argv[] = { "Xvfb", "-displayfd", "1", "-screen", "0", "1280x720x24",
		"-nolisten", "tcp", NULL };

	(void)state;
	if (!shell("command -v Xvfb dunst dunstctl dbus-daemon xdotool import >/dev/null"))
		return 0;
	if (!mkdtemp(stage.folder))
		return -1;
	snprintf(path, sizeof path, "%s:%s", stage.folder, getenv("PATH"));
	setenv("PATH", path, 1);
	snprintf(text, sizeof text,
		"#!/bin/sh\nprintf %%s \"$1\" >%s/opened.new\nmv %s/opened.new %s/opened\n",
		stage.folder, stage.folder, stage.folder);
	write_file("xdg-open", 0755, text);
	write_file("menu", 0755, "#!/bin/sh\nexec grep -m1 Mute\n");
	snprintf(text, sizeof text, "[global]\ndmenu = %s/menu\nmouse_middle_click = do_action\n",
		stage.folder);
	write_file("dunstrc", 0644, text);
	snprintf(text, sizeof text,
		"<busconfig><type>session</type><listen>unix:path=%s/bus</listen>"
		"<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
		"<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
		stage.folder);
	write_file("bus.conf", 0644, text);
	stage.screen = start_and_read(argv, display + 1, sizeof display - 1);
	setenv("DISPLAY", display, 1);
	unsetenv("WAYLAND_DISPLAY");
	start_bus();
	start_server();
	stage.there = true;
	return 0;
}

static int
clear_stage(void **state)
{
	char command[64];

	(void)state;
	stop(&stage.server);
	stop(&stage.bus);
	stop(&stage.screen);
	snprintf(command, sizeof command, "rm -rf %s", stage.folder);
	return stage.there ? system(command) : 0;
}

/* --- inside a case's process ------------------------------------------------------ */

struct play {
	struct loop *loop;
	struct notifier *notifier;
	struct timer *timer;
	struct timer *tick;
	unsigned ticks;
	bool timed_out;
	enum notifier_outcome outcome;
	char text[300];
	char muted[64];
};

#define MUST(what)                                                                                 \
	do {                                                                                       \
		if (!(what)) {                                                                     \
			fprintf(stderr, "# %s:%d: %s\n", __FILE__, __LINE__, #what);               \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

static void
on_time(void *arg)
{
	struct play *play = arg;

	play->timed_out = true;
	loop_stop(play->loop);
}

static void
on_tick(void *arg)
{
	struct play *play = arg;

	play->ticks++;
	timer_set(play->tick, 10);
}

static void
on_result(void *arg, const struct notifier_result *result)
{
	struct play *play = arg;

	play->outcome = result->outcome;
	snprintf(play->text, sizeof play->text, "%s", result->text);
	loop_stop(play->loop);
}

static void
on_mute(void *arg, const char *deal_id)
{
	struct play *play = arg;

	snprintf(play->muted, sizeof play->muted, "%s", deal_id);
	loop_stop(play->loop);
}

static void
turn(struct play *play, int64_t ms)
{
	play->timed_out = false;
	timer_set(play->timer, ms);
	loop_run(play->loop);
	timer_stop(play->timer);
}

static void
play_init(struct play *play)
{
	struct notifier_settings settings = {
		.name = "desktop", .type = "desktop", .on_mute = on_mute, .on_mute_arg = play
	};

	*play = (struct play){ .loop = loop_new(NULL) };
	play->timer = timer_new(play->loop, on_time, play);
	play->tick = timer_new(play->loop, on_tick, play);
	timer_set(play->tick, 10);
	play->notifier = notifier_new(&settings, play->loop, NULL, NULL);
	MUST(play->notifier);
}

/* Sends one alert of that deal; false: it was not delivered, play->text says why. */
static bool
send_deal(struct play *play, const char *deal, unsigned revision)
{
	struct alert alert = sample_alert();
	const char *text = "{}";
	char headline[64];

	snprintf(headline, sizeof headline, "Deal %s, revision %u", deal, revision);
	alert.deal_id = deal;
	alert.headline = headline;
	alert.type = revision > 1 ? ALERT_UPDATE : ALERT_NEW;
	notifier_send(play->notifier,
		&(struct notifier_message){ .alerts = &alert, .texts = &text, .n_alerts = 1 },
		on_result, play);
	turn(play, 20000);
	MUST(!play->timed_out);
	return play->outcome == NOTIFIER_DELIVERED;
}

static void
play_end(struct play *play)
{
	notifier_free(play->notifier);
	timer_free(play->timer);
	timer_free(play->tick);
	loop_free(play->loop);
	_exit(0);
}

static void
run_case(void (*run)(struct play *play))
{
	int status = 0;
	pid_t pid;

	if (!stage.there)
		skip();
	shell("dunstctl close-all 2>/dev/null");
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		struct play play;

		play_init(&play);
		run(&play);
		play_end(&play);
	}
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status))
		fail_msg("killed by signal %d", WTERMSIG(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static bool
shows(int n)
{
	char command[80];

	snprintf(command, sizeof command, "test \"$(dunstctl count displayed)\" = %d", n);
	return shell_in_time(command);
}

/* What stood in the notifications: asked of the server when they are off the screen. */
static bool
has_shown(const char *text)
{
	char command[200];

	snprintf(command, sizeof command, "dunstctl close-all && dunstctl history | grep -qF '%s'",
		text);
	return shell_in_time(command);
}

static void
play_shown(struct play *play)
{
	char command[256];

	MUST(send_deal(play, "d1", 1));
	MUST(shows(1));
	/* More than the empty screen's one colour. */
	snprintf(command, sizeof command,
		"import -window root %s/shot.png && test $(identify -format %%k %s/shot.png) -gt 2",
		stage.folder, stage.folder);
	MUST(shell_in_time(command));
	if (getenv("SHOT")) {
		snprintf(command, sizeof command, "cp %s/shot.png \"$SHOT\"", stage.folder);
		MUST(shell(command));
	}
	MUST(send_deal(play, "d1", 2)); /* takes its place */
	MUST(shows(1));
	MUST(send_deal(play, "d2", 1));
	MUST(shows(2));
	MUST(has_shown("Deal d2, revision 1"));
	MUST(has_shown("outlets"));
}

static void
is_shown_and_a_later_alert_takes_its_place(void **state)
{
	(void)state;
	run_case(play_shown);
}

static void
play_clicked(struct play *play)
{
	char path[80], url[128] = "";
	int fd;

	snprintf(path, sizeof path, "%s/opened", stage.folder);
	unlink(path);
	MUST(send_deal(play, "d3", 1));
	MUST(shows(1));
	/* A click before it is drawn is a click on the empty screen. */
	for (int i = 0; i < 400 && access(path, F_OK) != 0; i++) {
		if (i % 20 == 0)
			MUST(shell("xdotool mousemove 1100 90 click 2"));
		turn(play, 50);
	}
	fd = open(path, O_RDONLY);
	MUST(fd >= 0 && read(fd, url, sizeof url - 1) > 0);
	MUST(strcmp(url, "https://ledger.example/a?x=1&y=2") == 0);
	close(fd);
}

static void
a_click_opens_the_story(void **state)
{
	(void)state;
	run_case(play_clicked);
}

static void
play_muted(struct play *play)
{
	MUST(send_deal(play, "deal-to-mute", 1));
	MUST(shows(1));
	MUST(shell("dunstctl context"));
	turn(play, 20000);
	MUST(strcmp(play->muted, "deal-to-mute") == 0);
}

static void
mute_names_the_deal(void **state)
{
	(void)state;
	run_case(play_muted);
}

static void
play_flood(struct play *play)
{
	char deal[32];

	for (int i = 0; i < 30; i++) {
		snprintf(deal, sizeof deal, "flood%d", i);
		MUST(send_deal(play, deal, 1));
	}
	MUST(shows(6));
	MUST(has_shown("25 more deals"));
	MUST(has_shown("Deal flood5, revision 1"));
	MUST(has_shown("Deal flood16, revision 1"));
	MUST(has_shown("and 13 more"));
}

static void
many_in_a_minute_become_one(void **state)
{
	(void)state;
	run_case(play_flood);
}

static void
play_hung(struct play *play)
{
	int64_t began = clock_mono_ms();

	MUST(send_deal(play, "h1", 1));
	kill(stage.server, SIGSTOP);
	began = clock_mono_ms();
	play->ticks = 0;
	(void)loop_longest_turn(play->loop);
	MUST(!send_deal(play, "h2", 1));
	MUST(strstr(play->text, "does not answer"));
	MUST(clock_mono_ms() - began < BUS_PATIENCE_MS / 2);
	MUST(play->ticks > 50); /* the loop went on turning */
	MUST(loop_longest_turn(play->loop) < 1500);
	kill(stage.server, SIGCONT);
	MUST(send_deal(play, "h2", 1));
	MUST(shows(2));
	kill(stage.server, SIGSTOP); /* hangs while we leave: we do not wait for long */
	began = clock_mono_ms();
	notifier_free(play->notifier);
	play->notifier = NULL;
	kill(stage.server, SIGCONT);
	MUST(clock_mono_ms() - began < BUS_PATIENCE_MS / 2);
}

static void
a_server_that_hangs_delays_nothing(void **state)
{
	(void)state;
	run_case(play_hung);
}

static void
play_restarted(struct play *play)
{
	MUST(send_deal(play, "r1", 1));
	stop_server();
	MUST(!send_deal(play, "r1", 2));
	MUST(strstr(play->text, "no notification server"));
	start_server();
	MUST(send_deal(play, "r1", 2));
	MUST(shows(1));
	stop_server();
}

static void
a_server_that_comes_back_is_used_again(void **state)
{
	(void)state;
	if (!stage.there)
		skip();
	stop_server();
	start_server();
	run_case(play_restarted);
	stage.server = 0;
	start_server();
}

static void
play_bus_ends(struct play *play)
{
	MUST(send_deal(play, "b1", 1));
	kill(stage.bus, SIGKILL);
	for (int i = 0; i < 400 && send_deal(play, "b2", 1); i++)
		usleep(50000);
	MUST(!send_deal(play, "b2", 1));
}

static void
the_end_of_the_session_ends_only_the_session(void **state)
{
	(void)state;
	run_case(play_bus_ends);
	waitpid(stage.bus, NULL, 0);
	stop(&stage.server);
	stage.bus = 0;
}

static void
play_no_bus(struct play *play)
{
	setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", 1);
	MUST(!send_deal(play, "n1", 1));
	MUST(strstr(play->text, "desktop:"));
}

static void
no_bus_is_an_error_not_an_end(void **state)
{
	(void)state;
	run_case(play_no_bus);
}

static struct notifier *
another_notifier(struct play *play, struct err *err)
{
	const struct notifier_settings settings = { .name = "desktop", .type = "desktop" };

	return notifier_new(&settings, play->loop, NULL, err);
}

static void
play_no_thread(struct play *play)
{
	pthread_attr_t attr;

	notifier_free(play->notifier);
	/* A stack that no machine has room for. */
	MUST(pthread_attr_init(&attr) == 0 &&
		pthread_attr_setstacksize(&attr, (size_t)1 << 47) == 0 &&
		pthread_setattr_default_np(&attr) == 0);
	play->notifier = another_notifier(play, NULL);
	MUST(play->notifier && !send_deal(play, "t1", 1));
	MUST(strstr(play->text, "its thread can't be started"));
}

static void
no_thread_is_an_error_not_an_end(void **state)
{
	(void)state;
	run_case(play_no_thread);
}

static void
play_no_descriptor(struct play *play)
{
	struct rlimit none = { 0, 0 };
	struct err err = { 0 };

	notifier_free(play->notifier); /* with its thread, which may still want one */
	play->notifier = NULL;
	MUST(setrlimit(RLIMIT_NOFILE, &none) == 0);
	MUST(!another_notifier(play, &err));
	MUST(strstr(err.text, "desktop's events"));
}

static void
no_descriptor_is_told_at_once(void **state)
{
	(void)state;
	run_case(play_no_descriptor);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_shown_and_a_later_alert_takes_its_place),
		cmocka_unit_test(a_click_opens_the_story),
		cmocka_unit_test(mute_names_the_deal),
		cmocka_unit_test(many_in_a_minute_become_one),
		cmocka_unit_test(a_server_that_hangs_delays_nothing),
		cmocka_unit_test(a_server_that_comes_back_is_used_again),
		cmocka_unit_test(the_end_of_the_session_ends_only_the_session),
		cmocka_unit_test(no_bus_is_an_error_not_an_end),
		cmocka_unit_test(no_thread_is_an_error_not_an_end),
		cmocka_unit_test(no_descriptor_is_told_at_once),
	};

	return cmocka_run_group_tests(tests, set_stage, clear_stage);
}
