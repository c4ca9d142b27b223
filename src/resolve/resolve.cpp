// SPDX-License-Identifier: Apache-2.0
// The last stage: links are ranked, what is left of overlaps is decided, and every living candidate
// becomes a mention.
#include "resolve/resolve.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "gazetteer/misspelling.h"
#include "gazetteer/phrase_table.h"
#include "match/overlap.h"
#include "resolve/key.h"
#include "resolve/link.h"

namespace waymark::resolve {
namespace {

using gazetteer::EntryView;
using match::Candidate;
using match::CandidateSet;
using match::EntryChoice;
using match::Origin;

constexpr std::uint32_t kNoMention = std::numeric_limits<std::uint32_t>::max();

/// Four digits: what is beyond them is noise of the arithmetic. Requires: a number below 10^14.
double rounded(float value) {
  // A float has few digits enough that neither the product nor the sum is rounded.
  const double scaled = static_cast<double>(value) * 1e4;
  const auto whole = static_cast<std::int64_t>(std::abs(scaled) + 0.5);
  return std::copysign(static_cast<double>(whole), scaled) / 1e4;
}

/// Most of what may be said of an entry is not: what is empty costs no copy.
void put(const std::string& from, std::string& to) {
  if (from.empty()) {
    to.clear();
  } else {
    to = from;
  }
}

/// The same of what a spent mention mostly says already.
void put_again(const std::string& from, std::string& to) {
  if (to != from) put(from, to);
}

/// Builds the mentions of one document.
class Builder {
 public:
  Builder(const Context& context, const CandidateSet& set, Document& document, EntryMemory& memory)
      : context_(context),
        catalog_(context.catalog),
        set_(set),
        document_(document),
        memory_(memory) {}

  /// Writes over the mentions that the document has, whose strings and vectors are memory.
  void build() {
    document_.relations.clear();
    memory_.resize(document_.mentions, number_mentions());
    auto mention = document_.mentions.begin();
    for (const Candidate& candidate : set_.candidates)
      if (candidate.alive) fill_mention(candidate, *mention++);
    for (const match::CandidateRelation& relation : set_.relations) add_relation(relation);
  }

 private:
  /// Gives how many there are.
  std::uint32_t number_mentions() {
    mention_of_.assign(set_.candidates.size(), kNoMention);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < set_.candidates.size(); ++i)
      if (set_.candidates[i].alive) mention_of_[i] = next++;
    return next;
  }

  void fill_mention(const Candidate& candidate, Mention& mention) {
    mention.span = candidate.span;
    put_again(context_.schema.label(candidate.label).name, mention.label);
    mention.confidence = rounded(candidate.trust);
    name_origin(candidate, mention.by);
    mention.candidates.resize(candidate.entries.size());
    for (std::size_t i = 0; i < candidate.entries.size(); ++i)
      describe(candidate.entries[i], mention.candidates[i]);
    fill_link(candidate, mention);
    mention.alternatives.clear();
    mention.slots.clear();
    add_slots(candidate, mention);
    mention.features.clear();
    for (const match::CandidateFeature& feature : candidate.features)
      mention.features.push_back({context_.names[feature.name], feature.value});
    if (!context_.schema.label(candidate.label).structured) return;
    if (std::string key = make_key(context_, set_, candidate, document_.text); !key.empty())
      mention.features.push_back({"key", std::move(key)});
  }

  void name_origin(const Candidate& candidate, std::string& by) {
    const bool is_of_rule = candidate.origin == Origin::kRule || candidate.origin == Origin::kLocal;
    if (is_of_rule && candidate.rule != match::kNone) {
      by.assign("rule:").append(context_.rule_names[candidate.rule]);
    } else if (candidate.origin == Origin::kGiven) {
      by = "given";
    } else if (candidate.entries.empty()) {
      by = "gazetteer";
    } else {
      put_again(memory_.find_origin(catalog_, candidate.entries.front().entry), by);
    }
  }

  void describe(const EntryChoice& choice, LinkCandidate& described) {
    const EntryView& entry = known(choice.entry);
    described.entry = entry.id;
    described.name = entry.name;
    put(entry.ko, described.ko);
    put(context_.schema.kind(entry.kind).name, described.kind);
    described.score = rounded(choice.score);
    described.why.clear();
    describe_evidence(choice.evidence, described.why);
  }

  void fill_link(const Candidate& candidate, Mention& mention) {
    if (candidate.entries.empty() || candidate.no_link) {
      mention.link.reset();
      mention.form.reset();
      return;
    }
    fill_link(candidate.entries.front().entry, mention.candidates.front(), filled(mention.link));
    fill_form(candidate, mention.form);
  }

  template <class T>
  static T& filled(std::optional<T>& optional) {
    return optional ? *optional : optional.emplace();
  }

