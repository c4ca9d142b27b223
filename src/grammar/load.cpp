// SPDX-License-Identifier: Apache-2.0
// Files are read once each, by their normal path, however often they are named. Faults are placed
// at the statement that asked for a file, a rule or a phase.
#include "grammar/load.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "grammar/parse.h"
#include "grammar/phase_order.h"
#include "grammar/resolve_captures.h"
#include "grammar/walk.h"
#include "text/utf8.h"

namespace waymark::grammar {

namespace {

constexpr std::size_t kMaxFiles = 1000;
constexpr std::size_t kMaxImportDepth = 64;

std::string normal_path(const std::filesystem::path& path) {
  return path.lexically_normal().generic_string();
}

std::string beside(const std::string& file, const std::string& relative) {
  return normal_path(std::filesystem::path(file).parent_path() / relative);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& words) {
  const std::string near = text::nearest_word(word, words);
  return near.empty() ? std::string() : "did you mean '" + near + "'?";
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// The items of a list file: one a line, a tab and a value may follow; `#` begins a line of
/// comment.
std::vector<ListDecl::Item> read_items(std::string_view content, Place at) {
  std::vector<ListDecl::Item> items;
  if (content.substr(0, 3) == "\xEF\xBB\xBF") content.remove_prefix(3);
  constexpr std::ptrdiff_t kMostAhead = 10'000;  // lines may be empty
  items.reserve(static_cast<std::size_t>(
      std::min(std::count(content.begin(), content.end(), '\n') + 1, kMostAhead)));
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    const std::string_view line = trimmed(content.substr(0, end));
    content.remove_prefix(std::min(end + 1, content.size()));
    const std::size_t tab = std::min(line.find('\t'), line.size());
    const std::string_view text = trimmed(line.substr(0, tab));
    if (text.empty() || text.front() == '#') continue;
    ListDecl::Item item{std::string(text), std::nullopt, false, at};
    const std::string_view value = trimmed(line.substr(tab));
    if (!value.empty()) item.value = std::string(value);
    items.push_back(std::move(item));
  }
  return items;
}

struct PatternNames {
  std::vector<std::string> captures;  // by first appearance, each once
  bool has_unknown = false;           // it names what is no list or let, which may hold captures
};

/// What a pattern and the lets in it name.
PatternNames names_in(const LoadedRules& rules, std::size_t file, const Pattern& pattern) {
  PatternNames names;
  std::unordered_set<const LetDecl*> visited;
  struct Open {
    std::size_t file;
    const Pattern* pattern;
  };
  std::vector<Open> open{{file, &pattern}};
  const auto add_capture = [&](const std::string& name) {
    if (std::find(names.captures.begin(), names.captures.end(), name) == names.captures.end())
      names.captures.push_back(name);
  };
  const auto add_name = [&](std::size_t at, const std::string& name) {
    const auto definition = rules.find(at, name);
    if (!definition) names.has_unknown = true;
    if (definition && definition->let != nullptr && visited.insert(definition->let).second)
      open.push_back({definition->file, &definition->let->pattern});
  };
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::size_t at = open[i].file;
    walk(*open[i].pattern, [&](const Pattern& part) {
      if (const auto* capture = std::get_if<Capture>(&part.what)) add_capture(capture->name.text);
      if (const auto* ref = std::get_if<NameRef>(&part.what)) add_name(at, ref->name.text);
    });
  }
  return names;
}

class Loader {
 public:
  Loader(const FileReader& read, Diagnostics& diagnostics)
      : read_(read), diagnostics_(diagnostics) {}

  LoadedRules load(const std::vector<std::string>& paths) && {
    for (const std::string& path : paths) {
      const auto file = load_file(path, nullptr);
      if (file) rules_.files[*file].runs = true;
    }
    set_scopes();
    rules_.phases = order_phases(rules_.files, diagnostics_);
    collect_rules();
    for (std::size_t file = 0; file < rules_.files.size(); ++file)
      if (rules_.files[file].runs) change_rules(file);
    for (LoadedPhase& phase : rules_.phases)
      for (LoadedRule& rule : phase.rules) find_captures(rule);
    return std::move(rules_);
  }

 private:
  struct Asker {
    std::size_t file;
    Place at;
  };

  // ---- files ---------------------------------------------------------------------------------

