// SPDX-License-Identifier: Apache-2.0
// `waymark evaluate`: gold against one system or two, or annotators against each other; one report.
// Both sides are read twice, since gold says which labels are structured and linked.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cli/byte_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/document_sink.h"
#include "cli/document_source.h"
#include "cli/exit_code.h"
#include "cli/guess_format.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "evaluate/agreement.h"
#include "evaluate/pairing.h"
#include "evaluate/report.h"
#include "evaluate/score.h"
#include "evaluate/significance.h"
#include "view/error_page.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

/// Whether some file below a folder is of brat.
bool holds_brat(const std::string& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error))
    if (it->path().extension() == ".ann") return true;
  return false;
}

/// The format of a side: the one that is named, that of the suffix if what is read of it has
/// mentions, brat's of a folder that holds it, that of a tool whose JSON it looks like, else the
/// native form.
std::string format_of(const EvaluateOptions& options, const std::string& path) {
  if (!options.from.empty()) return options.from;
  if (fs::is_directory(path) && holds_brat(path)) return "brat";
  if (const std::string_view guess = guess_format_of_file(path); !guess.empty())
    return std::string(guess);
  const format::Format* format = format::find_format_by_suffix(without_packing(path));
  if (format == nullptr || !format->make_reader) return "jsonl";
  const bool is_bare_text =
      format->name == "text" || format->name == "csv" || format->name == "tsv";
  return is_bare_text ? "jsonl" : format->name;
}

/// That documents which nobody annotated, though their tool has them, are not counted.
Diagnostic note_of_unanswered(std::size_t count) {
  return {.severity = Severity::kNote,
          .code = "evaluate/unanswered",
          .message = std::to_string(count) + (count == 1 ? " document was" : " documents were") +
                     " refused, passed over or not yet annotated, and left out"};
}

/// One side of an evaluation, which is read twice: first for what must be known before anything is
/// counted, then document by document. What comes through a pipe is kept. A bad record of gold is a
/// fault, for a score over the rest would be a different one; a bad record of the prediction is a
/// document that has none.
class Side {
 public:
  /// `warnings` is null for gold.
  Side(const EvaluateOptions& options, const std::string& path, Diagnostics* warnings)
      : warnings_(warnings) {
    input_.inputs = {path};
    input_.from = format_of(options, path);
  }

  /// Begins at the first document. Errors: as DocumentSource's.
  std::optional<Diagnostics> begin() {
    is_first_ = std::exchange(has_begun_, true) == false;
    at_ = 0;
    if (!is_first_ && !source_->is_repeatable()) return std::nullopt;
    auto source = DocumentSource::open(input_);
    if (!source) return source.error();
    source_ = *std::move(source);
    return std::nullopt;
  }

  /// The next document; none at the end or behind a fault.
  std::optional<Document> next() {
    if (!source_->is_repeatable() && !is_first_) return next_kept();
    while (auto record = source_->next()) {
      if (!record->error) return keep(*std::move(record));
      if (warnings_ == nullptr) {
        fault_ = *std::move(record->error);
        return std::nullopt;
      }
      record->error->severity = Severity::kWarning;
      if (is_first_) warnings_->push_back(*std::move(record->error));
    }
    return std::nullopt;
  }

  [[nodiscard]] const std::optional<Diagnostic>& fault() const { return fault_; }
  /// Whether the last document is one that its annotator refused or never saw.
  [[nodiscard]] bool is_unanswered() const { return is_unanswered_; }

 private:
  Document keep(format::Record record) {
    is_unanswered_ = record.answer == format::Answer::kNone;
    if (!source_->is_repeatable()) kept_.emplace_back(record.document, is_unanswered_);
    return std::move(record.document);
  }

  std::optional<Document> next_kept() {
    if (at_ == kept_.size()) return std::nullopt;
    is_unanswered_ = kept_[at_].second;
    return kept_[at_++].first;
  }

  Diagnostics* warnings_;
  InputOptions input_;
  std::unique_ptr<DocumentSource> source_;
  bool has_begun_ = false, is_first_ = false, is_unanswered_ = false;
  std::vector<std::pair<Document, bool>> kept_;  // and whether it is unanswered
  std::size_t at_ = 0;
  std::optional<Diagnostic> fault_;
};

/// Gold and one system, document by document. Where both have their documents in one order, only
/// those that are compared are in memory; predictions that come early wait.
class Comparison {
 public:
  Comparison(Side& gold, Side& predicted, Diagnostics& warnings)
      : gold_(gold), predicted_(predicted), warnings_(warnings) {}

  /// The first pass over both. Errors: a side that can't be read.
  std::optional<Diagnostics> prepare(evaluate::GoldLabels& labels) {
    if (auto fault = gold_.begin()) return fault;
    while (auto document = gold_.next()) {
      labels.add(*document);
      if (note(*document, "gold", &Seen::in_gold)) {
        Seen& seen = seen_[key_of(*document)];
        seen.place = seen_.size(), seen.text = evaluate::hash_text(*document);
      }
    }
    if (gold_.fault()) return Diagnostics{*gold_.fault()};
    if (auto fault = predicted_.begin()) return fault;
    std::vector<evaluate::Unpaired> foreign;
    while (auto document = predicted_.next())
      if (note(*document, "predicted", &Seen::in_predicted) && !seen_[key_of(*document)].in_gold)
        foreign.push_back({key_of(*document), evaluate::hash_text(*document)});
    if (!foreign.empty()) pair_the_rest(foreign);
    return std::nullopt;
  }

