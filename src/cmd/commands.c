/*
 * commands - the table of all commands: a new one is a new row.
 */
#include "cmd/cmd.h"

const struct command commands[] = {
	{ "check", "[-c CONF] [--show]",
		"Says whether the configuration and all that it names is right",
		"  -c CONF          the configuration file\n"
		"  --show           print what holds, each value with its origin, secrets masked\n",
		cmd_check },
	{ "explain", "[-c CONF] [--item ID] FILE...",
		"Tells a person why a story was flagged, or why not",
		"  -c CONF          the configuration file\n"
		"  --item ID        only the story that has this id\n",
		cmd_explain },
	{ "feeds", "[-c CONF] [--json]",
		"Shows every feed's health: last success and error, next poll, items seen",
		"  -c CONF          the configuration file\n"
		"  --json           one JSON object a line\n",
		cmd_feeds },
	{ "match", "[-c CONF] FILE...",
		"Prints the verdict on every story of these feeds, a JSON line each",
		"  -c CONF          the configuration file\n",
		cmd_match },
	{ "outbox", "[-c CONF] [--json | --retry ID | --drop ID]",
		"Lists deliveries that wait or failed for good",
		"  -c CONF          the configuration file\n"
		"  --json           a line of JSON each\n"
		"  --retry ID       send it again now: a number from the list, an alert's id, or all\n"
		"  --drop ID        give it up\n",
		cmd_outbox },
	{ "parse", "[--url URL] [--content-type TYPE] [FILE]",
		"Prints one feed as a JSON Feed 1.1 document",
		"  --url URL        where the feed comes from: the base of its relative links\n"
		"  --content-type TYPE  the HTTP header that it came with, for its charset\n",
		cmd_parse },
	{ "replay", "[-c CONF] [--state FILE] [--against OTHER.conf] FILE...",
		"Prints the alerts that would have gone out for these feeds, a JSON line each",
		"  -c CONF          the configuration file; without one, built-in defaults\n"
		"  --state FILE     keep what was learnt in this state\n"
		"  --against OTHER.conf  print the alerts gained, lost and changed by going over to it\n"
		"  --json           with --against: the differences as JSON lines\n",
		cmd_replay },
	{ "status", "[-c CONF] [--json]", "Asks the running daemon what it does now",
		"  -c CONF          the configuration that the daemon runs with\n"
		"  --json           print its answer as it came\n",
		cmd_status },
	{ "test", "[-c CONF] NOTIFIER", "Sends one sample alert through a notifier",
		"  -c CONF          the configuration file\n", cmd_test },
	{ 0 },
};
