/*
 * reading - what a story is read into, and what is asked of it.
 */
#include "mention/reading.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 1 << 20 };

void
reading_init(struct reading *r, const struct lexicon *lexicon)
{
	static const char *const names[N_KNOWN_ROLES] = {
		[KNOWN_AI_LAB] = "ai-lab",
		[KNOWN_AI_APP] = "ai-app",
		[KNOWN_AI_CHIPS] = "ai-chips",
		[KNOWN_AI_SERVERS] = "ai-servers",
		[KNOWN_SEMICONDUCTOR] = "semiconductor",
		[KNOWN_MEMORY] = "memory",
		[KNOWN_FOUNDRY] = "foundry",
		[KNOWN_CHIP_EQUIPMENT] = "chip-equipment",
		[KNOWN_NETWORKING] = "networking",
		[KNOWN_CLOUD] = "cloud",
		[KNOWN_NEOCLOUD] = "neocloud",
		[KNOWN_DATA_CENTRE] = "data-centre",
		[KNOWN_BIG_TECH] = "big-tech",
		[KNOWN_ENERGY] = "energy",
		[KNOWN_INVESTOR] = "investor",
		[KNOWN_SOVEREIGN_FUND] = "sovereign-fund",
		[KNOWN_BANK] = "bank",
		[KNOWN_MEDIA] = "media",
		[KNOWN_PUBLISHER] = "publisher",
		[KNOWN_REGULATOR] = "regulator",
		[KNOWN_TELECOM] = "telecom",
		[KNOWN_GOVERNMENT] = "government",
	};

	*r = (struct reading){ .lexicon = lexicon };
	str_init(&r->text, TEXT_MAX);
	for (size_t i = 0; i < N_KNOWN_ROLES; i++)
		r->roles[i] = lexicon_role_bit(lexicon, names[i]);

	r->fund_roles =
		r->roles[KNOWN_INVESTOR] | r->roles[KNOWN_SOVEREIGN_FUND] | r->roles[KNOWN_BANK];
}

void
reading_clear(struct reading *r)
{
	tokens_clear(&r->tokens);
	str_clear(&r->text);
	free(r->ids);
	free(r->units);
	free(r->passages);
	free(r->moneys);
}

int
reading_dollars(struct reading *r)
{
	const struct story *story = r->story;

	if (r->asked_home)
		return r->dollars;
	r->asked_home = true;
	r->dollars = lexicon_home_currency(r->lexicon, story->source, story->url);
	if (r->dollars < 0 && *story->origin != '\0')
		r->dollars = lexicon_home_currency(r->lexicon, story->origin, "");
	return r->dollars;
}

bool
passage_is_top(const struct reading *r, uint32_t passage)
{
	uint32_t titles = 0;

	while (titles < r->n_passages && r->passages[titles].title)
		titles++;
	return passage < titles + LEAD_PASSAGES;
}

bool
passage_is_lead(const struct reading *r, uint32_t passage)
{
	return !r->passages[passage].title && passage_is_top(r, passage);
}

bool
unit_reads(const struct reading *r, size_t i, const char *folded)
{
	const struct unit *unit = &r->units[i];

	if (unit->end - unit->first == 1)
		return token_is(&r->tokens, unit->first, folded);
	for (uint32_t t = unit->first; t < unit->end; t++) {
		const struct token *token = &r->tokens.list[t];

		if (strncmp(folded, r->tokens.fold + token->fold, token->fold_len) != 0)
			return false;
		folded += token->fold_len;
		if (t + 1 < unit->end && *folded++ != ' ')
			return false;
	}
	return *folded == '\0';
}

bool
unit_is_to(const struct reading *r, size_t i)
{
	return unit_has(&r->units[i], CUE_PREP_TO) ||
	       token_is(&r->tokens, r->units[i].end - 1, "to");
}

uint32_t
unit_owner(const struct reading *r, const struct passage *p, uint32_t i)
{
	uint32_t owner = i - 1;

	if (i == p->first)
		return p->end;
	if (owner > p->first && r->units[owner].type == UNIT_MARK)
		owner--; /* the 's itself */
	return r->units[owner].type == UNIT_COMPANY && r->units[owner].flags & UNIT_POSSESSED
		       ? owner
		       : p->end;
}

bool
unit_is_plural_acronym(const struct reading *r, const struct unit *unit)
{
	const struct token *token = &r->tokens.list[unit->first];
	const char *text = r->tokens.text + token->at;
	size_t capitals = 0;

	while (capitals < token->len && text[capitals] >= 'A' && text[capitals] <= 'Z')
		capitals++;
	return capitals > 1 && capitals + 1 == token->len && text[capitals] == 's';
}

const char *
unit_text(const struct reading *r, size_t first, size_t end, struct arena *arena)
{
	const struct token *a = &r->tokens.list[r->units[first].first];
	const struct token *b = &r->tokens.list[r->units[end - 1].end - 1];

	return arena_strndup(arena, r->tokens.text + a->at, b->at + b->len - a->at);
}

bool
token_ends_with(const struct tokens *tokens, uint32_t i, const char *end)
{
	const struct token *token = &tokens->list[i];
	size_t len = strlen(end);

	return token->fold_len >= len &&
	       memcmp(tokens->fold + token->fold + token->fold_len - len, end, len) == 0;
}
