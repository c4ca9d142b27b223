// SPDX-License-Identifier: Apache-2.0
// Reports of the check, and the names that any clause may hold.
#include "grammar/check_report.h"

#include <algorithm>
#include <utility>

#include "grammar/parse.h"

namespace waymark::grammar {

std::string did_you_mean(std::string_view word, const std::vector<std::string>& words) {
  const std::string near = text::nearest_word(word, words);
  return near.empty() ? std::string() : "did you mean '" + near + "'?";
}

CheckReport::CheckReport(const LoadedRules& loaded, const Knowledge& known,
                         Diagnostics& diagnostics)
    : rules(loaded),
      knowledge(known),
      lets(loaded),
      diagnostics_(diagnostics),
      errors_(loaded.files.size(), 0),
      warnings_(loaded.files.size(), 0) {
  for (const gazetteer::Label& label : knowledge.schema.labels())
    labels.emplace(label.name, KnownLabel{label.structured, label.slots});
  for (const LoadedPhase& phase : rules.phases)
    for (const LoadedRule& rule : phase.rules)
      for (const Set& set : rule.rule.sets) features.insert(set.slot.text);
}

void CheckReport::error(std::size_t file, Place at, const char* code, std::string message,
                        std::string hint) {
  add(Severity::kError, file, at, code, std::move(message), std::move(hint));
}

void CheckReport::warn(std::size_t file, Place at, const char* code, std::string message,
                       std::string hint) {
  add(Severity::kWarning, file, at, code, std::move(message), std::move(hint));
}

void CheckReport::add(Severity severity, std::size_t file, Place at, const char* code,
                      std::string message, std::string hint) {
  int& count = severity == Severity::kError ? errors_[file] : warnings_[file];
  if (count++ >= kMaxFaults) return;
  diagnostics_.push_back(rules.files[file].source.diagnose(severity, std::string("grammar/") + code,
                                                           at.begin, at.end, std::move(message),
                                                           std::move(hint)));
}

bool CheckReport::know_label(std::size_t file, const Name& label) {
  if (labels.count(label.text) != 0) return true;
  error(file, label.at, "unknown-label", "unknown label '" + label.text + "'",
        did_you_mean(label.text, label_names()));
  return false;
}

bool CheckReport::know_entry(std::size_t file, const EntryRef& entry) {
  if (knowledge.has_entry(entry.id.text)) return true;
  error(file, entry.id.at, "unknown-entry", "no gazetteer has an entry '" + entry.id.text + "'",
        did_you_mean(entry.id.text, knowledge.entry_ids()));
  return false;
}

bool CheckReport::know_kind(std::size_t file, const Name& kind) {
  if (knowledge.schema.find_kind(kind.text)) return true;
  error(file, kind.at, "unknown-kind", "unknown kind '" + kind.text + "'",
        did_you_mean(kind.text, kind_names()));
  return false;
}

std::vector<std::string> CheckReport::label_names() const {
  std::vector<std::string> names;
  for (const auto& [name, label] : labels) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> CheckReport::kind_names() const {
  std::vector<std::string> names;
  for (const gazetteer::Kind& kind : knowledge.schema.kinds()) names.push_back(kind.name);
  return names;
}

}  // namespace waymark::grammar
