#!/bin/bash
# The doors that every command has: help, version, wrong usage, exit statuses.
. tests/e2e/lib.sh

commands=$("$dealwatch" --help | sed -nE 's/^  ([a-z]+)  .*/\1/p')

for_each() { for command in $commands; do "$@" "$command" || return 1; done; }

command_help() {
	status 0 "$dealwatch" "$1" --help && has "$tmp/out" "usage: dealwatch $1" && [ ! -s "$tmp/err" ]
}

command_version() { status 0 "$dealwatch" "$1" --version && has "$tmp/out" "dealwatch "; }

command_wrong_option() {
	status 64 "$dealwatch" "$1" --no-such-option && has "$tmp/err" "--no-such-option" && [ ! -s "$tmp/out" ]
}

ok "there are commands" test -n "$commands"
ok "--help goes to standard output" eval 'status 0 "$dealwatch" --help && has "$tmp/out" usage && [ ! -s "$tmp/err" ]'
ok "--version" eval 'status 0 "$dealwatch" --version && grep -qE "^dealwatch [0-9]+\.[0-9]+\.[0-9]+$" "$tmp/out"'
ok "no command at all is wrong usage" status 64 "$dealwatch"
ok "an unknown command is wrong usage" eval 'status 64 "$dealwatch" dance && has "$tmp/err" "dance"'
ok "every command has --help" for_each command_help
ok "every command has --version" for_each command_version
ok "every command refuses an unknown option" for_each command_wrong_option
done_testing
