// SPDX-License-Identifier: Apache-2.0
// Why a rule did not match: the attempts of one rule, as a trace holds them.
#include "grammar/probe.h"

#include <algorithm>

#include "grammar/rules_on_text.h"
#include "support/catch.h"

namespace waymark::test {
namespace {

using grammar::Attempt;
using grammar::Trace;

const char* const kHow[] = {"absent",    "nowhere",  "failed", "context",
                            "condition", "given up", "matched"};

/// One attempt: how far it came, and of one that failed how many elements could have gone on where.
std::string show(const Ran& ran, const Attempt& attempt) {
  std::string text = kHow[static_cast<std::size_t>(attempt.how)];
  text += " '" + ran.text.substr(attempt.reached.begin, attempt.reached.byte_size()) + "'";
  if (attempt.how == Attempt::How::kFailed)
    text += " " + std::to_string(attempt.expected.size()) + " before '" +
            ran.text.substr(attempt.at, 1) + "'";
  if (attempt.met)
    text += " met '" + ran.text.substr(attempt.met->begin, attempt.met->byte_size()) + "'";
  return text;
}

/// The attempts of the last rule, parted by "; ".
std::string attempts(const std::string& rules, const std::string& text) {
  const auto program = compose(rules);
  Trace trace;
  trace.probed = static_cast<std::uint32_t>(program->rule_names().size() - 1);
  grammar::RunMemory memory;
  const Ran ran = run_program(program, text, memory, &trace);
  std::string all;
  for (const Attempt& attempt : trace.attempts)
    all += (all.empty() ? "" : "; ") + show(ran, attempt);
  return all;
}

std::string attempts_of(const std::string& clauses, const std::string& text) {
  return attempts("phase p longest\nrule r -> NAME\n  " + clauses + "\n", text);
}

struct ProbeCase {
  const char* clauses;
  const char* text;
  const char* attempts;
};

TEST_CASE("probe: an attempt says how far the rule came", "[grammar][probe]") {
  const auto it = GENERATE(values<ProbeCase>({
      {R"(find "a" "b" "c")", "a b c", "matched 'a b c'"},
      {R"(find "a" "b" "c")", "b a c b", "failed 'a' 1 before 'c'"},
      {R"(find "a" "b" "c")", "a b x c", "failed 'a b' 1 before 'x'"},
      {R"(find "a" "b" "c")", "a b", "absent 'a b'"},
      {R"(find "b" "a")", "e\u0301 🙂 강 a b", "failed 'b' 1 before ''"},
      {R"(find "a" "b"? ("c" | <num>))", "a b d c", "failed 'a b' 2 before 'd'"},
      {R"(find "a" ("b" | <num>)+ "c")", "a b 7 x c", "failed 'a b 7' 3 before 'x'"},
      {R"(find "a" &("b" "c") <any>)", "a b d c", "failed 'a' 1 before 'b'"},
      {R"(find "a" !"b" <any>)", "a b", "failed 'a' 1 before 'b'"},
      {R"(find "a" ~"b")", "a b", "failed 'a' 1 before 'b'"},
      {R"(find <num> "a")", "a b", "absent 'a b'"},
      {"find \"a\"\n  after \"b\" \"c\"", "b x a c a", "context 'a'; context 'a'"},
      {"find \"a\"\n  not before \"b\" \"c\"", "a b c a b d", "context 'a' met 'b c'; matched 'a'"},
      {"find n:<num>\n  where n < 5", "7 and 3", "condition '7'; matched '3'"},
  }));
  CAPTURE(it.clauses, it.text);
  CHECK(attempts_of(it.clauses, it.text) == it.attempts);
}

TEST_CASE("probe: a mention that a condition refuses is seen where it stands", "[grammar][probe]") {
  const auto program =
      compose("phase p longest\nrule r -> NAME\n  find \"in\" PLACE[kind is province]\n");
  Trace trace;
  trace.probed = 0;
  grammar::RunMemory memory;
  const Ran ran = run_program(program, "🙂 in Hyesan", memory, &trace);
  REQUIRE(trace.attempts.size() == 1);
  CHECK(show(ran, trace.attempts[0]) == "failed 'in' 1 before 'H'");
  REQUIRE(trace.attempts[0].seen.size() == 1);
  CHECK(ran.set.candidates[trace.attempts[0].seen[0]].span == Span{8, 14});
}

TEST_CASE("probe: each sentence is told of, and of a repeated phase the farthest attempt",
          "[grammar][probe]") {
  CHECK(attempts_of(R"(find "a" "b")", "A x. No. A b.") ==
        "absent 'A x.'; absent 'No.'; matched 'A b'");
  CHECK(attempts(
            "phase p repeat\nrule s -> TITLE\n  find \"b\"\nrule r -> NAME\n  find \"a\" TITLE\n",
            "a b") == "matched 'a b'");
}

TEST_CASE("trace: a mark that falls names its rival, and its match is a beaten one",
          "[grammar][trace]") {
  const auto program = compose(
      "phase p longest\nrule long -> NAME\n  find x:\"a\" \"b\"\nrule short -> TITLE\n"
      "  find \"b\"\n");
  Trace trace;
  grammar::RunMemory memory;
  const Ran ran = run_program(program, "강 a b", memory, &trace);
  CHECK(ran.marked() == "강 [NAME a b]");
  REQUIRE(trace.matches.size() == 1);
  CHECK(trace.matches[0].rule == 0);
  REQUIRE(trace.matches[0].captures.size() == 1);
  CHECK(trace.matches[0].captures[0].span == Span{4, 5});
  REQUIRE(trace.beaten.size() == 1);
  CHECK(trace.beaten[0].rule == 1);
  REQUIRE(trace.fates.falls.size() == 1);
  CHECK(trace.fates.falls[0].ground == match::Ground::kLonger);
  CHECK(trace.fates.falls[0].candidate == trace.beaten[0].marks[0]);
  CHECK(trace.fates.falls[0].by == trace.matches[0].marks[0]);
  CHECK(trace.fates.falls[0].phase == 0);
}

TEST_CASE("trace: entries that a rule takes from a mention are noted with it", "[grammar][trace]") {
  const auto program = compose(
      "phase p all\nrule within\n  find a:PLACE \",\" b:PLACE\n  link a within b\n  mark "
      "nothing\n");
  Trace trace;
  grammar::RunMemory memory;
  const Ran ran = run_program(program, "Samsu, Ryanggang Province", memory, &trace);
  CHECK(ran.entries("Samsu") == "kp.samsu.r");
  REQUIRE(trace.matches.size() == 1);
  REQUIRE(trace.matches[0].ruled_out.size() == 1);
  CHECK(catalog().entry(trace.matches[0].ruled_out[0].second.entry).id == "kp.samsu.h");
}

TEST_CASE("trace: what a veto kills and what falls with it is noted", "[grammar][trace]") {
  const auto program = compose(
      "phase p all\nrule unit -> UNIT\n  find agency:AGENCY \"office\"\nveto agency.none\n"
      "  find AGENCY\n");
  Trace trace;
  grammar::RunMemory memory;
  run_program(program, "the MSS office", memory, &trace);
  REQUIRE(trace.fates.falls.size() == 2);
  CHECK(trace.fates.falls[0].ground == match::Ground::kVeto);
  CHECK(trace.fates.falls[0].by == 1);
  CHECK(trace.fates.falls[1].ground == match::Ground::kPart);
  CHECK(trace.fates.falls[1].by == trace.fates.falls[0].candidate);
}

}  // namespace
}  // namespace waymark::test
