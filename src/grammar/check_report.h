// SPDX-License-Identifier: Apache-2.0
// What the parts of the check share: the rules, what is known of the gazetteers, and a way to
// report that stops at the limit of a file.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "grammar/check.h"
#include "grammar/let_table.h"
#include "grammar/load.h"

namespace waymark::grammar {

/// A label as gazetteers and rule files together declare it.
struct KnownLabel {
  bool structured = false;
  std::vector<gazetteer::SlotType> slots;
};

class CheckReport {
 public:
  CheckReport(const LoadedRules& loaded, const Knowledge& known, Diagnostics& diagnostics);

  const LoadedRules& rules;
  const Knowledge& knowledge;
  const LetTable lets;
  std::unordered_map<std::string, KnownLabel> labels;
  std::unordered_set<std::string> features;  ///< names that some rule sets
  const bool is_whole;                       ///< nothing was lost to faults

  void error(std::size_t file, Place at, const char* code, std::string message,
             std::string hint = {});
  void warn(std::size_t file, Place at, const char* code, std::string message,
            std::string hint = {});

  // Names that occur in many clauses; false after reporting an unknown one.
  bool know_label(std::size_t file, const Name& label);
  bool know_entry(std::size_t file, const EntryRef& entry);
  bool know_kind(std::size_t file, const Name& kind);
  /// Whether a slot or feature may be one that faults took away.
  [[nodiscard]] bool may_lack_properties() const { return lacks_properties_; }

  [[nodiscard]] std::vector<std::string> label_names() const;
  [[nodiscard]] std::vector<std::string> kind_names() const;

 private:
  void add_features(const Rule& rule);
  void add(Severity severity, std::size_t file, Place at, const char* code, std::string message,
           std::string hint);

  Diagnostics& diagnostics_;
  std::vector<int> errors_, warnings_;  // by file
  bool lacks_properties_;
};

/// Whether a clause that begins with one of `words`, or may do so, can't be read.
[[nodiscard]] bool lost_clause(const Rule& rule, std::initializer_list<std::string_view> words);

/// "did you mean 'PLACE'?", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& words);

/// Checks a pattern and all in it. `captures` are those of the rule, for conditions; none for a
/// let.
void check_pattern(CheckReport& report, std::size_t file, const Pattern& pattern);

/// Checks a condition. `rule` is null in LABEL[…], where all words are properties.
void check_condition(CheckReport& report, std::size_t file, const Condition& condition,
                     const LoadedRule* rule);

/// Checks all clauses of a rule.
void check_rule(CheckReport& report, const LoadedRule& rule);

/// Warns of labels in patterns that nothing can have made when their phase runs.
void check_producers(CheckReport& report);

/// `over`: unknown names and circles.
void check_order(CheckReport& report);

/// Warns of rules whose every match an earlier one takes.
void check_shadowed(CheckReport& report);

/// Lists, lets and captures that nothing uses, and look-ahead that forbids what must follow.
void check_use(CheckReport& report);

}  // namespace waymark::grammar
