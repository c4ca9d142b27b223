// SPDX-License-Identifier: Apache-2.0
#include "grammar/document_tokens.h"

#include <string>
#include <utility>
#include <vector>

#include "grammar/program.h"
#include "grammar/regex_parser.h"
#include "grammar/rules_on_text.h"
#include "support/catch.h"
#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

const char* const kRules = R"(phase p all
rule r -> NAME
  find <cap> ("office" | <num>) <acronym>?
)";

// A text of one sentence, and what rules ask of its tokens.
struct Sample {
  explicit Sample(std::string given) : text(std::move(given)) {
    text::tokenize(text, tokens);
    sentences = {all()};
    asked.begin(program->engine(), input);
  }
  [[nodiscard]] TokenRange all() const { return {0, static_cast<std::uint32_t>(tokens.size())}; }
  // The text of the tokens between two of them.
  [[nodiscard]] std::string between(std::uint32_t a, std::uint32_t b) const {
    const auto [first, last] = std::minmax(a, b);
    if (first == last) return "";
    return text.substr(tokens[first].span.begin,
                       tokens[last - 1].span.end - tokens[first].span.begin);
  }
  std::shared_ptr<const Program> program = test::compose(kRules);
  std::string text;
  text::Tokens tokens;
  std::vector<TokenRange> sentences;
  Input input{text, tokens, sentences, test::catalog()};
  DocumentTokens asked;
};

TEST_CASE("rules: a token's word and classes are what the rules call it", "[grammar]") {
  const Sample sample("🙂 한국 e\u0301 Office DPRK 38");
  const auto& asked = sample.asked;
  CHECK(asked.word(3) == sample.program->engine().words.find(sample.tokens[3].hash, "Office"));
  CHECK(asked.word(3) != kNoWord);
  CHECK(asked.word(4) == kNoWord);
  CHECK(asked.known_words(sample.all())[3] == asked.word(3));
  CHECK(asked.known_words(sample.all())[5] == kUnreadWord);
  const auto is = [&](std::uint32_t token, TokenClassId id) {
    const bool says_yes = asked.has_class(token, bit_of(id));
    CHECK(says_yes == ((asked.classes(token) & bit_of(id)) != 0));
    CHECK(says_yes == asked.has_class(token, bit_of(id)));  // from then on its classes are known
    return says_yes;
  };
  CHECK(is(3, TokenClassId::kCap));
  CHECK_FALSE(is(3, TokenClassId::kAcronym));
  CHECK(is(4, TokenClassId::kAcronym));
  CHECK(is(5, TokenClassId::kNum));
  CHECK_FALSE(is(2, TokenClassId::kCap));
}

TEST_CASE("rules: a run of tokens goes on as long as they touch", "[grammar]") {
  const Sample sample("🙂 한국 e\u0301 Musan-gun's 7/8 end");
  const auto run = [&](std::uint32_t from, bool forward) {
    return sample.between(from, sample.asked.end_of_run(sample.all(), from, forward));
  };
  const auto number = [&](const std::string& word) {
    std::uint32_t i = 0;
    while (sample.text.compare(sample.tokens[i].span.begin, word.size(), word) != 0) ++i;
    return i;
  };
  const std::uint32_t musan = number("Musan"), seven = number("7"), end = number("end");
  CHECK(run(musan, true) == "Musan-gun's");
  CHECK(run(seven, false) == "Musan-gun's");
  CHECK(run(seven, true) == "7/8");
  CHECK(run(end, true) == "end");
  CHECK(run(end + 1, true).empty());
  CHECK(run(0, false).empty());
  CHECK(sample.asked.size_of_run(sample.all(), musan, true) == std::string("Musan-gun's").size());
  CHECK(sample.asked.size_of_run(sample.all(), seven - 1, false) ==
        std::string("Musan-gun's").size());
  CHECK(sample.asked.touches_before(sample.all(), musan + 1));
  CHECK_FALSE(sample.asked.touches_before(sample.all(), seven));
}

TEST_CASE("rules: how far a match can look is bounded by tokens, mentions and runs", "[grammar]") {
  const Sample sample("a b c d-e-f g h");
  const auto looks = [&](std::uint32_t from, Extent extent, bool forward) {
    return sample.between(from, sample.asked.farthest(sample.all(), from, extent, 2, forward));
  };
  CHECK(looks(0, {.tokens = 2}, true) == "a b");
  CHECK(looks(0, {.tokens = 1, .labels = 1}, true) == "a b c");
  CHECK(looks(2, {.runs = 2}, true) == "c d-e-f");
  CHECK(looks(0, {.tokens = 99}, true) == "a b c d-e-f g h");
  CHECK(looks(3, {.tokens = 2}, false) == "b c");
  CHECK(looks(8, {.runs = 1}, false) == "d-e-f");
  CHECK(looks(1, {}, true).empty());
}

TEST_CASE("rules: an expression is matched over touching tokens, from either end", "[grammar]") {
  const Sample sample("🙂 Musan-gun 1998.10 end");
  const auto regex = [](const char* source) {
    return make_regex_parser(std::make_shared<RegularExpression>(Regex{.source = source}));
  };
  const auto matches = [&](const RegexParser& it, std::uint32_t token, bool forward) {
    return sample.asked.matches_run(it, sample.all(), token, forward);
  };
  const RegexParser hyphened = regex("[A-Z][a-z]+-gun");
  CHECK(matches(hyphened, 1, true));
  CHECK(matches(hyphened, 3, false));
  CHECK_FALSE(matches(hyphened, 2, true));
  CHECK_FALSE(matches(regex("[A-Z][a-z]+"), 3, false));
}

}  // namespace
}  // namespace waymark::grammar
