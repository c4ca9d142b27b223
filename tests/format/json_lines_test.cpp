// SPDX-License-Identifier: Apache-2.0
// JSON lines, in and out.
#include "format/json_lines.h"

#include <fstream>

#include "format/memory_source.h"
#include "format/random_document.h"
#include "support/catch.h"

namespace waymark::format {
namespace {

Record read_one(const std::string& line, const ReadOptions& options = {}) {
  const std::vector<Record> records = read_all("jsonl", line, options);
  REQUIRE(records.size() == 1);
  return records.front();
}

std::string code_of(const Record& record) { return record.error ? record.error->code : "none"; }

TEST_CASE("jsonl: every other field of a record becomes meta, numbers as they are written",
          "[format][jsonl]") {
  const Record record = read_one(
      R"({"id": "n1", "n": 1.50, "text": "혜산 🚂", "date": "2020-11-04T09:00", "lang": "ko", "o": {"a": [1e3, null]}})");
  REQUIRE_FALSE(record.error);
  CHECK(record.document.id == "n1");
  CHECK(record.document.text == "혜산 🚂");
  CHECK(record.document.meta ==
        R"({"n":1.50,"date":"2020-11-04T09:00","lang":"ko","o":{"a":[1e3,null]}})");
  CHECK(record.document.date == "2020-11-04");
  CHECK(record.document.lang == "ko");
}

TEST_CASE("jsonl: fields can have other names, and an id can be a number", "[format][jsonl]") {
  ReadOptions options;
  options.text_field = "body";
  options.id_field = "key";
  const Record record = read_one(R"({"key": 17, "body": "x", "text": "kept"})", options);
  CHECK(record.document.id == "17");
  CHECK(record.document.text == "x");
  CHECK(record.document.meta == R"({"text":"kept"})");
}

TEST_CASE("jsonl: a record without id is named after its input and line", "[format][jsonl]") {
  const auto records =
      read_all("jsonl", "\xEF\xBB\xBF{\"text\": \"a\"}\r\n\r\n  \n{\"text\": \"b\"}");
  REQUIRE(records.size() == 2);
  CHECK(records[0].document.id == "put:1");
  CHECK(records[1].document.id == "put:4");
  CHECK(records[1].line == 4);
}

TEST_CASE("jsonl: a broken line is an error with its place, and the next one is read",
          "[format][jsonl]") {
  const auto records = read_all(
      "jsonl", "{\"text\": \"혜산\", }\n{\"text\": \"b\"}\n[1]\n{\"id\": \"x\", \"txt\": \"c\"}\n");
  REQUIRE(records.size() == 4);
  REQUIRE(records[0].error);
  CHECK(records[0].error->file == "in/put");
  CHECK(records[0].error->line == 1);
  CHECK(records[0].error->column > 1);
  CHECK(records[1].document.text == "b");
  CHECK(code_of(records[2]) == "format/unexpected");
  CHECK(code_of(records[3]) == "format/missing-field");
  CHECK(records[3].document.id == "x");
  CHECK(records[3].error->hint == "--text-field txt");
  CHECK(records[3].error->line == 4);
}

TEST_CASE("jsonl: invalid UTF-8 in a line is an error of that line", "[format][jsonl]") {
  const auto records =
      read_all("jsonl", "{\"text\": \"a\"}\n{\"text\": \"혜\xED\x98\"}\n{\"text\": \"b\"}\n");
  REQUIRE(records.size() == 3);
  CHECK(code_of(records[1]) == "format/invalid-utf8");
  CHECK(records[1].error->line == 2);
  CHECK(records[1].error->column == 12);
  CHECK(records[2].document.text == "b");
}

TEST_CASE("jsonl: a line beyond the limit is an error, what follows is read", "[format][jsonl]") {
  ReadOptions options;
  options.max_document = 100;
  const auto records = read_all(
      "jsonl", "{\"text\": \"" + std::string(5000, 'x') + "\"}\n{\"text\": \"b\"}\n", options);
  REQUIRE(records.size() == 2);
  CHECK(code_of(records[0]) == "format/too-large");
  CHECK(records[1].document.text == "b");
}

TEST_CASE("jsonl: offsets of the native form count in the unit that it states", "[format][jsonl]") {
  const std::string unit = GENERATE("codepoint", "utf16", "byte");
  const std::string span = unit == "codepoint" ? "2, \"end\": 5"
                           : unit == "utf16"   ? "3, \"end\": 6"
                                               : "5, \"end\": 14";
  const Record record = read_one(
      R"({"waymark": 1, "id": "a", "text": "🚂 혜산시에서", "offsets": ")" + unit +
      R"(", "mentions": [{"begin": )" + span + R"(, "label": "PLACE", "text": "혜산시"}]})");
  REQUIRE(code_of(record) == "none");
  CHECK(record.document.slice(record.document.mentions.at(0).span) == "혜산시");
}

