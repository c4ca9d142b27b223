// SPDX-License-Identifier: Apache-2.0
// Both ways beside the question itself: a machine that can ask eight at once would never take the
// other.
#include "grammar/listed_tokens.h"

#include <string>

#include "support/catch.h"
#include "text/tokenizer.h"

namespace waymark::grammar {
namespace {

using Numbers = std::vector<std::uint32_t>;

TEST_CASE("rules: tokens to look for rules from are found eight at once or one by one",
          "[grammar]") {
  const std::string text =
      "👨‍👩‍👧 김정은 한국 e\u0301tude: In Rason and ofKim the hague, The Hague, THE "
      "DPRK; "
      "naïve "
      "Über 38선 musan-gun Musan 2 a of in 1997 de la West";
  text::Tokens tokens;
  text::tokenize(text, tokens);
  for (const std::uint32_t shapes : {0u, std::uint32_t{text::kAllDigit | text::kHangul}}) {
    for (std::uint64_t kept = 0; kept < 6; ++kept) {
      ListedTokens listed;
      listed.add_shapes(shapes);
      for (const text::Token& token : tokens)
        if (token.hash % 7 < kept) listed.add_word(token.hash, token.hash % 2 == 0);
      for (std::size_t size = 0; size <= tokens.size(); ++size) {
        const text::Tokens some(tokens.end() - static_cast<std::ptrdiff_t>(size), tokens.end());
        Numbers wanted;
        std::uint32_t all_shapes = 0;
        for (std::uint32_t i = 0; i < size; ++i) {
          all_shapes |= some[i].shape;
          if (listed.may_be_word(some[i]) || listed.has_shape(some[i])) wanted.push_back(i);
        }
        for (const std::size_t most_at_once : {1u, 8u}) {
          Numbers numbers(3, 7);  // what an earlier text left behind
          const ListedTokens::Found found = listed.find(some, numbers, most_at_once);
          numbers.resize(found.count);
          REQUIRE(numbers == wanted);
          REQUIRE(found.shapes == all_shapes);
        }
      }
    }
  }
}

TEST_CASE("rules: a word that must begin with a capital is not looked for in small letters",
          "[grammar]") {
  text::Tokens tokens;
  text::tokenize("Reading reading", tokens);
  REQUIRE(tokens[0].hash == tokens[1].hash);
  ListedTokens listed;
  listed.add_word(tokens[0].hash, true);
  CHECK(listed.may_be_word(tokens[0]));
  CHECK_FALSE(listed.may_be_word(tokens[1]));
  listed.add_word(tokens[0].hash, false);
  CHECK(listed.may_be_word(tokens[1]));
}

}  // namespace
}  // namespace waymark::grammar
