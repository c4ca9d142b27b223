# SPDX-License-Identifier: Apache-2.0
"""One format into another: what is lost is said; maps, parts, texts apart; and the loop of annotation."""

import json
import unittest
import xml.etree.ElementTree

from harness import SMALL_GAZETTEER, ProgramTest, texts

TEXT = "🙂 é In Hyesan (혜산시)\non the Yalu River."
RULES = """\
grammar small 1
label CROSSING { town: TOWN, river: RIVER }
phase names longest
rule crossing -> CROSSING
  find town:TOWN ...4 river:RIVER
"""


class Converting(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", TEXT)
        self.write("rules.way", RULES)
        self.assert_done(self.annotate("-G", "rules.way", "-o", "out.jsonl", "a.txt"))

    def convert(self, *arguments, **options):
        return self.run_waymark("convert", *arguments, **options)

    def record(self, name="out.jsonl"):
        return json.loads(self.read(name).splitlines()[0])


class Losses(Converting):
    def test_what_is_lost_is_said_with_how_often_and_where_first(self):
        answer = self.convert("-t", "doccano", "out.jsonl")
        self.assert_done(answer)
        self.assertRegex(answer.err, r"lost on the way to doccano, of 1 documents:\n")
        self.assertRegex(answer.err, r'dropped +link +3 in 1 document; first in "a.txt" at 7: "Hyesan"')
        self.assertNotIn("relation", answer.err)

    def test_the_report_is_json_if_a_file_is_named(self):
        answer = self.convert("-t", "hf", "--loss", "lost.json", "out.jsonl")
        self.assertEqual(answer.err, "")
        report = json.loads(self.read("lost.json"))
        self.assertEqual((report["to"], report["documents"]), ("hf", 1))
        by_name = {(loss["what"], loss["change"]): loss for loss in report["losses"]}
        self.assertEqual(by_name["overlapping mention", "dropped"]["count"], 1)
        self.assertEqual(by_name["white space", "changed"]["first"], {"document": "a.txt"})
        self.assertEqual(by_name["link", "dropped"]["first"],
                         {"document": "a.txt", "line": 1, "at": 7, "text": "Hyesan"})

    def test_strict_fails_on_loss_and_only_then(self):
        self.assertEqual(self.convert("-t", "doccano", "--strict", "out.jsonl").code, 1)
        answer = self.convert("-t", "jsonl", "--strict", "out.jsonl")
        self.assert_done(answer)
        self.assertEqual((answer.out, answer.err), (self.read("out.jsonl"), ""))

    def test_flattening_follows_the_rule(self):
        for rule, labels in (("flat-first", ["TOWN", "TOWN", "RIVER"]), ("outermost", ["TOWN", "CROSSING"]),
                             ("structured-first", ["TOWN", "CROSSING"]), ("innermost", ["TOWN", "TOWN", "RIVER"])):
            with self.subTest(rule):
                answer = self.convert("-t", "hf", "--flatten", rule, "out.jsonl")
                begun = [tag[2:] for tag in answer.records[0]["ner_tags"] if tag.startswith("B-")]
                self.assertEqual(begun, labels)

    def test_a_map_renames_and_drops(self):
        answer = self.convert("-t", "jsonl", "--map", "TOWN=LOC,*=", "out.jsonl")
        self.assertEqual(texts(answer.records[0]), [("LOC", "Hyesan"), ("LOC", "혜산시")])
        self.assertRegex(answer.err, "dropped +mention by the map +2 in 1 document")
        self.assert_fault(self.convert("--map", "TOWN", "out.jsonl"), 2, "'TOWN' is neither a preset nor FROM=TO")

    def test_a_folder_of_brat_declares_the_types_of_its_documents(self):
        self.assert_done(self.convert("-t", "brat", "-o", "brat/", "out.jsonl"))
        self.assertEqual(self.names("brat"), ["a.ann", "a.txt", "annotation.conf"])
        conf = self.read("brat/annotation.conf")
        self.assertIn("\nCROSSING\n", conf)
        self.assertIn("\ntown\tArg1", conf)

    def test_in_a_folder_annotations_go_before_the_texts_beside_them(self):
        self.assert_done(self.convert("-t", "brat", "-o", "brat/", "out.jsonl"))
        self.write("brat/b.txt", "no annotations yet")
        answer = self.convert("-t", "jsonl", "brat")
        self.assertEqual([(r["id"], len(r.get("mentions", []))) for r in answer.records], [("a.txt", 4), ("b.txt", 0)])
        self.assertIn("Hyesan", self.run_waymark("view", "brat").out)
        kept = self.annotate("--given", "keep", "brat")
        self.assertEqual([sum(m["label"] == "CROSSING" for m in record["mentions"]) for record in kept.records], [1, 0])

    def test_a_document_that_nobody_looked_at_is_not_one_without_mentions(self):
        self.write("seen.txt", "nothing here")
        self.assert_done(self.annotate("-o", "seen.jsonl", "seen.txt"))
        seen = self.convert("-t", "hf", "seen.jsonl")
        self.assertEqual(seen.records[0]["ner_tags"], ["O", "O"])
        self.assertNotIn("nobody", seen.err)
        unseen = self.convert("-t", "hf", "seen.txt")
        self.assertEqual(unseen.records[0]["ner_tags"], ["-100", "-100"])
        self.assertRegex(unseen.err, "changed +document that nobody annotated +1 in 1 document")
        self.assertEqual(len(self.convert("-t", "spacy", "seen.txt").records[0]["_"]["masked"]), 1)
        self.assertEqual(self.convert("-t", "jsonl", "seen.txt").records[0].get("mentions", []), [])

    def test_what_a_tool_says_beyond_documents_is_a_loss_too(self):
        mark = {"type": "labels", "id": "a", "value": {"start": 2, "end": 4, "text": "혜산", "labels": ["TOWN"]}}
        self.write("x.labelstudio.json", json.dumps([{"id": 1, "data": {"text": "🙂 혜산"}, "annotations": [
            {"completed_by": 1, "result": [mark]},
            {"completed_by": 2, "result": [{"type": "choices", "id": "b", "value": {"choices": ["x"]}}]}]}]))
        answer = self.convert("--strict", "-t", "jsonl", "x.labelstudio.json")
        self.assertEqual(answer.code, 1)
        self.assertRegex(answer.err, r'dropped +annotation of another annotator 1 in 1 document; first in "1"\n')
        self.assertRegex(answer.err, r"dropped +result of type 'choices' ")
        answer = self.convert("--strict", "--annotator", "1", "-t", "jsonl", "x.labelstudio.json")
        self.assert_done(answer)
        self.assertEqual([m["text"] for m in json.loads(answer.out)["mentions"]], ["혜산"])

    def test_a_tool_is_known_by_what_stands_in_its_export(self):
        text = "🙂 혜산"
        mark = {"type": "labels", "id": "a", "from_name": "label", "to_name": "text",
                "value": {"start": 2, "end": 4, "text": "혜산", "labels": ["TOWN"]}}
        exports = {
            "project-1-at-2026.json": [{"id": 1, "annotations": [{"result": [mark]}], "data": {"text": text}}],
            "short.json": [{"text": text, "id": 1, "label": [mark["value"]], "annotator": 1, "annotation_id": 2,
                            "lead_time": 3.5}],
            "admin.jsonl": {"id": 1, "text": text, "label": [[2, 4, "TOWN"]], "Comments": []},
            "relations.jsonl": {"id": 1, "text": text, "relations": [],
                                "entities": [{"id": 1, "label": "TOWN", "start_offset": 2, "end_offset": 4}]},
            "news.jsonl": {"text": text, "_input_hash": 5, "spans": [{"start": 2, "end": 4, "label": "TOWN"}]},
            "train.json": {"tokens": ["🙂", "혜산"], "ner_tags": ["O", "B-TOWN"]},
            "pile.json": [{"tokenized_text": ["🙂", "혜산"], "ner": [[1, 1, "TOWN"]]}],
            "docs.jsonl": {"text": text, "ents": [{"start": 2, "end": 4, "label": "TOWN"}], "tokens": []},
            "ann.json": {"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": text},
                                                 {"%ID": 2, "%TYPE": "a.TOWN", "begin": 3, "end": 5}]}}
        for name, export in exports.items():
            with self.subTest(name):
                self.write(name, json.dumps(export))
                answer = self.convert("-t", "jsonl", name)
                self.assert_done(answer)
                self.assertEqual([(m["label"], m["text"]) for m in json.loads(answer.out)["mentions"]], [("TOWN", "혜산")])
                score = self.run_waymark("evaluate", name, name)
                self.assertIn("1 gold mentions", score.out)
        annotated = self.annotate("project-1-at-2026.json")
        self.assertEqual([record["text"] for record in annotated.records], [text])
        self.write("texts.jsonl", json.dumps({"text": 'his "ner_tags" and "tokens"', "spans": 3}))
        self.assertEqual(self.convert("-t", "text", "texts.jsonl").out, 'his "ner_tags" and "tokens"')

    def test_an_answer_without_mentions_is_not_masked_a_task_is(self):
        self.write("x.prodigy.jsonl", '{"text": "🙂 혜산", "answer": "accept"}\n{"text": "🙂 혜산", "answer": "reject"}\n')
        records = [json.loads(line) for line in self.convert("-t", "hf", "x.prodigy.jsonl").out.splitlines()]
        self.assertEqual([record["ner_tags"] for record in records], [["O", "O"], ["-100", "-100"]])

    def test_numbers_of_tags_have_the_names_that_are_given(self):
        self.write("x.hf.jsonl", '{"tokens": ["🙂", "혜산", "시"], "ner_tags": [0, 1, 2]}\n')
        answer = self.convert("--tags", "O,B-TOWN,I-TOWN", "-t", "jsonl", "x.hf.jsonl")
        self.assert_done(answer)
        self.assertEqual([(m["label"], m["text"]) for m in json.loads(answer.out)["mentions"]], [("TOWN", "혜산 시")])
        self.assertIn("--tags changes nothing in these inputs",
                      self.convert("--tags", "O", "-t", "jsonl", "out.jsonl").err)
        answer = self.convert("-t", "jsonl", "x.hf.jsonl")
        self.assertEqual(answer.code, 1)
        self.assertIn("x.hf.jsonl:1:", answer.err)
        self.assertIn("--tags", answer.err)

    def test_empty_documents_are_left_out_on_demand(self):
        self.write("b.txt", "nothing")
        self.assert_done(self.annotate("-o", "two.jsonl", "a.txt", "b.txt"))
        self.assertEqual(len(self.convert("two.jsonl").records), 2)
        answer = self.convert("--empty", "drop", "two.jsonl")
        self.assertEqual([record["id"] for record in answer.records], ["a.txt"])
        self.assertIn("1 left out", answer.err)


