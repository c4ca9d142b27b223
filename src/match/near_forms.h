// SPDX-License-Identifier: Apache-2.0
// The single-word Latin forms of a catalog, found by what they look like: for correction and
// look-up of misspellings.
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

/// Threads: may be shared; what it holds is made at the first look-up, once.
class NearForms {
 public:
  /// Lifetime: `catalog` must outlive it.
  explicit NearForms(const gazetteer::Catalog& catalog);
  ~NearForms();

  /// Whether there is no form that could be near anything.
  [[nodiscard]] bool empty() const;
  /// Whether an entry contains any whose forms are here.
  [[nodiscard]] bool is_container(gazetteer::EntryId entry) const;

  /// The entries that have a form within `limit` of a folded spelling, each with its nearest form;
  /// nearest first, then by entry. A form that differs by nothing is not a near miss and is not
  /// given.
  [[nodiscard]] std::vector<NearForm> find(std::string_view folded, double limit) const;

 private:
  struct Table;
  const gazetteer::Catalog& catalog_;
  std::unique_ptr<Table> table_;
};

}  // namespace waymark::match
