// SPDX-License-Identifier: Apache-2.0
// Words that lie near a Korean place's name but are none: words of English, people, cities of China
// and the South.
#pragma once

#include <string_view>

namespace waymark::normalize {

/// Whether a compact spelling must never be corrected into a name.
[[nodiscard]] bool is_stop_word(std::string_view compact);

}  // namespace waymark::normalize
