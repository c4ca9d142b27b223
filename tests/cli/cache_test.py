# SPDX-License-Identifier: Apache-2.0
"""What was compiled of a large gazetteer is kept for the next start, in a folder that is never trusted."""

import os
import stat
import subprocess
import unittest

from harness import PROGRAM, ProgramTest, texts

SYLLABLES = ["ba", "do", "gi", "ku", "le", "mo", "na", "pi", "ra", "so", "tu", "ve"]
GAZETTEER = "gazetteer: large 1\nlabels: {TOWN: flat}\ntables:\n  - {file: towns.txt, label: TOWN}\n"
TEXT = "🚢 From Badogiku to Solemona.\n"


def made_names(count):
    """Names of six syllables, no two alike."""
    for number in range(count):
        name, rest = "", number
        for _ in range(6):
            name, rest = name + SYLLABLES[rest % 12], rest // 12
        yield name.capitalize()


class Cache(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("large.yaml", GAZETTEER)
        self.write_towns("Badogiku")
        self.write("text.txt", TEXT)
        self.cache = self.folder / "cache"

    def write_towns(self, *more):
        self.write("towns.txt", "\n".join([*made_names(45_000), *more, ""]))

    def mark(self, *arguments, **environment):
        """An annotation with -v that uses the cache of the test."""
        environment = {"XDG_CACHE_HOME": str(self.cache), "WAYMARK_NO_CACHE": "", **environment}
        answer = self.run_waymark("annotate", "--bare", "-g", "large.yaml", "-v", "text.txt", "-t", "jsonl", *arguments,
                                  env=environment)
        self.assert_done(answer)
        return answer

    def kept(self):
        return sorted((self.cache / "waymark").glob("*.wmg"))

    def test_a_large_table_is_compiled_once(self):
        first, second = self.mark(), self.mark()
        self.assertIn("compiled once, kept in ", first.err)
        self.assertIn("compiled before: ", second.err)
        self.assertEqual(first.raw, second.raw)
        self.assertEqual(self.mark("--no-cache").raw, first.raw)
        self.assertEqual(texts(first.records[0]), [("TOWN", "Badogiku")])
        self.assertEqual([path.name for path in (self.cache / "waymark").iterdir()], [path.name for path in self.kept()])

    def test_nothing_is_said_of_it_without_verbose(self):
        self.mark()
        answer = self.run_waymark("annotate", "--bare", "-g", "large.yaml", "text.txt",
                                  env={"XDG_CACHE_HOME": str(self.cache), "WAYMARK_NO_CACHE": ""})
        self.assertEqual(answer.err, "")

    def test_nothing_is_kept_where_that_is_not_wanted(self):
        self.assertNotIn("compiled", self.mark("--no-cache").err.replace("no compiled", ""))
        self.mark(WAYMARK_NO_CACHE="1")
        self.mark(XDG_CACHE_HOME="cache", HOME="here")  # relative paths are no places
        self.assertFalse(self.cache.exists())

    def test_it_lies_in_the_home_folder_by_default(self):
        self.mark(XDG_CACHE_HOME="", HOME=str(self.folder / "home"))
        self.assertEqual(len(list((self.folder / "home/.cache/waymark").glob("*.wmg"))), 1)
        self.assertEqual(stat.S_IMODE((self.folder / "home/.cache/waymark").stat().st_mode), 0o700)

    def test_a_changed_table_is_compiled_anew(self):
        self.mark()
        self.write_towns("Solemona")
        answer = self.mark()
        self.assertIn("compiled once", answer.err)
        self.assertEqual(texts(answer.records[0]), [("TOWN", "Solemona")])
        self.write("large.yaml", GAZETTEER.replace("TOWN", "PORT"))
        self.assertEqual(texts(self.mark().records[0]), [("PORT", "Solemona")])
        self.assertEqual(len(self.kept()), 3)

    def test_what_is_damaged_is_replaced(self):
        whole = self.mark().raw
        path, = self.kept()
        good = path.read_bytes()
        middle = len(good) // 2
        for bad in (b"", good[:middle], good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1:]):
            path.write_bytes(bad)
            answer = self.mark()
            self.assertIn("compiled once", answer.err)
            self.assertEqual(answer.raw, whole)
            self.assertEqual(path.read_bytes(), good)

    def test_a_place_that_is_no_folder_of_one_s_own_is_left_out(self):
        whole = self.mark("--no-cache").raw
        self.cache.write_text("a file")
        self.assertEqual(self.mark().raw, whole)
        self.cache.unlink()
        (self.cache / "waymark").mkdir(parents=True)
        (self.cache / "waymark").chmod(0o777)
        self.assertEqual(self.mark().raw, whole)
        self.assertEqual(self.kept(), [])

    @unittest.skipUnless(os.geteuid() == 0, "only root can be in another's home")
    def test_root_leaves_nothing_in_the_home_of_another(self):
        home = self.folder / "home"
        home.mkdir()
        os.chown(home, 12345, 12345)
        self.assertNotIn("compiled once", self.mark(XDG_CACHE_HOME="", HOME=str(home)).err)
        self.assertEqual(list(home.iterdir()), [])

    def test_what_was_not_used_for_longest_goes_first(self):
        self.mark()
        path, = self.kept()
        os.utime(path, (1, 1))
        old, young = (self.cache / "waymark" / (letter * 32 + ".wmg") for letter in "ab")
        for other, size, used in ((old, 1 << 30, 1000), (young, 1000, 2000)):
            with open(other, "wb") as file:
                file.truncate(size)  # takes no room on the disk
            os.utime(other, (used, used))
        left_over = self.cache / "waymark" / ".waymark-abcdef"
        left_over.write_text("half")
        os.utime(left_over, (1000, 1000))
        self.assertIn("compiled before", self.mark().err)
        self.write_towns("Solemona")
        self.mark()
        self.assertIn(path, self.kept(), "it was used after the others")
        self.assertIn(young, self.kept())
        self.assertNotIn(old, self.kept())
        self.assertFalse(left_over.exists())

    def test_processes_may_use_it_at_once(self):
        whole = self.mark("--no-cache").raw
        environment = self.environment(XDG_CACHE_HOME=str(self.cache), WAYMARK_NO_CACHE="")
        command = [PROGRAM, "annotate", "--bare", "-g", "large.yaml", "text.txt", "-t", "jsonl"]
        runs = [subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE) for _ in range(4)]
        self.assertEqual([run.communicate()[0] for run in runs], [whole] * 4)
        self.assertEqual(len(self.kept()), 1)

    def test_faults_are_told_as_without_it(self):
        self.write("large.yaml", GAZETTEER.replace("label: TOWN", "label: TWON"))
        answers = [self.run_waymark("annotate", "--bare", "-g", "large.yaml", "text.txt",
                                    env={"XDG_CACHE_HOME": str(self.cache), "WAYMARK_NO_CACHE": no_cache})
                   for no_cache in ("", "1")]
        self.assert_fault(answers[0], 3, "large.yaml:4:30: error: unknown label 'TWON'")
        self.assertEqual(answers[0].err, answers[1].err)
        self.assertEqual(self.kept(), [])

    def test_what_is_wrong_among_compiled_files_is_told_as_without_it(self):
        for name in ("one.wmg", "two.wmg"):
            self.assert_done(self.run_waymark("gazetteer", "compile", "small.yaml", "-o", name))
        answers = [self.run_waymark("annotate", "--bare", "-g", "one.wmg", "-g", "two.wmg", "-g", "large.yaml", "text.txt",
                                    env={"XDG_CACHE_HOME": str(self.cache), "WAYMARK_NO_CACHE": no_cache})
                   for no_cache in ("", "1")]
        self.assert_fault(answers[0], 3, "'x.hyesan'", "one.wmg", "two.wmg")
        self.assertEqual(answers[0].err, answers[1].err)

    def test_the_other_commands_use_it_too(self):
        self.mark()
        environment = {"XDG_CACHE_HOME": str(self.cache), "WAYMARK_NO_CACHE": ""}
        for command in (["gazetteer", "search", "Badogiku"], ["normalize", "--to", "jsonl"], ["explain", "--to", "json"]):
            answer = self.run_waymark(*command, "--bare", "-g", "large.yaml", "-v", stdin="Badogiku\n", env=environment)
            self.assert_done(answer)
            self.assertIn("compiled before", answer.err)
            self.assertIn("Badogiku", answer.out)
        self.assertEqual(len(self.kept()), 1)

    def test_the_configuration_says_where_it_is(self):
        environment = {"XDG_CACHE_HOME": str(self.cache), "WAYMARK_NO_CACHE": ""}
        line = f"cache: {self.cache}/waymark  (XDG_CACHE_HOME)\n"
        self.assertIn(line, self.run_waymark("annotate", "--show-config", env=environment).out)
        self.assertNotIn("cache:", self.run_waymark("annotate", "--show-config", "--no-cache", env=environment).out)


if __name__ == "__main__":
    unittest.main()
