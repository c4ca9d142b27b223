// SPDX-License-Identifier: Apache-2.0
// What JSON lines say of a single form beside its text, as `gazetteer export` writes it and
// `gazetteer import` reads it:
//
//     form  = { "form": TEXT [, "why": WHY] [, "scheme": TEXT] [, "derivation": TEXT]
//               [, "case": "exact" / "title" / "any"] [, "lookup_only": BOOL] [, "needs": needs]
//               [, "glued": BOOL] [, "corrects": BOOL] [, "from": YEAR] [, "to": YEAR] }
//     needs = [ *{ "near": { ( "in" / "entry" / "kind" / "label" ): WORD } [, "within": TOKENS] } ]
#pragma once

#include <optional>

#include "gazetteer/form_maker.h"
#include "gazetteer/import_row.h"
#include "text/json.h"

namespace waymark::gazetteer {

/// Reads a form of a record that begins at `begin`. One that says case, needs or look-up isn't
/// judged by its letters.
/// Units: bytes of the table. Errors: no object, no text, an unknown member or value.
[[nodiscard]] std::optional<RowFault> read_form(const text::json::Value& value, std::size_t begin,
                                                ImportForm& form);

/// Writes a form so that read_form() gives it again.
void write_form(text::json::Writer& writer, const ImportForm& form);

}  // namespace waymark::gazetteer
