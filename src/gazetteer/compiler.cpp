// SPDX-License-Identifier: Apache-2.0
// Reads and checks the files, expands every entry into its forms, merges additions into what they
// add to, and has it written.
#include "gazetteer/compiler.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "gazetteer/check.h"
#include "gazetteer/content_digest.h"
#include "gazetteer/expand.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/limits.h"
#include "gazetteer/mapped_file.h"
#include "gazetteer/scope.h"
#include "gazetteer/tables.h"
#include "gazetteer/yaml_reader.h"

namespace waymark::gazetteer {

namespace {

using Clause = WrittenEntry::Clause;

class Compiler {
 public:
  /// `content` has what tables brought; `held` are their rows that files add to.
  Compiler(const std::vector<WrittenFile>& files, const Scope& scope, IndexContent content,
           std::unordered_map<std::string, IndexEntry> held)
      : files_(files), scope_(scope), content_(std::move(content)), held_(std::move(held)) {}

  IndexContent compile() {
    for (const WrittenFile& file : files_) add_declarations(file);
    // Additions come last: what they add to may stand in a later file.
    for (const WrittenFile& file : files_) add_entries(file, Clause::kDefine);
    for (const WrittenFile& file : files_) add_entries(file, Clause::kExtend);
    for (const WrittenFile& file : files_) add_entries(file, Clause::kDrop);
    return std::move(content_);
  }

 private:
  void add_declarations(const WrittenFile& file);
  void add_entries(const WrittenFile& file, Clause clause);
  void define(const WrittenFile& file, const WrittenEntry& written);
  void extend(const WrittenFile& file, const WrittenEntry& written);
  void drop(const WrittenEntry& written);
  void know(const Fact& fact) { content_.content += fact.digest(); }
  void know_entry(std::string_view what, const IndexEntry& entry);

  /// The entry of an id; of one that another index defines, an external one.
  IndexEntry& entry_of(const std::string& id);
  [[nodiscard]] const std::vector<std::string>& generics_of(KindId kind) const;
  std::uint16_t source_of(const WrittenFile& file);

  const std::vector<WrittenFile>& files_;
  const Scope& scope_;
  IndexContent content_;
  std::unordered_map<std::string, IndexEntry> held_;     // empty ones stand in content_.entries
  std::unordered_map<std::string, std::size_t> places_;  // id → place in content_.entries
};

void Compiler::add_declarations(const WrittenFile& file) {
  for (const WrittenLabel& label : file.labels)
    know(Fact("label").add(label.name.value).add(label.structured));
  for (const WrittenKind& kind : file.kinds) {
    Fact fact("kind");
    fact.add(kind.name.value).add(kind.label.value);
    for (const std::string& generic : kind.generics) fact.add(generic);
    know(fact);
  }
  for (const WrittenText& stop : file.stop) {
    content_.stops.push_back(stop.value);
    know(Fact("stop").add(stop.value));
  }
  for (const WrittenText& abbreviation : file.abbreviations) {
    content_.abbreviations.push_back(abbreviation.value);
    know(Fact("abbreviation").add(abbreviation.value));
  }
}

void Compiler::add_entries(const WrittenFile& file, Clause clause) {
  for (const WrittenEntry& written : file.entries) {
    if (written.clause != clause) continue;
    switch (clause) {
      case Clause::kDefine:
        define(file, written);
        break;
      case Clause::kExtend:
        extend(file, written);
        break;
      case Clause::kDrop:
        drop(written);
        break;
    }
  }
}

IndexEntry& Compiler::entry_of(const std::string& id) {
  auto [place, is_new] = places_.try_emplace(id, content_.entries.size());
  if (is_new) {
    content_.entries.emplace_back();
    content_.entries.back().id = id;
    content_.entries.back().is_external = true;
    if (const auto row = held_.find(id); row != held_.end())
      content_.entries.back() = std::move(row->second);
  }
  return content_.entries[place->second];
}

const std::vector<std::string>& Compiler::generics_of(KindId kind) const {
  static const std::vector<std::string> kNone;
  return kind == kNoKind ? kNone : scope_.schema().kind(kind).generics;
}

std::uint16_t Compiler::source_of(const WrittenFile& file) {
  return source_number({file.name, file.version}, content_);
}

std::vector<std::pair<std::string, std::string>> pairs_of(const std::vector<Tagged>& written) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Tagged& one : written) pairs.emplace_back(one.tag.value, one.text.value);
  return pairs;
}

void Compiler::define(const WrittenFile& file, const WrittenEntry& written) {
  IndexEntry entry;
  entry.id = written.id.value;
  entry.kind = kind_of(written, file.defaults, scope_.schema());
  entry.label = label_of(written, file.defaults, scope_.schema());
  if (const WrittenText* parent = parent_of(written, file.defaults)) entry.parent = parent->value;
  entry.source = source_of(file);
  entry.prior = written.prior.value_or(file.defaults.prior.value_or(0.5));
  if (written.lat) entry.lat = written.lat->value;
  if (written.lon) entry.lon = written.lon->value;
  entry.from = written.from, entry.to = written.to;
  entry.names = pairs_of(written.names);
  entry.ids = pairs_of(written.ids);
  entry.forms = expand_forms(written, file.defaults, generics_of(entry.kind));
  know_entry("entry", entry);
  places_.emplace(entry.id, content_.entries.size());
  content_.entries.push_back(std::move(entry));
}

