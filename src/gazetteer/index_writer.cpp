// SPDX-License-Identifier: Apache-2.0
// Entries are packed as they come. At the end everything is sorted (entries by id, forms by key and
// entry), so that numbers follow from content alone; then each section is one pass.
#include "gazetteer/index_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <future>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "gazetteer/entry_store.h"
#include "gazetteer/front_coding.h"
#include "gazetteer/index_layout.h"
#include "gazetteer/made_id.h"
#include "gazetteer/packed_records.h"
#include "gazetteer/phrase.h"
#include "gazetteer/phrase_gatherer.h"
#include "gazetteer/phrase_table.h"
#include "gazetteer/string_order.h"
#include "text/byte_class.h"
#include "text/character.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

using layout::Section;

namespace {

int rank_of(Why why) {
  if (why == Why::kCanonical) return 0;
  return why == Why::kDerived ? 2 : 1;
}

/// What is told of a row beside its form.
enum RowFlag : std::uint8_t {
  kFirstOfKey = 1 << 0,
  kServesText = 1 << 1,      ///< not look-up alone
  kAsksForCapital = 1 << 2,  ///< found only where its first letter is a capital
  kFirstOfUnit = 1 << 3,     ///< its key begins with another unit than the one before
};

constexpr std::uint32_t kMaxForms = (0xFFFFFFFFu >> layout::kSlotFlagBits) - 1;
constexpr std::size_t kMaxNumber16 = 0xFFFE;
/// How many steps before they are needed things are called into the cache: first where they lie,
/// then what lies there.
constexpr std::size_t kFar = 32, kNear = 16;
/// Marks the row that a form was merged into, or that another form was merged into its.
constexpr std::uint32_t kMerged = 0x80000000u;

/// Whether a form is found only where its first letter is a capital.
bool asks_for_capital(const Form& manner, std::string_view text) {
  return manner.letter_case != Case::kAny &&
         text::character_info(text::code_point_at(text, 0).value).has(text::kIsUpper);
}

/// Whether a form is surely found only where its second word begins with a capital. The first is of
/// plain letters and digits, so that none of them is taken for more or fewer letters of the text.
bool asks_for_second_capital(const Form& manner, std::string_view text) {
  constexpr std::uint32_t kPlain = text::kByteLetter | text::kByteDigit;
  const auto has = [&](std::size_t at, std::uint32_t bits) {
    return at < text.size() && (text::byte_bits(text[at]) & bits) != 0;
  };
  std::size_t end = 0;
  while (has(end, kPlain)) ++end;
  return manner.letter_case != Case::kAny && end > 0 && end < text.size() && text[end] == ' ' &&
         has(end + 1, text::kByteUpper);
}

}  // namespace

class IndexBuilder::Store : public EntryStore {};

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFu;

/// Starts a task on another thread if there is much to do, else it is done when it is asked for.
template <class Task>
auto in_background(std::size_t form_count, Task task) {
  constexpr std::size_t kMany = 50'000;
  return std::async(
      form_count < kMany ? std::launch::deferred : std::launch::async | std::launch::deferred,
      std::move(task));
}

/// The strings of an index, each once.
class StringPool {
 public:
  /// The place of a text in the section, where it is appended if it is new.
  std::uint32_t add(std::string_view text, std::string& section) {
    if (3 * count_ >= 2 * places_.size()) grow();
    const std::uint64_t hash = std::hash<std::string_view>()(text);
    const auto sign = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = first_place(sign);
    for (; places_[at].after != 0; at = at + 1 == places_.size() ? 0 : at + 1)
      if (places_[at].hash == sign && text_at(places_[at], section) == text)
        return begin_of(places_[at]);
    const Place place{sign, static_cast<std::uint32_t>(section.size() + 1)};
    append_varint(text.size(), section);
    section += text;
    places_[at] = place;
    ++count_;
    return begin_of(place);
  }

 private:
  struct Place {
    std::uint32_t hash = 0;   ///< the high half
    std::uint32_t after = 0;  ///< one more than where the string begins, 0 if the place is free
  };

  static std::uint32_t begin_of(const Place& place) { return place.after - 1; }
  static std::string_view text_at(const Place& place, std::string_view section) {
    std::size_t at = begin_of(place);
    std::uint32_t size = 0;
    return read_varint(section, at, size) ? section.substr(at, size) : std::string_view();
  }
  [[nodiscard]] std::size_t first_place(std::uint32_t hash) const {
    return static_cast<std::size_t>((std::uint64_t{hash} * places_.size()) >> 32);
  }
  void grow() {
    std::vector<Place> old(std::max<std::size_t>(64, 3 * count_));
    std::swap(old, places_);
    for (const Place& place : old) {
      if (place.after == 0) continue;
      std::size_t at = first_place(place.hash);
      while (places_[at].after != 0) at = at + 1 == places_.size() ? 0 : at + 1;
      places_[at] = place;
    }
  }

