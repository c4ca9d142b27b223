// SPDX-License-Identifier: Apache-2.0
#include "grammar/token_places.h"

#include <string>
#include <utility>
#include <vector>

#include "grammar/program.h"
#include "grammar/rules_on_text.h"
#include "support/catch.h"
#include "text/sentences.h"
#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

using Texts = std::vector<std::string>;

// A text, and from where the rules of a phase may be looked for in it.
struct Sample {
  Sample(const std::string& rules, std::string given)
      : program(test::compose("phase p all\n" + rules)), text(std::move(given)) {
    text::tokenize(text, tokens);
    sentences = text::find_sentences(text, tokens, {}, [](auto) { return false; });
    const Engine& engine = program->engine();
    asked.begin(engine, input);
    needs.begin(engine, asked, sentences.size());
    mentions.begin(engine, input);
    neighbours.begin(engine, asked, mentions);
    places.begin(engine, input, 1, asked, needs, neighbours);
  }
  [[nodiscard]] Sentence sentence(std::size_t number) const {
    return {number, number + 1, sentences[number]};
  }
  // The tokens of a sentence from which rules may be looked for, each with what is known of it.
  [[nodiscard]] Texts of(std::size_t number) const {
    static const char* const kTested[] = {"?", "", "!"};
    Texts found;
    for (const TokenPlaces::Place& place : places.of(number))
      found.push_back(std::string(asked.bytes(place.token)) +
                      kTested[static_cast<std::size_t>(place.test)]);
    return found;
  }
  [[nodiscard]] Texts listed() const {
    Texts found;
    for (const std::uint32_t number : places.listed_sentences())
      found.push_back(std::string(asked.bytes(sentences[number].begin)));
    return found;
  }
  std::shared_ptr<const Program> program;
  std::string text;
  text::Tokens tokens;
  std::vector<TokenRange> sentences;
  Input input{text, tokens, sentences, test::catalog()};
  DocumentTokens asked;
  TokenNeeds needs;
  SeenMentions mentions;
  NeighbourTest neighbours;
  TokenPlaces places;
};

TEST_CASE("rules: a rule is looked for from its word where what it has beside that stands",
          "[grammar]") {
  const Sample sample("rule r -> NAME\n  find <cap> \"bureau\"\n",
                      "🙂 e\u0301 Border bureau. A big bureau. The Party BUREAU, and a bureau.");
  REQUIRE(sample.sentences.size() == 3);
  CHECK(sample.of(0) == Texts{"bureau"});
  CHECK(sample.of(1).empty());
  CHECK(sample.of(2) == Texts{"BUREAU"});
  CHECK(sample.listed() == Texts{"🙂", "The"});
}

TEST_CASE("rules: a rule that needs a word elsewhere is looked for only where the sentence has it",
          "[grammar]") {
  const std::string rules =
      "rule r -> NAME\n  find \"bureau\" <num>\n  before <any>{0,9} \"opened\"\n";
  CHECK(Sample(rules, "Bureau 39 was opened.").of(0).size() == 1);
  CHECK(Sample(rules, "Bureau 39 was closed.").of(0).empty());
}

TEST_CASE("rules: a rule that needs a mention waits for one with its label", "[grammar]") {
  Sample sample("rule r -> NAME\n  find \"bureau\" \"in\" PLACE\n",
                "🙂 The bureau in Hyesan opened.");
  CHECK(sample.of(0) == Texts{"bureau?"});
  CHECK(sample.listed().empty());
  const Sentence sentence = sample.sentence(0);
  const auto bit = [&](const char* label) {
    return bit_of_label(*sample.program->schema().find_label(label));
  };
  sample.places.test(sentence, bit("AGENCY"));
  CHECK(sample.of(0) == Texts{"bureau?"});
  CHECK(sample.places.tables_with_mentions(0) == 0);
  sample.places.test(sentence, bit("PLACE"));
  CHECK(sample.of(0) == Texts{"bureau"});
  CHECK(sample.places.tables_with_mentions(0) != 0);
}

TEST_CASE("rules: of a sentence with Hangul no places are known before it is known to be whole",
          "[grammar]") {
  Sample sample("rule r -> NAME\n  find <cap> \"bureau\"\n", "한국 Border bureau");
  CHECK(sample.places.has_hangul(0));
  CHECK(sample.of(0).empty());
  CHECK(sample.listed() == Texts{"한국"});
  sample.places.find(sample.sentence(0));
  CHECK(sample.of(0) == Texts{"bureau"});
}

}  // namespace
}  // namespace waymark::grammar
