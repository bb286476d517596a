#!/bin/bash
# replay: one deal, one alert; the clock is the stories' own; what a new configuration changes.
. tests/e2e/lib.sh

feed_of first "First Wire" <<-'EOF'
	f1|Mon, 06 Oct 2025 08:00:00 GMT|Microsoft in talks to invest $4 billion in Mistral AI|Microsoft is in talks to invest $4 billion in Mistral AI, people familiar with the matter said.
	f2|Thu, 09 Oct 2025 08:00:00 GMT|Microsoft agrees to invest $4 billion in Mistral AI|Microsoft has agreed to invest $4 billion in Mistral AI, the companies announced.
EOF
feed_of second "Second Post" <<-'EOF'
	s1|Mon, 06 Oct 2025 08:00:10 GMT|Mistral AI may get $4bn from Microsoft|Microsoft is discussing an investment of about $4bn in Mistral AI, according to First Wire.
	s2|Tue, 07 Oct 2025 08:00:00 GMT|Ten recipes for autumn|Soup, mostly.
EOF

replay_gives() {
	local want=$1
	shift
	status 0 "$dealwatch" replay "$@" || return 1
	[ "$(wc -l <"$tmp/out")" -eq "$want" ] && return 0
	echo "# $(wc -l <"$tmp/out") lines instead of $want"
	return 1
}

type_is() {
	[ "$(sed -n "$1p" "$tmp/out" | jq -r "$2")" = "$3" ] && return 0
	echo "# line $1: $2 is $(sed -n "$1p" "$tmp/out" | jq -c "$2")"
	return 1
}

ok "two outlets make one alert, and a signature one more" replay_gives 2 "$tmp/first.xml" "$tmp/second.xml"
ok "the first is new" type_is 1 .type deal.new
ok "it carries both stories" type_is 1 '.data.story_ids | length' 2
ok "it goes out when its wait is over" type_is 1 .timestamp 2025-10-06T08:00:30Z
ok "the second is an update" type_is 2 .type deal.update
ok "it says what changed" type_is 2 '.data.changes[0] | .field + " " + .from + " " + .to' "status talks agreed"
ok "its revision is 2" type_is 2 .data.revision 2
cp "$tmp/out" "$tmp/once"
ok "the order of the files does not matter" replay_gives 2 "$tmp/second.xml" "$tmp/first.xml"
ok "nor does the same input give another output" cmp -s "$tmp/once" "$tmp/out"
ok "a state keeps what was learnt" replay_gives 2 --state "$tmp/state.db" "$tmp/first.xml" "$tmp/second.xml"
ok "and tells it once" replay_gives 0 --state "$tmp/state.db" "$tmp/first.xml" "$tmp/second.xml"

feed_of backers "Third Wire" <<-'EOF'
	b1|Mon, 06 Oct 2025 08:00:00 GMT|Nvidia and Apple in talks to invest $6bn in Mistral AI|
	b2|Thu, 09 Oct 2025 08:00:00 GMT|Apple no longer in talks to join Mistral AI investment round|
	b3|Fri, 10 Oct 2025 08:00:00 GMT|Nvidia and Mistral AI end talks on $6bn investment|
EOF
ok "a deal goes on without one of its backers, and is off without the last" replay_gives 3 "$tmp/backers.xml"
ok "who leaves it is told as a correction" type_is 2 .type deal.correction
ok "by its parties" type_is 2 '.data.changes[0] | .field + ": " + .to' "parties: Nvidia, Mistral"
ok "and no more" type_is 2 .data.deal.status talks
ok "that it is off is told at last" type_is 3 .data.deal.status collapsed

cat >"$tmp/all.conf" <<-EOF
	[daemon]
	state = $tmp/other.db
	lexicon = $PWD/conf/lexicon/*.conf
	[watch "ai-deals"]
	topics = ai
EOF
sed 's/^topics.*/&\nmin-amount = $5bn/' "$tmp/all.conf" >"$tmp/few.conf"
sed 's/^topics.*/&\nupdates = no/' "$tmp/all.conf" >"$tmp/first-only.conf"

ok "a stricter watch loses both" status 0 "$dealwatch" replay -c "$tmp/all.conf" --against "$tmp/few.conf" \
	"$tmp/first.xml" "$tmp/second.xml"
ok "and says so" has "$tmp/out" "0 gained, 2 lost, 0 changed"
ok "the way back" status 0 "$dealwatch" replay -c "$tmp/few.conf" --against "$tmp/all.conf" --json \
	"$tmp/first.xml" "$tmp/second.xml"
ok "gains them" type_is 1 .difference gained
ok "no updates wanted: none lost but the update" status 0 "$dealwatch" replay -c "$tmp/all.conf" \
	--against "$tmp/first-only.conf" "$tmp/first.xml" "$tmp/second.xml"
ok "one is lost" has "$tmp/out" "0 gained, 1 lost, 0 changed"

cat >"$tmp/both.conf" <<-EOF
	[daemon]
	state = $tmp/both.db
	lexicon = $PWD/conf/lexicon/*.conf
	max-age = 3660d
	group-wait = 0s
	interval = 1s
	[feed "f"]
	url = file:now.xml
	[watch "all"]
	notify = log, other
	[watch "large"]
	min-amount = \$3bn
	notify = log
	[watch "microsoft"]
	companies = Microsoft
	notify = none
	[notify "log"]
	type = file
	path = log.jsonl
	[notify "other"]
	type = file
	path = other.jsonl
EOF
hears_once() { # and the watch that names nobody is shown, too
	replay_gives 4 -c "$tmp/both.conf" "$tmp/first.xml" &&
		[ "$(jq -r .data.watch "$tmp/out" | sort | uniq -c | tr -s ' \n' ' ')" = ' 2 all 2 microsoft ' ] || return 1
	cp "$tmp/second.xml" "$tmp/now.xml"
	status 0 "$dealwatch" run --once -c "$tmp/both.conf" || return 1
	cp "$tmp/first.xml" "$tmp/now.xml"
	sleep 1.1
	status 0 "$dealwatch" run --once -c "$tmp/both.conf" || return 1
	cmp "$tmp/log.jsonl" "$tmp/other.jsonl" && [ "$(wc -l <"$tmp/log.jsonl")" -eq 2 ]
}
ok "a notifier that several watches name hears of a deal once" hears_once

ok "no feed named is wrong usage" status 64 "$dealwatch" replay
mkdir "$tmp/folder"
ok "a folder is no state" status 1 "$dealwatch" replay -c "$tmp/all.conf" --state "$tmp/folder" "$tmp/first.xml"
ok "it is said" has "$tmp/err" "Is a directory"
ok "and nothing is left beside it" test ! -e "$tmp/folder.lock"
ok "a file that can't be read" status 66 "$dealwatch" replay "$tmp/none.xml"
echo "no feed" >"$tmp/none.txt"
ok "a file that is no feed" status 65 "$dealwatch" replay "$tmp/none.txt"
done_testing
