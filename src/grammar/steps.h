// SPDX-License-Identifier: Apache-2.0
// From where to where the elements of patterns lead in a sentence, as sets of positions: found
// once, asked by all rules.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "grammar/position_set.h"
#include "match/lattice.h"

namespace waymark::grammar {

using match::Position;

/// Where a part of a pattern can end, in order of preference, none twice.
using Ends = boost::container::small_vector<Position, 8>;

/// How many steps to a neighbouring position lie between two.
[[nodiscard]] constexpr std::uint32_t distance(Position a, Position b) {
  return a > b ? a - b : b - a;
}

/// From where to where an element of patterns leads in a sentence.
class Steps {
 public:
  explicit Steps(bool is_backward = false) : backward_(is_backward) {}
  void add(Position from, Position to) {
    if (to == (backward_ ? from - 1 : from + 1)) {
      single_.add(from);
    } else {
      longer_.emplace_back(from, to);
    }
  }
  /// Adds steps to the neighbouring positions.
  void add_single(const PositionSet& from) { single_ |= from; }
  /// Adds the positions from which it leads to one of `ends`.
  void add_starts(const PositionSet& ends, PositionSet& starts) const {
    PositionSet near = backward_ ? ends.next() : ends.previous();
    near &= single_;
    starts |= near;
    for (const auto& [from, to] : longer_)
      if (ends.has(to)) starts.add(from);
  }
  /// Appends where it leads from a position, farther first.
  void add_ends_of(Position from, Ends& ends) const {
    for (const auto& [start, end] : longer_)
      if (start == from) ends.push_back(end);
    if (single_.has(from)) ends.push_back(backward_ ? from - 1 : from + 1);
  }
  /// Adds the positions to which it leads from any of `from`.
  void add_ends(const PositionSet& from, PositionSet& ends) const {
    PositionSet moving = from;
    moving &= single_;
    ends |= backward_ ? moving.previous() : moving.next();
    for (const auto& [start, end] : longer_)
      if (from.has(start)) ends.add(end);
  }
  PositionSet known;  ///< of a regular expression: the positions from which it has been tried

 private:
  bool backward_;
  PositionSet single_;
  std::vector<std::pair<Position, Position>> longer_;
};

/// The steps of elements, found when they are first asked for. Equal elements have one number, so
/// that all rules share them.
class StepMemo {
 public:
  /// Begins a sentence.
  void clear(std::size_t elements);
  /// Null: they aren't known. Lifetime: until the next call of another member.
  [[nodiscard]] Steps* find(std::uint32_t element) {
    return place_of_[element] != 0 ? &found_[place_of_[element] - 1] : nullptr;
  }
  /// Lifetime: until the next call of another member.
  Steps& add(std::uint32_t element, Steps steps);

 private:
  std::vector<std::uint32_t> place_of_;  ///< by element: where it stands in found_, from 1
  std::vector<Steps> found_;
  std::vector<std::uint32_t> elements_;  ///< those found
};

}  // namespace waymark::grammar
