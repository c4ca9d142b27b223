// SPDX-License-Identifier: Apache-2.0
// A document is counted in steps that share one strict pairing: labels, overlaps, spans, links,
// slots, relations. What stays unpaired becomes the error list.
#include "evaluate/score.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "evaluate/align.h"
#include "evaluate/error_list.h"
#include "evaluate/pairing.h"
#include "text/json.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::evaluate {
namespace {

using CountTable = std::map<std::string, Counts>;

/// Adds right, spurious and missed of one alignment to the labels' counts.
void count(const std::vector<Item>& gold, const std::vector<Item>& predicted,
           const std::vector<Pair>& pairs, CountTable& table) {
  for (const Item& item : gold) ++table[std::string(item.label)].missed;
  for (const Item& item : predicted) ++table[std::string(item.label)].spurious;
  for (const Pair& pair : pairs) {
    Counts& counts = table[std::string(gold[pair.gold].label)];
    ++counts.right, --counts.missed, --counts.spurious;
  }
}

void count_spans(const std::vector<Item>& gold, const std::vector<Item>& predicted,
                 Counts& counts) {
  const std::uint64_t right = pair_spans(gold, predicted).size();
  counts += {right, predicted.size() - right, gold.size() - right};
}

/// Common items of two sorted lists with repetitions.
template <class T>
std::uint64_t count_common(std::vector<T> a, std::vector<T> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  std::uint64_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      ++common, ++i, ++j;
    else if (a[i] < b[j])
      ++i;
    else
      ++j;
  }
  return common;
}

/// A filled slot as it is compared: what fills it counts by its span, be it a mention or not.
using FilledSlot = std::pair<std::string, Span>;

std::vector<FilledSlot> list_slots(const Document& document, const Mention& mention) {
  std::vector<FilledSlot> filled;
  for (const Slot& slot : mention.slots) {
    if (const Span* span = std::get_if<Span>(&slot.value)) filled.emplace_back(slot.name, *span);
    if (const auto* mentions = std::get_if<0>(&slot.value))
      for (const std::uint32_t filler : *mentions)
        if (filler < document.mentions.size())
          filled.emplace_back(slot.name, document.mentions[filler].span);
  }
  return filled;
}

/// For each predicted mention the gold mention it was paired with.
using Partners = std::unordered_map<std::uint32_t, std::uint32_t>;

using RelationKey = std::tuple<std::string, std::int64_t, std::int64_t>;

/// Relations of the prediction in terms of gold mentions; an end that no gold mention answers is
/// negative.
std::vector<RelationKey> list_relations(const Document& document, const Partners* partners) {
  const auto name_of = [&](std::uint32_t mention) -> std::int64_t {
    if (partners == nullptr) return mention;
    const auto found = partners->find(mention);
    return found == partners->end() ? -1 - static_cast<std::int64_t>(mention) : found->second;
  };
  std::vector<RelationKey> keys;
  for (const Relation& relation : document.relations)
    keys.emplace_back(relation.type, name_of(relation.from), name_of(relation.to));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

void count_relations(const Document& gold, const Document& predicted, const Partners& partners,
                     CountTable& table) {
  const auto wanted = list_relations(gold, nullptr), given = list_relations(predicted, &partners);
  for (const RelationKey& key : wanted) {
    const bool is_right = std::binary_search(given.begin(), given.end(), key);
    ++(is_right ? table[std::get<0>(key)].right : table[std::get<0>(key)].missed);
  }
  for (const RelationKey& key : given)
    if (!std::binary_search(wanted.begin(), wanted.end(), key)) ++table[std::get<0>(key)].spurious;
}

/// A name as it is compared: folded as for look-up, then without white space and -·,.'
std::string normalize(std::string_view name) {
  static constexpr std::u32string_view kLeftAside = U" \t\n\v\f\r-·,.'";
  const std::string folded = text::fold(name);
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint code = text::code_point_at(folded, at);
    if (kLeftAside.find(code.value) == std::u32string_view::npos)
      out.append(folded, at, code.byte_size);
    at += code.byte_size;
  }
  return out;
}

