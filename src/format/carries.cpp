// SPDX-License-Identifier: Apache-2.0
#include "format/carries.h"

namespace waymark::format {

Carries carries_only_text() {
  Carries carries;
  for (bool Carries::*part : {&Carries::mentions, &Carries::meta, &Carries::tokens,
                              &Carries::token_features, &Carries::sentences, &Carries::run})
    carries.*part = false;
  return carries;
}

std::string list_uncarried(const Carries& carries) {
  std::string words;
  const auto say = [&](bool is_carried, const char* word) {
    if (!is_carried) words += (words.empty() ? "" : ", ") + std::string(word);
  };
  using Links = Carries::Links;
  say(carries.text != Carries::Text::kNone, "text");
  say(!carries.character, "control characters");
  say(carries.mentions, "mentions");
  say(!carries.only_places, "mentions without coordinates");
  say(carries.text != Carries::Text::kTokens, "white space");
  say(!carries.id, "ids that are no file names");
  say(carries.meta, "meta");
  say(carries.tokens, "tokens");
  say(carries.token_features || !carries.tokens, "features of tokens");
  say(carries.sentences, "sentences");
  say(carries.overlap != Carries::Overlap::kNone, "nested mentions");
  say(carries.overlap != Carries::Overlap::kNested, "mentions that cross");
  say(carries.empty_mentions, "empty mentions");
  say(carries.empty_documents, "documents without mentions");
  say(carries.confidence, "confidence");
  say(carries.links != Links::kNone, "links");
  say(carries.links != Links::kEntry && carries.links != Links::kNamed, "details of links");
  say(carries.structured_links, "links of structured mentions");
  say(carries.candidates, "candidates");
  say(carries.forms, "forms");
  say(carries.slots, "slots");
  say(carries.stretches || !carries.slots, "slots without a mention");
  say(carries.features, "features");
  say(carries.relations, "relations");
  say(carries.makers, "what made a mention");
  return words;
}

}  // namespace waymark::format
