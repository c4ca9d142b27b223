// SPDX-License-Identifier: Apache-2.0
#include "cli/knowledge.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "cli/exit_code.h"
#include "cli/index_cache.h"
#include "cli/output.h"
#include "cli/suggest.h"
#include "gazetteer/compiler.h"
#include "gazetteer/index.h"
#include "grammar/check.h"
#include "grammar/load.h"
#include "grammar/program.h"
#include "text/source_file.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

bool is_data_folder(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "gazetteer" / "schema.yaml", error);
}

/// The folder of the running program.
fs::path program_folder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

struct DataFolder {
  fs::path path;
  std::string from;  // what named it
};

/// ../share/waymark of the program, or upward from it.
std::optional<DataFolder> search_data() {
  const fs::path program = program_folder();
  if (const fs::path shared = program.parent_path() / "share" / "waymark"; is_data_folder(shared))
    return DataFolder{shared, "found beside the program"};
  for (fs::path folder = program; !folder.empty(); folder = folder.parent_path()) {
    if (is_data_folder(folder)) return DataFolder{folder, "found upward from the program"};
    if (folder == folder.parent_path()) break;
  }
  return std::nullopt;
}

/// `named`, WAYMARK_DATA, or what is found from the program.
Result<DataFolder> find_data(const std::string& named) {
  const char* variable = std::getenv("WAYMARK_DATA");
  const std::string given = !named.empty() ? named : variable != nullptr ? variable : "";
  if (!given.empty()) {
    if (is_data_folder(given)) return DataFolder{given, named.empty() ? "WAYMARK_DATA" : ""};
    return Diagnostic{.code = "cli/no-data",
                      .file = given,
                      .message = "holds no gazetteer/schema.yaml",
                      .hint = std::string(named.empty() ? "WAYMARK_DATA" : "--data") +
                              " names the folder of the shipped gazetteers and rules"};
  }
  if (auto found = search_data()) return *std::move(found);
  return usage_fault("cli/no-data",
                     "the folder with the shipped gazetteers and rules was not found",
                     "--data FOLDER or WAYMARK_DATA names it: it holds gazetteer/schema.yaml");
}

std::vector<std::string> files_in(const fs::path& folder, std::string_view suffix) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == suffix) files.push_back(it->path().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// A kind of knowledge: its folder below the data, its suffixes, what it is called.
struct Sort {
  const char* folder;
  std::vector<std::string> suffixes;
  const char* what;
};

const Sort& gazetteer_sort() {
  static const Sort kSort{"gazetteer", {".yaml", ".yml", ".wmg"}, "gazetteer"};
  return kSort;
}
const Sort& grammar_sort() {
  static const Sort kSort{"grammar", {".way"}, "grammar"};
  return kSort;
}

/// A named file, or a shipped part by its bare name.
Result<std::string> find_part(const std::string& name, const fs::path& data, const Sort& sort) {
  std::error_code error;
  if (fs::is_regular_file(name, error)) return name;
  std::vector<std::string> parts;
  for (const std::string& suffix : sort.suffixes)
    for (const std::string& file : files_in(data / sort.folder, suffix)) {
      if (fs::path(file).stem() == name) return file;
      parts.push_back(fs::path(file).stem().string());
    }
  return usage_fault("cli/cannot-open",
                     fmt::format("there is no {} file or part '{}'", sort.what, name),
                     suggest(name, parts));
}

/// Adds a file, once, however its name is written; what the user wrote last is how it is called.
void add_file(std::vector<std::string>& files, const std::string& file) {
  for (std::string& other : files) {
    std::error_code error;
    if (other == file || fs::equivalent(other, file, error)) {
      other = file;
      return;
    }
  }
  files.push_back(file);
}

Diagnostics add_named(const std::vector<std::string>& names, const fs::path& data, const Sort& sort,
                      std::vector<std::string>& files) {
  Diagnostics errors;
  for (const std::string& name : names) {
    auto file = find_part(name, data, sort);
    if (!file) {
      errors.push_back(file.error().front());
    } else {
      add_file(files, *file);
    }
  }
  return errors;
}

/// Shipped YAML files, or in their place the index of this name that the build compiled of them, if
/// it is of these very files.
std::vector<std::string> prefer_compiled(std::vector<std::string> shipped, const fs::path& data,
                                         const char* name, Console& console) {
  const std::string compiled = (data / "gazetteer" / name).string();
  std::error_code error;
  if (!fs::is_regular_file(compiled, error)) {
    console.explain("no compiled gazetteer beside the YAML; compiling in memory");
    return shipped;
  }
  auto index = gazetteer::Index::map(compiled);
  if (index && gazetteer::is_compiled_of(*index, shipped)) return {compiled};
  console.explain(
      "the compiled gazetteer is of other files or another version; compiling in memory");
  return shipped;
}

/// A command needs its knowledge until the process ends, and that takes no time to give memory
/// back.
void keep_to_the_end(const Knowledge& knowledge) {
  static auto* const kept = new std::vector<Knowledge>;
  kept->push_back(knowledge);
}

/// What is wrong with rules whatever the gazetteers say.
Diagnostics faults_without_gazetteer(const std::vector<std::string>& grammars) {
  Diagnostics found;
  const grammar::LoadedRules rules = grammar::load(grammars, text::SourceFile::read, found);
  grammar::check(rules, grammar::incomplete_knowledge(), found);
  return found;
}

}  // namespace

