# SPDX-License-Identifier: Apache-2.0
"""`waymark evaluate`: what it counts, how it says it, and when it fails."""

import csv
import json
import unittest

from harness import ProgramTest


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
        self.assertEqual(report["strict"]["labels"]["PLACE"]["right"], 2)
        self.assertEqual(report["outcomes"]["all"]["type"]["f"], 1)
        self.assertEqual(report["links"]["all"]["recall_at"]["1"], 1)

    def test_csv_is_a_table_with_a_row_for_each_number(self):
        rows = list(csv.DictReader(self.report("-t", "csv", "--by", "id", "gold.jsonl", "gold.jsonl").splitlines()))
        self.assertIn(("", "strict", "PLACE", "2"), [(r["by"], r["table"], r["label"], r["right"]) for r in rows])
        self.assertIn(("d", "strict", "all", "2"), [(r["by"], r["table"], r["label"], r["right"]) for r in rows])

    def test_intervals_are_the_same_every_time(self):
        first = self.report("--intervals", "gold.jsonl", "gold.jsonl")
        self.assertEqual(first, self.report("--intervals", "gold.jsonl", "gold.jsonl"))
        self.assertRegex(first, r"(?m)^PLACE .* 1\.0000 to 1\.0000$")

    def test_a_prediction_may_come_through_a_pipe(self):
        gold = (self.folder / "gold.jsonl").read_bytes()
        answer = self.run_waymark("evaluate", "gold.jsonl", "-", stdin=gold)
        self.assert_done(answer)
        self.assertIn("1.0000", answer.out)

    def test_the_order_of_documents_does_not_matter(self):
        def records(order):
            return "".join(json.dumps({"waymark": 1, "id": f"d{i}", "text": self.TEXT, "mentions": [
                mention(1, 5, 11 if i % 3 else 8, "PLACE", self.TEXT[5:11 if i % 3 else 8])]}) + "\n" for i in order)
        self.write("many.jsonl", records(range(50)))
        self.write("mixed.jsonl", records([49, *range(10, 49), *range(10)]))
        self.document("one.jsonl", [mention(1, 5, 11, "PLACE", "Hyesan")])
        self.assertEqual(self.report("many.jsonl", "many.jsonl"), self.report("many.jsonl", "mixed.jsonl"))
        answer = self.run_waymark("evaluate", "many.jsonl", "one.jsonl")
        self.assertEqual(answer.code, 1)
        self.assertEqual(answer.err.count("[evaluate/absent]"), 50)
        self.assertEqual(answer.err.count("[evaluate/not-in-gold]"), 1)

    def test_documents_without_ids_are_paired_by_their_texts(self):
        tags = "🙂 O\n혜산 B-PLACE\ne\u0301 O\n\n-DOCSTART- O\n\nMusan B-PLACE\n"
        self.write("right.conll", tags)
        self.write("wrong.conll", tags.replace("Musan B-PLACE", "Musan O"))
        answer = self.run_waymark("evaluate", "right.conll", "wrong.conll")
        self.assert_done(answer)
        self.assertRegex(answer.out, r"(?m)^PLACE +1\.0000 +0\.5000 +0\.6667 +1 +0 +1$")
        self.assertIn("note: 2 documents have other ids on each side; they are paired by their texts", answer.err)
        agreement = self.run_waymark("evaluate", "--agreement", "right.conll", "wrong.conll")
        self.assert_done(agreement)
        self.assertIn("right and wrong: 2 documents", agreement.out)

    def test_an_id_that_both_sides_have_goes_before_the_text(self):
        records = [{"waymark": 1, "id": name, "text": self.TEXT, "mentions": found} for name, found in
                   [("a", []), ("b", [mention(1, 5, 11, "PLACE", "Hyesan")])]]
        self.write("two.jsonl", "".join(json.dumps(r) + "\n" for r in records))
        self.write("other.jsonl", "".join(json.dumps({**r, "id": n}) + "\n" for r, n in zip(records, "xb")))
        answer = self.run_waymark("evaluate", "two.jsonl", "other.jsonl")
        self.assert_done(answer)
        self.assertRegex(answer.out, r"(?m)^PLACE +1\.0000 +1\.0000 +1\.0000 +1 +0 +0$")
        self.assertIn("note: one document has another id on each side; it is paired by its text", answer.err)

    def test_a_folder_of_brat_is_a_side(self):
        self.assert_done(self.run_waymark("convert", "-t", "brat", "-o", "brat/", "gold.jsonl"))
        self.assertRegex(self.report("gold.jsonl", "brat"), r"(?m)^PLACE +1\.0000 +1\.0000 +1\.0000 +2 +0 +0$")
        self.assertRegex(self.report("brat", "gold.jsonl"), r"(?m)^PLACE +1\.0000 +1\.0000 +1\.0000 +2 +0 +0$")
        self.assert_done(self.run_waymark("evaluate", "--agreement", "brat", "gold.jsonl"))

    def test_fail_under_answers_1(self):
        self.document("system.jsonl", [])
        self.report("--fail-under", "0.5", "gold.jsonl", "system.jsonl", code=1)
        self.report("--fail-under", "1", "gold.jsonl", "gold.jsonl")

    def test_fail_under_may_ask_for_each_label(self):
        self.document("system.jsonl", [mention(1, 5, 11, "PLACE", "Hyesan")])
        self.report("--fail-under", "0.6,PLACE=0.66", "gold.jsonl", "system.jsonl")
        answer = self.run_waymark("evaluate", "--fail-under", "PLACE=0.67", "gold.jsonl", "system.jsonl")
        self.assert_done(answer, 1)
        self.assertIn("system.jsonl: strict F of PLACE is 0.6667, below 0.6700", answer.err)
        answer = self.run_waymark("evaluate", "--fail-under", "PLCE=0.5", "gold.jsonl", "system.jsonl")
        self.assert_done(answer, 1)
        self.assertIn("neither side has the label 'PLCE'", answer.err)
        self.assertIn("did you mean 'PLACE'?", answer.err)

    def test_every_error_goes_to_its_file(self):
        self.document("system.jsonl", [mention(1, 5, 11, "ROLE", "Hyesan")])
        self.report("--error-list", "errors.jsonl", "gold.jsonl", "system.jsonl")
        errors = [json.loads(line) for line in self.read("errors.jsonl").splitlines()]
        self.assertEqual([(e["kind"], e["gold"]) for e in errors], [("label", [5, 11]), ("missed", [16, 21])])
        self.report("--error-list", "errors.txt", "gold.jsonl", "system.jsonl")
        self.assertIn("d: label: PLACE  Hyesan  given ROLE\n", self.read("errors.txt"))
        answer = self.run_waymark("evaluate", "--error-list", "errors.txt", "gold.jsonl", "system.jsonl")
        self.assert_fault(answer, 2, "errors.txt")

    def test_two_systems_are_compared(self):
        self.document("old.jsonl", [mention(1, 5, 11, "PLACE", "Hyesan", "x.hyesan")])
        report = self.report("gold.jsonl", "old.jsonl", "gold.jsonl")
        self.assertRegex(report, r"(?m)^PLACE +0\.6667 +1\.0000 +\+0\.3333 .* 1\.0000$")
        differences = json.loads(self.report("-t", "json", "gold.jsonl", "old.jsonl", "gold.jsonl"))["differences"]
        self.assertIn(("strict", "PLACE"), [(d["table"], d["label"]) for d in differences])
        self.assertIn("\nlinked,all,0.666667,1.000000,", self.report("-t", "csv", "gold.jsonl", "old.jsonl", "gold.jsonl"))

    def test_annotators_are_compared_and_a_judge_gets_a_folder(self):
        self.document("bob.jsonl", [mention(1, 5, 11, "PLACE", "Hyesan", "x.other"), mention(2, 16, 21, "ROLE", "Musan")])
        report = self.report("--agreement", "--adjudicate", "judge", "gold.jsonl", "bob.jsonl")
        self.assertIn("gold and bob: 1 documents\n  F  strict 0.5000  overlap 0.5000  span only 1.0000\n", report)
        annotations = self.read("judge/d.ann")
        self.assertIn("PLACE 5 11\tHyesan", annotations)
        self.assertIn("disputed=link; said_by=gold: x.hyesan, bob: x.other", annotations)
        self.assertIn("disputed=mention; said_by=bob", annotations)
        self.assertRegex(self.read("judge/annotation.conf"), r"(?m)^ROLE$")
        pairs = json.loads(self.report("--agreement", "-t", "json", "gold.jsonl", "bob.jsonl"))["pairs"]
        self.assertEqual(pairs[0]["annotators"], ["gold", "bob"])

    def test_what_was_refused_in_prodigy_is_no_gold(self):
        span = {"start": 5, "end": 11, "label": "PLACE"}
        records = [{"id": "d", "text": self.TEXT, "spans": [span], "answer": "accept"},
                   {"id": "e", "text": self.TEXT, "spans": [span], "answer": "reject"}]
        self.write("gold.prodigy.jsonl", "".join(json.dumps(record) + "\n" for record in records))
        for record in records:
            del record["answer"]
        self.write("out.prodigy.jsonl", "".join(json.dumps(record) + "\n" for record in records))
        answer = self.run_waymark("evaluate", "gold.prodigy.jsonl", "out.prodigy.jsonl")
        self.assert_done(answer)
        self.assertIn("1 documents, 1 gold mentions", answer.out)
        self.assertIn("1 document was refused", answer.err)
        self.assertIn("1.0000  1.0000  1.0000", answer.out)

    def test_what_a_judge_leaves_of_three_folders_of_brat_is_gold(self):
        town, other = mention(1, 5, 11, "PLACE", "Hyesan"), mention(2, 16, 21, "PLACE", "Musan")
        for name, mentions in (("ann", [town, other]), ("bob", [town]), ("cho", [town, mention(2, 16, 21, "ROLE", "Musan")])):
            self.document(name + ".jsonl", mentions)
            self.assert_done(self.run_waymark("convert", "-q", "-t", "brat", "-o", name + "/", name + ".jsonl"))
        report = self.report("--agreement", "--adjudicate", "judge", "ann/", "bob/", "cho/")
        self.assertIn("\nann and bob: 1 documents\n  F  strict 0.6667", report)
        self.assertIn("\nann and cho: 1 documents\n  F  strict 0.5000", report)
        annotations = self.read("judge/d.ann")
        self.assertIn("said_by=cho", annotations)
        wrong = next(line.split("\t")[0] for line in annotations.splitlines() if "\tROLE 16 21" in line)
        kept = [line for line in annotations.splitlines(True)
                if not line.startswith(wrong + "\t") and f" {wrong}\t" not in line]
        self.write("judge/d.ann", "".join(kept))
        self.assertIn("2 gold mentions", self.report("judge/", "ann/"))
        self.assertIn("1.0000  1.0000  1.0000", self.report("judge/", "ann/"))
        self.assertIn("0.5000", self.report("judge/", "bob/"))

    def test_a_report_goes_to_a_file_that_is_not_overwritten(self):
        self.report("-o", "report.txt", "gold.jsonl", "gold.jsonl")
        self.assertIn("\nPLACE ", self.read("report.txt"))
        self.assert_fault(self.run_waymark("evaluate", "-o", "report.txt", "gold.jsonl", "gold.jsonl"), 2, "report.txt")

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
