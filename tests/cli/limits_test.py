# SPDX-License-Identifier: Apache-2.0
"""Large input: time and memory stay within bounds, and what is too large is said."""

import json
import os
import resource
import time
import unittest

from harness import PROGRAM, ProgramTest

MEGABYTE = 1 << 20
SANITIZED = b"__asan_init" in open(PROGRAM, "rb").read()


@unittest.skipIf(SANITIZED, "sanitizers change time and memory")
class Large(ProgramTest):
    def run_measured(self, *arguments, run=None):
        """An answer with seconds and the peak of memory in MB, of that one run; of `annotate` if nothing else is said."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            start = time.monotonic()
            with open("/dev/null", "wb") as nothing:
                answer = (run or self.annotate)(*arguments, stdout=nothing)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            os.write(writer, f"{answer.code} {time.monotonic() - start} {peak}".encode())
            os._exit(0)
        os.close(writer)
        code, seconds, peak = os.read(reader, 100).split()
        os.close(reader)
        os.waitpid(child, 0)
        return int(code), float(seconds), int(peak)

    def test_a_line_of_a_hundred_megabytes_is_one_document(self):
        self.write("long.txt", b"x" * (100 * MEGABYTE))
        code, seconds, peak = self.run_measured("long.txt")
        self.assertEqual(code, 0)
        self.assertLess(seconds, 120)
        self.assertLess(peak, 1200)

    def test_a_json_line_of_a_hundred_megabytes_is_one_document(self):
        self.write("long.jsonl", b'{"id": "long", "text": "' + b"x" * (100 * MEGABYTE) + b'"}\n')
        code, seconds, peak = self.run_measured("long.jsonl")
        self.assertEqual(code, 0)
        self.assertLess(seconds, 120)
        self.assertLess(peak, 2000)

    def test_memory_does_not_grow_with_the_number_of_documents(self):
        record = b'{"text": "' + b"In Hyesan on the Yalu River. " * 300 + b'"}\n'
        self.write("few.jsonl", record * 100)
        self.write("many.jsonl", record * 3000)
        for jobs in ("1", "2"):
            few = self.run_measured("-j", jobs, "few.jsonl")
            many = self.run_measured("-j", jobs, "many.jsonl")
            self.assertEqual((few[0], many[0]), (0, 0))
            self.assertLess(many[2], few[2] + 30)


    def test_nor_does_that_of_convert_and_evaluate(self):
        text = "🙂 In Hyesan on the Yalu River. " * 60
        mentions = [{"id": "m1", "begin": 5, "end": 11, "label": "TOWN", "text": "Hyesan"}]
        for name, count in (("few.jsonl", 100), ("many.jsonl", 12000)):
            self.write(name, "".join(json.dumps({"waymark": 1, "id": f"d{i}", "text": text, "mentions": mentions}) + "\n"
                                     for i in range(count)))
        for arguments in (("convert", "-q", "-t", "spacy"), ("evaluate", "few.jsonl"), ("evaluate", "many.jsonl")):
            few = self.run_measured(*arguments, "few.jsonl", run=self.run_waymark)
            many = self.run_measured(*arguments, "many.jsonl", run=self.run_waymark)
            self.assertLess(many[2], few[2] + 15, arguments)


class TooLarge(ProgramTest):
    def test_a_document_over_the_limit_is_an_error_record(self):
        self.write("in/a.txt", "x" * 2000)
        self.write("in/b.txt", "Hyesan")
        answer = self.annotate("--max-document", "1k", "in")
        self.assert_done(answer, 1)
        self.assertEqual([(r["id"], "error" in r) for r in answer.records], [("a.txt", True), ("b.txt", False)])
        self.assertIn("--max-document", answer.err)

    def test_a_line_over_the_limit_is_an_error_record_and_not_kept(self):
        self.write("a.jsonl", b'{"id": "a", "text": "' + b"x" * (5 * MEGABYTE) + b'"}\n{"id": "b", "text": "Hyesan"}\n')
        answer = self.annotate("--max-document", "1MiB", "a.jsonl")
        self.assert_done(answer, 1)
        self.assertEqual(["error" in r for r in answer.records], [True, False])

    def test_sizes_have_units(self):
        self.write("a.txt", "x" * 1500)
        for size, code in (("1000", 1), ("2000", 0), ("1kb", 1), ("2KiB", 0), ("1m", 0)):
            self.assert_done(self.annotate("--max-document", size, "a.txt"), code)


if __name__ == "__main__":
    unittest.main()
