// SPDX-License-Identifier: Apache-2.0
// What Raptor 2.0 can't be given. It counts the bytes of a language tag in eight bits, and of a
// longer one writes beyond its memory; a word without a colon or deeply nested XML takes it hours.
#pragma once

#include "gazetteer/import_row.h"

namespace waymark::gazetteer {

/// Nothing if Raptor can read the table as Turtle, at least to its first fault.
[[nodiscard]] Failure check_turtle(const Table& table);
/// The same as RDF/XML. Tags and markup that entities could make are refused too.
[[nodiscard]] Failure check_rdf_xml(const Table& table);

}  // namespace waymark::gazetteer
