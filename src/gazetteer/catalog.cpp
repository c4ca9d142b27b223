// SPDX-License-Identifier: Apache-2.0
// Entries and forms are numbered by index after index. An entry that an index only adds to or
// refers to (an external one) gets the number it has in the index that defines it; only these few
// are looked up when indexes are joined.
#include "gazetteer/catalog.h"

#include <algorithm>
#include <atomic>
#include <bitset>
#include <cassert>
#include <unordered_map>
#include <unordered_set>

#include "gazetteer/index_view.h"

namespace waymark::gazetteer {

using layout::Section;

namespace {

constexpr int kMaxSteps = 64;  // of containment; also ends what a damaged index makes endless

/// The index in which a number lies. There are few, and every candidate asks many times.
/// Requires: a number below the last base.
std::size_t last_not_above(const std::vector<std::uint32_t>& bases, std::uint32_t number) {
  std::size_t index = 0;
  while (number >= bases[index + 1]) ++index;
  return index;
}

/// An entry where it lies.
std::uint64_t pack(std::size_t index, std::uint32_t local) {
  return (std::uint64_t{index} << 32) | local;
}

/// Where the numbers of the next index begin, after so many of the last one.
std::uint32_t next_base(const std::vector<std::uint32_t>& bases, std::size_t count) {
  return bases.back() + static_cast<std::uint32_t>(count);
}

/// The number through all indexes of what has a number in one; the last of all for what is
/// nowhere.
std::uint32_t number_in(const std::vector<std::uint32_t>& bases, std::size_t index,
                        std::uint32_t local) {
  const std::uint32_t size = bases[index + 1] - bases[index];
  return local < size ? bases[index] + local : bases.back();
}

std::size_t abbreviation_bit(std::uint64_t hash) { return hash % 4096; }

}  // namespace

struct Catalog::Place {
  const Index::View* view = nullptr;  ///< null for a number that there is not
  std::size_t index = 0;
  std::uint32_t local = 0;
};

struct Catalog::Joined {
  std::vector<EntryId> entry_bases{0};  ///< one more than indexes; the last is the sum
  std::vector<FormId> form_bases{0};
  std::vector<std::uint32_t> reason_bases{0}, source_bases{0};  ///< the last of each is of none
  std::vector<Why> whys;                                        ///< by reason
  std::vector<Index::View::SchemaNumbers> schema_numbers;
  std::unordered_map<std::uint64_t, EntryId> externals;  ///< packed place → global number
  std::unordered_multimap<EntryId, std::uint64_t> additions;
  std::unordered_set<EntryId> dropped;
  bool has_needs = false;           ///< whether any form asks for company
  bool has_parents = false;         ///< whether any entry lies in another
  bool has_stops = false;           ///< whether any phrase is barred
  std::bitset<4096> abbreviations;  ///< of their hashes: most words are surely none
};

// Asked several times of each candidate.
inline Catalog::Place Catalog::place_of(EntryId entry) const {
  const std::vector<EntryId>& bases = joined_->entry_bases;
  if (entry >= bases.back()) return {};
  const std::size_t index = last_not_above(bases, entry);
  return {&indexes_[index].view(), index, entry - bases[index]};
}

inline std::pair<std::size_t, FormId> Catalog::place_of_form(FormId form) const {
  const std::vector<FormId>& bases = joined_->form_bases;
  if (form >= bases.back()) return {0, kNoForm};
  const std::size_t index = last_not_above(bases, form);
  return {index, form - bases[index]};
}

namespace {

Diagnostic complain(const Index& index, std::string code, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = "gazetteer/" + std::move(code);
  diagnostic.file = index.name();
  diagnostic.message = std::move(message);
  return diagnostic;
}

/// Says that entries lie in what no index defines; a table often holds a part of a collection.
Diagnostic warn_of_containers(const Index& index, const std::vector<std::uint32_t>& unknown) {
  Diagnostic warning = complain(
      index, "unknown-container",
      "entries lie in '" + index.view().entry_id(unknown.front()) + "'" +
          (unknown.size() > 1 ? " and " + std::to_string(unknown.size() - 1) + " others" : "") +
          ", which no gazetteer has");
  warning.severity = Severity::kWarning;
  warning.hint = "it counts as if nothing were said; add the gazetteer that has it with -g";
  return warning;
}

bool is_external(const Index::View& view, std::uint32_t local) {
  return (view.entry(local, layout::kEntryFlags) & layout::kExternal) != 0;
}

/// The first index that defines an id, with its number there.
std::optional<std::pair<std::size_t, std::uint32_t>> find_definition(
    const std::vector<Index>& indexes, std::string_view id) {
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    auto local = indexes[i].view().find_entry(id);
    if (local && !is_external(indexes[i].view(), *local)) return std::pair(i, *local);
  }
  return std::nullopt;
}

/// Reports ids that both indexes define. Leaps from each list to where the other's next id would
/// stand, so that lists that don't interleave cost a few look-ups.
void find_duplicates(const Index& a, const Index& b, Diagnostics& errors) {
  constexpr std::size_t kShown = 20;
  const Index::View* views[] = {&a.view(), &b.view()};
  std::uint32_t at[] = {0, 0};
  std::size_t turn = 0;
  while (at[0] < a.entry_count() && at[1] < b.entry_count() && errors.size() < kShown) {
    std::string id = views[turn]->entry_id(at[turn]);
    std::size_t other = 1 - turn;
    std::uint32_t found = views[other]->lower_bound_of_id(id);
    at[other] = std::max(at[other], found);
    if (at[other] < views[other]->entry_count && views[other]->entry_id(at[other]) == id) {
      if (!is_external(*views[turn], at[turn]) && !is_external(*views[other], at[other])) {
        errors.push_back(
            complain(b, "duplicate-id", "id '" + id + "' is also defined in '" + a.name() + "'"));
      }
      ++at[turn];
    }
    turn = other;
  }
}

}  // namespace

