# SPDX-License-Identifier: Apache-2.0
"""What is read, which ids documents get, and what bad input is answered with."""

import gzip
import json
import os
import unittest

from harness import ProgramTest, texts

BAD = b"\xff\xfe bad"


class Input(ProgramTest):
    def test_the_id_is_the_path_below_a_folder_a_files_name_or_a_dash(self):
        self.write("in/b/two.txt", "Hyesan")
        self.write("in/one.txt", "Hyesan")
        self.assertEqual([r["id"] for r in self.annotate("in").records], ["b/two.txt", "one.txt"])
        self.assertEqual([r["id"] for r in self.annotate("in/").records], ["b/two.txt", "one.txt"])
        self.assertEqual([r["id"] for r in self.annotate("in/b/two.txt").records], ["two.txt"])
        self.assertEqual([r["id"] for r in self.annotate(stdin="Hyesan").records], ["-"])
        self.assertEqual([r["id"] for r in self.annotate("-", stdin="Hyesan").records], ["-"])

    def test_a_folder_is_walked_in_order_of_bytes_and_takes_documents_only(self):
        for name in ("b.txt", "B.txt", "a/z.txt", "a.txt", "c.jsonl", "notes.md", "d.conll", "é.txt"):
            self.write("in/" + name, '{"id": "c", "text": ""}' if name == "c.jsonl" else "x")
        self.assertEqual([r["id"] for r in self.annotate("in").records],
                         ["B.txt", "a.txt", "a/z.txt", "b.txt", "c", "é.txt"])

    def test_packed_files_are_unpacked(self):
        self.write("a.txt.gz", gzip.compress("In Hyesan.".encode()) + gzip.compress(b" On the Yalu River."))
        self.assertEqual(texts(self.annotate("a.txt.gz").records[0]), [("TOWN", "Hyesan"), ("RIVER", "Yalu River")])
        line = json.dumps({"id": "n1", "text": "Hyesan"}).encode() + b"\n"
        self.write("in/a.jsonl.gz", gzip.compress(line * 2))
        self.assertEqual([r["id"] for r in self.annotate("in").records], ["n1", "n1"])

    def test_zstandard_files_are_unpacked(self):
        text = b"In Hyesan."
        # A frame of one block that is stored as it is (RFC 8878): magic, single segment, size; last raw block, size.
        packed = b"\x28\xb5\x2f\xfd\x20" + bytes([len(text)]) + (1 | len(text) << 3).to_bytes(3, "little") + text
        self.write("in/a.txt.zst", packed)
        self.assertEqual(texts(self.annotate("in").records[0]), [("TOWN", "Hyesan")])

    def test_damaged_packed_files_are_error_records(self):
        whole = gzip.compress(os.urandom(200000))
        self.write("in/a.txt.gz", whole[:1000])
        self.write("in/b.txt.gz", b"no gzip at all")
        self.write("in/c.txt.zst", b"no zstandard at all")
        answer = self.annotate("in")
        self.assert_done(answer, 1)
        self.assertEqual([(r["id"], "error" in r) for r in answer.records],
                         [("a.txt.gz", True), ("b.txt.gz", True), ("c.txt.zst", True)])

    def test_text_on_standard_input_is_one_document(self):
        answer = self.annotate(stdin="In Hyesan.\n\nOn the Yalu River.\n")
        self.assertEqual(len(answer.records), 1)
        self.assertEqual(answer.records[0]["text"], "In Hyesan.\n\nOn the Yalu River.\n")

    def test_json_lines_on_standard_input_are_recognised(self):
        for head in ("", "  ", "\ufeff"):
            with self.subTest(head=head):
                answer = self.annotate(stdin=head + '{"id": "a", "text": "Hyesan"}\n{"id": "b", "text": ""}\n')
                self.assertEqual([r["id"] for r in answer.records], ["a", "b"])

    def test_a_text_that_begins_with_a_brace_is_text(self):
        answer = self.annotate(stdin="{sic} Hyesan")
        self.assertEqual(answer.records[0]["text"], "{sic} Hyesan")

    def test_from_wins_over_what_input_looks_like(self):
        answer = self.annotate("-f", "text", stdin='{"text": "Hyesan"}')
        self.assertEqual(answer.records[0]["text"], '{"text": "Hyesan"}')

    def test_fields_can_be_named(self):
        record = {"url": "u1", "body": "Hyesan", "when": "2020-11-04", "kept": [1, {"deep": None}]}
        self.write("a.jsonl", json.dumps(record))
        read = self.annotate("--text-field", "body", "--id-field", "url", "a.jsonl").records[0]
        self.assertEqual((read["id"], read["text"]), ("u1", "Hyesan"))
        self.assertEqual(read["meta"], {"when": "2020-11-04", "kept": [1, {"deep": None}]})

    def test_tables_have_a_document_a_row(self):
        self.write("a.csv", 'id,text,paper\nr1,"In Hyesan, he said ""so""",Daily\nr2,Yalu River,\n')
        answer = self.annotate("a.csv")
        self.assertEqual([(r["id"], texts(r)) for r in answer.records],
                         [("r1", [("TOWN", "Hyesan")]), ("r2", [("RIVER", "Yalu River")])])
        self.assertEqual(answer.records[0]["meta"]["paper"], "Daily")

    def test_an_empty_file_is_a_document(self):
        self.write("empty.txt", "")
        answer = self.annotate("empty.txt")
        self.assert_done(answer)
        self.assertEqual([(r["id"], r["text"], r["mentions"]) for r in answer.records], [("empty.txt", "", [])])

    def test_empty_standard_input_is_a_document(self):
        answer = self.annotate()
        self.assert_done(answer)
        self.assertEqual([r["text"] for r in answer.records], [""])

    def test_a_file_that_does_not_exist_is_wrong_use(self):
        self.assert_fault(self.annotate("nosuch.txt"), 2, "nosuch.txt: error: there is no such file")

    def test_every_input_that_is_missing_is_named(self):
        self.write("a.txt", "x")
        self.assert_fault(self.annotate("no1", "a.txt", "no2"), 2, "no1:", "no2:")

    def test_a_folder_without_documents_is_wrong_use(self):
        self.write("in/readme.md", "x")
        self.assert_fault(self.annotate("in"), 2, "the folder has no documents", ".txt, .jsonl, .csv or .tsv")
        self.assert_fault(self.annotate("-f", "conll", "in"), 2, "no documents", ".conll")

    def test_links_in_a_circle_end(self):
        self.write("in/a.txt", "Hyesan")
        for number in range(4):
            (self.folder / "in" / f"loop{number}").symlink_to(".")
        self.assertEqual([r["id"] for r in self.annotate("in").records], ["a.txt"])

    def test_a_link_that_leads_nowhere_is_not_passed_over(self):
        self.write("in/a.txt", "Hyesan")
        (self.folder / "in" / "gone.txt").symlink_to("nowhere")
        self.assert_fault(self.annotate("in"), 2, "gone.txt: error: can't be opened: No such file")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_file_without_the_right_to_read_is_wrong_use(self):
        self.write("a.txt", "Hyesan").chmod(0)
        self.assert_fault(self.annotate("a.txt"), 2, "Permission denied")


