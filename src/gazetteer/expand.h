// SPDX-License-Identifier: Apache-2.0
// One entry as written → all its surface forms, those written and those that its derivers make,
// each with its reason, its case and its company.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/entry.h"
#include "gazetteer/index_writer.h"

namespace waymark::gazetteer {

/// Names first, then aliases, then derived forms; none twice. `generics` are those of the entry's
/// kind.
[[nodiscard]] std::vector<Form> expand_forms(const WrittenEntry& entry,
                                             const WrittenDefaults& defaults,
                                             const std::vector<std::string>& generics);

/// The language that a name's letters speak for: ko, hanja, ru, en, or nothing.
[[nodiscard]] std::string guess_language(std::string_view name);

/// Whether a form is one letter, or nothing but signs.
[[nodiscard]] bool is_too_short(std::string_view form);

}  // namespace waymark::gazetteer
