#!/bin/bash
# Every command in the documentation is run, in the order of the page, on the files that the page shows.
# What reaches out of the machine is turned around: Slack's address and the proxy's are a receiver on loopback.
. tests/e2e/lib.sh

python3 - "$tmp/port" <<'P' &
import http.server, sys

class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
with open(sys.argv[1], "w") as out:
    out.write(str(server.server_port))
server.serve_forever()
P
pids=$!
within 60 test -s "$tmp/port"
port=$(cat "$tmp/port")
# An address of this process alone: nobody else takes a port there.
page=127.$(($$ >> 16 & 127 | 128)).$(($$ >> 8 & 255)).$(($$ & 255)):9466
lexicon=$PWD/conf/lexicon
docs=$PWD/docs
mkdir "$tmp/bin" "$tmp/page"
ln -s "$dealwatch" "$tmp/bin/dealwatch"
export PATH="$tmp/bin:$PATH" XDG_RUNTIME_DIR="$tmp" XDG_STATE_HOME="$tmp/state"
cd "$tmp/page" || exit 1

# The blocks of a page, in order: files are written, commands run. A file's name stands in its first line.
run_page() {
	local line lang= block= number=0
	while IFS= read -r line; do
		line=${line#   }
		case $line in
		'```sh' | '```ini' | '```xml') lang=${line#'```'} block= ;;
		'```')
			case $lang in
			ini | xml)
				local file
				file=$(head -n 1 <<<"$block" | sed -E 's/^(# |<!-- )([^ ]+).*/\2/')
				[ "$lang" = xml ] && block=$(tail -n +2 <<<"$block")
				sed -e "s|LEXICON|$lexicon|g" <<<"$block" >"$file"
				grep -q 'lexicon =' "$file" || sed -i -e "s|^\[daemon\]|&\nlexicon = $lexicon/*.conf\nallow-private = yes|" \
					-e "s|^listen = .*|listen = $page|" "$file"
				;;
			sh)
				while IFS= read -r command; do
					[ -n "$command" ] || continue
					number=$((number + 1))
					run_command "$1" "$number" "$command" || return 1
				done <<<"$block"
				;;
			esac
			lang=
			;;
		*) [ -z "$lang" ] || block+=$line$'\n' ;;
		esac
	done <"$docs/$1"
	[ "$number" -gt 0 ]
}

run_command() {
	local command=$3
	command=${command//https:\/\/hooks.slack.com/http:\/\/127.0.0.1:$port}
	case $command in
	# What runs this test, and what the test of a fresh machine begins with.
	sudo\ * | "make test"*) return 0 ;;
	esac
	case $command in
	# Until it is stopped: long enough to alert, and clean at the end.
	*"dealwatch run"*) command="timeout --preserve-status -s INT 4 ${command%%#*}" ;;
	esac
	bash -c "$command" >"$tmp/said" 2>&1 && return 0
	echo "# $1, command $2 failed: $command"
	sed 's/^/# /' "$tmp/said" | tail -n 20
	return 1
}

echo "http://127.0.0.1:$port/services/T0/B0/X" >slack.url
chmod 600 slack.url
ok "the first page" run_page ../README.md
ok "the tutorial" run_page tutorial.md
ok "several machines, with the state of the tutorial" run_page howto-machines.md
ok "another sector" run_page howto-sector.md
ok "behind a proxy" run_page howto-proxy.md
done_testing
