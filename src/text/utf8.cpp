// SPDX-License-Identifier: Apache-2.0
// Validation skips ASCII many bytes at a time and looks at single bytes only where a sequence
// begins.
#include "text/utf8.h"

#include <bit>

#include "text/byte_block.h"
#include "text/hash.h"
#include "text/wide_byte_block.h"

namespace waymark::text {
namespace {

constexpr std::size_t kSkipped = 64;                        // bytes, at once
constexpr std::uint64_t kHighBits = 0x8080808080808080ull;  // of eight bytes

#if defined(__x86_64__) && defined(__GNUC__)

const bool kHasWideBlocks = has_wide_blocks();

// Skips sixty-four bytes after sixty-four that are ASCII.
WAYMARK_WIDE std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  for (; at + kSkipped <= bytes.size(); at += kSkipped) {
    const auto* both = reinterpret_cast<const __m256i*>(bytes.data() + at);
    const __m256i all = _mm256_or_si256(_mm256_loadu_si256(both), _mm256_loadu_si256(both + 1));
    if (_mm256_movemask_epi8(all) != 0) break;
  }
  return at;
}

#else

constexpr bool kHasWideBlocks = false;
std::size_t skip_ascii(std::string_view, std::size_t at) { return at; }

#endif

bool has_beyond_ascii(std::uint64_t bytes) { return (bytes & kHighBits) != 0; }

// Requires: there is one.
std::size_t first_beyond_ascii(std::uint64_t bytes) {
  return static_cast<std::size_t>(std::countr_zero(bytes & kHighBits)) / 8;
}

// The size of the well-formed sequence at `at`, which begins with a byte of 0x80 or more; 0 if
// there is none.
std::size_t sequence_size(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u;
  };
  const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned first = byte(0);
  if (first >= 0xC2 && first <= 0xDF) return is_tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && is_tail(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && is_tail(2) && is_tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::size_t end_of_ascii(std::string_view bytes, std::size_t at) {
  if (kHasWideBlocks && at + kSkipped <= bytes.size()) at = skip_ascii(bytes, at);
  for (; at + ByteBlock::kSize <= bytes.size(); at += ByteBlock::kSize) {
    const std::uint32_t beyond = ByteBlock(bytes.data() + at).lies_beyond_ascii().mask();
    if (beyond != 0) return at + static_cast<std::size_t>(std::countr_zero(beyond));
  }
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  for (; at + kWord <= bytes.size(); at += kWord) {
    const std::uint64_t word = load_little_endian(bytes.data() + at, kWord);
    if (has_beyond_ascii(word)) return at + first_beyond_ascii(word);
  }
  if (at >= bytes.size() || bytes.size() < kWord) {
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    return at;
  }
  const std::size_t rest = bytes.size() - at;
  const std::uint64_t last = load_little_endian(bytes.data() + bytes.size() - kWord, kWord);
  const std::uint64_t word = last >> 8 * (kWord - rest);
  return has_beyond_ascii(word) ? at + first_beyond_ascii(word) : bytes.size();
}

std::size_t find_invalid_utf8(std::string_view bytes) {
  std::size_t at = end_of_ascii(bytes, 0);
  while (at < bytes.size()) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      at = end_of_ascii(bytes, at);
      continue;
    }
    const std::size_t size = sequence_size(bytes, at);
    if (size == 0) return at;
    at += size;
  }
  return kAllValid;
}

std::size_t count_code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

void append_utf8(char32_t c, std::string& out) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += {static_cast<char>(0xC0 | c >> 6), tail(0)};
  } else if (c < 0x10000) {
    out += {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
  } else {
    out += {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
  }
}

}  // namespace waymark::text
