// SPDX-License-Identifier: Apache-2.0
// The pieces of a window made tokens, eight at a time, where the machine can (full_byte_block.h):
// what is asked of one is asked of eight, their bytes are taken out of the window without memory
// between, and nothing is a branch.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "text/full_byte_block.h"
#include "text/hash.h"
#include "text/piece_writer.h"
#include "text/token.h"
#include "text/word_window.h"

namespace waymark::text {

#if defined(WAYMARK_HAS_FULL_BLOCKS)

inline constexpr std::uint32_t kEightPieces = 8;

/// The pieces of one window, ready to be made tokens of. Units: bytes of the window.
class EightPieces {
 public:
  /// The hashes of longer pieces are not those of their bytes.
  static constexpr std::uint32_t kLongest = 16;

  /// `lowered`: the window as it is folded.
  WAYMARK_FULL EightPieces(const WindowMasks& masks, const char* lowered, std::uint32_t begin)
      : lowered_(_mm512_loadu_si512(lowered)), begin_(begin) {
    const __m512i numbers = count_up<64>();
    ats_ = _mm512_maskz_compress_epi8(masks.starts, numbers);
    const __m512i lasts = _mm512_maskz_compress_epi8(masks.lasts, numbers);
    const __m512i ends = _mm512_add_epi8(lasts, _mm512_set1_epi8(1));
    sizes_ = _mm512_sub_epi8(ends, ats_);
    are_long_ = _mm512_cmpgt_epu8_mask(sizes_, _mm512_set1_epi8(8));
    are_longer_ = _mm512_cmpgt_epu8_mask(sizes_, _mm512_set1_epi8(kLongest));
    store_pairs(ats_, ends, spans_);
    put_shapes(masks);
  }

  /// A bit for each piece that is longer than kLongest.
  [[nodiscard]] std::uint64_t longer() const { return are_longer_; }

  /// Puts the eight pieces from `number` on, those behind the last too, which nobody will read.
  WAYMARK_FULL void put(std::uint32_t number, Token* tokens) const {
    store(spans_of(number), hashes_of(number), shapes_of(number), tokens);
  }

 private:
  static_assert(std::is_standard_layout_v<Token> && sizeof(Token) == 24 &&
                offsetof(Token, hash) == 8 && offsetof(Token, shape) == 16);

