#!/usr/bin/env python3
"""The daemon while the machine sleeps and its clock is set: nothing waits longer than it should."""
import json, os, signal, struct, subprocess, tempfile, time

from lib import DEALWATCH, done_testing, ok, within

HOUR, YEAR = 3600, 365 * 86400
SHIM = r"""
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The file holds by how many seconds the wall clock is off, and how long the machine has slept. */
static const volatile int64_t *off;

int
clock_gettime(clockid_t id, struct timespec *now)
{
	int rc = (int)syscall(SYS_clock_gettime, id, now);
	int fd;

	if (!off) {
		fd = open(getenv("CLOCK_FILE"), O_RDONLY);
		off = mmap(NULL, 16, PROT_READ, MAP_SHARED, fd, 0);
		close(fd);
	}
	now->tv_sec += id == CLOCK_REALTIME ? off[0] : id == CLOCK_BOOTTIME ? off[1] : 0;
	return rc;
}
"""


class Place:
    """A folder with a clock, a feed in a file and a daemon."""

    def __init__(self, folder, more):
        self.folder = folder
        self.set_clock(0, 0)
        with open(self.path("d.conf"), "w") as conf:
            conf.write('[daemon]\nstate = state.db\n%s\n[feed "wire"]\nurl = file:wire.xml\n'
                       '[watch "w"]\nnotify = out\n[notify "out"]\ntype = file\npath = out.jsonl\n' % more)

    def path(self, name):
        return os.path.join(self.folder, name)

    def set_clock(self, off, slept):
        with open(self.path("clock"), "r+b" if os.path.exists(self.path("clock")) else "w+b") as clock:
            clock.write(struct.pack("qq", off, slept))

    def story(self, number, age):
        with open(self.path("wire.xml"), "w") as wire:
            wire.write("<rss version='2.0'><channel><title>Wire</title><item><guid>%d</guid><title>Amazon in talks to invest"
                       " $1%dbn in OpenAI</title><pubDate>%s</pubDate></item></channel></rss>"
                       % (number, number, time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() - age))))

    def start(self):
        env = {**os.environ, "LD_PRELOAD": self.path("clock.so"), "CLOCK_FILE": self.path("clock")}
        env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        self.log = open(self.path("log"), "a+")
        self.daemon = subprocess.Popen([DEALWATCH, "run", "-c", self.path("d.conf")], stdout=self.log, stderr=self.log, env=env)

    def stop(self):
        self.daemon.send_signal(signal.SIGTERM)
        return self.daemon.wait(60)

    def text(self, name):
        try:
            with open(self.path(name)) as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def logged(self, what, times=1):
        return within(60, lambda: self.text("log").count(what) >= times)

    def alerts(self, n):
        within(60, lambda: self.text("out.jsonl").count("\n") >= n)
        return [json.loads(line) for line in self.text("out.jsonl").splitlines()]


def test_sleep(place):
    place.story(1, 0)
    place.start()
    ok(place.logged("1 item, 1 new"), "a feed is asked once an hour", place.text("log"))
    place.story(2, 0)
    place.set_clock(2 * HOUR, 2 * HOUR)
    ok(place.logged("1 item, 1 new", 2), "one that was due while the machine slept is asked when it wakes", place.text("log"))
    ok(place.stop() == 0, "it stops cleanly")


def test_wrong(place):
    place.set_clock(YEAR, 0)
    place.story(1, -YEAR)
    place.start()
    ok(place.logged("1 item, 1 new"), "a story comes while the clock is a year ahead", place.text("log"))
    place.set_clock(0, 0)
    ok(len(place.alerts(1)) == 1, "it is told soon after the clock is set", place.text("log"))
    ok(place.stop() == 0, "it stops cleanly")
    place.story(2, 0)
    place.start()
    ok(place.logged("1 item, 1 new", 2), "times that the wrong clock noted keep no feed from being asked", place.text("log"))
    ok(place.stop() == 0, "it stops cleanly")


for test, more in ((test_sleep, "interval = 1h"), (test_wrong, "interval = 1h\ngroup-wait = 3s")):
    with tempfile.TemporaryDirectory(prefix="dealwatch-clock-") as folder:
        subprocess.run(["cc", "-shared", "-fPIC", "-o", os.path.join(folder, "clock.so"), "-x", "c", "-"],
                       input=SHIM.encode(), check=True)
        place = Place(folder, more)
        try:
            test(place)
        except Exception as error:  # a case that cannot run is a case that fails
            ok(False, "%s runs to its end" % test.__name__, repr(error))
            place.daemon.kill()
raise SystemExit(done_testing())
