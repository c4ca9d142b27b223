// SPDX-License-Identifier: Apache-2.0
// All that is known of a document's mentions, as a table that is readable by itself; the page's
// script shows a row of it beside the mention.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "view/marks.h"
#include "waymark/document.h"

namespace waymark::view {

/// "form derived (mr), corrected" and the ranked candidates, as HTML.
[[nodiscard]] std::string show_form(const Form& form);
[[nodiscard]] std::string list_candidates(const std::vector<LinkCandidate>& candidates);

/// Appends the table of the listed mentions, folded away. `notes` as in append_marked_text.
void append_details(const Document& document, const Drawing& drawing, std::string_view id,
                    const std::vector<std::string>& notes, Looks& looks, std::string& out);

}  // namespace waymark::view
