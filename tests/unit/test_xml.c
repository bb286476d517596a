/* xml: strict reading, what it refuses, and what mending makes of it. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "markup/xml.h"

/* The calls as a text: <name attr=value>text</> */
static void
on_start(void *arg, const struct xml_name *name, const struct xml_attr *attrs, size_t n_attrs)
{
	struct str *log = arg;
	struct arena *arena = arena_new();

	str_printf(log, "<%s", name->local);
	for (size_t i = 0; i < n_attrs; i++)
		str_printf(log, " %s=%s", attrs[i].name.local, xml_attr_text(arena, &attrs[i]));
	str_putc(log, '>');
	arena_free(arena);
}

static void
on_text(void *arg, const char *text, size_t len)
{
	str_add(arg, text, len);
}

static void
on_end(void *arg)
{
	str_puts(arg, "</>");
}

static const struct xml_handlers handlers = { on_start, on_text, on_end };

static bool
read_strictly(const char *text, struct str *log, struct err *err)
{
	str_init(log, 1 << 20);
	return xml_parse(text, strlen(text), &handlers, log, err);
}

static void
reads_strictly(void **state)
{
	static const struct {
		const char *text, *want; /* NULL: refused */
	} cases[] = {
		{ "<a>x</a>", "<a>x</>" },
		{ "<a>&amp;&lt;&#65;<![CDATA[<b>&amp;]]></a>", "<a>&<A<b>&amp;</>" },
		{ "<a b='1&amp;2&#38;3&quot;&lt;'/>", "<a b=1&2&3\"<></>" },
		{ "<p:a xmlns:p='u'><q:b/></p:a>", "<a><b></></>" },
		{ "<a>x</a>what follows is not looked at <", "<a>x</>" },
		{ "<a>x", NULL },
		{ "<a><b></a>", NULL },
		{ "<a>R&D</a>", NULL },
		{ "<a>&nbsp;</a>", NULL },
		{ "<a>\x01</a>", NULL },
		{ "<a b=c/>", NULL },
		{ "no element", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err err = { 0 };
		struct str log;
		bool ok = read_strictly(cases[i].text, &log, &err);

		assert_int_equal(ok, cases[i].want != NULL);
		if (ok)
			assert_string_equal(log.text, cases[i].want);
		else
			assert_true(err.code == ERR_DATA && *err.text);
		str_clear(&log);
	}
}

static void
refuses_what_is_too_deep(void **state)
{
	struct str deep, log;
	struct err err;

	(void)state;
	str_init(&deep, 1 << 20);
	for (size_t i = 0; i <= XML_DEPTH_MAX; i++)
		str_puts(&deep, "<a>");
	assert_false(read_strictly(deep.text, &log, &err));
	assert_non_null(strstr(err.text, "nested"));
	str_clear(&log);
	str_clear(&deep);
}

static void
sees_large_tags_before_the_parser_does(void **state)
{
	struct str text;

	(void)state;
	str_init(&text, 1 << 20);
	str_puts(&text, "<r><a ");
	for (int i = 0; i <= XML_ATTRS_MAX; i++)
		str_printf(&text, "a%d='%d' ", i, i);
	str_puts(&text, "/></r>");
	assert_false(xml_tags_are_small(text.text, text.len));
	str_clear(&text);

	str_init(&text, 1 << 20);
	str_puts(&text, "<r><![CDATA[<a ");
	for (int i = 0; i <= XML_ATTRS_MAX; i++)
		str_printf(&text, "a%d='%d' ", i, i);
	str_puts(&text, "/>]]></r>");
	assert_true(xml_tags_are_small(text.text, text.len));
	str_clear(&text);
	assert_true(xml_tags_are_small("<a b='c'/>", 10));
	assert_true(xml_tags_are_small("", 0));
	assert_true(xml_tags_are_small("<![CDATA[", 9));
	assert_true(xml_tags_are_small("<!--", 4));
}

static void
mends(void **state)
{
	static const struct {
		const char *text, *want;
		unsigned repairs;
	} cases[] = {
		{ "<a>x</a>", "<a>x</>", 0 },
		{ "<a>R&D &nbsp;&foo; &amp;</a>", "<a>R&D \xc2\xa0&foo; &</>",
			XML_REPAIRED_ENTITIES },
		{ "<a>1 < 2 ]]></a>", "<a>1 < 2 ]]></>", XML_REPAIRED_MARKUP },
		{ "<a>\x01x\xef\xbf\xbf</a>", "<a>x\xef\xbf\xbd</>", XML_REPAIRED_CHARACTERS },
		{ "<a><b>x</a>", "<a><b>x</></>", XML_REPAIRED_NESTING },
		{ "<a>x</b></a>", "<a>x</>", XML_REPAIRED_NESTING },
		{ "<a>x<br>y<img src='i'>z</a>", "<a>x<br></>y<img src=i></>z</>", 0 },
		{ "<a>x", "<a>x</>", XML_REPAIRED_END },
		{ "<a><b c='", "<a></>", XML_REPAIRED_END },
		{ "<a b=c d e='1' e='2'>x</a>", "<a b=c d=d e=1>x</>", XML_REPAIRED_MARKUP },
		{ "<a b='x<y'>z</a>", "<a b=x<y>z</>", 0 },
		{ "<a><![CDATA[x&y<z>]]></a>", "<a>x&y<z></>", 0 },
		{ "<a><![CDATA[x</a>", "<a>x</a></>", XML_REPAIRED_END },
		{ "<a><!-- c -->x<?p i?>y</a>", "<a>xy</>", 0 },
		{ "<a><title>t<link>l</link></a>", "<a><title>t</><link>l</></>",
			XML_REPAIRED_NESTING },
		{ "<a><item>1<item>2</a>", "<a><item>1</><item>2</></>", XML_REPAIRED_NESTING },
		{ "<A>x</a>", "<A>x</>", 0 },
		{ "<a b=\"x>y</a>", "<a b=x>y</>", XML_REPAIRED_MARKUP },
		{ "<a><b <c>x</c></a>", "<a><b><c>x</></></>",
			XML_REPAIRED_MARKUP | XML_REPAIRED_NESTING },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct xml_prologue prologue;
		struct str log;
		struct err err = { 0 };
		unsigned repairs = 0;

		str_init(&log, 1 << 20);
		xml_read_prologue(cases[i].text, strlen(cases[i].text), &prologue);
		if (!xml_parse_mended(&prologue, &handlers, &log, &repairs, &err))
			fail_msg("%s: %s", cases[i].text, err.text);
		if (strcmp(log.text, cases[i].want) != 0 || repairs != cases[i].repairs)
			fail_msg("%s\n   %s (%u)\n   %s (%u)", cases[i].text, log.text, repairs,
				cases[i].want, cases[i].repairs);
		str_clear(&log);
	}
}

static void
reads_what_stands_before_the_root(void **state)
{
	static const struct {
		const char *text, *name; /* NULL: there is no element */
		bool junk, html;
		size_t n_entities;
	} cases[] = {
		{ "<?xml version='1.0'?><!-- c --><rss>", "rss", false, false, 0 },
		{ "<!DOCTYPE rss [<!ENTITY a 'x'><!-- <!ENTITY c 'y'> --><!ENTITY b "
		  "\"&a;\">]><rss>",
			"rss", false, false, 1 },
		{ "<!DOCTYPE rss PUBLIC '-//N//DTD' 'http://n.example/rss.dtd'>\n<rss>", "rss",
			false, false, 0 },
		{ "<r:RDF>", "RDF", false, false, 0 },
		{ "junk<rss>", "rss", true, false, 0 },
		{ "<b>Warning</b><feed>", "feed", true, false, 0 },
		{ "x=<feed", "feed", true, false, 0 },
		{ "<!doctype html><html>", "html", false, true, 0 },
		{ "<html><rss>", "html", false, true, 0 },
		{ "<!DOCTYPE rss [", NULL, false, false, 0 },
		{ "<!--", NULL, false, false, 0 },
		{ "", NULL, false, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct xml_prologue prologue;

		xml_read_prologue(cases[i].text, strlen(cases[i].text), &prologue);
		assert_int_equal(prologue.root != NULL, cases[i].name != NULL);
		if (cases[i].name) {
			assert_int_equal(prologue.name_len, strlen(cases[i].name));
			assert_memory_equal(prologue.name, cases[i].name, prologue.name_len);
		}
		assert_int_equal(prologue.junk, cases[i].junk);
		assert_int_equal(prologue.html, cases[i].html);
		assert_int_equal(prologue.n_entities, cases[i].n_entities);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_strictly),
		cmocka_unit_test(refuses_what_is_too_deep),
		cmocka_unit_test(sees_large_tags_before_the_parser_does),
		cmocka_unit_test(mends),
		cmocka_unit_test(reads_what_stands_before_the_root),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
