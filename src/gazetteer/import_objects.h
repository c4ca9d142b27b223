// SPDX-License-Identifier: Apache-2.0
// JSON objects, one a line, for the readers of tables that are written so. The brackets and commas
// that make one array of such lines (as in the dumps of Wikidata) are passed over.
#pragma once

#include <cstddef>
#include <functional>

#include "gazetteer/import_row.h"
#include "text/json.h"

namespace waymark::gazetteer {

/// Calls `take` for every object; `begin` is where its line begins. Units: bytes.
/// Errors: refused to `sink`: what is no JSON or no object, and lines longer than `longest`.
void read_objects(
    const Table& table, std::size_t longest, ImportSink& sink,
    const std::function<void(const text::json::Value& object, std::size_t begin)>& take);

}  // namespace waymark::gazetteer
