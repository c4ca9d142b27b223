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
  std::string unused;  // what has no pattern has an id of its own
  const std::string_view id = store_.id(number, unused);
  if (!entry.names.empty() && ends_in_name(id, entry.names[0].text))
    return id.substr(0, id.size() - entry.names[0].text.size());
  const std::size_t digits = id.find_last_not_of("0123456789") + 1;
  if (as_number(id.substr(digits))) return id.substr(0, digits);
  return std::nullopt;
}

/// Finds what comes before the name or number in most ids, if it is one thing (Boyer & Moore's
/// vote). Entries of one pattern that come one after another vote at once.
void EntryWriter::choose_id_prefix() {
  std::uint64_t votes = 0, count = 0;
  bool has_changed = false;
  for (std::uint32_t number = 0, end = 0; number < store_.entry_count(); number = end) {
    end = end_of_run(number);
    const std::uint64_t run = count_kept(number, end);
    store_.unpack(number, entry_);
    const std::optional<std::string_view> prefix = prefix_of(number, entry_);
    if (run == 0) continue;
    if (prefix == id_prefix_) {
      votes += run, count += run;
    } else if (votes >= run) {
      votes -= run;
    } else {
      has_changed |= number > 0 || votes > 0;
      id_prefix_ = prefix;
      count += run - votes;
      votes = run - votes;
    }
  }
  if (id_prefix_ && has_changed) count = count_ids_of(*id_prefix_);
  if (2 * count <= entries_.size()) id_prefix_ = std::nullopt;
  if (id_prefix_) sections_.append(Section::kIdPrefix, sections_.string(*id_prefix_));
}

/// Where the entries end that from one on have its pattern; behind it if it has none.
std::uint32_t EntryWriter::end_of_run(std::uint32_t number) const {
  const std::uint32_t pattern = store_.pattern_of(number);
  std::uint32_t end = number + 1;
  while (pattern != 0 && end < store_.entry_count() && store_.pattern_of(end) == pattern) ++end;
  return end;
}

/// How many entries of [first, last) stay.
std::uint64_t EntryWriter::count_kept(std::uint32_t first, std::uint32_t last) const {
  const auto begin = ranks_.begin() + first, end = ranks_.begin() + last;
  return static_cast<std::uint64_t>(end - begin - std::count(begin, end, kNoEntry));
}

std::uint64_t EntryWriter::count_ids_of(std::string_view prefix) const {
  std::uint64_t count = 0;
  EntryParts entry;
  for (std::uint32_t number = 0, end = 0; number < store_.entry_count(); number = end) {
    end = end_of_run(number);
    store_.unpack(number, entry);
    if (prefix_of(number, entry) == prefix) count += count_kept(number, end);
  }
  return count;
}

/// How an entry's id follows from what most begin with; `number`: in the store.
EntryWriter::IdShape EntryWriter::shape_of(std::uint32_t number, const EntryParts& entry) const {
  if (!id_prefix_) return {};
  if (entry.id_prefix != EntryParts::kUnknown && store_.word(entry.id_prefix) == *id_prefix_)
    return {.flag = layout::kMadeId};
  std::string made;
  const std::string_view id = store_.id(number, made);
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
  for (std::uint32_t number = 0; number < entries_.size(); ++number) {
    expect_entries(number);
    if (!write_made(number)) write_other(number);
  }
  end_ids();
  mark_labels();
  pack_records();
}

void EntryWriter::expect_entries(std::size_t number) const {
  if (number + kFar < entries_.size()) store_.expect_place(entries_[number + kFar]);
  if (number + kNear >= entries_.size()) return;
  const std::uint32_t entry = entries_[number + kNear];
  if (store_.pattern_of(entry) == 0) store_.expect_entry(entry);
  const std::uint32_t form = store_.first_form(entry);
  if (form < rows_.row_of.size()) fetch_ahead(reinterpret_cast<const char*>(&rows_.row_of[form]));
}

