#!/bin/bash
# The manual: mdoc without a complaint, and every key, command and exit status told.
. tests/e2e/lib.sh

lint() { [ -z "$(mandoc -Tlint -Wwarning "$1" 2>&1)" ]; }
has_section() { grep -q "^\.Sh $2" "$1"; }
commands_told() {
	local command
	for command in $("$dealwatch" --help | sed -nE 's/^  ([a-z]+)  .*/\1/p'); do
		grep -qE "^\.It Ic $command( |\$)" man/dealwatch.1 || { echo "# dealwatch(1) lacks $command"; return 1; }
	done
}
options_told() {
	local command option
	for command in $("$dealwatch" --help | sed -nE 's/^  ([a-z]+)  .*/\1/p'); do
		for option in $("$dealwatch" "$command" --help | sed -nE 's/^  (--?[a-z-]+).*/\1/p' | grep -vE '^--(help|version)$'); do
			sed -n "/^\.It Ic $command\( \|\$\)/,/^\.It Ic /p" man/dealwatch.1 | grep -qE "(Fl |\| )${option#-}( |\$)" ||
				{ echo "# dealwatch(1) lacks $command $option"; return 1; }
		done
	done
}

# Not those that belong to others and change nothing that a person would look up.
variables_told() {
	local variable
	for variable in $(grep -rhoE 'getenv\("[A-Z_]+"\)' src | grep -oE '[A-Z_]{2,}' | sort -u); do
		case $variable in PATH | TZDIR | SYSTEMD_EXEC_PID | WATCHDOG_PID) continue ;; esac
		grep -qE "^\.It Ev (.* , )?$variable( |\$)" man/dealwatch.1 || { echo "# dealwatch(1) lacks $variable"; return 1; }
	done
}

if command -v mandoc >/dev/null; then
	for page in man/*.[15]; do ok "$page has no lint" lint "$page"; done
else
	skip 'the pages have no lint' 'mandoc is not installed'
fi
for page in man/*.[15]; do ok "$page has examples" has_section "$page" EXAMPLES; done
ok 'dealwatch(1) tells of exit statuses' has_section man/dealwatch.1 'EXIT STATUS'
ok 'dealwatch(1) tells of every command' commands_told
ok 'dealwatch(1) tells of every option' options_told
ok 'dealwatch(1) tells of every variable' variables_told
ok 'every key is told in sample, manual and README' make -s keys BUILD="$(basename "$(dirname "$dealwatch")")"
done_testing
