// SPDX-License-Identifier: Apache-2.0
// Writes spans that come one after another, as those of tokens do: while they have as many digits
// as the one before, and all but the last four are the same, only these are written anew; of four
// spans at once, where the machine can.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "text/offset_map.h"
#include "waymark/span.h"

namespace waymark::format {

class SpanPrinter {
 public:
  /// As many bytes a span may take or overwrite.
  static constexpr std::size_t kLongest = 32;

  /// `at_once`: of so many spans numbers are made at once, or fewer where the machine can't.
  explicit SpanPrinter(std::size_t at_once = 4) : at_once_(at_once) {}

  /// Puts each as "[begin, end], ", in the units of `offsets`, and gives where the last one ends.
  /// Requires: room for kLongest bytes each.
  char* put(std::span<const Span> spans, text::OffsetWalk& offsets, char* at);

 private:
  /// Where a number's last digits stand, four or all that it has.
  struct Place {
    std::size_t at = 0, digits = 0;
    std::uint32_t behind = 0;  ///< what stands behind fewer than four
    int shift = 0;
    void put(std::uint32_t number, char* pattern) const;
  };
  /// The numbers [first, first + width).
  struct Range {
    std::uint32_t first = 0, width = 0;
  };

  [[nodiscard]] bool serves(std::uint32_t byte, text::OffsetWalk::Stretch stretch) const;
  char* put_one(std::uint32_t begin, std::uint32_t end, char* at);
  std::size_t put_fours(std::span<const Span> spans, text::OffsetWalk::Stretch stretch,
                        char*& at) const;
  void take_numbers_like(std::uint32_t number);
  void make_lane();
  [[nodiscard]] Place make_place(std::size_t at, std::size_t digits) const;

  static constexpr std::size_t kFour = 4;
  static constexpr std::size_t kLane = 16;  ///< bytes of a span that is one of four
  std::size_t at_once_;
  std::array<char, kLongest> pattern_{};
  std::size_t size_ = 0;
  Place begin_, end_;
  std::uint32_t base_ = 0;  ///< of which the last four digits are zeros
  Range numbers_;           ///< that the pattern serves
  // Of a span that is one of four, by its bytes: which of eight digits stands there, four of either
  // number (-1: none does), and what else, with '0' for a digit.
  std::array<char, kLane> digits_at_{}, others_{};
};

}  // namespace waymark::format
