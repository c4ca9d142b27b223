// SPDX-License-Identifier: Apache-2.0
// Every text goes in with its size before it, so that no two facts share their bytes.
#include "gazetteer/content_digest.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>

#include "gazetteer/made_id.h"

namespace waymark::gazetteer {

void Fact::make_room(std::size_t byte_size) {
  bytes_.resize(std::max<std::size_t>(256, 2 * (size_ + byte_size)));
}

std::size_t Fact::write_long_size(std::size_t size, char* to) {
  std::size_t head = 0;
  for (; size >= 0x80; size >>= 7) to[head++] = static_cast<char>((size & 0x7F) | 0x80);
  to[head++] = static_cast<char>(size);
  return head;
}

Fact& Fact::add(std::int64_t number) {
  char digits[20];
  if (number >= 0 && number < 10) {
    digits[0] = static_cast<char>('0' + number);
    return add(std::string_view(digits, 1));
  }
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

namespace {

constexpr std::size_t kDigits = 6;  // behind the point
constexpr std::int64_t kScale = 1'000'000;

/// A number in millionths, where multiplying in floating point can't have rounded it to the wrong
/// side; nothing for the few that lie near the middle of two, large ones and negative zeros.
std::optional<std::int64_t> in_millionths(double number) {
  constexpr double kMost = 1e6, kSure = 0.499;
  if (!(number > -kMost && number < kMost)) return std::nullopt;
  const double scaled = number * static_cast<double>(kScale);
  const auto nearest = static_cast<std::int64_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  if (std::abs(scaled - static_cast<double>(nearest)) > kSure) return std::nullopt;
  if (nearest == 0 && std::signbit(number)) return std::nullopt;
  return nearest;
}

/// Writes millionths as a number with a point; gives its end.
char* write_fraction(std::int64_t millionths, char* to) {
  if (millionths < 0) *to++ = '-';
  const std::int64_t size = std::abs(millionths);
  to = std::to_chars(to, to + 20, size / kScale).ptr;
  *to = '.';
  std::int64_t rest = size % kScale;
  for (std::size_t digit = kDigits; digit > 0; --digit, rest /= 10)
    to[digit] = static_cast<char>('0' + rest % 10);
  return to + 1 + kDigits;
}

}  // namespace

Fact& Fact::add_fraction(double number) {
  char digits[400];  // the longest number has 309 before the point
  const auto millionths = in_millionths(number);
  const char* const end = millionths
                              ? write_fraction(*millionths, digits)
                              : std::to_chars(digits, std::end(digits), number,
                                              std::chars_format::fixed, static_cast<int>(kDigits))
                                    .ptr;
  return add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

Digest EntryDigests::digest(std::string_view what, const IndexEntry& entry,
                            const std::pair<std::string, std::string>* source) {
  fact_.begin(what);
  fact_.add(entry.id);
  add_middle(entry, source);
  for (const auto& [language, name] : entry.names) fact_.add(language).add(name);
  fact_.add("ids");
  for (const auto& [scheme, id] : entry.ids) fact_.add(scheme).add(id);
  fact_.add("forms");
  for (const Form& form : entry.forms) add_form(form);
  return fact_.digest();
}

EntryDigests::Pattern EntryDigests::make_pattern(
    std::string_view what, const IndexEntry& entry,
    const std::pair<std::string, std::string>& source) {
  Pattern pattern;
  const auto said = [&](std::string& part, auto say) {
    const std::size_t begin = fact_.byte_size();
    say();
    part = fact_.bytes_from(begin);
  };
  said(pattern.before_id, [&] { fact_.add(what); });
  said(pattern.before_name, [&] {
    add_middle(entry, &source);
    fact_.add(entry.names.front().first);
  });
  said(pattern.before_form, [&] { fact_.add("ids").add("forms"); });
  Form nameless = entry.forms.front();
  nameless.text.clear();
  said(pattern.behind_form, [&] { add_form(nameless); });
  pattern.behind_form.erase(0, 1);  // the size of no text
  return pattern;
}

NameDigests::NameDigests(const Schema& schema, const IndexEntry& entry,
                         const std::pair<std::string, std::string>& source)
    : NameDigests(EntryDigests(schema).make_pattern("entry", entry, source), entry.id) {}

NameDigests::NameDigests(const EntryDigests::Pattern& pattern, std::string_view id_prefix)
    : before_id_(pattern.before_id),
      id_prefix_(id_prefix),
      before_name_(pattern.before_name),
      before_form_(pattern.before_form),
      behind_form_(pattern.behind_form),
      fixed_size_(before_id_.size + id_prefix_.size + before_name_.size + before_form_.size +
                  behind_form_.size + 3 * Fact::kMaxVarint + kStep) {}

/// Gives where the bytes end. Requires: room for kStep bytes more, and as many to read.
inline char* NameDigests::put(const char* bytes, std::size_t size, char* to) {
  for (std::size_t at = 0; at < size; at += kStep) std::memcpy(to + at, bytes + at, kStep);
  return to + size;
}

inline char* NameDigests::put_size(std::size_t size, char* to) {
  for (; size >= 0x80; size >>= 7) *to++ = static_cast<char>((size & 0x7F) | 0x80);
  *to++ = static_cast<char>(size);
  return to;
}

void NameDigests::add(std::string_view name) {
  if (count_ == kMostGathered) digest_gathered();
  const std::size_t begin = count_ == 0 ? 0 : ends_[count_ - 1];
  const std::size_t most = begin + fixed_size_ + 3 * name.size();
  if (most > bytes_.size()) bytes_.resize(most * kMostGathered);
  char* to = bytes_.data() + begin;
  to = put(before_id_, to);
  to = put_size(id_prefix_.size + name.size(), to);
  to = put(id_prefix_, to);
  name.copy(to, name.size());
  hyphenate(to, name.size());
  to = put(before_name_, to + name.size());
  to = put_size(name.size(), to);
  name.copy(to, name.size());
  const char* const first = to;
  to = put(before_form_, to + name.size());
  to = put_size(name.size(), to);
  to = put(first, name.size(), to);
  to = put(behind_form_, to);
  ends_[count_++] = static_cast<std::size_t>(to - bytes_.data());
}

Digest NameDigests::take() {
  digest_gathered();
  return std::exchange(sum_, {});
}

void NameDigests::digest_gathered() {
  std::size_t begin = 0;
  for (std::size_t fact = 0; fact < count_; ++fact) {
    sum_ += digest_of(std::string_view(bytes_).substr(begin, ends_[fact] - begin));
    begin = ends_[fact];
  }
  count_ = 0;
}

void EntryDigests::add_middle(const IndexEntry& entry,
                              const std::pair<std::string, std::string>* source) {
  const auto has_source = source != nullptr ? std::optional(entry.source) : std::nullopt;
  if (!middle_bytes_.empty() && entry.kind == middle_.kind && entry.label == middle_.label &&
      entry.prior == middle_.prior && !entry.lat && !entry.lon && entry.from == middle_.from &&
      entry.to == middle_.to && has_source == middle_.source && entry.parent == middle_.parent) {
    fact_.repeat(middle_bytes_);
    return;
  }
  const std::size_t begin = fact_.byte_size();
  fact_.add(entry.parent);
  fact_.add(entry.kind == kNoKind ? std::string_view() : schema_.kind(entry.kind).name);
  fact_.add(entry.label == kNoLabel ? std::string_view() : schema_.label(entry.label).name);
  if (source != nullptr) fact_.add(source->first).add(source->second);
  fact_.add_fraction(entry.prior).add(entry.from).add(entry.to);
  for (const std::optional<double>& degrees : {entry.lat, entry.lon})
    (void)(degrees ? fact_.add_fraction(*degrees) : fact_.add(""));
  fact_.add("names");
  if (entry.lat || entry.lon) return;  // the next one lies elsewhere
  middle_ = {entry.parent, entry.kind, entry.label, has_source, entry.prior, entry.from, entry.to};
  middle_bytes_ = fact_.bytes_from(begin);
}

void EntryDigests::add_form(const Form& form) {
  fact_.add(form.text);
  if (!manner_bytes_.empty() && has_manner_of(form, manner_)) {
    fact_.repeat(manner_bytes_);
    return;
  }
  const std::size_t begin = fact_.byte_size();
  fact_.add(name_of(form.why)).add(form.scheme).add(form.derivation);
  fact_.add((form.fixed ? 64 : 0) | (static_cast<int>(form.letter_case) << 2) |
            (form.lookup_only ? 2 : 0) | (form.glued ? 1 : 0));
  fact_.add(form.from).add(form.to);
  for (const Need& need : form.needs)
    fact_.add(static_cast<int>(need.what)).add(need.value).add(std::int64_t{need.within});
  if (!form.needs.empty() || !form.derivation.empty()) return;
  manner_ = form;
  manner_bytes_ = fact_.bytes_from(begin);
}

Digest digest_of_entry(std::string_view what, const IndexEntry& entry, const Schema& schema,
                       const std::pair<std::string, std::string>* source) {
  return EntryDigests(schema).digest(what, entry, source);
}

}  // namespace waymark::gazetteer
