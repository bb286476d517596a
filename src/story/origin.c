/*
 * origin - who had it first; outlets that repeat one origin.
 */
#include "story/origin.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "text/title.h"

enum { CITE_TEXT_MAX = 2000, CITE_NEAR = 40 };

struct outlet {
	const char *name;
	const char *domain; /* without "www.", or NULL */
	const char *also;   /* another way to write it, or NULL */
};

/* Outlets that others quote. Everybody else is called as the feed is called. */
static const struct outlet outlets[] = {
	{ "Reuters", "reuters.com", "Thomson Reuters" },
	{ "Bloomberg", "bloomberg.com", "Bloomberg News" },
	{ "Financial Times", "ft.com", "FT" },
	{ "The Information", "theinformation.com", "the Information" },
	{ "CNBC", "cnbc.com", NULL },
	{ "Wall Street Journal", "wsj.com", "WSJ" },
	{ "New York Times", "nytimes.com", "NYT" },
	{ "Washington Post", "washingtonpost.com", NULL },
	{ "Nikkei", "asia.nikkei.com", "Nikkei Asia" },
	{ "Associated Press", "apnews.com", "AP News" },
	{ "Axios", "axios.com", NULL },
	{ "Semafor", "semafor.com", NULL },
	{ "The Verge", "theverge.com", NULL },
	{ "TechCrunch", "techcrunch.com", NULL },
	{ "Business Insider", "businessinsider.com", NULL },
	{ "Forbes", "forbes.com", NULL },
	{ "Fortune", "fortune.com", "Fortune magazine" },
	{ "Barron's", "barrons.com", "Barron’s" },
	{ "MarketWatch", "marketwatch.com", NULL },
	{ "BBC", "bbc.com", "bbc.co.uk" },
	{ "The Guardian", "theguardian.com", "the Guardian" },
	{ "The Times", "thetimes.co.uk", NULL },
	{ "The Telegraph", "telegraph.co.uk", "the Telegraph" },
	{ "Sky News", "news.sky.com", NULL },
	{ "South China Morning Post", "scmp.com", "SCMP" },
	{ "Economic Times", "economictimes.indiatimes.com", NULL },
	{ "Politico", "politico.com", NULL },
	{ "Fox Business", "foxbusiness.com", NULL },
	{ "CNN", "cnn.com", NULL },
	{ "NBC News", "nbcnews.com", NULL },
	{ "Handelsblatt", "handelsblatt.com", NULL },
	{ "Les Echos", "lesechos.fr", NULL },
	{ "Caixin", "caixinglobal.com", NULL },
	{ "DigiTimes", "digitimes.com", "Digitimes" },
	{ "The Register", "theregister.com", NULL },
	{ "Wired", "wired.com", "WIRED" },
	{ "404 Media", "404media.co", NULL },
	{ "Puck", "puck.news", NULL },
	{ "PitchBook", "pitchbook.com", NULL },
	{ "Seeking Alpha", "seekingalpha.com", NULL },
	{ "Yonhap", "yna.co.kr", "Yonhap News" },
	{ "Kyodo", "kyodonews.net", "Kyodo News" },
	{ "Calcalist", "calcalistech.com", NULL },
	{ "Globes", "globes.co.il", NULL },
};

static const char *
without_article(const char *name)
{
	return (*name | 32) == 't' && strncasecmp(name, "the ", 4) == 0 ? name + 4 : name;
}

/* Asked of every outlet's name: most differ in their first letter. */
static bool
name_is(const char *bare, const char *name)
{
	if (!name)
		return false;
	name = without_article(name);
	return tolower((unsigned char)*bare) == tolower((unsigned char)*name) &&
	       strcasecmp(bare, name) == 0;
}

/* The outlet that goes by this name or domain, or NULL. */
static const struct outlet *
outlet_find(const char *text)
{
	if (strncasecmp(text, "www.", 4) == 0)
		text += 4;
	text = without_article(text);
	for (size_t i = 0; i < ARRAY_LEN(outlets); i++)
		if (name_is(text, outlets[i].name) || name_is(text, outlets[i].domain) ||
			name_is(text, outlets[i].also))
			return &outlets[i];
	return NULL;
}

const char *
outlet_name(struct arena *arena, const char *source)
{
	const struct outlet *outlet = outlet_find(source);

	if (outlet)
		return outlet->name;
	return arena_strdup(arena, strncasecmp(source, "www.", 4) == 0 ? source + 4 : source);
}

