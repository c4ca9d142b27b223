// SPDX-License-Identifier: Apache-2.0
// Values as they stand in a column of CoNLL: never empty, and without what parts columns and lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waymark::format {

/// Writes '%', control characters and line ends as %XX; for `is_label` also white space and '|'.
/// Empty is "_".
[[nodiscard]] std::string encode_value(std::string_view value, bool is_label);

/// The value as it was; nothing if a '%' is not followed by two hexadecimal digits, or the bytes
/// are not UTF-8.
[[nodiscard]] std::optional<std::string> decode_value(std::string_view column);

/// The number that a column is; nothing if it is anything else.
[[nodiscard]] std::optional<std::uint64_t> read_number(std::string_view column);

}  // namespace waymark::format
