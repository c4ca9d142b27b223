// SPDX-License-Identifier: Apache-2.0
// What is known, said unambiguously in bytes, so that its digest doesn't depend on where it was
// written. The compiler of YAML and the importers of tables count their entries alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "gazetteer/digest.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/schema.h"

namespace waymark::gazetteer {

/// Bytes that say one thing that is known.
class Fact {
 public:
  explicit Fact(std::string_view kind) {
    bytes_.reserve(256);  // most entries: one allocation
    add(kind);
  }
  Fact& add(std::string_view text);
  Fact& add(std::int64_t number);
  /// With six digits behind the point.
  Fact& add_fraction(double number);
  [[nodiscard]] Digest digest() const { return digest_of(bytes_); }

 private:
  std::string bytes_;
};

/// An entry with its forms, as `what` (defined here, or added to). `source`: name and version of
/// its gazetteer, which belong to what defines a label only.
[[nodiscard]] Digest digest_of_entry(std::string_view what, const IndexEntry& entry,
                                     const Schema& schema,
                                     const std::pair<std::string, std::string>* source);

}  // namespace waymark::gazetteer
