// SPDX-License-Identifier: Apache-2.0
// What a facility's name says, whatever a report calls its kind: the Sunan airfield is the Sunan
// Airport, the Tongchang-ri Launch Facility the Tongchang-ri Launch Site.
#pragma once

#include <string>
#include <string_view>

namespace waymark::normalize {

/// The kind of facility, and the other words of the name by their sounds, in one order. Empty if
/// the name says no such kind, or nothing but one. Requires: valid UTF-8.
[[nodiscard]] std::string site_key(std::string_view name);

/// Whether a word only says what kind of facility it is, or of what division its place is:
/// airfield, station, ri. Requires: compact.
[[nodiscard]] bool is_site_word(std::string_view word);

}  // namespace waymark::normalize
