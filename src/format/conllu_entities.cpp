// SPDX-License-Identifier: Apache-2.0
// An entity's later mentions have its id again; relations mean the first.
#include "format/conllu_entities.h"

#include <utility>

#include "format/conll_value.h"
#include "format/slot_fillers.h"

namespace waymark::format {

void ConlluEntities::read_keys(std::string_view value) {
  keys_.clear();
  while (!value.empty()) keys_.emplace_back(take_piece(value, '-'));
}

std::optional<LineFault> ConlluEntities::add(std::string_view misc, Document& document) {
  if (Check fault = add_pairs(misc, "EntityRelation", false)) return fault;
  if (Check fault = add_pairs(misc, "EntitySlot", true)) return fault;
  auto value = find_misc(misc, "Entity");
  if (!value) return std::nullopt;
  while (!value->empty()) {
    if (Check fault = value->starts_with('(') ? open_entity(*value, document)
                                              : close_entity(*value, document))
      return fault;
  }
  return std::nullopt;
}

/// "(" parts [ ")" ]
ConlluEntities::Check ConlluEntities::open_entity(std::string_view& rest, Document& document) {
  rest.remove_prefix(1);
  const std::string_view whole = rest.substr(0, rest.find_first_of("()"));
  std::string_view parts = whole;
  rest.remove_prefix(whole.size());
  Mention mention;
  mention.span = document.tokens.back();
  mention.label = "ENTITY";
  std::string eid;
  for (const std::string& key : keys_) {
    const std::string_view part = take_piece(parts, '-');
    const auto decoded = decode_value(part);
    const std::string value = decoded ? *decoded : std::string(part);
    if (key == "eid") eid = value;
    if (key == "etype" && !value.empty()) mention.label = value;
    if (key == "identity" && !value.empty()) mention.link = Link{.entry = value};
  }
  if (eid.empty()) return LineFault{whole, "format/unexpected", "an entity is without its id", {}};
  positions_.emplace(eid, static_cast<std::uint32_t>(document.mentions.size()));
  document.mentions.push_back(std::move(mention));
  if (rest.starts_with(')'))
    rest.remove_prefix(1);
  else
    open_[eid].push_back(document.mentions.size() - 1);
  return std::nullopt;
}

/// id ")"
ConlluEntities::Check ConlluEntities::close_entity(std::string_view& rest, Document& document) {
  const std::string_view whole = rest;
  const std::string_view eid = take_piece(rest, ')');
  const auto open = open_.find(std::string(eid));
  if (open == open_.end())
    return LineFault{whole,
                     "format/unexpected",
                     "'" + std::string(eid.substr(0, 40)) + "' ends an entity that has not begun",
                     {}};
  document.mentions[open->second.back()].span.end = document.tokens.back().end;
  open->second.pop_back();
  if (open->second.empty()) open_.erase(open);
  return std::nullopt;
}

/// from "-" type "-" to, parted by commas; what they name may come later.
ConlluEntities::Check ConlluEntities::add_pairs(std::string_view misc, std::string_view name,
                                                bool are_slots) {
  const auto value = find_misc(misc, name);
  for (std::string_view rest = value.value_or(""); !rest.empty();) {
    const std::string_view whole = take_piece(rest, ',');
    std::string_view parts = whole;
    const std::string from(take_piece(parts, '-'));
    const auto type = decode_value(take_piece(parts, '-'));
    if (from.empty() || !type || parts.empty() || parts.find('-') != std::string_view::npos)
      return LineFault{whole, "format/unexpected", "expected entity-type-entity", {}};
    pairs_.push_back({from, *type, std::string(parts), are_slots});
  }
  return std::nullopt;
}

std::optional<LineFault> ConlluEntities::finish(std::string_view line, Document& document) const {
  if (!open_.empty())
    return LineFault{
        line, "format/unexpected", "the entity '" + open_.begin()->first + "' has no end", {}};
  return join_pairs(line, document);
}

ConlluEntities::Check ConlluEntities::join_pairs(std::string_view line, Document& document) const {
  for (const Pair& pair : pairs_) {
    const auto from = positions_.find(pair.from), to = positions_.find(pair.to);
    if (from == positions_.end() || to == positions_.end())
      return LineFault{line,
                       "format/unexpected",
                       "there is no entity '" +
                           (from == positions_.end() ? pair.from : pair.to).substr(0, 40) + "'",
                       {}};
    if (pair.is_slot)
      add_filler(document.mentions[from->second], pair.type, to->second);
    else
      document.relations.push_back({pair.type, from->second, to->second, {}});
  }
  return std::nullopt;
}

}  // namespace waymark::format
