# SPDX-License-Identifier: Apache-2.0
"""`waymark explain` from outside: which places it takes, its three formats, and its answers to wrong questions."""

import json
import unittest

from harness import ProgramTest

RULES = """\
grammar small.rules 1
label STAY { town: TOWN }
phase stays longest
rule stay.in -> STAY
  find "in" town:TOWN "for" <num> "days"
"""
TEXT = "🙂 강 They stayed in Hyesan for 3 days. Later they stayed in Hyesan for weeks."
SMALL = ["--bare", "-g", "small.yaml", "-G", "rules.way"]


class Explain(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("rules.way", RULES)
        self.write("a.txt", TEXT)

    def explain(self, *arguments, **options):
        return self.run_waymark("explain", *SMALL, *arguments, **options)

    def records(self, *arguments):
        answer = self.explain("--to", "json", *arguments)
        self.assert_done(answer)
        return answer.records

    def test_each_place_of_a_text_is_explained(self):
        records = self.records("a.txt", "--at", "Hyesan")
        self.assertEqual([TEXT[r["at"]["begin"]:r["at"]["end"]] for r in records], ["Hyesan", "Hyesan"])
        self.assertLess(records[0]["at"]["begin"], records[1]["at"]["begin"])

    def test_one_place_is_chosen_by_number_or_offset(self):
        second = self.records("a.txt", "--at", "hyesan", "--nth", "2")
        begin = TEXT.rindex("Hyesan")
        self.assertEqual([r["at"]["begin"] for r in second], [begin])
        self.assertEqual(self.records("a.txt", "--at", f"{begin}-{begin + 6}"), second)

    def test_a_candidate_has_its_entries_and_its_slots(self):
        record = self.records("a.txt", "--at", "Hyesan", "--nth", "1")[0]
        town, = (c for c in record["candidates"] if c["label"] == "TOWN")
        self.assertEqual((town["entries"][0]["entry"], town["linked"], town["stands"]), ("x.hyesan", True, True))
        stay, = (c for c in record["candidates"] if c["label"] == "STAY")
        self.assertEqual(stay["by"], "rule:stay.in")
        self.assertEqual([s["name"] for s in stay["slots"]], ["town"])
        self.assertEqual([m["rule"] for m in record["matches"]], ["stay.in"])

    def test_a_rule_that_did_not_match_says_what_it_met(self):
        record = self.records("a.txt", "--at", "Hyesan", "--nth", "2", "--rule", "stay.in")[0]
        attempt, = record["rule"]["attempts"]
        self.assertEqual((attempt["outcome"], attempt["text"]), ("absent", "Later they stayed in Hyesan for weeks."))
        self.write("b.txt", "They stayed in Hyesan for 3 long days.")
        attempt, = self.records("b.txt", "--rule", "stay.in")[0]["rule"]["attempts"]
        self.assertEqual((attempt["outcome"], attempt["text"]), ("failed", "in Hyesan for 3"))
        self.assertEqual(attempt["seen"], ["'long'"])
        self.assertTrue(attempt["expected"][0].startswith('"days" ('))

    def test_the_reading_form_is_the_default(self):
        answer = self.explain("a.txt", "--at", "Hyesan", "--nth", "1")
        self.assert_done(answer)
        for words in ("a.txt, code points", "in [Hyesan] for", "TOWN 'Hyesan'", "x.hyesan", "stay.in 'in Hyesan for 3 days'"):
            self.assertIn(words, answer.out)
        self.assertNotIn("\x1b", answer.out)
        self.assertIn("\x1b[", self.explain("a.txt", "--at", "Hyesan", "--color", "always").out)

    def test_a_page_is_written_by_suffix_and_not_over_another(self):
        self.assert_done(self.explain("a.txt", "-o", "a.html"))
        page = self.read("a.html")
        self.assertTrue(page.startswith("<!DOCTYPE html>") and page.endswith("</html>\n"))
        self.assertNotIn("<script", page)
        self.assertEqual(self.explain("a.txt", "-o", "a.html").code, 2)
        self.assert_done(self.explain("a.txt", "-o", "a.html", "--force"))

    def test_documents_without_the_place_are_passed_over(self):
        self.write("many.jsonl", "".join(json.dumps({"id": str(n), "text": text}) + "\n"
                                         for n, text in enumerate(["nothing", "in Hyesan", "in Hyesan, in Hyesan"])))
        self.assertEqual([r["id"] for r in self.records("many.jsonl", "--at", "Hyesan")], ["1", "2", "2"])

    def test_wrong_questions_are_answered(self):
        self.assert_fault(self.explain("a.txt", "--at", "Hyesen"), 2, "explain/not-found", "did you mean 'Hyesan'?")
        self.assert_fault(self.explain("a.txt", "--at", "Hyesan", "--nth", "3"), 2, "stands there 2 times")
        self.assert_fault(self.explain("a.txt", "--at", "9999"), 2, "explain/offset")
        self.assert_fault(self.explain("a.txt", "--rule", "stay.im"), 2, "explain/unknown-rule", "did you mean 'stay.in'?")
        self.assert_fault(self.explain("a.txt", "--nth", "2"), 2, "--at")
        self.assert_fault(self.explain("a.txt", "--to", "htlm"), 2, "html")
        self.assert_fault(self.explain("none.txt"), 2, "no such file")

    def test_a_bad_record_is_reported_and_the_others_explained(self):
        self.write("bad.txt", b"in Hyesan \xff")
        answer = self.explain("bad.txt", "a.txt", "--at", "Hyesan", "--to", "json")
        self.assertEqual(answer.code, 1)
        self.assertEqual(len(answer.records), 2)
        self.assertIn("bad.txt", answer.err)


if __name__ == "__main__":
    unittest.main()
