/*
 * phrase - times and counts as a page says them.
 */
#include "web/phrase.h"

#include "base/clock.h"

void
put_age(struct str *out, int64_t now, int64_t when)
{
	static const struct {
		int64_t below, unit;
		const char *name;
	} steps[] = {
		{ 60, 1, "s" },
		{ 3600, 60, "min" },
		{ INT64_C(172800), 3600, "h" },
		{ INT64_MAX, 86400, "days" },
	};
	char date[CLOCK_TEXT_MAX];
	int64_t span = when > now ? when - now : now - when;
	size_t i = 0;

	if (when == 0) {
		str_puts(out, "never");
		return;
	}
	while (span >= steps[i].below)
		i++;
	clock_rfc3339(when, date);
	str_printf(out, "<time datetime=\"%s\" title=\"%s\">", date, date);
	if (span < 5)
		str_puts(out, "now");
	else
		str_printf(out, "%s%lld %s%s", when > now ? "in " : "",
			(long long)(span / steps[i].unit), steps[i].name, when > now ? "" : " ago");
	str_puts(out, "</time>");
}

void
put_count(struct str *out, int64_t n, const char *one, const char *many)
{
	str_printf(out, "%lld %s", (long long)n, n == 1 ? one : many);
}
