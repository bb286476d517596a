#!/bin/bash
# Checks that rooms include only what lies below them, and of it what stands under include/, where nothing
# lies that one room alone needs; that an outside library is known to its room alone; and that the manual
# of the house has every room.
set -u
bad=0

# room: what it may use besides itself
uses() {
	case $1 in
	base) echo ;;
	model) echo base ;;
	conf) echo base model markup ;;
	loop) echo base ;;
	net) echo base loop ;;
	markup) echo base ;;
	feed) echo base model markup ;;
	text) echo base ;;
	lexicon) echo base text conf ;;
	mention) echo base model text lexicon ;;
	frame) echo base model text lexicon mention ;;
	predicate) echo base model text lexicon mention frame ;;
	deal) echo base model text lexicon mention frame predicate ;;
	story | brief | ledger) echo base model text ;;
	store) echo base model ;;
	notify) echo base model loop net ;;
	web) echo base model loop store ;;
	poll) echo base loop net store ;;
	newsroom) echo base model text story brief ledger store ;;
	courier) echo base model loop notify store ;;
	app) echo base model conf loop net markup feed lexicon deal store web poll newsroom courier ;;
	cmd) echo base model conf loop net feed text lexicon story ledger store notify newsroom app ;;
	*) return 1 ;;
	esac
}

# header pattern and the only rooms that may include it
libraries='
jansson.h base
event2/|event.h loop|web
curl/ net
libxml/ markup
utf8proc.h text
sqlite3.h store
glib|gio/|libnotify/ notify
openssl/ notify
'

say() {
	echo "$1"
	bad=$((bad + 1))
}

for room in $(ls src include | grep -v : | grep -v '\.c$' | sort -u); do
	allowed=$(uses "$room") || { say "$room: a room that the table does not know"; continue; }
	grep -q "^| \`$room\` |" docs/architecture.md || say "$room: docs/architecture.md does not have it"
	while IFS=: read -r file header; do
		other=${header%%/*}
		[ "$other" = "$room" ] && continue
		case " $allowed " in
		*" $other "*) [ -e "include/$header" ] || say "$file includes \"$header\", which is for $other alone" ;;
		*) say "$file includes \"$header\": $room may not use $other" ;;
		esac
	done < <(grep -rHoE '^#include "[^"]+/[^"]+"' "src/$room" "include/$room" 2>/dev/null |
		sed -E 's/#include "([^"]+)"/\1/')
done
includes=$(grep -rHoE '^#include "[^"]+/[^"]+"' src include)
for header in include/*/*.h; do
	name=${header#include/}
	room=${name%%/*}
	grep -v "^src/$room/" <<<"$includes" | grep -qF "\"$name\"" || say "$header: only $room needs it, so it belongs into src/$room"
done
while read -r pattern rooms; do
	[ -n "$pattern" ] || continue
	while IFS= read -r file; do
		room=$(cut -d/ -f2 <<<"$file")
		case $file in include/*) say "$file: a header under include/ includes an outside library" ;; esac
		[[ "|$rooms|" == *"|$room|"* ]] || say "$file includes a library that only $rooms knows"
	done < <(grep -rlE "^#include <($pattern)" src include)
done <<<"$libraries"
[ "$bad" -eq 0 ] && echo "rooms: every include goes downwards"
exit $((bad > 0))
