# SPDX-License-Identifier: Apache-2.0
"""`waymark normalize` from outside: lists, tables that come back as they were, JSON lines, derived forms."""

import csv
import io
import unittest

from harness import ProgramTest

GAZETTEER = """\
gazetteer: small 1
labels: {PLACE: flat}
kinds: {land: PLACE, small-county: {label: PLACE, generic: [군]}, small-city: {label: PLACE, generic: [시]}}
entries:
  - {id: n, name: {en: North, ko: 북}, kind: land}
  - {id: s, name: {en: Southland, ko: 남}, kind: land}
  - {id: n.musan, name: {en: Musan County, ko: 무산군, hanja: 茂山郡}, kind: small-county, in: n, derive: korean,
     ids: {geonames: "1", iso: X}}
  - {id: n.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: small-city, in: n, derive: korean}
  - {id: n.kosong, name: {en: Kosong County, ko: 고성군}, kind: small-county, in: n, derive: korean}
  - {id: s.goseong, name: {en: Goseong, ko: 고성군}, kind: small-county, in: s}
"""
COLUMNS = "waymark_entry;waymark_name;waymark_ko;waymark_kind;waymark_ids;waymark_score;waymark_why;waymark_status"


class NormalizeTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("places.yaml", GAZETTEER)

    def normalize(self, *arguments, **options):
        return self.run_waymark("normalize", "--bare", "-g", "places.yaml", *arguments, **options)


class Lines(NormalizeTest):
    def test_each_line_has_one_record_empty_ones_too(self):
        answer = self.normalize(stdin="Musan-kun\n\n혜산\nnowhere 🙂\n")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual([r["entry"] for r in answer.records], ["n.musan", None, "n.hyesan", None])
        self.assertEqual([r["status"] for r in answer.records], ["matched", "none", "matched", "none"])
        self.assertEqual(list(answer.records[0]), ["input", "entry", "name", "ko", "kind", "why", "status", "corrected",
                                                   "score", "candidates"])
        self.assertEqual(list(answer.records[0]["candidates"][0]), ["entry", "name", "ko", "corrected", "score"])

    def test_an_empty_line_of_json_lines_has_an_answer(self):
        answer = self.normalize("--from", "jsonl", stdin='{"name": "Musan"}\n\n{"name": "Hyesan"}\n')
        self.assertEqual([r["entry"] for r in answer.records], ["n.musan", None, "n.hyesan"])

    def test_a_correction_says_so(self):
        record = self.normalize(stdin="Hyeesan\n").records[0]
        self.assertEqual((record["entry"], record["status"], record["corrected"]), ("n.hyesan", "corrected", True))

    def test_review_keeps_what_a_person_should_see(self):
        answer = self.normalize("--review", stdin="Musan\nKosong\nnowhere\n")
        self.assertEqual([r["input"] for r in answer.records], ["Kosong", "nowhere"])

    def test_within_and_kind_choose(self):
        self.assertEqual(self.normalize("--within", "s", stdin="Kosong\n").records[0]["entry"], "s.goseong")
        self.assertIsNone(self.normalize("--kind", "small-city", stdin="Kosong\n").records[0]["entry"])

    def test_the_name_is_written_as_asked(self):
        names = [self.normalize("--write-as", scheme, stdin="Musan\n").records[0]["name"]
                 for scheme in ("hanja", "ko", "mr", "en")]
        self.assertEqual(names, ["茂山郡", "무산군", "Musan-gun", "Musan County"])

    def test_text_is_for_a_reader(self):
        answer = self.normalize("-t", "text", "--explain", stdin="Musan-kun\n")
        self.assertIn("Musan-kun  →  Musan County  무산군  n.musan", answer.out)
        self.assertIn("generic 군 hyphenated", answer.out)

    def test_a_list_becomes_a_table(self):
        rows = list(csv.reader(io.StringIO(self.normalize("-t", "csv", stdin="a, b\nMusan\n").out)))
        self.assertEqual(rows[0][:2], ["input", "waymark_entry"])
        self.assertEqual([row[:2] for row in rows[1:]], [["a, b", ""], ["Musan", "n.musan"]])

    def test_a_line_that_is_no_utf8_is_an_error_record(self):
        answer = self.normalize(stdin=b"Musan\n\xff\xfe\nHyesan\n")
        self.assertEqual(answer.code, 1)
        self.assertEqual([r.get("entry", "error") for r in answer.records], ["n.musan", "error", "n.hyesan"])


