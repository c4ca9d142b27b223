// SPDX-License-Identifier: Apache-2.0
// One pass over the tokens looks up each token's hash among the first tokens of the defined forms;
// Hangul forms are looked up as the begin of a token whose rest is particles. A part of a name,
// such as a surname, may be several names' part: then who was named most often so far is meant.
#include "grammar/definitions.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "grammar/engine.h"
#include "grammar/scene.h"
#include "grammar/token_class.h"
#include "grammar/word_table.h"
#include "text/normal_form.h"
#include "text/particles.h"
#include "text/syllables.h"
#include "text/token.h"

namespace waymark::grammar {
namespace {

using match::Candidate;
using match::EntryChoice;

constexpr float kTrust = 0.9f;              // of what a document says of itself
constexpr std::ptrdiff_t kMostRivals = 32;  // names that are weighed for one occurrence

std::size_t first_token_at(const Input& input, std::uint32_t byte) {
  const auto found =
      std::partition_point(input.tokens.begin(), input.tokens.end(),
                           [&](const text::Token& token) { return token.span.end <= byte; });
  return static_cast<std::size_t>(found - input.tokens.begin());
}

std::string_view bytes_of(const Input& input, Span span) {
  return input.text.substr(span.begin, span.byte_size());
}

bool is_acronym(std::string_view text) {
  const auto capitals =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals >= 2 &&
         std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Whether two candidates are the same thing: by their first entry, else by their text.
bool is_same(const Input& input, const Candidate& a, const Candidate& b) {
  if (a.entries.empty() != b.entries.empty()) return false;
  if (!a.entries.empty()) return a.entries.front().entry == b.entries.front().entry;
  return text::fold(bytes_of(input, a.span)) == text::fold(bytes_of(input, b.span));
}

// Forms of mentions stand beside those of tokens, and this tells them apart.
std::string mention_key(const Input& input, Span span) {
  return '\t' + text::fold(surface_text(input.text, span));
}

// The entries of a meaning, as what a candidate with these choices then has.
std::vector<EntryChoice> defined_entries(const Candidate& meaning, const Candidate& candidate) {
  std::vector<EntryChoice> defined;
  for (const EntryChoice& choice : meaning.entries) {
    const auto known =
        std::find_if(candidate.entries.begin(), candidate.entries.end(),
                     [&](const EntryChoice& it) { return it.entry == choice.entry; });
    EntryChoice kept{choice.entry, gazetteer::kNoForm, choice.score, choice.evidence};
    if (known != candidate.entries.end()) kept = *known;
    kept.evidence |= match::kByDefinition;
    defined.push_back(kept);
  }
  return defined;
}

bool is_with_particles(std::string_view token, std::string_view word) {
  return token.starts_with(word) &&
         (token.size() == word.size() || text::is_particle_run(token.substr(word.size())));
}

}  // namespace

void Definitions::clear() {
  has_mention_forms_ = knows_paragraphs_ = false;
  related_.clear();
  forms_.clear();
  by_first_.clear();
  first_bits_.fill(0);
  by_key_.clear();
  hangul_sizes_.clear();
  has_news_ = false;
}

// A form as it is looked for, and what tells it from others; nothing if it is no run of tokens.
std::optional<Definitions::Form> Definitions::form_of(const Input& input,
                                                      const Definition& definition,
                                                      std::string& key) {
  Form form;
  const Span span = definition.form;
  const std::string_view bytes = bytes_of(input, span);
  if (definition.only_mentions) {
    key = mention_key(input, span);
    return form;
  }
  if (text::is_syllables(bytes)) {
    form.hangul = key = bytes;
    return form;
  }
  std::size_t token = first_token_at(input, span.begin);
  if (token == input.tokens.size() || input.tokens[token].span.begin != span.begin)
    return std::nullopt;
  form.is_acronym = is_acronym(bytes);
  form.is_capital = input.tokens[token].has(text::kUpperFirst);
  for (; token < input.tokens.size() && input.tokens[token].span.begin < span.end; ++token) {
    const Span whole = input.tokens[token].span;
    const std::string_view word = bytes_of(input, {whole.begin, std::min(whole.end, span.end)});
    key += text::fold(word) + '\n';
    if (whole.end >= span.end && !form.hashes.empty() && text::is_syllables(word)) {
      form.tail = word;
    } else if (whole.end > span.end) {
      return std::nullopt;
    } else {
      form.hashes.push_back(input.tokens[token].hash);
    }
  }
  if (form.hashes.empty()) return std::nullopt;
  return form;
}

void Definitions::add(const Input& input, const Definition& definition) {
  std::string key;
  std::optional<Form> form = form_of(input, definition, key);
  if (!form) return;
  const auto [known, is_new] = by_key_.try_emplace(key, forms_.size());
  if (is_new) {
    has_mention_forms_ = has_mention_forms_ || definition.only_mentions;
    if (!form->hashes.empty()) {
      const std::uint64_t first = form->hashes.front();
      by_first_[first].push_back(forms_.size());
      first_bits_[first / 64 % first_bits_.size()] |= 1ull << (first % 64);
    }
    const std::size_t size = form->hangul.size();
    const bool is_known_size =
        std::find(hangul_sizes_.begin(), hangul_sizes_.end(), size) != hangul_sizes_.end();
    if (size != 0 && !is_known_size) hangul_sizes_.push_back(size);
    forms_.push_back(*std::move(form));
  }
  auto& definitions = forms_[known->second].definitions;
  const auto place =
      std::lower_bound(definitions.begin(), definitions.end(), definition.form,
                       [](const Definition& it, Span other) { return it.form < other; });
  if (place != definitions.end() && place->form == definition.form) return;
  definitions.insert(place, definition);
  has_news_ = true;
}

bool Definitions::is_part_of_name(const Definition& definition, const match::CandidateSet& set) {
  const Span name = set.candidates[definition.meaning].span;
  return name != definition.form && name.begin <= definition.form.begin &&
         definition.form.end <= name.end;
}

void Definitions::find_paragraphs(const Input& input) {
  paragraphs_.clear();
  for (const text::Token& token : input.tokens)
    if (token.has(text::kBlankLineBefore)) paragraphs_.push_back(token.span.begin);
}

// Few documents define names in whose parts it matters.
bool Definitions::is_one_paragraph(const Input& input, Span earlier, Span later) {
  if (!std::exchange(knows_paragraphs_, true)) find_paragraphs(input);
  const auto next = std::upper_bound(paragraphs_.begin(), paragraphs_.end(), earlier.begin);
  return next == paragraphs_.end() || *next > later.begin;
}

const Definitions::Definition& Definitions::find_holding(const Input& input, const Form& form,
                                                         Span span,
                                                         const match::CandidateSet& set) {
  const auto first = form.definitions.begin();
  const auto after = std::partition_point(first, form.definitions.end(), [&](const Definition& it) {
    return it.form.begin <= span.begin;
  });
  if (after == first) return *after;
  const Definition& nearest = *(after - 1);
  if (!is_part_of_name(nearest, set) || is_one_paragraph(input, nearest.form, span)) return nearest;
  const auto begin = after - std::min(after - first, kMostRivals);
  const auto weigh = [&](const Definition& it) {
    const Candidate& meaning = set.candidates[it.meaning];
    const auto times = std::count_if(begin, after, [&](const Definition& other) {
      return is_same(input, meaning, set.candidates[other.meaning]);
    });
    return std::pair(times, !meaning.entries.empty());
  };
  return *std::max_element(
      begin, after, [&](const Definition& a, const Definition& b) { return weigh(a) < weigh(b); });
}

void Definitions::give(const Input& input, const Form& form, Span span, match::CandidateSet& set,
                       Standing& standing) {
  const Definition& holding = find_holding(input, form, span, set);
  const Candidate meaning = set.candidates[holding.meaning];
  if (!set.candidates[holding.stands_by].alive) return;
  if (const auto known = standing.find(span, meaning.label)) {
    if (!set.candidates[*known].alive || *known == holding.meaning) return;
    Candidate& there = set.candidates[*known];
    there.no_link = meaning.no_link || (meaning.entries.empty() && !there.entries.empty());
    set.give_entries(*known, defined_entries(meaning, there));
    note_relation(input, form, holding, *known, set);
    return;
  }
  if (holding.only_mentions) return;
  Candidate candidate;
  candidate.span = span;
  candidate.label = meaning.label;
  candidate.origin = match::Origin::kLocal;
  candidate.rule = holding.rule;
  candidate.trust = kTrust;
  candidate.no_link = meaning.no_link;
  candidate.entries = defined_entries(meaning, candidate);
  const std::uint32_t made = standing.add(std::move(candidate));
  note_relation(input, form, holding, made, set);
}

// The full name is often written again: the first that means the same is what others refer to.
void Definitions::note_relation(const Input& input, const Form& form, const Definition& holding,
                                std::uint32_t candidate, const match::CandidateSet& set) {
  if (holding.relation == kNoName) return;
  const auto first =
      std::find_if(form.definitions.begin(), form.definitions.end(), [&](const Definition& it) {
        return it.relation == holding.relation && set.candidates[it.stands_by].alive &&
               is_same(input, set.candidates[it.meaning], set.candidates[holding.meaning]);
      });
  const Definition& related = first == form.definitions.end() ? holding : *first;
  if (candidate != related.stands_by) related_[candidate] = related;
}

void Definitions::relate(match::CandidateSet& set) const {
  for (const auto& [candidate, related] : related_)
    set.relations.push_back({related.relation, candidate, related.stands_by, related.rule});
}

void Definitions::find_at(const Input& input, std::size_t token, const Form& form,
                          match::CandidateSet& set, Standing& standing) {
  const std::size_t words = form.hashes.size() + (form.tail.empty() ? 0 : 1);
  if (token + words > input.tokens.size()) return;
  for (std::size_t i = 0; i < words; ++i) {
    const text::Token& it = input.tokens[token + i];
    if (i > 0 && it.has(text::kBlankLineBefore)) return;
    if (i < form.hashes.size() ? it.hash != form.hashes[i]
                               : !is_with_particles(bytes_of(input, it.span), form.tail))
      return;
  }
  const Span last = input.tokens[token + words - 1].span;
  const auto tail = static_cast<std::uint32_t>(form.tail.size());
  const Span span{input.tokens[token].span.begin, tail == 0 ? last.end : last.begin + tail};
  if (form.is_capital && !input.tokens[token].has(text::kUpperFirst)) return;
  if (form.is_acronym && !is_acronym(bytes_of(input, span)) &&
      !is_part_of_name(form.definitions.front(), set)) {
    return;
  }
  give(input, form, span, set, standing);
}

void Definitions::find_hangul(const Input& input, std::size_t token, match::CandidateSet& set,
                              Standing& standing) {
  const Span span = input.tokens[token].span;
  const std::string_view bytes = bytes_of(input, span);
  for (const std::size_t size : hangul_sizes_) {
    if (size > bytes.size()) continue;
    const auto form = by_key_.find(std::string(bytes.substr(0, size)));
    if (form == by_key_.end() || forms_[form->second].hangul.empty()) continue;
    if (!is_with_particles(bytes, form->first)) continue;
    give(input, forms_[form->second], {span.begin, span.begin + static_cast<std::uint32_t>(size)},
         set, standing);
  }
}

void Definitions::find_mention(const Input& input, Span span, match::CandidateSet& set,
                               Standing& standing) {
  const auto form = by_key_.find(mention_key(input, span));
  if (form != by_key_.end()) give(input, forms_[form->second], span, set, standing);
}

void Definitions::apply(const Input& input, match::CandidateSet& set, Standing& standing) {
  has_news_ = false;
  for (std::size_t token = 0; token < input.tokens.size(); ++token) {
    const std::uint64_t hash = input.tokens[token].hash;
    if (may_hold(first_bits_.data(), first_bits_.size() - 1, hash))
      if (const auto found = by_first_.find(hash); found != by_first_.end())
        for (const std::size_t form : found->second)
          find_at(input, token, forms_[form], set, standing);
    if (!hangul_sizes_.empty() && input.tokens[token].has(text::kHangul))
      find_hangul(input, token, set, standing);
  }
  if (!has_mention_forms_) return;
  for (const std::uint32_t number : standing.living())
    find_mention(input, set.candidates[number].span, set, standing);
}

}  // namespace waymark::grammar
