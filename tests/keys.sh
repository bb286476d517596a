#!/bin/bash
# Holds the keys' table (src/conf/keys.c) against what people read: the sample configuration,
# dealwatch.conf(5) and the README. keys.sh check KEYDOC tells what differs; keys.sh write KEYDOC renews it.
#
# A list of keys stands between two marks: in the manual  .\" keys SECTION  and  .\" keys end,
# in the README  <!-- keys SECTION -->  and  <!-- keys end -->.
set -u
mode=$1 keydoc=$2 bad=0
tmp=$(mktemp)
trap 'rm -f "$tmp"' EXIT

# The file with each list between marks made anew.
renewed() { # FILE FORM MARK
	local line section skipping=
	while IFS= read -r line; do
		case $line in
		"$3 keys end"*) skipping= ;;
		esac
		[ -n "$skipping" ] || printf '%s\n' "$line"
		case $line in
		"$3 keys end"*) ;;
		"$3 keys "*)
			section=${line#"$3 keys "}
			"$keydoc" "$2" "${section%% *}" || exit 1
			skipping=1
			;;
		esac
	done <"$1"
}

settle() { # FILE
	cmp -s "$tmp" "$1" && return
	if [ "$mode" = write ]; then
		cat "$tmp" >"$1"
		echo "keys: $1 is written anew"
	else
		echo "keys: $1 is not what the table says; 'make keys-write' renews it:"
		diff -u "$1" "$tmp" | head -n 40
		bad=1
	fi
}

"$keydoc" sample >"$tmp" && settle conf/dealwatch.conf
renewed man/dealwatch.conf.5 mdoc '.\"' >"$tmp" && settle man/dealwatch.conf.5
if [ -e README.md ]; then
	renewed README.md markdown '<!--' >"$tmp" && settle README.md
fi

# Every key is told in all of them, lists or not.
while read -r key; do
	for file in conf/dealwatch.conf man/dealwatch.conf.5 README.md; do
		[ -e "$file" ] || continue
		grep -qE "(^#?$key = |Ic $key\$|\`$key|^ *$key = )" "$file" || {
			echo "keys: $file does not tell of '$key'"
			bad=1
		}
	done
done < <("$keydoc" sample | sed -nE 's/^#?([a-z-]+) = .*/\1/p')
[ "$bad" -eq 0 ] && echo "keys: sample, manual and README tell of every key"
exit "$bad"
