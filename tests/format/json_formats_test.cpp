// SPDX-License-Identifier: Apache-2.0
// Formats whose records are JSON: what they look like, what of others' files is read, and where a
// malformed record is said to be wrong. A train before the text shows the unit of offsets.
#include "format/json_stream.h"
#include "format/label_map.h"
#include "format/memory_source.h"
#include "support/catch.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

/// "🚂 e\u0301 the MSS in 혜산." with two mentions and a relation; a nested one if asked.
Document example(bool nested = false) {
  Document document;
  document.id = "a";
  document.text = "🚂 e\u0301 the MSS in 혜산.";
  document.meta = R"({"date":"2020-11-04"})";
  document.date = "2020-11-04";
  const auto span = [&](std::string_view piece) {
    const std::size_t at = document.text.find(piece);
    return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
  };
  for (const char* token : {"🚂", "e\u0301", "the", "MSS", "in", "혜산", "."})
    document.tokens.push_back(span(token));
  document.sentences = {{0, static_cast<std::uint32_t>(document.text.size())}};
  if (nested) document.mentions.push_back({.span = span("MSS in 혜산"), .label = "UNIT"});
  const auto first = static_cast<std::uint32_t>(document.mentions.size());
  document.mentions.push_back({.span = span("MSS"),
                               .label = "AGENCY",
                               .confidence = 0.85,
                               .link = Link{.entry = "kp.mss", .name = "Ministry"}});
  document.mentions.push_back({.span = span("혜산"), .label = "PLACE"});
  document.relations = {{"located_in", first, first + 1, ""}};
  return document;
}

std::vector<std::pair<std::string, std::string>> marks(const Document& document) {
  std::vector<std::pair<std::string, std::string>> marks;
  for (const Mention& mention : document.mentions)
    marks.emplace_back(mention.label, document.slice(mention.span));
  return marks;
}

const std::vector<std::pair<std::string, std::string>> kMarks = {{"AGENCY", "MSS"},
                                                                 {"PLACE", "혜산"}};

TEST_CASE("json formats: each has its own shape", "[format][json-formats]") {
  const auto [name, record] = GENERATE(table<std::string, std::string>({
      {"doccano",
       R"({"id": "a", "text": "🚂 é the MSS in 혜산.", "entities": [{"id": 1, "label": "AGENCY", )"
       R"("start_offset": 9, "end_offset": 12}, {"id": 2, "label": "PLACE", "start_offset": 16, )"
       R"("end_offset": 18}], "relations": [{"id": 1, "type": "located_in", "from_id": 1, )"
       R"("to_id": 2}], "meta": {"date":"2020-11-04"}})"
       "\n"},
      {"labelstudio",
       "[\n"
       R"({"data": {"id": "a", "text": "🚂 é the MSS in 혜산.", "meta": {"date":"2020-11-04"}}, )"
       R"("predictions": [{"model_version": "waymark", "result": [{"id": "m1", )"
       R"("from_name": "label", "to_name": "text", "type": "labels", "value": {"start": 10, )"
       R"("end": 13, "text": "MSS", "labels": ["AGENCY"]}, "score": 0.85, "meta": {"text": )"
       R"(["kp.mss Ministry"]}}, {"id": "m2", "from_name": "label", "to_name": "text", )"
       R"("type": "labels", "value": {"start": 17, "end": 19, "text": "혜산", "labels": )"
       R"(["PLACE"]}}, {"type": "relation", "from_id": "m1", "to_id": "m2", "direction": )"
       R"("right", "labels": ["located_in"]}]}]})"
       "\n]\n"},
      {"spacy",
       R"({"text": "🚂 é the MSS in 혜산.", "ents": [{"start": 9, "end": 12, "label": "AGENCY"}, )"
       R"({"start": 16, "end": 18, "label": "PLACE"}], "sents": [{"start": 0, "end": 19}], )"
       R"("tokens": [{"start": 0, "end": 1, "id": 0}, {"start": 2, "end": 4, "id": 1}, )"
       R"({"start": 5, "end": 8, "id": 2}, {"start": 9, "end": 12, "id": 3}, )"
       R"({"start": 13, "end": 15, "id": 4}, {"start": 16, "end": 18, "id": 5}, )"
       R"({"start": 18, "end": 19, "id": 6}], "spans": {"sc": [{"start": 9, "end": 12, )"
       R"("label": "AGENCY", "kb_id": "kp.mss"}, {"start": 16, "end": 18, "label": "PLACE", )"
       R"("kb_id": ""}]}, "_": {"id": "a", "meta": {"date":"2020-11-04"}}})"
       "\n"},
      {"hf", R"({"id": "a", "tokens": ["🚂", "é", "the", "MSS", "in", "혜산", "."], "ner_tags": )"
             R"(["O", "O", "O", "B-AGENCY", "O", "B-PLACE", "O"]})"
             "\n"},
      {"gliner",
       "[\n"
       R"({"tokenized_text": ["🚂", "é", "the", "MSS", "in", "혜산", "."], "ner": )"
       R"([[3, 3, "AGENCY"], [5, 5, "PLACE"]], "id": "a"})"
       "\n]\n"},
  }));
  CAPTURE(name);
  const auto writer = find_format(name)->make_writer({});
  std::string out = writer->begin();
  writer->write(example(), out);
  CHECK(out + writer->end() == record);
}

