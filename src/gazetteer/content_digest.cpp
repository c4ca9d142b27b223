// SPDX-License-Identifier: Apache-2.0
// Every text goes in with its size before it, so that no two facts share their bytes.
#include "gazetteer/content_digest.h"

#include <charconv>
#include <iterator>
#include <optional>

#include "gazetteer/front_coding.h"

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

Fact& Fact::add(std::string_view text) {
  append_varint(text.size(), bytes_);
  bytes_ += text;
  return *this;
}

Fact& Fact::add(std::int64_t number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

Fact& Fact::add_fraction(double number) {
  char digits[400];  // the longest number has 309 before the point
  const auto end = std::to_chars(digits, std::end(digits), number, std::chars_format::fixed, 6).ptr;
  return add(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

Digest digest_of_entry(std::string_view what, const IndexEntry& entry, const Schema& schema,
                       const std::pair<std::string, std::string>* source) {
  Fact fact(what);
  fact.add(entry.id).add(entry.parent);
  fact.add(entry.kind == kNoKind ? "" : schema.kind(entry.kind).name);
  fact.add(entry.label == kNoLabel ? "" : schema.label(entry.label).name);
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
