// SPDX-License-Identifier: Apache-2.0
// Spellings of Chinese and Japanese names that systems of today have replaced: maps to 1945 print
// Singisyû for Shingishū, maps to 1979 Hsin-i-chou for Xinyizhou. They are read back to what the
// gazetteer has.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::normalize {

/// What Hepburn writes for a Japanese name in the official spelling of 1937; the same if nothing
/// differs. Requires: a compact spelling.
[[nodiscard]] std::string to_hepburn(std::string_view compact);

/// What Pinyin may write for a name in Wade-Giles, compact; several where apostrophes may have been
/// left out. Empty unless each part between hyphens is a syllable of Wade-Giles and there are two
/// to six. Source: H. A. Giles, A Chinese-English Dictionary, 1912.
[[nodiscard]] std::vector<std::string> to_pinyin(std::string_view name);

}  // namespace waymark::normalize
