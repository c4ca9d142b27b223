// SPDX-License-Identifier: Apache-2.0
// How many columns text takes on a terminal: two for Hangul, Han and Kana, none for combining
// marks.
#pragma once

#include <cstddef>
#include <string_view>

namespace waymark::text {

/// Units: columns. A tab or control character counts as one.
/// Source: UAX #11, wide and fullwidth.
[[nodiscard]] std::size_t display_width(char32_t code_point);

/// Requires: valid UTF-8.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

}  // namespace waymark::text
