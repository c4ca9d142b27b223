// SPDX-License-Identifier: Apache-2.0
// Equal spans are paired through a map from span to mentions; overlaps by listing every overlapping
// pair, largest first. Lengths of overlaps are code points, so that the answer does not depend on
// how a script is encoded.
#include "evaluate/align.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "text/utf8.h"

namespace waymark::evaluate {
namespace {

/// Sets code_points of all items in one pass over the text.
void count_code_points_of(std::string_view text, std::vector<Item>& items) {
  std::vector<std::pair<std::uint32_t, std::uint32_t*>> borders;
  for (Item& item : items) {
    borders.emplace_back(item.span.begin, &item.code_points.begin);
    borders.emplace_back(item.span.end, &item.code_points.end);
  }
  std::sort(borders.begin(), borders.end());
  std::size_t at = 0;
  std::uint32_t count = 0;
  for (const auto& [byte, target] : borders) {
    const std::size_t stop = std::min<std::size_t>(byte, text.size());
    count += static_cast<std::uint32_t>(text::count_code_points(text.substr(at, stop - at)));
    at = stop;
    *target = count;
  }
}

/// Predicted items by what they are found through, in order; those used are taken off the front.
template <class Key>
class Waiting {
 public:
  void add(Key key, std::uint32_t position) { lists_[key].positions.push_back(position); }

  /// The earliest unused position under any of `keys`, which is then used.
  std::optional<std::uint32_t> take(const std::vector<Key>& keys, std::vector<bool>& used) {
    List* best = nullptr;
    for (const Key& key : keys) {
      const auto found = lists_.find(key);
      if (found == lists_.end()) continue;
      List& list = found->second;
      while (list.next < list.positions.size() && used[list.positions[list.next]]) ++list.next;
      if (list.next == list.positions.size()) continue;
      if (best == nullptr || list.positions[list.next] < best->positions[best->next]) best = &list;
    }
    if (best == nullptr) return std::nullopt;
    const std::uint32_t position = best->positions[best->next++];
    used[position] = true;
    return position;
  }

 private:
  struct List {
    std::vector<std::uint32_t> positions;
    std::size_t next = 0;
  };
  std::map<Key, List> lists_;
};

std::vector<Span> spans_of(const Item& item) {
  std::vector<Span> spans = {item.span};
  spans.insert(spans.end(), item.alternatives.begin(), item.alternatives.end());
  return spans;
}

using LabelledSpan = std::pair<Span, std::string_view>;

/// Pairs of one label and span; what they use is marked in the two lists.
std::vector<Pair> pair_labelled(const std::vector<Item>& gold, const std::vector<Item>& predicted,
                                std::vector<bool>& gold_used, std::vector<bool>& used) {
  Waiting<LabelledSpan> waiting;
  for (std::uint32_t i = 0; i < predicted.size(); ++i)
    waiting.add({predicted[i].span, predicted[i].label}, i);
  std::vector<Pair> pairs;
  for (std::uint32_t i = 0; i < gold.size(); ++i) {
    std::vector<LabelledSpan> keys;
    for (const Span span : spans_of(gold[i])) keys.emplace_back(span, gold[i].label);
    if (const auto found = waiting.take(keys, used)) {
      pairs.push_back({i, *found});
      gold_used[i] = true;
    }
  }
  return pairs;
}

struct Overlap {
  std::uint32_t code_points, gold, predicted;
  bool same_label;
};

/// Every pair that shares a code point, with other labels too if `any_label`; none if there are too
/// many.
std::optional<std::vector<Overlap>> list_overlaps(const std::vector<Item>& gold,
                                                  const std::vector<Item>& predicted,
                                                  bool any_label) {
  std::vector<Overlap> overlaps;
  const OverlapIndex index(predicted);
  std::size_t seen = 0;
  for (std::uint32_t i = 0; i < gold.size() && seen <= kMaxOverlaps; ++i) {
    const Span span = gold[i].code_points;
    index.visit(gold[i].span, [&](std::uint32_t j) {
      const Span other = predicted[j].code_points;
      const bool same_label = predicted[j].label == gold[i].label;
      if (same_label || any_label)
        overlaps.push_back(
            {std::min(span.end, other.end) - std::max(span.begin, other.begin), i, j, same_label});
      return ++seen <= kMaxOverlaps;
    });
  }
  if (seen > kMaxOverlaps) return std::nullopt;
  std::sort(overlaps.begin(), overlaps.end(), [](const Overlap& a, const Overlap& b) {
    return std::tie(b.same_label, b.code_points, a.gold, a.predicted) <
           std::tie(a.same_label, a.code_points, b.gold, b.predicted);
  });
  return overlaps;
}

/// Takes overlaps in their order as long as both ends are unused.
void take_overlaps(const std::vector<Overlap>& overlaps, std::vector<bool>& gold_used,
                   std::vector<bool>& used, std::vector<Pair>& pairs) {
  for (const Overlap& overlap : overlaps) {
    if (gold_used[overlap.gold] || used[overlap.predicted]) continue;
    gold_used[overlap.gold] = used[overlap.predicted] = true;
    pairs.push_back({overlap.gold, overlap.predicted});
  }
}

/// Pairs of one span among those that are still unused.
void take_spans(const std::vector<Item>& gold, const std::vector<Item>& predicted,
                std::vector<bool>& gold_used, std::vector<bool>& used, std::vector<Pair>& pairs) {
  Waiting<Span> waiting;
  for (std::uint32_t i = 0; i < predicted.size(); ++i) waiting.add(predicted[i].span, i);
  for (std::uint32_t i = 0; i < gold.size(); ++i) {
    if (gold_used[i]) continue;
    if (const auto found = waiting.take(spans_of(gold[i]), used)) {
      pairs.push_back({i, *found});
      gold_used[i] = true;
    }
  }
}

}  // namespace

bool Item::is_found_at(Span other) const {
  return span == other ||
         std::find(alternatives.begin(), alternatives.end(), other) != alternatives.end();
}

std::vector<Item> list_items(const Document& document, const std::vector<std::string>& structured,
                             bool wants_structured) {
  std::vector<Item> items;
  for (std::uint32_t i = 0; i < document.mentions.size(); ++i) {
    const Mention& mention = document.mentions[i];
    const bool is_structured =
        std::find(structured.begin(), structured.end(), mention.label) != structured.end();
    if (is_structured == wants_structured)
      items.push_back({i, mention.label, mention.span, {}, mention.alternatives});
  }
  // Shorter first: where predictions overlap each other, the order decides which of two equals is
  // used up.
  if (!wants_structured)
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.span < b.span; });
  count_code_points_of(document.text, items);
  return items;
}

