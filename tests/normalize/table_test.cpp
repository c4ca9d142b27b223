// SPDX-License-Identifier: Apache-2.0
#include "normalize/table.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::normalize {
namespace {

/// A source that gives at most `piece` bytes at a time.
TableReader::Source pieces(const std::string& text, std::size_t piece) {
  return [&text, piece, at = std::size_t{0}](char* buffer, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, text.size() - at});
    std::copy_n(text.data() + at, count, buffer);
    at += count;
    return count;
  };
}

/// The table with a column more, whose every value is `value`.
std::string extended(const std::string& text, std::size_t piece, const std::string& value) {
  TableReader table(pieces(text, piece));
  std::string out = table.preamble();
  TableRow row;
  std::size_t columns = 0;
  while (table.next(row)) {
    columns = std::max(columns, row.fields.size());
    out += extend_row(row, std::array<std::string, 1>{value}, columns - row.fields.size(),
                      table.delimiter());
  }
  return out;
}

TEST_CASE("table: Excel's habits come back as they were, but for the new column",
          "[normalize][table]") {
  const std::size_t piece = GENERATE(1, 3, 1000);
  CAPTURE(piece);
  CHECK(extended("\xEF\xBB\xBFno;place;note\r\n1;\"Musan\r\nCounty\";\"a \"\"b\"\" ; c\"\r\n2;혜산 "
                 "🙂;\r\n",
                 piece, "X") ==
        "\xEF\xBB\xBFno;place;note;X\r\n1;\"Musan\r\nCounty\";\"a \"\"b\"\" ; c\";X\r\n2;혜산 "
        "🙂;;X\r\n");
  CHECK(extended("sep=|\r\na|b,c\r\n1|2\r\n", piece, "X") == "sep=|\r\na|b,c|X\r\n1|2|X\r\n");
  CHECK(extended("a\tb\n1\t2", piece, "X") == "a\tb\tX\n1\t2\tX");
  CHECK(extended("a,b\r1,2\r", piece, "X") == "a,b,X\r1,2,X\r");
  CHECK(extended("a,b\n1\n", piece, "X") == "a,b,X\n1,,X\n");
  CHECK(extended("", piece, "X").empty());
}

TEST_CASE("table: fields are read without their quotes", "[normalize][table]") {
  const std::string text = "a,\"b \"\"c\"\"\",d\"e\"\n\"x\ny\",,\"open";
  TableReader table(pieces(text, 4));
  TableRow row;
  REQUIRE(table.next(row));
  CHECK(row.fields == std::vector<std::string>{"a", "b \"c\"", "d\"e\""});
  CHECK_FALSE(row.has_open_quote);
  REQUIRE(table.next(row));
  CHECK(row.fields == std::vector<std::string>{"x\ny", "", "open"});
  CHECK(row.line == 2);
  CHECK(row.has_open_quote);
  CHECK_FALSE(table.next(row));
}

TEST_CASE("table: a row that is too long is cut and says so", "[normalize][table]") {
  const std::string text = "a,b\n" + std::string(100, 'x') + "\n";
  TableReader table(pieces(text, 7), 0, 40);
  TableRow row;
  REQUIRE(table.next(row));
  CHECK_FALSE(row.is_too_long);
  REQUIRE(table.next(row));
  CHECK(row.is_too_long);
  CHECK(row.bytes.size() == 40);
}

TEST_CASE("table: of a row of fields without end the first are read, and all of it stays",
          "[normalize][table]") {
  const std::string row = "혜" + std::string(2 * text::kMostFields, ',');
  TableReader table(pieces(row + "\n", 1000), ',');
  TableRow read;
  REQUIRE(table.next(read));
  CHECK(read.fields.size() == text::kMostFields);
  CHECK(read.fields.front() == "혜");
  CHECK(read.bytes == row);
}

TEST_CASE("table: a new field is quoted where it must be", "[normalize][table]") {
  const auto field = [](const char* value) {
    std::string out;
    text::append_field(value, ';', out);
    return out;
  };
  CHECK(field("plain, text") == "plain, text");
  CHECK(field("a;b") == "\"a;b\"");
  CHECK(field("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(field(" blank") == "\" blank\"");
  CHECK(field("").empty());
}

}  // namespace
}  // namespace waymark::normalize
