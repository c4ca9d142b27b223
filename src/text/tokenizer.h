// SPDX-License-Identifier: Apache-2.0
// Cuts text into tokens: UAX #29 segments over UTF-8, less white space and default ignorables; `'s`
// and `’s` at a word's end are cut off; Han and Kana go one character a token. A fast path covers
// the common scripts and gives what ICU would give.
#pragma once

#include <string_view>
#include <vector>

#include "text/token.h"

namespace waymark::text {

/// Cuts `utf8` into tokens, in order; `tokens` is cleared first and its memory reused.
/// Units: bytes of `utf8`.
/// Requires: valid UTF-8, shorter than 4 GiB.
/// Source: Unicode Standard Annex #29, word boundaries, as in the root rules of ICU: Hangul
/// syllables join only each other (NK뉴스 is two tokens, 38선 too), '@' joins letters, ':' doesn't.
void tokenize(std::string_view utf8, Tokens& tokens);

/// A unit is what names are compared by: a token, but a Hangul syllable inside a token of Hangul is
/// a unit of its own, since Korean names stand inside words; and a token glued of several (ofKim)
/// is also cut at its inner changes of case and script.
struct Unit {
  Span span;
  std::uint64_t hash = 0;
  std::uint32_t token = 0;    ///< number of the token it lies in
  std::uint32_t next = 0;     ///< number of the first unit that begins after this one ends
  bool starts_token = false;  ///< begins where its token begins
  bool ends_token = false;
  bool glued = false;  ///< begins or ends at a cut inside a glued token
};

/// Whether a token is one unit, with its span and hash: nearly all are.
[[nodiscard]] constexpr bool is_one_unit(const Token& token) {
  return !token.has(kHangul | kMixedInside);
}

/// Appends the units of one token; see cut_units.
void cut_token(std::string_view utf8, const Token& token, std::uint32_t number,
               std::vector<Unit>& units);

/// Cuts tokens into units, by begin; where both a whole token and its pieces stand, the whole comes
/// first.
void cut_units(std::string_view utf8, const Tokens& tokens, std::vector<Unit>& units);

}  // namespace waymark::text
