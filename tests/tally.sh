#!/bin/bash
# Runs test programs, several side by side, and counts: tally.sh BUILD PROGRAM...
# A program prints TAP lines ("ok 1 - ...", "not ok 2 - ...", "# SKIP why" behind an ok) and must end with 0.
# Of what failed, the cases and the output's end are shown; the last line is "N passed, N failed" (with ", N skipped" where some were).
set -u
build=$1
shift
export DEALWATCH="${DEALWATCH:-$PWD/$build/dealwatch}" CMOCKA_MESSAGE_OUTPUT=TAP
export ASAN_OPTIONS="${ASAN_OPTIONS:-allow_user_segv_handler=0:detect_leaks=1}" UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
# Most of a test is waiting: two for each processor keep it busy.
side_by_side=${TEST_JOBS:-$(($(nproc) * 2))}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

: >"$tmp/counts"

# run PROGRAM: one of them; what is to be said of it, and a line "PASSED FAILED SKIPPED" in $tmp/counts.
run() {
	local program=$1 out status skip ok not_ok began
	out=$tmp/$(basename "$program")
	began=$(date +%s)
	timeout "${TEST_TIMEOUT:-600}" "$program" >"$out" 2>&1 </dev/null
	status=$?
	# cmocka writes "not ok 3 # SKIP name", others "ok 3 - name # SKIP why": neither is a failure.
	skip=$(grep -cE '^(not )?ok .*# SKIP' "$out")
	ok=$(($(grep -E '^ok ' "$out" | grep -vc '# SKIP') + skip))
	not_ok=$(grep -E '^not ok ' "$out" | grep -vc '# SKIP')
	# A program that ended badly without saying which case failed is one failure.
	if [ "$status" -ne 0 ] && [ "$not_ok" -eq 0 ]; then not_ok=1; fi
	if [ "$status" -eq 0 ] && [ "$ok" -eq 0 ]; then not_ok=$((not_ok + 1)); echo "# it ran no test" >>"$out"; fi
	echo "$((ok - skip)) $not_ok $skip" >>"$tmp/counts"
	if [ "$not_ok" -gt 0 ]; then
		echo "FAILED $program (exit status $status)"
		# What failed and why comes first: a sanitizer's report behind it may be long.
		grep -E -A 6 '^not ok ' "$out" | grep -vE '^ok |# SKIP' | head -n 60 | sed 's/^/    /'
		sed 's/^/    /' "$out" | tail -n 60
	else
		echo "ok $(basename "$program") ($ok cases, $(($(date +%s) - began)) s)"
		grep -E '# SKIP' "$out" | sed 's/^/    /'
	fi
}

for program in "$@"; do
	while [ "$(jobs -rp | wc -l)" -ge "$side_by_side" ]; do wait -n; done
	{ said=$(run "$program"); echo "$said"; } &
done
wait
awk '{ passed += $1; failed += $2; skipped += $3 }
	END {
		print passed + 0 " passed, " failed + 0 " failed" (skipped ? ", " skipped " skipped" : "")
		exit failed > 0
	}' "$tmp/counts"
