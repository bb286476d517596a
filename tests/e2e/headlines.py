#!/usr/bin/env python3
"""What `match` makes of headlines of our own writing (tests/data/headlines.jsonl), each field measured."""
import json
import os
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

DEALWATCH = os.environ.get("DEALWATCH", "build/dealwatch")
# A little below what is reached.
FLOORS = {"precision": 0.95, "recall": 0.91, "kind": 0.88, "status": 0.85, "parties": 0.93, "amount": 0.95,
	"same in capitals": 0.965}
# Labels know neither a letter of intent nor a denial.
COARSE = {"preliminary": "agreed", "denied": "collapsed", "stalled": "collapsed"}
# Words that a title of capitals has in small letters.
SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "as", "with", "from", "into", "over",
	"after", "than", "that", "amid", "about", "near", "says", "is", "up", "via", "its"}


def stories_read():
	with open("tests/data/headlines.jsonl", encoding="utf-8") as lines:
		return [json.loads(line) for line in lines]


def verdicts_of(stories):
	with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as feed:
		feed.write('<rss version="2.0"><channel><title>headlines</title>')
		for story in stories:
			feed.write(f"<item><title>{escape(story['title'])}</title><guid isPermaLink=\"false\">{story['id']}</guid>"
				f"<description>{escape(story['summary'])}</description></item>\n")
		feed.write("</channel></rss>")
		feed.flush()
		run = subprocess.run([DEALWATCH, "match", feed.name], stdin=subprocess.DEVNULL, capture_output=True, text=True,
			timeout=60)
	if run.returncode != 0:
		sys.exit(f"not ok 1 - match runs\n# {run.stderr.strip()}")
	return {v["id"]: v for v in map(json.loads, run.stdout.splitlines())}


def in_capitals(title):
	first, *rest = title.split(" ")
	return " ".join([first[:1].upper() + first[1:], *(w if w in SMALL else w[:1].upper() + w[1:] for w in rest)])


def facts(verdict):
	"""All that an alert would tell."""
	deal = verdict.get("deal") or {}
	return [deal.get("kind"), deal.get("status"), sorted(p["name"].lower() for p in deal.get("parties", [])),
		(deal.get("amount") or {}).get("usd")]


def same_in_capitals(stories, verdicts):
	"""Of the headlines that a paper could have in capitals, how many give the same verdict then."""
	titled = [dict(s, title=in_capitals(s["title"])) for s in stories]
	titled = [t for s, t in zip(stories, titled) if t["title"] != s["title"]]
	again = verdicts_of(titled)
	return sum(facts(again[t["id"]]) == facts(verdicts[t["id"]]) for t in titled) / len(titled)


def amount_is(deal, want):
	got = (deal.get("amount") or {}).get("usd")
	return got is want if got is None or want is None else abs(got - want) <= 0.1 * want


def measure(stories, verdicts):
	"""Figures by name; of kind, status, parties and amount over the deals that were found."""
	said = [s for s in stories if verdicts.get(s["id"], {}).get("relevant")]
	deals = [s for s in stories if s["relevant"] == "yes"]
	found = [(s, verdicts[s["id"]]["deal"]) for s in said if s["relevant"] == "yes"]

	def share(field, right):
		marks = [right(s, deal) for s, deal in found if field in s]
		return sum(marks) / len(marks)

	both = got = want = 0
	for story, deal in found:
		if "parties" in story:
			a, b = {p["name"].lower() for p in deal["parties"]}, {p.lower() for p in story["parties"]}
			both, got, want = both + len(a & b), got + len(a), want + len(b)
	return {
		"precision": len(found) / len(said),
		"recall": len(found) / len(deals),
		"kind": share("kind", lambda s, d: s["kind"] in [d["kind"], *d.get("also", [])]),
		"status": share("status", lambda s, d: COARSE.get(d["status"], d["status"]) == s["status"]),
		"parties": 2 * both / (got + want),
		"amount": share("amount_usd", lambda s, d: amount_is(d, s["amount_usd"])),
	}


def main():
	stories = stories_read()
	verdicts = verdicts_of(stories)
	figures = measure(stories, verdicts)
	figures["same in capitals"] = same_in_capitals(stories, verdicts)
	failed = False
	for n, (name, floor) in enumerate(FLOORS.items(), 1):
		held = figures[name] >= floor
		failed |= not held
		print(f"{'ok' if held else 'not ok'} {n} - {name} {figures[name]:.3f}, at least {floor}")
	print(f"1..{len(FLOORS)}")
	sys.exit(failed)


if __name__ == "__main__":
	main()
