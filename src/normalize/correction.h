// SPDX-License-Identifier: Apache-2.0
// A name that nothing is written like → what it is near, if that is clear.
#pragma once

#include <string_view>
#include <vector>

#include "normalize/look_up.h"
#include "normalize/verdict.h"

namespace waymark::normalize {

class Correction {
 public:
  Correction(const LookUp& look_up, const Scope& scope) : look_up_(look_up), scope_(scope) {}

  /// What the name is near, if that is clear; scanners' digits and a misspelt generic are mended
  /// first.
  [[nodiscard]] Readings correct(std::string_view given, const Readings& containers) const;
  /// An organ by its whole name, near in all its letters: Academyof Social Scjences.
  [[nodiscard]] Readings correct_organ(std::string_view given) const;
  /// An organ by its name with misspelt words, none of them left out.
  [[nodiscard]] Readings read_misspelt(std::string_view name) const;

 private:
  [[nodiscard]] Readings correct_letters(std::string_view name, const Readings& containers) const;
  [[nodiscard]] Readings find_near(const std::string& key, const GenericCut* cut,
                                   const Readings& containers, bool marked) const;
  [[nodiscard]] Readings weigh_near(const std::string& key, double limit, const GenericCut* cut,
                                    const Readings& containers, bool supported,
                                    std::vector<NearEntry>& near) const;
  [[nodiscard]] bool names_a_division(std::string_view stem) const;
  [[nodiscard]] bool is_another_village(const NearEntry& first, const Readings& readings,
                                        const GenericCut* cut) const;
  static bool is_of_nature(Family family);
  [[nodiscard]] bool is_called_by_any(const Weighed& each) const;
  [[nodiscard]] bool names_its_kind(const Reading& reading) const;
  [[nodiscard]] double doubt_of(const Reading& reading, const GenericCut* cut) const;

  const LookUp& look_up_;
  const Scope& scope_;
};

}  // namespace waymark::normalize
