// SPDX-License-Identifier: Apache-2.0
// Gazetteer's members: YAML files become one index in memory, compiled files are mapped, a catalog
// joins them.
#include "waymark/gazetteer.h"

#include "gazetteer/catalog.h"
#include "gazetteer/compiler.h"

namespace waymark {

using gazetteer::Catalog;
using gazetteer::Index;

namespace {

bool is_yaml(const std::string& file) { return file.ends_with(".yaml") || file.ends_with(".yml"); }

Diagnostic unknown_type(const std::string& file) {
  Diagnostic diagnostic;
  diagnostic.code = "gazetteer/unknown-file-type";
  diagnostic.file = file;
  diagnostic.message = "'" + file + "' is no gazetteer by its name";
  diagnostic.hint = "gazetteers end in .yaml, .yml or .wmg";
  return diagnostic;
}

void append(const Diagnostics& from, Diagnostics& to) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

Result<Gazetteer> Gazetteer::load(const std::vector<std::string>& files, Diagnostics* warnings) {
  Diagnostics errors;
  std::vector<std::string> yaml_files;
  std::vector<Index> indexes;
  std::ptrdiff_t place_of_yaml = 0;
  for (const std::string& file : files) {
    if (is_yaml(file)) {
      if (yaml_files.empty()) place_of_yaml = static_cast<std::ptrdiff_t>(indexes.size());
      yaml_files.push_back(file);
    } else if (!file.ends_with(".wmg")) {
      errors.push_back(unknown_type(file));
    } else if (auto index = Index::map(file)) {
      indexes.push_back(std::move(*index));
    } else {
      append(index.error(), errors);
    }
  }
  auto sources = gazetteer::read_sources(yaml_files);
  if (!sources) append(sources.error(), errors);
  if (!errors.empty()) return errors;
  if (!sources->empty()) {
    auto bytes = gazetteer::compile_sources(*sources, indexes, warnings);
    if (!bytes) return bytes.error();
    auto index = Index::open(std::make_shared<const std::string>(std::move(*bytes)), yaml_files[0]);
    if (!index) return index.error();
    // As if it had been compiled before: order decides between entries that are equal else.
    indexes.insert(indexes.begin() + place_of_yaml, std::move(*index));
  }
  auto catalog = Catalog::join(std::move(indexes), warnings);
  if (!catalog) return catalog.error();
  return Gazetteer(std::move(*catalog));
}

std::size_t Gazetteer::entry_count() const { return catalog_->living_entry_count(); }
std::size_t Gazetteer::form_count() const { return catalog_->form_count(); }
std::string Gazetteer::digest() const { return catalog_->digest(); }

}  // namespace waymark
