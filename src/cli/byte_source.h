// SPDX-License-Identifier: Apache-2.0
// Files and standard input as streams of bytes, unpacked on the way where the name ends in .gz or
// .zst.
#pragma once

#include <memory>
#include <string>

#include "format/format.h"
#include "waymark/result.h"

namespace waymark::cli {

/// Opens a file; "-" is standard input. Errors: one diagnostic with the system's reason.
Result<std::unique_ptr<format::ByteSource>> open_source(const std::string& path);

/// The name without .gz or .zst.
[[nodiscard]] std::string without_packing(const std::string& path);

}  // namespace waymark::cli