  void fill_link(gazetteer::EntryId number, const LinkCandidate& described, Link& link) {
    link.entry = described.entry;
    link.name = described.name;
    put(described.ko, link.ko);
    put(described.kind, link.kind);
    link.score = described.score;
    const EntryView& entry = known(number);
    link.lat = entry.lat;
    link.lon = entry.lon;
    if (!link.ids.empty() || !entry.ids.empty()) link.ids = entry.ids;
    name_containers(number, link);
  }

  /// The outermost container is the country, the one below it the province; both may be the entry
  /// itself.
  void name_containers(gazetteer::EntryId entry, Link& link) {
    link.country.clear();
    link.province.clear();
    gazetteer::EntryId country = entry, below = gazetteer::kNoEntry;
    for (int steps = 1; steps < 64; ++steps) {
      const gazetteer::EntryId parent = catalog_.parent(country);
      if (parent == gazetteer::kNoEntry) break;
      below = std::exchange(country, parent);
    }
    if (below == gazetteer::kNoEntry && link.kind != "country") return;  // it lies in nothing
    link.country = known(country).name;
    if (below != gazetteer::kNoEntry && catalog_.label(below) == catalog_.label(country))
      link.province = known(below).name;
  }

  const EntryView& known(gazetteer::EntryId entry) { return memory_.find(catalog_, entry); }

  void fill_form(const Candidate& candidate, std::optional<Form>& form) {
    const EntryChoice& choice = candidate.entries.front();
    if (choice.form != gazetteer::kNoForm) {
      const Form& known = memory_.find_form(catalog_, choice.form);
      Form& written = filled(form);
      put_again(known.why, written.why);
      put(known.scheme, written.scheme);
      written.corrected = known.corrected || candidate.origin == Origin::kCorrected;
    } else if ((choice.evidence & match::kByDefinition) != 0) {
      form = Form{"local", "", false};
    } else {
      form.reset();
    }
  }

  void add_slots(const Candidate& candidate, Mention& mention) const {
    for (const match::CandidateSlot& slot : candidate.slots) {
      const std::string& name = context_.names[slot.name];
      if (const auto* span = std::get_if<Span>(&slot.value)) {
        mention.slots.push_back({name, *span});
        continue;
      }
      std::vector<std::uint32_t> values;
      for (const std::uint32_t number : std::get<std::vector<std::uint32_t>>(slot.value))
        if (mention_of_[number] != kNoMention) values.push_back(mention_of_[number]);
      if (!values.empty()) mention.slots.push_back({name, std::move(values)});
    }
  }

  void add_relation(const match::CandidateRelation& relation) {
    const std::uint32_t from = mention_of_[relation.from], to = mention_of_[relation.to];
    if (from == kNoMention || to == kNoMention || from == to) return;
    if (!related_.emplace(relation.type, from, to).second) return;
    document_.relations.push_back({context_.names[relation.type], from, to,
                                   relation.rule == match::kNone
                                       ? std::string()
                                       : "rule:" + context_.rule_names[relation.rule]});
  }

  const Context& context_;
  const gazetteer::Catalog& catalog_;
  const CandidateSet& set_;
  Document& document_;
  std::set<std::tuple<std::uint16_t, std::uint32_t, std::uint32_t>> related_;  // type, from, to
  std::vector<std::uint32_t> mention_of_;                                      // by candidate
  EntryMemory& memory_;
};

/// Whether a candidate is one of those that the flat or the structured ones are decided among.
bool competes(const gazetteer::Schema& schema, bool structured, const Candidate& candidate) {
  return candidate.alive && schema.label(candidate.label).structured == structured;
}

/// Whether each begins where the one before it has ended, as in most texts: there is nothing to
/// decide.
bool stand_apart(const gazetteer::Schema& schema, bool structured, const CandidateSet& set) {
  std::uint32_t end = 0;
  for (const Candidate& candidate : set.candidates) {
    if (!competes(schema, structured, candidate)) continue;
    if (candidate.span.begin < end) return false;
    end = candidate.span.end;
  }
  return true;
}

/// Lets the best of the candidates that conflict stand, among the flat or the structured ones.
/// Gives the losers.
std::vector<std::uint32_t> decide(const gazetteer::Schema& schema, bool structured,
                                  CandidateSet& set, match::Fates* fates) {
  if (stand_apart(schema, structured, set)) return {};
  std::vector<match::Rival> rivals;
  rivals.reserve(set.candidates.size());
  for (std::uint32_t i = 0; i < set.candidates.size(); ++i) {
    const Candidate& candidate = set.candidates[i];
    if (competes(schema, structured, candidate))
      rivals.push_back({candidate.span, candidate.rank, candidate.trust, candidate.rule, i});
  }
  std::vector<std::uint32_t> losers;
  match::decide(rivals, structured ? match::Conflict::kCross : match::Conflict::kOverlap, nullptr,
                losers, fates);
  for (const std::uint32_t loser : losers) set.candidates[loser].alive = false;
  return losers;
}

/// The first of the fallen that a slot holds. What lies beyond the mention, a holder say, is no
/// part of it.
std::optional<std::uint32_t> find_fallen(const CandidateSet& set, const std::vector<bool>& fallen,
                                         const Candidate& candidate) {
  const auto is_lost = [&](std::uint32_t number) {
    return fallen[number] && candidate.span.contains(set.candidates[number].span);
  };
  for (const match::CandidateSlot& slot : candidate.slots) {
    const auto* numbers = std::get_if<std::vector<std::uint32_t>>(&slot.value);
    if (numbers == nullptr) continue;
    const auto lost = std::find_if(numbers->begin(), numbers->end(), is_lost);
    if (lost != numbers->end()) return *lost;
  }
  return std::nullopt;
}

/// A mention falls with what it captured.
void fell_holders(const std::vector<std::uint32_t>& losers, CandidateSet& set,
                  match::Fates* fates) {
  if (losers.empty()) return;
  std::vector<bool> fallen(set.candidates.size());
  for (const std::uint32_t loser : losers) fallen[loser] = true;
  for (bool has_fallen = true; has_fallen;) {
    has_fallen = false;
    for (std::size_t i = 0; i < set.candidates.size(); ++i) {
      if (!set.candidates[i].alive) continue;
      const auto lost = find_fallen(set, fallen, set.candidates[i]);
      if (!lost) continue;
      if (fates != nullptr) fates->note(static_cast<std::uint32_t>(i), match::Ground::kPart, *lost);
      set.candidates[i].alive = false;
      fallen[i] = has_fallen = true;
    }
  }
}

}  // namespace

