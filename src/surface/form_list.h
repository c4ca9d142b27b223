// SPDX-License-Identifier: Apache-2.0
// Gathers derived forms and drops those that would be the same key of the index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "surface/derive.h"

namespace waymark::surface {

class FormList {
 public:
  FormList(const NameInput& input, Repeats repeats, Detail detail);

  /// Adds a form unless it is there. A repeated form keeps its first scheme, but serves running
  /// text, and any case, if either of the two does. Gives the form as added, null if none was.
  /// Lifetime: until the next is added.
  DerivedForm* add(DerivedForm form);

  [[nodiscard]] bool drops_repeats() const { return repeats_ == Repeats::kDrop; }
  /// Whether derivations and where forms serve are asked for.
  [[nodiscard]] bool wants_all() const { return detail_ == Detail::kAll; }
  [[nodiscard]] std::vector<DerivedForm> take() { return std::move(forms_); }

 private:
  struct Given {
    std::uint64_t key;
    std::uint32_t capitals;
  };
  [[nodiscard]] std::uint64_t key_of(const DerivedForm& form);
  [[nodiscard]] bool is_given(std::uint64_t key, std::string_view form) const;

  Repeats repeats_;
  Detail detail_;
  std::vector<Given> given_;
  std::vector<DerivedForm> forms_;
  std::vector<std::uint64_t> keys_;  ///< of forms_
  std::string folded_;
};

}  // namespace waymark::surface
