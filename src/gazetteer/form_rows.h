// SPDX-License-Identifier: Apache-2.0
// Forms in the order in which an index has them: by key, then by entry. Those of one entry that are
// found in the same texts become one row.
#pragma once

#include <cstdint>

#include "gazetteer/entry_store.h"
#include "gazetteer/large_memory.h"
#include "gazetteer/phrase_table.h"

namespace waymark::gazetteer {

/// What is told of a row beside its form.
enum RowFlag : std::uint8_t {
  kFirstOfKey = 1 << 0,
  kFirstOfUnit = 1 << 1,  ///< its key begins with another unit than the one before
};

struct FormRows {
  /// Marks the row that a form was merged into, or that another form was merged into its.
  static constexpr std::uint32_t kMerged = 0x80000000u;

  LargeVector<std::uint32_t> forms;        ///< numbers of those that stay
  LargeVector<std::uint8_t> flags;         ///< RowFlag
  LargeVector<std::uint64_t> first_units;  ///< hashes, of rows that are kFirstOfUnit
  LargeVector<std::uint32_t> row_of;       ///< by form: its row, perhaps kMerged, or kNoForm
  LargeVector<Phrase> phrases;             ///< what the keys are looked up by
};

/// `ranks`: the places of entries in their order. The store has no keys afterwards.
[[nodiscard]] FormRows make_rows(LargeVector<std::uint32_t> forms_by_key,
                                 const LargeVector<std::uint32_t>& ranks, EntryStore& store);

/// Whether a form is found only where its first letter is a capital.
[[nodiscard]] bool asks_for_capital(const Form& manner, std::string_view text);

/// The forms that can be looked up, by key and number.
[[nodiscard]] LargeVector<std::uint32_t> sort_forms(const EntryStore& store);

}  // namespace waymark::gazetteer
