/*
 * xml - libxml2's SAX2 push parser with handlers of our own.
 *
 * The document comes without its prologue, so libxml2 never sees a DTD. It is fed in
 * pieces: that is faster than the whole buffer and lets it forget what was read.
 */
#include "markup/xml.h"

#include <string.h>

#include <libxml/parser.h>

#include "markup/mend.h"

enum { PIECE = 128 << 10, TAG_SHORT = 1 << 10 };

struct xml_run {
	const struct xml_handlers *handlers;
	void *arg;
	xmlParserCtxtPtr ctxt;
	size_t depth;
	size_t n_namespaces;                        /* in force */
	unsigned short declared[XML_DEPTH_MAX + 1]; /* by the element at each depth */
	bool done;                                  /* the root has ended */
	const char *stopped; /* why we stopped the parser, NULL: we did not */
};

static void
run_stop(struct xml_run *run, const char *why)
{
	run->stopped = why;
	xmlStopParser(run->ctxt);
}

static size_t
attrs_copy(struct xml_attr *attrs, int n, const xmlChar **from)
{
	size_t n_attrs = n < XML_ATTRS_MAX ? (size_t)n : XML_ATTRS_MAX;

	for (size_t i = 0; i < n_attrs; i++, from += 5) {
		attrs[i].name.local = (const char *)from[0];
		attrs[i].name.prefix = (const char *)from[1];
		attrs[i].name.ns = (const char *)from[2];
		attrs[i].value = (const char *)from[3];
		attrs[i].len = (size_t)(from[4] - from[3]);
	}
	return n_attrs;
}

static void
on_start_element(void *arg, const xmlChar *local, const xmlChar *prefix, const xmlChar *ns,
	int n_namespaces, const xmlChar **namespaces, int n_attrs, int n_defaulted,
	const xmlChar **attributes)
{
	struct xml_run *run = arg;
	struct xml_attr attrs[XML_ATTRS_MAX];
	struct xml_name name = {
		.ns = (const char *)ns, .prefix = (const char *)prefix, .local = (const char *)local
	};

	(void)namespaces;
	(void)n_defaulted;
	if (run->stopped)
		return;
	if (run->depth == XML_DEPTH_MAX) {
		run_stop(run, "elements are nested too deeply");
		return;
	}
	run->depth++;
	run->declared[run->depth] = (unsigned short)n_namespaces;
	run->n_namespaces += (size_t)n_namespaces;
	if (run->n_namespaces > XML_NAMESPACES_MAX) {
		run_stop(run, "too many namespaces");
		return;
	}
	run->handlers->on_start(run->arg, &name, attrs, attrs_copy(attrs, n_attrs, attributes));
}

static void
on_end_element(void *arg, const xmlChar *local, const xmlChar *prefix, const xmlChar *ns)
{
	struct xml_run *run = arg;

	(void)local;
	(void)prefix;
	(void)ns;
	if (run->stopped)
		return;
	run->n_namespaces -= run->declared[run->depth];
	run->handlers->on_end(run->arg);
	if (--run->depth == 0)
		run->done = true;
}

static void
on_characters(void *arg, const xmlChar *text, int len)
{
	struct xml_run *run = arg;

	if (!run->stopped)
		run->handlers->on_text(run->arg, (const char *)text, (size_t)len);
}

#if LIBXML_VERSION >= 21200
static void
on_xml_error(void *arg, const xmlError *error)
#else
static void
on_xml_error(void *arg, xmlErrorPtr error)
#endif
{
	(void)arg; /* kept in the context; nothing goes to standard error */
	(void)error;
}

static const xmlSAXHandler sax = {
	.initialized = XML_SAX2_MAGIC,
	.startElementNs = on_start_element,
	.endElementNs = on_end_element,
	.characters = on_characters,
	.ignorableWhitespace = on_characters,
	.cdataBlock = on_characters,
	.serror = on_xml_error,
};

static void
run_fail(struct xml_run *run, struct err *err)
{
	const xmlError *error = xmlCtxtGetLastError(run->ctxt);

	if (run->stopped)
		err_set(err, ERR_DATA, "%s", run->stopped);
	else if (error && error->message)
		err_set(err, ERR_DATA, "line %d: %.*s", error->line,
			(int)strcspn(error->message, "\n"), error->message);
	else
		err_set(err, ERR_DATA, "it is not well formed");
}

static bool
run_open(struct xml_run *run, xmlSAXHandler *copy, struct err *err)
{
	*copy = sax;
	run->ctxt = xmlCreatePushParserCtxt(copy, run, NULL, 0, NULL);
	if (!run->ctxt) {
		err_set(err, ERR_FAIL, "no memory for the XML parser");
		return false;
	}
	xmlCtxtUseOptions(run->ctxt, XML_PARSE_NONET | XML_PARSE_COMPACT);
	return true;
}

/* Whether there is any use in more bytes. */
static bool
run_wants_more(const struct xml_run *run)
{
	return !run->done && !run->stopped && run->ctxt->wellFormed;
}

