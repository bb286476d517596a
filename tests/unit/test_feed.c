/* feed: every rule by which a document becomes items, a row a rule. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "feed/feed.h"

#define NS                                                                                         \
	" xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'"   \
	" xmlns:content='http://purl.org/rss/1.0/modules/content/'"                                \
	" xmlns:media='http://search.yahoo.com/mrss/' xmlns:atom='http://www.w3.org/2005/Atom'"    \
	" xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"                               \
	" xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"                                 \
	" xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"                           \
	" xmlns:googleplay='http://www.google.com/schemas/play-podcasts/1.0'"                      \
	" xmlns:prism='http://prismstandard.org/namespaces/basic/2.0/'"
#define CHANNEL(x) "<rss version='2.0'" NS "><channel>" x "</channel></rss>"
#define ITEM(x)    CHANNEL("<item>" x "</item>")
#define FEED(x)    "<feed xmlns='http://www.w3.org/2005/Atom'" NS ">" x "</feed>"
#define ENTRY(x)   FEED("<entry>" x "</entry>")
#define OLD(x)     "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>" x "</entry></feed>"
#define RDF(x)                                                                                     \
	"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"                         \
	" xmlns='http://purl.org/rss/1.0/'>" x "</rdf:RDF>"
#define XHTML "<div xmlns='http://www.w3.org/1999/xhtml'>"

/* What a document gives at a path of the JSON Feed; NULL: nothing is there. */
struct row {
	const char *document, *path, *want;
};

/* "items.0.title": members and places. A number comes as its digits. */
static const char *
at_path(struct jnode *node, const char *path, char *number, size_t size)
{
	char step[64];

	while (node && *path) {
		size_t len = strcspn(path, ".");

		snprintf(step, sizeof step, "%.*s", (int)len, path);
		node = jnode_is_array(node) ? jnode_at(node, (size_t)atoi(step))
					    : jnode_get(node, step);
		path += len + (path[len] == '.');
	}
	if (!node)
		return NULL;
	if (jnode_is_number(node)) {
		snprintf(number, size, "%lld", (long long)jnode_value_int(node, 0));
		return number;
	}
	return jnode_value_text(node);
}

static void
check(const struct row *row, const char *url, const char *content_type)
{
	struct feed_hints hints = { .url = url, .content_type = content_type };
	struct arena *arena = arena_new();
	struct feed feed;
	struct err err;
	struct jnode *root;
	char number[32];
	const char *got;

	if (!feed_parse(row->document, strlen(row->document), &hints, arena, &feed, &err))
		fail_msg("%s\n   %s", row->document, err.text);
	for (size_t i = 0; i < feed.n_items; i++)
		item_make_text(&feed.items[i], arena);
	root = feed_to_json(&feed);
	got = at_path(root, row->path, number, sizeof number);
	if (got && row->want ? strcmp(got, row->want) != 0 : got != row->want)
		fail_msg("%s\n   %s: '%s', not '%s'", row->document, row->path,
			got ? got : "(nothing)", row->want ? row->want : "(nothing)");
	jnode_free(root);
	arena_free(arena);
}

#define CHECK_ALL(rows, url)                                                                       \
	do {                                                                                       \
		(void)state;                                                                       \
		for (size_t i = 0; i < ARRAY_LEN(rows); i++)                                       \
			check(&(rows)[i], url, NULL);                                              \
	} while (0)

static void
knows_every_format(void **state)
{
	static const struct row rows[] = {
		{ ITEM("<title>a</title>"), "items.0.title", "a" },
		{ "<rss version='0.91'><channel><item><title>a</title></item></channel></rss>",
			"items.0.title", "a" },
		{ "<rss><channel><title>c</title></channel><item><title>a</title></item></rss>",
			"items.0.title", "a" },
		{ RDF("<channel><title>c</title></channel><item><title>a</title></item>"),
			"items.0.title", "a" },
		{ RDF("<item rdf:about='http://o.example/1'><title>a</title></item>"), "items.0.id",
			"http://o.example/1" },
		{ RDF("<item rdf:about='http://o.example/1'/>"), "items.0.url",
			"http://o.example/1" },
		{ "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
		  " xmlns:r='http://my.netscape.com/rdf/simple/0.9/'><r:item><r:title>a</r:title></"
		  "r:item>"
		  "</rdf:RDF>",
			"items.0.title", "a" },
		{ ENTRY("<title>a</title>"), "items.0.title", "a" },
		{ ENTRY("<description>a</description>"), "items.0.content_text", "a" },
		{ ENTRY("<pubDate>2025-12-02</pubDate>"), "items.0.date_published",
			"2025-12-02T00:00:00Z" },
		{ ENTRY("<enclosure url='http://o.example/a'/>"), "items.0.attachments.0.url",
			"http://o.example/a" },
		{ FEED("<description>a</description>"), "description", "a" },
		{ FEED("<item><title>a</title></item>"), "items.0.title", "a" },
		{ "<feed><entry><title>a</title></entry></feed>", "items.0.title", "a" },
		{ "<a:feed "
		  "xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>a</a:title></a:entry>"
		  "</a:feed>",
			"items.0.title", "a" },
		{ "<entry xmlns='http://www.w3.org/2005/Atom'><title>a</title></entry>",
			"items.0.title", "a" },
		{ OLD("<title>a</title>"), "items.0.title", "a" },
		{ "<rss "
		  "xmlns='http://backend.userland.com/rss2'><channel><title>c</title></channel></"
		  "rss>",
			"title", "c" },
		{ "<rss xmlns='http://unheard.example/'><channel><title>c</title></channel></rss>",
			"title", "c" },
		{ "<CHANNEL HREF='http://o.example/'><TITLE>c</TITLE><ITEM HREF='/i' "
		  "LASTMOD='2025-12-02T08:00:00+01:00'><ABSTRACT>x</ABSTRACT></ITEM></CHANNEL>",
			"items.0.url", "http://o.example/i" },
		{ "<CHANNEL><ITEM LASTMOD='2025-12-02T08:00:00+01:00'/></CHANNEL>",
			"items.0.date_modified", "2025-12-02T07:00:00Z" },
		{ "<CHANNEL><ABSTRACT>x</ABSTRACT></CHANNEL>", "description", "x" },
		{ "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"a\"}]}",
			"items.0.id", "a" },
		{ "<rss version='2.0'><channel "
		  "xmlns='http://unheard.example/'><item><title>a</title>"
		  "</item></channel></rss>",
			"items.0.title", "a" },
	};

	CHECK_ALL(rows, NULL);
}

