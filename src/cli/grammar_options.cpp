// SPDX-License-Identifier: Apache-2.0
// Flags of what is about rules alone: grammar with its actions.
#include "cli/command_options.h"
#include "cli/flags.h"

namespace waymark::cli {
namespace {

constexpr const char* kGrammarCheckExamples = R"(  waymark grammar check my/rules.way
  waymark grammar check --to github my/rules.way)";
constexpr const char* kGrammarTestExamples = R"(  waymark grammar test
  waymark grammar test --coverage my/rules.way
  waymark grammar test --junit results.xml)";
constexpr const char* kGrammarFormatExamples = R"(  waymark grammar fmt --write my/rules.way)";

}  // namespace

void bind(CLI::App& app, GrammarOptions& options) {
  using Action = GrammarOptions::Action;
  CLI::App* check =
      add_action(app, "check", "report every fault of rule files", kGrammarCheckExamples);
  check->add_option("files", options.files, "rule files; none: the shipped ones");
  add_choice<std::string>(*check, "-t,--to", options.to,
                          {{"text", "text"}, {"json", "json"}, {"github", "github"}},
                          "faults as text on standard error, as JSON with the phases and their "
                          "rules, or as the workflow commands of GitHub");
  check->callback([&options] { options.action = Action::kCheck; });
  CLI::App* test =
      add_action(app, "test", "run the yes and no examples of rules", kGrammarTestExamples);
  test->add_option("files", options.files,
                   "rule files whose examples are run; none: the shipped ones");
  add_choice<std::string>(*test, "-t,--to", options.to, {{"text", "text"}, {"json", "json"}},
                          "failures as text on standard error, or all results as JSON");
  test->add_flag("--coverage", options.coverage,
                 "also list the rules, finds, alternatives and optional elements that no example "
                 "touches");
  test->add_option("--junit", options.junit, "write the results for CI as JUnit XML")
      ->option_text("FILE");
  test->callback([&options] { options.action = Action::kTest; });
  for (CLI::App* action : {check, test}) {
    bind_knowledge(*action, options.knowledge);
    bind_cache(*action, options.knowledge);
    bind_grammars(*action, options.knowledge);
    bind_messages(*action, options.common);
    bind_verbose(*action, options.common);
  }
  CLI::App* format =
      add_action(app, "fmt", "lay rule files out in one way", kGrammarFormatExamples);
  format->add_option("files", options.files, "rule files")->required();
  format->add_flag("-w,--write", options.write, "change the files in place (else print)");
  format->callback([&options] { options.action = Action::kFormat; });
  bind_messages(*format, options.common);
  app.require_subcommand(1);
  app.footer(std::string("Examples:\n") + kGrammarCheckExamples + '\n' + kGrammarTestExamples +
             '\n' + kGrammarFormatExamples);
}

}  // namespace waymark::cli
