// SPDX-License-Identifier: Apache-2.0
// A file's bytes, mapped read-only into memory: nothing is read until it is looked at.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "waymark/result.h"

namespace waymark::gazetteer {

class MappedFile {
 public:
  MappedFile() = default;
  /// Errors: one diagnostic if the file is missing, unreadable or no regular file.
  static Result<MappedFile> open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  /// Lifetime: as long as this object.
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace waymark::gazetteer