static void
reads_a_channel(void **state)
{
	static const struct row rows[] = {
		{ CHANNEL("<title>N &amp;amp; M</title>"), "title", "N & M" },
		{ CHANNEL("<link>http://o.example/</link>"), "home_page_url", "http://o.example/" },
		{ CHANNEL("<description>&lt;p&gt;d&lt;/p&gt;</description>"), "description", "d" },
		{ CHANNEL("<language>en_US</language>"), "language", "en-US" },
		{ CHANNEL("<dc:language>de</dc:language>"), "language", "de" },
		{ CHANNEL("<atom:link rel='self' href='http://o.example/f'/>"), "feed_url",
			"http://o.example/f" },
		{ CHANNEL("<atom:link rel='hub' href='http://h.example/'/>"), "hubs.0.url",
			"http://h.example/" },
		{ CHANNEL("<atom:link rel='next' href='http://o.example/2'/>"), "next_url",
			"http://o.example/2" },
		{ CHANNEL("<atom:link "
			  "href='http://wrong.example/'/><link>http://o.example/</link>"),
			"home_page_url", "http://o.example/" },
		{ CHANNEL("<image><title>t</title><url>http://o.example/i.png</url></image>"),
			"icon", "http://o.example/i.png" },
		{ CHANNEL("<image><title>of the image</title></image>"), "title", "" },
		{ CHANNEL("<textInput><link>http://w.example/</link></textInput>"), "home_page_url",
			NULL },
		{ CHANNEL("<managingEditor>m@o.example (An Editor)</managingEditor>"),
			"authors.0.name", "An Editor" },
		{ CHANNEL("<itunes:author>Pod Caster</itunes:author>"), "authors.0.name",
			"Pod Caster" },
		{ CHANNEL("<itunes:summary>s</itunes:summary>"), "description", "s" },
		{ FEED("<subtitle>s</subtitle>"), "description", "s" },
		{ FEED("<icon>http://o.example/i</icon>"), "favicon", "http://o.example/i" },
		{ FEED("<logo>http://o.example/l</logo>"), "icon", "http://o.example/l" },
		{ FEED("<link rel='self' href='http://o.example/f'/><link "
		       "href='http://o.example/'/>"),
			"home_page_url", "http://o.example/" },
		{ "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'/>", "language", "fr" },
		{ "<feed xmlns='http://www.w3.org/2005/Atom' lang='fr'/>", "language", NULL },
		{ "<rss xml:lang='de'><channel><language>fr</language></channel></rss>", "language",
			"fr" },
		{ CHANNEL("<media:title>a</media:title>"), "title", "a" },
	};

	CHECK_ALL(rows, NULL);
}

static void
reads_titles_as_a_reader_sees_them(void **state)
{
	static const struct row rows[] = {
		{ ITEM("<title>A &amp; B</title>"), "items.0.title", "A & B" },
		{ ITEM("<title>A &amp;amp; B</title>"), "items.0.title", "A & B" },
		{ ITEM("<title>it&amp;#8217;s</title>"), "items.0.title", "it’s" },
		{ ITEM("<title>it&amp;amp;#8217;s</title>"), "items.0.title", "it’s" },
		{ ITEM("<title>&lt;b&gt;bold&lt;/b&gt;</title>"), "items.0.title", "bold" },
		{ ITEM("<title>&amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt;</title>"), "items.0.title",
			"bold" },
		{ ITEM("<title>the &amp;lt;blink&amp;gt; tag</title>"), "items.0.title",
			"the <blink> tag" },
		{ ITEM("<title><![CDATA[a <i>b</i> &amp; c]]></title>"), "items.0.title",
			"a b & c" },
		{ ITEM("<title>a <b>b</b> c</title>"), "items.0.title", "a b c" },
		{ ITEM("<title>1 &lt; 2</title>"), "items.0.title", "1 < 2" },
		{ ITEM("<title> two\n  lines </title>"), "items.0.title", "two lines" },
		{ ITEM("<title>don&#146;t</title>"), "items.0.title", "don’t" },
		{ ITEM("<title>don\xc2\x92t é</title>"), "items.0.title", "don’t é" },
		{ ITEM("<title>caf\xc3\x83\xc2\xa9</title>"), "items.0.title", "café" },
		{ ITEM("<title>\xc3\xa2\xc2\x80\xc2\x9cq\xc3\xa2\xc2\x80\xc2\x9d</title>"),
			"items.0.title", "“q”" },
		{ ITEM("<title>Ã and é</title>"), "items.0.title", "Ã and é" },
		{ ITEM("<title>don&amp;#146;t</title>"), "items.0.title", "don’t" },
		{ ITEM("<media:title>m</media:title><title>t</title>"), "items.0.title", "t" },
		{ ITEM("<media:title>m</media:title>"), "items.0.title", "m" },
		{ ITEM("<dc:title>d</dc:title>"), "items.0.title", "d" },
		{ ITEM("<itunes:title>i</itunes:title>"), "items.0.title", "i" },
		{ ITEM("<image><title>w</title></image><title>t</title>"), "items.0.title", "t" },
		{ ITEM("<x:title xmlns:x='http://unheard.example/'>w</x:title><title>t</title>"),
			"items.0.title", "t" },
		{ ENTRY("<title>a &amp;lt;b&amp;gt; &amp;amp; c</title>"), "items.0.title",
			"a &lt;b&gt; &amp; c" },
		{ ENTRY("<title>it&amp;#8217;s</title>"), "items.0.title", "it’s" },
		{ ENTRY("<title type='html'>a &amp;lt;b> &amp;amp; c</title>"), "items.0.title",
			"a <b> & c" },
		{ ENTRY("<title type='text'>a &lt;b&gt; c</title>"), "items.0.title", "a <b> c" },
		{ ENTRY("<title type='xhtml'>" XHTML "a &lt;b&gt; <i>c</i></div></title>"),
			"items.0.title", "a <b> c" },
		{ OLD("<title mode='escaped' type='text/html'>a &lt;b&gt;c&lt;/b&gt;</title>"),
			"items.0.title", "a c" },
		{ OLD("<title mode='base64' type='text/html'>PGI+eDwvYj4=</title>"),
			"items.0.title", "x" },
		{ OLD("<title>a <b>c</b> &amp; d</title>"), "items.0.title", "a c & d" },
		{ ITEM("<title>a&#xD83D;&#xDE80;b</title>"), "items.0.title",
			"a\xF0\x9F\x9A\x80"
			"b" },
		{ ITEM("<title>a&#xD83D;b</title>"), "items.0.title",
			"a\xEF\xBF\xBD"
			"b" },
	};

	CHECK_ALL(rows, NULL);
}

