#!/usr/bin/env python3
"""Names whose addresses change or lead inside: judged is what is connected to. In a network of its own, with its own DNS."""
import fcntl, http.server, json, os, socket, struct, subprocess, sys, tempfile, threading

from lib import DEALWATCH, done_testing, ok, skip

PUBLIC, OTHER = "93.184.216.34", "93.184.216.35"
FEED = (b"<rss version='2.0'><channel><title>F</title><item><guid>1</guid><title>One</title>"
        b"<link>https://news.example/1</link></item></channel></rss>")
asked = []
answers = {  # by name, one list of addresses after the other; the last stays
    "public.test": [[PUBLIC]],
    "private.test": [["127.0.0.1"]],
    "turns.test": [[PUBLIC], ["127.0.0.1"]],
    "both.test": [[OTHER, "127.0.0.1"]],  # nobody listens at the first
    "mapped.test": [["::ffff:127.0.0.1"]],
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append(self.path)
        self.send_response(302 if self.path == "/redirect" else 200)
        if self.path == "/redirect":
            self.send_header("Location", "http://private.test:8080/inside")
        self.send_header("Content-Length", str(len(FEED)))
        self.end_headers()
        self.wfile.write(FEED)

    def log_message(self, *args):
        pass


def serve_names():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.77", 53))
        while True:
            query, peer = server.recvfrom(2000)
            labels, at = [], 12
            while query[at]:
                labels.append(query[at + 1:at + 1 + query[at]].decode())
                at += query[at] + 1
            kind = struct.unpack(">H", query[at + 1:at + 3])[0]
            family, size = {1: (socket.AF_INET, 4), 28: (socket.AF_INET6, 16)}.get(kind, (0, 0))
            lists = answers.get(".".join(labels).lower(), [[]])
            found = [a for a in lists[0] if family and (":" in a) == (kind == 28)]
            if kind == 1 and len(lists) > 1:
                lists.pop(0)
            server.sendto(query[:2] + struct.pack(">HHHHH", 0x8180, 1, len(found), 0, 0) + query[12:at + 5] + b"".join(
                b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, size) + socket.inet_pton(family, a) for a in found), peer)


def give_address(name, address):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x8916, struct.pack("16sH2x4s8x", name, socket.AF_INET, socket.inet_aton(address)))
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14x", name, 0x49))  # up, loopback, running


def inside():
    for name, address in ((b"lo", "127.0.0.1"), (b"lo:1", PUBLIC), (b"lo:2", OTHER)):
        give_address(name, address)
    # Listens at the public address and at loopback, not at the other.
    for address in (PUBLIC, "127.0.0.1"):
        server = http.server.ThreadingHTTPServer((address, 8080), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=serve_names, daemon=True).start()
    paths = {"public": "/public", "private": "/private", "turns": "/turns", "both": "/both", "mapped": "/mapped"}
    feeds = {name: f"http://{name}.test:8080{path}" for name, path in paths.items()}
    feeds["redirect"] = "http://public.test:8080/redirect"
    with tempfile.TemporaryDirectory(prefix="dealwatch-rebind-") as place:
        conf = os.path.join(place, "d.conf")
        with open(conf, "w") as out:
            out.write("[daemon]\nstate = state.db\ntimeout = 20s\n")
            out.writelines(f'[feed "{name}"]\nurl = {url}\n' for name, url in feeds.items())
        for run in range(2):
            done = subprocess.run([DEALWATCH, "run", "--once", "-c", conf], capture_output=True, text=True, timeout=120)
            told = subprocess.run([DEALWATCH, "feeds", "--json", "-c", conf], capture_output=True, text=True, timeout=60).stdout
            rows = {row["feed"]: row for row in map(json.loads, told.splitlines())}
            if run == 0:
                ok(rows["public"]["state"] == "ok" and rows["turns"]["state"] == "ok", "names of public addresses are asked", done)
    refused = [name for name, row in rows.items() if row["state"] == "failing" and "allow-private is off" in row["last_error"]]
    ok({"private", "mapped"} <= set(refused), "names of private addresses are refused, IPv4 within IPv6 too", rows)
    ok("turns" in refused and asked.count("/turns") == 1, "a name that leads inside at its next look-up is refused then", rows)
    ok("/both" not in asked and rows["both"]["state"] == "failing", "where a public address fails, no private one of the name takes its place", rows)
    ok("redirect" in refused and "/redirect" in asked and "/inside" not in asked, "a redirect to a name that leads inside is not followed", rows)


if sys.argv[1:] == ["inside"]:
    inside()
    os._exit(done_testing())
with tempfile.TemporaryDirectory(prefix="dealwatch-resolv-") as folder:
    resolv = os.path.join(folder, "resolv.conf")
    with open(resolv, "w") as file:
        file.write("nameserver 127.0.0.77\n")
    bind = 'mount --bind "$1" /etc/resolv.conf'
    own = ["unshare", "-mn", "sh", "-c"]
    if subprocess.run([*own, bind, "sh", resolv], capture_output=True).returncode:
        skip("names that lead inside are refused", "no network of its own is allowed")
        raise SystemExit(done_testing())
    raise SystemExit(subprocess.run([*own, bind + ' && exec "$2" "$3" inside', "sh", resolv, sys.executable, __file__]).returncode)
