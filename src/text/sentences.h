// SPDX-License-Identifier: Apache-2.0
// Sentence bounds, from tokens and what is already known of the text: no sentence ends inside a
// name, nor after an abbreviation; a blank line always ends one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "text/token.h"
#include "waymark/span.h"

namespace waymark::text {

/// Cuts tokens into sentences, in order and without gaps.
/// `names` are spans, sorted by begin, inside which no sentence ends. `is_abbreviation` is asked
/// with the hash of the token before a full stop. `most_at_once`: so many tokens are looked at at
/// once, or fewer where the machine can't. Units: the result counts tokens.
[[nodiscard]] std::vector<TokenRange> find_sentences(
    std::string_view utf8, const Tokens& tokens, const std::vector<Span>& names,
    const std::function<bool(std::uint64_t)>& is_abbreviation, std::size_t most_at_once = 8);

}  // namespace waymark::text
