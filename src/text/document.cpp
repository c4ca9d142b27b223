// SPDX-License-Identifier: Apache-2.0
// Order of mentions and relations. Slots and relations name mentions by position, so whoever moves
// mentions has to tell them.
#include "waymark/document.h"

#include <algorithm>
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

void renumber(std::uint32_t& position, const std::vector<std::uint32_t>& moved_to) {
  if (position < moved_to.size()) position = moved_to[position];
}

// Visits the mentions that each slot names.
template <class Use>
void each_filler(std::vector<Mention>& mentions, Use use) {
  for (Mention& mention : mentions)
    for (Slot& slot : mention.slots)
      if (auto* positions = std::get_if<0>(&slot.value)) use(*positions);
}

// Where each position has to go for the mentions to stand in order.
std::vector<std::uint32_t> find_places(const std::vector<Mention>& mentions) {
  std::vector<std::uint32_t> order(mentions.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return stands_before(mentions[a], mentions[b]);
  });
  std::vector<std::uint32_t> moved_to(mentions.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) moved_to[order[i]] = i;
  return moved_to;
}

// Moves along the circles of the permutation, so that mentions never exist twice.
void move_mentions(std::vector<Mention>& mentions, std::vector<std::uint32_t> moved_to) {
  for (std::uint32_t i = 0; i < mentions.size(); ++i) {
    while (moved_to[i] != i) {
      const std::uint32_t place = moved_to[i];
      std::swap(mentions[i], mentions[place]);
      std::swap(moved_to[i], moved_to[place]);
    }
  }
}

// Moves the mentions into order and tells whoever names them.
void put_in_order(Document& document) {
  const std::vector<std::uint32_t> moved_to = find_places(document.mentions);
  move_mentions(document.mentions, moved_to);
  each_filler(document.mentions, [&](std::vector<std::uint32_t>& positions) {
    for (std::uint32_t& position : positions) renumber(position, moved_to);
  });
  for (Relation& relation : document.relations) {
    renumber(relation.from, moved_to);
    renumber(relation.to, moved_to);
  }
}

}  // namespace

void sort_mentions(Document& document) {
  if (!std::is_sorted(document.mentions.begin(), document.mentions.end(), stands_before))
    put_in_order(document);
  each_filler(document.mentions, [](std::vector<std::uint32_t>& positions) {
    std::sort(positions.begin(), positions.end());
  });
  std::stable_sort(document.relations.begin(), document.relations.end(),
                   [](const Relation& a, const Relation& b) {
                     return std::tie(a.from, a.to, a.type) < std::tie(b.from, b.to, b.type);
                   });
}

}  // namespace waymark
