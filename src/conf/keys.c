/*
 * keys - every key of the configuration: its name, its type, where it goes, its help.
 */
#include "conf/keys.h"

#include <ctype.h>
#include <string.h>

#include "base/attr.h"
#include "conf/conf.h"

#define DAEMON(field) offsetof(struct conf_daemon, field)
#define FEED(field)   offsetof(struct conf_feed, field)
#define WATCH(field)  offsetof(struct conf_watch, field)
#define NOTIFY(field) offsetof(struct conf_notifier, field)

/* What has no field of its own: it is acted on while it is read. */
enum { NO_FIELD = 0 };

/* clang-format off */
const struct key key_table[] = {
	{ SECTION_DAEMON, KEY_PATH, "state", DAEMON(state), NULL, NULL, NULL,
		"/var/lib/dealwatch/state.db",
		"The file that remembers feeds, deals and what waits for delivery. One state has one "
		"daemon. Default: state.db in $STATE_DIRECTORY, else in $XDG_STATE_HOME/dealwatch, else "
		"in ~/.local/state/dealwatch." },
	{ SECTION_DAEMON, KEY_INCLUDE, "include", NO_FIELD, NULL, NULL, NULL, "conf.d/*.conf",
		"More configuration files, read in order of their names after this one. A pattern that "
		"matches nothing is fine, a plain file that is missing is a fault." },
	{ SECTION_DAEMON, KEY_OPML, "feeds", NO_FIELD, NULL, NULL, NULL, "feeds.opml",
		"OPML files, as other readers export them, with feeds besides the [feed] sections. A feed "
		"that has a section, too, is taken from there." },
	{ SECTION_DAEMON, KEY_LEXICON, "lexicon", DAEMON(lexicon), NULL, NULL, NULL,
		"lexicon/*.conf",
		"The files that hold the names and phrases to look for, see dealwatch-lexicon(5). "
		"Default: the lexicon that is installed." },
	{ SECTION_DAEMON, KEY_PERIOD, "interval", DAEMON(interval), "15m", NULL, NULL, "15m",
		"How often a feed is asked, unless it says otherwise." },
	{ SECTION_DAEMON, KEY_SPAN, "group-wait", DAEMON(group_wait), "30s", NULL, NULL, "30s",
		"How long a new deal waits for more sources before its first alert." },
	{ SECTION_DAEMON, KEY_PERIOD, "deal-window", DAEMON(deal_window), "14d", NULL, NULL, "14d",
		"Stories of one deal merge within this time of the last one; its further steps (talks lead to a deal; cleared, paid, called off) may come later." },
	{ SECTION_DAEMON, KEY_SPAN, "max-age", DAEMON(max_age), "2d", NULL, NULL, "2d",
		"A story that is older than this when it is first seen never alerts." },
	{ SECTION_DAEMON, KEY_TEXT, "contact", DAEMON(contact), NULL, NULL, NULL, "me@example.com",
		"How the people who run a feed reach you. Goes into the User-Agent; some hosts demand "
		"it." },
	{ SECTION_DAEMON, KEY_TIMEZONE, "timezone", DAEMON(timezone), NULL, NULL, NULL, "Europe/London",
		"The time zone of digest and quiet. Default: the machine's." },
	{ SECTION_DAEMON, KEY_LISTEN, "listen", DAEMON(listen), NULL, NULL, NULL, "127.0.0.1:9466",
		"Where the status page, /metrics and /healthz are served. Absent: nowhere." },
	{ SECTION_DAEMON, KEY_BOOL, "allow-private", DAEMON(allow_private), "no", NULL, NULL, "no",
		"Whether feeds and webhooks may be at loopback, private and link-local addresses." },
	{ SECTION_DAEMON, KEY_SIZE, "max-feed-size", DAEMON(max_feed_size), "10M", NULL, NULL, "10M",
		"A feed that is larger, unpacked, is not read." },
	{ SECTION_DAEMON, KEY_PERIOD, "timeout", DAEMON(timeout), "30s", NULL, NULL, "30s",
		"How long one transfer may take." },
	{ SECTION_DAEMON, KEY_PROXY, "proxy", DAEMON(proxy), "none", NULL, NULL,
		"http://proxy.example.com:3128",
		"The proxy that feeds and webhooks go through: a URL, none, or environment for what "
		"http_proxy, https_proxy and no_proxy say." },
	{ SECTION_DAEMON, KEY_LEVEL, "log-level", DAEMON(log_level), "info", NULL, NULL, "info",
		"What is logged: error, warn, info or debug and everything more important." },

	{ SECTION_FEED, KEY_FEED_URL, "url", FEED(url), NULL, NULL, NULL, "https://example.com/rss",
		"Where the feed is: http, https, file:///path, or file:path beside this file. Every feed "
		"needs one." },
	{ SECTION_FEED, KEY_TEXT, "name", FEED(name), NULL, NULL, NULL, "Example Times",
		"How the feed is called in alerts. Default: its own title." },
	{ SECTION_FEED, KEY_PERIOD, "interval", FEED(interval), NULL, NULL, NULL, "5m",
		"How often it is asked. Default: the interval of [daemon]." },
	{ SECTION_FEED, KEY_SECRET, "header-file", FEED(header_file), NULL, NULL, NULL, "example.header",
		"A file with extra request headers, one a line, such as Authorization: a secret, so a "
		"file." },

	{ SECTION_WATCH, KEY_LIST, "topics", WATCH(topics), "ai", NULL, NULL, "ai",
		"Topics of the lexicon; a party or an object of the deal must belong to one." },
	{ SECTION_WATCH, KEY_KINDS, "kinds", WATCH(kinds), "any", NULL, NULL,
		"investment, acquisition, chip-supply",
		"Which kinds of deals: any, or a list of investment, funding-round, acquisition, stake, "
		"chip-supply, compute, licensing, partnership and debt." },
	{ SECTION_WATCH, KEY_LIST_ANY, "companies", WATCH(companies), "any", NULL, NULL,
		"OpenAI, Nvidia, Amazon",
		"Any, or a list of companies: at least one party is among them. `check` warns of a name "
		"that no lexicon file has: it counts only as a story writes it." },
	{ SECTION_WATCH, KEY_MONEY, "min-amount", WATCH(min_amount), "$0", NULL, NULL, "$100M",
		"A deal whose amount is known and smaller is left out." },
	{ SECTION_WATCH, KEY_LIST, "exclude", WATCH(exclude), NULL, NULL, NULL,
		"\"Prime Day\", \"Black Friday\"",
		"Phrases; a story that holds one of them is left out." },
	{ SECTION_WATCH, KEY_BOOL, "updates", WATCH(updates), "yes", NULL, NULL, "yes",
		"Whether an alert follows when a deal's facts change; no: the first alert only, even where "
		"the deal is denied or corrected later." },
	{ SECTION_WATCH, KEY_NOTIFY, "notify", WATCH(notify), NULL, NULL, NULL, "desktop, team",
		"The notifiers that tell of these deals, or none to keep the ledger only. Default: every "
		"notifier. One that several watches name tells of a deal once." },

	{ SECTION_NOTIFY, KEY_CHOICE, "type", NOTIFY(type), NULL,
		"stdout desktop slack webhook mail exec file feed", NULL, "slack",
		"The way alerts go out. stdout: readable on standard output. desktop: desktop "
		"notifications. slack: an incoming webhook of Slack. webhook: the alert as JSON by POST. "
		"mail: through the local sendmail. exec: a program gets the alert's JSON on standard "
		"input. file: JSON lines in a file. feed: an Atom file of the deals. Every notifier "
		"needs one." },
	{ SECTION_NOTIFY, KEY_HOOK_URL, "url", NOTIFY(url), NULL, NULL, "slack webhook",
		"https://example.com/hook",
		"Where to send. It is a secret: rather use url-file." },
	{ SECTION_NOTIFY, KEY_SECRET, "url-file", NOTIFY(url_file), NULL, NULL, "slack webhook",
		"slack.url",
		"A file that holds the URL. A name without a slash is looked for among the systemd "
		"credentials first, then beside this file." },
	{ SECTION_NOTIFY, KEY_SECRET, "secret-file", NOTIFY(secret_file), NULL, NULL, "webhook",
		"hook.secret",
		"A file with the secret that signs each message as Standard Webhooks says; two secrets, "
		"one a line, for rotation. Looked for as url-file is." },
	{ SECTION_NOTIFY, KEY_BOOL, "cloudevents", NOTIFY(cloudevents), "no", NULL, "webhook", "no",
		"Whether CloudEvents headers go with each message." },
	{ SECTION_NOTIFY, KEY_CHOICE, "format", NOTIFY(format), "text", "text json", "stdout", "text",
		"A readable alert, or a line of JSON." },
	{ SECTION_NOTIFY, KEY_PATH, "path", NOTIFY(path), NULL, NULL, "file feed", "alerts.jsonl",
		"The file that is written. One that holds something else is left alone." },
	{ SECTION_NOTIFY, KEY_COMMAND, "command", NOTIFY(command), NULL, NULL, "exec",
		"/usr/local/bin/on-deal, --verbose",
		"The program and its arguments, separated by commas. No shell reads them. A program "
		"without a slash is looked for in the daemon's PATH." },
	{ SECTION_NOTIFY, KEY_TEXT, "to", NOTIFY(to), NULL, NULL, "mail", "desk@example.com",
		"Whom the mail goes to." },
	{ SECTION_NOTIFY, KEY_MONEY, "min-amount", NOTIFY(min_amount), "$0", NULL, NULL, "$100M",
		"A deal whose amount is known and smaller is left out." },
	{ SECTION_NOTIFY, KEY_COUNT, "max-per-hour", NOTIFY(max_per_hour), "0", NULL, NULL, "10",
		"More alerts than this within an hour are folded into one later message. 0: no limit." },
	{ SECTION_NOTIFY, KEY_TIME, "digest", NOTIFY(digest), NULL, NULL, NULL, "09:00",
		"Collect alerts and send them once a day at this time." },
	{ SECTION_NOTIFY, KEY_QUIET, "quiet", NOTIFY(quiet_from), NULL, NULL, NULL, "22:00-07:00",
		"Hold alerts in these hours; one message tells of them afterwards." },
	{ SECTION_NOTIFY, KEY_MONEY, "urgent-amount", NOTIFY(urgent_amount), NULL, NULL, NULL, "$5bn",
		"At or above this, quiet and max-per-hour don't hold an alert." },
};
const size_t key_table_len = ARRAY_LEN(key_table);