TEST_CASE("json formats: prodigy's spans and relations name tokens", "[format][json-formats]") {
  const std::string line = write_all("prodigy", {example(true)});
  for (const char* piece :
       {R"({"start": 9, "end": 12, "token_start": 3, "token_end": 3, "label": "AGENCY"})",
        R"({"start": 9, "end": 18, "token_start": 3, "token_end": 5, "label": "UNIT"})",
        R"({"text": "in", "start": 13, "end": 15, "id": 4, "ws": true})",
        R"({"head": 3, "child": 5, "label": "located_in", "head_span": {"start": 9,)"})
    CHECK(line.find(piece) != std::string::npos);
  const auto records = read_all("prodigy", line);
  REQUIRE(records.size() == 1);
  CHECK(marks(records[0].document).front() ==
        std::pair<std::string, std::string>("UNIT", "MSS in 혜산"));
  CHECK(records[0].document.relations == std::vector<Relation>{{"located_in", 1, 2, ""}});
}

TEST_CASE("json formats: spaCy's white space is a token unless it is one space",
          "[format][json-formats]") {
  Document document;
  document.text = "\nA  B\u00A0C ";
  document.tokens = {{1, 2}, {4, 5}, {7, 8}};
  document.token_features = {{"pos", {"X", "", "NOUN"}}};
  const std::string line = write_all("spacy", {document});
  CHECK(
      line.find(R"("tokens": [{"start": 0, "end": 1, "id": 0}, {"start": 1, "end": 2, "id": 1, )"
                R"("pos": "X"}, {"start": 3, "end": 4, "id": 2}, {"start": 4, "end": 5, "id": 3}, )"
                R"({"start": 5, "end": 6, "id": 4}, {"start": 6, "end": 7, "id": 5, "pos": )"
                R"("NOUN"}])") != std::string::npos);
  const auto records = read_all("spacy", line);
  REQUIRE(records.size() == 1);
  CHECK(records[0].document.tokens == document.tokens);
  CHECK(records[0].document.token_features == document.token_features);
}

TEST_CASE("json formats: what tools export is read", "[format][json-formats]") {
  const auto [name, bytes] = GENERATE(table<std::string, std::string>({
      {"doccano", R"({"id": 7, "text": "🚂 é the MSS in 혜산.", "label": [[9, 12, "AGENCY"], )"
                  R"([16, 18, "PLACE"]], "Comments": []})"},
      {"doccano", R"({"id": 7, "text": "🚂 é the MSS in 혜산.", "entities": [{"id": 40, "label": )"
                  R"("AGENCY", "start_offset": 9, "end_offset": 12}, {"id": 41, "label": "PLACE", )"
                  R"("start_offset": 16, "end_offset": 18}], "relations": [], "source": "x"})"},
      {"labelstudio",
       R"([{"id": 7, "data": {"text": "🚂 é the MSS in 혜산."}, "predictions": [{"result": []}], )"
       R"("annotations": [{"was_cancelled": true, "result": []}, {"id": 3, "was_cancelled": false, )"
       R"("result": [{"value": {"start": 10, "end": 13, "labels": ["AGENCY"]}, "id": "x", )"
       R"("from_name": "label", "to_name": "text", "type": "labels", "origin": "manual"}, )"
       R"({"value": {"start": 17, "end": 19, "labels": ["PLACE"]}, "id": "y", "type": "labels"}, )"
       R"({"value": {"choices": ["x"]}, "id": "z", "type": "choices"}]}]}])"},
      {"spacy", R"({"text": "🚂 é the MSS in 혜산.", "ents": [{"start": 9, "end": 12, "label": )"
                R"("AGENCY"}, {"start": 16, "end": 18, "label": "PLACE"}], "tokens": []})"},
      {"prodigy", R"({"text": "🚂 é the MSS in 혜산.", "spans": [{"start": 9, "end": 12, "label": )"
                  R"("AGENCY"}, {"start": 16, "end": 18, "label": "PLACE"}], "answer": "accept"})"},
      {"gliner", R"({"tokenized_text": ["the", "MSS", "in", "혜산"], "ner": [[1, 1, "AGENCY"], )"
                 R"([3, 3, "PLACE"]]})"},
  }));
  CAPTURE(name, bytes);
  const auto records = read_all(name, bytes);
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(marks(records[0].document) == kMarks);
}