std::vector<Pair> pair_strictly(const std::vector<Item>& gold, const std::vector<Item>& predicted) {
  std::vector<bool> gold_used(gold.size()), used(predicted.size());
  return pair_labelled(gold, predicted, gold_used, used);
}

std::vector<Pair> pair_spans(const std::vector<Item>& gold, const std::vector<Item>& predicted) {
  std::vector<bool> gold_used(gold.size()), used(predicted.size());
  std::vector<Pair> pairs = pair_labelled(gold, predicted, gold_used, used);
  take_spans(gold, predicted, gold_used, used, pairs);
  return pairs;
}

std::optional<std::vector<Pair>> pair_overlaps(const std::vector<Item>& gold,
                                               const std::vector<Item>& predicted) {
  const auto overlaps = list_overlaps(gold, predicted, false);
  if (!overlaps) return std::nullopt;
  std::vector<bool> gold_used(gold.size()), used(predicted.size());
  std::vector<Pair> pairs;
  take_overlaps(*overlaps, gold_used, used, pairs);
  return pairs;
}

std::optional<std::vector<Pair>> pair_nearest(const std::vector<Item>& gold,
                                              const std::vector<Item>& predicted) {
  const auto overlaps = list_overlaps(gold, predicted, true);
  if (!overlaps) return std::nullopt;
  std::vector<bool> gold_used(gold.size()), used(predicted.size());
  std::vector<Pair> pairs = pair_labelled(gold, predicted, gold_used, used);
  take_spans(gold, predicted, gold_used, used, pairs);
  take_overlaps(*overlaps, gold_used, used, pairs);
  return pairs;
}

OverlapIndex::OverlapIndex(const std::vector<Item>& items)
    : items_(&items), by_begin_(items.size()) {
  std::iota(by_begin_.begin(), by_begin_.end(), 0u);
  std::stable_sort(by_begin_.begin(), by_begin_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return items[a].span.begin < items[b].span.begin;
  });
  while (leaves_ < items.size()) leaves_ *= 2;
  furthest_.resize(2 * leaves_);
  for (std::size_t i = 0; i < items.size(); ++i)
    furthest_[leaves_ + i] = items[by_begin_[i]].span.end;
  for (std::size_t node = leaves_ - 1; node > 0; --node)
    furthest_[node] = std::max(furthest_[2 * node], furthest_[2 * node + 1]);
}

std::size_t OverlapIndex::next_reaching(std::size_t from, std::uint32_t begin) const {
  if (from >= by_begin_.size()) return by_begin_.size();
  std::size_t node = leaves_ + from;
  while (furthest_[node] <= begin) {
    while (node % 2 == 1) node /= 2;  // up until there is a right sibling
    if (node == 0) return by_begin_.size();
    ++node;
  }
  while (node < leaves_) {
    node *= 2;
    if (furthest_[node] <= begin) ++node;
  }
  return node - leaves_;
}

}  // namespace waymark::evaluate
