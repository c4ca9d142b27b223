// SPDX-License-Identifier: Apache-2.0
// What stands beside a name, in it or around it, and what that says: places that contain it, whose
// it is, a text.
#pragma once

#include "normalize/correction.h"
#include "normalize/look_up.h"
#include "normalize/name_parts.h"

namespace waymark::normalize {

class Company {
 public:
  Company(const LookUp& look_up, const Correction& correction, const Scope& scope)
      : look_up_(look_up), correction_(correction), scope_(scope) {}

  /// The readings of a container, whatever is wanted of the name itself. An id is an entry too.
  [[nodiscard]] Readings read_container(std::string_view name) const;
  /// A name parted from the places beside it; also the largest first ("Ryanggang, Hyesan").
  [[nodiscard]] Readings look_up_parts(const NameParts& parts) const;
  /// "China's Ministry of State Security": what lies in the owner, and nothing else.
  [[nodiscard]] Readings look_up_owned(std::string_view name) const;
  /// "함경북도 무산군", "咸鏡北道茂山郡", "Hyesan Ryanggang": two names without a sign between, of
  /// which one contains the other.
  [[nodiscard]] Readings look_up_two(std::string_view name, int deeper = 2) const;
  /// "Hamhung February 8 Vinalon Complex": an organ's own name behind a town of its country.
  [[nodiscard]] Readings look_up_at(std::string_view name) const;
  /// "Kaechon camp": the entries of the generic's kind that lie in the place which the stem names,
  /// if they are few.
  [[nodiscard]] Readings find_site(std::string_view name) const;
  void keep_abroad(Readings& readings) const;
  void weigh_context(Readings& readings, std::string_view context) const;
  /// Whether an unknown container is of another country: all towns of the gazetteer's own are
  /// known, and none is spelt as China's are.
  static bool is_elsewhere(std::string_view container);
  /// It says nothing of the half: "Heijō, Chosen".
  static bool is_whole_peninsula(std::string_view container);

 private:
  static std::string run_together(std::string_view name);
  [[nodiscard]] Readings look_up_beside(std::string_view name,
                                        const std::vector<std::string_view>& places) const;
  [[nodiscard]] Readings correct_name(std::string_view name,
                                      const std::vector<std::string_view>& beside) const;
  /// What stands beside an organ's name is misspelt.
  void correct_organs(Readings& readings) const;
  [[nodiscard]] bool is_of_home(const Readings& places) const;
  [[nodiscard]] bool holds_any(const Readings& outer, const Readings& inner) const;
  [[nodiscard]] std::vector<EntryId> called_so(std::vector<EntryId> sites,
                                               const GenericCut& cut) const;
  [[nodiscard]] std::vector<EntryId> sites_in(EntryId place, const GenericCut& cut) const;
  [[nodiscard]] std::vector<EntryId> entries_in(std::string_view context) const;

  const LookUp& look_up_;
  const Correction& correction_;
  const Scope& scope_;
};

}  // namespace waymark::normalize
