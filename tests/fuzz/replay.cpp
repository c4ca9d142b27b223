// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target over every file below the folders given, and over each file cut short: the
// corpora as an ordinary test.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "fuzz/fuzz.h"

namespace {

// Beginnings of a file that are tried besides the whole.
constexpr std::size_t kBeginnings = 50;

void run(const std::string& bytes, std::size_t size) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), size);
}

std::size_t run_folder(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream input(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(input), {});
    run(bytes, bytes.size());
    for (std::size_t i = 0; i < kBeginnings; ++i) run(bytes, bytes.size() * i / kBeginnings);
    ++count;
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    if (std::filesystem::is_directory(argv[i])) count += run_folder(argv[i]);
  }
  std::cout << count << " inputs\n";
  return count == 0 ? 1 : 0;
}
