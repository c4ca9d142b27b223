// SPDX-License-Identifier: Apache-2.0
// Every measure over tokens is made of one count: how often a token got which labels from whom.
#include "evaluate/agreement.h"

#include <algorithm>
#include <queue>
#include <set>
#include <tuple>

#include "evaluate/align.h"
#include "evaluate/error_list.h"
#include "evaluate/pairing.h"
#include "text/tokenizer.h"

namespace waymark::evaluate {
namespace {

constexpr const char* kUnmarked = "";

/// A text and what each annotator made of it; null where one did not have it.
struct Shared {
  const Document* text = nullptr;
  std::vector<const Document*> by_annotator;
};

/// The documents that at least two annotators have, in the order in which they come.
std::vector<Shared> list_shared(const std::vector<Annotator>& annotators, Diagnostics* warnings) {
  std::vector<DocumentIndex> indexes;
  for (const Annotator& annotator : annotators)
    indexes.push_back(index_by_id(annotator.documents, annotator.name, warnings));
  std::vector<Shared> shared;
  std::set<std::string_view> seen;
  for (const Annotator& annotator : annotators)
    for (const Document& document : annotator.documents) {
      if (!seen.insert(pairing_id(document)).second) continue;
      Shared each{&document, {}};
      std::size_t count = 0;
      for (const DocumentIndex& index : indexes) {
        const auto found = index.find(pairing_id(document));
        const Document* other = found == index.end() ? nullptr : found->second;
        if (other != nullptr && other->text != document.text) {
          warn_of(warnings, *other, "evaluate/other-text",
                  "annotators have different texts under this id; the first one's counts");
          other = nullptr;
        }
        if (other != nullptr) ++count;
        each.by_annotator.push_back(other);
      }
      if (count > 1)
        shared.push_back(std::move(each));
      else
        warn_of(warnings, document, "evaluate/not-shared",
                "only one annotator has this document; it is left out");
    }
  return shared;
}

std::vector<std::string> find_structured(const std::vector<Annotator>& annotators) {
  std::set<std::string> labels;
  for (const Annotator& annotator : annotators)
    for (std::string& label : find_structured_labels(annotator.documents))
      labels.insert(std::move(label));
  return {labels.begin(), labels.end()};
}

std::vector<Span> list_tokens(const Document& document) {
  if (!document.tokens.empty()) return document.tokens;
  text::Tokens tokens;
  text::tokenize(document.text, tokens);
  std::vector<Span> spans;
  for (const text::Token& token : tokens) spans.push_back(token.span);
  return spans;
}

/// The label of the longest item on each token; of several the first. Items that lie behind are
/// dropped when they come up.
std::vector<std::string_view> label_tokens(const std::vector<Span>& tokens,
                                           const std::vector<Item>& items) {
  using Ranked = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  const auto rank = [&](std::uint32_t i) {
    return Ranked{items[i].span.byte_size(), UINT32_MAX - items[i].span.begin, UINT32_MAX - i};
  };
  std::priority_queue<Ranked> open;
  std::vector<std::string_view> labels;
  std::uint32_t next = 0;
  for (const Span token : tokens) {
    for (; next < items.size() && items[next].span.begin < token.end; ++next) open.push(rank(next));
    const auto top = [&]() -> const Item& { return items[UINT32_MAX - std::get<2>(open.top())]; };
    while (!open.empty() && top().span.end <= token.begin) open.pop();
    labels.push_back(open.empty() ? std::string_view(kUnmarked) : top().label);
  }
  return labels;
}

/// Counts the links of two mentions that both sides have.
void count_links(const Mention& a, const Mention& b, PairAgreement& pair) {
  if (!a.link && !b.link) return;
  ++pair.links;
  if (a.link && b.link && (is_same_link(*a.link, *b.link) || is_same_link(*b.link, *a.link)))
    ++pair.links_alike;
}

/// Collects all measures, a document at a time.
class Collector {
 public:
  Collector(const std::vector<Annotator>& annotators, Diagnostics& warnings)
      : structured_(find_structured(annotators)), warnings_(warnings) {
    for (const Annotator& annotator : annotators) agreement_.names.push_back(annotator.name);
    for (std::uint32_t a = 0; a < annotators.size(); ++a)
      for (std::uint32_t b = a + 1; b < annotators.size(); ++b)
        agreement_.pairs.push_back({.a = a, .b = b});
    tokens_.resize(agreement_.pairs.size());
  }

  void add(const Shared& shared) {
    ++agreement_.documents;
    for (std::size_t i = 0; i < agreement_.pairs.size(); ++i) {
      PairAgreement& pair = agreement_.pairs[i];
      const Document *a = shared.by_annotator[pair.a], *b = shared.by_annotator[pair.b];
      if (a != nullptr && b != nullptr) add_pair(*a, *b, pair);
    }
    add_tokens(shared);
  }

