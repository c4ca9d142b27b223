// SPDX-License-Identifier: Apache-2.0
#include "waymark/annotator.h"

#include <thread>

#include "annotate/knowledge.h"
#include "gazetteer/compiler.h"
#include "support/temp_dir.h"

namespace waymark {
namespace {

const std::string kFolder = std::string(WAYMARK_SOURCE_DIR) + "/tests/golden/";

const Annotator& annotator() {
  static const Annotator kAnnotator =
      test::make_annotator({kFolder + "gazetteer.yaml"}, {kFolder + "rules.way"});
  return kAnnotator;
}

/// "Hyesan PLACE kp.hyesan; …" of all mentions, "-" where there is no link.
std::string describe(const Document& document) {
  std::string all;
  for (const Mention& mention : document.mentions)
    all += (all.empty() ? "" : "; ") + std::string(document.slice(mention.span)) + " " +
           mention.label + " " + (mention.link ? mention.link->entry : "-");
  return all;
}

bool is_same(const Document& a, const Document& b) {
  return a.text == b.text && a.tokens == b.tokens && a.sentences == b.sentences &&
         a.mentions == b.mentions && a.relations == b.relations;
}

TEST_CASE("annotator: a text comes back with its mentions and their links", "[annotate]") {
  const auto document = annotator().annotate("😀 The MSS chief of 혜산시 e\u0301 left Hyesan.");
  REQUIRE(document.has_value());
  CHECK(describe(*document) ==
        "MSS AGENCY kp.mss; chief ROLE role.chief; 혜산시 PLACE kp.ryanggang.hyesan; "
        "Hyesan PLACE kp.ryanggang.hyesan");
  CHECK(document->sentences.size() == 1);
}

TEST_CASE("annotator: mentions don't depend on whether tokens and sentences are asked for",
          "[annotate]") {
  const bool has_rules = GENERATE(true, false);
  const Annotator& asked =
      has_rules ? annotator() : test::make_annotator({kFolder + "gazetteer.yaml"}, {});
  Document document;
  document.text = "😀 The MSS chief of 혜산시 e\u0301 left Hyesan. The chief of Hyesan stayed.";
  Workspace workspace;
  const auto whole = asked.annotate(document, workspace);
  const auto bare = asked.annotate(document, workspace, GivenOptions(), nullptr, {false, false});
  REQUIRE((whole.has_value() && bare.has_value()));
  REQUIRE_FALSE(whole->mentions.empty());
  CHECK(whole->sentences.size() == 2);
  CHECK((bare->tokens.empty() && bare->sentences.empty()));
  CHECK(bare->mentions == whole->mentions);
  CHECK(bare->relations == whole->relations);
}

TEST_CASE("annotator: what came with the document stays, mentions of before don't", "[annotate]") {
  Document document;
  document.id = "a/b.txt";
  document.meta = R"({"source":"x"})";
  document.date = "2020-11-04";
  document.text = "Hyesan";
  document.mentions.push_back({.span = {0, 3}, .label = "OLD"});
  document.relations.push_back({"old", 0, 0, ""});
  Workspace workspace;
  const auto annotated = annotator().annotate(document, workspace);
  REQUIRE(annotated.has_value());
  CHECK(annotated->id == document.id);
  CHECK(annotated->meta == document.meta);
  CHECK(annotated->date == document.date);
  CHECK(describe(*annotated) == "Hyesan PLACE kp.ryanggang.hyesan");
  CHECK(annotated->relations.empty());
}

TEST_CASE("annotator: a text without words is a document without mentions", "[annotate]") {
  const std::string text = GENERATE("", " ", "\n\n\n", "\u200B", "\uFEFF", "...");
  CAPTURE(text);
  const auto document = annotator().annotate(text);
  REQUIRE(document.has_value());
  CHECK(document->text == text);
  CHECK(document->mentions.empty());
}

TEST_CASE("annotator: text that is not UTF-8 is answered with the place of the first bad byte",
          "[annotate]") {
  const std::string bad =
      GENERATE(as<std::string>(), "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xE2\x82");
  const auto document = annotator().annotate("혜산 😀\nin Hyesan " + bad + " x");
  REQUIRE_FALSE(document.has_value());
  REQUIRE(document.error().size() == 1);
  CHECK(document.error()[0].code == "text/invalid-utf8");
  CHECK(document.error()[0].line == 2);
  CHECK(document.error()[0].column == 11);
}

TEST_CASE("annotator: a bad document leaves a workspace usable", "[annotate]") {
  Workspace workspace;
  Document good, bad;
  good.text = "Hyesan";
  bad.text = "Hyesan \xFF";
  REQUIRE(annotator().annotate(good, workspace).has_value());
  REQUIRE_FALSE(annotator().annotate(bad, workspace).has_value());
  const auto again = annotator().annotate(good, workspace);
  REQUIRE(again.has_value());
  CHECK(describe(*again) == "Hyesan PLACE kp.ryanggang.hyesan");
}

TEST_CASE("annotator: a document made in the memory of another has nothing of it", "[annotate]") {
  const std::string texts[] = {"The MSS office in Musan County, North Hamgyong Province.",
                               "The Ministry of Mineral Wealth (MMW) met the MMW.",
                               "😀 무산군보위부에서 혜산시로 e\u0301", "Nothing here.",
                               "A trip from Hyesan to Samiyon on 3 May 2019."};
  Workspace workspace;
  for (const std::string& before : texts)
    for (const std::string& text : texts) {
      workspace.reuse(test::require(annotator().annotate(before)));
      Document document;
      document.text = text;
      const auto whole = annotator().annotate(document, workspace);
      CAPTURE(before, text);
      REQUIRE(whole.has_value());
      CHECK(is_same(*whole, test::require(annotator().annotate(text))));
      workspace.reuse(test::require(annotator().annotate(before)));
      const auto bare =
          annotator().annotate(document, workspace, GivenOptions(), nullptr, {false, false});
      REQUIRE(bare.has_value());
      CHECK((bare->tokens.empty() && bare->sentences.empty()));
    }
}

TEST_CASE("annotator: threads share one and get what a single one gets", "[annotate][threads]") {
  const std::string texts[] = {"The MSS office in Musan County, North Hamgyong Province.",
                               "The Ministry of Mineral Wealth (MMW) met the MMW.",
                               "😀 무산군보위부에서 혜산시로",
                               "A trip from Hyesan to Samiyon in Ryanggang Province."};
  std::vector<Document> alone;
  for (const std::string& text : texts) alone.push_back(test::require(annotator().annotate(text)));
  std::vector<int> differing(4);
  std::vector<std::thread> threads;
  for (int& count : differing) {
    threads.emplace_back([&count, &texts, &alone] {
      Workspace workspace;
      for (int round = 0; round < 50; ++round)
        for (std::size_t i = 0; i < alone.size(); ++i) {
          Document document;
          document.text = texts[i];
          const auto annotated = annotator().annotate(std::move(document), workspace);
          if (!annotated || !is_same(*annotated, alone[i])) ++count;
        }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(differing == std::vector<int>(4));
}

TEST_CASE("annotator: a compiled gazetteer digests as its YAML; other knowledge and options don't",
          "[annotate]") {
  const test::TempDir dir;
  const std::string yaml = kFolder + "gazetteer.yaml", rules = kFolder + "rules.way";
  const auto bytes = gazetteer::compile({yaml});
  REQUIRE(bytes.has_value());
  const Annotator compiled = test::make_annotator({dir.write("g.wmg", *bytes)}, {rules});
  CHECK(compiled.run_digest() == annotator().run_digest());
  CHECK(compiled.run_digest("min-confidence=0.5") != annotator().run_digest());
  const Annotator no_rules = test::make_annotator({yaml}, {});
  CHECK(no_rules.run_digest() != annotator().run_digest());
}

TEST_CASE("annotator: without knowledge nothing is marked", "[annotate]") {
  const Annotator nothing = test::make_annotator({}, {});
  const auto document = nothing.annotate("The MSS chief of Hyesan.");
  REQUIRE(document.has_value());
  CHECK(document->tokens.size() == 6);
  CHECK(document->mentions.empty());
}

}  // namespace
}  // namespace waymark
