// SPDX-License-Identifier: Apache-2.0
// A document's id as the name of its files.
#pragma once

#include <string>
#include <string_view>

namespace waymark::format {

/// The id as a relative path without what would lead out of its folder, without control characters
/// and without the endings .txt, .gz and .zst; "stdin" if nothing is left.
[[nodiscard]] std::string file_stem(std::string_view id);

}  // namespace waymark::format
