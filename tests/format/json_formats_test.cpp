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
       R"("from_name": "label", "to_name": "text", "type": "labels", "value": {"start": 9, )"
       R"("end": 12, "text": "MSS", "labels": ["AGENCY"]}, "score": 0.85, "meta": {"text": )"
       R"(["[kp.mss] Ministry"]}}, {"id": "m2", "from_name": "label", "to_name": "text", )"
       R"("type": "labels", "value": {"start": 16, "end": 18, "text": "혜산", "labels": )"
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

TEST_CASE("formats of JSON: Label Studio before 1.4 gets UTF-16 units and reads back the same",
          "[format][json-formats][labelstudio]") {
  WriteOptions options;
  options.offsets = OffsetUnit::kUtf16;
  const auto writer = find_format("labelstudio")->make_writer(options);
  std::string out = writer->begin();
  writer->write(example(), out);
  out += writer->end();
  CHECK_THAT(out, Catch::Matchers::Contains(R"("start": 10, "end": 13, "text": "MSS")"));
  const auto records = read_all("labelstudio", out);
  REQUIRE(records.size() == 1);
  CHECK(marks(records[0].document) == kMarks);
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
      line.find(R"("tokens": [{"start": 0, "end": 1, "id": 0, "pos": ""}, {"start": 1, "end": 2, )"
                R"("id": 1, "pos": "X"}, {"start": 3, "end": 4, "id": 2, "pos": ""}, {"start": 4, )"
                R"("end": 5, "id": 3, "pos": ""}, {"start": 5, "end": 6, "id": 4, "pos": ""}, )"
                R"({"start": 6, "end": 7, "id": 5, "pos": "NOUN"}])") != std::string::npos);
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
       R"("result": [{"value": {"start": 9, "end": 12, "labels": ["AGENCY"]}, "id": "x", )"
       R"("from_name": "label", "to_name": "text", "type": "labels", "origin": "manual"}, )"
       R"({"value": {"start": 16, "end": 18, "labels": ["PLACE"]}, "id": "y", "type": "labels"}, )"
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

/// What of a record was not read, with its number.
std::vector<std::pair<std::string, std::uint64_t>> left(const Record& record) {
  std::vector<std::pair<std::string, std::uint64_t>> left;
  for (const auto& [key, loss] : record.losses.list()) left.emplace_back(key.first, loss.count);
  return left;
}
using Left = std::vector<std::pair<std::string, std::uint64_t>>;

TEST_CASE("label studio: what regions quote tells whether offsets are code points or UTF-16 units",
          "[format][json-formats][labelstudio]") {
  const auto [start, end, quote] = GENERATE(table<int, int, std::string>({
      {9, 12, R"(, "text": "MSS")"},
      {10, 13, R"(, "text": "MSS")"},
      {9, 12, ""},
  }));
  CAPTURE(start, quote);
  const auto records = read_all(
      "labelstudio", R"([{"id": 7, "data": {"text": "🚂 é the MSS in 혜산."}, "annotations": )"
                     R"([{"result": [{"type": "labels", "id": "x", "value": {"start": )" +
                         std::to_string(start) + R"(, "end": )" + std::to_string(end) + quote +
                         R"(, "labels": ["AGENCY"]}}]}]}])");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(marks(records[0].document) ==
        std::vector<std::pair<std::string, std::string>>{{"AGENCY", "MSS"}});
  CHECK(records[0].losses.empty());
}

TEST_CASE("label studio: quotes write line ends in their own way, or not at all",
          "[format][json-formats][labelstudio]") {
  const auto [quote, is_right] = GENERATE(table<std::string, bool>(
      {{R"(a\\nb 한)", true}, {R"(ab 한)", true}, {R"(a\nb 한)", true}, {R"(a c)", false}}));
  CAPTURE(quote);
  const auto records = read_all(
      "labelstudio", R"([{"data": {"text": "🚂 e\u0301 a\r\nb 한"}, "annotations": [{"result": [)"
                     R"({"type": "labels", "id": "x", "value": {"start": 5, "end": 11, "text": ")" +
                         quote + R"(", "labels": ["X"]}}]}]}])");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(records[0].losses.empty() == is_right);
}

