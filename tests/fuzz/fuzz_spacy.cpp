// SPDX-License-Identifier: Apache-2.0
// Any bytes as records of spacy.
#include "fuzz/read_records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waymark::fuzz::read_records("spacy", waymark::fuzz::as_text(data, size));
  return 0;
}