static void
reads_content(void **state)
{
	static const struct row rows[] = {
		{ ITEM("<description>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;</description>"),
			"items.0.content_text", "a\n\nb" },
		{ ITEM("<description>&lt;p&gt;a&lt;/p&gt;</description>"), "items.0.content_html",
			"<p>a</p>" },
		{ ITEM("<description><p>a<br/>b</p></description>"), "items.0.content_text",
			"a\nb" },
		{ ITEM("<description>a &amp; <b>b &lt; c</b></description>"),
			"items.0.content_html", "a &amp; <b>b &lt; c</b>" },
		{ ITEM("<description>short</description><content:encoded>long</content:encoded>"),
			"items.0.summary", "short" },
		{ ITEM("<content:encoded>long</content:encoded><description>short</description>"),
			"items.0.content_text", "long" },
		{ ITEM("<description>a</description><description>b</description>"),
			"items.0.summary", "a" },
		{ ITEM("<summary>a</summary><description>b</description>"), "items.0.content_text",
			"b" },
		{ ITEM("<body xmlns='http://www.w3.org/1999/xhtml'><p>x</p></body>"),
			"items.0.content_text", "x" },
		{ ITEM("<fullitem>x</fullitem>"), "items.0.content_text", "x" },
		{ ITEM("<itunes:summary>s</itunes:summary>"), "items.0.content_text", "s" },
		{ ITEM("<media:group><media:description>m</media:description></media:group>"),
			"items.0.content_text", "m" },
		{ ITEM("<description>d</description><media:description>m</media:description>"),
			"items.0.content_text", "d" },
		{ ITEM("<title>t</title>"), "items.0.content_text", "" },
		{ ENTRY("<summary>s</summary><content type='html'>&lt;p>c</content>"),
			"items.0.summary", "s" },
		{ ENTRY("<summary>s</summary><content type='html'>&lt;p>c</content>"),
			"items.0.content_text", "c" },
		{ ENTRY("<content>a &lt; b\nc</content>"), "items.0.content_text", "a < b\nc" },
		{ ENTRY("<content>a</content>"), "items.0.content_html", NULL },
		{ ENTRY("<content type='xhtml'>" XHTML
			"<p title='a&amp;b'>x<br/></p></div></content>"),
			"items.0.content_html", "<div><p title=\"a&amp;b\">x<br /></p></div>" },
		{ ENTRY("<content type='text/html'>&lt;i>x&lt;/i></content>"),
			"items.0.content_text", "x" },
		{ OLD("<content mode='base64'>PHA+eDwvcD4=</content>"), "items.0.content_text",
			"x" },
		{ "{\"items\":[{\"id\":\"1\",\"content_text\":\"a < b\"}]}", "items.0.content_text",
			"a < b" },
		{ ITEM("<itunes:subtitle>short</itunes:subtitle><itunes:summary>long</"
		       "itunes:summary>"),
			"items.0.content_text", "long" },
		{ ITEM("<itunes:subtitle>short</itunes:subtitle>"), "items.0.content_text",
			"short" },
		{ CHANNEL("<itunes:subtitle>short</itunes:subtitle><itunes:summary>long</"
			  "itunes:summary>"),
			"description", "long" },
		{ ITEM("<googleplay:description>d</googleplay:description>"),
			"items.0.content_text", "d" },
		{ ITEM("<body xmlns='http://www.w3.org/1999/xhtml'><p>if a &lt;b></p></body>"),
			"items.0.content_text", "if a <b>" },
	};

	CHECK_ALL(rows, NULL);
}

static void
reads_ids_and_links(void **state)
{
	static const struct row rows[] = {
		{ ITEM("<guid>http://o.example/1</guid>"), "items.0.url", "http://o.example/1" },
		{ ITEM("<guid isPermaLink='false'>http://o.example/1</guid>"), "items.0.url",
			NULL },
		{ ITEM("<guid>http://o.example/1</guid><link>http://o.example/2</link>"),
			"items.0.url", "http://o.example/2" },
		{ ITEM("<guid>x-17</guid>"), "items.0.id", "x-17" },
		{ ITEM("<link>http://o.example/?utm_source=rss&amp;a=1</link>"), "items.0.url",
			"http://o.example/?utm_source=rss&a=1" },
		{ ITEM("<link>http://o.example/2</link>"), "items.0.id", "http://o.example/2" },
		{ ITEM("<link href='http://o.example/3'/>"), "items.0.url", "http://o.example/3" },
		{ ITEM("<atom:link href='http://o.example/3'/>"), "items.0.url",
			"http://o.example/3" },
		{ ITEM("<feedburner:origLink>http://o.example/4</feedburner:origLink>"),
			"items.0.external_url", "http://o.example/4" },
		{ ITEM("<source url='http://s.example/f'>The Source</source>"),
			"items.0._source.name", "The Source" },
		{ ITEM("<source url='http://s.example/f'>The Source</source>"),
			"items.0._source.url", "http://s.example/f" },
		{ ENTRY("<source><title>The Source</title><link "
			"href='http://s.example/'/></source>"),
			"items.0._source.name", "The Source" },
		{ ENTRY("<source><title>w</title><id>w</id></source><id>e</id>"), "items.0.id",
			"e" },
		{ ENTRY("<link rel='replies' href='http://w.example/'/><link "
			"href='http://o.example/'/>"),
			"items.0.url", "http://o.example/" },
		{ ENTRY("<link type='application/atom+xml' href='http://w.example/'/>"
			"<link rel='alternate' type='text/html' href='http://o.example/'/>"),
			"items.0.url", "http://o.example/" },
		{ ENTRY("<link rel='http://www.iana.org/assignments/relation/alternate'"
			" href='http://o.example/'/>"),
			"items.0.url", "http://o.example/" },
		{ ENTRY("<link rel='related' href='http://r.example/'/>"), "items.0.external_url",
			"http://r.example/" },
		{ ENTRY("<id>http://o.example/e</id>"), "items.0.url", "http://o.example/e" },
		{ ENTRY("<id>tag:o.example,2025:1</id>"), "items.0.url", NULL },
		{ ENTRY("<content src='http://o.example/c'/>"), "items.0.url",
			"http://o.example/c" },
		{ ITEM("<atom:id>urn:a</atom:id><link>http://o.example/1</link>"), "items.0.id",
			"urn:a" },
		{ ITEM("<dc:identifier>doi:a</dc:identifier>"), "items.0.id", "doi:a" },
		{ ITEM("<dc:identifier>doi:a</dc:identifier><guid>g</guid>"), "items.0.id", "g" },
		{ ITEM("<link> JavaScript:alert(1)</link>"), "items.0.url", NULL },
		{ ITEM("<link>data:text/html,a</link>"), "items.0.url", NULL },
		{ FEED("<link rel='self' href='http://f.example/d/f'/><entry><link "
		       "href='a'/></entry>"),
			"items.0.url", "http://f.example/d/a" },
		{ CHANNEL("<link>http://o.example/</link><item><guid "
			  "isPermaLink='true'>a/b</guid></item>"),
			"items.0.url", "http://o.example/a/b" },
		{ CHANNEL("<link>http://o.example/</link><item><guid "
			  "isPermaLink='true'>17</guid></item>"),
			"items.0.url", NULL },
		{ ITEM("<link>http://o.example/?a=1&amp;amp;b=2</link>"), "items.0.url",
			"http://o.example/?a=1&b=2" },
		{ ENTRY("<link>http://o.example/1</link>"), "items.0.url", "http://o.example/1" },
		{ FEED("<link>http://o.example/</link>"), "home_page_url", "http://o.example/" },
		{ ENTRY("<link rel='self'>http://o.example/1</link>"), "items.0.url", NULL },
	};

	CHECK_ALL(rows, NULL);
}

