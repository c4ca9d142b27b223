// SPDX-License-Identifier: Apache-2.0
// The weight falls by half for each third of a system's confusion: an answer that is nearer by one
// such confusion than its only rival has about six sevenths of the weight.
#include "normalize/verdict.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

namespace waymark::normalize {
namespace {

using gazetteer::Catalog;
using gazetteer::EntryId;

constexpr double kScale = 0.11;
constexpr double kKinship = 0.1;
constexpr double kTie = 0.05;

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

/// How many of the first are of two spellings that are equally far and have together the share that
/// one of them alone has not; none if there are others.
std::size_t count_tied(std::vector<NearEntry>& near, double share) {
  keep_nearest(near);
  double all = 0, tied = 0;
  std::size_t count = 0;
  std::set<std::string_view> spellings;
  for (const NearEntry& each : near) {
    all += weight_of(each);
    if (each.distance > near.front().distance + kTie) continue;
    tied += weight_of(each);
    spellings.insert(each.spelling);
    ++count;
  }
  return spellings.size() == 2 && tied >= share * all ? count : 0;
}

/// Of the meant one's name: what lies in it, or contains it, and is hardly farther.
void gather_kin(const Catalog& catalog, std::vector<NearEntry>& near, std::size_t& meant) {
  const NearEntry first = near.front();
  const auto rivals = near.begin() + static_cast<std::ptrdiff_t>(meant);
  const auto end = std::stable_partition(rivals, near.end(), [&](const NearEntry& each) {
    return each.distance < first.distance + kKinship &&
           are_nested(catalog, each.entry, first.entry);
  });
  meant = static_cast<std::size_t>(end - near.begin());
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
  if (own < wanted.share * (own + others)) return count_tied(near, wanted.share);
  auto meant = static_cast<std::size_t>(rivals - near.begin());
  gather_kin(catalog, near, meant);
  return meant;
}

}  // namespace waymark::normalize
