// SPDX-License-Identifier: Apache-2.0
// How far one spelling is from another, counted in what writers really confuse: the romanisation
// systems with each other, letters that keyboards and OCR slip on, letters dropped and doubled.
// Plain edit distance is unusable here: it takes one place for its neighbour.
#pragma once

#include <string>
#include <string_view>

namespace waymark::surface {

/// The distance between two folded Latin spellings; 0 if they are equal, about 1 for one ordinary
/// slip. Stops and returns a number above `limit` as soon as it must exceed it. Requires: folded
/// input (text::fold); letters outside a–z count as unlike any other.
[[nodiscard]] double confusion_distance(std::string_view a, std::string_view b, double limit);

/// What is left of a folded spelling when vowels and everything that systems confuse are folded
/// away: samjiyon and samchiyŏn are both "smcn". Spellings near each other have skeletons at most
/// one letter apart.
[[nodiscard]] std::string skeleton(std::string_view folded);

}  // namespace waymark::surface
