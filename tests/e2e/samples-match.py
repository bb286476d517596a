#!/usr/bin/env python3
"""What `match` makes of the sample feeds, measured against tests/data/samples.json."""
import json
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
DEALWATCH = os.environ.get("DEALWATCH", "build/dealwatch")
# What must hold at least: the share of stories, and for deals of facts, that come out right.
FLOORS = {"precision": 0.95, "recall": 0.8, "kind": 0.88, "status": 0.9, "parties": 0.88, "amount_usd": 0.85}


def verdicts():
	feeds = sorted(os.listdir("conf/samples"))
	run = subprocess.run(
		[DEALWATCH, "match", "-c", "conf/quickstart.conf", *("conf/samples/" + f for f in feeds)],
		stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
	if run.returncode != 0:
		sys.exit(f"not ok 1 - match runs\n# {run.stderr.strip()}")
	return {v["id"]: v for v in map(json.loads, run.stdout.splitlines())}


def status_of(deal):
	"""Labels know no letter of intent and no denial of their own."""
	return {"preliminary": "agreed", "denied": "collapsed", "stalled": "talks"}.get(deal["status"], deal["status"])


def same_amount(deal, want):
	got = (deal.get("amount") or {}).get("usd")
	if got is None or want is None:
		return got is want
	return abs(got - want) <= 0.1 * want


def f1(got, want):
	got, want = {p.lower() for p in got}, {p.lower() for p in want}
	return 2 * len(got & want) / (len(got) + len(want)) if got or want else 1.0


def main():
	os.chdir(ROOT)
	with open("tests/data/samples.json", encoding="utf-8") as file:
		labels = json.load(file)
	found = verdicts()
	facts = {"kind": [], "status": [], "parties": [], "amount_usd": []}
	right = wrong = missed = 0
	notes = []
	for label in labels:
		verdict = found.get(label["id"])
		relevant = bool(verdict and verdict["relevant"])
		if relevant != label["relevant"]:
			notes.append(("missed: " if label["relevant"] else "wrong:  ") + label["title"])
			missed += label["relevant"]
			wrong += not label["relevant"]
		elif relevant:
			deal = verdict["deal"]
			right += 1
			parties = [p["name"] for p in deal["parties"]]
			row = {
				"kind": (deal["kind"], lambda want: want in [deal["kind"], *deal["also"]]),
				"status": (deal["status"], lambda want: want == status_of(deal)),
				"parties": (parties, lambda want: f1(parties, want)),
				"amount_usd": ((deal.get("amount") or {}).get("usd"), lambda want: same_amount(deal, want)),
			}
			for fact, (got, judge) in row.items():
				if fact not in label:	# two careful readers would differ
					continue
				value = float(judge(label[fact]))
				facts[fact].append(value)
				if value < 1:
					notes.append(f"{fact}: {got}, not {label[fact]}: {label['title']}")
	measured = {"precision": right / max(right + wrong, 1), "recall": right / max(right + missed, 1)}
	measured |= {fact: sum(values) / max(len(values), 1) for fact, values in facts.items()}
	failed = 0
	for n, (name, floor) in enumerate(FLOORS.items(), 1):
		holds = measured[name] >= floor
		failed += not holds
		print(f"{'ok' if holds else 'not ok'} {n} - {name} {measured[name]:.3f}, at least {floor}")
	if failed or "-v" in sys.argv:
		print("\n".join("# " + note for note in notes))
	print(f"1..{len(FLOORS)}")
	return 1 if failed else 0


sys.exit(main())
