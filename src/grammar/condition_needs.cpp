// SPDX-License-Identifier: Apache-2.0
// A comparison that could hold in a way that no feature shows needs nothing. So do negations.
#include "grammar/condition_needs.h"

#include <algorithm>
#include <optional>

#include "grammar/dispatch.h"
#include "grammar/scene.h"

namespace waymark::grammar {
namespace {

using What = CompiledTest::What;

// What there is in the sentence if a mention is `operand`; nullopt if that can't be said.
std::optional<Features> features_of(const Engine& engine, const Operand& operand,
                                    Property property, Stand stand) {
  Features features;
  if (operand.path) return std::nullopt;
  const bool is_bare = property == Property::kBare && stand == Stand::kMention;
  if (operand.entry && (is_bare || property == Property::kEntry))
    features.push_back(engine.feature_of_entry(*operand.entry));
  if (operand.kind && (is_bare || property == Property::kKind))
    features.push_back(engine.feature_of_kind(*operand.kind));
  if (operand.label && is_bare) features.push_back(engine.feature_of_label(*operand.label));
  if (features.empty()) return std::nullopt;
  std::sort(features.begin(), features.end());
  return features;
}

std::vector<Features> needs_of_comparison(const Engine& engine, const CompiledTest& test,
                                          Stand stand) {
  const bool is_lying_in =
      test.what == What::kIn && std::any_of(test.right.begin(), test.right.end(),
                                            [](const Operand& it) { return it.entry.has_value(); });
  if (is_lying_in || !test.subject.slots.empty()) return {};
  Features any;
  for (const Operand& operand : test.right) {
    const auto features = features_of(engine, operand, test.subject.property, stand);
    if (!features) return {};
    unite(any, *features);
  }
  if (any.empty()) return {};
  return {any};
}

}  // namespace

std::vector<Features> needs_of(const Engine& engine, const CompiledTest& test, Stand stand) {
  std::vector<Features> needs;
  switch (test.what) {
    case What::kIs:
    case What::kIn:
      return needs_of_comparison(engine, test, stand);
    case What::kNear:
      if (!test.first_words.empty()) needs.push_back(test.first_words);
      return needs;
    case What::kAnd:
      for (const CompiledTest& part : test.parts)
        for (Features& need : needs_of(engine, part, stand)) needs.push_back(std::move(need));
      return needs;
    case What::kOr:
      for (const CompiledTest& part : test.parts) {
        std::vector<Features> of_part = needs_of(engine, part, stand);
        if (of_part.empty()) return {};
        if (needs.empty()) needs.emplace_back();
        unite(needs.front(), rarest(engine, of_part));
      }
      return needs;
    default:
      return {};
  }
}

std::vector<Features> needs_of(const Engine& engine, const LabelFilter& filter) {
  std::vector<Features> needs;
  if (filter.condition) needs = needs_of(engine, *filter.condition, Stand::kMention);
  if (filter.entry != gazetteer::kNoEntry) needs.push_back({engine.feature_of_entry(filter.entry)});
  return needs;
}

std::vector<std::vector<EntryId>> document_needs_of(const CompiledTest& test) {
  std::vector<std::vector<EntryId>> needs;
  if (test.what == What::kDocumentHas && test.entry != gazetteer::kNoEntry)
    needs.push_back({test.entry});
  if (test.what == What::kAnd)
    for (const CompiledTest& part : test.parts)
      for (auto& need : document_needs_of(part)) needs.push_back(std::move(need));
  if (test.what == What::kOr) {
    std::vector<EntryId> any;
    for (const CompiledTest& part : test.parts) {
      const auto of_part = document_needs_of(part);
      if (of_part.empty()) return {};
      any.insert(any.end(), of_part.front().begin(), of_part.front().end());
    }
    needs.push_back(std::move(any));
  }
  return needs;
}

}  // namespace waymark::grammar