class Shown(Converting):
    def test_linked_places_become_a_map(self):
        record = self.record()
        record["mentions"][0]["link"].update(lat=41.4, lon=128.2)
        self.write("places.jsonl", json.dumps(record) + "\n" + json.dumps({**record, "id": "c", "mentions": []}) + "\n"
                   + json.dumps({**record, "id": "d"}))
        features = json.loads(self.convert("-t", "geojson", "places.jsonl").out)["features"]
        self.assertEqual([feature["properties"]["document"] for feature in features], ["a.txt", "d"])
        self.assertEqual(features[0]["geometry"], {"type": "Point", "coordinates": [128.2, 41.4]})

    def test_markup_is_well_formed_and_gives_the_text_back(self):
        self.write("c.txt", "<b> & \"Hyesan\" \r\n\u0001 the Yalu River")
        self.assert_done(self.annotate("-G", "rules.way", "-o", "c.jsonl", "c.txt"))
        for name in ("html", "tei"):
            with self.subTest(name):
                page = self.convert("-t", name, "c.jsonl").out
                if name == "html":
                    page = page.replace("<!DOCTYPE html>", "").replace('<meta charset="utf-8">', "")
                root = xml.etree.ElementTree.fromstring(page.encode())
                text = "".join(root.itertext())
                self.assertIn('<b> & "Hyesan" \r\n\ufffd the Yalu River', text)
        self.assertIn('<name type="TOWN" ref="#x.hyesan">Hyesan</name>', self.convert("-t", "tei", "c.jsonl").out)

    def test_w3c_and_cas_come_back(self):
        self.assert_done(self.convert("-t", "w3c", "-o", "a.w3c.json", "out.jsonl"))
        back = self.convert("--texts", ".", "-t", "jsonl", "a.w3c.json")
        self.assert_done(back)
        self.assertEqual(texts(back.records[0]), texts(self.record()))
        annotation = json.loads(self.read("a.w3c.json"))[0]
        self.assertEqual(annotation["target"]["selector"][0], {"type": "TextPositionSelector", "start": 8, "end": 14})
        self.assert_done(self.convert("-t", "cas", "-o", "cas/", "out.jsonl"))
        back = self.convert("-f", "cas", "-t", "jsonl", "cas")
        self.assert_done(back)
        self.assertEqual(texts(back.records[0]), texts(self.record()))