Result<std::shared_ptr<const Catalog>> Catalog::join(std::vector<Index> indexes,
                                                     Diagnostics* warnings) {
  Diagnostics errors;
  auto joined = std::make_shared<Joined>();
  std::shared_ptr<Catalog> catalog(new Catalog);
  std::uint64_t entries = 0, forms = 0;
  for (const Index& index : indexes) {
    joined->schema_numbers.push_back(index.view().add_schema_to(catalog->schema_));
    entries += index.entry_count();
    forms += index.form_count();
    if (entries >= kNoEntry || forms >= kNoForm) {
      return complain(index, "too-large", "more entries or forms than can be numbered");
    }
    joined->entry_bases.push_back(static_cast<EntryId>(entries));
    joined->form_bases.push_back(static_cast<FormId>(forms));
    const Index::View& view = index.view();
    joined->reason_bases.push_back(
        next_base(joined->reason_bases, view.count<layout::ReasonRecord>(Section::kReasons)));
    for (std::uint32_t i = 0; joined->whys.size() < joined->reason_bases.back(); ++i)
      joined->whys.push_back(view.reason_why(i));
    joined->source_bases.push_back(
        next_base(joined->source_bases, view.count<layout::SourceRecord>(Section::kSources)));
  }
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    for (std::size_t j = i + 1; j < indexes.size(); ++j)
      find_duplicates(indexes[i], indexes[j], errors);
    const Index::View& view = indexes[i].view();
    std::vector<std::uint32_t> unknown;
    for (std::size_t k = 0; k < view.count<std::uint32_t>(Section::kExternals); ++k) {
      std::uint32_t local = *view.read<std::uint32_t>(Section::kExternals, k);
      auto definition = find_definition(indexes, view.entry_id(local));
      if (!definition && (view.entry(local, layout::kEntryFlags) & layout::kOnlyContains) != 0) {
        joined->externals.emplace(pack(i, local), kNoEntry);
        unknown.push_back(local);
        continue;
      }
      if (!definition) {
        errors.push_back(
            complain(indexes[i], "unknown-entry", "unknown entry '" + view.entry_id(local) + "'"));
        break;  // the rest would most likely be the same missing file
      }
      EntryId global = joined->entry_bases[definition->first] + definition->second;
      joined->externals.emplace(pack(i, local), global);
      joined->additions.emplace(global, pack(i, local));
      if ((view.entry(local, layout::kEntryFlags) & layout::kDropped) != 0)
        joined->dropped.insert(global);
    }
    if (!view.entries.have_all(layout::kEntryParent, kNoEntry)) joined->has_parents = true;
    if (view.count<layout::FormNeedRecord>(Section::kFormNeeds) > 0) joined->has_needs = true;
    if (view.count<std::uint64_t>(Section::kStops) > 0) joined->has_stops = true;
    for (std::size_t k = 0; k < view.count<std::uint64_t>(Section::kAbbreviations); ++k)
      joined->abbreviations.set(
          abbreviation_bit(*view.read<std::uint64_t>(Section::kAbbreviations, k)));
    if (warnings != nullptr && !unknown.empty())
      warnings->push_back(warn_of_containers(indexes[i], unknown));
  }
  if (!errors.empty()) return errors;
  joined->whys.push_back(Why::kCanonical);
  static std::atomic<std::uint64_t> last_serial = 0;
  catalog->serial_ = ++last_serial;
  catalog->indexes_ = std::move(indexes);
  catalog->joined_ = std::move(joined);
  return std::shared_ptr<const Catalog>(std::move(catalog));
}

