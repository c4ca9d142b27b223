// SPDX-License-Identifier: Apache-2.0
// Hyperscan over the text of all documents: literal names, no folding, no word bounds, no output.
// Prints the CPU seconds of the scan alone and the number of hits, as JSON.
#include <hs/hs.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::vector<std::string> read_lines(const char* path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

hs_database_t* compile(const std::vector<std::string>& names) {
  std::vector<const char*> bytes;
  std::vector<std::size_t> sizes;
  std::vector<unsigned> ids;
  for (const std::string& name : names) {
    bytes.push_back(name.c_str());
    sizes.push_back(name.size());
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  const std::vector<unsigned> flags(names.size(), 0);
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  hs_compile_lit_multi(bytes.data(), flags.data(), ids.data(), sizes.data(),
                       static_cast<unsigned>(names.size()), HS_MODE_BLOCK, nullptr, &database,
                       &error);
  return database;
}

int count(unsigned, unsigned long long, unsigned long long, unsigned, void* hits) {
  ++*static_cast<std::size_t*>(hits);
  return 0;
}

}  // namespace

int main(int, char** arguments) {
  hs_database_t* database = compile(read_lines(arguments[1]));
  std::ifstream in(arguments[2], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  hs_scratch_t* scratch = nullptr;
  if (database == nullptr || hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;
  std::size_t hits = 0;
  const std::clock_t begin = std::clock();
  hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, count, &hits);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("{\"seconds\": %.4f, \"spans\": %zu}\n", seconds, hits);
}
