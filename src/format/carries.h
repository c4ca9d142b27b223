// SPDX-License-Identifier: Apache-2.0
// What a format can hold of a document. A writer says it once; the loss report, the table of
// `waymark formats` and the tests of round trips all follow from it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::format {

struct Carries {
  enum class Text : std::uint8_t {
    kWhole,
    kTokens,  ///< the tokens; read back, one space stands between two
    kNone,
  };
  enum class Overlap : std::uint8_t {
    kAny,
    kLayers,  ///< as far as token_layers has room
    kNested,  ///< one inside another, but none across another's edge
    kNone,
  };
  enum class Links : std::uint8_t {
    kNone,
    kEntry,
    kNamed,  ///< entry and name
    kAll,
  };

  Text text = Text::kWhole;
  Overlap overlap = Overlap::kAny;
  Links links = Links::kAll;
  bool at_tokens = false;  ///< mentions begin and end with tokens, which are cut where they don't
  bool all_in_sentences = false;  ///< every token lies in a sentence
  bool in_sentences = false;      ///< the same, and a mention ends with its sentence
  bool blank_tokens = true;       ///< tokens of white space alone
  bool one_of_a_kind = false;     ///< no two mentions have span and label in common
  bool empty_mentions = true;
  bool blank_edges = true;       ///< white space where a mention begins or ends
  bool bare_ids = false;         ///< of links without an entry, the ids
  bool structured_links = true;  ///< links of mentions that are not in the flat layer
  bool mentions = true;
  bool only_places = false;  ///< of mentions, those whose entry has coordinates
  bool masked_labels = true;
  bool masks = true;            ///< that a mention is not sure, by the feature `masked`
  bool empty_documents = true;  ///< documents without mentions
  bool meta = true, tokens = true, token_features = true, sentences = true, run = true;
  std::vector<std::string> known_token_features;  ///< their names; none: any
  bool confidence = true, candidates = true, forms = true, features = true, makers = true,
       alternatives = true;
  bool corrected = true;  ///< that a form was corrected, where not all of `forms` is carried
  bool slots = true;
  bool empty_slots = true;  ///< slots without a filler
  bool stretches = true;    ///< what fills a slot without being a mention
  bool relations = true;
  /// What becomes of a label, a slot's name or a relation's type; of names in links; of the
  /// document's id; of a token where only tokens are carried. Null: it stays as it is.
  std::function<std::string(std::string_view)> label, name, id, token;
  /// Whether a character of the text stays as it is. Null: all do.
  std::function<bool(char32_t)> character;
};

/// What plain text carries: nothing else.
[[nodiscard]] Carries carries_only_text();

/// What is not carried, in words joined by ", "; empty if everything is.
[[nodiscard]] std::string list_uncarried(const Carries& carries);

}  // namespace waymark::format
