// SPDX-License-Identifier: Apache-2.0
// One rule: what it finds, that its clauses name its captures, that what it makes has a label and
// fitting slots.
#include <algorithm>
#include <array>
#include <string>

#include "grammar/check_report.h"
#include "grammar/example_file.h"
#include "grammar/walk.h"

namespace waymark::grammar {

namespace {

struct FunctionInfo {
  std::string_view name;
  std::size_t min_arguments, max_arguments;
  std::string_view usage;
};
constexpr std::array<FunctionInfo, 9> kFunctions = {
    {{"iso_date", 1, 3, "iso_date(year, month, day)"},
     {"shift_date", 2, 2, "shift_date(unit, number)"},
     {"weekday", 1, 2, "weekday(number, direction)"},
     {"nearest_date", 1, 2, "nearest_date(month, day)"},
     {"last_day", 1, 1, "last_day(day)"},
     {"value", 1, 1, "value(x)"},
     {"text", 1, 1, "text(x)"},
     {"lower", 1, 1, "lower(x)"},
     {"join", 1, 64, "join(a, b)"}}};

class RuleCheck {
 public:
  RuleCheck(CheckReport& report, const LoadedRule& loaded)
      : report_(report),
        file_(loaded.file),
        loaded_(loaded),
        rule_(loaded.rule),
        captures_(loaded.captures) {}

  void check() const {
    check_patterns();
    for (const Test& test : rule_.tests) check_condition(report_, file_, test.condition, &loaded_);
    check_marks();
    for (const Set& set : rule_.sets) check_set(set);
    for (const LinkEffect& link : rule_.links) check_link(link);
    for (const Relate& relate : rule_.relations) {
      check_capture(relate.from);
      check_capture(relate.to);
    }
    for (const Define& define : rule_.definitions) {
      check_capture(define.form);
      check_capture(define.meaning);
    }
    for (const Example& example : rule_.examples) check_example(example);
  }

 private:
  // ---- what it finds -------------------------------------------------------------------------

  void check_patterns() const {
    if (rule_.finds.empty() && !lost_clause(rule_, {"find", "rule"}))
      error(rule_.name.at, "no-find", "the rule '" + rule_.name.text + "' finds nothing",
            "give it a clause 'find'");
    for (const Pattern& pattern : rule_.finds) {
      check_pattern(report_, file_, pattern);
      if (report_.lets.is_nullable(file_, pattern))
        error(pattern.at, "empty-pattern", "this pattern can match without any token",
              "make one of its parts required");
    }
    for (const Context& context : rule_.contexts) {
      check_pattern(report_, file_, context.pattern);
      if (report_.lets.is_nullable(file_, context.pattern))
        error(context.pattern.at, "empty-pattern",
              "this context can match without any token and says nothing",
              "make one of its parts required");
    }
    for (const Pattern& pattern : rule_.finds) check_slot_captures(pattern);
  }

  /// A capture that fills a slot has the slot's label, where its pattern is one label.
  void check_slot_captures(const Pattern& pattern) const {
    if (!rule_.label) return;
    const auto known = report_.labels.find(rule_.label->text);
    if (known == report_.labels.end()) return;
    walk(pattern, [&](const Pattern& part) {
      const auto* capture = std::get_if<Capture>(&part.what);
      if (capture == nullptr) return;
      const Name* label = only_label(*capture->inner);
      for (const gazetteer::SlotType& slot : known->second.slots)
        if (slot.name == capture->name.text && label != nullptr && !slot.label.empty() &&
            slot.label != label->text)
          error(capture->name.at, "slot-label",
                "the slot '" + slot.name + "' of " + rule_.label->text + " is a " + slot.label +
                    ", not a " + label->text,
                "capture a " + slot.label + " or give the capture another name");
    });
  }

  static const Name* only_label(const Pattern& pattern) {
    if (const auto* label = std::get_if<LabelRef>(&pattern.what)) return &label->label;
    if (const auto* repeat = std::get_if<Repeat>(&pattern.what)) return only_label(*repeat->inner);
    if (const auto* touching = std::get_if<Touching>(&pattern.what))
      return only_label(*touching->inner);
    return nullptr;
  }

  // ---- what it makes -------------------------------------------------------------------------

  void check_marks() const {
    if (rule_.label) report_.know_label(file_, *rule_.label);
    if (rule_.veto) return check_veto();
    if (!rule_.label && rule_.marks.empty() && !lost_clause(rule_, {"mark", "rule"}))
      error(rule_.name.at, "no-label",
            "the rule '" + rule_.name.text + "' doesn't say what it marks",
            "write 'rule " + rule_.name.text + " -> LABEL' or 'mark nothing'");
    for (const Mark& mark : rule_.marks) check_mark(mark);
  }

  void check_mark(const Mark& mark) const {
    if (mark.label)
      report_.know_label(file_, *mark.label);
    else if (!rule_.label && !lost_clause(rule_, {"rule"}) &&
             !std::holds_alternative<Mark::Nothing>(mark.target))
      error(mark.at, "no-label", "this mark has no label", "write 'mark LABEL on x'");
    std::visit(Overload{[&](const Name& it) { check_capture(it); },
                        [&](const Mark::Range& it) {
                          check_capture(it.from);
                          check_capture(it.to);
                        },
                        [](const auto&) {}},
               mark.target);
  }

