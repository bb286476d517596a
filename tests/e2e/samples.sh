#!/bin/bash
# The sample feeds parse, their deals alert once each, and nothing else does.
# tests/data/samples.json says of every story which deal it reports, if any.
. tests/e2e/lib.sh
labels=tests/data/samples.json
conf=conf/quickstart.conf

# --- the configuration ---------------------------------------------------------

faults=$("$dealwatch" check -c $conf 2>&1 >"$tmp/check") || faults=${faults:-check failed}
no_fault "the quickstart configuration is valid" "$faults"
no_fault "it names every sample feed" "$(for feed in conf/samples/*; do
	grep -q "^url = file:samples/$(basename "$feed")\$" $conf || echo "$feed is not in $conf"
done)"

# --- parse ---------------------------------------------------------------------

faults=
items=0 outlets=0
for feed in conf/samples/*; do
	name=$(basename "$feed")
	if ! "$dealwatch" parse "$feed" >"$tmp/$name" 2>"$tmp/err"; then
		faults+="$name: $(cat "$tmp/err")"$'\n'
		continue
	fi
	jq -r '.items[].id' "$tmp/$name" | sort >"$tmp/found"
	jq -r --arg feed "$name" '.[] | select(.feed == $feed) | .id' $labels | sort >"$tmp/want"
	cmp -s "$tmp/found" "$tmp/want" ||
		faults+="$name: other items than the labels name: $(diff "$tmp/found" "$tmp/want" | head -n 3)"$'\n'
	faults+=$(jq -r --arg feed "$name" '.items[] | select((.title // "") == "" or .date_published == null or
		.url == null or (.content_text // .content_html // .summary // "") == "")
		| "\($feed): item \(.id) lacks title, date, link or text"' "$tmp/$name")
	items=$((items + $(jq '.items | length' "$tmp/$name")))
	outlets=$((outlets + 1))
done
no_fault "every sample feed parses into the items that it has" "$faults"
no_fault "there are 100 items of 10 outlets at least" \
	"$([ $items -ge 100 ] && [ $outlets -ge 10 ] || echo "$items items, $outlets outlets")"

# --- replay --------------------------------------------------------------------

if ! "$dealwatch" replay -c $conf conf/samples/* >"$tmp/alerts" 2>"$tmp/err"; then
	no_fault "the samples can be replayed" "$(cat "$tmp/err")"
	done_testing
fi
no_fault "the samples can be replayed" ""
jq -s . "$tmp/alerts" >"$tmp/alerts.json"

# ask FILTER: runs it over the alerts, with $event (id -> event) and $title (id -> title) at hand.
ask() {
	jq -r --slurpfile labels $labels "
		(\$labels[0] | map({ key: .id, value: (.event // \"\") }) | from_entries) as \$event |
		(\$labels[0] | map({ key: .id, value: .title }) | from_entries) as \$title |
		(\$labels[0] | map(.event // empty) | unique) as \$events |
		$1" "$tmp/alerts.json"
}

# at_most MOST: what is read, where it is more lines than that; the matcher is no prophet.
at_most() {
	local lines
	lines=$(cat)
	[ "$(grep -c . <<<"$lines")" -le "$1" ] || echo "$lines"
}

no_fault "every deal of the samples alerts" "$(ask '
	[.[].data.story_ids[] | $event[.]] as $told | $events[] | select(. as $e | $told | index([$e]) | not)')"
no_fault "stories without a deal don't alert, two at most" "$(ask '
	[.[].data.story_ids[] | select($event[.] == "") | $title[.]] | unique[]' | at_most 2)"
no_fault "no alert mixes two deals" "$(ask '
	.[].data | [.story_ids[] | $event[.]] | unique | select(length > 1) | join(" + ")' | sort -u)"
no_fault "a deal is new once, but for one at most" "$(ask '
	[.[] | select(.type == "deal.new") | [.data.story_ids[] | $event[.]][0] | select(. != "")] | group_by(.)[]
	| select(length > 1) | "\(.[0]): \(length) times"' | at_most 1)"
no_fault "a denial is a correction" "$(ask '
	if any(.[]; .type == "deal.correction" and ([.data.story_ids[] | $event[.]] | index("larkspur-tessellate-2026-02")))
	then empty else "Larkspur denied, and nobody was told" end')"
no_fault "the third to the fifth who repeat one paper are no news" "$(ask '
	.[] | select(.data.story_ids | map($event[.]) | index("amazon-openai-investment-2025-12"))
	| select(.data.origins > 2) | "Amazon and OpenAI: \(.data.origins) origins"')"

done_testing
