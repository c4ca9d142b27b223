// SPDX-License-Identifier: Apache-2.0
// What a facility's name says, whatever a report calls its kind: the Sunan airfield is the Sunan
// Airport, the Tongchang-ri Launch Facility the Tongchang-ri Launch Site.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::normalize {

/// The kind of facility, and the other words of the name by their sounds, in one order. Empty if
/// the name says no such kind, or nothing but one. Requires: valid UTF-8.
[[nodiscard]] std::string site_key(std::string_view name);

/// The keys of what a name may be too, likeliest first: a political camp that its source calls a
/// camp, a camp by its number without its place, a power station without its number. Requires: a
/// `site_key`.
[[nodiscard]] std::vector<std::string> kindred_keys(std::string_view site_key);

/// A name less the words behind it that say no more than that it is a facility: "Hagap nuclear
/// facility". Empty if there are none, or nothing else.
/// Lifetime: borrows the name.
[[nodiscard]] std::string_view without_site_words(std::string_view name);

/// Whether a word only says what kind of facility it is, or of what division its place is:
/// airfield, station, ri. Requires: compact.
[[nodiscard]] bool is_site_word(std::string_view word);

}  // namespace waymark::normalize
