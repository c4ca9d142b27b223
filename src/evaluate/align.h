// SPDX-License-Identifier: Apache-2.0
// Which predicted mention answers which gold mention. Each is used at most once; where several
// would do, the better pair comes first, then the earlier gold mention, then the earlier predicted
// one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/document.h"

namespace waymark::evaluate {

/// A mention as it is compared.
struct Item {
  std::uint32_t mention = 0;  ///< position in Document::mentions
  std::string_view label;
  Span span;
  Span code_points;                ///< the same stretch, counted in code points
  std::vector<Span> alternatives;  ///< further spans that are as good
  [[nodiscard]] bool is_found_at(Span other) const;
};

/// Units: positions in the two lists that were aligned.
struct Pair {
  std::uint32_t gold = 0, predicted = 0;
  friend bool operator==(const Pair&, const Pair&) = default;
};

/// The mentions of a document whose label is in `structured`, in the document's order, or those of
/// other labels, by begin, then end. Lifetime: labels refer to `document`.
[[nodiscard]] std::vector<Item> list_items(const Document& document,
                                           const std::vector<std::string>& structured,
                                           bool wants_structured);

/// Same span and label.
[[nodiscard]] std::vector<Pair> pair_strictly(const std::vector<Item>& gold,
                                              const std::vector<Item>& predicted);

/// Same span; a pair of one label is preferred.
[[nodiscard]] std::vector<Pair> pair_spans(const std::vector<Item>& gold,
                                           const std::vector<Item>& predicted);

/// How many overlapping pairs of one document are looked at.
inline constexpr std::size_t kMaxOverlaps = 4'000'000;

/// Same label and at least one code point shared, the largest overlap first.
/// Errors: none if there are more than kMaxOverlaps such pairs, which only nonsense has.
[[nodiscard]] std::optional<std::vector<Pair>> pair_overlaps(const std::vector<Item>& gold,
                                                             const std::vector<Item>& predicted);

/// Who answers whom when every way of being near counts: same span and label, then same span, then
/// overlapping with the same label, then overlapping; of the last two the largest overlap first.
/// Errors: none if there are more than kMaxOverlaps overlapping pairs.
[[nodiscard]] std::optional<std::vector<Pair>> pair_nearest(const std::vector<Item>& gold,
                                                            const std::vector<Item>& predicted);

/// Finds the items that overlap a span without looking at the others: items by begin, and above
/// them a binary tree of the furthest end in each half.
class OverlapIndex {
 public:
  /// Lifetime: `items` must outlive the index.
  explicit OverlapIndex(const std::vector<Item>& items);

  /// Calls `visit(position)` for each item that shares a byte with `span`, by begin, until it
  /// returns false.
  template <class Visit>
  void visit(Span span, Visit visit) const {
    for (std::size_t i = next_reaching(0, span.begin); i < by_begin_.size();
         i = next_reaching(i + 1, span.begin)) {
      const Item& item = (*items_)[by_begin_[i]];
      if (item.span.begin >= span.end) return;
      if (item.span.overlaps(span) && !visit(by_begin_[i])) return;
    }
  }

 private:
  /// The first place at or after `from` whose item ends behind `begin`; by_begin_.size() if there
  /// is none.
  [[nodiscard]] std::size_t next_reaching(std::size_t from, std::uint32_t begin) const;

  const std::vector<Item>* items_;
  std::vector<std::uint32_t> by_begin_;
  std::size_t leaves_ = 1;
  std::vector<std::uint32_t> furthest_;  // of the tree's node i; its children are 2i and 2i + 1
};

}  // namespace waymark::evaluate
