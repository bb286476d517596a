/*
 * build - walks a format's tables as the parser calls.
 *
 * Outside of gathering, each element is looked up among the children of the one it is
 * in. Gathering begins at a row that wants text and ends with its element; elements within are
 * written into the text as HTML, or passed over.
 */
#include "feed/build.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/bytes.h"
#include "base/url.h"
#include "base/utf8.h"
#include "markup/html.h"

/* The last ones are remembered: a document has few. */
static enum ns
ns_of_known_uri(struct build *build, const char *uri)
{
	struct known_ns *known;

	for (size_t i = 0; i < KNOWN_NAMESPACES && build->known[i].uri; i++) {
		if (build->known[i].uri == uri)
			return build->known[i].ns;
	}
	known = &build->known[build->n_known++ % KNOWN_NAMESPACES];
	*known = (struct known_ns){ .uri = uri, .ns = ns_of_uri(build->feed.format, uri) };
	return known->ns;
}

static enum ns
ns_of(struct build *build, const struct xml_name *name)
{
	enum ns ns = NS_OTHER;

	if (!name->ns && !name->prefix)
		return NS_CORE;
	if (name->ns && build->root_ns &&
		(name->ns == build->root_ns || strcmp(name->ns, build->root_ns) == 0))
		return NS_CORE;
	if (name->ns)
		ns = ns_of_known_uri(build, name->ns);
	if (ns == NS_OTHER && name->prefix)
		ns = ns_of_prefix(build->feed.format, name->prefix);
	return ns;
}

static const struct field *
field_find(struct build *build, const struct table *table, const struct xml_name *name)
{
	enum ns ns = ns_of(build, name);

	for (; table; table = table->more) {
		for (size_t i = 0; i < table->n_fields; i++) {
			const struct field *field = &table->fields[i];

			if (field->ns == ns && is_word(name->local, field->name))
				return field;
		}
	}
	return NULL;
}

/* The parser gives one pointer for one name, so what was found once is found at once. */
static const struct field *
field_lookup(struct build *build, const struct table *table, const struct xml_name *name)
{
	size_t hash = ((size_t)name->local >> 3) ^ ((size_t)name->ns >> 2) ^ ((size_t)table >> 4);
	struct lookup *lookup;

	if (!name->ns && name->prefix) /* the prefix is no part of the key */
		return field_find(build, table, name);
	for (size_t i = 0; i < LOOKUP_PROBES; i++) {
		lookup = &build->cache[(hash + i) % LOOKUP_CACHE];
		if (!lookup->local)
			break;
		if (lookup->local == name->local && lookup->ns == name->ns &&
			lookup->table == table)
			return lookup->field;
	}
	*lookup = (struct lookup){ .table = table,
		.local = name->local,
		.ns = name->ns,
		.field = field_find(build, table, name) };
	return lookup->field;
}

bool
is_word(const char *text, const char *word)
{
	for (; *word; text++, word++) {
		char c = *text;

		if (c != *word && (c < 'A' || c > 'Z' || c + ('a' - 'A') != *word))
			return false;
	}
	return !*text;
}

/* NULL: absent. */
static const struct xml_attr *
attr_find(const struct element *element, const char *local)
{
	for (size_t i = 0; i < element->n_attrs; i++) {
		const struct xml_attr *attr = &element->attrs[i];

		if ((!attr->name.prefix ||
			    (element->name->ns && attr->name.ns == element->name->ns)) &&
			is_word(attr->name.local, local))
			return attr;
	}
	return NULL;
}

const char *
build_attr(struct build *build, const struct element *element, const char *local)
{
	const struct xml_attr *attr = attr_find(element, local);

	return attr ? xml_attr_text(build->arena, attr) : NULL;
}

bool
attr_is(const struct element *element, const char *local, const char *word)
{
	const struct xml_attr *attr = attr_find(element, local);

	return attr && attr->len == strlen(word) && strncasecmp(attr->value, word, attr->len) == 0;
}

const char *
build_attr_ns(struct build *build, const struct element *element, enum ns ns, const char *local)
{
	for (size_t i = 0; i < element->n_attrs; i++) {
		const struct xml_attr *attr = &element->attrs[i];

		if (attr->name.prefix && strcmp(attr->name.local, local) == 0 &&
			ns_of(build, &attr->name) == ns)
			return xml_attr_text(build->arena, attr);
	}
	return NULL;
}

/* --- text ------------------------------------------------------------------ */

static const char *
arena_text(struct build *build)
{
	return build->scratch.len > 0
		       ? arena_strndup(build->arena, build->scratch.text, build->scratch.len)
		       : "";
}

/*
 * Text that is plain by its own word keeps what it says, but nobody means "&#8217;" by it: references
 * to what is not ASCII are decoded.
 */
