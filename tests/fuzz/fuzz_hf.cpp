// SPDX-License-Identifier: Apache-2.0
// Any bytes as records of hf.
#include "fuzz/read_records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waymark::fuzz::read_records("hf", waymark::fuzz::as_text(data, size));
  return 0;
}
