/*
 * fuzz_date - any text as a date; what is read must come back from RFC 3339.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "feed/date.h"
#include "feed/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), out[CLOCK_TEXT_MAX];
	int64_t when, again;

	memcpy(text, data, size);
	text[size] = '\0';
	/* a zone may lead out of the years that are believed */
	if (date_parse(text, &when) && when > clock_utc(101, 1, 1, 0, 0, 0) &&
		when < 253000000000 &&
		(!date_parse(clock_rfc3339(when, out), &again) || again != when))
		abort();
	(void)duration_parse(text);
	free(text);
	return 0;
}