TEST_CASE("label studio: the short export is read, with the data beside the regions as meta",
          "[format][json-formats][labelstudio]") {
  ReadOptions options;
  options.text_field = "body";
  const auto records = read_all(
      "labelstudio",
      R"([{"body": "🚂 한 é MSS", "source": "x", "id": 7, "label": [{"start": 7, "end": 10, )"
      R"("text": "MSS", "labels": ["AGENCY", "ORG"]}], "topic": "y", "annotator": 2, )"
      R"("lead_time": 1.5}, {"body": "🚂", "id": 8, "annotator": 2}])",
      options);
  REQUIRE(records.size() == 2);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(marks(records[0].document) ==
        std::vector<std::pair<std::string, std::string>>{{"AGENCY", "MSS"}, {"ORG", "MSS"}});
  CHECK(records[0].document.meta == R"({"source":"x","topic":"y","annotator":2,"lead_time":1.5})");
  CHECK(records[1].document.mentions.empty());
  CHECK(records[1].answer == Answer::kGiven);
}

TEST_CASE("label studio: a person's remark on a region is a note, not a link",
          "[format][json-formats][labelstudio]") {
  const auto [notes, entry, name, note] =
      GENERATE(table<std::string, std::string, std::string, std::string>({
          {R"("[kp.mss] Ministry of")", "kp.mss", "Ministry of", ""},
          {R"("[kp.mss]")", "kp.mss", "", ""},
          {R"("[a]]")", "a]", "", ""},
          {R"("unsure, see map", "[kp.mss] M", "twice")", "kp.mss", "M", "unsure, see map\ntwice"},
          {R"("[sic] [no")", "sic", "[no", ""},
          {R"("[not sure] really")", "", "", "[not sure] really"},
          {R"("[", "[]", 5)", "", "", "[\n[]"},
      }));
  CAPTURE(notes);
  const auto records =
      read_all("labelstudio",
               R"([{"data": {"text": "🚂 한 MSS"}, "annotations": [{"result": [{"type": "labels", )"
               R"("id": "x", "meta": {"text": [)" +
                   notes + R"(]}, "value": {"start": 4, "end": 7, "labels": ["AGENCY"]}}]}]}])");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  const Mention& mention = records[0].document.mentions.at(0);
  CHECK(mention.link.value_or(Link{}) == Link{.entry = entry, .name = name});
  CHECK(mention.features ==
        (note.empty() ? std::vector<Feature>{} : std::vector<Feature>{{"note", note}}));
}

constexpr const char* kTwoAnnotators =
    R"([{"id": 7, "data": {"text": "🚂 한 é MSS", "source": "x"}, "annotations": [)"
    R"({"completed_by": {"id": 1, "email": "ann@x.org"}, "result": [{"type": "labels", "id": "a", )"
    R"("value": {"start": 7, "end": 10, "labels": ["AGENCY"]}}]}, {"completed_by": 2, "result": [)"
    R"({"type": "labels", "id": "a", "value": {"start": 7, "end": 10, "text": "MSX", "labels": []}}, )"
    R"({"type": "choices", "id": "b", "value": {"choices": ["z"]}}, {"type": "labels", "id": "c", )"
    R"("value": {"start": 7, "end": 10, "labels": ["ORG"]}}, {"type": "relation", "from_id": "b", )"
    R"("to_id": "c"}]}], "predictions": [3]}])";

TEST_CASE("label studio: of several annotators the last is read, or the one who is named",
          "[format][json-formats][labelstudio]") {
  const auto [name, label] = GENERATE(table<std::string, std::string>(
      {{"", "ORG"}, {"2", "ORG"}, {"1", "AGENCY"}, {"ann@x.org", "AGENCY"}, {"3", ""}}));
  CAPTURE(name);
  ReadOptions options;
  options.annotator = name;
  const auto records = read_all("labelstudio", kTwoAnnotators, options);
  REQUIRE(records.size() == (label.empty() ? 0 : 1));
  if (label.empty()) return;
  if (records[0].error) FAIL(render(*records[0].error));
  REQUIRE(records[0].document.mentions.size() == 1);
  CHECK(records[0].document.mentions[0].label == label);
  CHECK(records[0].document.meta == R"({"source":"x"})");
}

TEST_CASE("label studio: a task that everybody passed over is not answered",
          "[format][json-formats][labelstudio]") {
  const auto [rest, answer] = GENERATE(table<std::string, Answer>({
      {R"("annotations": [{"result": []}])", Answer::kGiven},
      {R"("annotations": [{"result": [], "was_cancelled": true}])", Answer::kNone},
      {R"("annotations": [])", Answer::kNone},
      {R"("annotations": [], "predictions": [{"result": []}])", Answer::kUnknown},
  }));
  CAPTURE(rest);
  const auto records = read_all("labelstudio", R"([{"data": {"text": "🚂 한"}, )" + rest + "}]");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(records[0].answer == answer);
}

TEST_CASE("json formats: what a record says beyond a document is named", "[format][json-formats]") {
  const auto [name, bytes, expected] = GENERATE(table<std::string, std::string, Left>({
      {"labelstudio",
       kTwoAnnotators,
       {{"annotation of another annotator", 1},
        {"quote that is not what stands there", 1},
        {"region without a label", 1},
        {"relation of what is no mention", 1},
        {"result of type 'choices'", 1}}},
      {"doccano", R"({"text": "🚂", "label": [], "Comments": ["a", "b"]})", {{"comment", 2}}},
      {"prodigy",
       R"({"text": "🚂", "spans": [{"start": 0, "end": 1, "label": "X"}], "answer": "reject"})",
       {{"record answered 'reject'", 1}}},
      {"spacy",
       R"({"text": "🚂", "ents": [], "cats": {"A": 1.0}, "spans": {"sc": [], "other": []}})",
       {{"category", 1}, {"span group 'other'", 1}}},
      {"hf",
       R"({"tokens": ["🚂"], "ner_tags": ["O"], "pos_tags": [4]})",
       {{"member 'pos_tags'", 1}}},
      {"gliner",
       R"({"tokenized_text": ["🚂"], "ner": [], "negatives": ["X"]})",
       {{"member 'negatives'", 1}}},
      {"cas",
       R"({"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "🚂"}, )"
       R"({"%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "begin": 0, "end": 2}, )"
       R"({"%ID": 3, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS", "begin": 0, "end": 2}, )"
       R"({"%ID": 4, "%TYPE": "webanno.custom.Rel", "begin": 0, "end": 2, "@Governor": 3, "@Dependent": 3}]})",
       {{"annotation of type POS", 1}, {"relation of what is no mention", 1}}},
  }));
  CAPTURE(name);
  const auto records = read_all(name, bytes);
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(left(records[0]) == expected);
}

