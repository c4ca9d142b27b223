// SPDX-License-Identifier: Apache-2.0
// entry := text id, text parent, fixed, varint n, n × (varint word, text) names, the same for ids;
// text := varint size, bytes. Forms point at their texts, which stand behind their entry.
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
  double lat, lon, prior;
  KindId kind;
  LabelId label;
  std::uint16_t source;
  std::int16_t from, to;
  bool has_place, is_external, is_dropped;
};
static_assert(std::is_trivially_copyable_v<Fixed>);

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

std::size_t place_of(std::string_view id, std::size_t size) {
  return std::hash<std::string_view>()(id) % size;
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
  const Fixed fixed{.lat = entry.lat.value_or(0),
                    .lon = entry.lon.value_or(0),
                    .prior = entry.prior,
                    .kind = entry.kind,
                    .label = entry.label,
                    .source = entry.source,
                    .from = entry.from,
                    .to = entry.to,
                    .has_place = entry.lat && entry.lon,
                    .is_external = entry.is_external,
                    .is_dropped = entry.is_dropped};
  bytes_.append(reinterpret_cast<const char*>(&fixed), sizeof fixed);
  for (const auto* pairs : {&entry.names, &entry.ids}) {
    append_varint(pairs->size(), bytes_);
    for (const auto& [tag, text] : *pairs) {
      append_varint(word(tag), bytes_);
      append_text(text, bytes_);
    }
  }
}

EntryStore::PackedForm EntryStore::pack(const Form& form, std::uint32_t entry) {
  PackedForm packed{bytes_.size(), static_cast<std::uint32_t>(form.text.size()), entry,
                    manner_of(form)};
  bytes_ += form.text;
  return packed;
}

bool EntryStore::add(const IndexEntry& entry) {
  if (has(entry.id)) return false;
  std::uint32_t number = entry_count();
  entries_.push_back({bytes_.size(), form_count()});
  pack(entry);
  for (const Form& form : entry.forms) forms_.push_back(pack(form, number));
  if (2 * entries_.size() >= places_.size()) {
    grow_places();
    return true;
  }
  std::size_t at = place_of(entry.id, places_.size());
  while (places_[at] != 0) at = at + 1 == places_.size() ? 0 : at + 1;
  places_[at] = number + 1;
  return true;
}

void EntryStore::grow_places() {
  places_.assign(std::max<std::size_t>(64, 3 * entries_.size()), 0);
  for (std::uint32_t entry = 0; entry < entry_count(); ++entry) {
    std::size_t at = place_of(id(entry), places_.size());
    while (places_[at] != 0) at = at + 1 == places_.size() ? 0 : at + 1;
    places_[at] = entry + 1;
  }
}

std::uint32_t EntryStore::find(std::string_view wanted) const {
  if (places_.empty()) return kNoEntry;
  std::size_t at = place_of(wanted, places_.size());
  for (; places_[at] != 0; at = at + 1 == places_.size() ? 0 : at + 1)
    if (id(places_[at] - 1) == wanted) return places_[at] - 1;
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
  at += sizeof(Fixed);
  std::uint32_t count = 0, tag = 0;
  if (!read_varint(bytes_, at, count) || count == 0) return {};
  (void)read_varint(bytes_, at, tag);
  return take_text(bytes_, at);
}

void EntryStore::unpack(std::uint32_t entry, IndexEntry& out) const {
  std::size_t at = entries_[entry].begin;
  out.id = take_text(bytes_, at);
  out.parent = take_text(bytes_, at);
  Fixed fixed;
  std::memcpy(&fixed, bytes_.data() + at, sizeof fixed);
  at += sizeof fixed;
  out.lat = fixed.has_place ? std::optional(fixed.lat) : std::nullopt;
  out.lon = fixed.has_place ? std::optional(fixed.lon) : std::nullopt;
  out.prior = fixed.prior;
  out.kind = fixed.kind;
  out.label = fixed.label;
  out.source = fixed.source;
  out.from = fixed.from;
  out.to = fixed.to;
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
