// SPDX-License-Identifier: Apache-2.0
// A line of an input with a caret under the place in question. `render` of waymark/diagnostic.h is
// made of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::text {

/// The line and, below it, the caret; each ends in a line feed. Long lines are cut to a window
/// around the caret. The line may be anything: what isn't UTF-8, and control characters, are shown
/// as U+FFFD. Units: `column` counts code points from 1, 0 means no caret; `width` is code points.
[[nodiscard]] std::string render_excerpt(std::string_view line, std::uint32_t number,
                                         std::uint32_t column, std::uint32_t width, bool color);

}  // namespace waymark::text
