// SPDX-License-Identifier: Apache-2.0
#include "cli/document_sink.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "cli/byte_source.h"
#include "cli/console.h"
#include "cli/suggest.h"
#include "format/file_stem.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
using format::Format;

bool is_standard_output(const std::string& output) { return output.empty() || output == "-"; }

bool names_folder(const std::string& output) {
  std::error_code error;
  return !is_standard_output(output) && (output.ends_with('/') || fs::is_directory(output, error));
}

format::WriteOptions complete(format::WriteOptions options, const CommonOptions& common,
                              const std::vector<std::string>& labels) {
  options.labels = labels;
  options.color = Console::colors_output(common);
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
    options.width = window.ws_col;
  return options;
}

/// The options of formats that were given, but are none of `format`.
Diagnostics unused_options(const Format& format, const format::WriteOptions& options) {
  Diagnostics warnings;
  const auto warn = [&](const char* option, bool given, const std::vector<std::string>& formats) {
    if (!given || std::find(formats.begin(), formats.end(), format.name) != formats.end()) return;
    Diagnostic warning =
        usage_fault("cli/unused-option",
                    std::string(option) + " changes nothing in format '" + format.name + "'");
    warning.severity = Severity::kWarning;
    warnings.push_back(std::move(warning));
  };
  warn("--offsets utf16", options.offsets == format::OffsetUnit::kUtf16,
       {"jsonl", "conll", "csv", "tsv", "labelstudio"});
  warn("--offsets byte", options.offsets == format::OffsetUnit::kByte,
       {"jsonl", "conll", "csv", "tsv"});
  warn("--no-text", !options.with_text, {"jsonl"});
  warn("--no-tokens", !options.with_tokens, {"jsonl"});
  warn("--no-sentences", !options.with_sentences, {"jsonl"});
  warn("--no-candidates", !options.with_candidates, {"jsonl"});
  warn("--gold", options.gold, {"labelstudio"});
  warn("--dialect", options.dialect != format::WriteOptions().dialect, {"conll"});
  warn("--columns", !options.columns.empty(), {"conll", "csv", "tsv"});
  return warnings;
}

}  // namespace

Result<const Format*> choose_format(const OutputOptions& options) {
  const Format* format = nullptr;
  if (!options.to.empty()) {
    format = format::find_format(options.to);
    if (format == nullptr || !format->make_writer)
      return usage_fault("cli/unknown-format", "no format '" + options.to + "' can be written",
                         suggest_format(options.to, false));
    return format;
  }
  if (!is_standard_output(options.output)) format = format::find_format_by_suffix(options.output);
  if (format != nullptr && format->make_writer && format->name != "text") return format;
  const bool terminal = is_standard_output(options.output) && ::isatty(STDOUT_FILENO) != 0;
  return format::find_format(terminal ? "pretty" : "jsonl");
}

Result<std::unique_ptr<DocumentSink>> DocumentSink::open(const OutputOptions& options,
                                                         const CommonOptions& common,
                                                         const std::vector<std::string>& labels) {
  auto format = choose_format(options);
  if (!format) return format.error();
  if ((*format)->check_options)
    if (auto fault = (*format)->check_options(options.write)) return *std::move(fault);
  std::unique_ptr<DocumentSink> sink(new DocumentSink);
  sink->format_ = *format;
  sink->warnings_ = unused_options(**format, options.write);
  sink->write_options_ = complete(options.write, common, labels);
  sink->writer_ = (*format)->make_writer(sink->write_options_);
  sink->carries_ = sink->writer_->carries();
  sink->carries_all_ = format::list_uncarried(sink->carries_).empty();
  // Other formats place mentions by tokens, or show a mention's sentence, without writing either.
  sink->leaves_out_ = (*format)->name == "jsonl";
  sink->force_ = options.force;
  sink->counts_documents_ = !options.manifest.empty();
  if (names_folder(options.output)) {
    sink->folder_ = options.output;
    std::error_code error;
    fs::create_directories(options.output, error);
    if (error)
      return usage_fault("cli/cannot-write",
                         "'" + options.output + "' can't be made: " + error.message());
    if (!sink->check_folder_files()) return sink->fault_;
    return sink;
  }
  if ((*format)->one_file_a_document)
    return usage_fault("cli/needs-folder",
                       "format '" + (*format)->name + "' writes files for each document",
                       "name a folder: -o out/");
  if (without_packing(options.output) != options.output)
    return usage_fault("cli/packed-output", "'" + options.output + "' would not be packed",
                       "write to a pipe: | gzip > FILE, | zstd > FILE");
  if (is_standard_output(options.output)) {
    sink->stream_ = std::make_unique<Output>();
  } else {
    auto output = Output::create(options.output, options.force);
    if (!output) return output.error();
    sink->stream_ = *std::move(output);
    sink->path_ = options.output;
  }
  if (!sink->check_stream(sink->stream_->write(sink->writer_->begin())) && sink->has_failed())
    return sink->fault_;
  return sink;
}

std::optional<DocumentSink::Before> DocumentSink::lend() {
  if (!joins_documents() || has_failed()) return std::nullopt;
  return Before{stream_->lend(), true};
}

std::optional<DocumentSink::Before> DocumentSink::go_on_behind(Rendered* previous,
                                                               unsigned worker) {
  if (!joins_documents()) return std::nullopt;
  Before before{.worker = worker};
  if (previous != nullptr) {
    before.bytes = std::exchange(previous->stream, {});
  } else {
    const std::lock_guard lock(keeping_);
    if (spare_.size() <= worker) spare_.resize(worker + 1);
    if (spare_[worker].empty()) return before;
    before.bytes = std::move(spare_[worker].back());
    spare_[worker].pop_back();
  }
  return before;
}

