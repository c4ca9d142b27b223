// SPDX-License-Identifier: Apache-2.0
// The native form of a document, one JSON object: standoff with everything that waymark knows. Its
// JSON Schema is schema/waymark-document.schema.json.
#pragma once

#include <string>

#include "format/format.h"
#include "text/json.h"
#include "waymark/result.h"

namespace waymark::format {

/// Whether a record is in the native form (it has a member `waymark`), not just text with fields.
[[nodiscard]] bool is_native(const text::json::Value& record);

/// What is wrong with a value, and where in the record.
/// Units: `at` is a byte of what was parsed.
struct NativeFault {
  std::size_t at = 0;
  std::string code, message, hint;
};

/// Reads a native record but for its `date` and `lang`, which are fields of `meta`.
/// Units: offsets of the record are counted as its `offsets` says, code points if it says nothing.
/// A text that was left out is asked of `options.find_text`; it must have the record's digest.
/// Errors: the first value that is not what the schema asks for.
[[nodiscard]] std::variant<Document, NativeFault> read_native(const text::json::Value& record,
                                                              const ReadOptions& options = {});

/// Appends a document as one JSON object without a line end.
/// Requires: mentions in their documented order; `meta` is compact JSON or empty.
void write_native(const Document& document, const WriteOptions& options, std::string& out);

}  // namespace waymark::format
