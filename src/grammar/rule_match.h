// SPDX-License-Identifier: Apache-2.0
// A rule's match in a sentence.
#pragma once

#include <cstdint>

#include "grammar/scene.h"
#include "waymark/span.h"

namespace waymark::grammar {

/// A rule's match, with what it captured.
struct Match {
  std::uint32_t rule = 0;
  Span span;
  std::uint32_t find = 0;  ///< which of the rule's `find`; found out for a trace alone
  Captured captured;
  std::uint32_t taken_by_find =
      0;  ///< how many of captured.taken `find` matched; the others stand in contexts
};

}  // namespace waymark::grammar
