#!/bin/bash
# The ledger: as a table, JSON, CSV, a graph, totals; filters; why stories are one deal; silence.
. tests/e2e/lib.sh

feed_of first "First Wire" <<-'EOF'
	f1|Mon, 06 Oct 2025 08:00:00 GMT|Nvidia invests $2 billion in Mistral AI|Nvidia invests $2 billion in Mistral AI.
	f2|Tue, 07 Oct 2025 08:00:00 GMT|Mistral AI buys Nvidia chips for $1 billion|Mistral AI buys $1 billion of chips from Nvidia.
	f3|Wed, 08 Oct 2025 08:00:00 GMT|Cisco to acquire Robust Intelligence for $400 million|Cisco will acquire AI security startup Robust Intelligence for $400 million.
EOF
feed_of second "=Second, &quot;Post&quot;" <<-'EOF'
	s1|Mon, 06 Oct 2025 09:00:00 GMT|Nvidia puts $2bn into Mistral AI|Nvidia invests about $2bn in Mistral AI.
EOF
cat >"$tmp/dw.conf" <<-EOF
	[daemon]
	state = $tmp/state.db
	lexicon = $PWD/conf/lexicon/*.conf
	[watch "ai-deals"]
	topics = ai
EOF

deals() { "$dealwatch" deals -c "$tmp/dw.conf" "$@" >"$tmp/out" 2>"$tmp/err"; }
lines() {
	[ "$(wc -l <"$tmp/out")" -eq "$1" ] && return 0
	echo "# $(wc -l <"$tmp/out") lines instead of $1"
	return 1
}
is() {
	[ "$1" = "$2" ] && return 0
	echo "# '$1' instead of '$2'"
	return 1
}

ok "without a state the ledger is empty" deals
ok "and no state is made" test ! -e "$tmp/state.db"
ok "a replay fills it" status 0 "$dealwatch" replay -c "$tmp/dw.conf" --state "$tmp/state.db" \
	"$tmp/first.xml" "$tmp/second.xml"
cp "$tmp/out" "$tmp/alerts"

deals
ok "three deals and a head line" lines 4
ok "with their sums" has "$tmp/out" '$400m'
for width in 60 80 100 120 200; do
	COLUMNS=$width deals
	ok "the table fits $width columns" is "$(python3 -c '
import sys
print(max(len(line.rstrip("\n")) for line in open(sys.argv[1], encoding="utf-8")) <= int(sys.argv[2]))' "$tmp/out" $width)" True
	ok "with each deal's number, and its name whole or not at all" is \
		"$(awk '{ print $1 }' "$tmp/out" | tr '\n' ' ')$(grep -oE '[^ ]+-20[^ ]+(…|$)' "$tmp/out" | grep -c …)" 'ID 3 2 1 0'
done
deals --json
ok "JSON: a line a deal" lines 3
deal=$(jq -r 'select(.deal.kind == "investment") | .deal_id' "$tmp/out")
ok "the deal has a name that people can type" is "$deal" nvidia-mistral-investment-2025-10
ok "it has both sources" is "$(jq -c 'select(.deal_id == "'"$deal"'") | .story_ids' "$tmp/out")" '["f1","s1"]'
ok "and its history" is "$(jq -r 'select(.deal_id == "'"$deal"'") | .history[0] | .field + " " + .to' "$tmp/out")" "status agreed"
deals --csv
ok "CSV: head and three rows" lines 4
ok "a row reads as RFC 4180 says" is "$(python3 -c '
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
row = [r for r in rows if r["kind"] == "investment"][0]
print(row["usd"], row["sources"])' "$tmp/out")" "2000000000 First Wire; =Second, \"Post\""
for n in {1..12}; do
	feed_of "many$n" "The Daily Outlet of the Larger Town with Number $n" <<<"m$n|Mon, 06 Oct 2025 08:00:00 GMT|Nvidia invests \$2 billion in Mistral AI|"
	feed_of "more$n" "The Daily Outlet of the Larger Town with Number $n" <<<"o$n|Tue, 07 Oct 2025 08:00:00 GMT|Nvidia closes \$2 billion investment in Mistral AI|"
done
ok "a deal of many outlets" status 0 "$dealwatch" replay -c "$tmp/dw.conf" --state "$tmp/many.db" "$tmp"/many*.xml "$tmp"/more*.xml
deals --state "$tmp/many.db" --csv
ok "has each in its row, once" is "$(tail -n 1 "$tmp/out" | grep -o 'Larger Town with Number [0-9]*[;"]' | sort -u | wc -l) $(grep -o 'Larger Town' "$tmp/out" | wc -l)" "12 12"

deals --totals --json
ok "totals: what Nvidia pays" is "$(jq -c 'select(.party == "Nvidia") | .pays_usd' "$tmp/out")" '{"announced":0,"agreed":2000000000,"closed":0}'
deals --totals
ok "totals as a table" has "$tmp/out" "Nvidia"
deals --dot
if command -v dot >/dev/null; then
	ok "graphviz draws it" dot -Tsvg -o "$tmp/deals.svg" "$tmp/out"
	ok "with who invests in whom" has "$tmp/deals.svg" "invests"
else
	skip "graphviz draws it" "no dot"
fi

printf '<rss version="2.0"><channel><title>Fifth</title><link>https://v.example/</link><description/><item><guid>v1</guid><link>https://v.example/v1</link><pubDate>Thu, 09 Oct 2025 07:00:00 GMT</pubDate><title>Amazon and Nvidia to acquire CoreWeave for $9 billion</title><description/></item></channel></rss>' >"$tmp/fifth.xml"
ok "a purchase by two" status 0 "$dealwatch" replay -c "$tmp/dw.conf" --state "$tmp/two.db" "$tmp/fifth.xml"
deals --state "$tmp/two.db" --dot
ok "is a tie of each with what they buy, not with each other" is "$(grep -c -- '-> "CoreWeave" \[label="acquisition $9bn jointly"' "$tmp/out") $(grep -c -- '->' "$tmp/out")" "2 2"

deals --party nvidia --json
ok "of a party" lines 2
deals --kind acquisition --json
ok "of a kind" lines 1
deals --status talks --json
ok "of a status" lines 0
deals --min-amount '$1.5bn' --json
ok "of a sum" lines 1
deals --min-amount '¥100bn' --json
ok "in whatever currency" lines 2
deals --since 2025-10-07 --until 2025-10-07 --json
ok "of a day" lines 1
ok "a kind that there is not" status 64 "$dealwatch" deals -c "$tmp/dw.conf" --kind wedding
ok "a list of no kinds" status 64 "$dealwatch" deals -c "$tmp/dw.conf" --kind ,
ok "a name without a word" status 64 "$dealwatch" deals -c "$tmp/dw.conf" --party ' '
ok "is said to name no party" has "$tmp/err" "--party: ' ' names no party"
ok "a date that is none" status 64 "$dealwatch" deals -c "$tmp/dw.conf" --since yesterdayish

ok "an alert tells the circle" is "$(jq -c 'select(.data.circular != []) | .data.circular[0]' "$tmp/alerts" | head -n 1)" \
	'["Nvidia invests in Mistral","Mistral buys Nvidia'"'"'s chips"]'

ok "explain --deal" status 0 "$dealwatch" explain -c "$tmp/dw.conf" --deal "$deal"
ok "says why a story was merged" has "$tmp/out" "2 parties in both"
cp "$tmp/out" "$tmp/explained"
"$dealwatch" deals -c "$tmp/dw.conf" >"$tmp/table"
number=$(awk -v name="$deal" '$NF == name { print $1 }' "$tmp/table")
ok "the number in the table is as good" status 0 "$dealwatch" explain -c "$tmp/dw.conf" --deal "$number"
ok "and says the same" cmp "$tmp/out" "$tmp/explained"
ok "another state has its own numbers" status 0 "$dealwatch" explain -c "$tmp/dw.conf" --state "$tmp/two.db" --deal 1
ok "and deals" has "$tmp/out" CoreWeave
ok "a state is asked for deals only" status 64 "$dealwatch" explain --state "$tmp/two.db" "$tmp/first.xml"
ok "a number that no deal has" status 1 "$dealwatch" explain -c "$tmp/dw.conf" --deal 99
ok "an unknown deal" status 1 "$dealwatch" explain -c "$tmp/dw.conf" --deal none
ok "says so" has "$tmp/err" "no deal 'none'"

ok "feeds --leads" status 0 "$dealwatch" feeds -c "$tmp/dw.conf" --leads --json
ok "who was first, by how much" is "$(jq -c 'select(.source == "First Wire") | [.first, .median_lead_seconds]' "$tmp/out")" '[3,3600]'

printf '<rss version="2.0"><channel><title>Fourth</title><link>https://f.example/</link><description/><item><guid>f1</guid><link>https://f.example/f1</link><pubDate>Thu, 09 Oct 2025 07:00:00 GMT</pubDate><title>Meta denies talks to buy Perplexity</title><description/></item></channel></rss>' >"$tmp/fourth.xml"
ok "a denial of what nobody had told" status 0 "$dealwatch" replay -c "$tmp/dw.conf" --state "$tmp/state.db" "$tmp/fourth.xml"
ok "and who had it first" status 0 "$dealwatch" feeds -c "$tmp/dw.conf" --leads --json
ok "was not denied later" is "$(jq -c 'select(.source == "Fourth") | [.first, .first_then_denied]' "$tmp/out")" '[1,0]'

ok "silence a party" status 0 "$dealwatch" silence -c "$tmp/dw.conf" nvidia --until 7d --comment "on holiday"
ok "by its usual name" has "$tmp/out" "party Nvidia"
ok "silence a deal" eval 'status 0 "$dealwatch" silence -c "$tmp/dw.conf" "$number" --until 2999-01-01 && has "$tmp/out" "deal $deal until 2999-01-01T00:00:00Z"'
ok "a mistyped deal is no party" status 1 "$dealwatch" silence -c "$tmp/dw.conf" nvidia-openai-investmint-2025-09 --until 7d
ok "and told" has "$tmp/err" "the ledger has no deal 'nvidia-openai-investmint-2025-09'"
ok "a number that no deal has is no party" status 1 "$dealwatch" silence -c "$tmp/dw.conf" 99 --until 7d
ok "nor is one of several of a month" status 1 "$dealwatch" silence -c "$tmp/dw.conf" "$deal-99" --until 7d
ok "a party that nobody knows yet is silenced" status 0 "$dealwatch" silence -c "$tmp/dw.conf" "Nvidja 2025-09" --until 7d
ok "with a word" has "$tmp/err" "no lexicon file and no deal knows 'Nvidja 2025-09'"
ok "which one may take back" status 0 "$dealwatch" silence -c "$tmp/dw.conf" --remove 3
feed_of sale "Third Wire" <<-'EOF'
	h1|Mon, 13 Oct 2025 08:00:00 GMT|Cisco to buy AI robot maker Helio Dynamics for $900 million|Cisco will buy Helio Dynamics, a maker of AI robots.
EOF
ok "one that no list knows goes by its first word" eval '
	"$dealwatch" silence -c "$tmp/dw.conf" Helio --until 2999-01-01 &&
	status 0 "$dealwatch" replay -c "$tmp/dw.conf" --state "$tmp/state.db" "$tmp/sale.xml" && lines 0'
"$dealwatch" silence -c "$tmp/dw.conf" --remove "$("$dealwatch" silence -c "$tmp/dw.conf" --json |
	jq -r 'select(.party == "Helio") | .id')" >/dev/null
ok "a day that no month has is none" status 64 "$dealwatch" silence -c "$tmp/dw.conf" nvidia --until 2999-02-30
ok "they are listed" status 0 "$dealwatch" silence -c "$tmp/dw.conf"
ok "two of them below a head" lines 3
ok "remove one" status 0 "$dealwatch" silence -c "$tmp/dw.conf" --remove 1
ok "list again" status 0 "$dealwatch" silence -c "$tmp/dw.conf" --json
ok "one is left" is "$(jq -r .deal_id "$tmp/out")" "$deal"
ok "it can't be removed twice" status 1 "$dealwatch" silence -c "$tmp/dw.conf" --remove 1
ok "no end is wrong usage" status 64 "$dealwatch" silence -c "$tmp/dw.conf" nvidia
ok "an end that is over, too" status 64 "$dealwatch" silence -c "$tmp/dw.conf" nvidia --until 2001-01-01

printf '<rss version="2.0"><channel><title>Third</title><link>https://t.example/</link><description/><item><guid>t1</guid><link>https://t.example/t1</link><pubDate>Thu, 09 Oct 2025 08:00:00 GMT</pubDate><title>Nvidia invests $5 billion in Mistral AI</title><description>Nvidia now invests $5 billion in Mistral AI.</description></item></channel></rss>' >"$tmp/third.xml"
feed_of bridge1 "First Wire" <<<'b1|Mon, 06 Oct 2025 08:00:00 GMT|Quillon raises $1bn for AI inference chips|Quillon said it had raised $1bn.'
feed_of bridge2 "Second Wire" <<<'b2|Mon, 06 Oct 2025 20:00:00 GMT|SoftBank to invest $1bn in artificial-intelligence start-up|'
feed_of bridge3 "Third Wire" <<<"b3|Tue, 07 Oct 2025 11:00:00 GMT|SoftBank leads Quillon's \$1bn round|SoftBank led the \$1bn funding round of AI chip start-up Quillon."
ok "two deals, and a story that makes them one" status 0 "$dealwatch" replay -c "$tmp/dw.conf" --state "$tmp/one.db" "$tmp"/bridge?.xml
ok "an update says so" is "$(jq -c 'select(.type == "deal.update") | .data.changes[] | select(.field == "deal") | [.from, .to]' "$tmp/out")" \
	'["softbank-investment-2025-10","quillon-funding-round-2025-10"]'
deals --state "$tmp/one.db" --json
ok "the ledger has one" is "$(jq -r .deal_id "$tmp/out")" quillon-funding-round-2025-10
deals --state "$tmp/one.db" --totals --json
ok "and counts its sum once" is "$(jq -c '[.party, .pays_usd.agreed + .pays_usd.closed + .gets_usd.closed]' "$tmp/out" | sort | tr '\n' ' ')" \
	'["Quillon",1000000000] ["SoftBank",1000000000] '
ok "the other's name leads to it" status 0 "$dealwatch" explain --state "$tmp/one.db" --deal softbank-investment-2025-10
ok "which has all three stories" is "$(grep -c 'Wire: ' "$tmp/out")" 3
ok "and its number, too" status 0 "$dealwatch" explain --state "$tmp/one.db" --deal 2

sed "s/ai-deals/my-deals/" "$tmp/dw.conf" >"$tmp/renamed.conf"
sed "s/^topics.*/&\nkinds = acquisition, investment/; s/ai-deals/our-deals/" "$tmp/dw.conf" >"$tmp/changed.conf"
feed_of again "Ninth Wire" <<<'n1|Thu, 09 Oct 2025 09:00:00 GMT|Cisco will buy Robust Intelligence for $400m|'
"$dealwatch" replay -c "$tmp/dw.conf" --state "$tmp/named.db" "$tmp/first.xml" >/dev/null
cp "$tmp/named.db" "$tmp/named2.db"
ok "under another name" status 0 "$dealwatch" replay -c "$tmp/renamed.conf" --state "$tmp/named.db" "$tmp/again.xml"
ok "a watch knows what it was told" is "$(jq -r .type "$tmp/out")" deal.update
ok "under another name, with other kinds" status 0 "$dealwatch" replay -c "$tmp/changed.conf" --state "$tmp/named2.db" "$tmp/again.xml"
ok "it is another one" is "$(jq -r .type "$tmp/out")" deal.new
ok "what is silenced does not alert" status 0 "$dealwatch" replay -c "$tmp/dw.conf" --state "$tmp/state.db" "$tmp/third.xml"
ok "not a line" lines 0
done_testing