static void
resolves_relative_links(void **state)
{
	static const struct row rows[] = {
		{ ITEM("<link>/a</link>"), "items.0.url", "http://f.example/a" },
		{ ITEM("<link>a</link>"), "items.0.url", "http://f.example/dir/a" },
		{ CHANNEL("<link>http://o.example/x/</link><item><link>a</link></item>"),
			"items.0.url", "http://o.example/x/a" },
		{ CHANNEL("<link>/home</link>"), "home_page_url", "http://f.example/home" },
		{ ENTRY("<link xml:base='http://b.example/c/' href='a'/>"), "items.0.url",
			"http://b.example/c/a" },
		{ "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://b.example/'>"
		  "<entry xml:base='c/'><link href='a'/></entry></feed>",
			"items.0.url", "http://b.example/c/a" },
		{ ENTRY("<id>/e</id>"), "items.0.id", "http://f.example/e" },
		{ ENTRY("<id>e</id>"), "items.0.id", "e" },
		{ ENTRY("<author><name>n</name><uri>/p</uri></author>"), "items.0.authors.0.url",
			"http://f.example/p" },
		{ ITEM("<description>&lt;a href='/x?a=1&amp;amp;b'>y&lt;/a></description>"),
			"items.0.content_html", "<a href=\"http://f.example/x?a=1&amp;b\">y</a>" },
		{ ENTRY("<content type='html' xml:base='http://b.example/'>&lt;img "
			"src=i.png></content>"),
			"items.0.content_html", "<img src=\"http://b.example/i.png\">" },
		{ ITEM("<enclosure url='/a.mp3'/>"), "items.0.attachments.0.url",
			"http://f.example/a.mp3" },
		{ ENTRY("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml' "
			"xml:base='http://b.example/c/'><a href='d'>e</a></div></content>"),
			"items.0.content_html",
			"<div xml:base=\"http://b.example/c/\"><a "
			"href=\"http://b.example/c/d\">e</a></div>" },
	};

	CHECK_ALL(rows, "http://f.example/dir/feed.xml");
}

static void
reads_people_tags_and_attachments(void **state)
{
	static const struct row rows[] = {
		{ ITEM("<author>m@o.example (A Name)</author>"), "items.0.authors.0.name",
			"A Name" },
		{ ITEM("<author>A Name (m@o.example)</author>"), "items.0.authors.0.name",
			"A Name" },
		{ ITEM("<author>A Name &lt;m@o.example&gt;</author>"), "items.0.authors.0.name",
			"A Name" },
		{ ITEM("<author>m@o.example</author>"), "items.0.authors.0.name", "m@o.example" },
		{ ITEM("<author>A Name (the Desk)</author>"), "items.0.authors.0.name",
			"A Name (the Desk)" },
		{ ITEM("<dc:creator><name>A</name></dc:creator>"), "items.0.authors.0.name", "A" },
		{ ITEM("<category><![CDATA[A &amp; B]]></category>"), "items.0.tags.0", "A & B" },
		{ ITEM("<dc:creator>A</dc:creator><dc:creator>B</dc:creator>"),
			"items.0.authors.1.name", "B" },
		{ ITEM("<dc:creator>A</dc:creator><author>a</author>"), "items.0.authors.1.name",
			NULL },
		{ ITEM("<itunes:author>P</itunes:author><author>A</author>"),
			"items.0.authors.1.name", NULL },
		{ ENTRY("<author><email>m@o.example</email></author>"), "items.0.authors.0.name",
			"m@o.example" },
		{ ENTRY("<author><name>A</name><url>http://a.example/</url></author>"),
			"items.0.authors.0.url", "http://a.example/" },
		{ ITEM("<category>a</category><category>b</category><category>a</category>"),
			"items.0.tags.2", NULL },
		{ ITEM("<dc:subject>s</dc:subject>"), "items.0.tags.0", "s" },
		{ ITEM("<itunes:keywords>x, y</itunes:keywords>"), "items.0.tags.1", "y" },
		{ ENTRY("<category term='t' label='Label'/>"), "items.0.tags.0", "t" },
		{ ENTRY("<category term='17' label='Label'/>"), "items.0.tags.0", "Label" },
		{ ITEM("<enclosure url='http://o.example/a.mp3' length='5' type='audio/mpeg'/>"),
			"items.0.attachments.0.size_in_bytes", "5" },
		{ ITEM("<enclosure url='http://o.example/a.mp3?x=1'/>"),
			"items.0.attachments.0.mime_type", "audio/mpeg" },
		{ ITEM("<enclosure url='http://o.example/a' length=''/>"),
			"items.0.attachments.0.size_in_bytes", NULL },
		{ ITEM("<media:content url='http://o.example/v' type='video/mp4'/>"
		       "<enclosure url='http://o.example/a' type='audio/mpeg'/>"),
			"items.0.attachments.0.url", "http://o.example/a" },
		{ ITEM("<media:group><media:content url='http://o.example/v' "
		       "fileSize='7'/></media:group>"),
			"items.0.attachments.0.size_in_bytes", "7" },
		{ ITEM("<media:content url='http://o.example/i' medium='image'/>"), "items.0.image",
			"http://o.example/i" },
		{ ITEM("<media:content url='http://o.example/i' medium='image'/>"),
			"items.0.attachments", NULL },
		{ ITEM("<media:thumbnail url='http://o.example/t'/>"), "items.0.image",
			"http://o.example/t" },
		{ ITEM("<itunes:image href='http://o.example/t'/>"), "items.0.image",
			"http://o.example/t" },
		{ ITEM("<enclosure "
		       "url='http://o.example/a'/><itunes:duration>1:02</itunes:duration>"),
			"items.0.attachments.0.duration_in_seconds", "62" },
		{ ENTRY("<link rel='enclosure' href='http://o.example/a' length='9'/>"),
			"items.0.attachments.0.size_in_bytes", "9" },
		{ ITEM("<author>Ada Lind ada@o.example</author>"), "items.0.authors.0.name",
			"Ada Lind" },
		{ ITEM("<author>ada@o.example Ada Lind</author>"), "items.0.authors.0.name",
			"Ada Lind" },
		{ ITEM("<author>ada@o.example, Ada Lind</author>"), "items.0.authors.0.name",
			"Ada Lind" },
		{ ITEM("<author>ada@o.example bo@o.example</author>"), "items.0.authors.0.name",
			"ada@o.example bo@o.example" },
		{ ITEM("<author>Ada @ Lind</author>"), "items.0.authors.0.name", "Ada @ Lind" },
		{ ITEM("<author>\n <name>Ada</name><uri>http://o.example/a</uri></author>"),
			"items.0.authors.0.name", "Ada" },
		{ ENTRY("<author>Ada</author>"), "items.0.authors.0.name", "Ada" },
		{ FEED("<author>Ada</author>"), "authors.0.name", "Ada" },
		{ ENTRY("<category>a</category>"), "items.0.tags.0", "a" },
		{ ENTRY("<category term='a'>b</category>"), "items.0.tags.1", NULL },
		{ ITEM("<enclosure url='http://o.example/a.mp3' length='3 MB'/>"),
			"items.0.attachments.0.size_in_bytes", NULL },
		{ ITEM("<enclosure url='http://o.example/a.mp3' length=' 30 '/>"),
			"items.0.attachments.0.size_in_bytes", "30" },
		{ ITEM("<itunes:duration>1:05</itunes:duration><enclosure "
		       "url='http://o.example/a'/>"),
			"items.0.attachments.0.duration_in_seconds", "65" },
		{ ITEM("<author>&lt;a href='/ada'>Ada&lt;/a></author>"), "items.0.authors.0.name",
			"Ada" },
		{ ITEM("<author>&lt;ada@o.example> Ada Lind</author>"), "items.0.authors.0.name",
			"Ada Lind" },
		{ ITEM("<managingEditor>ada@o.example (Ada)</managingEditor>"),
			"items.0.authors.0.name", "Ada" },
		{ ITEM("<category term='a'/>"), "items.0.tags.0", "a" },
		{ ITEM("<enclosure href='http://o.example/a.mp3'/>"), "items.0.attachments.0.url",
			"http://o.example/a.mp3" },
	};

	CHECK_ALL(rows, NULL);
}

