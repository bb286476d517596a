/*
 * build - walks a format's tables as the parser calls.
 *
 * Outside of gathering, each element is looked up among the children of the one it is
 * in. Gathering begins at a row that wants text and ends with its element; elements within are
 * written into the text as HTML, or passed over.
 */
#include "feed/build.h"

#include <string.h>
#include <strings.h>

#include "base/url.h"
#include "feed/gather.h"
#include "feed/lookup.h"
#include "markup/html.h"

/* --- the walk --- */

static void
frame_push(struct build *build, const struct field *field, const struct element *element)
{
	const struct frame *outer = build->depth > 0 ? &build->stack[build->depth - 1] : NULL;
	struct frame *frame = &build->stack[build->depth++];

	*frame = (struct frame){ .field = field, .base = outer ? outer->base : NULL };
	frame_rebase(build, frame, element);
}

/* A person's name is text in one feed and <name> in the next: see FIELD_PLAIN. */
static const struct field *
field_within_text(struct build *build, const struct xml_name *name)
{
	const struct field *field = build->stack[build->depth - 1].field;

	if (field->kind != FIELD_PLAIN || !field->inside)
		return NULL;
	return field_lookup(build, field->inside, name);
}

/* The format's own namespace is the root's; a default one may be declared an element late. */
static void
note_root_ns(struct build *build, const struct xml_name *name)
{
	bool late = build->depth == 1 && !build->root_ns && !name->prefix &&
		    strcasecmp(name->local, "channel") == 0;

	if (late || (build->depth == 0 && build->feed.format != FEED_RDF))
		build->root_ns = name->ns;
}

static void
on_start(void *arg, const struct xml_name *name, const struct xml_attr *attrs, size_t n_attrs)
{
	struct build *build = arg;
	const struct element element = { .name = name, .attrs = attrs, .n_attrs = n_attrs };
	const struct field *field;

	if (build->skip > 0) {
		build->skip++;
		return;
	}
	if (build->gathering && !field_within_text(build, name)) {
		gather_start(build, &element);
		return;
	}
	build->gathering = false;
	note_root_ns(build, name);
	field = build->depth == 0
			? build->root->fields
			: field_lookup(build, build->stack[build->depth - 1].field->inside, name);
	if (field && field->start == draft_start && build->feed.n_items == build->max_items) {
		build->feed.n_left_out++;
		field = NULL;
	}
	if (!field) {
		build->skip = 1;
		return;
	}
	frame_push(build, field, &element);
	build->form = field->kind == FIELD_RICH ? FORM_HTML : FORM_PLAIN;
	if (field->start)
		field->start(build, &element);
	if (field->kind == FIELD_ATTRS) {
		build->depth--;
		build->skip = 1;
	} else if (field->kind != FIELD_ENTER) {
		build->gathering = true;
		str_reset(&build->gathered);
	}
}

static void
gather_text(struct build *build, const char *text, size_t len)
{
	struct str *gathered = &build->gathered;

	if (build->form == FORM_MARKUP) {
		html_escape(text, len, gathered);
	} else if (len == 1 && gathered->len + 1 < gathered->cap) { /* what "&lt;" became */
		gathered->text[gathered->len++] = *text;
		gathered->text[gathered->len] = '\0';
	} else if (len < gathered->cap - gathered->len && len <= gathered->max - gathered->len) {
		memcpy(gathered->text + gathered->len, text, len); /* str_add, without a call */
		gathered->len += len;
		gathered->text[gathered->len] = '\0';
	} else {
		str_add(gathered, text, len);
	}
}

static void
on_text(void *arg, const char *text, size_t len)
{
	struct build *build = arg;

	if (build->skip > 0 || !build->gathering)
		return;
	/* a reference (&#146;) comes alone, in two bytes */
	if (len == 2 && (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] < 0xA0)
		build->has_controls = true;
	gather_text(build, text, len);
}

static void
on_end(void *arg)
{
	struct build *build = arg;
	const struct field *field;
	struct text text = { 0 };

	if (build->skip > 0) {
		build->skip--;
		return;
	}
	if (build->gathering && build->inner > 0) {
		gather_end(build);
		return;
	}
	field = build->stack[build->depth - 1].field;
	if (build->gathering) {
		build->gathering = false;
		if (build->form == FORM_BASE64 || build->has_controls || build->has_double)
			gather_finish(build);
		text = (struct text){ .bytes = build->gathered.text,
			.len = build->gathered.len,
			.form = build->form };
	}
	if (field->take)
		field->take(build, &text);
	build->depth--;
}

static void
on_cut(void *arg)
{
	struct build *build = arg;

	build->feed.last_is_half = build->in_item;
}

const struct xml_handlers build_handlers = {
	.on_start = on_start,
	.on_text = on_text,
	.on_end = on_end,
	.on_cut = on_cut,
};

/* --- begin and end --------------------------------------------------------- */

void
build_init(struct build *build, struct arena *arena, const struct feed_hints *hints)
{
	const char *url = hints && hints->url ? hints->url : "";
	size_t max_items = hints ? hints->max_items : 0;

	*build = (struct build){
		.arena = arena,
		.url = url_is_absolute(url) ? url : "",
		.max_items = max_items > 0 ? max_items : FEED_ITEMS_MAX,
	};
	build->feed.title = build->feed.description = build->feed.home_page_url = "";
	build->feed.feed_url = build->feed.language = build->feed.next_url = "";
	build->feed.icon = build->feed.favicon = build->feed.repairs = "";
	str_init(&build->gathered, FEED_FIELD_MAX);
	str_init(&build->scratch, FEED_LINE_MAX);
}

void
build_clear(struct build *build)
{
	str_clear(&build->gathered);
	str_clear(&build->scratch);
}

/* How often a feed with an sy:updatePeriod changes, in seconds. */
static int64_t
period_seconds(const char *period)
{
	static const struct {
		const char *name;
		int64_t seconds;
	} periods[] = {
		{ "hourly", 3600 },
		{ "daily", 86400 },
		{ "weekly", 7L * 86400 },
		{ "monthly", 30L * 86400 },
		{ "yearly", 365L * 86400 },
	};

	for (size_t i = 0; period && i < ARRAY_LEN(periods); i++) {
		if (strcasecmp(period, periods[i].name) == 0)
			return periods[i].seconds;
	}
	return 0;
}

void
build_finish(struct build *build)
{
	struct feed *feed = &build->feed;

	if (build->in_item) /* the document ended within it */
		draft_end(build);
	if (!*feed->title && build->other_title)
		feed->title = build->other_title;
	if (!*feed->description && build->other_description)
		feed->description = build->other_description;
	if (!*feed->description && build->least_description)
		feed->description = build->least_description;
	if (feed->n_authors == 0 && build->other_author) {
		struct person person = person_read(build->arena, build->other_author);

		build_add_author(build, &person);
	}
	if (feed->ttl == 0 && build->period)
		feed->ttl = period_seconds(build->period) /
			    (build->frequency > 0 ? build->frequency : 1);
}