std::vector<std::string> Knowledge::label_names() const {
  std::vector<std::string> names;
  for (const gazetteer::Label& label : rules.program().schema().labels())
    names.push_back(label.name);
  return names;
}

Result<std::string> find_data_folder(const std::string& named) {
  auto found = find_data(named);
  if (!found) return found.error();
  return found->path.string();
}

Result<KnowledgeFiles> find_knowledge(const KnowledgeOptions& given, Console& console) {
  KnowledgeOptions options = given;
  auto origins = apply_settings(options);
  if (!origins) return origins.error();
  auto found = find_data(options.data);
  if (!found) return found.error();
  if (!found->from.empty()) origins->push_back({"data", found->path.string(), found->from});
  const fs::path& data = found->path;
  KnowledgeFiles files;
  const bool is_bare = options.bare.value_or(false);
  if (is_bare) {
    files.gazetteers.push_back((data / "gazetteer" / "schema.yaml").string());
  } else {
    files.gazetteers = files_in(data / "gazetteer", ".yaml");
    files.grammars = files_in(data / "grammar", ".way");
  }
  const char* compiled = is_bare ? "schema.wmg" : "shipped.wmg";
  if (options.use_compiled)
    files.gazetteers = prefer_compiled(std::move(files.gazetteers), data, compiled, console);
  Diagnostics errors = add_named(options.gazetteers, data, gazetteer_sort(), files.gazetteers);
  const Diagnostics more = add_named(options.grammars, data, grammar_sort(), files.grammars);
  errors.insert(errors.end(), more.begin(), more.end());
  if (!errors.empty()) return errors;
  if (const auto cache = options.use_cache ? find_cache_folder() : std::nullopt) {
    files.cache = cache->path;
    origins->push_back({"cache", cache->path, cache->from});
  }
  for (const std::string& file : files.gazetteers) console.explain("gazetteer " + file);
  for (const std::string& file : files.grammars) console.explain("grammar " + file);
  files.origins = *std::move(origins);
  files.data = (data / "gazetteer").parent_path().string();  // no slash at its end
  return files;
}

std::variant<KnowledgeFiles, int> choose_files(const KnowledgeOptions& options, Console& console) {
  auto files = find_knowledge(options, console);
  if (!files) return console.fail(files.error(), kUsage);
  if (options.show_config) return print_config(*files, console);
  return *std::move(files);
}

int print_config(const KnowledgeFiles& files, Console& console) {
  Output out;
  for (const Origin& origin : files.origins)
    out.write(fmt::format("{}: {}  ({})\n", origin.name, origin.value, origin.from));
  for (const std::string& file : files.gazetteers) out.write(fmt::format("loads {}\n", file));
  for (const std::string& file : files.grammars) out.write(fmt::format("loads {}\n", file));
  if (out.commit()) return kDone;
  console.report(out.fault());
  return kUsage;
}

Result<Gazetteer> load_gazetteer(const KnowledgeFiles& files, Diagnostics* warnings,
                                 Console& console) {
  if (files.cache.empty()) return Gazetteer::load(files.gazetteers, warnings);
  const auto fast = find_fast(files.gazetteers, IndexCache(files.cache), warnings);
  if (!fast) return fast.error();
  auto gazetteer = Gazetteer::load(fast->files, warnings);
  // Faults name the files as they were written.
  if (!gazetteer && !fast->kept.empty()) return Gazetteer::load(files.gazetteers, warnings);
  if (fast->is_new && !fast->kept.empty())
    console.explain("compiled once, kept in " + fast->kept);
  else if (!fast->kept.empty())
    console.explain("compiled before: " + fast->kept + " (its warnings: waymark gazetteer check)");
  return gazetteer;
}

Result<Knowledge> load_knowledge(const KnowledgeFiles& files, Console& console) {
  Diagnostics warnings;
  auto gazetteer = load_gazetteer(files, &warnings, console);
  if (!gazetteer) {
    Diagnostics faults = gazetteer.error();
    for (Diagnostic& fault : faults_without_gazetteer(files.grammars))
      if (fault.severity == Severity::kError) faults.push_back(std::move(fault));
    return faults;
  }
  auto rules =
      RuleSet::load(files.grammars, *gazetteer, console.is_verbose() ? &warnings : nullptr);
  if (!rules) return rules.error();
  console.explain(warnings);
  console.explain(fmt::format("{} entries, {} forms, {} rules, loaded in {:.0f} ms",
                              gazetteer->entry_count(), gazetteer->form_count(),
                              rules->rule_count(), console.elapsed() * 1000));
  Knowledge knowledge{*std::move(gazetteer), *std::move(rules)};
  keep_to_the_end(knowledge);
  return knowledge;
}

}  // namespace waymark::cli
