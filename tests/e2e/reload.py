#!/usr/bin/env python3
"""A hundred reloads in a row, right and wrong ones, the watch renamed each time, while stories come in: nothing is lost, nothing is told twice."""
import email.utils, http.server, json, os, random, shutil, signal, subprocess, sys, tempfile, threading, time

from lib import DEALWATCH, done_testing, ok, within

RELOADS, FEEDS = 100, 6
BUYERS = ["Nvidia", "Microsoft", "Amazon", "Oracle", "Meta", "Apple", "Salesforce", "IBM", "Intel", "AMD"]
SOUNDS = ["Bel", "Dor", "Kar", "Lum", "Nov", "Pel", "Quo", "Ras", "Sol", "Tam", "Ulm", "Vek", "Wyn", "Xan", "Zet"]
DEALS = [(BUYERS[i % len(BUYERS)], f"{SOUNDS[i % 15]}{SOUNDS[(i * 7 + 3) % 15].lower()}{'ix' if i < 15 else 'on'} AI") for i in range(30)]
tmp = tempfile.mkdtemp()
lock = threading.Lock()
items = [[] for _ in range(FEEDS)]
posts, polls = [], [0] * FEEDS


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        feed = int(self.path.rsplit("/", 1)[1])
        with lock:
            polls[feed] += 1
            tag = f'"{len(items[feed])}"'
            body = "".join(items[feed][-40:])
        if self.headers.get("If-None-Match") == tag:
            self.answer(304, ETag=tag)
        else:
            self.answer(200, f"<rss version='2.0'><channel><title>Outlet {feed}</title>{body}</channel></rss>".encode(), ETag=tag)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with lock:
            posts.append(json.loads(body))
        self.answer(200)

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"


def write_conf(turn):
    """Each time a little different; every tenth is wrong."""
    feeds = "".join(f'[feed "f{i}"]\nurl = {base}/feed/{i}\ninterval = 1s\n' for i in range(FEEDS))
    wrong = "interval = often\n" if turn % 10 == 9 else ""
    text = f"""[daemon]
state = state.db
lexicon = {os.getcwd()}/conf/lexicon/*.conf
allow-private = yes
group-wait = 1s
max-feed-size = {1 + turn % 3}M
{wrong}{feeds}
[feed "local"]
url = file:local{turn % 2}.xml
[watch "{'my-deals' if turn % 2 else 'ai-deals'}"]
topics = ai
exclude = "Prime Day"
notify = hook
[notify "hook"]
type = webhook
url = {base}/hook
"""
    with open(os.path.join(tmp, "new.conf"), "w") as file:
        file.write(text)
    os.rename(os.path.join(tmp, "new.conf"), os.path.join(tmp, "d.conf"))


def add(feed, deal):
    buyer, target = deal
    value = 2 + DEALS.index(deal)
    item = (f"<item><guid>{feed}-{buyer}-{target}</guid><title>{buyer} to acquire {target} for ${value} billion</title>"
            f"<description>{buyer} has agreed to acquire {target} for ${value} billion, the companies said.</description>"
            f"<link>{base}/story/{feed}-{value}</link><pubDate>{email.utils.formatdate()}</pubDate></item>")
    with lock:
        items[feed].append(item)


def publish():
    """Each deal in two outlets, one after the other."""
    order = random.Random(7)
    for deal in DEALS:
        first, second = order.sample(range(FEEDS), 2)
        add(first, deal)
        time.sleep(0.1)
        add(second, deal)
        time.sleep(0.1)


def status():
    done = ask_status()
    return json.loads(done.stdout) if done.returncode == 0 else {}


def ask_status():
    return subprocess.run([DEALWATCH, "status", "--json", "-c", os.path.join(tmp, "d.conf")], capture_output=True, text=True, env=env)


def told():
    with lock:
        return {(p["data"]["deal"]["parties"][0]["name"], p["data"]["deal"]["parties"][1]["name"]) for p in posts if p["type"] == "deal.new"}


env = dict(os.environ, XDG_RUNTIME_DIR=tmp)
env.pop("NOTIFY_SOCKET", None)
for i in range(2):
    with open(os.path.join(tmp, f"local{i}.xml"), "w") as file:
        file.write("<rss version='2.0'><channel><title>Local</title></channel></rss>")
write_conf(0)
log = open(os.path.join(tmp, "log"), "w")
daemon = subprocess.Popen([DEALWATCH, "run", "-c", "d.conf"], cwd=tmp, env=env, stdout=subprocess.DEVNULL, stderr=log)
try:
    ok(within(60, lambda: sum(polls) >= FEEDS), "it starts", open(log.name).read())
    publisher = threading.Thread(target=publish)
    publisher.start()
    done = 0
    for turn in range(RELOADS):
        write_conf(turn)
        daemon.send_signal(signal.SIGHUP)
        done += 1
        ok_turn = within(60, lambda: (s := status()) and s["reloads"] + s["reloads_refused"] == done)
        if not ok_turn:
            break
    end = status()
    ok(end.get("reloads") == 90 and end.get("reloads_refused") == 10, "a hundred reloads are done, the wrong ones refused", (end, open(log.name).read()))
    publisher.join()
    ok(within(60, lambda: len(told()) == len(DEALS)), "every deal is told", (set(DEALS) ^ told(), open(log.name).read()))
    within(3, lambda: False)
    first = [p for p in posts if p["type"] == "deal.new"]
    ok(len(first) == len(DEALS) and len({p["id"] for p in posts}) == len(posts), "and none twice", [p["data"]["headline"] for p in posts])
    ok(all(len({s for p in posts if p["data"]["deal_id"] == f["data"]["deal_id"] for s in p["data"]["story_ids"]}) <= 2 for f in first), "both outlets are merged into one deal")
    before, began = sum(polls), time.monotonic()
    within(60, lambda: sum(polls) >= before + 2 * FEEDS)
    polled, seconds = sum(polls) - before, time.monotonic() - began
    ok(2 * FEEDS <= polled <= (seconds + 1) * FEEDS, "polling goes on at its pace", (polled, seconds))
    within(60, lambda: status().get("alerts_waiting") == 0)
    end = status()
    ok(end["alerts_waiting"] == 0 and end["alerts_failed"] == 0 and end["feeds"] == FEEDS + 1, "nothing waits or failed", end)
    write_conf(9)
    asked = ask_status()
    ok(asked.returncode == 0 and json.loads(asked.stdout)["pid"] == daemon.pid
       and asked.stderr.count("\n") == 1 and "has 1 fault that 'dealwatch check' tells" in asked.stderr, "who asks with a configuration that is wrong by now is answered, and warned", asked)
    daemon.terminate()
    ok(daemon.wait(60) == 0, "it stops cleanly")
    asked = ask_status()
    ok(asked.returncode == 78 and "d.conf:7: interval:" in asked.stderr, "where none runs, the faults are told", asked)
    write_conf(0)
    ok(ask_status().returncode == 1, "and without faults that none runs")
    ok(all("d.conf" in line or "refused" in line for line in open(log.name) if " error" in line), "the log holds no complaint but the refused ones", open(log.name).read())
finally:
    if daemon.poll() is None:
        daemon.kill()
    server.shutdown()
    shutil.rmtree(tmp)
sys.exit(done_testing())
