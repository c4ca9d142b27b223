// SPDX-License-Identifier: Apache-2.0
// Any bytes as CoNLL-U.
#include "fuzz/read_records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waymark::fuzz::read_records("conllu", waymark::fuzz::as_text(data, size));
  return 0;
}
