// SPDX-License-Identifier: Apache-2.0
// Ids that are made of names: what a list is called, a full stop, and the name with its spaces as
// hyphens. An index keeps no bytes for them: it makes them again.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace waymark::gazetteer {

/// Makes a name the end of an id.
inline void hyphenate(std::string& name) { std::replace(name.begin(), name.end(), ' ', '-'); }

/// Whether an id ends in this name, made so.
[[nodiscard]] inline bool ends_in_name(std::string_view id, std::string_view name) {
  if (name.empty() || id.size() < name.size()) return false;
  return std::equal(name.begin(), name.end(), id.end() - static_cast<std::ptrdiff_t>(name.size()),
                    [](char a, char b) { return (a == ' ' ? '-' : a) == b; });
}

}  // namespace waymark::gazetteer
