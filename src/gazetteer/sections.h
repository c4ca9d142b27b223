// SPDX-License-Identifier: Apache-2.0
// The sections of an index that is being written, and the strings that all of them refer to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/index_layout.h"

namespace waymark::gazetteer {

/// The strings of an index, each once.
class StringPool {
 public:
  /// The place of a text in the section, where it is appended if it is new.
  std::uint32_t add(std::string_view text, std::string& section);

 private:
  struct Place {
    std::uint32_t hash = 0;   ///< the high half
    std::uint32_t after = 0;  ///< one more than where the string begins, 0 if the place is free
  };

  static std::uint32_t begin_of(const Place& place) { return place.after - 1; }
  static std::string_view text_at(const Place& place, std::string_view section);
  [[nodiscard]] std::size_t first_place(std::uint32_t hash) const {
    return static_cast<std::size_t>((std::uint64_t{hash} * places_.size()) >> 32);
  }
  void grow();

  std::vector<Place> places_;  // open addressing
  std::size_t count_ = 0;
};

/// Threads: one may write into some sections while another writes into others.
class Sections {
 public:
  [[nodiscard]] std::string& of(layout::Section which) {
    return bytes_[static_cast<std::size_t>(which)];
  }
  template <class T>
  void append(layout::Section which, const T& record) {
    of(which).append(reinterpret_cast<const char*>(&record), sizeof record);
  }
  /// The number of a string: its place in Section::kStrings, which is written here alone.
  std::uint32_t string(std::string_view text) {
    return strings_.add(text, of(layout::Section::kStrings));
  }
  /// Says that a section's bytes lie elsewhere. Lifetime: refers to them.
  void lend(layout::Section which, std::string_view bytes) {
    lent_[static_cast<std::size_t>(which)] = bytes;
  }
  /// The bytes of a section by its number, wherever they lie.
  [[nodiscard]] std::string_view bytes(std::size_t which) const {
    return lent_[which].empty() ? std::string_view(bytes_[which]) : lent_[which];
  }

 private:
  std::array<std::string, layout::kSectionCount> bytes_;
  std::array<std::string_view, layout::kSectionCount> lent_;
  StringPool strings_;
};

/// The largest number of 16 bits; one more says "none".
inline constexpr std::size_t kMaxNumber16 = 0xFFFE;

}  // namespace waymark::gazetteer
