// SPDX-License-Identifier: Apache-2.0
// Slots as formats of pairs have them: a named line from a mention to each of its fillers.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "waymark/document.h"

namespace waymark::format {

/// Calls `visit(from, name, to)` for every filler that is a mention, in their order.
template <class Visit>
void visit_fillers(const Document& document, Visit visit) {
  for (std::uint32_t from = 0; from < document.mentions.size(); ++from)
    for (const Slot& slot : document.mentions[from].slots)
      if (const auto* fillers = std::get_if<0>(&slot.value))
        for (const std::uint32_t to : *fillers) visit(from, slot.name, to);
}

/// Adds a filler to the slot of that name, or a slot with it.
inline void add_filler(Mention& mention, const std::string& name, std::uint32_t filler) {
  for (Slot& slot : mention.slots)
    if (auto* fillers = std::get_if<0>(&slot.value); fillers != nullptr && slot.name == name)
      return fillers->push_back(filler);
  mention.slots.push_back({name, std::vector<std::uint32_t>{filler}});
}

}  // namespace waymark::format
