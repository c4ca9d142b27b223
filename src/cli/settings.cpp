// SPDX-License-Identifier: Apache-2.0
// The nearest waymark.yaml upwards from the current folder counts. It is read by the gazetteer room's YAML reader, so
// that its faults look like all others.
#include "cli/settings.h"

#include <algorithm>
#include <filesystem>

#include "cli/suggest.h"
#include "gazetteer/yaml_tree.h"
#include "text/source_file.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;
using gazetteer::YamlNode;
using text::SourceFile;

const std::vector<std::string>& known_keys() {
  static const std::vector<std::string> kKeys = {"gazetteers", "grammars", "bare", "data"};
  return kKeys;
}

struct Setting {
  std::string key;
  std::vector<std::string> values;
};

/// Reads the keys of a waymark.yaml: each a word or a list of words.
class Reader {
 public:
  explicit Reader(const SourceFile& source) : source_(source) {}

  Result<std::vector<Setting>> read() {
    const gazetteer::YamlTree tree = gazetteer::read_yaml(source_, faults_);
    if (faults_.empty() && tree.root.kind != YamlNode::Kind::kNull) read_map(tree.root);
    if (!faults_.empty()) return faults_;
    return std::move(settings_);
  }

 private:
  void read_map(const YamlNode& map) {
    if (!map.is_map()) return fault(map, "config/expected-map", "expected 'key: value' lines");
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) read_key(map.items[i], map.items[i + 1]);
  }

  void read_key(const YamlNode& key, const YamlNode& value) {
    const std::vector<std::string>& known = known_keys();
    if (std::find(known.begin(), known.end(), key.scalar) == known.end())
      return fault(key, "config/unknown-key", "unknown setting '" + key.scalar + "'", suggest(key.scalar, known));
    Setting setting{key.scalar, {}};
    if (value.is_scalar()) setting.values.push_back(value.scalar);
    for (const YamlNode& item : value.items)
      if (value.is_sequence() && item.is_scalar()) setting.values.push_back(item.scalar);
    if (setting.values.empty())
      return fault(key, "config/no-value", "setting '" + key.scalar + "' has no value", "write a word or a list of words");
    settings_.push_back(std::move(setting));
  }

  void fault(const YamlNode& node, std::string code, std::string message, std::string hint = {}) {
    faults_.push_back(source_.diagnose(Severity::kError, std::move(code), node.at.begin, node.at.end,
                                       std::move(message), std::move(hint)));
  }

  const SourceFile& source_;
  Diagnostics faults_;
  std::vector<Setting> settings_;
};

std::string find_file(const KnowledgeOptions& options) {
  if (!options.config.empty()) return options.config;
  std::error_code error;
  for (fs::path folder = fs::current_path(error); !error; folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / "waymark.yaml", error)) return (folder / "waymark.yaml").string();
    if (folder == folder.parent_path()) break;
  }
  return {};
}

/// Names of shipped parts stay as they are; everything that looks like a path is relative to the file.
std::string resolve(const fs::path& folder, const std::string& value) {
  const bool is_path = value.find('/') != std::string::npos || value.find('.') != std::string::npos;
  if (!is_path || fs::path(value).is_absolute()) return value;
  return (folder / value).lexically_normal().string();
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : " ") + value;
  return out;
}

class Application {
 public:
  Application(KnowledgeOptions& options, std::string file)
      : options_(options), file_(std::move(file)), folder_(fs::absolute(file_).parent_path()) {}

  void apply(const std::vector<Setting>& settings) {
    for (const Setting& setting : settings) {
      if (setting.key == "gazetteers") add_files(setting, options_.gazetteers);
      if (setting.key == "grammars") add_files(setting, options_.grammars);
      if (setting.key == "bare" && !options_.bare) options_.bare = setting.values.front() == "true";
      if (setting.key == "data" && options_.data.empty()) options_.data = resolve(folder_, setting.values.front());
    }
  }

 private:
  /// Lists add up: the file's come first, so that a flag's gazetteer can extend them.
  void add_files(const Setting& setting, std::vector<std::string>& files) {
    std::vector<std::string> all;
    for (const std::string& value : setting.values) all.push_back(resolve(folder_, value));
    all.insert(all.end(), files.begin(), files.end());
    files = std::move(all);
  }

  KnowledgeOptions& options_;
  std::string file_;
  fs::path folder_;
};

}  // namespace

Result<std::vector<Origin>> apply_settings(KnowledgeOptions& options) {
  const std::string file = find_file(options);
  const KnowledgeOptions before = options;
  if (!file.empty()) {
    auto source = text::SourceFile::read(file);
    if (!source) return source.error();
    auto settings = Reader(*source).read();
    if (!settings) return settings.error();
    Application(options, file).apply(*settings);
  }
  const auto from = [&](bool by_flag, bool changed) -> std::string {
    if (by_flag && changed) return "flags and " + file;
    return by_flag ? "flags" : changed ? file : "default";
  };
  return std::vector<Origin>{
      {"gazetteers", joined(options.gazetteers),
       from(!before.gazetteers.empty(), before.gazetteers != options.gazetteers)},
      {"grammars", joined(options.grammars), from(!before.grammars.empty(), before.grammars != options.grammars)},
      {"bare", options.bare ? "true" : "false", from(before.bare, before.bare != options.bare)},
      {"data", options.data, from(!before.data.empty(), before.data != options.data)}};
}

}  // namespace waymark::cli