  Agreement finish() {
    for (std::size_t i = 0; i < agreement_.pairs.size(); ++i) {
      agreement_.pairs[i].kappa = find_kappa(tokens_[i]);
      tokens_[i].erase({kUnmarked, kUnmarked});
      agreement_.pairs[i].kappa_of_marked = find_kappa(tokens_[i]);
    }
    agreement_.alpha = find_alpha(units_);
    std::erase_if(units_, [](const auto& unit) {
      return std::all_of(unit.first.begin(), unit.first.end(),
                         [](const std::string& value) { return value == kUnmarked; });
    });
    agreement_.alpha_of_marked = find_alpha(units_);
    return std::move(agreement_);
  }

 private:
  void add_pair(const Document& a, const Document& b, PairAgreement& pair) {
    ++pair.documents;
    for (const bool is_structured : {false, true}) {
      const std::vector<Item> left = list_items(a, structured_, is_structured),
                              right = list_items(b, structured_, is_structured);
      const std::vector<Pair> strict = pair_strictly(left, right);
      for (const Item& item : left) ++pair.by_label[std::string(item.label)].missed;
      for (const Item& item : right) ++pair.by_label[std::string(item.label)].spurious;
      for (const Pair& found : strict) {
        Counts& counts = pair.by_label[std::string(left[found.gold].label)];
        ++counts.right, --counts.missed, --counts.spurious;
        count_links(a.mentions[left[found.gold].mention],
                    b.mentions[right[found.predicted].mention], pair);
      }
      if (!is_structured) add_flat(a, left, right, strict, pair);
    }
  }

  void add_flat(const Document& document, const std::vector<Item>& left,
                const std::vector<Item>& right, const std::vector<Pair>& strict,
                PairAgreement& pair) {
    const auto count = [&](std::uint64_t found) {
      return Counts{found, right.size() - found, left.size() - found};
    };
    pair.strict += count(strict.size());
    pair.span_only += count(pair_spans(left, right).size());
    const auto overlaps = pair_overlaps(left, right), nearest = pair_nearest(left, right);
    if (!overlaps || !nearest)
      warn_of(&warnings_, document, "evaluate/too-many-overlaps",
              "too many mentions overlap; only equal spans were paired");
    pair.overlap += count(overlaps ? overlaps->size() : strict.size());
    add_confusion(left, right, nearest ? *nearest : strict, pair.confusion);
  }

  static void add_confusion(const std::vector<Item>& left, const std::vector<Item>& right,
                            const std::vector<Pair>& pairs, Confusion& confusion) {
    std::vector<bool> left_used(left.size()), right_used(right.size());
    for (const Pair& pair : pairs) {
      left_used[pair.gold] = right_used[pair.predicted] = true;
      ++confusion[{std::string(left[pair.gold].label), std::string(right[pair.predicted].label)}];
    }
    for (std::size_t i = 0; i < left.size(); ++i)
      if (!left_used[i]) ++confusion[{std::string(left[i].label), ""}];
    for (std::size_t i = 0; i < right.size(); ++i)
      if (!right_used[i]) ++confusion[{"", std::string(right[i].label)}];
  }

  void add_tokens(const Shared& shared) {
    const std::vector<Span> tokens = list_tokens(*shared.text);
    agreement_.tokens += tokens.size();
    std::vector<std::vector<Item>> items(shared.by_annotator.size());
    std::vector<std::vector<std::string_view>> labels(shared.by_annotator.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (shared.by_annotator[i] == nullptr) continue;
      items[i] = list_items(*shared.by_annotator[i], structured_, false);
      labels[i] = label_tokens(tokens, items[i]);
    }
    for (std::size_t token = 0; token < tokens.size(); ++token) add_token(labels, token);
  }

  void add_token(const std::vector<std::vector<std::string_view>>& labels, std::size_t token) {
    Values values;
    for (const auto& each : labels)
      if (!each.empty()) values.emplace_back(each[token]);
    std::sort(values.begin(), values.end());
    ++units_[std::move(values)];
    for (std::size_t i = 0; i < agreement_.pairs.size(); ++i) {
      const auto &a = labels[agreement_.pairs[i].a], &b = labels[agreement_.pairs[i].b];
      if (!a.empty() && !b.empty()) ++tokens_[i][{std::string(a[token]), std::string(b[token])}];
    }
  }