TEST_CASE("cas: lines of a project's layers are relations", "[format][cas]") {
  const auto records = read_all(
      "cas",
      R"({"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "🚂 MSS 혜산"}, )"
      R"({"%ID": 7, "%TYPE": "webanno.custom.Rel", "begin": 7, "end": 9, "@Governor": 3, "@Dependent": 4, "label": "located_in"}, )"
      R"({"%ID": 8, "%TYPE": "webanno.custom.Rel", "begin": 7, "end": 9, "@Governor": 4, "@Dependent": 3}, )"
      R"({"%ID": 9, "%TYPE": "webanno.custom.Rel", "begin": 7, "end": 9, "@Governor": 4, "@Dependent": 77}, )"
      R"({"%ID": 3, "%TYPE": "webanno.custom.Org", "begin": 3, "end": 6, "value": "AGENCY"}, )"
      R"({"%ID": 4, "%TYPE": "webanno.custom.Town", "begin": 7, "end": 9}]})");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  const Document& document = records[0].document;
  CHECK(marks(document) ==
        std::vector<std::pair<std::string, std::string>>{{"AGENCY", "MSS"}, {"Town", "혜산"}});
  CHECK(document.relations == std::vector<Relation>{{"located_in", 0, 1, ""}, {"Rel", 1, 0, ""}});
}

TEST_CASE("cas: a file is one document, in whichever lines it is laid out", "[format][cas]") {
  const auto records =
      read_all("cas",
               "{\n\"%FEATURE_STRUCTURES\": [\n{\n\"%ID\": 1,\n"
               "\"%TYPE\": \"uima.cas.Sofa\",\n\"sofaString\": \"🚂 MSS 혜산\"\n},\n"
               "{\n\"%ID\": 3,\n\"%TYPE\": \"webanno.custom.Org\",\n\"begin\": 3,\n"
               "\"end\": 6,\n\"value\": \"AGENCY\"\n}\n]\n}\n");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(marks(records[0].document) ==
        std::vector<std::pair<std::string, std::string>>{{"AGENCY", "MSS"}});
}

TEST_CASE("w3c: what links two annotations is a relation, and must stand behind them",
          "[format][w3c]") {
  Document document = example(true);
  document.mentions[0].slots = {{"place", std::vector<std::uint32_t>{2}}};
  ReadOptions read;
  read.find_text = [&](const std::string&, std::uint64_t) { return document.text; };
  const std::string bytes = write_all("w3c", {document});
  CHECK_THAT(bytes, Catch::Matchers::EndsWith(
                        R"("id": "a#r2", "type": "Annotation", "motivation": "linking", )"
                        R"("body": [{"type": "TextualBody", "purpose": "tagging", )"
                        R"("value": "located_in"}, {"type": "SpecificResource", )"
                        R"("purpose": "linking", "source": "a#m2"}, {"type": "SpecificResource", )"
                        R"("purpose": "linking", "source": "a#m3"}], "target": {"source": "a", )"
                        R"("selector": [{"type": "TextPositionSelector", "start": 10, "end": 13}, )"
                        R"({"type": "TextQuoteSelector", "exact": "MSS", )"
                        R"("prefix": "🚂 é the ", "suffix": " in 혜산."}]}})"));
  const auto records = read_all("w3c", bytes + "\n]\n", read);
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(records[0].document.relations == document.relations);
  CHECK(records[0].document.mentions[0].slots == document.mentions[0].slots);

  const auto connected = read_all(
      "w3c",
      bytes + R"(, {"body": [{"value": "near"}], "target": [{"id": "a#m3"}, {"id": "a#m2"}]}])",
      read);
  REQUIRE(connected.size() == 1);
  if (connected[0].error) FAIL(render(*connected[0].error));
  CHECK(connected[0].document.relations.size() == 2);

  const std::size_t last = bytes.rfind("{\"@context\"");
  const auto alone = read_all("w3c", bytes.substr(last), read);
  REQUIRE(alone.size() == 1);
  REQUIRE(alone[0].error);
  CHECK(alone[0].error->code == "format/unexpected");
  CHECK(alone[0].error->line == 1);
}

