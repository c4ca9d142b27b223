// SPDX-License-Identifier: Apache-2.0
// What `gazetteer export` writes, whatever the format: entries with their forms, and what is to be
// said of a form because `import` would not know it from the text alone.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "gazetteer/catalog.h"
#include "gazetteer/import_row.h"

namespace waymark::cli {

/// An entry with the forms that were asked for.
struct Exported {
  gazetteer::EntryView entry;
  std::string label, kind, parent;
  /// (language, name), one of a language; what the entry is called comes first.
  std::vector<std::pair<std::string, std::string>> names;
  std::vector<std::string> aliases;         ///< forms besides the names, each once
  std::vector<std::string> forms;           ///< with the names
  bool corrects = false;                    ///< other spellings are corrected to its names
  std::vector<gazetteer::ImportForm> told;  ///< of `forms`, those of which more is to be said
  std::size_t manners = 0;   ///< of these, those of which a table can't say how they are found
  std::size_t unwanted = 0;  ///< forms that were not asked for
};

/// What there was of all entries.
struct ExportTotals {
  std::size_t entries = 0, manners = 0, unwanted = 0;
  std::set<std::string> sources;  ///< gazetteers that entries come from
};

/// The entries of a gazetteer.
/// Lifetime: refers to the catalog.
class ExportedEntries {
 public:
  using Forms = GazetteerOptions::Forms;
  ExportedEntries(const gazetteer::Catalog& catalog, Forms wanted);

  /// Calls `take` for each entry in the order of the gazetteer.
  ExportTotals for_each(const std::function<void(const Exported&)>& take) const;
  /// How many forms are never marked, from whatever entry.
  [[nodiscard]] std::size_t count_stops() const;

 private:
  const gazetteer::Catalog& catalog_;
  Forms wanted_;
  std::vector<std::pair<gazetteer::EntryId, gazetteer::FormId>> forms_;
};

}  // namespace waymark::cli
