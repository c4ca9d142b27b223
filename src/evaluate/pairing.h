// SPDX-License-Identifier: Apache-2.0
// Which document of one side is which of another: those of one id, an ending .txt left aside.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "waymark/diagnostic.h"
#include "waymark/document.h"

namespace waymark::evaluate {

/// Lifetime: keys and values refer to the documents.
using DocumentIndex = std::unordered_map<std::string_view, const Document*>;

/// The id by which a document is paired.
[[nodiscard]] std::string_view pairing_id(const Document& document);

/// Documents by id; of several the first. `side` names them in warnings.
[[nodiscard]] DocumentIndex index_by_id(const std::vector<Document>& documents,
                                        const std::string& side, Diagnostics* warnings);

/// Appends a warning about a document if there is a list.
void warn_of(Diagnostics* warnings, const Document& document, std::string code,
             std::string message);

}  // namespace waymark::evaluate
