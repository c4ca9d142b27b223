// SPDX-License-Identifier: Apache-2.0
// Where a byte of a table lies, as faults of its rows say it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "gazetteer/import.h"
#include "waymark/diagnostic.h"

namespace waymark::gazetteer {

/// Places in one table; lines are counted on from the last place asked for.
/// Lifetime: as the table's bytes.
class TablePlaces {
 public:
  TablePlaces() = default;
  explicit TablePlaces(const Table& table) : table_(table) {}

  /// File, line, column and the line's text; of a byte behind the end, the end's.
  [[nodiscard]] Diagnostic find(std::size_t at);
  [[nodiscard]] const Table& table() const { return table_; }

 private:
  Table table_;
  std::size_t counted_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace waymark::gazetteer
