// SPDX-License-Identifier: Apache-2.0
// Who wins over whom: names in `over`, circles of it, and rules whose every match an earlier one
// takes.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "grammar/check_report.h"
#include "grammar/circles.h"
#include "grammar/cover.h"
#include "grammar/cover_keys.h"
#include "grammar/print.h"

namespace waymark::grammar {

namespace {

/// Which rules of a phase can cover others, by what their patterns can't do without.
class CoverIndex {
 public:
  CoverIndex(const LoadedRules& rules, const LoadedPhase& phase) : keys_(rules) {
    for (const LoadedRule& rule : phase.rules) {
      held_.emplace_back();
      if (!rule.rule.finds.empty())
        held_.back() = keys_.keys_in({rule.file, &rule.rule.finds.front()});
    }
    counts_.resize(keys_.size());
    for (const CoverKeys::Keys& keys : held_)
      for (const std::uint32_t key : keys) ++counts_[key];
    for (std::uint32_t number = 0; number < phase.rules.size(); ++number)
      for (const Pattern& find : phase.rules[number].rule.finds)
        add({phase.rules[number].file, &find}, number);
  }

  /// The rules before one that may cover its first pattern, ascending.
  [[nodiscard]] std::vector<std::uint32_t> earlier_than(std::size_t rule) const {
    std::vector<std::uint32_t> found;
    const auto take = [&](const std::vector<std::uint32_t>& numbers) {
      found.insert(found.end(), numbers.begin(),
                   std::lower_bound(numbers.begin(), numbers.end(), rule));
    };
    take(anywhere_);
    for (const std::uint32_t key : held_[rule])
      if (key < by_key_.size()) take(by_key_[key]);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  void add(PatternIn pattern, std::uint32_t number) {
    const CoverKeys::Keys keys = keys_.keys_needed(pattern, counts_);
    if (keys.empty()) anywhere_.push_back(number);
    if (by_key_.size() < keys_.size()) by_key_.resize(keys_.size());
    for (const std::uint32_t key : keys) by_key_[key].push_back(number);
  }

  CoverKeys keys_;
  std::vector<CoverKeys::Keys> held_;    // by rule: what stands in its first pattern
  std::vector<std::uint32_t> counts_;    // by key: in how many of these
  std::vector<std::uint32_t> anywhere_;  // rules with a pattern of which nothing is known
  std::vector<std::vector<std::uint32_t>> by_key_;  // rules with a pattern that needs one of them
};

constexpr std::string_view kGazetteer = "gazetteer";
constexpr std::string_view kGazetteerOf = "gazetteer.";

class OrderCheck {
 public:
  explicit OrderCheck(CheckReport& report) : report_(report), cover_(report.rules) {
    for (const LoadedPhase& phase : report.rules.phases)
      for (const LoadedRule& rule : phase.rules) {
        number_.emplace(rule.rule.name.text, rules_.size());
        rules_.push_back(&rule);
      }
  }

  void check() {
    std::vector<std::vector<std::size_t>> edges(rules_.size());
    for (std::size_t i = 0; i < rules_.size(); ++i)
      for (const Over& over : rules_[i]->rule.over)
        if (const auto target = find(*rules_[i], over)) edges[i].push_back(*target);
    for (const auto& circle : find_circles(edges)) report_circle(circle);
  }

  void check_shadowed() {
    for (const LoadedPhase& phase : report_.rules.phases) check_shadowed(phase);
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

  // ---- rules that another one makes superfluous ----

  /// A rule whose every match an earlier one of its phase takes, because it finds as much or more.
  void check_shadowed(const LoadedPhase& phase) {
    if (phase.how == PhaseDecl::How::kAll || phase.how == PhaseDecl::How::kRepeat) return;
    CoverIndex index(report_.rules, phase);
    for (std::size_t later = 1; later < phase.rules.size() && !cover_.is_exhausted(); ++later) {
      const LoadedRule& narrow = phase.rules[later];
      for (const std::uint32_t earlier : index.earlier_than(later))
        if (is_looser(phase.rules[earlier], narrow) &&
            shadows(phase, phase.rules[earlier], narrow)) {
          report_shadowed(phase.rules[earlier], narrow);
          break;
        }
    }
  }

  bool shadows(const LoadedPhase& phase, const LoadedRule& earlier, const LoadedRule& later) {
    if (!compete(earlier.rule, later.rule) || !later.rule.over.empty() ||
        later.rule.rank.value_or(0) > earlier.rule.rank.value_or(0))
      return false;
    const auto extent =
        phase.how == PhaseDecl::How::kFirst ? CoverTest::Extent::kStart : CoverTest::Extent::kWhole;
    return std::all_of(
        later.rule.finds.begin(), later.rule.finds.end(), [&](const Pattern& narrow) {
          return std::any_of(
              earlier.rule.finds.begin(), earlier.rule.finds.end(), [&](const Pattern& wide) {
                return cover_.covers({earlier.file, &wide}, {later.file, &narrow}, extent);
              });
        });
  }

  /// Whether two rules mark whole matches as flat mentions, or both as structured ones, the later
  /// one without any effect besides.
  [[nodiscard]] bool compete(const Rule& earlier, const Rule& later) const {
    if (earlier.veto || later.veto || !earlier.marks.empty() || !later.marks.empty() ||
        later.finds.empty())
      return false;
    const auto a = earlier.label ? report_.labels.find(earlier.label->text) : report_.labels.end();
    const auto b = later.label ? report_.labels.find(later.label->text) : report_.labels.end();
    if (a == report_.labels.end() || b == report_.labels.end()) return false;
    if (a->first != b->first) return !a->second.structured && !b->second.structured;
    return later.sets.empty() && later.links.empty() && later.relations.empty() &&
           later.definitions.empty() && !b->second.structured;
  }

  /// Whether everything that an earlier rule asks around its match the later one asks too.
  bool is_looser(const LoadedRule& earlier, const LoadedRule& later) {
    if (earlier.rule.contexts.empty() && earlier.rule.tests.empty()) return true;
    if (earlier.file != later.file) return false;
    const std::vector<std::string>&asked = demands_of(earlier.rule), &more = demands_of(later.rule);
    return std::all_of(asked.begin(), asked.end(), [&](const std::string& it) {
      return std::find(more.begin(), more.end(), it) != more.end();
    });
  }

  const std::vector<std::string>& demands_of(const Rule& rule) {
    const auto [known, is_new] = demands_.try_emplace(&rule);
    std::vector<std::string>& demands = known->second;
    if (!is_new) return demands;
    for (const Context& context : rule.contexts)
      demands.push_back(std::string(context.negative ? "not " : "") +
                        (context.after ? "after " : "before ") + print(context.pattern));
    for (const Test& test : rule.tests)
      demands.push_back((test.unless ? "unless " : "where ") + print(test.condition));
    return demands;
  }

  void report_shadowed(const LoadedRule& earlier, const LoadedRule& later) const {
    report_.warn(later.file, later.rule.name.at, "shadowed",
                 "all that '" + later.rule.name.text + "' finds, '" + earlier.rule.name.text +
                     "' finds too, and only the first in the file wins",
                 "say which is meant with 'over' or 'rank', or give one a condition");
  }

  CheckReport& report_;
  std::vector<const LoadedRule*> rules_;
  std::unordered_map<std::string, std::size_t> number_;
  std::unordered_map<const Rule*, std::vector<std::string>> demands_;
  CoverTest cover_;
};

}  // namespace

void check_order(CheckReport& report) { OrderCheck(report).check(); }

void check_shadowed(CheckReport& report) { OrderCheck(report).check_shadowed(); }

}  // namespace waymark::grammar
