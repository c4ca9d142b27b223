// SPDX-License-Identifier: Apache-2.0
// `waymark evaluate`: gold against one system or two; one report. Both sides are read twice, since
// gold says which labels are structured and linked.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/comparison.h"
#include "cli/console.h"
#include "cli/evaluation.h"
#include "cli/evaluation_side.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "evaluate/report.h"
#include "evaluate/score.h"
#include "evaluate/significance.h"
#include "view/error_page.h"

namespace waymark::cli {

int publish(const EvaluateOptions& options, const std::string& report, Console& console) {
  if (!options.output.empty() && options.output != "-") {
    if (const auto fault = write_file(options.output, report, options.force)) {
      console.report(*fault);
      return kUsage;
    }
    return kDone;
  }
  Output out;
  out.write(report);
  if (out.commit()) return kDone;
  console.report(out.fault());
  return kUsage;
}

bool has_warning(const Diagnostics& found) {
  return std::any_of(found.begin(), found.end(),
                     [](const Diagnostic& each) { return each.severity != Severity::kNote; });
}

namespace {

/// What is wrong with the choice of inputs and options; no message if nothing is.
Diagnostic find_misuse(const EvaluateOptions& options) {
  const auto fault = [](const std::string& message, const std::string& hint = {}) {
    return usage_fault("cli/usage", message, hint);
  };
  const std::size_t count = options.inputs.size();
  if (std::count(options.inputs.begin(), options.inputs.end(), "-") > 1)
    return fault("gold and prediction can't both be standard input");
  if (options.agreement) {
    if (count < 2) return fault("agreement needs at least two annotators");
    return options.by.empty() && !options.intervals && options.error_list.empty() &&
                   options.fail_under.empty()
               ? Diagnostic{}
               : fault("--by, --intervals, --error-list and --fail-under are not for --agreement");
  }
  if (!options.adjudicate.empty()) return fault("--adjudicate goes with --agreement");
  if (count < 2) return fault("a system to be compared with gold is missing");
  if (count > 3)
    return fault("more than two systems are given",
                 "annotators of equal right are compared with --agreement");
  if (count == 3 && (!options.by.empty() || options.intervals || !options.error_list.empty()))
    return fault("--by, --intervals and --error-list are for one system");
  return {};
}

/// Says which scores are below what was asked. Returns whether any is.
bool report_failures(const EvaluateOptions& options, const std::string& system,
                     const evaluate::Scores& scores, Console& console) {
  bool fails = false;
  for (const Threshold& threshold : options.fail_under) {
    const auto found = scores.strict.find(threshold.label);
    std::vector<std::string> labels;
    for (const auto& [label, counts] : scores.strict) labels.push_back(label);
    const std::string name = threshold.label.empty() ? "all flat labels" : threshold.label;
    if (!threshold.label.empty() && found == scores.strict.end()) {
      console.report(usage_fault("evaluate/no-label", "neither side has the label '" + name + "'",
                                 suggest(name, labels)));
      fails = true;
      continue;
    }
    const double f =
        threshold.label.empty() ? evaluate::strict_total(scores).f() : found->second.f();
    if (f >= threshold.least) continue;
    console.report(
        usage_fault("evaluate/below", fmt::format("{}: strict F of {} is {:.4f}, below {:.4f}",
                                                  system, name, f, threshold.least)));
    fails = true;
  }
  return fails;
}

std::string report_scores(const EvaluateOptions& options, const evaluate::Scores& scores) {
  evaluate::ReportOptions report{options.errors, options.by, {}};
  if (options.intervals)
    report.intervals = evaluate::find_intervals(scores, {options.resamples, options.seed});
  if (options.to == "json") return report_json(scores, report);
  return options.to == "csv" ? report_csv(scores, report) : report_text(scores, report);
}

std::string report_two(const EvaluateOptions& options, const evaluate::Scores& a,
                       const evaluate::Scores& b) {
  const evaluate::Differences differences =
      evaluate::compare(a, b, {options.resamples, options.seed});
  if (options.to == "json") return report_differences_json(differences);
  if (options.to == "csv") return report_differences_csv(differences);
  const std::string report = report_differences_text(differences);
  return options.errors == 0 ? report : report + report_changed_errors(a, b, options.errors);
}

/// The file for every error, which fills while documents are counted.
class ErrorList {
 public:
  /// Errors: as Output's.
  static Result<ErrorList> open(const EvaluateOptions& options) {
    ErrorList list;
    if (options.error_list.empty()) return list;
    auto output = Output::create(options.error_list, options.force);
    if (!output) return output.error();
    list.output_ = *std::move(output);
    list.is_page_ = options.error_list.ends_with(".html");
    list.is_json_ = options.error_list.ends_with(".jsonl");
    return list;
  }

