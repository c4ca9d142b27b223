# SPDX-License-Identifier: Apache-2.0
"""Runs the built program in a folder of its own and holds what it answered. The tests say what a user would see."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["WAYMARK_PROGRAM"]
ROOT = pathlib.Path(os.environ["WAYMARK_ROOT"])

# A gazetteer and rules that load at once, for tests that are not about the shipped knowledge.
SMALL_GAZETTEER = """\
gazetteer: small 1
labels: {TOWN: flat, RIVER: flat}
kinds: {small-town: TOWN, small-river: RIVER}
defaults: {derive: none}
entries:
  - {id: x.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: small-town}
  - {id: x.yalu, name: Yalu River, kind: small-river}
"""
SMALL = ["--bare", "-g", "small.yaml"]


class Answer:
    """What a run gave back."""

    def __init__(self, code, out, err):
        self.code, self.raw, self.err = code, out, err.decode("utf-8", "replace")

    @property
    def out(self):
        return self.raw.decode("utf-8")

    @property
    def records(self):
        return [json.loads(line) for line in self.out.splitlines()]


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="waymark-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.write("small.yaml", SMALL_GAZETTEER)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def names(self, folder="."):
        """Files below a folder of the test, sorted."""
        base = self.folder / folder
        return sorted(str(path.relative_to(base)) for path in base.rglob("*") if path.is_file())

    @staticmethod
    def environment(**more):
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "WAYMARK_DATA")}
        return {**kept, "WAYMARK_DATA": str(ROOT), "WAYMARK_NO_CACHE": "1", "LC_ALL": "C.UTF-8", **more}

    def run_waymark(self, *arguments, stdin=b"", cwd=None, env=None, **options):
        options.setdefault("stdout", subprocess.PIPE)
        if isinstance(stdin, str):
            stdin = stdin.encode()
        done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, stderr=subprocess.PIPE, timeout=300,
                              cwd=cwd or self.folder, env=self.environment(**(env or {})), **options)
        return Answer(done.returncode, done.stdout or b"", done.stderr)

    def annotate(self, *arguments, **options):
        """`waymark annotate` with the small gazetteer."""
        return self.run_waymark("annotate", *SMALL, *arguments, **options)

    def start(self, *arguments, **options):
        """Starts the program with pipes, for tests of what happens while it runs."""
        started = subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, cwd=self.folder, env=self.environment(), **options)
        self.addCleanup(self.end, started)
        return started

    @staticmethod
    def end(started):
        if started.poll() is None:
            started.kill()
        started.wait()
        for pipe in (started.stdin, started.stdout, started.stderr):
            if pipe:
                pipe.close()

    def assert_fault(self, answer, code, *fragments):
        """Wrong use or a fault: its exit code, nothing on standard output, all fragments on standard error."""
        self.assertEqual(answer.code, code, answer.err)
        self.assertEqual(answer.raw, b"")
        for fragment in fragments:
            self.assertIn(fragment, answer.err)

    def assert_done(self, answer, code=0):
        self.assertEqual(answer.code, code, answer.err)


def texts(record):
    """The mentions of a record as (label, text)."""
    return [(mention["label"], mention["text"]) for mention in record["mentions"]]