  void check_veto() const {
    const auto refuse = [&](const auto& clauses, std::string_view word) {
      if (!clauses.empty())
        error(clauses.front().at, "veto-clause",
              "a veto makes nothing, so it has no '" + std::string(word) + "'",
              "take the clause out or make it a rule");
    };
    if (rule_.label)
      error(rule_.label->at, "veto-clause", "a veto makes nothing, so it has no label",
            "take the label out");
    refuse(rule_.marks, "mark");
    refuse(rule_.sets, "set");
    refuse(rule_.links, "link");
    refuse(rule_.relations, "relate");
    refuse(rule_.definitions, "define");
  }

  void check_set(const Set& set) const {
    if (set.capture) check_capture(*set.capture);
    check_expression(set.value);
    const auto known =
        rule_.label && !set.capture ? report_.labels.find(rule_.label->text) : report_.labels.end();
    if (known == report_.labels.end() || known->second.slots.empty() ||
        report_.rules.is_lost(known->first))
      return;
    std::vector<std::string> slots;
    for (const gazetteer::SlotType& slot : known->second.slots) slots.push_back(slot.name);
    if (std::find(slots.begin(), slots.end(), set.slot.text) != slots.end()) return;
    const std::string hint = did_you_mean(set.slot.text, slots);
    if (!hint.empty())
      report_.warn(
          file_, set.slot.at, "unknown-slot",
          "'" + set.slot.text + "' is no slot of " + rule_.label->text + " and becomes a feature",
          hint);
  }

  void check_expression(const Expression& expression) const {
    if (const auto* path = std::get_if<Path>(&expression.what)) {
      if (path->capture) check_capture(*path->capture);
    } else if (const auto* call = std::get_if<Expression::Call>(&expression.what)) {
      check_call(*call);
      for (const Expression& argument : call->arguments) check_expression(argument);
    }
  }

  void check_call(const Expression::Call& call) const {
    const auto known = std::find_if(
        kFunctions.begin(), kFunctions.end(),
        [&](const FunctionInfo& function) { return function.name == call.function.text; });
    if (known == kFunctions.end()) {
      std::vector<std::string> names;
      for (const FunctionInfo& function : kFunctions) names.emplace_back(function.name);
      std::string hint = did_you_mean(call.function.text, names);
      if (hint.empty())
        hint =
            "the functions are iso_date, shift_date, weekday, nearest_date, last_day, value, text, "
            "lower "
            "and join";
      return error(call.function.at, "unknown-function",
                   "unknown function '" + call.function.text + "'", std::move(hint));
    }
    if (call.arguments.size() < known->min_arguments ||
        call.arguments.size() > known->max_arguments)
      error(call.function.at, "arguments",
            "'" + call.function.text + "' takes " + arity_of(*known) + ", not " +
                std::to_string(call.arguments.size()),
            "written " + std::string(known->usage));
  }

  static std::string arity_of(const FunctionInfo& function) {
    if (function.min_arguments == function.max_arguments) return "one argument";
    if (function.max_arguments > 3) return "one or more arguments";
    return std::to_string(function.min_arguments) + " to " +
           std::to_string(function.max_arguments) + " arguments";
  }

  void check_link(const LinkEffect& link) const {
    check_capture(link.capture);
    if (link.outer) check_capture(*link.outer);
    if (link.entry) report_.know_entry(file_, *link.entry);
    if (!link.condition) return;
    check_condition(report_, file_, *link.condition, &loaded_);
    if (!asks_entry(*link.condition))
      report_.warn(file_, link.condition->at, "never-matches",
                   "the condition asks nothing of the entries of '" + link.capture.text +
                       "', so that 'link' can't tell them apart",
                   "an entry is asked without the name of a capture: entry is @ID, kind is KIND");
  }

  /// Whether a condition asks anything of the entry that it stands on.
  static bool asks_entry(const Condition& condition) {
    bool asks = false;
    walk(condition, [&](const Condition& part) {
      if (const auto* it = std::get_if<Comparison>(&part.what)) asks |= !it->left.capture;
      if (const auto* it = std::get_if<Has>(&part.what)) asks |= !it->subject.capture;
    });
    return asks;
  }

  // ---- examples ------------------------------------------------------------------------------

  void check_example(const Example& example) const {
    if (const auto fault = find_fault(example))
      error(example.at, "example", fault->message, fault->hint);
  }

  // ---- names ---------------------------------------------------------------------------------

  void check_capture(const Name& capture) const {
    if (std::find(captures_.begin(), captures_.end(), capture.text) != captures_.end() ||
        loaded_.lacks_captures)
      return;
    std::string hint = did_you_mean(capture.text, captures_);
    if (hint.empty())
      hint = "a capture is written " + capture.text + ":PATTERN in 'find', 'after' or 'before'";
    error(capture.at, "unknown-capture", "the rule has no capture '" + capture.text + "'",
          std::move(hint));
  }

  void error(Place at, const char* code, std::string message, std::string hint) const {
    report_.error(file_, at, code, std::move(message), std::move(hint));
  }

  CheckReport& report_;
  std::size_t file_;
  const LoadedRule& loaded_;
  const Rule& rule_;
  const std::vector<std::string>& captures_;
};

}  // namespace

void check_rule(CheckReport& report, const LoadedRule& rule) { RuleCheck(report, rule).check(); }

}  // namespace waymark::grammar
