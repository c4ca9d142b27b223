// SPDX-License-Identifier: Apache-2.0
// The first pass learns which documents each side has and pairs by text what no id pairs; the
// second takes gold in its order and looks the predictions up.
#include "cli/comparison.h"

#include <algorithm>
#include <utility>

namespace waymark::cli {
namespace {

/// That documents which nobody annotated, though their tool has them, are not counted.
Diagnostic note_of_unanswered(std::size_t count) {
  return {.severity = Severity::kNote,
          .code = "evaluate/unanswered",
          .message = std::to_string(count) + (count == 1 ? " document was" : " documents were") +
                     " refused, passed over or not yet annotated, and left out"};
}

std::string key_of(const Document& document) { return std::string(evaluate::pairing_id(document)); }

}  // namespace

std::optional<Diagnostics> Comparison::prepare(evaluate::GoldLabels& labels) {
  if (auto fault = gold_.begin()) return fault;
  while (auto document = gold_.next()) {
    labels.add(*document);
    if (note(*document, "gold", &Seen::in_gold)) {
      Seen& seen = seen_[key_of(*document)];
      seen.place = seen_.size(), seen.text = evaluate::hash_text(*document);
    }
  }
  if (gold_.fault()) return Diagnostics{*gold_.fault()};
  if (auto fault = predicted_.begin()) return fault;
  std::vector<evaluate::Unpaired> foreign;
  while (auto document = predicted_.next())
    if (note(*document, "predicted", &Seen::in_predicted) && !seen_[key_of(*document)].in_gold)
      foreign.push_back({key_of(*document), evaluate::hash_text(*document)});
  if (!foreign.empty()) pair_the_rest(foreign);
  return std::nullopt;
}

std::optional<Diagnostics> Comparison::run(evaluate::Scorer& scorer) {
  if (auto fault = gold_.begin()) return fault;
  if (auto fault = predicted_.begin()) return fault;
  while (auto document = gold_.next()) {
    Seen& seen = seen_[key_of(*document)];
    if (std::exchange(seen.gold_done, true)) continue;
    if (gold_.is_unanswered()) {
      ++unanswered_;
      continue;
    }
    const auto answer = seen.in_predicted ? find(key_of(*document)) : std::nullopt;
    scorer.add(*document, answer ? &*answer : nullptr);
  }
  if (gold_.fault()) return Diagnostics{*gold_.fault()};
  if (unanswered_ > 0) warnings_.push_back(note_of_unanswered(unanswered_));
  return std::nullopt;
}

// Returns whether the side has the document for the first time.
bool Comparison::note(const Document& document, const std::string& side, bool Seen::*is_in) {
  if (!std::exchange(seen_[key_of(document)].*is_in, true)) return true;
  evaluate::warn_of(&warnings_, document, "evaluate/same-id",
                    "this document stands twice on the " + side + " side; the first counts");
  return false;
}

// Documents whose id only one side has are paired by their texts, if they can be.
void Comparison::pair_the_rest(const std::vector<evaluate::Unpaired>& given) {
  std::vector<std::pair<std::uint64_t, evaluate::Unpaired>> in_order;
  for (const auto& [id, seen] : seen_)
    if (seen.in_gold && !seen.in_predicted) in_order.push_back({seen.place, {id, seen.text}});
  std::sort(in_order.begin(), in_order.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<evaluate::Unpaired> wanted;
  for (auto& [place, each] : in_order) wanted.push_back(std::move(each));
  by_text_ = evaluate::pair_by_text(wanted, given);
  for (const evaluate::Unpaired& each : given) {
    if (const auto found = by_text_.find(each.id); found != by_text_.end())
      seen_[found->second].in_predicted = true;
    else
      evaluate::warn_of(&warnings_, {.id = each.id}, "evaluate/not-in-gold",
                        "gold does not have this document; it is left aside");
  }
  if (!by_text_.empty()) warnings_.push_back(evaluate::note_of_text_pairs(by_text_.size()));
}

// The key of the gold document that a predicted one belongs to.
std::string Comparison::gold_key_of(const Document& predicted) const {
  const std::string key = key_of(predicted);
  const auto found = by_text_.find(key);
  return found == by_text_.end() ? key : found->second;
}

std::optional<Document> Comparison::find(const std::string& key) {
  if (const auto early = early_.find(key); early != early_.end()) {
    std::optional<Document> found = std::move(early->second);
    early_.erase(early);
    return found;
  }
  while (auto document = predicted_.next()) {
    const std::string other = gold_key_of(*document);
    Seen& seen = seen_[other];
    if (!seen.in_gold || std::exchange(seen.predicted_done, true)) continue;
    if (other == key) return document;
    document->tokens = {}, document->token_features = {}, document->sentences = {};
    early_.emplace(other, *std::move(document));
  }
  return std::nullopt;
}

}  // namespace waymark::cli