bool shares_id(const Link& a, const Link& b) {
  return std::any_of(a.ids.begin(), a.ids.end(), [&](const auto& id) {
    return std::find(b.ids.begin(), b.ids.end(), id) != b.ids.end();
  });
}

/// Labels whose mentions hold mentions of others. Of the mentions around one only the nearest are
/// looked at, so that nonsense that nests without end costs no more.
void add_outer_labels(const Document& document, std::set<std::string>& labels) {
  constexpr std::size_t kDeepest = 16;
  std::vector<const Mention*> open;
  for (const Mention& mention : document.mentions) {
    while (!open.empty() && open.back()->span.end <= mention.span.begin) open.pop_back();
    for (std::size_t i = 0; i < std::min(open.size(), kDeepest); ++i) {
      const Mention& outer = *open[open.size() - 1 - i];
      const bool holds = outer.span.contains(mention.span) && outer.span != mention.span;
      if (holds && outer.label != mention.label) labels.insert(outer.label);
    }
    open.push_back(&mention);
  }
}

/// Judges each pair in the four ways; what is in none is missed or spurious in all of them.
void count_outcomes(const std::vector<Item>& gold, const std::vector<Item>& predicted,
                    const std::vector<Pair>& pairs, std::map<std::string, SchemeOutcomes>& table) {
  const auto count_unpaired = [&](const Item& item, std::uint64_t Outcomes::*field, int step) {
    SchemeOutcomes& outcomes = table[std::string(item.label)];
    for (Outcomes* each : {&outcomes.strict, &outcomes.exact, &outcomes.partial, &outcomes.type})
      each->*field += static_cast<std::uint64_t>(step);
  };
  for (const Item& item : gold) count_unpaired(item, &Outcomes::missed, 1);
  for (const Item& item : predicted) count_unpaired(item, &Outcomes::spurious, 1);
  for (const Pair& pair : pairs) {
    const Item &wanted = gold[pair.gold], &given = predicted[pair.predicted];
    count_unpaired(wanted, &Outcomes::missed, -1);
    count_unpaired(given, &Outcomes::spurious, -1);
    const bool span = wanted.is_found_at(given.span), label = wanted.label == given.label;
    SchemeOutcomes& outcomes = table[std::string(wanted.label)];
    ++(span && label ? outcomes.strict.correct : outcomes.strict.incorrect);
    ++(span ? outcomes.exact.correct : outcomes.exact.incorrect);
    ++(span ? outcomes.partial.correct : outcomes.partial.partial);
    ++(label ? outcomes.type.correct : outcomes.type.incorrect);
  }
}

/// The place of gold's entry among what the answer names, from 0; kRanks if it is not among the
/// first.
std::size_t find_rank(const Link& gold, const Mention& answer) {
  if (answer.link && is_same_link(gold, *answer.link)) return 0;
  for (std::size_t i = 0; i < std::min(answer.candidates.size(), LinkCounts::kRanks); ++i) {
    const LinkCandidate& candidate = answer.candidates[i];
    if (is_same_link(gold, {.entry = candidate.entry, .name = candidate.name, .ko = candidate.ko}))
      return i;
  }
  return LinkCounts::kRanks;
}

Counts total(const CountTable& table, const std::set<std::string>& structured,
             bool wants_structured) {
  Counts sum;
  for (const auto& [label, counts] : table)
    if (structured.contains(label) == wants_structured) sum += counts;
  return sum;
}

/// Counts one document.
class DocumentScorer {
 public:
  DocumentScorer(const std::vector<std::string>& structured, const std::set<std::string>& linked,
                 Diagnostics* warnings)
      : structured_(structured), linked_(linked), warnings_(warnings) {
    scores_.structured.insert(structured.begin(), structured.end());
  }

