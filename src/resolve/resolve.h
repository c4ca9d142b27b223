// SPDX-License-Identifier: Apache-2.0
// Candidates → mentions: which overlapping candidates stand, which entry each is, and the document
// that says so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"
#include "match/candidate.h"
#include "match/fate.h"
#include "waymark/document.h"

namespace waymark::resolve {

/// What resolution needs to know besides the candidates; everything is borrowed for the call.
struct Context {
  const gazetteer::Catalog& catalog;
  const gazetteer::Schema& schema;  ///< of the run: the catalog's labels and those of rule files
  const std::vector<std::string>& names;       ///< of slots, features and relation types, by number
  const std::vector<std::string>& rule_names;  ///< by number
};

/// The entries met last, unpacked: the texts of a run name the same things again and again. A new
/// one takes the place, and the strings, of an old one; there are more places once many were met.
class EntryMemory {
 public:
  /// Forgets what is of another catalog.
  void serve(const gazetteer::Catalog& catalog);
  /// Says that an entry will be asked for.
  void expect(gazetteer::EntryId entry) const;
  /// Lifetime: until the next call.
  const gazetteer::EntryView& find(const gazetteer::Catalog& catalog, gazetteer::EntryId entry) {
    return known(catalog, entry).entry;
  }
  /// What makes mentions of an entry: "gazetteer:dprk.places".
  const std::string& find_origin(const gazetteer::Catalog& catalog, gazetteer::EntryId entry) {
    return *known(catalog, entry).origin;
  }
  /// How a form comes to stand for its entry.
  const Form& find_form(const gazetteer::Catalog& catalog, gazetteer::FormId form);
  /// Gives a list its size. What its mentions say is written over. What takes memory of those that
  /// it has too many is kept for one that has too few.
  void resize(std::vector<Mention>& mentions, std::size_t size);

 private:
  static constexpr gazetteer::EntryId kNothing = gazetteer::kNoEntry - 1;  ///< no catalog has it
  struct Known {
    gazetteer::EntryId number = kNothing;
    gazetteer::EntryView entry;
    const std::string* origin = nullptr;  ///< among origins_
  };
  /// The parts of a mention that nearly always take memory.
  struct Spare {
    std::vector<LinkCandidate> candidates;
    std::string entry, by;
  };
  static constexpr int kFewBits = 6, kManyBits = 12;

  [[nodiscard]] std::size_t place_of(gazetteer::EntryId entry) const {
    return static_cast<std::uint32_t>(entry * 0x9E3779B1u) >> (32 - bits_);
  }
  Known& known(const gazetteer::Catalog& catalog, gazetteer::EntryId entry) {
    Known& known = entries_[place_of(entry)];
    return known.number == entry ? known : unpack(catalog, entry);
  }
  Known& unpack(const gazetteer::Catalog& catalog, gazetteer::EntryId entry);
  const std::string& origin_of(const gazetteer::Catalog& catalog, const Known& known);
  void grow();

  std::uint64_t serial_ = 0;
  int bits_ = kFewBits;        // of the number of places
  std::size_t met_count_ = 0;  // entries unpacked into as many places as there are
  std::vector<Known> entries_;
  std::vector<std::string> origins_;  // by source; those that were not met are empty
  std::vector<Form> forms_;           // by reason, in the same way
  std::vector<Spare> spare_;
};

/// Makes mentions and relations of the living candidates and puts them into `document`, sorted.
/// Flat mentions do not overlap afterwards. `document` has its text; tokens and sentences are left
/// as they are; mentions that it has are written over. What falls is noted in `fates` if that is
/// given.
void resolve(const Context& context, match::CandidateSet& set, Document& document,
             EntryMemory& memory, match::Fates* fates = nullptr);

}  // namespace waymark::resolve
