# SPDX-License-Identifier: Apache-2.0
"""What a corpus was made of: the manifest, its check, the corpus made again, the card."""

import hashlib
import json
import unittest

from harness import ProgramTest

TEXT = "🙂 é In Hyesan (혜산시)\non the Yalu River."


class Manifests(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("texts/a.txt", TEXT)
        self.write("texts/b.txt", "nothing")

    def make(self, *arguments):
        self.assert_done(self.annotate("--manifest", "m.json", "-o", "out.jsonl", *arguments, "texts"))
        return json.loads(self.read("m.json"))

    def manifest(self, *arguments, **options):
        return self.run_waymark("manifest", *arguments, **options)

    def digest(self, name):
        data = (self.folder / name).read_bytes()
        return {"file": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    def test_the_digests_are_those_of_sha256sum(self):
        made = self.make()
        self.assertEqual(made["inputs"], [self.digest("texts/a.txt"), self.digest("texts/b.txt")])
        self.assertEqual(made["knowledge"], [self.digest("small.yaml")])
        self.assertEqual([file["file"] for file in made["shipped"]], ["gazetteer/schema.yaml"])
        self.assertEqual(made["parts"][0]["files"], [self.digest("out.jsonl")])
        self.assertEqual(made["arguments"][:2], ["annotate", "--bare"])
        self.assertEqual(made["run"], json.loads(self.read("out.jsonl").splitlines()[0])["run"])

    def test_the_tables_of_a_gazetteer_are_listed(self):
        self.write("more.yaml", "tables: [{file: towns.txt, label: TOWN}]\n")
        self.write("towns.txt", "\U0001F3D4 Musan\n")
        self.assertEqual(self.make("-g", "more.yaml")["knowledge"],
                         [self.digest("small.yaml"), self.digest("more.yaml"), self.digest("towns.txt")])

    def test_the_counts_are_those_of_the_output(self):
        counts = self.make()["parts"][0]["counts"]
        self.assertEqual((counts["documents"], counts["without_mentions"]), (2, 1))
        self.assertEqual(counts["characters"], len(TEXT) + len("nothing"))
        self.assertEqual(counts["labels"], {"RIVER": {"mentions": 1, "linked": 1}, "TOWN": {"mentions": 2, "linked": 2}})
        self.assertEqual(counts["entries"], 2)

    def test_what_the_format_loses_of_an_annotation_is_listed(self):
        self.assert_done(self.annotate("--manifest", "m.json", "-t", "hf", "-o", "out.hf.jsonl", "texts"))
        losses = {loss["what"]: loss["count"] for loss in json.loads(self.read("m.json"))["losses"]}
        self.assertEqual(losses["link"], 3)

    def test_the_same_run_gives_the_same_manifest_for_any_number_of_jobs(self):
        first = self.make()
        self.make("--force", "-j", "4")
        second = json.loads(self.read("m.json"))
        for made in (first, second):
            del made["arguments"]
        self.assertEqual(first, second)

    def test_a_changed_or_missing_file_is_found(self):
        self.make()
        answer = self.manifest("check", "m.json")
        self.assert_done(answer)
        self.assertEqual(answer.out, "5 files are as the manifest says\n")
        self.write("texts/b.txt", "something")
        (self.folder / "out.jsonl").unlink()
        answer = self.manifest("check", "m.json")
        self.assertEqual(answer.code, 1)
        self.assertEqual(answer.out, "changed  input      texts/b.txt\nmissing  output     out.jsonl\n")

    def test_the_corpus_is_made_again_bit_for_bit(self):
        self.make("-t", "jsonl")
        before = self.names()
        answer = self.manifest("rebuild", "m.json")
        self.assert_done(answer)
        self.assertEqual(answer.out, "4 files are as they were, and 1 outputs come out bit for bit\n")
        self.assertEqual(self.names(), before)
        self.write("small.yaml", self.read("small.yaml").replace("Hyesan,", "Musan,"))
        answer = self.manifest("rebuild", "m.json")
        self.assertEqual(answer.code, 1)
        self.assertEqual(answer.out, "changed  knowledge  small.yaml\nchanged  output     out.jsonl\n")

    def test_a_split_corpus_has_numbers_of_each_part_and_is_made_again(self):
        self.make()
        self.assert_done(self.run_waymark("convert", "--manifest", "c.json", "-t", "brat", "--split", "train=1,dev=1",
                                          "--seed", "3", "--sidecar", "side.jsonl", "-o", "corpus", "out.jsonl"))
        made = json.loads(self.read("c.json"))
        self.assertEqual([part["name"] for part in made["parts"]], ["train", "dev"])
        self.assertEqual(sum(part["counts"]["documents"] for part in made["parts"]), 2)
        written = sorted(file["file"] for part in made["parts"] for file in part["files"])
        self.assertEqual(written, ["corpus/" + name for name in self.names("corpus")])
        self.assertIn("form", [loss["what"] for loss in made["losses"]])
        self.assert_done(self.manifest("check", "c.json"))
        self.assert_done(self.manifest("rebuild", "c.json"))

    def test_texts_beside_standoff_are_inputs(self):
        self.make()
        self.assert_done(self.run_waymark("convert", "-t", "brat", "-o", "brat/", "out.jsonl"))
        self.assert_done(self.run_waymark("convert", "--manifest", "c.json", "-f", "brat", "-o", "back.jsonl", "brat"))
        self.assertEqual([file["file"] for file in json.loads(self.read("c.json"))["inputs"]],
                         ["brat/a.ann", "brat/a.txt", "brat/b.ann", "brat/b.txt"])

    def test_the_card_has_the_numbers_and_hides_no_markup(self):
        self.make()
        answer = self.manifest("card", "--title", "<b>|x", "m.json")
        self.assert_done(answer)
        self.assertIn('---\npretty_name: "<b>|x"\n', answer.out)
        self.assertIn("# \\<b\\>\\|x\n", answer.out)
        self.assertIn("2 documents (1 without mentions)", answer.out)
        self.assertIn("| TOWN | 2 | 2 |\n", answer.out)
        self.assert_done(self.manifest("card", "-o", "README.md", "m.json"))
        self.assertIn("# out.jsonl\n", self.read("README.md"))

    def test_the_card_names_the_file_of_each_part(self):
        self.make()
        self.assert_done(self.run_waymark("convert", "--manifest", "c.json", "-t", "hf", "--split", "train=1,dev=1",
                                          "-o", "corpus", "out.jsonl"))
        card = self.manifest("card", "c.json").out
        self.assertIn('  - split: "train"\n    path: "train.hf.jsonl"\n  - split: "dev"\n    path: "dev.hf.jsonl"\n', card)
        self.assertIn("of 1 input file; it has 2 files. The mentions were taken from the inputs.\n", card)

    def test_what_has_no_name_to_come_back_to_is_refused(self):
        self.assert_fault(self.annotate("--manifest", "m.json", "texts"), 2, "-o FILE")
        self.assert_fault(self.annotate("--manifest", "m.json", "-o", "x.jsonl", stdin="x"), 2, "read again")
        self.assertEqual(self.names("."), ["small.yaml", "texts/a.txt", "texts/b.txt"])

    def test_what_is_no_manifest_is_said_with_its_place(self):
        self.write("m.json", '{"manifest": 1,\n "arguments": [5]}')
        self.assert_fault(self.manifest("check", "m.json"), 2, "m.json:2:16: error: expected a string [cli/manifest]")
        self.write("m.json", "[")
        self.assert_fault(self.manifest("check", "m.json"), 2, "m.json:1:2: error")
        self.assert_fault(self.manifest("check", "absent.json"), 2, "absent.json")

    def test_only_commands_that_make_a_corpus_are_run_again(self):
        made = self.make()
        made["arguments"] = ["init", "new"]
        self.write("m.json", json.dumps(made))
        self.assert_fault(self.manifest("rebuild", "m.json"), 2, "makes no corpus")
        self.assertNotIn("new", self.names("."))


if __name__ == "__main__":
    unittest.main()
