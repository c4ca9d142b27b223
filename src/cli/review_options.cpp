// SPDX-License-Identifier: Apache-2.0
// Flags of what looks at results: evaluate, view and explain.
#include <charconv>

#include "cli/command_options.h"
#include "cli/flags.h"

namespace waymark::cli {
namespace {

constexpr const char* kEvaluateExamples = R"(Examples:
  waymark evaluate tests/gold/seeds.jsonl out.jsonl
  waymark evaluate --by source --intervals --error-list errors.html gold.jsonl out.jsonl
  waymark evaluate --fail-under 0.9,PLACE=0.95 gold.jsonl out.jsonl
  waymark evaluate gold.jsonl old.jsonl new.jsonl
  waymark evaluate --agreement --adjudicate judge/ ann.jsonl bob.jsonl cho.jsonl)";

constexpr const char* kViewExamples = R"(Examples:
  waymark view -o page.html out.jsonl
  waymark view -o differences.html gold.jsonl out.jsonl
  waymark annotate -t jsonl seeds/ | waymark view -o page.html -)";

constexpr const char* kExplainExamples = R"(Examples:
  waymark explain news.txt --at "MSS office"                 what happened there, from tokens to links
  waymark explain news.txt --at "MSS office" --nth 2         the second place alone
  waymark explain news.txt --at 120-134                      code points; a text of digits: --at '"2019"'
  waymark explain news.txt --at "head of the" --rule post.phrase   how far the rule came there
  echo "A source in Hyesan said so." | waymark explain --rule place.division
  waymark explain seeds/ --to html -o seeds.html             everything, as a page to read)";

/// NUMBER for all flat labels, or LABEL=NUMBER.
Threshold read_threshold(const std::string& word) {
  const std::size_t equals = word.rfind('=');
  const std::string number = equals == std::string::npos ? word : word.substr(equals + 1);
  Threshold threshold{equals == std::string::npos ? "" : word.substr(0, equals), 0};
  const char* end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, threshold.least);
  const bool is_number = error == std::errc() && stop == end && !number.empty();
  if (!is_number || !(threshold.least >= 0 && threshold.least <= 1) || equals == 0)
    throw CLI::ValidationError("--fail-under",
                               "'" + word + "' is neither NUMBER nor LABEL=NUMBER, 0 to 1");
  return threshold;
}

void add_fail_under(CLI::App& app, std::vector<Threshold>& thresholds) {
  const auto take = [&thresholds](const std::vector<std::string>& words) {
    for (const std::string& word : words) thresholds.push_back(read_threshold(word));
  };
  app.add_option_function<std::vector<std::string>>(
         "--fail-under", take,
         "exit 1 if strict F is below: over all flat labels, or LABEL=NUMBER of one")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("NUMBER,...")
      ->group("Result");
}

}  // namespace

void bind(CLI::App& app, EvaluateOptions& options) {
  const auto add = [&app](const char* name, auto& value, const char* what, const char* text,
                          const char* group) {
    return app.add_option(name, value, text)->option_text(what)->group(group);
  };
  app.add_option("inputs", options.inputs,
                 "gold, then one system or two to be compared; with --agreement the annotators; -: "
                 "standard input")
      ->required();
  add("-f,--from", options.from, "FORMAT", "format of all (default: by suffix, else jsonl)",
      "Input");
  add("--by", options.by, "FIELD",
      "also a line for each value of a field of meta; id: each document", "Scores");
  app.add_flag("--intervals", options.intervals, "95 % intervals, from resampled documents")
      ->group("Scores");
  add("--resamples", options.resamples, "NUMBER",
      "for intervals and the test of two systems (default: 1000)", "Scores")
      ->check(CLI::Range(1, 100000));
  add("--seed", options.seed, "NUMBER", "of the resamples (default: 1)", "Scores");
  app.add_flag("--agreement", options.agreement,
               "how far annotators agree: pairwise F, kappa, alpha, links, confusion")
      ->group("Agreement");
  add("--adjudicate", options.adjudicate, "FOLDER",
      "with --agreement: all their mentions for brat, with who said what", "Agreement");
  add_choice<std::string>(app, "-t,--to", options.to,
                          {{"text", "text"}, {"json", "json"}, {"csv", "csv"}},
                          "form of the report")
      ->group("Result");
  add("-o,--output", options.output, "FILE", "default: standard output", "Result");
  app.add_flag("--force", options.force, "replace files that exist")->group("Result");
  add("--errors", options.errors, "NUMBER", "how many errors of each kind are listed (default: 20)",
      "Result");
  add("--error-list", options.error_list, "FILE",
      "every error with its reason: .jsonl, .html or text", "Result");
  add_fail_under(app, options.fail_under);
  bind_messages(app, options.common);
  app.footer(kEvaluateExamples);
}

void bind(CLI::App& app, ViewOptions& options) {
  options.input.annotated = true;
  app.add_option("inputs", options.input.inputs,
                 "annotated documents, or two annotations to be shown side by side; -: standard "
                 "input")
      ->required()
      ->expected(1, 2);
  app.add_option("-f,--from", options.input.from,
                 "input format (default: by suffix; see waymark formats)")
      ->option_text("FORMAT")
      ->group("Input");
  app.add_option("-o,--output", options.output, "the page (default: standard output)")
      ->option_text("FILE")
      ->group("Output");
  app.add_flag("--force", options.force, "replace the file if it exists")->group("Output");
  app.add_option("--title", options.title, "of the page (default: the names of the inputs)")
      ->option_text("TEXT")
      ->group("Output");
  app.add_option("--limit", options.most_documents,
                 "how many documents are drawn; all are counted (default: 200)")
      ->option_text("NUMBER")
      ->group("Output");
  bind_messages(app, options.common);
  app.footer(kViewExamples);
}

void bind(CLI::App& app, ExplainOptions& options) {
  bind_input(app, options.input);
  const auto add = [&app](const char* name, auto& value, const char* what, const char* text,
                          const char* group) {
    return app.add_option(name, value, text)->option_text(what)->group(group);
  };
  CLI::Option* at =
      add("--at", options.at, "TEXT|OFFSET|FROM-TO",
          "the place: a text wherever it stands, or code points (default: everything)", "Question");
  add("--nth", options.nth, "NUMBER", "only the n-th place where the text stands, from 1",
      "Question")
      ->check(CLI::PositiveNumber)
      ->needs(at);
  add("--rule", options.rule, "NAME", "why did this rule match there, or not?", "Question");
  add_choice<std::string>(app, "-t,--to", options.to,
                          {{"pretty", "pretty"}, {"json", "json"}, {"html", "html"}},
                          "output format (default: by suffix, else pretty)")
      ->group("Output");
  add("-o,--output", options.output, "FILE", "file (default: standard output)", "Output");
  app.add_flag("--force", options.force, "replace the file if it exists")->group("Output");
  bind_knowledge(app, options.knowledge);
  bind_cache(app, options.knowledge);
  bind_grammars(app, options.knowledge);
  bind_messages(app, options.common);
  bind_verbose(app, options.common);
  app.footer(kExplainExamples);
}

}  // namespace waymark::cli
