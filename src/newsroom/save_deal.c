/*
 * save_deal - a deal into the ledger: its row and name, the face it is found by, who pays whom.
 */
#include <ctype.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "ledger/circle.h"
#include "newsroom/entry.h"
#include "store/deal_edges.h"

/* Its words as they are folded; letters that are not ASCII even so leave a gap. */
static void
put_slug(struct str *slug, const char *text, struct tokens *tokens)
{
	bool gap = false;

	tokens_read(tokens, text, strlen(text));
	for (size_t i = 0; i < tokens->n; i++) {
		const char *at = token_text(tokens, i);

		gap |= !(tokens->list[i].flags & TOKEN_GLUED);
		for (; *at; at++) {
			unsigned char c = (unsigned char)*at;

			if (c >= 0x80 || !isalnum(c)) {
				gap = true;
				continue;
			}
			if (gap && slug->len > 0 && slug->text[slug->len - 1] != '-')
				str_putc(slug, '-');
			gap = false;
			str_putc(slug, (char)c);
		}
	}
}

const char *
make_slug(const struct deal *deal, int64_t when, struct tokens *tokens, struct arena *arena)
{
	enum { NAMED = 2, SLUG_MAX = 80 };
	char date[CLOCK_TEXT_MAX];
	struct str slug;
	const char *made;

	str_init(&slug, SLUG_MAX);
	for (size_t i = 0; i < deal->n_parties && i < NAMED; i++) {
		size_t len = slug.len;

		if (len > 0)
			str_putc(&slug, '-');
		put_slug(&slug, deal->parties[i].name, tokens);
		if (slug.len == len + 1)
			str_truncate(&slug, len);
	}
	made = arena_printf(arena, "%s%s%s-%.7s", slug.text, slug.len ? "-" : "",
		kind_name(deal->kind), clock_rfc3339(when, date));
	str_clear(&slug);
	return made;
}

static bool
save_edges(struct registrar *registrar, int64_t id, const struct deal *deal, struct err *err)
{
	struct edge edges[DEAL_EDGES_MAX];
	struct deal_edge rows[DEAL_EDGES_MAX];
	uint64_t keys[PARTY_KEYS_MAX];
	struct deal some = *deal;
	size_t n;

	some.n_parties = party_keys(deal, &registrar->tokens, keys);
	n = deal_edges(&some, keys, edges);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct deal_edge){ .payer = edges[i].from,
			.payee = edges[i].to,
			.tie = edges[i].tie,
			.payer_name = edges[i].from_name,
			.payee_name = edges[i].to_name };
	return deal_edges_save(registrar->db, id, rows, n, err);
}

static bool
put_face(struct registrar *registrar, const struct deal_row *row, const struct face *face,
	const struct face_index *index, struct err *err)
{
	unsigned char bytes[FACE_BYTES_MAX];
	const struct candidate candidate = { row->id, row->last, row->context, bytes,
		face_pack(face, bytes) };

	return finder_put(registrar->finder, &candidate, index->keys, index->n, err);
}

bool
save_deal(struct registrar *registrar, struct deal_row *row, const struct dossier *dossier,
	const struct face *face, const struct face_index *index, struct arena *arena,
	struct err *err)
{
	const struct deal *deal = &dossier->deal;
	bool is_new = row->id == 0, ok;
	struct str record;

	str_init(&record, SIZE_MAX / 2);
	dossier_to_record(dossier, &record);
	row->dossier = record.text;
	row->dossier_len = record.len;
	row->kind = deal->kind;
	row->status = deal->status;
	row->usd = deal->amount.usd;
	row->first = face->first;
	row->last = face->last;
	ok = deals_save(registrar->db, row, arena, err) &&
	     put_face(registrar, row, face, index, err) &&
	     (!(is_new || dossier->n_stories < 8) || save_edges(registrar, row->id, deal, err));
	str_clear(&record);
	row->dossier = NULL;
	return ok;
}
