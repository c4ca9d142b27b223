// SPDX-License-Identifier: Apache-2.0
// A column of tags, a tag a token, in any of the schemes in use: IOB1, IOB2, BIOES, BILOU.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "waymark/document.h"

namespace waymark::format {

class TagColumn {
 public:
  /// Adds the tag of the next token: O, "_", "*" or "-" mark nothing; else a letter of B, I, E, S,
  /// L, U, a hyphen and the label, with white space as in encode_value. What goes on with another
  /// label, or with nothing, begins a mention. False, and nothing is added, if it is no tag.
  [[nodiscard]] bool add(std::string_view tag, Span token);
  /// No mention goes on behind it.
  void end_sentence() { open_.clear(); }
  /// The mentions so far, by their begins.
  [[nodiscard]] std::vector<Mention>& mentions() { return mentions_; }

 private:
  std::vector<Mention> mentions_;
  std::string open_;  // the label that may go on; empty: none
};

}  // namespace waymark::format
