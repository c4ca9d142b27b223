// SPDX-License-Identifier: Apache-2.0
// Any bytes as a table, of documents or of the mentions of one text.
#include "fuzz/read_records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waymark::format::ReadOptions options;
  options.find_text = [](const std::string&, std::uint64_t) {
    return std::optional<std::string>("🚂 e\u0301 Hyesan (혜산시)");
  };
  waymark::fuzz::read_records("csv", waymark::fuzz::as_text(data, size), options);
  return 0;
}
