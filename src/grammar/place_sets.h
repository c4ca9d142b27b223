// SPDX-License-Identifier: Apache-2.0
// Where in a sentence the classes of tokens and the kinds of first bytes stand, as sets of
// positions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "grammar/position_set.h"
#include "grammar/token_class.h"
#include "match/lattice.h"

namespace waymark::grammar {

struct Scan;  // scan.h

/// Kinds of bytes that text begins with.
enum class FirstByte : std::uint8_t { kDigit, kUpper, kLower, kOtherAscii, kHangul, kOther };
inline constexpr std::size_t kFirstBytes = 6;
[[nodiscard]] FirstByte kind_of(unsigned char byte);

/// Where in the sentence things stand, as bits, found when they are first asked for; of use only if
/// all positions fit.
class PlaceSets {
 public:
  bool fit = false;
  bool is_plain = false;  ///< no token is cut: every token arc ends at the next position
  PositionSet all;
  /// Begins a sentence.
  void begin(const match::Lattice& lattice);
  /// Where token arcs of a class begin.
  [[nodiscard]] const PositionSet& of_class(const Scan& scan, TokenClassId id) {
    if ((known_classes_ & bit_of(id)) == 0) find_class(scan, id);
    return classes_[static_cast<std::size_t>(id)];
  }
  /// What begins with a byte of each kind.
  [[nodiscard]] const std::array<PositionSet, kFirstBytes>& begins(const Scan& scan) {
    if (!has_begins_) find_begins(scan);
    return begins_;
  }
  /// Lattice::is_touching.
  [[nodiscard]] const PositionSet& touching(const Scan& scan) {
    if (!has_touching_) find_touching(scan);
    return touching_;
  }

 private:
  void find_class(const Scan& scan, TokenClassId id);
  void find_begins(const Scan& scan);
  void find_touching(const Scan& scan);

  ClassMask known_classes_ = 0;  ///< those whose places were found
  bool has_begins_ = false, has_touching_ = false;
  std::array<PositionSet, kAllClasses> classes_;
  std::array<PositionSet, kFirstBytes> begins_;
  PositionSet touching_;
};

}  // namespace waymark::grammar
