// SPDX-License-Identifier: Apache-2.0
// What English does to names: plurals, British and American spelling, possessives. All work on
// words as they stand and keep their capitals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::surface {

/// Cut at single spaces.
/// Lifetime: borrows the text.
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text);
[[nodiscard]] std::string join_words(const std::vector<std::string_view>& words);

/// ASCII letters in lower case, all else as it is.
[[nodiscard]] std::string to_lower(std::string_view text);

/// Whether a word is ASCII in capitals only, two to seven letters: MSS.
[[nodiscard]] bool is_acronym(std::string_view word);

/// The plural of a noun; empty if it has none or is one (police, staff, troops). Requires no
/// spaces.
[[nodiscard]] std::string to_plural(std::string_view noun);

/// The text with every word that England writes otherwise in England's spelling, or in America's;
/// empty if there is no such word.
[[nodiscard]] std::string to_british(std::string_view text);
[[nodiscard]] std::string to_american(std::string_view text);

/// The text with possessives spelled otherwise: People's → Peoples, Workers' → Workers, Worker's.
/// Both kinds of apostrophe are read; the straight one is written.
[[nodiscard]] std::vector<std::string> vary_possessives(std::string_view text);

}  // namespace waymark::surface
