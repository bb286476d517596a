/*
 * date - what most feeds have, letter for letter; then numbers; then words.
 */
#include "feed/date.h"

#include <ctype.h>
#include <string.h>

#include "feed/date_form.h"
#include "feed/moment.h"

enum { DATE_LEN_MAX = 128 };

/* "Tue, 02 Dec 2025 08:15:00 GMT", letter for letter: what most feeds have, read without a detour. */
static bool
mail_parse(const char *at, int64_t *ret_when)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct moment moment = { 0 };

	if (isalpha((unsigned char)at[0]) && isalpha((unsigned char)at[1]) &&
		isalpha((unsigned char)at[2]) && at[3] == ',' && at[4] == ' ')
		at += 5;
	if (read_digits(&at, 2, &moment.day) == 0 || *at++ != ' ')
		return false;
	for (size_t i = 0; i < 12 && moment.month == 0; i++) {
		const char *month = months + 3 * i;

		if (at[0] == month[0] && at[1] == month[1] && at[2] == month[2])
			moment.month = (long)i + 1;
	}
	if (moment.month == 0 || at[3] != ' ')
		return false;
	at += 4;
	if (!read_exactly(&at, 4, &moment.year) || *at++ != ' ' || !read_time(&at, &moment) ||
		*at++ != ' ')
		return false;
	if (*at == '+' || *at == '-') {
		if (!read_offset(&at, &moment))
			return false;
	} else if (strncmp(at, "GMT", 3) == 0) {
		at += 3;
	}
	return !*at && moment_finish(&moment, ret_when);
}

bool
date_parse(const char *text, int64_t *ret_when)
{
	char copy[DATE_LEN_MAX];
	size_t len;

	if (mail_parse(text, ret_when) ||
		iso_parse(text, ret_when)) /* most are, and need no copy */
		return true;
	text += strspn(text, " \t\r\n\"'");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n\"'", text[len - 1]))
		len--;
	if (len == 0 || len >= DATE_LEN_MAX)
		return false;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return mail_parse(copy, ret_when) || iso_parse(copy, ret_when) ||
	       words_parse(copy, ret_when);
}
