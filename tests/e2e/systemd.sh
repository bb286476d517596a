#!/bin/bash
# The units: known to systemd without a word, closed enough, and booted for real in a container of
# this machine's own /usr: start, alert, reload, a stuck loop killed by the watchdog, nothing lost.
. tests/e2e/lib.sh
program=$(realpath "$dealwatch")
mkdir -p "$tmp/units/user" "$tmp/out" "$tmp/run/systemd"

# The units as installed, but for the program's place.
fill() { sed -e "s|@BINDIR@|$2|g" -e 's|@SYSCONFDIR@|/etc|g' "$1"; }
fill systemd/dealwatch.service.in "$(dirname "$program")" >"$tmp/units/dealwatch.service"
fill systemd/user/dealwatch.service.in "$(dirname "$program")" >"$tmp/units/user/dealwatch.service"

quiet() { "$@" >"$tmp/said" 2>&1 && [ ! -s "$tmp/said" ] || { sed 's/^/# /' "$tmp/said"; return 1; }; }
closed_enough() {
	systemd-analyze security --offline=true --threshold=15 --no-pager "$tmp/units/dealwatch.service" >"$tmp/said" 2>&1 ||
		{ tail -n 3 "$tmp/said" | sed 's/^/# /'; return 1; }
}
credentials_folder() { grep -q '^d /etc/dealwatch/credentials 0700 root root' <(fill systemd/dealwatch.tmpfiles.in /usr/bin); }

if command -v systemd-analyze >/dev/null; then
	ok 'the system unit is right' quiet systemd-analyze verify --man=no "$tmp/units/dealwatch.service"
	ok 'the user unit is right' quiet env XDG_RUNTIME_DIR="$tmp/run" systemd-analyze --user verify --man=no "$tmp/units/user/dealwatch.service"
	ok 'the system unit is exposed to 1.5 at most' closed_enough
else
	skip 'the units are right' 'systemd is not installed'
fi
ok 'tmpfiles makes the folder for credentials' credentials_folder

