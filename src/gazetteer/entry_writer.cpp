// SPDX-License-Identifier: Apache-2.0
// Entries are written in the order of their ids. A name that is a form of the entry is said by the
// form's row.
#include "gazetteer/entry_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "gazetteer/front_coding.h"
#include "gazetteer/made_id.h"

namespace waymark::gazetteer {

using layout::Section;

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFu;

/// "None" as one less than the first number.
std::uint32_t signed16(std::uint16_t number) {
  return static_cast<std::uint32_t>(std::int32_t{static_cast<std::int16_t>(number)});
}

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

/// The number in the index of a language or scheme.
std::uint32_t EntryWriter::tag(std::uint32_t word) {
  if (word >= tags_.size()) tags_.resize(word + 1, kNone);
  if (tags_[word] == kNone) {
    tags_[word] = tag_count_++;
    sections_.append(Section::kTags, sections_.string(store_.word(word)));
  }
  return tags_[word];
}

std::uint32_t EntryWriter::number_of_entry(std::string_view id) const {
  std::uint32_t number = store_.find(id);
  return number == kNoEntry ? kNoEntry : ranks_[number];
}

/// What an entry's id begins with, if it ends in its first name or in a number; `number`: in the
/// store.
std::optional<std::string_view> EntryWriter::prefix_of(std::uint32_t number,
                                                       const EntryParts& entry) const {
  if (entry.id_prefix != EntryParts::kUnknown) return store_.word(entry.id_prefix);
  const std::string_view id = store_.id(number);
  if (!entry.names.empty() && ends_in_name(id, entry.names[0].text))
    return id.substr(0, id.size() - entry.names[0].text.size());
  const std::size_t digits = id.find_last_not_of("0123456789") + 1;
  if (as_number(id.substr(digits))) return id.substr(0, digits);
  return std::nullopt;
}

/// Finds what comes before the name or number in most ids, if it is one thing (Boyer & Moore's
/// vote).
void EntryWriter::choose_id_prefix() {
  std::uint32_t votes = 0;
  std::uint64_t count = 0;
  bool has_changed = false;
  EntryParts entry;
  for (std::uint32_t number = 0; number < store_.entry_count(); ++number) {
    store_.unpack(number, entry);
    const std::optional<std::string_view> prefix = prefix_of(number, entry);
    if (votes == 0 && prefix != id_prefix_) {
      id_prefix_ = prefix;
      has_changed = number > 0;
    }
    votes += prefix == id_prefix_ ? 1u : -1u;
    count += prefix == id_prefix_ ? 1u : 0u;
  }
  if (id_prefix_ && has_changed) count = count_ids_of(*id_prefix_);
  if (2 * count <= store_.entry_count()) id_prefix_ = std::nullopt;
  if (id_prefix_) sections_.append(Section::kIdPrefix, sections_.string(*id_prefix_));
}

std::uint64_t EntryWriter::count_ids_of(std::string_view prefix) const {
  std::uint64_t count = 0;
  EntryParts entry;
  for (std::uint32_t number = 0; number < store_.entry_count(); ++number) {
    store_.unpack(number, entry);
    if (prefix_of(number, entry) == prefix) ++count;
  }
  return count;
}

/// How an entry's id follows from what most begin with; `number`: in the store.
EntryWriter::IdShape EntryWriter::shape_of(std::uint32_t number, const EntryParts& entry) const {
  if (!id_prefix_) return {};
  if (entry.id_prefix != EntryParts::kUnknown && store_.word(entry.id_prefix) == *id_prefix_)
    return {.flag = layout::kMadeId};
  const std::string_view id = store_.id(number);
  if (!id.starts_with(*id_prefix_)) return {};
  const std::string_view rest = id.substr(id_prefix_->size());
  if (!entry.names.empty() && rest.size() == entry.names[0].text.size() &&
      ends_in_name(rest, entry.names[0].text))
    return {.flag = layout::kMadeId};
  if (const auto digits = as_number(rest)) return {.flag = layout::kNumberId, .number = *digits};
  return {};
}

void EntryWriter::write() {
  choose_id_prefix();
  FrontCoder ids;
  bool all_made = true;
  EntryParts entry;
  std::vector<bool> has_entries(label_count_);
  for (std::uint32_t number = 0; number < entries_.size(); ++number) {
    expect_entries(number);
    store_.unpack(entries_[number], entry);
    const IdShape shape = shape_of(entries_[number], entry);
    ids.add(shape.flag != 0 ? std::string_view() : store_.id(entries_[number]));
    all_made &= shape.flag != 0;
    if (entry.label < has_entries.size()) has_entries[entry.label] = true;
    write_entry(number, entry, shape);
  }
  if (!all_made) {
    sections_.of(Section::kIdText) = std::move(ids).take_text();
    sections_.of(Section::kIdBlocks) = std::move(ids).take_blocks();
  }
  mark_labels(has_entries);
  pack_records();
}

void EntryWriter::expect_entries(std::size_t number) const {
  if (number + kFar < entries_.size()) store_.expect_place(entries_[number + kFar]);
  if (number + kNear >= entries_.size()) return;
  store_.expect_entry(entries_[number + kNear]);
  const std::uint32_t form = store_.forms_of(entries_[number + kNear]).first;
  if (form < rows_.row_of.size()) fetch_ahead(reinterpret_cast<const char*>(&rows_.row_of[form]));
}

/// Whether it stands here for no more than that others lie in it; `number`: in the index.
bool EntryWriter::only_contains(std::uint32_t number, const EntryParts& entry) const {
  if (!entry.is_external || entry.is_dropped) return false;
  const auto [begin, end] = store_.forms_of(entries_[number]);
  return begin == end && entry.names.empty() && entry.ids.empty();
}

void EntryWriter::write_entry(std::uint32_t number, const EntryParts& entry, const IdShape& shape) {
  const auto prior =
      static_cast<std::uint32_t>(std::lround(std::clamp(entry.prior, 0.0, 1.0) * 10000));
  const std::uint32_t parent = entry.parent.empty() ? kNoEntry : number_of_entry(entry.parent);
  const std::uint32_t flags =
      (entry.is_dropped ? layout::kDropped : 0u) | (entry.is_external ? layout::kExternal : 0u) |
      (only_contains(number, entry) ? layout::kOnlyContains : 0u) | shape.flag;
  records_.add({parent, static_cast<std::uint32_t>(names_.count()), signed16(entry.kind),
                signed16(entry.label), entry.source, prior, flags, shape.number});
  if (entry.is_external) sections_.append(Section::kExternals, number);
  if (entry.is_dropped) sections_.append(Section::kDropped, number);
  write_names(number, entry);
  write_sides(number, entry);
}

void EntryWriter::mark_labels(const std::vector<bool>& has_entries) {
  for (std::size_t label = 0; label < has_entries.size(); ++label) {
    if (!has_entries[label]) continue;
    layout::LabelRecord record;
    char* at = sections_.of(Section::kLabels).data() + label * sizeof record;
    std::memcpy(&record, at, sizeof record);
    record.flags |= layout::kHasEntries;
    std::memcpy(at, &record, sizeof record);
  }
}

void EntryWriter::write_names(std::uint32_t number, const EntryParts& entry) {
  const std::uint32_t first_form = store_.forms_of(entries_[number]).first;
  for (const EntryParts::Text& name : entry.names) {
    std::uint32_t row = name.form != 0 ? rows_.row_of[first_form + name.form - 1] : kNoForm;
    if ((row & FormRows::kMerged) != 0) row = find_row(entries_[number], name.text);
    const bool is_string = row == kNoForm;
    names_.add(
        {tag(name.word), is_string ? 1u : 0u, is_string ? sections_.string(name.text) : row});
  }
}

/// The row of an entry that has a text; kNoForm if none has.
std::uint32_t EntryWriter::find_row(std::uint32_t entry, std::string_view text) const {
  const auto [begin, end] = store_.forms_of(entry);
  for (std::uint32_t form = begin; form < end; ++form) {
    if (rows_.row_of[form] == kNoForm) continue;
    const std::uint32_t row = rows_.row_of[form] & ~FormRows::kMerged;
    if (store_.form_text(rows_.forms[row]) == text) return row;
  }
  return kNoForm;
}

void EntryWriter::write_sides(std::uint32_t number, const EntryParts& entry) {
  for (const EntryParts::Text& id : entry.ids) {
    auto digits = as_number(id.text);
    ids_.add(
        {number, tag(id.word), digits ? 1u : 0u, digits ? *digits : sections_.string(id.text)});
  }
  if (entry.place) {
    auto scaled = [](double degrees) {
      return static_cast<std::uint32_t>(std::lround(degrees * 1e7));
    };
    coordinates_.add({number, scaled(entry.place->first), scaled(entry.place->second)});
  }
  if (entry.from != 0 || entry.to != 0) {
    sections_.append(Section::kEntryYears, layout::YearsRecord{number, entry.from, entry.to});
  }
}

void EntryWriter::pack_records() {
  sections_.of(Section::kEntries) = std::move(records_).pack();
  sections_.of(Section::kNames) = std::move(names_).pack();
  sections_.of(Section::kIds) = std::move(ids_).pack();
  sections_.of(Section::kCoordinates) = std::move(coordinates_).pack();
}

}  // namespace waymark::gazetteer
