// SPDX-License-Identifier: Apache-2.0
// Each mention of ours is numbered before it is fitted, so that the written one can be traced. What
// came back is compared by span and label with what was written; whatever stands in both is ours.
#include "format/restore.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "format/filter.h"

namespace waymark::format {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr const char* kNumber = "\x01number";

/// Mentions as written, each with the number of ours that it was.
struct Written {
  Document document;
  std::vector<std::uint32_t> number_of;
};

/// Of the features at most that the mention is masked, as fit() leaves it.
void keep_mask_alone(const Carries& carries, Mention& mention) {
  const bool is_mask = carries.masks && is_masked(mention);
  mention.features.clear();
  if (!is_mask) return;
  mention.features.push_back({std::string(kMasked), true});
  if (!carries.masked_labels) mention.label = kMaskedLabel;
}

Written write_again(const Document& whole, const Writing& writing) {
  Losses losses;
  Document numbered = whole;
  for (std::size_t i = 0; i < numbered.mentions.size(); ++i)
    numbered.mentions[i].features.push_back({kNumber, static_cast<double>(i)});
  writing.map.apply(numbered, losses);
  Carries carries = writing.carries;
  carries.features = true;
  Written written;
  written.document = fit(std::move(numbered), carries, writing.flatten, losses);
  for (Mention& mention : written.document.mentions) {
    written.number_of.push_back(
        static_cast<std::uint32_t>(std::get<double>(mention.features.back().value)));
    mention.features.pop_back();
    if (!writing.carries.features) keep_mask_alone(writing.carries, mention);
  }
  return written;
}

using Place = std::pair<Span, std::string>;
using Arc = std::tuple<std::string, std::uint32_t, std::uint32_t>;

class Restoring {
 public:
  Restoring(const Document& whole, const Document& back, const Writing& writing)
      : whole_(whole),
        back_(back),
        carries_(writing.carries),
        written_(write_again(whole, writing)) {}

  Restored run() {
    match();
    take_document();
    take_ours();
    take_new();
    take_slots();
    take_relations();
    sort_mentions(restored_.document);
    return std::move(restored_);
  }

  [[nodiscard]] bool is_same_text() const {
    return carries_.text == Carries::Text::kNone || back_.text == written_.document.text;
  }

 private:
  /// Finds for each mention that came back the one that was written.
  void match() {
    std::multimap<Place, std::uint32_t> places;
    const auto& written = written_.document.mentions;
    for (std::uint32_t i = 0; i < written.size(); ++i)
      places.emplace(Place(written[i].span, written[i].label), i);
    back_of_.assign(written.size(), kNone);
    written_of_.assign(back_.mentions.size(), kNone);
    for (std::uint32_t i = 0; i < back_.mentions.size(); ++i) {
      const auto found = places.find(Place(back_.mentions[i].span, back_.mentions[i].label));
      if (found == places.end()) continue;
      written_of_[i] = found->second;
      back_of_[found->second] = i;
      places.erase(found);
    }
    if (!carries_.masked_labels) match_masks();
  }

  /// Masks that touch come back as one, which then is each of those it holds.
  void match_masks() {
    const auto& written = written_.document.mentions;
    for (std::uint32_t i = 0; i < written.size(); ++i) {
      if (back_of_[i] != kNone || !is_masked(written[i])) continue;
      const auto after = std::upper_bound(
          back_.mentions.begin(), back_.mentions.end(), written[i].span.begin,
          [](std::uint32_t begin, const Mention& mention) { return begin < mention.span.begin; });
      if (after == back_.mentions.begin()) continue;
      const auto holder = std::prev(after);
      if (!is_masked(*holder) || !holder->span.contains(written[i].span)) continue;
      back_of_[i] = static_cast<std::uint32_t>(holder - back_.mentions.begin());
      std::uint32_t& first = written_of_[back_of_[i]];
      if (first == kNone) first = i;
    }
  }

