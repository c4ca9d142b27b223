// SPDX-License-Identifier: Apache-2.0
// What pages carry with them: one style sheet, and the script of the page of annotations.
#pragma once

#include <string_view>

namespace waymark::view {

extern const std::string_view kStyle;
extern const std::string_view kScript;

}  // namespace waymark::view
