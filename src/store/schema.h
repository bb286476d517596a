/*
 * schema - how the state is laid out, version by version.
 *
 * Each noun's tables stand beside its code as a script. A new state walks the same
 * way as an old one: from its version (0: nothing yet) up to STORE_VERSION, in one
 * transaction.
 */
#pragma once

enum { STORE_VERSION = 5 };

/* store_migrations[v]: the scripts from version v to v + 1, NULL at the end. */
extern const char *const *const store_migrations[STORE_VERSION];

/* The script of each noun, in the file of its name. */
extern const char store_deals_schema[];
extern const char store_feeds_schema[];
extern const char store_keys_schema[];  /* version 2 */
extern const char store_merge_schema[]; /* version 5 */
extern const char store_outbox_schema[];
extern const char store_runs_schema[]; /* version 3 */
extern const char store_seen_schema[];
extern const char store_silence_schema[];
extern const char store_watches_schema[]; /* version 4 */
