/*
 * lexicon_here - the lexicon of the tree, for tests that read English.
 */
#pragma once

#include <glob.h>
#include <stdio.h>

#include "lexicon/lexicon.h"

/* Loads conf/lexicon, all of it, and, where it is not NULL, another folder's files. NULL: the faults were printed. */
static inline struct lexicon *
lexicon_here(const char *more)
{
	struct lexicon *lexicon;
	struct faults faults;
	glob_t files;

	if (glob("conf/lexicon/*.conf", 0, NULL, &files) != 0)
		return NULL;
	if (more && glob(more, GLOB_APPEND, NULL, &files) != 0)
		return NULL;
	faults_init(&faults);
	lexicon = lexicon_load((const char *const *)files.gl_pathv, files.gl_pathc, &faults);
	if (lexicon)
		lexicon_complete(lexicon);
	else
		fprintf(stderr, "%s", faults.text.text);
	faults_clear(&faults);
	globfree(&files);
	return lexicon;
}
