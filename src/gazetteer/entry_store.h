// SPDX-License-Identifier: Apache-2.0
// Entries on their way into an index, packed: what most of them have stands once, the rest in one
// run of bytes each. A name of a large table costs about a hundred bytes here, a tenth of what its
// structs would.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gazetteer/index_writer.h"

namespace waymark::gazetteer {

class EntryStore {
 public:
  /// Gives false, and takes nothing, if there is an entry of this id.
  bool add(const IndexEntry& entry);

  [[nodiscard]] std::uint32_t entry_count() const {
    return static_cast<std::uint32_t>(entries_.size());
  }
  [[nodiscard]] std::uint32_t form_count() const {
    return static_cast<std::uint32_t>(forms_.size());
  }
  /// The number of an id's entry, or kNoEntry.
  [[nodiscard]] std::uint32_t find(std::string_view id) const;
  [[nodiscard]] bool has(std::string_view id) const { return find(id) != kNoEntry; }

  // Lifetime: of views: until the next call of add() or replace().
  [[nodiscard]] std::string_view id(std::uint32_t entry) const;
  [[nodiscard]] std::string_view parent(std::uint32_t entry) const;
  /// Empty if it has no name.
  [[nodiscard]] std::string_view first_name(std::uint32_t entry) const;
  /// Everything but the forms.
  void unpack(std::uint32_t entry, IndexEntry& out) const;
  /// The numbers [first, last) of an entry's forms, in their order.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> forms_of(std::uint32_t entry) const;

  [[nodiscard]] std::uint32_t form_entry(std::uint32_t form) const { return forms_[form].entry; }
  [[nodiscard]] std::string_view form_text(std::uint32_t form) const;
  /// All of a form but its text.
  [[nodiscard]] const Form& manner(std::uint32_t form) const {
    return manners_[forms_[form].manner];
  }
  [[nodiscard]] Form form(std::uint32_t form) const;
  void replace(std::uint32_t form, const Form& by);

 private:
  struct PackedEntry {
    std::uint64_t begin = 0;       ///< in bytes_
    std::uint32_t first_form = 0;  ///< they end where the next entry's begin
  };
  struct PackedForm {
    std::uint64_t text_begin = 0;  ///< in bytes_
    std::uint32_t text_size = 0;
    std::uint32_t entry = 0;
    std::uint32_t manner = 0;
  };

  struct IdPlace {
    std::uint32_t hash = 0;   ///< the high half
    std::uint32_t entry = 0;  ///< its number plus one, 0 if the place is free
  };

  void pack(const IndexEntry& entry);
  PackedForm pack(const Form& form, std::uint32_t entry);
  /// Of the entry that was packed last.
  PackedForm pack(const Form& form, const IndexEntry& entry);
  std::uint32_t manner_of(const Form& form);
  std::uint32_t word(const std::string& text);
  void put(IdPlace place);
  void grow_places();
  [[nodiscard]] std::uint32_t find(std::string_view id, std::uint64_t hash) const;
  /// Where an id of this hash is looked for first.
  [[nodiscard]] std::size_t first_place(std::uint32_t hash) const {
    return static_cast<std::size_t>((std::uint64_t{hash} * places_.size()) >> 32);
  }

  std::vector<PackedEntry> entries_;
  std::vector<PackedForm> forms_;
  std::string bytes_;
  std::vector<std::uint64_t> name_places_;  // in bytes_, of the entry packed last
  std::vector<Form> manners_;               // without text; each once
  std::unordered_map<std::string, std::uint32_t> manner_numbers_;
  std::vector<std::string> words_;  // languages and schemes; each once
  std::unordered_map<std::string, std::uint32_t> word_numbers_;
  std::vector<IdPlace> places_;  // open addressing by id
};

}  // namespace waymark::gazetteer
