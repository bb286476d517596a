/*
 * notifiers - what the configuration says of notifiers, as the courier wants it.
 */
#include "app/notifiers.h"

#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "conf/conf.h"
#include "conf/fault.h"

enum { SECRET_FILE_MAX = 4096 };

/* The first words of the file, one a line; the second is there during a rotation. */
static bool
read_secrets(
	const char *path, struct notifier_settings *settings, struct arena *arena, struct err *err)
{
	struct str text;
	char *at, *line, *rest;
	size_t n = 0;
	bool ok = false;

	str_init(&text, SECRET_FILE_MAX);
	if (!file_read(path, &text, err))
		goto out;
	at = arena_strdup(arena, text.text);
	while ((line = strtok_r(at, " \t\r\n", &rest)) != NULL) {
		at = NULL;
		if (n == ARRAY_LEN(settings->secrets)) {
			err_set(err, ERR_CONF,
				"%s: holds more than two secrets; right are two during a rotation, "
				"else one",
				path);
			goto out;
		}
		settings->secrets[n++] = line;
	}
	ok = n > 0;
	if (!ok)
		err_set(err, ERR_CONF,
			"%s: holds no secret; right is 'whsec_' and 24 to 64 bytes in base64",
			path);
out:
	str_clear(&text);
	return ok;
}

static bool
take(struct courier_notifier *to, const struct conf_notifier *from, struct arena *arena,
	struct err *err)
{
	*to = (struct courier_notifier){
		.settings = {
			.name = from->name,
			.type = from->type,
			.url = from->url,
			.format = from->format,
			.path = from->path,
			.command = from->command.items,
			.n_command = from->command.n,
			.to = from->to,
			.cloudevents = from->cloudevents,
			.urgent_amount = from->urgent_amount,
		},
		.min_amount = from->min_amount,
		.max_per_hour = from->max_per_hour,
		.digest = from->digest,
		.quiet_from = from->quiet_from,
		.quiet_to = from->quiet_to,
		.urgent_amount = from->urgent_amount,
	};
	return !from->secret_file || read_secrets(from->secret_file, &to->settings, arena, err);
}

bool
notifiers_from_conf(const struct conf *conf, const struct notifiers_mute *mute, struct arena *arena,
	struct courier_settings *ret_settings, struct err *err)
{
	struct courier_notifier *list = arena_array(arena, conf->n_notifiers + 1, sizeof *list);

	for (size_t i = 0; i < conf->n_notifiers; i++) {
		if (!take(&list[i], &conf->notifiers[i], arena, err)) {
			err_prefix(err, "notifier '%s'", conf->notifiers[i].name);
			return false;
		}
		list[i].settings.on_mute = mute->on_mute;
		list[i].settings.on_mute_arg = mute->arg;
	}
	*ret_settings = (struct courier_settings){
		.notifiers = list,
		.n_notifiers = conf->n_notifiers,
		.timezone = conf->daemon.timezone,
	};
	return true;
}

/* Is there what the type can't do without? Where not, the configuration's own faults say so. */
static bool
is_whole(const struct notifier_settings *settings)
{
	const struct {
		const char *type;
		bool there;
	} needs[] = {
		{ "slack", settings->url },
		{ "webhook", settings->url },
		{ "exec", settings->n_command > 0 },
		{ "mail", settings->to },
		{ "file", settings->path },
		{ "feed", settings->path },
	};

	for (size_t i = 0; settings->type && i < ARRAY_LEN(needs); i++)
		if (strcmp(needs[i].type, settings->type) == 0)
			return needs[i].there;
	return settings->type;
}

/* The key that a type finds fault with, so that its line can be told. */
static const char *
key_of(const char *type)
{
	return strcmp(type, "webhook") == 0 ? "secret-file"
	       : strcmp(type, "mail") == 0  ? "to"
					    : NULL;
}

static void
warn_of_odd_key(struct conf *conf, const struct conf_notifier *from,
	const struct notifier_settings *settings)
{
	if (from->secret_file && notifier_has_odd_key(settings))
		conf_warn(conf, from->at, conf_notifier_line(conf, from, "secret-file"),
			"secret-file: Standard Webhooks asks for a key of 24 to 64 bytes, and this "
			"is none");
}

bool
notifiers_check(struct conf *conf, struct faults *faults)
{
	struct arena *arena = arena_new();
	size_t before = faults->n;

	for (size_t i = 0; i < conf->n_notifiers; i++) {
		const struct conf_notifier *from = &conf->notifiers[i];
		struct courier_notifier to;
		const char *key = NULL;
		struct err err = { 0 };

		if (!take(&to, from, arena, &err))
			key = "secret-file";
		else if (is_whole(&to.settings) && !notifier_check(&to.settings, &err))
			key = key_of(from->type);
		else
			warn_of_odd_key(conf, from, &to.settings);
		if (!err.code)
			continue;
		faults_add(faults, from->at, conf_notifier_line(conf, from, key),
			"[notify \"%s\"] %s", from->name, err.text);
	}
	arena_free(arena);
	return faults->n == before;
}
