// SPDX-License-Identifier: Apache-2.0
// The clause `tables` of a gazetteer file: which tables of names stand beside it, and what their
// columns hold.
#pragma once

#include <vector>

#include "gazetteer/entry.h"
#include "gazetteer/yaml_fields.h"

namespace waymark::gazetteer {

/// Reads the list. Errors: through `in`; a table without a file is left out.
[[nodiscard]] std::vector<WrittenTable> read_written_tables(FieldReader& in, const Field& field);

}  // namespace waymark::gazetteer
