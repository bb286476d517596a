/*
 * load_money - currencies, how they are written and where "$" alone is one, and scales.
 */
#include <string.h>

#include "base/mem.h"
#include "load.h"

bool
currency_open(struct loader *loader)
{
	struct lexicon *lexicon = loader->lexicon;
	struct currency currency = { 0 };

	if (strlen(loader->reader->name) != 3) {
		loader_fault(loader, "'%s' is no currency: three letters as in \"USD\" are",
			loader->reader->name);
		return false;
	}
	memcpy(currency.code, loader->reader->name, 3);
	loader->currency = (uint32_t)lexicon->n_currencies;
	lexicon->currencies =
		MEM_GROW(lexicon->currencies, lexicon->n_currencies, lexicon->cap_currencies);
	lexicon->currencies[lexicon->n_currencies++] = currency;
	return true;
}

static void
home_put(struct loader *loader, const char *where)
{
	struct lexicon *lexicon = loader->lexicon;

	lexicon->homes = MEM_GROW(lexicon->homes, lexicon->n_homes, lexicon->cap_homes);
	lexicon->homes[lexicon->n_homes++] =
		(struct home){ .where = arena_strdup(lexicon->arena, where),
			.len = (uint32_t)strlen(where),
			.currency = loader->currency };
}

void
currency_take(struct loader *loader)
{
	struct lex_entry entry = { .type = LEX_CURRENCY, .ref = loader->currency, .cased = true };
	const char *key = loader->reader->key;
	double rate;

	if (!loader_list(loader))
		return;
	if (strcmp(key, "rate") == 0) {
		if (loader->n_list != 1 || !number_read(loader->list[0], &rate) || rate <= 0 ||
			rate > 1000)
			loader_fault(loader, "rate is the dollars that one unit is worth, as 1.15");
		else
			loader->lexicon->currencies[loader->currency].rate =
				(int64_t)(rate * 1e6 + 0.5);
	} else if (strcmp(key, "sign") == 0) {
		for (size_t i = 0; i < loader->n_list; i++)
			phrase_put(loader, loader->list[i], entry);
	} else if (strcmp(key, "home") == 0) {
		for (size_t i = 0; i < loader->n_list; i++)
			home_put(loader, loader->list[i]);
	} else {
		loader_fault(loader, "'%s' is unknown: rate, sign or home", key);
	}
}

bool
scale_open(struct loader *loader)
{
	double noughts;

	if (!number_read(loader->reader->name, &noughts) || noughts < 0 || noughts > 15) {
		loader_fault(loader, "[scale] needs the number of noughts in quotes, as \"6\"");
		return false;
	}
	loader->noughts = (uint32_t)noughts;
	return true;
}

void
scale_take(struct loader *loader)
{
	phrase_put(loader, loader->reader->key,
		(struct lex_entry){ .type = LEX_SCALE, .ref = loader->noughts });
}
