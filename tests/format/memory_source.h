// SPDX-License-Identifier: Apache-2.0
// A string as a source of bytes, given out in small pieces so that borders fall everywhere.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "format/format.h"

namespace waymark::format {

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string bytes, std::size_t piece = 7)
      : bytes_(std::move(bytes)), piece_(piece) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, bytes_.size() - at_});
    std::memcpy(buffer, bytes_.data() + at_, count);
    at_ += count;
    return count;
  }
  std::string error() const override { return {}; }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

/// All records that a format reads from `bytes`, as from a file "in/put" with the id "put".
inline std::vector<Record> read_all(const std::string& format, const std::string& bytes,
                                    const ReadOptions& options = {}, std::size_t piece = 7) {
  MemorySource source(bytes, piece);
  const auto reader = find_format(format)->make_reader(source, "in/put", "put", options);
  std::vector<Record> records;
  while (auto record = reader->next()) records.push_back(*std::move(record));
  return records;
}

/// What a format writes of `documents`, as one stream.
inline std::string write_all(const std::string& format, const std::vector<Document>& documents,
                             const WriteOptions& options = {}) {
  const auto writer = find_format(format)->make_writer(options);
  std::string out = writer->begin();
  for (const Document& document : documents) writer->write(document, out);
  return out;
}

}  // namespace waymark::format
