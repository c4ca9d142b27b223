// SPDX-License-Identifier: Apache-2.0
// Examples that stand beside a rule file: `posts.examples` tests the rules of `posts.way`. Besides
// the texts of `yes` and `no` they say what is expected of a mark: slots, links, relations.
//
//     rule post.phrase                       # whose examples follow
//       yes "the [chief of the MSS office]"  # brackets as in a rule
//         role = "chief"                     # of the mark: a slot or feature, `label`, `entry`
//         "MSS" entry = @kp.mss              # of the mention with that text
//         "MSS" 2 entry = @kp.mss            # of the second one with that text
//         "MSS office" part_of "MSS"         # a relation
//       yes "reported [today]" on 2019-10-16 # the document's date
//         value = "2019-10-16"
//       no  "the head of the family"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grammar/ast.h"
#include "text/source_file.h"
#include "waymark/diagnostic.h"

namespace waymark::grammar {

/// What an example expects of a mention, besides its place.
struct Expectation {
  std::optional<std::string> text;  ///< of the mention; none: the rule's mark
  std::size_t which = 0;            ///< of those with that text, from 1; 0: any of them
  std::string name;                 ///< slot, feature, `label`, `entry`, or a type of relations
  enum class What : std::uint8_t { kText, kEntry, kNothing, kRelation } what = What::kText;
  std::string value;  ///< a text, an entry's id, or the text of the relation's other end
  Place at;
};

struct RuleExample {
  Name rule;
  Example example;
  std::vector<Expectation> expectations;
  std::string date;  ///< of the document, as ISO 8601; empty if none is given
};

/// Reads an example file. After a fault it goes on at the next line.
/// Errors: up to kMaxFaults, appended to `diagnostics`: grammar/expected, grammar/example,
/// grammar/encoding.
[[nodiscard]] std::vector<RuleExample> parse_examples(const text::SourceFile& source,
                                                      Diagnostics& diagnostics);

/// What is wrong with the brackets of an example.
struct ExampleFault {
  std::string message, hint;
};
[[nodiscard]] std::optional<ExampleFault> find_fault(const Example& example);

}  // namespace waymark::grammar
