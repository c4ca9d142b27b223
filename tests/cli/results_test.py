# SPDX-License-Identifier: Apache-2.0
"""Results of the shipped knowledge over seeds/: they fit the published schema, their spans are what they say, and
evaluate counts them as a reader would."""

import json
import unittest

import jsonschema

from harness import ROOT, ProgramTest

SCHEMA = json.loads((ROOT / "schema" / "waymark-document.schema.json").read_text(encoding="utf-8"))


class Seeds(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plain = None

    def records(self):
        if Seeds.plain is None:
            answer = self.run_waymark("annotate", ROOT / "seeds")
            self.assert_done(answer)
            Seeds.plain = answer.records
        return Seeds.plain

    def test_there_is_a_document_for_every_text(self):
        self.assertEqual([r["id"] for r in self.records()], sorted(path.name for path in (ROOT / "seeds").glob("*.txt")))
        for record in self.records():
            self.assertEqual(record["text"], (ROOT / "seeds" / record["id"]).read_bytes().decode())
            self.assertGreater(len(record["mentions"]), 10)

    def test_every_result_fits_the_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        validator = jsonschema.Draft202012Validator(SCHEMA)
        for record in self.records():
            validator.validate(record)
        for options in (["--offsets", "byte"], ["--offsets", "utf16"], ["--labels", "POST,UNIT"],
                        ["--no-text", "--no-tokens", "--no-sentences", "--no-candidates"]):
            for record in self.run_waymark("annotate", *options, ROOT / "seeds").records:
                validator.validate(record)

    def test_error_records_fit_the_schema(self):
        self.write("a.jsonl", "{oops\n[]\n")
        for record in self.run_waymark("annotate", "a.jsonl").records:
            jsonschema.Draft202012Validator(SCHEMA).validate(record)

    def test_every_text_equals_its_slice(self):
        for record in self.records():
            text = record["text"]
            for mention in record["mentions"]:
                self.assertEqual(text[mention["begin"]:mention["end"]], mention["text"])
                for slot in mention.get("slots", {}).values():
                    if isinstance(slot, dict):
                        self.assertEqual(text[slot["begin"]:slot["end"]], slot["text"])

    def test_mentions_are_numbered_in_their_order(self):
        for record in self.records():
            mentions = record["mentions"]
            self.assertEqual([m["id"] for m in mentions], [f"m{n}" for n in range(1, len(mentions) + 1)])
            order = [(m["begin"], -m["end"], m["label"]) for m in mentions]
            self.assertEqual(order, sorted(order))

    def test_references_lead_to_mentions(self):
        for record in self.records():
            ids = {m["id"] for m in record["mentions"]}
            for mention in record["mentions"]:
                for slot in mention.get("slots", {}).values():
                    for value in slot if isinstance(slot, list) else [slot]:
                        self.assertTrue(isinstance(value, dict) or value in ids)
            for relation in record.get("relations", []):
                self.assertLessEqual({relation["from"], relation["to"]}, ids)

    def test_flat_mentions_do_not_overlap(self):
        for record in self.records():
            flat = [m for m in record["mentions"] if m["label"] not in ("POST", "UNIT")]
            for before, after in zip(flat, flat[1:]):
                self.assertLessEqual(before["end"], after["begin"], (record["id"], before["text"], after["text"]))

    def test_the_same_run_gives_the_same_bytes(self):
        first, second = (self.run_waymark("annotate", "-j", jobs, ROOT / "seeds").raw for jobs in ("1", "2"))
        self.assertEqual(first, second)

    def test_options_that_change_results_change_the_run(self):
        run = self.records()[0]["run"]
        self.assertEqual({r["run"] for r in self.records()}, {run})
        self.assertNotEqual(self.run_waymark("annotate", "--labels", "PLACE", ROOT / "seeds").records[0]["run"], run)
        self.assertEqual(self.run_waymark("annotate", "-j", "2", ROOT / "seeds").records[0]["run"], run)

    def test_the_third_command_of_the_readme_works(self):
        self.assert_done(self.run_waymark("annotate", "-o", "out.jsonl", ROOT / "seeds"))
        answer = self.run_waymark("evaluate", "--fail-under", "0.9", ROOT / "tests/gold/seeds.jsonl", "out.jsonl")
        self.assert_done(answer)
        for label in ("PLACE", "AGENCY", "ROLE", "PERSON", "DATE", "POST"):
            self.assertRegex(answer.out, rf"(?m)^{label} ")


def mention(number, begin, end, label, text, entry=None):
    return {"id": f"m{number}", "begin": begin, "end": end, "label": label, "text": text,
            "link": {"entry": entry} if entry else None}


class Evaluate(ProgramTest):
    TEXT = "🙂 In Hyesan and Musan."

    def setUp(self):
        super().setUp()
        self.document("gold.jsonl", [mention(1, 5, 11, "PLACE", "Hyesan", "x.hyesan"),
                                     mention(2, 16, 21, "PLACE", "Musan", "x.musan")])

    def document(self, name, mentions, text=TEXT):
        record = {"waymark": 1, "id": "d", "text": text, "offsets": "codepoint", "mentions": mentions}
        self.write(name, json.dumps(record, ensure_ascii=False) + "\n")

    def report(self, *arguments, code=0):
        answer = self.run_waymark("evaluate", *arguments)
        self.assert_done(answer, code)
        return answer.out

    def test_gold_against_itself_is_without_error(self):
        self.assertRegex(self.report("gold.jsonl", "gold.jsonl"), r"(?m)^PLACE +1\.0000 +1\.0000 +1\.0000 +2 +0 +0$")

    def test_counts_are_those_of_a_reader(self):
        self.document("system.jsonl", [mention(1, 5, 11, "PLACE", "Hyesan", "x.other"),
                                       mention(2, 12, 21, "PLACE", "and Musan")])
        report = self.report("gold.jsonl", "system.jsonl")
        strict, overlap = report.split("overlap")[:2]
        self.assertRegex(strict, r"(?m)^PLACE +0\.5000 +0\.5000 +0\.5000 +1 +1 +1$")
        self.assertRegex(overlap, r"(?m)^PLACE +1\.0000 +1\.0000 +1\.0000 +2 +0 +0$")
        self.assertRegex(report.split("links")[1], r"(?m)^PLACE +0\.0000 +0 +1 +0")
        self.assertIn("[Musan]", report)

    def test_json_holds_the_same(self):
        report = json.loads(self.report("-t", "json", "gold.jsonl", "gold.jsonl"))
        self.assertTrue(report)

    def test_a_prediction_may_come_through_a_pipe(self):
        gold = (self.folder / "gold.jsonl").read_bytes()
        answer = self.run_waymark("evaluate", "gold.jsonl", "-", stdin=gold)
        self.assert_done(answer)
        self.assertIn("1.0000", answer.out)

    def test_fail_under_answers_1(self):
        self.document("system.jsonl", [])
        self.report("--fail-under", "0.5", "gold.jsonl", "system.jsonl", code=1)
        self.report("--fail-under", "1", "gold.jsonl", "gold.jsonl")

    def test_an_error_record_of_the_prediction_is_a_document_without_one(self):
        self.write("system.jsonl", '{"id": "d", "error": "not UTF-8"}\n')
        answer = self.run_waymark("evaluate", "gold.jsonl", "system.jsonl")
        self.assert_done(answer, 1)
        self.assertRegex(answer.out, r"(?m)^PLACE +0\.0000 +0\.0000 +0\.0000 +0 +0 +2$")
        self.assertIn("system.jsonl:1", answer.err)

    def test_a_fault_in_gold_is_wrong_use(self):
        self.write("bad.jsonl", "{oops\n")
        self.assert_fault(self.run_waymark("evaluate", "bad.jsonl", "gold.jsonl"), 2, "bad.jsonl:1:2: error:")
        self.assert_fault(self.run_waymark("evaluate", "gold.jsonl", "nosuch.jsonl"), 2, "nosuch.jsonl")

    def test_a_prediction_in_conll_is_read(self):
        self.write("a.txt", "In Hyesan on the Yalu River.")
        self.assert_done(self.annotate("-o", "a.jsonl", "a.txt"))
        self.assert_done(self.annotate("-o", "a.conll", "a.txt"))
        self.assertRegex(self.report("a.jsonl", "a.conll"), r"(?m)^TOWN +1\.0000")


if __name__ == "__main__":
    unittest.main()