static void
reads_dates_where_they_stand(void **state)
{
	static const struct row rows[] = {
		{ ITEM("<pubDate>Tue, 02 Dec 2025 08:15:00 +0100</pubDate>"),
			"items.0.date_published", "2025-12-02T07:15:00Z" },
		{ ITEM("<dc:date>2025-12-02</dc:date>"), "items.0.date_published",
			"2025-12-02T00:00:00Z" },
		{ ITEM("<dc:date>2020-01-01</dc:date><pubDate>2 Dec 2025</pubDate>"),
			"items.0.date_published", "2025-12-02T00:00:00Z" },
		{ ITEM("<dcterms:modified>2025-12-02</dcterms:modified>"), "items.0.date_modified",
			"2025-12-02T00:00:00Z" },
		{ ENTRY("<updated>2025-12-01T00:00:00Z</updated><updated>2025-12-02T00:00:00Z</"
			"updated>"),
			"items.0.date_modified", "2025-12-02T00:00:00Z" },
		{ ITEM("<pubDate>soon</pubDate>"), "items.0.date_published", NULL },
		{ ENTRY("<updated>2025-12-02T00:00:00Z</updated>"), "items.0.date_published",
			NULL },
		{ ENTRY("<updated>2025-12-02T00:00:00Z</updated>"), "items.0.date_modified",
			"2025-12-02T00:00:00Z" },
		{ OLD("<issued>2025-12-02</issued>"), "items.0.date_published",
			"2025-12-02T00:00:00Z" },
		{ OLD("<created>2025-12-02</created>"), "items.0.date_published",
			"2025-12-02T00:00:00Z" },
		{ ITEM("<pubDate>Mon, 01 Jan 2125 00:00:00 GMT</pubDate>"),
			"items.0.date_published", "2125-01-01T00:00:00Z" },
		{ ITEM("<prism:publicationDate>2025-12-02</prism:publicationDate>"),
			"items.0.date_published", "2025-12-02T00:00:00Z" },
		{ ITEM("<issued>2025-12-02</issued>"), "items.0.date_published",
			"2025-12-02T00:00:00Z" },
		{ ITEM("<modified>2025-12-02</modified>"), "items.0.date_modified",
			"2025-12-02T00:00:00Z" },
	};

	CHECK_ALL(rows, NULL);
}

static void
reads_json_feeds_of_any_dress(void **state)
{
	static const struct row rows[] = {
		{ "{\"items\":[{\"id\":17}]}", "items.0.id", "17" },
		{ "{\"items\":[{\"url\":\"http://o.example/1\"}]}", "items.0.id",
			"http://o.example/1" },
		{ "{\"items\":[{\"id\":\"1\",\"author\":{\"name\":\"A\"}}]}",
			"items.0.authors.0.name", "A" },
		{ "{\"items\":[{\"id\":\"1\",\"authors\":[{\"name\":\"A\"},{\"name\":\"B\"}]}]}",
			"items.0.authors.1.name", "B" },
		{ "{\"items\":[{\"id\":\"1\",\"author\":\"A\"}]}", "items.0.authors.0.name", "A" },
		{ "{\"items\":[{\"id\":\"1\",\"tags\":\"one\"}]}", "items.0.tags.0", "one" },
		{ "{\"items\":[{\"id\":\"1\",\"tags\":[1,null,\"two\"]}]}", "items.0.tags.0",
			"two" },
		{ "{\"items\":[null,5,{\"id\":\"1\"}]}", "items.0.id", "1" },
		{ "{\"items\":[{\"id\":\"1\",\"date_published\":\"Tue, 02 Dec 2025 08:15:00 "
		  "GMT\"}]}",
			"items.0.date_published", "2025-12-02T08:15:00Z" },
		{ "{\"items\":[{\"id\":\"1\",\"content_html\":\"<p>a</p>b\"}]}",
			"items.0.content_text", "a\n\nb" },
		{ "{\"items\":[{\"id\":\"1\",\"summary\":\"s\",\"content_text\":\"c\"}]}",
			"items.0.summary", "s" },
		{ "{\"items\":[{\"id\":\"1\",\"external_url\":\"http://x.example/\"}]}",
			"items.0.external_url", "http://x.example/" },
		{ "{\"items\":[{\"id\":\"1\",\"attachments\":[{\"url\":\"http://o.example/a.mp3\","
		  "\"mime_type\":\"audio/mpeg\",\"duration_in_seconds\":9}]}]}",
			"items.0.attachments.0.duration_in_seconds", "9" },
		{ "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\"}", "title",
			"t" },
		{ "{\"home_page_url\":\"http://o.example/\",\"items\":[{\"id\":\"1\",\"url\":\"/"
		  "a\"}]}",
			"items.0.url", "http://o.example/a" },
		{ "{\"hubs\":[{\"type\":\"WebSub\",\"url\":\"http://h.example/\"}],\"items\":[]}",
			"hubs.0.url", "http://h.example/" },
		{ "{\"items\":[{\"id\":1.5}]}", "items.0.id", "1.5" },
		{ "{\"items\":[{\"id\":\"1\",\"content_html\":\"<p>a</"
		  "p>\",\"content_text\":\"b\"}]}",
			"items.0.content_text", "b" },
		{ "{\"items\":[{\"id\":\"1\",\"attachments\":[{\"url\":\"http://o.example/a.mp3\","
		  "\"size_in_bytes\":\"9\"}]}]}",
			"items.0.attachments.0.size_in_bytes", "9" },
		{ "{ \"items\" : [ { \"id\" : \"1\" } , { \"id\" : \"]}\\\"2\" } ] , \"title\" : "
		  "\"t\" }",
			"items.1.id", "]}\"2" },
		{ "{\"items\":[{\"id\":\"1\",\"url\":\"a\"}],\"home_page_url\":\"http://o.example/"
		  "\"}",
			"items.0.url", "http://o.example/a" },
		{ "{\"items\":[{\"id\":\"1\"},{\"id\":\"2", "items.0.id", "1" },
		{ "{\"items\":[{\"id\":\"1\"},{\"id\":\"2", "_dealwatch.repairs",
			"JSON that is cut off, or broken" },
		{ "{\"items\":[{\"id\":\"1\"},{\"id\":2 3},{\"id\":\"4\"}]}", "items.1.id", "4" },
		{ "{\"items\":[{\"id\":\"1\"},]}", "items.0.id", "1" },
		{ "{\"title\":\"t\",\"items\":[{\"id\":\"1\"}],\"x\"", "title", "t" },
		{ "{\"items\":[{\"title\":\"cut \\ud83d\"}]}", "items.0.title",
			"cut \xef\xbf\xbd" },
		{ "{\"items\":[{\"title\":\"\\ude00\\ud83d\\ude00\"}]}", "items.0.title",
			"\xef\xbf\xbd\xf0\x9f\x98\x80" },
		{ "{\"items\":[{\"title\":\"a\\u0000b\"}]}", "items.0.title",
			"a\xef\xbf\xbd"
			"b" },
		{ "{\"items\":[{\"title\":\"a\tb\",\"content_text\":\"c\nd\"}]}",
			"items.0.content_text", "c\nd" },
		{ "{\"items\":[{\"title\":\"it\\'s \\\"b\\\" \\u00e9\\\\\"}]}", "items.0.title",
			"it's \"b\" é\\" },
		{ "{\"title\":\"a\tb\",\"items\":[]}", "title", "a b" },
		{ "{\"items\":[{\"id\":\"1\",\"tags\":[\"a\", ], }]}", "items.0.id", "1" },
		{ "{\"items\":[{\"id\":123456789012345678901234567890}]}", "items.0.id",
			"123456789012345678901234567890" },
		{ "{\"items\":[{\"id\":\"1\",\"x\":0.1234567890123456789,\"y\":"
		  "12345678901234567890.5,"
		  "\"z\":-1e5,}]}",
			"items.0.id", "1" },
		{ "{\"title\":\"a\tb\",\"items\":[]}", "_dealwatch.repairs", "what JSON forbids" },
		{ "{\"items\":[{\"title\":\"a\"},{\"title\":\"cut\\", "items.0.title", "a" },
	};

	CHECK_ALL(rows, NULL);
}

