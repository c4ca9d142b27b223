// SPDX-License-Identifier: Apache-2.0
#include "format/filter.h"

#include <limits>
#include <utility>
#include <vector>

namespace waymark::format {
namespace {

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

/// A slot whose mentions all go keeps the place of the first.
void renumber_slots(const std::vector<std::uint32_t>& number_of, const std::vector<Span>& spans,
                    std::vector<Slot>& slots) {
  for (Slot& slot : slots) {
    auto* values = std::get_if<std::vector<std::uint32_t>>(&slot.value);
    if (values == nullptr || values->empty()) continue;
    const Span first = spans[values->front()];
    std::erase_if(*values, [&](std::uint32_t value) { return number_of[value] == kGone; });
    for (std::uint32_t& value : *values) value = number_of[value];
    if (values->empty()) slot.value = first;
  }
}

}  // namespace

void keep_mentions(Document& document, const std::function<bool(const Mention&)>& is_wanted) {
  std::vector<std::uint32_t> number_of;
  std::vector<Span> spans;
  std::vector<Mention> kept;
  for (Mention& mention : document.mentions) {
    const bool wanted = is_wanted(mention);
    spans.push_back(mention.span);
    number_of.push_back(wanted ? static_cast<std::uint32_t>(kept.size()) : kGone);
    if (wanted) kept.push_back(std::move(mention));
  }
  document.mentions = std::move(kept);
  for (Mention& mention : document.mentions) renumber_slots(number_of, spans, mention.slots);
  std::erase_if(document.relations, [&](Relation& relation) {
    relation.from = number_of[relation.from];
    relation.to = number_of[relation.to];
    return relation.from == kGone || relation.to == kGone;
  });
}

}  // namespace waymark::format
