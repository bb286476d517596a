#!/usr/bin/env python3
"""The daemon and its feeds against a scripted server: what it asks, what it bears, what it tells."""
import gzip, http.server, json, os, resource, signal, socket, sqlite3, ssl, struct, subprocess, tempfile, threading, time, zlib
import urllib.request

from lib import DEALWATCH, done_testing, ok, within


def rss(n, title="Feed"):
    now = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
    items = "".join("<item><guid>%s-%d</guid><title>Item %d of %s</title><link>https://news.example/%s/%d</link>"
                    "<pubDate>%s</pubDate></item>" % (title, i, i, title, title, i, now) for i in range(n))
    return ("<rss version='2.0'><channel><title>%s</title>%s</channel></rss>" % (title, items)).encode()


def packed(kind, data):
    """Compressed, as each format says it: for br and zstd one stored block, which need no library."""
    if kind == "gzip":
        return gzip.compress(data)
    if kind == "deflate":
        return zlib.compress(data)
    if kind == "br":  # a window of 64 KB, one uncompressed block with two bytes of length, an empty last one
        return (len(data) - 1 << 4 | 1 << 20).to_bytes(3, "little") + data + b"\x03"
    return b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(data)) + struct.pack("<I", len(data) << 3 | 1)[:3] + data


class Server:
    """Answers by path; keeps what it was asked and how many asked at once."""

    def __init__(self, tls=None, listen="127.0.0.1"):
        self.asked = []  # (time, path, headers)
        self.lock = threading.Lock()
        self.now = {}
        self.calm = False
        self.turns = 0
        self.most = {}
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                kind = self.path.split("/")[1]
                with outer.lock:
                    outer.asked.append((time.time(), self.path, dict(self.headers)))
                    outer.now[kind] = outer.now.get(kind, 0) + 1
                    outer.most[kind] = max(outer.most.get(kind, 0), outer.now[kind])
                try:
                    getattr(self, "get_" + kind, self.get_plain)()
                except OSError:
                    pass
                finally:
                    with outer.lock:
                        outer.now[kind] -= 1

            def answer(self, status, headers, body):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def get_deals(self):
                links = "../1", "#2", "?p=3"
                titles = "Nvidia to buy Groq for $20 billion", "Mistral raises $3 billion", "Meta to buy Scale AI for $15 billion"
                now = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
                self.answer(200, {}, ("<rss version='2.0'><channel><title>Deals</title>%s</channel></rss>" % "".join(
                    f"<item><title>{title}</title><link>{link}</link><pubDate>{now}</pubDate></item>"
                    for link, title in zip(links, titles))).encode())

            def get_plain(self):
                if self.headers.get("If-None-Match") == '"v1"':
                    self.send_response(304)
                    self.send_header("ETag", '"v1"')
                    self.end_headers()
                else:
                    self.answer(200, {"ETag": '"v1"', "Content-Type": "application/rss+xml"},
                                rss(3, self.path.strip("/").replace("/", "-")))

            def get_full(self):  # no validators
                self.answer(200, {"Content-Type": "application/rss+xml"}, rss(3, "full"))

            def get_slow(self):
                time.sleep(0.15)
                self.get_plain()

            def get_page(self):
                self.answer(200, {"ETag": '"p"', "Content-Type": "text/html"}, b"<html><body>no feed</body></html>")

            def get_turn(self):  # other items each time; when it is calm, the same
                outer.turns += not outer.calm
                self.answer(200, {}, rss(3, "turn%d" % outer.turns))

            def get_moody(self):
                (self.get_plain if outer.calm else self.get_missing)()

            def get_packed(self):
                kind = self.path.split("/")[2]
                self.answer(200, {"Content-Encoding": kind}, packed(kind, rss(3, kind)))

            def get_missing(self):
                self.answer(404, {}, b"")

            def get_drip(self):
                self.send_response(200)
                self.end_headers()
                while True:
                    self.wfile.write(b"<")
                    time.sleep(0.2)

            def get_endless(self):
                self.send_response(200)
                self.end_headers()
                while True:
                    self.wfile.write(b"<rss>" + b" " * 65536)

            def get_short(self):
                self.send_response(200)
                self.send_header("ETag", '"s"')
                self.send_header("Content-Length", "5000")
                self.end_headers()
                self.wfile.write(rss(1, "short"))
                self.close_connection = True

            def get_reset(self):
                self.send_response(200)
                self.send_header("Content-Length", "5000")
                self.end_headers()
                self.wfile.write(b"<rss")
                self.wfile.flush()
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True

            def get_silent(self):
                time.sleep(600)

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer((listen, 0), Handler)
        self.server.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path, host="127.0.0.1"):
        return "http://%s:%d/%s" % (host, self.port, path)

    def times(self, path):
        with self.lock:
            return [when for when, asked, _ in self.asked if asked == "/" + path]

    def headers(self, path, nth):
        with self.lock:
            found = [headers for _, asked, headers in self.asked if asked == "/" + path]
        return found[nth] if nth < len(found) else {}


