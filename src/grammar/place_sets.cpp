// SPDX-License-Identifier: Apache-2.0
// One walk over the arcs or positions for what is asked for, when it is asked for.
#include "grammar/place_sets.h"

#include "grammar/scan.h"

namespace waymark::grammar {

FirstByte kind_of(unsigned char byte) {
  if (byte >= 0xEA) return byte <= 0xED ? FirstByte::kHangul : FirstByte::kOther;
  if (byte >= 0x80) return FirstByte::kOther;
  if (byte >= 'a' && byte <= 'z') return FirstByte::kLower;
  if (byte >= 'A' && byte <= 'Z') return FirstByte::kUpper;
  return byte >= '0' && byte <= '9' ? FirstByte::kDigit : FirstByte::kOtherAscii;
}

void PlaceSets::begin(const Lattice& lattice) {
  fit = lattice.last() <= PositionSet::kMost;
  if (!fit) return;
  is_plain = lattice.token_arc_count() == lattice.last();
  all = PositionSet::up_to(lattice.last());
  known_classes_ = 0;
  has_begins_ = has_touching_ = false;
}

void PlaceSets::find_class(const Scan& scan, TokenClassId id) {
  known_classes_ |= bit_of(id);
  PositionSet& places = classes_[static_cast<std::size_t>(id)];
  places.clear();
  for (std::uint32_t i = 0; i < scan.lattice.token_arc_count(); ++i)
    places.add_if(scan.lattice.token_arc(i).from, scan.has_class(i, bit_of(id)));
}

void PlaceSets::find_begins(const Scan& scan) {
  has_begins_ = true;
  begins_ = {};
  for (Position at = 0; at < scan.lattice.last(); ++at) {
    const char byte = scan.scene.input.text[scan.lattice.begin_byte(at)];
    begins_[static_cast<std::size_t>(kind_of(static_cast<unsigned char>(byte)))].add(at);
  }
}

void PlaceSets::find_touching(const Scan& scan) {
  has_touching_ = true;
  touching_.clear();
  for (Position at = 1; at < scan.lattice.last(); ++at)
    touching_.add_if(at, scan.lattice.is_touching(at));
}

}  // namespace waymark::grammar
