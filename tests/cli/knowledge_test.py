# SPDX-License-Identifier: Apache-2.0
"""Which gazetteers and rules a run uses, waymark.yaml, and faults in them."""

import os
import unittest

from harness import ROOT, SMALL, ProgramTest, texts

FIVE_FAULTS = """\
gazetteer: five 1
labels: {TOWN: flat}
kinds: {small-town: TOWN}
defaults: {derive: none}
entries:
  - {id: a, name: Alpha, kind: vilage}
  - {id: b, name: Beta, kind: small-town, in: nowhere}
  - {id: c, name: Gamma, kind: small-town, lat: 300, lon: 128}
  - {id: c, name: Delta, kind: small-town}
  - {name: Epsilon, kind: small-town}
"""

THREE_FAULTS = """\
grammar three 1
phase p repeat
rule a.one -> TWON
  find  "x"
rule a.two -> TOWN
  find  nothing_named_so "y"
rule a.three -> TOWN
  find  TOWN[kind is small-twon] "z"
"""

THREE_SYNTAX_FAULTS = """\
grammar three 1
phase p repeat
rule a.one -> TOWN
  find  <acronym "x"
rule a.two TOWN
  find  "y"
rule a.three -> TOWN
  find  "z
"""


class Faults(ProgramTest):
    def test_all_five_faults_of_a_gazetteer_are_reported_in_one_run(self):
        self.write("five.yaml", FIVE_FAULTS)
        for command in (["gazetteer", "check", "five.yaml"], ["annotate", "--bare", "-g", "five.yaml", "small.yaml"]):
            answer = self.run_waymark(*command)
            self.assert_fault(answer, 3, "five.yaml:6:32: error: ", "'vilage'", "did you mean", "five.yaml:7:", "'nowhere'",
                              "five.yaml:8:", "five.yaml:9:", "five.yaml:10:")
            self.assertEqual(answer.err.count(": error: "), 5, answer.err)
            self.assertIn("^~~~~~", answer.err)

    def test_all_three_faults_of_a_rule_file_are_reported_in_one_run(self):
        self.write("small.txt", "x")
        for faults, lines in ((THREE_FAULTS, (3, 6, 8)), (THREE_SYNTAX_FAULTS, (4, 5, 8))):
            self.write("three.way", faults)
            for command in (["grammar", "check", *SMALL, "three.way"],
                            ["annotate", *SMALL, "-G", "three.way", "small.txt"]):
                answer = self.run_waymark(*command)
                self.assert_fault(answer, 3, *[f"three.way:{line}:" for line in lines])
                self.assertEqual(answer.err.count(": error: "), 3, answer.err)

    def test_faults_of_a_gazetteer_and_of_rules_are_reported_in_one_run(self):
        self.write("small.txt", "x")
        self.write("bad.yaml", "gazetteer: bad 1\nentries:\n  - {id: x.a, name: A, kind: vilage}\n")
        self.write("bad.way", "grammar bad 1\nphase p all\nrule r -> SHIP\n  find SHIP[kind is vessel] (\n"
                              "  link x within y\nrule s -> SHIP\n  find w:SHIP[@x.a]\n  link z to @x.a\n")
        for command in (["grammar", "check"], ["annotate", "small.txt"]):
            answer = self.run_waymark(*command, "--bare", "-g", "bad.yaml", "-G", "bad.way")
            self.assert_fault(answer, 3, "bad.yaml:3:", "bad.way:4:", "bad.way:8:8: error: the rule has no capture 'z'")
            self.assertEqual(answer.err.count(": error: "), 3, answer.err)

    def test_a_check_writes_faults_as_json_with_the_phases_in_order(self):
        self.write("r.way", "grammar r 1\nphase p all\nrule p.r -> TOWN\n  find \"x\"\n"
                            "phase o first after p\nrule o.r -> TOWN\n  find \"😀 혜산\" TWON\n")
        answer = self.run_waymark("grammar", "check", *SMALL, "--to", "json", "r.way")
        self.assertEqual(answer.code, 3)
        self.assertEqual(answer.records, [{
            "faults": [{"severity": "error", "code": "grammar/unknown-label", "file": "r.way", "line": 7, "column": 15,
                        "width": 4, "message": "unknown label 'TWON'", "hint": "did you mean 'TOWN'?"}],
            "phases": [{"name": "p", "how": "all", "rules": ["p.r"]}, {"name": "o", "how": "first", "rules": ["o.r"]}]}])

    def test_a_check_writes_workflow_commands(self):
        self.write("r,1.way", "grammar r 1\nlist a \"100%\"\nphase p all\nrule r -> TOWN\n  find \"x\"\n")
        answer = self.run_waymark("grammar", "check", *SMALL, "--to", "github", "r,1.way")
        self.assertEqual(answer.code, 3)
        self.assertEqual(answer.out, "::error file=r%2C1.way,line=2,col=8,endColumn=9,title=grammar/expected::"
                                     "expected '=' or 'from' after 'a'%0Ahint: written list name = \"one\" | \"two\" "
                                     "or list name from \"file.txt\"\n")

    def test_a_gazetteer_that_is_not_there_is_wrong_use(self):
        self.assert_fault(self.run_waymark("annotate", "-g", "no.yaml", "small.yaml"), 2, "'no.yaml'")
        self.assert_fault(self.run_waymark("gazetteer", "check", "no.yaml"), 2, "'no.yaml'")
        self.assert_fault(self.run_waymark("grammar", "check", "no.way"), 2, "'no.way'")

    def test_a_data_folder_that_is_none_is_wrong_use(self):
        self.write("a.txt", "x")
        self.assert_fault(self.run_waymark("annotate", "--data", ".", "a.txt"), 2, "holds no gazetteer/schema.yaml", "--data")
        self.assert_fault(self.run_waymark("annotate", "a.txt", env={"WAYMARK_DATA": "/nowhere"}), 2,
                          "/nowhere: error:", "WAYMARK_DATA")

    def test_a_table_that_a_gazetteer_names_answers_as_it_does_compiled(self):
        self.write("a.txt", "\U0001F600 In Hyesan and Musan.")
        self.write("more.yaml", "tables: [{file: towns.csv, label: TOWN, columns: {name: town}}]\n")
        self.write("towns.csv", "town\n\U0001F3D4 Camp\nMusan\n")
        named = self.run_waymark("annotate", "--bare", "-g", "small.yaml", "-g", "more.yaml", "a.txt")
        self.assert_done(named)
        self.assertIn(("TOWN", "Musan"), texts(named.records[0]))
        self.assert_done(self.run_waymark("gazetteer", "compile", "-o", "both.wmg", "small.yaml", "more.yaml"))
        compiled = self.run_waymark("annotate", "--bare", "-g", "both.wmg", "a.txt")
        self.assertEqual(compiled.records[0]["mentions"], named.records[0]["mentions"])
        self.write("towns.csv", "town\nChongjin\n")
        other = self.run_waymark("annotate", "--bare", "-g", "small.yaml", "-g", "more.yaml", "a.txt")
        self.assertNotEqual(other.records[0]["run"], named.records[0]["run"])

    def test_a_gazetteer_that_was_compiled_answers_as_its_yaml(self):
        self.write("a.txt", "In 혜산시 and Hyesan on the Yalu River.")
        self.assert_done(self.run_waymark("gazetteer", "compile", "-o", "small.wmg", "small.yaml"))
        self.assert_fault(self.run_waymark("gazetteer", "compile", "-o", "small.wmg", "small.yaml"), 2, "exists already")
        compiled = self.run_waymark("annotate", "--bare", "-g", "small.wmg", "a.txt")
        self.assert_done(compiled)
        named = self.annotate("a.txt").records[0]
        self.assertEqual(texts(compiled.records[0]), texts(named))
        self.assertEqual(compiled.records[0]["run"], named["run"])
        self.assertEqual(len(texts(compiled.records[0])), 3)

    def test_of_equal_entries_that_of_the_first_gazetteer_is_taken_compiled_or_not(self):
        self.write("a.txt", "\U0001F600 In Zorgal, \ud61c\uc0b0.")
        self.write("own.yaml", "entries: [{id: own.zorgal, name: Zorgal, kind: city}]\n")
        self.write("names.txt", "Zorgal\nQuimper\n")
        self.assert_done(self.run_waymark("gazetteer", "import", "names.txt", "--from", "lines", "--label", "PLACE",
                                          "--weak", "keep", "-o", "list.wmg"))
        self.assert_done(self.run_waymark("gazetteer", "compile", "-o", "own.wmg", "own.yaml"))
        answers = [self.run_waymark("annotate", "--bare", "-g", own, "-g", "list.wmg", "a.txt")
                   for own in ("own.yaml", "own.wmg")]
        for answer in answers:
            self.assert_done(answer)
            self.assertEqual(answer.records[0]["mentions"][0]["link"]["entry"], "own.zorgal")
        self.assertEqual(answers[0].raw, answers[1].raw)

    def test_what_refers_to_another_gazetteer_is_compiled_beside_it(self):
        self.write("a.txt", "\U0001F600 on Hyesa\u0301n Hill, 혜산")
        self.write("own.yaml", "entries: [{id: my.hill, name: 혜산 Hill, kind: city, in: kp}]\n")
        alone = self.run_waymark("gazetteer", "compile", "-o", "own.wmg", "own.yaml")
        self.assert_fault(alone, 3, "own.yaml:1:56: error: unknown entry 'kp'", "gazetteer compile FILE -g shipped")
        self.assert_fault(self.run_waymark("gazetteer", "check", "own.yaml"), 3, "gazetteer check -g FILE")
        self.assert_done(self.run_waymark("gazetteer", "check", "-g", "own.yaml"))
        self.assert_done(self.run_waymark("gazetteer", "compile", "-o", "all.wmg"))
        self.assert_done(self.run_waymark("gazetteer", "compile", "-o", "own.wmg", "own.yaml", "-g", "all.wmg"))
        found = self.run_waymark("gazetteer", "search", "-g", "own.wmg", "혜산 Hill")
        self.assertIn("my.hill", found.out)
        self.assert_fault(self.run_waymark("gazetteer", "compile", "-o", "x.wmg", "all.wmg"), 2, "compiled already")

    def test_a_damaged_compiled_gazetteer_is_refused(self):
        self.write("a.txt", "x")
        self.assert_done(self.run_waymark("gazetteer", "compile", "-o", "small.wmg", "small.yaml"))
        whole = (self.folder / "small.wmg").read_bytes()
        self.write("cut.wmg", whole[:len(whole) // 2])
        self.assert_fault(self.run_waymark("annotate", "--bare", "-g", "cut.wmg", "a.txt"), 3, "cut.wmg")


class Settings(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", "In Hyesan on the Yalu River.")
        self.write("waymark.yaml", "bare: true\ngazetteers: [small.yaml]\n")
        (self.folder / "deep" / "down").mkdir(parents=True)

    def test_waymark_yaml_is_found_upwards(self):
        answer = self.run_waymark("annotate", "../../a.txt", cwd=self.folder / "deep" / "down")
        self.assert_done(answer)
        self.assertEqual(texts(answer.records[0]), [("TOWN", "Hyesan"), ("RIVER", "Yalu River")])

    def test_config_names_another_file(self):
        self.write("other/settings.yaml", "bare: true\n")
        answer = self.run_waymark("annotate", "--config", "other/settings.yaml", "a.txt")
        self.assertEqual(texts(answer.records[0]), [])
        self.assert_fault(self.run_waymark("annotate", "--config", "no.yaml", "a.txt"), 2, "no.yaml")

    def test_flags_win(self):
        answer = self.run_waymark("annotate", "--no-bare", "--show-config")
        self.assertIn("bare: false  (--bare)", answer.out)

    def test_show_config_tells_where_each_value_comes_from(self):
        self.write("more.yaml", "gazetteer: more 1\n")
        for command in (["annotate"], ["gazetteer", "check"], ["grammar", "check"]):
            answer = self.run_waymark(*command, "--show-config", "-g", "more.yaml")
            self.assert_done(answer)
            settings = os.path.realpath(self.folder / "waymark.yaml")
            self.assertIn(f"bare: true  ({settings})", answer.out)
            self.assertRegex(answer.out, rf"gazetteers: .*/small.yaml  \({settings}\)\ngazetteers: more.yaml  \(-g\)")
            self.assertIn(f"data: {ROOT}  (WAYMARK_DATA)", answer.out)
            self.assertRegex(answer.out, r"loads .*/schema.(?:yaml|wmg)\nloads .*/small.yaml\nloads more.yaml\n")

    def test_without_settings_all_are_defaults(self):
        (self.folder / "waymark.yaml").unlink()
        answer = self.run_waymark("annotate", "--show-config", "--data", ROOT)
        self.assertIn("gazetteers: none added  (default)", answer.out)
        self.assertIn("bare: false  (default)", answer.out)
        self.assertIn(f"data: {ROOT}  (--data)", answer.out)

    def test_faults_of_settings_are_said_with_their_place(self):
        self.write("waymark.yaml", "gazeteers: [a]\nbare: perhaps\ngazetteers:\n")
        answer = self.run_waymark("annotate", "a.txt")
        self.assert_fault(answer, 2, "waymark.yaml:1:1: error: unknown setting 'gazeteers'", "did you mean 'gazetteers'?",
                          "waymark.yaml:2:7: error: expected true or false", "waymark.yaml:3:1: error: setting 'gazetteers'")

    def test_a_file_is_loaded_once_however_it_is_named(self):
        answer = self.run_waymark("annotate", "-g", "./small.yaml", "-g", "small.yaml", "--show-config")
        self.assertEqual(len([line for line in answer.out.splitlines()
                              if line.startswith("loads ") and line.endswith("small.yaml")]), 1)

    def test_verbose_says_what_is_loaded(self):
        self.assertIn("small.yaml", self.run_waymark("annotate", "-v", "a.txt").err)
        self.assertEqual(self.run_waymark("annotate", "a.txt").err, "")


class Shipped(ProgramTest):
    def test_parts_have_names(self):
        self.write("a.txt", "On November 4, 2020, it rained.")
        answer = self.run_waymark("annotate", "--bare", "-G", "dates", "a.txt")
        self.assert_done(answer)
        self.assertEqual(texts(answer.records[0]), [("DATE", "November 4, 2020")])

    def test_bare_leaves_the_shipped_entries_and_rules_out(self):
        self.write("a.txt", "In Hyesan on November 4, 2020.")
        self.assertEqual(texts(self.run_waymark("annotate", "--bare", "a.txt").records[0]), [])
        self.assertIn(("PLACE", "Hyesan"), texts(self.run_waymark("annotate", "a.txt").records[0]))


if __name__ == "__main__":
    unittest.main()
