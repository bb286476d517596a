#!/usr/bin/env python3
"""Word lists that the code searches by halves stand in order: a word out of its place is never found."""
import re
import sys

from lib import done_testing, ok

LIST = re.compile(r"(\w+)\[\] = \{(.*?)\};", re.S)
SEARCH = re.compile(r"list_has\((\w+), ARRAY_LEN|bsearch\(\s*folded, (\w+), ARRAY_LEN")


def words_of(body):
    """The texts of a list, or what each row of a table begins with."""
    return re.findall(r'\{ "([^"]*)"', body) or re.findall(r'"([^"]*)"', body)


with open("src/story/words.c", encoding="utf-8") as source:
    text = source.read()
searched = {"".join(names) for names in SEARCH.findall(text)}
lists = [(name, words_of(body)) for name, body in LIST.findall(text) if name in searched]
ok(searched and searched == {name for name, _ in lists}, "each list that is searched is found", searched)
for name, words in lists:
    wrong = [later for word, later in zip(words, words[1:]) if word >= later]
    ok(len(words) > 1 and not wrong, f"{name}: {words[0]} to {words[-1]}", wrong)
sys.exit(done_testing())
