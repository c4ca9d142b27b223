// SPDX-License-Identifier: Apache-2.0
// What a condition needs of a sentence chooses the rules that are asked at all. A condition denied
// twice means the same and needs nothing that could be known beforehand: both must find the same.
#include <random>
#include <string>
#include <vector>

#include "grammar/rules_on_text.h"
#include "support/catch.h"

namespace waymark::test {
namespace {

using Texts = std::vector<std::string>;

// Words, names and what cuts tokens, some of them written onto each other.
std::string random_text(std::mt19937& random) {
  static const Texts kPieces = {"at",     "Hyesan", "HYESAN",  "혜산시",       "에서",     "무산군",
                                "보위부", "의",     "China",   "Samsu",        "MSS",      "office",
                                "big",    "Big",    "Beijing", "19th",         "1998",     ",",
                                ".",      "🙂",   "e\u0301", "Musan County", "Kim Chol", "-"};
  std::string text;
  for (std::uint32_t count = 1 + random() % 9; count > 0; --count) {
    text += kPieces[random() % kPieces.size()];
    if (random() % 4 != 0) text += ' ';
  }
  return text;
}

std::string rules_of(const std::string& pattern, const std::string& condition) {
  return "phase p all\nrule r -> NAME\n  find " + pattern + "\n  where " + condition +
         "\n  over gazetteer\n";
}

TEST_CASE("needs: a rule is asked wherever its condition can hold", "[grammar][run]") {
  const std::string condition = GENERATE(values<std::string>(
      {"x is @kp.hyesan", "x is @cn or x is @kp.musan", "x in (@kp.ryanggang)", "x.kind is city",
       "x.kind is county or country", "x is city or county", "x.text is \"HYESAN\"",
       "x.text is \"혜산시\" or x.text is \"무산군\"", "x is \"China\" or x is cities",
       "x.text is cities", "x.entry is @kp.mss", "near(\"big\", 3)",
       "x near(\"at big\", \"혜산시\", 4)", "document has @cn",
       "document has @cn or document has @kp.mss", "x.kind is city and near(\"Beijing\", 8)",
       "x has entry", "x is PLACE", "x.text is 1998"}));
  const std::string pattern = GENERATE(values<std::string>(
      {"x:PLACE", "\"at\" x:PLACE", "x:PLACE \"office\"", "/[A-Z]+/ x:PLACE", "x:(PLACE | AGENCY)",
       "x:(PLACE \"office\")", "x:(\"at\" | PLACE)", "&<cap> x:PLACE ('Big' | \"office\")",
       "/[가-힣]+/ x:PLACE", "x:PLACE ~\"에서\"", "x:PLACE? \"big\"", "('Big' | 'Office') x:PLACE",
       "PLACE \",\"? x:AGENCY", "x:/[A-Z][a-z]+/"}));
  CAPTURE(condition, pattern);
  const std::string list = "list cities = \"Hyesan\" | \"Samsu\"\n";
  const auto asked = compose(list + rules_of(pattern, condition));
  const auto denied = compose(list + rules_of(pattern, "not (not (" + condition + "))"));
  grammar::RunMemory memory, other;
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    const std::string text = random_text(random);
    CAPTURE(text);
    REQUIRE(run_program(asked, text, memory).marked() == run_program(denied, text, other).marked());
  }
}

TEST_CASE("needs: a label with a condition is asked wherever it can hold", "[grammar][run]") {
  const std::string condition = GENERATE(values<std::string>(
      {"kind is city", "is @kp.hyesan", "text is \"hyesan\"", "is city or county", "in (@kp)",
       "kind is county and near(\"big\", 4)", "text is cities", "is \"Samsu\""}));
  const std::string pattern = GENERATE(values<std::string>(
      {"PLACE[#]", "PLACE[#] \"office\"", "\"at\" PLACE[#]", "PLACE PLACE[#]", "&PLACE[#] <cap>",
       "(PLACE[#] | AGENCY) \"office\"", "(\"big\" | \"Big\")? PLACE[#]", "!PLACE[#] PLACE"}));
  CAPTURE(condition, pattern);
  const auto with = [&](const std::string& asked) {
    std::string filled = pattern;
    filled.replace(filled.find('#'), 1, asked);
    return compose("list cities = \"Hyesan\" | \"Samsu\"\nphase p all\nrule r -> NAME\n  find " +
                   filled + "\n  over gazetteer\n");
  };
  const auto asked = with(condition), denied = with("not (not (" + condition + "))");
  grammar::RunMemory memory, other;
  std::mt19937 random(11);
  for (int i = 0; i < 60; ++i) {
    const std::string text = random_text(random);
    CAPTURE(text);
    REQUIRE(run_program(asked, text, memory).marked() == run_program(denied, text, other).marked());
  }
}

TEST_CASE("needs: the kind that a link has given is known to the next phase", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule office -> AGENCY
  find whole:(part:AGENCY "office")
  mark on whole
  link whole as part
phase q longest
rule today -> NAME
  find AGENCY[kind is organ] "today"
)way";
  const std::string text = "🙂 강 e\u0301 the MSS office today, an office today";
  CHECK(run_rules(rules, text).marked("NAME") ==
        "🙂 강 e\u0301 the [NAME MSS office today], an office today");
}

