#!/usr/bin/env python3
"""The status page of a running daemon: what it shows, to whom, and how it looks in a browser."""
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from email.utils import formatdate
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from lib import DEALWATCH, done_testing, has_failed, ok, skip

HERE = os.path.dirname(os.path.abspath(__file__))
SECRET = "geheim-4711"
STORIES = [
    ("Amazon in talks to invest $12 billion in OpenAI", "The investment is still being discussed."),
    ("OpenAI agrees to buy $38 billion of cloud computing from Amazon", "It was signed on Monday."),
    ("Nvidia to invest $5 billion in Mistral AI", "Nvidia will take a minority stake."),
    ("Mistral AI orders $2 billion of Nvidia chips", "The chips are delivered next year."),
    ("Microsoft to acquire Cohere for $9 billion", "Both boards have agreed to the takeover."),
    ("AMD to supply Oracle with $4 billion of AI chips", "<script>alert(1)</script> & more"),
    ("Anthropic raises $6 billion at a $90 billion valuation", "The round is closed."),
    ("A new phone has a larger screen", "It is no deal at all."),
]

# An address of this process alone: nobody else takes a port there.
HOST = "127.%d.%d.%d" % (os.getpid() >> 16 & 127 | 128, os.getpid() >> 8 & 255, os.getpid() & 255)
PORT, DEAD_PORT = 9466, 9


def write_feed(path):
    items = "".join(
        f"<item><guid>story-{i}</guid><title>{escape(title)}</title>"
        f"<description>{escape(escape(text))}</description>"
        f"<link>https://news.example/{i}</link>"
        f"<pubDate>{formatdate(time.time() - 3600 * (i + 1))}</pubDate></item>"
        for i, (title, text) in enumerate(STORIES))
    with open(path, "w") as out:
        out.write(f"<rss version='2.0'><channel><title>Evening Sheet</title>{items}</channel></rss>")


def write_conf(folder, name, port, state):
    path = os.path.join(folder, name)
    with open(path, "w") as out:
        out.write(f"""[daemon]
state = {state}
listen = {HOST}:{port}
group-wait = 1s
allow-private = yes
[feed "sheet"]
url = file://{folder}/feed.xml
[feed "dead"]
url = http://reader:{SECRET}@{HOST}:{DEAD_PORT}/feed?key={SECRET}
[watch "ai-deals"]
notify = hook
[notify "hook"]
type = webhook
url = http://{HOST}:{DEAD_PORT}/{SECRET}
""")
    return path


