/*
 * face - what a deal looks like, and the keys under which it is found again.
 */
#include "story/face.h"

#include <string.h>

#include "base/attr.h"
#include "base/hash.h"

bool
kind_is_open(enum deal_kind kind)
{
	return kind == KIND_PARTNERSHIP;
}

bool
units_near(int64_t a, int64_t b)
{
	int64_t larger = a > b ? a : b, gap = a > b ? a - b : b - a;

	return a > 0 && b > 0 && gap <= larger / 10;
}

const struct face_party *
face_party(const struct face *face, uint64_t key)
{
	for (size_t i = 0; i < face->n_parties; i++)
		if (face->parties[i].key == key)
			return &face->parties[i];
	return NULL;
}

static void
face_add_party(struct face *face, const struct face_party *party)
{
	if (!party->key)
		return;
	for (size_t i = 0; i < face->n_parties; i++) {
		struct face_party *own = &face->parties[i];

		if (own->key != party->key)
			continue;
		own->n =
			(uint16_t)(own->n + party->n < UINT16_MAX ? own->n + party->n : UINT16_MAX);
		own->known |= party->known;
		if (!role_pays(own->role) && !role_is_paid(own->role))
			own->role = party->role;
		return;
	}
	if (face->n_parties < FACE_PARTIES)
		face->parties[face->n_parties++] = *party;
}

static void
face_add_figure(struct face *face, const struct face_figure *figure)
{
	for (size_t i = 0; i < face->n_figures; i++) {
		struct face_figure *own = &face->figures[i];

		if (own->currency == figure->currency && units_near(own->units, figure->units)) {
			own->n += figure->n;
			return;
		}
	}
	if (face->n_figures < FACE_FIGURES)
		face->figures[face->n_figures++] = *figure;
}

static void
face_add_amount(struct face *face, const struct amount *amount)
{
	struct face_figure figure = { .units = amount->usd, .n = 1 };

	if (!figure.units) {
		figure.units = amount->value;
		memcpy(&figure.currency, amount->currency, sizeof figure.currency);
	}
	if (figure.units > 0)
		face_add_figure(face, &figure);
}

static void
face_add_word(struct face *face, uint32_t hash, uint32_t n)
{
	for (size_t i = 0; i < face->n_words; i++) {
		if (face->words[i].hash == hash) {
			face->words[i].n += n;
			return;
		}
	}
	if (face->n_words < FACE_WORDS)
		face->words[face->n_words++] = (struct face_word){ hash, n };
}

void
face_make(struct face *face, const struct deal *deal, int64_t published, const struct words *words,
	struct tokens *tokens)
{
	*face = (struct face){ 0 };
	face->kind = deal->kind;
	face->kinds = deal->also | 1u << deal->kind;
	face->status = deal->status;
	face->first = face->last = published;
	face->n_stories = 1;
	face->valuation = deal->valuation.usd ? deal->valuation.usd : deal->valuation.value;
	face->stake_percent = deal->stake_percent;
	face->gigawatts = deal->gigawatts;
	for (size_t i = 0; i < deal->n_parties; i++) {
		struct face_party party = {
			.key = party_key(deal->parties[i].name, tokens),
			.n = 1,
			.role = (uint8_t)deal->parties[i].role,
			.known = deal->parties[i].known,
			.word = party_word(deal->parties[i].name, tokens),
		};

		face_add_party(face, &party);
	}
	face_add_amount(face, &deal->amount);
	for (size_t i = 0; i < deal->n_amounts; i++)
		face_add_amount(face, &deal->amounts[i].amount);
	if (!words)
		return;
	face->facets = words->facets;
	for (size_t i = 0; i < words->n_rare; i++)
		face_add_word(face, words->rare[i], 1);
	if (words->sketched) {
		memcpy(face->sketches[0], words->sketch, sizeof face->sketches[0]);
		face->n_sketches = 1;
	}
}

void
face_add_names(struct face *face, const char *text, struct tokens *tokens)
{
	enum { NAMES = 12, LEAD = 400 };
	uint32_t names[NAMES];
	char lead[LEAD + 1];
	size_t len = strnlen(text, LEAD), n;

	memcpy(lead, text, len);
	lead[len] = '\0';
	n = text_names(lead, tokens, names, NAMES);
	for (size_t i = 0; i < n; i++)
		face_add_word(face, names[i], 0);
}

int64_t
face_gap(const struct face *deal, const struct face *story)
{
	return story->first > deal->last    ? story->first - deal->last
	       : story->first < deal->first ? deal->first - story->first
					    : 0;
}

void
face_join(struct face *deal, const struct face *story)
{
	if (kind_is_open(deal->kind) && story->kind != KIND_NONE)
		deal->kind = story->kind;
	deal->kinds |= story->kinds;
	deal->facets |= story->facets;
	deal->status = story->status;
	if (story->first < deal->first)
		deal->first = story->first;
	if (story->last > deal->last)
		deal->last = story->last;
	if (!deal->valuation)
		deal->valuation = story->valuation;
	if (deal->stake_percent <= 0)
		deal->stake_percent = story->stake_percent;
	if (deal->gigawatts <= 0)
		deal->gigawatts = story->gigawatts;
	for (size_t i = 0; i < story->n_parties; i++)
		face_add_party(deal, &story->parties[i]);
	for (size_t i = 0; i < story->n_figures; i++)
		face_add_figure(deal, &story->figures[i]);
	for (size_t i = 0; i < story->n_words; i++)
		face_add_word(deal, story->words[i].hash, story->words[i].n);
	if (story->n_sketches > 0) {
		size_t at = deal->n_sketches < FACE_SKETCHES ? deal->n_sketches++
							     : deal->n_stories % FACE_SKETCHES;

		memcpy(deal->sketches[at], story->sketches[0], sizeof deal->sketches[at]);
	}
	deal->n_stories++;
}

