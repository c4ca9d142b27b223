// SPDX-License-Identifier: Apache-2.0
// The sections of an open index, read by number. Every read checks its bounds and copies: bytes may
// be damaged and lie anywhere.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/front_coding.h"
#include "gazetteer/index.h"
#include "gazetteer/index_layout.h"
#include "gazetteer/mapped_file.h"
#include "gazetteer/near_table.h"
#include "gazetteer/packed_records.h"
#include "gazetteer/phrase_table.h"

namespace waymark::gazetteer {

/// What stands of a form in its record.
struct FormRecord {
  EntryId entry = kNoEntry;  ///< of the same index; kNoEntry where the bytes are damaged
  std::uint32_t flags = 0;   ///< layout::FormFlag

  [[nodiscard]] Case letter_case() const {
    return static_cast<Case>(std::min<std::uint32_t>(flags & layout::kCaseBits, 2));
  }
  [[nodiscard]] bool is_lookup_only() const { return (flags & layout::kLookupOnly) != 0; }
  [[nodiscard]] bool is_glued() const { return (flags & layout::kGlued) != 0; }
  [[nodiscard]] bool is_fixed() const { return (flags & layout::kFixed) != 0; }
  [[nodiscard]] bool is_last_of_key() const { return (flags & layout::kLastOfKey) != 0; }
};

struct Index::View {
  std::string name;
  std::shared_ptr<const std::string> owned;  ///< one of the two holds the bytes
  MappedFile mapped;
  layout::Header header{};
  std::array<std::string_view, layout::kSectionCount> sections;
  FrontDecoder form_texts, entry_ids;
  PhraseSlots phrases;
  StartFilter starts;  ///< units that may begin a form
  NearTable near_table;
  PackedRecords forms, entries, name_records, id_records, coordinate_records;
  bool has_id_prefix = false;
  std::string_view id_prefix;  ///< of ids that are made of names or numbers
  std::uint32_t form_count = 0, entry_count = 0;

  /// Finds the packed records in the sections. Gives false where they are damaged.
  [[nodiscard]] bool open_records();

  [[nodiscard]] std::string_view bytes() const {
    return owned ? std::string_view(*owned) : mapped.bytes();
  }

  [[nodiscard]] std::string_view section(layout::Section which) const {
    return sections[static_cast<std::size_t>(which)];
  }

  template <class T>
  [[nodiscard]] std::size_t count(layout::Section which) const {
    return section(which).size() / sizeof(T);
  }

  /// Record `number` of a section, if there is one.
  template <class T>
  [[nodiscard]] std::optional<T> read(layout::Section which, std::size_t number) const {
    if (number >= count<T>(which)) return std::nullopt;
    T record;
    std::memcpy(&record, section(which).data() + number * sizeof(T), sizeof(T));
    return record;
  }

