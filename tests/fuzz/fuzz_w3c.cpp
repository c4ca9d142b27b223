// SPDX-License-Identifier: Apache-2.0
// Any bytes as Web Annotations of a fixed text.
#include "fuzz/read_records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waymark::format::ReadOptions options;
  options.find_text = [](const std::string&, std::uint64_t) {
    return std::string("🚂 e\u0301 the chief of the MSS and of\nHyesan, 혜산\u2028MSS.");
  };
  waymark::fuzz::read_records("w3c", waymark::fuzz::as_text(data, size), options);
  return 0;
}
