// SPDX-License-Identifier: Apache-2.0
// Reading rule files: what each way of writing means, and what is said of faults.
#include "grammar/parse.h"

#include <algorithm>
#include <string>

#include "grammar/outline.h"
#include "support/catch.h"

namespace waymark::grammar {
namespace {

struct Reading {
  RuleFile file;
  std::string faults;
};

Reading read(std::string content) {
  const text::SourceFile source("test.way", std::move(content));
  Diagnostics diagnostics;
  Reading reading{parse(source, diagnostics), {}};
  for (const Diagnostic& diagnostic : diagnostics)
    reading.faults += std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) +
                      " " + diagnostic.message + " [" + diagnostic.code + "]\n";
  return reading;
}

Reading read_rule(const std::string& clauses) {
  return read("grammar test 1\nphase p longest\nrule r -> LABEL\n" + clauses);
}

std::string pattern(const std::string& written) {
  const Reading reading = read_rule("  find " + written + "\n");
  if (!reading.faults.empty()) return reading.faults;
  return test::outline(reading.file.phases.front().rules.front().finds.front());
}

std::string condition(const std::string& written) {
  const Reading reading = read_rule("  where " + written + "\n");
  if (!reading.faults.empty()) return reading.faults;
  return test::outline(reading.file.phases.front().rules.front().tests.front().condition);
}

std::string clause(const std::string& written) {
  const Reading reading = read_rule("  " + written + "\n");
  return reading.faults.empty() ? test::outline(reading.file.phases.front().rules.front())
                                : reading.faults;
}

TEST_CASE("parse: each element of a pattern has its own meaning", "[grammar][parse]") {
  const auto [written, meaning] = GENERATE(table<std::string, std::string>({
      {R"("some words")", "(words «some words»)"},
      {R"('Words')", "(exact «Words»)"},
      {R"("a \"b\" \\ \[c\] ’s")", "(words «a \"b\" \\ [c] ’s»)"},
      {R"("“quoted”")", "(words «“quoted”»)"},
      {R"(/\d+\/[a-z]/i)", "(regex-i «\\d+/[a-z]»)"},
      {R"(/a"b#c/)", "(regex «a\"b#c»)"},
      {"<acronym>", "<acronym>"},
      {"unit_noun", "unit_noun"},
      {"직위", "직위"},
      {"PLACE", "PLACE"},
      {"PLACE[kind is city or county]", "(PLACE (is .kind city county))"},
      {"AGENCY[@kp.n-hamgyong.musan]", "(AGENCY @kp.n-hamgyong.musan)"},
      {"...5", "(gap 5)"},
      {"x:PLACE", "(x: PLACE)"},
      {"x:a:PLACE?", "(x: (a: (repeat 0 1 PLACE)))"},
      {"~a", "(touching a)"},
      {"&a !b", "(then (ahead a) (not b))"},
      {"a? b* c+ d{2} e{1,3} f{2,}",
       "(then (repeat 0 1 a) (repeat 0 - b) (repeat 1 - c) (repeat 2 2 d) (repeat 1 3 e) (repeat 2 "
       "- f))"},
      {"a?? b*? c{1,3}?", "(then (lazy 0 1 a) (lazy 0 - b) (lazy 1 3 c))"},
      {"!a?", "(not (repeat 0 1 a))"},
      {"a b | c", "(or (then a b) c)"},
      {"a (b | c)?", "(then a (repeat 0 1 (or b c)))"},
      {"function:<content>{1,3}? unit_noun (of unit:UNIT)?",
       "(then (function: (lazy 1 3 <content>)) unit_noun (repeat 0 1 (then of (unit: UNIT))))"},
  }));
  CHECK(pattern(written) == meaning);
}

TEST_CASE("parse: each test of a condition has its own meaning", "[grammar][parse]") {
  const auto [written, meaning] = GENERATE(table<std::string, std::string>({
      {"c is @kp", "(is .c @kp)"},
      {"c.kind is not city or county", "(is-not .c.kind city county)"},
      {"kind is city or c is @kp", "(or (is .kind city) (is .c @kp))"},
      {"kind is city or county or c has role", "(or (is .kind city county) (has .c role))"},
      {"kind is city or not a is b", "(or (is .kind city) (not (is .a b)))"},
      {"kind is city or inside AGENCY", "(or (is .kind city) (inside - AGENCY))"},
      {"kind in (city, workers-district)", "(in .kind city workers-district)"},
      {"c not in (@kp, @cn)", "(not-in .c @kp @cn)"},
      {"c in @kp", "(in .c @kp)"},
      {"y >= 1000 and y < 2999.5", "(and (>= .y 1000.000000) (< .y 2999.500000))"},
      {"x.text is \"the North\"", "(is .x.text «the North»)"},
      {"c inside AGENCY", "(inside c AGENCY)"},
      {"contains PLACE", "(contains - PLACE)"},
      {"document has @kp.mss", "(document-has kp.mss)"},
      {"near(\"a\", \"b\", 3)", "(near - 3 «a» «b»)"},
      {"x near(\"a\")", "(near x 8 «a»)"},
      {"a is b and (c is d or e is f)", "(and (is .a b) (or (is .c d) (is .e f)))"},
      {"not (a is b)", "(not (is .a b))"},
  }));
  CHECK(condition(written) == meaning);
}

TEST_CASE("parse: each clause has its own meaning", "[grammar][parse]") {
  const auto [written, meaning] = GENERATE(table<std::string, std::string>({
      {"not after c:PLACE \"'s\"", "(rule r LABEL (not-after (then (c: PLACE) (words «'s»))))"},
      {"before x", "(rule r LABEL (before x))"},
      {"unless c is @kp", "(rule r LABEL (unless (is .c @kp)))"},
      {"mark nothing", "(rule r LABEL (mark - nothing))"},
      {"mark AGENCY on short", "(rule r LABEL (mark AGENCY on-short))"},
      {"mark from a to b", "(rule r LABEL (mark - from-a-to-b))"},
      {"set agency = unit.agency, o.holder = p, value = iso_date(y, \"07\", 3), sure = true",
       "(rule r LABEL (set - agency unit:.agency) (set o holder p:) (set - value (call-iso_date y: "
       "«07» 3.000000)) "
       "(set - sure yes))"},
      {"link inner within outer", "(rule r LABEL (link inner 0 outer - -))"},
      {"link a by kind is city", "(rule r LABEL (link a 1 - (is .kind city) -))"},
      {"link a prefer entry in (@kp)", "(rule r LABEL (link a 2 - (in .entry @kp) -))"},
      {"link a to none", "(rule r LABEL (link a 3 - - -))"},
      {"link a to @kp.mss", "(rule r LABEL (link a 4 - - @kp.mss))"},
      {"relate p holds o", "(rule r LABEL (relate p holds o))"},
      {"define short = long for document", "(rule r LABEL (define short long document -))"},
      {"define short = long for document as coreferent",
       "(rule r LABEL (define short long document coreferent))"},
      {"define s = p for mentions", "(rule r LABEL (define s p mentions -))"},
      {"link a as b", "(rule r LABEL (link a 5 b - -))"},
      {"over gazetteer.AGENCY, place.part-of",
       "(rule r LABEL (over gazetteer.AGENCY) (over place.part-of))"},
      {"rank -5", "(rule r LABEL (rank -5))"},
      {"yes \"the \\[1\\] [MSS] \\\"chief\\\"\"",
       "(rule r LABEL (yes «the \\[1\\] [MSS] \"chief\"»))"},
      {"no 'none'", "(rule r LABEL (no «none»))"},
  }));
  CHECK(clause(written) == meaning);
}

TEST_CASE("parse: statements stand at the left edge and say what a file declares",
          "[grammar][parse]") {
  const Reading reading = read(
      "\xEF\xBB\xBF# first\n"
      "grammar my.rules 3\r\n"
      "use a.b, c\n"
      "import \"common.way\"\n"
      "label DATE flat\n"
      "label POST { role: ROLE,\n"
      "             place }\n"
      "list month = \"July\" = \"07\" | 'US'   # months\n"
      "  | \"#1\"\n"
      "list level from \"levels.txt\"\n"
      "let at = \"in\" | \"at\"\n"
      "without rule a.b-c, d\n"
      "phase names longest\n"
      "phase more after names\n"
      "replace rule x.y -> DATE\n"
      "  find at\n"
      "veto z\n"
      "\tfind DATE\n");
  CHECK(reading.faults.empty());
  CHECK(test::outline(reading.file) ==
        "(file my.rules 3 a.b c (import «common.way») (label DATE flat (slots)) "
        "(label POST structured (slots (role ROLE) (place -))) "
        "(list month (items (item «July» «07») (exact «US» -) (item «#1» -))) (list level "
        "«levels.txt») "
        "(let at (or (words «in») (words «at»))) (without a.b-c) (without d) (phase names 0 - "
        "(rules)) "
        "(phase more - names (rules (veto z - DATE))) (replace-rule x.y DATE at) (comments «# "
        "first» «# months»))");
}

TEST_CASE("parse: a clause goes on over deeper lines and ends at the next of its column",
          "[grammar][parse]") {
  const Reading reading = read_rule(
      "  find a   # here \"is\" a comment\n"
      "       b\n"
      "     # between\n"
      "\n"
      "       | c\n"
      "  rank 2\n"
      "  no \"😀 한글 e\xCC\x81\"\n");
  CHECK(reading.faults.empty());
  CHECK(test::outline(reading.file.phases.front().rules.front()) ==
        "(rule r LABEL (or (then a b) c) (rank 2) (no «😀 한글 e\xCC\x81»))");
}

TEST_CASE("parse: places are bytes of the whole file, without the space around",
          "[grammar][parse]") {
  const std::string content =
      "# 😀 한글 e\xCC\x81\ngrammar t 1\nphase p all\nrule r -> A\n  find   x:B[kind is c]  ...5   "
      "# end\n";
  const Reading reading = read(content);
  REQUIRE(reading.faults.empty());
  const Pattern& find = reading.file.phases.front().rules.front().finds.front();
  const auto slice = [&](Place at) { return content.substr(at.begin, at.end - at.begin); };
  CHECK(slice(find.at) == "x:B[kind is c]  ...5");
  const Pattern& first = std::get<Sequence>(find.what).parts.front();
  CHECK(slice(first.at) == "x:B[kind is c]");
  CHECK(slice(std::get<Capture>(first.what).name.at) == "x");
  const auto& label = std::get<LabelRef>(std::get<Capture>(first.what).inner->what);
  CHECK(slice(label.condition->at) == "kind is c");
  CHECK(slice(std::get<Sequence>(find.what).parts.back().at) == "...5");
}

TEST_CASE("parse: a fault is told in the user's words, and the next clause is read",
          "[grammar][parse]") {
  const Reading reading = read_rule(
      "  find long:AGENCY \"(\" short:<acronym \")\"\n"
      "  fnd \"x\"\n"
      "  where 한글 is 😀\n"
      "  rank 1\n"
      "lable X flat\n"
      "rule s -> LABEL\n"
      "  find “office”\n");
  CHECK(reading.faults ==
        "4:39 expected '>' after the class name 'acronym' [grammar/expected]\n"
        "5:3 unknown clause 'fnd' [grammar/unknown-clause]\n"
        "8:1 unknown statement 'lable' [grammar/unknown-statement]\n"
        "10:8 expected a pattern after 'find' [grammar/expected]\n");
  CHECK(reading.file.phases.front().rules.front().rank == 1);
  CHECK(reading.file.phases.front().rules.size() == 2);
}

TEST_CASE("parse: a letter beyond ASCII may stand in a name, a mark may not", "[grammar][parse]") {
  CHECK(pattern("é한ж👧_x1") == "é한ж👧_x1");
  CHECK(pattern("é𐐷") == "é𐐷");
  const std::string mark = GENERATE("«", "“", "—", "、", "！", "￥");
  CHECK(pattern("한" + mark) != "한" + mark);
  CHECK(pattern(mark + "한").find("[grammar/expected]") != std::string::npos);
}

TEST_CASE("parse: faults are reported up to twenty", "[grammar][parse]") {
  std::string clauses;
  for (int i = 0; i < 50; ++i) clauses += "  find )\n";
  const std::string faults = read_rule(clauses).faults;
  CHECK(std::count(faults.begin(), faults.end(), '\n') == kMaxFaults);
}

TEST_CASE("parse: brackets and prefixes nest a hundred levels deep at most", "[grammar][parse]") {
  const auto repeated = [](std::string_view text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
  };
  CHECK(pattern(repeated("(", 40) + "a" + repeated(")", 40)) == "a");
  const std::string open = GENERATE("(", "~", "!", "&", "x:");
  const std::string faults = pattern(repeated(open, 100000));
  CHECK(faults.find("nested deeper than 100 levels [grammar/too-deep]") != std::string::npos);
  CHECK(condition(repeated("(", 100000)).find("grammar/too-deep") != std::string::npos);
  CHECK(condition(repeated("not ", 100000)).find("grammar/too-deep") != std::string::npos);
  CHECK(clause("set a = " + repeated("f(", 100000)).find("grammar/too-deep") != std::string::npos);
}

TEST_CASE("parse: nested alternatives are read in time that grows with their length",
          "[grammar][parse]") {
  std::string text = "a";
  for (int i = 0; i < 45; ++i) text = "(b | c " + text + " | d)";
  CHECK(pattern(text).find("(or b (then c") == 0);
}

TEST_CASE("parse: bytes that are no UTF-8 are refused where they stand", "[grammar][parse]") {
  CHECK(read("grammar t 1\n# \xFF\n").faults == "2:3 this byte is not UTF-8 [grammar/encoding]\n");
}

TEST_CASE("parse: an empty file lacks its name", "[grammar][parse]") {
  CHECK(read("").faults == "1:1 a rule file begins with its name and version [grammar/header]\n");
}

}  // namespace
}  // namespace waymark::grammar