TEST_CASE("needs: a word that is a kind and a list is compared as the list where a text is asked",
          "[grammar][run]") {
  const char* const rules = R"way(
list city = "Hyesan" | "Musan County"
phase p longest
rule one -> NAME
  find "at" x:PLACE
  where x.text is "Hyesan"
rule two -> TITLE
  find "in" x:PLACE
  where x.text is city
)way";
  CHECK(run_rules(rules, "🙂 강 e\u0301 in Musan County.\n\nin Samsu.\n\nat Hyesan").marked() ==
        "🙂 강 e\u0301 [TITLE in Musan County].\n\nin [PLACE Samsu].\n\n[NAME at Hyesan]");
}

TEST_CASE("needs: each of several patterns is looked for by what it holds itself",
          "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule any -> NAME
  find "red" /[0-9]+/
  find 'Blue' "sky"
  find /[A-Z]{3}[0-9]/ ~"-" "x"?
  find &<cap> ("so" | "no") "mun"
)way";
  CHECK(run_rules(rules,
                  "🙂 강 e\u0301 red 12, red a, Blue sky, blue sky, ABC1-, ABC1, So mun so mun")
            .marked() ==
        "🙂 강 e\u0301 [NAME red 12], red a, [NAME Blue sky], blue sky, [NAME ABC1-], ABC1, "
        "[NAME So mun] so mun");
}

// Where words cut a token of a sentence no rule is refused by what stands side by side in it.
TEST_CASE("needs: a rule is refused by neighbours only where it can't match", "[grammar][run]") {
  const std::string pattern = GENERATE(values<std::string>(
      {"/[A-Z][a-z]+/ \"office\"", "/[a-z]+-[a-z]+/ \"office\"", "&<cap> (\"big\" | \"at\") <cap>",
       "<num> ~\"-\" ~/[a-z]{2,6}/", "<cap> !<cap> /[0-9]+(st|th)/", "/[A-Z][a-z]+/ /[a-z0-9]+/",
       "(\"big\" | \"at\" | \"office\") ~\"-\" ~(\"big\" | \"at\")", "/[a-z-]+/ <year>",
       "<cap> <any>{0,3} &(\"office\" | <year>)", "/[A-Z]/ ~\".\" /[A-Z][a-z]+/",
       "<year> | \"at\" <cap> | /[0-9]+-[a-z]+/", "(<cap> | \"office\"){2} !\"at\"",
       "('Big' | 'At') (\"office\" | /[0-9.]+/)", "/[0-9]+\\.[0-9]+/", "<acronym> ~\"-\"? <cap>"}));
  const std::string context = GENERATE(values<std::string>(
      {"", "after \"at\" | \"big\" <any>{1,2} | <year> ~\",\"", "before \"office\" | ~\"-\" ~<cap>",
       "not before <cap> | \"-\"", "after /[a-z]+-[a-z]+/ | &<cap> \"big\"",
       "before !\"office\" <any>{0,4} <year>"}));
  CAPTURE(pattern, context);
  const auto rules = compose("phase p all\nrule r -> NAME\n  find " + pattern + "\n" +
                             (context.empty() ? "" : "  " + context + "\n"));
  static const Texts kPieces = {"at",      "At",  "big",       "Big",   "office", "Office",
                                "-",       "-",   ".",         ",",     "1998",   "19th",
                                "7",       "2.5", "MSS",       "Kim",   "J",      "🙂",
                                "e\u0301", "san", "a-b-c-d-e", "Ivanov"};
  grammar::RunMemory memory;
  std::mt19937 random(13);
  for (int i = 0; i < 60; ++i) {
    std::string text;
    for (std::uint32_t count = 1 + random() % 14; count > 0; --count) {
      text += kPieces[random() % kPieces.size()];
      if (random() % 3 != 0) text += ' ';
    }
    text += " ; ; ; ; ; ; ";
    CAPTURE(text);
    REQUIRE(run_program(rules, text + "혜산시", memory).marked() + "에서" ==
            run_program(rules, text + "혜산시에서", memory).marked());
  }
}

}  // namespace
}  // namespace waymark::test
