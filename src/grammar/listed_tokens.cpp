// SPDX-License-Identifier: Apache-2.0
// Of eight tokens both filters lie in one table, of which a capital chooses the second half; which
// are meant is told without a branch.
#include "grammar/listed_tokens.h"


#include "text/eight_tokens.h"

namespace waymark::grammar {
namespace {

using text::Token;
using text::Tokens;

#if defined(WAYMARK_HAS_FULL_BLOCKS)

/// Eight numbers are stored at once, of which some are written over.
constexpr std::size_t kSlack = text::kEightTokens;

/// WordFilter's question of eight tokens, of which some, as bits, ask the second of two filters.
class EightWords {
 public:
  WAYMARK_FULL explicit EightWords(const std::array<WordFilter, 2>& filters)
      : words_(filters.front().words()) {
    static_assert(sizeof(filters) == 2 * WordFilter::kSize * sizeof(std::uint64_t));
  }

  /// A bit a token.
  [[nodiscard]] WAYMARK_FULL std::uint32_t may_hold(__m512i hashes, std::uint32_t second) const {
    const __m512i place = _mm512_and_si512(_mm512_maskz_srli_epi64(kAll, hashes, 6),
                                           _mm512_set1_epi64(WordFilter::kSize - 1));
    const __m512i of_filter = _mm512_mask_or_epi64(place, static_cast<__mmask8>(second), place,
                                                   _mm512_set1_epi64(WordFilter::kSize));
    const __m512i one = _mm512_set1_epi64(1);
    const __m512i bits = _mm512_or_si512(
        _mm512_maskz_rolv_epi64(kAll, one, hashes),
        _mm512_maskz_rolv_epi64(kAll, one, _mm512_maskz_srli_epi64(kAll, hashes, 32)));
    const __m512i words = _mm512_mask_i64gather_epi64(_mm512_setzero_si512(), kAll, of_filter,
                                                      words_, sizeof(std::uint64_t));
    return _mm512_cmpeq_epi64_mask(_mm512_and_si512(words, bits), bits);
  }

 private:
  static constexpr __mmask8 kAll = 0xFF;
  const std::uint64_t* words_;
};

/// Puts the numbers of the tokens meant among whole eights down and gives how many were asked.
WAYMARK_FULL std::size_t find_by_eights(const std::array<WordFilter, 2>& words,
                                        std::uint32_t listed_shapes, const Tokens& tokens,
                                        std::uint32_t* numbers, ListedTokens::Found& found) {
  const EightWords filter(words);
  text::EightNumbers listed(numbers);
  __m512i shapes = _mm512_setzero_si512();
  std::size_t i = 0;
  for (; i + text::kEightTokens <= tokens.size(); i += text::kEightTokens) {
    const text::EightTokens eight(&tokens[i]);
    shapes = _mm512_or_si512(shapes, eight.shapes());
    listed.put(filter.may_hold(eight.hashes(), eight.have(text::kUpperFirst)) |
               eight.have(listed_shapes));
  }
  std::array<std::uint64_t, text::kEightTokens> parts;
  _mm512_storeu_si512(parts.data(), shapes);
  found.count = listed.count();
  for (const std::uint64_t part : parts) found.shapes |= static_cast<std::uint32_t>(part);
  return i;
}

const bool kHasFullBlocks = text::has_full_blocks();

#else

constexpr std::size_t kSlack = 0;

#endif

}  // namespace

ListedTokens::Found ListedTokens::find(const Tokens& tokens, std::vector<std::uint32_t>& numbers,
                                       std::size_t most_at_once) const {
  if (numbers.size() < tokens.size() + kSlack) numbers.resize(tokens.size() + kSlack);
  std::uint32_t* const room = numbers.data();
  Found found;
  std::size_t i = 0;
#if defined(WAYMARK_HAS_FULL_BLOCKS)
  if (kHasFullBlocks && most_at_once >= text::kEightTokens)
    i = find_by_eights(words_, shapes_, tokens, room, found);
#endif
  for (; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    found.shapes |= token.shape;
    if (may_be_word(token) || has_shape(token)) room[found.count++] = static_cast<std::uint32_t>(i);
  }
  return found;
}

}  // namespace waymark::grammar
