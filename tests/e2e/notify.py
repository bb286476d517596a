#!/usr/bin/env python3
"""What the notifiers send as `dealwatch test` and the daemon drive them, and what attacks on them come to."""
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import xml.etree.ElementTree as ElementTree
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from lib import DEALWATCH, done_testing, ok, skip

HOSTILE = (
    "<!channel> <@U1> *x* &lt;b&gt; \x1b[31mred\x1b]8;;http://evil.example\x07 \u202etxt.exe\u2066 \u200b"
    "\u009b31m <0>wall $(touch pwned) `id` |"
)
posts = []
echo = None  # path to an answer's body, where a test wants another one


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        posts.append(("GET " + self.path, {}, b""))
        self.reply(200)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        posts.append((self.path, dict(self.headers), body))
        word = self.path.split("/")[1]
        self.reply(int(word) if word.isdigit() else 200)

    def reply(self, status):
        body = b"no such hook: " + self.path.encode()
        if echo:
            body = echo(self.path).encode()
        self.send_response(status)
        if status // 100 == 3:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def run(*words, env=None):
    return subprocess.run(
        [DEALWATCH, *words], capture_output=True, text=True, timeout=60, env={**os.environ, **(env or {})}
    )


class Place:
    """A folder with a configuration."""

    def __init__(self, base):
        self.folder = tempfile.mkdtemp()
        self.base = base

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text, mode=0o644):
        with open(self.path(name), "w", encoding="utf-8") as out:
            out.write(text)
        os.chmod(self.path(name), mode)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as text:
            return text.read()

    def conf(self, notifiers, daemon="", feeds=""):
        names = ", ".join(line.split('"')[1] for line in notifiers.splitlines() if line.startswith("[notify"))
        return self.write(
            "t.conf",
            f"[daemon]\nstate = state.db\nallow-private = yes\ngroup-wait = 1s\n{daemon}\n{feeds}\n"
            f'[watch "ai-deals"]\nnotify = {names}\n{notifiers}\n',
        )

    def remove(self):
        shutil.rmtree(self.folder)


def test_each(place):
    """`dealwatch test` says what came of it, for each type."""
    program = place.write("hook.sh", "#!/bin/sh\ncat > \"$1\"\n", 0o755)
    place.write("sendmail", f"#!/bin/sh\ncat > {place.path('mail')}\n", 0o755)
    conf = place.conf(
        f'[notify "good"]\ntype = webhook\nurl = {place.base}/200/secret-token-one\n'
        f'[notify "moved"]\ntype = webhook\nurl = {place.base}/307/secret-token-two\n'
        f'[notify "dead"]\ntype = webhook\nurl = {place.base}/404/secret-token-three\n'
        f'[notify "team"]\ntype = slack\nurl = {place.base}/200/secret-token-four\n'
        '[notify "screen"]\ntype = stdout\n'
        '[notify "lines"]\ntype = stdout\nformat = json\n'
        f'[notify "program"]\ntype = exec\ncommand = {program}, {place.path("exec.json")}\n'
        '[notify "post"]\ntype = mail\nto = desk@example.com\n'
        '[notify "log"]\ntype = file\npath = alerts.jsonl\n'
        '[notify "atom"]\ntype = feed\npath = deals.atom\n'
    )
    for name in ("good", "team", "program", "post", "log", "atom"):
        done = run("test", name, "-c", conf, env={"PATH": place.folder + ":" + os.environ["PATH"]})
        ok(done.returncode == 0 and "delivered" in done.stdout and not done.stderr, f"test {name}", done)
    said = ""
    for name, word in (("moved", "307"), ("dead", "404")):
        done = run("test", name, "-c", conf)
        said += done.stdout + done.stderr
        ok(done.returncode == 1 and word in done.stderr, f"test {name} fails and says why", done)
    ok("secret-token" not in said, "no error holds the address", said)
    ok(not any(path.startswith("GET") or path == "/elsewhere" for path, _, _ in posts), "no redirect is followed")
    done = run("test", "screen", "-c", conf)
    ok(done.returncode == 0 and "Example Cloud" in done.stdout and "\x1b" not in done.stdout, "a readable alert")
    alert = json.loads(run("test", "lines", "-c", conf).stdout)
    ok(alert["type"] == "deal.new" and alert["data"]["headline"], "an alert as JSON")
    path, headers, body = posts[0]
    ok(json.loads(body)["id"] == headers["webhook-id"] and "." not in headers["webhook-id"], "id in body and header")
    ok(json.loads(place.read("exec.json"))["type"] == "deal.new", "a program gets the same JSON")
    ok("\nSubject: Test: " in place.read("mail"), "a mail")
    ok(json.loads(place.read("alerts.jsonl"))["type"] == "deal.new", "a line in a file")
    entries = ElementTree.parse(place.path("deals.atom")).getroot().findall("{http://www.w3.org/2005/Atom}entry")
    ok(len(entries) == 1, "an Atom feed")
    ok(run("test", "nobody", "-c", conf).returncode == 64, "an unknown notifier is wrong usage")
    place.conf(f'[notify "good"]\ntype = webhook\nurl = {place.base}/200/x\n', "allow-private = no".replace("allow", "; allow"))
    text = place.read("t.conf").replace("allow-private = yes\n", "")
    place.write("t.conf", text)
    before = len(posts)
    done = run("test", "good", "-c", conf)
    ok(done.returncode == 1 and "allow-private" in done.stderr and len(posts) == before, "private addresses are refused")