  /// Eight times 0, eight times 1, … as bytes.
  static WAYMARK_FULL __m512i eighths() {
    alignas(64) static constexpr auto kNumbers = [] {
      std::array<std::uint8_t, 64> numbers{};
      for (unsigned i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::uint8_t>(i / 8);
      return numbers;
    }();
    return _mm512_load_si512(kNumbers.data());
  }
  /// 0, 1, 2, … below `kCount` in bytes, and again.
  template <unsigned kCount>
  static WAYMARK_FULL __m512i count_up() {
    alignas(64) static constexpr auto kNumbers = [] {
      std::array<std::uint8_t, 64> numbers{};
      for (unsigned i = 0; i < numbers.size(); ++i)
        numbers[i] = static_cast<std::uint8_t>(i % kCount);
      return numbers;
    }();
    return _mm512_load_si512(kNumbers.data());
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

  // As add_to_hash(), of eight.
  static WAYMARK_FULL __m512i add(__m512i hashes, __m512i words) {
    hashes = _mm512_mullo_epi64(_mm512_xor_si512(hashes, words),
                                _mm512_set1_epi64(static_cast<long long>(kHashStep)));
    return _mm512_xor_si512(hashes, _mm512_srli_epi64(hashes, kHashStepShift));
  }

  // The hashes of the bytes of pieces, up to kLongest.
  [[nodiscard]] WAYMARK_FULL __m512i hashes_of(std::uint32_t number) const {
    // Each of eight numbers eight times.
    const __m512i spread = _mm512_add_epi8(eighths(), _mm512_set1_epi8(static_cast<char>(number)));
    const __m512i places = _mm512_add_epi8(_mm512_permutexvar_epi8(spread, ats_), count_up<8>());
    const __m512i sizes = _mm512_permutexvar_epi8(spread, sizes_);
    const __m512i eight = _mm512_set1_epi8(8);
    const __m512i first = _mm512_maskz_permutexvar_epi8(
        _mm512_cmplt_epu8_mask(count_up<8>(), sizes), places, lowered_);
    const __m512i second = _mm512_maskz_permutexvar_epi8(
        _mm512_cmplt_epu8_mask(_mm512_add_epi8(count_up<8>(), eight), sizes),
        _mm512_add_epi8(places, eight), lowered_);
    const __m512i short_hashes = add(begin_hashes(sizes), first);
    const __m512i hashes = _mm512_mask_mov_epi64(
        short_hashes, static_cast<__mmask8>(are_long_ >> number), add(short_hashes, second));
    const __m512i last =
        _mm512_mullo_epi64(hashes, _mm512_set1_epi64(static_cast<long long>(kHashEnd)));
    return _mm512_xor_si512(last, _mm512_srli_epi64(last, kHashEndShift));
  }

  // As begin_hash(), of eight; from a table.
  static WAYMARK_FULL __m512i begin_hashes(__m512i sizes) {
    alignas(64) static constexpr auto kBegins = [] {
      std::array<std::uint64_t, kLongest> begins{};
      for (unsigned size = 1; size <= kLongest; ++size) begins[size % kLongest] = begin_hash(size);
      return begins;
    }();
    return _mm512_permutex2var_epi64(_mm512_load_si512(kBegins.data()), sizes,
                                     _mm512_load_si512(kBegins.data() + 8));
  }

  // The bits of shapes that some pieces have, as far as they lie in the byte `kByte`.
  template <std::uint32_t kShape, unsigned kByte>
  static WAYMARK_FULL __m512i with(__m512i shapes, std::uint64_t which) {
    constexpr auto kBits = static_cast<char>(kShape >> 8 * kByte);
    return _mm512_or_si512(shapes, _mm512_maskz_mov_epi8(which, _mm512_set1_epi8(kBits)));
  }

  WAYMARK_FULL void put_shapes(const WindowMasks& masks) {
    const auto at_starts = [&](std::uint64_t bits)
                               WAYMARK_FULL { return _pext_u64(bits, masks.starts); };
    const auto at_lasts = [&](std::uint64_t bits)
                              WAYMARK_FULL { return _pext_u64(bits, masks.lasts); };
    __m512i low =
        _mm512_maskz_set1_epi8(at_lasts(masks.letters), static_cast<char>(kLetter | kLatin));
    low = with<kHasLower, 0>(low, at_lasts(masks.lowers));
    low = with<kAllUpper, 0>(low, at_lasts(masks.letters & ~masks.lowers));
    low = with<kUpperFirst, 0>(low, at_lasts(masks.upper_first));
    low = with<kTwoUpper, 0>(low, at_lasts(masks.two_uppers));
    low = with<kHasDigit, 0>(low, at_lasts(masks.digits));
    low = with<kAllDigit, 0>(low, at_lasts(masks.all_digits));
    __m512i middle =
        _mm512_maskz_set1_epi8(at_starts(masks.behind_space), static_cast<char>(kSpaceBefore >> 8));
    middle = with<kNewlineBefore, 1>(middle, at_starts(masks.behind_line));
    middle = with<kBlankLineBefore, 1>(middle, at_starts(masks.behind_blank_line));
    middle = with<kPossessive, 1>(middle, at_lasts(masks.possessives));
    middle = with<kPunctuation, 1>(middle,
                                   at_lasts(~(masks.letters | masks.digits | masks.possessives)));
    store_pairs(low, middle, shapes_);
    mixed_ = at_lasts(masks.mixed);
  }

  [[nodiscard]] WAYMARK_FULL __m512i shapes_of(std::uint32_t number) const {
    const __m512i shapes = _mm512_cvtepu16_epi64(load_pairs(shapes_, number));
    const __m512i ascii = _mm512_mask_set1_epi64(
        _mm512_set1_epi64(kAscii), static_cast<__mmask8>(mixed_ >> number), kAscii | kMixedInside);
    return _mm512_or_si512(shapes, ascii);
  }

  // Three numbers of eight tokens, one token after the other.
  static WAYMARK_FULL void store(__m512i spans, __m512i hashes, __m512i shapes, Token* tokens) {
    const auto join = [&](__m512i two, __mmask8 thirds, __m512i third) WAYMARK_FULL {
      return _mm512_mask_permutexvar_epi64(_mm512_permutex2var_epi64(spans, two, hashes), thirds,
                                           third, shapes);
    };
    // 8 and more: of the hashes.
    const __m512i first = join(_mm512_setr_epi64(0, 8, 0, 1, 9, 0, 2, 10), 0b00100100,
                               _mm512_setr_epi64(0, 0, 0, 0, 0, 1, 0, 0));
    const __m512i second = join(_mm512_setr_epi64(0, 3, 11, 0, 4, 12, 0, 5), 0b01001001,
                                _mm512_setr_epi64(2, 0, 0, 3, 0, 0, 4, 0));
    const __m512i third = join(_mm512_setr_epi64(13, 0, 6, 14, 0, 7, 15, 0), 0b10010010,
                               _mm512_setr_epi64(0, 5, 0, 0, 6, 0, 0, 7));
    char* const bytes = reinterpret_cast<char*>(tokens);
    _mm512_storeu_si512(bytes, first);
    _mm512_storeu_si512(bytes + 64, second);
    _mm512_storeu_si512(bytes + 128, third);
  }

  char spans_[2 * kWindowSize], shapes_[2 * kWindowSize];
  __m512i lowered_, ats_, sizes_;
  std::uint64_t are_long_, are_longer_;
  std::uint64_t mixed_;  // a bit for each piece
  std::uint32_t begin_;
};

template <>
class PieceWriter<FullByteBlock> {
 public:
  static constexpr std::size_t kMore = kEightPieces - 1;

  WAYMARK_FULL static void put(const WordWindow<FullByteBlock>& window, const WindowBytes& bytes,
                               std::uint32_t begin, Token* next) {
    const EightPieces pieces(window.masks(), bytes.lowered.data(), begin);
    const std::uint32_t count = window.piece_count();
    for (std::uint32_t number = 0; number < count; number += kEightPieces)
      pieces.put(number, next + number);
    const std::uint64_t longer = pieces.longer() & ((std::uint64_t{1} << count) - 1);
    for (std::uint64_t rest = longer; rest != 0; rest &= rest - 1) {
      Token& token = next[std::countr_zero(rest)];
      token.hash =
          hash_long(bytes.lowered.data() + (token.span.begin - begin), token.span.byte_size());
    }
  }
};

#endif

}  // namespace waymark::text
