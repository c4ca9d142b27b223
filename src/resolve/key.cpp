// SPDX-License-Identifier: Apache-2.0
// A key is read off the slots, never off the words between them, so that "head of the MSS office in
// Musan" and "Musan MSS office chief" differ only where they mean different things.
#include "resolve/key.h"

#include <algorithm>

#include "text/normal_form.h"

namespace waymark::resolve {
namespace {

using match::Candidate;
using match::CandidateSlot;

const CandidateSlot* find_slot(const Context& context, const Candidate& candidate,
                               std::string_view name) {
  for (const CandidateSlot& slot : candidate.slots)
    if (context.names[slot.name] == name) return &slot;
  return nullptr;
}

/// Collects the parts of one key.
class Key {
 public:
  Key(const Context& context, const match::CandidateSet& set, std::string_view text)
      : context_(context), set_(set), text_(text) {}

  std::string make(const Candidate& whole) {
    whole_ = whole.span;
    add_slots(whole);
    return std::move(key_);
  }

 private:
  void add_slots(const Candidate& candidate) {
    for (const gazetteer::SlotType& type : context_.schema.label(candidate.label).slots) {
      const CandidateSlot* slot = find_slot(context_, candidate, type.name);
      if (slot == nullptr) continue;
      if (const auto* span = std::get_if<Span>(&slot->value)) {
        add(text::fold(text_.substr(span->begin, span->byte_size())));
        continue;
      }
      for (const std::uint32_t number : std::get<std::vector<std::uint32_t>>(slot->value))
        add_value(set_.candidates[number]);
    }
  }

  void add_value(const Candidate& value) {
    if (!value.alive || !whole_.contains(value.span)) return;
    if (context_.schema.label(value.label).structured) {
      add_texts(value);
    } else if (!value.entries.empty() && !value.no_link) {
      add(context_.catalog.entry(value.entries.front().entry).id);
    } else {
      add(text::fold(text_.substr(value.span.begin, value.span.byte_size())));
    }
  }

  /// Of an inner structured mention only its words: what it links to is handed up to the outer one.
  void add_texts(const Candidate& inner) {
    for (const CandidateSlot& slot : inner.slots)
      if (const auto* span = std::get_if<Span>(&slot.value))
        add(text::fold(text_.substr(span->begin, span->byte_size())));
  }

  void add(std::string_view part) {
    if (!key_.empty()) key_ += '|';
    key_ += part;
  }

  const Context& context_;
  const match::CandidateSet& set_;
  std::string_view text_;
  Span whole_;
  std::string key_;
};

}  // namespace

std::string make_key(const Context& context, const match::CandidateSet& set,
                     const Candidate& candidate, std::string_view text) {
  if (!context.schema.label(candidate.label).structured) return {};
  return Key(context, set, text).make(candidate);
}

}  // namespace waymark::resolve
