# SPDX-License-Identifier: Apache-2.0
"""The commands of README.md, run in a folder of their own."""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = os.environ["WAYMARK_PROGRAM"]


class Analysis(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="waymark-analysis-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        for file in HERE.iterdir():
            if file.is_file():
                shutil.copy(file, cls.folder)
        cls.run_in(PROGRAM, "annotate", "-t", "csv", "--columns", "date", "-o", "mentions.csv", "reports.jsonl")

    @classmethod
    def run_in(cls, *command):
        return subprocess.run(command, cwd=cls.folder, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout

    def ask(self, query):
        return list(csv.DictReader(self.run_in(sys.executable, "ask.py", "mentions.csv", query).splitlines()))

    def test_an_entry_is_counted_by_month_whatever_its_spelling(self):
        rows = [(r["month"], r["mentions"], r["documents"]) for r in self.ask("counts.sql") if r["entry"] == "kp.ryanggang.hyesan"]
        self.assertEqual(rows, [("2023-01", "3", "2"), ("2023-02", "2", "2"), ("2023-04", "1", "1")])

    def test_a_post_is_followed_by_its_key(self):
        first = self.ask("posts.sql")[0]
        self.assertEqual((first["first"], first["last"], first["documents"]), ("2023-01-14", "2023-04-02", "3"))
        self.assertIn("kp.mss", first["key"])

    def test_the_map_has_each_linked_place_once(self):
        places = json.loads(self.run_in(sys.executable, "places.py", "mentions.csv"))
        self.assertEqual(places["type"], "FeatureCollection")
        hyesan = [f for f in places["features"] if f["id"] == "kp.ryanggang.hyesan"]
        self.assertEqual(len(hyesan), 1)
        self.assertEqual((hyesan[0]["properties"]["mentions"], hyesan[0]["properties"]["documents"]), (6, 5))
        longitude, latitude = hyesan[0]["geometry"]["coordinates"]
        self.assertTrue(128 < longitude < 129 and 41 < latitude < 42)
        self.assertLessEqual({"Hyesan", "Hyesan-si"}, set(hyesan[0]["properties"]["spellings"]))

    def test_pandas_counts_the_same(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("pandas is not installed")
        mentions = pandas.read_csv(self.folder / "mentions.csv", dtype=str, keep_default_na=False)
        linked = mentions[(mentions.entry != "") & (mentions.date != "")]
        counts = linked.groupby(["entry", "name", linked.date.str[:7]]).document.agg(["size", "nunique"])
        expected = {(r["entry"], r["name"], r["month"]): [int(r["mentions"]), int(r["documents"])] for r in self.ask("counts.sql")}
        self.assertEqual({key: row.tolist() for key, row in counts.iterrows()}, expected)

    @unittest.skipUnless(shutil.which("duckdb"), "duckdb is not installed")
    def test_duckdb_answers_as_sqlite(self):
        answer = self.run_in("duckdb", "-csv", "-c", "CREATE TABLE mentions AS FROM read_csv('mentions.csv', all_varchar = true)",
                             "-c", ".read counts.sql")
        self.assertEqual(list(csv.DictReader(answer.splitlines())), self.ask("counts.sql"))


if __name__ == "__main__":
    unittest.main()
