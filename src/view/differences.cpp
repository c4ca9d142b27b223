// SPDX-License-Identifier: Apache-2.0
// Mentions are paired with the nearest of the other side; the pair says what differs.
#include "view/differences.h"

#include <set>

#include "evaluate/align.h"
#include "evaluate/error_list.h"
#include "evaluate/score.h"

namespace waymark::view {
namespace {

using evaluate::Item;
using evaluate::Pair;

bool have_same_link(const Mention& a, const Mention& b) {
  if (a.link.has_value() != b.link.has_value()) return false;
  return !a.link || evaluate::is_same_link(*a.link, *b.link) ||
         evaluate::is_same_link(*b.link, *a.link);
}

std::set<std::string> find_linked_labels(const Document& document) {
  std::set<std::string> labels;
  for (const Mention& mention : document.mentions)
    if (mention.link) labels.insert(mention.label);
  return labels;
}

/// What `mine` differs in, said of the other side.
std::string describe(const Mention& mine, const Mention& other, bool compares_links) {
  if (mine.span == other.span && mine.label == other.label)
    return !compares_links || have_same_link(mine, other)
               ? ""
               : "other side links " + evaluate::name_of(other.link);
  if (mine.span == other.span) return "other side says " + other.label;
  return mine.label == other.label ? "other borders" : "other borders, there " + other.label;
}

}  // namespace

DifferenceNotes find_differences(const Document& a, const Document& b) {
  const std::vector<Item> left = evaluate::list_items(a, {}, false),
                          right = evaluate::list_items(b, {}, false);
  auto pairs = evaluate::pair_nearest(left, right);
  if (!pairs) pairs = evaluate::pair_strictly(left, right);
  DifferenceNotes notes;
  notes.a.assign(a.mentions.size(), "only here");
  notes.b.assign(b.mentions.size(), "only here");
  const std::set<std::string> linked_a = find_linked_labels(a), linked_b = find_linked_labels(b);
  for (const Pair& pair : *pairs) {
    const std::uint32_t i = left[pair.gold].mention, j = right[pair.predicted].mention;
    const std::string& label = a.mentions[i].label;
    const bool links = linked_a.contains(label) && linked_b.contains(label);
    notes.a[i] = describe(a.mentions[i], b.mentions[j], links);
    notes.b[j] = describe(b.mentions[j], a.mentions[i], links);
    if (notes.a[i].empty()) ++notes.alike;
  }
  return notes;
}

}  // namespace waymark::view
