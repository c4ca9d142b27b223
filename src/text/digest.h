// SPDX-License-Identifier: Apache-2.0
// Digests of content, for `run` and `text_sha256`: the same bytes give the same digits anywhere.
#pragma once

#include <string>
#include <string_view>

namespace waymark::text {

/// 64 hexadecimal digits. Source: FIPS 180-4, SHA-256.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The first 32 digits of the SHA-256: enough to tell runs apart.
[[nodiscard]] std::string digest(std::string_view bytes);

}  // namespace waymark::text
