// SPDX-License-Identifier: Apache-2.0
#include "grammar/random_patterns.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace waymark::test {

using namespace grammar;  // NOLINT: names of nearly all nodes

std::string PatternMaker::text(std::uint32_t most) {
  static const char* const kPieces[] = {"a", "b", "A", "+", "a", "7", "("};
  std::string made;
  for (std::uint32_t i = pick(most + 1); i > 0; --i) {
    const std::string piece = kPieces[pick(7)];
    // Two words that touch would be one token.
    const bool is_sign = piece == "+" || piece == "(" ||
                         (!made.empty() && (made.back() == '+' || made.back() == '('));
    made += (is_sign && pick(2) == 0 ? "" : " ") + piece;
  }
  return made;
}

Pattern PatternMaker::pattern(int depth) {
  if (depth == 0) return leaf();
  switch (pick(9)) {
    case 0:
    case 1:
    case 2:
      return pattern_of(Sequence{parts(depth, 1)});
    case 3:
      return pattern_of(Choice{parts(depth, 2)});
    case 4:
    case 5:
      return pattern_of(repeat(depth));
    case 6:
      return pattern_of(Capture{{pick(2) == 0 ? "x" : "y", {}}, box(depth)});
    case 7:
      return pick(2) == 0 ? pattern_of(Touching{box(depth)})
                          : pattern_of(LookAhead{box(depth), pick(2) == 0});
    default:
      return leaf();
  }
}

Box<Pattern> PatternMaker::box(int depth) {
  return std::make_shared<const Pattern>(pattern(depth - 1));
}

std::vector<Pattern> PatternMaker::parts(int depth, std::uint32_t least) {
  std::vector<Pattern> made;
  for (std::uint32_t i = least + pick(3); i > 0; --i) made.push_back(pattern(depth - 1));
  return made;
}

Repeat PatternMaker::repeat(int depth) {
  Repeat made;
  made.inner = box(depth);
  made.min = pick(3);
  if (pick(2) == 0) made.max = std::max(1u, made.min + pick(3));
  made.lazy = pick(2) == 0;
  return made;
}

Pattern PatternMaker::leaf() {
  if (!lets.empty() && pick(4) == 0)
    return pattern_of(NameRef{{lets[pick(static_cast<std::uint32_t>(lets.size()))], {}}});
  if (!labels.empty() && pick(3) == 0)
    return pattern_of(
        LabelRef{{labels[pick(static_cast<std::uint32_t>(labels.size()))], {}}, nullptr, {}});
  switch (pick(8)) {
    case 0:
      return pattern_of(Literal{"a", false});
    case 1:
      return pattern_of(Literal{"A", true});
    case 2:
      return pattern_of(Literal{"+", false});
    case 3:
      return pattern_of(Literal{pick(2) == 0 ? "a b" : "a+", false});
    case 4:
      return pattern_of(TokenClass{{pick(2) == 0 ? "any" : "cap", {}}});
    case 5:
      return pattern_of(Gap{1 + pick(3)});
    case 6:
      return pattern_of(Literal{"(", false});
    default:
      return pattern_of(Regex{"[a+]+|7", false});
  }
}

}  // namespace waymark::test
