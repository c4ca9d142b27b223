// SPDX-License-Identifier: Apache-2.0
// What is blank where a format has no place for it: at the edge of a mention, or as a token.
#pragma once

#include <string_view>

namespace waymark::format {

/// White space and control characters: they are cut off the edges of mentions.
[[nodiscard]] bool is_blank(char32_t code_point);

/// Whether there is nothing to see in a token: white space, control characters and what has no
/// width.
[[nodiscard]] bool is_blank_token(std::string_view token);

}  // namespace waymark::format
