# SPDX-License-Identifier: Apache-2.0
"""`waymark view`: which documents come onto the page, and what it says of the others."""

import html.parser
import json
import unittest

from harness import ProgramTest


class Outline(html.parser.HTMLParser):
    """Reads a page as a browser would as far as elements nest."""

    VOID = {"meta", "input", "br"}

    def __init__(self, page):
        super().__init__()
        self.open, self.wrong, self.marks = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append(dict(attributes))

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


class View(ProgramTest):
    def record(self, name, text, mentions, **more):
        return json.dumps({"waymark": 1, "id": name, "text": text, "offsets": "codepoint", "mentions": mentions, **more},
                          ensure_ascii=False) + "\n"

    def setUp(self):
        super().setUp()
        place = {"id": "m1", "begin": 5, "end": 11, "label": "PLACE", "link": {"entry": "x.hyesan", "lat": 41.4, "lon": 128.2}}
        chief = {"id": "m2", "begin": 16, "end": 21, "label": "ROLE"}
        text = "🙂 In Hyesan the chief."
        self.write("a.jsonl", self.record("1", text, [place, chief]) + self.record("2", "e\u0301 혜산", []))
        self.write("b.jsonl", self.record("1", text, [place]) + self.record("2", "other", []) + self.record("3", "x", []))

    def test_a_page_is_well_formed_and_holds_every_document(self):
        self.assert_done(self.run_waymark("view", "-o", "page.html", "a.jsonl"))
        page = self.read("page.html")
        outline = Outline(page)
        self.assertEqual((outline.open, outline.wrong), ([], []))
        self.assertEqual([(m["data-l"], m["id"]) for m in outline.marks], [("PLACE", "d1m1"), ("ROLE", "d1m2")])
        self.assertEqual(page.count("<article"), 2)
        self.assertIn("<title>a.jsonl</title>", page)

    def test_a_page_is_not_overwritten_unless_asked(self):
        self.write("page.html", "mine")
        self.assert_fault(self.run_waymark("view", "-o", "page.html", "a.jsonl"), 2, "page.html")
        self.assert_done(self.run_waymark("view", "--force", "-o", "page.html", "a.jsonl"))

    def test_annotations_come_through_a_pipe(self):
        answer = self.run_waymark("view", "--title", "혜산 & more", "-", stdin=(self.folder / "a.jsonl").read_bytes())
        self.assert_done(answer)
        self.assertIn("<title>혜산 &amp; more</title>", answer.out)

    def test_two_annotations_stand_side_by_side(self):
        answer = self.run_waymark("view", "a.jsonl", "b.jsonl")
        self.assert_done(answer, 1)
        self.assertIn("1 alike, 1 otherwise on the left, 0 on the right", answer.out)
        self.assertEqual([m.get("class", "").split()[-1] for m in Outline(answer.out).marks], ["h0", "diff", "h0"])
        self.assertIn("2: warning: the two sides have different texts; it is left out [view/other-text]", answer.err)
        self.assertIn("3: warning: only the second side has this document [view/not-shared]", answer.err)

    def test_sides_without_common_ids_are_put_together_by_their_texts(self):
        for name, tag in (("left.conll", "B-PLACE"), ("right.conll", "O")):
            self.write(name, f"🙂 O\n혜산 {tag}\n")
        answer = self.run_waymark("view", "left.conll", "right.conll")
        self.assert_done(answer)
        self.assertIn("0 alike, 1 otherwise on the left, 0 on the right", answer.out)

    def test_a_bad_record_is_said_and_the_others_are_shown(self):
        self.write("bad.jsonl", (self.folder / "a.jsonl").read_text() + "{oops\n")
        answer = self.run_waymark("view", "bad.jsonl")
        self.assert_done(answer, 1)
        self.assertIn("bad.jsonl:3:2", answer.err)
        self.assertEqual(answer.out.count("<article"), 2)

    def test_documents_beyond_the_limit_are_counted(self):
        answer = self.run_waymark("view", "--limit", "1", "a.jsonl")
        self.assert_done(answer)
        self.assertEqual(answer.out.count("<article"), 1)
        self.assertIn("1 of 2 documents are shown", answer.out)

    def test_wrong_use_is_told(self):
        self.assert_fault(self.run_waymark("view", "-", "-"), 2, "both sides can't be standard input")
        self.assert_fault(self.run_waymark("view", "nosuch.jsonl"), 2, "nosuch.jsonl")


if __name__ == "__main__":
    unittest.main()