std::size_t Catalog::entry_count() const { return joined_->entry_bases.back(); }
std::size_t Catalog::form_count() const { return joined_->form_bases.back(); }

std::size_t Catalog::living_entry_count() const {
  std::unordered_set<EntryId> dead = joined_->dropped;
  for (std::size_t i = 0; i < indexes_.size(); ++i) {
    const Index::View& view = indexes_[i].view();
    for (const Section list : {Section::kExternals, Section::kDropped})
      for (std::size_t k = 0; k < view.count<std::uint32_t>(list); ++k)
        dead.insert(joined_->entry_bases[i] + *view.read<std::uint32_t>(list, k));
  }
  return entry_count() - std::min(entry_count(), dead.size());
}

std::vector<bool> Catalog::labels_with_entries() const {
  std::vector<bool> labels(schema_.labels().size(), false);
  for (std::size_t i = 0; i < indexes_.size(); ++i) {
    const std::vector<LabelId>& numbers = joined_->schema_numbers[i].labels;
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      const auto record = indexes_[i].view().read<layout::LabelRecord>(Section::kLabels, k);
      if (record && (record->flags & layout::kHasEntries) != 0 && numbers[k] < labels.size())
        labels[numbers[k]] = true;
    }
  }
  return labels;
}

std::string Catalog::digest() const {
  Digest digest;
  for (const Index& index : indexes_) digest += index.content_digest();
  return to_hex(digest);
}

std::optional<EntryId> Catalog::find(std::string_view id) const {
  auto definition = find_definition(indexes_, id);
  if (!definition) return std::nullopt;
  return joined_->entry_bases[definition->first] + definition->second;
}

EntryView Catalog::entry(EntryId entry) const {
  EntryView result;
  unpack(entry, result);
  return result;
}

void Catalog::unpack(EntryId entry, EntryView& out) const {
  for (std::string* text : {&out.id, &out.name, &out.ko, &out.source}) text->clear();
  out.lat = out.lon = std::nullopt;
  out.from = out.to = 0;
  out.ids.clear();
  out.kind = kNoKind;
  out.label = kNoLabel;
  out.parent = kNoEntry;
  out.prior = 0;
  auto [view, index, local] = place_of(entry);
  if (view == nullptr) return;
  const auto& [labels, kinds] = joined_->schema_numbers[index];
  if (const KindId kind = view->entry_kind(local); kind < kinds.size()) out.kind = kinds[kind];
  if (const LabelId label = view->entry_label(local); label < labels.size())
    out.label = labels[label];
  if (const EntryId parent = view->entry(local, layout::kEntryParent); parent < view->entry_count)
    out.parent = global_entry(index, parent);
  out.prior = view->entry_prior(local);
  std::string any;
  view->unpack_names(local, out.id, out.name, out.ko, any);
  if (auto place = view->coordinates(local)) out.lat = place->first, out.lon = place->second;
  if (auto years = view->years(Section::kEntryYears, local))
    out.from = years->from, out.to = years->to;
  out.ids = view->ids(local);
  auto [begin, end] = joined_->additions.equal_range(entry);
  for (auto it = begin; it != end; ++it) {
    const Index::View& more = indexes_[it->second >> 32].view();
    const auto number = static_cast<std::uint32_t>(it->second);
    more.choose_names(number, out.name, out.ko, any);
    auto added = more.ids(number);
    std::move(added.begin(), added.end(), std::back_inserter(out.ids));
  }
  if (out.name.empty()) out.name = std::move(any);
  auto source =
      view->read<layout::SourceRecord>(Section::kSources, view->entry(local, layout::kEntrySource));
  if (source) view->string(source->name, out.source);
}

KindId Catalog::kind(EntryId entry) const {
  auto [view, index, local] = place_of(entry);
  if (view == nullptr) return kNoKind;
  const std::vector<KindId>& kinds = joined_->schema_numbers[index].kinds;
  const KindId kind = view->entry_kind(local);
  return kind < kinds.size() ? kinds[kind] : kNoKind;
}

LabelId Catalog::label(EntryId entry) const {
  auto [view, index, local] = place_of(entry);
  if (view == nullptr) return kNoLabel;
  const std::vector<LabelId>& labels = joined_->schema_numbers[index].labels;
  const LabelId label = view->entry_label(local);
  return label < labels.size() ? labels[label] : kNoLabel;
}