def echoes(place):
    """A receiver that tells the address it was called at does not make us tell it."""
    global echo
    token = "XyZSecretTokenOfTheHook99"
    cases = (
        ("cut off amid it", f"/404/T0/B0/{token}", lambda path: "x" * 95 + " " + path),
        ("with slashes escaped", f"/404/T0/B0/{token}", lambda path: path.replace("/", "\\/")),
        ("without the question mark", f"/404/hook?token={token}&x=1", lambda path: path.split("?")[1]),
        ("its value alone", f"/404/hook?x=1&key={token[3:12]}", lambda path: "bad key " + path.rsplit("=")[-1]),
        ("over and over", f"/404/hook?token={token}", lambda path: path * 500),
    )
    for name, path, echo in cases:
        conf = place.conf(f'[notify "h"]\ntype = webhook\nurl = {place.base}{path}\n')
        done = run("test", "h", "-c", conf)
        ok(done.returncode == 1 and "404" in done.stderr and token[3:9] not in done.stderr, f"an echo, {name}, tells no secret", done)
    echo = None


def checked(place):
    """`check` finds what a notifier lacks before it is needed."""
    place.write("h.secret", "hunter2\n", 0o600)
    conf = place.conf(
        f'[notify "h"]\ntype = webhook\nurl = {place.base}/x\nsecret-file = h.secret\n'
        '[notify "m"]\ntype = mail\nto = -oX\n'
    )
    done = run("check", "-c", conf)
    ok(done.returncode == 78 and done.stderr.count("\n") == 2, "check names every notifier's fault", done)
    ok("hunter2" not in done.stderr, "but not the secret", done)


