#!/bin/bash
# What stands at the doors, tried with odd inputs: outputs that can't be written, states that
# are not there, words that say nothing.
. tests/e2e/lib.sh
feed=conf/samples/kestrel.xml
conf=$tmp/doors.conf
cat >"$conf" <<END
[daemon]
state = $tmp/state.db
lexicon = $PWD/conf/lexicon/*.conf
max-age = 3650d
[feed "kestrel"]
url = file://$PWD/$feed
[watch "ai-deals"]
notify = screen
[notify "screen"]
type = stdout
END

# Each command that prints a result, a line each.
printing="--help
--version
run --help
parse $feed
match -c $conf $feed
replay -c $conf $feed
replay -c $conf --against $conf $feed
explain -c $conf $feed
check -c $conf
check --show -c $conf
export -c $conf
import $tmp/feeds.opml
deals -c $conf
deals --json -c $conf
feeds -c $conf
silence -c $conf"

full_output() {
	local command
	while read -r command; do
		# shellcheck disable=SC2086 # words on purpose
		"$dealwatch" $command >/dev/full 2>"$tmp/err"
		[ $? -eq 1 ] && has "$tmp/err" "standard output" && continue
		echo "# $command" && return 1
	done <<<"$printing"
}

gone_reader() {
	local command
	while read -r command; do
		# shellcheck disable=SC2086
		{ "$dealwatch" $command 2>"$tmp/err"; echo $? >"$tmp/rc"; } | true
		[ "$(cat "$tmp/rc")" = 0 ] && [ ! -s "$tmp/err" ] && continue
		echo "# $command" && return 1
	done <<<"$printing"
}

no_output() {
	"$dealwatch" match -c "$conf" "$feed" >&- 2>"$tmp/err"
	[ $? -eq 1 ] && has "$tmp/err" "standard output"
}

# A daemon without standard descriptors: no message may land in what took their numbers.
no_descriptors() {
	"$dealwatch" run --once -c "$conf" <&- >&- 2>&-
	status 0 "$dealwatch" deals --json -c "$conf"
}

# Seen from a place where the folder of the state can't be written.
read_only() {
	unshare -m sh -c "mount --bind '$tmp/ro' '$tmp/ro' && mount -o remount,ro,bind '$tmp/ro' && exec \"\$@\"" sh "$@" 2>"$tmp/ro.err"
}

frozen_state() {
	local command
	for command in "deals --json" feeds outbox silence; do
		# shellcheck disable=SC2086
		read_only "$dealwatch" $command -c "$tmp/ro.conf" >"$tmp/out" || { cat "$tmp/ro.err"; return 1; }
	done
	read_only "$dealwatch" deals --json -c "$tmp/ro.conf" >"$tmp/out" && has "$tmp/out" deal_id &&
		! read_only "$dealwatch" silence Nvidia --until 7d -c "$tmp/ro.conf" && has "$tmp/ro.err" "readonly"
}

lines() { [ "$(wc -l <"$tmp/out")" -eq "$1" ]; }

"$dealwatch" replay -c "$conf" --state "$tmp/state.db" "$feed" >/dev/null
"$dealwatch" silence Nvidia --until 7d -c "$conf" >/dev/null
"$dealwatch" export -c "$conf" >"$tmp/feeds.opml"
ok "a full disk behind standard output is a failure, with a sentence" full_output
ok "a reader that had enough is none" gone_reader
ok "a closed standard output is a failure" no_output
ok "a state survives a start without standard descriptors" no_descriptors

mkdir "$tmp/ro" && cp "$tmp/state.db" "$tmp/ro/state.db" && sed "s|$tmp/state.db|$tmp/ro/state.db|" "$conf" >"$tmp/ro.conf"
if read_only true; then
	ok "a state that can't be written to can be read" frozen_state
else
	skip "a state that can't be written to can be read" "nothing can be mounted here"
fi

ok "standard input is called so" eval \
	'status 65 "$dealwatch" match -c "$conf" - </dev/null && has "$tmp/err" "standard input"'
ok "the options of the second configuration's secrets are not asked for" eval '
	{ cat "$conf"; printf "[notify \"team\"]\ntype = slack\nurl-file = missing.url\n"; } >"$tmp/other.conf"
	status 0 "$dealwatch" replay -c "$conf" --against "$tmp/other.conf" "$feed"'

ok "an option's value may follow at once" eval '
	status 0 "$dealwatch" deals "-c$conf" --since=2020-01-01 --party=Nobody && [ ! -s "$tmp/out" ]'
ok "a flag has none" status 64 "$dealwatch" deals --json=yes -c "$conf"
ok "words and options may be mixed, -- ends options" eval '
	status 0 "$dealwatch" match "$feed" -c "$conf" -- "$feed" && [ "$(sort -u "$tmp/out" | wc -l)" -lt "$(wc -l <"$tmp/out")" ]'
for command in "deals" "deals --json" feeds outbox silence; do
	ok "$command makes no state" eval '
		sed "s|state.db|none.db|" "$conf" >"$tmp/none.conf"
		status 0 "$dealwatch" $command -c "$tmp/none.conf" && [ ! -e "$tmp/none.db" ]'
done
ok "--retry makes no state" eval \
	'status 1 "$dealwatch" outbox --retry 1 -c "$tmp/none.conf" && [ ! -e "$tmp/none.db" ]'
ok "a feed without items is no fault" eval '
	echo "<rss version=\"2.0\"><channel><title>t</title></channel></rss>" >"$tmp/none.xml"
	status 0 "$dealwatch" replay "$tmp/none.xml" && [ ! -s "$tmp/out" ]'
ok "of nothing, all is nothing" eval 'status 0 "$dealwatch" outbox --retry all -c "$conf" && has "$tmp/out" "0 to be sent"'
ok "a state that is named must be there" eval \
	'status 66 "$dealwatch" deals --state "$tmp/none.db" && [ ! -e "$tmp/none.db" ]'
ok "feeds tells of those that are named" eval '
	{ cat "$conf"; printf "[feed \"other\"]\nurl = file:other.xml\n"; } >"$tmp/two.conf"
	status 0 "$dealwatch" feeds --json -c "$tmp/two.conf" && lines 2 &&
		status 0 "$dealwatch" feeds --json -c "$tmp/two.conf" other && lines 1 && has "$tmp/out" "\"feed\":\"other\""'
ok "and knows which there are" eval 'status 64 "$dealwatch" feeds -c "$conf" nobody && has "$tmp/err" "nobody" && [ ! -s "$tmp/out" ]'
# Every table, and one feed whose name is longer than any terminal.
{ cat "$conf"; printf '[feed "%s"]\nurl = file:none.xml\n' "$(printf 'a long name, ジ, %.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14)"; } >"$tmp/wide.conf"
sed -i 's|kestrel.xml|samples.xml|' "$tmp/wide.conf"
cat "$feed" >"$tmp/samples.xml"
"$dealwatch" replay -c "$conf" --state "$tmp/state.db" conf/samples/*.xml >/dev/null
"$dealwatch" run --once -c "$tmp/wide.conf" >/dev/null 2>&1
"$dealwatch" silence OpenAI --until 7d --comment "$(printf 'not now, %.0s' 1 2 3 4 5 6 7 8 9 10 11 12)" -c "$conf" >"$tmp/out"
tables_fit() {
	local command
	for command in deals "deals --totals" feeds "feeds --leads" outbox silence; do
		# shellcheck disable=SC2086 # words on purpose
		COLUMNS=$1 "$dealwatch" $command -c "$tmp/wide.conf" >"$tmp/out" || return 1
		[ "$(LC_ALL=C.UTF-8 wc -L <"$tmp/out")" -le "$1" ] || { echo "# $command"; cat "$tmp/out"; return 1; }
		[ "$command" = outbox ] || [ -s "$tmp/out" ] || { echo "# no $command"; return 1; }
	done
}
for columns in 40 80 200; do ok "tables fit $columns columns" tables_fit $columns; done
ok "a sum is never cut" eval 'COLUMNS=40 status 0 "$dealwatch" deals --totals -c "$conf" && has "$tmp/out" "OpenAI" && ! grep -E "[0-9]…" "$tmp/out"'
ok "nothing is cut where nobody looks" eval 'status 0 "$dealwatch" feeds -c "$tmp/wide.conf" && [ "$(wc -L <"$tmp/out")" -gt 200 ] && ! grep -F "…" "$tmp/out"'

for nobody in "" " " "!!!"; do
	ok "'$nobody' can't be silenced" eval '
		status 64 "$dealwatch" silence "$nobody" --until 7d -c "$conf" &&
		status 0 "$dealwatch" silence --json -c "$conf" && lines 2'
done
done_testing
