// SPDX-License-Identifier: Apache-2.0
// The tables that gazetteer files name, found beside them and read row by row into the index that
// is being made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/digest.h"
#include "gazetteer/entry.h"
#include "gazetteer/import_rows.h"
#include "gazetteer/scope.h"
#include "text/source_file.h"
#include "waymark/diagnostic.h"

namespace waymark::gazetteer {

/// Adds the rows of all tables to `target`, but for those that the files add to or take out: these
/// are held in `rows`.
/// Errors: added to `diagnostics`, at most 20 a table: a path that leads out of the folder of its
/// file, a file that can't be read, labels, kinds, derivers, columns and ids that are unknown, and
/// every malformed row.
void read_tables(const std::vector<WrittenFile>& files, const Scope& scope, TableRows& rows,
                 ImportTarget& target, Diagnostics& diagnostics);

/// Of the bytes of the tables that a gazetteer file names; those that can't be read don't count.
[[nodiscard]] Digest digest_of_tables(const text::SourceFile& source);

/// False if a gazetteer file surely names no table: found out without reading its YAML.
[[nodiscard]] bool may_name_tables(std::string_view yaml);

/// The paths of the tables that a gazetteer file names, as they can be opened; without those that
/// lead out of its folder or aren't there.
[[nodiscard]] std::vector<std::string> find_tables(const text::SourceFile& source);

}  // namespace waymark::gazetteer