  void take_document() {
    Document& document = restored_.document;
    document.id = whole_.id;
    document.text = whole_.text;
    const bool has_meta = carries_.meta && back_.meta != written_.document.meta;
    const Document& told = has_meta ? back_ : whole_;
    document.meta = told.meta, document.date = told.date, document.lang = told.lang;
    if (document.date.empty() && document.meta == back_.meta) document.date = back_.date;
    if (document.lang.empty() && document.meta == back_.meta) document.lang = back_.lang;
    const bool has_tokens = carries_.tokens && carries_.text == Carries::Text::kWhole &&
                            back_.tokens != written_.document.tokens;
    document.tokens = has_tokens ? back_.tokens : whole_.tokens;
    document.token_features = has_tokens ? back_.token_features : whole_.token_features;
    const bool has_sentences = carries_.sentences && carries_.text == Carries::Text::kWhole &&
                               back_.sentences != written_.document.sentences;
    document.sentences = has_sentences ? back_.sentences : whole_.sentences;
    document.run = whole_.run;
  }

  /// Ours, but for those that were written and did not come back.
  void take_ours() {
    std::vector<bool> is_removed(whole_.mentions.size(), false);
    for (std::size_t i = 0; i < back_of_.size(); ++i)
      if (back_of_[i] == kNone) is_removed[written_.number_of[i]] = true;
    // A mention that was cut in parts is gone only with the last of them.
    for (std::size_t i = 0; i < back_of_.size(); ++i)
      if (back_of_[i] != kNone) is_removed[written_.number_of[i]] = false;
    place_of_ours_.assign(whole_.mentions.size(), kNone);
    for (std::size_t i = 0; i < whole_.mentions.size(); ++i) {
      if (is_removed[i]) {
        restored_.removed.push_back(whole_.mentions[i]);
        continue;
      }
      place_of_ours_[i] = next();
      restored_.document.mentions.push_back(whole_.mentions[i]);
      restored_.document.mentions.back().slots.clear();
    }
    place_of_back_.assign(back_.mentions.size(), kNone);
    for (std::size_t i = 0; i < back_.mentions.size(); ++i)
      if (written_of_[i] != kNone) take_changes(i);
  }

  std::uint32_t next() const {
    return static_cast<std::uint32_t>(restored_.document.mentions.size());
  }

  /// What the tool's user changed of a mention without moving it.
  void take_changes(std::size_t position) {
    const Mention& now = back_.mentions[position];
    const Mention& then = written_.document.mentions[written_of_[position]];
    place_of_back_[position] = place_of_ours_[written_.number_of[written_of_[position]]];
    Mention& mention = restored_.document.mentions[place_of_back_[position]];
    if (carries_.links != Carries::Links::kNone && now.link != then.link) {
      mention.link = now.link;
      mention.candidates.clear();
      mention.form = now.form;
    }
    if (carries_.features && now.features != then.features) mention.features = now.features;
    if (carries_.confidence && now.confidence != then.confidence)
      mention.confidence = now.confidence;
  }

  void take_new() {
    for (std::size_t i = 0; i < back_.mentions.size(); ++i) {
      if (written_of_[i] != kNone) continue;
      place_of_back_[i] = next();
      Mention mention = back_.mentions[i];
      mention.slots.clear();
      mention.span = to_whole(mention.span);
      restored_.document.mentions.push_back(std::move(mention));
    }
  }

  /// A span of the text that came back, in ours. Where only tokens were written, the same tokens
  /// are looked up before their text was joined.
  Span to_whole(Span span) const {
    if (carries_.text != Carries::Text::kTokens) return span;
    const std::vector<Span>& joined = written_.document.tokens;
    const std::vector<Span> tokens = cut_tokens();
    Span found{};
    for (std::size_t i = 0; i < joined.size() && i < tokens.size(); ++i) {
      if (joined[i].begin == span.begin) found.begin = tokens[i].begin;
      if (joined[i].end == span.end) found.end = tokens[i].end;
    }
    return found.begin < found.end ? found : Span{};
  }

  /// The tokens as they were written, in our text.
  std::vector<Span> cut_tokens() const {
    Carries carries = carries_;
    carries.text = Carries::Text::kWhole;
    Losses losses;
    return fit(whole_, carries, Flatten::kFlatFirst, losses).tokens;
  }

  // ---- slots and relations

