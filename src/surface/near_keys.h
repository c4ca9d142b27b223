// SPDX-License-Identifier: Apache-2.0
// Spellings found by what they look like: each is filed under its skeleton and under the skeleton
// less any one letter, so that two spellings meet whenever their skeletons are at most one letter
// apart. The confusion distance then judges the few that meet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace waymark::surface {

/// Longer spellings are near none but themselves.
/// Units: bytes, folded.
inline constexpr std::size_t kLongestNear = 63;

/// Puts into `keys`, which it empties first, what a folded spelling is filed under; some may be
/// there twice. Equal skeletons have equal keys; unequal ones that share a key cost a comparison.
void find_near_keys(std::string_view folded, std::vector<std::uint64_t>& keys);

}  // namespace waymark::surface