class BadRecords(ProgramTest):
    def folder_of_three(self):
        self.write("in/a.txt", "Hyesan")
        self.write("in/b.txt", b"Hyesan \x93quoted\x94")
        self.write("in/c.txt", "Yalu River")

    def batch_of_three(self):
        self.write("a.jsonl", b'{"id": "a", "text": "Hyesan"}\n{"id": "b", "text": "' + BAD +
                   b'"}\n{"id": "c", "text": "Yalu River"}\n')

    def test_invalid_utf8_in_a_folder_is_an_error_record_in_its_place(self):
        self.folder_of_three()
        answer = self.annotate("in")
        self.assert_done(answer, 1)
        self.assertEqual([(r["id"], "error" in r) for r in answer.records],
                         [("a.txt", False), ("b.txt", True), ("c.txt", False)])
        self.assertIn("in/b.txt:1:8: error:", answer.err)
        self.assertIn("iconv -f", answer.err)
        self.assertIn("2 documents", answer.err)
        self.assertIn("1 records with errors", answer.err)

    def test_invalid_utf8_in_a_batch_is_an_error_record_in_its_place(self):
        self.batch_of_three()
        answer = self.annotate("a.jsonl")
        self.assert_done(answer, 1)
        self.assertEqual(["error" in r for r in answer.records], [False, True, False])
        self.assertIn("a.jsonl:2:", answer.err)
        self.assertEqual(answer.records[1]["line"], 2)

    def test_bad_records_can_be_skipped(self):
        self.batch_of_three()
        answer = self.annotate("--on-error", "skip", "a.jsonl")
        self.assert_done(answer, 1)
        self.assertEqual([r["id"] for r in answer.records], ["a", "c"])

    def test_bad_records_can_stop_the_run(self):
        self.batch_of_three()
        for jobs in ("1", "2"):
            answer = self.annotate("--on-error", "stop", "-j", jobs, "a.jsonl")
            self.assert_done(answer, 1)
            self.assertEqual([r["id"] for r in answer.records], ["a"])

    def test_bad_records_keep_their_place_for_any_number_of_threads(self):
        lines = ["{oops" if n % 7 == 3 else f'{{"id": "d{n}", "text": "In Hyesan, {n}."}}' for n in range(400)]
        self.write("a.jsonl", "\n".join(lines) + "\n")
        for options in ((), ("--on-error", "skip"), ("--to", "csv"), ("--sidecar", "side.jsonl", "--force")):
            with self.subTest(options=options):
                one, two, five = (self.annotate(*options, "-j", jobs, "a.jsonl").raw for jobs in ("1", "2", "5"))
                self.assertEqual(one, two)
                self.assertEqual(one, five)
                self.assertIn(b"d399", one)

    def test_a_bad_json_line_is_said_with_its_place(self):
        self.write("a.jsonl", '{"id": "a", "text": "Hyesan"}\n{"id": "혜산", "text": oops}\n[]\n{"id": "d"}\n')
        answer = self.annotate("a.jsonl")
        self.assert_done(answer, 1)
        self.assertIn("a.jsonl:2:22: error:", answer.err)
        self.assertIn("a.jsonl:3:1: error:", answer.err)
        self.assertIn("a.jsonl:4:1: error: the record has no field 'text'", answer.err)
        self.assertEqual(["error" in r for r in answer.records], [False, True, True, True])
        self.assertEqual(answer.records[3]["id"], "d")

    def test_quiet_says_errors_but_no_totals(self):
        self.folder_of_three()
        answer = self.annotate("-q", "in")
        self.assertIn("in/b.txt:1:8: error:", answer.err)
        self.assertNotIn("documents", answer.err)

    def test_an_error_in_a_folder_of_json_lines_stands_in_its_own_file(self):
        self.folder_of_three()
        self.assert_done(self.annotate("-o", "out/", "in"), 1)
        self.assertEqual(self.names("out"), ["a.jsonl", "b.jsonl", "c.jsonl"])
        self.assertIn('"error"', self.read("out/b.jsonl"))


if __name__ == "__main__":
    unittest.main()