/* Bytes of a face up to its lists, and which parts of the lists are used. */
size_t
face_pack(const struct face *face, unsigned char bytes[FACE_BYTES_MAX])
{
	const struct {
		const void *from;
		size_t len;
	} parts[] = {
		{ face, offsetof(struct face, parties) },
		{ &face->n_parties, sizeof face->n_parties },
		{ &face->n_figures, sizeof face->n_figures },
		{ &face->n_words, sizeof face->n_words },
		{ &face->n_sketches, sizeof face->n_sketches },
		{ face->parties, face->n_parties * sizeof *face->parties },
		{ face->figures, face->n_figures * sizeof *face->figures },
		{ face->words, face->n_words * sizeof *face->words },
		{ face->sketches, face->n_sketches * sizeof *face->sketches },
	};
	size_t len = 0;

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		memcpy(bytes + len, parts[i].from, parts[i].len);
		len += parts[i].len;
	}
	return len;
}

static bool
unpack(void *to, size_t size, const unsigned char **bytes, size_t *len)
{
	if (size > *len)
		return false;
	memcpy(to, *bytes, size);
	*bytes += size;
	*len -= size;
	return true;
}

bool
face_unpack(struct face *face, const void *packed, size_t len)
{
	const unsigned char *bytes = packed;

	*face = (struct face){ 0 };
	return unpack(face, offsetof(struct face, parties), &bytes, &len) &&
	       unpack(&face->n_parties, sizeof face->n_parties, &bytes, &len) &&
	       unpack(&face->n_figures, sizeof face->n_figures, &bytes, &len) &&
	       unpack(&face->n_words, sizeof face->n_words, &bytes, &len) &&
	       unpack(&face->n_sketches, sizeof face->n_sketches, &bytes, &len) &&
	       face->n_parties <= FACE_PARTIES && face->n_figures <= FACE_FIGURES &&
	       face->n_words <= FACE_WORDS && face->n_sketches <= FACE_SKETCHES &&
	       unpack(face->parties, face->n_parties * sizeof *face->parties, &bytes, &len) &&
	       unpack(face->figures, face->n_figures * sizeof *face->figures, &bytes, &len) &&
	       unpack(face->words, face->n_words * sizeof *face->words, &bytes, &len) &&
	       unpack(face->sketches, face->n_sketches * sizeof *face->sketches, &bytes, &len) &&
	       len == 0;
}

/* --- keys ------------------------------------------------------------------- */

enum key_type { KEY_PARTY = 1, KEY_PAIR, KEY_SUM, KEY_TITLE, KEY_NAMESAKE };

/* How many of the latest deals under a key are worth a look. */
enum { MOST_PARTY = 40, MOST_PAIR = 24, MOST_LIKE = 10 };

static uint64_t
key_make(enum key_type type, uint64_t a, uint64_t b)
{
	uint64_t parts[3] = { type, a < b ? a : b, a < b ? b : a };

	return hash_bytes(parts, sizeof parts);
}

/* Two digits of a sum: what $5.83bn and $5.8bn have in common. */
static uint64_t
units_rounded(int64_t units)
{
	int64_t scale = 1;

	while (units / scale >= 100)
		scale *= 10;
	return (uint64_t)((units + scale / 2) / scale * scale);
}

size_t
words_keys(const struct words *words, uint64_t keys[NAMES_MAX], unsigned most[NAMES_MAX])
{
	for (size_t i = 0; i < words->n_names; i++) {
		keys[i] = key_make(KEY_PARTY, words->names[i], 0);
		most[i] = MOST_PARTY;
	}
	return words->n_names;
}

uint64_t
party_find_key(uint64_t party)
{
	return key_make(KEY_PARTY, party, 0);
}

size_t
face_keys(const struct face *face, uint64_t keys[FACE_KEYS], unsigned most[FACE_KEYS])
{
	enum { PAIRED = 6, BANDS = 4 };
	size_t n = 0, paired = face->n_parties < PAIRED ? face->n_parties : PAIRED;

	for (size_t i = 0; i < paired; i++) {
		for (size_t j = i + 1; j < paired; j++) {
			most[n] = MOST_PAIR;
			keys[n++] = key_make(KEY_PAIR, face->parties[i].key, face->parties[j].key);
		}
	}
	/* Two parties are key enough, and a copy of the title has the same two. */
	for (size_t band = 0; paired < 2 && face->n_sketches > 0 && band < BANDS; band++) {
		const uint32_t *sketch = face->sketches[0];
		uint64_t pair = (uint64_t)sketch[4 * band] << 32 | sketch[4 * band + 1];

		most[n] = MOST_LIKE;
		keys[n++] = key_make(KEY_TITLE, pair, band);
	}
	for (size_t i = 0; i < face->n_parties; i++) {
		const struct face_party *party = &face->parties[i];

		most[n] = MOST_PARTY;
		keys[n++] = key_make(KEY_PARTY, party->key, 0);
		if (party->known || !party->word || i >= paired)
			continue;
		most[n] = MOST_LIKE;
		keys[n++] = key_make(KEY_NAMESAKE, party->word, 0);
	}
	for (size_t i = 0; i < face->n_figures && i < 2; i++) {
		most[n] = MOST_LIKE;
		keys[n++] = key_make(
			KEY_SUM, units_rounded(face->figures[i].units), face->figures[i].currency);
	}
	return n;
}
