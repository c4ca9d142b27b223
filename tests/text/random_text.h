// SPDX-License-Identifier: Apache-2.0
// Random text for properties: pieces of many scripts and of everything that word breaking treats
// specially, drawn with a fixed seed, so that a failure comes back.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace waymark::text {

class RandomText {
 public:
  explicit RandomText(std::uint32_t seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  /// Up to `pieces` pieces, one after another.
  std::string make(std::uint32_t pieces);

 private:
  std::string piece();

  std::mt19937 random_;
};

}  // namespace waymark::text
