// SPDX-License-Identifier: Apache-2.0
// Judges conditions. A mention can be several entries: asked of a mention, a comparison holds if
// any entry that the match keeps fulfils it; asked entry by entry, it looks at that one alone.
#include <algorithm>
#include <cstdlib>

#include "grammar/scene.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

using match::Candidate;

bool is_in_list(const Scene& scene, ListId list, const std::string& folded) {
  return scene.engine.lists[list].values.count(folded) != 0;
}

bool text_is(const Scene& scene, std::string_view text, const Operand& operand) {
  const std::string folded = text::fold(text);
  if (operand.list && is_in_list(scene, *operand.list, folded)) return true;
  return folded == operand.folded;
}

// The number that a text is: digits with commas between, a point.
std::optional<double> to_number(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c != ',') digits += c;
  if (digits.empty() || digits.size() > 32 ||
      !std::all_of(digits.begin(), digits.end(),
                   [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '-'; }))
    return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(digits.c_str(), &end);
  if (end != digits.c_str() + digits.size()) return std::nullopt;
  return number;
}

const FeatureValue* find_feature(const Candidate& candidate, NameId name) {
  for (const match::CandidateFeature& feature : candidate.features)
    if (feature.name == name) return &feature.value;
  return nullptr;
}

bool feature_is(const Scene& scene, const FeatureValue& value, const Operand& operand) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    const auto number = operand.number ? to_number(*text) : std::nullopt;
    return (number && *number == *operand.number) || text_is(scene, *text, operand);
  }
  if (const auto* number = std::get_if<double>(&value)) return operand.number == *number;
  return operand.folded == (std::get<bool>(value) ? "true" : "false");
}

bool entry_is(const Scene& scene, EntryId entry, Property property, const Operand& operand) {
  const gazetteer::Catalog& catalog = scene.input.catalog;
  switch (property) {
    case Property::kBare:
      return operand.entry == entry || (operand.kind && operand.kind == catalog.kind(entry));
    case Property::kEntry:
      return operand.entry == entry;
    case Property::kKind:
      return operand.kind && operand.kind == catalog.kind(entry);
    case Property::kName:
      return text_is(scene, catalog.entry(entry).name, operand);
    case Property::kKo:
      return text_is(scene, catalog.entry(entry).ko, operand);
    default:
      return false;
  }
}

bool is_of_entries(Property property) {
  return property != Property::kText && property != Property::kLabel &&
         property != Property::kNamed;
}

// Calls visit(entry) for the entries of a mention that count, until it says true.
template <class Visit>
bool any_entry(const Scene& scene, const Taken& mention, std::optional<EntryId> only, Visit visit) {
  if (only) return *only != gazetteer::kNoEntry && visit(*only);
  const auto& entries = candidate_of(scene, mention).entries;
  return std::any_of(entries.begin(), entries.end(), [&](const match::EntryChoice& choice) {
    return (mention.filter == nullptr ||
            passes(scene, *mention.filter, mention.candidate, choice.entry)) &&
           visit(choice.entry);
  });
}

// The single entry that a test is about, if its subject is the mention it stands on.
std::optional<EntryId> only_entry(const Subject& subject, const Standpoint& from) {
  const bool is_own = subject.capture == kNoCapture && subject.slots.empty();
  return is_own ? from.entry : std::nullopt;
}

bool share_entry(const Scene& scene, const Taken& a, const Taken& b, std::optional<EntryId> only) {
  return any_entry(scene, a, only, [&](EntryId entry) {
    return any_entry(scene, b, std::nullopt, [&](EntryId other) { return other == entry; });
  });
}

bool is_same(const Scene& scene, const Referent& left, const Referent& right,
             std::optional<EntryId> only) {
  if (left.empty() || right.empty()) return false;
  for (const Taken& a : left.mentions)
    for (const Taken& b : right.mentions)
      if (a.candidate == b.candidate || share_entry(scene, a, b, only)) return true;
  const auto is_linked = [&](const Referent& one) {
    return !one.mentions.empty() && !candidate_of(scene, one.mentions.front()).entries.empty();
  };
  if (is_linked(left) && is_linked(right)) return false;
  return text::folds_equal(surface_text(scene.input.text, span_of(scene, left)),
                           surface_text(scene.input.text, span_of(scene, right)));
}

bool surface_is(const Scene& scene, Span span, const Operand& operand) {
  const std::string text = surface_text(scene.input.text, span);
  if (operand.number) return to_number(text) == operand.number;
  return text_is(scene, text, operand);
}

// What came with the document under that name; null if nothing did.
const TokenFeature* find_token_feature(const Scene& scene, std::string_view name) {
  if (scene.input.token_features == nullptr) return nullptr;
  for (const TokenFeature& feature : *scene.input.token_features)
    if (feature.name == name) return &feature;
  return nullptr;
}

