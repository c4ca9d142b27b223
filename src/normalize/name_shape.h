// SPDX-License-Identifier: Apache-2.0
// Which names of other kinds a spelling could be, by its letters alone: a misspelt Korean place is
// the more readily believed, the less it could be something else.
#pragma once

#include <string_view>

namespace waymark::normalize {

/// Whether a spelling can be read as syllables of Pinyin from end to end, as the names of Chinese
/// towns can. Requires: compact.
/// Source: the initials and finals of Hanyu Pinyin, in any combination.
[[nodiscard]] bool is_pinyin(std::string_view compact);

/// Whether two syllables end as the given names of Koreans do and their towns don't: Songchol,
/// Minho. Requires: compact.
[[nodiscard]] bool ends_as_given_name(std::string_view compact);

/// Whether it has the vowels eo and eu or begins with b, d or g, as the South's towns are written.
[[nodiscard]] bool looks_southern(std::string_view compact);

}  // namespace waymark::normalize