def slack_types(place):
    """The payloads must be what npm's @slack/types calls a webhook message."""
    bodies = {body.decode() for path, _, body in posts if path.endswith(("four", "hostile", "folded"))}
    if not shutil.which("npm") or not shutil.which("node"):
        skip("Slack's own types accept the messages", "no npm")
        return
    packages = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", place.folder, "@slack/types@3", "typescript@5"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    if packages.returncode != 0:
        skip("Slack's own types accept the messages", "npm can't install")
        return
    place.write(
        "m.ts",
        "import type { KnownBlock } from '@slack/types';\n"
        "const messages: { text: string; blocks: KnownBlock[]; mrkdwn: boolean; unfurl_links: boolean;"
        f" unfurl_media: boolean }}[] = [{','.join(bodies)}];\nexport default messages;\n",
    )
    done = subprocess.run(
        ["node_modules/.bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "node", "m.ts"],
        cwd=place.folder,
        capture_output=True,
        text=True,
    )
    ok(done.returncode == 0 and len(bodies) >= 3, "Slack's own types accept the messages, of one deal and of many", done.stdout)


def folded(place):
    """What a digest held comes as one message that says what is in it before it is opened."""
    place.write("sendmail", f"#!/bin/sh\ncat > {place.path('mail')}\n", 0o755)
    items = "".join(
        f"<item><guid>{n}</guid><title>{who} to invest ${n} billion in {whom}</title><link>http://127.0.0.1/{n}</link>"
        f"<pubDate>{time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime())}</pubDate></item>"
        for n, who, whom in ((2, "Nvidia", "Mistral"), (9, "Oracle", "xAI"), (4, "Samsung", "Cohere"))
    )
    place.write("wire.xml", f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>")
    digest = time.strftime("%H:%M", time.gmtime(time.time() - 120))
    conf = place.conf(
        f'[notify "team"]\ntype = slack\nurl = {place.base}/200/folded\ndigest = {digest}\n'
        f'[notify "post"]\ntype = mail\nto = desk@example.com\ndigest = {digest}\n',
        "timezone = UTC",
        feeds=f'[feed "wire"]\nurl = file://{place.path("wire.xml")}\n',
    )
    path = {"PATH": place.folder + ":" + os.environ["PATH"]}
    done = run("run", "--once", "-c", conf, env=path)
    held = run("outbox", "-c", conf).stdout
    ok(done.returncode == 0 and held.count("  held  ") == 6 and not os.path.exists(place.path("mail")), "a digest waits", held)
    ok(held.count(f"T{digest}:00Z") == 6, "and until when is shown", held)
    quiet = place.path("quiet.conf")
    minutes = [time.strftime("%H:%M", time.gmtime(time.time() + ahead)) for ahead in (-7200, 7200)]
    text = open(conf, encoding="utf-8").read().replace(f"digest = {digest}", f"quiet = {minutes[0]}-{minutes[1]}")
    place.write("quiet.conf", text)
    held = run("outbox", "-c", quiet).stdout
    ok(held.count(f"T{minutes[1]}:00Z") == 6, "as it is for quiet hours", held)
    with sqlite3.connect(place.path("state.db")) as state:
        state.execute("UPDATE outbox SET created = created - 86400")
    done = run("run", "--once", "-c", conf, env=path)
    texts = [json.loads(body)["text"] for path, _, body in posts if path.endswith("folded")]
    ok(len(texts) == 1 and re.fullmatch("3 deals: Oracle .*, and 2 more", texts[0]), "a folded message names its largest deal", texts)
    ok("\nSubject: 3 deals: Oracle " in place.read("mail"), "so does a mail's subject", place.read("mail"))
    ok(run("outbox", "-c", conf).stdout == "", "and nothing is left")


def feed(title):
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    # Control characters can't stand in XML; a feed smuggles them in as HTML.
    for c in title:
        if ord(c) < 32:
            escaped = escaped.replace(c, f"&amp;#{ord(c)};")
    stamp = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
    return (
        "<rss version='2.0'><channel><title>Wire</title><item><guid>1</guid>"
        f"<title>Amazon to invest $10 billion in OpenAI {escaped}</title><link>http://127.0.0.1/1</link>"
        f"<pubDate>{stamp}</pubDate><description>Amazon agreed to invest $10 billion in OpenAI. {escaped}"
        "</description></item></channel></rss>"
    )


def dangerous(text):
    return [c for c in text if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u200b"]


NOTIFIERS = (
    '[notify "screen"]\ntype = stdout\n[notify "log"]\ntype = file\npath = alerts.jsonl\n'
    '[notify "atom"]\ntype = feed\npath = deals.atom\n'
)


def hostile(place):
    place.write("wire.xml", feed(HOSTILE))
    conf = place.conf(
        NOTIFIERS + f'[notify "team"]\ntype = slack\nurl = {place.base}/200/hostile\n',
        feeds=f'[feed "wire"]\nurl = file://{place.path("wire.xml")}\n',
    )
    done = run("run", "--once", "-c", conf)
    ok(done.returncode == 0 and "Amazon" in done.stdout, "a hostile headline is delivered", done)
    ok(not dangerous(done.stdout), "nothing moves the terminal's cursor", dangerous(done.stdout))
    ok(not dangerous(done.stderr), "nor hides in the log", dangerous(done.stderr))
    alert = json.loads(place.read("alerts.jsonl"))
    ok(not dangerous(json.dumps(alert, ensure_ascii=False)), "the JSON is clean")
    ElementTree.parse(place.path("deals.atom"))
    slack = next(body.decode() for path, _, body in posts if path.endswith("hostile"))
    ok("<!" not in slack and "<@" not in slack and not dangerous(slack), "Slack sees no mention", slack)
    os.unlink(place.path("state.db"))
    place.write("wire.xml", feed("x" * 1000000))
    done = run("run", "--once", "-c", conf)
    slack = [len(body) for path, _, body in posts if path.endswith("hostile")]
    ok(done.returncode == 0 and max(slack) < 20000 and len(done.stdout) < 20000, "a title of 1 MB is cut", slack)


def outbox(place):
    place.write("wire.xml", feed("now"))
    conf = place.conf(
        f'[notify "dead"]\ntype = webhook\nurl = {place.base}/404/secret-token\n'
        f'[notify "down"]\ntype = webhook\nurl = {place.base}/503/secret-token\n',
        feeds=f'[feed "wire"]\nurl = file://{place.path("wire.xml")}\n',
    )
    done = run("run", "--once", "-c", conf)
    ok(done.returncode == 1, "run --once ends with 1 where a delivery failed", done)
    rows = [json.loads(line) for line in run("outbox", "--json", "-c", conf).stdout.splitlines()]
    states = {row["notifier"]: row["state"] for row in rows}
    ok(states == {"dead": "parked", "down": "waiting"}, "outbox lists what is parked and what waits", rows)
    ok(all("secret-token" not in json.dumps(row) and row["error"] for row in rows), "with the error, without the secret")
    table = run("outbox", "-c", conf).stdout
    ok("Amazon" in table and "404" in table and "503" in table, "as a table too", table)
    table = run("outbox", "down", "-c", conf).stdout
    ok("503" in table and "404" not in table, "of one notifier, too", table)
    ok(run("outbox", "nobody", "-c", conf).returncode == 64, "an unknown notifier is wrong usage")
    place.write("t.conf", place.read("t.conf").replace("/404/", "/200/").replace("/503/", "/200/"))
    dead = next(str(row["id"]) for row in rows if row["notifier"] == "dead")
    ok(run("outbox", "--retry", dead, "-c", conf).returncode == 0, "--retry takes a number")
    before = len(posts)
    done = run("run", "--once", "-c", conf)
    ok(done.returncode == 0 and len(posts) == before + 2, "what is retried and what waited goes out", done)
    ids = {headers["webhook-id"] for path, headers, _ in posts if path.endswith("secret-token")}
    ok(len(ids) == 1, "under the id it had", ids)
    ok(run("outbox", "-c", conf).stdout == "", "and the outbox is empty")
    ok(run("outbox", "down", "-c", conf).returncode == 0, "for one notifier, too")
    with sqlite3.connect(place.path("state.db")) as state:
        state.execute(
            "INSERT INTO outbox (alert_id, notifier, deal_id, alert, created) VALUES ('a', 'gone', 'd', '{}', 0)"
        )
    done = run("run", "--once", "-c", conf)
    ok("1 waits for notifier 'gone'" in done.stderr, "what waits for a notifier that is gone is told", done)
    ok(run("outbox", "--drop", "gone", "-c", conf).stdout == "1 dropped\n", "and can be given up")
    ok(run("outbox", "--drop", "999", "-c", conf).returncode == 1, "--drop of nothing fails")


def broken_state(place):
    place.write("wire.xml", feed("now"))
    conf = place.conf(NOTIFIERS, feeds=f'[feed "wire"]\nurl = file://{place.path("wire.xml")}\n')
    for name, bytes_ in (("text", b"not a state at all " * 500), ("cut", None)):
        if bytes_ is None:
            run("run", "--once", "-c", conf)
            with open(place.path("state.db"), "rb") as old:
                bytes_ = old.read()
            bytes_ = bytes_[:8192] + os.urandom(8192) + bytes_[16384:]
            for end in ("-wal", "-shm"):
                if os.path.exists(place.path("state.db" + end)):
                    os.unlink(place.path("state.db" + end))
        with open(place.path("state.db"), "wb") as new:
            new.write(bytes_)
        done = run("run", "--once", "-c", conf)
        with open(place.path("state.db"), "rb") as now:
            same = now.read() == bytes_
        ok(done.returncode in (1, 65) and "state" in done.stderr and same, f"a corrupt state ({name}) is refused, untouched", done)
        os.unlink(place.path("state.db"))


def io_errors(place):
    """The disk fails while it writes: a clear word, and all is there when it works again."""
    place.write("wire.xml", feed("now"))
    conf = place.conf(
        f'[notify "hook"]\ntype = webhook\nurl = {place.base}/200/io\n',
        feeds=f'[feed "wire"]\nurl = file://{place.path("wire.xml")}\n',
    )
    trace = ["strace", "-f", "-qq", "-o", "/dev/null"]
    if subprocess.run(trace + ["true"], capture_output=True).returncode != 0:
        skip("an I/O error loses nothing", "strace is refused")
        return
    run("run", "--once", "-c", conf, env={})
    os.unlink(place.path("state.db"))
    failures = 0
    for call, when in (("fdatasync", 1), ("fdatasync", 3), ("fdatasync", 4), ("fdatasync", 5), ("pwrite64", 9), ("pwrite64", 12)):
        before = len(posts)
        done = subprocess.run(
            trace + ["-e", f"inject={call}:error=EIO:when={when}+", DEALWATCH, "run", "--once", "-c", conf],
            capture_output=True,
            text=True,
            timeout=60,
        )
        failures += done.returncode != 0 and bool(done.stderr)
        if len(posts) - before > 1:
            ok(False, "an I/O error does not make it repeat itself", done)
        again = run("run", "--once", "-c", conf)
        names = {headers["webhook-id"] for path, headers, _ in posts[before:] if path == "/200/io"}
        if again.returncode != 0 or len(names) != 1:
            ok(False, f"{call} {when}: it recovers and delivers", str(done) + "\n" + str(again) + str(names))
        for end in ("", "-wal", "-shm"):
            if os.path.exists(place.path("state.db" + end)):
                os.unlink(place.path("state.db" + end))
    run("run", "--once", "-c", conf)
    for when in range(4, 10):
        done = subprocess.run(
            trace + ["-e", f"inject=pread64:error=EIO:when={when}", DEALWATCH, "run", "--once", "-c", conf],
            capture_output=True,
            text=True,
            timeout=60,
        )
        if done.returncode and ("state.db: " not in done.stderr or "not an error" in done.stderr):
            ok(False, "a state that can't be read is said", done)
    ok(run("run", "--once", "-c", conf).returncode == 0, "a state that can't be read is left as it is")
    ok(failures >= 4, "an I/O error is said and ends with 1; nothing is lost or told twice", failures)


def full_disk(place):
    """No room: it says so, sends nothing that it can't note, and goes on when there is room."""
    disk = place.path("disk")
    os.mkdir(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], capture_output=True).returncode != 0:
        skip("a full disk", "no file system can be mounted")
        return
    try:
        place.write("wire.xml", "<rss version='2.0'><channel><title>Wire</title></channel></rss>")
        conf = place.conf(
            f'[notify "hook"]\ntype = webhook\nurl = {place.base}/200/disk\n',
            feeds=f'[feed "wire"]\nurl = file://{place.path("wire.xml")}\n',
        )
        place.write("t.conf", place.read("t.conf").replace("state = state.db", "state = disk/state.db"))

        def fill():
            block = os.open(os.path.join(disk, "block"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            try:
                while True:
                    os.write(block, bytes(4096))
            except OSError:
                os.close(block)

        def arrived():
            return [headers["webhook-id"] for path, headers, _ in posts if path == "/200/disk"]

        run("run", "--once", "-c", conf)
        place.write("wire.xml", feed("now"))
        fill()
        done = run("run", "--once", "-c", conf)
        ok(done.returncode == 1 and "No space left" in done.stderr and not arrived(), "a full disk is said, and nothing sent", done)
        os.unlink(os.path.join(disk, "block"))
        done = run("run", "--once", "-c", conf)
        ok(done.returncode == 0 and len(arrived()) == 1, "with room again it is told, once", done)
        with open(place.path("log"), "w", encoding="utf-8") as log:
            daemon = subprocess.Popen([DEALWATCH, "run", "-c", conf], stdout=subprocess.DEVNULL, stderr=log)
        end = time.time() + 60
        while run("status", "-c", conf).returncode != 0 and time.time() < end:
            time.sleep(0.1)
        with sqlite3.connect(os.path.join(disk, "state.db"), timeout=60) as state:
            alert = json.loads(next(body for path, _, body in posts if path == "/200/disk"))
            for number in range(3):
                alert["id"] = f"again{number}"
                state.execute(
                    "INSERT INTO outbox (alert_id, notifier, deal_id, alert, created) VALUES (?, 'hook', ?, ?, 0)",
                    (alert["id"], f"d{number}", json.dumps(alert)),
                )
        state.close()
        fill()
        time.sleep(6)
        os.unlink(os.path.join(disk, "block"))
        end = time.time() + 60
        while len(arrived()) < 4 and time.time() < end:
            time.sleep(0.1)
        daemon.send_signal(signal.SIGTERM)
        ok(daemon.wait(60) == 0, "a daemon outlives a full disk", place.read("log"))
        ok(arrived()[1:] == ["again0", "again1", "again2"], "and sends what waited, once and in order", place.read("log"))
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for test in (test_each, echoes, checked, hostile, folded, slack_types, outbox, broken_state, io_errors, full_disk):
        place = Place(f"http://127.0.0.1:{server.server_port}")
        try:
            test(place)
        except Exception as error:  # the other tests still tell something
            ok(False, test.__name__, repr(error))
        place.remove()
    server.shutdown()
    return done_testing()


if __name__ == "__main__":
    raise SystemExit(main())