  Scores score(const Document& gold, const Document& predicted) {
    scores_.documents = 1;
    for (const bool is_structured : {false, true}) count_mentions(gold, predicted, is_structured);
    count_links_and_slots(gold, predicted);
    count_relations(gold, predicted, partners_, scores_.relations);
    return std::move(scores_);
  }

 private:
  void count_mentions(const Document& gold, const Document& predicted, bool is_structured) {
    const std::vector<Item> wanted = list_items(gold, structured_, is_structured);
    const std::vector<Item> given = list_items(predicted, structured_, is_structured);
    const std::vector<Pair> strict = pair_strictly(wanted, given);
    count(wanted, given, strict, scores_.strict);
    count_near(gold, wanted, given, strict, is_structured);
    if (!is_structured) count_spans(wanted, given, scores_.span_only);
    list_errors({gold, predicted}, wanted, given, strict, scores_.errors);
    for (const Pair& pair : strict) {
      found_.emplace_back(wanted[pair.gold].mention, given[pair.predicted].mention);
      partners_[found_.back().second] = found_.back().first;
    }
  }

  void count_near(const Document& gold, const std::vector<Item>& wanted,
                  const std::vector<Item>& given, const std::vector<Pair>& strict,
                  bool is_structured) {
    auto overlaps = pair_overlaps(wanted, given);
    auto nearest = is_structured ? strict : pair_nearest(wanted, given);
    if (!overlaps || !nearest)
      warn_of(warnings_, gold, "evaluate/too-many-overlaps",
              "too many mentions overlap; only equal spans were paired");
    count(wanted, given, overlaps ? *overlaps : strict, scores_.overlap);
    if (!is_structured)
      count_outcomes(wanted, given, nearest ? *nearest : strict, scores_.outcomes);
  }

  void count_links_and_slots(const Document& gold, const Document& predicted) {
    for (const Mention& mention : gold.mentions)
      if (mention.link && linked_.contains(mention.label)) ++scores_.linked[mention.label].missed;
    for (const Mention& mention : predicted.mentions)
      if (mention.link && linked_.contains(mention.label)) ++scores_.linked[mention.label].spurious;
    for (const auto& [wanted, given] : found_) {
      const Mention &mention = gold.mentions[wanted], &answer = predicted.mentions[given];
      if (linked_.contains(mention.label)) count_link(gold, mention, answer);
      if (!scores_.structured.contains(mention.label)) continue;
      const auto slots = list_slots(gold, mention), filled = list_slots(predicted, answer);
      const std::uint64_t right = count_common(slots, filled);
      scores_.slots[mention.label] += {right, filled.size() - right, slots.size() - right};
    }
  }

  void count_link(const Document& gold, const Mention& mention, const Mention& answer) {
    LinkCounts& counts = scores_.links[mention.label];
    if (!mention.link) {
      ++(answer.link ? counts.none_wrong : counts.none_right);
      return;
    }
    if (const std::size_t rank = find_rank(*mention.link, answer); rank < LinkCounts::kRanks)
      ++counts.at_rank[rank];
    if (answer.link && is_same_link(*mention.link, *answer.link)) {
      ++counts.right;
      Counts& both = scores_.linked[mention.label];
      ++both.right, --both.missed, --both.spurious;
      return;
    }
    ++(answer.link ? counts.wrong : counts.absent);
    scores_.errors.push_back(describe_link_error(gold, mention, answer));
  }

  const std::vector<std::string>& structured_;
  const std::set<std::string>& linked_;  // labels that gold links
  Diagnostics* warnings_;
  Scores scores_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found_;  // strict pairs of mentions
  Partners partners_;
};

/// The prediction of a document; null, with a warning, if it has none that can be compared.
const Document* check_prediction(const Document& gold, const Document* predicted,
                                 Diagnostics* warnings) {
  if (predicted == nullptr) {
    warn_of(warnings, gold, "evaluate/absent", "there is no prediction for this document");
    return nullptr;
  }
  if (predicted->text == gold.text) return predicted;
  warn_of(warnings, gold, "evaluate/other-text",
          "the two sides have different texts; it counts as not predicted");
  return nullptr;
}

