/*
 * load - what the readers of lexicon files share: the loader, its faults, and the sections.
 *
 * A section has a function that opens it and one that takes a line of it; load.c has their table.
 */
#pragma once

#include "base/attr.h"
#include "book.h"
#include "conf/reader.h"

/* A company that a person speaks for. */
struct person_line {
	const char *company, *path;
	unsigned line;
	uint32_t sole; /* the person, where the line has one company only; or UINT32_MAX */
};

struct loader {
	struct lexicon *lexicon;
	struct conf_reader *reader;
	struct faults *faults;
	const char *path; /* of the file, in the arena: outlives the reader */
	struct person_line *person_lines;
	size_t n_person_lines, cap_person_lines;

	/* Of the section. */
	enum cue cue;
	bool verbs;    /* a line is one, to be inflected */
	bool acts;     /* verbs of another class, which has their forms */
	uint64_t role; /* 0: not asked for yet */
	uint32_t currency, noughts;
	int topic;
	bool skip; /* it is faulty and was told */

	/* Of the line. */
	const char **list; /* what stands behind "=", in the reader's bytes */
	size_t n_list, cap_list;
};

/* A fault of the line that is read. */
PRINTF_LIKE(2, 3) void loader_fault(const struct loader *loader, const char *fmt, ...);

/* What stands behind "=" goes into the loader's list; false: it is faulty. */
bool loader_list(struct loader *loader);

/* "role:cloud" → "cloud" for the attribute "role", else NULL. */
const char *item_attribute(const char *item, const char *name);

bool number_read(const char *text, double *ret_number);

/* phrase.c: the node of a phrase, made where it is new; 0 and a fault where it has no words. */
uint32_t phrase_node(struct loader *loader, const char *phrase);
/* A phrase, whose tokens are in scratch if capitals matter, gets one more meaning. */
void phrase_mean(struct loader *loader, uint32_t node, const char *phrase, struct lex_entry entry);
void phrase_put(struct loader *loader, const char *phrase, struct lex_entry entry);
/* A phrase of the section's class, whose case does not matter. form 0: no verb. */
void phrase_put_cue(struct loader *loader, const char *phrase, unsigned form);

/* Opens a section that must have a name. */
bool named_open(struct loader *loader);

/* load_names.c: companies, chips, people. */
bool companies_open(struct loader *loader);
void company_take(struct loader *loader);
void chip_take(struct loader *loader);
void person_take(struct loader *loader);
/* The bit of a role; a role that is new to the lexicon gets the next one. */
uint64_t loader_role(struct loader *loader, const char *role);
/* Names of companies that other lines mention; all files are read by now. */
void names_resolve(struct loader *loader);

/* load_cues.c */
bool cues_open(struct loader *loader);
void cue_take(struct loader *loader);

/* load_topics.c: topics and the weights of rules. */
bool topic_open(struct loader *loader);
void topic_take(struct loader *loader);
void weight_take(struct loader *loader);
void weights_sort(struct lexicon *lexicon);

/* load_money.c: currencies and scales. */
bool currency_open(struct loader *loader);
void currency_take(struct loader *loader);
bool scale_open(struct loader *loader);
void scale_take(struct loader *loader);
