/*
 * note - what a desktop notification says.
 */
#pragma once

#include <stdbool.h>

/* Valid UTF-8, clean text without markup. */
struct note {
	const char *key; /* a later note of that key takes the place of this one */
	const char *summary;
	const char *body;
	const char *url; /* what "Open" opens; NULL: nothing to open */
	bool can_mute;   /* offers "Mute" */
	bool critical;   /* stays until somebody looks at it */
};