  std::vector<Place> places_;  // open addressing
  std::size_t count_ = 0;
};

}  // namespace

class IndexBuilder::Writer {
 public:
  Writer(EntryStore& store, IndexContent content) : store_(store), content_(std::move(content)) {}
  std::string write();

 private:
  void add_missing_parents();
  void sort_entries();
  [[nodiscard]] std::size_t shared_id_bytes() const;
  [[nodiscard]] LargeVector<std::uint32_t> sort_forms() const;
  [[nodiscard]] LargeVector<std::uint32_t> sort_all();
  [[nodiscard]] LargeVector<Phrase> make_rows(LargeVector<std::uint32_t> forms);
  std::size_t sort_key(LargeVector<std::uint32_t>& forms, std::size_t begin) const;
  void add_row(std::uint32_t form, std::size_t first_of_key);
  [[nodiscard]] bool goes_on_small(std::span<const std::uint32_t> forms) const;
  void note_first_unit(std::size_t row, std::uint64_t hash);
  [[nodiscard]] std::uint32_t find_same(std::size_t begin, std::uint32_t form) const;
  void write_schema();
  void number_manners();
  void write_forms();
  void expect_forms(std::size_t row) const;
  void write_form_sides(std::uint32_t number, std::uint32_t manner);
  [[nodiscard]] unsigned flags_of(const Form& manner);
  void write_table(const PhraseTable& table);
  void write_filter();
  void expect_keys(const LargeVector<std::uint32_t>& forms, std::size_t number) const;
  void choose_id_prefix();
  [[nodiscard]] std::uint32_t count_ids_of(std::string_view prefix) const;
  [[nodiscard]] bool is_made(const EntryParts& entry) const;
  void write_entries();
  void write_entry(std::uint32_t number, const EntryParts& entry, bool is_made_id);
  void write_entry_sides(std::uint32_t number, const EntryParts& entry);
  void expect_entries(std::size_t number) const;
  void mark_labels(const std::vector<bool>& has_entries);
  void write_names(std::uint32_t number, const EntryParts& entry);
  [[nodiscard]] std::uint32_t find_row(std::uint32_t entry, std::string_view text) const;
  void pack_records();
  void write_words();
  [[nodiscard]] bool fits() const;
  [[nodiscard]] std::string assemble();

  std::uint32_t string(std::string_view text);
  std::uint32_t tag(std::uint32_t word);
  void number_reason(std::uint32_t manner);
  std::uint32_t need_list(const std::vector<Need>& needs);
  [[nodiscard]] std::uint32_t entry_number(std::string_view id) const;
  /// Whether a row is the first of its key.
  [[nodiscard]] bool is_first(std::size_t row) const {
    return row == rows_.size() || (row_flags_[row] & kFirstOfKey) != 0;
  }

  std::string& section(Section which) { return sections_[static_cast<std::size_t>(which)]; }
  template <class T>
  void append(Section which, const T& record) {
    section(which).append(reinterpret_cast<const char*>(&record), sizeof record);
  }

  EntryStore& store_;
  IndexContent content_;
  LargeVector<std::uint32_t> entries_;      // numbers in the store, by id
  LargeVector<std::uint32_t> ranks_;        // by number in the store: place in entries_
  LargeVector<std::uint32_t> rows_;         // numbers of the forms that stay, by key and entry
  LargeVector<std::uint8_t> row_flags_;     // RowFlag
  LargeVector<std::uint64_t> first_units_;  // hashes, of rows that are kFirstOfUnit
  LargeVector<std::uint32_t> row_of_;       // by form: its row, perhaps kMerged, or kNoForm
  std::array<std::string, layout::kSectionCount> sections_;
  RecordPacker forms_{layout::kFormFieldCount};
  RecordPacker entry_records_{layout::kEntryFieldCount};
  RecordPacker names_{layout::kNameFieldCount};
  RecordPacker ids_{layout::kIdFieldCount};
  RecordPacker coordinates_{layout::kCoordinateFieldCount};
  std::string_view id_prefix_;  // of ids that are made of names; empty if few are
  StringPool strings_;
  std::vector<std::uint32_t> tags_;  // by word of the store: its number, or kNone
  std::uint32_t tag_count_ = 0;
  std::map<std::tuple<Why, std::string, std::string>, std::uint16_t> reasons_;
  std::vector<std::uint32_t> reason_of_, needs_of_;  // by manner
  std::map<std::string, std::uint32_t> need_lists_;
  std::uint32_t need_count_ = 0;
  std::uint64_t seed_ = 0;
  std::uint16_t flags_ = 0;  // layout::IndexFlag
};

