#!/bin/bash
# parse: one feed in, one JSON Feed 1.1 document out; the exit statuses; nothing on the wrong stream.
. "$(dirname "$0")/lib.sh"
feeds=$(dirname "$0")/../data/feeds

# field FILE FILTER WANT: what jq's filter gives.
field() {
	local got
	got=$(jq -r "$2" "$1") || return 1
	[ "$got" = "$3" ] && return 0
	echo "# $2: '$got', not '$3'"
	return 1
}

ok 'an RSS feed is read' status 0 "$dealwatch" parse "$feeds/outlet.rss"
ok 'nothing goes to standard error' test ! -s "$tmp/err"
ok 'it is JSON Feed 1.1' field "$tmp/out" .version https://jsonfeed.org/version/1.1
ok 'its title is decoded' field "$tmp/out" .title 'The Test Outlet & Sons'
ok 'its own address is known' field "$tmp/out" .feed_url https://outlet.example/feed.xml
ok 'an item has its title' field "$tmp/out" '.items[0].title' 'Alpha said to weigh $3bn stake in Beta – sources'
ok 'tracking parameters stay in the url' field "$tmp/out" '.items[0].url' \
	'https://outlet.example/alpha-beta?utm_source=rss&utm_medium=feed'
ok 'dates are in UTC' field "$tmp/out" '.items[0].date_published' 2025-12-02T07:15:00Z
ok 'the text is what a reader sees' field "$tmp/out" '.items[0].content_text' \
	"$(printf 'Alpha is in talks to take a stake in Beta.\n\nIt’s early; see our page.')"
ok 'the summary is plain' field "$tmp/out" '.items[0].summary' 'Alpha is in talks.'
ok 'tags and authors are there' field "$tmp/out" '.items[0].tags[1] + "/" + .items[0].authors[0].name' 'AI/Ann Author'
ok 'the source is an extension' field "$tmp/out" '.items[0]._source.name' 'The Wire'
ok 'a sound feed is not called repaired' field "$tmp/out" ._dealwatch null

ok 'an Atom feed is read from standard input' status 0 "$dealwatch" parse - <"$feeds/outlet.atom"
ok 'xml:base counts' field "$tmp/out" '.items[0].url' https://blog.example/en/2025/gamma
ok 'xhtml becomes text' field "$tmp/out" '.items[0].title' 'Gamma leases chips'
ok 'lists become lines' field "$tmp/out" '.items[0].content_text' "$(printf 'First.\n\none\ntwo')"
ok 'without a file it is standard input' status 0 "$dealwatch" parse <"$feeds/outlet.atom"

ok 'the zone of the machine is of no matter' status 0 env TZ=Asia/Kathmandu "$dealwatch" parse "$feeds/broken.rss"
ok 'a broken feed gives what can be read' field "$tmp/out" '.items[0].title' $'R&D spending at Delta & Co\xc2\xa0up 10 %'
ok 'in its charset' field "$tmp/out" .title 'Café “Broken”'
ok 'with its link' field "$tmp/out" '.items[0].url' 'https://broken.example/?id=1&page=2'
ok 'and its date' field "$tmp/out" '.items[0].date_published' 2025-12-02T13:15:00Z
ok 'and the text as far as it goes' field "$tmp/out" '.items[0].content_text' 'cut off in the mid'
ok 'and says so' field "$tmp/out" ._dealwatch.repaired true

echo '<rss><channel><item><link>/a</link></item></channel></rss>' >"$tmp/relative.rss"
ok '--url is the base of relative links' status 0 "$dealwatch" parse --url http://base.example/x/ "$tmp/relative.rss"
ok 'as they come out' field "$tmp/out" '.items[0].url' http://base.example/a
for url in 'not a url' /relative base.example '' http:// 'http:///x'; do
	ok "--url '$url' is wrong usage" status 64 "$dealwatch" parse --url "$url" "$tmp/relative.rss"
	ok 'and no result' test ! -s "$tmp/out"
done
ok 'which says what is right' has "$tmp/err" 'right is http://'
printf '<rss><channel><title>\344</title></channel></rss>' >"$tmp/charset.rss"
ok '--content-type names the charset' status 0 "$dealwatch" parse --content-type 'text/xml; charset=koi8-r' "$tmp/charset.rss"
ok 'as it comes out' field "$tmp/out" .title Д

