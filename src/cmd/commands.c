/*
 * commands - the table of all commands: a new one is a new row.
 */
#include "cmd/cmd.h"

/* clang-format off: a table of texts */
const struct command commands[] = {
	{ "check", "[-c CONF] [--show]",
		"Says whether the configuration and all that it names is right",
		"  -c CONF          the configuration file\n"
		"  --show           print what holds, each value with its origin, secrets masked\n",
		cmd_check },
	{ "deals", "[-c CONF] [--json | --csv | --dot | --totals] [FILTER...]",
		"Shows the ledger: every deal, told of or told in passing (in brackets)",
		"  -c CONF          the configuration file\n"
		"  --state FILE     the state that 'replay --state' has kept\n"
		"  --json           a JSON object a line, with sources and history\n"
		"  --csv            for a spreadsheet\n"
		"  --dot            the graph of who invests in and buys from whom, for graphviz\n"
		"  --totals         per party what it pays and gets: announced, agreed, closed "
		"(--json: too)\n"
		"  --since DATE     last heard of since then; also a span back from now: 7d\n"
		"  --until DATE     last heard of by the end of that day\n"
		"  --party NAME     of which it is a party\n"
		"  --kind KINDS     of these kinds: investment,debt\n"
		"  --status WORDS   of these statuses: talks,agreed\n"
		"  --min-amount SUM of so much and more: $100M\n"
		"  --no-context     without the deals that were only told in passing\n",
		cmd_deals },
	{ "explain", "[-c CONF] [--item ID] FILE... | [-c CONF] [--state FILE] --deal ID",
		"Tells a person why a story was flagged, or why not; why a deal's stories are one "
		"deal",
		"  -c CONF          the configuration file\n"
		"  --item ID        only the story that has this id\n"
		"  --deal ID        a deal of the ledger: its stories, why they were merged, near "
		"ones\n",
		cmd_explain },
	{ "export", "[-c CONF]", "Prints the feeds of the configuration as OPML",
		"  -c CONF          the configuration file\n", cmd_export },
	{ "feeds", "[-c CONF] [--json] [--leads | NAME...]",
		"Shows every feed's health, or that of those named: last success and error, next "
		"poll, items seen",
		"  -c CONF          the configuration file\n"
		"  --leads          which outlet had deals first, by how much, and what was denied "
		"later\n"
		"  --json           one JSON object a line\n",
		cmd_feeds },
	{ "import", "FILE.opml",
		"Prints the feeds of an OPML file as sections of the configuration", "",
		cmd_import },
	{ "match", "[-c CONF] FILE...",
		"Prints the verdict on every story of these feeds, a JSON line each",
		"  -c CONF          the configuration file\n", cmd_match },
	{ "outbox", "[-c CONF] [--retry ID | --drop ID | [--json] [NOTIFIER...]]",
		"Lists deliveries that wait or failed for good",
		"  -c CONF          the configuration file\n"
		"  --json           a line of JSON each\n"
		"  --retry ID       send it again now: a number from the list, an alert's id, a "
		"notifier or all\n"
		"  --drop ID        give it up; named like that, too\n",
		cmd_outbox },
	{ "parse", "[--url URL] [--content-type TYPE] [FILE]",
		"Prints one feed as a JSON Feed 1.1 document",
		"  --url URL        where the feed comes from: the base of its relative links\n"
		"  --content-type TYPE  the HTTP header that it came with, for its charset\n",
		cmd_parse },
	{ "replay", "[-c CONF] [--state FILE] [--against OTHER.conf [--json]] FILE...",
		"Prints the alerts that would have gone out for these feeds, a JSON line each",
		"  -c CONF          the configuration file; without one, built-in defaults\n"
		"  --state FILE     keep what was learnt in this state\n"
		"  --against OTHER.conf  print the alerts gained, lost and changed by going over "
		"to it\n"
		"  --json           with --against: the differences as JSON lines\n",
		cmd_replay },
	{ "run", "[-c CONF] [--once]",
		"Watches the feeds and sends alerts, in the foreground, until it is stopped",
		"  -c CONF          the configuration file\n"
		"  --once           poll every feed once, deliver what is due, end\n",
		cmd_run },
	{ "silence", "[-c CONF] DEAL-ID|PARTY --until WHEN [--comment TEXT] | --remove ID",
		"No alerts for that deal or party until then; without a word, lists what is "
		"silenced",
		"  -c CONF          the configuration file\n"
		"  --until WHEN     a date, a time, or a span from now: 7d\n"
		"  --comment TEXT   why\n"
		"  --remove ID      ends the silence of this number\n"
		"  --json           list them as JSON, a line each\n",
		cmd_silence },
	{ "status", "[-c CONF] [--json]", "Asks the running daemon what it does now",
		"  -c CONF          the configuration that the daemon runs with\n"
		"  --json           print its answer as it came\n",
		cmd_status },
	{ "test", "[-c CONF] NOTIFIER", "Sends one sample alert through a notifier",
		"  -c CONF          the configuration file\n", cmd_test },
	{ 0 },
};