template <class T>
void add_table(const std::map<std::string, T>& from, std::map<std::string, T>& to) {
  for (const auto& [name, counts] : from) to[name] += counts;
}

/// Rows of a table, and one of their sum.
void add_rows(Table table, const CountTable& counts, std::map<Row, Counts>& rows) {
  for (const auto& [name, count] : counts) {
    rows[{table, name}] += count;
    rows[{table, {}}] += count;
  }
}

}  // namespace

Scores& Scores::operator+=(Scores&& other) {
  add_table(other.strict, strict);
  add_table(other.overlap, overlap);
  add_table(other.outcomes, outcomes);
  add_table(other.links, links);
  add_table(other.linked, linked);
  add_table(other.slots, slots);
  add_table(other.relations, relations);
  structured.insert(other.structured.begin(), other.structured.end());
  span_only += other.span_only;
  std::move(other.errors.begin(), other.errors.end(), std::back_inserter(errors));
  for (const auto& [kind, count] : other.error_counts) error_counts[kind] += count;
  documents += other.documents;
  absent_documents += other.absent_documents;
  return *this;
}

Counts strict_total(const Scores& scores, bool of_structured) {
  return total(scores.strict, scores.structured, of_structured);
}
LinkCounts link_total(const Scores& scores) {
  LinkCounts sum;
  for (const auto& [label, counts] : scores.links) sum += counts;
  return sum;
}

SchemeOutcomes outcome_total(const Scores& scores) {
  SchemeOutcomes sum;
  for (const auto& [label, outcomes] : scores.outcomes) sum += outcomes;
  return sum;
}

std::map<Row, Counts> list_rows(const Scores& scores) {
  std::map<Row, Counts> rows;
  const auto add_labels = [&](const CountTable& table, Table flat, Table structured) {
    for (const auto& [label, counts] : table)
      add_rows(scores.structured.contains(label) ? structured : flat, {{label, counts}}, rows);
  };
  add_labels(scores.strict, Table::kStrict, Table::kStructured);
  add_labels(scores.overlap, Table::kOverlap, Table::kStructuredOverlap);
  if (!scores.span_only.empty()) rows[{Table::kSpanOnly, {}}] = scores.span_only;
  add_rows(Table::kSlots, scores.slots, rows);
  for (const auto& [label, counts] : scores.links)
    add_rows(Table::kLinks, {{label, {counts.right, counts.wrong, counts.wrong + counts.absent}}},
             rows);
  add_rows(Table::kLinked, scores.linked, rows);
  add_rows(Table::kRelations, scores.relations, rows);
  return rows;
}

std::map<std::string, std::map<Row, Counts>> list_groups(const Scores& scores) {
  std::map<std::string, std::map<Row, Counts>> groups;
  for (const DocumentCounts& document : scores.by_document) {
    std::map<Row, Counts>& rows = groups[document.group];
    for (const auto& [row, counts] : document.rows) rows[scores.rows[row]] += counts;
  }
  return groups;
}

std::string find_group(const Document& document, const std::string& field) {
  if (field == "id") return document.id;
  const auto meta = text::json::parse(document.meta.empty() ? "{}" : document.meta);
  const text::json::Value* value = meta ? meta->find(field) : nullptr;
  if (value == nullptr || value->is_null()) return "(none)";
  if (const std::string* string = value->as_string()) return *string;
  std::string group;
  text::json::append(*value, group);
  return group;
}

bool is_same_link(const Link& gold, const Link& predicted) {
  if (!gold.entry.empty()) return gold.entry == predicted.entry;
  if (!gold.ko.empty()) return normalize(gold.ko) == normalize(predicted.ko);
  if (!gold.name.empty()) return normalize(gold.name) == normalize(predicted.name);
  return shares_id(gold, predicted);
}