static void
clean_plain(struct build *build, const char *bytes, size_t len)
{
	struct str decoded;
	bool foreign = false;

	if (!memchr(bytes, '&', len)) {
		utf8_clean_line(&build->scratch, bytes, len, FEED_LINE_MAX);
		return;
	}
	str_init(&decoded, len + 8);
	html_decode(bytes, len, &decoded);
	for (size_t i = 0; i < decoded.len && !foreign; i++)
		foreign = (unsigned char)decoded.text[i] >= 0x80;
	if (foreign && decoded.len < len)
		utf8_clean_line(&build->scratch, decoded.text, decoded.len, FEED_LINE_MAX);
	else
		utf8_clean_line(&build->scratch, bytes, len, FEED_LINE_MAX);
	str_clear(&decoded);
}

struct span {
	const char *at;
	size_t len;
};

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct span
trim(const char *at, size_t len)
{
	while (len > 0 && is_blank(*at)) {
		at++;
		len--;
	}
	while (len > 0 && is_blank(at[len - 1]))
		len--;
	return (struct span){ at, len };
}

/* Whether the gate would change nothing: printable ASCII with neither markup nor two blanks side by side. */
static bool
is_tidy_short(struct span line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];

		if (c < ' ' || c >= 0x7F || c == '&' || c == '<' ||
			(c == ' ' && line.at[i + 1] == ' '))
			return false;
	}
	return true;
}

/* The same of sixteen bytes; the one behind them is read, too. */
static inline bool
is_tidy_piece(const char *at)
{
	bytes16 here = bytes16_at(at), next = bytes16_at(at + 1);

	return !bytes16_any((here < ' ') | (here == 0x7F) | (here == '&') | (here == '<') |
			    ((here == ' ') & (next == ' ')));
}

/* A trimmed line, many bytes at a time, the last ones once more where they are no whole piece. */
static bool
is_tidy(struct span line)
{
	const size_t piece = sizeof(bytes16);

	if (line.len < piece)
		return is_tidy_short(line);
	if (line.len > FEED_LINE_MAX)
		return false;
	for (size_t at = 0; at + piece < line.len; at += piece) {
		if (!is_tidy_piece(line.at + at))
			return false;
	}
	return is_tidy_piece(line.at + line.len - piece);
}

const char *
build_line(struct build *build, const struct text *text)
{
	struct span line = trim(text->bytes, text->len);

	if (is_tidy(line))
		return arena_strndup(build->arena, line.at, line.len);
	str_reset(&build->scratch);
	if (text->form == FORM_PLAIN)
		clean_plain(build, text->bytes, text->len);
	else
		html_to_line(text->bytes, text->len, &build->scratch);
	return arena_text(build);
}

const char *
build_word(struct build *build, const struct text *text)
{
	struct span line = trim(text->bytes, text->len);

	if (is_tidy(line))
		return arena_strndup(build->arena, line.at, line.len);
	str_reset(&build->scratch);
	utf8_clean_line(&build->scratch, line.at, line.len, FEED_LINE_MAX);
	return arena_text(build);
}

const char *
build_base(const struct build *build)
{
	const struct frame *top = build->depth > 0 ? &build->stack[build->depth - 1] : NULL;

	if (top && top->base)
		return top->base;
	if (strncmp(build->feed.home_page_url, "http", 4) == 0)
		return build->feed.home_page_url;
	return *build->url ? build->url : build->feed.feed_url;
}

/* Sixteen bytes that stand in an address as they are; the one behind them is read, too. */
static inline bool
is_link_piece(const char *at)
{
	bytes16 here = bytes16_at(at), next = bytes16_at(at + 1);

	return !bytes16_any((here <= ' ') | (here == 0x7F) | (here == '"') | (here == '<') |
			    (here == '\\') | ((here == '/') & (next == '.')) |
			    ((here == 'p') & (next == ';'))); /* "/../", "&amp;" */
}

/* An absolute web address that needs no tidying, as nearly all are; says no to short ones, too. */
static bool
is_tidy_link(struct span url)
{
	const size_t piece = sizeof(bytes16);
	size_t scheme = strncmp(url.at, "https://", 8) == 0  ? 8
			: strncmp(url.at, "http://", 7) == 0 ? 7
							     : 0;

	if (scheme == 0 || url.len < piece || url.len > URL_MAX ||
		!isalnum((unsigned char)url.at[scheme]))
		return false;
	for (size_t at = 0; at + piece < url.len; at += piece) {
		if (!is_link_piece(url.at + at))
			return false;
	}
	return is_link_piece(url.at + url.len - piece);
}

/* Addresses that are no address but a program, or a document of their own. */
static bool
is_unsafe_link(const char *url)
{
	static const char *const schemes[] = { "javascript:", "vbscript:", "data:" };

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return true;
	}
	return false;
}