TEST_CASE("prodigy: a record that was not accepted is one that nobody annotated",
          "[format][json-formats][prodigy]") {
  const auto [answer, is_read] =
      GENERATE(table<std::string, bool>({{"accept", true}, {"reject", false}, {"ignore", false}}));
  CAPTURE(answer);
  const auto records = read_all(
      "prodigy",
      R"({"text": "🚂 한 é MSS in", "_input_hash": 5, "tokens": [{"start": 7, "end": 10, )"
      R"("id": 0}, {"start": 11, "end": 13, "id": 1}], "spans": [{"start": 7, "end": 10, "label": )"
      R"("AGENCY"}], "relations": [{"head": 0, "child": 1, "label": "at", "head_span": {"start": 7, )"
      R"("end": 10, "label": "AGENCY"}, "child_span": {"start": 11, "end": 13, "label": null}}], )"
      R"("answer": ")" +
          answer + R"(", "_annotator_id": "news-ann", "_session_id": "news-ann"})");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  const Document& document = records[0].document;
  CHECK(records[0].answer == (is_read ? Answer::kGiven : Answer::kNone));
  CHECK(document.tokens.size() == (is_read ? 2 : 0));
  CHECK(document.relations.size() == (is_read ? 1 : 0));
  CHECK(document.meta == R"({"_input_hash":5,"answer":")" + answer +
                             R"(","_annotator_id":"news-ann","_session_id":"news-ann"})");
  ReadOptions options;
  options.annotator = "bob";
  CHECK(read_all("prodigy", R"({"text": "x", "_session_id": "news-ann"})", options).empty());
  options.annotator = "ann";
  CHECK(read_all("prodigy", R"({"text": "x", "_session_id": "news-ann"})", options).size() == 1);
}

