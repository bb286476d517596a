#!/bin/bash
# Runs each fuzzer for a while over a copy of its seeds, one on each processor: fuzz.sh SECONDS FUZZER...
set -u
seconds=$1
shift
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# run FUZZER: a line of it goes to $tmp/passed or $tmp/failed.
run() {
	local name corpus seeds
	name=$(basename "$1")
	corpus=$tmp/$name
	seeds=tests/fuzz/seeds/${name#fuzz_}
	mkdir "$corpus"
	if "$1" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 \
		-artifact_prefix="$corpus/" "$corpus" $([ -d "$seeds" ] && echo "$seeds") >"$corpus.log" 2>&1; then
		echo "ok $name ($seconds s)" | tee -a "$tmp/passed"
	else
		echo "FAILED $name" | tee -a "$tmp/failed"
		tail -n 40 "$corpus.log"
	fi
}

touch "$tmp/passed" "$tmp/failed"
for fuzzer in "$@"; do
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
	run "$fuzzer" &
done
wait
echo "$(wc -l <"$tmp/passed") passed, $(wc -l <"$tmp/failed") failed"
[ ! -s "$tmp/failed" ]
