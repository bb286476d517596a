/*
 * bench_parse - how fast feeds are read, beside the bare XML parser that reads them.
 *
 *   bench_parse FILE...
 *
 * Each row is the best of some rounds over all the files, in CPU time of this process.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "feed/feed.h"

enum { ROUNDS = 25, FILE_MAX = 64 << 20, PIECE = 16 << 10 };

static struct str *files;
static size_t n_files, n_bytes;

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
bare_sax2(void)
{
	static xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text };

	for (size_t i = 0; i < n_files; i++) {
		xmlParserCtxtPtr ctxt = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);

		xmlCtxtUseOptions(ctxt, XML_PARSE_NONET);
		for (size_t at = 0; at < files[i].len; at += PIECE) {
			size_t left = files[i].len - at;

			xmlParseChunk(
				ctxt, files[i].text + at, (int)(left < PIECE ? left : PIECE), 0);
		}
		xmlParseChunk(ctxt, NULL, 0, 1);
		xmlFreeParserCtxt(ctxt);
	}
}

static void
parse_all(bool with_text)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < n_files; i++) {
		struct feed feed;
		struct err err;

		if (!feed_parse(files[i].text, files[i].len, NULL, arena, &feed, &err) ||
			feed.repaired)
			fprintf(stderr, "bench_parse: file %zu is not sound\n", i);
		for (size_t k = 0; with_text && k < feed.n_items; k++)
			item_make_text(&feed.items[k], arena);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void
all_known(void)
{
	parse_all(false);
}

static void
all_new(void)
{
	parse_all(true);
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
	void (*run)(void);
	double best; /* seconds */
};

/* The rows take turns, so that what else the machine does hits all of them. */
static void
measure(struct row *rows, size_t n_rows)
{
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < n_rows; i++) {
			double begin = cpu_seconds(), took;

			rows[i].run();
			took = cpu_seconds() - begin;
			if (round == 0 || took < rows[i].best)
				rows[i].best = took;
		}
	}
}

int
main(int argc, char **argv)
{
	struct row rows[] = {
		{ "libxml2 SAX2, no handlers", bare_sax2, 0 },
		{ "feed_parse, items known", all_known, 0 },
		{ "feed_parse, items new", all_new, 0 },
	};

	files = mem_array((size_t)argc, sizeof *files);
	for (int i = 1; i < argc; i++) {
		struct err err;

		str_init(&files[n_files], FILE_MAX);
		if (!file_read(argv[i], &files[n_files], &err)) {
			fprintf(stderr, "bench_parse: %s\n", err.text);
			return 1;
		}
		n_bytes += files[n_files++].len;
	}
	measure(rows, ARRAY_LEN(rows));
	printf("%-28s %10s %14s\n", "reader", "MB/s", "of bare SAX2");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		printf("%-28s %10.1f %12.0f %%\n", rows[i].name,
			(double)n_bytes / 1e6 / rows[i].best, 100 * rows[0].best / rows[i].best);
	return 0;
}
