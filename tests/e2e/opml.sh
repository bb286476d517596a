#!/bin/bash
# OPML: import, export, and feeds in a configuration.
. tests/e2e/lib.sh
cat >"$tmp/in.opml" <<X
<?xml version="1.0"?>
<opml version="2.0"><body>
<outline text="Chips"><outline text="The Chip &amp; Co #1 ; daily" xmlUrl="https://chip.example/rss?a=1&amp;b=2"/></outline>
<outline text="World" xmlUrl="http://world.example/atom"/><outline text="Evil" xmlUrl="exec:touch /tmp/x"/>
</body></opml>
X
conf() { printf '[daemon]\nlexicon = %s/conf/lexicon/*.conf\n%s\n' "$PWD" "$1" >"$tmp/c.conf"; }

imports() {
	status 0 "$dealwatch" import "$tmp/in.opml" && has "$tmp/out" '[feed "the-chip-co-1-daily"]' &&
		has "$tmp/out" 'name = "The Chip & Co #1 ; daily"' && has "$tmp/out" 'url = https://chip.example/rss?a=1&b=2' &&
		has "$tmp/out" '# --- Chips' && has "$tmp/err" "left out: 'Evil'"
}
import_checks() { cp "$tmp/out" "$tmp/feeds.conf" && conf 'include = feeds.conf' && status 0 "$dealwatch" check -c "$tmp/c.conf" && has "$tmp/out" 'OK: 2 feeds'; }
round_trip() {
	status 0 "$dealwatch" export -c "$tmp/c.conf" && cp "$tmp/out" "$tmp/out.opml" && python3 -c '
import sys, xml.dom.minidom as m
d = m.parse(sys.argv[1])
assert [o.getAttribute("xmlUrl") for o in d.getElementsByTagName("outline")] == ["https://chip.example/rss?a=1&b=2", "http://world.example/atom"]
assert d.getElementsByTagName("outline")[0].getAttribute("text") == "The Chip & Co #1 ; daily"' "$tmp/out.opml"
}
in_configuration() {
	conf "feeds = in.opml
[feed \"mine\"]
url = http://world.example/atom
interval = 5m"
	status 0 "$dealwatch" check -c "$tmp/c.conf" && has "$tmp/out" 'OK: 2 feeds' && has "$tmp/err" "in.opml: warning: 'Evil'" &&
		status 0 "$dealwatch" check --show -c "$tmp/c.conf" && has "$tmp/out" '[feed "the-chip-co-1-daily"]' &&
		has "$tmp/out" "# $tmp/in.opml" && has "$tmp/out" 'https://chip.example/rss?a=***&b=***'
}
no_opml() { echo '<rss/>' >"$tmp/no.opml" && status 65 "$dealwatch" import "$tmp/no.opml" && has "$tmp/err" 'this is no OPML'; }
no_file() { status 66 "$dealwatch" import "$tmp/gone.opml"; }
no_opml_in_conf() { conf 'feeds = no.opml' && status 78 "$dealwatch" check -c "$tmp/c.conf" && has "$tmp/err" "c.conf:3: feeds: $tmp/no.opml: this is no OPML"; }
from_stdin() { "$dealwatch" import - <"$tmp/in.opml" 2>/dev/null | grep -q 'feed "world"'; }

ok 'import prints sections and says what it left out' imports
ok 'what import prints is a right configuration' import_checks
ok 'export writes it back' round_trip
ok 'feeds = FILE.opml adds feeds; a section of the same feed goes first' in_configuration
ok 'what is no OPML is refused' no_opml
ok 'a missing file is told' no_file
ok 'and so in a configuration, with its line' no_opml_in_conf
ok 'it reads standard input' from_stdin
done_testing