TEST_CASE("json formats: a malformed record is named with its place, the next one is read",
          "[format][json-formats]") {
  const auto [name, record, column,
              code] = GENERATE(table<std::string, std::string, int, std::string>({
      {"doccano", R"({"text": )", 1, "text/json"},
      {"doccano", R"({"id": 1})", 1, "format/missing-field"},
      {"doccano", R"({"text": 5})", 10, "format/unexpected"},
      {"doccano", R"({"text": "🚂", "label": [[0, 2, "X"]]})", 29, "format/offset"},
      {"doccano", R"({"text": "🚂", "label": [[0, 1]]})", 25, "format/unexpected"},
      {"doccano", R"({"text": "🚂", "relations": [{"type": "x", "from_id": 1, "to_id": 1}]})", 54,
       "format/unknown-id"},
      {"doccano", "{\"text\": \"\xFF\"}", 11, "format/invalid-utf8"},
      {"labelstudio", R"({"text": "x"})", 1, "format/missing-field"},
      {"labelstudio",
       R"({"data": {"text": "🚂"}, "predictions": [{"result": [{"type": "labels", "value": {"start": 1, "end": 2, "labels": ["X"]}}]}]})",
       91, "format/offset"},
      {"spacy", R"({"text": "x", "ents": [{"start": 0, "end": 1}]})", 24, "format/missing-field"},
      {"prodigy", R"({"text": "x", "spans": [{"start": 1, "end": 0, "label": "X"}]})", 35,
       "format/offset"},
      {"hf", R"({"tokens": ["x"], "ner_tags": []})", 31, "format/row-length"},
      {"hf", R"({"tokens": ["x"], "ner_tags": ["I-X"]})", 32, "format/tag"},
      {"hf", R"({"tokens": [""], "ner_tags": ["O"]})", 13, "format/unexpected"},
      {"gliner", R"({"tokenized_text": ["x"], "ner": [[0, 1, "X"]]})", 39, "format/offset"},
      {"gliner", R"({"tokenized_text": ["x", "y"], "ner": [[1, 0, "X"]]})", 40,
       "format/unexpected"},
  }));
  CAPTURE(name, record);
  std::string good = write_all(name, {example()});
  if (good.starts_with("[\n")) good = good.substr(2);
  const auto records = read_all(name, record + "\n" + good);
  REQUIRE(records.size() == 2);
  REQUIRE(records[0].error);
  CAPTURE(render(*records[0].error));
  CHECK(records[0].error->code == code);
  CHECK(records[0].error->file == "in/put");
  CHECK(records[0].error->line == 1);
  if (code != "text/json") CHECK(records[0].error->column == static_cast<std::uint32_t>(column));
  CHECK_FALSE(records[1].error);
}

TEST_CASE("cas, w3c: what is malformed is named with its place", "[format][cas][w3c]") {
  // What stands behind ⟦ is at fault.
  auto [name, marked, code] = GENERATE(table<std::string, std::string, std::string>({
      {"cas", R"(⟦{"%TYPES": {}})", "format/missing-field"},
      {"cas", R"(⟦{"%FEATURE_STRUCTURES": []})", "format/no-text"},
      {"cas",
       R"({"%FEATURE_STRUCTURES": [{"%TYPE": "uima.cas.Sofa", "sofaString": "🚂"}, )"
       R"({"%TYPE": "webanno.custom.X", "begin": 0, "end": ⟦7}]})",
       "format/offset"},
      {"w3c", R"([⟦{"body": {"value": "X"}, "target": {}}])", "format/missing-field"},
      {"w3c",
       R"([{"body": {"value": "X"}, "target": {"source": "🚂", "selector": )"
       R"([{"type": "TextPositionSelector", "start": 0, "end": ⟦70}]}}])",
       "format/offset"},
      {"w3c",
       R"([{"body": ⟦{}, "target": {"source": "🚂", "selector": )"
       R"([{"type": "TextPositionSelector", "start": 0, "end": 1}]}}])",
       "format/unexpected"},
      {"w3c", R"([⟦{"motivation": "linking", "body": [], "target": []}])", "format/unexpected"},
  }));
  CAPTURE(name, marked);
  const std::size_t at = marked.find("⟦");
  marked.erase(at, std::string("⟦").size());
  ReadOptions read;
  read.find_text = [](const std::string&, std::uint64_t) { return "a e\u0301"; };
  const auto records = read_all(name, marked, read);
  REQUIRE(records.size() == 1);
  REQUIRE(records[0].error);
  CAPTURE(render(*records[0].error));
  CHECK(records[0].error->code == code);
  CHECK(records[0].error->line == 1);
  CHECK(records[0].error->column == 1 + text::count_code_points(marked.substr(0, at)));
}