TEST_CASE("jsonl: native records are checked", "[format][jsonl]") {
  const auto [fields, code] = GENERATE(table<std::string, std::string>({
      {R"("waymark": 2, "text": "e\u0301x")", "format/version"},
      {R"("waymark": 1)", "format/no-text"},
      {R"("waymark": 1, "text": 5)", "format/unexpected"},
      {R"("waymark": 1, "text": "x", "offsets": "chars")", "format/offset-unit"},
      {R"("waymark": 1, "text": "x", "mentions": {})", "format/unexpected"},
      {R"("waymark": 1, "text": "x", "mentions": [{"begin": 0, "end": 2, "label": "A"}])",
       "format/offset"},
      {R"("waymark": 1, "text": "🚂", "offsets": "utf16", "mentions": [{"begin": 0, "end": 1, "label": "A"}])",
       "format/offset"},
      {R"("waymark": 1, "text": "xy", "mentions": [{"begin": 2, "end": 1, "label": "A"}])",
       "format/offset"},
      {R"("waymark": 1, "text": "xy", "mentions": [{"begin": -1, "end": 1, "label": "A"}])",
       "format/unexpected"},
      {R"("waymark": 1, "text": "xy", "mentions": [{"begin": 0, "end": 1}])",
       "format/missing-field"},
      {R"("waymark": 1, "text": "xy", "mentions": [{"begin": 0, "end": 1, "label": "A", "text": "y"}])",
       "format/text-mismatch"},
      {R"("waymark": 1, "text": "xy", "relations": [{"type": "t", "from": "m1", "to": "m2"}])",
       "format/unknown-id"},
      {R"("waymark": 1, "text": "xy", "mentions": [{"id": "a", "begin": 0, "end": 1, "label": "A"}, {"id": "a", "begin": 0, "end": 1, "label": "A"}])",
       "format/same-id"},
      {R"("waymark": 1, "text": "xy", "tokens": [[0, 1, 2]])", "format/unexpected"},
  }));
  CAPTURE(fields);
  const Record record = read_one("{\"id\": \"d\", " + fields + "}");
  CHECK(code_of(record) == code);
  CHECK(record.document.id == "d");
}

TEST_CASE("jsonl: a gold link may be an entry, a name, a Korean name or ids", "[format][jsonl]") {
  const auto link = GENERATE(as<std::string>(), R"({"entry": "kp"})", R"({"name": "China"})",
                             R"({"ko": "중국"})", R"({"ids": {"iso": "CN", "geonames": 1814991}})");
  const Record record = read_one(
      R"({"waymark": 1, "id": "a", "text": "China", "mentions": [{"begin": 0, "end": 5, "label": "PLACE", "link": )" +
      link + "}]}");
  REQUIRE(code_of(record) == "none");
  REQUIRE(record.document.mentions.at(0).link);
  const Link& read = *record.document.mentions[0].link;
  CHECK((read.entry == "kp" || read.name == "China" || read.ko == "중국" || read.ids.size() == 2));
}

TEST_CASE("jsonl: fields that the native form does not know stay in meta", "[format][jsonl]") {
  const Record record =
      read_one(R"({"waymark": 1, "id": "a", "text": "x", "meta": {"n": 1.0}, "author": "b"})");
  CHECK(record.document.meta == R"({"n":1.0,"author":"b"})");
}

