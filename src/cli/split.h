// SPDX-License-Identifier: Apache-2.0
// Which part of a corpus a document belongs to. It follows from the document's id and a seed alone,
// so that neither order nor number of documents moves one from part to part.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/result.h"

namespace waymark::cli {

class Split {
 public:
  /// Reads shares as "train=0.8", which need not add up to one. None: there is one part without a
  /// name. Errors: what is no name with a positive number, two parts of one name.
  static Result<Split> parse(const std::vector<std::string>& shares, std::uint64_t seed);

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// Position of the document's part in names().
  [[nodiscard]] std::size_t part_of(std::string_view id) const;

 private:
  std::vector<std::string> names_;
  std::vector<double> ends_;  // of each part's share, of one
  std::uint64_t seed_ = 0;
};

}  // namespace waymark::cli
