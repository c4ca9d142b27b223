// SPDX-License-Identifier: Apache-2.0
// How much a gazetteer's file may ask of us.
#pragma once

#include <cstddef>

namespace waymark::gazetteer {

inline constexpr std::size_t kMaxErrors = 20;       ///< reported for a file
inline constexpr std::size_t kMaxFormBytes = 1000;  ///< of one surface form
inline constexpr std::size_t kMaxFormUnits = 64;    ///< of one surface form
inline constexpr std::size_t kMaxIdBytes = 200;     ///< of an entry's id

}  // namespace waymark::gazetteer
