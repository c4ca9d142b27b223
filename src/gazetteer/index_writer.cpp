// SPDX-License-Identifier: Apache-2.0
// Entries are packed as they come. At the end everything is sorted (entries by id, forms by key and
// entry), so that numbers follow from content alone; then each section is one pass.
#include "gazetteer/index_writer.h"

#include <algorithm>
#include <cstring>
#include <future>
#include <string_view>
#include <tuple>
#include <utility>

#include "gazetteer/background.h"
#include "gazetteer/content_digest.h"
#include "gazetteer/entry_store.h"
#include "gazetteer/entry_writer.h"
#include "gazetteer/form_rows.h"
#include "gazetteer/form_writer.h"
#include "gazetteer/front_coding.h"
#include "gazetteer/index_layout.h"
#include "gazetteer/large_memory.h"
#include "gazetteer/phrase.h"
#include "gazetteer/sections.h"
#include "gazetteer/string_order.h"
#include "text/normal_form.h"

namespace waymark::gazetteer {

using layout::Section;

namespace {

constexpr std::uint32_t kMaxForms = (0xFFFFFFFFu >> layout::kSlotFlagBits) - 1;

int rank_of(Why why) {
  if (why == Why::kCanonical) return 0;
  return why == Why::kDerived ? 2 : 1;
}

/// How many bytes all ids surely begin with alike.
std::size_t shared_id_bytes(const EntryStore& store) {
  std::string shared, made;
  std::uint32_t last_pattern = 0;  // entries of one pattern begin alike
  for (std::uint32_t entry = 0; entry < store.entry_count(); ++entry) {
    const std::uint32_t pattern = store.pattern_of(entry);
    if (std::exchange(last_pattern, pattern) == pattern && pattern != 0) continue;
    const std::string_view id =
        pattern != 0 ? std::string_view(store.id_prefix(pattern)) : store.id(entry, made);
    if (entry == 0) shared = id;
    if (!id.starts_with(shared)) shared.resize(shared_size(id, shared));
  }
  return shared.size();
}

EntryOrder sort_entries(const EntryStore& store) {
  const auto by_number = [](std::uint32_t a, std::uint32_t b) { return a < b; };
  const auto id_of = [&](std::uint32_t entry, std::string& made) { return store.id(entry, made); };
  StringOrder order(id_of, by_number);
  order.reserve(store.entry_count());
  const std::size_t shared = shared_id_bytes(store);
  std::uint32_t last_pattern = 0;
  bool ends_in_prefix = false;  // what is shared, where the prefix of its ids does
  std::string made;
  for (std::uint32_t entry = 0; entry < store.entry_count(); ++entry) {
    const std::uint32_t pattern = store.pattern_of(entry);
    if (pattern != last_pattern)
      ends_in_prefix = pattern != 0 && store.id_prefix(pattern).size() == shared;
    last_pattern = pattern;
    order.add(ends_in_prefix ? store.name_chunk(entry) : chunk_of(store.id(entry, made), shared),
              entry);
  }
  EntryOrder sorted;
  sorted.entries = std::move(order).sort(shared, &sorted.repeats);
  sorted.ranks.assign(store.entry_count(), kNoEntry);
  for (std::uint32_t number = 0; number < sorted.entries.size(); ++number)
    sorted.ranks[sorted.entries[number]] = number;
  for (const Repeat& repeat : sorted.repeats)
    sorted.ranks[repeat.number] = sorted.ranks[repeat.first];
  return sorted;
}

}  // namespace

class IndexBuilder::Store : public EntryStore {};

class IndexBuilder::Writer {
 public:
  Writer(EntryStore& store, IndexContent content) : store_(store), content_(std::move(content)) {}
  std::string write(Repeats* repeats);

 private:
  void add_missing_parents();
  void sort();
  [[nodiscard]] bool has_all_forms(std::uint32_t of, std::uint32_t entry) const;
  void drop_known(LargeVector<std::uint32_t>& forms);
  void forget_repeats(Repeats* count);
  void write_schema();
  void write_words();
  [[nodiscard]] bool fits(const FormWriter& forms, const EntryWriter& entries);
  [[nodiscard]] std::string assemble(const FormWriter& forms) const;
  void place_sections(layout::Header& header) const;
  [[nodiscard]] std::string join_sections(const layout::Header& header) const;
  [[nodiscard]] Digest digest_of_sections(const layout::Header& header) const;