  /// The file of a path, read if it wasn't yet; none after a fault.
  std::optional<std::size_t> load_file(const std::string& path, const Asker* asker) {
    const std::string key = normal_path(path);
    if (const auto known = by_path_.find(key); known != by_path_.end()) return known->second;
    if (rules_.files.size() >= kMaxFiles) {
      if (asker != nullptr)
        report(*asker, "import", "more than " + std::to_string(kMaxFiles) + " rule files", "");
      rules_.lack_files = true;
      return std::nullopt;
    }
    auto source = read_(path);
    if (!source) {
      report_unreadable(source.error(), path, asker);
      rules_.lack_files = true;
      return std::nullopt;
    }
    const std::size_t number = rules_.files.size();
    by_path_.emplace(key, number);
    RuleFile ast = parse(*source, diagnostics_);
    rules_.files.push_back({std::move(source).value(), std::move(ast), {number}, false});
    read_lists(number, path);
    follow_imports(number, path);
    return number;
  }

  void report_unreadable(const Diagnostics& errors, const std::string& path, const Asker* asker) {
    if (asker == nullptr)
      diagnostics_.insert(diagnostics_.end(), errors.begin(), errors.end());
    else
      report(*asker, "import", "can't read '" + path + "': " + errors.front().message,
             "the path is relative to the file that imports it");
  }

  void follow_imports(std::size_t number, const std::string& path) {
    open_.push_back(number);
    const std::vector<Import> imports = rules_.files[number].ast.imports;
    for (const Import& import : imports) {
      const Asker asker{number, import.at};
      if (open_.size() >= kMaxImportDepth) {
        report(asker, "import",
               "imports nested deeper than " + std::to_string(kMaxImportDepth) + " files", "");
        rules_.lack_files = true;
        break;
      }
      const auto file = load_file(beside(path, import.path), &asker);
      if (!file) continue;
      if (std::find(open_.begin(), open_.end(), *file) != open_.end())
        report_circle(asker, *file);
      else
        imports_[number].push_back(*file);
    }
    open_.pop_back();
  }

  void report_circle(const Asker& asker, std::size_t file) {
    std::string chain;
    for (auto it = std::find(open_.begin(), open_.end(), file); it != open_.end(); ++it)
      chain += rules_.files[*it].source.name() + " → ";
    rules_.lack_files = true;
    report(asker, "import-circle",
           "a circle of imports: " + chain + rules_.files[file].source.name(),
           "move what both need into a file of its own");
  }

  void read_lists(std::size_t number, const std::string& path) {
    for (ListDecl& list : rules_.files[number].ast.lists) {
      if (!list.file) continue;
      auto source = read_(beside(path, *list.file));
      const Asker asker{number, list.at};
      if (!source)
        report(asker, "list-file",
               "can't read '" + *list.file + "': " + source.error().front().message,
               "the path is relative to the rule file");
      else if (!text::is_valid_utf8(source->content()))
        report(asker, "list-file", "'" + *list.file + "' is not UTF-8", "save the file as UTF-8");
      else {
        list.items = read_items(source->content(), list.at);
        continue;
      }
      rules_.files[number].ast.lost.names.push_back(list.name.text);
    }
  }

  // ---- names ---------------------------------------------------------------------------------

  void set_scopes() {
    for (std::size_t file = 0; file < rules_.files.size(); ++file) {
      auto& scope = rules_.files[file].scope;
      std::unordered_set<std::size_t> seen{file};
      for (std::size_t i = 0; i < scope.size(); ++i)
        for (const std::size_t imported : imports_[scope[i]])
          if (seen.insert(imported).second) scope.push_back(imported);
      rules_.names.push_back(names_of(scope));
    }
  }

  /// Of two definitions of a name the first stands: the nearer file's, in a file the list's.
  [[nodiscard]] std::unordered_map<std::string, Definition> names_of(
      const std::vector<std::size_t>& scope) const {
    std::unordered_map<std::string, Definition> names;
    for (const std::size_t file : scope) {
      const RuleFile& ast = rules_.files[file].ast;
      for (const ListDecl& list : ast.lists)
        names.try_emplace(list.name.text, Definition{file, &list, nullptr});
      for (const LetDecl& let : ast.lets)
        names.try_emplace(let.name.text, Definition{file, nullptr, &let});
    }
    return names;
  }

  void find_captures(LoadedRule& rule) {
    const auto add = [&](const Pattern& pattern) {
      PatternNames names = names_in(rules_, rule.file, pattern);
      rule.lacks_captures = rule.lacks_captures || names.has_unknown;
      for (std::string& name : names.captures)
        if (std::find(rule.captures.begin(), rule.captures.end(), name) == rule.captures.end())
          rule.captures.push_back(std::move(name));
    };
    for (const Pattern& pattern : rule.rule.finds) add(pattern);
    for (const Context& context : rule.rule.contexts)
      if (!context.negative) add(context.pattern);
    for (const std::string& clause : rule.rule.lost)
      if (clause.empty() || clause == "find" || clause == "after" || clause == "before")
        rule.lacks_captures = true;
    resolve_captures(rule.rule, rule.captures);
  }