def write(place, name, text):
    path = os.path.join(place, name)
    with open(path, "w") as f:
        f.write(text)
    return path


def conf_of(feeds, more="", interval="1s"):
    text = "[daemon]\nstate = state.db\nallow-private = yes\ncontact = me@example.com\ninterval = %s\n%s\n" % (interval, more)
    for name, lines in feeds.items():
        text += '[feed "%s"]\n%s\n' % (name, lines if "=" in lines.split("\n")[0][:20] else "url = " + lines)
    return text


def once(conf, env=None):
    return subprocess.run([DEALWATCH, "run", "--once", "-c", conf], capture_output=True, text=True, timeout=60,
                          env={**os.environ, **(env or {})})


def feeds(conf):
    out = subprocess.run([DEALWATCH, "feeds", "--json", "-c", conf], capture_output=True, text=True, timeout=60)
    return {row["feed"]: row for row in map(json.loads, out.stdout.splitlines())}


class Daemon:
    def __init__(self, place, conf):
        self.log = open(os.path.join(place, "log"), "w+")
        self.process = subprocess.Popen([DEALWATCH, "run", "-c", conf], stdout=subprocess.DEVNULL, stderr=self.log)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = "killed"
        self.log.seek(0)
        return status, self.log.read()


def test_once(place):
    server = Server()
    conf = write(place, "once.conf", conf_of({"a": server.url("plain/a"), "b": server.url("plain/b")}))
    one, two = once(conf), once(conf)
    ok(one.returncode == 0 and two.returncode == 0, "run --once polls every feed and ends with 0", one.stderr + two.stderr)
    ok(len(server.times("plain/a")) == 2 and server.headers("plain/a", 1).get("If-None-Match") == '"v1"',
       "the second run asks only for changes")
    agent = server.headers("plain/a", 0).get("User-Agent", "")
    ok(agent.startswith("dealwatch/") and "(+me@example.com)" in agent, "the User-Agent names program and contact", agent)
    ok("gzip" in server.headers("plain/a", 0).get("Accept-Encoding", ""), "compression is asked for")
    row = feeds(conf)["a"]
    ok(row["state"] == "ok" and row["last_success"] and row["next_poll"] and row["items_seen"] == 3
       and row["last_error"] is None, "feeds --json tells last success, next poll and items", row)


def test_once_stopped(place):
    server = Server()
    conf = write(place, "stopped.conf", conf_of({"good": server.url("plain/good"), "slow": server.url("silent")}, "timeout = 300s"))
    for signo in (signal.SIGTERM, signal.SIGINT):
        server.asked.clear()
        run = subprocess.Popen([DEALWATCH, "run", "--once", "-c", conf], stderr=subprocess.PIPE, text=True)
        ok(within(60, lambda: server.times("silent")), "a run waits for a slow feed")
        run.send_signal(signo)
        log = run.communicate(timeout=60)[1]
        ok(run.returncode == 1 and "stopped before all was polled" in log, "a run that %s stops is not told as done" % signo.name, (run.returncode, log))
    ok(feeds(conf)["good"]["last_success"], "what it had by then is kept")


def test_compression(place):
    server = Server()
    kinds = ("gzip", "deflate", "br", "zstd")
    conf = write(place, "packed.conf", conf_of({k: server.url("packed/" + k) for k in kinds}))
    run = once(conf)
    missing = [k for k in kinds if k not in server.headers("packed/gzip", 0).get("Accept-Encoding", "")]
    ok(not missing, "every compression is asked for", missing)
    ok(run.returncode == 0 and all(row["items"] == 3 for row in feeds(conf).values()), "… and read", run.stderr)


