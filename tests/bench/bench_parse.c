/*
 * bench_parse - how fast feeds are read, beside the bare XML parser that reads them.
 *
 *   bench_parse FILE...
 *
 * Each row is the best of some rounds over each file, in CPU time of this process.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "feed/feed.h"

enum { ROWS = 3, ROUNDS = 25, FILE_MAX = 64 << 20, PIECE = 16 << 10 };

static void
on_start(void *arg, const xmlChar *local, const xmlChar *prefix, const xmlChar *ns, int n_ns,
	const xmlChar **nss, int n_attrs, int n_defaulted, const xmlChar **attrs)
{
	(void)arg, (void)local, (void)prefix, (void)ns, (void)n_ns, (void)nss, (void)n_attrs;
	(void)n_defaulted, (void)attrs;
}

static void
on_end(void *arg, const xmlChar *local, const xmlChar *prefix, const xmlChar *ns)
{
	(void)arg, (void)local, (void)prefix, (void)ns;
}

static void
on_text(void *arg, const xmlChar *text, int len)
{
	(void)arg, (void)text, (void)len;
}

static void
bare_sax2(const struct str *file, struct arena *arena)
{
	static xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text };
	xmlParserCtxtPtr ctxt = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);

	(void)arena;
	xmlCtxtUseOptions(ctxt, XML_PARSE_NONET);
	for (size_t at = 0; at < file->len; at += PIECE) {
		size_t left = file->len - at;

		xmlParseChunk(ctxt, file->text + at, (int)(left < PIECE ? left : PIECE), 0);
	}
	xmlParseChunk(ctxt, NULL, 0, 1);
	xmlFreeParserCtxt(ctxt);
}

static void
parse(const struct str *file, struct arena *arena, bool with_text)
{
	struct feed feed;
	struct err err;

	if (!feed_parse(file->text, file->len, NULL, arena, &feed, &err) || feed.repaired)
		abort(); /* what was generated is sound */
	for (size_t i = 0; with_text && i < feed.n_items; i++)
		item_make_text(&feed.items[i], arena);
	arena_reset(arena);
}

static void
all_known(const struct str *file, struct arena *arena)
{
	parse(file, arena, false);
}

static void
all_new(const struct str *file, struct arena *arena)
{
	parse(file, arena, true);
}

static double
cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct row {
	const char *name;
	void (*run)(const struct str *file, struct arena *arena);
	double seconds; /* the best of each file, added up */
};

/* The rows take turns at one file, so that what else the machine does hits all of them. */
static void
measure(const struct str *file, struct row *rows, struct arena *arena)
{
	double best[ROWS] = { 0 };

	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < ROWS; i++) {
			double begin = cpu_seconds(), took;

			rows[i].run(file, arena);
			took = cpu_seconds() - begin;
			if (round == 0 || took < best[i])
				best[i] = took;
		}
	}
	for (size_t i = 0; i < ROWS; i++)
		rows[i].seconds += best[i];
}

int
main(int argc, char **argv)
{
	struct row rows[ROWS] = {
		{ "libxml2 SAX2, no handlers", bare_sax2, 0 },
		{ "feed_parse, items known", all_known, 0 },
		{ "feed_parse, items new", all_new, 0 },
	};
	struct arena *arena = arena_new();
	size_t n_bytes = 0;

	for (int i = 1; i < argc; i++) {
		struct str file;
		struct err err;

		str_init(&file, FILE_MAX);
		if (!file_read(argv[i], &file, &err)) {
			fprintf(stderr, "bench_parse: %s\n", err.text);
			return 1;
		}
		measure(&file, rows, arena);
		n_bytes += file.len;
		str_clear(&file);
	}
	printf("%-28s %10s %14s\n", "reader", "MB/s", "of bare SAX2");
	for (size_t i = 0; i < ROWS; i++)
		printf("%-28s %10.1f %12.0f %%\n", rows[i].name,
			(double)n_bytes / 1e6 / rows[i].seconds,
			100 * rows[0].seconds / rows[i].seconds);
	arena_free(arena);
	return 0;
}
