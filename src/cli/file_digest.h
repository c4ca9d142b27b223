// SPDX-License-Identifier: Apache-2.0
// A file by what is in it: its size and SHA-256, as sha256sum prints it.
#pragma once

#include <cstdint>
#include <string>

#include "waymark/result.h"

namespace waymark::cli {

struct FileDigest {
  std::string file;
  std::uint64_t byte_size = 0;
  std::string sha256;  ///< hexadecimal digits
  friend bool operator==(const FileDigest&, const FileDigest&) = default;
};

/// Reads a whole file; `.gz` and `.zst` as they are packed.
/// Errors: one diagnostic with the system's reason.
Result<FileDigest> digest_file(const std::string& path);

/// The running program itself.
Result<FileDigest> digest_program();

}  // namespace waymark::cli