  EntryStore& store_;
  IndexContent content_;
  EntryOrder order_;
  FormRows rows_;
  Sections sections_;
};

void IndexBuilder::Writer::add_missing_parents() {
  std::uint32_t last_pattern = 0;  // entries of one pattern lie in the same
  for (std::uint32_t number = 0; number < store_.entry_count(); ++number) {
    const std::uint32_t pattern = store_.pattern_of(number);
    if (std::exchange(last_pattern, pattern) == pattern && pattern != 0) continue;
    const std::string_view parent = store_.parent(number);
    if (parent.empty() || store_.has(parent)) continue;
    IndexEntry missing;
    missing.id = parent;
    missing.is_external = true;
    store_.add(missing);
  }
}

/// Whether an entry has no forms but those that another has.
bool IndexBuilder::Writer::has_all_forms(std::uint32_t of, std::uint32_t entry) const {
  const auto [first, last] = store_.forms_of(entry);
  const auto [begin, end] = store_.forms_of(of);
  for (std::uint32_t form = first; form < last; ++form) {
    bool is_known = false;
    for (std::uint32_t other = begin; other < end && !is_known; ++other)
      is_known = store_.form_text(other) == store_.form_text(form);
    if (!is_known) return false;
  }
  return true;
}

/// Takes the forms out of repeats that say nothing new, and leaves only these among the repeats.
/// The others are spellings of the entry whose id they have.
void IndexBuilder::Writer::drop_known(LargeVector<std::uint32_t>& forms) {
  constexpr std::size_t kMostSpellings = 64;  // of one id
  if (order_.repeats.empty()) return;
  std::vector<bool> is_dropped(store_.form_count());  // small enough to stay at hand
  std::vector<std::uint32_t> same;                    // of the entry at hand, what has its id
  std::erase_if(order_.repeats, [&](const Repeat& repeat) {
    if (same.empty() || same.front() != repeat.first) same.assign(1, repeat.first);
    const bool is_new = same.size() < kMostSpellings &&
                        std::none_of(same.begin(), same.end(), [&](std::uint32_t entry) {
                          return has_all_forms(entry, repeat.number);
                        });
    if (is_new) {
      same.push_back(repeat.number);
      return true;
    }
    const auto [first, last] = store_.forms_of(repeat.number);
    std::fill(is_dropped.begin() + first, is_dropped.begin() + last, true);
    return false;
  });
  std::erase_if(forms, [&](std::uint32_t form) { return is_dropped[form]; });
}

/// Counts the repeats that say nothing new, and takes back what was said of them.
void IndexBuilder::Writer::forget_repeats(Repeats* count) {
  EntryDigests digests(content_.schema);
  Digest digest;
  for (const Repeat& repeat : order_.repeats) {
    const IndexEntry entry = store_.entry(repeat.number);
    digest += digests.digest("entry", entry, &content_.sources[entry.source]);
    if (count != nullptr) ++count->entries, count->forms += entry.forms.size();
  }
  content_.content -= digest;
}

/// Sorts entries and forms, at the same time.
void IndexBuilder::Writer::sort() {
  std::future<EntryOrder> entries =
      in_background(store_.form_count(), [&] { return sort_entries(store_); });
  LargeVector<std::uint32_t> forms = sort_forms(store_);
  order_ = entries.get();
  drop_known(forms);
  rows_ = make_rows(std::move(forms), order_.ranks, store_);
}

void IndexBuilder::Writer::write_schema() {
  for (const Label& label : content_.schema.labels()) {
    sections_.append(
        Section::kLabels,
        layout::LabelRecord{sections_.string(label.name),
                            label.structured ? std::uint32_t{layout::kIsStructured} : 0u});
  }
  for (const Kind& kind : content_.schema.kinds()) {
    sections_.append(Section::kKinds,
                     layout::KindRecord{sections_.string(kind.name), kind.label,
                                        static_cast<std::uint16_t>(kind.generics.size())});
    for (const std::string& generic : kind.generics)
      sections_.append(Section::kGenerics, sections_.string(generic));
  }
  for (const auto& [name, version] : content_.sources) {
    sections_.append(Section::kSources,
                     layout::SourceRecord{sections_.string(name), sections_.string(version)});
  }
}

void IndexBuilder::Writer::write_words() {
  auto write_sorted = [&](Section which, std::vector<std::uint64_t> hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    for (std::uint64_t hash : hashes) sections_.append(which, hash);
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

bool IndexBuilder::Writer::fits(const FormWriter& forms, const EntryWriter& entries) {
  std::size_t largest_text = 0;
  for (Section which : {Section::kStrings, Section::kFormText, Section::kIdText}) {
    largest_text = std::max(largest_text, sections_.of(which).size());
  }
  return rows_.forms.size() <= kMaxForms && order_.entries.size() < kNoEntry &&
         largest_text <= 0xFFFFFFFFu && content_.schema.labels().size() <= kMaxNumber16 &&
         content_.schema.kinds().size() <= kMaxNumber16 &&
         content_.sources.size() <= kMaxNumber16 && entries.tag_count() <= kMaxNumber16 &&
         forms.need_list_count() <= kMaxNumber16;
}

std::string IndexBuilder::Writer::assemble(const FormWriter& forms) const {
  layout::Header header{};
  std::memcpy(header.magic, layout::kMagic, sizeof header.magic);
  header.version = layout::kVersion;
  header.section_count = layout::kSectionCount;
  header.slot_seed = forms.slot_seed();
  header.content[0] = content_.content.low, header.content[1] = content_.content.high;
  header.sources[0] = content_.source_bytes.low, header.sources[1] = content_.source_bytes.high;
  place_sections(header);
  std::future<Digest> digest_of_rest =
      in_background(rows_.forms.size(), [&] { return digest_of_sections(header); });
  std::string bytes = join_sections(header);
  Digest digest = digest_of({reinterpret_cast<const char*>(&header), sizeof header});
  digest += digest_of_rest.get();
  header.bytes[0] = digest.low, header.bytes[1] = digest.high;
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

/// Says where each section will lie.
void IndexBuilder::Writer::place_sections(layout::Header& header) const {
  // A bucket of slots is to lie in one line of the cache.
  const auto aligned = [](std::uint64_t offset, std::size_t section) {
    const std::uint64_t size = section == static_cast<std::size_t>(Section::kSlots) ? 64 : 8;
    return (offset + size - 1) & ~(size - 1);
  };
  std::uint64_t offset = sizeof header;
  for (std::size_t i = 0; i < layout::kSectionCount; ++i) {
    offset = aligned(offset, i);
    header.sections[i] = {offset, sections_.bytes(i).size()};
    offset = aligned(offset + header.sections[i].byte_size, layout::kSectionCount);
  }
  header.file_size = offset;
}

/// The sections where they will lie, behind a place for the header.
std::string IndexBuilder::Writer::join_sections(const layout::Header& header) const {
  std::string bytes;
  reserve_large(bytes, header.file_size);
  for (std::size_t i = 0; i < layout::kSectionCount; ++i) {
    bytes.resize(header.sections[i].offset);
    bytes += sections_.bytes(i);
  }
  bytes.resize(header.file_size);
  return bytes;
}

/// The digest of all that lies behind the header, without waiting for it to be joined.
Digest IndexBuilder::Writer::digest_of_sections(const layout::Header& header) const {
  DigestStream digest(header.file_size - sizeof header);
  std::uint64_t at = sizeof header;
  const auto fill_up_to = [&](std::uint64_t end) {
    for (; at < end; at += 8) digest.add(std::string_view("\0\0\0\0\0\0\0", 8));
  };
  for (std::size_t i = 0; i < layout::kSectionCount; ++i) {
    fill_up_to(header.sections[i].offset);
    digest.add(sections_.bytes(i));
    at += (header.sections[i].byte_size + 7) / 8 * 8;
  }
  return digest.finish();
}

std::string IndexBuilder::Writer::write(Repeats* repeats) {
  add_missing_parents();
  if (store_.form_count() > kMaxForms || store_.entry_count() >= kNoEntry) return {};
  sort();
  forget_repeats(repeats);
  write_schema();
  FormWriter forms(store_, order_.ranks, rows_, sections_);
  EntryWriter entries(store_, order_, rows_, content_.schema.labels().size(), sections_);
  forms.number_manners();
  // From here on what is written of forms and of entries lies in sections of their own.
  std::future<void> forms_written = in_background(rows_.forms.size(), [&] { forms.write_forms(); });
  entries.write();
  forms.write_table();
  forms.write_late_texts();
  forms_written.get();
  forms.end_texts();
  store_ = {};  // large, and all of it is written
  write_words();
  return fits(forms, entries) ? assemble(forms) : std::string();
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

void IndexBuilder::reserve(std::size_t entry_count, std::size_t byte_size, bool are_asked) {
  store_->reserve(entry_count, byte_size, are_asked);
}
bool IndexBuilder::add(const IndexEntry& entry) { return store_->add(entry); }
std::uint64_t IndexBuilder::expect(std::string_view id) const { return store_->expect_id(id); }
bool IndexBuilder::claim(std::string_view id, std::uint64_t hash) {
  return store_->claim(id, hash);
}
void IndexBuilder::fill(const IndexEntry& entry) { store_->fill(entry); }
NamePattern IndexBuilder::make_pattern(const IndexEntry& entry) {
  return store_->make_pattern(entry);
}
void IndexBuilder::add_names(NamePattern pattern, const NameRun& run, std::size_t first,
                             std::size_t last, std::size_t& key) {
  store_->add_names(pattern, run, first, last, key);
}
void IndexBuilder::add_unasked(NamePattern pattern, const IndexEntry& entry) {
  store_->add_unasked(pattern, entry);
}
void IndexBuilder::settle() { store_->settle(); }
bool IndexBuilder::has(std::string_view id) { return store_->has(id); }
std::size_t IndexBuilder::entry_count() const { return store_->entry_count(); }

std::string IndexBuilder::write(IndexContent content, Repeats* repeats) && {
  return Writer(*store_, std::move(content)).write(repeats);
}

}  // namespace waymark::gazetteer
