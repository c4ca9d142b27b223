// SPDX-License-Identifier: Apache-2.0
#include "text/json.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "random_text.h"
#include "support/catch.h"
#include "text/json_sheet.h"

namespace waymark::text::json {
namespace {

std::string compact(const Result<Value>& value) {
  if (!value)
    return "line " + std::to_string(value.error()[0].line) + ", column " +
           std::to_string(value.error()[0].column) + ": " + value.error()[0].message;
  std::string out;
  append(*value, out);
  return out;
}
std::string compact(std::string_view utf8) { return compact(parse(utf8)); }

/// Where the values begin that are read, in their order.
std::string begins(const Value& value) {
  std::string all = std::to_string(value.begin()) + ' ';
  for (const Value& element : value.elements()) all += begins(element);
  for (const Member& member : value.members()) all += begins(member.value);
  return all;
}

}  // namespace

TEST_CASE("json: what is read is written again as it was, without white space", "[text][json]") {
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {R"( {"b" : 1.50, "a": [true , null, -0.0e+5]} )", R"({"b":1.50,"a":[true,null,-0.0e+5]})"},
      {R"({"id": 12345678901234567890123})", R"({"id":12345678901234567890123})"},
      {R"({"a": 1, "a": 2})", R"({"a":1,"a":2})"},
      {R"("혜산 \ud83d\ude00 e\u0301 \/")", "\"혜산 😀 e\u0301 /\""},
      {R"("\u0000\u001f\"\\\n")", R"("\u0000\u001f\"\\\n")"},
      {"7", "7"},
      {"\t[ ]\n", "[]"},
      {"{}", "{}"},
      {R"([{"a":{}},[[]],""])", R"([{"a":{}},[[]],""])"},
  }));
  CHECK(compact(given) == expected);
}

TEST_CASE("json: a fault has its line and column, in code points", "[text][json]") {
  const auto [given, expected] = GENERATE(table<std::string, std::string>({
      {"", "line 1, column 1: invalid JSON: expected a value"},
      {"  ", "line 1, column 3: invalid JSON: expected a value"},
      {"{\"혜산😀\": tru}", "line 1, column 9: invalid JSON: expected a value"},
      {"{\"a\":\n 01}", "line 2, column 2: invalid JSON: expected a value"},
      {"[1 2]", "line 1, column 4: invalid JSON: expected a comma, a colon, a bracket or a key"},
      {"[1,]", "line 1, column 4: invalid JSON: expected a value"},
      {"[1] x", "line 1, column 5: invalid JSON: expected the end"},
      {"1 2", "line 1, column 3: invalid JSON: expected the end"},
      {"1, 2", "line 1, column 4: invalid JSON: expected the end"},
      {"[1],[2", "line 1, column 5: invalid JSON: expected the end"},
      {"1]", "line 1, column 2: invalid JSON: expected the end"},
      {"[\"a\", \"b]", "line 1, column 7: invalid JSON: string without an end"},
      {"\"a\x01\"", "line 1, column 3: invalid JSON: control character in a string"},
      {"\"가\xFF\"", "line 1, column 3: invalid JSON: invalid UTF-8"},
      {"\"\\q\"", "line 1, column 1: invalid JSON: invalid escape in a string"},
      {"\"\\ud800\"", "line 1, column 1: invalid JSON: invalid escape in a string"},
      {"[nan]", "line 1, column 2: invalid JSON: expected a value"},
      {"[1.]", "line 1, column 2: invalid JSON: expected a value"},
      {"[-]", "line 1, column 2: invalid JSON: expected a value"},
  }));
  CAPTURE(given);
  CHECK(compact(given) == expected);
}

TEST_CASE("json: a fault names file and first line of the caller", "[text][json]") {
  const Result<Value> value = parse("{\"a\" 1}", "in.jsonl", 41);
  REQUIRE_FALSE(value);
  const Diagnostic& fault = value.error()[0];
  CHECK(fault.file == "in.jsonl");
  CHECK(fault.line == 41);
  CHECK(fault.code == "text/json");
  CHECK(fault.source_line == "{\"a\" 1}");
}

TEST_CASE("json: nesting has a limit", "[text][json]") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(compact(nested(kDeepest)) == nested(kDeepest));
  CHECK(compact(nested(kDeepest + 1)) == "line 1, column 101: invalid JSON: nested too deeply");
  CHECK(compact(std::string(2000000, '[')).ends_with("nested too deeply"));
}

