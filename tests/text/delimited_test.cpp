// SPDX-License-Identifier: Apache-2.0
#include "text/delimited.h"

#include <string>

#include "support/catch.h"

namespace waymark::text {
namespace {

/// The fields of a row, joined by "|".
std::string fields_of(std::string_view row, char delimiter) {
  FieldState state(delimiter);
  std::string out;
  for (const char c : row) {
    const FieldByte byte = state.step(c);
    if (byte == FieldByte::kValue) out += c;
    if (byte == FieldByte::kDelimiter) out += '|';
  }
  return out;
}

TEST_CASE("delimited: quotes count at the begin of a field, doubled ones are one",
          "[text][delimited]") {
  CHECK(fields_of("Musan,혜산,🙂", ',') == "Musan|혜산|🙂");
  CHECK(fields_of("\"Musan, North\";x", ';') == "Musan, North|x");
  CHECK(fields_of("\"the \"\"North\"\"\",x", ',') == "the \"North\"|x");
  CHECK(fields_of("5\" pipe,x", ',') == "5\" pipe|x");
  CHECK(fields_of("\"a\"b,c", ',') == "ab|c");
  CHECK(fields_of("\"a\nb\",,", ',') == "a\nb||");
}

TEST_CASE("delimited: carriage returns alone between lines are found", "[text][delimited]") {
  CHECK(find_lone_return("id,혜산\ra,b\r", ',') == 9);
  CHECK(find_lone_return("id,\"혜\rb\"", ',') == std::string_view::npos);
  CHECK(find_lone_return("id,x\r\r", ',') == std::string_view::npos);
  CHECK(find_lone_return("", ',') == std::string_view::npos);
}

TEST_CASE("delimited: a line end inside quotes belongs to the field", "[text][delimited]") {
  FieldState state(',');
  for (const char c : std::string("x,\"Ham")) state.step(c);
  CHECK(state.is_quoted());
  state.step('"');
  CHECK_FALSE(state.is_quoted());
}

TEST_CASE("delimited: the delimiter is the one that stands most often outside quotes",
          "[text][delimited]") {
  CHECK(commonest_delimiter("id;name;note, long", ",;\t") == ';');
  CHECK(commonest_delimiter("id,\"a;b;c\"", ",;\t") == ',');
  CHECK(commonest_delimiter("name", ",;") == ',');
  CHECK(is_delimiter_line("sep=;"));
  CHECK_FALSE(is_delimiter_line("sep=;;"));
}

TEST_CASE("delimited: what is written as a field is read as the same field", "[text][delimited]") {
  const char* value =
      GENERATE("", "Musan", "a,b", "say \"so\"", " blank ", "two\nlines", "혜산, 🙂");
  std::string row = "x,";
  append_field(value, ',', row);
  CAPTURE(row);
  CHECK(fields_of(row, ',') == "x|" + std::string(value));
}

}  // namespace
}  // namespace waymark::text
