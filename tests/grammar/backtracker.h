// SPDX-License-Identifier: Apache-2.0
// Plain backtracking over patterns: slow, obvious, and written without a look at the engine, so
// that the two can be compared. It knows tokens, the lets of one file, and marks that stand on
// whole tokens.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/ast.h"
#include "grammar/token_parser.h"
#include "text/tokenizer.h"

namespace waymark::test {

using grammar::Position;

/// A mark on whole tokens, as later phases see it.
struct TokenMark {
  std::string label;
  Position from = 0, to = 0;
};

/// One way of a pattern: where it ends, and what it captured first.
struct Found {
  Position end = 0;
  std::vector<std::pair<std::string, Span>> captures;
  std::vector<std::pair<std::string, Span>> ahead;  ///< captured by look-ahead
};

class Backtracker {
 public:
  /// Lifetime: borrows all.
  Backtracker(std::string_view text, const text::Tokens& tokens,
              const std::map<std::string, grammar::Pattern>& lets,
              const std::vector<TokenMark>& marks)
      : text_(text), tokens_(tokens), lets_(lets), marks_(marks) {}

  /// The ends of a pattern from a token, in order, each with its first captures; nullopt if it
  /// takes too long.
  std::optional<std::vector<Found>> match(const grammar::Pattern& pattern, Position from);

 private:
  [[nodiscard]] Position last() const { return static_cast<Position>(tokens_.size()); }
  [[nodiscard]] bool touches(Position at) const;
  [[nodiscard]] std::string_view bytes(Position from, Position to) const;

  std::vector<Found> ends(const grammar::Pattern& pattern, Position from);
  std::vector<Found> ends_of(const grammar::Literal& it, Position from);
  std::vector<Found> ends_of(const grammar::Regex& it, Position from);
  std::vector<Found> ends_of(const grammar::TokenClass& it, Position from);
  std::vector<Found> ends_of(const grammar::NameRef& it, Position from);
  std::vector<Found> ends_of(const grammar::LabelRef& it, Position from);
  std::vector<Found> ends_of(const grammar::Capture& it, Position from);
  std::vector<Found> ends_of(const grammar::Sequence& it, Position from);
  std::vector<Found> ends_of(const grammar::Choice& it, Position from);
  std::vector<Found> ends_of(const grammar::Repeat& it, Position from);
  std::vector<Found> ends_of(const grammar::Gap& it, Position from);
  std::vector<Found> ends_of(const grammar::Touching& it, Position from);
  std::vector<Found> ends_of(const grammar::LookAhead& it, Position from);
  void rounds(const grammar::Repeat& it, std::uint32_t round, const Found& so_far,
              std::vector<Found>& all);

  std::string_view text_;
  const text::Tokens& tokens_;
  const std::map<std::string, grammar::Pattern>& lets_;
  const std::vector<TokenMark>& marks_;
  int steps_ = 0;
};

}  // namespace waymark::test