/* whole: nothing will follow. What is known to be the end needs no looking ahead for each ">". */
static void
run_push(struct xml_run *run, const char *bytes, size_t len, bool whole)
{
	while (len > 0 && run_wants_more(run)) {
		size_t piece = len < PIECE ? len : PIECE;

		xmlParseChunk(run->ctxt, bytes, (int)piece, whole && piece == len);
		bytes += piece;
		len -= piece;
	}
}

static bool
run_close(struct xml_run *run, struct err *err)
{
	bool ok;

	if (run_wants_more(run))
		xmlParseChunk(run->ctxt, "", 0, 1);
	ok = run->done && !run->stopped;
	if (!ok)
		run_fail(run, err);
	xmlFreeParserCtxt(run->ctxt);
	return ok;
}

bool
xml_parse(const char *bytes, size_t len, const struct xml_handlers *handlers, void *arg,
	struct err *err)
{
	struct xml_run run = { .handlers = handlers, .arg = arg };
	xmlSAXHandler copy;

	if (!run_open(&run, &copy, err))
		return false;
	run_push(&run, bytes, len, true);
	return run_close(&run, err);
}

static bool
on_mended(void *arg, const char *bytes, size_t len)
{
	struct xml_run *run = arg;

	run_push(run, bytes, len, false);
	return run_wants_more(run);
}

static void
on_mended_cut(void *arg)
{
	struct xml_run *run = arg;

	if (run->handlers->on_cut)
		run->handlers->on_cut(run->arg);
}

bool
xml_parse_mended(const struct xml_prologue *prologue, const struct xml_handlers *handlers,
	void *arg, unsigned *ret_repairs, struct err *err)
{
	struct xml_run run = { .handlers = handlers, .arg = arg };
	xmlSAXHandler copy;

	if (!run_open(&run, &copy, err))
		return false;
	*ret_repairs = mend(prologue, on_mended, on_mended_cut, &run);
	return run_close(&run, err);
}

/* Past the end of a start tag that begins at `at`; its attributes are counted by their "=". */
static const char *
tag_end(const char *at, const char *end, size_t *ret_attrs)
{
	size_t n_attrs = 0;

	while (at < end && *at != '>') {
		if (*at == '"' || *at == '\'') {
			at = memchr(at + 1, *at, (size_t)(end - at - 1));
			if (!at)
				at = end - 1;
		} else if (*at == '=') {
			n_attrs++;
		}
		at++;
	}
	*ret_attrs = n_attrs;
	return at;
}

/* Past the mark, two bytes and a ">", at or after `at`. */
static const char *
past(const char *at, const char *end, const char *mark)
{
	const char *close = at + 2;

	while (close < end && (close = memchr(close, '>', (size_t)(end - close)))) {
		close++;
		if (close[-2] == mark[1] && close[-3] == mark[0])
			return close;
	}
	return end;
}

/* Looks at each tag; what is in CDATA sections and comments is none. */
static bool
all_tags_are_small(const char *bytes, size_t len)
{
	const char *end = bytes + len, *at = memchr(bytes, '<', len);

	while (at) {
		const char *from = at + 1;
		size_t n_attrs;

		if (end - at > 8 && memcmp(at, "<![CDATA[", 9) == 0) {
			from = past(at + 9, end, "]]");
		} else if (end - at > 3 && memcmp(at, "<!--", 4) == 0) {
			from = past(at + 4, end, "--");
		} else {
			const char *stop = tag_end(from, end, &n_attrs);

			if (n_attrs > XML_ATTRS_MAX || stop - from > XML_TAG_MAX)
				return false;
		}
		at = memchr(from, '<', (size_t)(end - from));
	}
	return true;
}

/*
 * Attributes hold no "<", so a long tag is a long way without one. Such ways are found by
 * leaps; where one may be a tag, all are looked at.
 */
bool
xml_tags_are_small(const char *bytes, size_t len)
{
	const char *at = bytes, *end = bytes + len;

	while (end - at > TAG_SHORT) {
		const char *next = memrchr(at, '<', TAG_SHORT), *stop;
		size_t n_attrs;

		if (next) {
			at = next + 1;
			continue;
		}
		next = memchr(at, '<', (size_t)(end - at));
		stop = tag_end(at, next ? next : end, &n_attrs);
		if (n_attrs > XML_ATTRS_MAX || stop - at > XML_TAG_MAX)
			return all_tags_are_small(bytes, len);
		at = next ? next + 1 : end;
	}
	return true;
}

char *
xml_attr_text(struct arena *arena, const struct xml_attr *attr)
{
	char *text = arena_strndup(arena, attr->value, attr->len), *to;
	const char *from;

	if (!memchr(attr->value, '&', attr->len))
		return text;

	/* Without entity substitution libxml2 hands out each & of a value as &#38; */
	to = text + strcspn(text, "&");
	from = to;
	while (*from) {
		if (strncmp(from, "&#38;", 5) == 0) {
			*to++ = '&';
			from += 5;
		} else {
			*to++ = *from++;
		}
	}
	*to = '\0';
	return text;
}