# --- booted -------------------------------------------------------------------
mkdir "$tmp/dw" "$tmp/etc" "$tmp/boot"
cp "$program" "$tmp/dw/dealwatch"
cp -r conf/lexicon "$tmp/dw/lexicon"
cp conf/samples/harbour-wire.xml "$tmp/dw/feed.xml"
fill systemd/dealwatch.service.in /dw | sed -e 's|^WatchdogSec=.*|WatchdogSec=2|' -e 's|^RestartSec=.*|RestartSec=1s|' >"$tmp/boot/dealwatch.service"
cat >"$tmp/boot/t.target" <<X
[Unit]
Requires=basic.target t.service
After=basic.target
X
cat >"$tmp/boot/t.service" <<X
[Unit]
Wants=dbus.service
After=basic.target dbus.service
[Service]
Type=oneshot
ExecStart=/bin/sh /dw/in.sh
X
cat >"$tmp/dw/dealwatch.conf" <<X
[daemon]
lexicon = /dw/lexicon/*.conf
max-age = 3650d
group-wait = 1s
interval = 2s
[feed "a"]
url = file:///dw/feed.xml
[notify "n"]
type = stdout
format = json
[notify "hook"]
type = webhook
url-file = hook.url
X
sed -e '/^\[notify "n"\]/i [feed "b"]\nurl = file:///dw/none.xml' "$tmp/dw/dealwatch.conf" >"$tmp/dw/more.conf"
sed -e 's/^group-wait.*/group-wait = soon/' "$tmp/dw/dealwatch.conf" >"$tmp/dw/wrong.conf"
cat >"$tmp/dw/in.sh" <<'X'
exec >/out/log 2>&1
set -x
exec 3>/out/result
show() { systemctl show dealwatch -p "$1" --value; }
main() { show MainPID; }
log() { journalctl -u dealwatch -o cat --no-pager; }
wait_for() { i=0; until eval "$1"; do i=$((i + 1)); [ $i -lt 400 ] || return 1; sleep 0.1; done; }
told() { if eval "$2"; then echo "$1" >&3; fi; }
mkdir -p /etc/dealwatch/credentials
chmod 700 /etc/dealwatch/credentials
echo http://127.0.0.1:9/HUSH >/etc/dealwatch/credentials/hook.url
chmod 600 /etc/dealwatch/credentials/hook.url
cp /dw/dealwatch.conf /etc/dealwatch/
systemctl start dealwatch && told started true
told status 'show StatusText | grep -q "watching 1 feed"'
told alert 'wait_for "log | grep -q \"\\\"type\\\":\\\"deal.new\\\"\""'
told credential '! log | grep -q "hook.url.*can.t be read"'
told no_secret '! log | grep -q HUSH'
told dynamic '[ "$(stat -c %U /proc/$(main))" != root ]'
told asked 'setpriv --reuid=65534 --clear-groups /dw/dealwatch status -c /etc/dealwatch/dealwatch.conf'
told roots 'HOME=/root /dw/dealwatch check --show -c /etc/dealwatch/dealwatch.conf | grep -q "^state = /var/lib/dealwatch/state.db"'
cp /dw/more.conf /etc/dealwatch/dealwatch.conf
systemctl reload dealwatch
told reloaded 'wait_for "show StatusText | grep -q \"watching 2 feeds\""'
cp /dw/wrong.conf /etc/dealwatch/dealwatch.conf
systemctl reload dealwatch
told refused 'wait_for "log | grep -q \"dealwatch.conf:4: group-wait\""'
told still_two 'show StatusText | grep -q "watching 2 feeds"'
cp /dw/more.conf /etc/dealwatch/dealwatch.conf
news() { log | grep -c '"type":"deal.new"'; }
before=$(news)
pid=$(main)
kill -STOP "$pid"
told killed 'wait_for "[ \"\$(show NRestarts)\" = 1 ] && [ \"\$(show ActiveState)\" = active ]"'
told watchdog 'log | grep -qi "watchdog timeout"; journalctl -u dealwatch --no-pager | grep -qi "watchdog"'
sleep 3
told nothing_twice '[ "$(news)" = "$before" ]'
systemctl stop dealwatch && told stopped '[ "$(show Result)" = success ]'
told state_kept '[ -s /var/lib/dealwatch/state.db ]'
log
systemctl poweroff --force --no-block
X
boots() {
	timeout 240 systemd-nspawn -q -D / --volatile=yes --private-network --register=no --keep-unit --machine="dw$$" \
		--bind-ro="$tmp/boot:/etc/systemd/system" --bind-ro="$tmp/dw:/dw" --bind="$tmp/out:/out" --bind-ro=/etc/ssl \
		-b systemd.unit=t.target systemd.firstboot=off >"$tmp/console" 2>&1 </dev/null
}
happened() { grep -qx "$1" "$tmp/out/result" || { tail -n 40 "$tmp/out/log" | cut -c 1-160 | sed 's/^/# /'; return 1; }; }

if grep -q __asan_init "$program"; then
	skip 'booted: the unit starts, alerts, reloads, is restarted' 'sanitizers want more memory than the unit gives'
elif [ "$(id -u)" -eq 0 ] && command -v systemd-nspawn >/dev/null && boots && [ -s "$tmp/out/result" ]; then
	ok 'booted: the unit starts and is ready' happened started
	ok 'booted: its status is told' happened status
	ok 'booted: it alerts' happened alert
	ok 'booted: the credential is read' happened credential
	ok 'booted: and never shown' happened no_secret
	ok 'booted: it runs as a user of its own' happened dynamic
	ok 'booted: anybody may ask for its status' happened asked
	ok 'booted: commands of root find its state and secrets' happened roots
	ok 'booted: a reload takes the new configuration' happened reloaded
	ok 'booted: a wrong one is refused with its faults' happened refused
	ok 'booted: and the old one stays' happened still_two
	ok 'booted: a stuck loop is killed and started again' happened killed
	ok 'booted: by the watchdog' happened watchdog
	ok 'booted: nothing is told twice after that' happened nothing_twice
	ok 'booted: it stops cleanly' happened stopped
	ok 'booted: the state stays' happened state_kept
else
	skip 'booted: the unit starts, alerts, reloads, is restarted' 'systemd-nspawn is refused here'
	[ -z "${VERBOSE:-}" ] || sed 's/^/# /' "$tmp/console"
fi
done_testing
