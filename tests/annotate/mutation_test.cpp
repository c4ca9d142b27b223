// SPDX-License-Identifier: Apache-2.0
// Breaks the shipped rules one part at a time: `grammar check` or `grammar test` must notice. A
// sample of the broken rules is tried; WAYMARK_MUTATIONS=all tries every one, a number that share,
// and WAYMARK_MUTATIONS_OF the rules whose names begin so. What nobody notices is shown.
#include <algorithm>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <future>
#include <iostream>
#include <string>
#include <vector>

#include "annotate/knowledge.h"
#include "annotate/mutations.h"
#include "annotate/rule_examples.h"
#include "grammar/check.h"
#include "grammar/compile.h"
#include "grammar/load.h"
#include "grammar/resolve_captures.h"
#include "support/golden.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSampled = 12;  // one of so many
constexpr std::size_t kThreads = 2;
// A floor under what a sample can show; the aim is 95 of 100. All together: 2967 of 2979 are
// noticed (99.6 %).
constexpr double kNoticed = 0.90;

/// Where a broken rule stands and what is broken.
struct Broken {
  std::size_t phase, rule;
  test::Mutation mutation;
};

/// The loaded rules of one thread, in which one rule at a time is exchanged.
class Workshop {
 public:
  explicit Workshop(const Gazetteer& gazetteer)
      : gazetteer_(gazetteer), knowledge_(grammar::knowledge_of(gazetteer.catalog())) {
    const std::vector<bool> labels = knowledge_.labels_with_entries();
    knowledge_.labels_with_entries = [labels] { return labels; };
    Diagnostics faults;
    const std::vector<std::string> files = test::files_in("grammar", ".way");
    rules_ = grammar::load(files, text::SourceFile::read, faults);
    examples_ = examples_in_rules(rules_, [](const std::string&) { return true; });
    for (const std::string& file : files)
      if (fs::exists(example_file_beside(file))) add_examples(example_file_beside(file), faults);
    test::require_silent(faults);
  }

  [[nodiscard]] const grammar::LoadedRules& rules() const { return rules_; }

  /// Leaves out the examples that fail of themselves: `grammar test` tells of them, and they would
  /// notice every change.
  void drop_failing() {
    const RuleSet rule_set(test::require(grammar::compile(rules_, gazetteer_.catalog())));
    const ExampleReport report = run_examples(Annotator(gazetteer_, rule_set), rule_set, examples_);
    std::vector<PlacedExample> holding;
    for (const ExampleResult& result : report.results)
      if (result.failures.empty()) holding.push_back(*result.example);
    examples_ = std::move(holding);
  }

  /// What check or test say of the whole rules; empty if they pass.
  std::string find_fault() const { return fault_with({}); }

  bool is_noticed(const Broken& broken) {
    grammar::LoadedRule& rule = rules_.phases[broken.phase].rules[broken.rule];
    grammar::LoadedRule changed{rule.file, broken.mutation.rule, {}, false};
    find_captures(changed);
    std::swap(rule, changed);
    const bool noticed = !fault_with(rule.rule.name.text).empty();
    std::swap(rule, changed);
    return noticed;
  }

 private:
  void add_examples(const std::string& file, Diagnostics& faults) {
    files_.push_back(test::require(text::SourceFile::read(file)));
    for (PlacedExample& example : examples_in_file(files_.back(), rules_, faults))
      examples_.push_back(std::move(example));
  }

  // As load() does it.
  void find_captures(grammar::LoadedRule& rule) const {
    const auto add = [&](const grammar::Pattern& pattern) {
      for (std::string& name : grammar::captures_of(rules_, rule.file, pattern))
        if (std::find(rule.captures.begin(), rule.captures.end(), name) == rule.captures.end())
          rule.captures.push_back(std::move(name));
    };
    for (const grammar::Pattern& pattern : rule.rule.finds) add(pattern);
    for (const grammar::Context& context : rule.rule.contexts)
      if (!context.negative) add(context.pattern);
    grammar::resolve_captures(rule.rule, rule.captures);
  }

