// SPDX-License-Identifier: Apache-2.0
// Declarations first, then references: a scope is made of all files before any entry is judged.
#include "gazetteer/scope.h"

#include <algorithm>

#include "gazetteer/index_view.h"

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kMaxHintIds =
    100'000;  // of a context that is larger, hints know only so many

std::string near_hint(std::string_view name, const std::vector<std::string>& known) {
  std::string near = text::nearest_word(name, known);
  return near.empty() ? "" : "did you mean '" + near + "'?";
}

void report(const WrittenFile& file, const WrittenText& at, std::string code, std::string message,
            std::string hint, Diagnostics& diagnostics) {
  diagnostics.push_back(file.source->diagnose(Severity::kError, "gazetteer/" + std::move(code),
                                              at.at.begin, at.at.end, std::move(message),
                                              std::move(hint)));
}

}  // namespace

Scope::Scope(const std::vector<WrittenFile>& files, const std::vector<Index>& context,
             Diagnostics& diagnostics)
    : files_(files), context_(context) {
  // As if the files were compiled already: their labels come before those of lists beside them, and
  // labels decide between mentions that are equal else.
  for (const WrittenFile& file : files) add_labels(file, diagnostics);
  for (const Index& index : context)
    context_kinds_.push_back(index.view().add_schema_to(schema_).kinds);
  for (const WrittenFile& file : files) add_kinds(file, diagnostics);
  for (const WrittenFile& file : files) {
    for (const WrittenEntry& entry : file.entries) {
      if (entry.clause != WrittenEntry::Clause::kDefine) continue;
      defined_.try_emplace(entry.id.value, gazetteer::kind_of(entry, file.defaults, schema_));
    }
  }
}

void Scope::add_labels(const WrittenFile& file, Diagnostics& diagnostics) {
  for (const WrittenLabel& label : file.labels) {
    auto known = schema_.find_label(label.name.value);
    if (known && schema_.label(*known).structured != label.structured) {
      report(file, label.name, "conflicting-declaration",
             "label '" + label.name.value + "' is declared both flat and structured", "",
             diagnostics);
    } else {
      schema_.add_label(label.name.value, label.structured);
    }
  }
}

void Scope::add_kinds(const WrittenFile& file, Diagnostics& diagnostics) {
  for (const WrittenKind& kind : file.kinds) {
    auto label = schema_.find_label(kind.label.value);
    auto known = schema_.find_kind(kind.name.value);
    const LabelId given = known ? schema_.kind(*known).label : kNoLabel;
    if (!label) {
      report(file, kind.label, "unknown-label", "unknown label '" + kind.label.value + "'",
             near_hint(kind.label.value, label_names()), diagnostics);
    } else if (given != kNoLabel && given != *label) {
      report(file, kind.name, "conflicting-declaration",
             "kind '" + kind.name.value + "' is declared with two labels", "", diagnostics);
    }
    // A kind of an unknown label still exists, else every entry of it would be reported too.
    schema_.add_kind(kind.name.value, label.value_or(kNoLabel), kind.generics);
  }
}

std::vector<std::string> Scope::label_names() const {
  std::vector<std::string> names;
  for (const Label& label : schema_.labels()) names.push_back(label.name);
  return names;
}

std::vector<std::string> Scope::kind_names() const {
  std::vector<std::string> names;
  for (const Kind& kind : schema_.kinds()) names.push_back(kind.name);
  return names;
}

bool Scope::has_entry(std::string_view id) const {
  if (defined_.contains(id) || (rows_ != nullptr && rows_->has(id))) return true;
  for (const WrittenFile& file : files_) {
    if (std::find(file.lost_ids.begin(), file.lost_ids.end(), id) != file.lost_ids.end())
      return true;
  }
  return context_has(id);
}

bool Scope::may_have_below(std::string_view prefix) const {
  const auto is_below = [&](std::string_view id) { return id.starts_with(prefix); };
  if (rows_ != nullptr) return true;  // nobody asks then
  return std::any_of(defined_.begin(), defined_.end(),
                     [&](const auto& entry) { return is_below(entry.first); }) ||
         std::any_of(files_.begin(), files_.end(),
                     [&](const WrittenFile& file) {
                       return std::any_of(file.lost_ids.begin(), file.lost_ids.end(), is_below);
                     }) ||
         std::any_of(context_.begin(), context_.end(), [&](const Index& index) {
           const std::uint32_t first = index.view().lower_bound_of_id(prefix);
           return first < index.entry_count() && is_below(index.view().entry_id(first));
         });
}

bool Scope::context_has(std::string_view id) const {
  return std::any_of(context_.begin(), context_.end(), [&](const Index& index) {
    auto entry = index.view().find_entry(id);
    return entry && (index.view().entry(*entry, layout::kEntryFlags) & layout::kExternal) == 0;
  });
}

KindId Scope::kind_of(std::string_view id) const {
  if (auto found = defined_.find(id); found != defined_.end()) return found->second;
  if (rows_ != nullptr)
    if (auto row = rows_->held.find(std::string(id)); row != rows_->held.end())
      return row->second.kind;
  for (std::size_t i = 0; i < context_.size(); ++i) {
    auto entry = context_[i].view().find_entry(id);
    if (!entry) continue;
    const Index::View& view = context_[i].view();
    if ((view.entry(*entry, layout::kEntryFlags) & layout::kExternal) != 0) continue;
    const KindId kind = view.entry_kind(*entry);
    return kind < context_kinds_[i].size() ? context_kinds_[i][kind] : kNoKind;
  }
  return kNoKind;
}

std::vector<std::string> Scope::entry_ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, kind] : defined_) ids.emplace_back(id);
  for (const Index& index : context_) {
    for (std::uint32_t i = 0; i < index.entry_count() && ids.size() < kMaxHintIds; ++i) {
      ids.push_back(index.view().entry_id(i));
    }
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

const WrittenText* parent_of(const WrittenEntry& entry, const WrittenDefaults& defaults) {
  if (entry.clause != WrittenEntry::Clause::kDefine) return nullptr;
  if (entry.parent) return &*entry.parent;
  // The country that a file's entries lie in by default often stands in the same file.
  if (defaults.parent && defaults.parent->value != entry.id.value) return &*defaults.parent;
  return nullptr;
}

KindId kind_of(const WrittenEntry& entry, const WrittenDefaults& defaults, const Schema& schema) {
  const auto& written = entry.kind ? entry.kind : defaults.kind;
  return written ? schema.find_kind(written->value).value_or(kNoKind) : kNoKind;
}

LabelId label_of(const WrittenEntry& entry, const WrittenDefaults& defaults, const Schema& schema) {
  if (entry.label) return schema.find_label(entry.label->value).value_or(kNoLabel);
  if (KindId kind = kind_of(entry, defaults, schema); kind != kNoKind)
    return schema.kind(kind).label;
  return defaults.label ? schema.find_label(defaults.label->value).value_or(kNoLabel) : kNoLabel;
}

}  // namespace waymark::gazetteer
