// SPDX-License-Identifier: Apache-2.0
#include "view/totals.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "text/utf8.h"

namespace waymark::view {
namespace {

/// "2019-10" of "2019-10-16"; empty if the date has no month.
std::string month_of(const std::string& date) {
  return date.size() >= 7 && date[4] == '-' ? date.substr(0, 7) : std::string();
}

/// What is kept of a spelling; a mention may be as long as its document.
std::string shorten(std::string_view spelling) {
  std::size_t size = std::min<std::size_t>(spelling.size(), 200);
  while (!text::is_code_point_boundary(spelling, size)) --size;
  return std::string(spelling.substr(0, size)) + (size < spelling.size() ? "…" : "");
}

/// The count under a name; names beyond the limit share "(others)".
template <class T>
T& counter(std::map<std::string, T>& counts, const std::string& name, std::size_t most) {
  if (counts.size() < most || counts.contains(name)) return counts[name];
  return counts["(others)"];
}

}  // namespace

void Totals::add(const Document& document) {
  ++documents_;
  std::string month = month_of(document.date);
  if (months_.size() >= kMaxMonths && !months_.contains(month)) month.clear();
  if (!month.empty()) ++months_[month];
  for (const Mention& mention : document.mentions) {
    ++mentions_;
    ++counter(labels_, mention.label, kMaxNames).mentions;
    if (mention.link && !mention.link->entry.empty()) add_entry(document, mention, month);
  }
  for (const Relation& relation : document.relations)
    ++counter(relations_, relation.type, kMaxNames);
}

void Totals::add_other_side(const Document& document) {
  for (const Mention& mention : document.mentions)
    ++counter(labels_, mention.label, kMaxNames).of_other_side;
}

void Totals::add_entry(const Document& document, const Mention& mention, const std::string& month) {
  ++linked_;
  const Link& link = *mention.link;
  if (entries_.size() >= kMaxEntries && !entries_.contains(link.entry)) {
    ++uncounted_;
    return;
  }
  EntryTotals& entry = entries_[link.entry];
  if (entry.mentions++ == 0) {
    entry.id = link.entry, entry.name = link.name, entry.ko = link.ko, entry.kind = link.kind;
    entry.label = mention.label, entry.lat = link.lat, entry.lon = link.lon;
  }
  std::uint64_t& last = last_document_[link.entry];
  if (last != documents_) ++entry.documents, last = documents_;
  const std::string spelling = shorten(document.slice(mention.span));
  if (entry.spellings.size() < kMaxSpellings || entry.spellings.contains(spelling))
    ++entry.spellings[spelling];
  else
    ++entry.other_spellings;
  if (!month.empty()) ++entry.by_month[month];
}

std::vector<const EntryTotals*> Totals::entries() const {
  std::vector<const EntryTotals*> sorted;
  for (const auto& [id, entry] : entries_) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](const EntryTotals* a, const EntryTotals* b) {
    return std::tie(b->mentions, a->id) < std::tie(a->mentions, b->id);
  });
  return sorted;
}

}  // namespace waymark::view
