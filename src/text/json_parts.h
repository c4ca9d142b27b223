// SPDX-License-Identifier: Apache-2.0
// A large JSON text by its parts, without a tree of the whole: elements of an array and members of
// an object, one after another. Of a part only brackets and strings are looked at; whether it is
// JSON is seen when it is parsed.
//
//     for (json::Parts nodes(text, json::whole(text), "v.json"); const auto node = nodes.next();)
//       read(json::parse_part(text, *node, "v.json"));
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/json.h"
#include "waymark/diagnostic.h"

namespace waymark::text::json {

/// All of a text but the white space around it.
[[nodiscard]] Part whole(std::string_view utf8);

/// The parts of an array or object.
/// Lifetime: refers to the text and the name of the file.
class Parts {
 public:
  /// Requires: the container lies in the text and begins with a bracket.
  Parts(std::string_view utf8, const Part& container, const std::string& file);

  /// The next element, or the value of the next member; nothing at the end and at a fault.
  [[nodiscard]] std::optional<Part> next();
  /// Of the member that next() gave, without escapes; empty in an array.
  [[nodiscard]] const std::string& name() const { return name_; }
  /// What is wrong between parts, as parse() says it.
  [[nodiscard]] const std::optional<Diagnostic>& fault() const { return fault_; }

 private:
  bool take_comma();
  bool take_name();
  bool take(char sign);
  void skip_white();
  bool fail(const char* message);  ///< gives false

  std::string_view utf8_;  // up to where the container ends
  const std::string& file_;
  std::size_t at_;
  bool is_object_, is_first_ = true, is_done_ = false;
  std::string name_;
  std::optional<Diagnostic> fault_;
};

}  // namespace waymark::text::json
