// SPDX-License-Identifier: Apache-2.0
#include "format/span_printer.h"

#include <algorithm>
#include <cstring>

#include "text/hash.h"
#include "text/json_bytes.h"
#include "text/wide_byte_block.h"

namespace waymark::format {
namespace {

/// The four digits of a number below ten thousand, the first in the low byte.
constexpr std::array<std::uint32_t, 10000> kFourDigits = [] {
  std::array<std::uint32_t, 10000> digits{};
  for (std::uint32_t i = 0; i < digits.size(); ++i)
    digits[i] = text::json::kDigitPairs[i / 100] | std::uint32_t{text::json::kDigitPairs[i % 100]}
                                                       << 16;
  return digits;
}();

char* put_anew(std::uint32_t begin, std::uint32_t end, char* at) {
  *at++ = '[';
  at = text::json::put_digits(begin, at);
  *at++ = ',';
  *at++ = ' ';
  at = text::json::put_digits(end, at);
  std::memcpy(at, "], ", 3);
  return at + 3;
}

}  // namespace

inline void SpanPrinter::Place::put(std::uint32_t number, char* pattern) const {
  text::json::put_little_endian(kFourDigits[number] >> shift | behind, pattern + at);
}

char* SpanPrinter::put(std::span<const Span> spans, text::OffsetWalk& offsets, char* at) {
  while (!spans.empty()) {
    if (at_once_ >= kFour && spans.size() >= kFour) {
      const text::OffsetWalk::Stretch stretch = offsets.stretch();
      if (serves(spans.front().begin, stretch) && serves(spans[kFour - 1].end, stretch))
        spans = spans.subspan(put_fours(spans, stretch, at));
      if (spans.empty()) break;
    }
    const std::uint32_t begin = offsets.from_byte(spans.front().begin);
    at = put_one(begin, offsets.from_byte(spans.front().end), at);
    spans = spans.subspan(1);
  }
  return at;
}

// Whether a byte lies in a stretch and the pattern serves its number.
inline bool SpanPrinter::serves(std::uint32_t byte, text::OffsetWalk::Stretch stretch) const {
  return byte - stretch.begin < stretch.size &&
         byte + stretch.to_units - numbers_.first < numbers_.width;
}

char* SpanPrinter::put_one(std::uint32_t begin, std::uint32_t end, char* at) {
  if (begin - numbers_.first >= numbers_.width || end - numbers_.first >= numbers_.width) {
    take_numbers_like(begin);
    if (end - numbers_.first >= numbers_.width) return put_anew(begin, end, at);
  }
  std::memcpy(at, pattern_.data(), kLongest);
  begin_.put(begin - base_, at);
  end_.put(end - base_, at);
  return at + size_;
}

void SpanPrinter::take_numbers_like(std::uint32_t number) {
  base_ = number - number % 10000;
  std::uint32_t& first = numbers_.first;
  first = base_ > 0 ? base_ : number < 10 ? 0 : number < 100 ? 10 : number < 1000 ? 100 : 1000;
  numbers_.width = (base_ > 0 || first == 1000 ? base_ + 10000 : std::max(10 * first, 10u)) - first;
  size_ = static_cast<std::size_t>(put_anew(first, first, pattern_.data()) - pattern_.data());
  // "[12340000, 12340000], "
  const std::size_t digits = (size_ - std::strlen("[, ], ")) / 2;
  const std::size_t last = std::min<std::size_t>(digits, 4);
  begin_ = make_place(1 + digits - last, last);
  end_ = make_place(1 + digits + std::strlen(", ") + digits - last, last);
  if (size_ <= kLane) make_lane();
}

SpanPrinter::Place SpanPrinter::make_place(std::size_t at, std::size_t digits) const {
  const std::uint64_t there = text::load_little_endian(pattern_.data() + at, 4);
  const int shift = 8 * (4 - static_cast<int>(digits));
  return {at, digits, static_cast<std::uint32_t>(there >> 8 * digits << 8 * digits), shift};
}

void SpanPrinter::make_lane() {
  digits_at_.fill(-1);
  std::copy_n(pattern_.begin(), kLane, others_.begin());
  const auto put = [&](const Place& place, std::size_t first_digit) {
    for (std::size_t i = 0; i < place.digits; ++i) {
      digits_at_[place.at + i] = static_cast<char>(first_digit + 4 - place.digits + i);
      others_[place.at + i] = '0';
    }
  };
  put(begin_, 0);
  put(end_, 4);
}

#if defined(__x86_64__) && defined(__GNUC__)

namespace {

const bool kHasWideBlocks = text::has_wide_blocks();

/// The digits of eight numbers below ten thousand, the first in the lowest byte, as 0 to 9.
WAYMARK_WIDE __m256i digits_of(__m256i numbers) {
  // A quotient is a product's high half.
  const __m256i hundreds =
      _mm256_srli_epi16(_mm256_mulhi_epu16(numbers, _mm256_set1_epi16(5243)), 3);
  const __m256i rest =
      _mm256_sub_epi16(numbers, _mm256_mullo_epi16(hundreds, _mm256_set1_epi16(100)));
  const __m256i pairs = _mm256_or_si256(hundreds, _mm256_slli_epi32(rest, 16));
  const __m256i tens = _mm256_mulhi_epu16(pairs, _mm256_set1_epi16(6554));
  const __m256i ones = _mm256_sub_epi16(pairs, _mm256_mullo_epi16(tens, _mm256_set1_epi16(10)));
  return _mm256_or_si256(tens, _mm256_slli_epi16(ones, 8));
}

/// Whether all of eight numbers lie in a range that isn't empty.
WAYMARK_WIDE bool are_all_in(__m256i numbers, std::uint32_t first, std::uint32_t width) {
  const __m256i from_first = _mm256_sub_epi32(numbers, _mm256_set1_epi32(static_cast<int>(first)));
  const __m256i most = _mm256_set1_epi32(static_cast<int>(width - 1));
  const __m256i in_range = _mm256_cmpeq_epi32(_mm256_min_epu32(from_first, most), from_first);
  return _mm256_movemask_epi8(in_range) == -1;
}

WAYMARK_WIDE __m128i load_lane(const std::array<char, 16>& lane) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(lane.data()));
}

