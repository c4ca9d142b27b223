// SPDX-License-Identifier: Apache-2.0
#include "text/syllables.h"

#include <string>

#include "support/catch.h"
#include "text/character.h"
#include "text/normal_form.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

TEST_CASE("syllables: a text of precomposed Hangul is told by its bytes", "[text][syllables]") {
  CHECK(is_syllables("량강도"));
  CHECK(is_syllables("가"));
  CHECK(is_syllables("힣"));
  for (const char* other : {"", "👧가", "가\u0301", "\u1105\u1163\u11BC", "ㄱ", "가a", "aaa", "漢",
                            "각 ", "\u0800", "\uD7A4", "\uABFF"})
    CHECK_FALSE(is_syllables(other));
}

TEST_CASE("syllables: each of three bytes has the number that its code point says",
          "[text][syllables]") {
  for (char32_t c = 0x800; c <= 0xFFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string bytes;
    append_utf8(c, bytes);
    const std::uint32_t number = syllable_number(bytes.data());
    REQUIRE((number < kSyllables) == is_hangul_syllable(c));
    if (number < kSyllables) REQUIRE(number == c - 0xAC00);
  }
}

TEST_CASE("syllables: a run of them is one token, which folds to itself", "[text][syllables]") {
  for (const std::string run : {"무산군보위부장에게", "량강도", "가", "힣"}) {
    Tokens tokens;
    tokenize(run, tokens);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens.front().hash == hash_folded(run));
    CHECK((tokens.front().shape & ~std::uint32_t{kSpaceBefore}) == (kLetter | kHangul));
  }
}

}  // namespace
}  // namespace waymark::text