class Tables(NormalizeTest):
    def test_a_table_comes_back_as_it_was_but_for_the_new_columns(self):
        table = ("\ufeffno;place;note\r\n"
                 "1;Musan-kun;\"two\r\nlines; \"\"quoted\"\"\"\r\n"
                 "2;\"혜산\";🙂 e\u0301\r\n"
                 "3;;\r\n")
        self.write("catalogue.csv", table)
        answer = self.normalize("--field", "place", "catalogue.csv")
        self.assertEqual(answer.code, 0, answer.err)
        kept = answer.out
        rows = list(csv.reader(io.StringIO(kept, newline=""), delimiter=";"))
        self.assertEqual(";".join(rows[0][3:]), COLUMNS)
        self.assertEqual([row[3] for row in rows[1:]], ["n.musan", "n.hyesan", ""])
        self.assertEqual([row[10] for row in rows[1:]], ["matched", "matched", "none"])
        self.assertEqual(rows[1][7], "geonames:1 iso:X")
        # Without the new columns every byte is the old one.
        for row in rows:
            added = ";".join('"' + v.replace('"', '""') + '"' if ";" in v or '"' in v else v for v in row[3:])
            kept = kept.replace(";" + added, "", 1)
        self.assertEqual(kept, table)

    def test_candidates_go_into_a_second_table(self):
        self.write("names.tsv", "name\twhere\nKosong\t\nMusan\t\n")
        answer = self.normalize("names.tsv", "--candidates", "second.csv")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(len(answer.out.splitlines()), 3)
        rows = list(csv.DictReader(io.StringIO(self.read("second.csv"))))
        self.assertEqual([(r["row"], r["rank"], r["entry"]) for r in rows],
                         [("2", "1", "n.kosong"), ("2", "2", "s.goseong"), ("3", "1", "n.musan")])

    def test_columns_beside_the_name_choose(self):
        self.write("names.csv", "name,country,note\nKosong,Southland,\nKosong,n,\nKosong,,from Hyesan\n")
        answer = self.normalize("names.csv", "--within-field", "country", "--context-field", "note", "--to", "jsonl")
        self.assertEqual([(r["entry"], r["status"]) for r in answer.records],
                         [("s.goseong", "matched"), ("n.kosong", "matched"), ("n.kosong", "matched")])

    def test_wrong_use_is_told(self):
        self.write("names.csv", "nam,x\nMusan,1\n")
        for arguments, words in ((["names.csv"], ["no column 'name'", "nam"]),
                                 (["--within", "nowhere", "names.csv"], ["unknown entry 'nowhere'"]),
                                 (["--kind", "small-cty", "names.csv"], ["unknown kind", "small-city"]),
                                 (["--write-as", "hanj", "names.csv"], ["unknown scheme", "hanja"]),
                                 (["missing.csv"], ["missing.csv"])):
            answer = self.normalize(*arguments)
            self.assertEqual(answer.code, 2, arguments)
            for word in words:
                self.assertIn(word, answer.err)


class JsonLines(NormalizeTest):
    def test_a_field_of_records(self):
        self.write("names.jsonl", '{"place": "Musan"}\n{"place": null}\n{oops\n{"place": "Kosong", "in": "Southland"}\n')
        answer = self.normalize("--field", "place", "--within-field", "in", "names.jsonl")
        self.assertEqual(answer.code, 1)
        self.assertEqual([r.get("entry", "error") for r in answer.records], ["n.musan", None, "error", "s.goseong"])

    def test_all_forms_that_derive_from_a_name(self):
        record = self.normalize("--derive", stdin="함경북도\n").records[0]
        self.assertEqual(list(record), ["input", "forms"])
        forms = {(form["form"], form["scheme"]) for form in record["forms"]}
        for wanted in (("Hamgyŏng-bukto", "mr"), ("Hamgyong-bukto", "mr-plain"), ("Hamgyŏngbuk-do", "dprk-1992"),
                       ("Hamgyeongbuk-do", "rr")):
            self.assertIn(wanted, forms)


if __name__ == "__main__":
    unittest.main()