WAYMARK_WIDE void store_lane(__m128i lane, char* at) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(at), lane);
}

}  // namespace

/// Puts spans by fours as long as they lie in the stretch and the pattern serves their numbers.
/// Gives how many. Requires: there is a stretch, and a pattern.
WAYMARK_WIDE std::size_t SpanPrinter::put_fours(std::span<const Span> spans,
                                                text::OffsetWalk::Stretch stretch,
                                                char*& at) const {
  static_assert(sizeof(Span) == 8 && offsetof(Span, end) == 4);
  if (!kHasWideBlocks || size_ > kLane) return 0;
  // What is written as bytes may be anything for the compiler, these among it.
  const std::size_t size = size_;
  const std::uint32_t base = base_;
  const Range served = numbers_;
  char* to = at;
  const __m256i digits_at = _mm256_broadcastsi128_si256(load_lane(digits_at_));
  const __m256i others = _mm256_broadcastsi128_si256(load_lane(others_));
  const auto put_two = [&](__m256i digits) WAYMARK_WIDE {
    const __m256i lanes = _mm256_or_si256(_mm256_shuffle_epi8(digits, digits_at), others);
    store_lane(_mm256_castsi256_si128(lanes), to);
    store_lane(_mm256_extracti128_si256(lanes, 1), to + size);
    to += 2 * size;
  };
  std::size_t next = 0;
  for (; next + kFour <= spans.size(); next += kFour) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&spans[next]));
    const __m256i numbers =
        _mm256_add_epi32(bytes, _mm256_set1_epi32(static_cast<int>(stretch.to_units)));
    if (!are_all_in(bytes, stretch.begin, stretch.size) ||
        !are_all_in(numbers, served.first, served.width))
      break;
    const __m256i digits =
        digits_of(_mm256_sub_epi32(numbers, _mm256_set1_epi32(static_cast<int>(base))));
    put_two(_mm256_permute4x64_epi64(digits, 0b01'01'00'00));
    put_two(_mm256_permute4x64_epi64(digits, 0b11'11'10'10));
  }
  at = to;
  return next;
}

#else

std::size_t SpanPrinter::put_fours(std::span<const Span>, text::OffsetWalk::Stretch, char*&) const {
  return 0;
}

#endif

}  // namespace waymark::format
