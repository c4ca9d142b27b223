// SPDX-License-Identifier: Apache-2.0
// Tools call their exports train.json or admin.jsonl. What stands in them tells whose they are.
#pragma once

#include <string>
#include <string_view>

namespace waymark::cli {

/// The name of the format of other tools that the beginning of a JSON file looks like; empty if it
/// is none of them, or our own.
[[nodiscard]] std::string_view guess_format(std::string_view head);

/// The same of a file whose name says no more than that it is JSON; empty for all others, and if it
/// can't be read.
[[nodiscard]] std::string_view guess_format_of_file(const std::string& path);

}  // namespace waymark::cli
