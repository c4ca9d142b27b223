// SPDX-License-Identifier: Apache-2.0
// What is said of a place, from the gazetteer's forms to the attempts of a rule, over a small
// gazetteer and a few rules.
#include <algorithm>

#include "explain/explainer.h"
#include "explain/page.h"
#include "explain/places.h"
#include "support/catch.h"
#include "support/temp_dir.h"
#include "text/json.h"
#include "text/source_file.h"

namespace waymark::explain {
namespace {

const char* const kGazetteer = R"(
gazetteer: test.names 1
labels: {PLACE: flat, AGENCY: flat, ROLE: flat}
kinds: {country: PLACE, county: PLACE, organ: AGENCY, duty: ROLE}
defaults: {derive: none}
entries:
  - {id: kp, name: North Korea, kind: country}
  - {id: kp.musan, name: {en: Musan, ko: 무산군}, kind: county, in: kp}
  - {id: kp.mss, name: Ministry of State Security, kind: organ, in: kp,
     aliases: [{form: MSS, why: abbreviation, case: exact}]}
  - {id: kp.board, name: Paektu Board, kind: organ, in: kp,
     aliases: [{form: Board, needs: {near: {in: kp}}}]}
  - {id: role.head, name: head, kind: duty, case: any}
  - {id: role.head-security, name: head of security, kind: duty, case: any}
)";

const char* const kRules = R"(grammar test.rules 1
label UNIT { agency: AGENCY, place: PLACE }
label POST { role: ROLE, unit: UNIT }

phase units repeat

rule unit.office -> UNIT
  find agency:AGENCY "office" ("in" place:PLACE[kind is county])?

phase posts longest

rule post.of-unit -> POST
  find role:ROLE "of" "the"? unit:UNIT
  not before "yesterday"
  unless role is @role.head-security
rule post.short -> POST
  find role:ROLE "of" "security"

veto place.none
  find PLACE
  after "near"

rule post.twice -> POST
  find role:ROLE "twice"
  find "twice" role:ROLE
)";

/// The knowledge, loaded once.
struct Bench {
  test::TempDir dir;
  std::vector<std::string> rule_files{dir.write("rules.way", kRules)};
  Gazetteer gazetteer = Gazetteer::load({dir.write("names.yaml", kGazetteer)}).value();
  RuleSet rules = RuleSet::load(rule_files, gazetteer).value();
  Annotator annotator{gazetteer, rules};
  Diagnostics faults;
  grammar::LoadedRules loaded = grammar::load(rule_files, text::SourceFile::read, faults);
  Sources sources{annotator, gazetteer, rules, loaded};
};

const Bench& bench() {
  static const Bench kBench;
  return kBench;
}

/// Calls use(explanation) for the first place where a text stands.
template <class Use>
void explain_first(const std::string& text, const std::string& asked, const std::string& rule,
                   Use use) {
  Document document;
  document.id = "a.txt";
  document.text = text;
  Question question;
  question.places = {find_places(text, asked).value().front()};
  if (!rule.empty()) question.rule = rule;
  Diagnostics warnings;
  bool is_told = false;
  const auto fault = explain(
      bench().sources, std::move(document), question,
      [&](const Explanation& explanation) {
        is_told = true;
        use(explanation);
      },
      warnings);
  CHECK_FALSE(fault.has_value());
  CHECK(is_told);
}

std::string page_of(const std::string& text, const std::string& asked,
                    const std::string& rule = {}) {
  std::string page;
  explain_first(text, asked, rule,
                [&](const Explanation& explanation) { write_text(explanation, false, page); });
  return page;
}

/// Whether a page has a line that holds all of some words.
bool has_line(const std::string& page, const std::vector<std::string>& words) {
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t end = std::min(page.find('\n', at), page.size());
    const std::string line = page.substr(at, end - at);
    if (std::all_of(words.begin(), words.end(),
                    [&](const std::string& word) { return line.find(word) != std::string::npos; }))
      return true;
    at = end + 1;
  }
  UNSCOPED_INFO(page);
  return false;
}

TEST_CASE("explain: names say why they exist, and why they are refused", "[explain]") {
  const std::string found = page_of("🙂 강 e\u0301 The MSS spoke.", "MSS");
  CHECK(has_line(found, {"● AGENCY 'MSS'", "kp.mss Ministry of State Security", "(test.names)"}));
  CHECK(has_line(found, {"form 'MSS': abbreviation; case: as written"}));
  const std::string capitals = page_of("The Mss spoke.", "Mss");
  CHECK(has_line(capitals, {"○ AGENCY 'Mss'"}));
  CHECK(has_line(capitals, {"refused: the text has other capitals"}));
  const std::string company = page_of("The Board met.", "Board");
  CHECK(has_line(company, {"form 'Board'", "needs something in kp in the document"}));
  CHECK(has_line(company, {"left out: the company that it needs is not there"}));
  CHECK(has_line(page_of("The Board met in Musan.", "Board"), {"● #0 AGENCY 'Board'"}));
}

TEST_CASE("explain: every candidate says why it stands or fell", "[explain]") {
  const std::string page =
      page_of("무산 🙂 The head of security of the MSS office slept.", "head");
  CHECK(has_line(page, {"● #", "ROLE 'head of security'", "gazetteer, trust"}));
  CHECK(has_line(page, {"○ #", "ROLE 'head'"}));
  CHECK(has_line(page, {"lost to", "ROLE 'head of security', which is longer", "phase posts"}));
  CHECK(has_line(page_of("He went near Musan.", "Musan"), {"removed by veto place.none"}));
}

