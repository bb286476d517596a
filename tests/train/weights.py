#!/usr/bin/env python3
"""Trains the points of the matcher's rules on labelled stories.

  weights.py [-o conf/lexicon/weights.conf] [--pull 6] STORIES.jsonl...

A line of STORIES.jsonl is a story: title, summary, relevant ("yes" or "no", others are left out), event (stories of one deal
share it) and, if it is to count for less than the others, weight. What `dealwatch match` gives as reasons are its features;
a logistic model is fitted that is pulled towards the hand-set points below, so that a rule which the stories hardly know
keeps a sensible weight. Stories of one deal share their weight, and are never in both halves of the cross-validation,
whose figures are printed. Needs nothing but Python; the same stories give the same weights.
"""
import argparse, collections, json, math, os, re, subprocess, sys, tempfile
from xml.sax.saxutils import escape

PULLS = [
    (r"title\.verb\.solid", 1.2), (r"title\.noun\.solid", 0.8), (r"title\.(verb|noun)", 0.2), (r"lead\.(verb|noun).*", -0.8),
    (r"topic\.party", 1.0), (r"topic\.near-sign", 0.6), (r"topic\.sign", 0.3), (r"topic\.sign\.far", -0.4), (r"topic\.sign\.behind", -0.6),
    (r"topic\.near-lead", 0.2), (r"topic\.lead-sign", -0.2), (r"topic\.half", -0.3), (r"topic\.near", -2.6),
    (r"topic\.weak", -1.0), (r"verb\.(raise|acquire|invest|back)", 0.5), (r"noun\.(ipo|stake|share-sale|round)", 0.4),
    (r"verb\.partner|noun\.partnership|kind\.partnership", -0.5), (r"money", 0.6), (r"parties\.none", -1.0),
    (r"parties\.two", 0.3), (r"own-spending", -1.8), (r"old-holding|money\.small", -3.5), (r"title\.loose", -0.8), (r"title\.sum", -1.3),
    (r"topic\.aside", 0.2), (r"title\.against\.trade", -1.8), (r"lead\.against\.trade", -0.7), (r"sector|fund", -2.0), (r"fund\.collects", -3.0), (r"side-clause", -1.0), (r"side-clause\.after", -1.8), (r"side-clause\.when", -3.2), (r"title\.against\.opinion\.alone", -0.8), (r"share-count", -4.0),
    (r"topic\.(near-contract|described)", 0.4), (r"trader", -4.5), (r"lead\.cause", 1.0), (r"lead\.elsewhere", -0.5), (r"lead\.teased", -0.1), (r"lead\.tells", 0.6), (r"lead\.news", 1.0), (r"lead\.dated", -0.8), (r"loose\.pair", 0.3), (r"side-clause\.shares", 0.2), (r"title\.question", -0.8), (r"title\.column", -4.0), (r"title\.list", -1.0), (r"title\.plan", 0.5), (r"parties\.obscure", -0.4), (r"title\.begins-(number|question)", -0.7),
    (r"title\.against\.(opinion|digest|people)", -0.4), (r"title\.against\..*", -1.0), (r"lead\.against\..*", -0.1),
]
ALWAYS = ["trader", "lead.cause", "topic.near-contract", "topic.described", "fund.collects", "title.plan", "title.list", "parties.obscure", "share-count", "side-clause.when", "title.column", "title.sum", "old-holding", "money.small", "title.against.trade", "sector", "fund", "own-spending", "topic.weak", "topic.near", "topic.half", "topic.near-lead", "parties.none",
          "title.against.report", "title.against.other", "title.against.people", "title.begins-number"]
FOLDS = 5


def pull(rule):
    return next((points for pattern, points in PULLS if re.fullmatch(pattern, rule)), 0.0)


