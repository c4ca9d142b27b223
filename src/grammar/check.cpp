// SPDX-License-Identifier: Apache-2.0
// The parts of the check in their order, and the declarations of files: labels, lists, lets, names
// of rules.
#include "grammar/check.h"

#include <algorithm>
#include <string>

#include "gazetteer/index_layout.h"
#include "gazetteer/index_view.h"
#include "grammar/check_report.h"
#include "grammar/parse.h"

namespace waymark::grammar {

namespace {

void add_label(CheckReport& report, std::size_t file, const LabelDecl& decl) {
  const auto [it, is_new] =
      report.labels.try_emplace(decl.name.text, KnownLabel{decl.structured, {}});
  KnownLabel& label = it->second;
  if (!is_new && label.structured != decl.structured)
    return report.error(file, decl.name.at, "label-conflict",
                        "'" + decl.name.text + "' is declared " +
                            (label.structured ? "structured" : "flat") + " elsewhere",
                        "a label is flat or structured everywhere");
  for (const LabelSlot& slot : decl.slots) {
    const std::string type = slot.label ? slot.label->text : std::string();
    const auto known = std::find_if(
        label.slots.begin(), label.slots.end(),
        [&](const gazetteer::SlotType& other) { return other.name == slot.name.text; });
    if (known == label.slots.end())
      label.slots.push_back({slot.name.text, type});
    else if (known->label != type)
      report.error(file, slot.name.at, "label-conflict",
                   "the slot '" + slot.name.text + "' of '" + decl.name.text +
                       "' is declared twice, with different labels",
                   "give it one label");
  }
}

void check_labels(CheckReport& report) {
  for (std::size_t file = 0; file < report.rules.files.size(); ++file)
    for (const LabelDecl& decl : report.rules.files[file].ast.labels) add_label(report, file, decl);
  for (std::size_t file = 0; file < report.rules.files.size(); ++file)
    for (const LabelDecl& decl : report.rules.files[file].ast.labels)
      for (const LabelSlot& slot : decl.slots)
        if (slot.label) report.know_label(file, *slot.label);
}

void check_file(CheckReport& report, std::size_t file) {
  const RuleFile& ast = report.rules.files[file].ast;
  std::unordered_set<std::string> names;
  const auto add = [&](const Name& name) {
    if (!names.insert(name.text).second)
      report.error(file, name.at, "duplicate-name",
                   "a second list or let named '" + name.text + "'", "give it another name");
  };
  for (const ListDecl& list : ast.lists) {
    add(list.name);
    if (list.items.empty() && !report.rules.is_lost(list.name.text))
      report.warn(file, list.name.at, "never-matches",
                  "the list '" + list.name.text + "' is empty");
  }
  for (const LetDecl& let : ast.lets) {
    add(let.name);
    check_pattern(report, file, let.pattern);
  }
  if (!report.knowledge.gazetteers) return;
  for (const Name& name : ast.uses)
    if (std::find(report.knowledge.gazetteers->begin(), report.knowledge.gazetteers->end(),
                  name.text) == report.knowledge.gazetteers->end())
      report.warn(file, name.at, "unknown-gazetteer",
                  "the gazetteer '" + name.text + "' is not loaded",
                  did_you_mean(name.text, *report.knowledge.gazetteers));
}

void check_recursion(CheckReport& report) {
  for (const auto& circle : report.lets.left_recursions()) {
    std::string chain;
    for (const std::size_t let : circle) chain += report.lets.lets()[let].decl->name.text + " → ";
    const LetTable::Let& first = report.lets.lets()[circle.front()];
    report.error(first.file, first.decl->name.at, "left-recursion",
                 "the let '" + first.decl->name.text + "' begins with itself: " + chain +
                     first.decl->name.text,
                 "put what it begins with first: let x = y (z y)*");
  }
  for (const LetTable::Let& let : report.lets.lets())
    if (!let.can_end)
      report.error(
          let.file, let.decl->name.at, "endless",
          "the let '" + let.decl->name.text + "' needs itself on every way and can never end",
          "give it a way out: let x = y (z x)?");
}

void check_rule_names(CheckReport& report) {
  std::unordered_set<std::string> names;
  for (const LoadedPhase& phase : report.rules.phases)
    for (const LoadedRule& rule : phase.rules)
      if (!rule.rule.name.text.empty() && !names.insert(rule.rule.name.text).second)
        report.error(
            rule.file, rule.rule.name.at, "duplicate-rule",
            "a second rule named '" + rule.rule.name.text + "'",
            "to change a rule of another file write 'replace rule " + rule.rule.name.text + "'");
}

std::vector<std::string> gazetteers_of(const gazetteer::Catalog& catalog) {
  using gazetteer::layout::Section;
  using gazetteer::layout::SourceRecord;
  std::vector<std::string> names;
  for (const gazetteer::Index& index : catalog.indexes())
    for (std::size_t i = 0; i < index.view().count<SourceRecord>(Section::kSources); ++i)
      if (const auto source = index.view().read<SourceRecord>(Section::kSources, i))
        names.push_back(index.view().string(source->name));
  return names;
}

}  // namespace

Knowledge knowledge_of(const gazetteer::Catalog& catalog) {
  Knowledge knowledge;
  knowledge.schema = catalog.schema();
  knowledge.gazetteers = gazetteers_of(catalog);
  knowledge.has_entry = [&catalog](std::string_view id) { return catalog.find(id).has_value(); };
  knowledge.entry_ids = [&catalog] {
    std::vector<std::string> ids;
    for (std::size_t entry = 0; entry < catalog.entry_count(); ++entry)
      ids.push_back(catalog.entry(static_cast<gazetteer::EntryId>(entry)).id);
    return ids;
  };
  knowledge.labels_with_entries = [&catalog] { return catalog.labels_with_entries(); };
  return knowledge;
}

Knowledge incomplete_knowledge() {
  Knowledge knowledge;
  knowledge.has_entry = [](std::string_view) { return true; };
  knowledge.entry_ids = [] { return std::vector<std::string>(); };
  knowledge.labels_with_entries = [] { return std::vector<bool>(); };
  knowledge.is_complete = false;
  return knowledge;
}

void check(const LoadedRules& rules, const Knowledge& knowledge, Diagnostics& diagnostics,
           Faults faults) {
  CheckReport report(rules, knowledge, diagnostics);
  check_labels(report);
  for (std::size_t file = 0; file < rules.files.size(); ++file) check_file(report, file);
  check_recursion(report);
  check_rule_names(report);
  for (const LoadedPhase& phase : rules.phases)
    for (const LoadedRule& rule : phase.rules) check_rule(report, rule);
  check_order(report);
  if (report.is_whole && faults == Faults::kErrorsAndWarnings) {
    check_shadowed(report);
    check_producers(report);
    check_use(report);
  }
  sort_by_place(rules, diagnostics, 0);
}

}  // namespace waymark::grammar
