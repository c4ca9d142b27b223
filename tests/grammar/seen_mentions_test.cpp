// SPDX-License-Identifier: Apache-2.0
#include "grammar/seen_mentions.h"

#include <algorithm>
#include <string>
#include <vector>

#include "grammar/program.h"
#include "grammar/rules_on_text.h"
#include "support/catch.h"
#include "support/marked.h"
#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

const char* const kRules = R"(phase p all
rule r -> NAME
  find x:PLACE "office"
  where x.text is "Hyesan"
)";

// Marked text of one sentence, its marks as candidates.
struct Sample {
  explicit Sample(const std::string& text) : document(test::marked(text)) {
    text::tokenize(document.text, tokens);
    sentences = {{0, static_cast<std::uint32_t>(tokens.size())}};
    sentence = {0, 1, sentences[0]};
    for (const Mention& mention : document.mentions) {
      match::Candidate candidate;
      candidate.span = mention.span;
      candidate.label = *program->schema().find_label(mention.label);
      numbers.push_back(static_cast<std::uint32_t>(set.candidates.size()));
      set.candidates.push_back(candidate);
    }
    seen.begin(program->engine(), input);
  }
  bool look() { return seen.look(sentence, numbers, set); }
  [[nodiscard]] bool has(const char* label, std::uint32_t token, bool forward) const {
    const auto bit = bit_of_label(*program->schema().find_label(label));
    return seen.has_label(bit, sentence, token, forward);
  }
  // Of the mentions, the texts of their tokens.
  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const MentionTokens& it : seen.of(0))
      texts.push_back(document.text.substr(tokens[it.first].span.begin,
                                           tokens[it.last].span.end - tokens[it.first].span.begin));
    return texts;
  }
  std::shared_ptr<const Program> program = test::compose(kRules);
  Document document;
  text::Tokens tokens;
  std::vector<TokenRange> sentences;
  Input input{document.text, tokens, sentences, test::catalog()};
  Sentence sentence;
  match::CandidateSet set;
  std::vector<std::uint32_t> numbers;
  SeenMentions seen;
};

TEST_CASE("rules: a sentence is looked at again when its mentions are other ones", "[grammar]") {
  Sample sample("🙂 한국 e\u0301 [PLACE Hyesan] and [PLACE Musan County]");
  CHECK(sample.seen.is_changed(0, sample.numbers));
  CHECK_FALSE(sample.look());
  CHECK_FALSE(sample.seen.is_changed(0, sample.numbers));
  const std::vector<std::uint32_t> fewer{1}, others{1, 0};
  CHECK(sample.seen.is_changed(0, fewer));
  CHECK(sample.seen.is_changed(0, others));
  CHECK_FALSE(sample.seen.look(sample.sentence, fewer, sample.set));
  CHECK(sample.texts() == std::vector<std::string>{"Musan County"});
}

TEST_CASE("rules: mentions lie on tokens, and are told by their labels at either end",
          "[grammar]") {
  Sample sample("🙂 한국 e\u0301 [PLACE Hyesan] and [AGENCY [PLACE Musan County] office]");
  CHECK_FALSE(sample.look());
  CHECK(sample.texts() ==
        std::vector<std::string>{"Hyesan", "Musan County office", "Musan County"});
  CHECK(sample.seen.longest(0) == 3);
  CHECK(sample.has("PLACE", 3, true));
  CHECK(sample.has("PLACE", 5, true));
  CHECK(sample.has("PLACE", 6, false));
  CHECK(sample.has("AGENCY", 5, true));
  CHECK(sample.has("AGENCY", 7, false));
  CHECK_FALSE(sample.has("AGENCY", 6, false));
  CHECK_FALSE(sample.has("PLACE", 4, true));
}

TEST_CASE("rules: a mention that ends inside a token cuts it", "[grammar]") {
  Sample inside("🙂 e\u0301 [PLACE 혜산]에서"), whole("🙂 e\u0301 [PLACE 혜산] 에서");
  CHECK(inside.look());
  CHECK_FALSE(whole.look());
}

TEST_CASE("rules: what mentions are is told by features, each once", "[grammar]") {
  Sample sample("[PLACE Hyesan], [PLACE hyesan] and [AGENCY MSS]");
  CHECK_FALSE(sample.look());
  sample.seen.look_at_features(0, sample.numbers, sample.set);
  const Engine& engine = sample.program->engine();
  const auto features = sample.seen.features(0);
  const auto label = [&](const char* name) {
    return engine.feature_of_label(*sample.program->schema().find_label(name));
  };
  CHECK(std::count(features.begin(), features.end(), label("PLACE")) == 1);
  CHECK(std::count(features.begin(), features.end(), label("AGENCY")) == 1);
  const auto named = engine.named_texts.find("Hyesan");
  REQUIRE(named);
  CHECK(std::count(features.begin(), features.end(), engine.feature_of_named(*named)) == 1);
  CHECK(features.size() == 3);
}

TEST_CASE("rules: a sentence whose mention got an entry knows of it until it is looked at",
          "[grammar]") {
  Sample sample("🙂 [PLACE Hyesan] and [PLACE Musan County]");
  CHECK_FALSE(sample.look());
  sample.seen.look_at_features(0, sample.numbers, sample.set);
  CHECK_FALSE(sample.seen.has_gifts(0));
  sample.set.gifts.push_back(1);
  sample.seen.note_gifts(sample.set);
  CHECK(sample.seen.has_gifts(0));
  sample.seen.look_at_features(0, sample.numbers, sample.set);
  sample.seen.note_gifts(sample.set);
  CHECK_FALSE(sample.seen.has_gifts(0));
}

}  // namespace
}  // namespace waymark::grammar
