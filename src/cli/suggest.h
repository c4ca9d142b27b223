// SPDX-License-Identifier: Apache-2.0
// "did you mean": the near name, as a hint.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::cli {

/// "did you mean 'X'?" or, where nothing is near, the list of what there is.
[[nodiscard]] std::string suggest(std::string_view word, const std::vector<std::string>& words);

/// The same over the formats that can be read or written.
[[nodiscard]] std::string suggest_format(std::string_view word, bool readable);

}  // namespace waymark::cli
