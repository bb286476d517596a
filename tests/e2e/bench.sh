#!/bin/sh
# The benchmark of polling, scaled down: that all of it works, not how fast it is.
cd "$(dirname "$0")/../.." || exit 1
out=$(mktemp)
trap 'rm -f "$out"' EXIT
if ! command -v nginx >/dev/null; then
	echo "ok 1 - the benchmark of polling runs # SKIP nginx is not installed"
elif tests/bench/bench-poll --quick >"$out" 2>&1 && grep -q '^dealwatch ' "$out"; then
	echo "ok 1 - the benchmark of polling runs"
else
	echo "not ok 1 - the benchmark of polling runs"
	sed 's/^/# /' "$out"
	exit 1
fi