std::uint32_t IndexBuilder::Writer::string(std::string_view text) {
  return strings_.add(text, section(Section::kStrings));
}

/// The number in the index of a language or scheme.
std::uint32_t IndexBuilder::Writer::tag(std::uint32_t word) {
  if (word >= tags_.size()) tags_.resize(word + 1, kNone);
  if (tags_[word] == kNone) {
    tags_[word] = tag_count_++;
    append(Section::kTags, string(store_.word(word)));
  }
  return tags_[word];
}

/// Derivations are the first to go where there are too many reasons to number.
void IndexBuilder::Writer::number_reason(std::uint32_t manner) {
  const Form& form = store_.manner(manner);
  bool full = reasons_.size() >= kMaxNumber16 - 64;
  auto key = std::tuple(form.why, full ? "" : form.scheme, full ? "" : form.derivation);
  auto [found, is_new] = reasons_.try_emplace(key, static_cast<std::uint16_t>(reasons_.size()));
  if (is_new) {
    auto& [why, scheme, derivation] = key;
    append(Section::kReasons, layout::ReasonRecord{static_cast<std::uint32_t>(why), string(scheme),
                                                   string(derivation)});
  }
  reason_of_[manner] = found->second;
}

std::uint32_t IndexBuilder::Writer::need_list(const std::vector<Need>& needs) {
  std::string bytes;
  for (const Need& need : needs) {
    layout::NeedRecord record{static_cast<std::uint32_t>(need.what), string(need.value),
                              need.within};
    bytes.append(reinterpret_cast<const char*>(&record), sizeof record);
  }
  auto [found, is_new] =
      need_lists_.try_emplace(bytes, static_cast<std::uint32_t>(need_lists_.size() + 1));
  if (is_new) {
    if (need_lists_.size() == 1) append(Section::kNeedLists, need_count_);
    need_count_ += static_cast<std::uint32_t>(needs.size());
    section(Section::kNeeds) += bytes;
    append(Section::kNeedLists, need_count_);
  }
  return found->second;
}

std::uint32_t IndexBuilder::Writer::entry_number(std::string_view id) const {
  std::uint32_t number = store_.find(id);
  return number == kNoEntry ? kNoEntry : ranks_[number];
}

void IndexBuilder::Writer::add_missing_parents() {
  for (std::uint32_t number = 0; number < store_.entry_count(); ++number) {
    std::string_view parent = store_.parent(number);
    if (parent.empty() || store_.has(parent)) continue;
    IndexEntry missing;
    missing.id = parent;
    missing.is_external = true;
    store_.add(missing);
  }
}

void IndexBuilder::Writer::sort_entries() {
  const auto by_number = [](std::uint32_t a, std::uint32_t b) { return a < b; };
  StringOrder order([&](std::uint32_t entry) { return store_.id(entry); }, by_number);
  order.reserve(store_.entry_count());
  const std::size_t shared = shared_id_bytes();
  for (std::uint32_t entry = 0; entry < store_.entry_count(); ++entry)
    order.add(store_.id(entry), entry, shared);
  entries_ = std::move(order).sort(shared);
  ranks_.resize(entries_.size());
  for (std::uint32_t number = 0; number < entries_.size(); ++number)
    ranks_[entries_[number]] = number;
}

/// How many bytes all ids begin with alike.
std::size_t IndexBuilder::Writer::shared_id_bytes() const {
  if (store_.entry_count() == 0) return 0;
  std::string_view shared = store_.id(0);
  for (std::uint32_t entry = 1; entry < store_.entry_count(); ++entry) {
    const std::string_view id = store_.id(entry);
    if (!id.starts_with(shared)) shared = shared.substr(0, shared_size(id, shared));
  }
  return shared.size();
}

/// The forms that can be looked up, by key and number.
LargeVector<std::uint32_t> IndexBuilder::Writer::sort_forms() const {
  const auto by_number = [](std::uint32_t a, std::uint32_t b) { return a < b; };
  StringOrder order([&](std::uint32_t form) { return store_.key(form); }, by_number);
  order.reserve(store_.form_count());
  for (std::uint32_t form = 0; form < store_.form_count(); ++form)
    if (const std::string_view key = store_.key(form); !key.empty()) order.add(key, form);
  return std::move(order).sort();
}

