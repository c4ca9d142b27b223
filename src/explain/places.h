// SPDX-License-Identifier: Apache-2.0
// Which places of a text a question means: a quoted text wherever it stands, or an offset.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/result.h"
#include "waymark/span.h"

namespace waymark::explain {

/// Finds what `asked` means in a text: "120" and "120-134" are offsets; all else is a text, which
/// may stand in double quotes so that digits are one too. Where the very bytes are not found, words
/// are compared as rules compare them, whatever their case and the white space between.
/// Units: offsets are code points; the results are bytes.
/// Errors: explain/not-found with the nearest words; explain/offset beyond the end of the text.
/// Requires: valid UTF-8.
[[nodiscard]] Result<std::vector<Span>> find_places(std::string_view text, std::string_view asked);

}  // namespace waymark::explain