class Corpora(Converting):
    def setUp(self):
        super().setUp()
        line = self.record()
        self.write("many.jsonl", "".join(json.dumps({**line, "id": f"d{i}"}) + "\n" for i in range(200)))

    def parts(self, *arguments):
        self.assert_done(self.convert("--split", "train=0.8,dev=0.1,test=0.1", "--force", "-o", "parts/", *arguments,
                                      "many.jsonl"))
        return {name: [json.loads(line)["id"] for line in self.read(f"parts/{name}").splitlines()]
                for name in self.names("parts")}

    def test_parts_are_disjoint_and_follow_the_seed(self):
        parts = self.parts("--seed", 1)
        self.assertEqual(sorted(parts), ["dev.jsonl", "test.jsonl", "train.jsonl"])
        self.assertEqual(len({one for part in parts.values() for one in part}), 200)
        self.assertTrue(140 < len(parts["train.jsonl"]) < 180, parts)
        self.assertEqual(self.parts("--seed", 1), parts)
        self.assertNotEqual(self.parts("--seed", 2), parts)

    def test_a_share_is_a_name_and_a_number(self):
        for split in ("train", "train=x", "=1", "train=0", "a/b=1", "a=1,a=1"):
            with self.subTest(split):
                self.assert_fault(self.convert("--split", split, "-o", "parts/", "many.jsonl"), 2, "[cli/split]")

    def test_the_answer_is_the_same_for_any_number_of_jobs(self):
        one, four = (self.convert("-t", "spacy", "-j", jobs, "many.jsonl") for jobs in (1, 4))
        self.assertEqual((one.raw, one.err), (four.raw, four.err))

    def test_arrays_are_whole_json(self):
        tasks = json.loads(self.convert("-t", "labelstudio", "many.jsonl").out)
        self.assertEqual(len(tasks), 200)
        self.assertEqual(json.loads(self.convert("-t", "gliner", "--empty", "drop", stdin="").out), [])