ok 'an HTML page is refused' status 65 "$dealwatch" parse "$feeds/page.html"
ok 'with a sentence that says so' has "$tmp/err" 'this is an HTML page, not a feed'
ok 'and no result' test ! -s "$tmp/out"
echo '<html><link rel=alternate type=application/rss+xml href=feed.xml>' >"$tmp/page.html"
ok 'nor is one that names its feed' status 65 "$dealwatch" parse --url http://o.example/news/ "$tmp/page.html"
ok 'which is told' has "$tmp/err" 'it names the feed http://o.example/news/feed.xml'
ok 'an empty file is no feed' status 65 "$dealwatch" parse /dev/null
ok 'a file that is not there' status 66 "$dealwatch" parse "$tmp/none"
ok 'a folder' status 66 "$dealwatch" parse "$tmp"
ok 'two files are wrong usage' status 64 "$dealwatch" parse a b
ok 'so is an unknown option' status 64 "$dealwatch" parse --nonsense
ok '--help' status 0 "$dealwatch" parse --help
if [ -e /dev/full ]; then
	ok 'a full disk is a failure' bash -c "'$dealwatch' parse '$feeds/outlet.rss' >/dev/full 2>'$tmp/err'; [ \$? -eq 1 ]"
fi

# A large feed: its JSON is written item by item.
awk 'BEGIN {
	print "<rss><channel><title>large</title>"
	for (i = 0; i < 8000; i++) {
		printf "<item><title>Story %d of many</title><link>http://o.example/%d</link><description>", i, i
		for (k = 0; k < 20; k++) printf "&lt;p&gt;Words that say little but take some room, %d.&lt;/p&gt;", k
		print "</description></item>"
	}
	print "</channel></rss>"
}' >"$tmp/large.rss"
cat >"$tmp/costs.py" <<'PY'
import os, subprocess, sys
size = os.path.getsize(sys.argv[2])
child = subprocess.Popen([sys.argv[1], 'parse', sys.argv[2]], stdout=open(sys.argv[3], 'w'))
_, status, usage = os.wait4(child.pid, 0)
used = usage.ru_maxrss * 1024
sanitized = b'__asan_init' in open(sys.argv[1], 'rb').read()
if status != 0 or (used > 4 * size and not sanitized):
    print('# status %d, %d bytes for %d' % (status, used, size))
    sys.exit(1)
PY
ok 'a large feed costs no more than four times its size' python3 "$tmp/costs.py" "$dealwatch" "$tmp/large.rss" "$tmp/large.json"
ok 'and all of it is there' field "$tmp/large.json" '.items | length' 8000

# A tree of these would take eighty times their size.
awk 'BEGIN { printf "{\"items\":["; for (i = 0; i < 3000000; i++) printf "{},"; print "{}]}" }' >"$tmp/small.json"
ok 'nor does JSON of nothing but items' python3 "$tmp/costs.py" "$dealwatch" "$tmp/small.json" "$tmp/small.out"

# Nothing of a feed may reach the terminal as a command to it.
printf '<rss><channel><title>x\302\235]0;owned\007 &#27;[2J</title><item><description>&lt;b&gt;\302\233 2J&amp;#27;c\177</description></item></channel></rss>' >"$tmp/esc.rss"
ok 'a feed full of escapes is read' status 0 "$dealwatch" parse "$tmp/esc.rss"
ok 'none of them comes out' bash -c "! LC_ALL=C grep -qP '[\\x00-\\x09\\x0b-\\x1f\\x7f]|\\xc2[\\x80-\\x9f]' '$tmp/out'"
deep() { # an extension that nobody reads may hold what it likes
	{ printf '{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","_x":' &&
		printf '[%.0s' $(seq 5000) && printf ']%.0s' $(seq 5000) && printf ',"title":"kept","content_text":"c"}]}'; } >"$tmp/deep.json"
	status 0 "$dealwatch" parse "$tmp/deep.json" && [ "$(jq -r '.items[0].title' "$tmp/out")" = kept ]
}
ok 'what is nested too deep in JSON costs nothing but itself' deep
done_testing
