/*
 * schema - which scripts make which version.
 */
#include "store/schema.h"

#include <stddef.h>

static const char *const version_1[] = {
	store_deals_schema,
	store_feeds_schema,
	store_outbox_schema,
	store_seen_schema,
	store_silence_schema,
	NULL,
};

static const char *const version_2[] = {
	store_keys_schema,
	NULL,
};

static const char *const version_3[] = {
	store_runs_schema,
	NULL,
};

static const char *const version_4[] = {
	store_watches_schema,
	NULL,
};

static const char *const version_5[] = {
	store_merge_schema,
	NULL,
};

const char *const *const store_migrations[STORE_VERSION] = {
	version_1,
	version_2,
	version_3,
	version_4,
	version_5,
};
