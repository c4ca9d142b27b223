// SPDX-License-Identifier: Apache-2.0
// Which forms are misspellings: listed ones, and those that take letters of several systems
// (Danchon, Chungjin), which rules derive since many write so.
#pragma once

#include <string_view>

#include "gazetteer/index.h"

namespace waymark::gazetteer {

[[nodiscard]] inline bool is_misspelling(Why why, std::string_view scheme) {
  return why == Why::kMisspelling || scheme == "mixed";
}
[[nodiscard]] inline bool is_misspelling(const FormView& form) {
  return is_misspelling(form.why, form.scheme);
}

}  // namespace waymark::gazetteer