TEST_CASE("jsonl: reading what was written gives the same document", "[format][jsonl][property]") {
  const OffsetUnit unit = GENERATE(OffsetUnit::kCodePoint, OffsetUnit::kUtf16, OffsetUnit::kByte);
  RandomDocuments random(42);
  WriteOptions options;
  options.offsets = unit;
  for (int i = 0; i < 300; ++i) {
    Document document = random.next();
    document.run = "9f0c";
    const std::string line = write_all("jsonl", {document}, options);
    CAPTURE(line);
    const Record read = read_one(line);
    REQUIRE(code_of(read) == "none");
    REQUIRE(is_same_document(read.document, document));
    CHECK(read.document.run == "9f0c");
  }
}

TEST_CASE("jsonl: offsets have all their digits, wherever in a long text they lie",
          "[format][jsonl]") {
  const std::string before = "😀 혜산 e\u0301 ";  // 16 bytes, 8 code points
  constexpr std::uint32_t kLess = 16 - 8;
  Document document;
  document.text = before + std::string(250000, 'a');
  document.tokens = {{0, 4}, {5, 11}, {12, 15}};
  std::string expected = "[[0, 1], [2, 4], [5, 7]";
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {
    document.tokens.push_back({begin + kLess, end + kLess});
    expected += ", [" + std::to_string(begin) + ", " + std::to_string(end) + "]";
  };
  for (const std::uint32_t turn : {10u, 100u, 1000u, 10000u, 20000u, 100000u, 120000u}) {
    for (std::uint32_t begin = turn - 2; begin < turn + 25; begin += 2) add(begin, begin + 2);
    add(turn + 27, 2 * turn + 30);
    add(turn + 27, turn + 28);
  }
  std::string out;
  make_json_lines_writer({})->write(document, out);
  CHECK(out.find("\"tokens\": " + expected + "]") != std::string::npos);
}

TEST_CASE("jsonl: what came with the tokens is written behind them", "[format][jsonl]") {
  Document document;
  document.id = "d";
  document.text = "🚂 혜산";
  document.tokens = {{0, 4}, {5, 11}};
  document.token_features = {{"pos", {"SYM", "PROPN"}}};
  const std::string line = write_all("jsonl", {document});
  CHECK(line.find(R"("tokens": [[0, 1], [2, 4]], "token_features": {"pos": ["SYM", "PROPN"]}, )") !=
        std::string::npos);
  CHECK(read_one(line).document.token_features == document.token_features);
}

TEST_CASE("jsonl: text can be left out, then its digest and length stand", "[format][jsonl]") {
  Document document;
  document.id = "a";
  document.text = "🚂 혜산";
  WriteOptions options;
  options.with_text = false;
  const std::string line = write_all("jsonl", {document}, options);
  CHECK_THAT(line, Catch::Matchers::StartsWith(R"({"waymark": 1, "id": "a", "text_sha256": ")"));
  CHECK(line.find("\"length\": 4") != std::string::npos);
  CHECK(code_of(read_one(line)) == "format/no-text");
}

TEST_CASE("jsonl: an error stands in its record's place and says where", "[format][jsonl]") {
  std::string out;
  const auto records = read_all("jsonl", "{\"id\": 3, \"txt\": \"\"}");
  find_format("jsonl")->make_writer({})->write_error(records.at(0), out);
  CHECK(out ==
        "{\"id\": \"3\", \"error\": \"the record has no field 'text'\", \"code\": "
        "\"format/missing-field\", "
        "\"line\": 1, \"column\": 1}\n");
}

TEST_CASE("jsonl: the gold of the seeds is read and written back", "[format][jsonl]") {
  std::ifstream file(WAYMARK_SOURCE_DIR "/tests/gold/seeds.jsonl");
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  std::vector<Document> documents;
  for (const Record& record : read_all("jsonl", bytes, {}, 4096)) {
    REQUIRE(code_of(record) == "none");
    documents.push_back(record.document);
  }
  REQUIRE(documents.size() == 5);
  const auto again = read_all("jsonl", write_all("jsonl", documents), {}, 4096);
  for (std::size_t i = 0; i < documents.size(); ++i)
    CHECK(is_same_document(again.at(i).document, documents[i]));
}

}  // namespace
}  // namespace waymark::format
