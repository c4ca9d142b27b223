// SPDX-License-Identifier: Apache-2.0
// Of equal scores the entry that was read first wins, so that the order never depends on chance.
#include "normalize/readings.h"

#include <algorithm>
#include <set>

namespace waymark::normalize {

void keep_best(Readings& readings) {
  std::stable_sort(readings.begin(), readings.end(), [](const Weighed& a, const Weighed& b) {
    return a.score != b.score ? a.score > b.score : a.reading.entry < b.reading.entry;
  });
  std::set<EntryId> seen;
  std::erase_if(readings,
                [&](const Weighed& each) { return !seen.insert(each.reading.entry).second; });
}

void mark_corrected(Weighed& each) {
  if (!each.corrected) each.score -= kCorrection;
  each.corrected = true;
}

bool is_southern(std::string_view scheme) { return scheme == "rr" || scheme == "ko-south"; }

bool is_rare(std::string_view scheme) {
  return scheme == "press" || scheme == "mixed" || scheme == "iso" || scheme == "yale" ||
         scheme == "kontsevich" || is_foreign_reading(scheme);
}

bool is_without_generic(const gazetteer::FormView& form) {
  return form.derivation.find("missing") != std::string::npos;
}

}  // namespace waymark::normalize
