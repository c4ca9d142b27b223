// SPDX-License-Identifier: Apache-2.0
// What the tests of all derivers ask of a list of forms.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surface/derive.h"

namespace waymark::surface::test {

/// The forms of one name. Text and look-up forms are told apart; the latter read "(Sin)".
class Forms {
 public:
  Forms(std::string_view deriver, NameInput input) : forms_(derive_forms(deriver, input)) {}

  [[nodiscard]] std::optional<DerivedForm> find(std::string_view form) const {
    const auto found = std::find_if(forms_.begin(), forms_.end(),
                                    [&](const DerivedForm& f) { return f.form == form; });
    return found == forms_.end() ? std::nullopt : std::optional(*found);
  }
  [[nodiscard]] bool has(std::string_view form) const { return find(form).has_value(); }
  /// Whether it is there for running text.
  [[nodiscard]] bool reads(std::string_view form) const {
    const auto found = find(form);
    return found && !found->lookup_only;
  }
  [[nodiscard]] bool only_looks_up(std::string_view form) const {
    const auto found = find(form);
    return found && found->lookup_only;
  }
  [[nodiscard]] std::vector<std::string> of_scheme(std::string_view scheme) const {
    std::vector<std::string> list;
    for (const DerivedForm& form : forms_) {
      if (form.scheme == scheme) list.push_back(form.form);
    }
    return list;
  }
  [[nodiscard]] const std::vector<DerivedForm>& all() const { return forms_; }

 private:
  std::vector<DerivedForm> forms_;
};

inline const std::vector<std::string> kProvince = {"도", "성"};
inline const std::vector<std::string> kCity = {"시", "특별시", "직할시"};
inline const std::vector<std::string> kCounty = {"군"};

inline Forms korean(std::string ko, std::vector<std::string> generics = {},
                    std::string hanja = {}) {
  NameInput input{{{"ko", std::move(ko)}}, std::move(generics)};
  if (!hanja.empty()) input.names.emplace_back("hanja", std::move(hanja));
  return Forms("korean", std::move(input));
}

inline Forms english(std::string_view deriver, std::string en,
                     std::vector<std::string> generics = {}) {
  return Forms(deriver, NameInput{{{"en", std::move(en)}}, std::move(generics)});
}

}  // namespace waymark::surface::test
