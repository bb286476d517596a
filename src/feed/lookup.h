/*
 * lookup - which row of a table an element is.
 */
#pragma once

#include "feed/build.h"

/* The namespace that the document means, whatever it calls it. */
enum ns ns_of(struct build *build, const struct xml_name *name);

/*
 * NULL: none. The parser gives one pointer for one name, so what was found once is found at once.
 */
const struct field *field_lookup(
	struct build *build, const struct table *table, const struct xml_name *name);