TEST_CASE("explain: a rule that matched shows its place, its clauses and its captures",
          "[explain]") {
  const std::string page = page_of("The MSS office in Musan slept.", "office");
  CHECK(has_line(page, {"● unit.office 'MSS office in Musan'", "rules.way:7, phase units"}));
  CHECK(has_line(page, {"find agency:AGENCY \"office\" (\"in\" place:PLACE[kind is county])?"}));
  CHECK(has_line(page, {"agency: 'MSS' #"}));
  CHECK(has_line(page, {"place: 'Musan' #"}));
  CHECK(has_line(page, {"key = kp.mss|kp.musan"}));
}

TEST_CASE("explain: of several finds the one that matched is named", "[explain]") {
  const std::string page = page_of("e\u0301 강 🙂 He was twice head of it.", "twice");
  CHECK(has_line(page, {"by its find number 2"}));
  CHECK(has_line(page, {"find \"twice\" role:ROLE"}));
  CHECK_FALSE(has_line(page, {"find role:ROLE \"twice\""}));
}

TEST_CASE("explain: an entry shows what its score is made of", "[explain]") {
  CHECK(has_line(page_of("강 🙂 The MSS spoke in Musan.", "MSS"),
                 {"weighs ", "its prior ", "the country of "}));
}

struct AttemptCase {
  const char* text;
  std::vector<std::string> line;
};

TEST_CASE("explain: a rule that did not match says how far it came", "[explain]") {
  const auto it = GENERATE(values<AttemptCase>({
      {"The head of the MSS spoke to the MSS office.", {"'head of the'", "the element was not"}},
      {"The head of the MSS spoke to the MSS office.", {"expected: UNIT", "rules.way:13"}},
      {"The head of the MSS spoke to the MSS office.", {"there: 'MSS', #", "AGENCY 'MSS'"}},
      {"강 The head spoke to the MSS office.", {"not tried", "the sentence has no \"of\""}},
      {"The head of the family.", {"not tried", "no UNIT"}},
      {"The head of the MSS office yesterday.", {"'yesterday' must not stand there"}},
      {"The head of the MSS office yesterday.", {"not before \"yesterday\" (", "rules.way:14)"}},
      {"The head of security of the MSS office.", {"the condition of 'unless' holds"}},
      {"The head of security of the MSS office.", {"unless role is @role.head-security"}},
      {"The head of the MSS office slept.", {"● 'head of the MSS office'", "took effect"}},
  }));
  CAPTURE(it.text);
  CHECK(has_line(page_of(it.text, "head", "post.of-unit"), it.line));
}

TEST_CASE("explain: a mention of the wrong kind is named where another is expected", "[explain]") {
  const std::string page = page_of("The MSS office in North Korea.", "office", "unit.office");
  CHECK(has_line(page, {"● 'MSS office'", "took effect"}));
  const std::string rules = page_of("He went near Musan.", "Musan", "place.none");
  CHECK(has_line(rules, {"● 'Musan'", "matched, and took effect"}));
}

TEST_CASE("explain: an unknown rule is answered with the near one", "[explain]") {
  Document document;
  document.text = "a";
  Diagnostics warnings;
  const auto fault = explain(
      bench().sources, document, {{{0, 1}}, "post.of-unti"},
      [](const Explanation&) { FAIL("nothing to explain"); }, warnings);
  REQUIRE(fault.has_value());
  CHECK(fault->code == "explain/unknown-rule");
  CHECK(fault->hint == "did you mean 'post.of-unit'?");
}

TEST_CASE("explain: JSON counts code points and holds what the page holds", "[explain]") {
  std::string line;
  explain_first("🙂 강 e\u0301 The head of the MSS office.", "head", "post.of-unit",
                [&](const Explanation& explanation) { write_json(explanation, line); });
  const auto record = text::json::parse(line);
  REQUIRE(record.has_value());
  CHECK(record->find("at")->find("begin")->as_int() == 11);
  CHECK(*record->find("at")->find("text")->as_string() == "head");
  for (const char* list : {"tokens", "forms", "candidates", "matches"})
    CHECK_FALSE(record->find(list)->elements().empty());
  const auto& attempts = record->find("rule")->find("attempts")->elements();
  REQUIRE(attempts.size() == 1);
  CHECK(*attempts[0].find("outcome")->as_string() == "matched");
}

TEST_CASE("explain: the page of HTML escapes the text and has no script", "[explain]") {
  std::string html;
  begin_html(html);
  explain_first("<script>x</script> & the MSS office in Musan", "MSS", "",
                [&](const Explanation& explanation) { write_html(explanation, html); });
  end_html(html);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("&lt;script&gt;x&lt;/script&gt; &amp; the <mark>MSS</mark>") !=
        std::string::npos);
  CHECK(html.find("<td colspan=\"3\" class=\"stands\"") != std::string::npos);
  CHECK(html.ends_with("</body></html>\n"));
}

TEST_CASE("explain: a text cannot steer the terminal", "[explain]") {
  const std::string page = page_of("\x1b[31mthe MSS\n\n\x07office", "the MSS");
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find('\x07') == std::string::npos);
}

TEST_CASE("explain: an empty text, a place between sentences and one offset have answers",
          "[explain]") {
  Document document;
  Diagnostics warnings;
  int told = 0;
  const auto count = [&](const Explanation& explanation) {
    std::string page;
    write_text(explanation, true, page);
    write_json(explanation, page);
    write_html(explanation, page);
    ++told;
  };
  CHECK_FALSE(explain(bench().sources, document, {{{0, 0}}, "place.none"}, count, warnings));
  document.text = "The MSS.\n\nMusan.";
  CHECK_FALSE(
      explain(bench().sources, document, {{{9, 10}, {4, 4}, {16, 16}}, {}}, count, warnings));
  CHECK(told == 4);
}

}  // namespace
}  // namespace waymark::explain
