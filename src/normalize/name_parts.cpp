// SPDX-License-Identifier: Apache-2.0
// Signs first, words after them: "Hyesan in Ryanggang, North Korea" is parted at both.
#include "normalize/name_parts.h"

#include <algorithm>
#include <array>

#include "normalize/spelling.h"

namespace waymark::normalize {
namespace {

constexpr std::size_t kMostParts = 8;
constexpr std::size_t kLongestCut = 120;  // bytes; longer texts are no names

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The first sign that parts names: its place and size.
std::pair<std::size_t, std::size_t> find_sign(std::string_view text) {
  constexpr std::array<std::string_view, 14> kSigns = {
      ",", ";", "/", "(", ")", "[", "]", "，", "、", "（", "）", "; ", " in ", " of "};
  std::pair<std::size_t, std::size_t> first{std::string_view::npos, 0};
  for (const std::string_view sign : kSigns) {
    const std::size_t at = text.find(sign);
    if (at < first.first) first = {at, sign.size()};
  }
  return first;
}

// Adjectives of countries whose organs are spoken of beside Korea's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kAdjectives = {
    {{"North Korean ", "North Korea"},
     {"South Korean ", "South Korea"},
     {"DPRK ", "North Korea"},
     {"ROK ", "South Korea"},
     {"Chinese ", "China"},
     {"Russian ", "Russia"},
     {"Japanese ", "Japan"},
     {"Soviet ", "Soviet Union"},
     {"American ", "United States"},
     {"US ", "United States"}}};

}  // namespace

OwnedName part_owner(std::string_view name) {
  for (const std::string_view sign : {"'s ", "’s "})
    if (const std::size_t at = name.find(sign); at != std::string_view::npos && at > 0)
      return {trim(name.substr(0, at)), trim(name.substr(at + sign.size()))};
  for (const auto& [adjective, country] : kAdjectives)
    if (name.starts_with(adjective)) return {country, trim(name.substr(adjective.size()))};
  return {};
}

NameParts part_name(std::string_view name) {
  NameParts parts;
  std::string_view rest = name;
  while (!rest.empty() && parts.beside.size() < kMostParts) {
    const auto [at, size] = find_sign(rest);
    const std::string_view part = trim(rest.substr(0, at));
    if (!part.empty() && parts.name.empty())
      parts.name = part;
    else if (!part.empty())
      parts.beside.push_back(part);
    if (at == std::string_view::npos) break;
    rest.remove_prefix(at + size);
  }
  return parts;
}

std::string without_inset(std::string_view name) {
  const std::size_t open = name.find_first_of("([");
  if (open == std::string_view::npos || open == 0) return {};
  const std::size_t close = name.find(name[open] == '(' ? ')' : ']', open);
  if (close == std::string_view::npos) return {};
  const std::string_view before = trim(name.substr(0, open)), behind = trim(name.substr(close + 1));
  const bool goes_on = !behind.empty() && find_sign(behind).first != 0;
  if (before.empty() || !goes_on) return {};
  return std::string(before).append(" ").append(behind);
}

std::vector<std::pair<std::string_view, std::string_view>> cut_in_two(std::string_view name) {
  std::vector<std::pair<std::string_view, std::string_view>> cuts;
  if (name.size() > kLongestCut) return cuts;
  const bool inside_words = has_korean_script(name);
  for (std::size_t at = 1; at < name.size(); ++at) {
    const bool boundary = (static_cast<unsigned char>(name[at]) & 0xC0) != 0x80;
    if (!boundary || (!inside_words && name[at] != ' ')) continue;
    const std::string_view before = trim(name.substr(0, at)), behind = trim(name.substr(at));
    if (!before.empty() && !behind.empty()) cuts.emplace_back(before, behind);
  }
  return cuts;
}

}  // namespace waymark::normalize
