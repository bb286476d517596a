/*
 * number - counts and lengths of time, as attributes and elements have them.
 */
#include "feed/number.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int64_t
number_parse(const char *text)
{
	size_t n;

	text += strspn(text, " \t\r\n");
	n = strspn(text, "0123456789");
	if (n == 0 || n > 18 || text[n + strspn(text + n, " \t\r\n")])
		return -1;
	return strtoll(text, NULL, 10);
}

int64_t
duration_parse(const char *text)
{
	int64_t seconds = 0;

	text += strspn(text, " \t\r\n");
	if (strncasecmp(text, "PT", 2) == 0)
		text += 2;
	if (!isdigit((unsigned char)*text))
		return -1;
	for (int part = 0; part < 3 && isdigit((unsigned char)*text); part++) {
		int64_t number = 0;

		for (; isdigit((unsigned char)*text); text++) {
			if (number < 100000000)
				number = number * 10 + *text - '0';
		}
		switch (tolower((unsigned char)*text)) {
		case ':':
			seconds = (seconds + number) * 60;
			text++;
			if (!isdigit((unsigned char)*text))
				return -1;
			break;
		case 'h':
			seconds += number * 3600;
			text++;
			break;
		case 'm':
			seconds += number * 60;
			text++;
			break;
		default:
			return seconds + number;
		}
	}
	return seconds;
}
