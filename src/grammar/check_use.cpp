// SPDX-License-Identifier: Apache-2.0
// What rules say in vain: labels that nothing makes in time, look-ahead that forbids what must
// follow, and lists, lets and captures that nothing uses.
#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "grammar/check_report.h"
#include "grammar/cover.h"
#include "grammar/print.h"
#include "grammar/walk.h"

namespace waymark::grammar {

namespace {

// ---- labels ----------------------------------------------------------------------------------

std::vector<std::string> labels_made_by(const Rule& rule) {
  std::vector<std::string> labels;
  if (rule.label) labels.push_back(rule.label->text);
  for (const Mark& mark : rule.marks)
    if (mark.label) labels.push_back(mark.label->text);
  return labels;
}

class ProducerCheck {
 public:
  explicit ProducerCheck(CheckReport& report) : report_(report) {}

  void check() {
    const std::vector<bool> in_gazetteer = report_.knowledge.labels_with_entries();
    const auto& labels = report_.knowledge.schema.labels();
    for (std::size_t label = 0; label < labels.size(); ++label)
      if (label < in_gazetteer.size() && in_gazetteer[label]) made_.insert(labels[label].name);
    for (std::size_t phase = 0; phase < report_.rules.phases.size(); ++phase) {
      const LoadedPhase& it = report_.rules.phases[phase];
      const bool sees_own = it.how == PhaseDecl::How::kRepeat;
      if (sees_own) add_made(it);
      for (const LoadedRule& rule : it.rules) check_rule(rule, phase);
      add_made(it);
    }
  }

 private:
  void add_made(const LoadedPhase& phase) {
    for (const LoadedRule& rule : phase.rules)
      for (std::string& label : labels_made_by(rule.rule)) made_.insert(std::move(label));
  }

  void check_rule(const LoadedRule& rule, std::size_t phase) const {
    // A veto runs at the end of its phase and sees what the phase made.
    if (rule.rule.veto) return;
    for (const Pattern& pattern : rule.rule.finds)
      walk(pattern, [&](const Pattern& part) {
        const auto* ref = std::get_if<LabelRef>(&part.what);
        if (ref != nullptr && made_.count(ref->label.text) == 0 &&
            report_.labels.count(ref->label.text) != 0)
          report_.warn(rule.file, ref->label.at, "never-matches",
                       "no gazetteer entry and no rule of an earlier phase is a " + ref->label.text,
                       later_producer(ref->label.text, phase));
      });
  }

  [[nodiscard]] std::string later_producer(const std::string& label, std::size_t phase) const {
    for (; phase < report_.rules.phases.size(); ++phase)
      for (const LoadedRule& rule : report_.rules.phases[phase].rules) {
        const auto labels = labels_made_by(rule.rule);
        if (std::find(labels.begin(), labels.end(), label) != labels.end())
          return "'" + rule.rule.name.text + "' makes it in the phase '" +
                 report_.rules.phases[phase].name.text +
                 "'; a rule sees it in the phases after that";
      }
    return {};
  }

  CheckReport& report_;
  std::unordered_set<std::string> made_;
};

// ---- look-ahead ------------------------------------------------------------------------------

/// `!x y` never matches where all that y finds begins with an x.
class AheadCheck {
 public:
  explicit AheadCheck(CheckReport& report) : report_(report), cover_(report.rules) {}

  void check() {
    for (const LoadedPhase& phase : report_.rules.phases)
      for (const LoadedRule& rule : phase.rules) {
        for (const Pattern& pattern : rule.rule.finds) check(rule.file, pattern);
        for (const Context& context : rule.rule.contexts) check(rule.file, context.pattern);
      }
  }

 private:
  void check(std::size_t file, const Pattern& pattern) {
    walk(pattern, [&](const Pattern& part) {
      const auto* sequence = std::get_if<Sequence>(&part.what);
      if (sequence == nullptr) return;
      for (std::size_t i = 1; i < sequence->parts.size(); ++i)
        check_pair(file, sequence->parts[i - 1], sequence->parts[i]);
    });
  }

  void check_pair(std::size_t file, const Pattern& first, const Pattern& next) {
    const auto* ahead = std::get_if<LookAhead>(&first.what);
    if (ahead == nullptr || !ahead->negative ||
        !cover_.covers({file, ahead->inner.get()}, {file, &next}, CoverTest::Extent::kStart))
      return;
    report_.warn(file, first.at, "never-matches",
                 "this forbids all that the next element, " + print(next) + ", can be",
                 "take one of them out");
  }

  CheckReport& report_;
  CoverTest cover_;
};

// ---- lists and lets --------------------------------------------------------------------------

class NameUse {
 public:
  explicit NameUse(CheckReport& report) : report_(report) {}

  void check() {
    for (std::size_t file = 0; file < report_.rules.files.size(); ++file)
      for (const LetDecl& let : report_.rules.files[file].ast.lets) add(file, let.pattern);
    for (const LoadedPhase& phase : report_.rules.phases)
      for (const LoadedRule& rule : phase.rules) add_rule(rule);
    const std::unordered_set<std::size_t> imported = imported_files();
    for (std::size_t file = 0; file < report_.rules.files.size(); ++file)
      if (report_.rules.files[file].runs && imported.count(file) == 0) report_unused(file);
  }

 private:
  void add_rule(const LoadedRule& rule) {
    for (const Pattern& pattern : rule.rule.finds) add(rule.file, pattern);
    for (const Context& context : rule.rule.contexts) add(rule.file, context.pattern);
    for (const Test& test : rule.rule.tests) add(rule.file, test.condition);
    for (const LinkEffect& link : rule.rule.links)
      if (link.condition) add(rule.file, *link.condition);
  }

