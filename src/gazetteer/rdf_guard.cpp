// SPDX-License-Identifier: Apache-2.0
// Nothing is parsed: signs are looked for wherever they stand, also where they mean nothing. That
// is why the bounds are wide.
#include "gazetteer/rdf_guard.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "gazetteer/table_place.h"

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kLongestTag = 100;      // "sl-rozaj-biske-1994" is long
constexpr std::size_t kLongestWord = 10'000;  // takes a second
constexpr std::size_t kDeepest = 1000;        // elements in elements

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_of_tag(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }
bool is_of_word(char c) { return is_letter(c) || c == '.'; }

Failure fault_at(const Table& table, std::size_t at, std::string message) {
  Failure fault = TablePlaces(table).find(at);
  fault->code = "gazetteer/bad-rdf";
  fault->message = std::move(message);
  return fault;
}

Failure too_long_tag(const Table& table, std::size_t at) {
  return fault_at(table, at, "a language tag is longer than 100 bytes");
}

/// Calls `check` with each place of a text, until it gives a fault.
template <class Check>
Failure check_each(std::string_view bytes, std::string_view text, const Check& check) {
  Failure fault;
  for (std::size_t at = bytes.find(text); at != bytes.npos && !fault; at = bytes.find(text, at + 1))
    fault = check(at + text.size());
  return fault;
}

/// attribute = "xml:lang" *white "=" *white quote tag quote
Failure check_xml_tags(const Table& table) {
  const std::string_view bytes = table.bytes;
  return check_each(bytes, "xml:lang", [&](std::size_t at) -> Failure {
    const std::size_t begin = bytes.find_first_of("\"'", at);
    if (begin == bytes.npos) return std::nullopt;
    const std::string_view tag = bytes.substr(begin + 1, kLongestTag + 1);
    const std::size_t end = tag.find(bytes[begin]);
    if (end == tag.npos) return too_long_tag(table, begin);
    if (tag.substr(0, end).find('&') == tag.npos) return std::nullopt;
    return fault_at(table, begin, "a language tag holds an entity");
  });
}

/// Entities stand for plain text, as the prefixes of vocabularies do.
Failure check_declarations(const Table& table) {
  const std::string_view bytes = table.bytes;
  if (const std::size_t at = bytes.find("<!ATTLIST"); at != bytes.npos)
    return fault_at(table, at, "declarations of attributes are not read");
  return check_each(bytes, "<!ENTITY", [&](std::size_t at) -> Failure {
    const std::string_view rest = bytes.substr(at);
    const std::string_view declaration = rest.substr(0, rest.find('>'));
    if (declaration.find_first_of("<%&") == declaration.npos) return std::nullopt;
    return fault_at(table, at, "an entity that stands for markup is not read");
  });
}

/// Encodings in which markup is written as ASCII has it.
Failure check_encoding(const Table& table) {
  constexpr std::string_view kKnown[] = {"utf-8", "us-ascii", "iso-8859-", "windows-125"};
  const std::string_view head = table.bytes.substr(0, table.bytes.find('>'));
  const std::size_t at = head.find("encoding");
  const std::size_t quote = at == head.npos ? head.npos : head.find_first_of("\"'", at);
  if (quote == head.npos || !head.starts_with("<?xml")) return std::nullopt;
  std::string name(head.substr(quote + 1, 20));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  const auto begins_name = [&](std::string_view known) { return name.starts_with(known); };
  if (std::any_of(std::begin(kKnown), std::end(kKnown), begins_name)) return std::nullopt;
  return fault_at(table, quote, "the encoding is not read; convert the file to UTF-8");
}

Failure check_nesting(const Table& table) {
  const std::string_view bytes = table.bytes;
  std::size_t depth = 0;
  return check_each(bytes, "<", [&](std::size_t at) -> Failure {
    if (bytes.substr(at).starts_with('/')) {
      depth -= std::min<std::size_t>(depth, 1);
    } else if (at < bytes.size() && is_letter(bytes[at])) {
      const std::size_t end = std::min(bytes.find_first_of("<>", at), bytes.size());
      if (bytes[end - 1] != '/' && ++depth > kDeepest)
        return fault_at(table, at, "more than 1,000 elements in each other");
    }
    return std::nullopt;
  });
}

}  // namespace

Failure check_turtle(const Table& table) {
  std::size_t word = 0, tag = 0;
  bool is_in_tag = false;
  for (std::size_t at = 0; at < table.bytes.size(); ++at) {
    const char c = table.bytes[at];
    word = is_of_word(c) ? word + 1 : 0;
    if (word > kLongestWord) return fault_at(table, at, "a word is longer than 10,000 letters");
    tag = is_in_tag && is_of_tag(c) ? tag + 1 : 0;
    is_in_tag = c == '@' || tag > 0;
    if (tag > kLongestTag) return too_long_tag(table, at);
  }
  return std::nullopt;
}

Failure check_rdf_xml(const Table& table) {
  for (const auto check : {check_encoding, check_declarations, check_xml_tags, check_nesting})
    if (Failure fault = check(table)) return fault;
  return std::nullopt;
}

}  // namespace waymark::gazetteer
