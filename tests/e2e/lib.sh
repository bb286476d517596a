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