TEST_CASE("prodigy: a relation without spans joins what ends with its tokens",
          "[format][json-formats][prodigy]") {
  const auto records = read_all(
      "prodigy",
      R"({"text": "🚂 the MSS in", "tokens": [{"start": 0, "end": 1}, {"start": 2, "end": 5}, )"
      R"({"start": 6, "end": 9}, {"start": 10, "end": 12}], "spans": [{"start": 2, "end": 9, )"
      R"("label": "AGENCY"}], "relations": [{"head": 2, "child": 3, "label": "at"}, )"
      R"({"head": 3, "child": 2, "label": "of"}]})"
      "\n"
      R"({"text": "x", "tokens": [{"start": 0, "end": 1}], "relations": [{"head": 1, "child": 0, )"
      R"("label": "at"}]})");
  REQUIRE(records.size() == 2);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(marks(records[0].document) ==
        std::vector<std::pair<std::string, std::string>>{{"AGENCY", "the MSS"}, {"TOKEN", "in"}});
  CHECK(records[0].document.relations == std::vector<Relation>{{"at", 0, 1, ""}, {"of", 1, 0, ""}});
  REQUIRE(records[1].error);
  CHECK(records[1].error->code == "format/offset");
}

TEST_CASE("hf: numbers are tags by name, and other schemes than IOB2 are read",
          "[format][json-formats][hf]") {
  const std::string tags =
      GENERATE(R"([0, 1, 2, 3, -100])", R"(["O", "B-PLACE", "I-PLACE", "B-AGENCY", "-100"])",
               R"(["O", "I-PLACE", "I-PLACE", "I-AGENCY", "-100"])",
               R"(["O", "B-PLACE", "E-PLACE", "S-AGENCY", "-100"])",
               R"(["O", "B-PLACE", "L-PLACE", "U-AGENCY", "-100"])");
  const std::string names = GENERATE(R"("tokens", "ner_tags")", R"("words", "tags")");
  CAPTURE(tags, names);
  ReadOptions options;
  options.tags = {"O", "B-PLACE", "I-PLACE", "B-AGENCY"};
  const std::string first = names.substr(0, names.find(',')),
                    second = names.substr(first.size() + 2);
  const auto records = read_all(
      "hf", '{' + first + R"(: ["🚂", "é", "혜산", "MSS", "so"], )" + second + ": " + tags + '}',
      options);
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(marks(records[0].document) ==
        std::vector<std::pair<std::string, std::string>>{
            {"PLACE", "e\u0301 혜산"}, {"AGENCY", "MSS"}, {"MASKED", "so"}});
}

