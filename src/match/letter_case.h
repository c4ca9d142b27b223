// SPDX-License-Identifier: Apache-2.0
// Whether a stretch of text has the case that a form asks for.
#pragma once

#include <string_view>

#include "gazetteer/index.h"

namespace waymark::match {

/// Whether `text`, which folds as `form` does, satisfies the form's demand: kExact: the same
/// characters, white space apart; kTitle: upper case wherever the form has it; kAny: always.
[[nodiscard]] bool satisfies_case(std::string_view form, std::string_view text,
                                  gazetteer::Case demand);

/// Whether two texts are ASCII and alike but for the case of letters.
[[nodiscard]] bool differ_in_case_alone(std::string_view a, std::string_view b);

}  // namespace waymark::match