TEST_CASE("json: values are asked for by kind", "[text][json]") {
  const Result<Value> value = parse(
      R"({"i": -7, "big": 9223372036854775808, "r": 2.5, "e": 1e3, "s": "x", "b": true, "s": "y"})");
  REQUIRE(value);
  CHECK(value->find("i")->as_int() == -7);
  CHECK(value->find("i")->as_double() == -7.0);
  CHECK(value->find("big")->as_int() == std::nullopt);
  CHECK(value->find("r")->as_int() == std::nullopt);
  CHECK(value->find("r")->as_double() == 2.5);
  CHECK(value->find("e")->as_int() == 1000);
  CHECK(*value->find("s")->as_string() == "y");
  CHECK(value->find("b")->as_bool() == true);
  CHECK(value->find("b")->as_int() == std::nullopt);
  CHECK(value->find("none") == nullptr);
  CHECK(value->find("r")->find("x") == nullptr);
  CHECK(value->find("r")->kind_name() == "a number");
  CHECK(value->find("i")->begin() == 6);
  CHECK(value->elements().empty());
}

TEST_CASE("json: the writer sets commas and escapes", "[text][json]") {
  std::string out;
  Writer writer(out, true);
  writer.begin_object().member("id", "a\"b").member("n", 3).key("list").begin_array();
  writer.value(0.1).value(1e21).value(2.0).value(std::numeric_limits<double>::infinity()).null();
  writer.begin_object().end_object().end_array().member("on", true).key("meta").raw("{\"x\":1}");
  writer.end_object();
  CHECK(
      out ==
      R"({"id": "a\"b", "n": 3, "list": [0.1, 1e+21, 2, null, null, {}], "on": true, "meta": {"x":1}})");
}

TEST_CASE("json: a number is written with the fewest digits that mean it", "[text][json]") {
  const auto check = [](double number) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    std::string out;
    Writer(out).value(number);
    REQUIRE(out == std::string(digits, end));
  };
  for (int i = -12000; i <= 120000; ++i) check(i / 1e4);
  for (const double number : {1e-5, 0.00012, 41.40139, -0.00004, 9999.9999, 10000.0, 12345678.0,
                              0.1 + 0.2, 1.0 / 3, 1e21, 0.99995, 100.00005})
    check(number);
}

TEST_CASE("json: a string is escaped wherever in it the sign stands", "[text][json]") {
  for (const char c : {'"', '\\', '\n', '\x01', 'a'}) {
    for (std::size_t size = 1; size < 70; ++size) {
      for (std::size_t at = 0; at < size; ++at) {
        std::string text(size, 'x');
        text[at] = c;
        std::string out;
        append_quoted(text, out);
        const Result<Value> value = parse(out);
        REQUIRE(value);
        REQUIRE(*value->as_string() == text);
      }
    }
  }
}

TEST_CASE("json: what is no UTF-8 is written as the replacement character", "[text][json]") {
  std::string out;
  append_quoted("a\xFF\xED\xA0한", out);
  CHECK(out == "\"a\uFFFD\uFFFD\uFFFD한\"");
}

TEST_CASE("json: any string comes back", "[text][json]") {
  RandomText random(7);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = random.make(12);
    std::string out;
    append_quoted(text, out);
    const Result<Value> value = parse(out);
    REQUIRE(value);
    REQUIRE(*value->as_string() == text);
  }
}

TEST_CASE("json: damaged input is refused or read, never more", "[text][json]") {
  const std::string whole = R"({"id":"혜산","n":[1,-2.5e3,{"x":null}],"t":"a\u00e9\n","b":false})";
  RandomText random(11);
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string damaged = whole;
    for (std::uint32_t k = 0; k <= random.below(3); ++k) {
      const std::uint32_t at = random.below(static_cast<std::uint32_t>(damaged.size()));
      if (random.below(2) == 0) {
        damaged[at] = "{}[]\",:\\ 0e-.\x01\xFFtn"[random.below(18)];
      } else {
        damaged.erase(at, random.below(4));
      }
    }
    const Result<Value> value = parse(damaged);
    if (!value) {
      ++refused;
      continue;
    }
    std::string out;
    append(*value, out);
    const Result<Value> again = parse(out);
    REQUIRE(again);
  }
  CHECK(refused > 10000);
}

TEST_CASE("json: a long string is refused where a short one is", "[text][json]") {
  const std::string strings[] = {R"("short")", '"' + std::string(80, 'x') + '"',
                                 '"' + std::string(80, 'x') + R"(\n\u00e9")"};
  for (const std::string& string : strings) {
    CAPTURE(string);
    CHECK(parse(R"({"a":)" + string + R"(,"b":1})"));
    CHECK_FALSE(parse(R"({"a":)" + string + R"(:"x","b":1}})"));
    CHECK_FALSE(parse(R"({"a":{"b":)" + string + R"(:5},"c":1}})"));
    CHECK_FALSE(parse('[' + string + ':' + string + ']'));
    CHECK_FALSE(parse('[' + string + string + ']'));
  }
}

