/*
 * rule - the judge's rules by number, each with its name and its points.
 */
#include "rule.h"

#include <stdlib.h>

#include "base/mem.h"

static const char *const plain_names[N_PLAIN_RULES] = {
#define X(name, text) [RULE_##name] = text,
	RULE_LIST(X)
#undef X
};

static const char *const shape_names[N_SHAPES] = {
	[SHAPE_PLAN] = "plan",
	[SHAPE_SUM] = "sum",
	[SHAPE_LOOSE] = "loose",
	[SHAPE_VERB] = "verb",
	[SHAPE_NOUN] = "noun",
};

void
rule_table_init(struct rule_table *table, const struct lexicon *lexicon)
{
	char **names = table->names;

	for (int i = 0; i < N_PLAIN_RULES; i++)
		names[i] = mem_strdup(plain_names[i]);
	for (int i = 0; i < N_KINDS; i++)
		names[RULE_KIND + i] = mem_printf("kind.%s", i ? kind_name((enum deal_kind)i) : "");
	for (int i = 0; i < N_STATUSES; i++)
		names[RULE_STATUS + i] =
			mem_printf("status.%s", i ? status_name((enum deal_status)i) : "");
	for (int i = 0; i < N_CUES; i++) {
		names[RULE_CUE + i] = mem_strdup(cue_name((enum cue)i));
		names[RULE_TITLE + i] = mem_printf("title.%s", cue_name((enum cue)i));
		names[RULE_LEAD + i] = mem_printf("lead.%s", cue_name((enum cue)i));
	}
	for (int shape = 0; shape < N_SHAPES; shape++)
		for (int i = 0; i < 4; i++)
			names[rule_of_shape(i & 2, (enum shape)shape, i & 1)] =
				mem_printf("%s.%s%s", i & 2 ? "title" : "lead", shape_names[shape],
					i & 1 ? ".solid" : "");
	for (int i = 0; i < N_RULES; i++)
		table->points[i] = lexicon_weight(lexicon, names[i], 0);
}

void
rule_table_clear(struct rule_table *table)
{
	for (int i = 0; i < N_RULES; i++)
		free(table->names[i]);
}