static const struct {
	const char *name, *help;
} sections[N_SECTIONS] = {
	[SECTION_DAEMON] = { "daemon", "The program as a whole. Stands once." },
	[SECTION_FEED] = { "feed", "A feed that is watched. The name in quotes is how logs, metrics and "
		"commands call it." },
	[SECTION_WATCH] = { "watch", "Which deals are told, and to whom. Without one, a watch "
		"\"ai-deals\" with all defaults holds." },
	[SECTION_NOTIFY] = { "notify", "A way to tell of deals. Watches name it." },
};

static const struct {
	const char *name, *right;
} types[N_KEY_TYPES] = {
	[KEY_TEXT] = { "text", "one line of text, of at most 1000 bytes" },
	[KEY_SPAN] = { "a time span", "a number with s, m, h or d, as in 90s, 15m, 6h, 7d, from 0s to 3660d" },
	[KEY_PERIOD] = { "a time span above zero",
		"a number with s, m, h or d, as in 90s, 15m, 6h, 7d, from 1s to 3660d" },
	[KEY_SIZE] = { "a size", "a number with K, M or G, as in 64K, 10M, from 1 to 1024G" },
	[KEY_MONEY] = { "a sum of money", "a sum with its currency, as in $100M, €2bn, up to a thousand trillion" },
	[KEY_BOOL] = { "yes or no", "yes or no" },
	[KEY_COUNT] = { "a count", "a whole number from 0 to 1000000" },
	[KEY_TIME] = { "a time of day", "a time from 00:00 to 23:59, as in 09:00" },
	[KEY_QUIET] = { "a range of times", "two different times from 00:00 to 23:59, as in 22:00-07:00" },
	[KEY_LIST] = { "a list", "words separated by commas" },
	[KEY_LIST_ANY] = { "a list", "any, or words separated by commas" },
	[KEY_NOTIFY] = { "a list of notifiers", "none, or names separated by commas" },
	[KEY_KINDS] = { "a list of kinds",
		"any, or a list of investment, funding-round, acquisition, stake, chip-supply, compute, "
		"licensing, partnership, debt" },
	[KEY_CHOICE] = { "a word", "one of the words of dealwatch.conf(5)" },
	[KEY_PATH] = { "a path", "a path, relative to the file that names it" },
	[KEY_SECRET] = { "a secret file", "a file that can be read" },
	[KEY_FEED_URL] = { "a feed's address",
		"http://…, https://…, file:///path, or file:path beside this file, of at most 8192 bytes" },
	[KEY_HOOK_URL] = { "an address", "http://… or https://…, of at most 8192 bytes" },
	[KEY_PROXY] = { "a proxy", "none, environment, or a URL as in http://proxy.example.com:3128" },
	[KEY_LISTEN] = { "an address to listen at",
		"an address and a port from 1 to 65535, as in 127.0.0.1:9466 or [::1]:9466" },
	[KEY_TIMEZONE] = { "a time zone", "a name of this machine's time zone data, as in Europe/London" },
	[KEY_LEVEL] = { "a log level", "error, warn, info or debug" },
	[KEY_COMMAND] = { "a command", "a program and its arguments, separated by commas" },
	[KEY_LEXICON] = { "lexicon files", "paths or patterns, separated by commas" },
	[KEY_INCLUDE] = { "files to include", "paths or patterns, separated by commas" },
	[KEY_OPML] = { "OPML files", "paths or patterns, separated by commas" },
};
/* clang-format on */