class Daemon:
    def __init__(self, folder):
        self.port = PORT
        self.conf = write_conf(folder, "one.conf", self.port, "one.db")
        self.log = open(os.path.join(folder, "log"), "w+")
        self.process = subprocess.Popen([DEALWATCH, "run", "-c", self.conf],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def get(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, dict(answer.getheaders()), body

    def deals(self):
        try:
            return json.loads(self.get("/deals.json")[2])["deals"]
        except (OSError, ValueError):
            return []

    def wait_for(self, done, seconds):
        end = time.time() + seconds
        while time.time() < end and self.process.poll() is None:
            if done():
                return True
            time.sleep(0.1)
        return False

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return -1


def test_documents(daemon, folder):
    deals = daemon.deals()
    ok(len(deals) >= 4, f"the deals of the feed are in /deals.json ({len(deals)})")
    ok(all(d["sources"] and d["deal"]["parties"] for d in deals), "with parties and sources")
    ok(deals == sorted(deals, key=lambda d: d["last"], reverse=True), "the newest first")

    status, headers, page = daemon.get("/")
    ok(status == 200 and "OpenAI" in page and "phone" not in page, "/ shows deals and nothing else")
    ok("Evening Sheet" in page and "dead" in page, "/ shows how the feeds fare")
    ok("Nothing waits" not in page and "failure" in page, "/ shows what waits and what fails")
    ok("<script" not in page.lower(), "/ has no script, whatever a feed writes")
    ok(headers.get("Content-Security-Policy", "").startswith(
        "default-src 'none'; style-src 'unsafe-inline'"), "/ has its Content-Security-Policy")
    ok("Money comes back" in page, "/ tells of money that comes back")

    status, headers, atom = daemon.get("/deals.atom")
    entries = ElementTree.fromstring(atom).findall("{http://www.w3.org/2005/Atom}entry")
    ok(status == 200 and len(entries) == len(deals), "/deals.atom has an entry for each deal")
    with open(os.path.join(folder, "deals.atom"), "w") as out:
        out.write(atom)
    parsed = subprocess.run([DEALWATCH, "parse", out.name], capture_output=True, text=True)
    ok(parsed.returncode == 0 and len(json.loads(parsed.stdout)["items"]) == len(deals),
         "dealwatch parse reads it back")

    status, headers, metrics = daemon.get("/metrics")
    names = ["dealwatch_feed_polls_total{result=", "dealwatch_feed_last_success_timestamp_seconds"
             '{feed="sheet"}', "dealwatch_items_total", "dealwatch_deals_total{kind=",
             "dealwatch_alerts_total{notifier=", "dealwatch_outbox_pending",
             "dealwatch_outbox_oldest_seconds", "dealwatch_pipeline_seconds_bucket",
             "dealwatch_loop_stall_seconds_max", "dealwatch_build_info{version="]
    missing = [name for name in names if name not in metrics]
    print("".join(f"# no {name}\n" for name in missing), end="")
    ok(status == 200 and not missing, "/metrics has the names that were promised")
    if shutil.which("promtool"):
        lint = subprocess.run(["promtool", "check", "metrics"], input=metrics, text=True,
                              capture_output=True)
        print("".join(f"# {line}\n" for line in lint.stderr.splitlines()), end="")
        ok(lint.returncode == 0, "promtool finds nothing wrong with them")
    else:
        skip("promtool finds nothing wrong with them", "promtool is not installed")
    ok(daemon.get("/healthz")[0] == 200, "/healthz is well")
    everything = page + atom + metrics + daemon.get("/deals.json")[2]
    ok(SECRET not in everything, "no secret is in any of them")


def test_callers(daemon):
    ok(daemon.get("/", method="POST")[0] == 405, "only GET and HEAD are answered")
    ok(daemon.get("/", Host="evil.example")[0] == 421, "a foreign name is refused")
    status, headers, body = daemon.get("/deals.json", method="HEAD")
    ok(status == 200 and not body and int(headers["Content-Length"]) > 2, "HEAD has no body")
    ok(daemon.get("/../../etc/passwd")[0] == 404, "there are no files")


def test_port_in_use(daemon, folder):
    conf = write_conf(folder, "two.conf", daemon.port, "two.db")
    second = subprocess.run([DEALWATCH, "run", "-c", conf], capture_output=True, text=True,
                            timeout=60)
    told = [line for line in second.stderr.splitlines() if str(daemon.port) in line]
    ok(second.returncode == 1 and len(told) == 1 and "uses this port already" in told[0],
         "a port in use is one clear sentence")


def watch_idle(port, found):
    """A caller that never says what it wants is cut off."""
    with socket.create_connection((HOST, port), timeout=180) as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        began = time.time()
        try:
            while sock.recv(4096):
                pass
        except TimeoutError:
            return
        except OSError:
            pass
        found.append(time.time() - began)


def npm_modules(chromium):
    """The folder with playwright-core and axe-core, kept between runs; or why there is none."""
    folder = os.path.join(os.path.dirname(DEALWATCH), "browser")
    if not chromium:
        return None, "chromium is not installed"
    if not shutil.which("node") or not shutil.which("npm"):
        return None, "node or npm is not installed"
    if all(os.path.isdir(os.path.join(folder, "node_modules", name))
           for name in ("playwright-core", "axe-core")):
        return folder, None
    os.makedirs(folder, exist_ok=True)
    try:
        done = subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", folder,
                               "playwright-core@1", "axe-core@4"],
                              capture_output=True, timeout=90, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None, "npm does not answer"
    return (folder, None) if done.returncode == 0 else (None, "npm can't reach its registry")


def test_browser(daemon):
    name = "the page in a browser"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    folder, why_not = npm_modules(chromium)
    if not folder:
        return skip(name, why_not)
    env = dict(os.environ, NODE_PATH=os.path.join(folder, "node_modules"), CHROMIUM=chromium)
    try:
        run = subprocess.run(["node", os.path.join(HERE, "web_browser.js"),
                              f"http://{HOST}:{daemon.port}/", folder],
                             capture_output=True, text=True, timeout=120, env=env)
    except subprocess.TimeoutExpired:
        return ok(False, name + " is done in time")
    for line in run.stdout.splitlines():
        if line.startswith(("ok - ", "not ok - ")):
            ok(line.startswith("ok"), line.split(" - ", 1)[1])
        else:
            print(line)
    if run.returncode != 0 and "not ok - " not in run.stdout:
        ok(False, name + ": " + run.stderr.strip().splitlines()[-1])


def main():
    folder = tempfile.mkdtemp()
    write_feed(os.path.join(folder, "feed.xml"))
    daemon = Daemon(folder)
    try:
        found = []
        started = daemon.wait_for(lambda: len(daemon.deals()) >= 4, 60)
        ok(started, "the daemon serves its status page")
        if started:
            idle = threading.Thread(target=watch_idle, args=(daemon.port, found))
            idle.start()
            daemon.wait_for(lambda: "dealwatch_outbox_pending 0" not in daemon.get("/metrics")[2]
                            and "1 failure" in daemon.get("/")[2], 60)
            test_documents(daemon, folder)
            test_callers(daemon)
            test_port_in_use(daemon, folder)
            test_browser(daemon)
            idle.join(180)
            ok(found and found[0] < 120, "who says nothing is cut off")
            ok(daemon.get("/healthz")[0] == 200, "and the daemon is well after all that")
        ok(daemon.stop() == 0, "it stops cleanly")
        if has_failed():
            daemon.log.seek(0)
            print("".join("# " + line for line in daemon.log.readlines()[-20:]))
    finally:
        daemon.process.kill()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(done_testing())


main()
