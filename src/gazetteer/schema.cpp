// SPDX-License-Identifier: Apache-2.0
// Schema's members. A run has a dozen labels and some fifty kinds, so scanning is the whole
// look-up.
#include "gazetteer/schema.h"

#include <algorithm>

namespace waymark::gazetteer {

namespace {

template <class Named>
std::optional<std::uint16_t> find_name(const std::vector<Named>& list, std::string_view name) {
  auto found =
      std::find_if(list.begin(), list.end(), [&](const Named& n) { return n.name == name; });
  if (found == list.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found - list.begin());
}

}  // namespace

LabelId Schema::add_label(std::string_view name, bool structured, std::vector<SlotType> slots) {
  if (auto known = find_label(name)) {
    Label& label = labels_[*known];
    if (!slots.empty()) label.slots = std::move(slots);
    label.structured |= structured;
    return *known;
  }
  labels_.push_back({std::string(name), structured, std::move(slots)});
  return static_cast<LabelId>(labels_.size() - 1);
}

KindId Schema::add_kind(std::string_view name, LabelId label, std::vector<std::string> generics) {
  if (auto known = find_kind(name)) {
    Kind& kind = kinds_[*known];
    if (!generics.empty()) kind.generics = std::move(generics);
    if (kind.label == kNoLabel) kind.label = label;
    return *known;
  }
  kinds_.push_back({std::string(name), label, std::move(generics)});
  return static_cast<KindId>(kinds_.size() - 1);
}

const Label& Schema::no_label() {
  static const Label kNone;
  return kNone;
}

const Kind& Schema::no_kind() {
  static const Kind kNone;
  return kNone;
}

std::optional<LabelId> Schema::find_label(std::string_view name) const {
  return find_name(labels_, name);
}

std::optional<KindId> Schema::find_kind(std::string_view name) const {
  return find_name(kinds_, name);
}

}  // namespace waymark::gazetteer
