/*
 * setup - a configuration together with all that it names.
 */
#include "app/setup.h"

#include "app/notifiers.h"
#include "conf/conf.h"

bool
setup_load(const char *path, bool open, struct setup *ret_setup, struct faults *faults)
{
	size_t before = faults->n;
	struct setup setup = { .conf = path ? conf_read(path, open, faults) : conf_default() };
	bool ok;

	if (!setup.conf)
		return false;
	ok = rules_load(setup.conf, &setup.rules, faults);
	ok = (open || notifiers_check(setup.conf, faults)) && ok;
	if (!ok || faults->n > before) {
		setup_clear(&setup);
		return false;
	}
	rules_set_dollars(&setup.rules, setup.conf);
	*ret_setup = setup;
	return true;
}

void
setup_clear(struct setup *setup)
{
	rules_clear(&setup->rules);
	conf_free(setup->conf);
	*setup = (struct setup){ 0 };
}
