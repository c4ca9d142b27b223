// SPDX-License-Identifier: Apache-2.0
// JSON-LD → statements, for vocabularies that stand in one file: expanded, flattened and compacted
// documents whose contexts stand in them. Nothing is fetched; what this doesn't read (contexts from
// elsewhere, contexts inside nodes, reversed and nested properties, maps by id, type or graph) is
// an error, never a guess. What is held at a time is one node of the document or of its graph.
// Source: JSON-LD 1.1, W3C 2020; in its terms: context and term definitions, node, value, list and
// set objects, language and index maps.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "gazetteer/import_row.h"

namespace waymark::gazetteer {

// Things are called by their IRIs. One that has no name of its own begins with "_:"; an id that is
// relative is given as it stands.
[[nodiscard]] inline bool is_nameless(std::string_view thing) { return thing.starts_with("_:"); }
[[nodiscard]] bool is_relative(std::string_view thing);

/// What a statement says of its subject: a thing, or a text with its language.
struct RdfObject {
  std::string text;
  std::string language;  ///< may be empty
  bool is_literal = false;
};

/// Takes a statement; `at` is a byte of the table.
using TakeStatement = std::function<void(const std::string& subject, const std::string& property,
                                         const RdfObject& object, std::size_t at)>;

/// A longer node is refused: its tree takes many times as much memory.
inline constexpr std::size_t kMaxNodeBytes = std::size_t{16} << 20;

/// Reads the statements of a document.
/// Errors: no JSON, or something that is not read, at its place. Some statements may be taken.
[[nodiscard]] Failure read_json_ld(const Table& table, const TakeStatement& take);

}  // namespace waymark::gazetteer
