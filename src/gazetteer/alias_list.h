// SPDX-License-Identifier: Apache-2.0
// Several names in one field of a table, parted by bars. A bar that belongs to a name stands behind
// a backslash. Tables were written before that was so; a backslash that no bar follows is itself,
// and so theirs mean what they meant.
//
//     list  = name *( "|" name )
//     name  = *( char / run )
//     run   = n "\\" "\|"        ; n backslashes and a bar, which belong to the name
//           / n "\\"             ; n backslashes at a name's end, where "|" follows
//     char  = any; also a backslash, where the backslashes that it stands among end before no bar
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/import_row.h"

namespace waymark::gazetteer {

/// The names of a field; empty ones are none. `separator`: empty for a bar where one stands in the
/// field, else a semicolon. Only bars can be escaped.
/// Units: places are bytes of the table, if the field stands there as it is.
[[nodiscard]] std::vector<ImportField> split_aliases(const ImportField& field,
                                                     std::string_view separator);

/// A field that split_aliases() parts into these names again, where no separator is given.
/// Requires: none is empty.
[[nodiscard]] std::string join_aliases(const std::vector<std::string>& names);

}  // namespace waymark::gazetteer
