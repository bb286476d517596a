#!/bin/bash
# Reading feeds: ours beside the bare XML parser and what is installed of others, in one run over
# the same generated files, in CPU time. bench_parse.sh BENCH_PROGRAM
set -eu
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 "$here/make_feeds.py" "$folder" "${FEEDS:-60}"
bytes=$(cat "$folder"/*.xml | wc -c)
echo "$(ls "$folder" | wc -l) feeds, $bytes bytes"
"$1" "$folder"/*.xml

# A row for a peer: its CPU seconds, user and system, over all files.
row() {
	awk -v name="$1" -v seconds="$2" -v bytes="$bytes" 'BEGIN { printf "%-28s %10.2f\n", name, bytes / 1e6 / seconds }'
}

if command -v sfeed >/dev/null; then
	TIMEFORMAT='%U %S'
	took=$({ time for file in "$folder"/*.xml; do sfeed <"$file" >/dev/null; done; } 2>&1 | awk '{ print $1 + $2 }')
	row 'sfeed (a process a feed)' "$took"
fi
python=
for candidate in python3 /usr/bin/python3; do # the system's own has what apt installed
	[ -z "$python" ] && "$candidate" -c 'import feedparser' 2>/dev/null && python=$candidate
done
if [ -n "$python" ]; then
	took=$("$python" - "$folder"/*.xml <<'PY'
import sys, time, feedparser
documents = [open(path, 'rb').read() for path in sys.argv[1:]]
feedparser.parse(documents[0])
begin = time.process_time()
for document in documents:
    feedparser.parse(document)
print(time.process_time() - begin)
PY
	)
	row 'python feedparser' "$took"
fi
