// SPDX-License-Identifier: Apache-2.0
// What look-ahead and contexts asked of nodes in the sentence at hand; cleared in constant time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "grammar/engine.h"
#include "grammar/position_set.h"

namespace waymark::grammar {

/// From where in the sentence nodes have an end that look-ahead and contexts ask for; rules share
/// it.
class AheadMemo {
 public:
  /// Begins a sentence.
  void clear(std::size_t nodes) {
    if (entries_.size() < nodes) entries_.resize(nodes);
    if (++turn_ != 0) return;
    std::fill(entries_.begin(), entries_.end(), Entry{});
    turn_ = 1;
  }
  struct Entry {
    std::uint32_t turn = 0;
    PositionSet known, standing;
  };
  Entry& of(NodeId node) {
    Entry& entry = entries_[node];
    if (entry.turn != turn_) entry = {turn_, {}, {}};
    return entry;
  }

 private:
  std::vector<Entry> entries_;
  std::uint32_t turn_ = 0;
};

}  // namespace waymark::grammar
