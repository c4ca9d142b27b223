// SPDX-License-Identifier: Apache-2.0
// What fields of a row say in numbers and single words.
#pragma once

#include <optional>
#include <string_view>

#include "gazetteer/form_maker.h"
#include "gazetteer/import_row.h"
#include "gazetteer/index_writer.h"

namespace waymark::gazetteer {

/// Puts a row's coordinates into an entry, and how likely it is: as the row says, as its population
/// makes it, or `prior`.
/// Errors: no number, out of bounds, one coordinate without the other.
std::optional<RowFault> read_place(const ImportRow& row, double prior, IndexEntry& entry);

/// Puts a row's years into an entry. Errors: no number, out of bounds.
std::optional<RowFault> read_years(const ImportRow& row, IndexEntry& entry);

/// Whether other spellings are corrected to a row's names. Errors: neither true nor false.
std::optional<RowFault> read_corrects(const ImportRow& row, bool& corrects);

/// Whether a text is one word that an id, a label or a kind can be.
[[nodiscard]] bool is_word(std::string_view text);

}  // namespace waymark::gazetteer
