// SPDX-License-Identifier: Apache-2.0
// Decides which of several candidates stand where not all can: winners are taken one at a time,
// each time the best that no living rival is stated to be over. The grammar's phases and resolution
// decide by this one rule.
#pragma once

#include <cstdint>
#include <vector>

#include "match/fate.h"
#include "waymark/span.h"

namespace waymark::match {

/// A candidate that stands for decision. The longer wins, then the higher rank, then the more
/// trusted, then the lower order (position in the rule file), then the lower number.
struct Rival {
  Span span;
  std::int32_t rank = 0;
  float trust = 0.5f;
  std::uint32_t order = 0;
  std::uint32_t candidate = 0;
};

/// What two candidates must not do.
enum class Conflict : std::uint8_t {
  kOverlap,  ///< share a byte: flat ones
  kCross,    ///< share a byte without one lying in the other: structured ones
};

/// What rules state about each other.
class Precedence {
 public:
  virtual ~Precedence() = default;
  /// Whether candidate `a` is stated to win over candidate `b`.
  [[nodiscard]] virtual bool is_over(std::uint32_t a, std::uint32_t b) const = 0;
};

/// Appends the numbers of the losing candidates to `losers`; reorders `rivals`. Statements that run
/// in a circle are ignored where they would block each other. `precedence` may be null: nothing is
/// stated. Who lost to whom is noted in `fates` if that is given.
void decide(std::vector<Rival>& rivals, Conflict conflict, const Precedence* precedence,
            std::vector<std::uint32_t>& losers, Fates* fates = nullptr);

/// Whether `a` wins over `b` where nothing is stated.
[[nodiscard]] bool is_better(const Rival& a, const Rival& b);

}  // namespace waymark::match
