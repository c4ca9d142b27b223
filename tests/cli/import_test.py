# SPDX-License-Identifier: Apache-2.0
"""Tables of names become gazetteers that annotate uses as they are."""

import unittest

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
        self.assertIn("1 rows were left out", answer.err)
        self.assertEqual(self.marked("towns.wmg", "Reading from Hyesanjin to Musan."),
                         [("Hyesanjin", "TOWN", "t.7"), ("Musan", "TOWN", "t.9")])

    def test_a_table_comes_through_a_pipe(self):
        answer = self.run_waymark("gazetteer", "import", "-", "--from", "jsonl", "--label", "TOWN", "--source", "towns",
                                  "-o", "towns.wmg", stdin='{"name": "Hyesan", "aliases": ["Hyesanjin"]}\n')
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(self.marked("towns.wmg", "at Hyesanjin"), [("Hyesanjin", "TOWN", "towns.Hyesan")])

    def test_wrong_use_is_told(self):
        self.write("names.txt", "Hyesan\n")
        command = ["gazetteer", "import", "names.txt", "--label", "TOWN", "-o", "x.wmg"]
        self.assertEqual(self.run_waymark(*command, "--columns", "name").code, 2)
        self.assertEqual(self.run_waymark(*command, "--from", "geoname").code, 2)
        self.assertEqual(self.run_waymark(*command[:3], "-o", "x.wmg").code, 2)
        self.assertEqual(self.run_waymark(*command).code, 0)
        self.assertIn("[cli/exists]", self.run_waymark(*command).err)


if __name__ == "__main__":
    unittest.main()
