// SPDX-License-Identifier: Apache-2.0
#include "cli/test_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <unordered_set>
#include <utility>

#include "annotate/rule_coverage.h"
#include "annotate/rule_examples.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "cli/test_report.h"
#include "grammar/compile.h"
#include "grammar/load.h"
#include "text/source_file.h"

namespace waymark::cli {
namespace {

bool exists(const std::string& file) {
  std::error_code error;
  return std::filesystem::exists(file, error);
}

std::vector<std::string> rules_without_yes(
    const grammar::LoadedRules& rules, const std::vector<PlacedExample>& examples,
    const std::function<bool(const std::string&)>& is_meant) {
  std::unordered_set<std::string> tested;
  for (const PlacedExample& example : examples)
    if (example.example.example.yes) tested.insert(example.example.rule.text);
  std::vector<std::string> without;
  for (const grammar::LoadedPhase& phase : rules.phases)
    for (const grammar::LoadedRule& rule : phase.rules)
      if (is_meant(rules.files[rule.file].source.name()) && tested.count(rule.rule.name.text) == 0)
        without.push_back(rule.rule.name.text);
  return without;
}

std::size_t count_rules(const grammar::LoadedRules& rules,
                        const std::function<bool(const std::string&)>& is_meant) {
  std::size_t count = 0;
  for (const grammar::LoadedPhase& phase : rules.phases)
    count += static_cast<std::size_t>(std::count_if(
        phase.rules.begin(), phase.rules.end(),
        [&](const auto& rule) { return is_meant(rules.files[rule.file].source.name()); }));
  return count;
}

/// What a run of the examples has shown.
struct Tested {
  ExampleReport report;
  std::vector<std::string> without_yes;
  std::vector<RulePart> untouched;
  std::size_t rules = 0;
};

/// Writes what was asked for. A fault of writing, if there is one.
std::optional<Diagnostic> write_reports(const GrammarOptions& options, const Tested& tested,
                                        const grammar::LoadedRules& rules, Console& console) {
  if (options.to == "json") {
    Output out;
    out.write(tests_as_json(tested.report, tested.without_yes, rules,
                            options.coverage ? &tested.untouched : nullptr));
    if (!out.commit()) return out.fault();
  } else {
    for (const ExampleResult& result : tested.report.results) console.report(result.failures);
    for (const std::string& rule : tested.without_yes) console.explain("no 'yes' example: " + rule);
    for (const RulePart& part : tested.untouched) console.report(describe(part, rules));
  }
  if (options.junit.empty()) return std::nullopt;
  return write_file(options.junit, tests_as_junit(tested.report), true);
}

std::string summary_of(const GrammarOptions& options, const Tested& tested) {
  std::string summary = fmt::format(
      "{} rules, {} examples, {} failed, {} rules without a 'yes' example", tested.rules,
      tested.report.results.size(), tested.report.failed(), tested.without_yes.size());
  if (options.coverage)
    summary += fmt::format(", {} parts that no example touches", tested.untouched.size());
  return summary;
}

/// The parts of rules that no example touches. Captures that are put around them would also change
/// what some rules do (of a mention that one holds only those entries stay that the pattern asks
/// for), so that the results of the examples are not taken from here.
Result<std::vector<RulePart>> find_untouched(
    grammar::LoadedRules& rules, const Gazetteer& gazetteer, const Examples& examples,
    const std::function<bool(const std::string&)>& is_meant) {
  const std::vector<RulePart> parts = instrument(rules, is_meant);
  auto program = grammar::compile(rules, gazetteer.catalog());
  if (!program) return program.error();
  const RuleSet instrumented(*std::move(program));
  const Annotator annotator(gazetteer, instrumented);
  return untouched(parts, run_examples(annotator, instrumented, examples.all));
}

}  // namespace

KnowledgeOptions knowledge_of(const GrammarOptions& options) {
  KnowledgeOptions knowledge = options.knowledge;
  knowledge.grammars.insert(knowledge.grammars.end(), options.files.begin(), options.files.end());
  return knowledge;
}

Examples collect_examples(const grammar::LoadedRules& rules,
                          const std::function<bool(const std::string&)>& is_meant,
                          Diagnostics& faults) {
  Examples examples;
  examples.all = examples_in_rules(rules, is_meant);
  for (const grammar::LoadedFile& file : rules.files) {
    const std::string beside = example_file_beside(file.source.name());
    if (!file.runs || !is_meant(file.source.name()) || !exists(beside)) continue;
    auto source = text::SourceFile::read(beside);
    if (!source) {
      faults.push_back(source.error().front());
      continue;
    }
    examples.files.push_back(*std::move(source));
    auto more = examples_in_file(examples.files.back(), rules, faults);
    std::move(more.begin(), more.end(), std::back_inserter(examples.all));
  }
  return examples;
}

int test_rules(const GrammarOptions& options, Console& console) {
  const auto chosen = choose_files(knowledge_of(options), console);
  if (const int* code = std::get_if<int>(&chosen)) return *code;
  const KnowledgeFiles& files = std::get<KnowledgeFiles>(chosen);
  auto knowledge = load_knowledge(files, console);
  if (!knowledge) return console.fail(knowledge.error(), kKnowledge);
  const auto is_meant = [&](const std::string& file) {
    return options.files.empty() ||
           std::find(options.files.begin(), options.files.end(), file) != options.files.end();
  };
  Diagnostics faults;
  grammar::LoadedRules rules = grammar::load(files.grammars, text::SourceFile::read, faults);
  const Examples examples = collect_examples(rules, is_meant, faults);
  if (has_error(faults)) return console.fail(faults, kKnowledge);

  const Annotator annotator(knowledge->gazetteer, knowledge->rules);
  Tested tested;
  tested.report = run_examples(annotator, knowledge->rules, examples.all);
  tested.without_yes = rules_without_yes(rules, examples.all, is_meant);
  if (options.coverage) {
    auto parts = find_untouched(rules, knowledge->gazetteer, examples, is_meant);
    if (!parts) return console.fail(parts.error(), kKnowledge);
    tested.untouched = *std::move(parts);
  }
  tested.rules = count_rules(rules, is_meant);
  if (const auto fault = write_reports(options, tested, rules, console))
    return console.fail({*fault}, kUsage);
  console.say(summary_of(options, tested));
  return tested.report.failed() == 0 ? kDone : kFound;
}

}  // namespace waymark::cli
