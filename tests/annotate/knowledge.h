// SPDX-License-Identifier: Apache-2.0
// Annotators of files, for tests that look at the whole path.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/catch.h"
#include "waymark/annotator.h"

namespace waymark::test {

/// Gives the value; faults fail the test and are shown.
template <class T>
T require(Result<T> result) {
  if (!result)
    for (const Diagnostic& fault : result.error()) UNSCOPED_INFO(render(fault));
  REQUIRE(result.has_value());
  return std::move(*result);
}

inline void require_silent(const Diagnostics& reports) {
  for (const Diagnostic& report : reports) UNSCOPED_INFO(render(report));
  REQUIRE(reports.empty());
}

/// The files of a folder of the project that end so, by name.
inline std::vector<std::string> files_in(const char* folder, const char* ending) {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(WAYMARK_SOURCE_DIR) / folder))
    if (entry.path().extension() == ending) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// An annotator of gazetteer and rule files that load without error or warning.
inline Annotator make_annotator(const std::vector<std::string>& gazetteers,
                                const std::vector<std::string>& rules) {
  Diagnostics warnings;
  Gazetteer gazetteer = require(Gazetteer::load(gazetteers, &warnings));
  RuleSet rule_set = require(RuleSet::load(rules, gazetteer, &warnings));
  require_silent(warnings);
  return Annotator(std::move(gazetteer), std::move(rule_set));
}

}  // namespace waymark::test
