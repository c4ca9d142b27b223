# SPDX-License-Identifier: Apache-2.0
"""Tables of names become gazetteers that annotate uses as they are."""

import json
import unittest
import zipfile

from harness import ProgramTest

TOWNS = 'Nr;Ort;Andere\n7;Hyesan;"Hye San|Hyesanjin"\n8;Reading;\n9;Musan;\n7;Twice;\n'


class Import(ProgramTest):
    def marked(self, gazetteer, text):
        answer = self.run_waymark("annotate", "--bare", "-g", gazetteer, "-t", "jsonl", stdin=text)
        self.assertEqual(answer.code, 0, answer.err)
        return [(m["text"], m["label"], m["link"]["entry"]) for m in answer.records[0]["mentions"]]

    def test_a_plain_list_marks_its_names(self):
        self.write("names.txt", "Hyesan\nKim Chaek\n혜산시\n")
        answer = self.run_waymark("gazetteer", "import", "names.txt", "--label", "TOWN", "-o", "names.wmg")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(
            self.marked("names.wmg", "\U0001F600 In Hyesan, 혜산시에서, and in Kim Chaek."),
            [("Hyesan", "TOWN", "names.Hyesan"), ("혜산시", "TOWN", "names.혜산시"),
             ("Kim Chaek", "TOWN", "names.Kim-Chaek")])

    def test_columns_are_mapped_and_bad_rows_told(self):
        self.write("towns.csv", TOWNS)
        answer = self.run_waymark("gazetteer", "import", "towns.csv", "--label", "TOWN", "--kind", "small-town", "--id-prefix",
                                  "t.", "--columns", "id=Nr,name=Ort,aliases=Andere", "-o", "towns.wmg")
        self.assertEqual(answer.code, 1)
        self.assertIn("towns.csv:5:1: error: the id 't.7' stands in an earlier row [gazetteer/duplicate-id]", answer.err)
        self.assertIn("rows left out: 1", answer.err)
        self.assertEqual(self.marked("towns.wmg", "Reading from Hyesanjin to Musan."),
                         [("Reading", "TOWN", "t.8"), ("Hyesanjin", "TOWN", "t.7"), ("Musan", "TOWN", "t.9")])
        self.assertEqual(self.marked("towns.wmg", "Reading is fun."), [])

    def test_columns_that_would_be_lost_are_refused(self):
        for header, said in (("\U0001F600 한,name,name", ":1:10: error: a second column is called 'name'"),
                             ("aliases,e\u0301,name,aliases", ":1:17: error: a second column is called 'aliases'"),
                             ("name,aliases.formr", ":1:6: error: 'aliases.formr' names no reason for aliases")):
            self.write("towns.csv", header + "\na,b,c,d\n")
            answer = self.run_waymark("gazetteer", "import", "towns.csv", "--label", "TOWN", "-o", "towns.wmg")
            self.assertEqual(answer.code, 3, answer.err)
            self.assertIn("towns.csv" + said, answer.err)
        self.write("towns.csv", "note,name,note,aliases.formr\na,Hyesan,b,c\n")
        answer = self.run_waymark("gazetteer", "import", "towns.csv", "--label", "TOWN", "--columns",
                                  "name=name,aliases=aliases.formr", "-o", "towns.wmg")
        self.assertEqual(answer.code, 0, answer.err)
        answer = self.run_waymark("gazetteer", "import", "towns.csv", "--label", "TOWN", "--columns",
                                  "name=name,aliases=note", "--force", "-o", "towns.wmg")
        self.assertEqual(answer.code, 3, answer.err)
        self.assertIn("towns.csv:1:11: error: a second column is called 'note'", answer.err)

    def test_labels_of_rows_come_behind_those_of_the_schema(self):
        rows = ('{"id": "a", "label": "AGENCY", "name": "Alpha Bureau", "aliases": ["Hyesanko"]}\n'
                '{"id": "b", "label": "PLACE", "name": "Beta Town", "aliases": ["Hyesanko"]}\n'
                '{"id": "c", "label": "UNIT", "name": "Gamma Section"}\n')
        for lines in (rows, "".join(reversed(rows.splitlines(keepends=True)))):
            self.write("rows.jsonl", lines)
            answer = self.run_waymark("gazetteer", "import", "rows.jsonl", "--force", "-o", "rows.wmg")
            self.assertEqual(answer.code, 0, answer.err)
            self.assertEqual(self.marked("rows.wmg", "\U0001F600 한 e\u0301 They saw Hyesanko there."),
                             [("Hyesanko", "PLACE", "b")])

    def test_a_kind_of_the_schema_may_have_another_label_in_a_table(self):
        self.write("towns.csv", "name,kind,parent\nHyesan,city,towns.Nowhere\nMusan,small-town,\n")
        answer = self.run_waymark("gazetteer", "import", "towns.csv", "--label", "TOWN", "-o", "towns.wmg")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(self.marked("towns.wmg", "\U0001F600 from Hyesan to Musan"),
                         [("Hyesan", "TOWN", "towns.Hyesan"), ("Musan", "TOWN", "towns.Musan")])
        answer = self.run_waymark("gazetteer", "check", "towns.wmg")
        self.assertEqual(answer.code, 1)
        self.assertIn("towns.wmg: warning: entries lie in 'towns.Nowhere', which no gazetteer has", answer.err)

    def test_a_table_comes_through_a_pipe(self):
        answer = self.run_waymark("gazetteer", "import", "-", "--from", "jsonl", "--label", "TOWN", "--source", "towns",
                                  "-o", "towns.wmg", stdin='{"name": "Hyesan", "aliases": ["Hyesanjin"]}\n')
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(self.marked("towns.wmg", "at Hyesanjin"), [("Hyesanjin", "TOWN", "towns.Hyesan")])

    def test_the_sizes_of_its_parts_are_listed(self):
        self.write("names.txt", "Hyesan\nKim Chaek\n")
        self.run_waymark("gazetteer", "import", "names.txt", "--label", "TOWN", "-o", "names.wmg")
        answer = self.run_waymark("gazetteer", "check", "--sizes", "names.wmg")
        self.assertEqual(answer.code, 0, answer.err)
        lines = [line.split("\t") for line in answer.out.splitlines()]
        self.assertIn(["names.wmg", "form text", "17", "8.50"], lines)
        self.assertNotIn("id text", [line[1] for line in lines])

    def test_wrong_use_is_told(self):
        self.write("names.txt", "Hyesan\n")
        command = ["gazetteer", "import", "names.txt", "--label", "TOWN", "-o", "x.wmg"]
        self.assertEqual(self.run_waymark(*command, "--columns", "name").code, 2)
        self.assertEqual(self.run_waymark(*command, "--from", "geoname").code, 2)
        self.assertIn("[gazetteer/no-label]", self.run_waymark(*command[:3], "-o", "x.wmg").err)
        self.assertEqual(self.run_waymark(*command).code, 0)
        self.assertIn("[cli/exists]", self.run_waymark(*command).err)

    def test_the_form_of_a_table_is_told_by_its_suffix_or_asked_for(self):
        def answer_to(name, content, *more):
            (self.folder / name).write_bytes(content)
            return self.run_waymark("gazetteer", "import", name, "--label", "TOWN", "-o", "x.wmg", "--force", *more)
        turtle = "<http://example.org/1> <http://www.w3.org/2004/02/skos/core#prefLabel> \"혜산\" .\n".encode()
        self.assertEqual(answer_to("towns.ttl", turtle).code, 0)
        self.assertEqual(answer_to("towns.jsonld", '{"@id": "http://example.org/1", "http://www.w3.org/2004/02/skos/core#prefLabel":'
                                   ' "혜산"}'.encode()).code, 0)
        self.assertIn("nothing is fetched [gazetteer/json-ld]", answer_to("far.jsonld", b'{"@context": "http://example.org/c"}').err)
        self.assertEqual(answer_to("towns.ndjson", b'{"name": "Hyesan"}\n').code, 0)
        self.assertIn("'.json' doesn't say what", answer_to("towns.json", b'{"name": "Hyesan"}\n').err)
        self.assertEqual(answer_to("towns.json", b'{"name": "Hyesan"}\n', "--from", "jsonl").code, 0)
        self.assertIn("-g takes it as it is", answer_to("towns.wmg", b"").err)
        self.assertIn("hint: its lines have tabs: --from tsv", answer_to("towns.txt", "혜산\tHyesan\n".encode()).err)
        self.assertIn("--from geonames", answer_to("KP.txt", b"1\tHyesan" + 17 * b"\t" + b"\n").err)

    def test_what_is_not_utf8_gets_the_command_that_converts_it(self):
        (self.folder / "towns.csv").write_bytes("name\nHyesan\n혜산\n".encode("utf-16"))
        command = ["gazetteer", "import", "towns.csv", "--label", "TOWN", "-o", "x.wmg"]
        answer = self.run_waymark(*command)
        self.assertEqual(answer.code, 2)
        self.assertIn("iconv -f UTF-16LE", answer.err)
        (self.folder / "towns.csv").write_bytes("name\nHyesan\n혜산시청\n무산군청\n".encode("cp949"))
        self.assertIn("iconv -f CP949", self.run_waymark(*command).err)

    def test_an_archive_is_opened_and_its_readme_passed_over(self):
        with zipfile.ZipFile(self.folder / "names.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "This is a readme that is longer than the list.\n" * 9)
            archive.writestr("names.txt", "Hyesan\n\U0001F3D4 Musan\n")
        answer = self.run_waymark("gazetteer", "import", "names.zip", "--label", "TOWN", "-o", "names.wmg")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(self.marked("names.wmg", "at Hyesan"), [("Hyesan", "TOWN", "names.Hyesan")])
        self.write("named.yaml", "labels: {TOWN: flat}\ntables: [{file: names.zip, from: lines, label: TOWN}]\n")
        self.assertEqual([mark[:2] for mark in self.marked("named.yaml", "at Hyesan")], [("Hyesan", "TOWN")])
        (self.folder / "broken.zip").write_bytes((self.folder / "names.zip").read_bytes()[:60])
        answer = self.run_waymark("gazetteer", "import", "broken.zip", "--label", "TOWN", "-o", "x.wmg")
        self.assertEqual(answer.code, 2)
        self.assertIn("broken.zip: error: can't be read", answer.err)

    def export(self, *arguments):
        answer = self.run_waymark("gazetteer", "export", "towns.wmg", *arguments)
        self.assertEqual(answer.code, 0, answer.err)
        return answer

    def make_towns(self):
        self.write("towns.jsonl", json.dumps({"id": "t.1", "name": "Hyesan", "label": "TOWN", "kind": "small-town", "lat": 41.4,
                                              "lon": 128.2, "aliases": ["Hye;san", "혜산\u0301"]}, ensure_ascii=False) + "\n"
                   + json.dumps({"id": "t.2", "name": "Musan, \"Old\"", "label": "SITE", "parent": "t.1",
                                "aliases": ["Hill; Musan"]}) + "\n")
        answer = self.run_waymark("gazetteer", "import", "towns.jsonl", "-o", "towns.wmg", "--force")
        self.assertEqual(answer.code, 0, answer.err)

    def test_what_is_exported_as_a_table_can_be_imported_again(self):
        self.make_towns()
        for form in ("csv", "tsv"):
            table = self.export("-t", form).out
            self.write("again." + form, table)
            answer = self.run_waymark("gazetteer", "import", "again." + form, "-o", "again.wmg", "--source", "towns", "--force")
            self.assertEqual(answer.code, 0, answer.err)
            again = self.run_waymark("gazetteer", "export", "again.wmg", "-t", form)
            self.assertEqual(again.out, table)

    ALL = ("gazetteer: towns.kp 2\nlabels: {TOWN: flat}\nkinds: {small-town: TOWN}\nstop: [Of]\nentries:\n"
           "  - {id: t.1, name: {ko: 혜산시, en: Reading, zh: 惠山}, kind: small-town, from: 1900, prior: 0.85, derive: korean,\n"
           "     never: [Hye San], aliases: [Hye San, {form: Hyejin, why: former, to: 1950}, {form: HS, why: abbreviation},\n"
           "     {form: \"Hye\\\\|san\", why: misspelling, glued: true}, {form: Ulm, case: any, needs: {near: {in: t.1}, within: 9}}]}\n"
           "  - {id: t.2, name: \"\U0001F3D4 Camp\", kind: small-town, in: t.1, needs: {near: [{label: TOWN}, {entry: t.1}]}}\n"
           "  - {extend: t.1, name: {en: Second Name}}\n")

    def test_all_that_is_known_of_forms_survives_json_lines(self):
        self.write("towns.yaml", self.ALL)
        self.write("more.yaml", "gazetteer: towns.more\nentries: [{id: t.3, name: Musan, kind: small-town, in: t.2}]\n")
        for forms in ("written", "text", "all"):
            first = self.run_waymark("gazetteer", "export", "towns.yaml", "more.yaml", "--forms", forms)
            self.write("towns.jsonl", first.out)
            for weak in ("guard", "keep"):
                answer = self.run_waymark("gazetteer", "import", "towns.jsonl", "-o", "towns.wmg", "--force", "--weak", weak)
                self.assertEqual(answer.code, 0, answer.err)
                self.assertEqual(self.run_waymark("gazetteer", "export", "towns.wmg", "--forms", forms).out, first.out)
        self.assertEqual({record["source"] for record in first.records}, {"towns.kp", "towns.more"})
        town = first.records[0]
        self.assertEqual(town["prior"], 0.85)
        forms = {form["form"]: form for form in town["forms"]}
        self.assertEqual(forms["Hyejin"], {"form": "Hyejin", "why": "former", "to": 1950})
        self.assertEqual(forms["HS"], {"form": "HS", "why": "abbreviation", "case": "exact"})
        self.assertEqual(forms["Hye San"], {"form": "Hye San", "case": "title", "lookup_only": True})
        self.assertEqual(forms["Reading"], {"form": "Reading", "case": "title"})
        self.assertEqual(forms["Ulm"]["needs"], [{"near": {"in": "t.1"}, "within": 9}])
        self.assertIn("Second Name", town["aliases"])
        text = "\U0001F600 Reading, Hyejin, HS and Hyesan-si, Ulm; \U0001F3D4 Camp\n"
        self.assertEqual(self.marked("towns.wmg", text), self.marked("towns.yaml", text))

    def test_a_table_carries_reasons_and_says_what_it_can_not(self):
        self.write("towns.yaml", self.ALL)
        for form in ("csv", "tsv"):
            first = self.run_waymark("gazetteer", "export", "towns.yaml", "-t", form)
            self.assertRegex(first.err, r"left out: \d+ forms that were not asked for \(--forms all has them\); "
                                        r"how 6 forms are found or derived \(jsonl says it\); 1 stop forms\n")
            self.write("again." + form, first.out)
            answer = self.run_waymark("gazetteer", "import", "again." + form, "-o", "again.wmg", "--source", "towns.kp", "--force")
            self.assertEqual(answer.code, 0, answer.err)
            again = self.run_waymark("gazetteer", "export", "again.wmg", "-t", form)
            self.assertEqual(again.out, first.out)
            self.assertEqual(again.err, "")
            town = self.run_waymark("gazetteer", "export", "again.wmg").records[0]
            self.assertEqual([(one["form"], one["why"]) for one in town["forms"] if "why" in one],
                             [("HS", "abbreviation"), ("Hye\\|san", "misspelling"), ("Hyejin", "former")])
            self.assertEqual((town["prior"], town["corrects"]), (0.85, True))

    def test_what_is_left_out_is_said_once_unless_it_is_quiet(self):
        self.write("towns.yaml", self.ALL)
        answer = self.run_waymark("gazetteer", "export", "towns.yaml", "-t", "entityruler", "--forms", "all")
        self.assertEqual(answer.err, "left out: of 2 entries all but label, forms and id; 1 stop forms\n")
        answer = self.run_waymark("gazetteer", "export", "towns.yaml", "-t", "csv", "-q")
        self.assertEqual(answer.err, "")

    def test_odd_names_survive_a_table(self):
        odd = ["Hye|san", "Hyesan\\", "Hye\\|san\\\\|", "|", "혜|산;\u0301", "\"Old\", town", "\U0001F3D4|e\u0301x", "x; y\\"]
        rows = [{"id": "t.%d" % number, "label": "TOWN", "name": "Town %d" % number, "aliases": odd[number:] + odd[:number // 2]}
                for number in range(len(odd))]
        self.write("towns.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        self.run_waymark("gazetteer", "import", "towns.jsonl", "-o", "towns.wmg")
        for form in ("csv", "tsv"):
            table = self.export("-t", form).out
            self.write("again." + form, table)
            answer = self.run_waymark("gazetteer", "import", "again." + form, "-o", "again.wmg", "--source", "towns", "--force")
            self.assertEqual(answer.code, 0, answer.err)
            self.assertEqual(self.run_waymark("gazetteer", "export", "again.wmg", "-t", form).out, table)
            self.assertEqual(self.run_waymark("gazetteer", "export", "again.wmg").out, self.export().out)

    def test_a_row_may_have_any_number_of_aliases(self):
        self.write("towns.csv", "name,aliases\nHyesan," + "|".join("Town %d" % number for number in range(1200)) + "\n")
        answer = self.run_waymark("gazetteer", "import", "towns.csv", "--label", "TOWN", "-o", "towns.wmg")
        self.assertIn("1 rows, 1201 forms", answer.err)

    def test_json_lines_that_are_exported_can_be_imported_again(self):
        self.write("towns.yaml", "gazetteer: towns 1\nlabels: {TOWN: flat}\nkinds: {small-town: TOWN}\nentries:\n"
                   "  - {id: t.1, name: {en: Hyesan, ko: 혜산시}, kind: small-town, lat: 41.4, lon: 128.2, from: 1900,\n"
                   "     ids: {iso: KP-10, geonames: 7}, aliases: [\"e\u0301 Hye|san;\"]}\n"
                   "  - {id: t.2, name: {ko: 무산}, kind: small-town, in: t.1}\n")
        first = self.run_waymark("gazetteer", "export", "towns.yaml")
        self.write("towns.jsonl", first.out)
        answer = self.run_waymark("gazetteer", "import", "towns.jsonl", "-o", "towns.wmg")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(self.run_waymark("gazetteer", "export", "towns.wmg").out, first.out)

    def test_places_are_exported_as_features_and_forms_as_patterns(self):
        self.make_towns()
        answer = self.export("-t", "geojson")
        (feature,) = json.loads(answer.out)["features"]
        self.assertEqual(feature["geometry"], {"type": "Point", "coordinates": [128.2, 41.4]})
        self.assertEqual(feature["properties"]["name"], "Hyesan")
        self.assertIn("1 entries have no coordinates", answer.err)
        patterns = [json.loads(line) for line in self.export("-t", "entityruler").out.splitlines()]
        self.assertIn({"label": "TOWN", "pattern": "Hye;san", "id": "t.1"}, patterns)
        self.assertIn({"label": "SITE", "pattern": "Musan, \"Old\"", "id": "t.2"}, patterns)
        self.assertEqual(self.export("-t", "jsonl").records[1]["parent"], "t.1")

    def test_the_forms_that_mark_most_are_listed(self):
        self.write("names.txt", "Hyesan\nMusan\nQuisling\n")
        self.run_waymark("gazetteer", "import", "names.txt", "--label", "TOWN", "-o", "names.wmg")
        self.write("texts/a.txt", "Musan and Musan, \U0001F600 혜산 and Hyesan.\n")
        answer = self.run_waymark("gazetteer", "check", "names.wmg", "--on", "texts")
        self.assertEqual(answer.code, 0, answer.err)
        rows = [line.split("\t") for line in answer.out.splitlines()]
        self.assertEqual([(row[0], row[2], row[3]) for row in rows],
                         [("2", "Musan", "names.Musan"), ("1", "Hyesan", "names.Hyesan")])
        self.assertIn("3 mentions", answer.err)


if __name__ == "__main__":
    unittest.main()
