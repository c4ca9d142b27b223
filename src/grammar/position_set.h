// SPDX-License-Identifier: Apache-2.0
// A set of positions of one sentence as bits, so that a pattern can be asked about all of them at
// once. Sentences with more positions than fit are matched without it.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "match/lattice.h"

namespace waymark::grammar {

class PositionSet {
 public:
  static constexpr match::Position kMost = 255;  ///< the highest position that fits

  /// All positions from 0 to one. Requires: it fits.
  [[nodiscard]] static PositionSet up_to(match::Position last) {
    PositionSet all;
    for (std::size_t i = 0; i < last / 64; ++i) all.words_[i] = ~std::uint64_t{0};
    all.words_[last / 64] = ~std::uint64_t{0} >> (63 - last % 64);
    return all;
  }
  void add(match::Position at) { words_[at / 64] |= 1ull << (at % 64); }
  void add_if(match::Position at, bool is_in) {
    words_[at / 64] |= std::uint64_t{is_in} << (at % 64);
  }
  [[nodiscard]] bool has(match::Position at) const {
    return (words_[at / 64] >> (at % 64) & 1u) != 0;
  }
  [[nodiscard]] bool empty() const { return (words_[0] | words_[1] | words_[2] | words_[3]) == 0; }
  void clear() { words_ = {}; }
  [[nodiscard]] int count() const {
    int count = 0;
    for (const std::uint64_t word : words_) count += std::popcount(word);
    return count;
  }

  PositionSet& operator|=(const PositionSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] |= other.words_[i];
    return *this;
  }
  PositionSet& operator&=(const PositionSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] &= other.words_[i];
    return *this;
  }
  void remove(const PositionSet& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] &= ~other.words_[i];
  }
  [[nodiscard]] PositionSet without(const PositionSet& other) const {
    PositionSet rest = *this;
    rest.remove(other);
    return rest;
  }
  /// Each position's right neighbour.
  [[nodiscard]] PositionSet next() const {
    PositionSet moved;
    for (std::size_t i = 0; i < kWords; ++i)
      moved.words_[i] = words_[i] << 1 | (i > 0 ? words_[i - 1] >> 63 : 0);
    return moved;
  }
  /// Each position's left neighbour.
  [[nodiscard]] PositionSet previous() const {
    PositionSet moved;
    for (std::size_t i = 0; i < kWords; ++i)
      moved.words_[i] = words_[i] >> 1 | (i + 1 < kWords ? words_[i + 1] << 63 : 0);
    return moved;
  }
  /// Calls visit(position), ascending.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < kWords; ++i)
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        visit(static_cast<match::Position>(i * 64 +
                                           static_cast<std::size_t>(std::countr_zero(word))));
  }
  friend bool operator==(const PositionSet&, const PositionSet&) = default;

 private:
  static constexpr std::size_t kWords = (kMost + 1) / 64;
  std::array<std::uint64_t, kWords> words_{};
};

}  // namespace waymark::grammar
