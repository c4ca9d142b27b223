// SPDX-License-Identifier: Apache-2.0
// The tokens of rule files: names, strings, numbers, regular expressions, entry ids. Letters
// outside ASCII count as lower case, so that names may be written in Hangul; curly quotes and wide
// punctuation are no letters.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>

#include "grammar/ast.h"
#include "grammar/syntax/config.h"

namespace waymark::grammar::syntax {

// ---- names -----------------------------------------------------------------------------------

/// One letter beyond ASCII: a whole UTF-8 sequence, save U+0080–00BF, U+2000–2FFF, U+3000–303F,
/// U+FF00–FFFF.
inline auto const far_letter =
    (x3::char_('\xC3', '\xDF') >> x3::omit[x3::char_('\x80', '\xBF')]) |
    (!(x3::char_('\xE2') | (x3::lit('\xE3') >> '\x80') |
       (x3::lit('\xEF') >> x3::char_('\xBC', '\xBF'))) >>
     x3::char_('\xE0', '\xEF') >> x3::char_('\x80', '\xBF') >> x3::char_('\x80', '\xBF')) |
    (x3::char_('\xF0', '\xF4') >> x3::repeat(3)[x3::char_('\x80', '\xBF')]);

inline auto const upper = x3::char_('A', 'Z');
inline auto const lower = x3::char_('a', 'z') | '_' | far_letter;
inline auto const digit = x3::char_('0', '9');
inline auto const letter = lower | upper;
inline auto const word_char = letter | digit;

/// capture, list, let, slot: lower case, digits and _ inside
inline auto const identifier = spelled[lower >> *(lower | digit) >> !word_char];
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
             Quote >> *(make_escape<kKeepsBrackets>() | inside[append_char]) >
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
             (x3::char_ - (x3::lit('/') | '\\' | '\n' | '\r'))[append_char]) >
    named("the closing '/' of the regular expression\na slash inside is written \\/")[x3::lit('/')];

}  // namespace waymark::grammar::syntax
