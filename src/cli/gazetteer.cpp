// SPDX-License-Identifier: Apache-2.0
// `waymark gazetteer`: check, compile, search; import and export have files of their own.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/output.h"
#include "gazetteer/catalog.h"
#include "gazetteer/compiler.h"
#include "gazetteer/index.h"
#include "gazetteer/search.h"

namespace waymark::cli {
namespace {

/// The files that are named, or all that the knowledge options mean.
KnowledgeOptions chosen_knowledge(const GazetteerOptions& options) {
  KnowledgeOptions knowledge = options.knowledge;
  knowledge.use_compiled = false;
  knowledge.use_cache &= options.action == GazetteerOptions::Action::kExport;
  // Named files are read with the schema, so that they need not repeat its labels and kinds.
  if (!options.files.empty()) {
    knowledge.bare = true;
    knowledge.gazetteers.insert(knowledge.gazetteers.end(), options.files.begin(),
                                options.files.end());
  }
  return knowledge;
}

/// The ids of the forms' entries, each once.
std::string ids_of(const gazetteer::Catalog& catalog, const std::vector<gazetteer::FormId>& forms) {
  std::string ids;
  std::set<gazetteer::EntryId> seen;
  for (const gazetteer::FormId form : forms) {
    const gazetteer::EntryId entry = catalog.form(form).entry;
    if (seen.insert(entry).second) ids += (ids.empty() ? "" : ", ") + catalog.entry(entry).id;
  }
  return ids;
}

/// A line a part that is there: file, part, bytes, bytes a form (or in all, if there is none).
int list_sizes(const gazetteer::Catalog& catalog, Console& console) {
  Output out;
  for (const gazetteer::Index& index : catalog.indexes()) {
    const double forms = std::max(index.form_count(), 1u);
    for (const auto& [part, bytes] : index.section_sizes())
      if (bytes > 0)
        out.write(fmt::format("{}\t{}\t{}\t{:.2f}\n", index.name(), part, bytes,
                              static_cast<double>(bytes) / forms));
  }
  return out.commit() ? kDone : console.fail({out.fault()}, kUsage);
}

/// Reports faults of gazetteers. That a named file refers to shipped entries is none of its own:
/// `how` is then said.
int fail(const GazetteerOptions& options, const Diagnostics& faults, const char* how,
         Console& console) {
  const int code = console.fail(faults, kKnowledge);
  const bool has_unknown = std::any_of(faults.begin(), faults.end(), [](const Diagnostic& fault) {
    return fault.code == "gazetteer/unknown-entry";
  });
  if (has_unknown && !options.files.empty())
    console.say(fmt::format("the shipped entries are known to '{}'", how));
  return code;
}

int check(const GazetteerOptions& options, Console& console) {
  const auto chosen = choose_files(chosen_knowledge(options), console);
  if (const int* code = std::get_if<int>(&chosen)) return *code;
  const KnowledgeFiles& files = std::get<KnowledgeFiles>(chosen);
  Diagnostics warnings;
  auto gazetteer = Gazetteer::load(files.gazetteers, &warnings);
  console.report(warnings);
  if (!gazetteer) return fail(options, gazetteer.error(), "gazetteer check -g FILE", console);
  std::size_t shared = 0;
  if (options.shared_forms) {
    for (const gazetteer::SharedForm& form : gazetteer::find_shared_forms(gazetteer->catalog())) {
      console.say(fmt::format("'{}' is {}", form.text, ids_of(gazetteer->catalog(), form.forms)));
      ++shared;
    }
  }
  console.say(fmt::format("{} files, {} entries, {} forms, {} warnings{}", files.gazetteers.size(),
                          gazetteer->entry_count(), gazetteer->form_count(), warnings.size(),
                          options.shared_forms ? fmt::format(", {} shared forms", shared) : ""));
  int code = warnings.empty() ? kDone : kFound;
  if (options.sizes) code = std::max(code, list_sizes(gazetteer->catalog(), console));
  if (options.texts.inputs.empty()) return code;
  return std::max(code, weigh_forms(options, *gazetteer, console));
}

/// All of the files' entries.
int export_all(const GazetteerOptions& options, Console& console) {
  const auto chosen = choose_files(chosen_knowledge(options), console);
  if (const int* code = std::get_if<int>(&chosen)) return *code;
  auto gazetteer = load_gazetteer(std::get<KnowledgeFiles>(chosen), nullptr, console);
  if (!gazetteer) return console.fail(gazetteer.error(), kKnowledge);
  return export_names(options, gazetteer->catalog(), console);
}

/// Compiled files, and the schema that named files are read with: YAML may refer to their entries,
/// but they are there wherever it is used, and count for `run` but once. They leave `files`.
Result<std::vector<gazetteer::Index>> take_context(std::vector<std::string>& files,
                                                   bool are_named) {
  std::vector<gazetteer::Index> context;
  if (are_named && files.size() > 1) {
    auto bytes = gazetteer::compile({files.front()}, {}, nullptr);
    if (!bytes) return bytes.error();
    auto schema = gazetteer::Index::open(std::make_shared<const std::string>(*std::move(bytes)),
                                         files.front());
    if (!schema) return schema.error();
    context.push_back(*std::move(schema));
    files.erase(files.begin());
  }
  for (auto file = files.begin(); file != files.end();) {
    if (!file->ends_with(".wmg")) {
      ++file;
      continue;
    }
    auto index = gazetteer::Index::map(*file);
    if (!index) return index.error();
    context.push_back(*std::move(index));
    file = files.erase(file);
  }
  return context;
}

int compile(const GazetteerOptions& options, Console& console) {
  const auto chosen = choose_files(chosen_knowledge(options), console);
  if (const int* code = std::get_if<int>(&chosen)) return *code;
  const KnowledgeFiles& files = std::get<KnowledgeFiles>(chosen);
  Diagnostics warnings;
  std::vector<std::string> sources = files.gazetteers;
  const auto context = take_context(sources, !options.files.empty());
  if (!context) return console.fail(context.error(), kKnowledge);
  if (sources.empty())
    return console.fail({usage_fault("cli/compiled", "all of it is compiled already",
                                     "-g takes several compiled gazetteers")},
                        kUsage);
  auto bytes = gazetteer::compile(sources, *context, &warnings);
  console.report(warnings);
  if (!bytes) return fail(options, bytes.error(), "gazetteer compile FILE -g shipped", console);
  if (auto fault = write_file(options.output, *bytes, options.force))
    return console.fail({*fault}, kUsage);
  console.say(fmt::format("{}: {} bytes", options.output, bytes->size()));
  return kDone;
}

/// One line a meaning: the name, the entry and why the form stands for it.
std::string describe(const gazetteer::Catalog& catalog, const std::string& name,
                     gazetteer::FormId number) {
  const gazetteer::FormView form = catalog.form(number);
  const gazetteer::EntryView entry = catalog.entry(form.entry);
  std::string line = fmt::format("{}\t{}\t{}\t{}\t{}", name, entry.id, entry.name, entry.ko,
                                 catalog.schema().kind(entry.kind).name);
  line += fmt::format("\t{}", gazetteer::name_of(form.why));
  if (!form.scheme.empty()) line += fmt::format(" ({})", form.scheme);
  if (form.lookup_only) line += ", look-up only";
  if (form.needs != 0) line += ", needs company";
  return line + '\n';
}

int search(const GazetteerOptions& options, Console& console) {
  const auto chosen = choose_files(options.knowledge, console);
  if (const int* code = std::get_if<int>(&chosen)) return *code;
  const KnowledgeFiles& files = std::get<KnowledgeFiles>(chosen);
  auto gazetteer = load_gazetteer(files, nullptr, console);
  if (!gazetteer) return console.fail(gazetteer.error(), kKnowledge);
  Output out;
  bool all_found = true;
  for (const std::string& name : options.names) {
    const auto found = gazetteer::find_forms(gazetteer->catalog(), name);
    if (found.empty()) console.say(fmt::format("no entry has the form '{}'", name));
    all_found = all_found && !found.empty();
    for (const gazetteer::FormId form : found)
      out.write(describe(gazetteer->catalog(), name, form));
  }
  if (!out.commit()) return console.fail({out.fault()}, kUsage);
  return all_found ? kDone : kFound;
}

}  // namespace

int run(const GazetteerOptions& options) {
  Console console(options.common);
  switch (options.action) {
    case GazetteerOptions::Action::kCheck:
      return check(options, console);
    case GazetteerOptions::Action::kCompile:
      return compile(options, console);
    case GazetteerOptions::Action::kImport:
      return import_table(options, console);
    case GazetteerOptions::Action::kExport:
      return export_all(options, console);
    case GazetteerOptions::Action::kSearch:
      return search(options, console);
  }
  return kUsage;
}

}  // namespace waymark::cli
