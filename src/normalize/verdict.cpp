// SPDX-License-Identifier: Apache-2.0
// The weight falls by half for each third of a system's confusion: an answer that is nearer by one
// such confusion than its only rival has about six sevenths of the weight.
#include "normalize/verdict.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace waymark::normalize {
namespace {

using gazetteer::Catalog;
using gazetteer::EntryId;

constexpr double kScale = 0.11;

double weight_of(const NearEntry& near) { return std::exp(-near.distance / kScale); }

void keep_nearest(std::vector<NearEntry>& near) {
  std::stable_sort(near.begin(), near.end(), [](const NearEntry& a, const NearEntry& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.entry < b.entry;
  });
  std::set<EntryId> seen;
  std::erase_if(near, [&](const NearEntry& each) { return !seen.insert(each.entry).second; });
}

bool are_nested(const Catalog& catalog, EntryId a, EntryId b) {
  return catalog.lies_in(a, b) || catalog.lies_in(b, a);
}

}  // namespace

std::size_t count_meant(const Catalog& catalog, std::vector<NearEntry>& near, Confidence wanted) {
  keep_nearest(near);
  if (near.empty() || near.front().distance > wanted.farthest) return 0;
  const std::string spelling = near.front().spelling;
  const auto rivals = std::stable_partition(
      near.begin(), near.end(), [&](const NearEntry& each) { return each.spelling == spelling; });
  double others = 0;
  for (auto rival = rivals; rival != near.end(); ++rival)
    if (std::none_of(near.begin(), rivals, [&](const NearEntry& meant) {
          return are_nested(catalog, rival->entry, meant.entry);
        }))
      others += weight_of(*rival);
  const double own = weight_of(near.front());
  if (own < wanted.share * (own + others)) return 0;
  return static_cast<std::size_t>(rivals - near.begin());
}

}  // namespace waymark::normalize