/* Does the text before a name, or after it, say that it was the source? */
static bool
place_cites(const char *text, const char *at, size_t len)
{
	static const char *const before[] = { "according to", "reported by", "report by",
		"report from", "report in", "reports from", "citing", "told", "cited by", "seen by",
		"via", "by the" };
	static const char *const after[] = { " reported", " first reported", " reports", " report",
		" broke ", " was first to report", " said in a report", " has learned",
		" has learnt", ", citing", " earlier reported", " previously reported",
		" sources" };
	size_t head = (size_t)(at - text) < CITE_NEAR ? (size_t)(at - text) : CITE_NEAR;
	char near[CITE_NEAR + 1];

	memcpy(near, at - head, head);
	near[head] = '\0';
	char *end = near + head;

	while (end > near && end[-1] == ' ')
		*--end = '\0';
	/* "X in talks to buy Y: Reuters", "X weighs bid for Y, Reuters says" */
	if ((end > near && end[-1] == ':' && !at[len]) || strcasecmp(at + len, " says") == 0)
		return true;
	if (end - near > 4 && strcasecmp(end - 4, " the") == 0)
		end[-4] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(before); i++) {
		size_t size = strlen(before[i]), have = strlen(near);

		if (have >= size && strcasecmp(near + have - size, before[i]) == 0)
			return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(after); i++)
		if (strncasecmp(at + len, after[i], strlen(after[i])) == 0)
			return true;
	return false;
}

/* What texts call the outlets, in the order of the table, and which letters that begins with. */
struct names {
	struct {
		const char *bare; /* without its article */
		size_t outlet;
	} list[2 * ARRAY_LEN(outlets)];
	size_t n;
	bool begins[256];
};

static void
names_add(struct names *names, const char *name, size_t outlet)
{
	if (!name)
		return;
	name = without_article(name);
	names->begins[(unsigned char)*name] = true;
	names->list[names->n].bare = name;
	names->list[names->n++].outlet = outlet;
}

/* Is the text's source called this, here? */
static bool
name_cited(const char *text, const char *at, const char *bare)
{
	size_t len = strlen(bare);

	return strncmp(at, bare, len) == 0 && !isalnum((unsigned char)at[len]) &&
	       place_cites(text, at, len);
}

/* The first outlet of the table that the text cites, other than the one that writes. */
static const char *
find_cited(const char *text, const char *self)
{
	size_t best = ARRAY_LEN(outlets);
	struct names names = { .n = 0 };

	for (size_t i = 0; i < ARRAY_LEN(outlets); i++) {
		if (strcmp(outlets[i].name, self) == 0)
			continue;
		names_add(&names, outlets[i].name, i);
		names_add(&names, outlets[i].also, i);
	}
	for (const char *at = text; *at; at++) {
		if (!names.begins[(unsigned char)*at] ||
			(at > text && isalnum((unsigned char)at[-1])))
			continue;
		for (size_t i = 0; i < names.n && names.list[i].outlet < best; i++)
			if (*names.list[i].bare == *at && name_cited(text, at, names.list[i].bare))
				best = names.list[i].outlet;
	}
	return best < ARRAY_LEN(outlets) ? outlets[best].name : NULL;
}

bool
origin_is_other(const struct story *story)
{
	static const char *const words[] = { "reportedly", "report says", "report said",
		"reports say", "reports suggest", "according to report", "according to a report",
		": report", "- report", "media report" };

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcasestr(story->title, words[i]))
			return true;
	return false;
}

static bool
text_cites(const char *text, const char *name)
{
	for (const char *at = text; (at = strstr(at, name)); at++)
		if ((at == text || !isalnum((unsigned char)at[-1])) && name_cited(text, at, name))
			return true;
	return false;
}

const char *
origin_among(const struct story *story, const char *const *told_by, size_t n, struct arena *arena)
{
	const char *text = arena_strndup(arena, story->text, strnlen(story->text, CITE_TEXT_MAX));
	const char *tail = title_outlet(arena, story->title);

	for (size_t i = 0; i < n; i++)
		if (*told_by[i] && strcasecmp(told_by[i], story->source) != 0 &&
			((tail && strcasecmp(tail, told_by[i]) == 0) ||
				text_cites(story->title, told_by[i]) ||
				text_cites(text, told_by[i])))
			return outlet_name(arena, told_by[i]);
	return NULL;
}

const char *
origin_named(const struct story *story, const struct deal *deal, struct arena *arena)
{
	const char *self = outlet_name(arena, story->source), *named = NULL;
	char *tail = title_outlet(arena, story->title);

	if (deal->first_reported_by)
		named = outlet_name(arena, deal->first_reported_by);
	else if (*story->origin)
		named = outlet_name(arena, story->origin);
	else if (tail && outlet_find(tail))
		named = outlet_name(arena, tail);
	if (named && strcasecmp(named, self) != 0)
		return named;
	named = find_cited(story->title, self);
	if (!named)
		named = find_cited(
			arena_strndup(arena, story->text, strnlen(story->text, CITE_TEXT_MAX)),
			self);
	return named;
}
