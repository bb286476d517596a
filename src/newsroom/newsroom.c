/*
 * newsroom - from judged stories to alerts: one deal, one alert, then what really changes.
 *
 * What a watch was told of a deal:
 *
 *   (no row) → waits         newsroom_wait: a fresh story that the watch wants
 *   waits → told             run_one: its time has come; revision 1
 *   told → waits             newsroom_wait: a fresh story changed something
 *   waits → told             run_one: the change still holds; revision + 1
 *   waits → quiet or told    run_one: silenced, the watch is gone, or nothing has changed after all
 */
#include "newsroom/newsroom.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "newsroom/bulletin.h"
#include "newsroom/entry.h"
#include "newsroom/registrar.h"
#include "store/db.h"
#include "store/deal_told.h"
#include "store/deals.h"
#include "store/finder.h"
#include "store/silence.h"
#include "store/watches.h"
#include "story/dossier.h"
#include "story/words.h"
#include "text/token.h"

enum { DUE_BATCH = 64 };

struct newsroom {
	struct db *db; /* borrowed */
	struct registrar registrar;
	struct newsroom_settings settings;
	struct newsroom_watch *watches; /* owned */
	struct newsroom_listener listener;
	struct arena *arena; /* of newsroom_run_due */
};

struct newsroom *
newsroom_new(struct db *db, const struct newsroom_settings *settings,
	const struct newsroom_listener *listener)
{
	struct newsroom *room = mem_new(sizeof *room);

	room->db = db;
	room->registrar = (struct registrar){
		.db = db, .finder = finder_new(db), .deal_window = settings->deal_window
	};
	room->settings = *settings;
	room->watches = mem_array(settings->n_watches, sizeof *room->watches);
	for (size_t i = 0; i < settings->n_watches; i++) {
		room->watches[i] = settings->watches[i];
		room->watches[i].name = mem_strdup(settings->watches[i].name);
	}
	room->settings.watches = room->watches;
	room->listener = *listener;
	room->arena = arena_new();
	return room;
}

void
newsroom_free(struct newsroom *room)
{
	if (!room)
		return;
	for (size_t i = 0; i < room->settings.n_watches; i++)
		free((char *)room->watches[i].name);
	free(room->watches);
	finder_free(room->registrar.finder);
	tokens_clear(&room->registrar.tokens);
	arena_free(room->arena);
	free(room);
}

/* --- watches ---------------------------------------------------------------- */

bool
newsroom_begin(struct newsroom *room, struct err *err)
{
	size_t n = room->settings.n_watches;
	struct watch_row *rows = arena_array(room->arena, n, sizeof *rows);

	for (size_t i = 0; i < n; i++)
		rows[i] = (struct watch_row){ room->watches[i].name, room->watches[i].like };
	if (!db_begin(room->db, err))
		return false;
	if (watches_set(room->db, rows, n, err))
		return db_commit(room->db, err);
	db_rollback(room->db);
	return false;
}

static struct deal_told *
told_of(struct deal_told *told, size_t n, const char *watch)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(told[i].watch, watch) == 0)
			return &told[i];
	return NULL;
}

/*
 * Is the deal known to be less than the watch wants? A story without a sum doesn't make it larger.
 * Whoever was told of a large one hears that it has become small.
 */
static bool
is_too_small(const struct newsroom_watch *watch, const struct deal_told *told,
	const struct dossier *dossier)
{
	return told->revision == 0 && amount_is_below(&dossier->deal.amount, &watch->min_amount);
}

/* Which watches have something to be told, after the story? Their wait begins. */
static bool
newsroom_wait(struct newsroom *room, const struct entry *entry, uint64_t wanted, int64_t now,
	struct err *err)
{
	int64_t deal = entry->row.id;
	struct deal_told *told;
	size_t n;