class TrainingData(Converting):
    """Mentions that are not sure are told from those that are, and from nothing."""

    def setUp(self):
        super().setUp()
        self.write("b.jsonl", json.dumps({
            "waymark": 1, "id": "b", "text": "🙂 In Hyesan. On the Yalu.", "offsets": "codepoint",
            "sentences": [[0, 12], [13, 25]],
            "tokens": [[0, 1], [2, 4], [5, 11], [11, 12], [13, 15], [16, 19], [20, 24], [24, 25]],
            "mentions": [{"id": "m1", "begin": 5, "end": 11, "label": "TOWN", "confidence": 0.95, "link": None},
                         {"id": "m2", "begin": 20, "end": 24, "label": "RIVER", "confidence": 0.4, "link": None}],
            "relations": []}))

    def unsure(self, how, to):
        answer = self.convert("--sure", "0.5", "--unsure", how, "-t", to, "b.jsonl")
        self.assert_done(answer)
        return answer.records[0]

    def test_masks_are_tags_that_training_leaves_out(self):
        self.assertEqual(self.unsure("mask", "hf")["ner_tags"], ["O", "O", "B-TOWN", "O", "O", "O", "-100", "O"])
        spacy = self.unsure("mask", "spacy")
        self.assertEqual([span["label"] for span in spacy["ents"] + spacy["spans"]["sc"]], ["TOWN", "TOWN"])
        self.assertEqual([span["start"] for span in spacy["_"]["masked"]], [20])
        self.assertEqual(self.unsure("mask", "jsonl")["mentions"][1]["features"], {"masked": True})

    def test_where_nothing_can_be_masked_it_is_dropped_and_said(self):
        answer = self.convert("--sure", "0.5", "--unsure", "mask", "-t", "gliner", "b.jsonl")
        self.assertIn("masked mention", answer.err)
        self.assertEqual(len(json.loads(answer.out)[0]["ner"]), 1)

    def test_a_sentence_can_be_dropped_with_what_is_not_sure_in_it(self):
        record = self.unsure("drop-sentence", "jsonl")
        self.assertEqual(record["text"], "🙂 In Hyesan. ")
        self.assertEqual((texts(record), record["sentences"], len(record["tokens"])),
                         ([("TOWN", "Hyesan")], [[0, 12]], 4))
        self.assertEqual(len(self.unsure("keep", "jsonl")["mentions"]), 2)


