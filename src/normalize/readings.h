// SPDX-License-Identifier: Apache-2.0
// The readings of a name with what they weigh: all steps from a name to an answer take and give
// them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalize/name_index.h"

namespace waymark::normalize {

struct Weighed {
  Reading reading;
  double score = 0;
  std::vector<std::string> evidence;
  bool corrected = false;
};
using Readings = std::vector<Weighed>;

inline constexpr double kPriorWeight = 0.06;  // of an entry's prior in a score
inline constexpr double kCorrection = 0.12;   // what an answer costs that isn't what is written

/// The best reading of each entry, best first.
void keep_best(Readings& readings);

/// Says of a reading that the name isn't written so, and takes its cost from the score once.
void mark_corrected(Weighed& each);

/// Whether only the South writes by a scheme.
[[nodiscard]] bool is_southern(std::string_view scheme);
/// Whether only newspapers, linguists or other languages write by it.
[[nodiscard]] bool is_rare(std::string_view scheme);
/// Whether a derived form lacks its name's generic: Musan for 무산군.
[[nodiscard]] bool is_without_generic(const gazetteer::FormView& form);

}  // namespace waymark::normalize