  /// The second: every document of gold with its prediction.
  std::optional<Diagnostics> run(evaluate::Scorer& scorer) {
    if (auto fault = gold_.begin()) return fault;
    if (auto fault = predicted_.begin()) return fault;
    while (auto document = gold_.next()) {
      Seen& seen = seen_[key_of(*document)];
      if (std::exchange(seen.gold_done, true)) continue;
      if (gold_.is_unanswered()) {
        ++unanswered_;
        continue;
      }
      const auto answer = seen.in_predicted ? find(key_of(*document)) : std::nullopt;
      scorer.add(*document, answer ? &*answer : nullptr);
    }
    if (gold_.fault()) return Diagnostics{*gold_.fault()};
    if (unanswered_ > 0) warnings_.push_back(note_of_unanswered(unanswered_));
    return std::nullopt;
  }

 private:
  struct Seen {
    bool in_gold = false, in_predicted = false, gold_done = false, predicted_done = false;
    std::uint64_t place = 0, text = 0;  ///< of gold: its order and the hash of its text
  };

  static std::string key_of(const Document& document) {
    return std::string(evaluate::pairing_id(document));
  }

  /// Returns whether the side has the document for the first time.
  bool note(const Document& document, const std::string& side, bool Seen::*is_in) {
    if (!std::exchange(seen_[key_of(document)].*is_in, true)) return true;
    evaluate::warn_of(&warnings_, document, "evaluate/same-id",
                      "this document stands twice on the " + side + " side; the first counts");
    return false;
  }

  /// Documents whose id only one side has are paired by their texts, if they can be.
  void pair_the_rest(const std::vector<evaluate::Unpaired>& given) {
    std::vector<std::pair<std::uint64_t, evaluate::Unpaired>> in_order;
    for (const auto& [id, seen] : seen_)
      if (seen.in_gold && !seen.in_predicted) in_order.push_back({seen.place, {id, seen.text}});
    std::sort(in_order.begin(), in_order.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<evaluate::Unpaired> wanted;
    for (auto& [place, each] : in_order) wanted.push_back(std::move(each));
    by_text_ = evaluate::pair_by_text(wanted, given);
    for (const evaluate::Unpaired& each : given) {
      if (const auto found = by_text_.find(each.id); found != by_text_.end())
        seen_[found->second].in_predicted = true;
      else
        evaluate::warn_of(&warnings_, {.id = each.id}, "evaluate/not-in-gold",
                          "gold does not have this document; it is left aside");
    }
    if (!by_text_.empty()) warnings_.push_back(evaluate::note_of_text_pairs(by_text_.size()));
  }

  /// The key of the gold document that a predicted one belongs to.
  [[nodiscard]] std::string gold_key_of(const Document& predicted) const {
    const std::string key = key_of(predicted);
    const auto found = by_text_.find(key);
    return found == by_text_.end() ? key : found->second;
  }

  std::optional<Document> find(const std::string& key) {
    if (const auto early = early_.find(key); early != early_.end()) {
      std::optional<Document> found = std::move(early->second);
      early_.erase(early);
      return found;
    }
    while (auto document = predicted_.next()) {
      const std::string other = gold_key_of(*document);
      Seen& seen = seen_[other];
      if (!seen.in_gold || std::exchange(seen.predicted_done, true)) continue;
      if (other == key) return document;
      document->tokens = {}, document->token_features = {}, document->sentences = {};
      early_.emplace(other, *std::move(document));
    }
    return std::nullopt;
  }

  Side& gold_;
  Side& predicted_;
  Diagnostics& warnings_;
  std::size_t unanswered_ = 0;  // documents of gold
  std::unordered_map<std::string, Seen> seen_;
  std::unordered_map<std::string, std::string> by_text_;  // keys of the prediction to those of gold
  std::unordered_map<std::string, Document> early_;
};

/// Reads all documents of a side that somebody may have annotated. A bad record of gold is a fault,
/// for a score over the rest would be a different one; a bad record of the prediction is a document
/// that has none.
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
      if (record->answer != format::Answer::kNone) documents.push_back(std::move(record->document));
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

/// Whether anything was left aside, which a note does not say.
bool has_warning(const Diagnostics& found) {
  return std::any_of(found.begin(), found.end(),
                     [](const Diagnostic& each) { return each.severity != Severity::kNote; });
}

/// Scores one system. Errors: a side that can't be read.
Result<evaluate::Scores> score_system(const EvaluateOptions& options, const std::string& path,
                                      ErrorList& list, Diagnostics& warnings) {
  Side gold(options, options.inputs[0], nullptr), predicted(options, path, &warnings);
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
