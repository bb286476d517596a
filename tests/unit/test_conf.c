/*
 * Whole configurations: what they come to, and every fault of wrong ones.
 */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/conf.h"
#include "model/deal.h"

static char folder[64]; /* made anew for each test */

static const char *
path_of(const char *name)
{
	static char paths[4][256];
	static unsigned turn;
	char *path = paths[turn++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void
put(const char *name, const char *text)
{
	const char *path = path_of(name);
	FILE *file;

	for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash; slash = NULL) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	chmod(path, 0600);
}

static int
set_up(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/test_conf.XXXXXX");
	unsetenv("CREDENTIALS_DIRECTORY");
	unsetenv("STATE_DIRECTORY");
	unsetenv("SYSTEMD_EXEC_PID");
	setenv("XDG_STATE_HOME", "/tmp/state-home", 1);
	if (!mkdtemp(folder))
		return -1;
	put("lex.conf", "[topics]\n");
	return 0;
}

static int
tear_down(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

/* The configuration with a lexicon of its own, which must be right. */
static struct conf *
load(const char *text)
{
	struct faults faults;
	struct conf *conf = NULL;

	put("d.conf", text);
	faults_init(&faults);
	if (!conf_load(path_of("d.conf"), &conf, &faults))
		fail_msg("it was refused: %s", faults.text.text);
	assert_int_equal(faults.n, 0);
	faults_clear(&faults);
	return conf;
}

/* What the faults say of a configuration that must be refused, folders left out. */
static char *
faults_of(const char *text, size_t *ret_n)
{
	struct faults faults;
	struct conf *conf = NULL;
	char *told, *at;
	size_t len = strlen(folder) + 1;

	put("d.conf", text);
	faults_init(&faults);
	if (conf_load(path_of("d.conf"), &conf, &faults))
		fail_msg("it was taken: %s", text);
	assert_null(conf);
	told = strdup(faults.text.text);
	while ((at = strstr(told, folder)))
		memmove(at, at + len, strlen(at + len) + 1);
	*ret_n = faults.n;
	faults_clear(&faults);
	return told;
}

#define LEXICON "[daemon]\nlexicon = lex.conf\n"

static void
reads_every_key(void **state)
{
	struct conf *conf;

	(void)state;
	put("x.header", "Authorization: Bearer abc\n");
	put("slack.url", "  https://hooks.example.com/T/B/x \n");
	put("hook.secret", "one\n");
	put("run.sh", "#!/bin/sh\n");
	chmod(path_of("run.sh"), 0700);
	conf = load(
		"[daemon]\nstate = s.db\nlexicon = lex.conf\ninterval = 20m ; often\n"
		"group-wait = 0s\ndeal-window=7d\nmax-age = 36h\ncontact = \"me; # you\"\n"
		"timezone = UTC\nlisten = [::1]:9466\nallow-private = yes\n"
		"max-feed-size = 2M\ntimeout = 5s\nproxy = socks5h://p:1080\nlog-level = debug\n"
		"[feed \"a\"]\nurl = https://example.com/rss\nname = A Times\ninterval = 5m\n"
		"header-file = x.header\n[feed \"b\"]\nurl = feed://example.com/b\n"
		"[watch \"w\"]\ntopics = ai, biotech\nkinds = investment, debt\n"
		"companies = \"A, Inc\", OpenAI\nmin-amount = $100M\n"
		"exclude = \"Prime Day\", \"Black Friday\"\nupdates = no\nnotify = s, h\n"
		"[notify \"s\"]\ntype = slack\nurl-file = slack.url\nmin-amount = €1bn\n"
		"max-per-hour = 10\ndigest = 09:00\nquiet = 22:00-07:00\nurgent-amount = $5bn\n"
		"[notify \"h\"]\ntype = webhook\nurl = http://h/x\nsecret-file = hook.secret\n"
		"cloudevents = yes\n[notify \"e\"]\ntype = exec\ncommand = ./run.sh, -v, \"a, b\"\n"
		"[notify \"m\"]\ntype = mail\nto = a@example.com\n"
		"[notify \"f\"]\ntype = file\npath = out/alerts.jsonl\n"
		"[notify \"o\"]\ntype = stdout\nformat = json\n[notify \"d\"]\ntype = desktop\n");

	assert_string_equal(conf->daemon.state, path_of("s.db"));
	assert_int_equal(conf->daemon.lexicon.n, 1);
	assert_int_equal(conf->daemon.interval, 1200);
	assert_int_equal(conf->daemon.group_wait, 0);
	assert_int_equal(conf->daemon.deal_window, 604800);
	assert_int_equal(conf->daemon.max_age, 129600);
	assert_string_equal(conf->daemon.contact, "me; # you");
	assert_string_equal(conf->daemon.timezone, "UTC");
	assert_string_equal(conf->daemon.listen, "[::1]:9466");
	assert_true(conf->daemon.allow_private);
	assert_int_equal(conf->daemon.max_feed_size, 2 << 20);
	assert_int_equal(conf->daemon.timeout, 5);
	assert_string_equal(conf->daemon.proxy, "socks5h://p:1080");
	assert_int_equal(conf->daemon.log_level, LOG_DEBUG);

	assert_int_equal(conf->n_feeds, 2);
	assert_string_equal(conf->feeds[0].section, "a");
	assert_string_equal(conf->feeds[0].url, "https://example.com/rss");
	assert_string_equal(conf->feeds[1].url, "http://example.com/b");
	assert_string_equal(conf->feeds[0].name, "A Times");
	assert_int_equal(conf->feeds[0].interval, 300);
	assert_string_equal(conf->feeds[0].header_file, path_of("x.header"));
	assert_int_equal(conf->feeds[0].line, 16);
	assert_null(conf->feeds[1].name);
	assert_int_equal(conf->feeds[1].interval, 1200);

	assert_int_equal(conf->n_watches, 1);
	assert_int_equal(conf->watches[0].topics.n, 2);
	assert_int_equal(conf->watches[0].kinds, (1u << KIND_INVESTMENT) | (1u << KIND_DEBT));
	assert_int_equal(conf->watches[0].companies.n, 2);
	assert_string_equal(conf->watches[0].companies.items[0], "A, Inc");
	assert_int_equal(conf->watches[0].min_amount.value, 100000000);
	assert_string_equal(conf->watches[0].exclude.items[1], "Black Friday");
	assert_false(conf->watches[0].updates);
	assert_string_equal(conf->watches[0].notify.items[1], "h");

	assert_int_equal(conf->n_notifiers, 7);
	assert_string_equal(conf->notifiers[0].url, "https://hooks.example.com/T/B/x");
	assert_string_equal(conf->notifiers[0].min_amount.currency, "EUR");
	assert_int_equal(conf->notifiers[0].max_per_hour, 10);
	assert_int_equal(conf->notifiers[0].digest, 540);
	assert_int_equal(conf->notifiers[0].quiet_from, 1320);
	assert_int_equal(conf->notifiers[0].quiet_to, 420);
	assert_int_equal(conf->notifiers[0].urgent_amount.usd, 5000000000);
	assert_string_equal(conf->notifiers[1].secret_file, path_of("hook.secret"));
	assert_true(conf->notifiers[1].cloudevents);
	assert_int_equal(conf->notifiers[1].digest, -1);
	assert_int_equal(conf->notifiers[1].quiet_from, -1);
	assert_int_equal(conf->notifiers[2].command.n, 3);
	assert_string_equal(conf->notifiers[2].command.items[2], "a, b");
	assert_string_equal(conf->notifiers[3].to, "a@example.com");
	assert_string_equal(conf->notifiers[4].path, path_of("out/alerts.jsonl"));
	assert_string_equal(conf->notifiers[5].format, "json");
	conf_free(conf);
}

static void
has_the_promised_defaults(void **state)
{
	struct conf *conf = load(LEXICON "[feed \"a\"]\nurl = https://e.example/\n"
					 "[watch \"w\"]\n[notify \"n\"]\ntype = stdout\n");

	(void)state;
	assert_string_equal(conf->daemon.state, "/tmp/state-home/dealwatch/state.db");
	assert_int_equal(conf->daemon.interval, 900);
	assert_int_equal(conf->daemon.group_wait, 30);
	assert_int_equal(conf->daemon.deal_window, 14 * 86400);
	assert_int_equal(conf->daemon.max_age, 2 * 86400);
	assert_null(conf->daemon.contact);
	assert_null(conf->daemon.timezone);
	assert_null(conf->daemon.listen);
	assert_false(conf->daemon.allow_private);
	assert_int_equal(conf->daemon.max_feed_size, 10 << 20);
	assert_int_equal(conf->daemon.timeout, 30);
	assert_null(conf->daemon.proxy);
	assert_int_equal(conf->daemon.log_level, LOG_INFO);
	assert_int_equal(conf->feeds[0].interval, 900);
	assert_int_equal(conf->watches[0].topics.n, 1);
	assert_string_equal(conf->watches[0].topics.items[0], "ai");
	assert_int_equal(conf->watches[0].kinds, (1u << N_KINDS) - 2);
	assert_int_equal(conf->watches[0].companies.n, 0);
	assert_int_equal(conf->watches[0].min_amount.value, 0);
	assert_true(conf->watches[0].updates);
	assert_int_equal(conf->watches[0].notify.n, 1);
	assert_string_equal(conf->watches[0].notify.items[0], "n");
	assert_string_equal(conf->notifiers[0].format, "text");
	assert_int_equal(conf->notifiers[0].max_per_hour, 0);
	assert_int_equal(conf->notifiers[0].urgent_amount.value, 0);
	conf_free(conf);
}

/* That configuration is wrong, and what is told of it holds these words. */
static void
tells(const char *text, const char *words)
{
	size_t n;
	char *told = faults_of(text, &n);

	if (!strstr(told, words))
		fail_msg("of\n%s\nit said\n%s\nnot\n%s", text, told, words);
	free(told);
}

static void
a_broken_value_is_told_once(void **state)
{
	static const char *const cases[] = {
		"[feed \"a\"]\nurl = \"http://a/\n",
		"[feed \"a\"]\nurl =\n",
		"[feed \"a\"]\nurl = gopher://a/\n",
		"[notify \"n\"]\ntype = exec\ncommand = \"x\n",
		"[notify \"n\"]\ntype = slack\nurl = \"http://a/\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t n;
		char *told = faults_of(cases[i], &n);

		if (n != 1)
			fail_msg("of\n%s\nit said\n%s", cases[i], told);
		free(told);
	}
}

static void
tells_what_is_wrong_where_and_what_is_right(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
		{ "[daemon]\nintervall = 5m\n",
			"d.conf:2: [daemon] has no key 'intervall'; did you mean 'interval'?" },
		{ "[daemon]\npoll_every = 5m\n",
			"d.conf:2: [daemon] has no key 'poll_every'; it has state, include," },
		{ "[daemon]\ngroup_wait = 5m\n", "did you mean 'group-wait'?" },
		{ "[daemon]\ninterval = 5x\n", "d.conf:2: interval: '5x' is not a time span above "
					       "zero; right is a number with s, m, h or d" },
		{ "[daemon]\ninterval = 0s\n",
			"d.conf:2: interval: '0s' is not a time span above zero" },
		{ "[daemon]\ninterval\n",
			"d.conf:2: 'interval' has no value; write 'interval = …'" },
		{ "[daemon]\ninterval = # none\n", "d.conf:2: 'interval' has no value" },
		{ "[daemon]\ninterval = 5m\n\ninterval = 6m\n",
			"d.conf:4: 'interval' stands twice in this section, first in line 2" },
		{ "[daemon]\ncontact = \"me\n", "d.conf:2: contact: a quote is not closed" },
		{ "[feed \"a\"]\nurl = http://:80/\n",
			"d.conf:2: url: 'http://:80/' is not a feed" },
		{ "[daemon \"x\"]\n", "d.conf:1: [daemon] takes no name" },
		{ "[feed]\nurl = http://a/\n",
			"d.conf:1: [feed] needs a name, as in [feed \"name\"]" },
		{ "[feeds \"a\"]\nurl = http://a/\n",
			"d.conf:1: no section is called [feeds]; did you mean [feed]?" },
		{ "[server]\n", "d.conf:1: no section is called [server]; there are [daemon]," },
		{ "[feed \"a\"]\nurl = http://a/\n[daemon]\n[feed \"a\"]\nurl = http://b/\n",
			"d.conf:4: [feed \"a\"] stands twice, first in d.conf:1" },
		{ "interval = 5m\n",
			"d.conf:1: 'interval' stands in no section; begin with [daemon]" },
		{ "[feed \"a\"]\n", "d.conf:1: [feed \"a\"] has no 'url'; it needs 'url = …'" },
		{ "[feed \"a\"]\nurl = ftp://a/\n",
			"d.conf:2: url: 'ftp://a/' is not a feed's address; right is http://" },
		{ "[feed \"a\"]\nurl = example.com\n", "is not a feed's address" },
		{ "[feed \"a\"]\nurl = http://a b/\n", "is not a feed's address" },
		{ "[feed \"a\"]\nurl = file://host/x\n", "is not a feed's address" },
		{ "[feed \"a\"]\nurl = http://a/\n[feed \"b\"]\nurl = http://a/\n",
			"d.conf:3: [feed \"b\"] has the url of [feed \"a\"] in d.conf:1" },
		{ "[feed \"a\"]\nurl = HTTP://X.example:80\n[feed \"b\"]\nurl = "
		  "http://x.example/\n",
			"d.conf:3: [feed \"b\"] has the url of [feed \"a\"] in d.conf:1" },
		{ "[feed \"a\"]\nurl = http://a/\nheader-file = gone\n",
			"d.conf:3: header-file: 'gone' can't be read: No such file" },
		{ "[watch \"w\"]\nkinds = merger, debt\n",
			"d.conf:2: kinds: 'merger' is not a list of kinds; right is any, or a list "
			"of investment," },
		{ "[watch \"w\"]\nupdates = maybe\n",
			"d.conf:2: updates: 'maybe' is not yes or no; right is yes or no" },
		{ "[watch \"w\"]\nmin-amount = 100M\n",
			"d.conf:2: min-amount: '100M' is not a sum of money; right is a sum with "
			"its currency" },
		{ "[watch \"w\"]\nnotify = team\n", "d.conf:2: [watch \"w\"] names the notifier "
						    "'team', but there is no [notify \"team\"]" },
		{ "[watch \"w\"]\ntopics = ,\n", "d.conf:2: topics: ',' is not a list" },
		{ "[notify \"n\"]\n", "d.conf:1: [notify \"n\"] has no 'type'" },
		{ "[notify \"n\"]\ntype = pigeon\n",
			"d.conf:2: type: 'pigeon' is none of: stdout desktop slack" },
		{ "[notify \"n\"]\ntype = slack\n",
			"d.conf:1: [notify \"n\"] has no address; it needs 'url-file = FILE'" },
		{ "[notify \"n\"]\ntype = slack\nurl = http://a/\nurl-file = u\n",
			"d.conf:4: url-file: 'u' can't be read" },
		{ "[notify \"n\"]\ntype = slack\nurl-file = https://a.example/hook\n",
			"d.conf:3: url-file: is the secret itself; right is" },
		{ "[notify \"n\"]\ntype = webhook\nurl = http://a/\nsecret-file = whsec_aGk=\n",
			"d.conf:4: secret-file: is the secret itself" },
		{ "[feed \"f\"]\nurl = http://a/\nheader-file = X-Key: tulip\n",
			"d.conf:3: header-file: is the secret itself" },
		{ "[notify \"n\"]\ntype = slack\nurl = http://a/\nurl-file = lex.conf\n",
			"d.conf:4: [notify \"n\"] has url and url-file; keep one" },
		{ "[notify \"n\"]\ntype = slack\nurl-file = lex.conf\n",
			"lex.conf' holds no address; its first line is http" },
		{ "[notify \"n\"]\ntype = slack\nurl = http://a/\nsecret-file = lex.conf\n",
			"d.conf:4: [notify \"n\"] is of type slack and knows no 'secret-file'; "
			"that belongs to: webhook" },
		{ "[notify \"n\"]\ntype = exec\n", "d.conf:1: [notify \"n\"] has no 'command'" },
		{ "[notify \"n\"]\ntype = exec\ncommand = ./gone\n",
			"d.conf:3: command: './gone' can't be run" },
		{ "[notify \"n\"]\ntype = exec\ncommand = /tmp\n",
			"d.conf:3: command: '/tmp' can't be run" },
		{ "[notify \"n\"]\ntype = mail\n", "d.conf:1: [notify \"n\"] has no 'to'" },
		{ "[notify \"n\"]\ntype = file\n", "d.conf:1: [notify \"n\"] has no 'path'" },
		{ "[notify \"none\"]\ntype = stdout\n",
			"d.conf:1: [notify \"none\"] can't have that name" },
		{ "[notify \"n\"]\ntype = stdout\nquiet = 22:00\n",
			"d.conf:3: quiet: '22:00' is not a range of times" },
		{ "[notify \"n\"]\ntype = stdout\nmax-per-hour = many\n",
			"d.conf:3: max-per-hour: 'many' is not a count" },
		{ "[daemon]\nlisten = 80\n", "d.conf:2: listen: '80' is not an address to listen "
					     "at; right is an address and a port" },
		{ "[daemon]\ntimezone = Mars\n", "d.conf:2: timezone: 'Mars' is not a time zone" },
		{ "[daemon]\nproxy = gopher://x\n",
			"d.conf:2: proxy: 'gopher://x' is not a proxy" },
		{ "[daemon]\nlog-level = loud\n", "d.conf:2: log-level: 'loud' is not a log level; "
						  "right is error, warn, info or debug" },
		{ "[daemon]\ninclude = gone.conf\n",
			"d.conf:2: include: there is no file 'gone.conf'" },
		{ "[daemon]\nlexicon = gone/*.conf\n",
			"d.conf:2: lexicon: no file matches 'gone/*.conf'" },
		{ "[daemon]\ninclude = /tmp\n", "d.conf:2: include: '/tmp' is a folder" },
		{ "[daemon]\nstate = /tmp\n",
			"d.conf:2: state: '/tmp' is a folder; right is a file's path" },
		{ "[watch \"w\"]\ncompanies = any, OpenAI\n", "d.conf:2: companies: 'any' is not" },
		{ "[daemon]\n# \xff\n", "d.conf:2: not valid UTF-8" },
		{ "[daemon\ninterval = 5x\n", "d.conf:1: broken section" },
		{ "[feed \"\x1b[31m\"]\nurl = http://a/\n",
			"d.conf:1: the section's name holds a control character" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tells(cases[i].text, cases[i].told);
}

static void
what_is_out_of_bounds_is_told_them(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
		{ "[daemon]\nmax-age = 9000d\n", "'9000d' is not a time span; right is a number "
						 "with s, m, h or d, as in 90s, 15m, 6h, 7d, from "
						 "0s to 3660d" },
		{ "[daemon]\ntimeout = 3661d\n", "from 1s to 3660d" },
		{ "[daemon]\nmax-feed-size = 0\n", "from 1 to 1024G" },
		{ "[daemon]\nmax-feed-size = 2000G\n", "from 1 to 1024G" },
		{ "[daemon]\nlisten = 127.0.0.1:65536\n", "a port from 1 to 65535" },
		{ "[watch \"w\"]\nmin-amount = $2000tn\n", "up to a thousand trillion" },
		{ "[notify \"n\"]\ntype = stdout\nmax-per-hour = 1000001\n", "from 0 to 1000000" },
		{ "[notify \"n\"]\ntype = stdout\ndigest = 24:00\n", "from 00:00 to 23:59" },
		{ "[notify \"n\"]\ntype = stdout\nquiet = 22:00-24:00\n", "from 00:00 to 23:59" },
	};
	char text[16384];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tells(cases[i].text, cases[i].told);
	snprintf(text, sizeof text, "[daemon]\ncontact = %01200d\n", 7);
	tells(text, "at most 1000 bytes");
	snprintf(text, sizeof text, "[feed \"f\"]\nurl = http://f.example/%09000d\n", 7);
	tells(text, "at most 8192 bytes");
}

static void
tells_all_faults_of_all_files_in_one_go(void **state)
{
	size_t n;
	char *told;

	(void)state;
	put("conf.d/1.conf", "[feed \"a\"]\nurl = nonsense\n[watch \"w\"]\nnotify = x\n");
	put("conf.d/2.conf", "[feed \"b\"]\nurll = http://b/\n");
	told = faults_of("[daemon]\ninterval = 5\ninclude = conf.d/*.conf\ntimeout = soon\n", &n);
	assert_int_equal(n, 6);
	assert_non_null(strstr(told, "d.conf:2: interval"));
	assert_non_null(strstr(told, "d.conf:4: timeout"));
	assert_non_null(strstr(told, "conf.d/1.conf:2: url"));
	assert_non_null(strstr(told, "conf.d/1.conf:4: [watch \"w\"] names"));
	assert_non_null(strstr(told, "conf.d/2.conf:2: [feed] has no key 'urll'"));
	assert_non_null(strstr(told, "conf.d/2.conf:1: [feed \"b\"] has no 'url'"));
	free(told);
}

static void
a_broken_section_is_one_fault(void **state)
{
	size_t n;
	char *told;

	(void)state;
	told = faults_of("[daemon]\n[feed \"a\"\nurl = x\nname = y\n", &n);
	assert_int_equal(n, 1);
	free(told);
	told = faults_of("[feet \"a\"]\nurl = x\nname = y\n", &n);
	assert_int_equal(n, 1);
	free(told);
}

static void
includes_in_order_and_only_once(void **state)
{
	struct conf *conf;

	(void)state;
	put("b.conf", "[feed \"b\"]\nurl = http://b/\nheader-file = h\n");
	put("more/2.conf", "[feed \"two\"]\nurl = http://2/\nheader-file = h\n");
	put("more/1.conf", "[feed \"one\"]\nurl = http://1/\n");
	put("more/h", "A: b\n");
	put("h", "A: b\n");
	mkdir(path_of("more/3.conf"), 0700);
	/* The pattern names the file itself, too, and b.conf twice. */
	conf = load("[daemon]\nlexicon = lex.conf\n"
		    "include = b.conf, [bd].conf, more/*.conf, none/*.conf\n"
		    "[feed \"main\"]\nurl = http://m/\n");
	assert_int_equal(conf->n_feeds, 4);
	assert_string_equal(conf->feeds[0].section, "main");
	assert_string_equal(conf->feeds[1].section, "b");
	assert_string_equal(conf->feeds[2].section, "one");
	assert_string_equal(conf->feeds[3].section, "two");
	assert_string_equal(conf->feeds[1].header_file, path_of("h"));
	assert_string_equal(conf->feeds[3].header_file, path_of("more/h"));
	conf_free(conf);
}

static void
resolves_file_addresses_beside_the_configuration(void **state)
{
	char expected[256];
	struct conf *conf;

	(void)state;
	mkdir(path_of("a b%c"), 0700);
	put("a b%c/i.conf", "[feed \"r\"]\nurl = file:x%20y.xml\n");
	conf = load(
		"[daemon]\nlexicon = lex.conf\ninclude = \"a b%c/i.conf\"\n"
		"[feed \"a\"]\nurl = file:///srv/feed.xml\n[feed \"b\"]\nurl = file:/srv/b.xml\n"
		"[feed \"c\"]\nurl = file://localhost/srv/c.xml\n[feed \"d\"]\nurl = file:d.xml\n");
	assert_string_equal(conf->feeds[0].url, "file:///srv/feed.xml");
	assert_string_equal(conf->feeds[1].url, "file:///srv/b.xml");
	assert_string_equal(conf->feeds[2].url, "file:///srv/c.xml");
	snprintf(expected, sizeof expected, "file://%s/d.xml", folder);
	assert_string_equal(conf->feeds[3].url, expected);
	snprintf(expected, sizeof expected, "file://%s/a%%20b%%25c/x%%20y.xml", folder);
	assert_string_equal(conf->feeds[4].url, expected);
	conf_free(conf);
}

static void
takes_secrets_from_the_credentials_first(void **state)
{
	struct conf *conf;
	static const char text[] = LEXICON "[notify \"n\"]\ntype = slack\nurl-file = s.url\n"
					   "[watch \"w\"]\nnotify = n\n";

	(void)state;
	put("s.url", "https://beside.example/\n");
	put("cred/dealwatch_s.url", "https://folder.example/\n");
	setenv("CREDENTIALS_DIRECTORY", path_of("cred"), 1);
	conf = load(text);
	assert_string_equal(conf->notifiers[0].url, "https://folder.example/");
	conf_free(conf);
	put("cred/s.url", "https://single.example/\n");
	conf = load(text);
	assert_string_equal(conf->notifiers[0].url, "https://single.example/");
	conf_free(conf);
	unsetenv("CREDENTIALS_DIRECTORY");
	conf = load(text);
	assert_string_equal(conf->notifiers[0].url, "https://beside.example/");
	assert_int_equal(conf->n_warnings, 0);
	conf_free(conf);
	unlink(path_of("s.url"));
	put("credentials/s.url", "https://roots.example/\n");
	conf = load(text);
	assert_string_equal(conf->notifiers[0].url, "https://roots.example/");
	conf_free(conf);
	put("s.url", "https://beside.example/\n");
	chmod(path_of("s.url"), 0644);
	conf = load(text);
	assert_int_equal(conf->n_warnings, 1);
	assert_non_null(strstr(conf->warnings[0].place, "d.conf:5"));
	assert_non_null(strstr(conf->warnings[0].text, "url-file: others may read"));
	conf_free(conf);
}

static void
who_sends_nothing_needs_no_secret(void **state)
{
	struct faults faults;
	struct conf *conf;

	(void)state;
	put("d.conf", LEXICON "[notify \"n\"]\ntype = slack\nurl-file = gone.url\n"
			      "[feed \"a\"]\nurl = http://a/\nheader-file = gone\n");
	faults_init(&faults);
	assert_false(conf_load(path_of("d.conf"), &conf, &faults));
	assert_int_equal(faults.n, 2);
	faults_clear(&faults);
	faults_init(&faults);
	assert_true(conf_load_open(path_of("d.conf"), &conf, &faults));
	assert_null(conf->notifiers[0].url);
	conf_free(conf);
	faults_clear(&faults);
}

static void
never_tells_a_secret(void **state)
{
	struct conf *conf;
	struct str shown;
	size_t n;
	char *told;

	(void)state;
	put("s.url", "gopher://hush.example/\n");
	told = faults_of("[notify \"n\"]\ntype = slack\nurl = gopher://hush.example/x\n"
			 "[notify \"m\"]\ntype = slack\nurl-file = s.url\n"
			 "[notify \"o\"]\ntype = slack\nurl https://x.example/hush\n"
			 "https://me:hush@x.example/?a=1\n"
			 "[feed \"a\"]\nurl = htps://me:hush@x.example/?token=hush\n"
			 "[feed \"b\"]\nurl = me:hush@x.example/\n"
			 "[daemon]\nproxy = me:hush@x.example\n",
		&n);
	assert_null(strstr(told, "hush"));
	assert_non_null(strstr(told, "'url' has no value; write 'url = …'"));
	assert_non_null(strstr(told, "has no key 'https…'"));
	assert_non_null(strstr(told, "'htps://***@x.example/?token=***' is not"));
	free(told);
	conf = load("[daemon]\nlexicon = lex.conf\nproxy = http://me:hush@proxy:3128\n"
		    "[feed \"a\"]\nurl = https://me:hush@example.com/feed?token=hush\n"
		    "[notify \"n\"]\ntype = slack\nurl = https://hush.example/x\n");
	str_init(&shown, 1 << 16);
	conf_show(conf, &shown);
	assert_null(strstr(shown.text, "hush"));
	assert_non_null(strstr(shown.text, "url = ***"));
	assert_non_null(strstr(shown.text, "url = https://***@example.com/feed?token=***"));
	str_clear(&shown);
	conf_free(conf);
}

static void
shows_each_value_with_its_origin(void **state)
{
	struct conf *conf = load("[daemon]\nlexicon = lex.conf\ninterval = 5m\n"
				 "contact = \"a # b\"\n[feed \"a\"]\nurl = http://a/\n"
				 "[notify \"x, \\\"y\\\" \\\\ z\"]\ntype = stdout\n");
	struct str shown;
	char line[256];

	(void)state;
	str_init(&shown, 1 << 16);
	conf_show(conf, &shown);
	snprintf(line, sizeof line, "\ninterval = 5m                                   # %s:3\n",
		path_of("d.conf"));
	assert_non_null(strstr(shown.text, line));
	assert_non_null(strstr(shown.text, "contact = \"a # b\""));
	assert_non_null(strstr(
		shown.text, "\ngroup-wait = 30s                                # default\n"));
	assert_non_null(strstr(shown.text, "\n[watch \"ai-deals\"]\ntopics = ai "));
	/* What is shown can be read again, and comes to the same. */
	conf_free(conf);
	conf = load(shown.text);
	assert_int_equal(conf->feeds[0].interval, 300);
	assert_string_equal(conf->daemon.contact, "a # b");
	assert_string_equal(conf->notifiers[0].name, "x, \"y\" \\ z");
	assert_int_equal(conf->watches[0].notify.n, 1);
	conf_free(conf);
	str_clear(&shown);
}

static void
a_notifier_that_nobody_names_is_warned_of(void **state)
{
	struct conf *conf =
		load(LEXICON "[watch \"w\"]\nnotify = none\n[notify \"n\"]\ntype = stdout\n");

	(void)state;
	assert_int_equal(conf->watches[0].notify.n, 0);
	assert_int_equal(conf->n_warnings, 1);
	assert_non_null(strstr(conf->warnings[0].place, "d.conf:5"));
	assert_non_null(strstr(conf->warnings[0].text, "no watch names the notifier 'n'"));
	conf_free(conf);
}

static void
a_system_service_has_no_desktop(void **state)
{
	static const char text[] = LEXICON "[notify \"n\"]\ntype = desktop\n";
	char pid[24], *told;
	size_t n;

	(void)state;
	unsetenv("XDG_RUNTIME_DIR");
	unsetenv("DBUS_SESSION_BUS_ADDRESS");
	snprintf(pid, sizeof pid, "%ld", (long)getpid());
	setenv("SYSTEMD_EXEC_PID", pid, 1);
	told = faults_of(text, &n);
	assert_non_null(strstr(told, "d.conf:4: [notify \"n\"] is of type desktop, but a system"));
	free(told);
	setenv("XDG_RUNTIME_DIR", "/run/user/1000", 1);
	conf_free(load(text));
	unsetenv("XDG_RUNTIME_DIR");
	unsetenv("SYSTEMD_EXEC_PID");
}

static void
the_state_follows_systemd_then_xdg(void **state)
{
	struct conf *conf;

	(void)state;
	setenv("STATE_DIRECTORY", "/var/lib/dw:/var/lib/other", 1);
	conf = load(LEXICON);
	assert_string_equal(conf->daemon.state, "/var/lib/dw/state.db");
	conf_free(conf);
	unsetenv("STATE_DIRECTORY");
	unsetenv("XDG_STATE_HOME");
	setenv("HOME", "/home/me", 1);
	conf = load(LEXICON);
	assert_string_equal(conf->daemon.state, "/home/me/.local/state/dealwatch/state.db");
	conf_free(conf);
}

static void
finds_the_configuration_where_users_keep_it(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	setenv("XDG_CONFIG_HOME", folder, 1);
	put("dealwatch/dealwatch.conf", LEXICON);
	assert_string_equal(conf_find(arena), path_of("dealwatch/dealwatch.conf"));
	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", folder, 1);
	mkdir(path_of(".config"), 0700);
	mkdir(path_of(".config/dealwatch"), 0700);
	fclose(fopen(path_of(".config/dealwatch/dealwatch.conf"), "w"));
	assert_string_equal(conf_find(arena), path_of(".config/dealwatch/dealwatch.conf"));
	arena_free(arena);
}

static void
without_a_configuration_there_is_one_watch(void **state)
{
	struct conf *conf = conf_default();

	(void)state;
	assert_string_equal(conf->path, "");
	assert_int_equal(conf->n_feeds, 0);
	assert_int_equal(conf->n_notifiers, 0);
	assert_int_equal(conf->n_watches, 1);
	assert_string_equal(conf->watches[0].name, "ai-deals");
	assert_string_equal(conf->watches[0].topics.items[0], "ai");
	assert_true(conf->daemon.lexicon.n > 0);
	assert_int_equal(conf->daemon.deal_window, 14 * 86400);
	conf_free(conf);
}

static void
a_missing_file_is_a_fault_of_its_own(void **state)
{
	struct faults faults;
	struct conf *conf = NULL;

	(void)state;
	faults_init(&faults);
	assert_false(conf_load("/nonexistent/d.conf", &conf, &faults));
	assert_int_equal(faults.n, 1);
	assert_string_equal(faults.text.text, "/nonexistent/d.conf: No such file or directory\n");
	faults_clear(&faults);
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(reads_every_key),
		CASE(has_the_promised_defaults),
		CASE(a_broken_value_is_told_once),
		CASE(tells_what_is_wrong_where_and_what_is_right),
		CASE(what_is_out_of_bounds_is_told_them),
		CASE(tells_all_faults_of_all_files_in_one_go),
		CASE(a_broken_section_is_one_fault),
		CASE(includes_in_order_and_only_once),
		CASE(resolves_file_addresses_beside_the_configuration),
		CASE(takes_secrets_from_the_credentials_first),
		CASE(who_sends_nothing_needs_no_secret),
		CASE(never_tells_a_secret),
		CASE(shows_each_value_with_its_origin),
		CASE(a_notifier_that_nobody_names_is_warned_of),
		CASE(a_system_service_has_no_desktop),
		CASE(the_state_follows_systemd_then_xdg),
		CASE(finds_the_configuration_where_users_keep_it),
		CASE(without_a_configuration_there_is_one_watch),
		CASE(a_missing_file_is_a_fault_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