// Whether any token that lies in the span has a value of that name for which holds(value).
template <class Holds>
bool any_token_value(const Scene& scene, Span span, std::string_view name, Holds holds) {
  const TokenFeature* feature = find_token_feature(scene, name);
  if (feature == nullptr) return false;
  const auto& tokens = scene.input.tokens;
  const auto first =
      std::lower_bound(tokens.begin(), tokens.end(), span.begin,
                       [](const text::Token& t, std::uint32_t at) { return t.span.begin < at; });
  for (auto at = first; at != tokens.end() && at->span.end <= span.end; ++at) {
    const auto position = static_cast<std::size_t>(at - tokens.begin());
    if (position < feature->values.size() && holds(feature->values[position])) return true;
  }
  return false;
}

bool slot_is(const Scene& scene, const Referent& slot, const Operand& operand);

bool mention_is(const Scene& scene, const Taken& mention, const Subject& subject,
                const Operand& operand, std::optional<EntryId> only) {
  if (is_of_entries(subject.property) && any_entry(scene, mention, only, [&](EntryId entry) {
        return entry_is(scene, entry, subject.property, operand);
      }))
    return true;
  const Candidate& candidate = candidate_of(scene, mention);
  switch (subject.property) {
    case Property::kBare:
      if (operand.label || operand.kind || operand.entry || operand.is_unknown_entry)
        return operand.label == candidate.label;
      return surface_is(scene, candidate.span, operand);
    case Property::kLabel:
      return operand.label == candidate.label;
    case Property::kText:
      return surface_is(scene, candidate.span, operand);
    case Property::kNamed: {
      const FeatureValue* feature = find_feature(candidate, subject.name);
      return feature != nullptr && feature_is(scene, *feature, operand);
    }
    default:
      return false;
  }
}

bool slot_is(const Scene& scene, const Referent& slot, const Operand& operand) {
  const Subject bare;
  if (slot.mentions.empty()) return slot.text && surface_is(scene, *slot.text, operand);
  return std::any_of(slot.mentions.begin(), slot.mentions.end(), [&](const Taken& mention) {
    return mention_is(scene, mention, bare, operand, std::nullopt);
  });
}

bool is(const Scene& scene, const Referent& left, const Subject& subject, const Operand& operand,
        const Standpoint& from) {
  if (operand.is_unknown_entry || left.empty()) return false;
  if (subject.property == Property::kNamed &&
      any_token_value(scene, span_of(scene, left), subject.word, [&](const std::string& value) {
        return !value.empty() && text_is(scene, value, operand);
      }))
    return true;
  if (operand.path) {
    const Referent& referent =
        subject.property == Property::kNamed ? find_slot(scene, left, subject.name) : left;
    return is_same(scene, referent, follow(scene, *operand.path, from), only_entry(subject, from));
  }
  if (left.mentions.empty()) {
    const bool is_text = subject.property == Property::kBare || subject.property == Property::kText;
    return is_text && surface_is(scene, *left.text, operand);
  }
  if (subject.property == Property::kText && left.text)
    return surface_is(scene, *left.text, operand);
  for (const Taken& mention : left.mentions)
    if (mention_is(scene, mention, subject, operand, only_entry(subject, from))) return true;
  return subject.property == Property::kNamed &&
         slot_is(scene, find_slot(scene, left, subject.name), operand);
}

bool lies_in(const Scene& scene, const Referent& left, const Subject& subject, EntryId outer,
             const Standpoint& from) {
  const Referent slot =
      subject.property == Property::kNamed ? find_slot(scene, left, subject.name) : Referent{};
  const Referent& subject_of = subject.property == Property::kNamed ? slot : left;
  return std::any_of(
      subject_of.mentions.begin(), subject_of.mentions.end(), [&](const Taken& mention) {
        return any_entry(scene, mention, only_entry(subject, from),
                         [&](EntryId entry) { return scene.input.catalog.lies_in(entry, outer); });
      });
}

// What a path leads to, where its last name may be a slot.
Referent follow_to_slot(const Scene& scene, const Subject& subject, const Standpoint& from) {
  const Referent referent = follow(scene, subject, from);
  return subject.property == Property::kNamed ? find_slot(scene, referent, subject.name) : referent;
}

