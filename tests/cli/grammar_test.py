# SPDX-License-Identifier: Apache-2.0
"""`waymark grammar test`: examples in rules and beside them, their reports, and what no example touches."""

import json
import unittest
import xml.etree.ElementTree

from harness import SMALL, ProgramTest

RULES = """\
grammar pairs 1
label PAIR { town: TOWN, river: RIVER }
let by = "on" | "by"
phase p repeat
rule pair.on -> PAIR
  find   town:TOWN (by "the"? | "of") river:RIVER
  set    size = "small"
  relate town lies_on river
  yes    "😀 각 é in [Hyesan on the Yalu River]"
  no     "Hyesan and the Yalu River"
rule pair.of -> PAIR
  find   river:RIVER "at" town:TOWN
  find   river:RIVER "near" town:TOWN
  yes    "the [Yalu River at Hyesan]"
rule pair.never -> PAIR
  find   "never" (town:TOWN)?
"""

BESIDE = """\
# Examples beside pairs.way.
rule pair.on
  yes "[Hyesan on the Yalu River]"    # with an emoji: 😀
    town = "Hyesan"
    town = @x.hyesan
    label = "PAIR"
    size = "small"
    note = none
    "Hyesan" entry = @x.hyesan
    "Hyesan" lies_on "Yalu River"
  no  "\\[Hyesan\\] \\"on\\" a river"
"""


class GrammarTest(ProgramTest):
    def run_examples(self, *options, beside=None, code=0):
        self.write("pairs.way", RULES)
        if beside is not None:
            self.write("pairs.examples", beside)
        answer = self.run_waymark("grammar", "test", *SMALL, *options, "pairs.way")
        self.assertEqual(answer.code, code, answer.err)
        return answer


class Examples(GrammarTest):
    def test_examples_in_rules_and_beside_them_are_run(self):
        self.assertIn("3 rules, 3 examples, 0 failed, 1 rules without", self.run_examples().err)
        self.assertIn("3 rules, 5 examples, 0 failed, 1 rules without", self.run_examples(beside=BESIDE).err)

    def test_what_a_mark_lacks_is_told_at_its_line(self):
        for wrong, message in (('town = "Hyesun"', "has 'Hyesan' as its town"),
                               ("town = @x.yalu", "has 'x.hyesan' as its town"),
                               ("river = none", "has 'Yalu River' as its river"),
                               ("note = true", "has no note"),
                               ('"Hyesun" label = "TOWN"', "has no mention 'Hyesun'"),
                               ('"Hyesan" 2 label = "TOWN"', "has fewer than 2 times the mention 'Hyesan'"),
                               ('"Yalu River" lies_on "Hyesan"', "has no relation 'lies_on' to 'Hyesan'")):
            answer = self.run_examples(beside=f'rule pair.on\n  yes "[Hyesan on the Yalu River]"\n    {wrong}\n', code=1)
            self.assertIn("pairs.examples:3:5: error: the example of 'pair.on' " + message, answer.err)

    def test_an_example_has_the_date_of_its_document(self):
        self.write("days.way", "grammar days 1\nlabel DATE flat\nphase p longest\nrule day.near -> DATE\n  find \"today\"\n"
                               "  set value = shift_date(\"day\", 0)\n")
        def run(examples):
            self.write("days.examples", "rule day.near\n" + examples)
            return self.run_waymark("grammar", "test", *SMALL, "days.way")
        self.assert_done(run('  yes "😀 한 é [today]" on 2019-10-16\n    value = "2019-10-16"\n'
                             '  yes "[today]"\n    value = none\n'))
        for wrong in ("on", "on 2019-13-01", "at 2019-10-16"):
            self.assertIn("hint: written on 2019-10-16", run(f'  yes "[today]" {wrong}\n').err)

    def test_faults_of_an_example_file_are_all_reported(self):
        self.assertEqual(self.run_examples(beside='yes "[a]"\nrule pair.onn\n  yes "[b]"\n  yes "b"\n  yes "[c\n    town \n'
                                                'rule pair.on\n  no "d"\n    town = "e"\n', code=3).err.count(": error: "), 6)
        answer = self.run_examples(beside="rule pair.onn\n  no \"b\"\n", code=3)
        self.assertIn("pairs.examples:1:6: error: unknown rule 'pair.onn' [grammar/unknown-rule]", answer.err)
        self.assertIn("did you mean 'pair.on'?", answer.err)
        self.assertIn("not UTF-8", self.run_examples(beside=b"rule a\xff", code=3).err)


