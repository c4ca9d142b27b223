#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times one text with ten rules and with a thousand, in alternating pairs.

The rules have the eight shapes that users write most: a phrase; a number and its unit; capitalised
words before a head word; a word at a name of the gazetteer; one of a list, "of" and a capital; a
word with what must not stand beside it; a regular expression and a word; two names with a comma and
a test. The words come from the text itself, so that rules are met: those that stand in it seldom,
as the terms of a domain do, picked by chance, with what follows them there. Ten are the first of
the thousand. Each time is user and system of the whole program less that of loading alone, JSON
lines in and out.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import statistics

import timing

SHAPES = 8
COMMONEST = 1 / 20_000  # of the tokens of the text, a word of the rules
RAREST = 1 / 2_000_000
WORD = re.compile(r"[A-Za-z]{4,}")

HEAD = """grammar bench.rules 1

label TERM flat

phase terms longest

"""


def pairs_of_text(path):
    """Seldom words of the text, each with a word that follows one of its places."""
    counts, followers, total = collections.Counter(), {}, 0
    with path.open(encoding="utf-8") as records:
        for record in records:
            words = json.loads(record)["text"].split()
            total += len(words)
            for word, following in zip(words, words[1:]):
                if WORD.fullmatch(word) and word.islower():
                    counts[word] += 1
                    if WORD.fullmatch(following):
                        followers.setdefault(word, following.lower())
    low, high = RAREST * total, COMMONEST * total
    return [(word, followers[word]) for word, count in sorted(counts.items())
            if word in followers and low < count < high]


def make_rule(number, pairs, chance):
    word, following = chance.choice(pairs)
    other = chance.choice(pairs)[0]
    shape = number % SHAPES
    find, more = {
        0: (f'"{word}" "{following}"', ""),
        1: (f'<num> "{word}"', ""),
        2: (f'<cap>{{1,3}} "{word}"', ""),
        3: (f'"{word}" ("in" | "at" | "of") place:PLACE', ""),
        4: ("(" + " | ".join(f'"{chance.choice(pairs)[0]}"' for _ in range(6)) + ') "of" <cap>', ""),
        5: (f'"{word}"', f'  not before "{following}"\n  not after "{other}"\n'),
        6: (f'/[a-z]+{following[-3:]}/ "{word}"', ""),
        7: (f'place:PLACE "," "the"? "{word}"', '  unless place is "London"\n'),
    }[shape]
    return f"rule made.r{number} -> TERM\n  find   {find}\n{more}\n"


def write_rules(path, count, pairs):
    chance = random.Random(7)
    path.write_text(HEAD + "".join(make_rule(i, pairs, chance) for i in range(count)),
                    encoding="utf-8")


def count_terms(output):
    with output.open(encoding="utf-8") as records:
        return sum(mention["label"] == "TERM" for record in records
                   for mention in json.loads(record)["mentions"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=pathlib.Path, help="JSON lines, as inputs.py makes them")
    parser.add_argument("--names", type=pathlib.Path, required=True,
                        help="a gazetteer of places, .wmg or .yaml")
    parser.add_argument("--waymark", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    nothing = options.work / "nothing.jsonl"
    nothing.write_text("")
    pairs = pairs_of_text(options.text)
    commands = {}
    for count in (10, 1000):
        rules = options.work / f"rules-{count}.way"
        write_rules(rules, count, pairs)
        commands[count] = [options.waymark, "annotate", "--bare", "-g", options.names, "-G", rules]
    megabytes = options.text.stat().st_size / 1e6
    rates, loads, terms = {10: [], 1000: []}, {10: [], 1000: []}, {}
    for _ in range(options.rounds):
        for count, command in commands.items():
            output = options.work / "out.jsonl"
            loads[count].append(timing.measure([*command, nothing]).cpu)
            seconds = timing.measure([*command, options.text], output).cpu - loads[count][-1]
            rates[count].append(megabytes / seconds)
            terms[count] = terms.get(count) or count_terms(output)
    for count in commands:
        print(f"{count:5} rules: {statistics.median(rates[count]):6.1f} MB/s,"
              f" {terms[count]} matches, loaded in {statistics.median(loads[count]):.3f} s")
    kept = statistics.median(b / a for a, b in zip(rates[10], rates[1000]))
    print(f"a thousand rules keep {kept:.0%} of the speed with ten")


if __name__ == "__main__":
    main()
