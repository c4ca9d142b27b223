// SPDX-License-Identifier: Apache-2.0
// Folders are walked whole and their files sorted by bytes, so that a run does not depend on the order of a disk.
#include "cli/input.h"

#include <algorithm>
#include <filesystem>

#include "cli/byte_source.h"
#include "cli/suggest.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
using format::Format;

Diagnostic fault(const std::string& path, std::string code, std::string message, std::string hint = {}) {
  return {.code = std::move(code), .file = path, .message = std::move(message), .hint = std::move(hint)};
}

/// In a folder only these are documents, unless --from says what to look for.
bool is_document(const std::string& path, const Format* wanted) {
  const std::string name = without_packing(path);
  if (wanted != nullptr)
    return std::any_of(wanted->suffixes.begin(), wanted->suffixes.end(),
                       [&](const std::string& suffix) { return name.ends_with(suffix); });
  return name.ends_with(".txt") || name.ends_with(".jsonl") || name.ends_with(".csv") || name.ends_with(".tsv");
}

const Format* format_of(const std::string& path, const Format* wanted) {
  if (wanted != nullptr) return wanted;
  const Format* format = format::find_format_by_suffix(without_packing(path));
  return format != nullptr && format->make_reader ? format : format::find_format("text");
}

Result<std::vector<InputFile>> walk(const std::string& folder, const Format* wanted) {
  std::vector<InputFile> files;
  std::error_code error;
  fs::recursive_directory_iterator it(folder, fs::directory_options::follow_directory_symlink, error), end;
  for (; !error && it != end; it.increment(error)) {
    if (it.depth() > 64) it.disable_recursion_pending();  // links can make a circle
    if (!it->is_regular_file(error)) continue;
    const std::string path = it->path().string();
    if (is_document(path, wanted))
      files.push_back({path, it->path().lexically_relative(folder).string(), format_of(path, wanted)});
  }
  if (error) return fault(folder, "cli/cannot-open", "can't be walked: " + error.message());
  if (files.empty())
    return fault(folder, "cli/no-documents", "the folder has no documents",
                 wanted != nullptr ? "--from " + wanted->name + " takes files ending in " + wanted->suffixes.front()
                                   : "documents end in .txt, .jsonl, .csv or .tsv (also .gz, .zst); --from names others");
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return files;
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
  const std::vector<std::string> inputs = options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  for (const std::string& input : inputs) {
    std::error_code ignored;
    if (input == "-") {
      files.push_back({"-", "-", wanted != nullptr ? wanted : format::find_format("text")});
    } else if (fs::is_directory(input, ignored)) {
      auto walked = walk(input, wanted);
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
  if (!errors.empty()) return errors;
  return files;
}

}  // namespace waymark::cli
