// SPDX-License-Identifier: Apache-2.0
// Printing: one layout, and nothing lost on the way back.
#include "grammar/print.h"

#include <filesystem>
#include <string>

#include "grammar/outline.h"
#include "grammar/parse.h"
#include "grammar/random_rules.h"
#include "support/catch.h"

namespace waymark::grammar {
namespace {

RuleFile read(const std::string& content) {
  Diagnostics diagnostics;
  RuleFile file = parse(text::SourceFile("test.way", content), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) UNSCOPED_INFO(render(diagnostic));
  CHECK(diagnostics.empty());
  return file;
}

TEST_CASE("print: what is printed reads as the same rules", "[grammar][print]") {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const RuleFile file = test::random_rule_file(seed);
    const std::string printed = print(file);
    CAPTURE(seed, printed);
    const RuleFile again = read(printed);
    REQUIRE(test::outline(again) == test::outline(file));
    REQUIRE(print(again) == printed);
  }
}

TEST_CASE("print: the shipped rules survive, with their comments", "[grammar][print]") {
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(WAYMARK_SOURCE_DIR) / "grammar")) {
    if (entry.path().extension() != ".way") continue;
    CAPTURE(entry.path().filename());
    auto source = text::SourceFile::read(entry.path().string());
    REQUIRE(source.has_value());
    const RuleFile file = read(std::string(source->content()));
    const std::string printed = print(file);
    const RuleFile again = read(printed);
    CHECK(test::outline(again) == test::outline(file));
    CHECK(print(again) == printed);
  }
}

TEST_CASE(
    "print: statements keep their order, clauses get one, comments stay beside what they are about",
    "[grammar][print]") {
  const std::string written =
      "# what this is\n"
      "grammar my.rules 1   # 😀\n"
      "let at = \"in\"|\"at\"\n"
      "list 달 = \"7월\"=\"07\" | 'US'\n"
      "phase names longest\n"
      "# why this rule\n"
      "rule a.b->PLACE   # head\n"
      "        rank 3\n"
      "        # why this find\n"
      "        find ( (a)  |b )?   # beside\n"
      "            at\n"
      "        where not (kind is city) and x in @kp\n"
      "# the end\n";
  CHECK(print(read(written)) ==
        "# what this is\n"
        "grammar my.rules 1  # 😀\n"
        "\n"
        "let at = \"in\" | \"at\"\n"
        "\n"
        "list 달 = \"7월\" = \"07\" | 'US'\n"
        "\n"
        "phase names longest\n"
        "\n"
        "# why this rule\n"
        "rule a.b -> PLACE  # head\n"
        "  # why this find\n"
        "  find   (a | b)? at  # beside\n"
        "  where  not kind is city and x in (@kp)\n"
        "  rank   3\n"
        "\n"
        "# the end\n");
}

TEST_CASE("print: long clauses are broken at spaces of the pattern", "[grammar][print]") {
  std::string pattern = "\"the first\"";
  for (int i = 0; i < 12; ++i) pattern += " | \"number " + std::to_string(i) + "\"";
  const std::string printed =
      print(read("grammar t 1\nphase p all\nrule r -> A\n  find " + pattern + "\n"));
  CHECK(printed.find("\n      | \"number 6\"") != std::string::npos);
  std::size_t begin = 0;
  for (std::size_t end; (end = printed.find('\n', begin)) != std::string::npos; begin = end + 1)
    CHECK(end - begin <= 100);
}

}  // namespace
}  // namespace waymark::grammar
