// SPDX-License-Identifier: Apache-2.0
// Tokens and sentences that came with a text, as those that are cut here: hashed, described, in
// order.
#pragma once

#include <string_view>
#include <vector>

#include "text/token.h"
#include "waymark/span.h"

namespace waymark::text {

/// Whether spans lie in order inside a text of that size, none of them empty or over another.
[[nodiscard]] bool is_ordered(const std::vector<Span>& spans, std::size_t byte_size);

/// Makes tokens of spans; `tokens` is cleared first.
/// Requires: valid UTF-8; is_ordered(spans), which begin and end between code points.
void adopt_tokens(std::string_view utf8, const std::vector<Span>& spans, Tokens& tokens);

/// The tokens of each sentence; those between two sentences are one of their own.
/// Requires: is_ordered(sentences).
[[nodiscard]] std::vector<TokenRange> adopt_sentences(const Tokens& tokens,
                                                      const std::vector<Span>& sentences);

}  // namespace waymark::text
