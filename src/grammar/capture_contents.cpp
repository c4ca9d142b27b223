// SPDX-License-Identifier: Apache-2.0
// Lets are followed, each once from where it is named.
#include "grammar/capture_contents.h"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "grammar/walk.h"

namespace waymark::grammar {
namespace {

using Definitions = std::set<std::pair<const LetDecl*, std::size_t>>;

// Calls visit(pattern, file) for a pattern, all in it, and all in the lets that it names, each
// let once.
template <class Visit>
void walk_lets(const LoadedRules& rules, const Pattern& pattern, std::size_t file,
               Definitions& seen, const Visit& visit) {
  walk(pattern, [&](const Pattern& part) {
    visit(part, file);
    const auto* ref = std::get_if<NameRef>(&part.what);
    if (ref == nullptr) return;
    const auto found = rules.find(file, ref->name.text);
    if (found && found->let != nullptr && seen.emplace(found->let, found->file).second)
      walk_lets(rules, found->let->pattern, found->file, seen, visit);
  });
}

// Calls visit(capture, file) for the captures of a pattern and of the lets that it names.
template <class Visit>
void for_each_capture(const LoadedRules& rules, const Pattern& pattern, std::size_t file,
                      Definitions& seen, const Visit& visit) {
  walk_lets(rules, pattern, file, seen, [&](const Pattern& part, std::size_t part_file) {
    if (const auto* capture = std::get_if<Capture>(&part.what)) visit(*capture, part_file);
  });
}

bool is_mention(const Pattern& pattern) {
  const auto* choice = std::get_if<Choice>(&pattern.what);
  return std::holds_alternative<LabelRef>(pattern.what) ||
         (choice != nullptr && std::all_of(choice->parts.begin(), choice->parts.end(), is_mention));
}

// The lists in a pattern and in the lets that it names.
std::vector<ListId> lists_in(const LoadedRules& rules, const Pattern& pattern, std::size_t file,
                             NameNumbers& names) {
  std::vector<ListId> lists;
  Definitions seen;
  walk_lets(rules, pattern, file, seen, [&](const Pattern& part, std::size_t part_file) {
    const auto* ref = std::get_if<NameRef>(&part.what);
    const auto found = ref != nullptr ? rules.find(part_file, ref->name.text) : std::nullopt;
    if (found && found->list != nullptr) lists.push_back(names.list(*found->list));
  });
  return lists;
}

}  // namespace

std::vector<CaptureId> captures_of_mentions(const LoadedRules& rules, const LoadedRule& rule,
                                            NameNumbers& names) {
  std::vector<CaptureId> mentions;
  std::set<CaptureId> others;
  const auto gather = [&](const Capture& capture, std::size_t) {
    const CaptureId id = names.capture(capture.name.text);
    if (is_mention(*capture.inner)) {
      mentions.push_back(id);
    } else {
      others.insert(id);
    }
  };
  Definitions seen;
  for (const Pattern& find : rule.rule.finds)
    for_each_capture(rules, find, rule.file, seen, gather);
  for (const Context& context : rule.rule.contexts)
    for_each_capture(rules, context.pattern, rule.file, seen, gather);
  std::erase_if(mentions, [&](CaptureId id) { return others.contains(id); });
  return mentions;
}

std::vector<std::pair<CaptureId, ListId>> lists_in_captures(const LoadedRules& rules,
                                                            const LoadedRule& rule,
                                                            const std::set<CaptureId>& captures,
                                                            NameNumbers& names) {
  std::vector<std::pair<CaptureId, ListId>> lists;
  const auto gather = [&](const Capture& capture, std::size_t file) {
    const CaptureId id = names.capture(capture.name.text);
    if (!captures.contains(id)) return;
    for (const ListId list : lists_in(rules, *capture.inner, file, names))
      lists.emplace_back(id, list);
  };
  const auto add = [&](const Pattern& pattern) {
    Definitions seen;
    for_each_capture(rules, pattern, rule.file, seen, gather);
  };
  for (const Pattern& find : rule.rule.finds) add(find);
  for (const Context& context : rule.rule.contexts) add(context.pattern);
  return lists;
}

}  // namespace waymark::grammar
