// SPDX-License-Identifier: Apache-2.0
// One YAML file → entries as written. gazetteer/README.md is the reference of the fields.
#pragma once

#include "gazetteer/entry.h"
#include "waymark/diagnostic.h"

namespace waymark::gazetteer {

/// Reads the fields of a file; what they refer to is not looked up yet.
/// Lifetime: the result refers to `source`.
/// Errors: added to `diagnostics`, at most 20, each at its place; reading goes on at the next field
/// or entry.
[[nodiscard]] WrittenFile read_entries(const text::SourceFile& source, Diagnostics& diagnostics);

}  // namespace waymark::gazetteer
