// SPDX-License-Identifier: Apache-2.0
// The filters are asked for several tokens at once and without a branch: words that are common in
// names stand anywhere, and each would be a surprise for the machine. Of eight tokens both filters
// are asked, that of capitals only where one may be. Of four only that of small letters: what it
// lets pass, and all with a capital, is then asked one by one.
#include "match/start_scan.h"

#include <algorithm>
#include <cstddef>

#include "text/eight_tokens.h"
#include "text/four_tokens.h"
#include "text/tokenizer.h"

namespace waymark::match {
namespace {

using gazetteer::StartFilter;
using gazetteer::UnitFilter;
using text::Token;
using text::Tokens;

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

/// Keeps those of the first `count` numbers whose tokens are worth a look, and gives how many. The
/// first `kept` surely are.
std::size_t keep_starts(StartFilter filter, const Token* tokens, std::uint32_t* numbers,
                        std::size_t kept, std::size_t count) {
  for (std::size_t i = kept; i < count; ++i) {
    if (i + kAhead < count) filter.capital.expect(tokens[numbers[i + kAhead]].hash);
    const std::uint32_t number = numbers[i];
    numbers[kept] = number;
    kept += is_worth_a_look(filter, tokens[number]);
  }
  return kept;
}

/// Eight numbers are stored at once, of which some are written over.
constexpr std::size_t kSlack = 8;

/// How many tokens were asked, from the first on, how many numbers found, and how many of these are
/// sure.
struct Scanned {
  std::size_t tokens = 0, numbers = 0, sure = 0;
};

/// What a token's shape has, of the second bits only the first, that can't begin with a capital;
/// and that begins a form only if the small letters' filter lets it pass.
constexpr std::uint32_t kSmall = text::kAscii, kSmallOrNot = text::kAscii | text::kUpperFirst;
constexpr std::uint32_t kPlain = kSmall,
                        kPlainOrNot = kSmallOrNot | text::kHangul | text::kMixedInside;

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

/// Finds the tokens that the small letters' filter does not refuse, of whole fours.
WAYMARK_WIDE Scanned scan_fours(const UnitFilter& plain, const Tokens& tokens,
                                std::uint32_t* numbers) {
  const WideFilter filter(plain);
  text::TokenNumbers found(numbers);
  std::size_t i = 0;
  for (; i + text::kFourTokens <= tokens.size(); i += text::kFourTokens) {
    const text::FourTokens four(&tokens[i]);
    found.put(filter.may_have(four.hashes()) | (four.have_only(kPlain, kPlainOrNot) ^ 0xF));
  }
  return {i, found.count(), 0};
}

/// Eight units, and of each what any filter has of it.
class EightUnits {
 public:
  WAYMARK_FULL explicit EightUnits(__m512i hashes)
      : hashes_(hashes), high_halves_(shifted<32>(hashes)), bits_(bits_of(hashes)) {}

  /// As gazetteer::spread(). Requires: counts below 2^32.
  [[nodiscard]] WAYMARK_FULL __m512i spread(__m512i counts) const {
    const __m512i low = shifted<32>(_mm512_maskz_mul_epu32(kAll, hashes_, counts));
    const __m512i high = _mm512_maskz_mul_epu32(kAll, high_halves_, counts);
    return shifted<32>(_mm512_add_epi64(high, low));
  }
  /// As UnitFilter::bits_of().
  [[nodiscard]] WAYMARK_FULL __m512i bits() const { return bits_; }

  /// Without it, gcc 12 warns of reading what nothing was put into.
  static constexpr __mmask8 kAll = 0xFF;

