// SPDX-License-Identifier: Apache-2.0
// entry := varint back, [head], [place], varint n, n × (varint word, varint form, text) names,
// varint n, n × (varint word, text) ids; head := text parent, fixed, [years]; text := varint size,
// bytes. A head stands once for entries that have it one after another: where `back` is not 0 it
// stands so many bytes before. Forms point at their texts: those of names, or what stands behind
// their entry. Of an entry with a pattern only its name stands there.
#include "gazetteer/entry_store.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <type_traits>
#include <utility>

#include "gazetteer/front_coding.h"
#include "gazetteer/made_id.h"
#include "gazetteer/phrase_table.h"
#include "gazetteer/sections.h"
#include "text/byte_class.h"

namespace waymark::gazetteer {

namespace {

/// What every entry has.
struct Fixed {
  double prior;
  std::uint32_t id_prefix;
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
T take_record(std::string_view bytes, std::size_t& at) {
  T record;
  std::memcpy(&record, bytes.data() + at, sizeof record);
  at += sizeof record;
  return record;
}

/// Whether the second word of a text begins with a capital. The first is of plain letters and
/// digits, so that none of them is taken for more or fewer letters of the text.
bool has_capital_behind_plain_word(std::string_view text) {
  constexpr std::uint32_t kPlain = text::kByteLetter | text::kByteDigit;
  std::size_t end = 0;
  while (end < text.size() && (text::byte_bits(text[end]) & kPlain) != 0) ++end;
  return end > 0 && end + 1 < text.size() && text[end] == ' ' &&
         (text::byte_bits(text[end + 1]) & text::kByteUpper) != 0;
}

constexpr std::size_t kMaxShared = 8;  // names and forms that are looked through for a text

void append_text(std::string_view text, std::string& out) {
  append_varint(text.size(), out);
  out += text;
}

std::uint32_t take_number(std::string_view bytes, std::size_t& at) {
  std::uint32_t number = static_cast<unsigned char>(bytes[at]);
  // Nearly all numbers are one byte, and sorting asks for sizes millions of times.
  if (number < 0x80) {
    ++at;
  } else {
    (void)read_varint(bytes, at, number);
  }
  return number;
}

/// Reads what append_text wrote.
std::string_view take_text(std::string_view bytes, std::size_t& at) {
  const std::uint32_t size = take_number(bytes, at);
  const std::string_view text(bytes.data() + at, size);
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

namespace {

/// Makes room for so many more; at least twice the room there was, since a thousand tables may
/// come.
template <class List>
void reserve_more(List& list, std::size_t count) {
  if (list.capacity() - list.size() < count)
    list.reserve(std::max(list.size() + count, 2 * list.capacity()));
}

}  // namespace

void EntryStore::reserve(std::size_t entry_count, std::size_t byte_size, bool are_asked) {
  constexpr std::size_t kUsual = 48;  // bytes of an entry beside its texts: prefix of the id, sizes
  reserve_more(id_begins_, entry_count);
  reserve_more(entries_, entry_count);
  reserve_more(forms_, entry_count);
  reserve_more(key_places_, entry_count);
  reserve_more(bytes_, byte_size + kUsual / 2 * entry_count);
  reserve_more(keys_, byte_size + entry_count);
  if (!are_asked) return;
  reserve_more(ids_, byte_size + kUsual / 2 * entry_count);
  const std::size_t places = (placed_ + entry_count) * 3 / 2 + 1;
  if (places > places_.size()) make_places(std::max(places, 2 * places_.size()));
}

std::uint32_t EntryStore::number_of_word(const std::string& text) {
  if (last_word_ < words_.size() && words_[last_word_] == text) return last_word_;
  auto [found, is_new] = word_numbers_.try_emplace(text, static_cast<std::uint32_t>(words_.size()));
  if (is_new) words_.push_back(text);
  return last_word_ = found->second;
}

std::uint32_t EntryStore::number_of_manner(const Form& form) {
  if (last_manner_ < manners_.size() && has_manner_of(form, manners_[last_manner_]))
    return last_manner_;
  auto [found, is_new] =
      manner_numbers_.try_emplace(signature(form), static_cast<std::uint32_t>(manners_.size()));
  if (is_new) {
    manners_.push_back(form);
    manners_.back().text.clear();
    manners_.back().key.clear();
  }
  return last_manner_ = found->second;
}

namespace {

/// Writes into memory that is large enough.
class Pen {
 public:
  explicit Pen(char* to) : to_(to) {}

  void number(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) *to_++ = static_cast<char>((number & 0x7F) | 0x80);
    *to_++ = static_cast<char>(number);
  }
  // These give where the bytes begin.
  const char* text(std::string_view text) {
    number(text.size());
    return bytes(text);
  }
  const char* bytes(std::string_view bytes) {
    bytes.copy(to_, bytes.size());
    return std::exchange(to_, to_ + bytes.size());
  }
  template <class T>
  void record(const T& record) {
    std::memcpy(to_, &record, sizeof record);
    to_ += sizeof record;
  }
  [[nodiscard]] const char* end() const { return to_; }

 private:
  char* to_;
};

constexpr std::size_t kMaxVarint = 10;

/// Distances that varints can say.
constexpr std::uint64_t kMostBack = 0xFFFFFFFFu;

/// What entries say that is often alike.
void write_head(const IndexEntry& entry, std::uint32_t id_prefix, std::string& head) {
  const Fixed fixed{.prior = entry.prior,
                    .id_prefix = id_prefix,
                    .kind = entry.kind,
                    .label = entry.label,
                    .source = entry.source,
                    .is_external = entry.is_external,
                    .is_dropped = entry.is_dropped,
                    .has_place = entry.lat && entry.lon,
                    .has_years = entry.from != 0 || entry.to != 0};
  head.resize(entry.parent.size() + kMaxVarint + sizeof fixed + sizeof(Years));
  Pen pen(head.data());
  (void)pen.text(entry.parent);
  pen.record(fixed);
  if (fixed.has_years) pen.record(Years{entry.from, entry.to});
  head.resize(static_cast<std::size_t>(pen.end() - head.data()));
}

/// At least as many bytes as an entry takes, but for its head.
std::size_t most_bytes(const IndexEntry& entry) {
  std::size_t size = sizeof(Place) + 3 * kMaxVarint;
  for (const auto* pairs : {&entry.names, &entry.ids})
    for (const auto& [_, text] : *pairs) size += text.size() + 3 * kMaxVarint;
  return size;
}

/// Which of an entry's first forms has a text, from 1; 0 if none.
std::size_t form_of_text(std::string_view text, const IndexEntry& entry) {
  for (std::size_t i = 0; i < entry.forms.size() && i < kMaxShared; ++i)
    if (entry.forms[i].text == text) return i + 1;
  return 0;
}

}  // namespace

void EntryStore::pack(const IndexEntry& entry) {
  const std::size_t begin = bytes_.size();
  write_head(entry, EntryParts::kUnknown, head_);
  bytes_.resize(begin + head_.size() + most_bytes(entry));
  Pen pen(bytes_.data() + begin);
  const std::string_view last(bytes_.data() + last_head_, head_.size());
  if (begin > last_head_ + head_.size() && begin - last_head_ <= kMostBack && last == head_) {
    pen.number(begin - last_head_);
  } else {
    pen.number(0);
    last_head_ = begin + 1;
    pen.bytes(head_);
  }
  if (entry.lat && entry.lon) pen.record(Place{*entry.lat, *entry.lon});
  name_places_.clear();
  for (const auto* pairs : {&entry.names, &entry.ids}) {
    pen.number(pairs->size());
    for (const auto& [tag, text] : *pairs) {
      pen.number(number_of_word(tag));
      if (pairs == &entry.names) pen.number(form_of_text(text, entry));
      const char* const at = pen.text(text);
      if (pairs == &entry.names)
        name_places_.push_back(static_cast<std::uint64_t>(at - bytes_.data()));
    }
  }
  bytes_.resize(static_cast<std::size_t>(pen.end() - bytes_.data()));
}

EntryStore::PackedForm EntryStore::pack(const Form& form, std::uint32_t entry) {
  const PackedForm packed = place_form(bytes_.size(), form.text, entry, number_of_manner(form));
  bytes_ += form.text;
  return packed;
}

EntryStore::PackedForm EntryStore::pack(const Form& form, const IndexEntry& entry) {
  const auto number = static_cast<std::uint32_t>(entries_.size() - 1);
  for (std::size_t i = 0; i < entry.names.size() && i < kMaxShared; ++i)
    if (entry.names[i].second == form.text)
      return place_form(name_places_[i], form.text, number, number_of_manner(form));
  return pack(form, number);
}

bool EntryStore::claim(std::string_view id, std::uint64_t hash) {
  if (find(id, hash) != kNoEntry) return false;
  ids_ += id;
  id_begins_.push_back(ids_.size());
  if (3 * placed_ >= 2 * places_.size()) make_places(3 * placed_);
  put({static_cast<std::uint32_t>(hash >> 32), entry_count()});
  return true;
}

void EntryStore::fill(const IndexEntry& entry) {
  entries_.push_back({bytes_.size(), 0, form_count()});
  pack(entry);
  for (const Form& form : entry.forms) {
    forms_.push_back(pack(form, entry));
    add_key(form.key.empty() ? cutter_.key_of(form.text) : form.key, form.text, form.letter_case);
  }
}

NamePattern EntryStore::make_pattern(const IndexEntry& entry) {
  if (patterns_.size() == kMaxNumber16) return 0;
  write_head(entry, number_of_word(entry.id), head_);
  patterns_.push_back({.head = bytes_.size(),
                       .prefix = number_of_word(entry.id),
                       .word = number_of_word(entry.names.front().first),
                       .manner = number_of_manner(entry.forms.front())});
  bytes_ += head_;
  return static_cast<NamePattern>(patterns_.size());
}

void EntryStore::add_names(NamePattern pattern, const NameRun& run, std::size_t first,
                           std::size_t last, std::size_t& key) {
  if (first == last) return;
  note_unasked(pattern, last - first);
  const std::uint32_t manner = patterns_[pattern - 1].manner;
  const bool may_ask = manners_[manner].letter_case != Case::kAny;
  const std::uint32_t begin = run.names[first].begin;
  const std::string_view text = std::string_view(run.text).substr(
      begin, run.names[last - 1].begin + run.names[last - 1].size - begin);
  const std::uint64_t text_place = bytes_.size(), key_place = keys_.size();
  bytes_ += text;
  const std::size_t first_key = key;
  for (std::size_t i = first; i < last; ++i) {
    const NameRun::Name& name = run.names[i];
    const std::uint64_t place = text_place + name.begin - begin;
    forms_.push_back({place, name.size, static_cast<std::uint32_t>(entries_.size()), manner});
    entries_.push_back({place, pattern, form_count() - 1});
    id_begins_.push_back(ids_.size());
    key_places_.back() |=
        may_ask && has_capital_behind_plain_word(text.substr(name.begin - begin, name.size)) ? 1u
                                                                                             : 0u;
    key += name.key_size;
    key_places_.push_back((key_place + key - first_key) << 1);
  }
  keys_ += std::string_view(run.keys).substr(first_key, key - first_key);
}

void EntryStore::add_unasked(NamePattern pattern, const IndexEntry& entry) {
  note_unasked(pattern, 1);
  ids_ += entry.id;
  id_begins_.push_back(ids_.size());
  fill(entry);
}

/// Says that so many entries come whose ids begin as those of the pattern.
void EntryStore::note_unasked(NamePattern pattern, std::size_t count) {
  constexpr std::size_t kFew = 16;  // are looked through for each id that is asked for
  const std::string& prefix = id_prefix(pattern);
  if (unasked_prefixes_.empty() || unasked_prefixes_.back() != prefix) {
    if (unasked_prefixes_.size() == kFew) settle();
    unasked_prefixes_.push_back(prefix);
  }
  const auto end = entry_count() + static_cast<std::uint32_t>(count);
  if (unasked_.empty() || unasked_.back().second != entry_count()) {
    unasked_.emplace_back(entry_count(), end);
  } else {
    unasked_.back().second = end;
  }
}

void EntryStore::settle() {
  if (unasked_.empty()) return;
  write_ids(unasked_.front().first);
  const std::size_t most = placed_ + entry_count() - unasked_.front().first;
  if (3 * most >= 2 * places_.size()) make_places(3 * most);
  for (const auto& [first, last] : unasked_) {
    for (std::uint32_t entry = first; entry < last; ++entry) {
      const std::uint64_t hash = expect_id(stored_id(entry));
      if (find(stored_id(entry), hash) == kNoEntry)
        put({static_cast<std::uint32_t>(hash >> 32), entry + 1});
    }
  }
  unasked_.clear();
  unasked_prefixes_.clear();
}

/// Writes the bytes of all ids from an entry on.
void EntryStore::write_ids(std::uint32_t first) {
  LargeString ids;
  std::vector<std::uint64_t> ends;
  std::string made;
  for (std::uint32_t entry = first; entry < entry_count(); ++entry) {
    ids += id(entry, made);
    ends.push_back(id_begins_[first] + ids.size());
  }
  ids_.resize(id_begins_[first]);
  ids_ += ids;
  std::copy(ends.begin(), ends.end(), id_begins_.begin() + first + 1);
}

bool EntryStore::has(std::string_view id) {
  const auto may_be_of = [&](const std::string& prefix) { return id.starts_with(prefix); };
  if (std::any_of(unasked_prefixes_.begin(), unasked_prefixes_.end(), may_be_of)) settle();
  return find(id) != kNoEntry;
}

/// The id of an entry with a pattern.
std::string_view EntryStore::make_id(std::uint32_t entry, std::string& made) const {
  made = id_prefix(pattern_of(entry));
  const std::size_t prefix = made.size();
  made += form_text(entries_[entry].first_form);
  hyphenate(made, prefix);
  return made;
}

void EntryStore::add_key(std::string_view key, std::string_view text, Case letter_case) {
  key_places_.back() |= letter_case != Case::kAny && has_capital_behind_plain_word(text) ? 1u : 0u;
  keys_ += key;
  key_places_.push_back(keys_.size() << 1);
}

void EntryStore::drop_keys() {
  LargeString().swap(keys_);
  LargeVector<std::uint64_t>().swap(key_places_);
}

void EntryStore::put(IdPlace place) {
  std::size_t at = first_place(place.hash);
  while (places_[at].entry != 0) at = at + 1 == places_.size() ? 0 : at + 1;
  places_[at] = place;
  ++placed_;
}

void EntryStore::make_places(std::size_t count) {
  LargeVector<IdPlace> old(std::max<std::size_t>(64, count));
  std::swap(old, places_);
  placed_ = 0;
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
    if (places_[at].hash == sign && stored_id(places_[at].entry - 1) == wanted)
      return places_[at].entry - 1;
  return kNoEntry;
}

/// Of an entry without a pattern.
std::size_t EntryStore::head_of(std::size_t& entry) const {
  const std::size_t begin = entry;
  const std::uint32_t back = take_number(bytes_, entry);
  return back == 0 ? entry : begin - back;
}

std::string_view EntryStore::parent(std::uint32_t entry) const {
  std::size_t at = entries_[entry].begin;
  const std::uint32_t pattern = pattern_of(entry);
  std::size_t head = pattern != 0 ? patterns_[pattern - 1].head : head_of(at);
  return take_text(bytes_, head);
}

void EntryStore::unpack(std::uint32_t entry, EntryParts& out) const {
  if (const std::uint32_t pattern = pattern_of(entry); pattern != 0)
    return unpack_name(entry, patterns_[pattern - 1], out);
  std::size_t at = entries_[entry].begin;
  std::size_t head = head_of(at);
  const bool is_here = head == at;
  const bool has_place = unpack_head(head, out);
  if (is_here) at = head;
  out.place = std::nullopt;
  if (has_place) {
    const auto place = take_record<Place>(bytes_, at);
    out.place = {place.lat, place.lon};
  }
  for (std::vector<EntryParts::Text>* texts : {&out.names, &out.ids}) {
    texts->clear();
    const std::uint32_t count = take_number(bytes_, at);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t word = take_number(bytes_, at);
      const std::uint32_t form = texts == &out.names ? take_number(bytes_, at) : 0;
      texts->push_back({word, form, take_text(bytes_, at)});
    }
  }
}

void EntryStore::unpack_name(std::uint32_t entry, const Pattern& pattern, EntryParts& out) const {
  std::size_t head = pattern.head;
  (void)unpack_head(head, out);
  out.place = std::nullopt;
  out.names.assign(1, {pattern.word, 1, form_text(entries_[entry].first_form)});
  out.ids.clear();
}

/// Moves `at` behind the head. Gives whether its entries have places.
bool EntryStore::unpack_head(std::size_t& at, EntryParts& out) const {
  out.parent = take_text(bytes_, at);
  const auto fixed = take_record<Fixed>(bytes_, at);
  const Years years = fixed.has_years ? take_record<Years>(bytes_, at) : Years{};
  out.from = years.from, out.to = years.to;
  out.id_prefix = fixed.id_prefix;
  out.prior = fixed.prior;
  out.kind = fixed.kind;
  out.label = fixed.label;
  out.source = fixed.source;
  out.is_external = fixed.is_external;
  out.is_dropped = fixed.is_dropped;
  return fixed.has_place;
}

IndexEntry EntryStore::entry(std::uint32_t number) const {
  EntryParts parts;
  unpack(number, parts);
  IndexEntry entry;
  std::string made;
  entry.id = id(number, made);
  entry.is_external = parts.is_external, entry.is_dropped = parts.is_dropped;
  entry.kind = parts.kind, entry.label = parts.label;
  entry.parent = parts.parent;
  entry.source = parts.source;
  entry.prior = parts.prior;
  if (parts.place) entry.lat = parts.place->first, entry.lon = parts.place->second;
  entry.from = parts.from, entry.to = parts.to;
  for (const EntryParts::Text& name : parts.names)
    entry.names.emplace_back(word(name.word), name.text);
  for (const EntryParts::Text& id : parts.ids) entry.ids.emplace_back(word(id.word), id.text);
  const auto [first, last] = forms_of(number);
  for (std::uint32_t form = first; form < last; ++form) entry.forms.push_back(this->form(form));
  return entry;
}

std::uint64_t EntryStore::expect_id(std::string_view id) const {
  const std::uint64_t hash = std::hash<std::string_view>()(id);
  const std::size_t at = first_place(static_cast<std::uint32_t>(hash >> 32));
  if (at < places_.size()) fetch_ahead(reinterpret_cast<const char*>(&places_[at]));
  return hash;
}

void EntryStore::expect_place(std::uint32_t entry) const {
  fetch_ahead(reinterpret_cast<const char*>(&entries_[entry]));
}

void EntryStore::expect_entry(std::uint32_t entry) const {
  const char* const at = bytes_.data() + entries_[entry].begin;
  constexpr std::size_t kMostBytes = 32;  // of most; they may lie in two lines of the cache
  fetch_ahead(at);
  fetch_ahead(at + kMostBytes);
}

void EntryStore::expect_form(std::uint32_t form) const {
  fetch_ahead(reinterpret_cast<const char*>(&forms_[form]));
}

void EntryStore::expect_key_place(std::uint32_t form) const {
  fetch_ahead(reinterpret_cast<const char*>(&key_places_[form]));
}

void EntryStore::expect_key(std::uint32_t form) const {
  fetch_ahead(keys_.data() + (key_places_[form] >> 1));
}

void EntryStore::expect_text(std::uint32_t form) const {
  fetch_ahead(bytes_.data() + forms_[form].text_begin);
}

std::pair<std::uint32_t, std::uint32_t> EntryStore::forms_of(std::uint32_t entry) const {
  std::uint32_t end = entry + 1 < entry_count() ? entries_[entry + 1].first_form : form_count();
  return {entries_[entry].first_form, end};
}

Form EntryStore::form(std::uint32_t number) const {
  Form form = manner(manner_of(number));
  form.text = form_text(number);
  return form;
}

void EntryStore::replace(std::uint32_t form, const Form& by) {
  if (form_text(form) == by.text) {
    forms_[form].manner = number_of_manner(by);
  } else {
    forms_[form] = pack(by, forms_[form].entry);
  }
}

}  // namespace waymark::gazetteer
