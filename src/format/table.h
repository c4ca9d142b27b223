// SPDX-License-Identifier: Apache-2.0
// CSV and TSV. Read, a row is a document, its fields named by the header. Written, a row is a
// mention; such a table is read back, too, with its texts beside it. TSV differs only in its delimiter: fields are quoted as in CSV, and backslashes are left
// alone, as spreadsheets, pandas and DuckDB have it. Offset unit: code points (or UTF-16, bytes),
// as asked for. The mention table can't carry the text, tokens, relations, candidates, nor
// documents without mentions.
#pragma once

#include <memory>
#include <string>

#include "format/format.h"

namespace waymark::format {

/// A table with the columns document, label, text, begin and end is one of mentions: those of a
/// document follow each other, and its text is asked for (mention_rows.h).
/// A byte order mark is passed over. The delimiter of CSV is found in the header (comma, semicolon
/// or tab); that of TSV is the tab. Columns besides id and text become `meta`, as strings. Errors:
/// a header without the text column is one error for the whole input; a row with too many fields,
/// invalid UTF-8 or a quote without its end is an error of that row.
[[nodiscard]] std::unique_ptr<Reader> make_table_reader(bool is_tsv, ByteSource& source,
                                                        const std::string& file_name,
                                                        const std::string& id,
                                                        const ReadOptions& options);

/// Columns: document, those of `meta` that are asked for, label, text, begin, end, entry, name, ko,
/// kind, lat, lon, province, country, score (of the link), corrected, by, key, slots (texts as a
/// JSON object), sentence (its text), ids (of the link, as a JSON object).
[[nodiscard]] std::unique_ptr<Writer> make_table_writer(char delimiter,
                                                        const WriteOptions& options);

}  // namespace waymark::format