 private:
  template <unsigned kCount>
  static WAYMARK_FULL __m512i shifted(__m512i numbers) {
    return _mm512_maskz_srli_epi64(kAll, numbers, kCount);
  }
  static WAYMARK_FULL __m512i bits_of(__m512i hashes) {
    const __m512i one = _mm512_set1_epi64(1);
    const auto bit = [&](__m512i places)
                         WAYMARK_FULL { return _mm512_maskz_rolv_epi64(kAll, one, places); };
    return _mm512_or_si512(
        _mm512_or_si512(bit(hashes), bit(shifted<UnitFilter::kBitShift>(hashes))),
        bit(shifted<2 * UnitFilter::kBitShift>(hashes)));
  }

  __m512i hashes_, high_halves_, bits_;
};

/// UnitFilter's question, of eight units at once.
class FullFilter {
 public:
  WAYMARK_FULL explicit FullFilter(const UnitFilter& filter)
      : words_(filter.words()),
        count_(_mm512_set1_epi64(static_cast<long long>(filter.word_count()))) {}

  /// A bit a unit that is asked: of the others nothing is read.
  [[nodiscard]] WAYMARK_FULL std::uint32_t may_have(const EightUnits& units,
                                                    std::uint32_t asked) const {
    const auto mask = static_cast<__mmask8>(asked);
    const __m512i words = _mm512_mask_i64gather_epi64(
        _mm512_setzero_si512(), mask, units.spread(count_), words_, sizeof(std::uint64_t));
    return _mm512_mask_cmpeq_epi64_mask(mask, _mm512_and_si512(words, units.bits()), units.bits());
  }

 private:
  const char* words_;
  __m512i count_;
};

/// As scan_fours, of whole eights; the capitals' filter is asked too.
WAYMARK_FULL Scanned scan_eights(const StartFilter& filter, const Tokens& tokens,
                                 std::uint32_t* numbers) {
  const FullFilter plain(filter.plain), capital(filter.capital);
  text::EightNumbers starts(numbers);
  const std::size_t whole = tokens.size() - tokens.size() % text::kEightTokens;
  const Token* const first = tokens.data();
  for (std::size_t i = 0; i < whole; i += text::kEightTokens) {
    const text::EightTokens eight(first + i);
    const EightUnits units(eight.hashes());
    const std::uint32_t are_capital = eight.have_only(kSmall, kSmallOrNot) ^ 0xFF;
    starts.put(plain.may_have(units, EightUnits::kAll) | capital.may_have(units, are_capital) |
               eight.have(text::kHangul | text::kMixedInside));
  }
  return {whole, starts.count(), starts.count()};
}

const bool kHasWideBlocks = text::has_wide_blocks(), kHasFullBlocks = text::has_full_blocks();

/// Asks as many tokens at once as the machine can. What is left over is not asked.
Scanned scan_several(const StartFilter& filter, const Tokens& tokens, std::size_t most_at_once,
                     std::uint32_t* numbers) {
  if (std::max(filter.plain.word_count(), filter.capital.word_count()) > 0xFFFFFFFFu) return {};
  if (kHasFullBlocks && most_at_once >= text::kEightTokens)
    return scan_eights(filter, tokens, numbers);
  if (kHasWideBlocks && most_at_once >= text::kFourTokens)
    return scan_fours(filter.plain, tokens, numbers);
  return {};
}

#else

Scanned scan_several(const StartFilter&, const Tokens&, std::size_t, std::uint32_t*) { return {}; }

#endif

std::uint32_t* make_room(std::size_t size, std::vector<std::uint32_t>& numbers) {
  if (numbers.size() < size + kSlack) numbers.resize(size + kSlack);
  return numbers.data();
}

}  // namespace

std::size_t scan_starts(const StartFilter& filter, const Tokens& tokens,
                        std::vector<std::uint32_t>& numbers, std::size_t most_at_once) {
  std::uint32_t* const room = make_room(tokens.size(), numbers);
  auto [asked, count, sure] = scan_several(filter, tokens, most_at_once, room);
  for (std::size_t i = asked; i < tokens.size(); ++i) room[count++] = static_cast<std::uint32_t>(i);
  return keep_starts(filter, tokens.data(), room, sure, count);
}

}  // namespace waymark::match
