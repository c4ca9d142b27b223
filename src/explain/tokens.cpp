// SPDX-License-Identifier: Apache-2.0
// Tokens as rules see them: what they are compared by, their classes, and where names or matches
// cut them.
#include <algorithm>
#include <set>

#include "explain/material.h"
#include "text/normal_form.h"

namespace waymark::explain {
namespace {

using grammar::TokenClassId;
using text::Token;

std::vector<std::string> traits_of(const Token& token, std::string_view bytes) {
  std::vector<std::string> traits;
  const grammar::ClassMask classes = grammar::classify(token.shape, bytes, ~grammar::ClassMask{0});
  for (std::uint32_t id = 0; id < grammar::kTokenClasses; ++id) {
    const auto one = static_cast<TokenClassId>(id);
    if (one != TokenClassId::kAny && (classes & grammar::bit_of(one)) != 0)
      traits.push_back("<" + std::string(grammar::name_of(one)) + ">");
  }
  if (token.has(text::kPossessive)) traits.emplace_back("possessive");
  if (token.has(text::kMixedInside)) traits.emplace_back("glued of several words");
  if (!token.has(text::kSpaceBefore)) traits.emplace_back("touches what precedes");
  return traits;
}

std::vector<Span> pieces_of(const std::set<std::uint32_t>& edges, Span token) {
  std::vector<Span> pieces;
  std::uint32_t begin = token.begin;
  for (auto edge = edges.upper_bound(token.begin); edge != edges.end() && *edge < token.end;
       ++edge) {
    pieces.push_back({begin, *edge});
    begin = *edge;
  }
  if (!pieces.empty()) pieces.push_back({begin, token.end});
  return pieces;
}

}  // namespace

std::vector<TokenNote> note_tokens(const Material& material, Span place) {
  std::vector<TokenNote> notes;
  for (const Token& token : material.tokens) {
    if (!touches(place, token.span)) continue;
    const std::string_view bytes = material.document.slice(token.span);
    notes.push_back({token.span, text::fold(bytes), traits_of(token, bytes),
                     pieces_of(material.edges, token.span)});
  }
  return notes;
}

}  // namespace waymark::explain
