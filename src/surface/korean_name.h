// SPDX-License-Identifier: Apache-2.0
// A Korean place name as it is derived from: cut before its generic, in the North's and the South's
// orthography.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "surface/generic_term.h"

namespace waymark::surface {

/// No deriver touches longer names.
inline constexpr std::size_t kMostSyllables = 24;

/// A name in one orthography.
struct Spelling {
  std::u32string stem;
  std::u32string generic;  ///< empty: none
};

struct KoreanName {
  /// `of_kind`: the generics of its kind.
  KoreanName(std::u32string name, const std::vector<std::string>& of_kind);
  KoreanName(const KoreanName&) = delete;  // `cut` refers to the other members
  KoreanName& operator=(const KoreanName&) = delete;

  /// Whether the South writes it otherwise.
  [[nodiscard]] bool differs() const;
  /// Whether it may stand without its generic, and whether only look-up asks for it then.
  [[nodiscard]] bool may_be_bare() const;
  [[nodiscard]] bool is_bare_lookup() const;
  /// `how` is what became of the generic.
  [[nodiscard]] std::string derivation_of(std::string_view form, std::string_view how) const;

  std::u32string text;
  std::vector<std::u32string> generics;
  CutName cut;
  std::string utf8, generic_utf8;
  Spelling north, south;
  bool has_direction = false;      ///< 북 or 남 before 도: 함경|북도 is one of two provinces
  bool generic_was_added = false;  ///< the name has none, its kind has
};

}  // namespace waymark::surface
