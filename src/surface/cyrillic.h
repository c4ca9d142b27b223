// SPDX-License-Identifier: Apache-2.0
// Korean in Russian letters: 청진 is Чхонджин. The system hears what McCune and Reischauer hear, so
// it is read off their spelling, letter by letter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::surface {

/// What Russian writes for a name in McCune-Reischauer with its marks, the likeliest first: after
/// Kontsevich 1966, and with чж and йо, as older maps have it. Each word begins with a capital.
/// Source: Л. Р. Концевич, Корееведение, 2001.
[[nodiscard]] std::vector<std::string> write_in_cyrillic(std::string_view mccune_reischauer);

}  // namespace waymark::surface
