// SPDX-License-Identifier: Apache-2.0
#include "format/file_stem.h"

#include <algorithm>

namespace waymark::format {
namespace {

void cut_ending(std::string& stem, std::string_view ending) {
  if (stem.ends_with(ending)) stem.resize(stem.size() - ending.size());
}

}  // namespace

std::string file_stem(std::string_view id) {
  std::string stem;
  while (!id.empty()) {
    const std::string_view part = id.substr(0, id.find('/'));
    id.remove_prefix(std::min(id.size(), part.size() + 1));
    if (part.empty() || part == "." || part == "..") continue;
    stem += (stem.empty() ? "" : "/") + std::string(part);
  }
  for (const std::string_view packing : {".gz", ".zst"}) cut_ending(stem, packing);
  cut_ending(stem, ".txt");
  std::replace_if(
      stem.begin(), stem.end(), [](unsigned char byte) { return byte < ' '; }, '_');
  return stem.empty() || stem == "-" ? "stdin" : stem;
}

}  // namespace waymark::format
