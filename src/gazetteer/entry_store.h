// SPDX-License-Identifier: Apache-2.0
// Entries on their way into an index, packed: what most of them have stands once, the rest in one
// run of bytes each. A name of a large table costs about a hundred bytes here, a tenth of what its
// structs would. Ids lie apart, so that one thread may claim them while another packs the rest.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gazetteer/index_writer.h"
#include "gazetteer/large_memory.h"
#include "gazetteer/made_id.h"
#include "gazetteer/phrase.h"
#include "gazetteer/string_order.h"

namespace waymark::gazetteer {

/// An entry as it lies in the store: everything but its forms.
/// Lifetime: as the store's views.
struct EntryParts {
  struct Text {
    std::uint32_t word = 0;  ///< number of a language or scheme (EntryStore::word)
    std::uint32_t form = 0;  ///< of a name: which of the entry's forms has its text, from 1; or 0
    std::string_view text;
  };

  std::string_view parent;
  /// The number of the word that the id begins with if its first name follows (made_id.h) and that
  /// is known, or kUnknown.
  std::uint32_t id_prefix = 0;
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFFu;
  double prior = 0;
  KindId kind = kNoKind;
  LabelId label = kNoLabel;
  std::uint16_t source = 0;
  bool is_external = false, is_dropped = false;
  std::optional<std::pair<double, double>> place;  ///< (lat, lon)
  std::int16_t from = 0, to = 0;
  std::vector<Text> names, ids;
};

/// How many steps before they are needed things are called into the cache (expect_… below): first
/// where they lie, then what lies there.
inline constexpr std::size_t kFar = 32, kNear = 16;

class EntryStore {
 public:
  /// Makes room for so many entries more, whose texts take so many bytes. `are_asked`: also for
  /// finding them by their ids.
  void reserve(std::size_t entry_count, std::size_t byte_size, bool are_asked);

  /// Gives false, and takes nothing, if there is an entry of this id.
  bool add(const IndexEntry& entry) {
    return !has(entry.id) && claim(entry.id, expect_id(entry.id)) && (fill(entry), true);
  }
  /// Begins an entry. Gives false, and takes nothing, if there is one of this id.
  /// Threads: this and find() may run while another thread fills entries.
  bool claim(std::string_view id, std::uint64_t hash);
  /// Says that an id will be claimed; gives its hash.
  [[nodiscard]] std::uint64_t expect_id(std::string_view id) const;
  /// Takes all but the id of the first entry that was claimed and not filled.
  void fill(const IndexEntry& entry);
  // As IndexBuilder's. Names of lists have no bytes for their ids, and are not found by them until
  // someone asks for an id that may be one of theirs.
  [[nodiscard]] NamePattern make_pattern(const IndexEntry& entry);
  void add_names(NamePattern pattern, const NameRun& run, std::size_t first, std::size_t last,
                 std::size_t& key);
  void add_unasked(NamePattern pattern, const IndexEntry& entry);
  void settle();

  [[nodiscard]] std::uint32_t entry_count() const {
    return static_cast<std::uint32_t>(id_begins_.size() - 1);
  }
  [[nodiscard]] std::uint32_t form_count() const {
    return static_cast<std::uint32_t>(forms_.size());
  }
  /// The number of an id's entry, or kNoEntry.
  /// Requires: the id was asked for (has()) or claimed, or nothing was added unasked.
  [[nodiscard]] std::uint32_t find(std::string_view id) const;
  [[nodiscard]] bool has(std::string_view id);

  // Lifetime: of views: until the next call of add() or replace().
  /// An entry's id, perhaps in `made`.
  [[nodiscard]] std::string_view id(std::uint32_t entry, std::string& made) const {
    const std::string_view stored = stored_id(entry);
    return stored.empty() ? make_id(entry, made) : stored;
  }
  /// The begin of a name as ids have it, of an entry with a pattern.
  [[nodiscard]] TextChunk name_chunk(std::uint32_t entry) const {
    const TextChunk chunk = chunk_of(form_text(entries_[entry].first_form), 0);
    return {hyphenated(chunk.first), static_cast<std::uint32_t>(hyphenated(chunk.rest))};
  }
  /// What the ids of a pattern's entries begin with, before their names.
  [[nodiscard]] const std::string& id_prefix(std::uint32_t pattern) const {
    return words_[patterns_[pattern - 1].prefix];
  }
  /// All of an entry, with its forms.
  [[nodiscard]] IndexEntry entry(std::uint32_t number) const;
  [[nodiscard]] std::string_view parent(std::uint32_t entry) const;
  void unpack(std::uint32_t entry, EntryParts& out) const;
  /// Which pattern says all of an entry but its id, name and form, from 1; 0 if that isn't known.
  [[nodiscard]] std::uint32_t pattern_of(std::uint32_t entry) const {
    return static_cast<std::uint32_t>(entries_[entry].pattern);
  }
  /// An entry's first form, if it has one.
  [[nodiscard]] std::uint32_t first_form(std::uint32_t entry) const {
    return entries_[entry].first_form;
  }
  /// A language or scheme by its number, from 0 in the order of coming.
  [[nodiscard]] const std::string& word(std::uint32_t number) const { return words_[number]; }
  /// The numbers [first, last) of an entry's forms, in their order.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> forms_of(std::uint32_t entry) const;

