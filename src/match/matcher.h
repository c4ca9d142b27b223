// SPDX-License-Identifier: Apache-2.0
// Finds every surface form of the gazetteer in a text, overlaps kept.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "match/candidate.h"
#include "match/fate.h"
#include "text/token.h"

namespace waymark::match {

/// Matches documents, one after another, and keeps memory from one to the next. One for each
/// thread.
class Matcher {
 public:
  Matcher();
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  /// Adds a candidate for every span and label under which a form of the catalog stands in the
  /// text; all entries with that label that the form can mean are its choices. Sorted by begin,
  /// then longer first, then label. Units: spans are bytes of `text`. Lifetime: candidates name
  /// entries and forms of `catalog` by number. Forms that stand there and are refused are noted in
  /// `fates` if that is given.
  void find_candidates(const gazetteer::Catalog& catalog, std::string_view text,
                       const text::Tokens& tokens, CandidateSet& set, Fates* fates = nullptr);

  /// Empties a set; the candidates of the next text are made in its memory.
  void reuse(CandidateSet& set);

  struct Memory;

 private:
  std::unique_ptr<Memory> memory_;
};

/// The same for one text.
void find_candidates(const gazetteer::Catalog& catalog, std::string_view text,
                     const text::Tokens& tokens, CandidateSet& set);

}  // namespace waymark::match
