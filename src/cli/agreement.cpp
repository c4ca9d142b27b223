// SPDX-License-Identifier: Apache-2.0
// `waymark evaluate --agreement`: annotators of equal right against each other, and a folder for
// the judge of what they say differently.
#include "evaluate/agreement.h"

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/byte_source.h"
#include "cli/console.h"
#include "cli/document_sink.h"
#include "cli/evaluation.h"
#include "cli/evaluation_side.h"
#include "cli/exit_code.h"
#include "evaluate/pairing.h"
#include "evaluate/report.h"

namespace waymark::cli {
namespace {

/// Annotators by the names of their files or folders, or by whole paths where those are alike.
std::vector<std::string> name_annotators(const std::vector<std::string>& paths) {
  std::vector<std::string> names;
  for (std::string path : paths) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
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

std::vector<evaluate::Unpaired> list_unpaired(const std::vector<Document>& documents,
                                              const evaluate::DocumentIndex& others) {
  std::vector<evaluate::Unpaired> unpaired;
  for (const Document& document : documents)
    if (!others.contains(evaluate::pairing_id(document)))
      unpaired.push_back(
          {std::string(evaluate::pairing_id(document)), evaluate::hash_text(document)});
  return unpaired;
}

/// Documents whose ids the first annotator does not have take the id of his one of the same text.
void share_ids(std::vector<evaluate::Annotator>& annotators, Diagnostics& warnings) {
  const std::vector<Document>& first = annotators.front().documents;
  const evaluate::DocumentIndex index = evaluate::index_by_id(first, {}, nullptr);
  std::size_t count = 0;
  for (std::size_t i = 1; i < annotators.size(); ++i) {
    std::vector<Document>& documents = annotators[i].documents;
    const auto pairs =
        evaluate::pair_by_text(list_unpaired(first, evaluate::index_by_id(documents, {}, nullptr)),
                               list_unpaired(documents, index));
    for (Document& document : documents)
      if (const auto found = pairs.find(std::string(evaluate::pairing_id(document)));
          found != pairs.end())
        document.id = found->second;
    count += pairs.size();
  }
  if (count > 0) warnings.push_back(evaluate::note_of_text_pairs(count));
}

}  // namespace

int run_agreement(const EvaluateOptions& options, Console& console) {
  const std::vector<std::string> names = name_annotators(options.inputs);
  std::vector<evaluate::Annotator> annotators;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto documents = read_side(options, options.inputs[i]);
    if (!documents) {
      console.report(documents.error());
      return kUsage;
    }
    annotators.push_back({names[i], *std::move(documents)});
  }
  Diagnostics warnings;
  share_ids(annotators, warnings);
  const evaluate::Agreement agreement = evaluate::find_agreement(annotators, warnings);
  console.report(warnings);
  const std::string report = options.to == "json"  ? report_agreement_json(agreement)
                             : options.to == "csv" ? report_agreement_csv(agreement)
                                                   : report_agreement_text(agreement);
  if (const int code = write_adjudication(options, annotators, console); code != kDone) return code;
  if (const int code = publish(options, report, console); code != kDone) return code;
  return has_warning(warnings) ? kFound : kDone;
}

}  // namespace waymark::cli
