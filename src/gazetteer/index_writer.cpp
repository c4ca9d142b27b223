// SPDX-License-Identifier: Apache-2.0
// Everything is sorted first (entries by id, forms by key and entry), so that numbers follow from
// content alone; then each section is one pass.
#include "gazetteer/index_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "gazetteer/front_coding.h"
#include "gazetteer/index_layout.h"
#include "gazetteer/phrase.h"
#include "gazetteer/phrase_table.h"
#include "text/normal_form.h"

namespace waymark::gazetteer {

using layout::Section;

namespace {

int rank_of(Why why) {
  if (why == Why::kCanonical) return 0;
  return why == Why::kDerived ? 2 : 1;
}

/// A form on its way into the index.
struct Row {
  std::string key;
  std::vector<std::uint64_t> units;
  std::uint32_t entry = 0;
  Form form;
};

constexpr std::uint32_t kMaxForms = 0x7FFFFFFE;
constexpr std::size_t kMaxNumber16 = 0xFFFE;

class Writer {
 public:
  explicit Writer(IndexContent content) : content_(std::move(content)) {}
  std::string write();

 private:
  void add_missing_parents();
  void make_rows();
  Row* find_same(const Row& row);
  void write_schema();
  void write_forms();
  void write_form_sides(std::uint32_t number, const Form& form);
  void write_table();
  void write_entries();
  void write_entry_sides(std::uint32_t number, const IndexEntry& entry);
  void write_names(std::uint32_t number, const IndexEntry& entry);
  void write_words();
  [[nodiscard]] bool fits() const;
  [[nodiscard]] std::string assemble() const;

  std::uint32_t string(const std::string& text);
  std::uint16_t tag(const std::string& text);
  std::uint16_t reason(const Form& form);
  std::uint32_t need_list(const std::vector<Need>& needs);
  [[nodiscard]] std::uint32_t entry_number(const std::string& id) const;

  std::string& section(Section which) { return sections_[static_cast<std::size_t>(which)]; }
  template <class T>
  void append(Section which, const T& record) {
    section(which).append(reinterpret_cast<const char*>(&record), sizeof record);
  }

