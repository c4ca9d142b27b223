// SPDX-License-Identifier: Apache-2.0
// A stack of the beginnings of the last key: of a new key those stay that it shares.
#include "gazetteer/phrase_gatherer.h"

#include "gazetteer/front_coding.h"
#include "gazetteer/phrase.h"
#include "text/normal_form.h"

namespace waymark::gazetteer {

namespace {

/// Where the unit that begins at `at` ends. Most have few bytes: a call to find it would cost more.
std::size_t end_of_unit(std::string_view key, std::size_t at) {
  while (at < key.size() && key[at] != kUnitEnd) ++at;
  return at;
}

}  // namespace

void PhraseGatherer::add(std::string_view key, std::uint32_t first_form, bool goes_on_small) {
  const std::size_t shared = shared_size(last_, key);
  while (!beginnings_.empty() && beginnings_.back().end > shared) beginnings_.pop_back();
  std::size_t at = 0;
  std::uint64_t hash = text::kEmptyPhrase;
  if (!beginnings_.empty()) at = beginnings_.back().end, hash = beginnings_.back().hash;
  for (const Beginning& beginning : beginnings_) go_on(beginning, goes_on_small);
  while (at < key.size()) {
    const std::size_t end = end_of_unit(key, at);
    const std::uint64_t unit = text::hash_folded(key.substr(at, end - at));
    if (at == 0) first_unit_ = unit;
    hash = text::extend_phrase(hash, unit);
    at = end + 1;
    beginnings_.push_back({at, hash, phrases_.size()});
    phrases_.push_back({hash, 0});
    if (at < key.size()) go_on(beginnings_.back(), goes_on_small);
  }
  phrases_.back().value |= (first_form + 1) << layout::kSlotFlagBits;
  last_ = key;
}

void PhraseGatherer::go_on(const Beginning& beginning, bool goes_on_small) {
  // What stands behind later units is not known.
  const bool is_first = &beginning == beginnings_.data();
  phrases_[beginning.phrase].value |=
      goes_on_small || !is_first ? layout::kGoesOn | layout::kGoesOnSmall : layout::kGoesOn;
}

void PhraseGatherer::move_forms(std::uint32_t fewer) {
  for (Phrase& phrase : phrases_)
    if (phrase.value >> layout::kSlotFlagBits != 0) phrase.value -= fewer << layout::kSlotFlagBits;
}

StartGatherer::Starts StartGatherer::take() && {
  end_unit();
  return std::move(starts_);
}

void StartGatherer::end_unit() {
  if (has_capital_) starts_.capital.push_back(unit_);
  if (has_plain_) starts_.plain.push_back(unit_);
  has_capital_ = has_plain_ = false;
}

}  // namespace waymark::gazetteer
