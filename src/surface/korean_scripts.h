// SPDX-License-Identifier: Apache-2.0
// A Korean place name in Hangul and in hanja, and how Japanese and Chinese read the characters.
#pragma once

#include <string>
#include <string_view>

#include "surface/form_list.h"
#include "surface/korean_name.h"

namespace waymark::surface {

/// Lifetime: refers to the name and the forms.
class KoreanScripts {
 public:
  KoreanScripts(const KoreanName& name, FormList& forms) : name_(name), forms_(forms) {}

  void add_hangul();
  /// 14호 관리소, 제14호관리소: of a name that is a number.
  void add_numbered();
  /// `hanja`: the name in characters, with or without its generic; nothing if it is empty.
  void add_hanja(std::u32string hanja);

 private:
  void add_hangul(const Spelling& spelling, std::string_view scheme);
  void add_hanja(const std::u32string& hanja, std::string_view scheme);
  void add_stem_for_look_up(const std::u32string& stem, std::string_view scheme);
  void add_foreign_readings(std::u32string_view hanja);
  [[nodiscard]] DerivedForm make(std::string form, std::string_view how,
                                 std::string_view scheme) const;

  const KoreanName& name_;
  FormList& forms_;
};

/// Adds the forms of a former name of which only the characters are given: 永興郡, 永興, 永兴郡.
void derive_from_hanja(const std::u32string& hanja, FormList& forms);

}  // namespace waymark::surface