/// Sorts entries and forms at the same time; gives the forms.
LargeVector<std::uint32_t> IndexBuilder::Writer::sort_all() {
  std::future<void> entries = in_background(store_.form_count(), [&] { sort_entries(); });
  LargeVector<std::uint32_t> forms = sort_forms();
  entries.get();
  return forms;
}

/// Sorts the forms of one key, which begin at `begin`, by entry and number; gives where they end.
std::size_t IndexBuilder::Writer::sort_key(LargeVector<std::uint32_t>& forms,
                                           std::size_t begin) const {
  const std::string_view key = store_.key(forms[begin]);
  std::size_t end = begin + 1;
  for (; end < forms.size() && store_.key(forms[end]) == key; ++end) expect_keys(forms, end);
  if (end - begin == 1) return end;
  const auto place_of = [&](std::uint32_t form) {
    return std::pair(ranks_[store_.form_entry(form)], form);
  };
  std::sort(forms.begin() + static_cast<std::ptrdiff_t>(begin),
            forms.begin() + static_cast<std::ptrdiff_t>(end),
            [&](std::uint32_t a, std::uint32_t b) { return place_of(a) < place_of(b); });
  return end;
}

/// `forms` by key and number. Also gives what they are looked up by, while their keys are at hand.
LargeVector<Phrase> IndexBuilder::Writer::make_rows(LargeVector<std::uint32_t> forms) {
  row_of_.assign(store_.form_count(), kNoForm);
  rows_.reserve(forms.size());
  row_flags_.reserve(forms.size());
  PhraseGatherer phrases;
  for (std::size_t begin = 0, end = 0; begin < forms.size(); begin = end) {
    expect_keys(forms, begin);
    end = sort_key(forms, begin);
    const std::size_t first = rows_.size();
    phrases.add(store_.key(forms[begin]), static_cast<std::uint32_t>(first),
                goes_on_small({forms.data() + begin, end - begin}));
    for (std::size_t i = begin; i < end; ++i) add_row(forms[i], first);
    note_first_unit(first, phrases.first_unit());
  }
  store_.drop_keys();
  return std::move(phrases).take();
}

/// Whether one of these forms, which are of one key, may have a small letter behind its first unit.
bool IndexBuilder::Writer::goes_on_small(std::span<const std::uint32_t> forms) const {
  const std::string_view key = store_.key(forms.front());
  if (key.find(kUnitEnd) + 1 == key.size()) return false;
  return !std::all_of(forms.begin(), forms.end(), [&](std::uint32_t form) {
    return asks_for_second_capital(store_.manner(store_.manner_of(form)), store_.form_text(form));
  });
}

/// Says with which unit a row begins, the first of its key.
void IndexBuilder::Writer::note_first_unit(std::size_t row, std::uint64_t hash) {
  if (!first_units_.empty() && first_units_.back() == hash) return;
  first_units_.push_back(hash);
  row_flags_[row] |= kFirstOfUnit;
}

/// Adds a form to the rows, or to the one of them that says the same. `first_of_key`: the first row
/// of its key.
void IndexBuilder::Writer::add_row(std::uint32_t form, std::size_t first_of_key) {
  const std::uint32_t same = find_same(first_of_key, form);
  if (same == kNoForm) {
    row_flags_.push_back(first_of_key == rows_.size() ? kFirstOfKey : 0);
    row_of_[form] = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back(form);
  } else {
    row_of_[form] = row_of_[rows_[same]] = same | kMerged;
    store_.replace(rows_[same], merge_forms(store_.form(rows_[same]), store_.form(form)));
  }
}

/// Among the rows from `begin` on, which are of one key, the one of the same entry that is found in
/// the same texts; kNoForm if there is none.
std::uint32_t IndexBuilder::Writer::find_same(std::size_t begin, std::uint32_t form) const {
  std::string capitals;
  for (std::size_t other = rows_.size(); other-- > begin;) {
    if (store_.form_entry(rows_[other]) != store_.form_entry(form)) return kNoForm;
    if (capitals.empty()) capitals = capitals_of(store_.form_text(form));
    if (capitals_of(store_.form_text(rows_[other])) == capitals)
      return static_cast<std::uint32_t>(other);
  }
  return kNoForm;
}

void IndexBuilder::Writer::write_schema() {
  for (const Label& label : content_.schema.labels()) {
    append(Section::kLabels,
           layout::LabelRecord{string(label.name),
                               label.structured ? std::uint32_t{layout::kIsStructured} : 0u});
  }
  for (const Kind& kind : content_.schema.kinds()) {
    append(Section::kKinds, layout::KindRecord{string(kind.name), kind.label,
                                               static_cast<std::uint16_t>(kind.generics.size())});
    for (const std::string& generic : kind.generics) append(Section::kGenerics, string(generic));
  }
  for (const auto& [name, version] : content_.sources) {
    append(Section::kSources, layout::SourceRecord{string(name), string(version)});
  }
}

