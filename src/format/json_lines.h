// SPDX-License-Identifier: Apache-2.0
// JSON lines: a document a line, read as text with fields or in the native form, written in the
// native form. Offset unit: code points, or as `offsets` says. It carries everything. A line that
// is no record becomes an error and the stream goes on; blank lines are passed over.
#pragma once

#include <memory>
#include <string>

#include "format/format.h"

namespace waymark::format {

/// Of a record that is not native, every field besides id and text becomes `meta`, numbers as they
/// are written. A record without id is named after the input and its line. A line longer than the
/// limit is skipped without storing it.
[[nodiscard]] std::unique_ptr<Reader> make_json_lines_reader(ByteSource& source,
                                                             const std::string& file_name,
                                                             const std::string& id,
                                                             const ReadOptions& options);

/// Writes error records as {"id", "error", "code", "line", "column"}.
[[nodiscard]] std::unique_ptr<Writer> make_json_lines_writer(const WriteOptions& options);

}  // namespace waymark::format
