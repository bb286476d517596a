#!/bin/bash
# `dealwatch check`: what was found, every fault with its place, what holds, and no secret.
. tests/e2e/lib.sh
unset CREDENTIALS_DIRECTORY STATE_DIRECTORY XDG_CONFIG_HOME
export HOME=$tmp/home XDG_STATE_HOME=$tmp/state
mkdir -p "$tmp/conf.d" "$tmp/wrong.d" "$HOME"
lexicon="lexicon = $PWD/conf/lexicon/*.conf"
cat >"$tmp/right.conf" <<X
[daemon]
$lexicon
include = conf.d/*.conf
[watch "ai-deals"]
topics = ai
notify = screen
[notify "screen"]
type = stdout
X
printf '[feed "%s"]\nurl = https://example.com/%s\n' a a b b >"$tmp/conf.d/1.conf"
cat >"$tmp/wrong.conf" <<X
[daemon]
$lexicon
intervall = 5m
timeout = soon
include = wrong.d/*.conf
[watch "w"]
notify = nobody
X
printf '[feed "f"]\nurl = gopher://x/\n[notify "n"]\ntype = slack\nurl-file = gone.url\n' >"$tmp/wrong.d/1.conf"
printf 'https://hooks.example.com/services/HUSH\n' >"$tmp/slack.url"
chmod 644 "$tmp/slack.url"
cat >"$tmp/secret.conf" <<X
[daemon]
$lexicon
[feed "late"]
url = file:late.xml
[watch "w"]
notify = team
[notify "team"]
type = slack
url-file = slack.url
[notify "hook"]
type = webhook
url = https://me:HUSH@example.com/HUSH
X

right() {
	status 0 "$dealwatch" check -c "$tmp/right.conf" && [ ! -s "$tmp/err" ] &&
		[ "$(cat "$tmp/out")" = 'OK: 2 feeds, 1 watch, 1 notifier' ]
}
wrong() {
	status 78 "$dealwatch" check -c "$tmp/wrong.conf" && [ ! -s "$tmp/out" ] &&
		has "$tmp/err" "$tmp/wrong.conf:3: [daemon] has no key 'intervall'; did you mean 'interval'?" &&
		has "$tmp/err" "$tmp/wrong.conf:4: timeout: 'soon' is not a time span" &&
		has "$tmp/err" "$tmp/wrong.conf:7: [watch \"w\"] names the notifier 'nobody'" &&
		has "$tmp/err" "$tmp/wrong.d/1.conf:2: url: 'gopher://x/' is not a feed's address" &&
		has "$tmp/err" "$tmp/wrong.d/1.conf:5: url-file: '$tmp/wrong.d/gone.url' can't be read"
}
one_line_a_fault() { [ "$(grep -cE '^[^:]+:[0-9]+: .+' "$tmp/err")" -eq 5 ] && [ "$(wc -l <"$tmp/err")" -eq 5 ]; }
warns() {
	status 0 "$dealwatch" check -c "$tmp/secret.conf" && has "$tmp/out" 'OK: 1 feed, 1 watch, 2 notifiers' &&
		has "$tmp/err" "secret.conf:9: warning: url-file: others may read" &&
		has "$tmp/err" "secret.conf:10: warning: no watch names the notifier 'hook'" &&
		has "$tmp/err" "secret.conf:3: warning: [feed \"late\"] there is no file '$tmp/late.xml' yet"
}
warns_of_a_feed_that_opml_lists() {
	echo '<opml version="2.0"><body><outline text="Late" xmlUrl="file:///gone.xml"/>
	<outline text="Here" xmlUrl="file://'"$tmp"'/l%2eopml?a#b"/></body></opml>' >"$tmp/l.opml"
	echo '[daemon]
	feeds = l.opml' >"$tmp/l.conf"
	status 0 "$dealwatch" check -c "$tmp/l.conf" &&
		has "$tmp/err" "$tmp/l.opml: warning: [feed \"late\"] there is no file '/gone.xml' yet" &&
		[ "$(wc -l <"$tmp/err")" -eq 1 ]
}
warns_of_names() {
	cat >"$tmp/names.conf" <<-X
		[watch "w"]
		companies = OpenAI, AWS, Nobody Holdings
		notify = program
		[notify "program"]
		type = exec
		command = no-such-program, -v
	X
	status 0 "$dealwatch" check -c "$tmp/names.conf" && [ "$(wc -l <"$tmp/err")" -eq 2 ] &&
		has "$tmp/err" "names.conf:2: warning: [watch \"w\"] companies: no lexicon file knows 'Nobody Holdings'" &&
		has "$tmp/err" "names.conf:6: warning: command: no program 'no-such-program' is in PATH"
}
warns_of_keys() { # a receiver may hand out such a key, so it is no fault
	for key in YWJj "$(head -c 65 /dev/zero | base64 -w 0)"; do
		echo "whsec_$key" >"$tmp/odd.secret"
		chmod 600 "$tmp/odd.secret"
		printf '[daemon]\n%s\n[watch "w"]\nnotify = h\n[notify "h"]\ntype = webhook\nurl = https://example.com/\nsecret-file = odd.secret\n' \
			"$lexicon" >"$tmp/odd.conf"
		status 0 "$dealwatch" check -c "$tmp/odd.conf" && [ "$(wc -l <"$tmp/err")" -eq 1 ] &&
			has "$tmp/err" "odd.conf:8: warning: secret-file: Standard Webhooks asks for a key of 24 to 64 bytes" ||
			return 1
	done
}
warns_of_rules() {
	cat >"$tmp/points.conf" <<-X
		[weights]
		bias = -0.75
		title.verb.sollid = 0.64
	X
	printf '[daemon]\nlexicon = points.conf, %s/conf/lexicon/*.conf\n' "$PWD" >"$tmp/points-of.conf"
	status 0 "$dealwatch" check -c "$tmp/points-of.conf" && [ "$(wc -l <"$tmp/err")" -eq 1 ] &&
		has "$tmp/err" "points.conf:3: warning: [weights] there is no rule 'title.verb.sollid'"
}
masked() {
	status 0 "$dealwatch" check --show -c "$tmp/secret.conf" && ! grep -q HUSH "$tmp/out" "$tmp/err" &&
		has "$tmp/out" "url = file://$tmp/late.xml" && has "$tmp/out" "# $tmp/secret.conf:4" &&
		has "$tmp/out" 'interval = 15m ' && has "$tmp/out" '# default'
}
shown_is_right() {
	sed 's/= \*\*\*/= https:\/\/example.com\/x/' "$tmp/out" >"$tmp/shown.conf"
	status 0 "$dealwatch" check -c "$tmp/shown.conf"
}
finds_it() {
	mkdir -p "$HOME/.config/dealwatch" && cp "$tmp/right.conf" "$HOME/.config/dealwatch/dealwatch.conf" &&
		status 0 "$dealwatch" check && has "$tmp/out" 'OK: 0 feeds, 1 watch, 1 notifier'
}
wrong_usage() { status 64 "$dealwatch" check word && has "$tmp/err" usage; }
missing() { status 78 "$dealwatch" check -c "$tmp/gone.conf" && has "$tmp/err" "$tmp/gone.conf: No such file or directory"; }
unknown_topic() {
	printf '[daemon]\n%s\n[watch "w"]\ntopics = ai, gardening\n' "$lexicon" >"$tmp/topic.conf"
	status 78 "$dealwatch" check -c "$tmp/topic.conf" && has "$tmp/err" "$tmp/topic.conf:4:" && has "$tmp/err" "'gardening'"
}
wrong_lexicon() {
	printf '[companies "ai-lab"]\nOpenAI = "open\n' >"$tmp/bad.conf"
	printf '[daemon]\nlexicon = bad.conf\n' >"$tmp/lexicon.conf"
	status 78 "$dealwatch" check -c "$tmp/lexicon.conf" && has "$tmp/err" "$tmp/bad.conf:2:"
}
all_at_once() { # of the file, of the lexicon's topics, of secrets and addresses: none waits for another
	: >"$tmp/empty.secret"
	chmod 600 "$tmp/empty.secret"
	cat >"$tmp/all.conf" <<X
[daemon]
$lexicon
timeout = soon
[watch "w"]
topics = gardening
[notify "hook"]
type = webhook
url = https://example.com/x
secret-file = empty.secret
[notify "post"]
type = mail
to = me@example.com, <x>
[notify "none-of-it"]
type = webhook
X
	status 78 "$dealwatch" check -c "$tmp/all.conf" && [ "$(wc -l <"$tmp/err")" -eq 5 ] &&
		has "$tmp/err" "all.conf:3: timeout:" && has "$tmp/err" "all.conf:5: [watch \"w\"] topics:" &&
		has "$tmp/err" "all.conf:9: [notify \"hook\"] $tmp/empty.secret: holds no secret" &&
		has "$tmp/err" "all.conf:12: [notify \"post\"] to: '<x>' is no mail address" &&
		has "$tmp/err" "all.conf:13: [notify \"none-of-it\"] has no address"
}
everywhere() { # whoever needs all of it tells all of it
	cp "$tmp/err" "$tmp/want"
	for command in 'run' 'run --once' 'test hook'; do
		# shellcheck disable=SC2086 # words on purpose
		status 78 "$dealwatch" $command -c "$tmp/all.conf" && cmp -s "$tmp/want" "$tmp/err" || return 1
	done
	for command in match replay explain; do # they send nothing
		status 78 "$dealwatch" $command -c "$tmp/all.conf" /dev/null && has "$tmp/err" all.conf:3: && has "$tmp/err" all.conf:5: || return 1
	done
}
half_a_lexicon() { # of which no other fault can be sure
	printf '[daemon]\nlexicon = gone.conf, bad.conf\n[watch "w"]\ntopics = ai\n' >"$tmp/half.conf"
	status 78 "$dealwatch" check -c "$tmp/half.conf" && [ "$(wc -l <"$tmp/err")" -eq 1 ] && has "$tmp/err" "half.conf:2: lexicon: there is no file '$tmp/gone.conf'"
}
other_currency() { # €50bn is more than the deal's $40bn, €20bn is less
	local limit
	echo '<rss version="2.0"><channel><item><guid>1</guid><title>Nvidia to acquire CoreWeave for $40 billion</title></item></channel></rss>' >"$tmp/f.xml"
	for limit in 50 20; do
		printf '[watch "w"]\nmin-amount = €%sbn\n' "$limit" >"$tmp/m.conf"
		"$dealwatch" match -c "$tmp/m.conf" "$tmp/f.xml" | jq -c .watches
	done >"$tmp/out"
	[ "$(tr '\n' ' ' <"$tmp/out")" = '[] ["w"] ' ] || { cat "$tmp/out"; return 1; }
}
no_headers() { # which nobody would see before the first poll
	printf '# mine\nAuthorization Bearer tulip\n' >"$tmp/no.header" && chmod 600 "$tmp/no.header"
	printf '[feed "a"]\nurl = https://example.com/\nheader-file = no.header\n' >"$tmp/h.conf"
	status 78 "$dealwatch" check -c "$tmp/h.conf" && has "$tmp/err" "h.conf:3: [feed \"a\"] header-file: line 2 is no 'Name: value'" &&
		! grep -q tulip "$tmp/err"
}
unknown_currency() { # of which no deal could be more
	printf '[watch "w"]\nmin-amount = XYZ5bn\n' >"$tmp/x.conf"
	status 78 "$dealwatch" check -c "$tmp/x.conf" && has "$tmp/err" "x.conf:2: min-amount: no lexicon file has the currency 'XYZ'"
}
no_text() { # a zero is a fault of its line
	printf '[daemon]\ncontact = a\0b\n[feed "a"]\nurl = gopher://x/\n' >"$tmp/zero.conf"
	status 78 "$dealwatch" check -c "$tmp/zero.conf" && has "$tmp/err" "zero.conf:2: holds a NUL byte" &&
		has "$tmp/err" "zero.conf:4: url:"
}
five_thousand() {
	seq 5000 | sed 's/.*/[feed "f&"]\nurl = https:\/\/example.com\/&/' >"$tmp/conf.d/2.conf"
	status 0 timeout 60 "$dealwatch" check -c "$tmp/right.conf" && has "$tmp/out" 'OK: 5002 feeds, 1 watch, 1 notifier'
}

