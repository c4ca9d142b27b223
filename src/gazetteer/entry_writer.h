// SPDX-License-Identifier: Apache-2.0
// Writes what an index says of its entries: their ids, records, names, ids of others, coordinates
// and years.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "gazetteer/background.h"
#include "gazetteer/entry_store.h"
#include "gazetteer/form_rows.h"
#include "gazetteer/front_coding.h"
#include "gazetteer/packed_records.h"
#include "gazetteer/sections.h"
#include "gazetteer/string_order.h"

namespace waymark::gazetteer {

/// Entries in the order of their ids.
struct EntryOrder {
  LargeVector<std::uint32_t> entries;  ///< numbers in the store
  /// By number in the store: place in `entries`; of repeats, whose forms are the earlier one's,
  /// its.
  LargeVector<std::uint32_t> ranks;
  std::vector<Repeat> repeats;  ///< entries that have the id of an earlier one
};

/// Lies apart from what the thread beside writes.
class alignas(kApart) EntryWriter {
 public:
  /// Lifetime: refers to all of them.
  EntryWriter(const EntryStore& store, const EntryOrder& order, const FormRows& rows,
              std::size_t label_count, Sections& sections)
      : store_(store),
        entries_(order.entries),
        ranks_(order.ranks),
        rows_(rows),
        has_entries_(label_count),
        sections_(sections),
        records_(layout::kEntryFieldCount, order.entries.size()),
        names_(layout::kNameFieldCount, order.entries.size()) {}

  /// Requires: the labels are written.
  void write();

  /// Of what was written.
  [[nodiscard]] std::uint32_t tag_count() const { return tag_count_; }

 private:
  /// How an id follows from id_prefix_.
  struct IdShape {
    std::uint32_t flag = 0;  ///< of layout::kIdFlags, or 0: it doesn't
    std::uint32_t number = 0;
  };

  /// What an entry's record says beside its names and the number in its id.
  struct Head {
    std::uint32_t parent = 0, kind = 0, label = 0, source = 0, prior = 0, flags = 0;
  };
  /// What entries of one pattern (EntryStore::pattern_of) say alike.
  struct Made {
    std::uint32_t pattern = 0;
    Head head;
    std::uint32_t tag = 0;   ///< of the name
    std::uint32_t last = 0;  ///< entries before this one end with one of them; 0: none yet
  };

  void choose_id_prefix();
  [[nodiscard]] std::uint32_t end_of_run(std::uint32_t number) const;
  [[nodiscard]] std::uint64_t count_kept(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] std::uint64_t count_ids_of(std::string_view prefix) const;
  [[nodiscard]] std::optional<std::string_view> prefix_of(std::uint32_t number,
                                                          const EntryParts& entry) const;
  [[nodiscard]] IdShape shape_of(std::uint32_t number, const EntryParts& entry) const;
  [[nodiscard]] Head head_of(std::uint32_t number, const EntryParts& entry,
                             std::uint32_t id_flag) const;
  void add_record(const Head& head, std::uint32_t id_number);
  bool write_made(std::uint32_t number);
  bool note_pattern(std::uint32_t number);
  void write_other(std::uint32_t number);
  void write_id(std::uint32_t number);
  void end_ids();
  [[nodiscard]] bool only_contains(std::uint32_t number, const EntryParts& entry) const;
  void write_entry(std::uint32_t number, const EntryParts& entry, const IdShape& shape);
  void write_sides(std::uint32_t number, const EntryParts& entry);
  void expect_entries(std::size_t number) const;
  void mark_label(LabelId label);
  void mark_labels();
  void write_names(std::uint32_t number, const EntryParts& entry);
  [[nodiscard]] std::uint32_t find_row(std::uint32_t entry, std::string_view text) const;
  std::uint32_t tag(std::uint32_t word);
  [[nodiscard]] std::uint32_t number_of_entry(std::string_view id) const;
  void pack_records();

  const EntryStore& store_;
  const LargeVector<std::uint32_t>& entries_;
  const LargeVector<std::uint32_t>& ranks_;
  const FormRows& rows_;
  std::vector<bool> has_entries_;  // by label
  Sections& sections_;
  RecordPacker records_, names_;
  RecordPacker ids_{layout::kIdFieldCount};
  RecordPacker coordinates_{layout::kCoordinateFieldCount};
  /// What most ids begin with that end in their names or in numbers; nothing if few are such.
  std::optional<std::string_view> id_prefix_;
  std::vector<std::uint32_t> tags_;  // by word of the store: its number, or none
  std::uint32_t tag_count_ = 0;
  FrontCoder id_texts_;  // up to the last id that doesn't follow from the prefix
  EntryParts entry_;     // at hand
  Made made_;            // of the last pattern
};

}  // namespace waymark::gazetteer
