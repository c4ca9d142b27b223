// SPDX-License-Identifier: Apache-2.0
// A string of the pool is its size and its bytes, where the section has them.
#include "gazetteer/sections.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "gazetteer/front_coding.h"

namespace waymark::gazetteer {

std::uint32_t StringPool::add(std::string_view text, std::string& section) {
  if (3 * count_ >= 2 * places_.size()) grow();
  const std::uint64_t hash = std::hash<std::string_view>()(text);
  const auto sign = static_cast<std::uint32_t>(hash >> 32);
  std::size_t at = first_place(sign);
  for (; places_[at].after != 0; at = at + 1 == places_.size() ? 0 : at + 1)
    if (places_[at].hash == sign && text_at(places_[at], section) == text)
      return begin_of(places_[at]);
  const Place place{sign, static_cast<std::uint32_t>(section.size() + 1)};
  append_varint(text.size(), section);
  section += text;
  places_[at] = place;
  ++count_;
  return begin_of(place);
}

std::string_view StringPool::text_at(const Place& place, std::string_view section) {
  std::size_t at = begin_of(place);
  std::uint32_t size = 0;
  return read_varint(section, at, size) ? section.substr(at, size) : std::string_view();
}

void StringPool::grow() {
  std::vector<Place> old(std::max<std::size_t>(64, 3 * count_));
  std::swap(old, places_);
  for (const Place& place : old) {
    if (place.after == 0) continue;
    std::size_t at = first_place(place.hash);
    while (places_[at].after != 0) at = at + 1 == places_.size() ? 0 : at + 1;
    places_[at] = place;
  }
}

}  // namespace waymark::gazetteer