TEST_CASE("json: padded text is read as any text is", "[text][json]") {
  const std::string lines[] = {
      R"({"id": "a", "text": "혜산 😀 e\u0301\n", "n": [1.50, null, {"b": true}]})",
      R"({"a": {"b": [[]]}} )",
      "{}",
      R"( {"a": 1})",
      R"([{"a": 1}])",
      R"("{}")",
      R"({"a": 1} {"b": 2})",
      R"({"a": 1}, 2)",
      R"({"a": 1}])",
      R"({"a": 1}})",
      R"({"a": "\q"})",
      R"({"a" 1})",
      R"({"a": 1)",
      "{\"a\": \"\xFF\"}",
      std::string(kDeepest + 1, '[')};
  RandomText random(59);
  for (const std::string& whole : lines) {
    for (int i = 0; i < 200; ++i) {
      std::string line = whole;
      if (i > 0) line[random.below(line.size())] = "{}[]\",: \\a1"[random.below(11)];
      CAPTURE(line);
      const std::string padded = line + std::string(kPadding, "x\"}"[i % 3]);
      const Result<Value> read = parse_padded(std::string_view(padded).substr(0, line.size())),
                          wanted = parse(line);
      REQUIRE(compact(read) == compact(wanted));
      if (wanted) REQUIRE(begins(*read) == begins(*wanted));
    }
  }
}

TEST_CASE("json: a sheet writes what a writer writes", "[text][json]") {
  RandomText random(7);
  for (int i = 0; i < 20000; ++i) {
    std::string text = random.make(random.below(12));
    if (!text.empty() && random.below(8) == 0)
      text[random.below(static_cast<std::uint32_t>(text.size()))] = '\xFF';
    const double number = static_cast<double>(random.below(2000000)) / (i % 2 == 0 ? 10000 : 30000);
    std::string expected = "before";
    Writer writer(expected, true);
    writer.begin_object().member("text", text).member("n", number).key("none").null();
    writer.key("ends").begin_array().value(std::uint32_t{7}).value(true).begin_object();
    writer.end_object().begin_array().end_array().end_array().member(text, "").end_object();
    std::string out = "before";
    Sheet sheet(out, random.below(100));
    sheet.open('{').key("text").value(text).key("n").value(number).key("none").null();
    sheet.key("ends").open('[').value(7u).value(true).open('{').close('}').open('[').close(']');
    sheet.close(']').key(std::string_view(text)).value("").close('}').finish();
    REQUIRE(out == expected);
  }
}

TEST_CASE("json: a pen writes into a sheet what the sheet would write", "[text][json]") {
  const double numbers[] = {0, 1, -0.5, 0.9231, 0.07, 12.5, 9999.9999, 1e-7, 1e300, NAN};
  RandomText random(17);
  RepeatedNumber repeated;
  for (std::uint32_t round = 0; round < 5000; ++round) {
    const std::string text = random.make(random.below(120)), plain(round % 100, 'H');
    const double number = numbers[round % std::size(numbers)];
    const std::uint32_t count = random.below(1u << random.below(32));
    std::string expected = "before", out = expected;
    Sheet sheet(expected, 0), with_pen(out, 0);
    sheet.open('{').key("id").value("m" + std::to_string(count)).key("n").value(count);
    sheet.key("text").value(text).key("plain").value(plain).key("score").value(number);
    sheet.key("again").value(number);
    sheet.key("ends").open('[').value(number).value(true).value(false).null().close(']');
    sheet.key("none").open('{').close('}').close('}').finish();
    {
      Pen pen(with_pen);
      pen.open('{').key("id").numbered('m', count).key("n").value(count);
      pen.key("text").value(text).key("plain").value(plain);
      pen.key("score").value(number, repeated).key("again").value(number, repeated);
      pen.leave([&] { with_pen.key("ends").open('[').value(number); });
      pen.value(true).value(false).null().close(']').key("none").open('{').close('}').close('}');
    }
    with_pen.finish();
    REQUIRE(out == expected);
  }
}

TEST_CASE("json: a sheet escapes as many signs as there are", "[text][json]") {
  const std::string signs[] = {"x", "\"", "\n", "\x01", "혜", "e\u0301", "😀", " said in Hyesan "};
  RandomText random(11);
  for (std::uint32_t round = 0; round < 20000; ++round) {
    std::string text, expected, out;
    for (std::uint32_t left = random.below(90); left > 0; --left)
      text += signs[random.below(1 + round % static_cast<std::uint32_t>(std::size(signs)))];
    append_quoted(text, expected);
    Sheet(out, 0).value(text).finish();
    REQUIRE(out == expected);
    std::string marks(round % 300, '\x1F'), all;
    expected.clear();
    append_quoted(marks, expected);
    Sheet(all, 0).value(marks).finish();
    REQUIRE(all == expected);
  }
}

TEST_CASE("json: a sheet escapes at every place of a block", "[text][json]") {
  for (const char special : {'"', '\\', '\n', '\x01', '\x1F'}) {
    for (std::size_t size = 1; size < 70; ++size) {
      for (std::size_t at = 0; at < size; ++at) {
        std::string text(size, 'x');
        text[at] = special;
        std::string expected, out;
        append_quoted(text, expected);
        Sheet(out, 0).value(text).finish();
        REQUIRE(out == expected);
      }
    }
  }
}

}  // namespace waymark::text::json
