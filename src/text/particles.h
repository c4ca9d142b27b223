// SPDX-License-Identifier: Apache-2.0
// The particles that Korean writes at the end of a word: what is left of a token when a name that
// begins it has been found.
#pragma once

#include <string_view>

namespace waymark::text {

/// Whether the text is one Korean particle or several in a row (에서, 에서는, 들에게), or a suffix
/// that stands as they do (들, 님).
[[nodiscard]] bool is_particle_run(std::string_view hangul);

}  // namespace waymark::text
