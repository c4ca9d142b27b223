// SPDX-License-Identifier: Apache-2.0
// The form of a side is told by its name and its content; what comes through a pipe can't be read
// again and is kept.
#include "cli/evaluation_side.h"

#include <filesystem>
#include <string_view>

#include "cli/byte_source.h"
#include "cli/guess_format.h"

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

InputOptions input_of(const EvaluateOptions& options, const std::string& path) {
  InputOptions input;
  input.inputs = {path};
  input.from = format_of(options, path);
  return input;
}

}  // namespace

EvaluationSide::EvaluationSide(const EvaluateOptions& options, const std::string& path,
                               Diagnostics* warnings)
    : warnings_(warnings), input_(input_of(options, path)) {}

std::optional<Diagnostics> EvaluationSide::begin() {
  is_first_ = std::exchange(has_begun_, true) == false;
  at_ = 0;
  if (!is_first_ && !source_->is_repeatable()) return std::nullopt;
  auto source = DocumentSource::open(input_);
  if (!source) return source.error();
  source_ = *std::move(source);
  return std::nullopt;
}

std::optional<Document> EvaluationSide::next() {
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

Document EvaluationSide::keep(format::Record record) {
  is_unanswered_ = record.answer == format::Answer::kNone;
  if (!source_->is_repeatable()) kept_.emplace_back(record.document, is_unanswered_);
  return std::move(record.document);
}

std::optional<Document> EvaluationSide::next_kept() {
  if (at_ == kept_.size()) return std::nullopt;
  is_unanswered_ = kept_[at_].second;
  return kept_[at_++].first;
}

Result<std::vector<Document>> read_side(const EvaluateOptions& options, const std::string& path) {
  const InputOptions input = input_of(options, path);
  auto source = DocumentSource::open(input);
  if (!source) return source.error();
  std::vector<Document> documents;
  while (auto record = (*source)->next()) {
    if (record->error) return *record->error;
    if (record->answer != format::Answer::kNone) documents.push_back(std::move(record->document));
  }
  return documents;
}

}  // namespace waymark::cli
