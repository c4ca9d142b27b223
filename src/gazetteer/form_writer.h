// SPDX-License-Identifier: Apache-2.0
// Writes what an index says of its forms: their texts, records, years and needs, the table that
// they are looked up in and the filters before it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "gazetteer/background.h"
#include "gazetteer/entry_store.h"
#include "gazetteer/form_rows.h"
#include "gazetteer/front_coding.h"
#include "gazetteer/phrase_gatherer.h"
#include "gazetteer/phrase_table.h"
#include "gazetteer/sections.h"

namespace waymark::gazetteer {

/// Lies apart from what the thread beside writes.
class alignas(kApart) FormWriter {
 public:
  /// Lifetime: refers to all of them.
  FormWriter(const EntryStore& store, const LargeVector<std::uint32_t>& ranks, FormRows& rows,
             Sections& sections)
      : store_(store), ranks_(ranks), rows_(rows), sections_(sections) {}

  /// Numbers reasons and needs, and writes their strings.
  void number_manners();
  // These write all else; no strings. Threads: all may run at the same time.
  /// The table of phrases, which stays here; takes those of the rows.
  void write_table();
  /// All but the texts of the last rows.
  void write_forms();
  void write_late_texts();
  /// Requires: these are done.
  void end_texts();

  // Of what was written.
  [[nodiscard]] std::uint64_t slot_seed() const { return table_.seed; }
  [[nodiscard]] std::size_t need_list_count() const { return need_lists_.size(); }

 private:
  /// What is written of the forms of one manner.
  struct Manner {
    std::uint32_t reason = 0, needs = 0;
    unsigned flags = 0;  ///< layout::FormFlag
  };

  std::uint32_t number_reason(const Form& form);
  std::uint32_t need_list(const std::vector<Need>& needs);
  [[nodiscard]] static unsigned flags_of(const Form& manner);
  [[nodiscard]] std::size_t text_byte_size() const;
  [[nodiscard]] std::size_t first_late() const;
  void expect_texts(std::size_t row) const;
  void expect_forms(std::size_t row) const;
  void write_sides(std::uint32_t row, std::uint32_t number);
  void write_filters(const StartGatherer::Starts& starts);
  /// Whether a row is the first of its key.
  [[nodiscard]] bool is_first(std::size_t row) const {
    return row == rows_.forms.size() || (rows_.flags[row] & kFirstOfKey) != 0;
  }

  const EntryStore& store_;
  const LargeVector<std::uint32_t>& ranks_;
  FormRows& rows_;
  Sections& sections_;
  std::map<std::tuple<Why, std::string, std::string>, std::uint16_t> reasons_;
  std::vector<Manner> manners_;  // by their numbers in the store
  std::map<std::string, std::uint32_t> need_lists_;
  std::uint32_t need_count_ = 0;
  FrontCoder texts_, late_texts_;
  PhraseTable table_;  // the sections refer to it
};

}  // namespace waymark::gazetteer