  /// What the check says, else which example fails: those of `rule` are tried first.
  [[nodiscard]] std::string fault_with(const std::string& rule) const {
    Diagnostics found;
    grammar::check(rules_, knowledge_, found);
    if (!found.empty()) return render(found.front());
    const RuleSet rule_set(test::require(grammar::compile(rules_, gazetteer_.catalog())));
    const Annotator annotator(gazetteer_, rule_set);
    const auto failing = [&](bool own) {
      std::vector<PlacedExample> examples;
      std::copy_if(examples_.begin(), examples_.end(), std::back_inserter(examples),
                   [&](const PlacedExample& it) { return (it.example.rule.text == rule) == own; });
      const ExampleReport report = run_examples(annotator, rule_set, examples);
      for (const ExampleResult& result : report.results)
        if (!result.failures.empty()) return render(result.failures.front());
      const Diagnostics ties = describe_ties(report, rules_);
      return ties.empty() ? std::string() : render(ties.front());
    };
    const std::string own = failing(true);
    return own.empty() ? failing(false) : own;
  }

  Gazetteer gazetteer_;
  grammar::Knowledge knowledge_;
  grammar::LoadedRules rules_;
  std::deque<text::SourceFile> files_;
  std::vector<PlacedExample> examples_;
};

std::size_t share() {
  const char* given = std::getenv("WAYMARK_MUTATIONS");
  if (given == nullptr) return kSampled;
  if (std::string(given) == "all") return 1;
  return std::max<std::size_t>(1, std::strtoul(given, nullptr, 10));
}

/// The broken rules that are tried, in the order of phases and rules.
std::vector<Broken> break_rules(const grammar::LoadedRules& rules) {
  const char* prefix = std::getenv("WAYMARK_MUTATIONS_OF");
  std::vector<Broken> broken;
  std::size_t number = 0;
  for (std::size_t phase = 0; phase < rules.phases.size(); ++phase)
    for (std::size_t rule = 0; rule < rules.phases[phase].rules.size(); ++rule) {
      const grammar::Rule& whole = rules.phases[phase].rules[rule].rule;
      if (prefix != nullptr && !whole.name.text.starts_with(prefix)) continue;
      for (test::Mutation& mutation : test::mutations_of(whole))
        if (number++ % share() == 0) broken.push_back({phase, rule, std::move(mutation)});
    }
  return broken;
}

TEST_CASE("mutations: a shipped rule that lost a part is noticed by the check or by an example",
          "[annotate][mutation]") {
  const Gazetteer gazetteer = test::require(Gazetteer::load(test::files_in("gazetteer", ".yaml")));
  std::deque<Workshop> workshops;
  for (std::size_t i = 0; i < kThreads; ++i) workshops.emplace_back(gazetteer);
  for (Workshop& workshop : workshops) workshop.drop_failing();
  REQUIRE(workshops.front().find_fault() == "");
  const std::vector<Broken> broken = break_rules(workshops.front().rules());
  REQUIRE(!broken.empty());

  std::vector<char> noticed(broken.size(), 0);
  std::vector<std::future<void>> threads;
  for (std::size_t thread = 0; thread < kThreads; ++thread)
    threads.push_back(std::async(std::launch::async, [&, thread] {
      for (std::size_t i = thread; i < broken.size(); i += kThreads)
        noticed[i] = workshops[thread].is_noticed(broken[i]) ? 1 : 0;
    }));
  for (std::future<void>& thread : threads) thread.get();

  std::string unnoticed;
  for (std::size_t i = 0; i < broken.size(); ++i)
    if (noticed[i] == 0)
      unnoticed += broken[i].mutation.rule.name.text + " " + broken[i].mutation.what + "\n";
  const auto count = std::count(noticed.begin(), noticed.end(), 1);
  INFO("nobody notices:\n" << unnoticed);
  INFO(count << " of " << broken.size() << " are noticed");
  if (std::getenv("WAYMARK_MUTATIONS") != nullptr)
    std::cout << unnoticed << count << " of " << broken.size() << " are noticed\n";
  CHECK(static_cast<double>(count) >= kNoticed * static_cast<double>(broken.size()));
}

}  // namespace
}  // namespace waymark
