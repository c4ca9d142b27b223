// SPDX-License-Identifier: Apache-2.0
// What a source tells of an expression is what RE2 says of it.
#include "grammar/expression_outline.h"

#include <re2/re2.h>

#include <random>
#include <string>

#include "support/catch.h"
#include "text/utf8.h"

namespace waymark::grammar {
namespace {

re2::RE2::Options options_of(const Regex& regex) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!regex.ignore_case);
  options.set_max_mem(1 << 20);
  return options;
}

// Where the outline of an expression says another thing than RE2; empty if it doesn't.
std::string difference(const Regex& regex, const ExpressionOutline& outline) {
  const re2::RE2 expression(regex.source, options_of(regex));
  if (!expression.ok()) return "wrong: " + expression.error();
  const bool is_empty = re2::RE2::FullMatch("", expression);
  if (is_empty != outline.may_be_empty) return "empty";
  std::string low, high, first, last;
  if (is_empty || !expression.PossibleMatchRange(&low, &high, 4)) return "";
  text::append_utf8(outline.low, first);
  text::append_utf8(outline.high, last);
  const auto byte = [](char c) { return static_cast<unsigned char>(c); };
  if (byte(first[0]) > byte(low[0])) return "low " + low + " " + first;
  return byte(last[0]) < byte(high[0]) ? "high " + high + " " + last : "";
}

TEST_CASE("expression outline: what a simple expression begins with is told by its source",
          "[grammar][expression_outline]") {
  struct Row {
    std::string source;
    bool ignore_case;
    std::string low, high;
    bool may_be_empty, is_of_words;
  };
  const auto [source, ignore_case, low, high, may_be_empty, is_of_words] =
      GENERATE(values<Row>({{"[A-Z][a-z]+", false, "A", "Z", false, true},
                            {"0?[1-9]|[12][0-9]", false, "0", "9", false, true},
                            {"[가-힣]{2,4}(부|성)", false, "가", "힣", false, false},
                            {"(훙|겅)[가-힣]*", false, "겅", "훙", false, false},
                            {"👧\u0301?한", false, "👧", "👧", false, false},
                            {"[a-z-]+s", false, "-", "z", false, false},
                            {"(kk|t'?)?[ao]", true, "A", "\u212A", false, false},
                            {"(st|nd)", true, "N", "\u017F", false, true},
                            {"[0-9]{1,2}\\.[0-9]{1,}", false, "0", "9", false, false},
                            {"(a|b)*", false, "a", "b", true, true},
                            {"[^a].", false, std::string(1, '\0'), "\U0010FFFF", false, false}}));
  CAPTURE(source);
  const auto outline = outline_of({source, ignore_case});
  REQUIRE(outline);
  std::string first, last;
  text::append_utf8(outline->low, first);
  text::append_utf8(outline->high, last);
  CHECK(first == low);
  CHECK(last == high);
  CHECK(outline->may_be_empty == may_be_empty);
  CHECK(outline->is_of_words == is_of_words);
  CHECK(difference({source, ignore_case}, *outline).empty());
}

TEST_CASE("expression outline: of what is not simple nothing is told",
          "[grammar][expression_outline]") {
  const std::string source = GENERATE(
      "\\d+", "(?:a)", "a**", "a+?", "^a", "a$", "[[:alpha:]]", "\\p{Han}", "(a", "a)", "[b-a]",
      "[a", "[]", "a{2", "a{3,2}", "a{101}", "((a{20}){20}){20}", "*a", "\\", "a{", "[\\d]", "한}");
  CAPTURE(source);
  CHECK_FALSE(outline_of({source, false}));
  CHECK_FALSE(outline_of({"👧[É-é]", true}));
}

