// SPDX-License-Identifier: Apache-2.0
// Where in a sentence nodes can begin, as far as their start sets tell: by tokens, which stay, and
// by mentions, which come and go from phase to phase.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/engine.h"
#include "grammar/position_set.h"
#include "match/lattice.h"

namespace waymark::grammar {

using match::Position;

struct Scan;  // scan.h

/// Where in the sentence start sets are fulfilled, found when they are first asked for.
class StartPlaces {
 public:
  /// Begins a sentence.
  void clear(const Engine& engine);
  /// Other mentions stand in the sentence; its tokens stay.
  void forget_labels() { has_looked_at_labels_ = false, ++turn_; }
  /// Whether it is known already where a set is fulfilled.
  [[nodiscard]] bool knows(std::uint32_t set) const { return place_of_[set] != 0; }
  /// Requires: all positions fit a set. Lifetime: until the next call.
  const PositionSet& of(const Scan& scan, std::uint32_t set) {
    if (place_of_[set] == 0) add(scan, set);
    Found& found = found_[place_of_[set] - 1];
    if (found.turn != turn_) add_labels(scan, set, found);
    return found.places;
  }

 private:
  struct Found {
    PositionSet of_tokens, places;
    std::uint32_t turn = 0;  ///< when `places` was filled
  };
  /// A token that is a word of the rules.
  struct WordPlace {
    WordId word = kNoWord;
    Position from = 0, to = 0;
  };
  /// Where mentions with a label begin and end.
  struct LabelPlaces {
    PositionSet begins, ends;
  };
  void add(const Scan& scan, std::uint32_t set);
  void add_words(const StartSet& wanted, PositionSet& places) const;
  void add_labels(const Scan& scan, std::uint32_t set, Found& found);
  void look_at_words(const Scan& scan);
  void look_at_labels(const Scan& scan);
  static void add_classes(const Scan& scan, const StartSet& wanted, PositionSet& places);

  std::vector<std::uint32_t> place_of_;  ///< by set: where it stands in found_, from 1; 0: nowhere
  std::vector<Found> found_;
  std::vector<std::uint32_t> sets_;  ///< those found
  std::uint32_t turn_ = 1;
  bool has_looked_at_words_ = false, has_looked_at_labels_ = false;
  std::vector<WordPlace> words_;
  std::vector<LabelPlaces> label_places_;  ///< by label
};

/// Whether a start set is fulfilled at a position; asks that one alone.
[[nodiscard]] bool stands_at(const Scan& scan, const StartSet& wanted, Position at);

}  // namespace waymark::grammar
