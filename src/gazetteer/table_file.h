// SPDX-License-Identifier: Apache-2.0
// A table's bytes, whatever they are packed in: a plain file is mapped, what is packed (.gz, .zst,
// .zip) is unpacked into memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "gazetteer/import.h"
#include "gazetteer/mapped_file.h"
#include "waymark/result.h"

namespace waymark::gazetteer {

/// An index holds no more text; a small file may unpack to any size.
inline constexpr std::uint64_t kMaxUnpacked = std::uint64_t{4} << 30;

class TableFile {
 public:
  /// Of an archive the largest file is taken that isn't its readme.
  /// Errors: one diagnostic with the system's or the archive's reason; a file that unpacks to more
  /// than `most` bytes; a library that isn't installed.
  static Result<TableFile> open(const std::string& path, std::uint64_t most = kMaxUnpacked);
  /// Bytes that are at hand.
  static TableFile of(std::string bytes, std::string name);

  /// Lifetime: as long as this object, also when it is moved.
  [[nodiscard]] const Table& table() const { return table_; }

 private:
  TableFile() = default;
  MappedFile mapped_;
  std::unique_ptr<std::string> unpacked_;
  Table table_;
};

/// The name without .gz, .zst or .zip.
[[nodiscard]] std::string without_packing(const std::string& path);

}  // namespace waymark::gazetteer
