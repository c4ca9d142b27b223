// SPDX-License-Identifier: Apache-2.0
// Mentions are paired with the nearest of the other side; the pair says what differs.
#include "view/differences.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

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

/// What leads from a mention: names or types, and the spans they lead to.
using Lines = std::set<std::pair<std::string, Span>>;

/// The lines of a document, by the mention they lead from.
struct Outgoing {
  explicit Outgoing(const Document& document)
      : slots(document.mentions.size()), relations(document.mentions.size()) {
    for (std::size_t i = 0; i < document.mentions.size(); ++i)
      for (const Slot& slot : document.mentions[i].slots) add_slot(document, slot, slots[i]);
    for (const Relation& relation : document.relations)
      relations[relation.from].emplace(relation.type, document.mentions[relation.to].span);
  }

  static void add_slot(const Document& document, const Slot& slot, Lines& lines) {
    if (const Span* stretch = std::get_if<Span>(&slot.value)) lines.emplace(slot.name, *stretch);
    if (const auto* fillers = std::get_if<0>(&slot.value))
      for (const std::uint32_t filler : *fillers)
        lines.emplace(slot.name, document.mentions[filler].span);
  }

  static bool has_any(const std::vector<Lines>& lines) {
    return std::any_of(lines.begin(), lines.end(), [](const Lines& each) { return !each.empty(); });
  }

  std::vector<Lines> slots, relations;
};

/// What `mine` has and `other` lacks; without any, what `other` has besides. `text` is both sides'.
std::string describe_lines(const Document& text, const Lines& mine, const Lines& other) {
  for (const auto& [name, span] : mine)
    if (!other.contains({name, span}))
      return name + " '" + std::string(text.slice(span)) + "' only here";
  for (const auto& [name, span] : other)
    if (!mine.contains({name, span}))
      return name + " '" + std::string(text.slice(span)) + "' only there";
  return {};
}

/// One document as the two sides have it.
class Sides {
 public:
  Sides(const Document& a, const Document& b) : a_(a), b_(b), from_a_(a), from_b_(b) {
    const std::set<std::string> in_a = find_linked_labels(a), in_b = find_linked_labels(b);
    std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(),
                          std::inserter(linked_, linked_.end()));
    // What one side never gives is no difference.
    compares_slots_ = Outgoing::has_any(from_a_.slots) && Outgoing::has_any(from_b_.slots);
    compares_relations_ =
        Outgoing::has_any(from_a_.relations) && Outgoing::has_any(from_b_.relations);
  }

  /// What mention `i` of the left and `j` of the right differ in, as each of them says it.
  [[nodiscard]] std::pair<std::string, std::string> describe(std::uint32_t i,
                                                             std::uint32_t j) const {
    const Mention &left = a_.mentions[i], &right = b_.mentions[j];
    if (left.span != right.span || left.label != right.label)
      return {describe_place(left, right), describe_place(right, left)};
    if (linked_.contains(left.label) && !have_same_link(left, right))
      return {"other side links " + evaluate::name_of(right.link),
              "other side links " + evaluate::name_of(left.link)};
    if (compares_slots_ && from_a_.slots[i] != from_b_.slots[j])
      return both_ways(from_a_.slots[i], from_b_.slots[j]);
    if (compares_relations_ && from_a_.relations[i] != from_b_.relations[j])
      return both_ways(from_a_.relations[i], from_b_.relations[j]);
    return {};
  }

 private:
  static std::string describe_place(const Mention& mine, const Mention& other) {
    if (mine.span == other.span) return "other side says " + other.label;
    return mine.label == other.label ? "other borders" : "other borders, there " + other.label;
  }

  std::pair<std::string, std::string> both_ways(const Lines& left, const Lines& right) const {
    return {describe_lines(a_, left, right), describe_lines(b_, right, left)};
  }

  const Document& a_;
  const Document& b_;
  Outgoing from_a_, from_b_;
  std::set<std::string> linked_;  // labels that both sides link
  bool compares_slots_ = false, compares_relations_ = false;
};

}  // namespace

DifferenceNotes find_differences(const Document& a, const Document& b) {
  const std::vector<Item> left = evaluate::list_items(a, {}, false),
                          right = evaluate::list_items(b, {}, false);
  auto pairs = evaluate::pair_nearest(left, right);
  if (!pairs) pairs = evaluate::pair_strictly(left, right);
  DifferenceNotes notes;
  notes.a.assign(a.mentions.size(), "only here");
  notes.b.assign(b.mentions.size(), "only here");
  const Sides sides(a, b);
  for (const Pair& pair : *pairs) {
    const std::uint32_t i = left[pair.gold].mention, j = right[pair.predicted].mention;
    std::tie(notes.a[i], notes.b[j]) = sides.describe(i, j);
    if (notes.a[i].empty()) ++notes.alike;
  }
  return notes;
}

}  // namespace waymark::view
