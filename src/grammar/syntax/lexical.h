// SPDX-License-Identifier: Apache-2.0
// The tokens of rule files: names, strings, numbers, regular expressions, entry ids. Letters
// outside ASCII count as lower case, so that names may be written in Hangul; curly quotes and wide
// punctuation are no letters.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include "grammar/ast.h"
#include "grammar/syntax/config.h"

namespace waymark::grammar::syntax {

// ---- names -----------------------------------------------------------------------------------

enum CharacterKind : std::uint8_t { kLower = 1, kUpper = 2, kDigit = 4 };

/// By byte of ASCII: its kind; 0: none.
inline constexpr auto kKinds = [] {
  std::array<std::uint8_t, 0x80> kinds{};
  for (char c = 'a'; c <= 'z'; ++c) kinds[static_cast<std::size_t>(c)] = kLower;
  for (char c = 'A'; c <= 'Z'; ++c) kinds[static_cast<std::size_t>(c)] = kUpper;
  for (char c = '0'; c <= '9'; ++c) kinds[static_cast<std::size_t>(c)] = kDigit;
  kinds['_'] = kLower;
  return kinds;
}();

/// The size in bytes of the letter beyond ASCII that a text begins with, a whole UTF-8 sequence
/// save U+0080–00BF, U+2000–2FFF, U+3000–303F, U+FF00–FFFF; 0 if it begins with none.
inline std::size_t far_letter_size(Iterator first, Iterator last) {
  const auto byte = [&](std::size_t i) {
    return first + i < last ? static_cast<unsigned char>(first[i]) : 0u;
  };
  const auto goes_on = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80; };
  if (byte(0) >= 0xC3 && byte(0) <= 0xDF) return goes_on(1) ? 2 : 0;
  if (byte(0) >= 0xF0 && byte(0) <= 0xF4) return goes_on(1) && goes_on(2) && goes_on(3) ? 4 : 0;
  const bool is_other = byte(0) == 0xE2 || (byte(0) == 0xE3 && byte(1) == 0x80) ||
                        (byte(0) == 0xEF && byte(1) >= 0xBC);
  return (byte(0) & 0xF0u) == 0xE0 && !is_other && goes_on(1) && goes_on(2) ? 3 : 0;
}

/// One character of some kinds.
template <std::uint8_t kWanted>
struct CharacterParser : x3::parser<CharacterParser<kWanted>> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;

  template <class C, class R, class A>
  bool parse(Iterator& first, Iterator const& last, C const&, R&, A&) const {
    if (first == last) return false;
    const auto byte = static_cast<unsigned char>(*first);
    const std::size_t size = byte < 0x80               ? (kKinds[byte] & kWanted) != 0
                             : (kWanted & kLower) != 0 ? far_letter_size(first, last)
                                                       : 0;
    first += size;
    return size != 0;
  }
};

inline CharacterParser<kLower> const lower;
inline CharacterParser<kUpper> const upper;
inline CharacterParser<kDigit> const digit;
inline CharacterParser<kLower | kDigit> const lower_or_digit;
inline CharacterParser<kLower | kUpper> const letter;
inline CharacterParser<kLower | kUpper | kDigit> const word_char;

/// capture, list, let, slot: lower case, digits and _ inside
inline auto const identifier = spelled[lower >> *lower_or_digit >> !word_char];
/// LABEL
inline auto const label = spelled[upper >> *(upper | digit | '_') >> !word_char];
/// any word: relation types, features, functions
inline auto const word = spelled[letter >> *word_char];
/// post.of-unit, kp.n-hamgyong.musan
inline auto const dotted_name = spelled[+word_char >> *(x3::char_(".-") >> +word_char)];
/// city, workers-district
inline auto const hyphenated = spelled[letter >> *word_char >> *('-' >> +word_char)];
/// @kp.mss
struct entry_class;
inline auto const entry_name =
    token['@' > named("an entry's id after '@'\nan entry is written @kp.mss")[dotted_name]];

/// A word of the language, not the beginning of a longer one.
inline auto keyword(char const* text) { return token[x3::lit(text) >> !(word_char | '-')]; }
/// Punctuation.
inline auto sign(char const* text) { return token[x3::lit(text)]; }

// ---- numbers ---------------------------------------------------------------------------------

inline auto const count = token[x3::uint_parser<std::uint32_t, 10, 1, 9>{} >> !word_char];
inline auto const whole_number = token[x3::int_parser<std::int32_t, 10, 1, 9>{} >> !word_char];
inline auto const number_spelling =
    spelled[-x3::lit('-') >> +digit >> -('.' >> +digit) >> !word_char];

inline double to_double(std::string const& spelling) {
  double value = 0;
  std::from_chars(spelling.data(), spelling.data() + spelling.size(), value);
  return value;
}

// ---- strings and regular expressions ---------------------------------------------------------

inline auto const append_run = [](auto& ctx) {
  x3::_val(ctx).append(x3::_attr(ctx).begin(), x3::_attr(ctx).end());
};
inline auto const append_char = [](auto& ctx) { x3::_val(ctx).push_back(x3::_attr(ctx)); };
template <char C>
inline auto const append = [](auto& ctx) { x3::_val(ctx).push_back(C); };
template <char C>
inline auto const append_escaped = [](auto& ctx) {
  x3::_val(ctx).append({'\\', C});
};

// Example texts keep \[ \] and \\ as written: there a bare bracket is a mark.
template <bool kKeepsBrackets>
auto make_escape() {
  auto const bracket = [] {
    if constexpr (kKeepsBrackets)
      return (x3::lit('[')[append_escaped<'['>]) | (x3::lit(']')[append_escaped<']'>]) |
             (x3::lit('\\')[append_escaped<'\\'>]);
    else
      return x3::char_("[]\\")[append_char];
  }();
  return '\\' > named(
                    "'\"', \"'\", '\\', '[', ']', 'n' or 't' after the backslash\n"
                    "a backslash itself is written \\\\")[x3::char_("\"'")[append_char] |
                                                          x3::lit('n')[append<'\n'>] |
                                                          x3::lit('t')[append<'\t'>] | bracket];
}

template <char Quote, bool kKeepsBrackets>
struct quoted_class;
template <char Quote, bool kKeepsBrackets>
auto make_quoted() {
  constexpr char const* kMissing =
      Quote == '"' ? "the closing '\"' of the string\na string ends on its line"
                   : "the closing \"'\" of the string\na string ends on its line";
  auto const inside = x3::char_ - (x3::lit(Quote) | '\n' | '\r' | '\\');
  return x3::rule<quoted_class<Quote, kKeepsBrackets>, std::string>{"a string"} =
             Quote >> *(x3::raw[+inside][append_run] | make_escape<kKeepsBrackets>()) >
             named(kMissing)[x3::lit(Quote)];
}

inline auto const string = token[make_quoted<'"', false>()];
inline auto const exact_string = token[make_quoted<'\'', false>()];
inline auto const example_string = token[make_quoted<'"', true>()];
inline auto const example_in_single_quotes = token[make_quoted<'\'', true>()];

struct regex_class;
inline auto const regex_source = x3::rule<regex_class, std::string>{"a regular expression"} =
    '/' >> *((x3::lit('\\') >> '/')[append<'/'>] |
             (x3::char_('\\')[append_char] >> (x3::char_ - (x3::lit('\n') | '\r'))[append_char]) |
             x3::raw[+(x3::char_ - (x3::lit('/') | '\\' | '\n' | '\r'))][append_run]) >
    named("the closing '/' of the regular expression\na slash inside is written \\/")[x3::lit('/')];

}  // namespace waymark::grammar::syntax
