// SPDX-License-Identifier: Apache-2.0
// What the names of a run may mean, and how likely a form means an entry: what it shows by itself,
// what company it needs. Every weight has its reason beside it.
#pragma once

#include <string_view>
#include <utility>

#include "normalize/generics.h"
#include "normalize/name_index.h"
#include "normalize/normalizer.h"
#include "normalize/readings.h"

namespace waymark::normalize {

inline constexpr double kRare = 0.84;  // of a form as newspapers and linguists derive it

/// Threads: immutable after construction.
struct Scope {
  /// Lifetime: `given` must outlive it.
  Scope(const gazetteer::Catalog& given, Limits given_limits)
      : catalog(given), limits(std::move(given_limits)), index(given) {}

  const gazetteer::Catalog& catalog;
  Limits limits;
  NameIndex index;

  [[nodiscard]] const gazetteer::Kind& kind_of(EntryId entry) const;
  [[nodiscard]] bool is_wanted(EntryId entry) const;
  /// Less what is not wanted.
  [[nodiscard]] Readings wanted(Readings readings) const;
  /// One of the thousands of places below a district, of which every word has a neighbour.
  [[nodiscard]] bool is_hamlet(EntryId entry) const;
  /// A spelling that nobody uses for it without more around it: Gangbuk, Yong-su.
  [[nodiscard]] bool is_unlikely(const Reading& reading, std::string_view name) const;
  /// In Pinyin all but provinces and cities have the names of Chinese towns, rivers and hills.
  [[nodiscard]] bool needs_container(const Reading& reading) const;
  /// Whether nothing beside the name is one.
  [[nodiscard]] bool lacks_container(const Weighed& each) const;
  /// What a form says by itself and by what its entry is.
  [[nodiscard]] double weight_in_company(const Reading& reading) const;
  /// Weighs the generic that was cut off; false if nothing of the kind is called by it.
  bool weigh_generic(const GenericCut& cut, Weighed& weighed) const;
  /// A bare name is a county's before it is that of a river or a site which is called by it.
  void prefer_divisions(Readings& readings) const;

 private:
  [[nodiscard]] bool is_unlikely_bare(const Reading& reading, std::string_view name) const;
  [[nodiscard]] bool is_unlikely_abroad(const Reading& reading, std::string_view name) const;
};

/// Whether a word is English or a person's before it is a place's. Requires: compact.
[[nodiscard]] bool is_plain_word(std::string_view key);
/// Whether a name can be cut before or behind a generic in English.
[[nodiscard]] bool has_english_generic(std::string_view name);
/// Whether a generic is the South's: the North has had no townships since 1952, and nobody spelt
/// them so before.
[[nodiscard]] bool is_of_south(const GenericCut& cut);

}  // namespace waymark::normalize
