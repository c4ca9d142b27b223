// SPDX-License-Identifier: Apache-2.0
// The texts that conditions name, and which of them a mention is. Most mentions are none: of those
// in plain ASCII the first letter and the length say so before anything is folded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace waymark::grammar {

class NamedTexts {
 public:
  /// Gives a folded text its number; false if it has one.
  bool add(const std::string& folded, std::uint32_t number);
  /// The number of a folded text. Requires: it has one.
  [[nodiscard]] std::uint32_t number(const std::string& folded) const;
  /// The number of a mention's text as it stands in the document, with any white space.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view mention) const;

 private:
  [[nodiscard]] bool may_be_named(std::string_view mention) const;

  std::unordered_map<std::string, std::uint32_t> numbers_;
  /// By first letter, bits of the lengths in bytes; the last is of longer ones too.
  std::array<std::uint64_t, 26> lengths_{};
};

}  // namespace waymark::grammar
