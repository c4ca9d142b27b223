// SPDX-License-Identifier: Apache-2.0
// Spellings of a program's own lists, found by what they look like (surface/near_keys.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waymark::match {

/// Threads: after seal() it may be shared.
class NearSpellings {
 public:
  struct Near {
    std::uint32_t payload = 0;  ///< as given to add()
    double distance = 0;        ///< surface::confusion_distance
  };

  /// Requires: folded; letters a–z and apostrophes only.
  void add(std::string folded, std::uint32_t payload);
  /// Makes what was added findable.
  void seal();

  /// All within `limit` of a folded spelling, in the order of their adding; those that are equal to
  /// it too.
  [[nodiscard]] std::vector<Near> find(std::string_view folded, double limit) const;

 private:
  struct Spelling {
    std::string folded;
    std::uint32_t payload;
  };
  [[nodiscard]] std::size_t slot_of(std::uint64_t key) const { return key & (slots_.size() - 2); }

  std::vector<Spelling> spellings_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_key_;  ///< in the order of their slots
  /// By low bits of the key, one more at the end: [slots_[s], slots_[s + 1]) of by_key_.
  std::vector<std::uint32_t> slots_;
};

}  // namespace waymark::match
