// SPDX-License-Identifier: Apache-2.0
// Plain text and the guess of what isn't UTF-8.
#include "format/plain_text.h"

#include "format/encoding.h"
#include "format/memory_source.h"
#include "format/record.h"
#include "support/catch.h"

namespace waymark::format {
namespace {

using namespace std::string_literals;

TEST_CASE("text: a file is a document, every byte as it stands", "[format][text]") {
  const std::string text =
      GENERATE(as<std::string>(), "", "\xEF\xBB\xBF혜산\r\n🚂\re\u0301\n", "no end");
  const auto records = read_all("text", text);
  REQUIRE(records.size() == 1);
  CHECK_FALSE(records[0].error);
  CHECK(records[0].document.id == "put");
  CHECK(records[0].document.text == text);
  CHECK(records[0].document.meta.empty());
}

TEST_CASE("text: a document beyond the limit is an error", "[format][text]") {
  ReadOptions options;
  options.max_document = 10;
  CHECK_FALSE(read_all("text", std::string(10, 'x'), options).at(0).error);
  const auto records = read_all("text", std::string(11, 'x'), options);
  REQUIRE(records.at(0).error);
  CHECK(records[0].error->code == "format/too-large");
  CHECK(records[0].error->message == "the document is larger than 10 bytes");
}

TEST_CASE("text: invalid UTF-8 is an error with line and column", "[format][text]") {
  const auto records = read_all("text", "혜산\n🚂 e\u0301 caf\xE9 au lait\n");
  REQUIRE(records.at(0).error);
  const Diagnostic& error = *records[0].error;
  CHECK(error.code == "format/invalid-utf8");
  CHECK(error.message == "invalid UTF-8: byte 0xE9");
  CHECK(error.file == "in/put");
  CHECK(error.line == 2);
  CHECK(error.column == 9);
}

TEST_CASE("text: the encoding of what isn't UTF-8 is guessed", "[format][text]") {
  const auto [bytes, encoding] = GENERATE(table<std::string, std::string>({
      {"\xFF\xFEH\0y\0"s, "UTF-16LE"},
      {"\xFE\xFF\0H\0y"s, "UTF-16BE"},
      {"H\0y\0e\0s\0a\0n\0\xFF\xD8"s, "UTF-16LE"},
      {"\xC7\xFD\xBB\xEA\xBD\xC3 \xBA\xB8\xC0\xA7\xBA\xCE", "CP949"},  // 혜산시 보위부
      {"\xBB\xDD\xC9\xBD\xCA\xD0\xB9\xFA\xBC\xD2\xB1\xA3\xCE\xC0\xCA\xA1",
       "GB18030"},                                                // 惠山市国家保卫省
      {"\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD", "SHIFT_JIS"},  // こんにちは
      {"caf\xE9 na\xEFve \x93quoted\x94 text", "WINDOWS-1252"},
      {"혜산시 보위부 \xFF 부장", "UTF-8"},
  }));
  CAPTURE(encoding);
  CHECK(guess_encoding(bytes) == encoding);
}

TEST_CASE("text: the hint is the command that converts the file", "[format][text]") {
  const Diagnostic error = diagnose_invalid_utf8("caf\xE9 au lait", 3, "f", 1);
  CHECK(error.hint ==
        "it looks like WINDOWS-1252; 'iconv -f WINDOWS-1252 -t UTF-8 FILE' converts it");
}

TEST_CASE("record: a date is found at a field's begin", "[format][record]") {
  const auto [field, date] =
      GENERATE(table<std::string, std::string>({{"2020-11-04", "2020-11-04"},
                                                {"2020-11-04T09:00:00Z", "2020-11-04"},
                                                {"2020/1/4", "2020-01-04"},
                                                {"2020. 11. 4.", "2020-11-04"},
                                                {"20201104", "2020-11-04"},
                                                {"2020-11", "2020-11"},
                                                {"2020", "2020"},
                                                {"2020-13-01", ""},
                                                {"Nov 4, 2020", ""},
                                                {"20201", ""},
                                                {"", ""},
                                                {"12345678901", ""}}));
  CAPTURE(field);
  CHECK(find_iso_date(field) == date);
}

}  // namespace
}  // namespace waymark::format