  std::vector<std::string> structured_;
  Diagnostics& warnings_;
  Agreement agreement_;
  std::vector<Confusion> tokens_;  // of each pair
  std::map<Values, std::uint64_t> units_;
};

/// A mention as annotators can agree on it.
using Key = std::tuple<std::uint32_t, std::uint32_t, std::string>;

Key key_of(const Mention& mention) {
  // Longer first, as a document has them.
  return {mention.span.begin, UINT32_MAX - mention.span.end, mention.label};
}

struct Claim {
  const Document* document = nullptr;  // of the first who made it
  const Mention* mention = nullptr;
  std::vector<std::pair<std::string, std::string>> by;  // who, and with which link
  bool links_differ = false;
};

using Claims = std::map<Key, Claim>;

void add_claims(const std::string& name, const Document& document, Claims& claims) {
  for (const Mention& mention : document.mentions) {
    Claim& claim = claims[key_of(mention)];
    if (claim.mention == nullptr) claim.document = &document, claim.mention = &mention;
    if (!claim.by.empty() && claim.by.back().first == name) continue;
    claim.by.emplace_back(name, name_of(mention.link));
    const auto &first = claim.mention->link, &link = mention.link;
    if (first.has_value() != link.has_value() || (first && !is_same_link(*first, *link)))
      claim.links_differ = true;
  }
}

/// Who made a claim; where they mean different entries, also what each of them means.
std::string name_voices(const Claim& claim) {
  std::string joined;
  for (const auto& [name, link] : claim.by)
    joined += (joined.empty() ? "" : ", ") + name + (claim.links_differ ? ": " + link : "");
  return joined;
}

using Places = std::map<Key, std::uint32_t>;

/// Slots that point into the new document.
std::vector<Slot> move_slots(const Claim& claim, const Places& places) {
  std::vector<Slot> slots = claim.mention->slots;
  for (Slot& slot : slots)
    if (auto* fillers = std::get_if<0>(&slot.value))
      for (std::uint32_t& filler : *fillers)
        filler = places.at(key_of(claim.document->mentions[filler]));
  return slots;
}

using Ends = std::tuple<std::string, std::uint32_t, std::uint32_t>;

void add_relations(const Document& from, const Places& places, std::set<Ends>& known,
                   Document& to) {
  for (const Relation& relation : from.relations) {
    const Relation moved{relation.type, places.at(key_of(from.mentions[relation.from])),
                         places.at(key_of(from.mentions[relation.to])), relation.by};
    if (known.emplace(moved.type, moved.from, moved.to).second) to.relations.push_back(moved);
  }
}

Document join_claims(const Shared& shared, const std::vector<Annotator>& annotators) {
  Document judged = *shared.text;
  judged.mentions.clear(), judged.relations.clear(), judged.run.clear();
  Claims claims;
  std::size_t voices = 0;
  for (std::size_t i = 0; i < annotators.size(); ++i)
    if (shared.by_annotator[i] != nullptr)
      add_claims(annotators[i].name, *shared.by_annotator[i], claims), ++voices;
  Places places;
  for (const auto& [key, claim] : claims)
    places.emplace(key, static_cast<std::uint32_t>(places.size()));
  for (const auto& [key, claim] : claims) {
    Mention mention = *claim.mention;
    mention.slots = move_slots(claim, places);
    const char* dispute = claim.by.size() < voices ? "mention" : claim.links_differ ? "link" : "";
    if (*dispute != '\0')
      mention.features.insert(mention.features.end(),
                              {{"disputed", dispute}, {"said_by", name_voices(claim)}});
    judged.mentions.push_back(std::move(mention));
  }
  std::set<Ends> known;
  for (const Document* document : shared.by_annotator)
    if (document != nullptr) add_relations(*document, places, known, judged);
  sort_mentions(judged);
  return judged;
}

}  // namespace

double find_kappa(const Confusion& units) {
  std::map<std::string, double> of_a, of_b;
  double all = 0, alike = 0;
  for (const auto& [values, count] : units) {
    const auto times = static_cast<double>(count);
    of_a[values.first] += times, of_b[values.second] += times;
    all += times;
    if (values.first == values.second) alike += times;
  }
  double by_chance = 0;
  for (const auto& [value, times] : of_a)
    if (const auto found = of_b.find(value); found != of_b.end())
      by_chance += times * found->second;
  if (by_chance >= all * all) return 1;  // also where there is no unit
  const double expected = by_chance / (all * all);
  return (alike / all - expected) / (1 - expected);
}

double find_alpha(const std::map<Values, std::uint64_t>& units) {
  std::map<std::string, double> totals;
  double observed = 0, all = 0;
  for (const auto& [values, count] : units) {
    if (values.size() < 2) continue;
    std::map<std::string, double> counts;
    for (const std::string& value : values) ++counts[value];
    const auto size = static_cast<double>(values.size()), times = static_cast<double>(count);
    for (const auto& [value, each] : counts) {
      observed += times * each * (size - each) / (size - 1);
      totals[value] += times * each;
    }
    all += times * size;
  }
  double expected = 0;
  for (const auto& [value, each] : totals) expected += each * (all - each);
  return expected == 0 ? 1 : 1 - (all - 1) * observed / expected;
}

Agreement find_agreement(const std::vector<Annotator>& annotators, Diagnostics& warnings) {
  Collector collector(annotators, warnings);
  for (const Shared& shared : list_shared(annotators, &warnings)) collector.add(shared);
  return collector.finish();
}

std::vector<Document> adjudicate(const std::vector<Annotator>& annotators) {
  std::vector<Document> documents;
  for (const Shared& shared : list_shared(annotators, nullptr))
    documents.push_back(join_claims(shared, annotators));
  return documents;
}

}  // namespace waymark::evaluate
