// SPDX-License-Identifier: Apache-2.0
// Literals that are cut many at a time have the words that each has when it is cut alone.
#include "grammar/literal_table.h"

#include <string>
#include <vector>

#include "support/catch.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

// The tokens of a literal, a `~` before those that touch the one before.
std::string shown(const std::vector<LiteralToken>& tokens) {
  std::string shown;
  for (const LiteralToken& token : tokens)
    shown += (token.is_touching ? "~" : "|") + std::string(token.bytes);
  return shown;
}

std::string shown(const LiteralTable& table, std::uint32_t literal) {
  std::string shown;
  for (const LiteralTable::Word& word : table.words(literal))
    shown += (word.is_touching ? "~" : "|") + std::string(word.bytes);
  return shown;
}

TEST_CASE("literal table: literals cut together have the words of each alone",
          "[grammar][literal_table]") {
  const std::vector<std::string> literals = {"minister",
                                             "Foreign Minister",
                                             "",
                                             "'s",
                                             "\u2019s own",
                                             "\u0301cole",
                                             "e\u0301cole-mère",
                                             "👩\u200D👩\u200D👧",
                                             "👧",
                                             "외무상",
                                             "노동당 비서",
                                             "38선",
                                             "ministry\nof",
                                             "\r",
                                             "Co., Ltd.",
                                             "北京市",
                                             "サハリン",
                                             " of ",
                                             "\u200D",
                                             "x",
                                             "minister"};
  WordTable words;
  LiteralTable table(words);
  for (const std::string& literal : literals) table.add(literal);
  table.cut();
  for (std::uint32_t i = 0; i < literals.size(); ++i) {
    CAPTURE(literals[i]);
    CHECK(shown(table, i) == shown(cut_literal(literals[i])));
    for (const LiteralTable::Word& word : table.words(i))
      CHECK(words.word(word.word) == text::fold(word.bytes));
  }
}

TEST_CASE("literal table: a literal is cut as text, one with the possessive as after a word",
          "[grammar][literal_table]") {
  CHECK(shown(cut_literal("Foreign-Minister 외무상")) == "|Foreign~-~Minister|외무상");
  CHECK(shown(cut_literal("'s deputy")) == "|'s|deputy");
  CHECK(shown(cut_literal("the 👧's")) == "|the|👧~'~s");
  CHECK(cut_literal("  ").empty());
}

TEST_CASE("literal table: equal words share a number, numbers follow the order of literals",
          "[grammar][literal_table]") {
  WordTable words;
  LiteralTable table(words);
  std::vector<std::string> literals;
  for (int i = 0; i < 20'000; ++i) literals.push_back("비서" + std::to_string(i % 15'000) + " É");
  for (const std::string& literal : literals) table.add(literal);
  table.cut();
  CHECK(table.words(0)[0].word == 0);
  CHECK(words.word(table.words(0).back().word) == "e");
  for (std::uint32_t i = 0; i < 5'000; ++i)
    if (table.words(i)[1].word != table.words(i + 15'000)[1].word) FAIL(literals[i]);
  CHECK(words.word(table.words(14'999)[1].word) == "14999");
}

}  // namespace
}  // namespace waymark::grammar