  [[nodiscard]] std::uint32_t form_entry(std::uint32_t form) const { return forms_[form].entry; }
  [[nodiscard]] std::string_view form_text(std::uint32_t form) const {
    return {bytes_.data() + forms_[form].text_begin, forms_[form].text_size};
  }
  /// The folded units of a form (phrase.h); none if it can't be looked up.
  [[nodiscard]] std::string_view key(std::uint32_t form) const {
    const std::uint64_t begin = key_places_[form] >> 1;
    return {keys_.data() + begin, (key_places_[form + 1] >> 1) - begin};
  }
  /// Whether a form, as it was added, is surely found only where its second word begins with a
  /// capital.
  [[nodiscard]] bool asks_for_second_capital(std::uint32_t form) const {
    return (key_places_[form] & 1) != 0;
  }
  /// Forgets all keys.
  void drop_keys();
  /// All of a form but its text; each manner stands once and has a number, from 0.
  [[nodiscard]] const Form& manner(std::uint32_t number) const { return manners_[number]; }
  [[nodiscard]] std::uint32_t manner_of(std::uint32_t form) const { return forms_[form].manner; }
  [[nodiscard]] std::uint32_t manner_count() const {
    return static_cast<std::uint32_t>(manners_.size());
  }
  [[nodiscard]] Form form(std::uint32_t form) const;
  void replace(std::uint32_t form, const Form& by);

  // Says that an entry or form will be asked for: first where it lies, then what lies there.
  void expect_place(std::uint32_t entry) const;
  void expect_entry(std::uint32_t entry) const;
  void expect_form(std::uint32_t form) const;
  void expect_text(std::uint32_t form) const;
  void expect_key_place(std::uint32_t form) const;
  void expect_key(std::uint32_t form) const;

 private:
  struct PackedEntry {
    std::uint64_t begin : 48;    ///< in bytes_; of an entry with a pattern its name
    std::uint64_t pattern : 16;  ///< as pattern_of()
    std::uint32_t first_form;    ///< they end where the next entry's begin
  };
  struct PackedForm {
    std::uint64_t text_begin : 48;  ///< in bytes_
    std::uint64_t text_size : 16;
    std::uint32_t entry;
    std::uint32_t manner;
  };
  static_assert(sizeof(PackedForm) == 16);

  /// What entries say alike.
  struct Pattern {
    std::uint64_t head = 0;  ///< in bytes_
    std::uint32_t prefix = 0, word = 0, manner = 0;
  };

  struct IdPlace {
    std::uint32_t hash = 0;   ///< the high half
    std::uint32_t entry = 0;  ///< its number plus one, 0 if the place is free
  };

  static PackedForm place_form(std::uint64_t begin, std::string_view text, std::uint32_t entry,
                               std::uint32_t manner) {
    return {begin, std::min<std::size_t>(text.size(), 0xFFFF), entry, manner};
  }
  void pack(const IndexEntry& entry);
  [[nodiscard]] std::string_view make_id(std::uint32_t entry, std::string& made) const;
  /// An entry's id if it has bytes, else nothing.
  [[nodiscard]] std::string_view stored_id(std::uint32_t entry) const {
    return {ids_.data() + id_begins_[entry], id_begins_[entry + 1] - id_begins_[entry]};
  }
  void write_ids(std::uint32_t first);
  [[nodiscard]] bool unpack_head(std::size_t& at, EntryParts& out) const;
  void unpack_name(std::uint32_t entry, const Pattern& pattern, EntryParts& out) const;
  /// Where the head of an entry stands.
  [[nodiscard]] std::size_t head_of(std::size_t& entry) const;
  void add_key(std::string_view key, std::string_view text, Case letter_case);
  PackedForm pack(const Form& form, std::uint32_t entry);
  /// Of the entry that was packed last.
  PackedForm pack(const Form& form, const IndexEntry& entry);
  std::uint32_t number_of_manner(const Form& form);
  std::uint32_t number_of_word(const std::string& text);
  void put(IdPlace place);
  void make_places(std::size_t count);
  void note_unasked(NamePattern pattern, std::size_t count);
  [[nodiscard]] std::uint32_t find(std::string_view id, std::uint64_t hash) const;
  /// Where an id of this hash is looked for first.
  [[nodiscard]] std::size_t first_place(std::uint32_t hash) const {
    return static_cast<std::size_t>((std::uint64_t{hash} * places_.size()) >> 32);
  }

  LargeString ids_;
  /// By entry, in ids_; the end of the last comes last. Ids that nobody has asked for yet and that
  /// a pattern says have no bytes.
  LargeVector<std::uint64_t> id_begins_{0};
  LargeVector<PackedEntry> entries_;
  LargeVector<PackedForm> forms_;
  LargeString bytes_;
  LargeString keys_;
  /// By form: where its key begins in keys_, times two, and whether it asks_for_second_capital();
  /// the end of the last comes last.
  LargeVector<std::uint64_t> key_places_{0};
  std::string head_;             // of an entry that is packed
  std::uint64_t last_head_ = 0;  // in bytes_
  FormCutter cutter_;
  std::vector<std::uint64_t> name_places_;     // in bytes_, of the entry packed last
  std::vector<Pattern> patterns_;              // by their numbers, which begin with 1
  std::vector<std::string> unasked_prefixes_;  // of ids that find() doesn't know
  std::vector<std::pair<std::uint32_t, std::uint32_t>> unasked_;  // [first, last) have these
  std::vector<Form> manners_;                                     // without text; each once
  std::unordered_map<std::string, std::uint32_t> manner_numbers_;
  std::uint32_t last_manner_ = 0;
  std::vector<std::string> words_;  // languages and schemes; each once
  std::unordered_map<std::string, std::uint32_t> word_numbers_;
  std::uint32_t last_word_ = 0;
  LargeVector<IdPlace> places_;  // open addressing by id
  std::size_t placed_ = 0;
};

}  // namespace waymark::gazetteer
