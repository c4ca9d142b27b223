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
  Digest& operator-=(const Digest& other);
  friend bool operator==(const Digest&, const Digest&) = default;
};

[[nodiscard]] Digest digest_of(std::string_view bytes);

/// The digest of bytes that come in pieces.
class DigestStream {
 public:
  /// `byte_size`: of all pieces, those filled up that are.
  explicit DigestStream(std::uint64_t byte_size);
  /// A piece whose size is no multiple of eight is filled up with zeros, unless it is the last.
  void add(std::string_view piece);
  [[nodiscard]] Digest finish() const;

 private:
  std::uint64_t low_, high_;
};

/// 32 hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);

}  // namespace waymark::gazetteer