class Ties(GrammarTest):
    RULES = ("grammar ties 1\nlabel A flat\nlabel B flat\nphase p longest\n"
             "rule a -> A\n  find /[a-z]+/ \"gate\"\n  yes \"at [iron gate]\"\n"
             "rule b -> B\n  find \"iron\" /[a-z]+/\n  yes \"an [iron bar]\"\n")

    def check(self, rules, code):
        self.write("ties.way", rules)
        answer = self.run_waymark("grammar", "check", *SMALL, "ties.way")
        self.assertEqual(answer.code, code, answer.err)
        return answer.err

    def test_rules_that_an_example_shows_to_have_no_order_are_named(self):
        self.assertIn("ties.way:8:6: warning: 'b' and 'a' both mark 'iron gate', and only their places in the files decide "
                      "[grammar/no-order]", self.check(self.RULES, 1))

    def test_a_stated_order_ends_it(self):
        self.check(self.RULES.replace("yes \"at", "over b\n  yes \"at"), 0)
        self.check(self.RULES.replace("yes \"at", "rank 1\n  yes \"at"), 0)

    def test_an_example_beside_the_rules_shows_it_too(self):
        rules = self.RULES.replace("at [iron gate]", "at [old gate]")
        self.check(rules, 0)
        self.write("ties.examples", 'rule a\n  yes "😀 한 é [iron gate]"\n')
        self.assertIn("grammar/no-order", self.check(rules, 1))


class Reports(GrammarTest):
    def test_results_are_written_as_json(self):
        answer = self.run_examples("--to", "json", beside=BESIDE)
        results = json.loads(answer.out)
        self.assertEqual(results["rules_without_yes"], ["pair.never"])
        self.assertNotIn("untouched", results)
        self.assertEqual([(it["rule"], it["file"], it["line"], it["yes"], it["failures"]) for it in results["examples"]],
                         [("pair.on", "pairs.way", 9, True, []), ("pair.on", "pairs.way", 10, False, []),
                          ("pair.of", "pairs.way", 14, True, []), ("pair.on", "pairs.examples", 3, True, []),
                          ("pair.on", "pairs.examples", 11, False, [])])

    def test_results_are_written_as_junit(self):
        self.run_examples("--junit", "out.xml", beside=BESIDE.replace('size = "small"', 'size = "<&\\""'), code=1)
        root = xml.etree.ElementTree.fromstring(self.read("out.xml"))
        self.assertEqual((root.tag, root.get("tests"), root.get("failures")), ("testsuites", "5", "1"))
        self.assertEqual([(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root],
                         [("pairs.way", "3", "0"), ("pairs.examples", "2", "1")])
        case = root[1][0]
        self.assertEqual((case.get("classname"), case.get("name")), ("pair.on", 'yes "[Hyesan on the Yalu River]"'))
        self.assertEqual(case[0].get("message"), "the example of 'pair.on' has 'small' as its size")
        self.assertIn("pairs.examples:7:5: error:", case[0].text)

    def test_a_file_that_can_not_be_written_is_wrong_use(self):
        self.run_examples("--junit", "no/such/folder/out.xml", code=2)


class Coverage(GrammarTest):
    def test_rules_finds_alternatives_and_optional_elements_that_no_example_touches_are_listed(self):
        untouched = json.loads(self.run_examples("--to", "json", "--coverage").out)["untouched"]
        self.assertEqual([(it["what"], it["of"], it["line"], it["text"]) for it in untouched],
                         [("alternative", "by", 3, '"by"'), ("alternative", "pair.on", 6, '"of"'),
                          ("find", "pair.of", 13, 'river:RIVER "near" town:TOWN'), ("rule", "pair.never", 15, "pair.never")])
        answer = self.run_examples("--coverage")
        self.assertIn("pairs.way:3:17: note: no example touches this alternative of 'by' [grammar/coverage]", answer.err)
        self.assertIn("4 parts that no example touches", answer.err)

    def test_an_optional_element_counts_when_it_takes_part(self):
        answer = self.run_examples("--coverage", beside='rule pair.never\n  yes "[never]"\n')
        self.assertIn("note: no example touches this optional element of 'pair.never'", answer.err)
        answer = self.run_examples("--coverage", beside='rule pair.never\n  yes "[never Hyesan]"\n')
        self.assertNotIn("optional element", answer.err)

    def test_coverage_changes_no_result(self):
        plain, covered = (json.loads(self.run_examples("--to", "json", *more, beside=BESIDE).out) for more in ((), ("--coverage",)))
        self.assertEqual(plain["examples"], covered["examples"])

    def test_captures_put_around_parts_narrow_no_mention(self):
        self.write("twins.yaml", "gazetteer: twins 1\nlabels: {TOWN: flat, RIVER: flat}\nkinds: {twin-market: TOWN, twin-port: TOWN}\nentries:\n"
                                 "  - {id: t.market, name: {en: Samsu}, kind: twin-market, prior: 0.9}\n"
                                 "  - {id: t.port, name: {en: Samsu}, kind: twin-port, prior: 0.1}\n")
        self.write("ports.way", "grammar ports 1\nlabel PAIR { town: TOWN }\nphase p longest\nrule port -> PAIR\n"
                                "  find \"at\" (TOWN[kind is twin-port] | RIVER)\n  yes \"[at Samsu]\"\n")
        self.write("ports.examples", 'rule port\n  yes "😀 한 é [at Samsu]"\n    "Samsu" entry = @t.market\n')
        for more in (), ("--coverage",):
            answer = self.run_waymark("grammar", "test", "--bare", "-g", "twins.yaml", *more, "ports.way")
            self.assertEqual(answer.code, 0, answer.err)


if __name__ == "__main__":
    unittest.main()