	if (!deal_told_load(room->db, deal, entry->arena, &told, &n, err))
		return false;
	for (size_t i = 0; i < room->settings.n_watches; i++) {
		const struct newsroom_watch *watch = &room->watches[i];
		struct deal_told *known = told_of(told, n, watch->name);
		struct deal_told row =
			known ? *known
			      : (struct deal_told){ .deal = deal, .watch = watch->name, .was = "" };
		bool wants = i < 64 && wanted >> i & 1;

		if (row.due || is_too_small(watch, &row, &entry->dossier))
			continue;
		if (row.revision > 0) {
			struct alert_change *changes;
			size_t n_changes;

			if (!watch->updates)
				continue;
			bulletin_changes(&row, entry->row.slug, &entry->dossier, entry->arena,
				&changes, &n_changes);
			wants = n_changes > 0;
		}
		if (!wants)
			continue;
		row.due = now + room->settings.group_wait;
		if (row.due < 1)
			row.due = 1;
		if (!deal_told_save(room->db, &row, err))
			return false;
	}
	return true;
}

bool
newsroom_take(struct newsroom *room, const struct story *story, const struct verdict *verdict,
	uint64_t wanted, int64_t now, struct arena *arena, struct err *err)
{
	const struct entry *entry;

	if ((!verdict->relevant && !verdict->faint) || verdict->deal.kind == KIND_NONE)
		return true;
	if (registrar_enter(&room->registrar, story, verdict, now, arena, &entry, err) &&
		(!entry->row.id || now - story->published > room->settings.max_age ||
			newsroom_wait(room, entry, wanted, now, err)))
		return true;
	err_prefix(err, "story '%s'", story->id);
	return false;
}

/* --- what is due ------------------------------------------------------------ */

static size_t
find_watch(const struct newsroom *room, const char *name)
{
	for (size_t i = 0; i < room->settings.n_watches; i++)
		if (strcmp(room->watches[i].name, name) == 0)
			return i;
	return SIZE_MAX;
}

/* The same for the same deal, watch and revision, whenever it is made. */
static const char *
alert_id(const char *slug, const char *watch, unsigned revision, int64_t first, struct arena *arena)
{
	uint64_t hash = hash_text(slug);

	hash = hash_more(hash, watch, strlen(watch));
	hash = hash_more(hash, &revision, sizeof revision);
	hash = hash_more(hash, &first, sizeof first);
	return arena_printf(arena, "alert-%016llx", (unsigned long long)hash);
}

static enum alert_type
type_of(const struct deal_told *told, const struct dossier *dossier, const struct alert *alert,
	struct arena *arena)
{
	if (told->revision == 0)
		return ALERT_NEW;
	if (bulletin_left(told, dossier, arena))
		return ALERT_CORRECTION;
	for (size_t i = 0; i < alert->n_changes; i++) {
		const struct alert_change *change = &alert->changes[i];

		if (strcmp(change->field, "status") == 0 && dossier->deal.status == STATUS_DENIED)
			return ALERT_CORRECTION;
		if (strcmp(change->field, "amount") == 0 && dossier->corrected)
			return ALERT_CORRECTION;
	}
	return ALERT_UPDATE;
}

/* The keys of the deal's parties; those that no list knows go by the first word of their name, too. */
static size_t
silence_keys(struct newsroom *room, const struct deal *deal, uint64_t keys[2 * PARTY_KEYS_MAX])
{
	size_t n = party_keys(deal, &room->registrar.tokens, keys), named = n;

	for (size_t i = 0; i < named; i++) {
		const char *name = deal->parties[i].name, *end = strchr(name, ' ');

		if (!deal->parties[i].known && end)
			keys[n++] =
				party_key(arena_strndup(room->arena, name, (size_t)(end - name)),
					&room->registrar.tokens);
	}
	return n;
}

static bool
is_silenced(struct newsroom *room, const struct deal_row *row, const struct deal *deal, int64_t now,
	bool *ret_silenced, struct err *err)
{
	uint64_t keys[2 * PARTY_KEYS_MAX];
	size_t n = silence_keys(room, deal, keys);

	return silence_holds(room->db, row->slug, keys, n, now, ret_silenced, err);
}