TEST_CASE("json stream: values of an array and values that follow each other are alike",
          "[format][json-stream]") {
  const std::string bytes = GENERATE(as<std::string>(), "[{\"a\": \"]\\\"}\"}, {\"b\": [{}]}]",
                                     "{\"a\": \"]\\\"}\"}\n\n{\"b\": [{}]}",
                                     "\xEF\xBB\xBF{\"a\": \"]\\\"}\"} {\"b\": [{}]}",
                                     "[\n {\"a\": \"]\\\"}\"}\n,\n{\"b\": [{}]}\n]\n");
  MemorySource source(bytes);
  JsonStream stream(source, 100);
  JsonPiece piece;
  REQUIRE(stream.next(piece));
  CHECK(piece.bytes == "{\"a\": \"]\\\"}\"}");
  REQUIRE(stream.next(piece));
  CHECK(piece.bytes == "{\"b\": [{}]}");
  CHECK_FALSE(stream.next(piece));
}

TEST_CASE("json stream: what is too long is passed over, and what stays open costs one record",
          "[format][json-stream]") {
  MemorySource source("{\"long\": \"0123456789\"}\n{\"open\": [1,\n{\"b\": 1}\nword\n");
  JsonStream stream(source, 20);
  JsonPiece piece;
  REQUIRE(stream.next(piece));
  CHECK(piece.is_too_long);
  REQUIRE(stream.next(piece));
  CHECK(piece.bytes == "{\"open\": [1,");
  REQUIRE(stream.next(piece));
  CHECK(piece.bytes == "{\"b\": 1}");
  CHECK(piece.line == 3);
  REQUIRE(stream.next(piece));
  CHECK(piece.bytes == "word");
  CHECK_FALSE(stream.next(piece));
}

TEST_CASE("label map: presets, kinds and the rest", "[format][label-map]") {
  const auto [rules, label, kind, expected] =
      GENERATE(table<std::vector<std::string>, std::string, std::string, std::string>({
          {{"conll2003"}, "PLACE", "river", "LOC"},
          {{"conll2003"}, "ROLE", "role", ""},
          {{"ontonotes"}, "PLACE", "county", "GPE"},
          {{"ontonotes"}, "PLACE", "river", "LOC"},
          {{"ontonotes"}, "PLACE", "mine", "FAC"},
          {{"ontonotes"}, "PLACE", "", "GPE"},
          {{"ontonotes", "ROLE=TITLE"}, "ROLE", "role", "TITLE"},
          {{"PLACE=LOC"}, "AGENCY", "", "AGENCY"},
          {{"*=THING"}, "AGENCY", "", "THING"},
      }));
  CAPTURE(rules, label, kind);
  const auto map = LabelMap::parse(rules);
  REQUIRE(map);
  Document document;
  document.text = "x";
  document.mentions = {{.span = {0, 1}, .label = label, .link = Link{.entry = "e", .kind = kind}}};
  Losses losses;
  map->apply(document, losses);
  CHECK((document.mentions.empty() ? "" : document.mentions[0].label) == expected);
  CHECK(losses.empty() == !expected.empty());
}

TEST_CASE("label map: what is no rule is refused", "[format][label-map]") {
  for (const char* rule : {"PLACE", "=X", "connl2003", ""}) {
    const auto map = LabelMap::parse({rule});
    REQUIRE_FALSE(map);
    CHECK(map.error().front().code == "format/label-map");
  }
}

}  // namespace
}  // namespace waymark::format
