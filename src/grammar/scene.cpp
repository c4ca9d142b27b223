// SPDX-License-Identifier: Apache-2.0
// Captures are few, so that they are looked through one by one.
#include "grammar/scene.h"

#include <algorithm>
#include <variant>

namespace waymark::grammar {
namespace {

void append(std::vector<Bound>& bounds, std::vector<Taken>& taken,
            const std::vector<Bound>& more_bounds, const std::vector<Taken>& more_taken) {
  const auto shift = static_cast<std::uint32_t>(taken.size());
  for (Bound bound : more_bounds) {
    bound.first += shift;
    bound.last += shift;
    bounds.push_back(bound);
  }
  taken.insert(taken.end(), more_taken.begin(), more_taken.end());
}

}  // namespace

void Captured::add_ahead(const Captured& ahead) {
  append(ahead_bounds, ahead_taken, ahead.bounds, ahead.taken);
  append(ahead_bounds, ahead_taken, ahead.ahead_bounds, ahead.ahead_taken);
}

void Captured::join_ahead() {
  append(bounds, taken, ahead_bounds, ahead_taken);
  ahead_bounds.clear();
  ahead_taken.clear();
}

bool DocumentEntries::has(const match::CandidateSet& set, EntryId entry) {
  for (const auto& [known, answer] : known_)
    if (known == entry) return answer;
  const bool answer = std::any_of(
      set.candidates.begin(), set.candidates.end(), [&](const match::Candidate& candidate) {
        return candidate.alive && !candidate.no_link &&
               std::any_of(candidate.entries.begin(), candidate.entries.end(),
                           [&](const match::EntryChoice& choice) { return choice.entry == entry; });
      });
  known_.emplace_back(entry, answer);
  return answer;
}

Referent find_capture(const Captured& captured, CaptureId capture) {
  Referent found;
  for (const Bound& bound : captured.bounds) {
    if (bound.capture != capture) continue;
    if (!found.text) found.text = bound.span;
    for (std::uint32_t i = bound.first; i < bound.last; ++i)
      found.mentions.push_back(captured.taken[i]);
  }
  return found;
}

Referent content_of(const match::CandidateSlot& slot) {
  Referent content;
  if (const Span* span = std::get_if<Span>(&slot.value)) {
    content.text = *span;
  } else {
    for (const std::uint32_t candidate : std::get<0>(slot.value))
      content.mentions.push_back({candidate, nullptr});
  }
  return content;
}

Referent find_slot(const Scene& scene, const Referent& referent, NameId name) {
  for (const Taken& mention : referent.mentions)
    for (const match::CandidateSlot& slot : candidate_of(scene, mention).slots)
      if (slot.name == name) return content_of(slot);
  return {};
}

Referent follow(const Scene& scene, const Subject& subject, const Standpoint& from) {
  Referent referent;
  if (subject.capture != kNoCapture) {
    if (from.captured != nullptr) referent = find_capture(*from.captured, subject.capture);
  } else {
    referent.text = from.span;
    if (from.candidate != match::kNone) referent.mentions.push_back({from.candidate, from.filter});
  }
  for (const NameId slot : subject.slots) referent = find_slot(scene, referent, slot);
  return referent;
}

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::string surface_text(std::string_view text, Span span) {
  std::string surface;
  surface.reserve(span.byte_size());
  for (const char c : text.substr(span.begin, span.byte_size())) {
    if (!is_space(c)) {
      surface += c;
    } else if (!surface.empty() && surface.back() != ' ') {
      surface += ' ';
    }
  }
  return surface;
}

}  // namespace waymark::grammar
