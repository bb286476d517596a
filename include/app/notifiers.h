/*
 * notifiers - what the configuration says of notifiers, as the courier wants it.
 */
#pragma once

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "courier/courier.h"

struct conf;
struct faults;

/* Who is told when a person asks for no more alerts of a deal; zeroed: nobody. */
struct notifiers_mute {
	void (*on_mute)(void *arg, const char *deal_id);
	void *arg;
};

/*
 * Reads the secrets that files hold. Strings live in conf and in the arena.
 */
MUST_CHECK bool notifiers_from_conf(const struct conf *conf, const struct notifiers_mute *mute,
	struct arena *arena, struct courier_settings *ret_settings, struct err *err);

/*
 * Are every notifier's secrets some, and does its type like what it is given? Each fault is added, but
 * for what conf_read has told: the configuration may have faults of its own. What is hardly meant is
 * warned of.
 */
MUST_CHECK bool notifiers_check(struct conf *conf, struct faults *faults);
