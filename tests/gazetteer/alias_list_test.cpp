// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/alias_list.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

using Names = std::vector<std::string>;

Names names_of(const std::string& field, std::string_view separator = "") {
  Names names;
  for (const ImportField& name : split_aliases({field, 0}, separator)) names.push_back(name.text);
  return names;
}

TEST_CASE("alias list: bars part names, or semicolons where no bar stands", "[gazetteer][import]") {
  CHECK(names_of("Hye San|혜산;x") == Names{"Hye San", "혜산;x"});
  CHECK(names_of("Hye San;혜산") == Names{"Hye San", "혜산"});
  CHECK(names_of("||a||b|") == Names{"a", "b"});
  CHECK(names_of("").empty());
  CHECK(names_of("a/b|c", "/") == Names{"a", "b|c"});
}

TEST_CASE("alias list: a bar behind a backslash belongs to the name", "[gazetteer][import]") {
  struct Case {
    const char* field;
    Names names;
  };
  const Case given =
      GENERATE(Case{R"(a\|b)", {"a|b"}}, Case{R"(a\\|b)", {R"(a\)", "b"}},
               Case{R"(a\\\|b)", {R"(a\|b)"}}, Case{R"(a\\\\|b)", {R"(a\\)", "b"}},
               Case{R"(\||혜\|산\|)", {"|", "혜|산|"}}, Case{R"(a\|b;c)", {"a|b;c"}});
  CAPTURE(given.field);
  CHECK(names_of(given.field) == given.names);
}

TEST_CASE("alias list: a backslash that no bar follows is itself, as in older tables",
          "[gazetteer][import]") {
  CHECK(names_of(R"(C:\\x\y|\n|"\")") == Names{R"(C:\\x\y)", R"(\n)", R"("\")"});
  CHECK(names_of(R"(a|b\\)") == Names{"a", R"(b\\)"});
  CHECK(names_of(R"(a\;b)") == Names{R"(a\)", "b"});
  CHECK(names_of(R"(a\/b|)", "/") == Names{R"(a\)", "b|"});
}

TEST_CASE("alias list: a name knows where it begins in the table", "[gazetteer][import]") {
  const std::vector<ImportField> names = split_aliases({R"(a\|b||혜산|c)", 100}, "");
  REQUIRE(names.size() == 3);
  CHECK(names[0].at == 100);
  CHECK(names[1].at == 106);
  CHECK(names[2].at == 113);
}

TEST_CASE("alias list: what is joined is parted into the same names", "[gazetteer][import]") {
  const Names pieces = {"|",  "\\",     ";",      "\"", ",",          "\n", "\r\n", "a",
                        "혜", "\u1100", "\u0301", " ",  "\U0001F3D4", "\t", "n"};
  std::mt19937 random(13);
  const auto below = [&](std::size_t count) { return random() % count; };
  for (int round = 0; round < 20'000; ++round) {
    Names names(below(4));
    for (std::string& name : names)
      for (std::size_t size = 1 + below(6); size > 0; --size)
        name += pieces[below(below(2) == 0 ? 3 : pieces.size())];
    const std::string field = join_aliases(names);
    CAPTURE(field);
    REQUIRE(names_of(field) == names);
  }
}

}  // namespace
}  // namespace waymark::gazetteer
