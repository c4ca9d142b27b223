// SPDX-License-Identifier: Apache-2.0
// A YAML file as a tree whose every node knows its bytes. Made from the parser's events rather than
// its nodes, so that depth is limited, duplicate keys stay visible and nothing is expanded.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "text/source_file.h"
#include "waymark/diagnostic.h"
#include "waymark/span.h"

namespace waymark::gazetteer {

/// Units: `at` is bytes of the file.
struct YamlNode {
  enum class Kind : std::uint8_t { kNull, kScalar, kSequence, kMap };
  Kind kind = Kind::kNull;
  Span at;
  std::string scalar;
  std::vector<YamlNode> items;  ///< of a map: key, value, key, value …

  [[nodiscard]] bool is_scalar() const { return kind == Kind::kScalar; }
  [[nodiscard]] bool is_sequence() const { return kind == Kind::kSequence; }
  [[nodiscard]] bool is_map() const { return kind == Kind::kMap; }
};

struct YamlTree {
  YamlNode root;
  std::vector<std::string> lost_ids;  ///< ids of list items left out since they are not valid YAML
};

/// Reads the one document of a file. After a syntax error inside an item of the list `entries` it
/// goes on at the next item. Errors: added to `diagnostics` (at most 20): not UTF-8, control
/// characters, syntax, aliases, nesting deeper than 64, a second document, more than 256 MiB.
[[nodiscard]] YamlTree read_yaml(const text::SourceFile& source, Diagnostics& diagnostics);

}  // namespace waymark::gazetteer
