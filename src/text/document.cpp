// SPDX-License-Identifier: Apache-2.0
// Order of mentions and relations. Slots and relations name mentions by position, so whoever moves
// mentions has to tell them.
#include "waymark/document.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <utility>

namespace waymark {
namespace {

bool stands_before(const Mention& a, const Mention& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  return a.label < b.label;
}

void renumber(std::vector<std::uint32_t>& positions, const std::vector<std::uint32_t>& moved_to) {
  for (std::uint32_t& position : positions) {
    if (position < moved_to.size()) position = moved_to[position];
  }
  std::sort(positions.begin(), positions.end());
}

// Sorts the mentions and returns, for each old position, the new one.
std::vector<std::uint32_t> move_mentions(std::vector<Mention>& mentions) {
  std::vector<std::uint32_t> order(mentions.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return stands_before(mentions[a], mentions[b]);
  });
  std::vector<std::uint32_t> moved_to(mentions.size());
  std::vector<Mention> sorted;
  sorted.reserve(mentions.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    moved_to[order[i]] = static_cast<std::uint32_t>(i);
    sorted.push_back(std::move(mentions[order[i]]));
  }
  mentions = std::move(sorted);
  return moved_to;
}

}  // namespace

void sort_mentions(Document& document) {
  const std::vector<std::uint32_t> moved_to = move_mentions(document.mentions);
  for (Mention& mention : document.mentions) {
    for (Slot& slot : mention.slots) {
      if (auto* positions = std::get_if<0>(&slot.value)) renumber(*positions, moved_to);
    }
  }
  for (Relation& relation : document.relations) {
    if (relation.from < moved_to.size()) relation.from = moved_to[relation.from];
    if (relation.to < moved_to.size()) relation.to = moved_to[relation.to];
  }
  std::stable_sort(document.relations.begin(), document.relations.end(),
                   [](const Relation& a, const Relation& b) {
                     return std::tie(a.from, a.to, a.type) < std::tie(b.from, b.to, b.type);
                   });
}

}  // namespace waymark
