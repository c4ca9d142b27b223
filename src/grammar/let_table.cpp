// SPDX-License-Identifier: Apache-2.0
// Both properties are least fixed points: a let has them once its pattern has them by what is known
// so far.
#include "grammar/let_table.h"

#include <algorithm>

#include "grammar/circles.h"
#include "grammar/walk.h"

namespace waymark::grammar {

LetTable::LetTable(const LoadedRules& rules) : rules_(rules) {
  for (std::size_t file = 0; file < rules.files.size(); ++file)
    for (const LetDecl& decl : rules.files[file].ast.lets) {
      number_.emplace(&decl, lets_.size());
      lets_.push_back({file, &decl});
    }
  std::vector<std::vector<std::size_t>> users(lets_.size());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < lets_.size(); ++i) {
    open.push_back(i);
    walk(lets_[i].decl->pattern, [&](const Pattern& part) {
      const auto* ref = std::get_if<NameRef>(&part.what);
      const Let* used = ref != nullptr ? find(lets_[i].file, *ref) : nullptr;
      if (used != nullptr) users[number_.at(used->decl)].push_back(i);
    });
  }
  while (!open.empty()) {
    const std::size_t number = open.back();
    open.pop_back();
    if (update(lets_[number])) open.insert(open.end(), users[number].begin(), users[number].end());
  }
}

bool LetTable::update(Let& let) const {
  const bool nullable = let.is_nullable || is_nullable(let.file, let.decl->pattern);
  const bool ends = let.can_end || can_end(let.file, let.decl->pattern);
  const bool has_changed = nullable != let.is_nullable || ends != let.can_end;
  let.is_nullable = nullable;
  let.can_end = ends;
  return has_changed;
}

bool LetTable::is_nullable(std::size_t file, const Pattern& pattern) const {
  const auto part_is_nullable = [&](const Pattern& part) { return is_nullable(file, part); };
  return std::visit(
      Overload{[&](const Sequence& it) {
                 return std::all_of(it.parts.begin(), it.parts.end(), part_is_nullable);
               },
               [&](const Choice& it) {
                 return std::any_of(it.parts.begin(), it.parts.end(), part_is_nullable);
               },
               [&](const Repeat& it) { return it.min == 0 || is_nullable(file, *it.inner); },
               [&](const Capture& it) { return is_nullable(file, *it.inner); },
               [&](const Touching& it) { return is_nullable(file, *it.inner); },
               [](const Gap&) { return true; }, [](const LookAhead&) { return true; },
               [&](const NameRef& it) {
                 const Let* let = find(file, it);
                 return let != nullptr && let->is_nullable;
               },
               [](const auto&) { return false; }},
      pattern.what);
}

bool LetTable::can_end(std::size_t file, const Pattern& pattern) const {
  const auto part_can_end = [&](const Pattern& part) { return can_end(file, part); };
  return std::visit(
      Overload{[&](const Sequence& it) {
                 return std::all_of(it.parts.begin(), it.parts.end(), part_can_end);
               },
               [&](const Choice& it) {
                 return std::any_of(it.parts.begin(), it.parts.end(), part_can_end);
               },
               [&](const Repeat& it) { return it.min == 0 || can_end(file, *it.inner); },
               [&](const Capture& it) { return can_end(file, *it.inner); },
               [&](const Touching& it) { return can_end(file, *it.inner); },
               [&](const LookAhead& it) { return it.negative || can_end(file, *it.inner); },
               [&](const NameRef& it) {
                 const Let* let = find(file, it);
                 return let == nullptr || let->can_end;
               },
               [](const auto&) { return true; }},
      pattern.what);
}

std::vector<std::vector<std::size_t>> LetTable::left_recursions() const {
  std::vector<std::vector<std::size_t>> edges(lets_.size());
  for (std::size_t i = 0; i < lets_.size(); ++i) {
    add_left(lets_[i].file, lets_[i].decl->pattern, edges[i]);
    std::sort(edges[i].begin(), edges[i].end());
    edges[i].erase(std::unique(edges[i].begin(), edges[i].end()), edges[i].end());
  }
  return find_circles(edges);
}

const LetTable::Let* LetTable::find(std::size_t file, const NameRef& ref) const {
  const auto definition = rules_.find(file, ref.name.text);
  return definition && definition->let != nullptr ? &lets_[number_.at(definition->let)] : nullptr;
}

void LetTable::add_left(std::size_t file, const Pattern& pattern,
                        std::vector<std::size_t>& lets) const {
  if (const auto* sequence = std::get_if<Sequence>(&pattern.what)) {
    for (const Pattern& part : sequence->parts) {
      add_left(file, part, lets);
      if (!is_nullable(file, part)) break;
    }
  } else if (const auto* ref = std::get_if<NameRef>(&pattern.what)) {
    if (const Let* let = find(file, *ref)) lets.push_back(number_.at(let->decl));
  } else {
    for_each_part(pattern, [&](const Pattern& part) { add_left(file, part, lets); });
  }
}

}  // namespace waymark::grammar
