// SPDX-License-Identifier: Apache-2.0
// JSON-LD → statements, for vocabularies that stand in one file: expanded, flattened and compacted
// documents whose contexts stand in them. Nothing is fetched; what this doesn't read (contexts from
// elsewhere, contexts inside nodes, reversed and nested properties, maps by id, type or graph,
// relative ids) is an error, never a guess.
// Source: JSON-LD 1.1, W3C 2020; in its terms: context and term definitions, node, value, list and
// set objects, language and index maps.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "gazetteer/import_row.h"

namespace waymark::gazetteer {

/// What a statement says of its subject: an IRI, or a text with its language.
struct RdfObject {
  std::string text;      ///< empty: a node without a name
  std::string language;  ///< may be empty
  bool is_literal = false;
};

/// Takes a statement; `at` is a byte of the table.
using TakeStatement = std::function<void(const std::string& subject, const std::string& property,
                                         const RdfObject& object, std::size_t at)>;

/// Reads the statements of a document; those of nodes without a name have an empty subject.
/// Errors: no JSON, or something that is not read, at its place. Some statements may be taken.
[[nodiscard]] Failure read_json_ld(const Table& table, const TakeStatement& take);

}  // namespace waymark::gazetteer
