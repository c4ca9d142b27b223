// SPDX-License-Identifier: Apache-2.0
// Entries are packed as they come. At the end everything is sorted (entries by id, forms by key and
// entry), so that numbers follow from content alone; then each section is one pass.
#include "gazetteer/index_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "gazetteer/entry_store.h"
#include "gazetteer/front_coding.h"
#include "gazetteer/index_layout.h"
#include "gazetteer/made_id.h"
#include "gazetteer/packed_records.h"
#include "gazetteer/phrase.h"
#include "gazetteer/phrase_table.h"
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

/// A form on its way into the index: sorted by key, entry and number.
struct Row {
  std::uint64_t prefix = 0;  ///< the key's first eight bytes, as a number that sorts as they do
  std::uint64_t key_begin = 0;
  std::uint32_t form = 0;
  std::uint32_t key_size = 0;
};

std::uint64_t prefix_of(std::string_view key) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i)
    prefix = prefix << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0u);
  return prefix;
}

constexpr std::uint32_t kMaxForms = 0x7FFFFFFE;
constexpr std::size_t kMaxNumber16 = 0xFFFE;

}  // namespace

class IndexBuilder::Store : public EntryStore {};

class IndexBuilder::Writer {
 public:
  Writer(EntryStore& store, IndexContent content) : store_(store), content_(std::move(content)) {}
  std::string write();

 private:
  void add_missing_parents();
  void sort_entries();
  [[nodiscard]] std::size_t shared_id_bytes() const;
  void make_rows();
  void cut_forms(std::vector<Row>& rows, std::string& keys) const;
  [[nodiscard]] std::uint32_t find_same(std::size_t begin, std::uint32_t form) const;
  void write_schema();
  void write_forms();
  void write_form_sides(std::uint32_t number, const Form& form);
  void write_table();
  std::vector<Phrase> gather_phrases();
  static void add_phrases(const std::vector<std::uint64_t>& units, std::uint32_t number,
                          PhraseSet& phrases);
  void choose_id_prefix();
  void write_entries();
  void write_entry_sides(std::uint32_t number, const IndexEntry& entry);
  void mark_labels(const std::vector<bool>& has_entries);
  void write_names(std::uint32_t number, const IndexEntry& entry);
  void pack_records();
  void write_words();
  [[nodiscard]] bool fits() const;
  [[nodiscard]] std::string assemble();

  std::uint32_t string(const std::string& text);
  std::uint16_t tag(const std::string& text);
  std::uint16_t reason(const Form& form);
  std::uint32_t need_list(const std::vector<Need>& needs);
  [[nodiscard]] std::uint32_t entry_number(std::string_view id) const;
  /// Whether a row is the first of its key.
  [[nodiscard]] bool is_first(std::size_t row) const {
    return row == rows_.size() || first_of_key_[row];
  }

  std::string& section(Section which) { return sections_[static_cast<std::size_t>(which)]; }
  template <class T>
  void append(Section which, const T& record) {
    section(which).append(reinterpret_cast<const char*>(&record), sizeof record);
  }

  EntryStore& store_;
  IndexContent content_;
  std::vector<std::uint32_t> entries_;  // numbers in the store, by id
  std::vector<std::uint32_t> ranks_;    // by number in the store: place in entries_
  std::vector<std::uint32_t> rows_;     // numbers of the forms that stay, by key and entry
  std::vector<bool> first_of_key_;      // by row
  std::vector<std::uint32_t> row_of_;   // by form: the row that it is or was merged into
  std::array<std::string, layout::kSectionCount> sections_;
  RecordPacker forms_{layout::kFormFieldCount};
  RecordPacker entry_records_{layout::kEntryFieldCount};
  RecordPacker names_{layout::kNameFieldCount};
  RecordPacker ids_{layout::kIdFieldCount};
  RecordPacker coordinates_{layout::kCoordinateFieldCount};
  std::string_view id_prefix_;  // of ids that are made of names; empty if few are
  std::unordered_map<std::string, std::uint32_t> strings_;
  std::unordered_map<std::string, std::uint16_t> tags_;
  std::map<std::tuple<Why, std::string, std::string>, std::uint16_t> reasons_;
  std::map<std::string, std::uint32_t> need_lists_;
  std::uint32_t need_count_ = 0;
  std::uint64_t seed_ = 0;
  std::uint16_t flags_ = 0;  // layout::IndexFlag
};

