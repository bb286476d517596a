/*
 * rules - what a configuration wants to hear of.
 */
#include "app/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "lexicon/lexicon.h"

/* Users write companies as they like ("AWS"); deals carry the lexicon's names. */
static const char *const *
canonical_names(const struct lexicon *lexicon, const struct conf_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const char *name = lexicon_canonical(lexicon, list->items[i]);

		if (name)
			list->items[i] = name;
	}
	return list->items;
}

bool
rules_put_dollars(const struct lexicon *lexicon, struct amount *amount)
{
	int64_t rate = lexicon_rate_of(lexicon, amount->currency);

	if (amount->usd == 0)
		amount->usd = amount->value < 1000000000 ? amount->value * rate / 1000000
							 : amount->value / 1000000 * rate;
	return amount->value == 0 || amount->usd > 0 || rate > 0;
}

static void
watch_set(struct watch *watch, const struct conf_watch *conf, const struct lexicon *lexicon)
{
	*watch = (struct watch){
		.name = conf->name,
		.topics = conf->topics.items,
		.n_topics = conf->topics.n,
		.kinds = conf->kinds,
		.companies = canonical_names(lexicon, &conf->companies),
		.n_companies = conf->companies.n,
		.min_amount = conf->min_amount,
		.exclude = conf->exclude.items,
		.n_exclude = conf->exclude.n,
	};
	rules_put_dollars(lexicon, &watch->min_amount);
}

static void
check_topics(const struct conf *conf, const struct lexicon *lexicon, struct faults *faults)
{
	for (size_t i = 0; i < conf->n_watches; i++) {
		const struct conf_watch *watch = &conf->watches[i];

		for (size_t k = 0; k < watch->topics.n; k++)
			if (!lexicon_has_topic(lexicon, watch->topics.items[k]))
				faults_add(faults, watch->path,
					conf_watch_line(conf, watch, "topics"),
					"[watch \"%s\"] topics: no lexicon file has the topic '%s'",
					watch->name, watch->topics.items[k]);
	}
}

/* A sum that is worth no dollars could be compared with nothing. */
static void
check_sum(const struct lexicon *lexicon, const struct amount *sum, const char *key,
	const char *path, unsigned line, struct faults *faults)
{
	struct amount amount = *sum;

	if (!rules_put_dollars(lexicon, &amount))
		faults_add(faults, path, line, "%s: no lexicon file has the currency '%s'", key,
			sum->currency);
}

static void
check_sums(const struct conf *conf, const struct lexicon *lexicon, struct faults *faults)
{
	for (size_t i = 0; i < conf->n_watches; i++) {
		const struct conf_watch *watch = &conf->watches[i];

		check_sum(lexicon, &watch->min_amount, "min-amount", watch->path,
			conf_watch_line(conf, watch, "min-amount"), faults);
	}
	for (size_t i = 0; i < conf->n_notifiers; i++) {
		const struct conf_notifier *notifier = &conf->notifiers[i];

		check_sum(lexicon, &notifier->min_amount, "min-amount", notifier->at,
			conf_notifier_line(conf, notifier, "min-amount"), faults);
		check_sum(lexicon, &notifier->urgent_amount, "urgent-amount", notifier->at,
			conf_notifier_line(conf, notifier, "urgent-amount"), faults);
	}
}