bool lies_within(const Scene& scene, const CompiledTest& test, const Standpoint& from) {
  if (!test.right.front().path) return false;
  const Referent inner = follow_to_slot(scene, test.subject, from);
  const Referent outer = follow_to_slot(scene, *test.right.front().path, from);
  const auto lies_in_one_of = [&](EntryId entry, const Taken& around) {
    return any_entry(scene, around, std::nullopt, [&](EntryId other) {
      return entry != other && scene.input.catalog.lies_in(entry, other);
    });
  };
  return std::any_of(inner.mentions.begin(), inner.mentions.end(), [&](const Taken& mention) {
    return any_entry(scene, mention, only_entry(test.subject, from), [&](EntryId entry) {
      return std::any_of(outer.mentions.begin(), outer.mentions.end(),
                         [&](const Taken& around) { return lies_in_one_of(entry, around); });
    });
  });
}

bool is_any(const Scene& scene, const CompiledTest& test, const Standpoint& from) {
  const Referent left = follow(scene, test.subject, from);
  return std::any_of(test.right.begin(), test.right.end(), [&](const Operand& operand) {
    if (test.what == CompiledTest::What::kIn && operand.entry)
      return lies_in(scene, left, test.subject, *operand.entry, from);
    return is(scene, left, test.subject, operand, from);
  });
}

// ---- numbers ----

std::optional<double> number_of(const Scene& scene, const Subject& subject,
                                const Standpoint& from) {
  const Referent referent = follow(scene, subject, from);
  if (referent.empty()) return std::nullopt;
  if (subject.property != Property::kNamed)
    return to_number(surface_text(scene.input.text, span_of(scene, referent)));
  for (const Taken& mention : referent.mentions) {
    const FeatureValue* value = find_feature(candidate_of(scene, mention), subject.name);
    if (value == nullptr) continue;
    if (const auto* number = std::get_if<double>(value)) return *number;
    if (const auto* text = std::get_if<std::string>(value)) return to_number(*text);
  }
  const Referent slot = find_slot(scene, referent, subject.name);
  if (slot.empty()) return std::nullopt;
  return to_number(surface_text(scene.input.text, span_of(scene, slot)));
}

bool compares(const Scene& scene, const CompiledTest& test, const Standpoint& from) {
  const auto left = number_of(scene, test.subject, from);
  if (!left) return false;
  return std::any_of(test.right.begin(), test.right.end(), [&](const Operand& operand) {
    const auto right = operand.path ? number_of(scene, *operand.path, from) : operand.number;
    if (!right) return false;
    switch (test.what) {
      case CompiledTest::What::kLess:
        return *left < *right;
      case CompiledTest::What::kLessEqual:
        return *left <= *right;
      case CompiledTest::What::kGreater:
        return *left > *right;
      default:
        return *left >= *right;
    }
  });
}

// ---- the rest ----

bool has(const Scene& scene, const CompiledTest& test, const Standpoint& from) {
  const Referent referent = follow(scene, test.subject, from);
  const auto any_of_entries = [&](auto&& holds_for) {
    return std::any_of(
        referent.mentions.begin(), referent.mentions.end(), [&](const Taken& mention) {
          return !candidate_of(scene, mention).no_link &&
                 any_entry(scene, mention, only_entry(test.subject, from), holds_for);
        });
  };
  const gazetteer::Catalog& catalog = scene.input.catalog;
  switch (test.subject.property) {
    case Property::kBare:
    case Property::kText:
      return !referent.empty();
    case Property::kLabel:
      return !referent.mentions.empty();
    case Property::kEntry:
    case Property::kName:
      return any_of_entries([](EntryId) { return true; });
    case Property::kKind:
      return any_of_entries(
          [&](EntryId entry) { return catalog.kind(entry) != gazetteer::kNoKind; });
    case Property::kKo:
      return any_of_entries([&](EntryId entry) { return !catalog.entry(entry).ko.empty(); });
    case Property::kNamed:
      return !find_slot(scene, referent, test.subject.name).empty() ||
             std::any_of(referent.mentions.begin(), referent.mentions.end(),
                         [&](const Taken& mention) {
                           return find_feature(candidate_of(scene, mention), test.subject.name) !=
                                  nullptr;
                         }) ||
             (!referent.empty() &&
              any_token_value(scene, span_of(scene, referent), test.subject.word,
                              [](const std::string& value) { return !value.empty(); }));
  }
  return false;
}

bool stands_inside(const Scene& scene, const CompiledTest& test, const Standpoint& from) {
  const Referent referent = follow(scene, test.subject, from);
  if (referent.empty()) return false;
  const Span span = span_of(scene, referent);
  const bool is_mention = !referent.mentions.empty();
  return std::any_of(scene.standing.begin(), scene.standing.end(), [&](std::uint32_t number) {
    const Candidate& other = scene.set.candidates[number];
    return other.alive && other.label == test.label && other.span.contains(span) &&
           (!is_mention || other.span != span);
  });
}

