#!/bin/bash
# Another sector is another set of names and a topic: the program knows none by itself.
set -u
cd "$(dirname "$0")/../.." || exit 1
dealwatch=${DEALWATCH:-build/dealwatch}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0 failed=0

# check WHAT GOT WANT
check() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		printf 'not ok %d - %s\n# got:  %s\n# want: %s\n' "$n" "$1" "$2" "$3"
		failed=1
	fi
}

words=
for file in cues words currencies weights; do words+="$PWD/conf/lexicon/$file.conf, "; done
cat >"$work/biotech.conf" <<CONF
[daemon]
state = state.db
lexicon = $words$PWD/conf/lexicon-biotech/*.conf
[watch "biotech-deals"]
topics = biotech
notify = screen
[notify "screen"]
type = stdout
CONF
cat >"$work/feed.json" <<'FEED'
{"version": "https://jsonfeed.org/version/1.1", "title": "Vial & Scale", "items": [
{"id": "known", "date_published": "2025-09-22T08:00:00Z", "title": "Pfizer to buy obesity drug developer Metsera for $4.9bn",
 "content_text": "Pfizer has agreed to acquire Metsera, which develops weight-loss drugs, for $4.9 billion."},
{"id": "unknown", "date_published": "2025-09-23T08:00:00Z", "title": "Brisken Therapeutics raises $80m Series B to treat rare disease",
 "content_text": "The clinical-stage biotech Brisken Therapeutics raised $80 million in a round led by RA Capital."},
{"id": "other", "date_published": "2025-09-24T08:00:00Z", "title": "Nvidia to invest $5bn in Intel",
 "content_text": "Nvidia will buy shares of Intel for $5 billion."}
]}
FEED

check "the biotech lexicon is valid" "$("$dealwatch" check -c "$work/biotech.conf" 2>&1)" "OK: 0 feeds, 1 watch, 1 notifier"
"$dealwatch" match -c "$work/biotech.conf" "$work/feed.json" >"$work/verdicts" 2>&1
check "deals of the sector are found, of companies known or not, and no others" \
	"$(jq -r 'select(.relevant) | .id' "$work/verdicts" | xargs)" "known unknown"
check "kind and parties are read as in any sector" \
	"$(jq -r 'select(.id == "known") | .deal | [.kind, .parties[].name, .amount.usd] | join(" ")' "$work/verdicts")" \
	"acquisition Pfizer Metsera 4900000000"
check "the AI lexicon finds none of them, but its own" \
	"$("$dealwatch" match -c conf/quickstart.conf "$work/feed.json" | jq -r 'select(.relevant) | .id')" "other"

echo "1..$n"
exit $failed
