// SPDX-License-Identifier: Apache-2.0
// A comparison that could hold in a way that no feature shows needs nothing. So do negations.
#include "grammar/condition_needs.h"

#include <algorithm>
#include <utility>

#include "grammar/feature_cost.h"
#include "grammar/scene.h"

namespace waymark::grammar {
namespace {

using What = CompiledTest::What;

// Reads needs off conditions. kNoCapture among `mentions`: what they stand on is a mention.
class NeedsReader {
 public:
  NeedsReader(const Engine& engine, const std::vector<CaptureId>& mentions)
      : engine_(engine), mentions_(mentions) {}

  std::vector<Features> read(const CompiledTest& test) const {
    switch (test.what) {
      case What::kIs:
      case What::kIn:
        return of_comparison(test);
      case What::kNear:
        return test.first_words.empty() ? std::vector<Features>{}
                                        : std::vector<Features>{test.first_words};
      case What::kAnd:
        return of_all(test.parts);
      case What::kOr:
        return of_any(test.parts);
      default:
        return {};
    }
  }

 private:
  std::vector<Features> of_all(const std::vector<CompiledTest>& parts) const {
    std::vector<Features> needs;
    for (const CompiledTest& part : parts)
      for (Features& need : read(part)) needs.push_back(std::move(need));
    return needs;
  }

  std::vector<Features> of_any(const std::vector<CompiledTest>& parts) const {
    Features any;
    for (const CompiledTest& part : parts) {
      const std::vector<Features> needs = read(part);
      if (needs.empty()) return {};
      unite(any, rarest(engine_, needs));
    }
    return {any};
  }

  std::vector<Features> of_comparison(const CompiledTest& test) const {
    if (!test.subject.slots.empty()) return {};
    Features any;
    for (const Operand& operand : test.right) {
      if (operand.path || (test.what == What::kIn && operand.entry)) return {};
      const Features features = of_operand(test.subject, operand);
      if (features.empty()) return {};
      unite(any, features);
    }
    if (any.empty()) return {};
    return {any};
  }

  // What there is in the sentence if the subject is the operand; empty if that can't be said.
  [[nodiscard]] Features of_operand(const Subject& subject, const Operand& operand) const {
    const bool is_mention =
        std::find(mentions_.begin(), mentions_.end(), subject.capture) != mentions_.end();
    switch (subject.property) {
      case Property::kEntry:
        return of_entry(operand);
      case Property::kKind:
        return of_kind(operand);
      case Property::kText:
        return is_mention ? of_text(operand) : Features{};
      case Property::kBare: {
        if (!is_mention || operand.is_unknown_entry) return {};
        Features features = of_entry(operand);
        unite(features, of_kind(operand));
        if (operand.label) unite(features, {engine_.feature_of_label(*operand.label)});
        return features.empty() ? of_text(operand) : features;  // as a condition judges
      }
      default:
        return {};
    }
  }

  [[nodiscard]] Features of_entry(const Operand& operand) const {
    if (!operand.entry) return {};
    return {engine_.feature_of_named(engine_.named_entries.at(*operand.entry))};
  }
  [[nodiscard]] Features of_kind(const Operand& operand) const {
    return operand.kind ? Features{engine_.feature_of_kind(*operand.kind)} : Features{};
  }
  // Requires: the texts of all operands have their numbers.
  [[nodiscard]] Features of_text(const Operand& operand) const {
    Features features;
    if (operand.number) return features;  // other texts are that number too
    const auto add = [&](const std::string& text) {
      features.push_back(engine_.feature_of_named(engine_.named_texts.number(text)));
    };
    add(operand.folded);
    if (operand.list)
      for (const auto& [text, value] : engine_.lists[*operand.list].values) add(text);
    std::sort(features.begin(), features.end());
    features.erase(std::unique(features.begin(), features.end()), features.end());
    return features;
  }

  const Engine& engine_;
  const std::vector<CaptureId>& mentions_;
};

}  // namespace

std::vector<Features> needs_of(const Engine& engine, const CompiledTest& test,
                               const std::vector<CaptureId>& mentions) {
  return NeedsReader(engine, mentions).read(test);
}

std::vector<Features> needs_of(const Engine& engine, const LabelFilter& filter) {
  std::vector<Features> needs;
  if (filter.condition) needs = needs_of(engine, *filter.condition, {kNoCapture});
  if (filter.entry != gazetteer::kNoEntry)
    needs.push_back({engine.feature_of_named(engine.named_entries.at(filter.entry))});
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
