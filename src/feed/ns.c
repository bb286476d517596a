/*
 * ns - which module a namespace is, by its URI, or by its prefix where that is missing or strange.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "feed/build.h"

struct ns_key {
	const char *key;
	enum ns ns;
	enum feed_format own; /* in this format it is the core */
};

/* Without "http://" or "https://", "www." and what follows the last letter or digit. */
static const struct ns_key ns_uris[] = {
	{ "w3.org/2005/atom", NS_ATOM, FEED_ATOM },
	{ "purl.org/atom/ns", NS_ATOM, FEED_ATOM },
	{ "purl.org/rss/1.0", NS_OTHER, FEED_RSS },
	{ "purl.org/net/rss1.1", NS_OTHER, FEED_RSS },
	{ "my.netscape.com/rdf/simple/0.9", NS_OTHER, FEED_RSS },
	{ "channel.netscape.com/rdf/simple/0.9", NS_OTHER, FEED_RSS },
	{ "my.netscape.com/publish/formats/rss-0.91.dtd", NS_OTHER, FEED_RSS },
	{ "backend.userland.com/rss", NS_OTHER, FEED_RSS },
	{ "backend.userland.com/rss2", NS_OTHER, FEED_RSS },
	{ "backend.userland.com/rss091", NS_OTHER, FEED_RSS },
	{ "blogs.law.harvard.edu/tech/rss", NS_OTHER, FEED_RSS },
	{ "cyber.law.harvard.edu/rss", NS_OTHER, FEED_RSS },
	{ "purl.org/rss/1.0/modules/content", NS_CONTENT, FEED_UNKNOWN },
	{ "purl.org/dc/elements/1.0", NS_DC, FEED_UNKNOWN },
	{ "purl.org/dc/elements/1.1", NS_DC, FEED_UNKNOWN },
	{ "purl.org/metadata/dublin_core", NS_DC, FEED_UNKNOWN },
	{ "purl.org/dc/terms", NS_DCTERMS, FEED_UNKNOWN },
	{ "rssnamespace.org/feedburner/ext/1.0", NS_FEEDBURNER, FEED_UNKNOWN },
	{ "itunes.com/dtds/podcast-1.0.dtd", NS_ITUNES, FEED_UNKNOWN },
	{ "google.com/schemas/play-podcasts/1.0", NS_ITUNES, FEED_UNKNOWN }, /* the same names */
	{ "search.yahoo.com/mrss", NS_MEDIA, FEED_UNKNOWN },
	{ "video.search.yahoo.com/mrss", NS_MEDIA, FEED_UNKNOWN },
	{ "search.yahoo.com/searchmonkey/media", NS_MEDIA, FEED_UNKNOWN },
	{ "prismstandard.org/namespaces/basic/1.2", NS_PRISM, FEED_UNKNOWN },
	{ "prismstandard.org/namespaces/basic/2.0", NS_PRISM, FEED_UNKNOWN },
	{ "prismstandard.org/namespaces/1.2/basic", NS_PRISM, FEED_UNKNOWN },
	{ "w3.org/1999/02/22-rdf-syntax-ns", NS_RDF, FEED_UNKNOWN },
	{ "purl.org/rss/1.0/modules/syndication", NS_SY, FEED_UNKNOWN },
	{ "w3.org/1999/xhtml", NS_XHTML, FEED_UNKNOWN },
	{ "w3.org/xml/1998/namespace", NS_XML, FEED_UNKNOWN },
};

/* What a prefix means where its declaration is missing or strange. */
static const struct ns_key ns_prefixes[] = {
	{ "atom", NS_ATOM, FEED_ATOM },
	{ "atom03", NS_ATOM, FEED_ATOM },
	{ "atom10", NS_ATOM, FEED_ATOM },
	{ "a10", NS_ATOM, FEED_ATOM },
	{ "rss", NS_OTHER, FEED_RSS },
	{ "content", NS_CONTENT, FEED_UNKNOWN },
	{ "dc", NS_DC, FEED_UNKNOWN },
	{ "dcterms", NS_DCTERMS, FEED_UNKNOWN },
	{ "dct", NS_DCTERMS, FEED_UNKNOWN },
	{ "feedburner", NS_FEEDBURNER, FEED_UNKNOWN },
	{ "itunes", NS_ITUNES, FEED_UNKNOWN },
	{ "googleplay", NS_ITUNES, FEED_UNKNOWN },
	{ "prism", NS_PRISM, FEED_UNKNOWN },
	{ "media", NS_MEDIA, FEED_UNKNOWN },
	{ "rdf", NS_RDF, FEED_UNKNOWN },
	{ "sy", NS_SY, FEED_UNKNOWN },
	{ "xhtml", NS_XHTML, FEED_UNKNOWN },
	{ "xml", NS_XML, FEED_UNKNOWN },
};

static bool
is_format(enum feed_format own, enum feed_format format)
{
	return format != FEED_UNKNOWN &&
	       (own == format || (format == FEED_RSS && (own == FEED_RDF || own == FEED_CDF)));
}

static enum ns
ns_lookup(enum feed_format own, const struct ns_key *keys, size_t n, const char *key, size_t len)
{
	for (size_t i = 0; i < n; i++) {
		if ((*key | 0x20) == *keys[i].key && strncasecmp(keys[i].key, key, len) == 0 &&
			!keys[i].key[len])
			return is_format(own, keys[i].own) ? NS_CORE : keys[i].ns;
	}
	return NS_OTHER;
}

enum ns
ns_of_uri(enum feed_format own, const char *uri)
{
	size_t len;

	uri += strncasecmp(uri, "http://", 7) == 0    ? 7
	       : strncasecmp(uri, "https://", 8) == 0 ? 8
						      : 0;
	uri += strncasecmp(uri, "www.", 4) == 0 ? 4 : 0;
	for (len = strlen(uri); len > 0 && !isalnum((unsigned char)uri[len - 1]);)
		len--;
	return ns_lookup(own, ns_uris, ARRAY_LEN(ns_uris), uri, len);
}

enum ns
ns_of_prefix(enum feed_format own, const char *prefix)
{
	return ns_lookup(own, ns_prefixes, ARRAY_LEN(ns_prefixes), prefix, strlen(prefix));
}
