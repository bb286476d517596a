/*
 * schema - which scripts make which version.
 */
#include "store/schema.h"

#include <stddef.h>

static const char *const version_1[] = {
	store_feeds_schema,
	store_outbox_schema,
	NULL,
};

const char *const *const store_migrations[STORE_VERSION] = {
	version_1,
};
