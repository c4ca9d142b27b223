// SPDX-License-Identifier: Apache-2.0
// What a container of a name allows: what lies in it, and nothing of another country.
#pragma once

#include "normalize/scope.h"

namespace waymark::normalize {

inline constexpr double kContained = 0.1;  // lies in what stands beside it

// Boundaries change, so another container of its country is no proof against.
inline constexpr double kSameCountry = -0.1;

/// Keeps what the container allows. A container of another country bars an entry; another
/// container of its own country speaks against it.
void settle(const Scope& scope, Readings& readings, const Readings& containers);

/// The same for one reading: whether it is kept. Requires: containers.
bool settle_one(const Scope& scope, Weighed& each, const Readings& containers);

}  // namespace waymark::normalize
