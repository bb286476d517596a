#!/bin/bash
# The sample feeds are all in the quickstart configuration, and parse.
# tests/data/samples.json says of every story which deal it reports, if any.
set -u
cd "$(dirname "$0")/../.." || exit 1
dealwatch=${DEALWATCH:-build/dealwatch}
labels=tests/data/samples.json
conf=conf/quickstart.conf
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0 failed=0

# check WHAT FAULTS: one case; it holds where there is no fault to tell.
check() {
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' <<<"$2" | head -n 30
		failed=1
	fi
}

# --- the configuration ---------------------------------------------------------

faults=$("$dealwatch" check -c $conf 2>&1 >"$work/check") || faults=${faults:-check failed}
check "the quickstart configuration is valid" "$faults"
check "it names every sample feed" "$(for feed in conf/samples/*; do
	grep -q "^url = file:samples/$(basename "$feed")\$" $conf || echo "$feed is not in $conf"
done)"

# --- parse ---------------------------------------------------------------------

faults=
items=0 outlets=0
for feed in conf/samples/*; do
	name=$(basename "$feed")
	if ! "$dealwatch" parse "$feed" >"$work/$name" 2>"$work/err"; then
		faults+="$name: $(cat "$work/err")"$'\n'
		continue
	fi
	jq -r '.items[].id' "$work/$name" | sort >"$work/found"
	jq -r --arg feed "$name" '.[] | select(.feed == $feed) | .id' $labels | sort >"$work/want"
	cmp -s "$work/found" "$work/want" ||
		faults+="$name: other items than the labels name: $(diff "$work/found" "$work/want" | head -n 3)"$'\n'
	faults+=$(jq -r --arg feed "$name" '.items[] | select((.title // "") == "" or .date_published == null or
		.url == null or (.content_text // .content_html // .summary // "") == "")
		| "\($feed): item \(.id) lacks title, date, link or text"' "$work/$name")
	items=$((items + $(jq '.items | length' "$work/$name")))
	outlets=$((outlets + 1))
done
check "every sample feed parses into the items that it has" "$faults"
check "there are 100 items of 10 outlets at least" \
	"$([ $items -ge 100 ] && [ $outlets -ge 10 ] || echo "$items items, $outlets outlets")"

echo "1..$n"
exit $failed