TEST_CASE("cas: features of a project's layers are features, and what they link to fills slots",
          "[format][cas]") {
  const auto records = read_all(
      "cas",
      R"({"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "🚂 MSS 혜산"}, )"
      R"({"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData", )"
      R"("begin": 0, "end": 9, "documentTitle": "news.txt"}, )"
      R"({"%ID": 3, "%TYPE": "webanno.custom.Post", "@sofa": 1, "begin": 3, "end": 9, "sure": true, )"
      R"("rank": 2, "note": "x", "@Args": 5, "@Seat": 4, "@Other": 99}, )"
      R"({"%ID": 4, "%TYPE": "webanno.custom.Town", "begin": 7, "end": 9}, )"
      R"({"%ID": 5, "%TYPE": "webanno.custom.PostArgsLink[]", "%ELEMENTS": [6, 4]}, )"
      R"({"%ID": 6, "%TYPE": "webanno.custom.PostArgsLink", "role": "place", "@target": 4}]})");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  const Document& document = records[0].document;
  CHECK(document.id == "news.txt");
  REQUIRE(document.mentions.size() == 2);
  CHECK(document.mentions[0].features ==
        std::vector<Feature>{{"sure", true}, {"rank", 2.0}, {"note", std::string("x")}});
  const std::vector<std::uint32_t> town = {1};
  CHECK(document.mentions[0].slots ==
        std::vector<Slot>{{"place", town}, {"Args", town}, {"Seat", town}});
  CHECK(left(records[0]) == Left{{"feature 'Other'", 1}});
}

TEST_CASE("cas: lines of a project's layers are relations", "[format][cas]") {
  const auto records = read_all(
      "cas",
      R"({"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "🚂 MSS 혜산"}, )"
      R"({"%ID": 7, "%TYPE": "webanno.custom.Rel", "begin": 7, "end": 9, "@Governor": 3, "@Dependent": 4, "label": "located_in"}, )"
      R"({"%ID": 8, "%TYPE": "webanno.custom.Rel", "begin": 7, "end": 9, "@Governor": 4, "@Dependent": 3, "sure": "no"}, )"
      R"({"%ID": 9, "%TYPE": "webanno.custom.Rel", "begin": 7, "end": 9, "@Governor": 4, "@Dependent": 77}, )"
      R"({"%ID": 3, "%TYPE": "webanno.custom.Org", "begin": 3, "end": 6, "value": "AGENCY"}, )"
      R"({"%ID": 4, "%TYPE": "org.example.Town", "begin": 7, "end": 9}]})");
  REQUIRE(records.size() == 1);
  if (records[0].error) FAIL(render(*records[0].error));
  CHECK(left(records[0]) ==
        Left{{"feature 'sure' of a relation", 1}, {"relation of what is no mention", 1}});
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
      {"labelstudio", R"({"id": 1})", 1, "format/missing-field"},
      {"labelstudio", R"({"data": {"body": "x"}})", 10, "format/missing-field"},
      {"labelstudio",
       R"({"data": {"text": "🚂"}, "predictions": [{"result": [{"type": "relation", "from_id": "x", "to_id": "x"}]}]})",
       53, "format/unknown-id"},
      {"labelstudio",
       R"({"data": {"text": "🚂"}, "predictions": [{"result": [{"type": "labels", "value": {"start": 1, "end": 3, "labels": ["X"]}}]}]})",
       101, "format/offset"},
      {"spacy", R"({"text": "x", "ents": [{"start": 0, "end": 1}]})", 24, "format/missing-field"},
      {"prodigy", R"({"text": "x", "spans": [{"start": 1, "end": 0, "label": "X"}]})", 35,
       "format/offset"},
      {"hf", R"({"tokens": ["x"], "ner_tags": []})", 31, "format/row-length"},
      {"hf", R"({"tokens": ["x"], "ner_tags": ["X"]})", 32, "format/tag"},
      {"hf", R"({"tokens": ["x"], "ner_tags": [1]})", 32, "format/tag"},
      {"hf", R"({"tokens": [5], "ner_tags": ["O"]})", 13, "format/unexpected"},
      {"gliner", R"({"tokenized_text": [""], "ner": []})", 21, "format/unexpected"},
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
