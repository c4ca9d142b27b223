// SPDX-License-Identifier: Apache-2.0
// One name → the entries it may be. An exact form first, then the name cut before a generic, then
// parted from the places that stand beside it ("Musan County, North Hamgyong Province"), at last
// corrected. What stands beside a name decides between homonyms and bars the others.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"

namespace waymark::normalize {

using gazetteer::EntryId;

enum class Status : std::uint8_t { kMatched, kCorrected, kAmbiguous, kNone };
/// "matched", "corrected", "ambiguous", "none".
[[nodiscard]] std::string_view name_of(Status status);

/// What is asked.
struct Query {
  std::string_view name;       ///< as given; what is no UTF-8 is no name
  std::string_view container;  ///< a place that contains it, by id or name; empty: not known
  std::string_view context;    ///< a text about it; empty: none
};

/// What holds for all names of a run.
struct Limits {
  std::vector<EntryId> within;           ///< only entries in one of these; empty: all
  std::vector<gazetteer::KindId> kinds;  ///< only these; empty: all
};

/// An entry that the name may be.
struct Candidate {
  EntryId entry = gazetteer::kNoEntry;
  std::string form;  ///< the surface form that the name is, or is near
  std::string
      why;  ///< reason of the form, its scheme, and the evidence: "derived, mr, containment"
  std::string scheme;      ///< of a derived form
  std::string derivation;  ///< in words; may be empty
  bool corrected = false;
  double score = 0;  ///< 0 to 1
};

/// Candidates are ranked; without any the status is none. Of an ambiguous name the first is still
/// the likeliest.
struct Answer {
  Status status = Status::kNone;
  std::vector<Candidate> candidates;
};

/// Threads: immutable; may be shared.
class Normalizer {
 public:
  /// Reads all forms once: some hundred milliseconds for a gazetteer of 100,000.
  /// Lifetime: `catalog` must outlive it.
  explicit Normalizer(const gazetteer::Catalog& catalog, Limits limits = {});
  ~Normalizer();
  Normalizer(Normalizer&&) noexcept;
  Normalizer& operator=(Normalizer&&) noexcept;

  [[nodiscard]] Answer answer(const Query& query) const;
  [[nodiscard]] const gazetteer::Catalog& catalog() const;
  /// Whether an entry lies in the country whose places have all spellings.
  [[nodiscard]] bool is_at_home(EntryId entry) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace waymark::normalize
