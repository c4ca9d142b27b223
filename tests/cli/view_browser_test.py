# SPDX-License-Identifier: Apache-2.0
"""Pages in a real browser: nothing is loaded, scripts run without a fault, and everything can be done by keyboard."""

import json
import unittest

from browser import CHROMIUM, WHY_NOT, Browser
from harness import ProgramTest

EVIL = "</script><script>document.title='owned'</script>\"'><img src=x onerror=\"document.title='owned'\">"


def mention(number, begin, end, label, **more):
    return {"id": f"m{number}", "begin": begin, "end": end, "label": label, **more}


@unittest.skipUnless(CHROMIUM, WHY_NOT)
class InBrowser(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def setUp(self):
        super().setUp()
        place = mention(3, 27, 29, "PLACE", by="gazetteer:x", link={
            "entry": "x.hyesan", "name": "Hyesan City", "ko": "혜산시", "lat": 41.4, "lon": 128.2})
        self.mentions = [mention(1, 2, 29, "POST", slots={"role": "m2", "place": "m3"}), mention(2, 6, 11, "ROLE"), place]
        self.text = "🙂 the chief of the post in 혜산, e\u0301."
        self.document = {"waymark": 1, "id": "1", "text": self.text, "offsets": "codepoint", "meta": {"date": "2019-10-01"},
                         "mentions": self.mentions, "relations": [{"type": "located_in", "from": "m1", "to": "m3"}]}
        other = dict(self.document, id="2 " + EVIL, text=EVIL, mentions=[mention(1, 0, 9, EVIL, by=EVIL)], relations=[],
                     meta={"date": "2020-02-01", EVIL: EVIL})
        self.write("a.jsonl", json.dumps(self.document) + "\n" + json.dumps(other) + "\n")

    def show(self, *arguments):
        self.run_waymark("view", "--force", "-o", "page.html", *arguments)
        self.browser.open(self.folder / "page.html")
        return self.browser

    def test_a_page_loads_nothing_and_runs_without_a_fault(self):
        page = self.show("a.jsonl")
        self.assertEqual(page.faults(), [])
        self.assertEqual(page.run("document.title"), "a.jsonl")
        self.assertEqual(page.run("document.scripts.length + document.images.length"), 1)

    def test_the_text_is_what_was_given(self):
        page = self.show("a.jsonl")
        self.assertEqual(page.run("document.querySelector('#d1 .text').textContent"), self.text)
        self.assertEqual(page.run("document.querySelector('#d2 .text').textContent"), EVIL)

    def test_details_come_by_keyboard_alone(self):
        page = self.show("a.jsonl")
        page.run("document.getElementById('labels-on').querySelectorAll('input')[document.querySelectorAll('#labels-on input').length - 1].focus()")
        page.press("Tab")
        self.assertEqual(page.run("document.activeElement.id"), "d1m1")
        self.assertIn("role: chief; place: 혜산", page.run("document.getElementById('details').textContent"))
        page.press("ArrowDown")
        self.assertEqual(page.run("document.activeElement.id"), "d1m2")
        page.press("ArrowRight")
        self.assertEqual(page.run("document.activeElement.id"), "d1m3")
        details = page.run("document.getElementById('details').innerText")
        for part in ("Hyesan City 혜산시", "x.hyesan", "41.4000 128.2000", "gazetteer:x", "← located_in"):
            self.assertIn(part, details)
        page.press("ArrowUp")
        self.assertEqual(page.run("document.activeElement.id"), "d1m1")
        page.press("Escape")
        self.assertEqual(page.run("document.getElementById('details').textContent"), "")

    def test_details_come_by_pointing(self):
        page = self.show("a.jsonl")
        page.point_at("#d1m3")
        self.assertIn("Hyesan City", page.run("document.getElementById('details').textContent"))
        self.assertEqual(page.run("document.querySelectorAll('.wires path').length"), 1)

    def test_labels_can_be_hidden(self):
        page = self.show("a.jsonl")
        page.run("[...document.querySelectorAll('#labels-on label')].find(l => l.textContent.trim() === 'PLACE').click()")
        self.assertEqual(page.run("[...document.querySelectorAll('mark.off')].map(m => m.id)"), ["d1m3"])
        page.run("document.getElementById('d1m2').focus()")
        page.press("ArrowRight")
        self.assertEqual(page.run("document.activeElement.id"), "d1m2")

    def test_search_leaves_the_documents_that_hold_it(self):
        page = self.show("a.jsonl")
        page.run("document.querySelector('h1').click()")
        page.press("/", "/")
        for letter in "혜산":
            page.send("Input.insertText", text=letter)
        self.assertEqual(page.run("[...document.querySelectorAll('article:not(.hidden)')].map(a => a.id)"), ["d1"])
        self.assertEqual(page.run("document.getElementById('status').textContent"), "1 of 2 documents hold it")

    def test_all_relations_can_be_drawn(self):
        page = self.show("a.jsonl")
        page.run("document.getElementById('relations-on').click()")
        self.assertEqual(page.run("[...document.querySelectorAll('.wires.all text')].map(t => t.textContent).sort()"),
                         ["located_in", "place", "role"])

    def test_dark_is_what_the_reader_prefers_or_chooses(self):
        page = self.show("a.jsonl")
        background = "getComputedStyle(document.body).backgroundColor"
        self.assertEqual(page.run(background), "rgb(255, 255, 255)")
        page.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        self.assertEqual(page.run(background), "rgb(22, 22, 22)")
        page.run("document.getElementById('theme').click()")
        self.assertEqual(page.run(background), "rgb(255, 255, 255)")
        page.send("Emulation.setEmulatedMedia", features=[])

    def test_print_shows_the_text_without_the_tools(self):
        page = self.show("a.jsonl")
        page.send("Emulation.setEmulatedMedia", media="print")
        shown = "getComputedStyle(document.querySelector('{}')).display"
        self.assertEqual(page.run(shown.format(".tools")), "none")
        self.assertNotEqual(page.run(shown.format("#d1 .text")), "none")
        page.send("Emulation.setEmulatedMedia", media="")

    def test_a_screen_reader_finds_parts_names_and_tables(self):
        page = self.show("a.jsonl")
        nodes = page.send("Accessibility.getFullAXTree")["nodes"]
        seen = {(n.get("role", {}).get("value"), n.get("name", {}).get("value")) for n in nodes if not n.get("ignored")}
        for role, name in [("main", ""), ("region", "Texts"), ("article", "1"), ("group", "PLACE: Hyesan City"),
                           ("navigation", "Parts of the page"), ("image", "Map of 1 linked place; the table below has the numbers")]:
            self.assertIn((role, name), {(r, n or "") for r, n in seen})
        unnamed = page.run("[...document.querySelectorAll('input, button')].filter(e => !(e.labels && e.labels.length) && "
                           "!e.textContent.trim()).length")
        self.assertEqual(unnamed, 0)

    def test_text_has_contrast_in_both_themes(self):
        script = """(() => {
          const channel = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
          const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number); return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b); };
          const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
          const body = getComputedStyle(document.body);
          return Math.min(ratio(body.color, body.backgroundColor), ratio(getComputedStyle(document.querySelector('nav a')).color, body.backgroundColor));
        })()"""
        page = self.show("a.jsonl")
        for theme in ("light", "dark"):
            page.run(f"document.documentElement.dataset.theme = '{theme}'")
            self.assertGreater(page.run(script), 7, theme)

    def test_differences_are_reached_one_after_another(self):
        changed = dict(self.document, mentions=[dict(self.mentions[1], id="m1", label="AGENCY"), dict(self.mentions[2], id="m2")],
                       relations=[])
        self.write("b.jsonl", json.dumps(changed) + "\n")
        page = self.show("a.jsonl", "b.jsonl")
        self.assertEqual(page.faults(), [])
        for expected in ("d1am1", "d1am2", "d1bm1", "d1am1"):
            page.press("n", "n")
            self.assertEqual(page.run("document.activeElement.id"), expected)
        page.run("document.getElementById('d1am2').focus()")
        self.assertIn("other side says AGENCY", page.run("document.getElementById('details').textContent"))

    def test_the_error_page_filters(self):
        self.write("gold.jsonl", json.dumps(self.document) + "\n")
        self.write("system.jsonl", json.dumps(dict(self.document, mentions=[mention(1, 6, 11, "AGENCY", by=EVIL)], relations=[])) + "\n")
        self.run_waymark("evaluate", "--error-list", "errors.html", "gold.jsonl", "system.jsonl")
        self.browser.open(self.folder / "errors.html")
        self.assertEqual(self.browser.faults(), [])
        self.browser.run("(f => { f.value = 'label'; f.dispatchEvent(new Event('input')); })(document.getElementById('kind'))")
        self.assertEqual(self.browser.run("document.getElementById('status').textContent"), "1 of 3 errors")
        self.assertIn(EVIL, self.browser.run("document.querySelector('tr.error:not(.hidden)').textContent"))


if __name__ == "__main__":
    unittest.main()
