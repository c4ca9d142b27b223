// SPDX-License-Identifier: Apache-2.0
// A name as it is typed → readings: its forms, forms less a generic, other words for an organ,
// older spellings.
#pragma once

#include "normalize/scope.h"
#include "normalize/word_key.h"

namespace waymark::normalize {

class LookUp {
 public:
  explicit LookUp(const Scope& scope) : scope_(scope) {}

  /// The readings that are forms, with whatever case.
  [[nodiscard]] Readings read(std::string_view name, bool has_company = false) const;
  /// The readings of a name less its generic.
  [[nodiscard]] Readings read_cut(std::string_view name, bool joined,
                                  bool has_company = false) const;
  /// An organ by another translation of its name.
  /// `last`: of the keys, which say less and less.
  [[nodiscard]] Readings read_words(std::string_view name, WordKey last = WordKey::kHeadless) const;
  /// Exact, else cut; what is not wanted is left out at once.
  [[nodiscard]] Readings look_up(std::string_view name, bool has_company = false) const;

 private:
  void prefer_romanised(Readings& readings, const std::string& key) const;
  [[nodiscard]] bool is_shared(const Weighed& each, const std::string& key) const;
  static void weigh_foreign_readings(Readings& readings, std::string_view name);
  void weigh_abroad(Readings& readings, double weight) const;
  [[nodiscard]] bool is_place_by_rule(const Reading& reading, std::string_view name) const;
  [[nodiscard]] Readings read_plural(std::string_view name) const;
  [[nodiscard]] Readings read_old(std::string_view name) const;
  [[nodiscard]] Readings read_site(std::string_view name) const;
  [[nodiscard]] Readings read_facility(std::string_view name) const;
  void add_sites(const std::string& key, Readings& readings) const;
  [[nodiscard]] bool knows_places(std::string_view name) const;
  void keep_at_home(Readings& readings) const;
  [[nodiscard]] bool has_own_place(std::string_view name) const;

  const Scope& scope_;
};

}  // namespace waymark::normalize
