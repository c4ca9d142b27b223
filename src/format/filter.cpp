// SPDX-License-Identifier: Apache-2.0
#include "format/filter.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

namespace waymark::format {
namespace {

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

/// A slot whose mentions all go keeps the place of the first.
void renumber_slots(const std::vector<std::uint32_t>& number_of, const std::vector<Span>& spans,
                    std::vector<Slot>& slots) {
  for (Slot& slot : slots) {
    auto* values = std::get_if<std::vector<std::uint32_t>>(&slot.value);
    if (values == nullptr || values->empty()) continue;
    const Span first = spans[values->front()];
    std::erase_if(*values, [&](std::uint32_t value) { return number_of[value] == kGone; });
    for (std::uint32_t& value : *values) value = number_of[value];
    if (values->empty()) slot.value = first;
  }
}

/// Where things are once stretches are gone.
class Cutting {
 public:
  explicit Cutting(const std::vector<Span>& stretches) : stretches_(stretches) {
    std::uint32_t gone = 0;
    for (const Span stretch : stretches) gone_.push_back(gone += stretch.byte_size());
  }

  /// Whether a span touches no stretch.
  bool keeps(Span span) const {
    const auto after = first_behind(span.end);
    return after == stretches_.begin() || std::prev(after)->end <= span.begin;
  }
  Span moved(Span span) const { return {moved(span.begin), moved(span.end)}; }

  void apply(std::vector<Span>& spans) const {
    std::erase_if(spans, [&](Span span) { return !keeps(span); });
    for (Span& span : spans) span = moved(span);
  }

  std::string cut(const std::string& text) const {
    std::string rest;
    std::uint32_t at = 0;
    for (const Span stretch : stretches_) {
      rest.append(text, at, stretch.begin - at);
      at = stretch.end;
    }
    return rest.append(text, at);
  }

 private:
  std::vector<Span>::const_iterator first_behind(std::uint32_t byte) const {
    return std::lower_bound(stretches_.begin(), stretches_.end(), byte,
                            [](Span stretch, std::uint32_t at) { return stretch.begin < at; });
  }
  std::uint32_t moved(std::uint32_t byte) const {
    const auto behind = static_cast<std::size_t>(first_behind(byte) - stretches_.begin());
    return behind == 0 ? byte : byte - gone_[behind - 1];
  }

  const std::vector<Span>& stretches_;
  std::vector<std::uint32_t> gone_;  // bytes that go up to the end of each
};

void cut_token_features(Document& document, const Cutting& cutting) {
  for (TokenFeature& feature : document.token_features) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < std::min(feature.values.size(), document.tokens.size()); ++i)
      if (cutting.keeps(document.tokens[i])) kept.push_back(std::move(feature.values[i]));
    feature.values = std::move(kept);
  }
}

}  // namespace

void keep_mentions(Document& document, const std::function<bool(const Mention&)>& is_wanted) {
  std::vector<std::uint32_t> number_of;
  std::vector<Span> spans;
  std::vector<Mention> kept;
  for (Mention& mention : document.mentions) {
    const bool wanted = is_wanted(mention);
    spans.push_back(mention.span);
    number_of.push_back(wanted ? static_cast<std::uint32_t>(kept.size()) : kGone);
    if (wanted) kept.push_back(std::move(mention));
  }
  document.mentions = std::move(kept);
  for (Mention& mention : document.mentions) renumber_slots(number_of, spans, mention.slots);
  std::erase_if(document.relations, [&](Relation& relation) {
    relation.from = number_of[relation.from];
    relation.to = number_of[relation.to];
    return relation.from == kGone || relation.to == kGone;
  });
}

bool is_masked(const Mention& mention) {
  return std::any_of(mention.features.begin(), mention.features.end(), [](const Feature& feature) {
    return feature.name == kMasked && feature.value == FeatureValue(true);
  });
}

void cut_out(Document& document, const std::vector<Span>& stretches) {
  if (stretches.empty()) return;
  const Cutting cutting(stretches);
  keep_mentions(document, [&](const Mention& mention) { return cutting.keeps(mention.span); });
  for (Mention& mention : document.mentions) {
    mention.span = cutting.moved(mention.span);
    std::erase_if(mention.slots, [&](const Slot& slot) {
      const Span* span = std::get_if<Span>(&slot.value);
      return span != nullptr && !cutting.keeps(*span);
    });
    for (Slot& slot : mention.slots)
      if (Span* span = std::get_if<Span>(&slot.value)) *span = cutting.moved(*span);
    cutting.apply(mention.alternatives);
  }
  cut_token_features(document, cutting);
  cutting.apply(document.tokens);
  cutting.apply(document.sentences);
  document.text = cutting.cut(document.text);
}

}  // namespace waymark::format