/// Numbers reasons and needs in the order of the rows that first have them.
void IndexBuilder::Writer::number_manners() {
  std::vector<std::uint32_t> first_rows(store_.manner_count(), kNoForm);
  for (std::uint32_t form = 0; form < row_of_.size(); ++form) {
    if (row_of_[form] == kNoForm) continue;
    const std::uint32_t row = row_of_[form] & ~kMerged;
    if (row_of_[form] != row && rows_[row] != form) continue;
    std::uint32_t& first = first_rows[store_.manner_of(form)];
    first = std::min(first, row);
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> manners;  // (row, manner)
  for (std::uint32_t manner = 0; manner < first_rows.size(); ++manner)
    if (first_rows[manner] != kNoForm) manners.emplace_back(first_rows[manner], manner);
  std::sort(manners.begin(), manners.end());
  reason_of_.resize(first_rows.size());
  needs_of_.resize(first_rows.size());
  for (const auto& [_, manner] : manners) {
    number_reason(manner);
    const std::vector<Need>& needs = store_.manner(manner).needs;
    if (!needs.empty()) needs_of_[manner] = need_list(needs);
  }
}

unsigned IndexBuilder::Writer::flags_of(const Form& manner) {
  unsigned flags = static_cast<unsigned>(manner.letter_case);
  if (manner.lookup_only) flags |= layout::kLookupOnly;
  if (manner.glued) flags |= layout::kGlued;
  if (manner.fixed) flags |= layout::kFixed;
  if (!manner.fixed && !manner.lookup_only) flags_ |= layout::kHasTargets;
  if (manner.from != 0 || manner.to != 0) flags |= layout::kHasYears;
  if (!manner.needs.empty()) flags |= layout::kHasNeeds;
  return flags;
}

void IndexBuilder::Writer::write_forms() {
  FrontCoder coder;
  for (std::uint32_t number = 0; number < rows_.size(); ++number) {
    expect_forms(number);
    const std::uint32_t row = rows_[number];
    const std::string_view text = store_.form_text(row);
    const std::uint32_t manner_number = store_.manner_of(row);
    const Form& manner = store_.manner(manner_number);
    coder.add(text);
    unsigned flags = flags_of(manner);
    if (is_first(number + 1)) flags |= layout::kLastOfKey;
    if (!manner.lookup_only) row_flags_[number] |= kServesText;
    if (asks_for_capital(manner, text)) row_flags_[number] |= kAsksForCapital;
    forms_.add({ranks_[store_.form_entry(row)], reason_of_[manner_number], flags});
    write_form_sides(number, manner_number);
  }
  section(Section::kFormText) = std::move(coder).take_text();
  section(Section::kFormBlocks) = std::move(coder).take_blocks();
}

void IndexBuilder::Writer::expect_forms(std::size_t row) const {
  if (row + kFar < rows_.size()) store_.expect_form(rows_[row + kFar]);
  if (row + kNear >= rows_.size()) return;
  store_.expect_text(rows_[row + kNear]);
  fetch_ahead(reinterpret_cast<const char*>(&ranks_[store_.form_entry(rows_[row + kNear])]));
}

void IndexBuilder::Writer::write_form_sides(std::uint32_t number, std::uint32_t manner) {
  const Form& form = store_.manner(manner);
  if (form.from != 0 || form.to != 0) {
    append(Section::kFormYears, layout::YearsRecord{number, form.from, form.to});
  }
  if (!form.needs.empty())
    append(Section::kFormNeeds, layout::FormNeedRecord{number, needs_of_[manner]});
}

void IndexBuilder::Writer::write_table(const PhraseTable& table) {
  seed_ = table.seed;
  section(Section::kSlots)
      .assign(reinterpret_cast<const char*>(table.slots.data()),
              table.slots.size() * sizeof(layout::SlotRecord));
}

/// The filter of the units that begin forms in running text.
void IndexBuilder::Writer::write_filter() {
  StartGatherer starts;
  std::size_t unit = 0;  // its number plus one
  for (const std::uint8_t flags : row_flags_) {
    if ((flags & kFirstOfUnit) != 0) ++unit;
    if ((flags & kServesText) != 0)
      starts.add(first_units_[unit - 1], (flags & kAsksForCapital) != 0);
  }
  const StartGatherer::Starts found = std::move(starts).take();
  for (std::uint64_t word : build_filter(found.plain)) append(Section::kFilter, word);
  for (std::uint64_t word : build_filter(found.capital)) append(Section::kCapitalFilter, word);
}

/// Calls the keys and texts of forms that come soon.
void IndexBuilder::Writer::expect_keys(const LargeVector<std::uint32_t>& forms,
                                       std::size_t number) const {
  if (number + kFar < forms.size()) {
    store_.expect_key_place(forms[number + kFar]);
    store_.expect_form(forms[number + kFar]);
  }
  if (number + kNear < forms.size()) {
    store_.expect_key(forms[number + kNear]);
    store_.expect_text(forms[number + kNear]);
  }
}

namespace {

/// "None" as one less than the first number.
std::uint32_t signed16(std::uint16_t number) {
  return static_cast<std::uint32_t>(std::int32_t{static_cast<std::int16_t>(number)});
}

}  // namespace

namespace {

/// What an id begins with, if it ends in the entry's first name.
std::string_view prefix_of_made_id(const EntryParts& entry) {
  if (entry.names.empty() || !ends_in_name(entry.id, entry.names[0].text)) return {};
  return entry.id.substr(0, entry.id.size() - entry.names[0].text.size());
}

}  // namespace

/// Finds what comes before the name in most ids, if it is one thing (Boyer & Moore's vote).
void IndexBuilder::Writer::choose_id_prefix() {
  std::uint32_t votes = 0, count = 0;
  bool has_changed = false;
  EntryParts entry;
  for (std::uint32_t number = 0; number < store_.entry_count(); ++number) {
    store_.unpack(number, entry);
    const std::string_view prefix = prefix_of_made_id(entry);
    if (votes == 0 && prefix != id_prefix_) {
      id_prefix_ = prefix;
      has_changed = number > 0;
    }
    votes += prefix == id_prefix_ ? 1u : -1u;
    count += prefix == id_prefix_ ? 1u : 0u;
  }
  if (has_changed) count = count_ids_of(id_prefix_);
  if (2 * std::uint64_t{count} <= store_.entry_count()) id_prefix_ = {};
  if (!id_prefix_.empty()) append(Section::kIdPrefix, string(id_prefix_));
}

std::uint32_t IndexBuilder::Writer::count_ids_of(std::string_view prefix) const {
  std::uint32_t count = 0;
  EntryParts entry;
  for (std::uint32_t number = 0; number < store_.entry_count(); ++number) {
    store_.unpack(number, entry);
    if (prefix_of_made_id(entry) == prefix) ++count;
  }
  return count;
}

bool IndexBuilder::Writer::is_made(const EntryParts& entry) const {
  return !id_prefix_.empty() && !entry.names.empty() &&
         entry.id.size() == id_prefix_.size() + entry.names[0].text.size() &&
         entry.id.starts_with(id_prefix_) && ends_in_name(entry.id, entry.names[0].text);
}

void IndexBuilder::Writer::write_entries() {
  FrontCoder ids;
  bool all_made = true;
  EntryParts entry;
  std::vector<bool> has_entries(content_.schema.labels().size());
  for (std::uint32_t number = 0; number < entries_.size(); ++number) {
    expect_entries(number);
    store_.unpack(entries_[number], entry);
    const bool is_made_id = is_made(entry);
    ids.add(is_made_id ? std::string_view() : entry.id);
    all_made &= is_made_id;
    if (entry.label < has_entries.size()) has_entries[entry.label] = true;
    write_entry(number, entry, is_made_id);
  }
  if (!all_made) {
    section(Section::kIdText) = std::move(ids).take_text();
    section(Section::kIdBlocks) = std::move(ids).take_blocks();
  }
  mark_labels(has_entries);
}

void IndexBuilder::Writer::expect_entries(std::size_t number) const {
  if (number + kFar < entries_.size()) store_.expect_place(entries_[number + kFar]);
  if (number + kNear >= entries_.size()) return;
  store_.expect_entry(entries_[number + kNear]);
  const std::uint32_t form = store_.forms_of(entries_[number + kNear]).first;
  if (form < row_of_.size()) fetch_ahead(reinterpret_cast<const char*>(&row_of_[form]));
}

void IndexBuilder::Writer::write_entry(std::uint32_t number, const EntryParts& entry,
                                       bool is_made_id) {
  const auto prior =
      static_cast<std::uint32_t>(std::lround(std::clamp(entry.prior, 0.0, 1.0) * 10000));
  const std::uint32_t parent = entry.parent.empty() ? kNoEntry : entry_number(entry.parent);
  const std::uint32_t flags = (entry.is_dropped ? layout::kDropped : 0u) |
                              (entry.is_external ? layout::kExternal : 0u) |
                              (is_made_id ? layout::kMadeId : 0u);
  entry_records_.add({parent, static_cast<std::uint32_t>(names_.count()), signed16(entry.kind),
                      signed16(entry.label), entry.source, prior, flags});
  if (entry.is_external) append(Section::kExternals, number);
  if (entry.is_dropped) append(Section::kDropped, number);
  write_names(number, entry);
  write_entry_sides(number, entry);
}

void IndexBuilder::Writer::mark_labels(const std::vector<bool>& has_entries) {
  for (std::size_t label = 0; label < has_entries.size(); ++label) {
    if (!has_entries[label]) continue;
    layout::LabelRecord record;
    char* at = section(Section::kLabels).data() + label * sizeof record;
    std::memcpy(&record, at, sizeof record);
    record.flags |= layout::kHasEntries;
    std::memcpy(at, &record, sizeof record);
  }
}

void IndexBuilder::Writer::write_names(std::uint32_t number, const EntryParts& entry) {
  const std::uint32_t first_form = store_.forms_of(entries_[number]).first;
  for (const EntryParts::Text& name : entry.names) {
    std::uint32_t row = name.form != 0 ? row_of_[first_form + name.form - 1] : kNoForm;
    if ((row & kMerged) != 0) row = find_row(entries_[number], name.text);
    const bool is_string = row == kNoForm;
    names_.add({tag(name.word), is_string ? 1u : 0u, is_string ? string(name.text) : row});
  }
}

/// The row of an entry that has a text; kNoForm if none has.
std::uint32_t IndexBuilder::Writer::find_row(std::uint32_t entry, std::string_view text) const {
  const auto [begin, end] = store_.forms_of(entry);
  for (std::uint32_t form = begin; form < end; ++form) {
    if (row_of_[form] == kNoForm) continue;
    const std::uint32_t row = row_of_[form] & ~kMerged;
    if (store_.form_text(rows_[row]) == text) return row;
  }
  return kNoForm;
}

namespace {

/// The number that a string is the usual writing of, if there is one.
std::optional<std::uint32_t> as_number(std::string_view text) {
  if (text.empty() || text.size() > 9 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::uint32_t number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return number;
}

}  // namespace

void IndexBuilder::Writer::write_entry_sides(std::uint32_t number, const EntryParts& entry) {
  for (const EntryParts::Text& id : entry.ids) {
    auto digits = as_number(id.text);
    ids_.add({number, tag(id.word), digits ? 1u : 0u, digits ? *digits : string(id.text)});
  }
  if (entry.place) {
    auto scaled = [](double degrees) {
      return static_cast<std::uint32_t>(std::lround(degrees * 1e7));
    };
    coordinates_.add({number, scaled(entry.place->first), scaled(entry.place->second)});
  }
  if (entry.from != 0 || entry.to != 0) {
    append(Section::kEntryYears, layout::YearsRecord{number, entry.from, entry.to});
  }
}

void IndexBuilder::Writer::pack_records() {
  section(Section::kForms) = std::move(forms_).pack();
  section(Section::kEntries) = std::move(entry_records_).pack();
  section(Section::kNames) = std::move(names_).pack();
  section(Section::kIds) = std::move(ids_).pack();
  section(Section::kCoordinates) = std::move(coordinates_).pack();
}

void IndexBuilder::Writer::write_words() {
  auto write_sorted = [&](Section which, std::vector<std::uint64_t> hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    for (std::uint64_t hash : hashes) append(which, hash);
  };
  FormCutter cutter;
  std::vector<std::uint64_t> stops, abbreviations;
  for (const std::string& stop : content_.stops)
    stops.push_back(phrase_hash(cutter.cut(stop).hashes));
  for (std::string word : content_.abbreviations) {
    if (word.ends_with('.')) word.pop_back();
    abbreviations.push_back(text::hash_of_fold(word));
  }
  write_sorted(Section::kStops, std::move(stops));
  write_sorted(Section::kAbbreviations, std::move(abbreviations));
}

bool IndexBuilder::Writer::fits() const {
  std::size_t largest_text = 0;
  for (Section which : {Section::kStrings, Section::kFormText, Section::kIdText}) {
    largest_text = std::max(largest_text, sections_[static_cast<std::size_t>(which)].size());
  }
  return rows_.size() <= kMaxForms && entries_.size() < kNoEntry && largest_text <= 0xFFFFFFFFu &&
         content_.schema.labels().size() <= kMaxNumber16 &&
         content_.schema.kinds().size() <= kMaxNumber16 &&
         content_.sources.size() <= kMaxNumber16 && tag_count_ <= kMaxNumber16 &&
         need_lists_.size() <= kMaxNumber16;
}

std::string IndexBuilder::Writer::assemble() {
  auto aligned = [](std::uint64_t offset) { return (offset + 7) & ~std::uint64_t{7}; };
  layout::Header header{};
  std::memcpy(header.magic, layout::kMagic, sizeof header.magic);
  header.version = layout::kVersion;
  header.flags = flags_;
  header.section_count = layout::kSectionCount;
  header.slot_seed = seed_;
  header.content[0] = content_.content.low, header.content[1] = content_.content.high;
  header.sources[0] = content_.source_bytes.low, header.sources[1] = content_.source_bytes.high;
  std::uint64_t offset = sizeof header;
  for (std::size_t i = 0; i < layout::kSectionCount; ++i) {
    header.sections[i] = {offset, sections_[i].size()};
    offset = aligned(offset + sections_[i].size());
  }
  header.file_size = offset;
  std::string bytes(sizeof header, '\0');
  bytes.reserve(offset);
  for (std::size_t i = 0; i < layout::kSectionCount; ++i) {
    bytes += sections_[i];
    std::string().swap(sections_[i]);  // large: the whole need not stand twice
    bytes.resize(aligned(bytes.size()));
  }
  Digest digest = digest_of({reinterpret_cast<const char*>(&header), sizeof header});
  digest += digest_of(std::string_view(bytes).substr(sizeof header));
  header.bytes[0] = digest.low, header.bytes[1] = digest.high;
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

std::string IndexBuilder::Writer::write() {
  add_missing_parents();
  if (store_.form_count() > kMaxForms || store_.entry_count() >= kNoEntry) return {};
  LargeVector<Phrase> phrases = make_rows(sort_all());
  write_schema();
  number_manners();
  // From here on what is written of forms and of entries lies in sections of their own.
  std::future<void> forms = in_background(rows_.size(), [&] {
    write_table(build_phrase_table(phrases));
    LargeVector<Phrase>().swap(phrases);
    write_forms();
    write_filter();
  });
  choose_id_prefix();
  write_entries();
  forms.get();
  store_ = {};  // large, and all of it is written
  pack_records();
  write_words();
  return fits() ? assemble() : std::string();
}

bool has_manner_of(const Form& form, const Form& other) {
  return form.why == other.why && form.letter_case == other.letter_case &&
         form.case_is_stated == other.case_is_stated && form.lookup_only == other.lookup_only &&
         form.glued == other.glued && form.fixed == other.fixed && form.from == other.from &&
         form.to == other.to && form.scheme == other.scheme &&
         form.derivation == other.derivation && form.needs.empty() && other.needs.empty();
}

Form merge_forms(Form a, Form b) {
  bool keep_a =
      std::tuple(rank_of(a.why), a.lookup_only) <= std::tuple(rank_of(b.why), b.lookup_only);
  Form kept = std::move(keep_a ? a : b);
  const Form& other = keep_a ? b : a;
  if (!kept.case_is_stated) kept.letter_case = std::max(kept.letter_case, other.letter_case);
  kept.lookup_only &= other.lookup_only;
  kept.glued |= other.glued;
  kept.fixed &= other.fixed;
  return kept;
}

IndexBuilder::IndexBuilder() : store_(std::make_unique<Store>()) {}
IndexBuilder::~IndexBuilder() = default;
IndexBuilder::IndexBuilder(IndexBuilder&&) noexcept = default;
IndexBuilder& IndexBuilder::operator=(IndexBuilder&&) noexcept = default;

void IndexBuilder::reserve(std::size_t entry_count, std::size_t byte_size) {
  store_->reserve(entry_count, byte_size);
}
bool IndexBuilder::add(const IndexEntry& entry) { return store_->add(entry); }
std::uint64_t IndexBuilder::expect(std::string_view id) const { return store_->expect_id(id); }
bool IndexBuilder::claim(std::string_view id, std::uint64_t hash) {
  return store_->claim(id, hash);
}
void IndexBuilder::fill(const IndexEntry& entry) { store_->fill(entry); }
void IndexBuilder::fill(const NamePattern& pattern, std::string_view name, std::string_view key) {
  store_->fill(pattern, name, key);
}
NamePattern IndexBuilder::make_pattern(const IndexEntry& entry) {
  return store_->make_pattern(entry);
}
bool IndexBuilder::has(std::string_view id) const { return store_->has(id); }
std::size_t IndexBuilder::entry_count() const { return store_->entry_count(); }

std::string IndexBuilder::write(IndexContent content) && {
  return Writer(*store_, std::move(content)).write();
}

}  // namespace waymark::gazetteer
