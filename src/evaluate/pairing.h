// SPDX-License-Identifier: Apache-2.0
// Which document of one side is which of another: those of one id, an ending .txt left aside, and
// of what is left over those of one text, for files that carry no ids are called after themselves.
#pragma once

#include <cstdint>
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

/// A document of one side whose id the other side does not have.
struct Unpaired {
  std::string id;          ///< as it is paired
  std::uint64_t text = 0;  ///< see hash_text
};

[[nodiscard]] std::uint64_t hash_text(const Document& document);

/// Pairs documents of equal text, the first with the first, where both sides have as many of that
/// text: ids of `second` to ids of `first`.
[[nodiscard]] std::unordered_map<std::string, std::string> pair_by_text(
    const std::vector<Unpaired>& first, const std::vector<Unpaired>& second);

/// A note that `count` documents were paired by text.
[[nodiscard]] Diagnostic note_of_text_pairs(std::size_t count);

/// Appends a warning about a document if there is a list.
void warn_of(Diagnostics* warnings, const Document& document, std::string code,
             std::string message);

}  // namespace waymark::evaluate
