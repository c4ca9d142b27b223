# SPDX-License-Identifier: Apache-2.0
"""What happens while input still comes: a record leaves as soon as it is done; a reader that goes away ends the run."""

import json
import os
import select
import subprocess
import unittest

from harness import PROGRAM, SMALL, ProgramTest

WAIT = 120  # seconds; far more than a record takes where other work has the machine


def line(number):
    return json.dumps({"id": f"d{number}", "text": "Hyesan"}).encode() + b"\n"


class Streaming(ProgramTest):
    def read_line(self, started):
        ready, _, _ = select.select([started.stdout], [], [], WAIT)
        self.assertTrue(ready, "no record came while the pipe was open")
        return json.loads(started.stdout.readline())

    def test_a_record_leaves_as_soon_as_it_is_done(self):
        for jobs in ("1", "4"):
            with self.subTest(jobs=jobs):
                started = self.start("annotate", *SMALL, "-j", jobs)
                for number in range(3):
                    started.stdin.write(line(number))
                    started.stdin.flush()
                    self.assertEqual(self.read_line(started)["id"], f"d{number}")
                started.stdin.close()
                self.assertEqual(started.wait(WAIT), 0)

    def test_a_row_of_a_table_leaves_as_soon_as_it_is_done(self):
        started = self.start("annotate", *SMALL, "-f", "csv")
        started.stdin.write(b"id,text\n")
        for number in range(3):
            started.stdin.write(f'r{number},"Hyesan,\n {number}"\n'.encode())
            started.stdin.flush()
            self.assertEqual(self.read_line(started)["id"], f"r{number}")

    def test_an_error_record_leaves_as_soon_as_it_is_known(self):
        started = self.start("annotate", *SMALL, "-f", "jsonl")
        started.stdin.write(b"{oops\n")
        started.stdin.flush()
        self.assertIn("error", self.read_line(started))
        started.stdin.close()
        self.assertEqual(started.wait(WAIT), 1)

    def test_a_closed_pipe_ends_quietly(self):
        with open(self.folder / "many.jsonl", "wb") as many:
            for number in range(20000):
                many.write(line(number))
        for jobs in ("1", "4"):
            done = subprocess.run(
                ["bash", "-c", f'"{PROGRAM}" annotate {" ".join(SMALL)} -j {jobs} many.jsonl | head -n 1 | wc -l; '
                               'echo "${PIPESTATUS[0]}"'],
                capture_output=True, text=True, cwd=self.folder, env=self.environment(), timeout=300, check=True)
            self.assertEqual((done.stdout, done.stderr), ("1\n0\n", ""))

    def test_a_sidecar_that_nobody_reads_to_its_end_is_a_fault_and_no_output_appears(self):
        with open(self.folder / "many.jsonl", "wb") as many:
            for number in range(20000):
                many.write(line(number))
        os.mkfifo(self.folder / "side")
        for command in (("annotate", *SMALL, "-j", "1"), ("annotate", *SMALL, "-j", "2"), ("convert", "-t", "jsonl")):
            with self.subTest(command=command):
                started = self.start(*command, "--sidecar", "side", "-o", "out.jsonl", "many.jsonl")
                with open(self.folder / "side", "rb") as side:
                    self.assertTrue(side.read(1))
                self.assertEqual(started.wait(WAIT), 2)
                self.assertIn(b"side: error: can't be written: Broken pipe", started.stderr.read())
                self.assertNotIn("out.jsonl", self.names())

    def test_candidates_that_nobody_reads_to_their_end_are_a_fault(self):
        self.write("names.txt", "Hyesan\n" * 50000)
        os.mkfifo(self.folder / "candidates.csv")
        started = self.start("normalize", *SMALL, "--candidates", "candidates.csv", "-o", "out.csv", "names.txt")
        with open(self.folder / "candidates.csv", "rb") as candidates:
            self.assertTrue(candidates.read(1))
        self.assertEqual(started.wait(WAIT), 2)
        self.assertNotIn("out.csv", self.names())

    def test_a_pipe_that_nobody_reads_at_all_ends_quietly(self):
        self.write("a.txt", "Hyesan")
        inner, outer = os.pipe()
        os.close(inner)
        answer = self.annotate("a.txt", stdout=outer)
        os.close(outer)
        self.assertEqual((answer.code, answer.err), (0, ""))

    def test_an_interrupted_run_leaves_no_half_file(self):
        started = self.start("annotate", *SMALL, "-o", "out.jsonl")
        started.stdin.write(line(1))
        started.stdin.flush()
        for _ in range(WAIT * 10):
            if any(name.startswith(".waymark-") for name in self.names()):
                break
            select.select([], [], [], 0.1)
        started.terminate()
        self.assertEqual(started.wait(WAIT), -15)
        self.assertEqual(self.names(), ["small.yaml"])


if __name__ == "__main__":
    unittest.main()