  /// The number of the first record that `is_before` doesn't hold for, in a section sorted by it.
  template <class T, class IsBefore>
  [[nodiscard]] std::size_t lower_bound(layout::Section which, IsBefore is_before) const {
    std::size_t begin = 0, end = count<T>(which);
    while (begin < end) {
      std::size_t middle = begin + (end - begin) / 2;
      if (is_before(*read<T>(which, middle))) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  }

  /// What the value of a phrase's slot says.
  [[nodiscard]] Step step_of(std::uint32_t value) const {
    const std::uint32_t form = value >> layout::kSlotFlagBits;
    return {(value & layout::kGoesOn) != 0, (value & layout::kGoesOnSmall) != 0,
            form != 0 && form <= form_count ? form - 1 : kNoForm};
  }

  /// A string by its reference; empty if the bytes hold none in UTF-8.
  [[nodiscard]] std::string string(std::uint32_t reference) const;
  /// The same into memory that may be reused.
  void string(std::uint32_t reference, std::string& out) const;

  // A field of a form or an entry; of a number that there is not, what does no harm.
  [[nodiscard]] std::uint32_t form(std::uint32_t number, layout::FormField field) const {
    constexpr std::uint32_t kNone[] = {kNoEntry, 0xFFFFu, layout::kLastOfKey | layout::kLookupOnly};
    return number < form_count ? forms.get(number, field) : kNone[field];
  }
  [[nodiscard]] EntryId form_entry(std::uint32_t number) const {
    const EntryId entry = form(number, layout::kFormEntry);
    return entry < entry_count ? entry : kNoEntry;
  }
  /// Why forms of a reason stand for their entries.
  [[nodiscard]] Why reason_why(std::uint32_t reason) const;
  [[nodiscard]] FormRecord form_record(std::uint32_t number) const {
    return {form_entry(number), form(number, layout::kFormFlags)};
  }
  [[nodiscard]] std::uint32_t entry(std::uint32_t number, layout::EntryField field) const {
    constexpr std::uint32_t kNone[] = {kNoEntry, 0, kNoKind, kNoLabel, 0, 0, layout::kDropped, 0};
    return number < entry_count ? entries.get(number, field) : kNone[field];
  }
  [[nodiscard]] KindId entry_kind(std::uint32_t number) const {
    return static_cast<KindId>(entry(number, layout::kEntryKind));
  }
  [[nodiscard]] LabelId entry_label(std::uint32_t number) const {
    return static_cast<LabelId>(entry(number, layout::kEntryLabel));
  }
  /// As a part of one.
  [[nodiscard]] float entry_prior(std::uint32_t number) const {
    return static_cast<float>(entry(number, layout::kEntryPrior) & 0xFFFFu) / 10000.0f;
  }

  [[nodiscard]] std::string entry_id(std::uint32_t number) const;
  void entry_id(std::uint32_t number, std::string& out) const;
  [[nodiscard]] std::optional<std::uint32_t> find_entry(std::string_view id) const;
  /// The first entry whose id is not less than this.
  [[nodiscard]] std::uint32_t lower_bound_of_id(std::string_view id) const;
  /// (lat, lon) in degrees.
  [[nodiscard]] std::optional<std::pair<double, double>> coordinates(std::uint32_t entry) const;
  [[nodiscard]] std::optional<layout::YearsRecord> years(layout::Section which,
                                                         std::uint32_t owner) const;
  /// (language, name), and (scheme, id).
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> names(std::uint32_t entry) const;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> ids(std::uint32_t entry) const;
  /// Puts the first English name, the first Korean one, and the first of all but English ones into
  /// those strings that are still empty.
  void choose_names(std::uint32_t entry, std::string& english, std::string& korean,
                    std::string& any) const;
  /// The same and the id, for the price of one where the id is made of the name.
  void unpack_names(std::uint32_t entry, std::string& id, std::string& english, std::string& korean,
                    std::string& any) const;
  /// Whether a sorted section of hashes has this one.
  [[nodiscard]] bool has_hash(layout::Section which, std::uint64_t hash) const;

  /// The numbers that an index's labels and kinds have in a schema.
  struct SchemaNumbers {
    std::vector<LabelId> labels;
    std::vector<KindId> kinds;
  };
  /// Adds the index's labels and kinds to a schema.
  SchemaNumbers add_schema_to(Schema& schema) const;

  /// The first of an entry's names, if it has one. Requires: number < entry_count.
  [[nodiscard]] std::uint32_t first_name(std::uint32_t number) const {
    return std::min(entries.get(number, layout::kEntryFirstName), name_records.count());
  }
  /// The numbers [first, last) of an entry's names.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> names_of(std::uint32_t entry) const;

 private:
  [[nodiscard]] bool has_made_id(std::uint32_t entry) const;
  void append_number_id(std::uint32_t entry, std::string& out) const;
  /// Makes an entry's first name its id.
  void make_id(std::string& text) const;
  /// As above; the text of the name `known` is known.
  void choose_names(std::uint32_t entry, std::uint32_t known, std::string_view text,
                    std::string& english, std::string& korean, std::string& any) const;
  [[nodiscard]] std::string_view find_string(std::uint32_t reference) const;
  void name_text(std::uint32_t which, std::string& out) const;
  /// The language of a name, or the scheme of an id.
  [[nodiscard]] std::string_view tag(std::uint32_t number) const;
  template <class Use>
  void each_name(std::uint32_t entry, Use use) const;
};

}  // namespace waymark::gazetteer
