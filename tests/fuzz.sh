#!/bin/bash
# Runs each fuzzer for a while over a copy of its seeds: fuzz.sh SECONDS FUZZER...
set -u
seconds=$1
shift
passed=0 failed=0
for fuzzer in "$@"; do
	name=$(basename "$fuzzer")
	corpus=$(mktemp -d)
	seeds=tests/fuzz/seeds/${name#fuzz_}
	if "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 \
		-artifact_prefix="$corpus/" "$corpus" $([ -d "$seeds" ] && echo "$seeds") >"$corpus/log" 2>&1; then
		passed=$((passed + 1))
		echo "ok $name ($seconds s)"
	else
		failed=$((failed + 1))
		echo "FAILED $name"
		tail -n 40 "$corpus/log"
	fi
	rm -rf "$corpus"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