TEST_CASE("expression outline: which pairs of bytes matches end with is told",
          "[grammar][expression_outline]") {
  struct Row {
    std::string source;
    std::vector<std::string> ends, ends_not;
  };
  const auto [source, ends, ends_not] = GENERATE(values<Row>({
      {"[A-Z][a-z]*(yama|oka)", {"ma", "ka", "MA"}, {"ya", "oa", "am", "yk"}},
      {"(ab)+c?", {"ab", "bc"}, {"ba", "cc", "ac"}},
      {"a{2,3}", {"aa"}, {"ab"}},
      {"[a-c]?d|e", {"ad", "cd"}, {"dd", "ae"}},
      {"x(|[0-9]*)", {"x7", "42"}, {"7a", "ax"}},
      {"(a|b?)(c|)", {"ac", "bc"}, {"ab", "cb"}},
      {"[가-힣]*(은|한)", {"\x9D\x80", "\x95\x9C"}, {"\x8A\x94", "\x95\x80"}},
      {"a[가-힣]", {"\x9D\x80", "\x8A\x94"}, {}},
  }));
  CAPTURE(source);
  const auto outline = outline_of({source, false});
  REQUIRE(outline);
  for (const std::string& end : ends) CHECK(outline->last_pairs.has(end[0], end[1]));
  for (const std::string& end : ends_not) CHECK_FALSE(outline->last_pairs.has(end[0], end[1]));
}

// Texts of which some match; empty if the outline has place for each that does.
std::string misplaced(const Regex& regex, const ExpressionOutline& outline, std::mt19937& random) {
  const std::string letters[] = {"a", "k", "S", "Z", "0", "한",    "é",
                                 "-", ".", "👧", "'", " ", "\u212A"};
  const re2::RE2 expression(regex.source, options_of(regex));
  for (int round = 0; round < 60; ++round) {
    std::string text = letters[random() % std::size(letters)];
    for (std::size_t left = random() % 5; left > 0; --left)
      text += letters[random() % std::size(letters)];
    if (!re2::RE2::FullMatch(text, expression)) continue;
    const bool fits =
        text.size() >= outline.least && text.size() <= outline.most &&
        outline.last_bytes[static_cast<unsigned char>(text.back())] &&
        (text.size() < 2 || outline.last_pairs.has(text[text.size() - 2], text.back()));
    if (!fits) return text;
  }
  return "";
}

TEST_CASE("expression outline: how long matches are and what they end with is told",
          "[grammar][expression_outline]") {
  constexpr auto kEndless = ExpressionOutline::kEndless;
  struct Row {
    std::string source;
    std::uint32_t least, most;
    std::string ends, ends_not;
  };
  const auto [source, least, most, ends, ends_not] =
      GENERATE_COPY(values<Row>({{"[0-3]?[0-9]\\.[12][0-9]{3}", 6, 7, "09", "a."},
                                 {"[A-Z][a-z]*(yama|oka)", 4, kEndless, "a", "yA"},
                                 {"[가-힣]{2,4}(부|a)?", 6, 15, "a", "b0"},
                                 {"(ab){2,}c?", 4, kEndless, "bc", "a"},
                                 {"a|bcd", 1, 3, "ad", "bc"}}));
  CAPTURE(source);
  const auto outline = outline_of({source, false});
  REQUIRE(outline);
  CHECK(outline->least == least);
  CHECK(outline->most == most);
  for (const char c : ends) CHECK(outline->last_bytes[static_cast<unsigned char>(c)]);
  for (const char c : ends_not) CHECK_FALSE(outline->last_bytes[static_cast<unsigned char>(c)]);
}

TEST_CASE("expression outline: RE2 says the same of expressions of all kinds of pieces",
          "[grammar][expression_outline]") {
  const std::string pieces[] = {"a",       "k",    "S",   "Z",   "0",      "한",   "é",     "(",
                                ")",       "|",    "?",   "*",   "+",      "[",    "]",     "^",
                                "-",       ".",    "\\.", "\\-", "{2}",    "{,3}", "{1,2}", "[a-z]",
                                "[가-힣]", "[^k]", "👧",   "'",   "\u0301", " ",    "{0}"};
  std::mt19937 random(7), of_texts(8);
  const auto pick = [&](std::size_t count) { return random() % count; };
  int told = 0;
  for (int round = 0; round < 6000; ++round) {
    Regex regex{"", pick(2) == 0};
    for (std::size_t left = 1 + pick(8); left > 0; --left)
      regex.source += pieces[pick(std::size(pieces))];
    const auto outline = outline_of(regex);
    if (!outline) continue;
    ++told;
    if (const std::string found = difference(regex, *outline); !found.empty())
      FAIL(regex.source << (regex.ignore_case ? " /i: " : ": ") << found);
    if (const std::string text = misplaced(regex, *outline, of_texts); !text.empty())
      FAIL(regex.source << (regex.ignore_case ? " /i matches " : " matches ") << text);
  }
  CHECK(told > 500);
}

}  // namespace
}  // namespace waymark::grammar
