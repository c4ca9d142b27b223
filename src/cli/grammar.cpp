// SPDX-License-Identifier: Apache-2.0
// `waymark grammar`: check, test and lay out rule files.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/diagnostic_output.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "cli/test_rules.h"
#include "grammar/check.h"
#include "grammar/compile.h"
#include "grammar/load.h"
#include "grammar/parse.h"
#include "grammar/print.h"
#include "text/json.h"
#include "text/source_file.h"
#include "waymark/gazetteer.h"

namespace waymark::cli {
namespace {

// ---- check -----------------------------------------------------------------------------------

struct Checked {
  grammar::LoadedRules rules;
  Diagnostics faults;  // the gazetteer's first
};

/// Adds the ties that show when the examples are run.
void add_ties(const grammar::LoadedRules& rules, const Gazetteer& gazetteer, Diagnostics& found) {
  auto program = grammar::compile(rules, gazetteer.catalog());
  if (!program) {
    found.push_back(program.error().front());
    return;
  }
  const RuleSet rule_set(*std::move(program));
  const Examples examples = collect_examples(
      rules, [](const std::string&) { return true; }, found);
  const Annotator annotator(gazetteer, rule_set);
  const Diagnostics ties = describe_ties(run_examples(annotator, rule_set, examples.all), rules);
  found.insert(found.end(), ties.begin(), ties.end());
}

/// Faults of gazetteers and rules come out in one run: rules are checked without knowledge if need
/// be.
Checked check_files(const KnowledgeFiles& files, Console& console) {
  Checked checked;
  auto gazetteer = load_gazetteer(files, nullptr, console);
  Diagnostics found;
  checked.rules = grammar::load(files.grammars, text::SourceFile::read, found);
  grammar::check(
      checked.rules,
      gazetteer ? grammar::knowledge_of(gazetteer->catalog()) : grammar::incomplete_knowledge(),
      found);
  if (!gazetteer)
    checked.faults = gazetteer.error();
  else if (!has_error(found))
    add_ties(checked.rules, *gazetteer, found);
  std::move(found.begin(), found.end(), std::back_inserter(checked.faults));
  return checked;
}

std::string summary_of(const Checked& checked) {
  std::size_t count = 0;
  std::string order;
  for (const grammar::LoadedPhase& phase : checked.rules.phases) {
    count += phase.rules.size();
    order += (order.empty() ? "" : ", ") + phase.name.text;
  }
  return fmt::format("{} files, {} rules, {} faults; phases in order: {}",
                     checked.rules.files.size(), count, checked.faults.size(), order);
}

const char* name_of(grammar::PhaseDecl::How how) {
  using How = grammar::PhaseDecl::How;
  switch (how) {
    case How::kLongest:
      return "longest";
    case How::kFirst:
      return "first";
    case How::kAll:
      return "all";
    case How::kRepeat:
      return "repeat";
  }
  return "longest";
}

/// The faults, and the phases with their rules in the order in which they run.
std::string json_of(const Checked& checked) {
  std::string json;
  text::json::Writer writer(json);
  writer.begin_object().key("faults").begin_array();
  for (const Diagnostic& fault : checked.faults) write_json(fault, writer);
  writer.end_array().key("phases").begin_array();
  for (const grammar::LoadedPhase& phase : checked.rules.phases) {
    writer.begin_object().member("name", phase.name.text).member("how", name_of(phase.how));
    writer.key("rules").begin_array();
    for (const grammar::LoadedRule& rule : phase.rules) writer.value(rule.rule.name.text);
    writer.end_array().end_object();
  }
  writer.end_array().end_object();
  return json + '\n';
}

std::string workflow_commands_of(const Checked& checked) {
  std::string commands;
  for (const Diagnostic& fault : checked.faults) commands += workflow_command(fault);
  return commands;
}

int check(const GrammarOptions& options, Console& console) {
  const auto chosen = choose_files(knowledge_of(options), console);
  if (const int* code = std::get_if<int>(&chosen)) return *code;
  const Checked checked = check_files(std::get<KnowledgeFiles>(chosen), console);
  if (options.to == "text") {
    console.report(checked.faults);
  } else {
    Output out;
    out.write(options.to == "json" ? json_of(checked) : workflow_commands_of(checked));
    if (!out.commit()) return console.fail({out.fault()}, kUsage);
  }
  console.say(summary_of(checked));
  if (has_error(checked.faults)) return kKnowledge;
  return checked.faults.empty() ? kDone : kFound;
}

// ---- fmt -------------------------------------------------------------------------------------

/// Lays out one file. A file with faults is left as it is.
int lay_out(const std::string& path, bool write, Console& console, Output& out) {
  auto source = text::SourceFile::read(path);
  if (!source) return console.fail(source.error(), kUsage);
  Diagnostics faults;
  const grammar::RuleFile file = grammar::parse(*source, faults);
  if (has_error(faults)) return console.fail(faults, kKnowledge);
  const std::string text = grammar::print(file);
  if (!write) {
    out.write(text);
  } else if (text != source->content()) {
    if (auto fault = write_file(path, text, true)) return console.fail({*fault}, kUsage);
  }
  return kDone;
}

int lay_out_all(const GrammarOptions& options, Console& console) {
  Output out;
  int code = kDone;
  for (const std::string& path : options.files)
    code = std::max(code, lay_out(path, options.write, console, out));
  if (!out.commit()) return console.fail({out.fault()}, kUsage);
  return code;
}

}  // namespace

int run(const GrammarOptions& options) {
  Console console(options.common);
  switch (options.action) {
    case GrammarOptions::Action::kCheck:
      return check(options, console);
    case GrammarOptions::Action::kTest:
      return test_rules(options, console);
    case GrammarOptions::Action::kFormat:
      return lay_out_all(options, console);
  }
  return kUsage;
}

}  // namespace waymark::cli
