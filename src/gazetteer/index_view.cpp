// SPDX-License-Identifier: Apache-2.0
// What an index says of its entries.
#include "gazetteer/index_view.h"

#include "gazetteer/limits.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

using layout::Section;

/// The bytes of a string, which may not be UTF-8; none if the reference leads nowhere.
std::string_view Index::View::find_string(std::uint32_t reference) const {
  std::string_view pool = section(Section::kStrings);
  std::size_t at = reference;
  std::uint32_t size = 0;
  if (at >= pool.size() || !read_varint(pool, at, size) || size > pool.size() - at) return {};
  return size <= kMaxFormBytes ? pool.substr(at, size) : std::string_view();
}

void Index::View::string(std::uint32_t reference, std::string& out) const {
  const std::string_view bytes = find_string(reference);
  out.assign(text::is_valid_utf8(bytes) ? bytes : std::string_view());
}

std::string Index::View::string(std::uint32_t reference) const {
  std::string text;
  string(reference, text);
  return text;
}

layout::FormRecord Index::View::form(std::uint32_t number) const {
  return read<layout::FormRecord>(Section::kForms, number)
      .value_or(layout::FormRecord{kNoEntry, 0, layout::kLastOfKey | layout::kLookupOnly});
}

layout::EntryRecord Index::View::entry(std::uint32_t number) const {
  return read<layout::EntryRecord>(Section::kEntries, number)
      .value_or(layout::EntryRecord{kNoEntry, 0, kNoKind, kNoLabel, 0, layout::kDropped});
}

std::string Index::View::entry_id(std::uint32_t number) const {
  std::string id;
  entry_id(number, id);
  return id;
}

void Index::View::entry_id(std::uint32_t number, std::string& out) const {
  out.clear();
  if (number < entry_count) (void)entry_ids.decode(number, out);
}

std::optional<std::uint32_t> Index::View::find_entry(std::string_view id) const {
  std::uint32_t number = entry_ids.lower_bound(id, entry_count);
  if (number < entry_count && !id.empty() && entry_id(number) == id) return number;
  return std::nullopt;
}

std::optional<layout::CoordinateRecord> Index::View::coordinates(std::uint32_t entry) const {
  using Record = layout::CoordinateRecord;
  std::size_t at =
      lower_bound<Record>(Section::kCoordinates, [&](const Record& r) { return r.entry < entry; });
  auto record = read<Record>(Section::kCoordinates, at);
  return record && record->entry == entry ? record : std::nullopt;
}

std::optional<layout::YearsRecord> Index::View::years(Section which, std::uint32_t owner) const {
  using Record = layout::YearsRecord;
  std::size_t at = lower_bound<Record>(which, [&](const Record& r) { return r.owner < owner; });
  auto record = read<Record>(which, at);
  return record && record->owner == owner ? record : std::nullopt;
}

void Index::View::name_text(const layout::NameRecord& record, std::string& out) const {
  out.clear();
  if (record.is_string != 0) return string(record.text, out);
  if (record.text < form_count) (void)form_texts.decode(record.text, out);
}

std::string Index::View::name_text(const layout::NameRecord& record) const {
  std::string text;
  name_text(record, text);
  return text;
}

/// Calls `use` with the records of an entry's names until it says false.
template <class Use>
void Index::View::each_name(std::uint32_t number, Use use) const {
  constexpr std::size_t kMaxNames = 4096;  // of a damaged entry that claims all there are
  std::size_t begin = entry(number).first_name;
  std::size_t end = count<layout::NameRecord>(Section::kNames);
  if (number + 1 < entry_count) end = std::min<std::size_t>(end, entry(number + 1).first_name);
  end = std::min(end, begin + kMaxNames);
  for (std::size_t i = begin; i < end; ++i) {
    auto record = read<layout::NameRecord>(Section::kNames, i);
    if (!record || !use(*record)) return;
  }
}

std::vector<std::pair<std::string, std::string>> Index::View::names(std::uint32_t number) const {
  std::vector<std::pair<std::string, std::string>> result;
  each_name(number, [&](const layout::NameRecord& record) {
    auto tag = read<std::uint32_t>(Section::kTags, record.tag);
    result.emplace_back(tag ? string(*tag) : std::string(), name_text(record));
    return true;
  });
  return result;
}

void Index::View::choose_names(std::uint32_t number, std::string& english, std::string& korean,
                               std::string& any) const {
  each_name(number, [&](const layout::NameRecord& record) {
    const auto tag = read<std::uint32_t>(Section::kTags, record.tag);
    const std::string_view language = tag ? find_string(*tag) : std::string_view();
    if (language == "en") {
      if (english.empty()) name_text(record, english);
      return true;
    }
    std::string& chosen = language == "ko" ? korean : any;
    if (chosen.empty()) name_text(record, chosen);
    if (any.empty()) any = chosen;
    return true;
  });
}

std::string Index::View::name_in(std::uint32_t number, std::string_view language) const {
  std::string result;
  each_name(number, [&](const layout::NameRecord& record) {
    auto tag = read<std::uint32_t>(Section::kTags, record.tag);
    if (!tag || string(*tag) != language) return true;
    result = name_text(record);
    return false;
  });
  return result;
}

std::vector<std::pair<std::string, std::string>> Index::View::ids(std::uint32_t entry) const {
  using Record = layout::IdRecord;
  std::vector<std::pair<std::string, std::string>> result;
  std::size_t at =
      lower_bound<Record>(Section::kIds, [&](const Record& r) { return r.entry < entry; });
  for (auto record = read<Record>(Section::kIds, at); record && record->entry == entry;
       record = read<Record>(Section::kIds, ++at)) {
    auto tag = read<std::uint32_t>(Section::kTags, record->tag);
    result.emplace_back(tag ? string(*tag) : std::string(), record->is_number != 0
                                                                ? std::to_string(record->value)
                                                                : string(record->value));
  }
  return result;
}

bool Index::View::has_hash(Section which, std::uint64_t hash) const {
  std::size_t at = lower_bound<std::uint64_t>(which, [&](std::uint64_t h) { return h < hash; });
  return read<std::uint64_t>(which, at) == hash;
}

Index::View::SchemaNumbers Index::View::add_schema_to(Schema& schema) const {
  SchemaNumbers numbers;
  for (std::size_t i = 0;
       i < std::min<std::size_t>(count<layout::LabelRecord>(Section::kLabels), kNoLabel); ++i) {
    auto record = *read<layout::LabelRecord>(Section::kLabels, i);
    numbers.labels.push_back(
        schema.add_label(string(record.name), (record.flags & layout::kIsStructured) != 0));
  }
  std::size_t generic = 0;
  for (std::size_t i = 0;
       i < std::min<std::size_t>(count<layout::KindRecord>(Section::kKinds), kNoKind); ++i) {
    auto record = *read<layout::KindRecord>(Section::kKinds, i);
    std::vector<std::string> generics;
    for (std::size_t end = generic + record.generic_count; generic < end; ++generic) {
      auto text = read<std::uint32_t>(Section::kGenerics, generic);
      if (!text) break;
      generics.push_back(string(*text));
    }
    LabelId label = record.label < numbers.labels.size() ? numbers.labels[record.label] : kNoLabel;
    numbers.kinds.push_back(schema.add_kind(string(record.name), label, std::move(generics)));
  }
  return numbers;
}

}  // namespace waymark::gazetteer
