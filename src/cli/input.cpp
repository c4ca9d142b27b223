// SPDX-License-Identifier: Apache-2.0
// Folders are walked whole and their files sorted by bytes, so that a run does not depend on the
// order of a disk.
#include "cli/input.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>

#include "cli/byte_source.h"
#include "cli/guess_format.h"
#include "cli/suggest.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
using format::Format;

Diagnostic fault(const std::string& path, std::string code, std::string message,
                 std::string hint = {}) {
  return {.code = std::move(code),
          .file = path,
          .message = std::move(message),
          .hint = std::move(hint)};
}

/// In a folder only these are documents, unless --from says what to look for.
bool is_document(const std::string& path, const Format* wanted) {
  const std::string name = without_packing(path);
  if (wanted != nullptr)
    return std::any_of(wanted->suffixes.begin(), wanted->suffixes.end(),
                       [&](const std::string& suffix) { return name.ends_with(suffix); });
  return name.ends_with(".txt") || name.ends_with(".jsonl") || name.ends_with(".csv") ||
         name.ends_with(".tsv");
}

const Format* format_of(const std::string& path, const Format* wanted) {
  if (wanted != nullptr) return wanted;
  const Format* format = format::find_format_by_suffix(without_packing(path));
  return format != nullptr && format->make_reader ? format : format::find_format("text");
}

/// JSON of other tools is known by what stands in it. Where no annotations are asked for, JSON
/// lines stay texts with fields; but no JSON is plain text.
void guess_formats(bool annotated, std::vector<InputFile>& files) {
  for (InputFile& file : files) {
    if (!annotated && file.format->name != "text") continue;
    if (const std::string_view guess = guess_format_of_file(file.path); !guess.empty())
      file.format = format::find_format(guess);
  }
}

/// Walks a folder in order of names, so that what is found does not depend on the disk. A folder
/// that links lead back to is visited once.
class Walk {
 public:
  Walk(const std::string& folder, const Format* wanted, bool annotated)
      : root_(folder), wanted_(wanted), annotated_(annotated && wanted == nullptr) {}

  Result<std::vector<InputFile>> run() {
    folders_.push_back(root_);
    while (!folders_.empty() && !fault_) {
      const fs::path folder = std::move(folders_.back());
      folders_.pop_back();
      visit(folder);
    }
    if (fault_) return *std::move(fault_);
    if (annotated_) leave_texts_of_annotations();
    if (files_.empty()) return no_documents();
    std::sort(files_.begin(), files_.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    return std::move(files_);
  }

 private:
  void visit(const fs::path& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) == 0 &&
        !visited_.emplace(status.st_dev, status.st_ino).second)
      return;
    std::error_code error;
    std::vector<fs::path> below;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
      sort_in(it->path(), below);
    if (error)
      fault_ = fault(folder.string(), "cli/cannot-open", "can't be opened: " + error.message());
    std::sort(below.begin(), below.end(), std::greater<>());  // the last is visited first
    folders_.insert(folders_.end(), below.begin(), below.end());
  }

  /// A link that leads nowhere is listed too: that it can't be opened is not passed over.
  void sort_in(const fs::path& path, std::vector<fs::path>& below) {
    std::error_code ignored;
    const fs::file_type type = fs::status(path, ignored).type();
    if (type == fs::file_type::directory) {
      below.push_back(path);
    } else if ((type == fs::file_type::regular || type == fs::file_type::not_found) &&
               (is_document(path.string(), wanted_) || (annotated_ && is_annotation(path)))) {
      files_.push_back({path.string(), path.lexically_relative(root_).string(),
                        format_of(path.string(), wanted_)});
    }
  }

  static bool is_annotation(const fs::path& path) { return path.extension() == ".ann"; }

  /// A text beside its annotations is not a document of its own.
  void leave_texts_of_annotations() {
    std::set<std::string> texts;
    for (const InputFile& file : files_)
      if (is_annotation(file.path)) texts.insert(fs::path(file.path).replace_extension(".txt"));
    std::erase_if(files_, [&](const InputFile& file) { return texts.contains(file.path); });
  }

  Diagnostic no_documents() const {
    return fault(
        root_.string(), "cli/no-documents", "the folder has no documents",
        wanted_ != nullptr
            ? "--from " + wanted_->name + " takes files ending in " + wanted_->suffixes.front()
            : "documents end in .txt, .jsonl, .csv or .tsv (also .gz, .zst); --from names others");
  }

  fs::path root_;
  const Format* wanted_;
  bool annotated_;                 // annotations beside texts are asked for
  std::vector<fs::path> folders_;  // still to be visited
  std::set<std::pair<dev_t, ino_t>> visited_;
  std::vector<InputFile> files_;
  std::optional<Diagnostic> fault_;
};

/// Whatever can't be opened is said before anything is done.
void check_access(const std::vector<InputFile>& files, Diagnostics& errors) {
  for (const InputFile& file : files)
    if (file.path != "-" && ::access(file.path.c_str(), R_OK) != 0)
      errors.push_back(fault(file.path, "cli/cannot-open",
                             std::string("can't be opened: ") + std::strerror(errno)));
}

}  // namespace

Result<std::vector<InputFile>> list_inputs(const InputOptions& options) {
  const Format* wanted = nullptr;
  if (!options.from.empty()) {
    wanted = format::find_format(options.from);
    if (wanted == nullptr || !wanted->make_reader)
      return fault("", "cli/unknown-format", "no format '" + options.from + "' can be read",
                   suggest_format(options.from, true));
  }
  std::vector<InputFile> files;
  Diagnostics errors;
  const std::vector<std::string> inputs =
      options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  for (const std::string& input : inputs) {
    std::error_code ignored;
    if (input == "-") {
      files.push_back({"-", "-", wanted != nullptr ? wanted : format::find_format("text")});
    } else if (fs::is_directory(input, ignored)) {
      auto walked = Walk(input, wanted, options.annotated).run();
      if (!walked) {
        errors.push_back(walked.error().front());
      } else {
        files.insert(files.end(), walked->begin(), walked->end());
      }
    } else if (!fs::exists(input, ignored)) {
      errors.push_back(fault(input, "cli/cannot-open", "there is no such file"));
    } else {
      files.push_back({input, fs::path(input).filename().string(), format_of(input, wanted)});
    }
  }
  check_access(files, errors);
  if (!errors.empty()) return errors;
  if (wanted == nullptr) guess_formats(options.annotated, files);
  return files;
}

}  // namespace waymark::cli