void EntryMemory::serve(const gazetteer::Catalog& catalog) {
  if (serial_ == catalog.serial()) return;
  serial_ = catalog.serial();
  bits_ = kFewBits;
  met_count_ = 0;
  entries_.assign(std::size_t{1} << bits_, Known());
  origins_.assign(catalog.source_count(), std::string());
  forms_.assign(catalog.reason_count(), Form());
}

EntryMemory::Known& EntryMemory::unpack(const gazetteer::Catalog& catalog,
                                        gazetteer::EntryId entry) {
  if (met_count_++ > entries_.size()) grow();
  Known& known = entries_[place_of(entry)];
  catalog.unpack(entry, known.entry);
  known.number = entry;
  known.origin = &origin_of(catalog, known);
  return known;
}

void EntryMemory::grow() {
  met_count_ = 0;
  if (bits_ == kManyBits) return;
  bits_ = kManyBits;
  std::vector<Known> more(std::size_t{1} << bits_);
  for (Known& known : entries_)
    if (known.number != kNothing) more[place_of(known.number)] = std::move(known);
  entries_ = std::move(more);
}

void EntryMemory::expect(gazetteer::EntryId entry) const {
  const auto* place = reinterpret_cast<const char*>(&entries_[place_of(entry)]);
  for (std::size_t line = 0; line < sizeof(Known); line += 64) gazetteer::fetch_ahead(place + line);
}

const std::string& EntryMemory::origin_of(const gazetteer::Catalog& catalog, const Known& known) {
  std::string& origin = origins_[catalog.source(known.number)];
  if (origin.empty()) origin.assign("gazetteer:").append(known.entry.source);
  return origin;
}

const Form& EntryMemory::find_form(const gazetteer::Catalog& catalog, gazetteer::FormId number) {
  Form& form = forms_[catalog.reason(number)];
  if (!form.why.empty()) return form;
  const gazetteer::Why why = catalog.why(number);
  form.why = gazetteer::name_of(why);
  form.scheme = catalog.scheme(number);
  // A misspelling that the gazetteer lists is corrected as one that was guessed is.
  form.corrected = gazetteer::is_misspelling(why, form.scheme);
  return form;
}

void EntryMemory::resize(std::vector<Mention>& mentions, std::size_t size) {
  constexpr std::size_t kMostSpare = 512;
  for (; mentions.size() > size && spare_.size() < kMostSpare; mentions.pop_back()) {
    Mention& mention = mentions.back();
    spare_.push_back({std::move(mention.candidates),
                      mention.link ? std::move(mention.link->entry) : std::string(),
                      std::move(mention.by)});
  }
  for (; mentions.size() < size && !spare_.empty(); spare_.pop_back()) {
    Mention& mention = mentions.emplace_back();
    mention.candidates = std::move(spare_.back().candidates);
    mention.link.emplace().entry = std::move(spare_.back().entry);
    mention.by = std::move(spare_.back().by);
  }
  mentions.resize(size);
}

void resolve(const Context& context, CandidateSet& set, Document& document, EntryMemory& memory,
             match::Fates* fates) {
  memory.serve(context.catalog);
  for (const Candidate& candidate : set.candidates)
    if (!candidate.entries.empty()) memory.expect(candidate.entries.front().entry);
  rank_links(context.catalog, set, fates);
  fell_holders(decide(context.schema, false, set, fates), set, fates);
  fell_holders(decide(context.schema, true, set, fates), set, fates);
  Builder(context, set, document, memory).build();
  sort_mentions(document);
}

}  // namespace waymark::resolve