class Texts(Converting):
    def test_texts_are_joined_and_other_texts_refused(self):
        self.assert_done(self.convert("-t", "jsonl", "--no-text", "-o", "bare.jsonl", "out.jsonl"))
        self.assertEqual(self.convert("bare.jsonl").code, 1)
        self.write("texts/a.txt", TEXT)
        answer = self.convert("--texts", "texts", "bare.jsonl")
        self.assert_done(answer)
        self.assertEqual(answer.records[0]["text"], TEXT)
        self.assertEqual(texts(answer.records[0]), texts(self.record()))
        self.write("texts/a.txt", TEXT + " more")
        answer = self.convert("--texts", "texts", "bare.jsonl")
        self.assertEqual(answer.code, 1)
        self.assertIn("bare.jsonl:1:1: error: its text is not the one that was annotated", answer.err)

    def test_brat_finds_its_texts_elsewhere_too(self):
        self.assert_done(self.convert("-t", "brat", "-o", "brat/", "out.jsonl"))
        (self.folder / "brat/a.txt").rename(self.folder / "a2.txt")
        self.assertEqual(self.convert("-f", "brat", "brat").code, 1)
        self.write("texts/a.txt", TEXT)
        answer = self.convert("-f", "brat", "--texts", "texts", "brat")
        self.assert_done(answer)
        self.assertEqual(answer.records[0]["id"], "a.txt")


