// SPDX-License-Identifier: Apache-2.0
// Which entries a string can mean, asked of the catalog without any text around it; and which forms
// several entries share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/catalog.h"

namespace waymark::gazetteer {

/// The forms that a string is, whatever its case and whether they serve running text; those of
/// dropped entries are left out. In the order of the indexes, then of their forms; Catalog::form()
/// says of each which entry, and why. Errors: none; an unknown string, or one that is not UTF-8,
/// has no forms.
[[nodiscard]] std::vector<FormId> find_forms(const Catalog& catalog, std::string_view name);

/// A form that several entries have.
struct SharedForm {
  std::string text;           ///< as its first entry writes it
  std::vector<FormId> forms;  ///< one or more of each entry
};

/// All forms for running text that more than one entry has, most entries first, then by text.
[[nodiscard]] std::vector<SharedForm> find_shared_forms(const Catalog& catalog);

}  // namespace waymark::gazetteer
