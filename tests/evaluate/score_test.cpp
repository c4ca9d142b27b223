// SPDX-License-Identifier: Apache-2.0
// Gold against predicted, both written as marked text: [PLACE Hyesan].
#include "evaluate/score.h"

#include "evaluate/align.h"
#include "evaluate/report.h"
#include "support/catch.h"
#include "support/marked.h"

namespace waymark::evaluate {

std::ostream& operator<<(std::ostream& out, const Counts& counts) {
  return out << counts.right << " right, " << counts.spurious << " spurious, " << counts.missed
             << " missed";
}

namespace {

using test::marked;

Scores score_texts(const std::string& gold, const std::string& predicted) {
  return score({marked(gold)}, {marked(predicted)});
}

TEST_CASE("evaluate: strict asks for span and label", "[evaluate]") {
  const Scores scores =
      score_texts("🚂 [PLACE 혜산시]에서 the [AGENCY MSS] [ROLE chief] of [PLACE Musan County]",
                  "🚂 [PLACE 혜산시]에서 the [PLACE MSS] [ROLE chief] of [PLACE Musan] County");
  CHECK(scores.strict.at("PLACE") == Counts{1, 2, 1});
  CHECK(scores.strict.at("AGENCY") == Counts{0, 0, 1});
  CHECK(scores.strict.at("ROLE") == Counts{1, 0, 0});
  CHECK(scores.overlap.at("PLACE") == Counts{2, 1, 0});
  CHECK(scores.span_only == Counts{3, 1, 1});
  CHECK(strict_total(scores) == Counts{2, 2, 2});
  CHECK_THAT(strict_total(scores).f(), Catch::Matchers::WithinAbs(0.5, 1e-12));
}

TEST_CASE("evaluate: of several overlaps the largest counts", "[evaluate]") {
  const Scores scores = score_texts("[PLACE Northern Pyongan] [PLACE Province]",
                                    "[PLACE Northern] [PLACE Pyongan Province]");
  CHECK(scores.overlap.at("PLACE") == Counts{2, 0, 0});
  const Scores one =
      score_texts("[PLACE North Hamgyong Province]", "[PLACE North] [PLACE Hamgyong Province]");
  CHECK(one.overlap.at("PLACE") == Counts{1, 1, 0});
}

TEST_CASE("evaluate: overlap is measured in code points, not in bytes", "[evaluate]") {
  // Five Latin letters are more than four syllables, whatever the bytes say.
  const Document gold = marked("[PLACE 혜산시내abcde]"),
                 predicted = marked("[PLACE 혜산시내][PLACE abcde]");
  const auto pairs = pair_overlaps(list_items(gold, {}, false), list_items(predicted, {}, false));
  REQUIRE(pairs);
  CHECK(*pairs == std::vector<Pair>{{0, 1}});
}

TEST_CASE("evaluate: touching mentions do not overlap", "[evaluate]") {
  const Scores scores = score_texts("e\u0301 [PLACE 무산군]보위부", "e\u0301 무산군[PLACE 보위부]");
  CHECK(scores.overlap.at("PLACE") == Counts{0, 1, 1});
}

TEST_CASE("evaluate: a mention answers only one", "[evaluate]") {
  const Scores scores = score_texts("[PLACE Hyesan]", "[PLACE [PLACE Hyesan]]");
  CHECK(scores.strict.at("PLACE") == Counts{1, 1, 0});
}

TEST_CASE("evaluate: an alternative span is as good", "[evaluate]") {
  Document gold = marked("earlier [DATE today]");
  gold.mentions[0].alternatives = {{0, 13}};
  const Scores scores = score({gold}, {marked("[DATE earlier today]")});
  CHECK(scores.strict.at("DATE") == Counts{1, 0, 0});
  CHECK(scores.span_only == Counts{1, 0, 0});
}

TEST_CASE("evaluate: links are counted over strictly found mentions", "[evaluate]") {
  const Scores scores = score_texts(
      "[PLACE=a A] [PLACE=b B] [PLACE=c C] [PLACE=d D] [PLACE E] [PLACE F] [ROLE chief]",
      "[PLACE=a A] [PLACE=x B] [PLACE C] D [PLACE E] [PLACE=f F] [ROLE=head chief]");
  CHECK(scores.links.at("PLACE") == LinkCounts{1, 1, 1, 1, 1, {1}});
  CHECK(link_total(scores).none() == Counts{1, 1, 1});
  CHECK(scores.linked.at("PLACE") == Counts{1, 2, 3});
  CHECK(scores.links.count("ROLE") == 0);
  CHECK_THAT(link_total(scores).accuracy(), Catch::Matchers::WithinAbs(1.0 / 3, 1e-12));
}

TEST_CASE("evaluate: the first that gold gives of entry, ko, name and ids decides", "[evaluate]") {
  Link full{.entry = "kp.kimjongsuk",
            .name = "Kim Jong Suk County",
            .ko = "김정숙군",
            .ids = {{"geonames", "1"}}};
  CHECK(is_same_link({.entry = "kp.kimjongsuk", .name = "other"}, full));
  CHECK_FALSE(is_same_link({.entry = "kp.other", .ko = "김정숙군"}, full));
  CHECK(is_same_link({.name = "other", .ko = "김 정숙군"}, full));
  CHECK(is_same_link({.name = "KimJong-suk county"}, full));
  CHECK_FALSE(is_same_link({.name = "Kim Jong Suk"}, full));
  CHECK(is_same_link({.ids = {{"geonames", "1"}}}, full));
  CHECK_FALSE(is_same_link({.ids = {{"iso", "1"}}}, full));
}

TEST_CASE("evaluate: labels with slots or others inside are structured and counted apart",
          "[evaluate]") {
  Document gold = marked("[POST [ROLE head] of the [UNIT [AGENCY MSS] office in [PLACE Hyesan]]]");
  Document predicted =
      marked("[POST [ROLE head] of the [UNIT [AGENCY MSS] office] in [PLACE Hyesan]]");
  gold.mentions[0].slots = {{"role", std::vector<std::uint32_t>{1}},
                            {"place", std::vector<std::uint32_t>{4}}};
  predicted.mentions[0].slots = {{"role", std::vector<std::uint32_t>{1}},
                                 {"agency", std::vector<std::uint32_t>{3}}};
  CHECK(find_structured_labels({predicted}) == std::vector<std::string>{"POST"});
  gold.mentions[2].slots = {{"agency", std::vector<std::uint32_t>{3}}};
  CHECK(find_structured_labels({gold}) == std::vector<std::string>{"POST", "UNIT"});
  const Scores scores = score({gold}, {predicted});
  CHECK(scores.strict.at("POST") == Counts{1, 0, 0});
  CHECK(scores.strict.at("UNIT") == Counts{0, 1, 1});
  CHECK(scores.overlap.at("UNIT") == Counts{1, 0, 0});
  CHECK(strict_total(scores) == Counts{3, 0, 0});
  CHECK(scores.span_only == Counts{3, 0, 0});
  CHECK(scores.slots.at("POST") == Counts{1, 1, 1});
}

TEST_CASE("evaluate: without any slot the labels that hold others are structured", "[evaluate]") {
  CHECK(find_structured_labels({marked("[LAW 🚂 [COURT 법원] and [COURT [COURT High] Court]]")}) ==
        std::vector<std::string>{"LAW"});
}

TEST_CASE("evaluate: relations are right between strictly found ends", "[evaluate]") {
  Document gold = marked("[PLACE Musan County], [PLACE North Hamgyong], [PLACE China]");
  gold.relations = {{"part_of", 0, 1, ""}, {"part_of", 2, 1, ""}};
  Document predicted = marked("[PLACE Musan County], [PLACE North Hamgyong], [PLACE China]");
  predicted.relations = {{"part_of", 0, 1, "rule:x"}, {"part_of", 0, 2, ""}, {"holds", 0, 2, ""}};
  const Scores scores = score({gold}, {predicted});
  CHECK(scores.relations.at("part_of") == Counts{1, 1, 1});
  CHECK(scores.relations.at("holds") == Counts{0, 1, 0});
}

TEST_CASE("evaluate: each error is of one kind and stands in its context", "[evaluate]") {
  const Scores scores = score_texts(
      "🚂 The [ROLE head] of [AGENCY State\nSecurity] in [PLACE=hs Hyesan], [PLACE China] and "
      "[PERSON Ri] left",
      "🚂 The [ROLE head] of [AGENCY State]\nSecurity in [PLACE=x Hyesan], [AGENCY China] and Ri "
      "[ROLE left]");
  std::vector<std::string> lines;
  for (const Error& error : scores.errors)
    lines.push_back(std::to_string(static_cast<int>(error.kind)) + " " + error.label + " " +
                    error.text + " | " + error.detail);
  CHECK(lines == std::vector<std::string>{"2 AGENCY State\nSecurity | State",
                                          "3 PLACE China | AGENCY", "0 PERSON Ri | ",
                                          "1 ROLE left | ", "4 PLACE Hyesan | x instead of hs"});
  CHECK(scores.errors[0].context == "🚂 The head of [State Security] in Hyesan, China and Ri left");
}

TEST_CASE("evaluate: documents are paired by id, and what has no partner is said", "[evaluate]") {
  Diagnostics warnings;
  const Scores scores = score(
      {marked("[PLACE A]", "a.txt"), marked("[PLACE B]", "b"), marked("[PLACE C]", "c")},
      {marked("[PLACE A]", "a"), marked("[PLACE B] other", "b.txt"), marked("x", "d")}, &warnings);
  CHECK(scores.documents == 3);
  CHECK(scores.absent_documents == 2);
  CHECK(scores.strict.at("PLACE") == Counts{1, 0, 2});
  std::vector<std::string> codes;
  for (const Diagnostic& warning : warnings) codes.push_back(warning.code + " " + warning.file);
  CHECK(codes == std::vector<std::string>{"evaluate/other-text b", "evaluate/absent c",
                                          "evaluate/not-in-gold d"});
}

TEST_CASE("evaluate: nonsense with millions of overlaps still ends", "[evaluate]") {
  Document gold = marked("abc"), predicted = gold;
  gold.mentions.assign(5000, Mention{.span = {0, 3}, .label = "PLACE"});
  predicted.mentions.assign(5000, Mention{.span = {0, 2}, .label = "PLACE"});
  Diagnostics warnings;
  const Scores scores = score({gold}, {predicted}, &warnings);
  CHECK(scores.overlap.at("PLACE") == Counts{0, 5000, 5000});
  CHECK(warnings.at(0).code == "evaluate/too-many-overlaps");
}

TEST_CASE("evaluate: strict is what conlleval and seqeval count", "[evaluate]") {
  // Three phrases in gold, three found, two of them right; a wrong label is spurious under its own
  // label and missed under gold's, as both programs have it.
  const Scores scores = score_texts("[PLACE Musan County] of [PLACE China], [PERSON Ri Chol]",
                                    "[PLACE Musan County] of [AGENCY China], [PERSON Ri Chol]");
  CHECK(strict_total(scores) == Counts{2, 1, 1});
  CHECK_THAT(scores.strict.at("PLACE").recall(), Catch::Matchers::WithinAbs(0.5, 1e-12));
  CHECK_THAT(scores.strict.at("PLACE").precision(), Catch::Matchers::WithinAbs(1.0, 1e-12));
  CHECK_THAT(scores.strict.at("AGENCY").f(), Catch::Matchers::WithinAbs(0.0, 1e-12));
  // A phrase that begins too early counts for nothing, however long it is.
  const Scores early = score_texts("the [PLACE North Hamgyong Province] seen, [PERSON Ri Chol]",
                                   "[PLACE the North Hamgyong Province] seen, [PERSON Ri Chol]");
  CHECK_THAT(strict_total(early).f(), Catch::Matchers::WithinAbs(0.5, 1e-12));
}

TEST_CASE("evaluate: the six ways to meet are judged as MUC and nervaluate do", "[evaluate]") {
  // In order: right; spurious; missed; other label; other border; other label and border.
  const Scores scores = score_texts(
      "🚂 [PLACE 혜산시], the chief, [PLACE Musan], [PLACE China], [PLACE North Pyongan], "
      "[AGENCY State Security] e\u0301",
      "🚂 [PLACE 혜산시], the [ROLE chief], Musan, [AGENCY China], North [PLACE Pyongan], "
      "State [ROLE Security] e\u0301");
  const SchemeOutcomes all = outcome_total(scores);
  CHECK(all.strict == Outcomes{1, 3, 0, 1, 1});
  CHECK(all.exact == Outcomes{2, 2, 0, 1, 1});
  CHECK(all.partial == Outcomes{2, 0, 2, 1, 1});
  CHECK(all.type == Outcomes{2, 2, 0, 1, 1});
  CHECK_THAT(all.partial.precision(), Catch::Matchers::WithinAbs(3.0 / 5, 1e-12));
  CHECK_THAT(all.type.recall(), Catch::Matchers::WithinAbs(2.0 / 5, 1e-12));
  CHECK(scores.outcomes.at("AGENCY").partial == Outcomes{0, 0, 1, 0, 0});
  CHECK(scores.outcomes.at("ROLE").strict == Outcomes{0, 0, 0, 1, 0});
}

TEST_CASE("evaluate: an equal span is answered before a larger overlap", "[evaluate]") {
  const Scores scores = score_texts("[PLACE Hyesan City], [PLACE Hyesan City center]",
                                    "[PLACE [AGENCY Hyesan] City], Hyesan City center");
  CHECK(outcome_total(scores).type == Outcomes{1, 0, 0, 1, 1});
}

TEST_CASE("evaluate: recall at N looks down the candidates", "[evaluate]") {
  Document gold = marked("[PLACE=a A] [PLACE=b B] [PLACE=c C] [PLACE=d D]"), predicted = gold;
  predicted.mentions[1].link->entry = "x";
  predicted.mentions[1].candidates = {{.entry = "x"}, {.entry = "y"}, {.entry = "b"}};
  predicted.mentions[2].link.reset();
  const LinkCounts counts = link_total(score({gold}, {predicted}));
  CHECK_THAT(counts.recall_at(1), Catch::Matchers::WithinAbs(0.5, 1e-12));
  CHECK_THAT(counts.recall_at(2), Catch::Matchers::WithinAbs(0.5, 1e-12));
  CHECK_THAT(counts.recall_at(3), Catch::Matchers::WithinAbs(0.75, 1e-12));
}

TEST_CASE("evaluate: documents are grouped by a field of meta", "[evaluate]") {
  Document a = marked("[PLACE A] [PLACE B]", "a"), b = marked("[PLACE A]", "b"),
           c = marked("[PLACE A]", "c");
  a.meta = R"({"source":"신문","n":1})", b.meta = R"({"source":"신문","n":2})";
  const Scores scores =
      score({a, b, c}, {marked("[PLACE A] B", "a"), marked("A", "b"), c}, nullptr, "source");
  const auto groups = list_groups(scores);
  CHECK(groups.at("신문").at({Table::kStrict, "PLACE"}) == Counts{1, 0, 2});
  CHECK(groups.at("(none)").at({Table::kStrict, ""}) == Counts{1, 0, 0});
  CHECK(find_group(a, "n") == "1");
  CHECK(find_group(a, "id") == "a");
}

TEST_CASE("evaluate: a missed mention tells what stands in its place", "[evaluate]") {
  const Scores scores = score_texts("🚂 [AGENCY 국가 보위부]", "🚂 국가 [ROLE 보위부]");
  REQUIRE(scores.errors.size() == 1);
  CHECK(scores.errors[0].kind == ErrorKind::kMissed);
  CHECK(scores.errors[0].detail == "ROLE '보위부'");
}

TEST_CASE("evaluate: of two systems the errors that only one makes are listed", "[evaluate]") {
  const std::vector<Document> gold = {marked("🚂 [PLACE 혜산], [PLACE Musan], [PLACE China]")};
  const Scores a = score(gold, {marked("🚂 [PLACE 혜산], Musan, China")}),
               b = score(gold, {marked("🚂 혜산, [PLACE Musan], China")});
  const std::string report = report_changed_errors(a, b, 10);
  CAPTURE(report);
  CHECK_THAT(report, Catch::Matchers::StartsWith("\nerrors of B alone: 1\n"));
  CHECK(report.find("1  missed  PLACE  혜산\n") != std::string::npos);
  CHECK(report.find("\nerrors of A alone: 1\n") != std::string::npos);
  CHECK(report.find("PLACE  China\n") == std::string::npos);
}

TEST_CASE("evaluate: an error tells why the predicted mention is there", "[evaluate]") {
  Document predicted = marked("the [ROLE chief]");
  predicted.mentions[0].by = "rule:role.head";
  predicted.mentions[0].form = Form{.why = "derived", .scheme = "mr", .corrected = true};
  predicted.mentions[0].candidates = {{.entry = "x", .name = "X", .score = 0.5, .why = "alone"}};
  const Scores scores = score({marked("the chief")}, {predicted});
  CHECK(describe_reason(scores.errors.at(0)) ==
        "made by rule:role.head; form derived (mr), corrected; x X 0.50: alone");
  std::string lines;
  append_errors_text(scores.errors, lines);
  CHECK(lines ==
        "a.txt: spurious: ROLE  chief\n        the [chief]\n"
        "        made by rule:role.head; form derived (mr), corrected; x X 0.50: alone\n");
}

TEST_CASE("evaluate: the error list counts code points", "[evaluate]") {
  const Document gold = marked("🚂 혜산 [PLACE 무산]");
  std::string list;
  append_errors_json(gold, score({gold}, {marked("🚂 혜산 무산")}).errors, list);
  CHECK(list == R"({"document": "a.txt", "kind": "missed", "label": "PLACE", "gold": [5, 7], )"
                R"("text": "무산", "given": "", "context": "🚂 혜산 [무산]"})"
                "\n");
}

TEST_CASE("evaluate: the CSV report quotes what a label may hold", "[evaluate]") {
  Document gold = marked("[PLACE A]");
  gold.mentions[0].label = "A,\"B\"";
  const std::string csv = report_csv(score({gold}, {gold}), {});
  CAPTURE(csv);
  CHECK(csv.find("\n,strict,\"A,\"\"B\"\"\",1.000000,1.000000,1.000000,,,1,,,0,0\n") !=
        std::string::npos);
}

TEST_CASE("evaluate: the text report shows tables and errors", "[evaluate]") {
  const std::string report = report_text(
      score_texts("[PLACE=a 혜산시] [ROLE chief]", "[PLACE=b 혜산시] chief"), {.errors = 10});
  CHECK_THAT(report, Catch::Matchers::StartsWith("1 documents, 2 gold mentions\n"));
  for (const char* part :
       {"\nPLACE       1.0000  1.0000  1.0000         1        0       0\n",
        "\nROLE        0.0000  0.0000  0.0000         0        0       1\n", "\nmissed: 1\n",
        "     1  ROLE  chief\n        a.txt: 혜산시 [chief]\n", "given b instead of a"}) {
    CAPTURE(report, part);
    CHECK(report.find(part) != std::string::npos);
  }
}

TEST_CASE("evaluate: the JSON report has the same numbers", "[evaluate]") {
  const std::string report =
      report_json(score_texts("[PLACE=a A] [ROLE chief]", "[PLACE=b A] chief"), {.errors = 10});
  CAPTURE(report);
  CHECK(report.find(
            R"("PLACE":{"precision":1,"recall":1,"f":1,"right":1,"spurious":0,"missed":0})") !=
        std::string::npos);
  CHECK(
      report.find(
          R"("missed":[{"count":1,"label":"ROLE","text":"chief","given":"","document":"a.txt","context":"A [chief]"}])") !=
      std::string::npos);
}

}  // namespace
}  // namespace waymark::evaluate
