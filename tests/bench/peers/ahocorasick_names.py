# SPDX-License-Identifier: Apache-2.0
"""pyahocorasick: longest names between bounds of words, exact case, no output."""

import json
import sys
import time

import ahocorasick


def is_word(text, at):
    return 0 <= at < len(text) and text[at].isalnum()


def main(names, documents):
    automaton = ahocorasick.Automaton()
    for line in open(names, encoding="utf-8"):
        if name := line.rstrip("\n"):
            automaton.add_word(name, len(name))
    automaton.make_automaton()
    texts = [json.loads(line)["text"] for line in open(documents, encoding="utf-8")]
    begin, spans = time.process_time(), 0
    for text in texts:
        for last, size in automaton.iter_long(text):
            spans += not is_word(text, last - size) and not is_word(text, last + 1)
    print(json.dumps({"seconds": time.process_time() - begin, "spans": spans}))


main(*sys.argv[1:3])
