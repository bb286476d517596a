/*
 * test - one sample alert through one notifier, and what came of it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/notifiers.h"
#include "app/setup.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "conf/conf.h"
#include "loop/loop.h"
#include "net/http.h"
#include "notify/notifier.h"

enum { ALERT_TEXT_MAX = 64 * 1024 };

/* Of companies that don't exist, and says what it is. */
static void
sample_fill(struct alert *alert, char *id, size_t id_size)
{
	static struct party parties[] = {
		{ "Example Cloud", ROLE_INVESTOR, false },
		{ "Example AI", ROLE_TARGET, false },
	};
	static const char *outlets[] = { "Example News" };
	static struct figure figures[] = { { { .value = 1000000000,
						     .usd = 1000000000,
						     .currency = "USD",
						     .bound = BOUND_ABOUT },
		outlets, 1 } };
	static struct alert_sentence summary[] = {
		{ "This is a sample, sent by 'dealwatch test'; there is no such deal.",
			"dealwatch" },
		{ "Example Cloud is in talks to invest about $1bn in Example AI.", "Example News" },
	};
	static struct alert_source sources[] = { { .name = "Example News",
		.title = "Example Cloud in talks with Example AI",
		.url = "https://example.com/" } };
	static const char *stories[] = { "sample" };

	snprintf(id, id_size, "test_%" PRId64, clock_wall_ms());
	sources[0].published = clock_wall();
	*alert = (struct alert){
		.type = ALERT_NEW,
		.id = id,
		.timestamp = clock_wall(),
		.deal_id = "sample",
		.revision = 1,
		.watch = "test",
		.headline = "Test: Example Cloud in talks to invest about $1bn in Example AI",
		.summary = summary,
		.n_summary = ARRAY_LEN(summary),
		.deal = { .kind = KIND_INVESTMENT,
			.status = STATUS_TALKS,
			.parties = parties,
			.n_parties = ARRAY_LEN(parties),
			.amount = figures[0].amount,
			.amounts = figures,
			.n_amounts = 1 },
		.origins = 1,
		.sources = sources,
		.n_sources = 1,
		.story_ids = stories,
		.n_story_ids = 1,
	};
}

struct trial {
	struct loop *loop;
	struct http *http;
	struct notifier *notifier;
	enum notifier_outcome outcome;
	char *text; /* owned */
};

static void
on_done(void *arg, const struct notifier_result *result)
{
	struct trial *trial = arg;

	trial->outcome = result->outcome;
	trial->text = mem_strdup(result->text);
	loop_stop(trial->loop);
}

static void
trial_send(struct trial *trial)
{
	char id[48];
	struct alert alert;
	struct jnode *node;
	struct str text;

	sample_fill(&alert, id, sizeof id);
	node = alert_to_json(&alert);
	str_init(&text, ALERT_TEXT_MAX);
	jnode_print(node, &text);
	jnode_free(node);
	struct notifier_message message = {
		.alerts = &alert, .texts = (const char *const[]){ text.text }, .n_alerts = 1
	};

	notifier_send(trial->notifier, &message, on_done, trial);
	str_clear(&text);
	loop_run(trial->loop);
}

static bool
trial_run(struct trial *trial, const struct conf *conf, const struct notifier_settings *settings,
	struct err *err)
{
	struct http_settings http = {
		.user_agent = "dealwatch/" DEALWATCH_VERSION,
		.proxy = conf->daemon.proxy,
		.allow_private = conf->daemon.allow_private,
		.timeout_ms = conf->daemon.timeout * 1000,
	};

	trial->loop = loop_new(err);
	trial->http = trial->loop ? http_new(trial->loop, &http, err) : NULL;
	trial->notifier =
		trial->http ? notifier_new(settings, trial->loop, trial->http, err) : NULL;
	if (!trial->notifier)
		return false;
	trial_send(trial);
	if (trial->outcome == NOTIFIER_DELIVERED)
		return true;
	err_set(err, ERR_FAIL, "%s", trial->text);
	return false;
}

static void
trial_clear(struct trial *trial)
{
	notifier_free(trial->notifier);
	http_free(trial->http);
	loop_free(trial->loop);
	free(trial->text);
}

static const struct notifier_settings *
find(const struct courier_settings *settings, const char *name, struct err *err)
{
	for (size_t i = 0; i < settings->n_notifiers; i++)
		if (strcmp(settings->notifiers[i].settings.name, name) == 0)
			return &settings->notifiers[i].settings;
	err_set(err, ERR_USAGE, "there is no [notify \"%s\"] in the configuration", name);
	return NULL;
}

static int
work(const struct conf *conf, const char *name)
{
	static const struct notifiers_mute nobody = { 0 };
	struct arena *arena = arena_new();
	struct courier_settings settings;
	const struct notifier_settings *setting;
	struct trial trial = { 0 };
	struct err err = { 0 };
	bool ok = notifiers_from_conf(conf, &nobody, arena, &settings, &err) &&
		  (setting = find(&settings, name, &err)) != NULL;

	if (ok) {
		ok = trial_run(&trial, conf, setting, &err);
		if (!ok)
			err_prefix(&err, "notifier '%s'", name);
		/* Where the alert itself is the result, the verdict must not stand in it. */
		else
			fprintf(strcmp(setting->type, "stdout") == 0 ? stderr : stdout,
				"notifier '%s': delivered\n", name);
	}
	trial_clear(&trial);
	arena_free(arena);
	return ok ? EXIT_DONE : cmd_fail(&err);
}

int
cmd_test(const struct command *command, int argc, char **argv)
{
	const char *path = NULL;
	const struct cmd_option options[] = { { .name = "-c", .text = &path } };
	int n, status = EXIT_DONE;
	struct setup setup;

	if (!cmd_options(command, argc, argv, options, ARRAY_LEN(options), &n, &status))
		return status;
	if (n != 1)
		return cmd_usage(command, "needs the name of one notifier");
	if (!cmd_setup(path, false, &setup, &status))
		return status;
	status = work(setup.conf, argv[1]);
	setup_clear(&setup);
	return status;
}
