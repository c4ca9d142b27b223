// SPDX-License-Identifier: Apache-2.0
// Which forms are misspellings: listed ones, and those that take letters of several systems
// (Danchon, Chungjin), which rules derive since many write so.
#pragma once

#include "gazetteer/index.h"

namespace waymark::gazetteer {

[[nodiscard]] inline bool is_misspelling(const FormView& form) {
  return form.why == Why::kMisspelling || form.scheme == "mixed";
}

}  // namespace waymark::gazetteer
