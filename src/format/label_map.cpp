// SPDX-License-Identifier: Apache-2.0
// The presets name labels and kinds as the shipped schema does; what they say is data, read by the
// same function as a user's rules.
#include "format/label_map.h"

#include <algorithm>

#include "format/filter.h"

namespace waymark::format {
namespace {

struct Preset {
  std::string_view name;
  std::vector<std::string> rules;
};

/// Source: Tjong Kim Sang & De Meulder 2003 (PER, LOC, ORG, MISC); OntoNotes 5.0 named entity
/// guidelines (GPE: what has a government; LOC: other locations; FAC: what was built).
const std::vector<Preset>& presets() {
  static const std::vector<Preset> kPresets = {
      {"conll2003", {"PERSON=PER", "PLACE=LOC", "AGENCY=ORG", "*="}},
      {"ontonotes",
       {"PERSON=PERSON",
        "AGENCY=ORG",
        "DATE=DATE",
        "PLACE=GPE",
        "PLACE/region=LOC",
        "PLACE/continent=LOC",
        "PLACE/river=LOC",
        "PLACE/lake=LOC",
        "PLACE/sea=LOC",
        "PLACE/mountain=LOC",
        "PLACE/island=LOC",
        "PLACE/peninsula=LOC",
        "PLACE/plateau=LOC",
        "PLACE/site=FAC",
        "PLACE/street=FAC",
        "PLACE/square=FAC",
        "PLACE/bridge=FAC",
        "PLACE/border-crossing=FAC",
        "PLACE/port=FAC",
        "PLACE/airport=FAC",
        "PLACE/station=FAC",
        "PLACE/mine=FAC",
        "PLACE/farm=FAC",
        "PLACE/market=FAC",
        "PLACE/dam=FAC",
        "PLACE/prison=FAC",
        "PLACE/power-station=FAC",
        "PLACE/camp=FAC",
        "PLACE/building=FAC",
        "PLACE/nuclear-site=FAC",
        "PLACE/missile-site=FAC",
        "PLACE/special-zone=LOC",
        "*="}},
  };
  return kPresets;
}

const Preset* find_preset(std::string_view name) {
  for (const Preset& preset : presets())
    if (preset.name == name) return &preset;
  return nullptr;
}

Diagnostic not_a_rule(const std::string& rule) {
  Diagnostic diagnostic;
  diagnostic.code = "format/label-map";
  diagnostic.message = "'" + rule + "' is neither a preset nor FROM=TO";
  diagnostic.hint = "for example PLACE=LOC, PLACE/river=LOC, ROLE= (drops), '*=' (drops the rest)";
  for (const std::string& name : label_map_presets()) diagnostic.hint += ", " + name;
  return diagnostic;
}

}  // namespace

std::vector<std::string> label_map_presets() {
  std::vector<std::string> names;
  for (const Preset& preset : presets()) names.emplace_back(preset.name);
  return names;
}

Result<LabelMap> LabelMap::parse(const std::vector<std::string>& rules) {
  LabelMap map;
  for (const std::string& rule : rules) {
    const Preset* preset = find_preset(rule);
    for (const std::string& each : preset != nullptr ? preset->rules : std::vector{rule}) {
      const std::size_t equals = each.find('=');
      const std::string from = each.substr(0, equals);
      if (equals == std::string::npos || from.empty()) return not_a_rule(rule);
      const std::size_t slash = std::min(from.find('/'), from.size());
      const std::string kind = slash < from.size() ? from.substr(slash + 1) : std::string();
      map.targets_[{from.substr(0, slash), kind}] = each.substr(equals + 1);
    }
  }
  return map;
}

const std::string* LabelMap::find(const std::string& label, const std::string& kind) const {
  const auto found = targets_.find({label, kind});
  return found == targets_.end() ? nullptr : &found->second;
}

const std::string* LabelMap::find(const Mention& mention) const {
  const std::string kind = mention.link ? mention.link->kind : std::string();
  if (const std::string* target = find(mention.label, kind)) return target;
  if (const std::string* target = find(mention.label, {})) return target;
  return find("*", {});
}

void LabelMap::apply(Document& document, Losses& losses) const {
  if (empty()) return;
  keep_mentions(document, [&](const Mention& mention) {
    const std::string* target = find(mention);
    const bool is_kept = target == nullptr || !target->empty();
    if (!is_kept) losses.add("mention by the map", Change::kDropped, document, mention.span);
    return is_kept;
  });
  for (Mention& mention : document.mentions)
    if (const std::string* target = find(mention)) mention.label = *target;
  sort_mentions(document);
}

}  // namespace waymark::format
