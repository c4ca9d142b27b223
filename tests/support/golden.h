// SPDX-License-Identifier: Apache-2.0
// Expected files: what a test makes is compared with a file beside its input. With
// WAYMARK_UPDATE_GOLDEN=1 in the environment the file is rewritten instead; the diff is read before
// it is committed.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  CAPTURE(path.string());
  REQUIRE(in.is_open());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The folders of `parent` that hold a file `name`, by name.
inline std::vector<std::filesystem::path> case_folders(const std::filesystem::path& parent,
                                                       const std::string& name) {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(parent))
    if (std::filesystem::exists(entry.path() / name)) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

/// Checks that a file holds exactly `content`, or writes it there.
inline void check_golden(const std::filesystem::path& file, const std::string& content) {
  if (std::getenv("WAYMARK_UPDATE_GOLDEN") != nullptr)
    std::ofstream(file, std::ios::binary) << content;
  CHECK(content == read_file(file));
}

}  // namespace waymark::test
