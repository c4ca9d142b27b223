// SPDX-License-Identifier: Apache-2.0
// What the writer writes is valid by the published schema, and what the schema forbids is seen: a
// judge that accepted everything would pass the first test alone.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "format/memory_source.h"
#include "format/random_document.h"
#include "support/catch.h"

namespace waymark::format {
namespace {

/// Whether python3-jsonschema finds every line valid. Fails the test if the checker can't run.
bool is_valid(const std::string& lines) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                     ("waymark-schema-" + std::to_string(std::rand()) + ".jsonl");
  std::ofstream(file, std::ios::binary) << lines;
  const std::string command = "/usr/bin/python3 '" WAYMARK_SOURCE_DIR
                              "/tests/format/check_schema.py' '" +
                              file.string() + "'";
  const int status = std::system(command.c_str());
  std::filesystem::remove(file);
  REQUIRE((status == 0 || status == 1 << 8));
  return status == 0;
}

TEST_CASE("schema: what is written is valid", "[format][jsonl][schema]") {
  std::string lines;
  RandomDocuments random(99);
  for (int i = 0; i < 60; ++i) {
    Document document = random.next();
    document.run = "9f0c";
    WriteOptions options;
    options.offsets = i % 3 == 0 ? OffsetUnit::kUtf16 : OffsetUnit::kCodePoint;
    options.with_text = i % 4 != 0;
    lines += write_all("jsonl", {document}, options);
  }
  for (const char* broken : {"{\"id\": 1, \"txt\": 2}", "{\"id\"", "{\"text\": \"\xFF\"}"}) {
    for (const Record& record : read_all("jsonl", broken))
      find_format("jsonl")->make_writer({})->write_error(record, lines);
  }
  CHECK(is_valid(lines));
}

TEST_CASE("schema: gold is valid", "[format][jsonl][schema]") {
  const auto* name = GENERATE("seeds.jsonl", "dev/dev.jsonl");
  std::ifstream file(std::string(WAYMARK_SOURCE_DIR "/tests/gold/") + name);
  CHECK(is_valid({std::istreambuf_iterator<char>(file), {}}));
}

TEST_CASE("schema: what does not belong is refused", "[format][jsonl][schema]") {
  const std::string line = GENERATE(
      as<std::string>(),
      R"({"waymark": 1, "id": "a", "offsets": "codepoint", "mentions": [], "relations": []})",
      R"({"waymark": 2, "id": "a", "text": "", "offsets": "codepoint", "mentions": [], "relations": []})",
      R"({"waymark": 1, "id": "a", "text": "x", "offsets": "codepoint", "mentions": [{"id": "m1", "begin": -1, "end": 1, "label": "A", "link": null}], "relations": []})",
      R"({"waymark": 1, "id": "a", "text": "x", "offsets": "codepoint", "mentions": [{"id": "m1", "begin": 0, "end": 1, "label": "A", "link": {}}], "relations": []})",
      R"({"id": "a"})");
  CAPTURE(line);
  CHECK_FALSE(is_valid(line + "\n"));
}

}  // namespace
}  // namespace waymark::format
