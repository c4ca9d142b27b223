// SPDX-License-Identifier: Apache-2.0
// A document is a text and all that is known of it. The text is never changed; everything else
// refers to it by spans.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/mention.h"
#include "waymark/span.h"

namespace waymark {

/// What came with a document about each of its tokens.
struct TokenFeature {
  std::string name;                 ///< pos, lemma, xpos, feats, head, deprel …
  std::vector<std::string> values;  ///< one a token, in order; empty where there is none
  friend bool operator==(const TokenFeature&, const TokenFeature&) = default;
};

struct Document {
  std::string id;
  std::string text;  ///< UTF-8, as given
  std::string meta;  ///< the other input fields as one compact JSON object; empty if there are none
  std::string date;  ///< ISO date of the document, if one was given
  std::string lang;  ///< BCP 47 tag, if one was given
  std::vector<Span> tokens;
  std::vector<TokenFeature> token_features;  ///< only of tokens that came with the document
  std::vector<Span> sentences;
  std::vector<Mention> mentions;    ///< by begin, longer first, then label
  std::vector<Relation> relations;  ///< by from, to, type
  std::string run;  ///< digest of program, knowledge and options; empty if not annotated here

  /// The piece of text under a span.
  /// Lifetime: until the document's text changes.
  /// Requires: span.end <= text.size().
  [[nodiscard]] std::string_view slice(Span span) const {
    return std::string_view(text).substr(span.begin, span.byte_size());
  }
};

/// Puts mentions and relations into their documented order and renumbers what refers to them.
void sort_mentions(Document& document);

}  // namespace waymark
