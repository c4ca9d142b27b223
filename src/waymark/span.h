// SPDX-License-Identifier: Apache-2.0
// A span names a stretch of text by where it begins and ends, never by a copy of it. Everything
// that waymark says about a text hangs on spans.
#pragma once

#include <compare>
#include <cstdint>

namespace waymark {

/// A half-open stretch [begin, end) of a text.
/// Units: UTF-8 bytes of the text as given.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t byte_size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin >= end; }
  /// Whether `inner` lies in this span; a span contains itself.
  [[nodiscard]] constexpr bool contains(Span inner) const {
    return begin <= inner.begin && inner.end <= end;
  }
  /// Whether the two share at least one byte.
  [[nodiscard]] constexpr bool overlaps(Span other) const {
    return begin < other.end && other.begin < end;
  }
  friend constexpr auto operator<=>(Span, Span) = default;
};

/// A half-open run [begin, end) of tokens.
/// Units: token numbers of one document, from 0.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t token_count() const { return end - begin; }
  friend constexpr auto operator<=>(TokenRange, TokenRange) = default;
};

}  // namespace waymark
