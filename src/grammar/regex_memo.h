// SPDX-License-Identifier: Apache-2.0
// What regular expressions said of texts, kept from document to document.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace waymark::grammar {

/// What regular expressions said of short stretches of text; names come again and again, in other
/// documents too.
class RegexMemo {
 public:
  /// `serial` tells the expression from every other of this process, see next_regex_serial();
  /// `hash` is of the text.
  bool matches(const re2::RE2& regex, std::uint64_t serial, std::string_view text,
               std::uint64_t hash);

 private:
  static constexpr std::size_t kSize = 1u << 15, kLongest = 22;
  struct Entry {
    std::uint64_t serial = 0;
    std::uint8_t size = 0;
    bool matches = false;
    std::array<char, kLongest> bytes{};
  };
  std::vector<Entry> entries_;
};

/// A number that no regular expression had before; never 0.
[[nodiscard]] std::uint64_t next_regex_serial();

}  // namespace waymark::grammar