bool contains(const Scene& scene, const CompiledTest& test, const Standpoint& from) {
  const Referent referent = follow(scene, test.subject, from);
  if (referent.empty()) return false;
  const Span span = span_of(scene, referent);
  return std::any_of(scene.standing.begin(), scene.standing.end(), [&](std::uint32_t number) {
    const Candidate& other = scene.set.candidates[number];
    const bool is_itself = std::any_of(
        referent.mentions.begin(), referent.mentions.end(),
        [&](const Taken& mention) { return mention.candidate == number && other.span == span; });
    return other.alive && other.label == test.label && span.contains(other.span) && !is_itself;
  });
}

bool stands_at(const Scene& scene, const std::vector<std::uint64_t>& words, std::size_t token) {
  if (token + words.size() > scene.sentence.end) return false;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (scene.input.tokens[token + i].hash != words[i]) return false;
  return true;
}

// Whether one of the words of a test stands at a token, before another one, not across `own`.
bool is_word_at(const Scene& scene, const CompiledTest& test, std::size_t token, std::size_t end,
                TokenRange own) {
  const std::uint64_t hash = scene.input.tokens[token].hash;
  const auto mask = static_cast<std::uint32_t>(test.first_bits.size() - 1);
  if (!may_hold(test.first_bits.data(), mask, hash)) return false;
  auto words = std::lower_bound(test.words.begin(), test.words.end(), hash,
                                [](const auto& one, std::uint64_t it) { return one.front() < it; });
  for (; words != test.words.end() && words->front() == hash; ++words) {
    const std::size_t behind = token + words->size();
    const bool is_own = token < own.end && own.begin < behind;
    if (!is_own && behind <= end && stands_at(scene, *words, token)) return true;
  }
  return false;
}

bool is_near(const Scene& scene, const CompiledTest& test, const Standpoint& from) {
  const Referent referent = follow(scene, test.subject, from);
  if (referent.empty()) return false;
  const Span span = span_of(scene, referent);
  const auto& tokens = scene.input.tokens;
  const auto begin = tokens.begin() + scene.sentence.begin,
             end = tokens.begin() + scene.sentence.end;
  const auto first = std::partition_point(
      begin, end, [&](const text::Token& token) { return token.span.end <= span.begin; });
  const auto after = std::partition_point(
      first, end, [&](const text::Token& token) { return token.span.begin < span.end; });
  const auto distance = static_cast<std::ptrdiff_t>(test.distance);
  const auto low = first - begin > distance ? first - distance : begin;
  const auto high = end - after > distance ? after + distance : end;
  const auto number = [&](auto token) {
    return static_cast<std::uint32_t>(token - tokens.begin());
  };
  for (std::uint32_t at = number(low); at < number(high); ++at)
    if (is_word_at(scene, test, at, number(high), {number(first), number(after)})) return true;
  return false;
}

}  // namespace

bool holds(const Scene& scene, const CompiledTest& test, const Standpoint& from) {
  using What = CompiledTest::What;
  const auto part_holds = [&](const CompiledTest& part) { return holds(scene, part, from); };
  switch (test.what) {
    case What::kIs:
    case What::kIn:
      return is_any(scene, test, from);
    case What::kLess:
    case What::kLessEqual:
    case What::kGreater:
    case What::kGreaterEqual:
      return compares(scene, test, from);
    case What::kWithin:
      return lies_within(scene, test, from);
    case What::kHas:
      return has(scene, test, from);
    case What::kInside:
      return stands_inside(scene, test, from);
    case What::kContains:
      return contains(scene, test, from);
    case What::kDocumentHas:
      return test.entry != gazetteer::kNoEntry && scene.document.has(scene.set, test.entry);
    case What::kNear:
      return is_near(scene, test, from);
    case What::kNot:
      return !part_holds(test.parts.front());
    case What::kAnd:
      return std::all_of(test.parts.begin(), test.parts.end(), part_holds);
    case What::kOr:
      return std::any_of(test.parts.begin(), test.parts.end(), part_holds);
  }
  return false;
}

bool passes(const Scene& scene, const LabelFilter& filter, std::uint32_t candidate, EntryId entry) {
  if (filter.is_unknown_entry) return false;
  if (filter.entry != gazetteer::kNoEntry && filter.entry != entry) return false;
  if (!filter.condition) return true;
  Standpoint from;
  from.span = scene.set.candidates[candidate].span;
  from.candidate = candidate;
  from.entry = entry;
  return holds(scene, *filter.condition, from);
}

bool passes(const Scene& scene, const LabelFilter& filter, std::uint32_t candidate) {
  const auto& entries = scene.set.candidates[candidate].entries;
  if (entries.empty()) return passes(scene, filter, candidate, gazetteer::kNoEntry);
  return std::any_of(entries.begin(), entries.end(), [&](const match::EntryChoice& choice) {
    return passes(scene, filter, candidate, choice.entry);
  });
}

}  // namespace waymark::grammar
