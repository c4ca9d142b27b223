// SPDX-License-Identifier: Apache-2.0
// What the program answers to its caller.
#pragma once

namespace waymark::cli {

inline constexpr int kDone = 0;   ///< also where a pipe was closed
inline constexpr int kFound = 1;  ///< done, but some records were bad or a check found something
inline constexpr int kUsage =
    2;  ///< wrong use, a file that can't be opened or written, no document at all
inline constexpr int kKnowledge = 3;  ///< an invalid gazetteer or grammar

}  // namespace waymark::cli
