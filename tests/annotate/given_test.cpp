// SPDX-License-Identifier: Apache-2.0
// Documents that bring tokens, sentences or mentions along: what of it stands, and what rules see.
#include "annotate/knowledge.h"
#include "support/temp_dir.h"

namespace waymark {
namespace {

constexpr const char* kGazetteer = R"(gazetteer: small 1
labels: {TOWN: flat, ORGAN: flat, POST: structured}
kinds: {small-town: TOWN, organ: ORGAN}
defaults: {derive: none}
entries:
  - {id: x.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: small-town}
  - {id: x.bureau, name: Second Bureau, kind: organ}
)";

constexpr const char* kRules = R"(grammar small 1
label HEAD flat
label POST { head: HEAD, organ: ORGAN, place: TOWN }
phase names longest
rule head -> HEAD
  find "chief"
  yes  "the [chief]"
rule verb -> HEAD
  find w:<any>
  where w.pos is "VERB" and w.lemma is "lead"
phase structure repeat
rule post -> POST
  find head:HEAD "of" "the"? organ:ORGAN ("in" place:TOWN)?
  yes  "the [chief of the Second Bureau in Hyesan]"
)";

class Small {
 public:
  Small() {
    annotator_.emplace(test::make_annotator({folder_.write("g.yaml", kGazetteer)},
                                            {folder_.write("r.way", kRules)}));
  }
  Document annotate(Document document, GivenOptions options) const {
    Workspace workspace;
    return test::require(annotator_->annotate(std::move(document), workspace, options));
  }

 private:
  test::TempDir folder_;
  std::optional<Annotator> annotator_;
};

const Small& small() {
  static const Small kSmall;
  return kSmall;
}

constexpr std::string_view kText = "🚂 e\u0301 chief of the Second Bureau in 혜산시 and Hyesan";

Document text_of(std::string_view text = kText) {
  Document document;
  document.text = text;
  return document;
}

Mention mention(const Document& document, std::string_view piece, std::string label) {
  const std::size_t at = document.text.find(piece);
  return {.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())},
          .label = std::move(label)};
}

std::vector<std::string> show(const Document& document) {
  std::vector<std::string> lines;
  for (const Mention& each : document.mentions)
    lines.push_back(each.label + " " + std::string(document.slice(each.span)) + " " +
                    (each.link ? each.link->entry : "-"));
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("given: kept mentions stand, ours fill the gaps", "[annotate][given]") {
  Document document = text_of();
  document.mentions = {mention(document, "Bureau in 혜산시", "ORGAN"),
                       mention(document, "Hyesan", "PLACE_OF_MINE")};
  document.mentions[0].by = "mine";
  const Document kept = small().annotate(document, {Given::kKeep, {}});
  CHECK(show(kept) == Lines{"HEAD chief -", "ORGAN Bureau in 혜산시 -", "PLACE_OF_MINE Hyesan -"});
  CHECK(kept.mentions[1].by == "mine");
  CHECK(kept.mentions[2].by == "given");
}

TEST_CASE("given: rules use kept mentions, and what they do not say is filled",
          "[annotate][given]") {
  Document document = text_of("the boss of the Second Bureau in Hyesan");
  document.mentions = {mention(document, "boss", "HEAD"), mention(document, "Hyesan", "TOWN")};
  document.mentions[1].features = {{"checked", true}};
  document.relations = {{"mine", 0, 1, "me"}};
  const Document kept = small().annotate(document, {Given::kKeep, {}});
  CHECK(show(kept) == Lines{"POST boss of the Second Bureau in Hyesan -", "HEAD boss -",
                            "ORGAN Second Bureau x.bureau", "TOWN Hyesan x.hyesan"});
  CHECK(kept.mentions[0].slots.size() == 3);
  CHECK(kept.mentions[3].features == document.mentions[1].features);
  CHECK(kept.relations == std::vector<Relation>{{"mine", 1, 3, "me"}});
}

TEST_CASE("given: a link that was given is not changed", "[annotate][given]") {
  Document document = text_of("in Hyesan");
  document.mentions = {mention(document, "Hyesan", "TOWN")};
  document.mentions[0].link = Link{.entry = "y.other", .name = "Other"};
  const Document kept = small().annotate(document, {Given::kKeep, {}});
  REQUIRE(kept.mentions.size() == 1);
  CHECK(kept.mentions[0].link == document.mentions[0].link);
}

TEST_CASE("given: what a person took away is not made again", "[annotate][given]") {
  Document document = text_of("Hyesan and Hyesan");
  const std::vector<Mention> refused = {mention(document, "Hyesan", "TOWN")};
  CHECK(show(small().annotate(document, {Given::kKeep, refused})) == Lines{"TOWN Hyesan x.hyesan"});
}

TEST_CASE("given: suggested mentions are candidates like ours", "[annotate][given]") {
  Document document = text_of("the boss of the Second Bureau");
  document.mentions = {mention(document, "boss", "HEAD"), mention(document, "Second", "ORGAN")};
  const Document suggested = small().annotate(document, {Given::kSuggest, {}});
  CHECK(show(suggested) ==
        Lines{"POST boss of the Second Bureau -", "HEAD boss -", "ORGAN Second Bureau x.bureau"});
  CHECK(suggested.mentions[1].by == "given");
  CHECK(show(small().annotate(document, {Given::kReplace, {}})) ==
        Lines{"ORGAN Second Bureau x.bureau"});
}

TEST_CASE("given: tokens and sentences stand unless they are out of order", "[annotate][given]") {
  Document document = text_of("Hyesan-town. Hyesan");
  document.tokens = {{0, 11}, {11, 12}, {13, 19}};
  document.sentences = {{0, 19}};
  const Document kept = small().annotate(document, {Given::kKeep, {}});
  CHECK(kept.tokens == document.tokens);
  CHECK(kept.sentences == document.sentences);
  document.tokens = {{0, 12}, {11, 12}};
  CHECK(small().annotate(document, {Given::kKeep, {}}).tokens.size() == 5);
}

TEST_CASE("given: parts of speech and lemmas are asked by rules", "[annotate][given]") {
  Document document = text_of("🚂 They led, leads were lost");
  document.tokens = {{0, 4}, {5, 9}, {10, 13}, {13, 14}, {15, 20}, {21, 25}, {26, 30}};
  document.token_features = {{"pos", {"SYM", "PRON", "VERB", "PUNCT", "NOUN", "AUX", "VERB"}},
                             {"lemma", {"", "they", "lead", ",", "lead", "be", "lose"}}};
  const Document kept = small().annotate(document, {Given::kKeep, {}});
  CHECK(show(kept) == Lines{"HEAD led -"});
  CHECK(kept.token_features == document.token_features);
  CHECK(small().annotate(document, {Given::kReplace, {}}).token_features.empty());
}

}  // namespace
}  // namespace waymark