// Large buffers that were given back to the system would be asked for again at once.
void DocumentSink::keep(std::string buffer, unsigned worker) {
  constexpr std::size_t kMost = 4, kLargest = 1 << 22;
  if (buffer.capacity() > kLargest) return;
  buffer.clear();
  const std::lock_guard lock(keeping_);
  if (worker < spare_.size() && spare_[worker].size() < kMost)
    spare_[worker].push_back(std::move(buffer));
}

Rendered DocumentSink::render(const Document& document, format::Flatten flatten,
                              format::Losses* losses, std::optional<Before> before) const {
  // A view shows what it likes; only that it shows less is to be said.
  if (losses == nullptr && !counts_documents_ && (carries_all_ || leaves_out_ || format_->is_view))
    return write(document, std::move(before));
  format::Losses unsaid;
  const Document fitted =
      format::fit(document, carries_, flatten, losses != nullptr ? *losses : unsaid);
  const Document& written = format_->is_view ? document : fitted;
  Rendered rendered = write(written, std::move(before));
  if (counts_documents_) rendered.counts.add(document, written);
  return rendered;
}

Rendered DocumentSink::write(const Document& document, std::optional<Before> before) const {
  Rendered rendered{.id = document.id};
  if (before) {
    rendered.stream = std::move(before->bytes);
    rendered.begins_with_lent = before->is_lent;
    rendered.worker = before->worker;
  }
  if (stream_) {
    writer_->write(document, rendered.stream);
    return rendered;
  }
  rendered.files = writer_->write_files(document);
  for (const Mention& mention : document.mentions) {
    rendered.labels.insert(mention.label);
    for (const Slot& slot : mention.slots) rendered.types.insert(slot.name);
  }
  for (const Relation& relation : document.relations) rendered.types.insert(relation.type);
  return rendered;
}

bool DocumentSink::put(Rendered rendered, bool at_once) {
  if (counts_documents_) counts_.add(rendered.counts);
  if (!stream_) {
    labels_.merge(rendered.labels);
    types_.merge(rendered.types);
    return put_files(rendered);
  }
  if (rendered.begins_with_lent)
    return check_stream(stream_->give_back(std::move(rendered.stream)) &&
                        (!at_once || stream_->flush()));
  // A document that leaves nothing needs nothing between it and the next.
  if (rendered.stream.empty()) return true;
  if (std::exchange(has_begun_, true) && !check_stream(stream_->write(writer_->between())))
    return false;
  const bool is_written =
      check_stream(stream_->write(rendered.stream) && (!at_once || stream_->flush()));
  keep(std::move(rendered.stream), rendered.worker);
  return is_written;
}

bool DocumentSink::put_error(const format::Record& record, bool at_once) {
  std::string bytes;
  writer_->write_error(record, bytes);
  if (bytes.empty()) return true;
  if (!stream_)
    return put_file(format::file_stem(record.document.id) + format_->suffixes.front(), bytes);
  return check_stream(stream_->write(bytes) && (!at_once || stream_->flush()));
}

bool DocumentSink::put_files(const Rendered& rendered) {
  const std::string stem = format::file_stem(rendered.id);
  for (const format::NamedBytes& file : rendered.files)
    if (!put_file(stem + file.suffix, file.bytes)) return false;
  return true;
}

bool DocumentSink::put_file(const std::string& name, const std::string& bytes) {
  const fs::path path = fs::path(folder_) / name;
  if (!written_.insert(name).second) {
    fault_ = {.code = "cli/same-name",
              .file = path.string(),
              .message = "two documents would be written to this file",
              .hint = "give the documents different ids"};
    return false;
  }
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (auto fault = write_file(path.string(), bytes, force_)) {
    fault_ = *std::move(fault);
    return false;
  }
  return true;
}

bool DocumentSink::check_stream(bool written) {
  if (!written && !stream_->is_closed_pipe()) fault_ = stream_->fault();
  return written;
}

/// Files of the whole folder are written last, but that they may be is asked first.
bool DocumentSink::check_folder_files() {
  std::error_code error;
  for (const format::NamedBytes& file : writer_->folder_files()) {
    const fs::path path = fs::path(folder_) / file.suffix;
    if (force_ || !fs::exists(path, error)) continue;
    fault_ = {.code = "cli/exists",
              .file = path.string(),
              .message = "exists already",
              .hint = "--force replaces it"};
    return false;
  }
  return true;
}

bool DocumentSink::put_folder_files() {
  labels_.insert(write_options_.labels.begin(), write_options_.labels.end());
  types_.insert(write_options_.relation_types.begin(), write_options_.relation_types.end());
  write_options_.labels.assign(labels_.begin(), labels_.end());
  write_options_.relation_types.assign(types_.begin(), types_.end());
  const auto files = format_->make_writer(write_options_)->folder_files();
  return std::all_of(files.begin(), files.end(), [&](const format::NamedBytes& file) {
    return put_file(file.suffix, file.bytes);
  });
}

std::vector<std::string> DocumentSink::files() const {
  if (!path_.empty()) return {path_};
  std::vector<std::string> files;
  for (const std::string& name : written_) files.push_back((fs::path(folder_) / name).string());
  return files;
}

bool DocumentSink::finish() {
  if (has_failed()) return false;
  if (!stream_) return put_folder_files();
  if (!check_stream(stream_->write(writer_->end())) && has_failed()) return false;
  if (!stream_->commit()) fault_ = stream_->fault();
  return !has_failed();
}

}  // namespace waymark::cli
