// SPDX-License-Identifier: Apache-2.0
// A text whose gazetteer names are candidates, as rules would find and leave them before
// resolution.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "match/matcher.h"
#include "resolve/resolve.h"
#include "support/catch.h"
#include "support/gazetteer.h"
#include "text/tokenizer.h"

namespace waymark::test {

/// Candidates of one text; what rules do to them is done by hand.
class Scene {
 public:
  Scene(std::shared_ptr<const gazetteer::Catalog> catalog, std::string text)
      : catalog_(std::move(catalog)), schema_(catalog_->schema()), text_(std::move(text)) {
    text::Tokens tokens;
    text::tokenize(text_, tokens);
    match::find_candidates(*catalog_, text_, tokens, set_);
  }

  [[nodiscard]] const gazetteer::Catalog& catalog() const { return *catalog_; }
  [[nodiscard]] match::CandidateSet& set() { return set_; }

  /// The bytes of a piece of the text; of several, the one with that number, from 0.
  [[nodiscard]] Span span(std::string_view piece, int number = 0) const {
    std::size_t at = text_.find(piece);
    while (number-- > 0 && at != std::string::npos) at = text_.find(piece, at + 1);
    REQUIRE(at != std::string::npos);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
  }

  /// The number of the first candidate over a piece of the text.
  [[nodiscard]] std::uint32_t find(std::string_view piece, int number = 0) const {
    for (std::uint32_t i = 0; i < set_.candidates.size(); ++i)
      if (set_.candidates[i].span == span(piece, number)) return i;
    FAIL("no candidate " << piece);
    return 0;
  }
  [[nodiscard]] match::Candidate& at(std::string_view piece, int number = 0) {
    return set_.candidates[find(piece, number)];
  }

  /// Adds the mark of a rule over a piece of the text.
  std::uint32_t mark(std::string_view piece, std::string_view label, int number = 0) {
    match::Candidate candidate;
    candidate.span = span(piece, number);
    candidate.label = schema_.find_label(label).value();
    candidate.origin = match::Origin::kRule;
    candidate.rule = 0;
    set_.candidates.push_back(candidate);
    return static_cast<std::uint32_t>(set_.candidates.size() - 1);
  }

  /// Fills a slot with candidates; `fill_text` with a stretch of text.
  void fill(std::uint32_t candidate, const std::string& slot, std::vector<std::uint32_t> values) {
    set_.candidates[candidate].slots.push_back({name(slot), std::move(values)});
  }
  void fill_text(std::uint32_t candidate, const std::string& slot, std::string_view piece) {
    set_.candidates[candidate].slots.push_back({name(slot), span(piece)});
  }
  void relate(std::uint32_t from, const std::string& type, std::uint32_t to) {
    set_.relations.push_back({name(type), from, to, 0});
  }

  void declare(std::string_view label, std::vector<gazetteer::SlotType> slots) {
    schema_.add_label(label, true, std::move(slots));
  }

  Document resolve() {
    Document document;
    document.text = text_;
    resolve::EntryMemory memory;
    resolve::resolve({*catalog_, schema_, names_, {"test.rule"}}, set_, document, memory);
    return document;
  }

 private:
  std::uint16_t name(const std::string& word) {
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (names_[i] == word) return static_cast<std::uint16_t>(i);
    names_.push_back(word);
    return static_cast<std::uint16_t>(names_.size() - 1);
  }

  std::shared_ptr<const gazetteer::Catalog> catalog_;
  gazetteer::Schema schema_;
  std::string text_;
  std::vector<std::string> names_;
  match::CandidateSet set_;
};

}  // namespace waymark::test