empty() {
	: >"$tmp/empty.conf"
	"$dealwatch" check -c "$tmp/empty.conf" | grep -q '^OK: 0 feeds'
}
ok 'a right configuration is counted' right
ok 'an empty one is right, too' empty
ok 'a wrong one is refused with every fault of every file' wrong
ok 'each fault is one line with its place' one_line_a_fault
ok 'what is hardly meant is warned of' warns
ok 'what an OPML file lists is warned of, too' warns_of_a_feed_that_opml_lists
ok 'a program that is not in PATH and a company that nobody knows are worth a word' warns_of_names
ok 'so is a key that is too short or too long' warns_of_keys
ok 'so are points for a rule that is none' warns_of_rules
ok 'what holds is shown with its origin, secrets masked' masked
ok 'what is shown can be read again' shown_is_right
ok 'a topic that no lexicon has is a fault at its line' unknown_topic
ok 'so is a broken lexicon' wrong_lexicon
ok 'the faults of all that it names are told at once' all_at_once
ok 'whichever command finds them' everywhere
ok 'where a lexicon file is missing, that is all' half_a_lexicon
ok "the user's configuration is found" finds_it
ok 'wrong usage is told as such' wrong_usage
ok 'a missing file is told' missing
ok 'a sum in another currency is compared in dollars' other_currency
ok 'a file of headers that holds none is a fault' no_headers
ok 'a sum in a currency that nobody knows is a fault' unknown_currency
ok 'a zero in the file is told at its line' no_text
ok 'five thousand feeds are no trouble' five_thousand
ok 'the sample configuration is right' status 0 "$dealwatch" check -c conf/dealwatch.conf
ok 'the quickstart configuration is right' status 0 "$dealwatch" check -c conf/quickstart.conf
done_testing