/// Writes an entry of which the store knows by its pattern what it says: its bytes are not looked
/// at. Gives false for any other, and where its name is to be looked for.
bool EntryWriter::write_made(std::uint32_t number) {
  const std::uint32_t pattern = store_.pattern_of(entries_[number]);
  if (pattern == 0 || (pattern != made_.pattern && !note_pattern(number))) return false;
  const std::uint32_t row = rows_.row_of[store_.first_form(entries_[number])];
  if (row == kNoForm || (row & FormRows::kMerged) != 0) return false;
  if (made_.last == number && number > 0) {
    records_.repeat(layout::kEntryFirstName);
  } else {
    add_record(made_.head, 0);
  }
  made_.last = number + 1;
  names_.add({made_.tag, 0, row});
  return true;
}

/// Gives false if ids don't follow from the pattern.
bool EntryWriter::note_pattern(std::uint32_t number) {
  const std::uint32_t entry = entries_[number];
  store_.unpack(entry, entry_);
  if (!id_prefix_ || store_.word(entry_.id_prefix) != *id_prefix_) return false;
  mark_label(entry_.label);
  made_ = {.pattern = store_.pattern_of(entry),
           .head = head_of(number, entry_, layout::kMadeId),
           .tag = tag(entry_.names.front().word)};
  return true;
}

void EntryWriter::write_other(std::uint32_t number) {
  store_.unpack(entries_[number], entry_);
  const IdShape shape = shape_of(entries_[number], entry_);
  if (shape.flag == 0) write_id(number);
  mark_label(entry_.label);
  write_entry(number, entry_, shape);
}

/// Writes an id; those before it that follow from the prefix are empty.
void EntryWriter::write_id(std::uint32_t number) {
  while (id_texts_.count() < number) id_texts_.add("");
  std::string made;
  id_texts_.add(store_.id(entries_[number], made));
}

/// Where all ids follow from the prefix none has a text.
void EntryWriter::end_ids() {
  if (id_texts_.count() == 0) return;
  while (id_texts_.count() < entries_.size()) id_texts_.add("");
  sections_.of(Section::kIdText) = std::move(id_texts_).take_text();
  sections_.of(Section::kIdBlocks) = std::move(id_texts_).take_blocks();
}

/// Whether it stands here for no more than that others lie in it; `number`: in the index.
bool EntryWriter::only_contains(std::uint32_t number, const EntryParts& entry) const {
  if (!entry.is_external || entry.is_dropped) return false;
  const auto [begin, end] = store_.forms_of(entries_[number]);
  return begin == end && entry.names.empty() && entry.ids.empty();
}

EntryWriter::Head EntryWriter::head_of(std::uint32_t number, const EntryParts& entry,
                                       std::uint32_t id_flag) const {
  const auto prior =
      static_cast<std::uint32_t>(std::lround(std::clamp(entry.prior, 0.0, 1.0) * 10000));
  return {.parent = entry.parent.empty() ? kNoEntry : number_of_entry(entry.parent),
          .kind = signed16(entry.kind),
          .label = signed16(entry.label),
          .source = entry.source,
          .prior = prior,
          .flags = (entry.is_dropped ? layout::kDropped : 0u) |
                   (entry.is_external ? layout::kExternal : 0u) |
                   (only_contains(number, entry) ? layout::kOnlyContains : 0u) | id_flag};
}

void EntryWriter::add_record(const Head& head, std::uint32_t id_number) {
  records_.add({head.parent, static_cast<std::uint32_t>(names_.count()), head.kind, head.label,
                head.source, head.prior, head.flags, id_number});
}

void EntryWriter::write_entry(std::uint32_t number, const EntryParts& entry, const IdShape& shape) {
  add_record(head_of(number, entry, shape.flag), shape.number);
  if (entry.is_external) sections_.append(Section::kExternals, number);
  if (entry.is_dropped) sections_.append(Section::kDropped, number);
  write_names(number, entry);
  write_sides(number, entry);
}

void EntryWriter::mark_label(LabelId label) {
  if (label < has_entries_.size()) has_entries_[label] = true;
}

void EntryWriter::mark_labels() {
  for (std::size_t label = 0; label < has_entries_.size(); ++label) {
    if (!has_entries_[label]) continue;
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
