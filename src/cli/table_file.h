// SPDX-License-Identifier: Apache-2.0
// A table's bytes, whatever they are packed in: a plain file is mapped, what is packed (.gz, .zst,
// .zip) or comes through a pipe is read into memory.
#pragma once

#include <memory>
#include <string>

#include "gazetteer/import.h"
#include "gazetteer/mapped_file.h"
#include "waymark/result.h"

namespace waymark::cli {

class TableFile {
 public:
  /// "-" is standard input. Of an archive the largest file is taken that isn't its readme.
  /// Errors: one diagnostic with the system's or the archive's reason.
  static Result<TableFile> open(const std::string& path);

  /// Lifetime: as long as this object, also when it is moved.
  [[nodiscard]] const gazetteer::Table& table() const { return table_; }

 private:
  TableFile() = default;
  gazetteer::MappedFile mapped_;
  std::unique_ptr<std::string> unpacked_;
  gazetteer::Table table_;
};

/// The name without .gz, .zst or .zip.
[[nodiscard]] std::string without_archive(const std::string& path);

}  // namespace waymark::cli
