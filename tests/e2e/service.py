#!/usr/bin/env python3
"""What systemd is told by the daemon, at a NOTIFY_SOCKET of our own; log priorities; `status`."""
import json, os, re, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, time

from lib import DEALWATCH, done_testing, ok, within

tmp = tempfile.mkdtemp()


def put(name, text):
    with open(os.path.join(tmp, name), "w") as file:
        file.write(text)
    return os.path.join(tmp, name)


RIGHT = f"""[daemon]
state = state.db
lexicon = {os.getcwd()}/conf/lexicon/*.conf
[feed "a"]
url = file:a.xml
[notify "n"]
type = stdout
"""
conf = put("d.conf", RIGHT)
put("a.xml", "<rss version='2.0'><channel><title>A</title></channel></rss>")


class Notices:
    def __init__(self, address):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address)
        self.heard = []

    def wait(self, pattern, seconds=60):
        """The first notice from here on that matches; those passed over are kept."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                text = self.socket.recv(4096).decode()
            except TimeoutError:
                break
            self.heard.append(text)
            if re.search(pattern, text, re.M):
                return text
        return None

    def drain(self):
        while self.wait("$^", 0.01):
            pass


def start(address, **extra):
    env = dict(os.environ, NOTIFY_SOCKET=address, XDG_RUNTIME_DIR=tmp, **extra)
    env.pop("JOURNAL_STREAM", None)
    return subprocess.Popen([DEALWATCH, "run", "-c", conf], env=env, cwd=tmp,
                            stdout=subprocess.DEVNULL, stderr=open(os.path.join(tmp, "log"), "a"))


def log():
    with open(os.path.join(tmp, "log")) as file:
        return file.read()


def status(*words):
    return subprocess.run([DEALWATCH, "status", "-c", conf, *words], capture_output=True, text=True,
                          env=dict(os.environ, XDG_RUNTIME_DIR=tmp))


# An address of this process alone: nobody else takes a port there.
HOST = "127.%d.%d.%d" % (os.getpid() >> 16 & 127 | 128, os.getpid() >> 8 & 255, os.getpid() & 255)


def answers(port):
    try:
        with socket.create_connection((HOST, port), 60) as page:
            page.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            return b"200" in page.recv(64)
    except OSError:
        return False


def reload_as(text):
    put("d.conf", text)
    daemon.send_signal(signal.SIGHUP)
    notices.wait("^RELOADING=1")
    notices.wait("^READY=1")


try:
    idle = status()
    ok(idle.returncode == 1 and "no daemon runs" in idle.stderr, "status ends with 1 where no daemon runs", idle)

    path = os.path.join(tmp, "notify")
    notices = Notices(path)
    daemon = start(path, WATCHDOG_USEC="1000000")
    ready = notices.wait("^READY=1")
    ok(ready and "STATUS=watching 1 feed, 0 deals today" in ready, "it is ready when it is, with a status", notices.heard + [log()])
    ok(all(notices.wait("^WATCHDOG=1") for _ in range(3)), "the watchdog is fed")

    told = status()
    ok(told.returncode == 0 and f"process {daemon.pid}" in told.stdout and "feeds          1," in told.stdout, "status tells people", told)
    told = status("--json")
    data = json.loads(told.stdout)
    ok(data["pid"] == daemon.pid and data["feeds"] == 1 and data["reloads"] == 0, "status tells programs", told)

    notices.drain()
    before = time.monotonic()
    daemon.send_signal(signal.SIGHUP)
    reloading = notices.wait("^RELOADING=1")
    usec = reloading and re.search(r"^MONOTONIC_USEC=(\d+)$", reloading, re.M)
    ok(usec and before - 1 < int(usec[1]) / 1e6 < time.monotonic() + 1, "a reload is announced with its time", notices.heard)
    ok(notices.wait("^READY=1"), "and ends ready", notices.heard)

    put("d.conf", RIGHT.replace("type = stdout", "typ = stdout\nquiet = never"))
    daemon.send_signal(signal.SIGHUP)
    ok(notices.wait("^RELOADING=1") and notices.wait("^READY=1"), "a wrong configuration still ends ready", notices.heard)
    ok("d.conf:7: [notify] has no key 'typ'" in log() and "d.conf:8: quiet: 'never'" in log(), "its faults are in the log", log())
    put("d.conf", RIGHT)
    data = json.loads(status("--json").stdout)
    ok(data["reloads"] == 1 and data["reloads_refused"] == 1 and data["notifiers"] == 1, "the old one stays in force", data)

    daemon.send_signal(signal.SIGUSR2)
    daemon.send_signal(signal.SIGUSR1)
    line = r"(?m)info: status: watching 1 feed(, 1 failing)?, \d+ deals today"
    end = time.monotonic() + 60
    while not re.search(line, log()) and time.monotonic() < end:
        time.sleep(0.05)
    ok(re.search(line, log()) and daemon.poll() is None, "SIGUSR1 puts its status into the log, SIGUSR2 does nothing", log())

    ports = [9466, 9467]
    for port in ports:
        reload_as(RIGHT.replace("state.db", f"state.db\nlisten = {HOST}:{port}"))
        ok(answers(port) and json.loads(status("--json").stdout)["listen"] == f"{HOST}:{port}", "another listen is served from the reload on", log())
    ok(not answers(ports[0]), "and where it was before, no longer")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        reload_as(RIGHT.replace("state.db", f"state.db\nlisten = 127.0.0.1:{taken.getsockname()[1]}"))
    data = json.loads(status("--json").stdout)
    ok(answers(ports[1]) and data["reloads_refused"] == 2
       and data["listen"] == f"{HOST}:{ports[1]}" and "another program uses this port" in log(), "an address that is taken is refused as a whole, the page stays", (data, log()))
    for _ in range(2):
        reload_as(RIGHT.replace("state.db", "other.db"))
    put("d.conf", RIGHT)
    data = json.loads(status("--json").stdout)
    ok(data["state"].endswith("state.db") and not os.path.exists(os.path.join(tmp, "other.db"))
       and log().count("other.db' takes effect with a restart") == 2, "another state waits for a restart, as each reload says", (data, log()))
    ok(data["listen"] is None and not answers(ports[1]), "without listen there is no page", data)

    time.sleep(1.1)
    notices.drain()
    daemon.send_signal(signal.SIGSTOP)
    notices.drain()
    ok(not notices.wait("^WATCHDOG=1", 1.2), "a process that stands still feeds no watchdog", notices.heard[-3:])
    daemon.send_signal(signal.SIGCONT)
    ok(notices.wait("^WATCHDOG=1"), "one that goes on does")

    daemon.send_signal(signal.SIGTERM)
    ok(notices.wait("^STOPPING=1"), "the stop is announced", notices.heard)
    ok(daemon.wait(60) == 0, "and is clean", log())
    ok(status().returncode == 1, "its socket is gone")

    # Of two alerts the state refuses the second.
    day = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
    put("a.xml", "<rss version='2.0'><channel><title>A</title>" + "".join(
        f"<item><guid>{n}</guid><title>{title}</title><pubDate>{day}</pubDate></item>" for n, title in enumerate(
            ("Nvidia to buy Groq for $20 billion", "Amazon to invest $10 billion in OpenAI"))) + "</channel></rss>")
    put("d.conf", RIGHT.replace("state.db", "refusing.db\ninterval = 1s\ngroup-wait = 0s"))
    subprocess.run([DEALWATCH, "silence", "Mistral", "--until", "1d", "-c", conf], capture_output=True)
    with sqlite3.connect(os.path.join(tmp, "refusing.db")) as state:
        state.execute("CREATE TRIGGER refuse BEFORE INSERT ON outbox WHEN (SELECT count(*) FROM outbox) > 0"
                      " BEGIN SELECT raise(ABORT, 'refused'); END")
    state.close()
    put("log", "")
    daemon = start(path)
    ok(within(60, lambda: log().count("groups: ") > 1) and "deal.new" not in log(), "an alert that is not stored is not told in the log", log())
    told = status()
    ok("last write failed: " in told.stdout and "refused" in told.stdout, "status says that the state was not written", told)
    with sqlite3.connect(os.path.join(tmp, "refusing.db"), timeout=60) as state:
        state.execute("DROP TRIGGER refuse")
    state.close()
    ok(within(60, lambda: log().count("deal.new") == 2) and "last write" not in status().stdout, "one that is, is told once", log())
    daemon.terminate()
    daemon.wait(60)
    put("d.conf", RIGHT)

    address = "\0dealwatch-e2e-%d" % os.getpid()
    notices = Notices(address)
    daemon = start("@" + address[1:])
    ok(notices.wait("^READY=1"), "abstract sockets are spoken to", log())
    # timeout(1) asks the process and then its group.
    end = time.monotonic() + 60
    while daemon.poll() is None and time.monotonic() < end:
        daemon.send_signal(signal.SIGINT)
        time.sleep(0.0005)
    ok(daemon.poll() == 0, "asked to stop again and again, it stops as cleanly", daemon.poll())

    # A signal that comes before anything is ready waits until it is: it is blocked here, and stays so over exec.
    def signal_self():
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGHUP])
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGHUP)

    early = subprocess.run([DEALWATCH, "run", "-c", conf], preexec_fn=signal_self, cwd=tmp, timeout=60, capture_output=True, text=True)
    ok(early.returncode == 0 and "stopping on SIGTERM" in early.stderr, "a signal at the very start ends it cleanly", early)

    # As under journald: standard error is the very stream that JOURNAL_STREAM names.
    with open(os.path.join(tmp, "journal"), "w") as journal:
        stat = os.fstat(journal.fileno())
        env = dict(os.environ, JOURNAL_STREAM=f"{stat.st_dev}:{stat.st_ino}", XDG_RUNTIME_DIR=tmp)
        env.pop("NOTIFY_SOCKET", None)
        daemon = subprocess.Popen([DEALWATCH, "run", "-c", conf], env=env, cwd=tmp, stdout=subprocess.DEVNULL, stderr=journal)
        end = time.monotonic() + 60
        while not os.path.getsize(journal.name) and time.monotonic() < end:
            time.sleep(0.05)
        daemon.terminate()
        daemon.wait(60)
    lines = open(os.path.join(tmp, "journal")).read().splitlines()
    ok(lines and all(re.match(r"<[3-7]>\D", line) for line in lines), "every line for the journal has its priority and no time", lines)
finally:
    if "daemon" in globals() and daemon.poll() is None:
        daemon.kill()
    shutil.rmtree(tmp)
sys.exit(done_testing())
