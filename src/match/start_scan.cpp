// SPDX-License-Identifier: Apache-2.0
// First the small letters' filter is asked for all tokens, four at once and without a branch: words
// that are common in names stand anywhere, and each would be a surprise for the machine. What it
// lets pass, and all with a capital, is then asked one by one.
#include "match/start_scan.h"

#include <cstddef>

#include "text/four_tokens.h"
#include "text/tokenizer.h"

namespace waymark::match {
namespace {

using gazetteer::StartFilter;
using gazetteer::UnitFilter;
using text::Token;

/// So many tokens ahead the machine is told what will be read: filters of millions of names lie
/// beyond its caches.
constexpr std::size_t kAhead = 32;

/// One or zero. All is asked at once: which answer comes is beyond the machine's guess.
unsigned is_worth_a_look(const StartFilter& filter, const Token& token) {
  const unsigned is_capital = may_be_capital(token) ? 1 : 0;
  const unsigned may_have_capital = filter.capital.may_have(token.hash) ? 1 : 0;
  const unsigned may_have_plain = filter.plain.may_have(token.hash) ? 1 : 0;
  return (is_capital & may_have_capital) | may_have_plain | (text::is_one_unit(token) ? 0 : 1);
}

/// Keeps those of the first `count` numbers whose tokens are worth a look, and gives how many.
std::size_t keep_starts(StartFilter filter, const Token* tokens, std::uint32_t* numbers,
                        std::size_t count) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i + kAhead < count) filter.capital.expect(tokens[numbers[i + kAhead]].hash);
    const std::uint32_t number = numbers[i];
    numbers[kept] = number;
    kept += is_worth_a_look(filter, tokens[number]);
  }
  return kept;
}

/// Four numbers are stored at once, of which some are written over.
constexpr std::size_t kSlack = text::kFourTokens;

#if defined(__x86_64__) && defined(__GNUC__)

/// UnitFilter's question, of four units at once.
class WideFilter {
 public:
  WAYMARK_WIDE explicit WideFilter(const UnitFilter& filter)
      : words_(reinterpret_cast<const long long*>(filter.words())),
        count_(_mm256_set1_epi64x(static_cast<long long>(filter.word_count()))) {}

  /// A bit a unit.
  [[nodiscard]] WAYMARK_WIDE std::uint32_t may_have(__m256i hashes) const {
    const __m256i words = _mm256_i64gather_epi64(words_, spread(hashes), 8);
    const __m256i bits = _mm256_and_si256(
        _mm256_and_si256(bit<0>(words, hashes), bit<UnitFilter::kBitShift>(words, hashes)),
        bit<2 * UnitFilter::kBitShift>(words, hashes));
    return text::FourTokens::highest_bits(_mm256_slli_epi64(bits, 63));
  }

 private:
  /// As gazetteer::spread(). Requires: a count below 2^32.
  [[nodiscard]] WAYMARK_WIDE __m256i spread(__m256i hashes) const {
    const __m256i low = _mm256_srli_epi64(_mm256_mul_epu32(hashes, count_), 32);
    const __m256i high = _mm256_mul_epu32(_mm256_srli_epi64(hashes, 32), count_);
    return _mm256_srli_epi64(_mm256_add_epi64(high, low), 32);
  }

  /// The bit of each word that six bits of its hash say, as the lowest one.
  template <int kShift>
  static WAYMARK_WIDE __m256i bit(__m256i words, __m256i hashes) {
    const __m256i place =
        _mm256_and_si256(_mm256_srli_epi64(hashes, kShift), _mm256_set1_epi64x(63));
    return _mm256_srlv_epi64(words, place);
  }

  const long long* words_;
  __m256i count_;
};

/// The numbers of the tokens that the small letters' filter does not refuse, of whole fours.
WAYMARK_WIDE std::size_t scan_fours(const UnitFilter& plain, const std::vector<Token>& tokens,
                                    std::uint32_t* numbers) {
  const WideFilter filter(plain);
  text::TokenNumbers found(numbers);
  for (std::size_t i = 0; i + text::kFourTokens <= tokens.size(); i += text::kFourTokens) {
    const text::FourTokens four(&tokens[i]);
    const std::uint32_t are_plain = four.have_only(
        text::kAscii, text::kAscii | text::kUpperFirst | text::kHangul | text::kMixedInside);
    found.put(filter.may_have(four.hashes()) | (are_plain ^ 0xF));
  }
  return found.count();
}

const bool kHasWideBlocks = text::has_wide_blocks();

bool can_scan_fours(const StartFilter& filter) {
  return kHasWideBlocks && filter.plain.word_count() <= 0xFFFFFFFFu;
}

#else

bool can_scan_fours(const StartFilter&) { return false; }
std::size_t scan_fours(const UnitFilter&, const std::vector<Token>&, std::uint32_t*) { return 0; }

#endif

std::uint32_t* make_room(std::size_t size, std::vector<std::uint32_t>& numbers) {
  if (numbers.size() < size + kSlack) numbers.resize(size + kSlack);
  return numbers.data();
}

/// Scans on from token `first`, behind the numbers that are found.
std::size_t scan_on(const StartFilter& filter, const std::vector<Token>& tokens, std::size_t first,
                    std::uint32_t* numbers, std::size_t count) {
  for (std::size_t i = first; i < tokens.size(); ++i)
    numbers[count++] = static_cast<std::uint32_t>(i);
  return keep_starts(filter, tokens.data(), numbers, count);
}

}  // namespace

std::size_t scan_starts(const StartFilter& filter, const std::vector<Token>& tokens,
                        std::vector<std::uint32_t>& numbers) {
  if (!can_scan_fours(filter)) return scan_starts_plainly(filter, tokens, numbers);
  std::uint32_t* const room = make_room(tokens.size(), numbers);
  const std::size_t count = scan_fours(filter.plain, tokens, room);
  return scan_on(filter, tokens, tokens.size() / text::kFourTokens * text::kFourTokens, room,
                 count);
}

std::size_t scan_starts_plainly(const StartFilter& filter, const std::vector<Token>& tokens,
                                std::vector<std::uint32_t>& numbers) {
  return scan_on(filter, tokens, 0, make_room(tokens.size(), numbers), 0);
}

}  // namespace waymark::match
