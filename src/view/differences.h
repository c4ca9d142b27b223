// SPDX-License-Identifier: Apache-2.0
// What two annotations of one text say differently, in words for each mention.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "waymark/document.h"

namespace waymark::view {

struct DifferenceNotes {
  std::vector<std::string> a, b;  ///< of each mention; empty where both say the same
  std::uint64_t alike = 0;  ///< mentions that both have, with the same link, slots and relations
};

/// Links are compared of labels that both sides link anywhere in the document, slots and relations
/// where both sides have any, since some annotate none at all. Requires: both have the same text.
[[nodiscard]] DifferenceNotes find_differences(const Document& a, const Document& b);

}  // namespace waymark::view
