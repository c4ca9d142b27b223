// SPDX-License-Identifier: Apache-2.0
// The single-word Latin forms of a catalog, found by what they look like: for correction of
// misspellings.
#pragma once

#include <cstddef>
#include <cstdint>
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

/// Outermost containers as bits, several to one: entries that share one share a bit.
using Roots = std::uint64_t;

/// The roots of what words name, as far as they were asked for; one for each thread.
class RootMemory {
 public:
  void clear() { of_words_.clear(); }
  /// Those of the word that is first named by a form of an index, which has `forms` of them; made
  /// by `make()` if they aren't known.
  template <class Make>
  Roots find(std::size_t index, gazetteer::FormId form, std::size_t forms, Make make) {
    if (of_words_.size() <= index) of_words_.resize(index + 1);
    std::vector<Roots>& known = of_words_[index];
    if (known.empty()) known.resize(forms);
    if (form >= known.size()) return 0;
    if (known[form] == 0) known[form] = make();
    return known[form];
  }

 private:
  std::vector<std::vector<Roots>> of_words_;  ///< by index, by form; 0: not known
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

  /// The outermost container of an entry or the entry itself, if any form that could be near
  /// something is of an entry in it; else none.
  [[nodiscard]] Roots roots_of(gazetteer::EntryId place) const;
  /// Whether a form within `limit` of a folded spelling may be one of an entry with one of the
  /// roots; where it is false none is.
  [[nodiscard]] bool may_be_near(std::string_view folded, double limit, Roots roots,
                                 RootMemory& memory) const;

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
