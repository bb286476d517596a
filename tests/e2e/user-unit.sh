#!/bin/bash
# The user unit, in a graphical session of a booted container: an alert is seen on the screen.
. tests/e2e/lib.sh
program=$(realpath "$dealwatch")
for tool in systemd-nspawn Xvfb dunst import; do
	command -v "$tool" >/dev/null || {
		skip 'the user unit shows a notification' "$tool is not installed"
		done_testing
	}
done
if [ "$(id -u)" -ne 0 ] || grep -q __asan_init "$program"; then
	skip 'the user unit shows a notification' 'it wants root and a program without sanitizers'
	done_testing
fi
mkdir "$tmp/dw" "$tmp/out" "$tmp/boot" "$tmp/boot/user@.service.d" "$tmp/pam"
cp "$program" "$tmp/dw/dealwatch"
cp -r conf/lexicon "$tmp/dw/lexicon"
sed -e 's|@BINDIR@|/dw|' systemd/user/dealwatch.service.in >"$tmp/dw/dealwatch.service"
for name in systemd-user runuser runuser-l other; do
	printf '%s required pam_permit.so\n' auth account session >"$tmp/pam/$name"
done
printf '[Service]\nEnvironment=XDG_RUNTIME_DIR=/run/user/%%i\n' >"$tmp/boot/user@.service.d/t.conf"
printf '[Unit]\nRequires=basic.target t.service\nAfter=basic.target\n' >"$tmp/boot/t.target"
printf '[Unit]\nWants=dbus.service\nAfter=basic.target dbus.service\n[Service]\nType=oneshot\nExecStart=/bin/sh /dw/in.sh\n' >"$tmp/boot/t.service"
cat >"$tmp/dw/x.service" <<X
[Unit]
Before=graphical-session.target
[Service]
Type=exec
ExecStart=/usr/bin/Xvfb :95 -screen 0 1280x720x24 -nolisten tcp
X
cat >"$tmp/dw/s.target" <<X
[Unit]
BindsTo=graphical-session.target
Wants=x.service dealwatch.service
X
cat >"$tmp/dw/dealwatch.conf" <<X
[daemon]
lexicon = /dw/lexicon/*.conf
group-wait = 1s
[feed "a"]
url = file:///dw/feed.xml
[notify "desktop"]
type = desktop
X
cat >"$tmp/dw/feed.xml" <<X
<rss version="2.0"><channel><title>Harbour Wire</title><item><guid>1</guid>
<title>Nvidia to acquire Larkspur AI for \$4 billion</title><link>https://harbour.example/1</link>
<description>Nvidia has agreed to acquire Larkspur AI for \$4 billion, the companies said on Tuesday.</description>
<pubDate>$(date -R)</pubDate></item></channel></rss>
X
cat >"$tmp/dw/in.sh" <<'X'
exec >/out/log 2>&1
exec 3>/out/result
useradd -m -u 1000 tester
mkdir -p ~tester/.config/systemd/user ~tester/.config/dealwatch
cp /dw/dealwatch.conf ~tester/.config/dealwatch/
cp /dw/dealwatch.service /dw/x.service /dw/s.target ~tester/.config/systemd/user/
chown -R tester: ~tester
systemctl start user@1000
as() { runuser -u tester -- env XDG_RUNTIME_DIR=/run/user/1000 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus HOME=/home/tester "$@"; }
user() { as systemctl --user "$@"; }
wait_for() { i=0; until eval "$1"; do i=$((i + 1)); [ $i -lt 400 ] || return 1; sleep 0.1; done; }
user daemon-reload
user set-environment DISPLAY=:95
user start s.target
wait_for '[ "$(user show dealwatch -p ActiveState --value)" = active ]' && echo started >&3
wait_for '[ "$(as dunstctl count displayed)" = 1 ]' && echo shown >&3
wait_for 'as env DISPLAY=:95 import -window root /home/tester/screen.png && [ "$(convert /home/tester/screen.png -format %k info:)" -gt 10 ]'
cp /home/tester/screen.png /out/
as /dw/dealwatch status >/out/status && echo asked >&3
user show dealwatch -p StatusText --value
[ -s /home/tester/.local/state/dealwatch/state.db ] && echo state >&3
user stop s.target graphical-session.target
wait_for '[ "$(user show dealwatch -p ActiveState --value)" = inactive ]' && echo stopped >&3
journalctl --no-pager -o cat _UID=1000 | tail -n 60
systemctl poweroff --force --no-block
X
binds=
for path in /etc/fonts /etc/xdg /etc/alternatives /etc/ImageMagick-6 /etc/login.defs /etc/ssl; do
	[ ! -e "$path" ] || binds="$binds --bind-ro=$path"
done
# shellcheck disable=SC2086 # one word a bind
boots() {
	timeout 240 systemd-nspawn -q -D / --volatile=yes --private-network --register=no --keep-unit --machine="dwu$$" \
		--bind-ro="$tmp/boot:/etc/systemd/system" --bind-ro="$tmp/pam:/etc/pam.d" $binds --bind-ro="$tmp/dw:/dw" \
		--bind="$tmp/out:/out" -b systemd.unit=t.target systemd.firstboot=off >"$tmp/console" 2>&1 </dev/null
}
happened() { grep -qx "$1" "$tmp/out/result" || { tail -n 60 "$tmp/out/log" | cut -c 1-160 | sed 's/^/# /'; return 1; }; }
# The screen is black but for the notification.
seen() { [ "$(convert "$tmp/out/screen.png" -format '%k' info:)" -gt 10 ]; }

if boots && [ -s "$tmp/out/result" ]; then
	ok 'the user unit starts with the graphical session' happened started
	ok 'the server shows a notification' happened shown
	ok 'it is on the screen' seen
	ok 'status finds the daemon' happened asked
	ok 'its state is where the user keeps states' happened state
	ok 'it stops with the session' happened stopped
	[ -z "${KEEP_SCREEN:-}" ] || cp "$tmp/out/screen.png" "$KEEP_SCREEN"
else
	skip 'the user unit shows a notification' 'systemd-nspawn is refused here'
	[ -z "${VERBOSE:-}" ] || { cat "$tmp/out/log" "$tmp/console" 2>/dev/null | sed 's/^/# /'; }
fi
done_testing
