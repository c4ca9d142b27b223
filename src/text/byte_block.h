// SPDX-License-Identifier: Apache-2.0
// Sixteen bytes looked at as one: each question is answered for all of them by a mask, bit i for
// byte i. SSE2 where the machine has it (every x86-64 has), a plain loop elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace waymark::text {

/// The answers to a question, one a byte. Joining them before they become a mask is the cheaper
/// way.
class ByteTruths {
 public:
#if defined(__SSE2__)
  /// The highest bit of a byte answers.
  explicit ByteTruths(__m128i bytes) : bytes_(bytes) {}
  [[nodiscard]] std::uint32_t mask() const {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes_));
  }
  friend ByteTruths operator|(ByteTruths a, ByteTruths b) {
    return ByteTruths(_mm_or_si128(a.bytes_, b.bytes_));
  }

 private:
  friend class ByteBlock;
  __m128i bytes_;
#else
  explicit ByteTruths(std::uint32_t mask) : mask_(mask) {}
  [[nodiscard]] std::uint32_t mask() const { return mask_; }
  friend ByteTruths operator|(ByteTruths a, ByteTruths b) { return ByteTruths(a.mask_ | b.mask_); }

 private:
  std::uint32_t mask_;
#endif
};

class ByteBlock {
 public:
  using Truths = ByteTruths;
  static constexpr std::size_t kSize = 16;

#if defined(__SSE2__)
  /// Requires: sixteen readable bytes.
  explicit ByteBlock(const char* bytes)
      : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes))) {}

  [[nodiscard]] ByteTruths is(char c) const {
    return ByteTruths(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c)));
  }
  [[nodiscard]] static ByteBlock zeros() { return ByteBlock(_mm_setzero_si128()); }

  /// From `low` to `high`, as unsigned numbers.
  [[nodiscard]] ByteTruths lies_between(unsigned char low, unsigned char high) const {
    const __m128i from_low = _mm_sub_epi8(bytes_, _mm_set1_epi8(static_cast<char>(low)));
    const __m128i width = _mm_set1_epi8(static_cast<char>(high - low));
    return ByteTruths(_mm_cmpeq_epi8(_mm_min_epu8(from_low, width), from_low));
  }
  [[nodiscard]] ByteTruths lies_beyond_ascii() const { return ByteTruths(bytes_); }
  /// Below a space, or beyond ASCII.
  [[nodiscard]] ByteTruths is_no_print() const {
    return ByteTruths(_mm_cmplt_epi8(bytes_, _mm_set1_epi8(' ')));
  }

  /// The bytes with `bit` set in all of them.
  [[nodiscard]] ByteBlock with_bit(char bit) const {
    return ByteBlock(_mm_or_si128(bytes_, _mm_set1_epi8(bit)));
  }
  /// The bytes with `bit` set in those of which something is true, as lies_between() answers.
  [[nodiscard]] ByteBlock with_bit(ByteTruths truths, char bit) const {
    return ByteBlock(_mm_or_si128(bytes_, _mm_and_si128(truths.bytes_, _mm_set1_epi8(bit))));
  }
  /// Whether they have a bit, one that is none of the highest two.
  [[nodiscard]] ByteTruths has_bit(char bit) const {
    return ByteTruths(
        _mm_cmpgt_epi8(_mm_and_si128(bytes_, _mm_set1_epi8(bit)), _mm_setzero_si128()));
  }
  /// The bits that are set in `other` and not here.
  [[nodiscard]] ByteBlock bits_added_in(ByteBlock other) const {
    return ByteBlock(_mm_andnot_si128(bytes_, other.bytes_));
  }
  /// Requires: room for sixteen bytes.
  void store(char* bytes) const { _mm_storeu_si128(reinterpret_cast<__m128i*>(bytes), bytes_); }

 private:
  explicit ByteBlock(__m128i bytes) : bytes_(bytes) {}

  __m128i bytes_;
#else
  explicit ByteBlock(const char* bytes) { std::memcpy(bytes_, bytes, kSize); }
  [[nodiscard]] static ByteBlock zeros() { return ByteBlock("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"); }

  [[nodiscard]] ByteTruths is(char c) const {
    return lies_between(static_cast<unsigned char>(c), static_cast<unsigned char>(c));
  }
  [[nodiscard]] ByteTruths lies_between(unsigned char low, unsigned char high) const {
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < kSize; ++i)
      mask |= std::uint32_t{bytes_[i] >= low && bytes_[i] <= high} << i;
    return ByteTruths(mask);
  }
  [[nodiscard]] ByteTruths lies_beyond_ascii() const { return lies_between(0x80, 0xFF); }
  [[nodiscard]] ByteTruths is_no_print() const {
    return lies_between(0, 0x1F) | lies_beyond_ascii();
  }

  [[nodiscard]] ByteBlock with_bit(char bit) const { return with_bit(lies_between(0, 0xFF), bit); }
  [[nodiscard]] ByteBlock with_bit(ByteTruths truths, char bit) const {
    ByteBlock result = *this;
    for (std::size_t i = 0; i < kSize; ++i)
      if ((truths.mask() >> i & 1) != 0) result.bytes_[i] |= static_cast<unsigned char>(bit);
    return result;
  }
  [[nodiscard]] ByteTruths has_bit(char bit) const {
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < kSize; ++i)
      mask |= std::uint32_t{(bytes_[i] & static_cast<unsigned char>(bit)) != 0} << i;
    return ByteTruths(mask);
  }
  [[nodiscard]] ByteBlock bits_added_in(const ByteBlock& other) const {
    ByteBlock result = other;
    for (std::size_t i = 0; i < kSize; ++i)
      result.bytes_[i] &= static_cast<unsigned char>(~bytes_[i]);
    return result;
  }
  void store(char* bytes) const { std::memcpy(bytes, bytes_, kSize); }

 private:
  unsigned char bytes_[kSize];
#endif
};

}  // namespace waymark::text
