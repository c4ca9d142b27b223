// SPDX-License-Identifier: Apache-2.0
// The pieces of a window made tokens, eight at a time, where the machine can (full_byte_block.h):
// what is asked of one is asked of eight, their bytes are taken out of the window without memory
// between, and nothing is a branch but what is rare.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "text/full_byte_block.h"
#include "text/full_byte_look.h"
#include "text/hash.h"
#include "text/piece_writer.h"
#include "text/token.h"
#include "text/word_window.h"

namespace waymark::text {

#if defined(WAYMARK_HAS_FULL_BLOCKS)

inline constexpr std::uint32_t kEightPieces = 8;

/// The hashes of longer pieces are not those of their bytes.
inline constexpr std::uint32_t kLongestOfEight = 16;

[[nodiscard]] constexpr auto repeat_byte(unsigned byte) {
  return make_block([byte](unsigned) { return byte; });
}
[[nodiscard]] constexpr auto repeat_number(std::uint64_t number) {
  return make_numbers<std::uint64_t, 8>([number](unsigned) { return number; });
}

/// Vectors that are the same for all windows, each a line of the cache or more.
struct alignas(64) EightTables {
  using Bytes = std::array<std::uint8_t, 64>;
  using Numbers = std::array<std::uint64_t, 8>;

  Bytes eight = repeat_byte(8), longest = repeat_byte(kLongestOfEight);
  // Of shapes, one byte or the other.
  Bytes letter = repeat_byte(kLetter | kLatin | kAllUpper),
        lower = repeat_byte(kHasLower - kAllUpper), upper_first = repeat_byte(kUpperFirst),
        two_upper = repeat_byte(kTwoUpper), digit = repeat_byte(kHasDigit),
        all_digit = repeat_byte(kAllDigit), punctuation = repeat_byte(kPunctuation >> 8),
        possessive = repeat_byte(kPossessive >> 8), space = repeat_byte(kSpaceBefore >> 8),
        line = repeat_byte(kNewlineBefore >> 8), blank_line = repeat_byte(kBlankLineBefore >> 8);
  // 0, 1, 2, …; 0 to 7 again and again; 8 to 15 so.
  Bytes places = make_block([](unsigned i) { return i; }),
        first_eight = make_block([](unsigned i) { return i % 8; }),
        second_eight = make_block([](unsigned i) { return 8 + i % 8; });
  /// Eight times 0, eight times 1, …
  std::array<std::uint8_t, 8 * kWindowSize> eighths =
      make_numbers<std::uint8_t, 8 * kWindowSize>([](unsigned i) { return i / 8; });
  Numbers ascii = repeat_number(kAscii), hash_step = repeat_number(kHashStep),
          hash_end = repeat_number(kHashEnd);
  /// As begin_hash(), by the size, that of kLongestOfEight first.
  std::array<std::uint64_t, kLongestOfEight> hash_begins =
      make_numbers<std::uint64_t, kLongestOfEight>(
          [](unsigned size) { return begin_hash(size == 0 ? kLongestOfEight : size); });
};
inline constexpr EightTables kEightTables;

/// The pieces of one window, ready to be made tokens of. Units: bytes of the window.
class EightPieces {
 public:
  /// `lowered`: the window as it is folded.
  WAYMARK_FULL EightPieces(const WindowMasks& masks, const char* lowered, std::uint32_t begin)
      : tables_(tables()), lowered_(_mm512_loadu_si512(lowered)), begin_(begin) {
    const __m512i places = load(tables_.places);
    ats_ = _mm512_maskz_compress_epi8(masks.starts, places);
    const __m512i ends = _mm512_maskz_compress_epi8(masks.ends, places);
    sizes_ = _mm512_sub_epi8(ends, ats_);
    are_long_ = _mm512_cmpgt_epu8_mask(sizes_, load(tables_.eight));
    are_longer_ = _mm512_cmpgt_epu8_mask(sizes_, load(tables_.longest));
    store_pairs(ats_, ends, spans_);
    put_shapes(masks, ends);
  }

  /// A bit for each piece that is longer than kLongestOfEight.
  [[nodiscard]] std::uint64_t longer() const { return are_longer_; }

  /// Puts the eight pieces from `number` on, those behind the last too, which nobody will read.
  WAYMARK_FULL void put(std::uint32_t number, Token* tokens) const {
    store(spans_of(number), hashes_of(number), shapes_of(number), tokens);
  }

 private:
  static_assert(std::is_standard_layout_v<Token> && sizeof(Token) == 24 &&
                offsetof(Token, hash) == 8 && offsetof(Token, shape) == 16);

