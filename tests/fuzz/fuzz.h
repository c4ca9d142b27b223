// SPDX-License-Identifier: Apache-2.0
// What a fuzz target is: a function of bytes that must not crash, and conditions that must hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace waymark::fuzz {

/// Ends the program, which the fuzzer takes for a find.
inline void require(bool condition) {
  if (!condition) std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace waymark::fuzz
