#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Native JSON lines → spaCy's DocBin, for `spacy train`.

    waymark convert -t jsonl --sure 0.7 --unsure mask --split train=0.9,dev=0.1 -o corpus/ gold.jsonl
    python3 examples/docbin/to_docbin.py corpus/train.jsonl train.spacy

Flat mentions become entities, all of them the span group `sc`; what is masked is neither entity nor none, so that
training leaves it out; a document that was never annotated (no tokens) is passed over. White space at the edges of a
mention is cut off, since spaCy refuses to learn it; what is left out is counted. Needs spaCy 3."""

import json
import sys


def gaps(text, tokens):
    """The tokens with the white space between them as spaCy has it: one space belongs to the token before, all else is
    a token. Gives words and whether a space follows each."""
    words, spaces, end = [], [], 0
    for begin, stop in [*tokens, (len(text), len(text))]:
        gap = text[end:begin]
        if gap.startswith(" ") and words:
            spaces[-1], gap = True, gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if begin < stop:
            words.append(text[begin:stop])
            spaces.append(False)
        end = stop
    return words, spaces


def cut(tokens, mentions):
    """The tokens, cut where a mention begins or ends inside one."""
    edges = sorted({mention[edge] for mention in mentions for edge in ("begin", "end")})
    pieces = []
    for begin, end in tokens:
        inner = [edge for edge in edges if begin < edge < end]
        pieces += zip([begin, *inner], [*inner, end])
    return pieces


def in_order(tokens):
    """Tokens by their begins, none into the one before; those that came with a document may be otherwise."""
    pieces, end = [], 0
    for begin, stop in sorted(tokens):
        begin = max(begin, end)
        if begin < stop:
            pieces.append((begin, stop))
            end = stop
    return pieces


def trimmed(text, mention):
    """The mention without white space at its edges; None if it is nothing else."""
    piece = text[mention["begin"]:mention["end"]]
    begin = mention["begin"] + len(piece) - len(piece.lstrip())
    return {**mention, "begin": begin, "end": begin + len(piece.strip())} if piece.strip() else None


def flat(mentions):
    """Mentions that overlap none before them, those without slots first."""
    taken, covered = [], set()
    for mention in sorted(mentions, key=lambda m: (bool(m.get("slots")), m["begin"], -m["end"])):
        place = range(mention["begin"], mention["end"])
        if covered.isdisjoint(place):
            taken.append(mention)
            covered.update(place)
    return taken


def is_masked(mention):
    return mention.get("features", {}).get("masked") is True


def make_doc(record, vocab):
    from spacy.tokens import Doc

    text, mentions = record["text"], [m for m in (trimmed(record["text"], m) for m in record["mentions"]) if m]
    words, spaces = gaps(text, cut(in_order(record["tokens"]), mentions))
    doc = Doc(vocab, words=words, spaces=spaces)
    assert doc.text == text, record["id"]

    def span(mention):
        entry = (mention.get("link") or {}).get("entry", "")
        return doc.char_span(mention["begin"], mention["end"], label=mention["label"], kb_id=entry)

    sure = [mention for mention in mentions if not is_masked(mention)]
    masked = [span(mention) for mention in mentions if is_masked(mention)]
    entities = [found for found in map(span, flat(sure)) if found is not None]
    blocked = {token.i for found in entities for token in found}
    # Token by token: set_ents wants none twice, and what is masked may overlap.
    unsure = sorted({token.i for found in masked if found is not None for token in found} - blocked)
    doc.set_ents(entities, missing=[doc[i:i + 1] for i in unsure], default="outside")
    doc.spans["sc"] = [found for found in map(span, sure) if found is not None]
    return doc, len(record["mentions"]) - len(doc.spans["sc"]) - len(masked) + masked.count(None)


def main(source, target):
    import spacy
    from spacy.tokens import DocBin

    vocab, docs, left_out = spacy.blank("xx").vocab, DocBin(), 0
    with open(source, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if "error" not in record and record.get("tokens"):
                doc, missed = make_doc(record, vocab)
                docs.add(doc)
                left_out += missed
    docs.to_disk(target)
    print(f"{len(docs)} documents, {left_out} mentions without a token left out", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: to_docbin.py NATIVE.jsonl OUT.spacy")
    main(*sys.argv[1:])
