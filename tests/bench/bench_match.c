/*
 * bench_match - what the matcher costs: loading the lexicon, and text per second on one core.
 *
 *   bench_match [FILE...]     feeds whose stories are read over and over; default: the sample feeds
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/stories.h"
#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "deal/matcher.h"
#include "lexicon/lexicon.h"

enum { NAMES = 10000, LONG_TEXT = 2048 };

static double
cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct lexicon *
load(const char *pattern, const char *more)
{
	const char **paths;
	struct lexicon *lexicon;
	struct faults faults;
	glob_t found;
	double start, loaded;
	size_t n = 0;

	if (glob(pattern, 0, NULL, &found) != 0)
		return NULL;
	paths = mem_array(found.gl_pathc + 1, sizeof *paths);
	for (size_t i = 0; i < found.gl_pathc; i++)
		paths[n++] = found.gl_pathv[i];
	if (more)
		paths[n++] = more;
	faults_init(&faults);
	start = cpu_seconds();
	lexicon = lexicon_load(paths, n, &faults);
	if (lexicon) {
		loaded = cpu_seconds();
		lexicon_complete(lexicon);
		printf("%-24s %6zu companies, %5.1f ms, with the common words %5.1f ms, %5.1f MB\n",
			more ? "lexicon with more names" : "lexicon", lexicon_n_companies(lexicon),
			1e3 * (loaded - start), 1e3 * (cpu_seconds() - start),
			(double)lexicon_memory(lexicon) / 1e6);
	} else {
		fputs(faults.text.text, stderr);
	}
	faults_clear(&faults);
	free(paths);
	globfree(&found);
	return lexicon;
}

/* A file of made-up companies, two words and an alias each. */
static char *
more_names(void)
{
	static const char *const parts[] = { "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo",
		"mu" };
	char *path = mem_strdup("/tmp/bench-names-XXXXXX.conf");
	int fd = mkstemps(path, 5);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");

	if (!out)
		exit(1);
	fprintf(out, "[companies \"bench\"]\n");
	for (unsigned i = 0; i < NAMES; i++)
		fprintf(out, "X%s%s%s%s Labs = X%s%s%s%s\n", parts[i / 1000], parts[i / 100 % 10],
			parts[i / 10 % 10], parts[i % 10], parts[i % 10], parts[i / 10 % 10],
			parts[i / 100 % 10], parts[i / 1000]);
	fclose(out);
	return path;
}

static double
run(struct matcher *matcher, const struct story *stories, size_t n, double seconds)
{
	static const char *const topics[] = { "ai" };
	const struct watch watch = {
		.name = "bench", .topics = topics, .n_topics = 1, .kinds = ~0u
	};
	struct arena *arena = arena_new();
	double start = cpu_seconds(), end;
	size_t bytes = 0;

	do {
		for (size_t i = 0; i < n; i++) {
			struct verdict verdict;
			uint64_t wanted;

			matcher_judge(matcher, &stories[i], &watch, 1, arena, &verdict, &wanted);
			bytes += strlen(stories[i].title) + strlen(stories[i].text);
			arena_reset(arena);
		}
		end = cpu_seconds();
	} while (end - start < seconds);
	arena_free(arena);
	return (double)bytes / 1e6 / (end - start);
}

/* Each story with the texts of the next ones behind its own, so that it has about 2 KB. */
static struct story *
lengthen(struct arena *arena, const struct story *stories, size_t n)
{
	struct story *longer = arena_array(arena, n + 1, sizeof *longer);

	for (size_t i = 0; i < n; i++) {
		struct str text;

		str_init(&text, 1 << 16);
		for (size_t k = i; text.len < LONG_TEXT && k < i + n; k++) {
			str_puts(&text, stories[k % n].text);
			str_putc(&text, '\n');
		}
		longer[i] = stories[i];
		longer[i].text = arena_strdup(arena, text.text);
		str_clear(&text);
	}
	return longer;
}

static void
tell(struct matcher *matcher, const char *what, const struct story *stories, size_t n)
{
	double speed = run(matcher, stories, n, 1.5);

	printf("%-24s %6zu stories, %5.1f MB/s, %5.1f us for 2 KB\n", what, n, speed,
		LONG_TEXT / speed);
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct lexicon *lexicon = load("conf/lexicon/*.conf", NULL);
	char *names = more_names();
	struct matcher *matcher;
	struct story *all = NULL, *stories;
	size_t n_all = 0, cap = 0, n;
	struct err err = { 0 };
	glob_t found = { 0 };

	if (!lexicon)
		return 1;
	lexicon_free(load("conf/lexicon/*.conf", names));
	unlink(names);
	free(names);
	if (argc < 2 && glob("conf/samples/*", 0, NULL, &found) == 0) {
		argv = found.gl_pathv - 1;
		argc = (int)found.gl_pathc + 1;
	}
	for (int i = 1; i < argc; i++) {
		if (!stories_read(argv[i], arena, &stories, &n, &err))
			continue;
		for (size_t k = 0; k < n; k++) {
			all = MEM_GROW(all, n_all, cap);
			all[n_all++] = stories[k];
		}
	}
	matcher = matcher_new(lexicon);
	tell(matcher, "match", all, n_all);
	tell(matcher, "match, 2 KB each", lengthen(arena, all, n_all), n_all);
	matcher_free(matcher);
	lexicon_free(lexicon);
	free(all);
	arena_free(arena);
	return 0;
}
