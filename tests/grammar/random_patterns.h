// SPDX-License-Identifier: Apache-2.0
// Random patterns, and texts of the few words in which they can match. A name or a mark stands
// where any leaf may.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "grammar/ast.h"

namespace waymark::test {

class PatternMaker {
 public:
  explicit PatternMaker(std::uint32_t seed) : random_(seed) {}

  std::vector<std::string> lets, labels;  ///< what leaves may name

  std::string text(std::uint32_t most = 8);
  grammar::Pattern pattern(int depth);
  grammar::Pattern leaf();
  std::uint32_t pick(std::uint32_t below) { return random_() % below; }

 private:
  grammar::Box<grammar::Pattern> box(int depth);
  std::vector<grammar::Pattern> parts(int depth, std::uint32_t least);
  grammar::Repeat repeat(int depth);

  std::mt19937 random_;
};

/// A pattern of one kind of node.
template <class What>
grammar::Pattern pattern_of(What what) {
  grammar::Pattern pattern;
  pattern.what = std::move(what);
  return pattern;
}

}  // namespace waymark::test
