// SPDX-License-Identifier: Apache-2.0
// `waymark evaluate GOLD SYSTEM`: two files of annotated documents, one report.
#include <fmt/format.h>

#include <vector>

#include "cli/byte_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "evaluate/report.h"
#include "evaluate/score.h"

namespace waymark::cli {
namespace {

/// The format of a side: the one that is named, that of the suffix if it carries mentions, else the
/// native form.
std::string format_of(const EvaluateOptions& options, const std::string& path) {
  if (!options.from.empty()) return options.from;
  const format::Format* format = format::find_format_by_suffix(without_packing(path));
  return format != nullptr && format->make_reader && format->name == "conll" ? "conll" : "jsonl";
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

}  // namespace

int run(const EvaluateOptions& options) {
  Console console(options.common);
  if (options.gold == "-" && options.predicted == "-") {
    console.report(usage_fault("cli/usage", "gold and prediction can't both be standard input"));
    return kUsage;
  }
  Diagnostics warnings;
  auto gold = read_documents(options, options.gold, nullptr);
  auto predicted = gold ? read_documents(options, options.predicted, &warnings) : Diagnostics{};
  if (!gold || !predicted) {
    console.report(gold ? predicted.error() : gold.error());
    return kUsage;
  }
  const evaluate::Scores scores = evaluate::score(*gold, *predicted, &warnings);
  console.report(warnings);
  Output out;
  out.write(options.to == "json" ? evaluate::report_json(scores, options.errors)
                                 : evaluate::report_text(scores, options.errors));
  if (!out.commit()) {
    console.report(out.fault());
    return kUsage;
  }
  const bool fails = options.fail_under && evaluate::strict_total(scores).f() < *options.fail_under;
  return fails || !warnings.empty() ? kFound : kDone;
}

}  // namespace waymark::cli
