// SPDX-License-Identifier: Apache-2.0
// Agreement against published examples and rows computed by hand.
#include "evaluate/agreement.h"

#include "support/catch.h"
#include "support/marked.h"

namespace waymark::evaluate {
namespace {

using Catch::Matchers::WithinAbs;
using test::marked;

TEST_CASE("agreement: kappa of a square of twenty, five, ten and fifteen is 0.4", "[evaluate]") {
  const Confusion units = {
      {{"yes", "yes"}, 20}, {{"yes", "no"}, 5}, {{"no", "yes"}, 10}, {{"no", "no"}, 15}};
  CHECK_THAT(find_kappa(units), WithinAbs(0.4, 1e-12));
  CHECK(find_kappa({{{"no", "no"}, 9}}) == 1);
  CHECK(find_kappa({}) == 1);
}

TEST_CASE("agreement: alpha of Krippendorff's own example with missing values is 0.743",
          "[evaluate]") {
  const char* observers[] = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};
  std::map<Values, std::uint64_t> units;
  for (std::size_t unit = 0; unit < 12; ++unit) {
    Values values;
    for (const char* observer : observers)
      if (observer[unit] != '.') values.emplace_back(1, observer[unit]);
    if (!values.empty()) ++units[values];
  }
  CHECK_THAT(find_alpha(units), WithinAbs(0.743, 0.0005));
  CHECK(find_alpha({{{"x", "x"}, 3}}) == 1);
}

std::vector<Annotator> three_annotators() {
  return {{"ann",
           {marked("🚂 e\u0301 [PLACE=h 혜산] and [PLACE Musan], [ROLE chief]", "1"),
            marked("[PLACE Yanji]", "2")}},
          {"bob", {marked("🚂 e\u0301 [PLACE=x 혜산] and [AGENCY Musan], chief", "1")}},
          {"cho",
           {marked("🚂 e\u0301 [PLACE=h 혜산] and [PLACE Musan], [ROLE chief]", "1"),
            marked("Yanji", "2.txt")}}};
}

TEST_CASE("agreement: each pair is measured over what both have", "[evaluate]") {
  Diagnostics warnings;
  const Agreement agreement = find_agreement(three_annotators(), warnings);
  CHECK(warnings.empty());
  REQUIRE(agreement.pairs.size() == 3);
  const PairAgreement& first = agreement.pairs[0];
  CHECK(first.documents == 1);
  CHECK(first.strict == Counts{1, 1, 2});
  CHECK(first.span_only == Counts{2, 0, 1});
  CHECK(first.links == 1);
  CHECK(first.links_alike == 0);
  CHECK(first.confusion ==
        Confusion{{{"PLACE", "PLACE"}, 1}, {{"PLACE", "AGENCY"}, 1}, {{"ROLE", ""}, 1}});
  const PairAgreement& second = agreement.pairs[1];
  CHECK(second.documents == 2);
  CHECK(second.strict == Counts{3, 0, 1});
}

TEST_CASE("agreement: tokens are what kappa and alpha count", "[evaluate]") {
  Diagnostics warnings;
  // Tokens: 혜산 and Musan , chief; two of three marked tokens differ between the two.
  const Agreement agreement =
      find_agreement({{"a", {marked("[PLACE 혜산] and [PLACE Musan], [ROLE chief]")}},
                      {"b", {marked("[PLACE 혜산] and [AGENCY Musan], chief")}}},
                     warnings);
  CHECK(agreement.tokens == 5);
  // Alike 3 of 5; by chance (PLACE 2 · 1 + nothing 2 · 3) / 25.
  CHECK_THAT(agreement.pairs[0].kappa, WithinAbs((0.6 - 0.32) / (1 - 0.32), 1e-12));
}

TEST_CASE("agreement: a token has the label of the longest mention on it", "[evaluate]") {
  Diagnostics warnings;
  Annotator a{"a", {marked("[AGENCY [PLACE Hyesan] Office] opened")}},
      b{"b", {marked("[AGENCY Hyesan Office] opened")}};
  a.documents[0].mentions[0].label = b.documents[0].mentions[0].label = "X";
  a.documents[0].mentions[1].label = "X";
  CHECK(find_agreement({a, b}, warnings).pairs[0].kappa == 1);
}

TEST_CASE("agreement: what cannot be compared is said", "[evaluate]") {
  Diagnostics warnings;
  const Agreement agreement = find_agreement(
      {{"a", {marked("x", "1"), marked("y", "2")}}, {"b", {marked("z", "1")}}}, warnings);
  CHECK(agreement.documents == 0);
  std::vector<std::string> codes;
  for (const Diagnostic& warning : warnings) codes.push_back(warning.code + " " + warning.file);
  CHECK(codes == std::vector<std::string>{"evaluate/other-text 1", "evaluate/not-shared 1",
                                          "evaluate/not-shared 2"});
}

TEST_CASE("agreement: a judge sees who said what, and nothing where all agree", "[evaluate]") {
  const std::vector<Document> judged = adjudicate(three_annotators());
  REQUIRE(judged.size() == 2);
  std::vector<std::string> lines;
  for (const Mention& mention : judged[0].mentions) {
    std::string line = mention.label + " " + std::string(judged[0].slice(mention.span));
    for (const Feature& feature : mention.features)
      line += " | " + feature.name + "=" + std::get<std::string>(feature.value);
    lines.push_back(line);
  }
  CHECK(lines ==
        std::vector<std::string>{"PLACE 혜산 | disputed=link | said_by=ann: h, bob: x, cho: h",
                                 "AGENCY Musan | disputed=mention | said_by=bob",
                                 "PLACE Musan | disputed=mention | said_by=ann, cho",
                                 "ROLE chief | disputed=mention | said_by=ann, cho"});
}

TEST_CASE("agreement: relations and slots follow their mentions into the judge's document",
          "[evaluate]") {
  Document a = marked("🚂 [PLACE 무산], [PLACE China]", "1"),
           b = marked("🚂 [AGENCY 무산], [PLACE China]", "1");
  a.relations = {{"part_of", 0, 1, ""}};
  b.relations = {{"part_of", 0, 1, ""}};
  b.mentions[0].slots = {{"place", std::vector<std::uint32_t>{1}}};
  const Document judged = adjudicate({{"a", {a}}, {"b", {b}}}).at(0);
  std::vector<std::string> relations;
  for (const Relation& relation : judged.relations)
    relations.push_back(judged.mentions[relation.from].label + " " + relation.type + " " +
                        std::string(judged.slice(judged.mentions[relation.to].span)));
  CHECK(relations == std::vector<std::string>{"AGENCY part_of China", "PLACE part_of China"});
  CHECK(std::get<0>(judged.mentions[0].slots.at(0).value) == std::vector<std::uint32_t>{2});
}

TEST_CASE("agreement: all three reports hold the numbers", "[evaluate]") {
  Diagnostics warnings;
  const Agreement agreement = find_agreement(three_annotators(), warnings);
  CHECK(report_agreement_text(agreement).find("ann and cho: 2 documents\n  F  strict 0.8571") !=
        std::string::npos);
  CHECK(report_agreement_json(agreement).find(R"("annotators":["ann","bob"],"documents":1)") !=
        std::string::npos);
  CHECK(report_agreement_csv(agreement).find("\nconfusion,ann and bob,ROLE/-,1.000000\n") !=
        std::string::npos);
}

TEST_CASE(
    "agreement: of many labels the confused pairs are listed, since a square would be unreadable",
    "[evaluate]") {
  Document a = marked("🚂 e\u0301 한 x", "1"), b = a;
  for (int i = 0; i < 60; ++i) {
    const std::string number = std::to_string(i);
    a.mentions.push_back({.span = {0, 4}, .label = "A" + number});
    b.mentions.push_back({.span = {0, 4}, .label = i < 2 ? "A" + number : "B" + number});
  }
  Diagnostics warnings;
  const std::string report =
      report_agreement_text(find_agreement({{"ann", {a}}, {"bob", {b}}}, warnings));
  CAPTURE(report);
  CHECK(report.find("\n        1 A10  B10\n") != std::string::npos);
  CHECK(report.find("A0  A0") == std::string::npos);
  CHECK(report.find("\n  and 18 more; -t json and -t csv have all\n") != std::string::npos);
  CHECK(report.size() < 10000);
}

}  // namespace
}  // namespace waymark::evaluate
