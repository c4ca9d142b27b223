// SPDX-License-Identifier: Apache-2.0
// A regular expression of a rule file as an element of patterns, with what is known of all that it
// matches, so that most texts are refused before it is asked.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "grammar/elements.h"
#include "grammar/expression_cache.h"

namespace waymark::grammar {

/// /regex/ over one piece or a run of touching ones, whole.
struct RegexParser : ElementParser<RegexParser> {
  static constexpr bool kFillsAtOnce = false;
  static constexpr std::uint32_t kLongestRun = 32;  ///< positions
  void find_ends(const ScanContext& context, Position from, Ends& ends) const;
  void find_starts(const ScanContext& context, const PositionSet& among, const PositionSet& ends,
                   PositionSet& starts) const;
  void reach(const ScanContext& context, const PositionSet& from, PositionSet& to) const;
  /// Whether it matches all of a text. Requires: the text isn't empty.
  [[nodiscard]] bool matches(RegexMemo& memo, std::string_view text) const;
  /// Whether it matches no text of so many bytes or more.
  [[nodiscard]] bool is_too_long(std::size_t bytes) const { return bytes > most_bytes; }
  /// Whether it may match a text, or some that begin or end with a token, as far as ends and length
  /// tell.
  [[nodiscard]] bool may_match(std::string_view text) const;
  [[nodiscard]] bool may_begin_with(std::string_view token) const;
  [[nodiscard]] bool may_end_with(std::string_view token) const {
    return last_bytes[static_cast<unsigned char>(token.back())] &&
           (token.size() < 2 || last_pairs.has(token[token.size() - 2], token.back()));
  }
  /// All that it matches begins with a byte from `least` to `most`.
  void set_first_bytes(char least, char most);
  std::shared_ptr<const RegularExpression> regex;
  std::uint64_t serial = next_regex_serial();
  char low = '\0', high = '\xFF';  ///< see set_first_bytes()
  std::size_t least_bytes = 0, most_bytes = static_cast<std::size_t>(-1);  ///< of a match
  std::bitset<256> last_bytes = std::bitset<256>().set();                  ///< of matches
  BytePairs last_pairs = BytePairs::all();  ///< of those of two bytes or more
  std::optional<TokenClassId> first_class;  ///< of the token that it begins with, if it has one
  bool takes_one_token = false;  ///< all that it matches is one token, where nothing cuts tokens
  std::array<bool, kFirstBytes> kinds{true, true, true, true, true, true};  ///< of that byte

 private:
  [[nodiscard]] bool matches(RegexMemo& memo, std::string_view text, std::uint64_t hash) const;
  [[nodiscard]] PositionSet run(const Scan& scan, const PositionSet& from, bool to_begin) const;
  [[nodiscard]] PositionSet possible(const Scan& scan, const PositionSet& from) const;
};

/// The element of an expression, matched forward, with what its source or its least and greatest
/// match tell of it.
[[nodiscard]] RegexParser make_regex_parser(std::shared_ptr<const RegularExpression> regex);

}  // namespace waymark::grammar
