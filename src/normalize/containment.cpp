// SPDX-License-Identifier: Apache-2.0
// The likeliest reading of a container counts fully, the others by how much less likely they are.
#include "normalize/containment.h"

#include <algorithm>

#include "gazetteer/misspelling.h"

namespace waymark::normalize {
namespace {

constexpr double kSouthMargin = 0.05;

}  // namespace

void settle(const Scope& scope, Readings& readings, const Readings& containers) {
  const auto is_out = [&](Weighed& each) {
    return containers.empty() ? scope.lacks_container(each) : !settle_one(scope, each, containers);
  };
  std::erase_if(readings, is_out);
  keep_best(readings);
}

bool settle_one(const Scope& scope, Weighed& each, const Readings& containers) {
  const double best = containers.front().score;
  const EntryId country = outermost(scope.catalog, each.reading.entry);
  bool same_country = false;
  for (const Weighed& container : containers) {
    // A homonymous container, as the South writes it, is of the South: Gangwon beside Kangwon.
    if (best - container.score > kSouthMargin &&
        outermost(scope.catalog, container.reading.entry) == country &&
        outermost(scope.catalog, containers.front().reading.entry) != country)
      continue;
    if (scope.catalog.lies_in(each.reading.entry, container.reading.entry)) {
      each.score += kContained - (best - container.score);
      each.evidence.emplace_back(each.reading.entry == container.reading.entry ? "same"
                                                                               : "containment");
      each.corrected = each.corrected || container.corrected ||
                       gazetteer::is_misspelling(container.reading.form);
      return true;
    }
    same_country = same_country || outermost(scope.catalog, container.reading.entry) == country;
  }
  each.score += kSameCountry;
  return same_country;
}

}  // namespace waymark::normalize