  /// The fillers of a slot at their new places; nothing if none is left.
  static std::optional<Slot> moved(const Slot& slot, const std::vector<std::uint32_t>& place_of) {
    Slot result = slot;
    auto* fillers = std::get_if<0>(&result.value);
    if (fillers == nullptr) return result;
    const bool was_empty = fillers->empty();
    for (std::uint32_t& filler : *fillers) filler = place_of[filler];
    std::erase(*fillers, kNone);
    if (fillers->empty() && !was_empty) return std::nullopt;
    return result;
  }

  void add_slots(const std::vector<Slot>& slots, const std::vector<std::uint32_t>& place_of,
                 std::uint32_t place) {
    for (const Slot& slot : slots)
      if (auto kept = moved(slot, place_of))
        restored_.document.mentions[place].slots.push_back(*std::move(kept));
  }

  /// Whether the slots of a mention are as they were written.
  bool has_same_slots(std::size_t position) const {
    const auto places = [](const std::vector<Slot>& slots, const std::vector<Mention>& mentions) {
      std::set<std::tuple<std::string, Span, std::string>> found;
      for (const Slot& slot : slots) {
        if (const Span* span = std::get_if<Span>(&slot.value)) {
          found.emplace(slot.name, *span, std::string());
          continue;
        }
        for (const std::uint32_t filler : std::get<0>(slot.value))
          found.emplace(slot.name, mentions[filler].span, mentions[filler].label);
      }
      return found;
    };
    const auto& written = written_.document.mentions;
    return places(back_.mentions[position].slots, back_.mentions) ==
           places(written[written_of_[position]].slots, written);
  }

  void take_slots() {
    std::vector<bool> has_slots(next(), false);
    for (std::size_t i = 0; i < back_.mentions.size(); ++i) {
      const bool is_new = written_of_[i] == kNone;
      if (!is_new && (!carries_.slots || has_same_slots(i))) continue;
      has_slots[place_of_back_[i]] = true;
      add_slots(back_.mentions[i].slots, place_of_back_, place_of_back_[i]);
    }
    for (std::size_t i = 0; i < whole_.mentions.size(); ++i)
      if (place_of_ours_[i] != kNone && !has_slots[place_of_ours_[i]])
        add_slots(whole_.mentions[i].slots, place_of_ours_, place_of_ours_[i]);
  }

  std::string written_type(const std::string& type) const {
    return carries_.label ? carries_.label(type) : type;
  }

  void take_relations() {
    std::set<Arc> then, now;
    for (const Relation& relation : written_.document.relations)
      then.emplace(relation.type, place_of_ours_[written_.number_of[relation.from]],
                   place_of_ours_[written_.number_of[relation.to]]);
    for (const Relation& relation : back_.relations)
      now.emplace(relation.type, place_of_back_[relation.from], place_of_back_[relation.to]);
    std::set<Arc> ours;
    for (const Relation& relation : whole_.relations) {
      const std::uint32_t from = place_of_ours_[relation.from], to = place_of_ours_[relation.to];
      const Arc arc(written_type(relation.type), from, to);
      const bool was_removed = carries_.relations && then.contains(arc) && !now.contains(arc);
      if (from == kNone || to == kNone || was_removed) continue;
      ours.insert(arc);
      restored_.document.relations.push_back({relation.type, from, to, relation.by});
    }
    for (const Relation& relation : back_.relations) {
      const Arc arc(relation.type, place_of_back_[relation.from], place_of_back_[relation.to]);
      if (ours.insert(arc).second)
        restored_.document.relations.push_back(
            {relation.type, std::get<1>(arc), std::get<2>(arc), relation.by});
    }
  }

  const Document& whole_;
  const Document& back_;
  const Carries& carries_;
  Written written_;
  Restored restored_;
  std::vector<std::uint32_t> back_of_;        // of each that was written, the one that came back
  std::vector<std::uint32_t> written_of_;     // of each that came back, the one that was written
  std::vector<std::uint32_t> place_of_ours_;  // in the restored document
  std::vector<std::uint32_t> place_of_back_;
};

}  // namespace

Result<Restored> restore(const Document& whole, const Document& back, const Writing& writing) {
  Restoring restoring(whole, back, writing);
  if (restoring.is_same_text()) return restoring.run();
  Diagnostic diagnostic;
  diagnostic.code = "format/text-differs";
  diagnostic.file = back.id;
  diagnostic.message = "the text is not the one that was written: nothing can be put back";
  return diagnostic;
}

}  // namespace waymark::format