class Loop(Converting):
    """annotate → brat → a person corrects → annotate again with other rules: corrections survive."""

    def test_corrections_survive(self):
        small = ["annotate", "--bare", "-g", "small.yaml"]
        self.assert_done(self.run_waymark(*small, "-t", "brat", "-o", "brat/", "a.txt"))
        ann = self.read("brat/a.ann")
        self.assertIn("T1\tTOWN 7 13\tHyesan\n", ann)
        ann = ann.replace("T1\tTOWN 7 13\tHyesan\n", "T1\tRIVER 7 13\tHyesan\n")
        ann += "T9\tTOWN 27 31\tYalu\nA9\tChecked T9\n"
        ann = "".join(line for line in ann.splitlines(True) if "Yalu River" not in line)
        self.write("brat/a.ann", ann)
        self.write("more.yaml", SMALL_GAZETTEER + "  - {id: x.the-yalu, name: the Yalu, kind: small-river}\n")
        self.write("rules.way", RULES)
        answer = self.run_waymark("annotate", "--bare", "-g", "more.yaml", "-G", "rules.way", "-f", "brat", "--given",
                                  "keep", "-t", "jsonl", "brat")
        self.assert_done(answer)
        record = answer.records[0]
        self.assertEqual(record["text"], TEXT)
        flat = [(label, text) for label, text in texts(record) if label != "CROSSING"]
        self.assertEqual(flat, [("RIVER", "Hyesan"), ("TOWN", "혜산시"), ("TOWN", "Yalu")])
        yalu = record["mentions"][-1]
        self.assertEqual(yalu["features"], {"Checked": True})
        again = self.run_waymark("annotate", "--bare", "-g", "more.yaml", "-f", "brat", "-t", "jsonl", "brat")
        self.assertEqual(texts(again.records[0]), [("TOWN", "Hyesan"), ("TOWN", "혜산시"), ("RIVER", "Yalu River")])


    def test_with_a_sidecar_nothing_is_lost_and_what_was_taken_away_stays_away(self):
        self.assert_done(self.annotate("-G", "rules.way", "--sidecar", "side.jsonl", "-t", "doccano", "-o", "out.json",
                                       "a.txt"))
        back = self.convert("-f", "doccano", "--restore", "side.jsonl", "-t", "jsonl", "out.json")
        self.assert_done(back)
        self.assertEqual(back.records, [self.record()])
        corrected = json.loads(self.read("out.json"))
        corrected["entities"] = [each for each in corrected["entities"] if each["label"] != "RIVER"]
        self.write("out.json", json.dumps(corrected))
        again = self.annotate("-G", "rules.way", "-f", "doccano", "--restore", "side.jsonl", "--given", "keep", "-t",
                              "jsonl", "out.json")
        self.assert_done(again)
        flat = [one for one in texts(again.records[0]) if one[0] != "CROSSING"]
        self.assertEqual(flat, [("TOWN", "Hyesan"), ("TOWN", "혜산시")])

    def test_a_sidecar_has_the_texts_of_what_stands_apart_from_them(self):
        for name in ("csv", "w3c", "brat"):
            with self.subTest(format=name):
                output = name + ("/" if name == "brat" else "." + name)
                self.assert_done(self.convert("-t", name, "--sidecar", name + ".side", "-o", output, "out.jsonl"))
                if name == "brat":
                    (self.folder / "brat/a.txt").unlink()
                back = self.convert("-f", name, "--restore", name + ".side", "-t", "jsonl", output)
                self.assert_done(back)
                self.assertEqual(back.out, self.read("out.jsonl"))

    def test_a_sidecar_serves_any_order_and_refuses_other_texts(self):
        self.write("b.txt", "Hyesan")
        self.assert_done(self.annotate("--sidecar", "side.jsonl", "-t", "doccano", "-o", "out.json", "a.txt", "b.txt"))
        lines = self.read("out.json").splitlines()
        self.write("turned.json", "\n".join(reversed(lines)))
        back = self.convert("-f", "doccano", "--restore", "side.jsonl", "-t", "jsonl", "turned.json")
        self.assert_done(back)
        self.assertEqual([record["id"] for record in back.records], ["b.txt", "a.txt"])
        self.assertTrue(all(mention["link"] for record in back.records for mention in record["mentions"]))
        self.write("other.json", lines[1].replace("Hyesan", "HYESAN"))
        answer = self.convert("-f", "doccano", "--restore", "side.jsonl", "-t", "jsonl", "other.json")
        self.assertEqual(answer.code, 1)
        self.assertIn("[format/text-differs]", answer.err)
        self.assert_fault(self.convert("--restore", "a.txt", "out.jsonl"), 2, "this is no sidecar")


if __name__ == "__main__":
    unittest.main()
