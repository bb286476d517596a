#!/bin/bash
# `make install` and `uninstall`: what goes where, what is never touched, what works from there.
. tests/e2e/lib.sh
build=$(basename "$(dirname "$dealwatch")")
root=$tmp/root etc=$tmp/root/etc/dealwatch prefix=$tmp/root/usr/local
unset XDG_CONFIG_HOME STATE_DIRECTORY
export HOME=$tmp/home

install_it() { make -s install BUILD="$build" DESTDIR="$root"; }
all_there() {
	local file
	for file in bin/dealwatch share/man/man1/dealwatch.1 share/man/man5/dealwatch.conf.5 share/man/man5/dealwatch-lexicon.5 \
		share/bash-completion/completions/dealwatch share/zsh/site-functions/_dealwatch \
		share/fish/vendor_completions.d/dealwatch.fish lib/systemd/system/dealwatch.service \
		lib/systemd/user/dealwatch.service lib/tmpfiles.d/dealwatch.conf share/applications/dealwatch.desktop \
		share/dealwatch/lexicon/labs.conf share/dealwatch/dealwatch.conf; do
		[ -s "$prefix/$file" ] || { echo "# missing: $file"; return 1; }
	done
	[ -s "$etc/dealwatch.conf" ]
}
filled_in() { ! grep -rE '@[A-Z]+@' "$root" --include='*.service' --include='*.conf' --include='*.desktop'; }
modes() { [ "$(stat -c %a "$prefix/bin/dealwatch" "$etc/dealwatch.conf" "$etc/credentials" | tr '\n' ' ')" = '755 644 700 ' ]; }
lexicon_found() { (cd "$tmp" && status 0 "$prefix/bin/dealwatch" check --show -c "$etc/dealwatch.conf" && has "$tmp/out" "$prefix/share/dealwatch/lexicon/labs.conf"); }
keeps_conf() { echo '# mine' >"$etc/dealwatch.conf" && install_it && [ "$(cat "$etc/dealwatch.conf")" = '# mine' ]; }
uninstalls() {
	make -s uninstall BUILD="$build" DESTDIR="$root" && [ "$(cat "$etc/dealwatch.conf")" = '# mine' ] &&
		[ -d "$etc/credentials" ] && [ -z "$(find "$prefix" -type f)" ]
}
elsewhere() {
	make -s install BUILD="$build" DESTDIR="$tmp/b" PREFIX=/usr SYSCONFDIR=/opt/etc UNITDIR=/lib/systemd/system BINDIR=/opt/bin &&
		grep -q '^ExecStart=/opt/bin/dealwatch run -c /opt/etc/dealwatch/dealwatch.conf$' "$tmp/b/lib/systemd/system/dealwatch.service" &&
		grep -q '^LoadCredential=dealwatch:/opt/etc/dealwatch/credentials$' "$tmp/b/lib/systemd/system/dealwatch.service" &&
		[ -x "$tmp/b/opt/bin/dealwatch" ]
}

# completions: every command and option in each, and the names of notifiers
commands=$("$dealwatch" --help | sed -nE 's/^  ([a-z]+)  .*/\1/p')
options() { "$dealwatch" "$1" --help | sed -nE 's/^  (--[a-z-]+).*/\1/p' | grep -vE '^--(help|version)$'; }
told_in() { # FILE PREFIX-OF-OPTION
	local command option
	for command in $commands; do
		grep -qw "$command" "$1" || { echo "# $1 lacks $command"; return 1; }
		for option in $(options "$command"); do
			grep -qE -- "$2${option#--}( |'|\[|\$)" "$1" || { echo "# $1 lacks $command $option"; return 1; }
		done
	done
}
bash_completes() { # WORD...: prints what may follow
	PATH=$(dirname "$dealwatch"):$PATH bash -c '. completions/dealwatch.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _dealwatch
		printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}
completes_commands() { [ "$(bash_completes dealwatch che)" = check ]; }
completes_options() { [ "$(bash_completes dealwatch check --s)" = --show ]; }
# Names as people give them, and one that a shell must not run.
cat >"$tmp/n.conf" <<X
[daemon]
lexicon = $PWD/conf/lexicon/*.conf
[feed "wire one"]
url = https://a.example/
[feed "\$(touch $tmp/run)"]
url = https://b.example/
[notify "alpha"]
type = stdout
[notify "be \"ta\""]
type = stdout
X
# shellcheck disable=SC2016 # the name holds it as it is
feeds_wanted="wire one|\$(touch $tmp/run)|" notifiers_wanted='alpha|be "ta"|'
completed() { # WANT, the completions on standard input in any order
	local got
	got=$(sort -r | tr '\n' '|')
	[ "$got" = "$(tr '|' '\n' <<<"$1" | sed '/^$/d' | sort -r | tr '\n' '|')" ] && [ ! -e "$tmp/run" ] && return 0
	echo "# got $got"
	return 1
}
bash_names() { bash_completes dealwatch "$1" -c "$tmp/n.conf" '' | completed "$2"; }
bash_begun() { [ "$(bash_completes dealwatch test -c "$tmp/n.conf" al)" = alpha ]; }
zsh_names() { # the function that finds them, as it would be called behind the word after -c
	PATH=$(dirname "$dealwatch"):$PATH zsh -f -c '
		compadd() { print -rl -- ${(P)2} }
		_arguments() { } ; _describe() { }
		words=(dealwatch test -c $1 ""); CURRENT=5
		source completions/_dealwatch
		words=($2 -c $1 "")
		_dealwatch_names $3' zsh "$tmp/n.conf" "$1" "$2" | completed "$3"
}
fish_names() {
	PATH=$(dirname "$dealwatch"):$PATH fish --no-config -c "source completions/dealwatch.fish; complete -C 'dealwatch $1 -c $tmp/n.conf '" | completed "$2"
}
desktop_file() { grep -qx 'Type=Application' systemd/dealwatch.desktop.in && grep -q '^Exec=' systemd/dealwatch.desktop.in; }

ok 'it installs below DESTDIR' install_it
ok 'everything is there' all_there
ok 'no place is left to be filled in' filled_in
ok 'program, configuration and credentials have their modes' modes
ok 'the installed program finds the installed lexicon' lexicon_found
ok 'a configuration is never overwritten' keeps_conf
ok 'uninstall leaves configuration and credentials' uninstalls
ok 'other places are obeyed' elsewhere
ok 'the desktop file is one' desktop_file
ok 'bash completion knows commands and options' told_in completions/dealwatch.bash --
ok 'zsh completion knows commands and options' told_in completions/_dealwatch --
ok 'fish completion knows commands and options' told_in completions/dealwatch.fish '-l '
ok 'bash completes commands' completes_commands
ok 'bash completes options' completes_options
ok 'bash completes names of notifiers' bash_names test "$notifiers_wanted"
ok 'and of feeds' bash_names feeds "$feeds_wanted"
ok 'and what was begun' bash_begun
if command -v zsh >/dev/null; then
	ok 'zsh reads its completion' zsh -n completions/_dealwatch
	ok 'zsh completes names of notifiers' zsh_names test notify "$notifiers_wanted"
	ok 'and of feeds' zsh_names feeds feed "$feeds_wanted"
else
	skip 'zsh completes' 'no zsh here'
fi
if command -v fish >/dev/null; then
	ok 'fish reads its completion' fish -n completions/dealwatch.fish
	ok 'fish completes names of notifiers' fish_names test "$notifiers_wanted"
	ok 'and of feeds' fish_names feeds "$feeds_wanted"
else
	skip 'fish completes' 'no fish here'
fi
done_testing
