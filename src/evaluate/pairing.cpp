// SPDX-License-Identifier: Apache-2.0
#include "evaluate/pairing.h"

#include <utility>

namespace waymark::evaluate {

std::string_view pairing_id(const Document& document) {
  std::string_view id = document.id;
  if (id.ends_with(".txt")) id.remove_suffix(4);
  return id;
}

DocumentIndex index_by_id(const std::vector<Document>& documents, const std::string& side,
                          Diagnostics* warnings) {
  DocumentIndex index;
  for (const Document& document : documents)
    if (!index.emplace(pairing_id(document), &document).second)
      warn_of(warnings, document, "evaluate/same-id",
              "this document stands twice on the " + side + " side; the first counts");
  return index;
}

void warn_of(Diagnostics* warnings, const Document& document, std::string code,
             std::string message) {
  if (warnings == nullptr) return;
  warnings->push_back({.severity = Severity::kWarning,
                       .code = std::move(code),
                       .file = document.id,
                       .message = std::move(message)});
}

}  // namespace waymark::evaluate