std::uint32_t IndexBuilder::Writer::string(const std::string& text) {
  auto [found, is_new] =
      strings_.try_emplace(text, static_cast<std::uint32_t>(section(Section::kStrings).size()));
  if (is_new) {
    append_varint(text.size(), section(Section::kStrings));
    section(Section::kStrings) += text;
  }
  return found->second;
}

std::uint16_t IndexBuilder::Writer::tag(const std::string& text) {
  auto [found, is_new] = tags_.try_emplace(text, static_cast<std::uint16_t>(tags_.size()));
  if (is_new) append(Section::kTags, string(text));
  return found->second;
}

/// Derivations are the first to go where there are too many reasons to number.
std::uint16_t IndexBuilder::Writer::reason(const Form& form) {
  bool full = reasons_.size() >= kMaxNumber16 - 64;
  auto key = std::tuple(form.why, full ? "" : form.scheme, full ? "" : form.derivation);
  auto [found, is_new] = reasons_.try_emplace(key, static_cast<std::uint16_t>(reasons_.size()));
  if (is_new) {
    auto& [why, scheme, derivation] = key;
    append(Section::kReasons, layout::ReasonRecord{static_cast<std::uint32_t>(why), string(scheme),
                                                   string(derivation)});
  }
  return found->second;
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
  struct Place {
    std::uint64_t begin;  // of the id, behind what all ids begin with
    std::uint32_t entry;
  };
  std::vector<Place> places;
  places.reserve(store_.entry_count());
  const std::size_t shared = shared_id_bytes();
  for (std::uint32_t entry = 0; entry < store_.entry_count(); ++entry)
    places.push_back({prefix_of(store_.id(entry).substr(shared)), entry});
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    return a.begin != b.begin ? a.begin < b.begin : store_.id(a.entry) < store_.id(b.entry);
  });
  entries_.reserve(places.size());
  ranks_.resize(places.size());
  for (const Place& place : places) {
    ranks_[place.entry] = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(place.entry);
  }
}

/// How many bytes all ids begin with alike.
std::size_t IndexBuilder::Writer::shared_id_bytes() const {
  if (store_.entry_count() == 0) return 0;
  const std::string_view first = store_.id(0);
  std::size_t shared = first.size();
  for (std::uint32_t entry = 1; entry < store_.entry_count(); ++entry) {
    const std::string_view id = store_.id(entry).substr(0, shared);
    shared = static_cast<std::size_t>(std::mismatch(id.begin(), id.end(), first.begin()).first -
                                      id.begin());
  }
  return shared;
}

/// A row for each form that can be looked up, and the keys they refer to.
void IndexBuilder::Writer::cut_forms(std::vector<Row>& rows, std::string& keys) const {
  FormCutter cutter;
  rows.reserve(store_.form_count());
  for (std::uint32_t form = 0; form < store_.form_count(); ++form) {
    const UnitRun& run = cutter.cut(store_.form_text(form));
    if (run.hashes.empty()) continue;
    rows.push_back(
        {prefix_of(run.key), keys.size(), form, static_cast<std::uint32_t>(run.key.size())});
    keys += run.key;
  }
}

