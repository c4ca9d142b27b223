// SPDX-License-Identifier: Apache-2.0
// A name and what stands beside it: "Musan County, North Hamgyong Province", "Hyesan (Ryanggang)",
// "Tumen in China".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::normalize {

/// Lifetime: borrows the text.
struct NameParts {
  std::string_view name;
  std::vector<std::string_view> beside;  ///< nearest first
};

/// Parts a name at commas, semicolons, slashes, brackets, " in " and " of "; no `beside` if there
/// is none of them.
[[nodiscard]] NameParts part_name(std::string_view name);

/// A name with whose it is before it: "China's Ministry of State Security", "South Korean Ministry
/// of Unification", whose owner is South Korea. No owner if nothing shows one.
struct OwnedName {
  std::string_view owner, name;
};
[[nodiscard]] OwnedName part_owner(std::string_view name);

/// A name around another one in brackets: "Chosin Reservoir" of "Chosin (Changjin) Reservoir".
/// Empty if none goes on behind the brackets.
[[nodiscard]] std::string without_inset(std::string_view name);

/// All ways to cut a name at a space in two, and of Korean script also inside words: the parts
/// before and behind.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> cut_in_two(
    std::string_view name);

}  // namespace waymark::normalize
