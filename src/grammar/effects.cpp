// SPDX-License-Identifier: Apache-2.0
// Every effect can be repeated without changing more: marks merge, the first value of a slot stays,
// links narrow or favour once, relations are kept once. So `repeat` may find a match in every pass.
#include "grammar/effects.h"

#include <algorithm>
#include <utility>

namespace waymark::grammar {
namespace {

using match::Candidate;
using match::EntryChoice;

// A rule's favour weighs as much as one point of score, once.
constexpr float kFavour = 1.0f;

bool favour(EntryChoice& choice, std::uint32_t evidence) {
  if ((choice.evidence & evidence) == evidence) return false;
  choice.score += kFavour;
  choice.evidence |= evidence;
  return true;
}

// Keeps the choices for which `keep` says true, if there are any; says whether that changed
// anything.
template <class Keep>
bool narrow(Candidate& candidate, std::uint32_t evidence, Keep keep) {
  std::vector<EntryChoice> kept;
  for (const EntryChoice& choice : candidate.entries)
    if (keep(choice.entry)) kept.push_back(choice);
  if (kept.empty()) return false;
  for (EntryChoice& choice : kept) choice.evidence |= evidence;
  if (kept == candidate.entries) return false;
  candidate.entries = std::move(kept);
  return true;
}

template <class Prefer>
bool prefer(Candidate& candidate, std::uint32_t evidence, Prefer is_preferred) {
  const auto holds_for = [&](const EntryChoice& choice) { return is_preferred(choice.entry); };
  bool is_changed =
      !std::is_partitioned(candidate.entries.begin(), candidate.entries.end(), holds_for);
  const auto first_other =
      std::stable_partition(candidate.entries.begin(), candidate.entries.end(), holds_for);
  for (auto it = candidate.entries.begin(); it != first_other; ++it)
    is_changed = favour(*it, evidence) || is_changed;
  return is_changed;
}

bool has_value(const Candidate& candidate, NameId name) {
  return std::any_of(candidate.slots.begin(), candidate.slots.end(),
                     [&](const match::CandidateSlot& slot) { return slot.name == name; }) ||
         std::any_of(candidate.features.begin(), candidate.features.end(),
                     [&](const match::CandidateFeature& feature) { return feature.name == name; });
}

// The stretch from the first to the last bound of captures; nullopt if one is unmatched.
std::optional<Span> span_of(const Captured& captured, CaptureId from, CaptureId to) {
  std::optional<Span> first, last;
  for (const Bound& bound : captured.bounds) {
    if (bound.capture == from && !first) first = bound.span;
    if (bound.capture == to) last = bound.span;
  }
  if (!first || !last) return std::nullopt;
  return Span{std::min(first->begin, last->begin), std::max(first->end, last->end)};
}

}  // namespace

// Conditions of effects see the sentence of their match as those of patterns do.
Scene Effects::scene_of(const Match& match) {
  const auto begin_of = [&](const TokenRange& sentence) {
    return input_.tokens[sentence.begin].span.begin;
  };
  const auto after = std::partition_point(
      input_.sentences.begin(), input_.sentences.end(),
      [&](const TokenRange& sentence) { return begin_of(sentence) <= match.span.begin; });
  const TokenRange sentence = *(after - 1);
  const auto end = after == input_.sentences.end() ? static_cast<std::uint32_t>(input_.text.size())
                                                   : begin_of(*after);
  standing_.find_begun({begin_of(sentence), end}, around_);
  return {program_.engine(), program_.schema(), input_, set_, sentence, around_, document_};
}

const gazetteer::SlotType* Effects::slot_type(LabelId label, NameId name) const {
  if (label >= program_.schema().labels().size()) return nullptr;
  for (const gazetteer::SlotType& slot : program_.schema().label(label).slots)
    if (slot.name == program_.names()[name]) return &slot;
  return nullptr;
}

void Effects::note_change(std::uint32_t candidate) {
  const LabelId label = set_.candidates[candidate].label;
  if (label < changed_.size()) changed_[label] = 1;
}

// ---- marks ----

std::uint32_t Effects::mark_span(const MarkEffect& effect, Span span, AppliedMatch& applied) {
  const CompiledRule& rule = program_.engine().rules[applied.match.rule];
  std::uint32_t number = 0;
  if (const auto known = standing_.find(span, effect.label)) {
    number = *known;
  } else {
    Candidate candidate;
    candidate.span = span;
    candidate.label = effect.label;
    candidate.origin = match::Origin::kRule;
    candidate.rule = applied.match.rule;
    candidate.rank = rule.rank;
    number = standing_.add(std::move(candidate));
    ++added_;
    note_change(number);
    if (standing_.is_structured(number)) {
      for (std::uint32_t i = 0; i < applied.match.taken_by_find; ++i) {
        const std::uint32_t mention = applied.match.captured.taken[i].candidate;
        const bool is_captured =
            std::any_of(applied.match.captured.bounds.begin(), applied.match.captured.bounds.end(),
                        [i](const Bound& bound) { return bound.first <= i && i < bound.last; });
        if (is_captured && mention != number && span.contains(set_.candidates[mention].span))
          standing_.hold(number, mention);
      }
    }
  }
  standing_.vouch(number, applied.match.rule);
  applied.marks.push_back(number);
  return number;
}

void Effects::mark(AppliedMatch& applied) {
  const CompiledRule& rule = program_.engine().rules[applied.match.rule];
  Captured& captured = applied.match.captured;
  // Marks on captures first: the slots of a mark on the whole may be filled by them.
  for (const MarkEffect& effect : rule.marks) {
    if (effect.on != MarkEffect::On::kCapture) continue;
    for (std::size_t i = 0; i < captured.bounds.size(); ++i) {
      if (captured.bounds[i].capture != effect.from) continue;
      const std::uint32_t number = mark_span(effect, captured.bounds[i].span, applied);
      captured.bounds[i].first = static_cast<std::uint32_t>(captured.taken.size());
      captured.taken.push_back({number, nullptr});
      captured.bounds[i].last = static_cast<std::uint32_t>(captured.taken.size());
    }
  }
  for (const MarkEffect& effect : rule.marks) {
    if (effect.on == MarkEffect::On::kAll) mark_span(effect, applied.match.span, applied);
    if (effect.on != MarkEffect::On::kRange) continue;
    if (const auto span = span_of(captured, effect.from, effect.to))
      mark_span(effect, *span, applied);
  }
  for (const std::uint32_t number : applied.marks) fill_slots(applied, number);
}

void Effects::fill_slots(const AppliedMatch& applied, std::uint32_t mark) {
  const Captured& captured = applied.match.captured;
  const Span span = set_.candidates[mark].span;
  const LabelId label = set_.candidates[mark].label;
  if (!standing_.is_structured(mark)) return;
  const auto& types = program_.schema().label(label).slots;
  for (const gazetteer::SlotType& type : types) {
    const auto& names = program_.engine().captures;
    const auto name = std::find(names.begin(), names.end(), type.name);
    if (name == names.end()) continue;
    const Referent value = find_capture(captured, static_cast<CaptureId>(name - names.begin()));
    const bool is_inside = value.text && span.contains(*value.text) && *value.text != span;
    const auto slot = std::find(program_.names().begin(), program_.names().end(), type.name);
    if (is_inside)
      set_value(mark, static_cast<NameId>(slot - program_.names().begin()), SetValue(value));
  }
}

bool Effects::stands(const AppliedMatch& applied) const {
  return applied.marks.empty() ||
         std::any_of(applied.marks.begin(), applied.marks.end(),
                     [&](std::uint32_t mark) { return set_.candidates[mark].alive; });
}

// ---- values ----

void Effects::set_slot(std::uint32_t target, NameId name, const std::string& label,
                       const Referent& value) {
  std::vector<std::uint32_t> mentions;
  for (const Taken& mention : value.mentions) {
    const Candidate& candidate = set_.candidates[mention.candidate];
    const bool fits = label.empty() || (candidate.label < program_.schema().labels().size() &&
                                        program_.schema().label(candidate.label).name == label);
    const bool is_new =
        std::find(mentions.begin(), mentions.end(), mention.candidate) == mentions.end();
    if (fits && is_new && mention.candidate != target) mentions.push_back(mention.candidate);
  }
  if (mentions.empty() && (!label.empty() || !value.text)) return;
  match::CandidateSlot slot;
  slot.name = name;
  if (mentions.empty()) {
    slot.value = *value.text;
  } else {
    slot.value = std::move(mentions);
  }
  set_.candidates[target].slots.push_back(std::move(slot));
  ++added_;
  note_change(target);
}

void Effects::set_value(std::uint32_t target, NameId name, const SetValue& value) {
  Candidate& candidate = set_.candidates[target];
  if (has_value(candidate, name)) return;
  if (const auto* referent = std::get_if<Referent>(&value)) {
    if (referent->empty()) return;
    if (const gazetteer::SlotType* type = slot_type(candidate.label, name))
      return set_slot(target, name, type->label, *referent);
    const Span span = referent->text ? *referent->text
                                     : set_.candidates[referent->mentions.front().candidate].span;
    candidate.features.push_back({name, surface_text(input_.text, span)});
  } else {
    candidate.features.push_back({name, std::get<FeatureValue>(value)});
  }
  ++added_;
  note_change(target);
}

// ---- links ----

void Effects::narrow_by_filters(const Match& match) {
  const bool has_filter = std::any_of(match.captured.taken.begin(), match.captured.taken.end(),
                                      [](const Taken& taken) { return taken.filter != nullptr; });
  if (!has_filter) return;
  const Scene here = scene_of(match);
  for (const Bound& bound : match.captured.bounds) {
    for (std::uint32_t i = bound.first; i < bound.last; ++i) {
      const Taken& taken = match.captured.taken[i];
      if (taken.filter == nullptr) continue;
      const bool is_narrower = narrow(set_.candidates[taken.candidate], 0, [&](EntryId entry) {
        return passes(here, *taken.filter, taken.candidate, entry);
      });
      if (is_narrower) note_change(taken.candidate);
    }
  }
}

void Effects::link_within(const Referent& inner, const Referent& outer) {
  const gazetteer::Catalog& catalog = input_.catalog;
  const auto any_outer = [&](auto&& holds_for) {
    return std::any_of(outer.mentions.begin(), outer.mentions.end(), [&](const Taken& mention) {
      const auto& entries = set_.candidates[mention.candidate].entries;
      return std::any_of(entries.begin(), entries.end(),
                         [&](const EntryChoice& choice) { return holds_for(choice.entry); });
    });
  };
  constexpr std::uint32_t kEvidence = match::kByContainment | match::kByRule;
  for (const Taken& mention : inner.mentions) {
    Candidate& candidate = set_.candidates[mention.candidate];
    const auto lies_deeper = [&](EntryId entry) {
      return any_outer(
          [&](EntryId around) { return around != entry && catalog.lies_in(entry, around); });
    };
    const bool has_deeper =
        std::any_of(candidate.entries.begin(), candidate.entries.end(),
                    [&](const EntryChoice& choice) { return lies_deeper(choice.entry); });
    if (!has_deeper) continue;
    if (narrow(candidate, kEvidence, lies_deeper)) note_change(mention.candidate);
    for (const Taken& around : outer.mentions) {
      const bool is_new = prefer(set_.candidates[around.candidate], kEvidence, [&](EntryId entry) {
        return std::any_of(candidate.entries.begin(), candidate.entries.end(),
                           [&](const EntryChoice& choice) {
                             return choice.entry != entry && catalog.lies_in(choice.entry, entry);
                           });
      });
      if (is_new) note_change(around.candidate);
    }
  }
}

// The entries come from a mention that the text has, so that nothing is invented.
void Effects::link_as(const Referent& subject, const Referent& model) {
  if (model.mentions.empty()) return;
  const Candidate like = set_.candidates[model.mentions.front().candidate];
  for (const Taken& mention : subject.mentions) {
    Candidate& candidate = set_.candidates[mention.candidate];
    if (mention.candidate == model.mentions.front().candidate) continue;
    if (!candidate.entries.empty()) {
      const bool is_narrower = narrow(candidate, match::kByRule, [&](EntryId entry) {
        return std::any_of(like.entries.begin(), like.entries.end(),
                           [&](const EntryChoice& choice) { return choice.entry == entry; });
      });
      if (is_narrower) note_change(mention.candidate);
      continue;
    }
    if (!like.entries.empty() || candidate.no_link != like.no_link) note_change(mention.candidate);
    set_.give_entries(mention.candidate, like.entries);
    for (EntryChoice& choice : candidate.entries) choice.evidence |= match::kByRule;
    candidate.no_link = like.no_link;
  }
}

void Effects::link(const LinkStep& step, const Match& match, const Standpoint& from) {
  const Referent subject = find_capture(match.captured, step.capture);
  const Referent outer = find_capture(match.captured, step.outer);
  if (step.how == LinkStep::How::kWithin) return link_within(subject, outer);
  if (step.how == LinkStep::How::kAs) return link_as(subject, outer);
  const Scene here = scene_of(match);
  for (const Taken& mention : subject.mentions) {
    Candidate& candidate = set_.candidates[mention.candidate];
    Standpoint on_mention = from;
    on_mention.candidate = mention.candidate;
    on_mention.filter = mention.filter;
    on_mention.span = candidate.span;
    const auto fulfils = [&](EntryId entry) {
      on_mention.entry = entry;
      return holds(here, step.condition, on_mention);
    };
    bool is_changed = false;
    switch (step.how) {
      case LinkStep::How::kBy:
        is_changed = narrow(candidate, match::kByRule, fulfils);
        break;
      case LinkStep::How::kPrefer:
        is_changed = prefer(candidate, match::kByRule, fulfils);
        break;
      case LinkStep::How::kToNone:
        is_changed = !std::exchange(candidate.no_link, true);
        break;
      case LinkStep::How::kToEntry:
        is_changed =
            narrow(candidate, match::kByRule, [&](EntryId entry) { return entry == step.entry; });
        break;
      case LinkStep::How::kWithin:
      case LinkStep::How::kAs:
        break;
    }
    if (is_changed) note_change(mention.candidate);
  }
}

// ---- relations ----

void Effects::relate(const RelateEffect& effect, const Match& match) {
  const Referent from = find_capture(match.captured, effect.from);
  const Referent to = find_capture(match.captured, effect.to);
  for (const Taken& a : from.mentions)
    for (const Taken& b : to.mentions)
      if (a.candidate != b.candidate)
        set_.relations.push_back({effect.type, a.candidate, b.candidate, match.rule});
}

void Effects::apply(const AppliedMatch& applied) {
  const Match& match = applied.match;
  const CompiledRule& rule = program_.engine().rules[match.rule];
  narrow_by_filters(match);
  Standpoint from;
  from.captured = &match.captured;
  from.rule = &rule;
  from.span = match.span;
  // A value asks nothing of the sentence.
  const Scene here{program_.engine(), program_.schema(), input_, set_, TokenRange{}, {}, document_};
  for (const SetEffect& effect : rule.sets) {
    const auto value = evaluate(here, effect.value, from);
    if (!value) continue;
    if (effect.capture == kNoCapture) {
      for (const std::uint32_t mark : applied.marks) set_value(mark, effect.name, *value);
    } else {
      for (const Taken& mention : find_capture(match.captured, effect.capture).mentions)
        set_value(mention.candidate, effect.name, *value);
    }
  }
  for (const LinkStep& step : rule.links) link(step, match, from);
  for (const RelateEffect& effect : rule.relations) relate(effect, match);
}

void Effects::veto(const Match& match) {
  const auto& captured = match.captured;
  if (captured.bounds.empty()) {
    for (std::uint32_t i = 0; i < match.taken_by_find; ++i)
      standing_.kill(captured.taken[i].candidate, match::Ground::kVeto, match.rule);
    return;
  }
  for (const Bound& bound : captured.bounds)
    for (std::uint32_t i = bound.first; i < bound.last; ++i)
      standing_.kill(captured.taken[i].candidate, match::Ground::kVeto, match.rule);
}

}  // namespace waymark::grammar
