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

bool lost_clause(const Rule& rule, std::initializer_list<std::string_view> words) {
  return std::any_of(rule.lost.begin(), rule.lost.end(), [&](const std::string& lost) {
    return lost.empty() || std::find(words.begin(), words.end(), lost) != words.end();
  });
}

CheckReport::CheckReport(const LoadedRules& loaded, const Knowledge& known,
                         Diagnostics& diagnostics)
    : rules(loaded),
      knowledge(known),
      lets(loaded),
      is_whole(!has_error(diagnostics) && known.is_complete),
      diagnostics_(diagnostics),
      errors_(loaded.files.size(), 0),
      warnings_(loaded.files.size(), 0),
      lacks_properties_(loaded.lack_files || !known.is_complete) {
  for (const gazetteer::Label& label : knowledge.schema.labels())
    labels.emplace(label.name, KnownLabel{label.structured, label.slots});
  for (const LoadedPhase& phase : rules.phases)
    for (const LoadedRule& rule : phase.rules) add_features(rule.rule);
  for (std::size_t file = 0; file < rules.files.size(); ++file) {
    lacks_properties_ = lacks_properties_ || rules.files[file].ast.lost.properties;
    errors_[file] = static_cast<int>(
        std::count_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& it) {
          return it.severity == Severity::kError && it.file == rules.files[file].source.name();
        }));
  }
}

void CheckReport::add_features(const Rule& rule) {
  for (const Set& set : rule.sets) features.insert(set.slot.text);
  lacks_properties_ = lacks_properties_ || lost_clause(rule, {"set"});
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
  if (labels.count(label.text) != 0 || !knowledge.is_complete || rules.is_lost(label.text))
    return true;
  error(file, label.at, "unknown-label", "unknown label '" + label.text + "'",
        did_you_mean(label.text, label_names()));
  return false;
}

bool CheckReport::know_entry(std::size_t file, const EntryRef& entry) {
  if (!knowledge.is_complete || knowledge.has_entry(entry.id.text)) return true;
  error(file, entry.id.at, "unknown-entry", "no gazetteer has an entry '" + entry.id.text + "'",
        did_you_mean(entry.id.text, knowledge.entry_ids()));
  return false;
}

bool CheckReport::know_kind(std::size_t file, const Name& kind) {
  if (!knowledge.is_complete || knowledge.schema.find_kind(kind.text)) return true;
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