def test_failures(place):
    server = Server()
    kinds = ("page", "missing", "short", "reset", "endless")
    conf = write(place, "fail.conf", conf_of({k: server.url(k) for k in kinds} | {"good": server.url("plain/good")},
                                             "timeout = 30s\nmax-feed-size = 1M"))
    run = once(conf)
    rows = feeds(conf)
    ok(run.returncode == 1, "run --once ends with 1 where a feed failed", run.stderr)
    ok(all(rows[k]["state"] == "failing" and rows[k]["last_error"] for k in kinds), "each failure is told in feeds", rows)
    ok(rows["good"]["state"] == "ok", "the good one beside them is well", rows["good"])
    once(conf)
    ok(not any("If-None-Match" in server.headers(k, 1) for k in kinds), "no failure left a validator behind")
    plain = subprocess.run([DEALWATCH, "feeds", "-c", conf], capture_output=True, text=True)
    ok("HTTP 404" in plain.stdout and "failing" in plain.stdout, "the table for people has it, too", plain.stdout)


def test_neighbours(place):
    server = Server()
    bad = {k: server.url(k) for k in ("drip", "endless", "silent", "reset", "short")}
    other = Server()
    conf = write(place, "near.conf", conf_of(bad | {"good": other.url("full/good"), "here": server.url("plain/here")},
                                             "timeout = 8s\nmax-feed-size = 4M"))
    daemon = Daemon(place, conf)
    ok(within(60, lambda: len(other.times("full/good")) >= 6), "neighbours of stuck feeds are polled in their rhythm",
       other.times("full/good"))
    times = other.times("full/good")
    gaps = [b - a for a, b in zip(times, times[1:])]
    ok(gaps and max(gaps) < 6.0, "none of them waits for the stuck ones", gaps)
    ok(within(120, lambda: server.times("plain/here")), "a stuck feed does not block its own host for long")
    ok(within(120, lambda: all(feeds(conf)[k]["state"] == "failing" for k in bad)), "the stuck ones are told as failing",
       feeds(conf))
    status, log = daemon.stop()
    ok(status == 0, "the daemon ends cleanly with transfers under way", log)
    ok(all(log.count("feed '%s': " % k) <= 2 for k in bad), "a failure is told once in the log", log)


def test_honesty(place):
    """Each trouble is told once when it begins and once when it is over: in the log, in feeds and in the metrics."""
    server = Server()
    day = 86400
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        page = "127.0.0.1:%d" % free.getsockname()[1]
    names = {"turn": "rolled-over", "moody": "dead", "quiet": "silent"}
    conf = write(place, "honest.conf", conf_of(
        {"turn": server.url("turn"), "moody": server.url("moody"), "quiet": server.url("plain/quiet")}, "listen = " + page))

    def change(words):
        with sqlite3.connect(os.path.join(place, "state.db")) as state:
            state.execute("UPDATE feed SET " + words)
        state.close()

    def told():
        with urllib.request.urlopen("http://%s/metrics" % page, timeout=60) as answer:
            return answer.read().decode()

    def settled(words):
        return {name: row["state"] for name, row in feeds(conf).items()} == words

    once(conf)
    change("new_at = new_at - %d, next_at = 1 WHERE section = 'quiet'" % (60 * day))
    change("failing_since = failing_since - %d, next_at = 1 WHERE section = 'moody'" % (4 * day))
    daemon = Daemon(place, conf)
    ok(within(60, lambda: settled(names)), "a feed that rolled over, died or turned silent is told in feeds", feeds(conf))
    metrics = told()
    ok(all('dealwatch_feed_trouble{feed="%s",trouble="%s"} 1' % pair in metrics for pair in names.items()), "… and in the metrics",
       [line for line in metrics.splitlines() if "trouble" in line])
    polls = len(server.times("plain/quiet"))
    within(60, lambda: len(server.times("plain/quiet")) >= polls + 2)
    status, log = daemon.stop()
    begun = ("'turn': rolled over", "'moody': has failed for days", "'quiet': has had nothing new")
    ok(status == 0 and all(log.count(words) == 1 for words in begun), "… and once each in the log", log)
    server.calm = True
    change("next_at = 1")
    change("rolled_at = rolled_at - %d WHERE section = 'turn'" % (2 * day))
    change("new_at = polled_at WHERE section = 'quiet'")
    daemon = Daemon(place, conf)
    ok(within(60, lambda: settled(dict.fromkeys(names, "ok")) and "dealwatch_feed_trouble{" not in told()),
       "when they are well again, feeds and metrics say so", feeds(conf))
    status, log = daemon.stop()
    over = ("'turn': no longer rolls over", "'moody': is well again", "'quiet': has news again")
    ok(status == 0 and all(log.count(words) == 1 for words in over), "… and once each in the log", log)