static void
reads_what_is_broken(void **state)
{
	static const struct row rows[] = {
		{ ITEM("<title>R&D &foo; &nbsp;x &eacute;</title>"), "items.0.title",
			"R&D &foo; \xc2\xa0x é" },
		{ ITEM("<link>http://o.example/?a=1&b=2&c</link>"), "items.0.url",
			"http://o.example/?a=1&b=2&c" },
		{ ITEM("<title>a\x01\x1b[31mb</title>"), "items.0.title", "a[31mb" },
		{ "<rss><channel><item><title>a</title><description>cut o", "items.0.title", "a" },
		{ "<rss><channel><item><title>a</title><description>cut o", "items.0.content_text",
			"cut o" },
		{ "<rss><channel><item><title>a<link>http://o.example/1</link></item>",
			"items.0.title", "a" },
		{ "<rss><channel><item><title>a</title><item><title>b</title></channel></rss>",
			"items.1.title", "b" },
		{ ITEM("<description>x<br>y</p></b></description><title>t</title>"),
			"items.0.content_text", "x\ny" },
		{ ITEM("<description>x<br>y</p></b></description><title>t</title>"),
			"items.0.title", "t" },
		{ ITEM("<enclosure url=http://o.example/a type='x/y' type='z'/>"),
			"items.0.attachments.0.url", "http://o.example/a" },
		{ ITEM("<guid isPermaLink=false>http://o.example/1</guid>"), "items.0.url", NULL },
		{ "\n\n  <?xml version='1.0'?><rss><channel><title>t</title></channel></rss>",
			"title", "t" },
		{ "<br />\n<b>Warning</b>: x in <b>y.php</b><br />\n<?xml version='1.0'?>"
		  "<rss><channel><title>t</title></channel></rss>",
			"title", "t" },
		{ "Notice: x <rss><channel><title>t</title></channel></rss>", "title", "t" },
		{ "<rss><channel><title>t</title></channel></rss><!-- tail --> garbage", "title",
			"t" },
		{ ITEM("<title><![CDATA[never closed</title>"), "items.0.title", "never closed" },
		{ "<rss><channel><title>a</title><item><dc:creator>undeclared</dc:creator></item></"
		  "channel>"
		  "</rss>",
			"items.0.authors.0.name", "undeclared" },
		{ "<!DOCTYPE rss [<!ENTITY me 'tag:o.example,2025'>]>" ITEM(
			  "<guid isPermaLink='false'>&me;:1</guid>"),
			"items.0.id", "tag:o.example,2025:1" },
	};
	struct row flag = { ITEM("<title>R&D</title>"), "_dealwatch.repairs",
		"entities that XML does not know" };

	CHECK_ALL(rows, NULL);
	check(&flag, NULL, NULL);
	flag = (struct row){ ITEM("<title>R]]>D</title>"), "_dealwatch.repairs", "damaged markup" };
	check(&flag, NULL, NULL);
	flag = (struct row){ ITEM("<title>R&amp;D</title>"), "_dealwatch", NULL };
	check(&flag, NULL, NULL);
}

static void
tells_what_is_cut_off_from_what_is_only_broken(void **state)
{
	static const struct {
		const char *document;
		bool cut_off, last_is_half;
	} cases[] = {
		{ "<rss><channel><item><title>A</title></item></channel></rss>", false, false },
		{ "<rss><channel><item><title>A</item></channel></rss>", false, false },
		{ "<rss><channel><item><title>A</channel></rss>", false, false },
		{ "<rss><channel><item><title>A & B</title></item></channel></rss>\nmore", false,
			false },
		{ "<rss><channel><item><title>A</title></item>", true, false },
		{ "<rss><channel><item><title>A</title></item></chan", true, false },
		{ "<rss><channel><item><title>A</title><descr", true, true },
		{ "<rss><channel><item><title>A</title><description><![CDATA[B", true, true },
		{ "<rss><channel><item><title>A</title></item><item><title>", true, true },
		{ "<feed><entry><title>A", true, true },
		{ "<rss><channel><item><title>A", true, true },
		{ "<rss>", true, false },
		{ "{\"items\":[{\"title\":\"A\"}]}", false, false },
		{ "{\"items\":[{\"title\":\"A\"}, A]}", false, false },
		{ "{\"items\":[{\"title\":\"A\"}]", true, false },
		{ "{\"items\":[{\"title\":\"A\"},{\"title\":\"B", true, false },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena *arena = arena_new();
		struct feed feed;

		assert_true(feed_parse(
			cases[i].document, strlen(cases[i].document), NULL, arena, &feed, &err));
		if (feed.cut_off != cases[i].cut_off ||
			feed.last_is_half != cases[i].last_is_half ||
			(feed.last_is_half && feed.n_items == 0))
			fail_msg("%s", cases[i].document);
		arena_free(arena);
	}
}

