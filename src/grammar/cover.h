// SPDX-License-Identifier: Apache-2.0
// Whether one pattern finds all that another one finds, as far as simple means tell: parts are
// compared one by one, lists by their items, repetitions by their bounds.
#pragma once

#include <cstddef>
#include <cstdint>

#include "grammar/load.h"

namespace waymark::grammar {

/// A pattern and the file whose names it uses.
struct PatternIn {
  std::size_t file = 0;
  const Pattern* pattern = nullptr;
};

class CoverTest {
 public:
  /// Lifetime: borrows `rules`.
  explicit CoverTest(const LoadedRules& rules) : rules_(rules) {}

  enum class Extent : std::uint8_t {
    kWhole,  ///< the same stretch
    kStart   ///< some stretch that begins there
  };
  /// True only if wherever `narrow` matches, `wide` matches too. After a bounded number of steps,
  /// for all calls together, false.
  [[nodiscard]] bool covers(PatternIn wide, PatternIn narrow, Extent extent);
  [[nodiscard]] bool is_exhausted() const { return steps_ <= 0; }

 private:
  struct Parts;
  bool covers_whole(PatternIn wide, PatternIn narrow);
  bool covers_part(PatternIn wide, PatternIn narrow);
  bool covers_all_of(PatternIn wide, PatternIn narrow);
  bool covers_by_kind(PatternIn wide, PatternIn narrow);
  bool covers_parts(const Parts& wide, std::size_t i, const Parts& narrow, std::size_t j,
                    Extent extent);
  bool covers_name(PatternIn wide, const NameRef& name, PatternIn narrow);
  bool covers_repeat(PatternIn wide, const Repeat& repeat, PatternIn narrow);

  const LoadedRules& rules_;
  int steps_ = 1'000'000;
  int depth_ = 0;
};

}  // namespace waymark::grammar