/* "&amp;" that is left once XML is decoded was escaped twice: no address means it. */
static const char *
single_escaped(struct build *build, const char *url)
{
	char *copy, *to, *from;

	if (!strstr(url, "&amp;"))
		return url;
	copy = arena_strdup(build->arena, url);
	for (to = from = copy; *from;) {
		*to++ = *from;
		from += strncmp(from, "&amp;", 5) == 0 ? 5 : 1;
	}
	*to = '\0';
	return copy;
}

const char *
build_link(struct build *build, const char *reference)
{
	size_t len = strlen(reference);

	if (is_tidy_link((struct span){ reference, len }))
		return reference;
	reference += strspn(reference, " \t\r\n");
	if (!*reference || len > URL_MAX || is_unsafe_link(reference))
		return "";
	return url_resolve(build->arena, build_base(build), single_escaped(build, reference));
}

const char *
build_text_link(struct build *build, const struct text *text)
{
	struct span url = trim(text->bytes, text->len);

	if (is_tidy_link(url))
		return arena_strndup(build->arena, url.at, url.len);
	return build_link(build, build_word(build, text));
}

void
build_rich(struct build *build, const struct text *text, struct rich *ret_rich)
{
	struct span whole = trim(text->bytes, text->len);

	if (whole.len == 0)
		return;
	ret_rich->text = arena_strndup(build->arena, whole.at, whole.len);
	ret_rich->len = whole.len;
	ret_rich->html = text->form != FORM_PLAIN;
	ret_rich->tidy = !ret_rich->html && is_tidy(whole);
	ret_rich->base = build_base(build);
}

/* --- the walk -------------------------------------------------------------- */

/* xml:base of an element, for what is in it. */
static void
frame_rebase(struct build *build, struct frame *frame, const struct element *element)
{
	for (size_t i = 0; i < element->n_attrs; i++) {
		const struct xml_attr *attr = &element->attrs[i];

		if (attr->name.prefix && strcmp(attr->name.prefix, "xml") == 0 &&
			strcmp(attr->name.local, "base") == 0 && attr->len > 0 &&
			attr->len <= URL_MAX)
			frame->base =
				url_resolve(build->arena, frame->base ? frame->base : build->url,
					xml_attr_text(build->arena, attr));
	}
}

static void
frame_push(struct build *build, const struct field *field, const struct element *element)
{
	const struct frame *outer = build->depth > 0 ? &build->stack[build->depth - 1] : NULL;
	struct frame *frame = &build->stack[build->depth++];

	*frame = (struct frame){ .field = field, .base = outer ? outer->base : NULL };
	frame_rebase(build, frame, element);
}

