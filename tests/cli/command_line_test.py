# SPDX-License-Identifier: Apache-2.0
"""Help, wrong use and its hints, completion: what the command line says about itself."""

import subprocess
import unittest

from harness import ROOT, ProgramTest

COMMANDS = [["annotate"], ["convert"], ["evaluate"], ["view"], ["gazetteer"], ["gazetteer", "check"], ["gazetteer", "compile"],
            ["gazetteer", "search"], ["gazetteer", "import"], ["normalize"], ["grammar"], ["grammar", "check"], ["grammar", "test"], ["grammar", "fmt"],
            ["formats"], ["init"], ["completion"]]


class CommandLine(ProgramTest):
    def test_every_command_has_help_with_its_own_usage_and_examples(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                answer = self.run_waymark(*command, "--help")
                self.assert_done(answer)
                self.assertEqual(answer.err, "")
                self.assertIn("Usage: waymark " + " ".join(command), answer.out)
                examples = answer.out.split("Examples:\n")[1].splitlines()
                self.assertIn("waymark " + " ".join(command), examples[0])

    def test_help_shows_no_inner_names_of_the_parser(self):
        for command in COMMANDS:
            page = self.run_waymark(*command, "--help").out
            for noise in ("{false}", "UINT", "TEXT:", "TEXT ...", "FLOAT", "REQUIRED", "\n\n\n"):
                self.assertNotIn(noise, page, command)

    def test_the_whole_programs_help_lists_its_commands(self):
        page = self.run_waymark("--help").out
        for command in ("annotate", "convert", "evaluate", "view", "gazetteer", "grammar", "formats", "init", "completion"):
            self.assertRegex(page, rf"(?m)^  {command} +\w")

    def test_the_version_is_one_line(self):
        answer = self.run_waymark("--version")
        self.assert_done(answer)
        self.assertRegex(answer.out, r"\Awaymark \d+\.\d+\.\d+\n\Z")

    def test_help_on_a_full_disk_is_a_fault(self):
        with open("/dev/full", "wb") as full:
            answer = self.run_waymark("--help", stdout=full)
        self.assert_fault(answer, 2, "No space left on device")

    def test_no_command_lists_them(self):
        self.assert_fault(self.run_waymark(), 2, "a command is missing", "annotate,", "evaluate,")
        self.assert_fault(self.run_waymark("gazetteer"), 2, "a command is missing", "check,", "search")

    def test_misspelt_words_are_answered_with_the_near_one(self):
        self.write("a.txt", "Hyesan")
        for arguments, message, hint in [
                (["anotate", "a.txt"], "unknown command 'anotate'", "'annotate'"),
                (["gazetteer", "chekc"], "unknown command 'chekc'", "'check'"),
                (["annotate", "--form", "text", "a.txt"], "unknown option '--form'", "'--from'"),
                (["annotate", "--form=text", "a.txt"], "unknown option '--form'", "'--from'"),
                (["--verison"], "unknown option '--verison'", "'--version'"),
                (["annotate", "--labels", "PLCE", "a.txt"], "unknown label 'PLCE'", "'PLACE'"),
                (["annotate", "-G", "datse", "a.txt"], "no grammar file or part 'datse'", "'dates'"),
                (["annotate", "-g", "contries", "a.txt"], "no gazetteer file or part 'contries'", "'countries'"),
                (["annotate", "-t", "cvs", "a.txt"], "no format 'cvs' can be written", "'csv'"),
                (["annotate", "-f", "jsonll", "a.txt"], "no format 'jsonll' can be read", "'jsonl'"),
                (["annotate", "-t", "conll", "--dialect", "spacey", "a.txt"], "dialect", "'spacy'"),
                (["annotate", "--color", "alwyas", "a.txt"], "'alwyas'", "'always'")]:
            with self.subTest(arguments=arguments):
                self.assert_fault(self.run_waymark(*arguments), 2, message, f"did you mean {hint}?")

    def test_unknown_options_without_a_near_one_point_to_help(self):
        for option in ("--bogus", "-x"):
            self.assert_fault(self.run_waymark("annotate", option), 2, f"unknown option '{option}'",
                              "'waymark annotate --help' shows what there is")

    def test_other_wrong_use_says_what_is_wrong(self):
        for arguments, message in [(["annotate", "-j"], "option '--jobs' needs a value"),
                                   (["annotate", "-j", "300"], "not in range 0 to 256"),
                                   (["annotate", "--on-error", "ignore"], "record, skip, stop"),
                                   (["annotate", "--min-confidence", "2"], "--min-confidence"),
                                   (["annotate", "--max-document", "1q"], "--max-document"),
                                   (["evaluate", "a"], "a system to be compared with gold is missing"),
                                   (["evaluate", "a", "b", "c", "d"], "more than two systems"),
                                   (["evaluate", "--agreement", "a"], "at least two annotators"),
                                   (["evaluate", "--adjudicate", "x", "a", "b"], "goes with --agreement"),
                                   (["evaluate", "--by", "x", "a", "b", "c"], "are for one system"),
                                   (["evaluate", "--fail-under", "PLACE=2", "a", "b"], "'PLACE=2' is neither"),
                                   (["evaluate", "-", "-"], "can't both be standard input"),
                                   (["gazetteer", "--data", "x", "check"], "'--data' stands before its command"),
                                   (["init"], "folder is required")]:
            with self.subTest(arguments=arguments):
                self.assert_fault(self.run_waymark(*arguments), 2, message)

    def test_a_list_takes_one_word_and_may_be_given_again(self):
        self.write("a.txt", "Hyesan lies on the Yalu River.")
        answer = self.annotate("--labels", "TOWN", "a.txt")
        self.assertEqual([m["label"] for m in answer.records[0]["mentions"]], ["TOWN"])
        answer = self.annotate("--labels", "TOWN", "--labels", "RIVER", "a.txt")
        self.assertEqual([m["label"] for m in answer.records[0]["mentions"]], ["TOWN", "RIVER"])

    def test_completion_offers_commands_and_options_of_the_place(self):
        script = self.run_waymark("completion").out
        for line, expected in [("waymark ann", "annotate"), ("waymark gazetteer ch", "check"),
                               ("waymark annotate --max", "--max-document"), ("waymark annotate see", "")]:
            words = line.split(" ")
            bash = (script + f"\nCOMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _waymark; "
                    'echo "${COMPREPLY[*]}"')
            done = subprocess.run(["bash", "-c", bash], capture_output=True, text=True, check=True)
            self.assertEqual(done.stdout.strip(), expected, line)

    def test_formats_lists_what_the_formats_can_carry(self):
        answer = self.run_waymark("formats")
        self.assert_done(answer)
        for name, offsets, overlap in (("jsonl", "code points", "yes"), ("conll", "code points", "yes"),
                                       ("brat", "code points", "yes"), ("labelstudio", "code points", "yes"),
                                       ("hf", "tokens", "no"), ("html", "none", "nested")):
            self.assertRegex(answer.out, rf"(?m)^{name} +(read, )?write +{offsets}.* {overlap} ")
        self.assertRegex(answer.out, r"(?m)^doccano .*\n +can't carry: .*links")

    def test_the_examples_of_annotate_use_options_that_exist(self):
        page = self.run_waymark("annotate", "--help").out
        head, examples = page.split("Examples:\n")
        for line in examples.splitlines():
            for word in line.split("waymark annotate")[1].split():
                if word.startswith("--"):
                    self.assertRegex(head, rf"(?m)^ .*{word}\b")

    def test_gazetteer_search_tells_which_entries_a_name_means(self):
        answer = self.run_waymark("gazetteer", "search", "--bare", "-g", "small.yaml", "혜산시")
        self.assert_done(answer)
        self.assertIn("x.hyesan", answer.out)
        answer = self.run_waymark("gazetteer", "search", "--bare", "-g", "small.yaml", "Nowhere")
        self.assert_fault(answer, 1, "no entry has the form 'Nowhere'")

    def test_the_shipped_knowledge_has_no_faults(self):
        self.assertEqual(self.run_waymark("grammar", "check").err.count("error:"), 0)
        self.assertEqual(self.run_waymark("gazetteer", "check").err.count("error:"), 0)
        self.assertTrue((ROOT / "gazetteer" / "schema.yaml").is_file())


if __name__ == "__main__":
    unittest.main()
