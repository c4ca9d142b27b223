// SPDX-License-Identifier: Apache-2.0
// What a corpus consists of, in numbers: for its manifest and its card. Counts of documents add up
// in any order, so that each may be counted where it is made.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "text/json.h"
#include "waymark/document.h"

namespace waymark::cli {

struct CorpusCounts {
  struct Label {
    std::uint64_t mentions = 0, linked = 0;
    friend bool operator==(const Label&, const Label&) = default;
  };

  std::uint64_t documents = 0, without_mentions = 0;
  std::uint64_t characters = 0, tokens = 0, sentences = 0;  ///< characters: code points
  std::uint64_t masked = 0;                                 ///< mentions that are not sure
  std::map<std::string, Label> labels;
  std::map<std::string, std::uint64_t> relations, languages;  ///< by type; documents by BCP 47 tag
  std::set<std::string> entries;                              ///< that mentions link to
  std::string first_date, last_date;                          ///< of documents; empty: none has one

  /// Adds a document: its text from `whole`, its mentions from what was written of it.
  void add(const Document& whole, const Document& written);
  void add(const CorpusCounts& others);
};

/// Appends the counts as an object.
void write_counts(const CorpusCounts& counts, text::json::Writer& json);

}  // namespace waymark::cli