def test_many_stuck(place):
    server = Server(listen="0.0.0.0")
    stuck = {"s%d" % i: server.url("silent/%d" % i, "127.1.0.%d" % (i + 1)) for i in range(150)}
    good = {"g%d" % i: server.url("plain/%d" % i, "127.2.0.%d" % (i + 1)) for i in range(20)}
    conf = write(place, "stuck.conf", conf_of(stuck | good, "timeout = 300s", interval="1h"))
    daemon = Daemon(place, conf)
    ok(within(60, lambda: all(server.times("plain/%d" % i) for i in range(20))),
       "more stuck hosts than are asked at once keep the others from nothing", len(server.asked))
    status, log = daemon.stop()
    ok(status == 0, "the daemon ends cleanly with all of them under way", log)


def test_few_descriptors(place):
    server = Server(listen="0.0.0.0")
    conf = write(place, "few.conf", conf_of({"f%d" % i: server.url("slow/%d" % i, "127.3.0.%d" % (i + 1)) for i in range(60)}))
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    run = subprocess.run([DEALWATCH, "run", "--once", "-c", conf], capture_output=True, text=True, timeout=60,
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard)))
    ok(run.returncode == 0, "with few descriptors fewer feeds are asked at once, and none is blamed", run.stderr)


def test_pacing(place):
    server = Server()
    conf = write(place, "pace.conf", conf_of({"s%d" % i: server.url("slow/%d" % i) for i in range(6)}, interval="2s"))
    daemon = Daemon(place, conf)
    within(60, lambda: all(server.times("slow/%d" % i) for i in range(6)))
    daemon.stop()
    with server.lock:
        times = sorted(when for when, _, _ in server.asked)
    gaps = [b - a for a, b in zip(times, times[1:])]
    ok(server.most.get("slow") == 1, "a host has one request at a time", server.most)
    ok(gaps and min(gaps) > 0.25, "requests to one host are spaced, at the start too", gaps)


def test_reload(place):
    server = Server()
    conf = write(place, "reload.conf", conf_of({"stays": server.url("plain/stays"), "goes": server.url("full/goes")}, interval="1h"))
    daemon = Daemon(place, conf)
    within(60, lambda: server.times("plain/stays") and server.times("full/goes"))
    time.sleep(0.3)
    write(place, "reload.conf", conf_of({"comes": server.url("plain/comes"), "stays": server.url("plain/stays")}, interval="1h"))
    daemon.process.send_signal(signal.SIGHUP)
    came = within(60, lambda: server.times("plain/comes"))
    time.sleep(0.5)
    ok(came, "a reload polls the feed that is new")
    ok(len(server.times("plain/stays")) == 1 and len(server.times("full/goes")) == 1,
       "… without polling the others again", server.asked)
    ok(sorted(feeds(conf)) == ["comes", "stays"], "feeds shows what is configured now")
    daemon.stop()


