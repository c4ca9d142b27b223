// SPDX-License-Identifier: Apache-2.0
// Form and text are walked side by side, letter by letter; what is no letter is passed over in
// both, since dashes, apostrophes and line breaks may differ between them.
#include "match/letter_case.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace waymark::match {
namespace {

// Of ASCII these are told without ICU's tables.
bool is_ascii(UChar32 c) { return c < 0x80; }
bool is_letter(UChar32 c) {
  return is_ascii(c) ? (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') : u_isalpha(c) != 0;
}
bool is_upper(UChar32 c) {
  return is_ascii(c) ? c >= 'A' && c <= 'Z' : u_isUUppercase(c) || u_istitle(c);
}
bool is_lower(UChar32 c) { return is_ascii(c) ? c >= 'a' && c <= 'z' : u_isULowercase(c) != 0; }

/// Steps over code points of one kind; -1 at the end.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  UChar32 next_letter() {
    for (UChar32 c = next(); c >= 0; c = next())
      if (is_letter(c)) return c;
    return -1;
  }
  UChar32 next_visible() {
    for (UChar32 c = next(); c >= 0; c = next())
      if (!u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return c;
    return -1;
  }

 private:
  UChar32 next() {
    const auto size = static_cast<std::int32_t>(text_.size());
    if (at_ >= size) return -1;
    UChar32 c;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    U8_NEXT_OR_FFFD(bytes, at_, size, c);
    return c;
  }

  std::string_view text_;
  std::int32_t at_ = 0;
};

bool has_same_characters(std::string_view form, std::string_view text) {
  Walk a(form), b(text);
  for (;;) {
    const UChar32 c = a.next_visible();
    if (c != b.next_visible()) return false;
    if (c < 0) return true;
  }
}

bool has_capitals_of(std::string_view form, std::string_view text) {
  Walk a(form), b(text);
  for (;;) {
    const UChar32 wanted = a.next_letter();
    const UChar32 found = b.next_letter();
    // A fold can change the number of letters (ligatures); what follows then says nothing about
    // case.
    if (wanted < 0 || found < 0) return true;
    if (is_upper(wanted) && is_lower(found)) return false;
  }
}

}  // namespace

bool satisfies_case(std::string_view form, std::string_view text, gazetteer::Case demand) {
  switch (demand) {
    case gazetteer::Case::kExact:
      return has_same_characters(form, text);
    case gazetteer::Case::kTitle:
      return has_capitals_of(form, text);
    case gazetteer::Case::kAny:
      return true;
  }
  return true;
}

bool differ_in_case_alone(std::string_view a, std::string_view b) {
  constexpr unsigned kCase = 'a' ^ 'A';
  if (a.size() != b.size()) return false;
  return std::equal(a.begin(), a.end(), b.begin(), [](char one, char other) {
    const auto c = static_cast<unsigned char>(one), d = static_cast<unsigned char>(other);
    return c < 0x80 && (c == d || ((c ^ d) == kCase && is_letter(c)));
  });
}

}  // namespace waymark::match