void IndexBuilder::Writer::make_rows() {
  std::string keys;
  std::vector<Row> rows;
  cut_forms(rows, keys);
  auto key_of = [&](const Row& row) {
    return std::string_view(keys).substr(row.key_begin, row.key_size);
  };
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    int order = key_of(a).compare(key_of(b));
    if (order != 0) return order < 0;
    return std::pair(ranks_[store_.form_entry(a.form)], a.form) <
           std::pair(ranks_[store_.form_entry(b.form)], b.form);
  });
  row_of_.assign(store_.form_count(), kNoForm);
  rows_.reserve(rows.size());
  std::size_t begin = 0;  // of the last rows that are of one key
  std::string_view last;
  for (const Row& row : rows) {
    std::string_view key = key_of(row);
    bool starts = rows_.empty() || key != last;
    if (starts) begin = rows_.size();
    std::uint32_t same = find_same(begin, row.form);
    if (same == kNoForm) {
      same = static_cast<std::uint32_t>(rows_.size());
      rows_.push_back(row.form);
      first_of_key_.push_back(starts);
    } else {
      store_.replace(rows_[same], merge_forms(store_.form(rows_[same]), store_.form(row.form)));
    }
    row_of_[row.form] = same;
    last = key;
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

void IndexBuilder::Writer::write_forms() {
  FrontCoder coder;
  for (std::uint32_t number = 0; number < rows_.size(); ++number) {
    std::uint32_t row = rows_[number];
    const Form& form = store_.manner(row);
    coder.add(store_.form_text(row));
    unsigned flags = static_cast<unsigned>(form.letter_case);
    if (is_first(number + 1)) flags |= layout::kLastOfKey;
    if (form.lookup_only) flags |= layout::kLookupOnly;
    if (form.glued) flags |= layout::kGlued;
    if (form.fixed) flags |= layout::kFixed;
    if (!form.fixed && !form.lookup_only) flags_ |= layout::kHasTargets;
    if (form.from != 0 || form.to != 0) flags |= layout::kHasYears;
    if (!form.needs.empty()) flags |= layout::kHasNeeds;
    forms_.add({ranks_[store_.form_entry(row)], reason(form), flags});
    write_form_sides(number, form);
  }
  section(Section::kFormText) = std::move(coder).take_text();
  section(Section::kFormBlocks) = std::move(coder).take_blocks();
}

void IndexBuilder::Writer::write_form_sides(std::uint32_t number, const Form& form) {
  if (form.from != 0 || form.to != 0) {
    append(Section::kFormYears, layout::YearsRecord{number, form.from, form.to});
  }
  if (!form.needs.empty())
    append(Section::kFormNeeds, layout::FormNeedRecord{number, need_list(form.needs)});
}

namespace {

/// Whether a form is found only where its first letter is a capital.
bool asks_for_capital(const Form& manner, std::string_view text) {
  return manner.letter_case != Case::kAny &&
         text::character_info(text::code_point_at(text, 0).value).has(text::kIsUpper);
}

}  // namespace

/// What texts are looked up by. Each part is written before the next one is gathered or made: of
/// millions of names they are the most that is ever in memory.
void IndexBuilder::Writer::write_table() {
  std::vector<Phrase> phrases = gather_phrases();
  const PhraseTable table = build_phrase_table(phrases);
  std::vector<Phrase>().swap(phrases);
  seed_ = table.seed;
  section(Section::kSlots)
      .assign(reinterpret_cast<const char*>(table.slots.data()),
              table.slots.size() * sizeof(layout::SlotRecord));
}

/// The runs of units that are forms. Every proper beginning of one stands there as going on. Writes
/// the filter of their first units too.
std::vector<Phrase> IndexBuilder::Writer::gather_phrases() {
  PhraseSet phrases;
  std::vector<Start> starts;
  FormCutter cutter;
  std::uint64_t first = 0;  // unit of the rows of one key
  for (std::uint32_t number = 0; number < rows_.size(); ++number) {
    const std::uint32_t row = rows_[number];
    if (is_first(number)) {
      const std::vector<std::uint64_t>& units = cutter.cut(store_.form_text(row)).hashes;
      first = units[0];
      add_phrases(units, number, phrases);
    }
    if (!store_.manner(row).lookup_only)
      starts.push_back({first, asks_for_capital(store_.manner(row), store_.form_text(row))});
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  for (std::uint64_t word : build_filter(starts)) append(Section::kFilter, word);
  return std::move(phrases).take();
}

void IndexBuilder::Writer::add_phrases(const std::vector<std::uint64_t>& units,
                                       std::uint32_t number, PhraseSet& phrases) {
  std::uint64_t hash = text::kEmptyPhrase;
  for (std::size_t i = 0; i < units.size(); ++i) {
    hash = text::extend_phrase(hash, units[i]);
    std::uint32_t& value = phrases.value_of(hash);
    if (i + 1 < units.size()) {
      value |= 1;
    } else if ((value >> 1) == 0) {
      value |= (number + 1) << 1;
    }
  }
}

namespace {

/// "None" as one less than the first number.
std::uint32_t signed16(std::uint16_t number) {
  return static_cast<std::uint32_t>(std::int32_t{static_cast<std::int16_t>(number)});
}

}  // namespace

/// Finds what comes before the name in most ids, if it is one thing (Boyer & Moore's vote).
void IndexBuilder::Writer::choose_id_prefix() {
  std::uint32_t votes = 0, count = 0;
  const auto prefix_of_entry = [&](std::uint32_t number) {
    const std::string_view id = store_.id(number), name = store_.first_name(number);
    return ends_in_name(id, name) ? id.substr(0, id.size() - name.size()) : std::string_view();
  };
  for (std::uint32_t number = 0; number < store_.entry_count(); ++number) {
    const std::string_view prefix = prefix_of_entry(number);
    if (votes == 0) id_prefix_ = prefix;
    if (prefix == id_prefix_) {
      ++votes;
    } else {
      --votes;
    }
  }
  for (std::uint32_t number = 0; number < store_.entry_count(); ++number)
    if (prefix_of_entry(number) == id_prefix_) ++count;
  if (2 * std::uint64_t{count} <= store_.entry_count()) id_prefix_ = {};
  if (!id_prefix_.empty()) append(Section::kIdPrefix, string(std::string(id_prefix_)));
}

void IndexBuilder::Writer::write_entries() {
  FrontCoder ids;
  bool all_made = true;
  IndexEntry entry;
  std::vector<bool> has_entries(content_.schema.labels().size());
  for (std::uint32_t number = 0; number < entries_.size(); ++number) {
    store_.unpack(entries_[number], entry);
    const bool is_made = !id_prefix_.empty() && !entry.names.empty() &&
                         entry.id.size() == id_prefix_.size() + entry.names[0].second.size() &&
                         entry.id.starts_with(id_prefix_) &&
                         ends_in_name(entry.id, entry.names[0].second);
    ids.add(is_made ? std::string_view() : entry.id);
    all_made &= is_made;
    const auto prior =
        static_cast<std::uint32_t>(std::lround(std::clamp(entry.prior, 0.0, 1.0) * 10000));
    const std::uint32_t parent = entry.parent.empty() ? kNoEntry : entry_number(entry.parent);
    const std::uint32_t flags = (entry.is_dropped ? layout::kDropped : 0u) |
                                (entry.is_external ? layout::kExternal : 0u) |
                                (is_made ? layout::kMadeId : 0u);
    entry_records_.add({parent, static_cast<std::uint32_t>(names_.count()), signed16(entry.kind),
                        signed16(entry.label), entry.source, prior, flags});
    if (entry.label < has_entries.size()) has_entries[entry.label] = true;
    if (entry.is_external) append(Section::kExternals, number);
    if (entry.is_dropped) append(Section::kDropped, number);
    write_names(number, entry);
    write_entry_sides(number, entry);
  }
  if (!all_made) {
    section(Section::kIdText) = std::move(ids).take_text();
    section(Section::kIdBlocks) = std::move(ids).take_blocks();
  }
  mark_labels(has_entries);
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

void IndexBuilder::Writer::write_names(std::uint32_t number, const IndexEntry& entry) {
  auto [begin, end] = store_.forms_of(entries_[number]);
  for (const auto& [language, name] : entry.names) {
    std::uint32_t same = kNoForm;
    for (std::uint32_t form = begin; form < end && same == kNoForm; ++form) {
      std::uint32_t row = row_of_[form];
      if (row != kNoForm && store_.form_text(rows_[row]) == name) same = row;
    }
    bool is_string = same == kNoForm;
    names_.add({tag(language), is_string ? 1u : 0u, is_string ? string(name) : same});
  }
}

namespace {

/// The number that a string is the usual writing of, if there is one.
std::optional<std::uint32_t> as_number(const std::string& text) {
  if (text.empty() || text.size() > 9 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::uint32_t number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return number;
}

}  // namespace

void IndexBuilder::Writer::write_entry_sides(std::uint32_t number, const IndexEntry& entry) {
  for (const auto& [scheme, id] : entry.ids) {
    auto digits = as_number(id);
    ids_.add({number, tag(scheme), digits ? 1u : 0u, digits ? *digits : string(id)});
  }
  if (entry.lat && entry.lon) {
    auto scaled = [](double degrees) {
      return static_cast<std::uint32_t>(std::lround(degrees * 1e7));
    };
    coordinates_.add({number, scaled(*entry.lat), scaled(*entry.lon)});
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
         content_.sources.size() <= kMaxNumber16 && tags_.size() <= kMaxNumber16 &&
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
  sort_entries();
  make_rows();
  write_schema();
  write_forms();
  write_table();
  choose_id_prefix();
  write_entries();
  store_ = {};  // large, and all of it is written
  pack_records();
  write_words();
  return fits() ? assemble() : std::string();
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

bool IndexBuilder::add(const IndexEntry& entry) { return store_->add(entry); }
bool IndexBuilder::has(std::string_view id) const { return store_->has(id); }
std::size_t IndexBuilder::entry_count() const { return store_->entry_count(); }

std::string IndexBuilder::write(IndexContent content) && {
  return Writer(*store_, std::move(content)).write();
}

}  // namespace waymark::gazetteer
