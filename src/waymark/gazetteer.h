// SPDX-License-Identifier: Apache-2.0
// A gazetteer: the entries whose names are looked for, from YAML files and compiled indexes
// together.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/diagnostic.h"
#include "waymark/result.h"

namespace waymark {

namespace gazetteer {
class Catalog;
}

/// An immutable set of entries and their surface forms.
/// Threads: may be shared and read by any number of threads.
class Gazetteer {
 public:
  /// Reads YAML files (compiled in memory) and compiled ones (.wmg, mapped); all of them together
  /// are one gazetteer. Errors: every fault of every file, up to 20 a file. Warnings go to
  /// `warnings` if that is given.
  static Result<Gazetteer> load(const std::vector<std::string>& files,
                                Diagnostics* warnings = nullptr);

  [[nodiscard]] std::size_t entry_count() const;
  [[nodiscard]] std::size_t form_count() const;
  /// Digest of what it knows; equal for YAML and compiled files of one content.
  [[nodiscard]] std::string digest() const;

  /// The inside, for the rooms of the library.
  [[nodiscard]] const gazetteer::Catalog& catalog() const { return *catalog_; }

 private:
  explicit Gazetteer(std::shared_ptr<const gazetteer::Catalog> catalog)
      : catalog_(std::move(catalog)) {}
  std::shared_ptr<const gazetteer::Catalog> catalog_;
};

}  // namespace waymark
