// SPDX-License-Identifier: Apache-2.0
// What stands where in a line of CoNLL-U, as `# global.columns` says it, and what its pieces say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace waymark::format {

/// What is wrong in a line. Lifetime: refers to the line.
struct LineFault {
  std::string_view at;  ///< a piece of the line
  std::string code, message, hint;
};

/// What stands where in a line: positions of columns.
struct ConlluColumns {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t count = 10, id = 0, form = 1, misc = 9, tags = kNone;
  /// By the names of token features.
  std::vector<std::pair<std::string, std::size_t>> features = {
      {"lemma", 2}, {"pos", 3}, {"xpos", 4}, {"feats", 5}, {"head", 6}, {"deprel", 7}, {"deps", 8}};
};

/// Names of columns, parted by spaces. FORM must be among them, none may stand twice.
[[nodiscard]] std::variant<ConlluColumns, LineFault> read_columns(std::string_view names);

/// Takes the piece before a delimiter off the front of `rest`, and the delimiter.
std::string_view take_piece(std::string_view& rest, char delimiter);

/// The value that an item of MISC has: name "=" value, parted by '|'.
[[nodiscard]] std::optional<std::string_view> find_misc(std::string_view misc,
                                                        std::string_view name);

/// The white space of SpacesAfter: \s, \t, \r, \n and \p ('|') stand for themselves.
[[nodiscard]] std::string unescape_spaces(std::string_view value);

}  // namespace waymark::format