static bool
is_empty_tag(const char *name)
{
	static const char *const names[] = { "area", "base", "br", "col", "embed", "hr", "img",
		"input", "link", "meta", "param", "source", "track", "wbr" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strcasecmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static void
put_name(struct build *build, const struct xml_name *name)
{
	if (name->prefix && ns_of(build, name) != NS_XHTML) {
		str_puts(&build->gathered, name->prefix);
		str_putc(&build->gathered, ':');
	}
	str_puts(&build->gathered, name->local);
}

/* From here on the text is HTML that we write: what is there already becomes such. */
static void
become_markup(struct build *build)
{
	struct str *gathered = &build->gathered;

	if (build->form == FORM_MARKUP)
		return;
	if (build->form == FORM_PLAIN || !memchr(gathered->text, '<', gathered->len)) {
		struct str escaped;

		str_init(&escaped, FEED_FIELD_MAX);
		html_escape(gathered->text, gathered->len, &escaped);
		str_reset(gathered);
		str_add(gathered, escaped.text, escaped.len);
		str_clear(&escaped);
	}
	build->form = FORM_MARKUP;
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

static void
gather_start(struct build *build, const struct element *element)
{
	if (build->stack[build->depth - 1].field->kind != FIELD_RICH ||
		build->form == FORM_BASE64) {
		build->skip = 1;
		return;
	}
	become_markup(build);
	if (build->inner == 0) /* the <div> around XHTML may say it as well */
		frame_rebase(build, &build->stack[build->depth - 1], element);
	build->open[build->inner++] = *element->name;
	str_putc(&build->gathered, '<');
	put_name(build, element->name);
	for (size_t i = 0; i < element->n_attrs; i++) {
		const struct xml_attr *attr = &element->attrs[i];
		const char *at = attr->value, *end = at + attr->len;

		str_putc(&build->gathered, ' ');
		put_name(build, &attr->name);
		str_puts(&build->gathered, "=\"");
		while (at < end) { /* each & stands there as &#38; (see xml_attr_text) */
			const char *ref = memchr(at, '&', (size_t)(end - at));

			html_escape(at, (size_t)((ref ? ref : end) - at), &build->gathered);
			if (ref)
				str_puts(&build->gathered, "&amp;");
			at = !ref                                             ? end
			     : end - ref >= 5 && memcmp(ref, "&#38;", 5) == 0 ? ref + 5
									      : ref + 1;
		}
		str_putc(&build->gathered, '"');
	}
	str_puts(&build->gathered, is_empty_tag(element->name->local) ? " />" : ">");
}

static void
gather_end(struct build *build)
{
	const struct xml_name *name = &build->open[--build->inner];

	if (is_empty_tag(name->local))
		return;
	str_puts(&build->gathered, "</");
	put_name(build, name);
	str_putc(&build->gathered, '>');
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
	if (build->depth == 0 && build->feed.format != FEED_RDF)
		build->root_ns = name->ns;
	else if (build->depth == 1 && !build->root_ns && !name->prefix &&
		 strcasecmp(name->local, "channel") == 0)
		build->root_ns =
			name->ns; /* a default namespace that is declared one element late */
	field = build->depth == 0
			? build->root->fields
			: field_lookup(build, build->stack[build->depth - 1].field->inside, name);
	if (!field || (field->start == draft_start && build->feed.n_items == FEED_ITEMS_MAX)) {
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

/*
 * UTF-8 that somebody took for Latin-1 and encoded again: all its characters are below U+0100, and
 * as bytes they are UTF-8. Undone in place.
 */
static bool
undo_double_utf8(struct str *gathered)
{
	struct str bytes;
	size_t n;
	bool high = false, ok = true;

	str_init(&bytes, gathered->len);
	for (size_t at = 0; at < gathered->len && ok; at += n) {
		unsigned rune = 0;

		n = utf8_decode(gathered->text + at, gathered->len - at, &rune);
		ok = rune < 0x100;
		high |= rune >= 0x80;
		str_putc(&bytes, (char)rune);
	}
	ok = ok && high && utf8_valid(bytes.text, bytes.len);
	if (ok) {
		str_reset(gathered);
		str_add(gathered, bytes.text, bytes.len);
	}
	str_clear(&bytes);
	return ok;
}

/* Where a feed has controls U+0080 to U+009F, its author meant the bytes of Windows-1252. */
static void
replace_controls(struct str *gathered)
{
	struct str out;
	const char *at = gathered->text, *end = at + gathered->len, *lead;

	str_init(&out, FEED_FIELD_MAX);
	while ((lead = memchr(at, 0xC2, (size_t)(end - at))) && end - lead > 1) {
		unsigned rune = utf8_of_1252((unsigned char)lead[1]);

		str_add(&out, at, (size_t)(lead - at));
		if (rune > 0x9F)
			str_put_rune(&out, rune);
		at = lead + 2;
	}
	str_add(&out, at, (size_t)(end - at));
	str_clear(gathered);
	*gathered = out;
}

/* What is wrong with the characters of a text and can be known from it alone. */
static void
mend_characters(struct build *build)
{
	struct str *gathered = &build->gathered;

	if ((build->has_double && undo_double_utf8(gathered)) || !build->has_controls ||
		!memchr(gathered->text, 0xC2, gathered->len))
		return;
	replace_controls(gathered);
}

static int
base64_digit(char c)
{
	return c >= 'A' && c <= 'Z'   ? c - 'A'
	       : c >= 'a' && c <= 'z' ? c - 'a' + 26
	       : c >= '0' && c <= '9' ? c - '0' + 52
	       : c == '+' || c == '-' ? 62
	       : c == '/' || c == '_' ? 63
				      : -1;
}

/* Decodes in place; what it gives is HTML. */
static void
base64_decode(struct build *build)
{
	struct str *gathered = &build->gathered;
	unsigned bits = 0, n_bits = 0;
	size_t to = 0;

	for (size_t i = 0; i < gathered->len; i++) {
		int digit = base64_digit(gathered->text[i]);

		if (digit < 0)
			continue;
		bits = bits << 6 | (unsigned)digit;
		n_bits += 6;
		if (n_bits >= 8) {
			n_bits -= 8;
			gathered->text[to++] = (char)(bits >> n_bits & 0xFF);
			bits &= (1u << n_bits) - 1;
		}
	}
	str_truncate(gathered, to);
	if (!utf8_valid(gathered->text, gathered->len))
		str_reset(gathered);
	build->form = FORM_HTML;
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
		if (build->form == FORM_BASE64)
			base64_decode(build);
		if (build->has_controls || build->has_double)
			mend_characters(build);
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
build_init(struct build *build, struct arena *arena, const char *url)
{
	*build = (struct build){ .arena = arena, .url = url && url_is_absolute(url) ? url : "" };
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
