/*
 * Foreign bytes as a story: the first line is the title. No crash, and no time but linear.
 */
#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "deal/matcher.h"
#include "lexicon/lexicon.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static struct matcher *
matcher_here(void)
{
	struct lexicon *lexicon;
	struct faults faults;
	glob_t files;

	if (glob("conf/lexicon/*.conf", 0, NULL, &files) != 0)
		abort();
	faults_init(&faults);
	lexicon = lexicon_load((const char *const *)files.gl_pathv, files.gl_pathc, &faults);
	if (!lexicon)
		abort();
	globfree(&files);
	faults_clear(&faults);
	return matcher_new(lexicon);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const topics[] = { "ai" };
	static struct matcher *matcher;
	const struct watch watch = { .name = "w", .topics = topics, .n_topics = 1, .kinds = ~0u };
	struct story story = { .id = "1", .url = "", .source = "s", .origin = "", .feed = "" };
	struct arena *arena = arena_new();
	char *text = malloc(len + 1), *line;
	struct verdict verdict;
	uint64_t wanted;
	struct str out;

	if (!matcher)
		matcher = matcher_here();
	memcpy(text, bytes, len);
	text[len] = '\0';
	line = strchr(text, '\n');
	story.text = line ? line + 1 : "";
	if (line)
		*line = '\0';
	story.title = text;
	matcher_judge(matcher, &story, &watch, 1, arena, &verdict, &wanted);
	str_init(&out, 1 << 20);
	matcher_explain(matcher, &story, &watch, 1, &out);
	str_clear(&out);
	arena_free(arena);
	free(text);
	return 0;
}
