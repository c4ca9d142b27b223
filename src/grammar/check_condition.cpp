// SPDX-License-Identifier: Apache-2.0
// Conditions: captures, properties, and what may stand on the right of a comparison.
#include <algorithm>
#include <array>
#include <string>

#include "grammar/check_report.h"
#include "grammar/walk.h"

namespace waymark::grammar {

namespace {

/// Of mentions; and of tokens, where they came with the document.
constexpr std::array<std::string_view, 11> kProperties = {
    "text", "label", "kind", "entry", "name", "ko", "pos", "lemma", "xpos", "feats", "deprel"};

class ConditionCheck {
 public:
  ConditionCheck(CheckReport& report, std::size_t file, const LoadedRule* rule)
      : report_(report), file_(file), rule_(rule) {}

  void operator()(const Condition& condition) const {
    std::visit(Overload{[&](const Comparison& it) { check_comparison(it); },
                        [&](const Has& it) {
                          check_path(it.subject);
                          check_property(it.property);
                        },
                        [&](const Inside& it) { check_span_test(it.capture, it.label); },
                        [&](const Contains& it) { check_span_test(it.capture, it.label); },
                        [&](const DocumentHas& it) { report_.know_entry(file_, it.entry); },
                        [&](const Near& it) {
                          if (it.capture) check_capture(*it.capture);
                        },
                        [](const auto&) {}},
               condition.what);
  }

 private:
  void check_span_test(const std::optional<Name>& capture, const Name& label) const {
    if (capture) check_capture(*capture);
    report_.know_label(file_, label);
  }

  void check_capture(const Name& capture) const {
    if (rule_ == nullptr || rule_->lacks_captures ||
        std::find(rule_->captures.begin(), rule_->captures.end(), capture.text) !=
            rule_->captures.end())
      return;
    report_.error(file_, capture.at, "unknown-capture",
                  "the rule has no capture '" + capture.text + "'",
                  did_you_mean(capture.text, rule_->captures));
  }

  void check_path(const Path& path) const {
    for (const Name& property : path.properties) check_property(property);
  }

  /// A property is one that every mention has, a slot of some label, or a feature that some rule
  /// sets.
  void check_property(const Name& property) const {
    if (is_property(property.text) || report_.may_lack_properties() || may_be_capture()) return;
    std::vector<std::string> known(kProperties.begin(), kProperties.end());
    for (const auto& [name, label] : report_.labels)
      for (const gazetteer::SlotType& slot : label.slots) known.push_back(slot.name);
    known.insert(known.end(), report_.features.begin(), report_.features.end());
    if (rule_ != nullptr) known.insert(known.end(), rule_->captures.begin(), rule_->captures.end());
    std::sort(known.begin(), known.end());
    report_.error(file_, property.at, "unknown-property",
                  "'" + property.text + "' is neither a capture nor a slot, feature or property",
                  did_you_mean(property.text, known));
  }

  [[nodiscard]] bool may_be_capture() const { return rule_ != nullptr && rule_->lacks_captures; }

  [[nodiscard]] bool is_property(const std::string& name) const {
    if (std::find(kProperties.begin(), kProperties.end(), name) != kProperties.end()) return true;
    if (report_.features.count(name) != 0) return true;
    return std::any_of(report_.labels.begin(), report_.labels.end(), [&](const auto& label) {
      return std::any_of(label.second.slots.begin(), label.second.slots.end(),
                         [&](const gazetteer::SlotType& slot) { return slot.name == name; });
    });
  }

  void check_comparison(const Comparison& comparison) const {
    check_path(comparison.left);
    if (comparison.op == Comparison::Op::kWithin) return check_outer(comparison.right.front());
    for (const Value& value : comparison.right)
      std::visit(
          Overload{[&](const EntryRef& it) { report_.know_entry(file_, it); },
                   [&](const Path& it) { check_path(it); },
                   [&](const Name& it) { check_word(comparison.left, it); }, [](const auto&) {}},
          value.what);
  }

  /// What lies within what is asked of two captures.
  void check_outer(const Value& outer) const {
    const auto* path = std::get_if<Path>(&outer.what);
    if (path != nullptr) check_path(*path);
    if (path != nullptr && path->capture) return;
    report_.error(file_, outer.at, "unknown-capture", "only a capture can stand behind 'within'",
                  "an entry is asked for by 'in': x in @kp");
  }

  void check_word(const Path& left, const Name& word) const {
    const std::string property =
        left.properties.empty() ? std::string() : left.properties.back().text;
    if (property == "kind") {
      report_.know_kind(file_, word);
    } else if (property == "label") {
      report_.know_label(file_, word);
    } else if (property.empty() && !means_something(word.text) && !may_be_capture()) {
      std::vector<std::string> known = report_.kind_names();
      const auto labels = report_.label_names();
      known.insert(known.end(), labels.begin(), labels.end());
      std::string hint = did_you_mean(word.text, known);
      if (hint.empty()) hint = "a text is written in quotes";
      report_.warn(
          file_, word.at, "unknown-word",
          "'" + word.text + "' is no capture, kind, label or list; it is compared as a text",
          std::move(hint));
    }
  }

  [[nodiscard]] bool means_something(const std::string& word) const {
    return !report_.knowledge.is_complete || report_.rules.is_lost(word) ||
           report_.knowledge.schema.find_kind(word) || report_.labels.count(word) != 0 ||
           report_.rules.find(file_, word);
  }

  CheckReport& report_;
  std::size_t file_;
  const LoadedRule* rule_;
};

}  // namespace

void check_condition(CheckReport& report, std::size_t file, const Condition& condition,
                     const LoadedRule* rule) {
  walk(condition, ConditionCheck(report, file, rule));
}

}  // namespace waymark::grammar
