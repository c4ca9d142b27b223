// SPDX-License-Identifier: Apache-2.0
// Digests that say whether two gazetteers know the same. The digest of a set is the sum of its
// members', so that it doesn't depend on their order, nor on how they are spread over files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::gazetteer {

/// 128 bits; against accidents, not against forgers.
struct Digest {
  std::uint64_t low = 0, high = 0;

  Digest& operator+=(const Digest& other);
  friend bool operator==(const Digest&, const Digest&) = default;
};

[[nodiscard]] Digest digest_of(std::string_view bytes);

/// 32 hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);

}  // namespace waymark::gazetteer