const char *
key_section_name(enum key_section section)
{
	return sections[section].name;
}

const char *
key_section_help(enum key_section section)
{
	return sections[section].help;
}

const char *
key_type_name(enum key_type type)
{
	return types[type].name;
}

const char *
key_type_right(enum key_type type)
{
	return types[type].right;
}

const struct key *
key_find(enum key_section section, const char *name)
{
	for (size_t i = 0; i < key_table_len; i++)
		if (key_table[i].section == section && !strcmp(key_table[i].name, name))
			return &key_table[i];
	return NULL;
}

/* Spelling apart from case, and _ for -. */
static int
plain(char c)
{
	return c == '_' ? '-' : tolower((unsigned char)c);
}

/* At most two letters more, less or different, and less than half of the word. */
bool
key_word_near(const char *word, const char *meant)
{
	enum { LONGEST = 32 };
	unsigned row[LONGEST + 1], diagonal, above;
	size_t n = strlen(word), m = strlen(meant);

	if (n > LONGEST || m > LONGEST)
		return false;
	for (size_t j = 0; j <= m; j++)
		row[j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++) {
		diagonal = row[0];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= m; j++) {
			above = row[j];
			row[j] = diagonal + (plain(word[i - 1]) != plain(meant[j - 1]));
			if (above + 1 < row[j])
				row[j] = above + 1;
			if (row[j - 1] + 1 < row[j])
				row[j] = row[j - 1] + 1;
			diagonal = above;
		}
	}
	return row[m] <= 2 && row[m] < (m + 1) / 2;
}

const char *
key_guess(enum key_section section, const char *name)
{
	for (size_t i = 0; i < key_table_len; i++)
		if (key_table[i].section == section && key_word_near(name, key_table[i].name))
			return key_table[i].name;
	return NULL;
}

bool
key_word_in(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = words; len > 0 && (p = strstr(p, word)); p += len)
		if ((p == words || p[-1] == ' ') && (p[len] == ' ' || !p[len]))
			return true;
	return false;
}
