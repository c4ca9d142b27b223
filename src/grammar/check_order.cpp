// SPDX-License-Identifier: Apache-2.0
// Who wins over whom: names in `over`, circles of it, and rules whose every match an earlier one
// takes.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "grammar/check_report.h"
#include "grammar/circles.h"
#include "grammar/print.h"

namespace waymark::grammar {

namespace {

constexpr std::string_view kGazetteer = "gazetteer";
constexpr std::string_view kGazetteerOf = "gazetteer.";

class OrderCheck {
 public:
  explicit OrderCheck(CheckReport& report) : report_(report) {
    for (const LoadedPhase& phase : report.rules.phases)
      for (const LoadedRule& rule : phase.rules) {
        number_.emplace(rule.rule.name.text, rules_.size());
        rules_.push_back(&rule);
      }
  }

  void check() const {
    std::vector<std::vector<std::size_t>> edges(rules_.size());
    for (std::size_t i = 0; i < rules_.size(); ++i)
      for (const Over& over : rules_[i]->rule.over)
        if (const auto target = find(*rules_[i], over)) edges[i].push_back(*target);
    for (const auto& circle : find_circles(edges)) report_circle(circle);
    if (!report_.is_whole) return;
    for (const LoadedPhase& phase : report_.rules.phases) check_twins(phase);
  }

 private:
  /// The rule that `over` names, if it names one.
  [[nodiscard]] std::optional<std::size_t> find(const LoadedRule& rule, const Over& over) const {
    const std::string& name = over.rule.text;
    if (const auto known = number_.find(name); known != number_.end()) return known->second;
    if (name == kGazetteer || report_.rules.is_lost(name)) return std::nullopt;
    if (std::string_view(name).substr(0, kGazetteerOf.size()) == kGazetteerOf) {
      const auto skipped = static_cast<std::uint32_t>(kGazetteerOf.size());
      report_.know_label(rule.file,
                         {name.substr(skipped), {over.rule.at.begin + skipped, over.rule.at.end}});
      return std::nullopt;
    }
    std::vector<std::string> names{std::string(kGazetteer)};
    for (const LoadedRule* other : rules_) names.push_back(other->rule.name.text);
    report_.error(rule.file, over.rule.at, "unknown-rule", "unknown rule '" + name + "'",
                  did_you_mean(name, names));
    return std::nullopt;
  }

  void report_circle(const std::vector<std::size_t>& circle) const {
    std::string chain;
    for (const std::size_t rule : circle) chain += rules_[rule]->rule.name.text + " over ";
    const LoadedRule& first = *rules_[circle.front()];
    report_.error(first.file, first.rule.over.front().rule.at, "over-circle",
                  "a circle of 'over': " + chain + first.rule.name.text, "take one of them out");
  }

  /// Two rules of a phase that find the same under the same conditions: the later one never gets a
  /// match.
  void check_twins(const LoadedPhase& phase) const {
    std::unordered_map<std::string, const LoadedRule*> by_pattern;
    for (const LoadedRule& rule : phase.rules) {
      if (rule.rule.veto) continue;
      const auto [it, is_new] = by_pattern.emplace(print_matching(rule), &rule);
      if (is_new || phase.how == PhaseDecl::How::kAll || phase.how == PhaseDecl::How::kRepeat)
        continue;
      if (rule.rule.over.empty() && it->second->rule.over.empty() &&
          rule.rule.rank == it->second->rule.rank)
        report_.warn(rule.file, rule.rule.name.at, "shadowed",
                     "'" + rule.rule.name.text + "' finds what '" + it->second->rule.name.text +
                         "' finds, and only the first in the file wins",
                     "say which is meant with 'over' or 'rank', or give one a condition");
    }
  }

  static std::string print_matching(const LoadedRule& rule) {
    std::string text = std::to_string(rule.file) + "\n";
    for (const Pattern& pattern : rule.rule.finds) text += print(pattern) + "\n";
    for (const Context& context : rule.rule.contexts)
      text += std::string(context.negative ? "not " : "") + (context.after ? "after " : "before ") +
              print(context.pattern) + "\n";
    for (const Test& test : rule.rule.tests)
      text += (test.unless ? "unless " : "where ") + print(test.condition) + "\n";
    return text;
  }

  CheckReport& report_;
  std::vector<const LoadedRule*> rules_;
  std::unordered_map<std::string, std::size_t> number_;
};

}  // namespace

void check_order(CheckReport& report) { OrderCheck(report).check(); }

}  // namespace waymark::grammar
