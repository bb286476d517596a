/*
 * status - what the running daemon does now.
 */
#include <stdio.h>
#include <time.h>

#include "app/control.h"
#include "base/clock.h"
#include "base/json.h"
#include "cmd/cmd.h"
#include "conf/conf.h"

enum { ANSWER_MAX = 1 << 20, SPAN_TEXT_MAX = 32 };

/* "3 d", "2 h", "5 min", "12 s". Returns buf. */
static char *
span_text(int64_t seconds, char buf[SPAN_TEXT_MAX])
{
	static const struct {
		int64_t seconds;
		const char *name;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" }, { 1, "s" } };
	size_t i = 0;

	if (seconds < 0)
		seconds = 0;
	while (units[i].seconds > 1 && seconds / units[i].seconds < 2)
		i++;
	snprintf(buf, SPAN_TEXT_MAX, "%lld %s", (long long)(seconds / units[i].seconds),
		units[i].name);
	return buf;
}

/* A text of the answer, safe for a terminal since JSON's own text was cleaned. */
static const char *
text_of(const struct jnode *root, const char *key)
{
	const char *text = jnode_get_text(root, key);

	return text ? text : "";
}

static long long
number_of(const struct jnode *root, const char *key)
{
	return (long long)jnode_get_int(root, key, 0);
}

static void
print_status(const struct jnode *root)
{
	char span[SPAN_TEXT_MAX];
	int64_t now = clock_wall(), next = jnode_get_time(root, "next_poll");

	printf("dealwatch %s runs for %s, process %lld\n", text_of(root, "version"),
		span_text(now - jnode_get_time(root, "started"), span), number_of(root, "pid"));
	printf("configuration  %s\n", text_of(root, "configuration"));
	printf("state          %s\n", text_of(root, "state"));
	if (jnode_get_text(root, "store_error"))
		printf("               last write failed: %s\n", text_of(root, "store_error"));
	printf("feeds          %lld, %lld failing", number_of(root, "feeds"),
		number_of(root, "feeds_failing"));
	printf(next ? "; next poll in %s\n" : "\n", span_text(next - now, span));
	printf("deals          %lld today, %lld in all\n", number_of(root, "deals_today"),
		number_of(root, "deals"));
	printf("alerts         %lld sent, %lld waiting, %lld failed\n",
		number_of(root, "alerts_sent"), number_of(root, "alerts_waiting"),
		number_of(root, "alerts_failed"));
	printf("reloads        %lld, %lld refused\n", number_of(root, "reloads"),
		number_of(root, "reloads_refused"));
	if (jnode_get_text(root, "listen"))
		printf("page           http://%s/\n", text_of(root, "listen"));
}

static bool
tell_status(const struct conf *conf, bool json, struct err *err)
{
	struct jnode *root = NULL;
	struct str answer;

	str_init(&answer, ANSWER_MAX);
	if (control_ask(conf, &answer, err))
		root = jnode_parse(answer.text, answer.len, err);
	if (root && json)
		fputs(answer.text, stdout);
	else if (root)
		print_status(root);
	str_clear(&answer);
	jnode_free(root);
	return root;
}

/*
 * Only where the daemon listens is asked of the configuration. One that is being written, and wrong
 * so far, is the daemon's old one by the rest: who runs answers, and the faults are for `check`.
 */
static int
ask(const char *path, bool json)
{
	struct err err = { 0 };
	struct faults faults;
	struct conf *conf;
	bool answered;
	int status;

	faults_init(&faults);
	conf = conf_read(path, true, &faults);
	answered = conf && tell_status(conf, json, &err);
	if (!answered && faults.n > 0) {
		status = cmd_faults(&faults);
	} else if (!answered) {
		status = cmd_fail(&err);
	} else {
		status = EXIT_DONE;
		if (faults.n > 0)
			fprintf(stderr,
				"dealwatch: warning: %s has %zu fault%s that 'dealwatch check' "
				"tells; the daemon runs with what it was before\n",
				path, faults.n, faults.n == 1 ? "" : "s");
	}
	conf_free(conf);
	faults_clear(&faults);
	return status;
}

int
cmd_status(const struct command *command, int argc, char **argv)
{
	const char *path = NULL;
	bool json = false;
	struct cmd_option options[] = {
		{ .name = "-c", .text = &path },
		{ .name = "--json", .flag = &json },
	};
	struct conf *conf;
	struct err err = { 0 };
	int status;

	if (!cmd_options_only(command, argc, argv, options, ARRAY_LEN(options), &status))
		return status;
	struct arena *arena = arena_new();

	if (!path)
		path = conf_find(arena);
	if (path) {
		status = ask(path, json);
	} else { /* a daemon by the defaults */
		conf = conf_default();
		status = tell_status(conf, json, &err) ? EXIT_DONE : cmd_fail(&err);
		conf_free(conf);
	}
	arena_free(arena);
	return status;
}
