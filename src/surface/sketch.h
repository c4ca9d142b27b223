// SPDX-License-Identifier: Apache-2.0
// What a spelling looks like, in 64 bits: its ends, which letters it has, its size. What two
// sketches differ in must have cost something, so that of a hundred spellings all but a few are
// refused without a look at their letters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace waymark::surface {

/// Bits of a sketch, from the lowest: kinds of consonants, vowels and soft letters, consonants that
/// stand for each other; the first letter; the last one and whether it is doubled; the size; how
/// many letters there are of four sorts, up to seven of each.
using Sketch = std::uint64_t;

namespace sketch_bits {
inline constexpr int kKinds = 9, kVowels = 8, kConsonants = 12, kFirst = 5, kLast = 6, kSize = 6,
                     kCounts = 6;
inline constexpr int kVowelsAt = kKinds, kConsonantsAt = kVowelsAt + kVowels,
                     kFirstAt = kConsonantsAt + kConsonants, kLastAt = kFirstAt + kFirst,
                     kSizeAt = kLastAt + kLast, kCountsAt = kSizeAt + kSize,
                     kMoreCountsAt = kCountsAt + kCounts;
static_assert(kMoreCountsAt + kCounts <= 64);
[[nodiscard]] constexpr std::size_t cut(Sketch sketch, int at, int count) {
  return static_cast<std::size_t>(sketch >> at) & ((std::size_t{1} << count) - 1);
}
}  // namespace sketch_bits

/// Requires: folded, of at most kLongestNear bytes. Letters outside a–z are only counted.
[[nodiscard]] Sketch sketch(std::string_view folded);

/// Units: bytes.
[[nodiscard]] constexpr std::size_t size_of_sketched(Sketch sketch) {
  return sketch_bits::cut(sketch, sketch_bits::kSizeAt, sketch_bits::kSize);
}

/// What unlike letters of two spellings cost at least, by what differs in their sketches.
/// Units: hundredths of confusion_distance.
struct LetterBounds {
  std::array<std::uint8_t, 1u << sketch_bits::kKinds> kinds;
  std::array<std::uint8_t, 1u << sketch_bits::kVowels> vowels;
  std::array<std::uint8_t, 1u << sketch_bits::kConsonants> consonants;
};

/// What other counts cost at least, by those of the other spelling. Units: as LetterBounds.
using CountBounds = std::array<std::uint8_t, 1u << sketch_bits::kCounts>;

/// Tells by their sketches which spellings cannot be near one.
class SketchFilter {
 public:
  /// Requires: as sketch().
  SketchFilter(std::string_view folded, double limit);

  /// Whether confusion_distance may be within the limit; where it is false it is not.
  [[nodiscard]] bool may_be_near(Sketch other) const {
    using namespace sketch_bits;
    if (std::size_t{first_[cut(other, kFirstAt, kFirst)]} + last_[cut(other, kLastAt, kLast)] >
        limit_)
      return false;
    if (std::size_t{(*counts_)[cut(other, kCountsAt, kCounts)]} +
            (*more_counts_)[cut(other, kMoreCountsAt, kCounts)] >
        limit_)
      return false;
    const Sketch unlike = own_ ^ other;
    return std::size_t{letters_->kinds[cut(unlike, 0, kKinds)]} +
               letters_->vowels[cut(unlike, kVowelsAt, kVowels)] +
               letters_->consonants[cut(unlike, kConsonantsAt, kConsonants)] <=
           limit_;
  }

 private:
  std::array<std::uint8_t, 1u << sketch_bits::kFirst> first_;
  std::array<std::uint8_t, 1u << sketch_bits::kLast> last_;
  Sketch own_;
  const LetterBounds* letters_;
  const CountBounds *counts_, *more_counts_;  // of this spelling's own counts
  std::size_t limit_;                         // as the bounds count
};

}  // namespace waymark::surface
