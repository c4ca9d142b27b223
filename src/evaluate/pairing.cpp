// SPDX-License-Identifier: Apache-2.0
#include "evaluate/pairing.h"

#include <utility>

#include "text/normal_form.h"

namespace waymark::evaluate {

std::string_view pairing_id(const Document& document) {
  std::string_view id = document.id;
  if (id.ends_with(".txt")) id.remove_suffix(4);
  return id;
}

DocumentIndex index_by_id(const std::vector<Document>& documents, const std::string& side,
                          Diagnostics* warnings) {
  DocumentIndex index;
  for (const Document& document : documents)
    if (!index.emplace(pairing_id(document), &document).second)
      warn_of(warnings, document, "evaluate/same-id",
              "this document stands twice on the " + side + " side; the first counts");
  return index;
}

std::uint64_t hash_text(const Document& document) { return text::hash_folded(document.text); }

std::unordered_map<std::string, std::string> pair_by_text(const std::vector<Unpaired>& first,
                                                          const std::vector<Unpaired>& second) {
  struct Group {
    std::vector<const std::string*> first, second;
  };
  std::unordered_map<std::uint64_t, Group> groups;
  for (const Unpaired& each : first) groups[each.text].first.push_back(&each.id);
  for (const Unpaired& each : second) groups[each.text].second.push_back(&each.id);
  std::unordered_map<std::string, std::string> pairs;
  for (const auto& [text, group] : groups)
    for (std::size_t i = 0; i < group.first.size() && group.first.size() == group.second.size();
         ++i)
      pairs.emplace(*group.second[i], *group.first[i]);
  return pairs;
}

Diagnostic note_of_text_pairs(std::size_t count) {
  return {.severity = Severity::kNote,
          .code = "evaluate/by-text",
          .message = count == 1
                         ? "one document has another id on each side; it is paired by its text"
                         : std::to_string(count) +
                               " documents have other ids on each side; they are paired by "
                               "their texts"};
}

void warn_of(Diagnostics* warnings, const Document& document, std::string code,
             std::string message) {
  if (warnings == nullptr) return;
  warnings->push_back({.severity = Severity::kWarning,
                       .code = std::move(code),
                       .file = document.id,
                       .message = std::move(message)});
}

}  // namespace waymark::evaluate
