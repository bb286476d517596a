#!/bin/bash
# match and explain: the verdict on made-up headlines, for programs and for people.
cd "$(dirname "$0")/../.." || exit 1
. tests/e2e/lib.sh

# feed TITLE...: a feed whose items have these titles; their ids count from 1.
feed() {
	local i=0
	echo '<rss version="2.0"><channel><title>The Daily Sample</title>'
	for title; do
		i=$((i + 1))
		echo "<item><title>$title</title><guid>$i</guid><pubDate>Mon, 06 Oct 2025 12:00:00 GMT</pubDate></item>"
	done
	echo '</channel></rss>'
}

feed 'Amazon in talks to invest up to $12bn in Anthropic' \
	'Quillfern, a maker of AI agents, raises €20m led by Sequoia Capital' \
	'Should you buy Nvidia stock before earnings?' \
	'OpenAI launches a new model for developers' \
	'亚马逊投资人工智能公司' \
	'Oracle signs $30bn deal to lease data centre capacity to OpenAI' >"$tmp/feed.xml"

line() { sed -n "$1p" "$tmp/out"; }
# says N FILTER: the jq filter holds for the verdict on story N.
says() { line "$1" | jq -e "$2" >/dev/null || { line "$1" | jq -c .deal | sed 's/^/# /'; return 1; }; }

ok "match reads a feed" status 0 "$dealwatch" match "$tmp/feed.xml"
ok "it prints a line a story" [ "$(wc -l <"$tmp/out")" -eq 6 ]
ok "talks of an investment are a deal" says 1 '.relevant and .deal.kind == "investment" and .deal.status == "talks"'
ok "its parties have their parts" says 1 '[.deal.parties[] | .name + "=" + .role] == ["Amazon=investor", "Anthropic=target"]'
ok "its sum has a bound" says 1 '.deal.amount | .value == 12000000000 and .bound == "up-to" and .currency == "USD"'
ok "a start-up that nobody knows is found" says 2 '.relevant and .deal.kind == "funding-round" and .deal.parties[0].name == "Quillfern"'
ok "other currencies have a value in dollars" says 2 '.deal.amount | .value == 20000000 and .currency == "EUR" and .usd > 20000000'
ok "a stock tip is none" says 3 '.relevant == false and .deal == null'
ok "a product launch is none" says 4 '.relevant == false'
ok "a script without its names is none" says 5 '.relevant == false'
ok "computing that is leased has a supplier" says 6 '.deal.kind == "compute" and .deal.parties[0].name == "Oracle"'
ok "every verdict has reasons with points" says 1 '.reasons | length > 2 and all(has("points") and has("rule") and has("text"))'
ok "explain shows a person why" status 0 "$dealwatch" explain "$tmp/feed.xml" --item 1
ok "with the verdict on top" has "$tmp/out" "A DEAL"
ok "an id that no story has is an error" status 1 "$dealwatch" explain "$tmp/feed.xml" --item nope
ok "match wants a file" status 64 "$dealwatch" match
ok "a file that is not there is told" status 66 "$dealwatch" match "$tmp/none.xml"
echo 'no feed' >"$tmp/text"
ok "a file that is no feed is told" status 65 "$dealwatch" match "$tmp/text"
printf '<html>' >"$tmp/page.html"
echo '<rss version="2.0"><channel><item><guid>1</guid><title>Nvidia to acquire CoreWeave for $40 billion</title></item></channel></rss>' >"$tmp/one.xml"
beside_a_broken_one() {
	status 65 "$dealwatch" "$1" "$tmp/one.xml" "$tmp/page.html" "$tmp/none.xml" "$tmp/one.xml" &&
		[ "$(grep -c CoreWeave "$tmp/out")" -ge 2 ] && has "$tmp/err" page.html && has "$tmp/err" none.xml
}
ok 'a file that is no feed keeps nobody from the others' beside_a_broken_one match
ok 'nor in explain' beside_a_broken_one explain
undated() {
	echo '<rss version="2.0"><channel><item><title>A</title></item><item><title>B</title><pubDate>Wed, 17 Dec 2025 06:10:00 GMT</pubDate></item></channel></rss>' >"$tmp/undated.xml"
	status 0 "$dealwatch" match "$tmp/undated.xml" && [ "$(jq -r .published "$tmp/out" | xargs)" = "null 2025-12-17T06:10:00Z" ]
}
ok 'a story without a date has none in its verdict' undated
many() {
	{ echo '<rss version="2.0"><channel>' && seq 12000 | sed 's|.*|<item><guid>&</guid><title>Nothing &</title></item>|' && echo '</channel></rss>'; } >"$tmp/many.xml"
	status 0 "$dealwatch" match "$tmp/many.xml" && [ "$(wc -l <"$tmp/out")" -eq 12000 ] &&
		status 0 "$dealwatch" parse "$tmp/many.xml" && has "$tmp/err" '2000 items after the first 10000 are left out'
}
ok 'a file of twelve thousand stories is read to its end, and parse says what it leaves out' many
done_testing
