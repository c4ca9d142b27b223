// SPDX-License-Identifier: Apache-2.0
// Every text goes in with its size before it, so that no two facts share their bytes.
#include "gazetteer/content_digest.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>

namespace waymark::gazetteer {

namespace {

void add_form(const Form& form, Fact& fact) {
  fact.add(form.text).add(name_of(form.why)).add(form.scheme).add(form.derivation);
  fact.add((form.fixed ? 64 : 0) | (static_cast<int>(form.letter_case) << 2) |
           (form.lookup_only ? 2 : 0) | (form.glued ? 1 : 0));
  fact.add(form.from).add(form.to);
  for (const Need& need : form.needs) {
    fact.add(static_cast<int>(need.what)).add(need.value).add(std::int64_t{need.within});
  }
}

}  // namespace

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

Digest digest_of_entry(std::string_view what, const IndexEntry& entry, const Schema& schema,
                       const std::pair<std::string, std::string>* source) {
  thread_local Fact fact(what);  // made for each of millions of entries
  fact.begin(what);
  fact.add(entry.id).add(entry.parent);
  fact.add(entry.kind == kNoKind ? std::string_view() : schema.kind(entry.kind).name);
  fact.add(entry.label == kNoLabel ? std::string_view() : schema.label(entry.label).name);
  if (source != nullptr) fact.add(source->first).add(source->second);
  fact.add_fraction(entry.prior).add(entry.from).add(entry.to);
  for (const std::optional<double>& degrees : {entry.lat, entry.lon})
    (void)(degrees ? fact.add_fraction(*degrees) : fact.add(""));
  fact.add("names");
  for (const auto& [language, name] : entry.names) fact.add(language).add(name);
  fact.add("ids");
  for (const auto& [scheme, id] : entry.ids) fact.add(scheme).add(id);
  fact.add("forms");
  for (const Form& form : entry.forms) add_form(form, fact);
  return fact.digest();
}

}  // namespace waymark::gazetteer