  IndexContent content_;
  std::vector<Row> rows_;
  std::array<std::string, layout::kSectionCount> sections_;
  std::unordered_map<std::string, std::uint32_t> strings_;
  std::unordered_map<std::string, std::uint16_t> tags_;
  std::map<std::tuple<Why, std::string, std::string>, std::uint16_t> reasons_;
  std::map<std::string, std::uint32_t> need_lists_;
  std::vector<std::vector<std::uint32_t>> forms_of_entry_;
  std::uint32_t need_count_ = 0;
  std::uint64_t seed_ = 0;
};

std::uint32_t Writer::string(const std::string& text) {
  auto [found, is_new] =
      strings_.try_emplace(text, static_cast<std::uint32_t>(section(Section::kStrings).size()));
  if (is_new) {
    append_varint(text.size(), section(Section::kStrings));
    section(Section::kStrings) += text;
  }
  return found->second;
}

std::uint16_t Writer::tag(const std::string& text) {
  auto [found, is_new] = tags_.try_emplace(text, static_cast<std::uint16_t>(tags_.size()));
  if (is_new) append(Section::kTags, string(text));
  return found->second;
}

/// Derivations are the first to go where there are too many reasons to number.
std::uint16_t Writer::reason(const Form& form) {
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

std::uint32_t Writer::need_list(const std::vector<Need>& needs) {
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

std::uint32_t Writer::entry_number(const std::string& id) const {
  auto found =
      std::lower_bound(content_.entries.begin(), content_.entries.end(), id,
                       [](const IndexEntry& entry, const std::string& i) { return entry.id < i; });
  if (found == content_.entries.end() || found->id != id) return kNoEntry;
  return static_cast<std::uint32_t>(found - content_.entries.begin());
}

void Writer::add_missing_parents() {
  auto by_id = [](const IndexEntry& a, const IndexEntry& b) { return a.id < b.id; };
  std::vector<IndexEntry>& entries = content_.entries;
  std::sort(entries.begin(), entries.end(), by_id);
  std::vector<IndexEntry> missing;
  for (const IndexEntry& entry : entries) {
    if (entry.parent.empty() || entry_number(entry.parent) != kNoEntry) continue;
    missing.emplace_back();
    missing.back().id = entry.parent;
    missing.back().is_external = true;
  }
  std::sort(missing.begin(), missing.end(), by_id);
  missing.erase(std::unique(missing.begin(), missing.end(),
                            [](const IndexEntry& a, const IndexEntry& b) { return a.id == b.id; }),
                missing.end());
  std::move(missing.begin(), missing.end(), std::back_inserter(entries));
  std::sort(entries.begin(), entries.end(), by_id);
}

void Writer::make_rows() {
  FormCutter cutter;
  std::vector<Row> rows;
  for (std::uint32_t entry = 0; entry < content_.entries.size(); ++entry) {
    for (Form& form : content_.entries[entry].forms) {
      const UnitRun& run = cutter.cut(form.text);
      if (!run.hashes.empty()) rows.push_back({run.key, run.hashes, entry, std::move(form)});
    }
    content_.entries[entry].forms.clear();
  }
  // Rows are large: their numbers are sorted, and each row moves once.
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    int keys = rows[a].key.compare(rows[b].key);
    return keys != 0 ? keys < 0 : std::tie(rows[a].entry, a) < std::tie(rows[b].entry, b);
  });
  rows_.reserve(rows.size());
  for (std::uint32_t number : order) {
    Row& row = rows[number];
    if (Row* same = find_same(row)) {
      same->form = merge_forms(std::move(same->form), std::move(row.form));
    } else {
      rows_.push_back(std::move(row));
    }
  }
}

/// Among the last rows, which are of the same key and entry, the one that is found in the same
/// texts.
Row* Writer::find_same(const Row& row) {
  std::string capitals;
  for (auto other = rows_.rbegin(); other != rows_.rend(); ++other) {
    if (other->entry != row.entry || other->key != row.key) return nullptr;
    if (capitals.empty()) capitals = capitals_of(row.form.text);
    if (capitals_of(other->form.text) == capitals) return &*other;
  }
  return nullptr;
}

void Writer::write_schema() {
  for (const Label& label : content_.schema.labels()) {
    append(Section::kLabels, layout::LabelRecord{string(label.name), label.structured ? 1u : 0u});
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

void Writer::write_forms() {
  FrontCoder coder;
  forms_of_entry_.resize(content_.entries.size());
  for (std::uint32_t number = 0; number < rows_.size(); ++number) {
    const Row& row = rows_[number];
    coder.add(row.form.text);
    bool is_last = number + 1 == rows_.size() || rows_[number + 1].key != row.key;
    unsigned flags = static_cast<unsigned>(row.form.letter_case);
    if (is_last) flags |= layout::kLastOfKey;
    if (row.form.lookup_only) flags |= layout::kLookupOnly;
    if (row.form.glued) flags |= layout::kGlued;
    if (row.form.from != 0 || row.form.to != 0) flags |= layout::kHasYears;
    if (!row.form.needs.empty()) flags |= layout::kHasNeeds;
    append(Section::kForms,
           layout::FormRecord{row.entry, reason(row.form), static_cast<std::uint16_t>(flags)});
    write_form_sides(number, row.form);
    forms_of_entry_[row.entry].push_back(number);
  }
  section(Section::kFormText) = coder.text();
  section(Section::kFormBlocks) = coder.blocks();
}

void Writer::write_form_sides(std::uint32_t number, const Form& form) {
  if (form.from != 0 || form.to != 0) {
    append(Section::kFormYears, layout::YearsRecord{number, form.from, form.to});
  }
  if (!form.needs.empty())
    append(Section::kFormNeeds, layout::FormNeedRecord{number, need_list(form.needs)});
}

/// Every proper prefix of a form's run stands in the table as going on.
void Writer::write_table() {
  std::vector<Phrase> phrases;
  std::unordered_map<std::uint64_t, std::size_t> place;  // of a phrase hash in `phrases`
  std::vector<std::uint64_t> firsts;
  for (std::uint32_t number = 0; number < rows_.size(); ++number) {
    const Row& row = rows_[number];
    bool is_first = number == 0 || rows_[number - 1].key != row.key;
    if (!is_first) continue;
    firsts.push_back(row.units[0]);
    std::uint64_t hash = text::kEmptyPhrase;
    for (std::size_t i = 0; i < row.units.size(); ++i) {
      hash = text::extend_phrase(hash, row.units[i]);
      auto [found, is_new] = place.try_emplace(hash, phrases.size());
      if (is_new) phrases.push_back({hash, 0});
      std::uint32_t& value = phrases[found->second].value;
      if (i + 1 < row.units.size()) {
        value |= 1;
      } else if ((value >> 1) == 0) {
        value |= (number + 1) << 1;
      }
    }
  }
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  for (std::uint64_t word : build_filter(firsts)) append(Section::kFilter, word);
  PhraseTable table = build_phrase_table(phrases);
  seed_ = table.seed;
  for (const layout::SlotRecord& slot : table.slots) append(Section::kSlots, slot);
}

void Writer::write_entries() {
  FrontCoder ids;
  for (std::uint32_t number = 0; number < content_.entries.size(); ++number) {
    const IndexEntry& entry = content_.entries[number];
    ids.add(entry.id);
    auto first_name =
        static_cast<std::uint32_t>(section(Section::kNames).size() / sizeof(layout::NameRecord));
    auto prior = static_cast<unsigned>(std::lround(std::clamp(entry.prior, 0.0, 1.0) * 10000));
    if (entry.is_dropped) prior |= layout::kDropped;
    if (entry.is_external) prior |= layout::kExternal;
    std::uint32_t parent = entry.parent.empty() ? kNoEntry : entry_number(entry.parent);
    append(Section::kEntries, layout::EntryRecord{parent, first_name, entry.kind, entry.label,
                                                  entry.source, static_cast<std::uint16_t>(prior)});
    if (entry.is_external) append(Section::kExternals, number);
    if (entry.is_dropped) append(Section::kDropped, number);
    write_names(number, entry);
    write_entry_sides(number, entry);
  }
  section(Section::kIdText) = ids.text();
  section(Section::kIdBlocks) = ids.blocks();
}

void Writer::write_names(std::uint32_t number, const IndexEntry& entry) {
  for (const auto& [language, name] : entry.names) {
    const std::vector<std::uint32_t>& forms = forms_of_entry_[number];
    auto same = std::find_if(forms.begin(), forms.end(), [&, &text = name](std::uint32_t form) {
      return rows_[form].form.text == text;
    });
    bool is_string = same == forms.end();
    append(Section::kNames,
           layout::NameRecord{tag(language), static_cast<std::uint16_t>(is_string ? 1 : 0),
                              is_string ? string(name) : *same});
  }
}

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

void Writer::write_entry_sides(std::uint32_t number, const IndexEntry& entry) {
  for (const auto& [scheme, id] : entry.ids) {
    auto digits = as_number(id);
    append(Section::kIds,
           layout::IdRecord{number, tag(scheme), static_cast<std::uint16_t>(digits ? 1 : 0),
                            digits ? *digits : string(id)});
  }
  if (entry.lat && entry.lon) {
    auto scaled = [](double degrees) {
      return static_cast<std::int32_t>(std::lround(degrees * 1e7));
    };
    append(Section::kCoordinates,
           layout::CoordinateRecord{number, scaled(*entry.lat), scaled(*entry.lon)});
  }
  if (entry.from != 0 || entry.to != 0) {
    append(Section::kEntryYears, layout::YearsRecord{number, entry.from, entry.to});
  }
}

void Writer::write_words() {
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

bool Writer::fits() const {
  std::size_t largest_text = 0;
  for (Section which : {Section::kStrings, Section::kFormText, Section::kIdText}) {
    largest_text = std::max(largest_text, sections_[static_cast<std::size_t>(which)].size());
  }
  return rows_.size() <= kMaxForms && content_.entries.size() < kNoEntry &&
         largest_text <= 0xFFFFFFFFu && content_.schema.labels().size() <= kMaxNumber16 &&
         content_.schema.kinds().size() <= kMaxNumber16 &&
         content_.sources.size() <= kMaxNumber16 && tags_.size() <= kMaxNumber16 &&
         need_lists_.size() <= kMaxNumber16;
}

std::string Writer::assemble() const {
  auto aligned = [](std::uint64_t offset) { return (offset + 7) & ~std::uint64_t{7}; };
  layout::Header header{};
  std::memcpy(header.magic, layout::kMagic, sizeof header.magic);
  header.version = layout::kVersion;
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
    bytes.resize(aligned(bytes.size()));
  }
  Digest digest = digest_of({reinterpret_cast<const char*>(&header), sizeof header});
  digest += digest_of(std::string_view(bytes).substr(sizeof header));
  header.bytes[0] = digest.low, header.bytes[1] = digest.high;
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

std::string Writer::write() {
  add_missing_parents();
  make_rows();
  write_schema();
  write_forms();
  write_table();
  write_entries();
  write_words();
  return fits() ? assemble() : std::string();
}

}  // namespace

Form merge_forms(Form a, Form b) {
  bool keep_a =
      std::tuple(rank_of(a.why), a.lookup_only) <= std::tuple(rank_of(b.why), b.lookup_only);
  Form kept = std::move(keep_a ? a : b);
  const Form& other = keep_a ? b : a;
  if (!kept.case_is_stated) kept.letter_case = std::max(kept.letter_case, other.letter_case);
  kept.lookup_only &= other.lookup_only;
  kept.glued |= other.glued;
  return kept;
}

std::string write_index(IndexContent content) { return Writer(std::move(content)).write(); }

}  // namespace waymark::gazetteer
