# SPDX-License-Identifier: Apache-2.0
"""`waymark normalize` on spellings that stand on maps, in gazetteers, news and reports from the 1940s to today.
attested_names.tsv has a spelling and the Korean names of the entries that it may mean. The lists were written from
memory before the program was asked, but the program has been mended by them since: they guard, they don't measure."""

import pathlib
import unittest

from harness import ProgramTest

ROWS = [line.split("\t") for line in
        (pathlib.Path(__file__).parent / "attested_names.tsv").read_text(encoding="utf-8").splitlines()]


class AttestedNames(ProgramTest):
    def test_the_entry_is_among_the_candidates_and_nearly_always_first(self):
        names = "".join(spelling + "\n" for spelling, _ in ROWS)
        answer = self.run_waymark("normalize", "--to", "jsonl", "--all", "5", stdin=names)
        self.assert_done(answer)
        self.assertEqual(len(answer.records), len(ROWS))
        missed, behind = [], []
        for (spelling, accepted), record in zip(ROWS, answer.records):
            found = [candidate["ko"] for candidate in record["candidates"]]
            meant = [ko in accepted.split("|") for ko in found]
            if not any(meant):
                missed.append(spelling)
            elif not meant[0]:
                behind.append(spelling)
        self.assertLessEqual(len(missed), len(ROWS) / 100, missed)
        self.assertLessEqual(len(missed + behind), len(ROWS) * 3 / 100, behind)


if __name__ == "__main__":
    unittest.main()