/* Which other watches were told all that there is of this deal: bit i is watch i. */
static bool
who_knows(struct newsroom *room, const struct deal_told *telling, const char *slug,
	const struct dossier *dossier, uint64_t *ret_knowing, struct err *err)
{
	struct deal_told *told;
	uint64_t knowing = 0;
	size_t n;

	if (room->settings.n_watches > 1 &&
		!deal_told_load(room->db, telling->deal, room->arena, &told, &n, err))
		return false;
	for (size_t i = 0; room->settings.n_watches > 1 && i < n; i++) {
		size_t watch = find_watch(room, told[i].watch), n_changes;
		struct alert_change *changes;

		if (watch >= 64 || told[i].revision == 0 ||
			strcmp(told[i].watch, telling->watch) == 0)
			continue;
		bulletin_changes(&told[i], slug, dossier, room->arena, &changes, &n_changes);
		if (n_changes == 0)
			knowing |= (uint64_t)1 << watch;
	}
	*ret_knowing = knowing;
	return true;
}

/* One deal's alert to one watch, if there is still something to say. */
static bool
run_one(struct newsroom *room, struct deal_told *told, int64_t now, struct err *err)
{
	struct arena *arena = room->arena;
	size_t watch = find_watch(room, told->watch);
	struct dossier dossier;
	struct deal_row row;
	struct alert alert = { 0 };
	struct alert_change *changes = NULL;
	struct str state;
	uint64_t knowing;
	size_t n_changes = 0;
	bool found, silenced, ok;

	told->due = 0;
	if (!deals_load(room->db, told->deal, arena, &row, &found, err))
		return false;
	if (!found || watch == SIZE_MAX)
		return deal_told_save(room->db, told, err);
	bulletin_dossier(&row, &dossier, arena);
	bulletin_changes(told, row.slug, &dossier, arena, &changes, &n_changes);
	if (!is_silenced(room, &row, &dossier.deal, now, &silenced, err))
		return false;
	if (silenced || is_too_small(&room->watches[watch], told, &dossier) ||
		(told->revision > 0 && (n_changes == 0 || !room->watches[watch].updates)))
		return deal_told_save(room->db, told, err);
	if (!who_knows(room, told, row.slug, &dossier, &knowing, err) ||
		!bulletin_make(
			room->db, &row, &dossier, &room->registrar.tokens, arena, &alert, err))
		return false;
	alert.changes = changes;
	alert.n_changes = n_changes;
	alert.type = type_of(told, &dossier, &alert, arena);
	alert.revision = ++told->revision;
	alert.watch = room->watches[watch].name;
	alert.timestamp = now;
	alert.id = alert_id(row.slug, alert.watch, alert.revision, row.first, arena);
	str_init(&state, SIZE_MAX / 2);
	bulletin_state(&dossier, &state);
	told->state = state.text;
	told->state_len = state.len;
	told->was = "";
	ok = deal_told_save(room->db, told, err) &&
	     room->listener.on_alert(room->listener.arg, &alert, watch, knowing, now, err);
	str_clear(&state);
	told->state = NULL;
	return ok;
}

bool
newsroom_next_due(struct newsroom *room, int64_t *ret_due, struct err *err)
{
	return deal_told_next(room->db, ret_due, err);
}

bool
newsroom_end_waits(struct newsroom *room, int64_t latest, struct err *err)
{
	return deal_told_end_waits(room->db, latest, err);
}

bool
newsroom_run_due(struct newsroom *room, int64_t now, struct err *err)
{
	struct deal_told *told;
	size_t n;

	do {
		if (!db_begin(room->db, err))
			return false;
		arena_reset(room->arena);
		if (!deal_told_due(room->db, now, DUE_BATCH, room->arena, &told, &n, err))
			goto fail;
		for (size_t i = 0; i < n; i++) {
			if (!run_one(room, &told[i], now, err)) {
				err_prefix(err, "deal %lld", (long long)told[i].deal);
				goto fail;
			}
		}
		if (!db_commit(room->db, err))
			return false;
	} while (n == DUE_BATCH);
	return true;
fail:
	db_rollback(room->db);
	return false;
}
