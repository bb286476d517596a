/*
 * explain_deal - why a deal's stories were merged, and which near ones were kept apart.
 */
#pragma once

struct conf;

/* For `explain --deal ID`; returns the exit status. */
int explain_deal(const struct conf *conf, const char *id);
