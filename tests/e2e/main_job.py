#!/usr/bin/env python3
"""The main job: five outlets tell one deal in five ways, and the user hears of it once, with the facts.

Invented news, served over loopback; a webhook and a Slack hook receive. Then the daemon is killed with -9,
started again on the same feeds (no second alert), and a sixth story signs the deal (one update).
"""
import email.utils
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from lib import DEALWATCH, done_testing, ok, within

GROUP_WAIT = 5  # long enough for five outlets at one host, on a slow machine too

OUTLETS = {
    "Harbour Desk": (
        "Google is in talks to invest more than $6bn in Mistral AI and to sell it chips, sources say",
        "Google is in talks to invest more than $6bn in Mistral AI, according to people familiar with the matter."
        " The investment would value the French start-up at more than $40bn. Mistral would use Google's TPU chips and"
        " rent more of its data centres. The talks were first reported by The Information. Separately, Mistral"
        " last year agreed to buy 1.2 billion euros of computing from Fluidstack.",
    ),
    "Circuit Post": (
        "Google weighs $6 billion investment in Mistral",
        "Google is considering an investment of $6 billion in Mistral, a person briefed on the plans said. The Paris"
        " company would run its models on Google's TPU processors. Mistral was valued at 11.7 billion euros in 2025,"
        " when ASML led a round of 1.7 billion euros.",
    ),
    "Meridian Briefing": (
        "Mistral AI could receive up to $6bn from Google",
        "Mistral AI could receive up to $6 billion from Google in exchange for a commitment to use its TPU chips, The"
        " Information reported. No contract has been signed. Nvidia invested $5 billion in Intel last September.",
    ),
    "Lantern": (
        "Report: Google in discussions to put at least $6bn into Mistral",
        "Google is in discussions to put at least $6 billion into Mistral AI, the French developer of language models."
        " Mistral declined to comment.",
    ),
    "The Ledger Wire": (
        "Mistral in talks with Google over investment of more than $6 billion",
        "Mistral AI is in talks with Google over an investment of more than $6 billion, The Information first reported."
        " A deal would deepen ties between cloud providers and the start-ups that rent from them. Microsoft has"
        " invested more than $13 billion in OpenAI since 2019.",
    ),
}
NOISE = [
    ("Google Pixel falls to 399 euros in spring sale", "The phone is 30 percent cheaper than last week."),
    ("Mistral launches smaller model for phones", "The company says that it answers twice as fast."),
    ("Google beats forecasts as cloud revenue grows to $15 billion", "Shares rose 4 percent after hours."),
]
SIGNED = (
    "Google signs agreement to invest $6.5 billion in Mistral AI",
    "Google has signed an agreement to invest $6.5 billion in Mistral AI, the two companies said in a statement.",
)


def item(outlet, n, title, text, when):
    return (
        f"<item><guid isPermaLink='false'>{outlet}-{n}</guid><title>{title}</title><link>https://news.example/{n}-{len(outlet)}"
        f"</link><pubDate>{email.utils.formatdate(when)}</pubDate><description>{text}</description></item>"
    )


