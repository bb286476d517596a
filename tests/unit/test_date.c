/* date: what feeds write where a date should be. */
#include "unit.h"

#include <string.h>

#include "base/clock.h"
#include "feed/date.h"

static const struct {
	const char *text, *want; /* NULL: no date */
} dates[] = {
	/* mail */
	{ "Tue, 02 Dec 2025 08:15:30 GMT", "2025-12-02T08:15:30Z" },
	{ "Tue, 02 Dec 2025 08:15:30 +0530", "2025-12-02T02:45:30Z" },
	{ "Tue, 2 Dec 2025 08:15 -0100", "2025-12-02T09:15:00Z" },
	{ "2 Dec 25 08:15:30 UT", "2025-12-02T08:15:30Z" },
	{ "Tue, 02 Dec 99 08:15:30 GMT", "1999-12-02T08:15:30Z" },
	{ "Tue, 02 Dec 2025", "2025-12-02T00:00:00Z" },
	{ "Tue, 02 Dec 2025 08:15:30", "2025-12-02T08:15:30Z" },
	{ "Tuesday, 02 December 2025 08:15:30 EST", "2025-12-02T13:15:30Z" },
	{ "Tues 02 Dec 2025 08:15:30 PDT", "2025-12-02T15:15:30Z" },
	{ "Tue,02 Dec 2025 08:15:30 CEST", "2025-12-02T06:15:30Z" },
	{ "Tue, Dec 2, 2025 8:15 pm", "2025-12-02T20:15:00Z" },
	{ "December 2, 2025 12:05 AM EST", "2025-12-02T05:05:00Z" },
	{ "Tue, 02-Dec-2025 08:15:30 GMT", "2025-12-02T08:15:30Z" },
	{ "Tue, 02 Dec 2025 24:00:00 GMT", "2025-12-03T00:00:00Z" },
	{ "Tue, 02 Dec 2025 08:15:30 GMT-02:30", "2025-12-02T10:45:30Z" },
	{ "Tue, 02 Dec 2025 08:15:30 UTC+3", "2025-12-02T05:15:30Z" },
	{ "Tue, 02 Dec 2025 08:15:30 Etc/GMT", "2025-12-02T08:15:30Z" },
	{ "Tue, 02 Dec 2025 08:15:30 +0100 (CET)", "2025-12-02T07:15:30Z" },
	{ "Tue, 02 Dec 2025 08:15:30 Q", "2025-12-02T04:15:30Z" },
	{ "Tue, 02 Dec 2025 08:15:30 ??", "2025-12-02T08:15:30Z" },
	{ " \n Tue, 02 Dec 2025 08:15:30 GMT \n", "2025-12-02T08:15:30Z" },
	{ "Tue, 02 Dec 2025 08:15:30.250 GMT", "2025-12-02T08:15:30Z" },
	{ "Sat, 28 Feb 2026 23:30:00 -0100", "2026-03-01T00:30:00Z" },
	{ "Thu, 01 Jan 0200 00:00:01 GMT", "0200-01-01T00:00:01Z" },
	/* ISO 8601 and what is near it */
	{ "2025-12-02T08:15:30Z", "2025-12-02T08:15:30Z" },
	{ "2025-12-02T08:15:30.123456+01:00", "2025-12-02T07:15:30Z" },
	{ "2025-12-02t08:15:30z", "2025-12-02T08:15:30Z" },
	{ "2025-12-02 08:15:30", "2025-12-02T08:15:30Z" },
	{ "2025-12-02 08:15:30 +0100", "2025-12-02T07:15:30Z" },
	{ "2025-12-02 08:15:30 CET", "2025-12-02T07:15:30Z" },
	{ "2025-12-02 08:15:30 UTC", "2025-12-02T08:15:30Z" },
	{ "2025-12-02T08:15+01", "2025-12-02T07:15:00Z" },
	{ "2025-12-02", "2025-12-02T00:00:00Z" },
	{ "2025-12", "2025-12-01T00:00:00Z" },
	{ "2025", "2025-01-01T00:00:00Z" },
	{ "20251202", "2025-12-02T00:00:00Z" },
	{ "20251202T081530Z", "2025-12-02T08:15:30Z" },
	{ "20251202081530", "2025-12-02T08:15:30Z" },
	{ "251202", "2025-12-02T00:00:00Z" },
	{ "25-12-02", "2025-12-02T00:00:00Z" },
	{ "2025-336", "2025-12-02T00:00:00Z" },
	{ "2024336", "2024-12-01T00:00:00Z" },
	{ "25336", "2025-12-02T00:00:00Z" },
	{ "-2512", "2025-12-01T00:00:00Z" },
	{ "-25-12", "2025-12-01T00:00:00Z" },
	{ "2025-12-02T24:00:00Z", "2025-12-03T00:00:00Z" },
	{ "2025-12-02T23:59:60Z", "2025-12-03T00:00:00Z" },
	{ "1764663330", "2025-12-02T08:15:30Z" },
	{ "1764663330000", "2025-12-02T08:15:30Z" },
	/* other orders */
	{ "Tue Dec  2 08:15:30 2025", "2025-12-02T08:15:30Z" },
	{ "Tue Dec 02 08:15:30 +0100 2025", "2025-12-02T07:15:30Z" },
	{ "Tue Dec 2 08:15:30 EST 2025", "2025-12-02T13:15:30Z" },
	{ "Fri, 2025/12/05 08:15:30 EST", "2025-12-05T13:15:30Z" },
	{ "12/02/2025 08:15:30", "2025-12-02T08:15:30Z" },
	{ "31/12/2025", "2025-12-31T00:00:00Z" },
	{ "02.12.2025 08:15", "2025-12-02T08:15:00Z" },
	{ "2025.12.02 08:15", "2025-12-02T08:15:00Z" },
	{ "2 December 2025 at 8:15", "2025-12-02T08:15:00Z" },
	{ "2nd December 2025", "2025-12-02T00:00:00Z" },
	/* other languages */
	{ "mar., 2 d\xc3\xa9"
	  "c. 2025 08:15:30 +0100",
		"2025-12-02T07:15:30Z" },
	{ "2. M\xc3\xa4rz 2025", "2025-03-02T00:00:00Z" },
	{ "mi\xc3\xa9rcoles, 3 de septiembre de 2025", "2025-09-03T00:00:00Z" },
	{ "mar, 2 dic 2025 08:15:30", "2025-12-02T08:15:30Z" },
	{ "ter, 02 fev 2025", "2025-02-02T00:00:00Z" },
	{ "2025-j\xc3\xbalius-13T9:15-05:00", "2025-07-13T14:15:00Z" },
	{ "\xce\x9a\xcf\x85\xcf\x81, 11 \xce\x99\xce\xbf\xcf\x8d\xce\xbb 2025 12:00:00 EST",
		"2025-07-11T17:00:00Z" },
	{ "\xce\x94\xce\xb5\xcf\x85, 03 \xce\x9c\xce\xac\xcf\x8e 2025 12:00:00 GMT",
		"2025-03-03T12:00:00Z" },
	{ "2 \xd0\xb4\xd0\xb5\xd0\xba\xd0\xb0\xd0\xb1\xd1\x80\xd1\x8f 2025",
		"2025-12-02T00:00:00Z" },
	{ "2025\xeb\x85\x84 12\xec\x9b\x94 02\xec\x9d\xbc  10:15:30", "2025-12-02T01:15:30Z" },
	{ "2025-12-02 \xec\x98\xa4\xed\x9b\x84 11:15:30", "2025-12-02T14:15:30Z" },
	{ "2025\xe5\xb9\xb4"
	  "12\xe6\x9c\x88"
	  "2\xe6\x97\xa5",
		"2025-12-02T00:00:00Z" },
	{ "2 \xc5\x9eubat 2025", "2025-02-02T00:00:00Z" },
	{ "2 kes\xc3\xa4kuuta 2025", "2025-06-02T00:00:00Z" },
	/* none */
	{ "", NULL },
	{ "soon", NULL },
	{ "Tue, 02 Zzz 2025 08:15:30 GMT", NULL },
	{ "Tue, zz Dec 2025 08:15:30 GMT", NULL },
	{ "Tue, 02 Dec zzzz 08:15:30 GMT", NULL },
	{ "Tue, 02 Dec 2025 zz:15:30 GMT", NULL },
	{ "Tue, 02 Dec 2025 08:zz:30 GMT", NULL },
	{ "Tue, 02 Dec 2025 08:15:30 +zz:00", NULL },
	{ "Tue, 02 Dec 2025 08:15:30 +00:zz", NULL },
	{ "Tue, 02 Dec 2025 48:15:30 GMT", NULL },
	{ "Tue, 99 Dec 2025 08:15:30 GMT", NULL },
	{ "Tue Dec 08:15:30 2025", NULL },
	{ "2025-13-02", NULL },
	{ "2025-12-99", NULL },
	{ "2025-400", NULL },
	{ "1.2.3.4", NULL },
	{ "99999999999999999999", NULL },
};

static void
reads_dates_as_feeds_write_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(dates); i++) {
		char got[CLOCK_TEXT_MAX];
		int64_t when = 0;
		bool ok = date_parse(dates[i].text, &when);

		clock_rfc3339(when, got);
		if (ok != (dates[i].want != NULL) || (ok && strcmp(got, dates[i].want) != 0))
			fail_msg("'%s' became %s, not %s", dates[i].text, ok ? got : "no date",
				dates[i].want ? dates[i].want : "no date");
	}
}

static void
reads_durations(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} cases[] = { { "3723", 3723 }, { "62:03", 3723 }, { "1:02:03", 3723 },
		{ "PT1H2M3S", 3723 }, { " 5 ", 5 }, { "", -1 }, { "long", -1 }, { "1:", -1 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(duration_parse(cases[i].text), cases[i].seconds);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_dates_as_feeds_write_them),
		cmocka_unit_test(reads_durations),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
