#!/bin/bash
# The Debian package: builds from the tree, lintian has nothing to say, installs, runs, purges.
# It is installed in a copy-on-write view of this machine, so that nothing here changes.
. tests/e2e/lib.sh
for tool in dpkg-buildpackage dh; do
	command -v "$tool" >/dev/null || {
		skip 'the package builds' "$tool is not installed"
		done_testing
	}
done
if grep -q __asan_init "$dealwatch"; then
	skip 'the package builds' 'it is built without sanitizers'
	done_testing
fi
deb=build-deb/dealwatch_$(sed -nE '1s/.*\((.*)\).*/\1/p' debian/changelog)_$(dpkg --print-architecture).deb

builds() { env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s deb >"$tmp/log" 2>&1 && [ -s "$deb" ] || { tail -n 30 "$tmp/log" | sed 's/^/# /'; return 1; }; }
lintian_clean() {
	lintian --allow-root --fail-on error,warning "${deb%.deb}.changes" >"$tmp/log" 2>&1 && [ ! -s "$tmp/log" ] ||
		{ sed 's/^/# /' "$tmp/log"; return 1; }
}
carries() { # FILE...
	dpkg -c "$deb" >"$tmp/list" || return 1
	for file in "$@"; do has "$tmp/list" " .$file" || return 1; done
}

# In a mount namespace of its own, over a view of / that keeps its changes to itself.
inside() {
	unshare -m bash -c '
		set -e
		mount -t tmpfs tmpfs "$1"
		mkdir "$1/up" "$1/work" "$1/root"
		mount -t overlay overlay -o "lowerdir=/,upperdir=$1/up,workdir=$1/work" "$1/root"
		mount --rbind /proc "$1/root/proc"
		mount --rbind /dev "$1/root/dev"
		cp "$2" "$1/root/package.deb"
		exec chroot "$1/root" env HOME=/nowhere PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -ec "$3"
	' inside "$tmp/view" "$deb" "$1" >"$tmp/out" 2>&1 || { tail -n 20 "$tmp/out" | sed 's/^/# /'; return 1; }
}
# One life of the package, each step told; what follows a step that failed is not reached.
life() {
	inside 'dpkg -i --no-triggers /package.deb; cd /; dealwatch --version; dealwatch check
		dealwatch check --show | grep /usr/share/dealwatch/lexicon/labs.conf; echo RAN
		echo "# mine" >>/etc/dealwatch/dealwatch.conf; dpkg -i --no-triggers /package.deb </dev/null
		tail -n 1 /etc/dealwatch/dealwatch.conf | grep -x "# mine"; echo KEPT
		mkdir -p /etc/dealwatch/credentials /var/lib/private/dealwatch; echo x >/etc/dealwatch/credentials/a
		dpkg -P --no-triggers dealwatch; test ! -e /usr/bin/dealwatch; test ! -e /etc/dealwatch
		test ! -e /var/lib/private/dealwatch; if dpkg -s dealwatch 2>/dev/null; then exit 1; fi; echo GONE'
}

ok 'the package builds' builds
ok 'it carries program, manual, units and lexicon' carries /usr/bin/dealwatch /usr/share/man/man1/dealwatch.1.gz \
	/usr/share/man/man5/dealwatch.conf.5.gz /lib/systemd/system/dealwatch.service /usr/lib/systemd/user/dealwatch.service \
	/usr/share/dealwatch/lexicon/labs.conf /etc/dealwatch/dealwatch.conf
if command -v lintian >/dev/null; then ok 'lintian has nothing to say' lintian_clean; else skip 'lintian has nothing to say' 'lintian is not installed'; fi
mkdir "$tmp/view"
if inside true >/dev/null; then
	ok 'it is installed, used, upgraded and purged' life
	ok 'it ran and found its lexicon' has "$tmp/out" RAN
	ok 'a changed configuration outlived the upgrade' has "$tmp/out" KEPT
	ok 'purging left nothing' has "$tmp/out" GONE
else
	skip 'it installs, runs and purges' 'no mount namespace with an overlay here'
fi
rm -rf build-deb
done_testing