  // Read from memory: gcc 12 would put vectors that repeat a number together in registers, anew for
  // each window.
  static const EightTables& tables() {
    const EightTables* tables = &kEightTables;
    asm("" : "+r"(tables));
    return *tables;
  }
  template <class Vector>
  static WAYMARK_FULL __m512i load(const Vector& numbers) {
    return _mm512_load_si512(numbers.data());
  }

  // Stores the bytes of two vectors in turn, sixteen pairs of each of their quarters: those of one
  // half first.
  static WAYMARK_FULL void store_pairs(__m512i first, __m512i second, char* pairs) {
    _mm512_storeu_si512(pairs, _mm512_unpacklo_epi8(first, second));
    _mm512_storeu_si512(pairs + 64, _mm512_unpackhi_epi8(first, second));
  }
  // Eight pairs from `number` on.
  static WAYMARK_FULL __m128i load_pairs(const char* pairs, std::uint32_t number) {
    return _mm_loadu_si128(
        reinterpret_cast<const __m128i*>(pairs + (number & 8) * 8 + (number & ~15u)));
  }

  [[nodiscard]] WAYMARK_FULL __m512i spans_of(std::uint32_t number) const {
    return _mm512_add_epi32(_mm512_cvtepu8_epi32(load_pairs(spans_, number)),
                            _mm512_set1_epi32(static_cast<int>(begin_)));
  }

  // As add_to_hash(), of those of eight that have a bit.
  [[nodiscard]] WAYMARK_FULL __m512i add(__mmask8 which, __m512i hashes, __m512i words) const {
    hashes = _mm512_mask_mullo_epi64(hashes, which, _mm512_xor_si512(hashes, words),
                                     load(tables_.hash_step));
    return _mm512_mask_xor_epi64(hashes, which, hashes, _mm512_srli_epi64(hashes, kHashStepShift));
  }

  // The hashes of the bytes of pieces, up to kLongestOfEight.
  [[nodiscard]] WAYMARK_FULL __m512i hashes_of(std::uint32_t number) const {
    // Each of eight numbers eight times.
    const __m512i spread = _mm512_load_si512(tables_.eighths.data() + std::size_t{8} * number);
    const __m512i sizes = _mm512_permutexvar_epi8(spread, sizes_);
    const __m512i first_eight = load(tables_.first_eight);
    const __m512i places = _mm512_add_epi8(_mm512_permutexvar_epi8(spread, ats_), first_eight);
    const __m512i first =
        _mm512_maskz_permutexvar_epi8(_mm512_cmpgt_epu8_mask(sizes, first_eight), places, lowered_);
    const __m512i second =
        _mm512_maskz_permutexvar_epi8(_mm512_cmpgt_epu8_mask(sizes, load(tables_.second_eight)),
                                      _mm512_add_epi8(places, load(tables_.eight)), lowered_);
    const __m512i short_hashes = add(0xFF, begin_hashes(sizes), first);
    const __m512i hashes = add(static_cast<__mmask8>(are_long_ >> number), short_hashes, second);
    const __m512i last = _mm512_mullo_epi64(hashes, load(tables_.hash_end));
    return _mm512_xor_si512(last, _mm512_srli_epi64(last, kHashEndShift));
  }

  // As begin_hash(), of eight.
  [[nodiscard]] WAYMARK_FULL __m512i begin_hashes(__m512i sizes) const {
    return _mm512_permutex2var_epi64(load(tables_.hash_begins), sizes,
                                     _mm512_load_si512(tables_.hash_begins.data() + 8));
  }

