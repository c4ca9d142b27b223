// SPDX-License-Identifier: Apache-2.0
// The single-word Latin forms of a catalog, found by what they look like: for correction of
// misspellings.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"

namespace waymark::match {

/// An entry near a spelling.
struct NearForm {
  gazetteer::EntryId entry = gazetteer::kNoEntry;
  gazetteer::FormId form = gazetteer::kNoForm;
  double distance = 0;  ///< surface::confusion_distance
};

/// Threads: may be shared.
class NearForms {
 public:
  /// Lifetime: `catalog` must outlive it.
  explicit NearForms(const gazetteer::Catalog& catalog);
  ~NearForms();

  /// Whether there is no form that could be near anything.
  [[nodiscard]] bool empty() const;
  /// Whether an entry may contain any whose forms are here; where it is false none is.
  [[nodiscard]] bool may_contain(gazetteer::EntryId entry) const;

  /// The entries that have a form within `limit` of a folded spelling, each with its nearest form;
  /// nearest first, then by entry. A form that differs by nothing is not a near miss and is not
  /// given.
  [[nodiscard]] std::vector<NearForm> find(std::string_view folded, double limit) const;

 private:
  struct Containers;  ///< gathered when they are asked for, once
  const gazetteer::Catalog& catalog_;
  std::unique_ptr<Containers> containers_;
};

}  // namespace waymark::match
