// SPDX-License-Identifier: Apache-2.0
// `waymark manifest`: is a corpus still made of what its manifest says, does the same command make
// the same corpus again, and what is in it.
#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <type_traits>
#include <variant>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/dataset_card.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/manifest.h"
#include "cli/output.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

/// Compares files with their digests and collects what differs.
class Comparison {
 public:
  void compare(const std::string& what, const std::string& path, const FileDigest& recorded) {
    ++files_;
    const auto found = digest_file(path);
    if (!found)
      add("missing", what, recorded.file);
    else if (found->sha256 != recorded.sha256)
      add("changed", what, recorded.file);
  }

  void add(std::string_view change, std::string_view what, std::string_view file) {
    lines_ += fmt::format("{}  {:<9}  {}\n", change, what, file);
  }

  [[nodiscard]] std::size_t files() const { return files_; }
  [[nodiscard]] const std::string& lines() const { return lines_; }

 private:
  std::size_t files_ = 0;
  std::string lines_;
};

/// A folder of its own for a corpus that is made again; it goes with the object.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (fs::temp_directory_path() / "waymark-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void compare_ingredients(const Manifest& manifest, const std::string& data,
                         Comparison& comparison) {
  const auto program = digest_program();
  if (!program || program->sha256 != manifest.program.sha256)
    comparison.add("changed", "program", "waymark");
  for (const FileDigest& file : manifest.shipped)
    comparison.compare("shipped", (fs::path(data) / file.file).string(), file);
  for (const FileDigest& file : manifest.knowledge)
    comparison.compare("knowledge", file.file, file);
  for (const FileDigest& file : manifest.inputs) comparison.compare("input", file.file, file);
}

int finish(const Comparison& comparison, std::string_view same, Console& console) {
  Output out;
  out.write(comparison.lines().empty() ? fmt::format("{} files {}\n", comparison.files(), same)
                                       : comparison.lines());
  if (!out.commit()) return console.fail({out.fault()}, kUsage);
  return comparison.lines().empty() ? kDone : kFound;
}

Result<std::string> find_data_of(const Manifest& manifest, const ManifestOptions& options) {
  if (manifest.shipped.empty()) return std::string();
  return find_data_folder(options.data);
}

int check(const Manifest& manifest, const ManifestOptions& options, Console& console) {
  const auto data = find_data_of(manifest, options);
  if (!data) return console.fail(data.error(), kUsage);
  Comparison comparison;
  compare_ingredients(manifest, *data, comparison);
  for (const FileDigest& file : manifest.outputs) comparison.compare("output", file.file, file);
  return finish(comparison, "are as the manifest says", console);
}

/// The recorded command, with what it writes put into another folder; nothing if it is none that
/// writes a corpus.
std::optional<Command> read_command(const Manifest& manifest, const std::string& output,
                                    const std::string& path) {
  const auto& arguments = manifest.arguments;
  if (arguments.empty() || (arguments[0] != "annotate" && arguments[0] != "convert"))
    return std::nullopt;
  std::vector<std::string> words = {"waymark"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  auto parsed = parse_command_line(static_cast<int>(pointers.size()), pointers.data());
  auto* command = std::get_if<Command>(&parsed);
  if (command == nullptr) return std::nullopt;
  const bool writes_corpus = std::visit(
      [&](auto& options) {
        using Options = std::decay_t<decltype(options)>;
        if constexpr (std::is_same_v<Options, AnnotateOptions> ||
                      std::is_same_v<Options, ConvertOptions>) {
          options.output.output = output;
          options.output.manifest = path;
          options.sidecar.clear();
          options.common = {.quiet = true, .progress = false};
          return true;
        }
        return false;
      },
      *command);
  if (!writes_corpus) return std::nullopt;
  if (auto* convert = std::get_if<ConvertOptions>(command)) convert->loss.clear();
  return std::move(*command);
}

/// The outputs by their names below what -o named.
std::map<std::string, std::string> outputs_of(const Manifest& manifest) {
  std::map<std::string, std::string> outputs;
  for (const FileDigest& file : manifest.outputs) {
    const bool is_below = file.file.starts_with(manifest.output);
    const std::string name = is_below ? file.file.substr(manifest.output.size()) : file.file;
    outputs[name.starts_with('/') ? name.substr(1) : name] = file.sha256;
  }
  return outputs;
}

void compare_outputs(const Manifest& recorded, const Manifest& made, Comparison& comparison) {
  const auto before = outputs_of(recorded), now = outputs_of(made);
  const auto shown = [&](const std::string& name) { return name.empty() ? recorded.output : name; };
  for (const auto& [name, sha256] : before) {
    const auto found = now.find(name);
    if (found == now.end())
      comparison.add("missing", "output", shown(name));
    else if (found->second != sha256)
      comparison.add("changed", "output", shown(name));
  }
  for (const auto& [name, sha256] : now)
    if (before.count(name) == 0) comparison.add("added", "output", shown(name));
}

int rebuild(const Manifest& manifest, const ManifestOptions& options, Console& console) {
  const auto data = find_data_of(manifest, options);
  if (!data) return console.fail(data.error(), kUsage);
  const ScratchFolder scratch;
  if (scratch.path().empty())
    return console.fail({usage_fault("cli/cannot-write", "no temporary folder can be made")},
                        kUsage);
  // The name decides the format where --to does not.
  const bool is_file = manifest.outputs.size() == 1 && manifest.outputs[0].file == manifest.output;
  const fs::path named = fs::path(manifest.output).filename();
  const std::string output =
      (scratch.path() / (is_file ? named.string() : std::string("corpus/"))).string();
  const std::string path = (scratch.path() / "waymark-manifest.json").string();
  auto command = read_command(manifest, output, path);
  if (!command)
    return console.fail({usage_fault("cli/manifest", "the recorded command makes no corpus",
                                     "a manifest is of annotate or convert")},
                        kUsage);
  const int code = std::visit([](const auto& recorded) { return run(recorded); }, *command);
  if (code == kUsage || code == kKnowledge) return code;
  const auto made = read_manifest(path);
  if (!made) return console.fail(made.error(), kUsage);
  Comparison comparison;
  compare_ingredients(manifest, *data, comparison);
  compare_outputs(manifest, *made, comparison);
  const std::string same =
      fmt::format("are as they were, and {} outputs come out bit for bit", manifest.outputs.size());
  return finish(comparison, same, console);
}

int print_card(const Manifest& manifest, const ManifestOptions& options, Console& console) {
  fs::path named = manifest.output;
  if (!named.has_filename()) named = named.parent_path();
  const std::string card =
      write_card(manifest, options.title.empty() ? named.filename().string() : options.title);
  if (!options.output.empty()) {
    const auto fault = write_file(options.output, card, options.force);
    return fault ? console.fail({*fault}, kUsage) : kDone;
  }
  Output out;
  out.write(card);
  return out.commit() ? kDone : console.fail({out.fault()}, kUsage);
}

}  // namespace

int run(const ManifestOptions& options) {
  Console console(options.common);
  const auto manifest = read_manifest(options.manifest);
  if (!manifest) return console.fail(manifest.error(), kUsage);
  switch (options.action) {
    case ManifestOptions::Action::kCheck:
      return check(*manifest, options, console);
    case ManifestOptions::Action::kRebuild:
      return rebuild(*manifest, options, console);
    case ManifestOptions::Action::kCard:
      return print_card(*manifest, options, console);
  }
  return kUsage;
}

}  // namespace waymark::cli
