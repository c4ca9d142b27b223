// SPDX-License-Identifier: Apache-2.0
// `waymark evaluate`: gold against one system or two, or annotators against each other; one report.
// Everything is read first, since gold says which labels are structured and linked.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "cli/byte_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_sink.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "evaluate/agreement.h"
#include "evaluate/report.h"
#include "evaluate/score.h"
#include "evaluate/significance.h"
#include "view/error_page.h"

namespace waymark::cli {
namespace {

/// The format of a side: the one that is named, that of the suffix if what is read of it has
/// mentions, else the native form.
std::string format_of(const EvaluateOptions& options, const std::string& path) {
  if (!options.from.empty()) return options.from;
  const format::Format* format = format::find_format_by_suffix(without_packing(path));
  if (format == nullptr || !format->make_reader) return "jsonl";
  const bool is_bare_text =
      format->name == "text" || format->name == "csv" || format->name == "tsv";
  return is_bare_text ? "jsonl" : format->name;
}

/// Reads all documents of a side. A bad record of gold is a fault, for a score over the rest would
/// be a different one; a bad record of the prediction is a document that has none.
Result<std::vector<Document>> read_documents(const EvaluateOptions& options,
                                             const std::string& path, Diagnostics* warnings) {
  InputOptions input;
  input.inputs = {path};
  input.from = format_of(options, path);
  auto source = DocumentSource::open(input);
  if (!source) return source.error();
  std::vector<Document> documents;
  while (auto record = (*source)->next()) {
    if (!record->error) {
      documents.push_back(std::move(record->document));
    } else if (warnings == nullptr) {
      return *record->error;
    } else {
      record->error->severity = Severity::kWarning;
      warnings->push_back(*std::move(record->error));
    }
  }
  return documents;
}

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

/// Writes the report. Returns the exit code.
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

/// Writes every error to its file. Returns the exit code.
int write_error_list(const EvaluateOptions& options, const evaluate::Scores& scores,
                     const std::vector<Document>& gold, Console& console) {
  if (options.error_list.empty()) return kDone;
  const std::string& file = options.error_list;
  const std::string list = file.ends_with(".html")    ? view::make_error_page(scores)
                           : file.ends_with(".jsonl") ? evaluate::list_errors_json(scores, gold)
                                                      : evaluate::list_errors_text(scores);
  const auto fault = write_file(file, list, options.force);
  if (fault) console.report(*fault);
  return fault ? kUsage : kDone;
}

int run_scores(const EvaluateOptions& options, Console& console) {
  Diagnostics warnings;
  auto gold = read_documents(options, options.inputs[0], nullptr);
  if (!gold) {
    console.report(gold.error());
    return kUsage;
  }
  std::vector<evaluate::Scores> scores;
  for (std::size_t i = 1; i < options.inputs.size(); ++i) {
    auto predicted = read_documents(options, options.inputs[i], &warnings);
    if (!predicted) {
      console.report(predicted.error());
      return kUsage;
    }
    scores.push_back(evaluate::score(*gold, *predicted, &warnings, options.by));
  }
  console.report(warnings);
  const std::string report = scores.size() == 1 ? report_scores(options, scores[0])
                                                : report_two(options, scores[0], scores[1]);
  if (const int code = write_error_list(options, scores[0], *gold, console); code != kDone)
    return code;
  if (const int code = publish(options, report, console); code != kDone) return code;
  bool fails = false;
  for (std::size_t i = 0; i < scores.size(); ++i)
    fails |= report_failures(options, options.inputs[i + 1], scores[i], console);
  return fails || !warnings.empty() ? kFound : kDone;
}

/// Annotators by the names of their files, or by whole paths where those are alike.
std::vector<std::string> name_annotators(const std::vector<std::string>& paths) {
  std::vector<std::string> names;
  for (const std::string& path : paths) {
    const std::filesystem::path file = without_packing(path);
    names.push_back(path == "-" ? path : file.stem().string());
  }
  const std::set<std::string> different(names.begin(), names.end());
  return different.size() == names.size() ? names : paths;
}

/// Writes the judge's documents as a folder of brat. Returns the exit code.
int write_adjudication(const EvaluateOptions& options,
                       const std::vector<evaluate::Annotator>& annotators, Console& console) {
  if (options.adjudicate.empty()) return kDone;
  const std::vector<Document> documents = evaluate::adjudicate(annotators);
  std::set<std::string> labels;
  OutputOptions output;
  for (const Document& document : documents) {
    for (const Mention& mention : document.mentions) labels.insert(mention.label);
    for (const Relation& relation : document.relations)
      output.write.relation_types.push_back(relation.type);
  }
  output.output = options.adjudicate.ends_with('/') ? options.adjudicate : options.adjudicate + '/';
  output.to = "brat";
  output.force = options.force;
  auto sink = DocumentSink::open(output, options.common, {labels.begin(), labels.end()});
  if (!sink) {
    console.report(sink.error());
    return kUsage;
  }
  for (const Document& document : documents)
    if (!(*sink)->put((*sink)->render(document), false)) break;
  if ((*sink)->finish()) return kDone;
  console.report((*sink)->fault());
  return kUsage;
}

int run_agreement(const EvaluateOptions& options, Console& console) {
  const std::vector<std::string> names = name_annotators(options.inputs);
  std::vector<evaluate::Annotator> annotators;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto documents = read_documents(options, options.inputs[i], nullptr);
    if (!documents) {
      console.report(documents.error());
      return kUsage;
    }
    annotators.push_back({names[i], *std::move(documents)});
  }
  Diagnostics warnings;
  const evaluate::Agreement agreement = evaluate::find_agreement(annotators, warnings);
  console.report(warnings);
  const std::string report = options.to == "json"  ? report_agreement_json(agreement)
                             : options.to == "csv" ? report_agreement_csv(agreement)
                                                   : report_agreement_text(agreement);
  if (const int code = write_adjudication(options, annotators, console); code != kDone) return code;
  if (const int code = publish(options, report, console); code != kDone) return code;
  return warnings.empty() ? kDone : kFound;
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
