/*
 * explain_deal - why a deal's stories were merged, and which near ones were kept apart.
 */
#pragma once

/* For `explain --deal ID`, in the state at that path; returns the exit status. */
int explain_deal(const char *state, const char *id);
