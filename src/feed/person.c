/*
 * person - who wrote it, in the ways that feeds put name and address into one text.
 */
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "feed/build.h"
#include "markup/html.h"

/* As one line, without these characters around it. */
static const char *
clean(struct arena *arena, const char *from, size_t len, const char *edges)
{
	struct str out;
	const char *text;

	while (len > 0 && strchr(edges, *from)) {
		from++;
		len--;
	}
	while (len > 0 && strchr(edges, from[len - 1]))
		len--;
	str_init(&out, FEED_LINE_MAX);
	html_to_line(from, len, &out);
	text = arena_strndup(arena, out.text, out.len);
	str_clear(&out);
	return text;
}

/* "mail name", "name mail", "mail, name": the word with the "@" is the address. */
static void
split_words(struct arena *arena, const char *text, struct person *person)
{
	static const char edges[] = " \t\r\n\",;:-";
	const char *at = strchr(text, '@'), *from = at, *end;

	if (!at)
		return;
	while (from > text && !strchr(edges, from[-1]))
		from--;
	end = at + strcspn(at, " \t\r\n\",;:");
	if (from == at || end - at < 2 || strchr(end, '@'))
		return;
	person->email = clean(arena, from, (size_t)(end - from), edges);
	person->name =
		arena_printf(arena, "%s %s", clean(arena, text, (size_t)(from - text), edges),
			clean(arena, end, strlen(end), edges));
	person->name = clean(arena, person->name, strlen(person->name), edges);
}

/*
 * Text is of the arena. The two halves of "a (b)" or "a <b>" are told apart by the "@". An address
 * alone is the name as well: better than none.
 */
struct person
person_read(struct arena *arena, const char *text)
{
	struct person person = { .name = "", .url = "", .email = "", .avatar = "" };
	static const char around[] = " \t\"'(),;<>";
	const char *open, *close;
	char bracket;

	if (!text[strcspn(text, "@(<&\"',;:")]) { /* just a name */
		person.name = text;
		return person;
	}
	if (strstr(text, "</")) /* markup around it */
		text = clean(arena, text, strlen(text), "");
	if (strncasecmp(text, "mailto:", 7) == 0)
		text += 7;
	open = strpbrk(text, "(<");
	bracket = open && *open == '<' ? '>' : ')';
	close = open ? strrchr(open, bracket) : NULL;
	if (open && close) {
		const char *before = clean(arena, text, (size_t)(open - text), around);
		const char *outside =
			*before ? before : clean(arena, close + 1, strlen(close + 1), around);
		const char *inside = clean(arena, open + 1, (size_t)(close - open - 1), around);
		bool inside_is_mail = strchr(inside, '@') != NULL;
		bool outside_is_mail = strchr(outside, '@') != NULL;

		if (inside_is_mail) {
			person.email = inside;
			person.name = outside;
		} else if (outside_is_mail || !*outside) {
			person.email = outside;
			person.name = inside;
		} else {
			person.name = clean(arena, text, strlen(text), " \t\",;");
		}
	} else {
		person.name = clean(arena, text, strlen(text), " \t\",;");
		split_words(arena, person.name, &person);
	}
	if (!*person.name)
		person.name = person.email;
	return person;
}
