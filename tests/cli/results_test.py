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


if __name__ == "__main__":
    unittest.main()
