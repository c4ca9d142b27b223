// SPDX-License-Identifier: Apache-2.0
// Brackets are counted, not matched: one of the wrong kind is found when the part is read.
#include "text/json_parts.h"

#include <algorithm>
#include <utility>

namespace waymark::text::json {
namespace {

constexpr std::string_view kWhite = " \t\r\n";
constexpr const char* kOutOfPlace = "expected a comma, a colon, a bracket or a key";

bool is_open(char c) { return c == '[' || c == '{'; }
bool is_close(char c) { return c == ']' || c == '}'; }

/// Where the string ends that begins at `at`; the text's end if it has none.
std::size_t find_string_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return text.size();
}

/// The same of an array or object.
std::size_t find_bracket_end(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = find_string_end(text, at);
      continue;
    }
    ++at;
    if (is_open(c)) ++depth;
    if (is_close(c) && --depth == 0) return at;
  }
  return text.size();
}

std::size_t find_end(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '"') return find_string_end(text, at);
  if (at < text.size() && is_open(text[at])) return find_bracket_end(text, at);
  return std::min(text.find_first_of(",:]} \t\r\n", at), text.size());
}

}  // namespace

Part whole(std::string_view utf8) {
  const std::size_t begin = utf8.find_first_not_of(kWhite);
  if (begin == std::string_view::npos) return {utf8.size(), utf8.size()};
  return {begin, utf8.find_last_not_of(kWhite) + 1};
}

Parts::Parts(std::string_view utf8, const Part& container, const std::string& file)
    : utf8_(utf8.substr(0, container.end)),
      file_(file),
      at_(container.begin + 1),
      is_object_(utf8[container.begin] == '{') {}

/// array  = "[" [ value *( "," value ) ] "]"
/// object = "{" [ string ":" value *( "," string ":" value ) ] "}"
std::optional<Part> Parts::next() {
  if (is_done_ || fault_) return std::nullopt;
  if (take(is_object_ ? '}' : ']')) {
    is_done_ = true;
    skip_white();
    if (at_ < utf8_.size()) fail("expected the end");
    return std::nullopt;
  }
  if (!take_comma() || (is_object_ && !take_name())) return std::nullopt;
  skip_white();
  const Part part{at_, find_end(utf8_, at_)};
  at_ = part.end;
  return part;
}

/// The comma before all parts but the first.
bool Parts::take_comma() {
  return std::exchange(is_first_, false) || take(',') || fail(kOutOfPlace);
}

/// A member's name and its colon.
bool Parts::take_name() {
  skip_white();
  if (at_ == utf8_.size() || utf8_[at_] != '"') return fail(kOutOfPlace);
  const Part key{at_, find_string_end(utf8_, at_)};
  auto name = parse_part(utf8_, key, file_);
  if (!name) {
    fault_ = name.error().front();
    return false;
  }
  name_ = *name->as_string();
  at_ = key.end;
  return take(':') || fail(kOutOfPlace);
}

void Parts::skip_white() { at_ = std::min(utf8_.find_first_not_of(kWhite, at_), utf8_.size()); }

/// Takes a sign behind white space. Gives false if something else stands there.
bool Parts::take(char sign) {
  skip_white();
  if (at_ == utf8_.size() || utf8_[at_] != sign) return false;
  ++at_;
  return true;
}

bool Parts::fail(const char* message) {
  if (at_ == utf8_.size()) message = "array or object without an end";
  fault_ = diagnose(utf8_, at_, file_, 1, "text/json", std::string("invalid JSON: ") + message);
  return false;
}

}  // namespace waymark::text::json
