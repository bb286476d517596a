# lib - what the shell tests share; source it. Not a test itself.
# Each test counts its cases as TAP, works in $tmp, and leaves nothing behind.
set -u
dealwatch=${DEALWATCH:-$PWD/build/dealwatch}
tmp=$(mktemp -d)
n_cases=0 n_bad=0
pids=

on_exit() {
	for pid in $pids; do kill "$pid" 2>/dev/null; done
	rm -rf "$tmp"
}
trap on_exit EXIT

# ok NAME COMMAND...: the command must succeed.
ok() {
	local name=$1
	shift
	n_cases=$((n_cases + 1))
	if "$@"; then
		echo "ok $n_cases - $name"
	else
		echo "not ok $n_cases - $name"
		n_bad=$((n_bad + 1))
	fi
}

# no_fault NAME FAULTS: one case; it holds where there is no fault to tell.
no_fault() {
	ok "$1" [ -z "$2" ]
	[ -z "$2" ] || sed 's/^/# /' <<<"$2" | head -n 30
}

skip() {
	n_cases=$((n_cases + 1))
	echo "ok $n_cases - $1 # SKIP $2"
}

# status N COMMAND...: the command must end with N; its output goes to $tmp/out and $tmp/err.
status() {
	local want=$1 got
	shift
	"$@" >"$tmp/out" 2>"$tmp/err"
	got=$?
	[ "$got" -eq "$want" ] && return 0
	echo "# exit status $got instead of $want: $*"
	sed 's/^/# /' "$tmp/err" | head -n 20
	return 1
}

# has FILE TEXT: the text stands in the file.
has() {
	grep -qF -- "$2" "$1" && return 0
	echo "# no '$2' in:"
	head -c 2000 "$1" | sed 's/^/# /'
	return 1
}

# feed_of NAME TITLE: an RSS feed in $tmp/NAME.xml, of the items on standard input, "GUID|DATE|TITLE|TEXT" a line.
feed_of() {
	{
		echo "<rss version=\"2.0\"><channel><title>$2</title><link>https://$1.example/</link><description/>"
		while IFS='|' read -r guid date title text; do
			echo "<item><guid isPermaLink=\"false\">$guid</guid><link>https://$1.example/$guid</link>"
			echo "<pubDate>$date</pubDate><title>$title</title><description>$text</description></item>"
		done
		echo "</channel></rss>"
	} >"$tmp/$1.xml"
}

# within SECONDS COMMAND...: the command succeeds before the time is over.
within() {
	local end=$(($(date +%s%N) + $1 * 1000000000))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$(date +%s%N)" -lt "$end" ] || return 1
		sleep 0.05
	done
}

done_testing() {
	echo "1..$n_cases"
	exit $((n_bad > 0))
}
