// SPDX-License-Identifier: Apache-2.0
// Rows of a table into an index that others are building too: what `gazetteer import` does with one
// table, and the compiler with the tables that YAML files name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gazetteer/import.h"
#include "gazetteer/import_row.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/scope.h"

namespace waymark::gazetteer {

/// What is built.
struct ImportTarget {
  IndexBuilder builder;
  IndexContent content;
};

/// A container that a row names and that no one has seen yet.
struct OpenParent {
  std::string file;
  std::size_t at = 0;  ///< byte of the table
};

/// What YAML files say beside their tables.
struct YamlBeside {
  const Scope* scope = nullptr;  ///< labels must be declared there; its ids are not to be repeated
  std::vector<std::string> derivers;
  std::string parent;        ///< of rows that name none
  LabelId label = kNoLabel;  ///< of rows that say none, and no kind that has one
  double prior = 0.5;        ///< of rows without a population
  std::uint16_t source = 0;
  TableRows* rows = nullptr;  ///< of all tables
  std::unordered_map<std::string, OpenParent>* open_parents = nullptr;
};

/// The number of a gazetteer's name and version among the sources, added if it is new.
[[nodiscard]] std::uint16_t source_number(const std::pair<std::string, std::string>& source,
                                          IndexContent& content);

/// Adds the rows of a table. `beside` is null for a table alone.
/// Errors: as import_table; a malformed row is left out and reported.
[[nodiscard]] Failure import_rows(const Table& table, const GeoNamesTables& geonames,
                                  const ImportOptions& options, const YamlBeside* beside,
                                  ImportTarget& target, ImportReport& report);

}  // namespace waymark::gazetteer
