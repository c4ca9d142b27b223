// SPDX-License-Identifier: Apache-2.0
// Words of scripts that don't show where they end (Thai, Lao, Khmer, Burmese): ICU's dictionaries
// know.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace waymark::text {

/// Where the words of `segment` end, the last being its size; if ICU can't tell, only that.
/// Units: bytes from the segment's begin.
/// Requires: valid UTF-8 that is one segment by the rules.
/// Threads: any; each keeps an iterator of its own.
void find_dictionary_words(std::string_view segment, std::vector<std::size_t>& ends);

}  // namespace waymark::text