void GoldLabels::add(const Document& gold) {
  for (const Mention& mention : gold.mentions) {
    if (!mention.slots.empty()) with_slots_.insert(mention.label);
    if (mention.link) linked_.insert(mention.label);
  }
  add_outer_labels(gold, outer_);
}

std::vector<std::string> GoldLabels::structured() const {
  const std::set<std::string>& labels = with_slots_.empty() ? outer_ : with_slots_;
  return {labels.begin(), labels.end()};
}

std::vector<std::string> find_structured_labels(const std::vector<Document>& gold) {
  GoldLabels labels;
  for (const Document& document : gold) labels.add(document);
  return labels.structured();
}

/// Adds up documents and keeps, where that is wanted, what each of them adds to every row.
class Scorer::Sum {
 public:
  explicit Sum(const ScoreOptions& options) : options_(options) {}

  void add(const Document& gold, Scores&& scores) {
    if (options_.keeps_documents || !options_.by.empty()) keep(gold, scores);
    for (const Error& error : scores.errors) ++scores.error_counts[error.kind];
    if (options_.on_errors && !scores.errors.empty()) options_.on_errors(gold, scores.errors);
    const std::size_t room = options_.most_errors - sum_.errors.size();
    if (scores.errors.size() > room) scores.errors.resize(room);
    sum_ += std::move(scores);
  }

  Scores take() { return std::move(sum_); }

 private:
  void keep(const Document& gold, const Scores& scores) {
    DocumentCounts& counts = sum_.by_document.emplace_back();
    counts.id = gold.id;
    if (!options_.by.empty()) counts.group = find_group(gold, options_.by);
    for (const auto& [row, count] : list_rows(scores))
      if (!count.empty()) counts.rows.emplace_back(position_of(row), count);
  }

  std::uint32_t position_of(const Row& row) {
    const auto [found, is_new] =
        positions_.emplace(row, static_cast<std::uint32_t>(sum_.rows.size()));
    if (is_new) sum_.rows.push_back(row);
    return found->second;
  }

  const ScoreOptions& options_;
  Scores sum_;
  std::map<Row, std::uint32_t> positions_;
};

Scorer::Scorer(const GoldLabels& labels, ScoreOptions options, Diagnostics* warnings)
    : structured_(labels.structured()),
      linked_(labels.linked()),
      options_(std::move(options)),
      warnings_(warnings),
      sum_(std::make_unique<Sum>(options_)) {}

Scorer::~Scorer() = default;

void Scorer::add(const Document& gold, const Document* predicted) {
  static const Document kNothing;
  const Document* answer = check_prediction(gold, predicted, warnings_);
  Scores scores = DocumentScorer(structured_, linked_, warnings_)
                      .score(gold, answer != nullptr ? *answer : kNothing);
  scores.absent_documents = answer == nullptr ? 1 : 0;
  sum_->add(gold, std::move(scores));
}

Scores Scorer::take() { return sum_->take(); }

Scores score(const std::vector<Document>& gold, const std::vector<Document>& predicted,
             Diagnostics* warnings, const std::string& by) {
  GoldLabels labels;
  for (const Document& document : gold) labels.add(document);
  const DocumentIndex gold_index = index_by_id(gold, "gold", warnings);
  const DocumentIndex predictions = index_by_id(predicted, "predicted", warnings);
  Scorer scorer(labels, {.by = by, .on_errors = {}}, warnings);
  for (const Document& document : gold) {
    if (gold_index.at(pairing_id(document)) != &document) continue;
    const auto found = predictions.find(pairing_id(document));
    scorer.add(document, found != predictions.end() ? found->second : nullptr);
  }
  for (const Document& document : predicted)
    if (!gold_index.contains(pairing_id(document)))
      warn_of(warnings, document, "evaluate/not-in-gold",
              "gold does not have this document; it is left aside");
  return scorer.take();
}

}  // namespace waymark::evaluate
