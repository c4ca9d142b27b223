// SPDX-License-Identifier: Apache-2.0
// `waymark grammar`: check, test and lay out rule files.
#include <fmt/format.h>

#include <algorithm>

#include "annotate/rule_examples.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "grammar/check.h"
#include "grammar/load.h"
#include "grammar/parse.h"
#include "grammar/print.h"
#include "text/source_file.h"
#include "waymark/gazetteer.h"

namespace waymark::cli {
namespace {

int fail(Console& console, const Diagnostics& faults, int code) {
  console.report(faults);
  return code;
}

/// What to load, and whose rules are meant: the named files, or all that are loaded.
Result<KnowledgeFiles> chosen_files(const GrammarOptions& options, Console& console) {
  KnowledgeOptions knowledge = options.knowledge;
  knowledge.grammars.insert(knowledge.grammars.end(), options.files.begin(), options.files.end());
  return find_knowledge(knowledge, console);
}

int check(const GrammarOptions& options, Console& console) {
  auto files = chosen_files(options, console);
  if (!files) return fail(console, files.error(), kUsage);
  if (options.knowledge.show_config) return print_config(*files, console);
  auto gazetteer = Gazetteer::load(files->gazetteers);
  if (!gazetteer) return fail(console, gazetteer.error(), kKnowledge);
  Diagnostics found;
  const grammar::LoadedRules rules = grammar::load(files->grammars, text::SourceFile::read, found);
  if (!has_error(found)) grammar::check(rules, grammar::knowledge_of(gazetteer->catalog()), found);
  console.report(found);
  std::size_t count = 0;
  std::string order;
  for (const grammar::LoadedPhase& phase : rules.phases) {
    count += phase.rules.size();
    order += (order.empty() ? "" : ", ") + phase.name.text;
  }
  console.say(fmt::format("{} files, {} rules, {} faults; phases in order: {}", rules.files.size(),
                          count, found.size(), order));
  if (has_error(found)) return kKnowledge;
  return found.empty() ? kDone : kFound;
}

int test(const GrammarOptions& options, Console& console) {
  auto files = chosen_files(options, console);
  if (!files) return fail(console, files.error(), kUsage);
  if (options.knowledge.show_config) return print_config(*files, console);
  auto knowledge = load_knowledge(*files, console);
  if (!knowledge) return fail(console, knowledge.error(), kKnowledge);
  Diagnostics faults;
  const grammar::LoadedRules loaded =
      grammar::load(files->grammars, text::SourceFile::read, faults);
  const Annotator annotator(knowledge->gazetteer, knowledge->rules);
  const auto is_meant = [&](const std::string& file) {
    return options.files.empty() ||
           std::find(options.files.begin(), options.files.end(), file) != options.files.end();
  };
  const ExampleReport report = run_examples(annotator, knowledge->rules, loaded, is_meant);
  console.report(report.failures);
  for (const std::string& rule : report.rules_without_examples)
    console.explain("no 'yes' example: " + rule);
  console.say(fmt::format("{} rules, {} examples, {} failed, {} rules without a 'yes' example",
                          report.rules, report.examples, report.failures.size(),
                          report.rules_without_examples.size()));
  return report.failures.empty() ? kDone : kFound;
}

/// Lays out one file. A file with faults is left as it is.
int lay_out(const std::string& path, bool write, Console& console, Output& out) {
  auto source = text::SourceFile::read(path);
  if (!source) return fail(console, source.error(), kUsage);
  Diagnostics faults;
  const grammar::RuleFile file = grammar::parse(*source, faults);
  if (has_error(faults)) return fail(console, faults, kKnowledge);
  const std::string text = grammar::print(file);
  if (!write) {
    out.write(text);
  } else if (text != source->content()) {
    if (auto fault = write_file(path, text, true)) return fail(console, {*fault}, kUsage);
  }
  return kDone;
}

int lay_out_all(const GrammarOptions& options, Console& console) {
  Output out;
  int code = kDone;
  for (const std::string& path : options.files)
    code = std::max(code, lay_out(path, options.write, console, out));
  if (!out.commit()) return fail(console, {out.fault()}, kUsage);
  return code;
}

}  // namespace

int run(const GrammarOptions& options) {
  Console console(options.common);
  switch (options.action) {
    case GrammarOptions::Action::kCheck:
      return check(options, console);
    case GrammarOptions::Action::kTest:
      return test(options, console);
    case GrammarOptions::Action::kFormat:
      return lay_out_all(options, console);
  }
  return kUsage;
}

}  // namespace waymark::cli
