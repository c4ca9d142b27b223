// SPDX-License-Identifier: Apache-2.0
// entry := text id, text parent, fixed, [place], [years], varint n, n × (varint word, text) names,
// the same for ids; text := varint size, bytes. Forms point at their texts: those of names, or what
// stands behind their entry.
#include "gazetteer/entry_store.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <type_traits>

#include "gazetteer/front_coding.h"

namespace waymark::gazetteer {

namespace {

/// What every entry has.
struct Fixed {
  double prior;
  KindId kind;
  LabelId label;
  std::uint16_t source;
  bool is_external : 1, is_dropped : 1, has_place : 1, has_years : 1;
};
/// What many have not.
struct Place {
  double lat, lon;
};
struct Years {
  std::int16_t from, to;
};
static_assert(std::is_trivially_copyable_v<Fixed>);

template <class T>
void append_record(const T& record, std::string& out) {
  out.append(reinterpret_cast<const char*>(&record), sizeof record);
}

template <class T>
T take_record(std::string_view bytes, std::size_t& at) {
  T record;
  std::memcpy(&record, bytes.data() + at, sizeof record);
  at += sizeof record;
  return record;
}

constexpr std::size_t kMaxShared = 8;  // names whose texts are looked through for a form's

void append_text(std::string_view text, std::string& out) {
  append_varint(text.size(), out);
  out += text;
}

/// Reads what append_text wrote.
std::string_view take_text(std::string_view bytes, std::size_t& at) {
  std::uint32_t size = static_cast<unsigned char>(bytes[at]);
  // Nearly all sizes are one byte, and sorting asks millions of times.
  if (size < 0x80) {
    ++at;
  } else {
    (void)read_varint(bytes, at, size);
  }
  std::string_view text = bytes.substr(at, size);
  at += size;
  return text;
}

/// The bytes that tell manners apart.
std::string signature(const Form& form) {
  std::string bytes;
  bytes += static_cast<char>(form.why);
  bytes += static_cast<char>(form.letter_case);
  bytes += static_cast<char>((form.case_is_stated ? 1 : 0) | (form.lookup_only ? 2 : 0) |
                             (form.glued ? 4 : 0) | (form.fixed ? 8 : 0));
  append_text(form.scheme, bytes);
  append_text(form.derivation, bytes);
  append_text(std::to_string(form.from), bytes);
  append_text(std::to_string(form.to), bytes);
  for (const Need& need : form.needs) {
    bytes += static_cast<char>(need.what);
    append_text(need.value, bytes);
    append_varint(need.within, bytes);
  }
  return bytes;
}

}  // namespace

std::uint32_t EntryStore::word(const std::string& text) {
  auto [found, is_new] = word_numbers_.try_emplace(text, static_cast<std::uint32_t>(words_.size()));
  if (is_new) words_.push_back(text);
  return found->second;
}

std::uint32_t EntryStore::manner_of(const Form& form) {
  auto [found, is_new] =
      manner_numbers_.try_emplace(signature(form), static_cast<std::uint32_t>(manners_.size()));
  if (is_new) {
    manners_.push_back(form);
    manners_.back().text.clear();
  }
  return found->second;
}

void EntryStore::pack(const IndexEntry& entry) {
  append_text(entry.id, bytes_);
  append_text(entry.parent, bytes_);
  const Fixed fixed{.prior = entry.prior,
                    .kind = entry.kind,
                    .label = entry.label,
                    .source = entry.source,
                    .is_external = entry.is_external,
                    .is_dropped = entry.is_dropped,
                    .has_place = entry.lat && entry.lon,
                    .has_years = entry.from != 0 || entry.to != 0};
  append_record(fixed, bytes_);
  if (fixed.has_place) append_record(Place{*entry.lat, *entry.lon}, bytes_);
  if (fixed.has_years) append_record(Years{entry.from, entry.to}, bytes_);
  name_places_.clear();
  for (const auto* pairs : {&entry.names, &entry.ids}) {
    append_varint(pairs->size(), bytes_);
    for (const auto& [tag, text] : *pairs) {
      append_varint(word(tag), bytes_);
      append_text(text, bytes_);
      if (pairs == &entry.names) name_places_.push_back(bytes_.size() - text.size());
    }
  }
}

EntryStore::PackedForm EntryStore::pack(const Form& form, std::uint32_t entry) {
  PackedForm packed{bytes_.size(), static_cast<std::uint32_t>(form.text.size()), entry,
                    manner_of(form)};
  bytes_ += form.text;
  return packed;
}

EntryStore::PackedForm EntryStore::pack(const Form& form, const IndexEntry& entry) {
  const std::uint32_t number = entry_count() - 1;
  for (std::size_t i = 0; i < entry.names.size() && i < kMaxShared; ++i)
    if (entry.names[i].second == form.text)
      return {name_places_[i], static_cast<std::uint32_t>(form.text.size()), number,
              manner_of(form)};
  return pack(form, number);
}

bool EntryStore::add(const IndexEntry& entry) {
  const std::uint64_t hash = std::hash<std::string_view>()(entry.id);
  if (find(entry.id, hash) != kNoEntry) return false;
  const std::uint32_t number = entry_count();
  entries_.push_back({bytes_.size(), form_count()});
  pack(entry);
  for (const Form& form : entry.forms) forms_.push_back(pack(form, entry));
  if (3 * entries_.size() >= 2 * places_.size()) grow_places();
  put({static_cast<std::uint32_t>(hash >> 32), number + 1});
  return true;
}

void EntryStore::put(IdPlace place) {
  std::size_t at = first_place(place.hash);
  while (places_[at].entry != 0) at = at + 1 == places_.size() ? 0 : at + 1;
  places_[at] = place;
}

void EntryStore::grow_places() {
  std::vector<IdPlace> old(std::max<std::size_t>(64, 3 * entries_.size()));
  std::swap(old, places_);
  for (const IdPlace& place : old)
    if (place.entry != 0) put(place);
}

std::uint32_t EntryStore::find(std::string_view wanted) const {
  return find(wanted, std::hash<std::string_view>()(wanted));
}

std::uint32_t EntryStore::find(std::string_view wanted, std::uint64_t hash) const {
  if (places_.empty()) return kNoEntry;
  const auto sign = static_cast<std::uint32_t>(hash >> 32);
  std::size_t at = first_place(sign);
  for (; places_[at].entry != 0; at = at + 1 == places_.size() ? 0 : at + 1)
    if (places_[at].hash == sign && id(places_[at].entry - 1) == wanted)
      return places_[at].entry - 1;
  return kNoEntry;
}

std::string_view EntryStore::id(std::uint32_t entry) const {
  std::size_t at = entries_[entry].begin;
  return take_text(bytes_, at);
}

std::string_view EntryStore::parent(std::uint32_t entry) const {
  std::size_t at = entries_[entry].begin;
  (void)take_text(bytes_, at);
  return take_text(bytes_, at);
}

std::string_view EntryStore::first_name(std::uint32_t entry) const {
  std::size_t at = entries_[entry].begin;
  (void)take_text(bytes_, at);
  (void)take_text(bytes_, at);
  const auto fixed = take_record<Fixed>(bytes_, at);
  at += (fixed.has_place ? sizeof(Place) : 0) + (fixed.has_years ? sizeof(Years) : 0);
  std::uint32_t count = 0, tag = 0;
  if (!read_varint(bytes_, at, count) || count == 0) return {};
  (void)read_varint(bytes_, at, tag);
  return take_text(bytes_, at);
}

void EntryStore::unpack(std::uint32_t entry, IndexEntry& out) const {
  std::size_t at = entries_[entry].begin;
  out.id = take_text(bytes_, at);
  out.parent = take_text(bytes_, at);
  const auto fixed = take_record<Fixed>(bytes_, at);
  out.lat = out.lon = std::nullopt;
  if (fixed.has_place) {
    const auto place = take_record<Place>(bytes_, at);
    out.lat = place.lat, out.lon = place.lon;
  }
  const Years years = fixed.has_years ? take_record<Years>(bytes_, at) : Years{};
  out.from = years.from, out.to = years.to;
  out.prior = fixed.prior;
  out.kind = fixed.kind;
  out.label = fixed.label;
  out.source = fixed.source;
  out.is_external = fixed.is_external;
  out.is_dropped = fixed.is_dropped;
  for (auto* pairs : {&out.names, &out.ids}) {
    std::uint32_t count = 0, tag = 0;
    (void)read_varint(bytes_, at, count);
    pairs->clear();
    for (std::uint32_t i = 0; i < count; ++i) {
      (void)read_varint(bytes_, at, tag);
      pairs->emplace_back(words_[tag], take_text(bytes_, at));
    }
  }
}

std::pair<std::uint32_t, std::uint32_t> EntryStore::forms_of(std::uint32_t entry) const {
  std::uint32_t end = entry + 1 < entry_count() ? entries_[entry + 1].first_form : form_count();
  return {entries_[entry].first_form, end};
}

std::string_view EntryStore::form_text(std::uint32_t form) const {
  return std::string_view(bytes_).substr(forms_[form].text_begin, forms_[form].text_size);
}

Form EntryStore::form(std::uint32_t number) const {
  Form form = manner(number);
  form.text = form_text(number);
  return form;
}

void EntryStore::replace(std::uint32_t form, const Form& by) {
  if (form_text(form) == by.text) {
    forms_[form].manner = manner_of(by);
  } else {
    forms_[form] = pack(by, forms_[form].entry);
  }
}

}  // namespace waymark::gazetteer
