# SPDX-License-Identifier: Apache-2.0
"""Where results go: standard output, files that appear whole, folders; filters and forms of what is written."""

import csv
import hashlib
import io
import os
import pathlib
import pty
import unittest

from harness import ProgramTest, texts

TEXT = "🙂 In Hyesan (혜산시) on the Yalu River."


class Files(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", TEXT)

    def test_a_file_appears_whole_and_leaves_nothing_beside_it(self):
        answer = self.annotate("-o", "out.jsonl", "a.txt")
        self.assert_done(answer)
        self.assertEqual((answer.raw, answer.err), (b"", ""))
        self.assertEqual(self.names(), ["a.txt", "out.jsonl", "small.yaml"])

    def test_an_output_that_exists_is_not_replaced_without_force(self):
        self.write("out.jsonl", "mine")
        self.assert_fault(self.annotate("-o", "out.jsonl", "a.txt"), 2, "out.jsonl: error: exists already", "--force")
        self.assertEqual(self.read("out.jsonl"), "mine")
        self.assert_done(self.annotate("--force", "-o", "out.jsonl", "a.txt"))
        self.assertIn("Hyesan", self.read("out.jsonl"))

    def test_a_hyphen_is_standard_output_of_every_command(self):
        for arguments in (("gazetteer", "export", "small.yaml"), ("gazetteer", "compile", "small.yaml")):
            answer = self.run_waymark(*arguments, "-o", "-")
            self.assert_done(answer)
            self.assertNotEqual(answer.raw, b"")
        self.assertEqual(self.names(), ["a.txt", "small.yaml"])

    def test_a_failed_run_leaves_the_old_output_and_no_half_of_a_new_one(self):
        self.write("out.jsonl", "mine")
        self.write("bad.jsonl", "{oops\n")
        answer = self.annotate("--force", "-o", "out.jsonl", "a.txt", "nosuch.txt")
        self.assert_fault(answer, 2, "nosuch.txt")
        self.assertEqual(self.read("out.jsonl"), "mine")
        self.assertEqual(self.names(), ["a.txt", "bad.jsonl", "out.jsonl", "small.yaml"])

    def test_the_rights_of_a_new_file_are_those_of_the_mask(self):
        self.assert_done(self.annotate("-o", "out.jsonl", "a.txt", preexec_fn=lambda: os.umask(0o027)))
        self.assertEqual((self.folder / "out.jsonl").stat().st_mode & 0o777, 0o640)

    def test_a_name_may_be_as_long_as_names_can_be(self):
        name = "n" * 249 + ".jsonl"
        self.assert_done(self.annotate("-o", name, "a.txt"))
        self.assertIn(name, self.names())

    def test_a_link_keeps_leading_to_its_file(self):
        self.write("real.jsonl", "old")
        (self.folder / "link.jsonl").symlink_to("real.jsonl")
        self.assert_done(self.annotate("--force", "-o", "link.jsonl", "a.txt"))
        self.assertTrue((self.folder / "link.jsonl").is_symlink())
        self.assertIn("Hyesan", self.read("real.jsonl"))

    def test_an_output_that_can_not_be_made_is_wrong_use(self):
        self.assert_fault(self.annotate("-o", "no/such/out.jsonl", "a.txt"), 2,
                          "no/such/out.jsonl: error: can't be written: No such file")
        self.assert_fault(self.annotate("-o", "a.txt/out/", "a.txt"), 2, "a.txt/out/", "Not a directory")
        self.assert_fault(self.annotate("-o", "/proc/out.jsonl", "a.txt"), 2, "/proc/out.jsonl: error: can't be written")

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_without_the_right_to_write_is_wrong_use(self):
        (self.folder / "shut").mkdir(mode=0o500)
        self.assert_fault(self.annotate("-o", "shut/out.jsonl", "a.txt"), 2, "Permission denied")
        self.assert_fault(self.annotate("-t", "brat", "-o", "shut/", "a.txt"), 2, "Permission denied")

    def test_a_full_disk_is_said(self):
        with open("/dev/full", "wb") as full:
            self.assert_fault(self.annotate("a.txt", stdout=full), 2, "standard output", "No space left on device")
        self.assert_fault(self.annotate("-o", "/dev/full", "a.txt"), 2, "/dev/full", "No space left on device")

    def test_a_closed_standard_output_is_said(self):
        answer = self.annotate("a.txt", stdout=None, preexec_fn=lambda: os.close(1))
        self.assert_fault(answer, 2, "standard output: error: can't be written")

    def test_packed_output_is_left_to_others(self):
        self.assert_fault(self.annotate("-o", "out.jsonl.gz", "a.txt"), 2, "would not be packed", "| gzip")

    def test_the_suffix_of_the_output_decides_its_format(self):
        for name, sign in [("o.conll", "token\t"), ("o.csv", "document,"), ("o.tsv", "document\t"), ("o.jsonl", '{"waymark"')]:
            self.assert_done(self.annotate("-o", name, "a.txt"))
            self.assertTrue(self.read(name).startswith(sign), self.read(name)[:80])

    def test_to_wins_over_the_suffix(self):
        self.assert_done(self.annotate("-t", "csv", "-o", "out.jsonl", "a.txt"))
        self.assertTrue(self.read("out.jsonl").startswith("document,"))


class Folders(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("in/a.txt", TEXT)
        self.write("in/sub/b.txt", "Yalu River")

    def test_brat_writes_a_folder_that_opens(self):
        self.assert_done(self.annotate("-t", "brat", "-o", "out/", "in"))
        self.assertEqual(self.names("out"), ["a.ann", "a.txt", "annotation.conf", "sub/b.ann", "sub/b.txt"])
        self.assertEqual(self.read("out/a.txt"), TEXT)
        for line in self.read("out/a.ann").splitlines():
            if line.startswith("T"):
                _, place, covered = line.split("\t")
                begin, end = map(int, place.split(" ")[1:])
                self.assertEqual(TEXT[begin:end], covered)

    def test_brat_needs_a_folder(self):
        self.assert_fault(self.annotate("-t", "brat", "in"), 2, "writes files for each document", "-o out/")

    def test_other_formats_write_a_file_a_document(self):
        for name, suffix in [("conll", ".conll"), ("jsonl", ".jsonl"), ("csv", ".csv")]:
            self.assert_done(self.annotate("-t", name, "-o", f"out-{name}/", "in"))
            self.assertEqual(self.names(f"out-{name}"), ["a" + suffix, "sub/b" + suffix])

    def test_a_folder_that_exists_needs_no_slash(self):
        (self.folder / "out").mkdir()
        self.assert_done(self.annotate("-t", "conll", "-o", "out", "in"))
        self.assertEqual(self.names("out"), ["a.conll", "sub/b.conll"])

    def test_files_of_a_folder_are_not_replaced_without_force(self):
        self.assert_done(self.annotate("-t", "conll", "-o", "out/", "in"))
        self.assert_fault(self.annotate("-t", "conll", "-o", "out/", "in"), 2, "out/a.conll: error: exists already")
        self.assert_done(self.annotate("-t", "conll", "--force", "-o", "out/", "in"))

    def test_an_id_does_not_lead_out_of_the_folder(self):
        self.write("a.jsonl", '{"id": "../../evil", "text": "x"}\n{"id": "/abs/evil", "text": "x"}\n{"id": "nul\\u0000\\n", "text": "x"}\n')
        self.assert_done(self.annotate("-t", "conll", "-o", "deep/out/", "a.jsonl"))
        self.assertEqual(self.names("deep"), ["out/abs/evil.conll", "out/evil.conll", "out/nul__.conll"])

    def test_two_documents_of_one_name_are_a_fault(self):
        self.write("a.jsonl", '{"id": "x", "text": "x"}\n{"id": "x", "text": "y"}\n')
        self.assert_fault(self.annotate("-t", "conll", "-o", "out/", "a.jsonl"), 2, "two documents would be written to this file")


class Forms(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", TEXT)

    def test_offsets_count_code_points_utf16_units_or_bytes(self):
        for unit, slice_of in [("codepoint", lambda b, e: TEXT[b:e]),
                               ("utf16", lambda b, e: TEXT.encode("utf-16-le")[2 * b:2 * e].decode("utf-16-le")),
                               ("byte", lambda b, e: TEXT.encode()[b:e].decode())]:
            record = self.annotate("--offsets", unit, "a.txt").records[0]
            self.assertEqual(record["offsets"], unit)
            self.assertEqual([slice_of(m["begin"], m["end"]) for m in record["mentions"]],
                             ["Hyesan", "혜산시", "Yalu River"])
        code_points = self.annotate("a.txt").records[0]
        self.assertEqual(code_points["offsets"], "codepoint")

    def test_text_tokens_sentences_and_candidates_can_be_left_out(self):
        whole = self.annotate("a.txt").records[0]
        record = self.annotate("--no-text", "--no-tokens", "--no-sentences", "--no-candidates", "a.txt").records[0]
        for name in ("text", "tokens", "sentences"):
            self.assertIn(name, whole)
            self.assertNotIn(name, record)
        self.assertTrue(all("candidates" not in m for m in record["mentions"]))
        self.assertEqual(record["text_sha256"], hashlib.sha256(TEXT.encode()).hexdigest())

    def test_labels_leave_other_mentions_out(self):
        record = self.annotate("--labels", "RIVER", "a.txt").records[0]
        self.assertEqual([(m["id"], m["text"]) for m in record["mentions"]], [("m1", "Yalu River")])

    def test_several_labels_are_joined_by_commas(self):
        self.assertEqual(len(self.annotate("--labels", "RIVER,TOWN", "a.txt").records[0]["mentions"]), 3)

    def test_min_confidence_leaves_doubtful_mentions_out(self):
        all_of_them = self.annotate("a.txt").records[0]["mentions"]
        most = max(m["confidence"] for m in all_of_them)
        kept = self.annotate("--min-confidence", str(most), "a.txt").records[0]["mentions"]
        self.assertEqual([m["text"] for m in kept], [m["text"] for m in all_of_them if m["confidence"] >= most])
        self.assertEqual(self.annotate("--min-confidence", "1", "a.txt").records[0]["mentions"], [])

    def test_a_slot_whose_mention_is_left_out_keeps_its_place(self):
        self.write("r.way", "grammar r 1\nlabel PAIR { town: TOWN }\nphase p repeat\nrule p.pair -> PAIR\n"
                            "  find town:TOWN \"lies\"\n  yes \"[Hyesan lies] here\"\n")
        self.write("b.txt", "🙂 Hyesan lies there.")
        whole = self.annotate("-G", "r.way", "b.txt").records[0]
        self.assertEqual([(m["label"], m.get("slots")) for m in whole["mentions"]],
                         [("PAIR", {"town": "m2"}), ("TOWN", None)])
        record = self.annotate("-G", "r.way", "--labels", "PAIR", "b.txt").records[0]
        self.assertEqual([(m["label"], m["slots"]["town"]) for m in record["mentions"]],
                         [("PAIR", {"begin": 2, "end": 8, "text": "Hyesan"})])

    def test_options_that_a_format_does_not_have_are_warned_of(self):
        answer = self.annotate("--no-text", "-t", "csv", "a.txt")
        self.assert_done(answer)
        self.assertIn("warning: --no-text changes nothing in format 'csv'", answer.err)

    def test_a_pipe_gets_json_lines_and_a_terminal_the_view_for_reading(self):
        self.assertEqual(self.annotate("a.txt").records[0]["waymark"], 1)
        screen = self.on_terminal("a.txt")
        self.assertIn("Hyesan", screen)
        self.assertNotIn('"waymark"', screen)
        self.assertIn("\x1b[", screen)

    def test_no_color_and_color_never_take_the_colours_away(self):
        self.assertNotIn("\x1b[3", self.on_terminal("a.txt", env={"NO_COLOR": "1"}))
        self.assertNotIn("\x1b[3", self.on_terminal("--color", "never", "a.txt"))

    def test_pretty_in_a_pipe_has_colours_only_if_asked(self):
        self.assertNotIn("\x1b[", self.annotate("-t", "pretty", "a.txt").out)
        self.assertIn("\x1b[", self.annotate("-t", "pretty", "--color", "always", "a.txt").out)
        self.assertIn("\x1b[", self.annotate("-t", "pretty", "--color", "always", "a.txt", env={"NO_COLOR": "1"}).out)

    def test_the_table_has_a_row_a_mention(self):
        rows = list(csv.DictReader(io.StringIO(self.annotate("-t", "csv", "a.txt").out)))
        self.assertEqual([(r["label"], r["text"]) for r in rows],
                         [("TOWN", "Hyesan"), ("TOWN", "혜산시"), ("RIVER", "Yalu River")])
        self.assertTrue(all(TEXT[int(r["begin"]):int(r["end"])] == r["text"] for r in rows))

    def test_standoff_conll_reads_back(self):
        self.assert_done(self.annotate("-o", "a.conll", "a.txt"))
        self.assertEqual(texts(self.annotate("a.conll").records[0]), texts(self.annotate("a.txt").records[0]))

    def on_terminal(self, *arguments, **options):
        """Standard output of a run on a terminal."""
        inner, outer = pty.openpty()
        try:
            self.annotate(*arguments, stdout=outer, **options)
        finally:
            os.close(outer)
        screen = b""
        while True:
            try:
                piece = os.read(inner, 65536)
            except OSError:  # how a terminal says that its other end is closed
                piece = b""
            if not piece:
                break
            screen += piece
        os.close(inner)
        return screen.decode()


class Same(ProgramTest):
    def test_any_number_of_jobs_gives_the_same_bytes(self):
        for number in range(40):
            self.write(f"in/{number:02}.txt", f"{number} Hyesan. " * (40 - number) + "Yalu River")
        self.write("in/20.txt", b"\xff")
        alone = self.annotate("in")
        self.assert_done(alone, 1)
        self.assertEqual(len(alone.records), 40)
        for jobs in ("2", "4", "0"):
            answer = self.annotate("-j", jobs, "in")
            self.assert_done(answer, 1)
            self.assertEqual(answer.raw, alone.raw, jobs)

    def test_nothing_of_the_folder_is_in_the_result(self):
        self.write("a.txt", TEXT)
        here = self.annotate("a.txt").raw
        there = pathlib.Path(self.folder / "elsewhere")
        there.mkdir()
        answer = self.run_waymark("annotate", "--bare", "-g", "../small.yaml", "../a.txt", cwd=there)
        self.assertEqual(answer.raw, here)


if __name__ == "__main__":
    unittest.main()
