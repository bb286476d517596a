/*
 * import - an OPML file to feed sections on standard output.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "cmd/cmd.h"
#include "conf/conf.h"
#include "conf/opml.h"

enum { SECTION_TEXT_MAX = 64 << 10 };

static void
print_feed(const struct opml_feed *feed)
{
	struct str text;

	str_init(&text, SECTION_TEXT_MAX);
	str_printf(&text, "[feed \"%s\"]\nurl = ", feed->section);
	conf_put_text(&text, feed->url);
	if (*feed->title) {
		str_puts(&text, "\nname = ");
		conf_put_text(&text, feed->title);
	}
	printf("%s\n\n", text.text);
	str_clear(&text);
}

static void
print_feeds(const struct opml *opml)
{
	const char *folder = "";

	for (size_t i = 0; i < opml->n_feeds; i++) {
		if (strcmp(opml->feeds[i].folder, folder) != 0) {
			folder = opml->feeds[i].folder;
			printf("# --- %s\n\n", *folder ? folder : "in no folder");
		}
		print_feed(&opml->feeds[i]);
	}
	for (size_t i = 0; i < opml->n_skipped; i++)
		fprintf(stderr, "dealwatch: left out: %s\n", opml->skipped[i]);
	if (opml->n_feeds == 0)
		fprintf(stderr, "dealwatch: there is no feed in it\n");
}

int
cmd_import(const struct command *command, int argc, char **argv)
{
	struct arena *arena;
	struct opml opml;
	struct err err;
	int n, status;

	if (!cmd_options(command, argc, argv, NULL, 0, &n, &status))
		return status;
	if (n != 1)
		return cmd_usage(command, "it takes one OPML file");
	arena = arena_new();
	if (opml_read(argv[1], arena, &opml, &err)) {
		print_feeds(&opml);
		status = EXIT_DONE;
	} else {
		status = cmd_fail(&err);
	}
	arena_free(arena);
	return status;
}
