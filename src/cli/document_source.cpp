// SPDX-License-Identifier: Apache-2.0
#include "cli/document_source.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <limits>

#include "cli/byte_source.h"
#include "cli/console.h"
#include "format/file_stem.h"

namespace waymark::cli {
namespace {

using format::ByteSource;

/// Shows the first bytes of a source without taking them away.
class PeekedSource : public ByteSource {
 public:
  explicit PeekedSource(std::unique_ptr<ByteSource> inner) : inner_(std::move(inner)) {
    head_.resize(64);
    head_.resize(inner_->read(head_.data(), head_.size()));
  }
  const std::string& head() const { return head_; }

  std::size_t read(char* buffer, std::size_t size) override {
    if (at_ == head_.size()) return inner_->read(buffer, size);
    const std::size_t count = std::min(size, head_.size() - at_);
    std::memcpy(buffer, head_.data() + at_, count);
    at_ += count;
    return count;
  }
  std::string error() const override { return inner_->error(); }

 private:
  std::unique_ptr<ByteSource> inner_;
  std::string head_;
  std::size_t at_ = 0;
};

/// What comes through a pipe has no suffix: a first line that opens a JSON object is JSON lines,
/// all else is text.
bool looks_like_json_lines(const std::string& head) {
  const std::size_t mark = head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::size_t brace = head.find_first_not_of(" \t\r\n", mark);
  if (brace == std::string::npos || head[brace] != '{') return false;
  const std::size_t quote = head.find_first_not_of(" \t", brace + 1);
  return quote != std::string::npos && (head[quote] == '"' || head[quote] == '}');
}

bool is_pipe(const std::string& path) {
  struct stat status {};
  const bool known =
      path == "-" ? ::fstat(STDIN_FILENO, &status) == 0 : ::stat(path.c_str(), &status) == 0;
  return known && !S_ISREG(status.st_mode);
}

format::Record error_record(const std::string& id, Diagnostic fault) {
  format::Record record;
  record.document.id = id;
  record.error = std::move(fault);
  return record;
}

/// The folder below which the file has its id.
std::string root_of(const InputFile& file) {
  const bool is_below = file.path.size() > file.id.size() && file.path.ends_with(file.id);
  return is_below ? file.path.substr(0, file.path.size() - file.id.size()) : ".";
}

std::optional<std::string> read_text(const std::filesystem::path& path, std::uint64_t most) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  auto source = open_source(path.string());
  if (!source) return std::nullopt;
  std::string text;
  std::array<char, 1 << 16> buffer;
  while (const std::size_t count = (*source)->read(buffer.data(), buffer.size())) {
    text.append(buffer.data(), count);
    if (text.size() > most) break;
  }
  if (!(*source)->error().empty()) return std::nullopt;
  return text;
}

}  // namespace

Result<std::unique_ptr<DocumentSource>> DocumentSource::open(const InputOptions& options) {
  auto files = list_inputs(options);
  if (!files) return files.error();
  return std::unique_ptr<DocumentSource>(new DocumentSource(options, *std::move(files)));
}

DocumentSource::DocumentSource(const InputOptions& options, std::vector<InputFile> files)
    : options_(options), files_(std::move(files)) {
  interactive_ = std::any_of(files_.begin(), files_.end(),
                             [](const InputFile& file) { return is_pipe(file.path); });
}

bool DocumentSource::reads_terminal() const {
  return std::any_of(files_.begin(), files_.end(),
                     [](const InputFile& file) { return file.path == "-"; }) &&
         ::isatty(STDIN_FILENO) != 0;
}

Diagnostics DocumentSource::warnings() const {
  Diagnostics warnings;
  const auto warn = [&](const char* option, bool given, const std::vector<std::string>& formats) {
    const bool is_used = std::any_of(files_.begin(), files_.end(), [&](const InputFile& file) {
      return std::find(formats.begin(), formats.end(), file.format->name) != formats.end();
    });
    if (!given || is_used) return;
    warnings.push_back(
        usage_fault("cli/unused-option", std::string(option) + " changes nothing in these inputs"));
    warnings.back().severity = Severity::kWarning;
  };
  warn("--annotator", !options_.read.annotator.empty(), {"labelstudio", "prodigy"});
  warn("--tags", !options_.read.tags.empty(), {"hf"});
  return warnings;
}

bool DocumentSource::is_repeatable() const {
  return std::none_of(files_.begin(), files_.end(),
                      [](const InputFile& file) { return file.path == "-" || is_pipe(file.path); });
}

std::set<std::string> DocumentSource::files() const {
  std::set<std::string> files = texts_;
  for (const InputFile& file : files_) files.insert(file.path);
  return files;
}

/// A document's text: ID.txt of the folder, or a file that is called as the document is.
std::optional<std::string> DocumentSource::find_text(const std::string& folder,
                                                     const std::string& id, std::uint64_t most) {
  const std::string stem = format::file_stem(id);
  for (const std::string& name : {stem + ".txt", stem}) {
    const std::filesystem::path path = std::filesystem::path(folder) / name;
    auto text = read_text(path, most);
    if (!text) continue;
    texts_.insert(path.string());
    return text;
  }
  return std::nullopt;
}

std::uint64_t DocumentSource::weigh(const format::Record& record) const {
  return interactive_ ? std::numeric_limits<std::uint64_t>::max() : record.document.text.size();
}

std::optional<format::Record> DocumentSource::open_next() {
  const InputFile& file = files_[next_file_++];
  auto opened = open_source(file.path);
  if (!opened) return error_record(file.id, opened.error().front());
  const format::Format* format = file.format;
  bytes_ = *std::move(opened);
  if (file.path == "-" && options_.from.empty()) {
    auto peeked = std::make_unique<PeekedSource>(std::move(bytes_));
    if (looks_like_json_lines(peeked->head())) format = format::find_format("jsonl");
    bytes_ = std::move(peeked);
  }
  format::ReadOptions read = options_.read;
  const std::string folder = options_.texts.empty() ? root_of(file) : options_.texts;
  const bool has_folder = format->one_file_a_document || !options_.texts.empty();
  if (has_folder || other_texts_)
    read.find_text = [this, folder, has_folder](const std::string& id, std::uint64_t most) {
      auto text = has_folder ? find_text(folder, id, most) : std::nullopt;
      return text || !other_texts_ ? text : other_texts_(id);
    };
  reader_ = format->make_reader(*bytes_, file.path, file.id, read);
  return std::nullopt;
}

std::optional<format::Record> DocumentSource::next() {
  for (;;) {
    if (reader_) {
      if (auto record = reader_->next()) return record;
      reader_.reset();
      const InputFile& file = files_[next_file_ - 1];
      if (const std::string error = bytes_->error(); !error.empty())
        return error_record(file.id, {.code = "cli/cannot-read",
                                      .file = file.path,
                                      .message = "can't be read on: " + error});
    }
    if (next_file_ == files_.size()) return std::nullopt;
    if (auto failed = open_next()) return failed;
  }
}

}  // namespace waymark::cli
