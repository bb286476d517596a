#!/usr/bin/env python3
"""The real daemon against a receiver that fails at random, killed with -9 at random moments.

Every deal must arrive, and what comes twice must come under the same id. DELIVER_KILLS and
DELIVER_SEED change how often and how it is killed.
"""
import base64
import collections
import email.utils
import hashlib
import hmac
import json
import os
import random
import signal
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from lib import DEALWATCH, done_testing, has_failed, ok

KILLS = int(os.environ.get("DELIVER_KILLS", "50"))
SEED = int(os.environ.get("DELIVER_SEED", str(os.getpid())))
INVESTORS = (
    "Amazon Microsoft Google Nvidia Meta Oracle SoftBank AMD Intel Samsung Apple Qualcomm Broadcom"
    " Salesforce IBM Cisco Dell Tencent Alibaba ByteDance"
).split()
TARGETS = "OpenAI Anthropic Mistral Cohere xAI CoreWeave Perplexity Databricks Cerebras Groq".split()
SECRET = b"a secret of thirty-two bytes, no?"
dice = random.Random(SEED)
print(f"# seed {SEED}, {KILLS} kills")


def feed(investor, number):
    """One outlet: this investor's deal with each target, sums apart enough to be deals of their own."""
    items = []
    for i, target in enumerate(TARGETS):
        billions = round(1.3**number * 10) / 10
        text = f"{investor} has agreed to invest ${billions} billion in {target}, the companies said."
        items.append(
            f"<item><guid>{investor}-{i}</guid><title>{investor} to invest ${billions} billion in {target}</title>"
            f"<link>http://127.0.0.1/{investor}/{i}</link><pubDate>{email.utils.formatdate()}</pubDate>"
            f"<description>{text}</description></item>"
        )
    return f"<rss version='2.0'><channel><title>{investor} News</title>{''.join(items)}</channel></rss>"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    lock = threading.Lock()
    got = collections.defaultdict(list)  # id -> bodies that were taken
    bad = []  # what was wrong with requests
    calm = False
    closed = False

    def log_message(self, *args):
        pass

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        name = self.path.strip("/")
        self.answer(200, feed(name, INVESTORS.index(name)).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.lock:
            mood = 0.02 if self.closed else 1.0 if self.calm else dice.random()
        if not self.calm:
            time.sleep(0.03 * mood)  # slow enough to be hit by many a kill
        if mood < 0.01:
            self.close_connection = True  # hangs up without a word
            return
        if mood < 0.03:
            self.answer(dice.choice([500, 502, 503, 429]))
            return
        name, stamp = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        mac = hmac.new(SECRET, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
        with self.lock:
            if self.headers["webhook-signature"] != "v1," + base64.b64encode(mac).decode():
                self.bad.append(f"signature of {name}")
            if json.loads(body)["id"] != name:
                self.bad.append(f"id of {name}")
            self.got[name].append(body)
        self.answer(204)


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        pass  # a killed process leaves its connections torn


def serve(address):
    server = Server((address, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{address}:{server.server_port}"


def main():
    base = serve("127.0.0.1")
    # A host each: the poller spaces its requests to one host.
    hosts = {name: serve(f"127.0.0.{i + 2}") for i, name in enumerate(INVESTORS)}
    with tempfile.TemporaryDirectory() as folder:
        conf = os.path.join(folder, "t.conf")
        with open(os.path.join(folder, "hook.secret"), "w", encoding="ascii") as out:
            out.write("whsec_" + base64.b64encode(SECRET).decode() + "\n")
        os.chmod(os.path.join(folder, "hook.secret"), 0o600)
        def write_conf(cloudevents):
            with open(conf + ".new", "w", encoding="ascii") as out:
                fill_conf(out, cloudevents)
            os.rename(conf + ".new", conf)

        def fill_conf(out, cloudevents):
            out.write("[daemon]\nstate = state.db\nallow-private = yes\ngroup-wait = 1s\ninterval = 5m\n")
            for name in INVESTORS:
                out.write(f'[feed "{name.lower()}"]\nurl = {hosts[name]}/{name}\n')
            out.write('[watch "ai-deals"]\nnotify = hook, other\n')
            out.write(f'[notify "hook"]\ntype = webhook\nurl = {base}/hook-with-a-token\nsecret-file = hook.secret\n')
            out.write(f"cloudevents = {cloudevents}\n")
            out.write('[notify "other"]\ntype = file\npath = alerts.jsonl\n')
        write_conf("no")
        errors = os.path.join(folder, "errors")

        def start():
            return subprocess.Popen(
                [DEALWATCH, "run", "-c", conf], stdout=subprocess.DEVNULL, stderr=open(errors, "ab")
            )

        for kill_number in range(KILLS):
            if kill_number == KILLS // 5:
                # So far it was killed while it polled; from now on, while it delivers.
                Handler.closed = True
                daemon = start()
                time.sleep(3)
                daemon.kill()
                daemon.wait()
                Handler.closed = False
            daemon = start()
            for _ in range(dice.choice((0, 0, 1, 3))):
                time.sleep(dice.uniform(0.03, 0.1))
                write_conf(dice.choice(("yes", "no")))  # another notifier takes the place of this one
                daemon.send_signal(signal.SIGHUP)
            time.sleep(dice.uniform(0.05, 0.25))
            daemon.kill()
            daemon.wait()
        with Handler.lock:
            print(f"# {len(Handler.got)} arrived while it was being killed")
        Handler.calm = True
        daemon = start()
        want = len(INVESTORS) * len(TARGETS)
        end = time.time() + 150

        def arrived():
            with Handler.lock:
                return {json.loads(b[0])["data"]["deal_id"] for b in Handler.got.values()}

        while time.time() < end and len(arrived()) < want:
            time.sleep(0.1)

        def outbox():
            return subprocess.run([DEALWATCH, "outbox", "-c", conf], capture_output=True, text=True)

        while time.time() < end and outbox().stdout:
            time.sleep(0.1)
        daemon.send_signal(signal.SIGTERM)
        ok(daemon.wait(60) == 0, "it stops cleanly at the end")
        with Handler.lock:
            alerts = {name: json.loads(bodies[0]) for name, bodies in Handler.got.items()}
            repeated = sum(len(bodies) - 1 for bodies in Handler.got.values())
            same = all(len(set(bodies)) == 1 for bodies in Handler.got.values())
        new = collections.Counter(a["data"]["deal_id"] for a in alerts.values() if a["type"] == "deal.new")
        ok(len(new) == want, f"every deal arrived ({len(new)} of {want}) though it was killed {KILLS} times, and reloaded")
        ok(all(n == 1 for n in new.values()), "no deal was told of as new under two ids")
        ok(same, f"what came again ({repeated} times) was the same, byte by byte")
        ok(not Handler.bad, "every body was signed and carries its id")
        lines = collections.defaultdict(set)
        with open(os.path.join(folder, "alerts.jsonl"), encoding="utf-8") as written:
            for line in written:
                try:
                    lines[json.loads(line)["id"]].add(line)
                except ValueError:
                    pass  # a line that a kill cut off; its alert comes again
        ok(set(lines) == set(alerts), "the file has the same alerts")
        rest = outbox()
        ok(rest.returncode == 0 and rest.stdout == "", "nothing is left in the outbox")
        with open(errors, encoding="utf-8") as written:
            log = written.read()
        ok("hook-with-a-token" not in log and "whsec_" not in log, "no secret is in the log")
        if has_failed():
            print("# " + "\n# ".join(log.splitlines()[-15:]))
    return done_testing()


if __name__ == "__main__":
    raise SystemExit(main())