  void add(std::size_t file, const Pattern& pattern) {
    walk(pattern, [&](const Pattern& part) {
      if (const auto* ref = std::get_if<NameRef>(&part.what)) add_name(file, ref->name.text);
      if (const auto* label = std::get_if<LabelRef>(&part.what);
          label != nullptr && label->condition)
        add(file, *label->condition);
    });
  }

  void add(std::size_t file, const Condition& condition) {
    walk(condition, [&](const Condition& part) {
      const auto* comparison = std::get_if<Comparison>(&part.what);
      if (comparison == nullptr) return;
      for (const Value& value : comparison->right)
        if (const auto* word = std::get_if<Name>(&value.what)) add_name(file, word->text);
    });
  }

  void add_name(std::size_t file, const std::string& name) {
    const auto definition = report_.rules.find(file, name);
    if (!definition) return;
    if (definition->list != nullptr) used_.insert(definition->list);
    if (definition->let != nullptr) used_.insert(definition->let);
  }

  [[nodiscard]] std::unordered_set<std::size_t> imported_files() const {
    std::unordered_set<std::size_t> imported;
    for (const LoadedFile& file : report_.rules.files)
      imported.insert(file.scope.begin() + 1, file.scope.end());
    return imported;
  }

  void report_unused(std::size_t file) {
    const RuleFile& ast = report_.rules.files[file].ast;
    if (ast.phases.empty() && ast.replacements.empty()) return;  // a file for others to import
    for (const ListDecl& list : ast.lists)
      if (used_.count(&list) == 0) report_unused(file, list.name, "list");
    for (const LetDecl& let : ast.lets)
      if (used_.count(&let) == 0) report_unused(file, let.name, "let");
  }

  void report_unused(std::size_t file, const Name& name, std::string_view what) {
    report_.warn(file, name.at, "unused",
                 "the " + std::string(what) + " '" + name.text + "' is never used", "take it out");
  }

  CheckReport& report_;
  std::unordered_set<const void*> used_;
};

// ---- captures --------------------------------------------------------------------------------

class CaptureUse {
 public:
  CaptureUse(CheckReport& report, const LoadedRule& loaded)
      : report_(report), file_(loaded.file), rule_(loaded.rule) {}

  void check() {
    add_slots();
    add_effects();
    for (const Test& test : rule_.tests) add(test.condition);
    for (const Pattern& pattern : rule_.finds) check(pattern);
    for (const Context& context : rule_.contexts) check(context.pattern);
  }

 private:
  void add_slots() {
    for (const std::string& name : labels_made_by(rule_)) {
      const auto label = report_.labels.find(name);
      if (label == report_.labels.end()) continue;
      for (const gazetteer::SlotType& slot : label->second.slots) used_.insert(slot.name);
    }
  }

  void add_effects() {
    const auto add_name = [&](const std::optional<Name>& name) {
      if (name) used_.insert(name->text);
    };
    for (const Mark& mark : rule_.marks) {
      if (const auto* name = std::get_if<Name>(&mark.target)) used_.insert(name->text);
      if (const auto* range = std::get_if<Mark::Range>(&mark.target))
        used_.insert({range->from.text, range->to.text});
    }
    for (const Set& set : rule_.sets) {
      add_name(set.capture);
      add(set.value);
    }
    for (const LinkEffect& link : rule_.links) {
      add_name(link.capture);
      add_name(link.outer);
      if (link.condition) add(*link.condition);
    }
    for (const Relate& relate : rule_.relations) used_.insert({relate.from.text, relate.to.text});
    for (const Define& define : rule_.definitions)
      used_.insert({define.form.text, define.meaning.text});
  }

  void add(const Expression& expression) {
    if (const auto* path = std::get_if<Path>(&expression.what); path != nullptr && path->capture)
      used_.insert(path->capture->text);
    if (const auto* call = std::get_if<Expression::Call>(&expression.what))
      for (const Expression& argument : call->arguments) add(argument);
  }

  void add(const Condition& condition) {
    const auto add_path = [&](const Path& path) {
      if (path.capture) used_.insert(path.capture->text);
    };
    const auto add_name = [&](const std::optional<Name>& name) {
      if (name) used_.insert(name->text);
    };
    walk(condition, [&](const Condition& part) {
      std::visit(Overload{[&](const Comparison& it) {
                            add_path(it.left);
                            for (const Value& value : it.right)
                              if (const auto* path = std::get_if<Path>(&value.what))
                                add_path(*path);
                          },
                          [&](const Has& it) { add_path(it.subject); },
                          [&](const Inside& it) { add_name(it.capture); },
                          [&](const Contains& it) { add_name(it.capture); },
                          [&](const Near& it) { add_name(it.capture); }, [](const auto&) {}},
                 part.what);
    });
  }

  void check(const Pattern& pattern) {
    walk(pattern, [&](const Pattern& part) {
      const auto* capture = std::get_if<Capture>(&part.what);
      if (capture == nullptr || rule_.veto || used_.count(capture->name.text) != 0) return;
      used_.insert(capture->name.text);
      report_.warn(file_, capture->name.at, "unused",
                   "the capture '" + capture->name.text + "' is never used", "take the name out");
    });
  }

  CheckReport& report_;
  std::size_t file_;
  const Rule& rule_;
  std::unordered_set<std::string> used_;
};

}  // namespace

void check_producers(CheckReport& report) { ProducerCheck(report).check(); }

void check_use(CheckReport& report) {
  NameUse(report).check();
  AheadCheck(report).check();
  for (const LoadedPhase& phase : report.rules.phases)
    for (const LoadedRule& rule : phase.rules) CaptureUse(report, rule).check();
}

}  // namespace waymark::grammar
