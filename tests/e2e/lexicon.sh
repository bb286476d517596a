#!/bin/bash
# The lexicon that comes with the program is broad, and its manual tells all of it.
. tests/e2e/lib.sh
manual=man/dealwatch-lexicon.5

# count SECTION-PATTERN: lines of the sections whose header matches.
count() {
	awk -v want="$1" '/^\[/ { on = $0 ~ want; next } on && NF && !/^[#;]/ { n++ } END { print n + 0 }' conf/lexicon/*.conf
}

at_least() { [ "$(count "$1")" -ge "$2" ] || echo "$(count "$1") lines in $1, not $2"; }

no_fault "it knows many companies, chips, people and outlets" "$(
	at_least '^.companies "' 6000
	at_least '^.companies "media"' 400
	at_least '^.chips "' 195
	at_least '^.people' 650)"
no_fault "the manual names every class of cues" "$(
	sed -n 's/.*X([A-Z_]*, "\([a-z]*\)\.\([a-z-]*\)").*/\1 \2/p' include/lexicon/cue.h | while read -r family class; do
		grep -qE "^\.(Cm|It Cm) ($class|$family\.$class)( |\$)" $manual || echo "$family.$class is not in $manual"
	done)"
no_fault "the manual names every section of the files" "$(
	sed -n 's/^\[\([a-z]*\).*/\1/p' conf/lexicon*/*.conf | sort -u | while read -r section; do
		grep -q "^\[$section" $manual || echo "[$section] is not in $manual"
	done)"
no_fault "the manual names every key of a topic" "$(
	awk '/^\[/ { on = /^\[topic/; next } on && $2 == "=" { print $1 }' conf/lexicon*/*.conf | sort -u | while read -r key; do
		grep -q "^\.It Ic $key\$" $manual || echo "$key is not in $manual"
	done)"
no_fault "the manual names every role" "$(
	sed -n 's/^\[companies "\(.*\)"\]/\1/p' conf/lexicon/*.conf | sort -u | while read -r role; do
		grep -q "^\.It $role Ta" $manual || echo "$role is not in $manual"
	done)"

done_testing
