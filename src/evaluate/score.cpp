// SPDX-License-Identifier: Apache-2.0
// A document is counted in steps that share one strict pairing: labels, overlaps, spans, links,
// slots, relations. What stays unpaired becomes the error list.
#include "evaluate/score.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "evaluate/align.h"
#include "evaluate/error_list.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::evaluate {
namespace {

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

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

std::string_view without_suffix(std::string_view id) {
  if (id.ends_with(".txt")) id.remove_suffix(4);
  return id;
}

void warn_of(Diagnostics* warnings, const Document& document, std::string code,
             std::string message) {
  if (warnings == nullptr) return;
  warnings->push_back({.severity = Severity::kWarning,
                       .code = std::move(code),
                       .file = document.id,
                       .message = std::move(message)});
}

using Index = std::unordered_map<std::string_view, const Document*>;

/// Documents by id without .txt; of several the first.
Index index_by_id(const std::vector<Document>& documents, const char* side, Diagnostics* warnings) {
  Index index;
  for (const Document& document : documents)
    if (!index.emplace(without_suffix(document.id), &document).second)
      warn_of(warnings, document, "evaluate/same-id",
              std::string("this document stands twice on the ") + side + " side; the first counts");
  return index;
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

Counts total(const CountTable& table, const std::set<std::string>& structured,
             bool wants_structured) {
  Counts sum;
  for (const auto& [label, counts] : table)
    if (structured.contains(label) == wants_structured) sum += counts;
  return sum;
}

}  // namespace

double Counts::precision() const { return ratio(right, right + spurious); }
double Counts::recall() const { return ratio(right, right + missed); }
double Counts::f() const {
  const double p = precision(), r = recall();
  return p + r > 0 ? 2 * p * r / (p + r) : 0.0;
}

Counts& Counts::operator+=(const Counts& other) {
  right += other.right;
  spurious += other.spurious;
  missed += other.missed;
  return *this;
}

double LinkCounts::accuracy() const { return ratio(right, right + wrong + absent); }

LinkCounts& LinkCounts::operator+=(const LinkCounts& other) {
  right += other.right;
  wrong += other.wrong;
  absent += other.absent;
  none_right += other.none_right;
  none_wrong += other.none_wrong;
  return *this;
}

Counts strict_total(const Scores& scores, bool of_structured) {
  return total(scores.strict, scores.structured, of_structured);
}
Counts overlap_total(const Scores& scores, bool of_structured) {
  return total(scores.overlap, scores.structured, of_structured);
}
LinkCounts link_total(const Scores& scores) {
  LinkCounts sum;
  for (const auto& [label, counts] : scores.links) sum += counts;
  return sum;
}

bool is_same_link(const Link& gold, const Link& predicted) {
  if (!gold.entry.empty()) return gold.entry == predicted.entry;
  if (!gold.ko.empty()) return normalize(gold.ko) == normalize(predicted.ko);
  if (!gold.name.empty()) return normalize(gold.name) == normalize(predicted.name);
  return shares_id(gold, predicted);
}

std::vector<std::string> find_structured_labels(const std::vector<Document>& gold) {
  std::set<std::string> with_slots, outer;
  for (const Document& document : gold) {
    for (const Mention& mention : document.mentions)
      if (!mention.slots.empty()) with_slots.insert(mention.label);
    add_outer_labels(document, outer);
  }
  const std::set<std::string>& labels = with_slots.empty() ? outer : with_slots;
  return {labels.begin(), labels.end()};
}

Scorer::Scorer(std::vector<std::string> structured_labels, Diagnostics* warnings)
    : structured_(std::move(structured_labels)), warnings_(warnings) {
  scores_.structured.insert(structured_.begin(), structured_.end());
}

void Scorer::add(const Document& gold, const Document& predicted) {
  if (gold.text != predicted.text) {
    warn_of(warnings_, gold, "evaluate/other-text",
            "the two sides have different texts; it counts as not predicted");
    return add_absent(gold);
  }
  score(gold, predicted);
}

void Scorer::add_absent(const Document& gold) {
  ++scores_.absent_documents;
  Document nothing;
  nothing.id = gold.id;
  score(gold, nothing);
}

void Scorer::score(const Document& gold, const Document& predicted) {
  ++scores_.documents;
  Partners partners;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  for (const Mention& mention : gold.mentions)
    if (mention.link) linked_.insert(mention.label);
  for (const bool is_structured : {false, true}) {
    const std::vector<Item> wanted = list_items(gold, structured_, is_structured);
    const std::vector<Item> given = list_items(predicted, structured_, is_structured);
    const std::vector<Pair> strict = pair_strictly(wanted, given);
    count(wanted, given, strict, scores_.strict);
    if (const auto overlaps = pair_overlaps(wanted, given)) {
      count(wanted, given, *overlaps, scores_.overlap);
    } else {
      warn_of(warnings_, gold, "evaluate/too-many-overlaps",
              "too many mentions overlap; only equal spans were paired");
      count(wanted, given, strict, scores_.overlap);
    }
    if (!is_structured) count_spans(wanted, given, scores_.span_only);
    list_errors(gold, wanted, given, strict, scores_.errors);
    for (const Pair& pair : strict) {
      found.emplace_back(wanted[pair.gold].mention, given[pair.predicted].mention);
      partners[found.back().second] = found.back().first;
    }
  }
  count_links_and_slots(gold, predicted, found);
  count_relations(gold, predicted, partners, scores_.relations);
}

void Scorer::count_links_and_slots(
    const Document& gold, const Document& predicted,
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& found) {
  for (const auto& [wanted, given] : found) {
    const Mention &mention = gold.mentions[wanted], &answer = predicted.mentions[given];
    count_link(gold, mention, answer);
    if (!scores_.structured.contains(mention.label)) continue;
    const auto slots = list_slots(gold, mention), filled = list_slots(predicted, answer);
    const std::uint64_t right = count_common(slots, filled);
    scores_.slots[mention.label] += {right, filled.size() - right, slots.size() - right};
  }
}

void Scorer::count_link(const Document& gold, const Mention& mention, const Mention& answer) {
  LinkCounts& counts = scores_.links[mention.label];
  if (!mention.link) {
    ++(answer.link ? counts.none_wrong : counts.none_right);
    return;
  }
  if (answer.link && is_same_link(*mention.link, *answer.link)) {
    ++counts.right;
    return;
  }
  ++(answer.link ? counts.wrong : counts.absent);
  scores_.errors.push_back(describe_link_error(gold, mention, answer));
}

Scores Scorer::finish() {
  std::erase_if(scores_.links, [&](const auto& item) { return !linked_.contains(item.first); });
  return std::move(scores_);
}

Scores score(const std::vector<Document>& gold, const std::vector<Document>& predicted,
             Diagnostics* warnings) {
  Scorer scorer(find_structured_labels(gold), warnings);
  const Index gold_index = index_by_id(gold, "gold", warnings);
  const Index predictions = index_by_id(predicted, "predicted", warnings);
  for (const Document& document : gold) {
    const std::string_view id = without_suffix(document.id);
    if (gold_index.at(id) != &document) continue;
    const auto found = predictions.find(id);
    if (found != predictions.end()) {
      scorer.add(document, *found->second);
      continue;
    }
    warn_of(warnings, document, "evaluate/absent", "there is no prediction for this document");
    scorer.add_absent(document);
  }
  for (const Document& document : predicted)
    if (!gold_index.contains(without_suffix(document.id)))
      warn_of(warnings, document, "evaluate/not-in-gold",
              "gold does not have this document; it is left aside");
  return scorer.finish();
}

}  // namespace waymark::evaluate