  // ---- rules ---------------------------------------------------------------------------------

  void collect_rules() {
    std::unordered_map<std::string, LoadedPhase*> phases;
    for (LoadedPhase& phase : rules_.phases) phases.emplace(phase.name.text, &phase);
    for (std::size_t file = 0; file < rules_.files.size(); ++file) {
      if (!rules_.files[file].runs) continue;
      for (PhaseDecl& decl : rules_.files[file].ast.phases) {
        std::vector<LoadedRule>& rules = phases.at(decl.name.text)->rules;
        for (Rule& rule : decl.rules) rules.push_back({file, std::move(rule), {}});
        decl.rules.clear();
      }
    }
  }

  void change_rules(std::size_t file) {
    for (const Rule& replacement : rules_.files[file].ast.replacements) {
      LoadedRule* const rule = find_rule(replacement.name.text);
      if (rule == nullptr)
        report_unknown_rule(file, replacement.name);
      else
        *rule = {file, replacement, {}};
    }
    for (const Without& without : rules_.files[file].ast.without)
      if (!remove_rule(without.rule.text)) report_unknown_rule(file, without.rule);
  }

  LoadedRule* find_rule(std::string_view name) {
    for (LoadedPhase& phase : rules_.phases)
      for (LoadedRule& rule : phase.rules)
        if (rule.rule.name.text == name) return &rule;
    return nullptr;
  }

  bool remove_rule(std::string_view name) {
    std::size_t removed = 0;
    for (LoadedPhase& phase : rules_.phases)
      removed += std::erase_if(phase.rules,
                               [&](const LoadedRule& rule) { return rule.rule.name.text == name; });
    return removed > 0;
  }

  void report_unknown_rule(std::size_t file, const Name& name) {
    if (rules_.is_lost(name.text)) return;
    std::vector<std::string> names;
    for (const LoadedPhase& phase : rules_.phases)
      for (const LoadedRule& rule : phase.rules) names.push_back(rule.rule.name.text);
    report({file, name.at}, "unknown-rule", "unknown rule '" + name.text + "'",
           did_you_mean(name.text, names));
  }

  void report(const Asker& asker, const char* code, std::string message, std::string hint) {
    diagnostics_.push_back(rules_.files[asker.file].source.diagnose(
        Severity::kError, std::string("grammar/") + code, asker.at.begin, asker.at.end,
        std::move(message), std::move(hint)));
  }

  const FileReader& read_;
  Diagnostics& diagnostics_;
  LoadedRules rules_;
  std::unordered_map<std::string, std::size_t> by_path_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> imports_;
  std::vector<std::size_t> open_;  // files whose imports are being followed, outermost first
};

}  // namespace

std::optional<Definition> LoadedRules::find(std::size_t file, const std::string& name) const {
  const auto found = names[file].find(name);
  return found == names[file].end() ? std::nullopt : std::optional(found->second);
}

bool LoadedRules::is_lost(const std::string& name) const {
  return lack_files || std::any_of(files.begin(), files.end(), [&](const LoadedFile& file) {
           const Loss& lost = file.ast.lost;
           return lost.rest ||
                  std::find(lost.names.begin(), lost.names.end(), name) != lost.names.end();
         });
}

LoadedRules load(const std::vector<std::string>& paths, const FileReader& read,
                 Diagnostics& diagnostics) {
  const std::size_t first = diagnostics.size();
  LoadedRules rules = Loader(read, diagnostics).load(paths);
  sort_by_place(rules, diagnostics, first);
  return rules;
}

void sort_by_place(const LoadedRules& rules, Diagnostics& diagnostics, std::size_t first) {
  std::unordered_map<std::string, std::size_t> file_number;
  for (const LoadedFile& file : rules.files)
    file_number.emplace(file.source.name(), file_number.size());
  const auto place = [&](const Diagnostic& it) {
    const auto file = file_number.find(it.file);
    return std::tuple(file == file_number.end() ? file_number.size() : file->second, it.line,
                      it.column);
  };
  std::stable_sort(diagnostics.begin() + static_cast<std::ptrdiff_t>(first), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
}

std::vector<std::string> captures_of(const LoadedRules& rules, std::size_t file,
                                     const Pattern& pattern) {
  return names_in(rules, file, pattern).captures;
}

}  // namespace waymark::grammar