static void
reads_charsets(void **state)
{
	static const struct {
		struct row row;
		const char *content_type;
	} cases[] = {
		{ { "<?xml version='1.0' encoding='iso-8859-1'?>" ITEM(
			    "<title>caf\xe9 \x80</title>"),
			  "items.0.title", "café €" },
			NULL },
		{ { ITEM("<title>caf\xe9</title>"), "items.0.title", "café" }, NULL },
		{ { ITEM("<title>caf\xe9</title>"), "items.0.title", "cafй" },
			"text/xml; charset=\"windows-1251\"" },
		{ { "<?xml version='1.0' encoding='koi8-r'?>" ITEM("<title>\xc1</title>"),
			  "items.0.title", "а" },
			"text/xml" },
		{ { "<?xml version='1.0' encoding='utf-8'?>" ITEM("<title>caf\xe9</title>"),
			  "items.0.title", "café" },
			NULL },
		{ { "\xef\xbb\xbf<?xml version='1.0' encoding='utf-16'?>" ITEM("<title>é</title>"),
			  "items.0.title", "é" },
			"text/xml; charset=iso-8859-1" },
		{ { "<?xml version='1.0' encoding='iso-8859-1'?>" ITEM("<title>“é”</title>"),
			  "items.0.title", "“é”" },
			NULL },
		{ { ITEM("<title>é</title>"), "items.0.title", "é" },
			"text/xml; charset=iso-8859-1" },
		{ { "<?xml version='1.0' encoding='no-such-one'?>" ITEM("<title>é</title>"),
			  "items.0.title", "é" },
			NULL },
		{ { "<?xml version='1.0' encoding='shift_jis'?>" ITEM("<title>\x93\xfa</title>"),
			  "items.0.title", "日" },
			NULL },
		{ { ITEM("<title>“é” ü ö ä and one caf\xe9 pasted</title>"), "items.0.title",
			  "“é” ü ö ä and one café pasted" },
			NULL },
		{ { ITEM("<title>its quote’s and é, \xe2\x80 was cut</title>"), "items.0.title",
			  "its quote’s and é, â€ was cut" },
			NULL },
		{ { ITEM("<title>\xc9t\xe9 \x93\xc3\xa9\x94</title>"), "items.0.title",
			  "Été “Ã©”" },
			NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		check(&cases[i].row, NULL, cases[i].content_type);
}

static void
reads_utf16_and_utf32(void **state)
{
	static const char text[] = "<rss><channel><title>t\xe9</title></channel></rss>";
	static const struct {
		size_t width;
		bool little;
	} kinds[] = { { 2, false }, { 2, true }, { 4, false }, { 4, true } };

	(void)state;
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
		char wide[4 * sizeof text] = { 0 };
		struct arena *arena = arena_new();
		struct feed feed;
		struct err err;

		for (size_t i = 0; text[i]; i++)
			wide[i * kinds[k].width + (kinds[k].little ? 0 : kinds[k].width - 1)] =
				text[i];
		assert_true(
			feed_parse(wide, strlen(text) * kinds[k].width, NULL, arena, &feed, &err));
		assert_string_equal(feed.title, "té");
		arena_free(arena);
	}
}

static void
refuses_what_is_no_feed(void **state)
{
	static const struct {
		const char *document, *sentence;
	} cases[] = {
		{ "<!DOCTYPE html><html><head><title>404</title></head></html>", "HTML page" },
		{ "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "HTML page" },
		{ "<!doctype html><link rel=stylesheet href=/a.css><LINK  "
		  "HREF='http://o.example/?a=1&amp;b' "
		  "Type=application/rss+xml REL=\"alternate\" />",
			"HTML page, not a feed; it names the feed http://o.example/?a=***&***" },
		{ "<html><link rel=alternate type=application/atom+xml href><link href=/x.json "
		  "type='application/feed+json' rel='alternate home'>",
			"it names the feed /x.json" },
		{ "<html><link rel='alternate' type='text/html' href='/de'><linkx rel=alternate "
		  "type=application/rss+xml href=/no><link rel=alternate "
		  "type='application/rss+xml' href='/cut",
			"HTML page, not a feed" },
		{ "<html><link/", "HTML page" },
		{ "<opml version='2.0'><body/></opml>", "'opml'" },
		{ "", "empty" },
		{ " \n", "empty" },
		{ "just words", "neither XML nor JSON" },
		{ "{\"error\":\"not found\"}", "no JSON Feed" },
		{ "{\"items\":[", "no JSON" },
		{ "\x89PNG\r\n\x1a\n\0\0", "no feed" },
		{ "{\"items\":[{\"id\":\"1\"", "no JSON" },
		{ "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":", "no JSON" },
		{ "{\"items\":[{\"id\":01}]}", "no JSON" },
		{ "[1]", "no JSON Feed" },
		{ "{", "no JSON" },
		{ "{items:[]}", "no JSON" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena *arena = arena_new();
		struct feed feed;
		struct err err = { 0 };

		assert_false(feed_parse(
			cases[i].document, strlen(cases[i].document), NULL, arena, &feed, &err));
		assert_int_equal(err.code, ERR_DATA);
		if (!strstr(err.text, cases[i].sentence))
			fail_msg("%s: '%s'", cases[i].document, err.text);
		arena_free(arena);
	}
}

static void
takes_what_the_poller_needs(void **state)
{
	static const char document[] =
		CHANNEL("<ttl>60</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours>"
			"<skipDays><day>Sunday</day></skipDays>");
	static const char often[] = CHANNEL("<sy:updatePeriod>hourly</sy:updatePeriod>"
					    "<sy:updateFrequency>2</sy:updateFrequency>");
	struct arena *arena = arena_new();
	struct feed feed;
	struct err err;

	(void)state;
	assert_true(feed_parse(document, sizeof document - 1, NULL, arena, &feed, &err));
	assert_int_equal(feed.ttl, 3600);
	assert_int_equal(feed.skip_hours, 1u << 3 | 1u);
	assert_int_equal(feed.skip_days, 1);
	assert_true(feed_parse(often, sizeof often - 1, NULL, arena, &feed, &err));
	assert_int_equal(feed.ttl, 1800);
	arena_free(arena);
}

static void
makes_text_only_when_asked(void **state)
{
	static const char document[] =
		ITEM("<description>&lt;p>s&lt;/p></description><content:encoded>&lt;p>c</"
		     "content:encoded>");
	struct arena *arena = arena_new();
	struct feed feed;
	struct err err;

	(void)state;
	assert_true(feed_parse(document, sizeof document - 1, NULL, arena, &feed, &err));
	assert_null(feed.items[0].content_text);
	assert_string_equal(feed.items[0].summary, "");
	item_make_text(&feed.items[0], arena);
	assert_string_equal(feed.items[0].content_text, "c");
	assert_string_equal(feed.items[0].summary, "s");
	arena_free(arena);
}

static void
an_item_without_a_name_keeps_its_id(void **state)
{
	static const char a[] = ITEM("<title>a</title>"), b[] = ITEM("<title>b</title>");
	struct arena *arena = arena_new();
	struct feed one, two, other;
	struct err err;

	(void)state;
	assert_true(feed_parse(a, sizeof a - 1, NULL, arena, &one, &err));
	assert_true(feed_parse(a, sizeof a - 1, NULL, arena, &two, &err));
	assert_true(feed_parse(b, sizeof b - 1, NULL, arena, &other, &err));
	assert_string_equal(one.items[0].id, two.items[0].id);
	assert_string_not_equal(one.items[0].id, other.items[0].id);
	arena_free(arena);
}

/* --- what an enemy may send -------------------------------------------------- */

static char *
repeated(const char *head, const char *part, size_t n, const char *tail)
{
	struct str out;
	char *document;

	str_init(&out, 64 << 20);
	str_puts(&out, head);
	for (size_t i = 0; i < n; i++)
		str_printf(&out, part, (int)i);
	str_puts(&out, tail);
	document = str_take(&out);
	str_clear(&out);
	return document;
}

static void
hostile_documents_cost_little(void **state)
{
	static const struct {
		const char *head, *part;
		size_t n;
		const char *tail;
	} cases[] = {
		{ "<rss><channel><item ", "a%d='1' ", 200000, "/></channel></rss>" },
		{ "<rss><channel>", "<a%d>", 200000, "" },
		{ "<rss><channel>", "<a xmlns:n%d='u'>", 100000, "" },
		{ "<rss><channel><title>", "&#38;%d", 300000, "</title></channel></rss>" },
		{ "<rss><channel>", "<item/>", 100000, "</channel></rss>" },
		{ "<rss><channel>", "<", 1000000, "" },
		{ "<rss><channel><item><description><![CDATA[", "<a b='", 200000,
			"]]></description></item></channel></rss>" },
		{ "<rss><channel><item><description><![CDATA[", "<!--", 200000,
			"]]></description></item></channel></rss>" },
		{ "<rss><channel>", "<a b=\"><'", 100000, "" },
		{ "<!DOCTYPE r [<!ENTITY a "
		  "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>]>"
		  "<rss><channel><title>",
			"&a;", 200000, "</title></channel></rss>" },
		{ "{\"items\":", "[", 100000, "" },
		{ "{\"items\":[", "{},", 300000, "{}]}" },
		{ "{\"items\":[{\"a\":[", "0,", 300000, "0]}]}" },
		{ "<rss><channel><item>", "<category>c%d</category>", 50000,
			"</item></channel></rss>" },
	};
	struct timespec begin, end;

	(void)state;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *document = repeated(cases[i].head, cases[i].part, cases[i].n, cases[i].tail);
		struct arena *arena = arena_new();
		struct feed feed = { 0 };
		struct err err;

		if (feed_parse(document, strlen(document), NULL, arena, &feed, &err)) {
			assert_true(feed.n_items <= FEED_ITEMS_MAX);
			for (size_t k = 0; k < feed.n_items; k++)
				item_make_text(&feed.items[k], arena);
		}
		assert_true(arena_used(arena) < 4 * strlen(document) + (8 << 20));
		arena_free(arena);
		free(document);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	assert_true(end.tv_sec - begin.tv_sec < 20);
}

static void
entities_do_not_expand(void **state)
{
	static const char laughs[] =
		"<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>"
		"<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" CHANNEL("<title>&c; &x; &a;</title>");
	struct row row = { laughs, "title", "&c; &x; ha" };

	(void)state;
	check(&row, NULL, NULL);
}

static void
items_beyond_those_wanted_are_counted(void **state)
{
	static const char *const documents[] = {
		"<rss><channel><item/><item/><item><title>t</title></item></channel></rss>",
		"<feed xmlns='http://www.w3.org/2005/Atom'><entry/><entry/><entry/></feed>",
		"{\"items\":[{},{},{}]}",
	};
	const struct feed_hints hints = { .max_items = 2 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(documents); i++) {
		struct arena *arena = arena_new();
		struct feed feed;
		struct err err;

		assert_true(
			feed_parse(documents[i], strlen(documents[i]), &hints, arena, &feed, &err));
		assert_int_equal(feed.n_items, 2);
		assert_int_equal(feed.n_left_out, 1);
		arena_free(arena);
	}
}

static void
a_huge_field_is_cut(void **state)
{
	char *document = repeated("<rss><channel><item><title>", "word%d ", 2000000,
		"</title></item></channel></rss>");
	struct arena *arena = arena_new();
	struct feed feed;
	struct err err;

	(void)state;
	assert_true(feed_parse(document, strlen(document), NULL, arena, &feed, &err));
	assert_true(strlen(feed.items[0].title) <= FEED_LINE_MAX);
	assert_true(arena_used(arena) < 1 << 20);
	arena_free(arena);
	free(document);
}

/* All that a document costs, its texts made, is at most four times its size. */
static void
memory_is_bounded_by_the_document(void **state)
{
	char *document = repeated("<rss><channel>",
		"<item><title>A story of some length, number %1$d</title>"
		"<link>http://o.example/story/%1$d</link><guid>http://o.example/story/%1$d</guid>"
		"<pubDate>Tue, 02 Dec 2025 08:15:00 GMT</pubDate><category>news</category>"
		"<description>&lt;p&gt;Some words of the story number %1$d, enough of them to be "
		"like what "
		"outlets write in their feeds, with a &lt;b&gt;tag&lt;/b&gt; or "
		"two.&lt;/p&gt;&lt;p&gt;And a "
		"second paragraph that says the same again in other words, and then some more, so "
		"that "
		"the item has the length of a usual one.&lt;/p&gt;</description></item>",
		5000, "</channel></rss>");
	size_t len = strlen(document);
	struct arena *arena = arena_new();
	struct feed feed;
	struct err err;

	(void)state;
	assert_true(feed_parse(document, len, NULL, arena, &feed, &err));
	assert_int_equal(feed.n_items, 5000);
	for (size_t i = 0; i < feed.n_items; i++)
		item_make_text(&feed.items[i], arena);
	assert_true(arena_used(arena) + len < 4 * len);
	arena_free(arena);
	free(document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_every_format),
		cmocka_unit_test(reads_a_channel),
		cmocka_unit_test(reads_titles_as_a_reader_sees_them),
		cmocka_unit_test(reads_content),
		cmocka_unit_test(reads_ids_and_links),
		cmocka_unit_test(resolves_relative_links),
		cmocka_unit_test(reads_people_tags_and_attachments),
		cmocka_unit_test(reads_dates_where_they_stand),
		cmocka_unit_test(reads_json_feeds_of_any_dress),
		cmocka_unit_test(reads_what_is_broken),
		cmocka_unit_test(tells_what_is_cut_off_from_what_is_only_broken),
		cmocka_unit_test(reads_charsets),
		cmocka_unit_test(reads_utf16_and_utf32),
		cmocka_unit_test(refuses_what_is_no_feed),
		cmocka_unit_test(takes_what_the_poller_needs),
		cmocka_unit_test(makes_text_only_when_asked),
		cmocka_unit_test(an_item_without_a_name_keeps_its_id),
		cmocka_unit_test(hostile_documents_cost_little),
		cmocka_unit_test(entities_do_not_expand),
		cmocka_unit_test(items_beyond_those_wanted_are_counted),
		cmocka_unit_test(a_huge_field_is_cut),
		cmocka_unit_test(memory_is_bounded_by_the_document),
	};

	return cmocka_run_group_tests_name("feed", tests, NULL, NULL);
}
