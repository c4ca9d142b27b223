// SPDX-License-Identifier: Apache-2.0
// Digests of content, for `run` and `text_sha256`: the same bytes give the same digits anywhere.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace waymark::text {

/// SHA-256 of bytes that come piece by piece. Source: FIPS 180-4.
class Sha256 {
 public:
  void add(std::string_view bytes);
  /// 64 hexadecimal digits of all that was added; nothing may be added after.
  [[nodiscard]] std::string finish();

 private:
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::string rest_;  // less than a block
  std::uint64_t byte_size_ = 0;
};

/// 64 hexadecimal digits. Source: FIPS 180-4, SHA-256.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The first 32 digits of the SHA-256: enough to tell runs apart.
[[nodiscard]] std::string digest(std::string_view bytes);

}  // namespace waymark::text