void Compiler::extend(const WrittenFile& file, const WrittenEntry& written) {
  IndexEntry addition;
  addition.id = written.id.value;
  addition.names = pairs_of(written.names);
  addition.ids = pairs_of(written.ids);
  addition.forms = expand_forms(written, file.defaults, generics_of(scope_.kind_of(addition.id)));
  know_entry("extend", addition);
  IndexEntry& entry = entry_of(addition.id);
  auto move_all = [](auto& from, auto& to) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  };
  move_all(addition.names, entry.names);
  move_all(addition.ids, entry.ids);
  move_all(addition.forms, entry.forms);
}

/// A dropped entry keeps its place in the hierarchy: what lies in it still lies in what contains
/// it.
void Compiler::drop(const WrittenEntry& written) {
  IndexEntry& entry = entry_of(written.id.value);
  entry.is_dropped = true;
  entry.forms.clear();
  know(Fact("drop").add(entry.id));
}

void Compiler::know_entry(std::string_view what, const IndexEntry& entry) {
  const bool is_defined = entry.label != kNoLabel;
  content_.content += digest_of_entry(what, entry, scope_.schema(),
                                      is_defined ? &content_.sources[entry.source] : nullptr);
}

/// By file in the order given (tables after them, as they come), then by place; at most 20 of each
/// severity a file.
void settle(const std::vector<text::SourceFile>& sources, Diagnostics& diagnostics) {
  std::unordered_map<std::string, std::size_t> order;
  for (const text::SourceFile& source : sources) order.try_emplace(source.name(), order.size());
  for (const Diagnostic& diagnostic : diagnostics) order.try_emplace(diagnostic.file, order.size());
  auto place = [&](const Diagnostic& d) { return std::tuple(order[d.file], d.line, d.column); };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
  std::map<std::pair<std::size_t, Severity>, std::size_t> counts;
  std::erase_if(diagnostics, [&](const Diagnostic& d) {
    return ++counts[{order[d.file], d.severity}] > kMaxErrors;
  });
}

/// Writes what files and tables have said.
Result<std::string> write(ImportTarget target) {
  for (IndexEntry& entry : target.content.entries) {
    target.builder.add(entry);
    entry = {};
  }
  target.content.entries.clear();
  std::string bytes = std::move(target.builder).write(std::move(target.content));
  if (!bytes.empty()) return bytes;
  return Diagnostic{.code = "gazetteer/too-large",
                    .message = "more forms, kinds or text than one index can number"};
}

}  // namespace

Result<std::string> compile_sources(const std::vector<text::SourceFile>& sources,
                                    const std::vector<Index>& context, Diagnostics* warnings) {
  Diagnostics diagnostics;
  std::vector<WrittenFile> files;
  for (const text::SourceFile& source : sources) files.push_back(read_entries(source, diagnostics));
  Scope scope(files, context, diagnostics);
  ImportTarget target;
  target.content.schema = scope.schema();
  TableRows rows;
  read_tables(files, scope, rows, target, diagnostics);
  scope.add_rows(rows);
  check_files(files, scope, diagnostics);
  settle(sources, diagnostics);
  if (has_error(diagnostics)) return diagnostics;
  if (warnings != nullptr)
    warnings->insert(warnings->end(), diagnostics.begin(), diagnostics.end());
  target.content =
      Compiler(files, scope, std::move(target.content), std::move(rows.held)).compile();
  for (const text::SourceFile& source : sources)
    target.content.source_bytes += digest_of(source.content());
  return write(std::move(target));
}

Result<std::vector<text::SourceFile>> read_sources(const std::vector<std::string>& files) {
  std::vector<text::SourceFile> sources;
  Diagnostics errors;
  for (const std::string& file : files) {
    auto source = text::SourceFile::read(file);
    if (source) {
      sources.push_back(std::move(*source));
    } else {
      errors.insert(errors.end(), source.error().begin(), source.error().end());
    }
  }
  if (!errors.empty()) return errors;
  return sources;
}

Result<std::string> compile(const std::vector<std::string>& files,
                            const std::vector<Index>& context, Diagnostics* warnings) {
  auto sources = read_sources(files);
  if (!sources) return sources.error();
  return compile_sources(*sources, context, warnings);
}

// Nearly all files name no tables: they need not be read as YAML, nor copied.
bool is_compiled_of(const Index& index, const std::vector<std::string>& files) {
  Digest digest;
  for (const std::string& path : files) {
    const auto mapped = MappedFile::open(path);
    if (!mapped) return false;
    digest += digest_of(mapped->bytes());
    if (!may_name_tables(mapped->bytes())) continue;
    const auto source = text::SourceFile::read(path);
    if (!source) return false;
    digest += digest_of_tables(*source);
  }
  return digest == index.sources_digest();
}

}  // namespace waymark::gazetteer