def test_secrets(place):
    server = Server()
    write(place, "keys", "Authorization: Bearer tulip\n")
    conf = write(place, "keys.conf", conf_of(
        {"keyed": "url = %s\nheader-file = keys" % server.url("missing").replace("//", "//rose:daisy@")}, "log-level = debug"))
    run = once(conf)
    ok(server.headers("missing", 0).get("Authorization") == "Bearer tulip", "headers of a header-file are sent",
       server.headers("missing", 0))
    told = run.stdout + run.stderr + str(feeds(conf))
    ok(not any(word in told for word in ("tulip", "daisy")), "… and told nowhere", told)

    secret = server.url("deals/a/feed?key=lily").replace("//", "//rose:daisy@")
    conf = write(place, "links.conf", conf_of({"links": secret}, "group-wait = 0s")
                 + '[notify "out"]\ntype = stdout\nformat = json\n')
    links = [json.loads(line)["data"]["sources"][0]["url"] for line in once(conf).stdout.splitlines()]
    ok(sorted(links) == sorted(server.url(path) for path in ("deals/1", "deals/a/feed#2", "deals/a/feed?p=3")),
       "links that are seen from a feed's address take none of its secrets along", links)


def test_guard(place):
    server = Server()
    conf = write(place, "guard.conf", conf_of({"in": server.url("plain/in"), "name": server.url("plain/n").replace(
        "127.0.0.1", "localhost"), "six": server.url("plain/6").replace("127.0.0.1", "[::ffff:127.0.0.1]")})
        .replace("allow-private = yes\n", ""))
    run = once(conf)
    rows = feeds(conf)
    ok(run.returncode == 1 and not server.asked and all("allow-private" in (row["last_error"] or "") for row in rows.values()),
       "loopback is not asked unless allow-private says so", rows)


def test_tls(place):
    run = lambda *words: subprocess.run(words, cwd=place, check=True, stderr=subprocess.DEVNULL)
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "3",
        "-subj", "/CN=test authority")
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=localhost")
    write(place, "ext", "subjectAltName=DNS:localhost\n")
    run("openssl", "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "3",
        "-extfile", "ext", "-out", "leaf.pem")
    server = Server((place + "/leaf.pem", place + "/leaf.key"))
    good = "https://localhost:%d/plain/tls" % server.port
    conf = write(place, "tls.conf", conf_of({"tls": good}))
    wrong = write(place, "wrong.conf", conf_of({"tls": good.replace("localhost", "127.0.0.1")}).replace("state.db", "w.db"))
    clean = {k: "" for k in ("CURL_CA_BUNDLE", "SSL_CERT_FILE")}
    ok(once(conf, clean).returncode == 1 and "certificate" in feeds(conf)["tls"]["last_error"],
       "a certificate of an unknown authority is refused", feeds(conf))
    run = once(conf, {"CURL_CA_BUNDLE": place + "/ca.pem"})
    ok(run.returncode == 0, "… and taken where CURL_CA_BUNDLE knows the authority", run.stderr)
    ok(once(conf, {"CURL_CA_BUNDLE": "", "SSL_CERT_FILE": place + "/ca.pem"}).returncode == 0, "… or SSL_CERT_FILE")
    ok(once(wrong, {"CURL_CA_BUNDLE": place + "/ca.pem"}).returncode == 1, "a certificate for another name is refused")


def test_file(place):
    path = write(place, "local.xml", rss(2, "local").decode())
    write(place, "other.xml", rss(2, "other").decode())
    conf = write(place, "file.conf", conf_of({"abs": "file://" + path, "rel": "file:other.xml"}))
    run = once(conf)
    ok(run.returncode == 0 and all(row["items"] == 2 for row in feeds(conf).values()), "files are feeds", run.stderr)
    whole = rss(3, "cut").decode()
    path = write(place, "cut.xml", whole[:whole.rindex(" of cut</title>")])
    conf = write(place, "cut.conf", conf_of({"cut": "file://" + path}))
    run = once(conf)
    ok(run.returncode == 0 and feeds(conf)["cut"]["items"] == 2, "a file that breaks off brings its whole items", run.stderr)
    write(place, "cut.xml", whole)
    run = once(conf)
    ok(run.returncode == 0 and feeds(conf)["cut"]["items"] == 3, "… and the next poll the one that was half", run.stderr)


for test in (test_once, test_once_stopped, test_compression, test_failures, test_neighbours, test_honesty, test_many_stuck, test_few_descriptors, test_pacing, test_reload, test_secrets, test_guard, test_tls, test_file):
    with tempfile.TemporaryDirectory(prefix="dealwatch-poll-") as place:
        try:
            test(place)
        except Exception as error:  # a case that cannot run is a case that fails
            ok(False, "%s runs to its end" % test.__name__, repr(error))
os._exit(done_testing())
