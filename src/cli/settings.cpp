// SPDX-License-Identifier: Apache-2.0
// The nearest waymark.yaml upwards from the current folder counts. It is read by the gazetteer
// room's YAML reader, so that its faults look like all others.
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
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
      read_key(map.items[i], map.items[i + 1]);
  }

  static bool is_truth(const YamlNode& value) {
    return value.is_scalar() && (value.scalar == "true" || value.scalar == "false");
  }

  void read_key(const YamlNode& key, const YamlNode& value) {
    const std::vector<std::string>& known = known_keys();
    if (std::find(known.begin(), known.end(), key.scalar) == known.end())
      return fault(key, "config/unknown-key", "unknown setting '" + key.scalar + "'",
                   suggest(key.scalar, known));
    Setting setting{key.scalar, {}};
    if (value.is_scalar()) setting.values.push_back(value.scalar);
    for (const YamlNode& item : value.items)
      if (value.is_sequence() && item.is_scalar()) setting.values.push_back(item.scalar);
    if (setting.key == "bare" && !is_truth(value))
      return fault(value, "config/expected-truth", "expected true or false for 'bare'");
    if (setting.key == "data" && !value.is_scalar())
      return fault(key, "config/expected-text", "'data' is one folder");
    if (setting.values.empty())
      return fault(key, "config/no-value", "setting '" + key.scalar + "' has no value",
                   "write a word or a list of words");
    settings_.push_back(std::move(setting));
  }

  void fault(const YamlNode& node, std::string code, std::string message, std::string hint = {}) {
    faults_.push_back(source_.diagnose(Severity::kError, std::move(code), node.at.begin,
                                       node.at.end, std::move(message), std::move(hint)));
  }

  const SourceFile& source_;
  Diagnostics faults_;
  std::vector<Setting> settings_;
};

std::string find_file(const KnowledgeOptions& options) {
  if (!options.config.empty()) return options.config;
  std::error_code error;
  for (fs::path folder = fs::current_path(error); !folder.empty(); folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / "waymark.yaml", error))
      return (folder / "waymark.yaml").string();
    if (folder == folder.parent_path()) break;
  }
  return {};
}

/// A file's name is relative to the settings; the name of a shipped part stays as it is.
std::string resolve_part(const fs::path& folder, const std::string& value) {
  const bool is_path = value.find('/') != std::string::npos || value.find('.') != std::string::npos;
  return is_path ? (folder / value).lexically_normal().string() : value;
}

class Application {
 public:
  /// `file` is empty where there are no settings.
  Application(KnowledgeOptions& options, const std::string& file)
      : options_(options),
        file_(file),
        folder_(file.empty() ? fs::path() : fs::absolute(file).parent_path()) {}

  std::vector<Origin> apply(const std::vector<Setting>& settings) {
    apply_list("gazetteers", "-g", find(settings, "gazetteers"), options_.gazetteers);
    apply_list("grammars", "-G", find(settings, "grammars"), options_.grammars);
    apply_bare(find(settings, "bare"));
    apply_data(find(settings, "data"));
    return std::move(origins_);
  }

 private:
  static const Setting* find(const std::vector<Setting>& settings, std::string_view key) {
    const auto found = std::find_if(settings.begin(), settings.end(),
                                    [&](const auto& item) { return item.key == key; });
    return found == settings.end() ? nullptr : &*found;
  }

  /// Lists add up: the file's come first, so that a flag's gazetteer can extend them.
  void apply_list(const char* name, const char* flag, const Setting* setting,
                  std::vector<std::string>& files) {
    std::vector<std::string> all;
    if (setting != nullptr)
      for (const std::string& value : setting->values) all.push_back(resolve_part(folder_, value));
    for (const std::string& value : all) origins_.push_back({name, value, file_});
    for (const std::string& value : files) origins_.push_back({name, value, flag});
    if (all.empty() && files.empty()) origins_.push_back({name, "none added", "default"});
    all.insert(all.end(), files.begin(), files.end());
    files = std::move(all);
  }

  void apply_bare(const Setting* setting) {
    const bool by_flag = options_.bare.has_value();
    if (!by_flag) options_.bare = setting != nullptr && setting->values.front() == "true";
    origins_.push_back({"bare", *options_.bare ? "true" : "false",
                        by_flag              ? "--bare"
                        : setting != nullptr ? file_
                                             : "default"});
  }

  void apply_data(const Setting* setting) {
    if (!options_.data.empty()) {
      origins_.push_back({"data", options_.data, "--data"});
    } else if (setting != nullptr) {
      options_.data = (folder_ / setting->values.front()).lexically_normal().string();
      origins_.push_back({"data", options_.data, file_});
    }
  }

  KnowledgeOptions& options_;
  const std::string& file_;
  fs::path folder_;
  std::vector<Origin> origins_;
};

}  // namespace

Result<std::vector<Origin>> apply_settings(KnowledgeOptions& options) {
  const std::string file = find_file(options);
  if (file.empty()) return Application(options, file).apply({});
  auto source = text::SourceFile::read(file);
  if (!source) return source.error();
  auto settings = Reader(*source).read();
  if (!settings) return settings.error();
  return Application(options, file).apply(*settings);
}

}  // namespace waymark::cli
