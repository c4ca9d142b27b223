// SPDX-License-Identifier: Apache-2.0
// Which tokens of a text may begin a form: a filter says no to nearly all of them. The question is
// asked of every token of every text, so that eight or four are asked at once where the machine
// can.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gazetteer/phrase_table.h"
#include "text/token.h"

namespace waymark::match {

/// Whether a token may begin with a capital.
[[nodiscard]] inline bool may_be_capital(const text::Token& token) {
  return (token.shape & (text::kAscii | text::kUpperFirst)) != text::kAscii;
}

/// Puts the numbers of those tokens that may begin a form, or are more than one unit, into
/// `numbers`, rising, and gives how many they are. `numbers` only grows, for the next text.
/// `most_at_once`: of so many tokens the question is asked at once, or fewer where the machine
/// can't.
std::size_t scan_starts(const gazetteer::StartFilter& filter, const text::Tokens& tokens,
                        std::vector<std::uint32_t>& numbers, std::size_t most_at_once = 8);

}  // namespace waymark::match