  WAYMARK_FULL void put_shapes(const WindowMasks& masks, __m512i ends) {
    const __m512i low = low_shapes(masks), high = high_shapes(masks, low);
    store_pairs(_mm512_permutexvar_epi8(ends, low),
                _mm512_or_si512(_mm512_permutexvar_epi8(ends, high),
                                _mm512_permutexvar_epi8(ats_, shapes_before(masks))),
                shapes_);
  }
  // The lowest eight bits of shapes, at ends.
  [[nodiscard]] WAYMARK_FULL __m512i low_shapes(const WindowMasks& masks) const {
    __m512i shapes = _mm512_maskz_mov_epi8(masks.letters, load(tables_.letter));
    shapes = _mm512_mask_add_epi8(shapes, masks.lowers, shapes, load(tables_.lower));
    shapes = _mm512_mask_add_epi8(shapes, masks.upper_first, shapes, load(tables_.upper_first));
    shapes = _mm512_mask_add_epi8(shapes, masks.two_uppers, shapes, load(tables_.two_upper));
    shapes = _mm512_mask_add_epi8(shapes, masks.digits, shapes, load(tables_.digit));
    return _mm512_mask_add_epi8(shapes, masks.all_digits, shapes, load(tables_.all_digit));
  }
  // The next eight, as far as the piece itself has them. What has neither letters nor digits has no
  // lower ones.
  [[nodiscard]] WAYMARK_FULL __m512i high_shapes(const WindowMasks& masks, __m512i low) const {
    const __m512i shapes =
        _mm512_maskz_mov_epi8(_mm512_testn_epi8_mask(low, low), load(tables_.punctuation));
    return _mm512_mask_mov_epi8(shapes, masks.possessives, load(tables_.possessive));
  }
  // The same eight, as far as what stands before the piece has them; at starts.
  [[nodiscard]] WAYMARK_FULL __m512i shapes_before(const WindowMasks& masks) const {
    __m512i shapes = _mm512_maskz_mov_epi8(masks.behind_space, load(tables_.space));
    shapes = _mm512_mask_add_epi8(shapes, masks.behind_line, shapes, load(tables_.line));
    return _mm512_mask_add_epi8(shapes, masks.behind_blank_line, shapes, load(tables_.blank_line));
  }

  [[nodiscard]] WAYMARK_FULL __m512i shapes_of(std::uint32_t number) const {
    return _mm512_or_si512(_mm512_cvtepu16_epi64(load_pairs(shapes_, number)), load(tables_.ascii));
  }

  // Three numbers of eight tokens, one token after the other.
  static WAYMARK_FULL void store(__m512i spans, __m512i hashes, __m512i shapes, Token* tokens) {
    // From 8 on, of hashes; then of shapes.
    const auto join = [&](__m512i two, __m512i three) WAYMARK_FULL {
      return _mm512_permutex2var_epi64(_mm512_permutex2var_epi64(spans, two, hashes), three,
                                       shapes);
    };
    const __m512i first =
        join(_mm512_setr_epi64(0, 8, 0, 1, 9, 0, 2, 10), _mm512_setr_epi64(0, 1, 8, 3, 4, 9, 6, 7));
    const __m512i second = join(_mm512_setr_epi64(0, 3, 11, 0, 4, 12, 0, 5),
                                _mm512_setr_epi64(10, 1, 2, 11, 4, 5, 12, 7));
    const __m512i third = join(_mm512_setr_epi64(13, 0, 6, 14, 0, 7, 15, 0),
                               _mm512_setr_epi64(0, 13, 2, 3, 14, 5, 6, 15));
    char* const bytes = reinterpret_cast<char*>(tokens);
    _mm512_storeu_si512(bytes, first);
    _mm512_storeu_si512(bytes + 64, second);
    _mm512_storeu_si512(bytes + 128, third);
  }

  const EightTables& tables_;
  char spans_[2 * kWindowSize], shapes_[2 * kWindowSize];
  __m512i lowered_, ats_, sizes_;
  std::uint64_t are_long_, are_longer_;
  std::uint32_t begin_;
};

template <>
class PieceWriter<FullByteBlock> {
 public:
  /// So many are always put: nine windows of ten have more than eight pieces, six of seven no more
  /// than sixteen.
  static constexpr std::uint32_t kLeast = 2 * kEightPieces;
  static constexpr std::size_t kMore = kLeast - 1;

  WAYMARK_FULL static void put(const WordWindow<FullByteBlock>& window, const WindowBytes& bytes,
                               std::uint32_t begin, Token* first) {
    const WindowMasks masks = window.masks();
    const EightPieces pieces(masks, bytes.lowered.data(), begin);
    const std::uint32_t count = window.piece_count();
    pieces.put(0, first);
    pieces.put(kEightPieces, first + kEightPieces);
    for (std::uint32_t number = kLeast; number < count; number += kEightPieces)
      pieces.put(number, first + number);
    mend_mixed(masks, first);
    const std::uint64_t longer = pieces.longer() & ((std::uint64_t{1} << count) - 1);
    for (std::uint64_t rest = longer; rest != 0; rest &= rest - 1) {
      Token& token = first[std::countr_zero(rest)];
      token.hash =
          hash_long(bytes.lowered.data() + (token.span.begin - begin), token.span.byte_size());
    }
  }

 private:
  static void mend_mixed(const WindowMasks& masks, Token* first) {
    for (std::uint64_t rest = masks.mixed & masks.ends; rest != 0; rest &= rest - 1)
      first[std::popcount(masks.ends & (rest ^ (rest - 1))) - 1].shape |= kMixedInside;
  }
};

#endif

}  // namespace waymark::text
