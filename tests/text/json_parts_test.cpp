// SPDX-License-Identifier: Apache-2.0
#include "text/json_parts.h"

#include "support/catch.h"

namespace waymark::text::json {
namespace {

/// A text: its JSON without white space, or '!' and its fault with the place.
std::string describe(const Result<Value>& value) {
  if (!value) return '!' + render(value.error().front());
  std::string out;
  append(*value, out);
  return out;
}

/// The same read by parts, down to what has no parts.
std::string read_by_parts(const std::string& utf8, const Part& part) {
  static const std::string kFile = "f";
  if (part.size() == 0 || (utf8[part.begin] != '[' && utf8[part.begin] != '{'))
    return describe(parse_part(utf8, part, kFile));
  const bool is_object = utf8[part.begin] == '{';
  std::string out;
  Parts parts(utf8, part, kFile);
  while (const auto one = parts.next()) {
    const std::string inner = read_by_parts(utf8, *one);
    if (inner.starts_with('!')) return inner;
    out += out.empty() ? "" : ",";
    if (is_object) append_quoted(parts.name(), out), out += ':';
    out += inner;
  }
  if (parts.fault()) return '!' + render(*parts.fault());
  return (is_object ? '{' : '[') + out + (is_object ? '}' : ']');
}
std::string read_by_parts(const std::string& utf8) { return read_by_parts(utf8, whole(utf8)); }

}  // namespace

TEST_CASE("json: a text by its parts is the text as it is read at once", "[text][json]") {
  const std::string given = GENERATE(
      as<std::string>(), "[]", " {\n} ", R"([1, "혜산", [2,[]], {"a": {}}, true])",
      R"({"a" : 1.50, "\u0061\"": [ "]", "\"}", "\\" ], "": "\\\"["})", "7", "\t\"x\"\n", "null");
  CAPTURE(given);
  CHECK(read_by_parts(given) == describe(parse(given, "f")));
}

TEST_CASE("json: faults of parts and between them are told as of the whole, at their places",
          "[text][json]") {
  const std::string given =
      GENERATE(as<std::string>(), "", " ", "[1,]", "[,1]", "[1 2]", "[1] x", "{,}", "{\"a\"}",
               "{\"a\":}", "{\"a\": 1 \"b\": 2}", "{1: 2}", "[\n\"혜\", tru]",
               "[\n\"혜\", \"\\x\"]", "nul", "[:]", "[1}", "[{\"a\": [}]]");
  CAPTURE(given);
  CHECK(read_by_parts(given) == describe(parse(given, "f")));
}

TEST_CASE("json: of parts it is known that a bracket has no end, and where a name is broken",
          "[text][json]") {
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {"[1", "1:3: error: invalid JSON: array or object without an end"},
      {"[1,", "1:4: error: invalid JSON: expected a value"},
      {"{\"a\": 1", "1:8: error: invalid JSON: array or object without an end"},
      {"{\"a\": [1", "1:9: error: invalid JSON: array or object without an end"},
      {"{\"a\": \"1}", "1:7: error: invalid JSON: string without an end"},
      {"[{\"\\x\": 1}]", "1:3: error: invalid JSON: invalid escape in a string"},
  }));
  CAPTURE(given);
  CHECK(read_by_parts(given).starts_with("!f:" + expected));
}

TEST_CASE("json: nesting without end takes no memory of a text by its parts", "[text][json]") {
  const std::string deep(1'000'000, '[');
  const std::string file = "f";
  Parts parts(deep, whole(deep), file);
  const auto part = parts.next();
  REQUIRE(part);
  CHECK(part->end == deep.size());
  CHECK_FALSE(parts.next());
  REQUIRE(parts.fault());
  CHECK(parts.fault()->message == "invalid JSON: array or object without an end");
}

}  // namespace waymark::text::json
