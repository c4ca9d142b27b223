// SPDX-License-Identifier: Apache-2.0
// First the small letters' filter is asked for all tokens, four at once and without a branch: words
// that are common in names stand anywhere, and each would be a surprise for the machine. What it
// lets pass, and all with a capital, is then asked one by one.
#include "match/start_scan.h"

#include <array>
#include <type_traits>

#include "text/tokenizer.h"
#include "text/wide_byte_block.h"

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
constexpr std::size_t kSlack = 4;

#if defined(__x86_64__) && defined(__GNUC__)

static_assert(std::is_standard_layout_v<Token> && sizeof(Token) == 24 &&
              offsetof(Token, hash) == 8 && offsetof(Token, shape) == 16);

/// Hash and shape of a token, sixteen bytes, beside those of the token two behind it.
WAYMARK_WIDE inline __m256i load_pair(const Token* token) {
  const auto* first = reinterpret_cast<const __m128i*>(&token[0].hash);
  const auto* second = reinterpret_cast<const __m128i*>(&token[2].hash);
  return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(first)),
                                 _mm_loadu_si128(second), 1);
}

/// A bit for each of four numbers: whether their highest bits are set.
WAYMARK_WIDE inline std::uint32_t highest_bits(__m256i numbers) {
  return static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(numbers)));
}

/// Whether a shape has, of the bits `all`, those of `wanted` and no other.
WAYMARK_WIDE inline std::uint32_t has_only(__m256i shapes, std::uint32_t wanted,
                                           std::uint32_t all) {
  return highest_bits(_mm256_cmpeq_epi64(_mm256_and_si256(shapes, _mm256_set1_epi64x(all)),
                                         _mm256_set1_epi64x(wanted)));
}

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
    return highest_bits(_mm256_slli_epi64(bits, 63));
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

/// How those of four numbers that some bits say come to stand in front, and how many they are.
struct Packing {
  std::array<char, 16> bytes{};
  std::size_t count = 0;
};
constexpr std::array<Packing, 16> kPackings = [] {
  std::array<Packing, 16> packings{};
  for (unsigned bits = 0; bits < packings.size(); ++bits)
    for (unsigned number = 0; number < 4; ++number) {
      if ((bits >> number & 1) == 0) continue;
      const std::size_t begin = 4 * packings[bits].count++;
      for (unsigned byte = 0; byte < 4; ++byte)
        packings[bits].bytes[begin + byte] = static_cast<char>(4 * number + byte);
    }
  return packings;
}();

/// The numbers of the tokens that the small letters' filter does not refuse, of whole fours.
WAYMARK_WIDE std::size_t scan_fours(const UnitFilter& plain, const std::vector<Token>& tokens,
                                    std::uint32_t* numbers) {
  const WideFilter filter(plain);
  const __m128i four = _mm_set1_epi32(4);
  __m128i next = _mm_setr_epi32(0, 1, 2, 3);
  std::size_t count = 0;
  for (std::size_t i = 0; i + 4 <= tokens.size(); i += 4, next = _mm_add_epi32(next, four)) {
    const __m256i evens = load_pair(&tokens[i]), odds = load_pair(&tokens[i + 1]);
    const __m256i shapes = _mm256_unpackhi_epi64(evens, odds);
    const std::uint32_t bits =
        filter.may_have(_mm256_unpacklo_epi64(evens, odds)) |
        (has_only(shapes, text::kAscii,
                  text::kAscii | text::kUpperFirst | text::kHangul | text::kMixedInside) ^
         0xF);
    const Packing& packing = kPackings[bits];
    const auto* order = reinterpret_cast<const __m128i*>(packing.bytes.data());
    _mm_storeu_si128(reinterpret_cast<__m128i*>(numbers + count),
                     _mm_shuffle_epi8(next, _mm_loadu_si128(order)));
    count += packing.count;
  }
  return count;
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
  return scan_on(filter, tokens, tokens.size() / 4 * 4, room, count);
}

std::size_t scan_starts_plainly(const StartFilter& filter, const std::vector<Token>& tokens,
                                std::vector<std::uint32_t>& numbers) {
  return scan_on(filter, tokens, 0, make_room(tokens.size(), numbers), 0);
}

}  // namespace waymark::match
