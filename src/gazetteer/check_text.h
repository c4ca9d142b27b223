// SPDX-License-Identifier: Apache-2.0
// What can be wrong with a name as text: characters that nobody sees, letters of another script
// that look the same, too little of it, nothing that can be looked up.
#pragma once

#include "gazetteer/entry.h"
#include "waymark/diagnostic.h"

namespace waymark::gazetteer {

/// Checks a text that will be a surface form. `is_guarded`: it has a condition or an exact case, so
/// it may be short. Errors: added to `diagnostics`.
void check_form_text(const text::SourceFile& source, const WrittenText& form, bool is_guarded,
                     Diagnostics& diagnostics);

}  // namespace waymark::gazetteer
