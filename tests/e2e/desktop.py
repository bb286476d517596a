#!/usr/bin/env python3
"""The daemon on a desktop: a notification on a real screen, its buttons, and an end without delay."""
import email.utils
import os
import shutil
import signal
import subprocess
import tempfile
import time

from lib import DEALWATCH, done_testing, ok, within


def first_line(process):
    return process.stdout.readline().strip()


def main():
    missing = [name for name in ("Xvfb", "dunst", "dunstctl", "dbus-daemon", "xdotool") if not shutil.which(name)]
    if missing:
        print(f"ok 1 - desktop # SKIP there is no {missing[0]}\n1..1")
        return False
    folder = tempfile.mkdtemp()
    started = []

    def write(name, text, mode=0o644):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        os.chmod(path, mode)
        return path

    def start(*words, **more):
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, text=True, **{"stderr": subprocess.DEVNULL, **more})
        started.append(process)
        return process

    try:
        write("xdg-open", f'#!/bin/sh\nprintf %s "$1" >{folder}/opened.new\nmv {folder}/opened.new {folder}/opened\n', 0o755)
        menu = write("menu", "#!/bin/sh\nexec grep -m1 Mute\n", 0o755)
        rc = write("dunstrc", f"[global]\ndmenu = {menu}\nmouse_middle_click = do_action\n")
        bus = write(
            "bus.conf",
            f"<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><policy context='default'>"
            "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy></busconfig>",
        )
        screen = start("Xvfb", "-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp", stdout=subprocess.PIPE)
        os.environ["DISPLAY"] = ":" + first_line(screen)
        os.environ["PATH"] = folder + ":" + os.environ["PATH"]
        os.environ.pop("WAYLAND_DISPLAY", None)
        daemon = start("dbus-daemon", "--nofork", "--print-address=1", f"--config-file={bus}", stdout=subprocess.PIPE)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = first_line(daemon)
        dunst = start("dunst", "-conf", rc, stdout=subprocess.DEVNULL)

        def displayed():
            done = subprocess.run(["dunstctl", "count", "displayed"], capture_output=True, text=True)
            return int(done.stdout) if done.returncode == 0 else -1

        within(60, lambda: displayed() == 0)
        write(
            "wire.xml",
            "<rss version='2.0'><channel><title>Wire</title><item><guid>1</guid>"
            "<title>Amazon to invest $10 billion in OpenAI &amp;lt;b&amp;gt;</title><link>http://wire.example/1</link>"
            f"<pubDate>{email.utils.formatdate()}</pubDate></item></channel></rss>",
        )
        conf = write(
            "t.conf",
            "[daemon]\nstate = state.db\ngroup-wait = 1s\n"
            f'[feed "wire"]\nurl = file://{folder}/wire.xml\n'
            '[watch "ai-deals"]\nnotify = screen\n[notify "screen"]\ntype = desktop\n',
        )
        log = open(os.path.join(folder, "log"), "w", encoding="utf-8")
        watch = start(DEALWATCH, "run", "-c", conf, stdout=subprocess.DEVNULL, stderr=log)

        def read_log():
            with open(os.path.join(folder, "log"), encoding="utf-8") as text:
                return text.read()

        ok(within(60, lambda: displayed() == 1), "a deal is on the screen", read_log())
        opened = os.path.join(folder, "opened")

        def clicked():  # a click before it is drawn is a click on the empty screen
            subprocess.run(["xdotool", "mousemove", "1100", "90", "click", "2"], check=False)
            return within(1, lambda: os.path.exists(opened))

        ok(within(60, clicked), "a click opens a page")
        if os.path.exists(opened):
            with open(opened, encoding="utf-8") as text:
                ok(text.read() == "http://wire.example/1", "the story's")
        done = subprocess.run([DEALWATCH, "test", "screen", "-c", conf], capture_output=True, text=True)
        ok(done.returncode == 0, "test shows a sample beside it", done)
        subprocess.run(["dunstctl", "close-all"], check=False)
        watch.send_signal(signal.SIGTERM)
        ok(watch.wait(60) == 0, "it stops cleanly")
        # A state of its own tells of the same deal once more.
        conf = write("again.conf", open(conf, encoding="utf-8").read().replace("state.db", "again.db"))
        watch = start(DEALWATCH, "run", "-c", conf, stdout=subprocess.DEVNULL, stderr=log)
        ok(within(60, lambda: displayed() >= 1), "another state has its own", read_log())
        subprocess.run(["dunstctl", "context"], check=False)

        def silenced():
            done = subprocess.run([DEALWATCH, "silence", "-c", conf], capture_output=True, text=True)
            return "muted from a notification" in done.stdout

        ok(within(60, silenced), "its Mute button silences the deal", read_log())
        dunst.send_signal(signal.SIGSTOP)
        began = time.time()
        watch.send_signal(signal.SIGTERM)
        ok(watch.wait(60) == 0 and time.time() - began < 12, "a server that hangs does not hold up the end")
        dunst.send_signal(signal.SIGCONT)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()
        shutil.rmtree(folder)
    return done_testing()


if __name__ == "__main__":
    raise SystemExit(main())
