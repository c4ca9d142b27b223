// SPDX-License-Identifier: Apache-2.0
// Ids that are made of names: what a list is called, a full stop, and the name with its spaces as
// hyphens. An index keeps no bytes for them: it makes them again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace waymark::gazetteer {

/// Eight bytes with hyphens for spaces.
[[nodiscard]] inline std::uint64_t hyphenated(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull, kLow = 0x7F * kOnes;
  const std::uint64_t other = bytes ^ (' ' * kOnes);  // zero bytes are spaces
  const std::uint64_t spaces = ~(((other & kLow) + kLow) | other | kLow);
  return bytes ^ ((spaces >> 7) * (' ' ^ '-'));
}

/// Makes a name the end of an id, where it stands.
inline void hyphenate(char* name, std::size_t size) {
  std::size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, name + at, 8);
    bytes = hyphenated(bytes);
    std::memcpy(name + at, &bytes, 8);
  }
  std::replace(name + at, name + size, ' ', '-');
}

/// The same of what stands from `begin` on.
inline void hyphenate(std::string& name, std::size_t begin) {
  hyphenate(name.data() + begin, name.size() - begin);
}

/// Whether an id ends in this name, made so.
[[nodiscard]] inline bool ends_in_name(std::string_view id, std::string_view name) {
  if (name.empty() || id.size() < name.size()) return false;
  const char* const end = id.data() + id.size() - name.size();
  std::size_t at = 0;
  for (; at + 8 <= name.size(); at += 8) {
    std::uint64_t made = 0, given = 0;
    std::memcpy(&made, end + at, 8);
    std::memcpy(&given, name.data() + at, 8);
    if (made != hyphenated(given)) return false;
  }
  for (; at < name.size(); ++at)
    if (end[at] != (name[at] == ' ' ? '-' : name[at])) return false;
  return true;
}

}  // namespace waymark::gazetteer
