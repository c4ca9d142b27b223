// SPDX-License-Identifier: Apache-2.0
// Text that knows where it may be broken into lines, and the spelling of strings and names in rule
// files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast.h"

namespace waymark::grammar {

inline constexpr std::size_t kLineWidth = 100;  // columns, as near as code points tell

/// A clause or statement on one line, with the spaces at which it may be broken.
class Flow {
 public:
  Flow& add(std::string_view more) {
    text_ += more;
    return *this;
  }
  /// A space that may become a line break.
  Flow& space() {
    breaks_.push_back(text_.size());
    text_ += ' ';
    return *this;
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The same in lines of at most kLineWidth where the breaks allow; later lines begin with
  /// `indent` spaces.
  [[nodiscard]] std::string wrapped(std::size_t indent) const;

 private:
  std::string text_;
  std::vector<std::size_t> breaks_;
};

void print_pattern(const Pattern& pattern, Flow& flow);
void print_condition(const Condition& condition, Flow& flow);

[[nodiscard]] std::string quoted(std::string_view text, char quote = '"');
/// The text of an example, whose brackets are escaped already.
[[nodiscard]] std::string quoted_example(std::string_view text);
[[nodiscard]] std::string print_number(double number);
[[nodiscard]] std::string print_path(const Path& path);

}  // namespace waymark::grammar
