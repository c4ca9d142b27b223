# SPDX-License-Identifier: Apache-2.0
"""`waymark init`: a domain of one's own without touching the program. It annotates and evaluates as its README says."""

import json
import re
import unittest

from harness import ROOT, ProgramTest


class Sample(ProgramTest):
    def setUp(self):
        super().setUp()
        self.assert_done(self.run_waymark("init", "mine"))
        self.mine = self.folder / "mine"

    def test_a_new_folder_annotates_and_evaluates_without_an_error(self):
        answer = self.run_waymark("annotate", "-o", "out.jsonl", "texts/", cwd=self.mine)
        self.assert_done(answer)
        self.assertEqual(answer.err, "")
        answer = self.run_waymark("evaluate", "--fail-under", "1", "gold.jsonl", "out.jsonl", cwd=self.mine)
        self.assert_done(answer)
        self.assertRegex(answer.out, r"(?m)^CITATION +1\.0000")
        self.assertEqual(set(re.findall(r"\d\.\d{4}", answer.out)), {"1.0000"})

    def test_its_gold_holds_what_a_reader_would_mark(self):
        gold = json.loads((self.mine / "gold.jsonl").read_text(encoding="utf-8"))
        self.assertEqual(gold["text"], (self.mine / "texts" / "appeal.txt").read_text(encoding="utf-8"))
        self.assertEqual([m["text"] for m in gold["mentions"] if m["label"] == "CITATION"],
                         ["section 22 of the Privacy Act 2020", "section 22(1)(b) of the Act",
                          "Official Information Act 1982, s 9(2)(a)"])

    def test_the_commands_of_its_readme_work(self):
        for line in (self.mine / "README.md").read_text(encoding="utf-8").splitlines():
            if line.startswith("    waymark "):
                arguments = line.split("#")[0].split()[1:]
                self.assert_done(self.run_waymark(*arguments, cwd=self.mine))

    def test_its_rules_and_entries_have_no_faults(self):
        self.assert_done(self.run_waymark("grammar", "check", "rules.way", cwd=self.mine))
        self.assert_done(self.run_waymark("gazetteer", "check", "gazetteer.yaml", cwd=self.mine))
        tested = self.run_waymark("grammar", "test", "rules.way", cwd=self.mine)
        self.assert_done(tested)
        self.assertRegex(tested.err, r"[1-9]\d* examples, 0 failed")

    def test_nothing_of_the_shipped_domain_is_in_it(self):
        (self.mine / "texts" / "other.txt").write_text("Hyesan, November 4, 2020", encoding="utf-8")
        answer = self.run_waymark("annotate", "texts/other.txt", cwd=self.mine)
        self.assertEqual(answer.records[0]["mentions"], [])

    def test_a_folder_that_holds_something_is_left_alone(self):
        self.assert_fault(self.run_waymark("init", "mine"), 2, "is there already and not empty")
        self.assert_fault(self.run_waymark("init", "small.yaml"), 2, "small.yaml")
        self.assert_fault(self.run_waymark("init", "/proc/mine"), 2, "can't be made")

    def test_an_empty_folder_will_do(self):
        (self.folder / "empty").mkdir()
        self.assert_done(self.run_waymark("init", "empty"))

    def test_it_is_a_copy_of_the_shipped_example(self):
        for path in (ROOT / "examples" / "statutes").rglob("*"):
            if path.is_file():
                self.assertEqual((self.mine / path.relative_to(ROOT / "examples" / "statutes")).read_bytes(), path.read_bytes())


if __name__ == "__main__":
    unittest.main()