  void add(const Document& gold, const std::vector<evaluate::Error>& errors) {
    if (!output_ || is_page_) return;
    std::string lines;
    if (is_json_)
      append_errors_json(gold, errors, lines);
    else
      append_errors_text(errors, lines);
    output_->write(lines);
  }

  /// Makes the file appear.
  std::optional<Diagnostic> finish(const evaluate::Scores& scores) {
    if (!output_) return std::nullopt;
    if (is_page_) output_->write(view::make_error_page(scores));
    if (!output_->commit()) return output_->fault();
    return std::nullopt;
  }

 private:
  ErrorList() = default;

  std::unique_ptr<Output> output_;
  bool is_page_ = false, is_json_ = false;
};

/// How many errors are kept for the report and the page; all are counted.
constexpr std::size_t kMostErrors = 50'000;

/// Scores one system. Errors: a side that can't be read.
Result<evaluate::Scores> score_system(const EvaluateOptions& options, const std::string& path,
                                      ErrorList& list, Diagnostics& warnings) {
  EvaluationSide gold(options, options.inputs[0], nullptr), predicted(options, path, &warnings);
  Comparison comparison(gold, predicted, warnings);
  evaluate::GoldLabels labels;
  if (auto fault = comparison.prepare(labels)) return *std::move(fault);
  const evaluate::ScoreOptions score{
      .by = options.by,
      .keeps_documents = options.intervals || options.inputs.size() > 2,
      .most_errors = kMostErrors,
      .on_errors = [&list](const Document& document, const std::vector<evaluate::Error>& errors) {
        list.add(document, errors);
      }};
  evaluate::Scorer scorer(labels, score, &warnings);
  if (auto fault = comparison.run(scorer)) return *std::move(fault);
  return scorer.take();
}

int run_scores(const EvaluateOptions& options, Console& console) {
  Diagnostics warnings;
  auto list = ErrorList::open(options);
  if (!list) return console.fail(list.error(), kUsage);
  std::vector<evaluate::Scores> scores;
  for (std::size_t i = 1; i < options.inputs.size(); ++i) {
    auto scored = score_system(options, options.inputs[i], *list, warnings);
    if (!scored) return console.fail(scored.error(), kUsage);
    scores.push_back(*std::move(scored));
  }
  console.report(warnings);
  const std::string report = scores.size() == 1 ? report_scores(options, scores[0])
                                                : report_two(options, scores[0], scores[1]);
  if (const auto fault = list->finish(scores[0])) return console.fail({*fault}, kUsage);
  if (const int code = publish(options, report, console); code != kDone) return code;
  bool fails = false;
  for (std::size_t i = 0; i < scores.size(); ++i)
    fails |= report_failures(options, options.inputs[i + 1], scores[i], console);
  return fails || has_warning(warnings) ? kFound : kDone;
}

}  // namespace

int run(const EvaluateOptions& options) {
  Console console(options.common);
  if (const Diagnostic misuse = find_misuse(options); !misuse.message.empty()) {
    console.report(misuse);
    return kUsage;
  }
  return options.agreement ? run_agreement(options, console) : run_scores(options, console);
}

}  // namespace waymark::cli