def match(program, stories):
    """The rules that fired on each story, by its number."""
    with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as feed:
        clean = lambda text: escape(escape("".join(c for c in text or "" if c in "\n\t" or ord(c) >= 32)))
        feed.write('<rss version="2.0"><channel><title>t</title>')
        for n, story in enumerate(stories):
            feed.write(f"<item><title>{clean(story['title'])}</title><guid isPermaLink=\"false\">{n}</guid>"
                       f"<description>{clean(story.get('summary'))}</description></item>\n")
        feed.write("</channel></rss>")
        feed.flush()
        done = subprocess.run([program, "match", feed.name], stdout=subprocess.PIPE, check=True)
    verdicts = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {int(v["id"]): sorted({r["rule"] for r in v["reasons"]}) for v in verdicts}


def fit(rows, strength, steps=500):
    """rows: (rules, relevant, weight). Gradient descent with a step per rule; returns points and bias."""
    points = {rule: pull(rule) for rules, _, _ in rows for rule in rules}
    bias, speed, bias_speed = -1.5, collections.defaultdict(lambda: 1e-8), 1e-8
    for step in range(steps):
        slope, bias_slope = {r: strength * (p - pull(r)) for r, p in points.items()}, 0.0
        for rules, relevant, weight in rows:
            z = bias + sum(points[r] for r in rules)
            miss = weight * (1 / (1 + math.exp(-max(-30, min(30, z)))) - relevant)
            bias_slope += miss
            for rule in rules:
                slope[rule] += miss
        rate = 0.05 if step < 250 else 0.01
        for rule, value in slope.items():
            speed[rule] = 0.9 * speed[rule] + 0.1 * value * value
            points[rule] -= rate * value / math.sqrt(speed[rule])
            if ".against." in rule:  # a sign against a deal never speaks for one, whatever the sample has
                points[rule] = min(points[rule], 0.0)
        bias_speed = 0.9 * bias_speed + 0.1 * bias_slope * bias_slope
        bias -= rate * bias_slope / math.sqrt(bias_speed)
    return points, bias


def cross_validate(rows, events, strength):
    tp = fp = fn = 0
    names = sorted(set(events))
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    for k in range(FOLDS):
        points, bias = fit([r for r, e in zip(rows, events) if r[0] and fold[e] != k], strength, 300)
        for (rules, relevant, _), event in zip(rows, events):
            if fold[event] != k:
                continue
            said = bool(rules) and bias + sum(points.get(r, pull(r)) for r in rules) > 0
            tp, fp, fn = tp + (said and relevant), fp + (said and not relevant), fn + (relevant and not said)
    print(f"cross-validated: precision {tp / max(1, tp + fp):.3f}, recall {tp / max(1, tp + fn):.3f}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("stories", nargs="+")
    ap.add_argument("-o", "--output", default="conf/lexicon/weights.conf")
    ap.add_argument("--pull", type=float, default=6.0, help="how strongly points are held to the hand-set ones")
    args = ap.parse_args()
    stories = [json.loads(line) for path in args.stories for line in open(path, encoding="utf-8") if line.strip()]
    stories = [s for s in stories if s["relevant"] in ("yes", "no", True, False)]
    fired = match(os.environ.get("DEALWATCH", "build/dealwatch"), stories)
    yes = [s["relevant"] in ("yes", True) for s in stories]
    events = [s.get("event") or s["title"][:20] for s in stories]
    of_event = collections.Counter(e for e, y in zip(events, yes) if y)
    rows = [(fired.get(n, []), int(y), s.get("weight", 1) / (math.sqrt(of_event[e]) if y else 1))
            for n, (s, y, e) in enumerate(zip(stories, yes, events))]
    cross_validate(rows, events, args.pull)
    points, bias = fit([r for r in rows if r[0]], args.pull)
    for rule in ALWAYS:
        points.setdefault(rule, pull(rule))
    with open(args.output, "w", encoding="utf-8") as out:
        out.write("# Points of the matcher's rules: a logistic model over the rules that fire, made by\n"
                  "# `make train CORPUS=STORIES.jsonl`. A story counts as a deal from a sum of 0 on, bias included.\n\n"
                  f"[weights]\nbias = {bias:.2f}\n")
        for rule in sorted(points):
            out.write(f"{rule} = {points[rule]:.2f}\n")


if __name__ == "__main__":
    sys.exit(main())
