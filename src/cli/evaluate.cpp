// SPDX-License-Identifier: Apache-2.0
// `waymark evaluate GOLD SYSTEM`: two files of native JSON lines, one report.
#include <fmt/format.h>

#include <vector>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "evaluate/report.h"
#include "evaluate/score.h"

namespace waymark::cli {
namespace {

/// Reads all documents of a file; a bad record is a fault, since a score over the rest would be a different one.
Result<std::vector<Document>> read_documents(const std::string& path) {
  InputOptions input;
  input.inputs = {path};
  auto source = DocumentSource::open(input);
  if (!source) return source.error();
  std::vector<Document> documents;
  while (auto record = (*source)->next()) {
    if (record->error) return *record->error;
    documents.push_back(std::move(record->document));
  }
  return documents;
}

}  // namespace

int run(const EvaluateOptions& options) {
  Console console(options.common);
  auto gold = read_documents(options.gold);
  auto predicted = gold ? read_documents(options.predicted) : Result<std::vector<Document>>(Diagnostics{});
  if (!gold || !predicted) {
    console.report(gold ? predicted.error() : gold.error());
    return kUsage;
  }
  Diagnostics warnings;
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