bool
rules_load(const struct conf *conf, struct rules *ret_rules, struct faults *faults)
{
	struct rules rules = { 0 };
	size_t before = faults->n;

	if (conf->daemon.lexicon_lacks)
		return false; /* of half a lexicon, what else is told may be wrong */
	if (conf->daemon.lexicon.n == 0) {
		faults_add(faults, *conf->path ? conf->path : "dealwatch", 0,
			"no lexicon is installed at %s; name one with 'lexicon = PATH/*.conf' in "
			"[daemon]",
			DEALWATCH_DATADIR "/lexicon");
		return false;
	}
	rules.lexicon = lexicon_load(conf->daemon.lexicon.items, conf->daemon.lexicon.n, faults);
	if (!rules.lexicon)
		return false;
	check_topics(conf, rules.lexicon, faults);
	check_sums(conf, rules.lexicon, faults);
	if (faults->n > before) {
		rules_clear(&rules);
		return false;
	}
	rules.n_watches = conf->n_watches;
	rules.watches = mem_array(conf->n_watches, sizeof *rules.watches);
	for (size_t i = 0; i < conf->n_watches; i++)
		watch_set(&rules.watches[i], &conf->watches[i], rules.lexicon);
	rules.matcher = matcher_new(rules.lexicon);
	*ret_rules = rules;
	return true;
}

void
rules_set_dollars(const struct rules *rules, struct conf *conf)
{
	for (size_t i = 0; i < conf->n_watches; i++)
		rules_put_dollars(rules->lexicon, &conf->watches[i].min_amount);
	for (size_t i = 0; i < conf->n_notifiers; i++) {
		rules_put_dollars(rules->lexicon, &conf->notifiers[i].min_amount);
		rules_put_dollars(rules->lexicon, &conf->notifiers[i].urgent_amount);
	}
}

bool
rules_was_told(const struct conf *conf, uint64_t knowing, const char *notifier)
{
	for (size_t i = 0; i < conf->n_watches && i < 64; i++) {
		const struct conf_list *notify = &conf->watches[i].notify;

		for (size_t k = 0; knowing >> i & 1 && k < notify->n; k++)
			if (strcmp(notify->items[k], notifier) == 0)
				return true;
	}
	return false;
}

bool
rules_goes_out(const struct conf *conf, size_t watch, uint64_t knowing)
{
	const struct conf_list *notify = &conf->watches[watch].notify;

	for (size_t i = 0; i < notify->n; i++)
		if (!rules_was_told(conf, knowing, notify->items[i]))
			return true;
	return notify->n == 0;
}

static uint64_t
hash_list(uint64_t hash, const struct conf_list *list)
{
	hash = hash_more(hash, &list->n, sizeof list->n);
	for (size_t i = 0; i < list->n; i++)
		hash = hash_more(hash, list->items[i], strlen(list->items[i]));
	return hash;
}

/* All that makes the watch what it is, but for its name. */
static uint64_t
watch_likeness(const struct conf_watch *watch)
{
	uint64_t hash = hash_list(hash_text(watch->min_amount.currency), &watch->topics);

	hash = hash_list(hash_list(hash, &watch->companies), &watch->exclude);
	hash = hash_list(hash, &watch->notify);
	hash = hash_more(hash, &watch->min_amount.value, sizeof watch->min_amount.value);
	hash = hash_more(hash, &watch->kinds, sizeof watch->kinds);
	return hash_more(hash, &watch->updates, sizeof watch->updates);
}

struct newsroom *
rules_newsroom(const struct conf *conf, struct db *db, const struct newsroom_listener *listener)
{
	struct newsroom_watch *watches = mem_array(conf->n_watches, sizeof *watches);
	const struct newsroom_settings settings = {
		.group_wait = conf->daemon.group_wait,
		.deal_window = conf->daemon.deal_window,
		.max_age = conf->daemon.max_age,
		.watches = watches,
		.n_watches = conf->n_watches,
	};
	struct newsroom *newsroom;

	for (size_t i = 0; i < conf->n_watches; i++)
		watches[i] = (struct newsroom_watch){ .name = conf->watches[i].name,
			.like = watch_likeness(&conf->watches[i]),
			.updates = conf->watches[i].updates,
			.min_amount = conf->watches[i].min_amount };
	newsroom = newsroom_new(db, &settings, listener);
	free(watches);
	return newsroom;
}

void
rules_clear(struct rules *rules)
{
	matcher_free(rules->matcher);
	lexicon_free(rules->lexicon);
	free(rules->watches);
	*rules = (struct rules){ 0 };
}