class Handler(BaseHTTPRequestHandler):
    began = time.time()
    signed = False
    webhook, slack, lock = [], [], threading.Lock()

    def log_message(self, *args):
        pass

    def do_GET(self):
        outlet = sorted(OUTLETS)[int(self.path.strip("/"))]
        items = [item(outlet, 0, *OUTLETS[outlet], Handler.began - 600 + 60 * int(self.path.strip("/")))]
        items += [item(outlet, 10 + i, *n, Handler.began - 900) for i, n in enumerate(NOISE)]
        if Handler.signed and outlet == "Harbour Desk":
            items.insert(0, item(outlet, 1, *SIGNED, time.time()))
        body = f"<rss version='2.0'><channel><title>{outlet}</title>{''.join(items)}</channel></rss>".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with Handler.lock:
            (Handler.webhook if self.path == "/hook" else Handler.slack).append((time.time(), body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")


def configure(folder, port):
    feeds = "".join(f'[feed "outlet{i}"]\nurl = http://127.0.0.1:{port}/{i}\ninterval = 60s\n' for i in range(len(OUTLETS)))
    lexicon = os.path.abspath("conf/lexicon")
    path = os.path.join(folder, "dealwatch.conf")
    with open(path, "w", encoding="utf-8") as out:
        out.write(
            f"[daemon]\nstate = state.db\nlexicon = {lexicon}/*.conf\ngroup-wait = {GROUP_WAIT}s\nallow-private = yes\n{feeds}"
            f'[notify "hook"]\ntype = webhook\nurl = http://127.0.0.1:{port}/hook\n'
            f'[notify "team"]\ntype = slack\nurl = http://127.0.0.1:{port}/slack\n'
        )
    return path


def start(conf):
    return subprocess.Popen([DEALWATCH, "run", "-c", conf], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)


def check_alert(alert):
    data, deal = alert["data"], alert["data"]["deal"]
    roles = {p["name"]: p["role"] for p in deal["parties"]}
    note = json.dumps(alert, indent=1)
    ok(alert["type"] == "deal.new" and data["revision"] == 1, "it is a new deal", note)
    ok(roles == {"Google": "investor", "Mistral": "target"}, "with its parties and their roles", roles)
    ok(deal["status"] == "talks", "in talks", deal["status"])
    ok(deal["amount"]["usd"] == 6_000_000_000, "for $6bn", deal["amount"])
    ok({a["bound"] for a in deal["amounts"]} >= {"more-than", "up-to"}, "each outlet's own bound is kept", deal["amounts"])
    ok((deal["valuation"] or {}).get("value") == 40_000_000_000, "the valuation is none of the sum", deal["valuation"])
    ok("TPU" in deal["chips"], "the chips are named", deal["chips"])
    ok(deal["first_reported_by"] == "The Information", "who had it first", deal["first_reported_by"])
    ok(sorted(s["name"] for s in data["sources"]) == sorted(OUTLETS), "from five outlets", data["sources"])
    ok(1 <= data["origins"] < 5, "which are fewer origins", data["origins"])
    ok(any("Google invests in Mistral" in c for c in data["circular"]), "the money comes back", data["circular"])
    texts = [s["text"] for s in data["summary"]]
    ok(1 <= len(texts) <= 4 and len(set(texts)) == len(texts), "a summary of a few sentences", texts)


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        conf = configure(folder, server.server_port)
        began = time.time()
        daemon = start(conf)
        within(GROUP_WAIT + 60, lambda: Handler.webhook and Handler.slack)
        ok(len(Handler.webhook) == 1 and len(Handler.slack) == 1, "one alert reaches each receiver",
           (len(Handler.webhook), len(Handler.slack)))
        if Handler.webhook:
            took = Handler.webhook[0][0] - began
            print(f"# alert after {took:.2f} s, group-wait {GROUP_WAIT} s")
            check_alert(Handler.webhook[0][1])
        outbox = [DEALWATCH, "outbox", "-c", conf]  # what was answered is noted
        within(60, lambda: not subprocess.run(outbox, capture_output=True, check=False).stdout)
        daemon.send_signal(signal.SIGKILL)
        daemon.wait()
        before = len(Handler.webhook), len(Handler.slack)

        daemon = start(conf)
        time.sleep(GROUP_WAIT + 1.5)
        ok((len(Handler.webhook), len(Handler.slack)) == before, "killed with -9 and started again: no second alert",
           [a[1]["data"]["headline"] for a in Handler.webhook])
        second = subprocess.run([DEALWATCH, "run", "-c", conf], stderr=subprocess.PIPE, timeout=60)
        ok(second.returncode == 1 and str(daemon.pid).encode() in second.stderr, "a second daemon is refused with the first's process id",
           second.stderr)
        daemon.send_signal(signal.SIGTERM)
        ok(daemon.wait(60) == 0, "it stops cleanly")

        Handler.signed = True
        once = subprocess.run([DEALWATCH, "run", "--once", "-c", conf], stderr=subprocess.PIPE, timeout=60)
        ok(once.returncode == 0, "once: polls, delivers, ends", once.stderr.decode())
        news = [a[1] for a in Handler.webhook[before[0]:]]
        ok(len(news) == 1 and news[0]["type"] == "deal.update" and news[0]["data"]["revision"] == 2,
           "the signed contract is one update", json.dumps(news, indent=1))
        if news:
            changes = {c["field"]: (c["from"], c["to"]) for c in news[0]["data"]["changes"]}
            ok(changes.get("status") == ("talks", "agreed"), "that says what changed", changes)
    raise SystemExit(done_testing())


main()
