// SPDX-License-Identifier: Apache-2.0
// A writer whose file of one document is a stream of one document.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "format/format.h"

namespace waymark::format {

class StreamWriter : public Writer {
 public:
  /// `suffix` is that of a document's file.
  explicit StreamWriter(std::string suffix) : suffix_(std::move(suffix)) {}

  [[nodiscard]] std::vector<NamedBytes> write_files(const Document& document) const override {
    NamedBytes file{suffix_, begin()};
    write(document, file.bytes);
    file.bytes += end();
    return {std::move(file)};
  }

 private:
  std::string suffix_;
};

/// The same for records in a JSON array.
class ArrayWriter : public StreamWriter {
 public:
  using StreamWriter::StreamWriter;
  [[nodiscard]] std::string begin() const override { return "[\n"; }
  [[nodiscard]] std::string between() const override { return ",\n"; }
  [[nodiscard]] std::string end() const override { return "\n]\n"; }
};

}  // namespace waymark::format
