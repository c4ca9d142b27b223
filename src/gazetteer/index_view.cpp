// SPDX-License-Identifier: Apache-2.0
// What an index says of its entries.
#include "gazetteer/index_view.h"

#include <charconv>
#include <iterator>

#include "gazetteer/limits.h"
#include "gazetteer/made_id.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

using layout::Section;

namespace {

constexpr std::uint32_t kNoName = 0xFFFFFFFFu;

/// Text that is UTF-8; else none.
std::string_view valid(std::string_view bytes) {
  return text::is_valid_utf8(bytes) ? bytes : std::string_view();
}

}  // namespace

bool Index::View::open_records() {
  // A record may take no room: what goes through all of them ends because no file has more than
  // it has bytes.
  const auto open = [this](PackedRecords& records, Section which, std::size_t field_count) {
    return records.open(section(which), field_count, bytes().size());
  };
  const bool is_sound =
      open(forms, Section::kForms, layout::kFormFieldCount) &&
      open(entries, Section::kEntries, layout::kEntryFieldCount) &&
      open(name_records, Section::kNames, layout::kNameFieldCount) &&
      open(id_records, Section::kIds, layout::kIdFieldCount) &&
      open(coordinate_records, Section::kCoordinates, layout::kCoordinateFieldCount);
  form_count = forms.count();
  entry_count = entries.count();
  if (const auto prefix = read<std::uint32_t>(Section::kIdPrefix, 0))
    has_id_prefix = true, id_prefix = valid(find_string(*prefix));
  return is_sound;
}

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
  out.assign(valid(bytes));
}

std::string Index::View::string(std::uint32_t reference) const {
  std::string text;
  string(reference, text);
  return text;
}

std::string Index::View::entry_id(std::uint32_t number) const {
  std::string id;
  entry_id(number, id);
  return id;
}

bool Index::View::has_made_id(std::uint32_t number) const {
  return (entry(number, layout::kEntryFlags) & layout::kMadeId) != 0;
}

void Index::View::make_id(std::string& text) const {
  hyphenate(text, 0);
  text.insert(0, id_prefix);
}