EntryId Catalog::parent(EntryId entry) const {
  if (!joined_->has_parents) return kNoEntry;  // as in plain lists
  auto [view, index, local] = place_of(entry);
  if (view == nullptr) return kNoEntry;
  const EntryId parent = view->entry(local, layout::kEntryParent);
  return parent < view->entry_count ? global_entry(index, parent) : kNoEntry;
}

float Catalog::prior(EntryId entry) const {
  auto [view, index, local] = place_of(entry);
  if (view == nullptr) return 0;
  return view->entry_prior(local);
}

bool Catalog::is_dropped(EntryId entry) const {
  auto [view, index, local] = place_of(entry);
  if (view == nullptr) return true;
  return (view->entry(local, layout::kEntryFlags) & (layout::kDropped | layout::kExternal)) != 0 ||
         (!joined_->dropped.empty() && joined_->dropped.contains(entry));
}

bool Catalog::lies_in(EntryId inner, EntryId outer) const {
  for (int steps = 0; inner != kNoEntry && steps < kMaxSteps; ++steps) {
    if (inner == outer) return true;
    inner = parent(inner);
  }
  return false;
}

std::vector<std::pair<std::string, std::string>> Catalog::names(EntryId entry) const {
  auto [view, index, local] = place_of(entry);
  if (view == nullptr) return {};
  auto result = view->names(local);
  auto [begin, end] = joined_->additions.equal_range(entry);
  for (auto it = begin; it != end; ++it) {
    auto added = indexes_[it->second >> 32].view().names(static_cast<std::uint32_t>(it->second));
    std::move(added.begin(), added.end(), std::back_inserter(result));
  }
  return result;
}

FormView Catalog::form(FormId form) const {
  auto [index, local] = place_of_form(form);
  if (local == kNoForm) return {};
  FormView result = indexes_[index].form(local);
  if (result.entry != kNoEntry) result.entry = global_entry(index, result.entry);
  return result;
}

Why Catalog::why(FormId form) const { return joined_->whys[reason(form)]; }

std::string Catalog::scheme(FormId form) const {
  auto [index, local] = place_of_form(form);
  return local == kNoForm ? std::string() : indexes_[index].form_scheme(local);
}

std::uint32_t Catalog::reason(FormId form) const {
  auto [index, local] = place_of_form(form);
  if (local == kNoForm) return joined_->reason_bases.back();
  const std::uint32_t reason = indexes_[index].view().form(local, layout::kFormReason);
  return number_in(joined_->reason_bases, index, reason);
}

std::size_t Catalog::reason_count() const { return std::size_t{joined_->reason_bases.back()} + 1; }

std::uint32_t Catalog::source(EntryId entry) const {
  auto [view, index, local] = place_of(entry);
  if (view == nullptr) return joined_->source_bases.back();
  return number_in(joined_->source_bases, index, view->entry(local, layout::kEntrySource));
}

std::size_t Catalog::source_count() const { return std::size_t{joined_->source_bases.back()} + 1; }

bool Catalog::has_needs() const { return joined_->has_needs; }

bool Catalog::has_needs(FormId form) const {
  auto [index, local] = place_of_form(form);
  return local != kNoForm && indexes_[index].form_needs(local) != 0;
}

std::vector<Need> Catalog::needs(FormId form) const {
  auto [index, local] = place_of_form(form);
  if (local == kNoForm) return {};
  return indexes_[index].needs(indexes_[index].form_needs(local));
}

EntryId Catalog::global_entry(std::size_t index_number, std::uint32_t local) const {
  assert(index_number < indexes_.size());
  const Index::View& view = indexes_[index_number].view();
  if (local >= view.entry_count) return kNoEntry;
  if (!joined_->externals.empty()) {
    auto external = joined_->externals.find(pack(index_number, local));
    if (external != joined_->externals.end()) return external->second;
  }
  return joined_->entry_bases[index_number] + local;
}

FormId Catalog::global_form(std::size_t index_number, std::uint32_t local) const {
  assert(index_number < indexes_.size());
  return joined_->form_bases[index_number] + local;
}

bool Catalog::is_abbreviation(std::uint64_t folded_hash) const {
  if (!joined_->abbreviations.test(abbreviation_bit(folded_hash))) return false;
  return std::any_of(indexes_.begin(), indexes_.end(), [&](const Index& index) {
    return index.view().has_hash(Section::kAbbreviations, folded_hash);
  });
}

bool Catalog::is_stopped(std::uint64_t phrase_hash) const {
  return joined_->has_stops &&
         std::any_of(indexes_.begin(), indexes_.end(), [&](const Index& index) {
           return index.view().has_hash(Section::kStops, phrase_hash);
         });
}

}  // namespace waymark::gazetteer