void Index::View::append_number_id(std::uint32_t number, std::string& out) const {
  char digits[10];
  const auto end = std::to_chars(digits, std::end(digits), entry(number, layout::kEntryNumber)).ptr;
  out += id_prefix;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

void Index::View::entry_id(std::uint32_t number, std::string& out) const {
  out.clear();
  if (number >= entry_count) return;
  const std::uint32_t shape = entry(number, layout::kEntryFlags) & layout::kIdFlags;
  if (shape == 0) {
    (void)entry_ids.decode(number, out);
  } else if (shape == layout::kNumberId) {
    append_number_id(number, out);
  } else if (const auto [first, last] = names_of(number); first != last) {
    name_text(first, out);
    make_id(out);
  }
}

std::optional<std::uint32_t> Index::View::find_entry(std::string_view id) const {
  const std::uint32_t number = lower_bound_of_id(id);
  if (number < entry_count && !id.empty() && entry_id(number) == id) return number;
  return std::nullopt;
}

std::uint32_t Index::View::lower_bound_of_id(std::string_view id) const {
  if (!has_id_prefix) return entry_ids.lower_bound(id, entry_count);
  std::string probe;
  std::uint32_t begin = 0, end = entry_count;
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    entry_id(middle, probe);
    if (probe < id) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

std::optional<std::pair<double, double>> Index::View::coordinates(std::uint32_t entry) const {
  const PackedRecords& records = coordinate_records;
  const std::uint32_t at = records.lower_bound(layout::kCoordinateEntry, entry);
  if (at >= records.count() || records.get(at, layout::kCoordinateEntry) != entry)
    return std::nullopt;
  const auto degrees = [&](layout::CoordinateField field) {
    return static_cast<std::int32_t>(records.get(at, field)) / 1e7;
  };
  return std::pair(degrees(layout::kCoordinateLat), degrees(layout::kCoordinateLon));
}

std::optional<layout::YearsRecord> Index::View::years(Section which, std::uint32_t owner) const {
  using Record = layout::YearsRecord;
  std::size_t at = lower_bound<Record>(which, [&](const Record& r) { return r.owner < owner; });
  auto record = read<Record>(which, at);
  return record && record->owner == owner ? record : std::nullopt;
}

void Index::View::name_text(std::uint32_t which, std::string& out) const {
  out.clear();
  const std::uint32_t text = name_records.get(which, layout::kNameText);
  if (name_records.get(which, layout::kNameIsString) != 0) return string(text, out);
  if (text < form_count) (void)form_texts.decode(text, out);
}

std::string_view Index::View::tag(std::uint32_t number) const {
  const auto tag = read<std::uint32_t>(Section::kTags, number);
  return tag ? find_string(*tag) : std::string_view();
}

std::pair<std::uint32_t, std::uint32_t> Index::View::names_of(std::uint32_t number) const {
  constexpr std::uint32_t kMaxNames = 4096;  // of a damaged entry that claims all there are
  if (number >= entry_count) return {0, 0};
  const std::uint32_t count = name_records.count();
  const std::uint32_t first = first_name(number);
  const std::uint32_t next =
      number + 1 < entry_count ? entry(number + 1, layout::kEntryFirstName) : count;
  const std::uint32_t last = std::clamp(next, first, count);
  return {first, std::min(last, first + std::min(kMaxNames, count - first))};
}

/// Calls `use` with the numbers of an entry's names until it says false.
template <class Use>
void Index::View::each_name(std::uint32_t number, Use use) const {
  const auto [first, last] = names_of(number);
  for (std::uint32_t which = first; which < last; ++which)
    if (!use(which)) return;
}

std::vector<std::pair<std::string, std::string>> Index::View::names(std::uint32_t number) const {
  std::vector<std::pair<std::string, std::string>> result;
  each_name(number, [&](std::uint32_t which) {
    result.emplace_back(valid(tag(name_records.get(which, layout::kNameTag))), std::string());
    name_text(which, result.back().second);
    return true;
  });
  return result;
}

void Index::View::choose_names(std::uint32_t number, std::string& english, std::string& korean,
                               std::string& any) const {
  choose_names(number, kNoName, {}, english, korean, any);
}

void Index::View::choose_names(std::uint32_t number, std::uint32_t known, std::string_view text,
                               std::string& english, std::string& korean, std::string& any) const {
  const auto put = [&](std::uint32_t which, std::string& out) {
    if (!out.empty()) return;
    if (which != known) return name_text(which, out);
    out = text;
  };
  each_name(number, [&](std::uint32_t which) {
    const std::string_view language = tag(name_records.get(which, layout::kNameTag));
    if (language == "en") {
      put(which, english);
      return true;
    }
    std::string& chosen = language == "ko" ? korean : any;
    put(which, chosen);
    if (any.empty()) any = chosen;
    return true;
  });
}

void Index::View::unpack_names(std::uint32_t number, std::string& id, std::string& english,
                               std::string& korean, std::string& any) const {
  const auto [first, last] = names_of(number);
  if (first == last || !has_made_id(number)) {
    entry_id(number, id);
    return choose_names(number, english, korean, any);
  }
  name_text(first, id);
  choose_names(number, first, id, english, korean, any);
  make_id(id);
}

std::vector<std::pair<std::string, std::string>> Index::View::ids(std::uint32_t entry) const {
  std::vector<std::pair<std::string, std::string>> result;
  const PackedRecords& records = id_records;
  for (std::uint32_t at = records.lower_bound(layout::kIdEntry, entry);
       at < records.count() && records.get(at, layout::kIdEntry) == entry; ++at) {
    const std::uint32_t value = records.get(at, layout::kIdValue);
    const bool is_number = records.get(at, layout::kIdIsNumber) != 0;
    result.emplace_back(valid(tag(records.get(at, layout::kIdTag))),
                        is_number ? std::to_string(value) : string(value));
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
