// SPDX-License-Identifier: Apache-2.0
// Each check is a function over one entry or one file; circles are walked over all entries at once.
#include "gazetteer/check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "gazetteer/check_text.h"
#include "gazetteer/limits.h"
#include "surface/derive.h"

namespace waymark::gazetteer {

namespace {

using Clause = WrittenEntry::Clause;

class Checker {
 public:
  Checker(const std::vector<WrittenFile>& files, const Scope& scope, Diagnostics& diagnostics)
      : files_(files), scope_(scope), diagnostics_(diagnostics) {}

  void check() {
    check_unique_ids();
    for (const WrittenFile& file : files_) check_file(file);
    check_circles();
  }

 private:
  struct Site {
    const WrittenFile* file;
    const WrittenEntry* entry;
  };

  void error(const WrittenFile& file, Span at, std::string code, std::string message,
             std::string hint = {}) {
    diagnostics_.push_back(file.source->diagnose(Severity::kError, "gazetteer/" + std::move(code),
                                                 at.begin, at.end, std::move(message),
                                                 std::move(hint)));
  }

  void unknown(const WrittenFile& file, Span at, std::string_view what, const std::string& name,
               const std::vector<std::string>& known) {
    std::string near = text::nearest_word(name, known);
    error(file, at, "unknown-" + std::string(what),
          "unknown " + std::string(what) + " '" + name + "'",
          near.empty() ? "" : "did you mean '" + near + "'?");
  }

  void check_unique_ids();
  void check_file(const WrittenFile& file);
  void check_defaults(const WrittenFile& file);
  void check_entry(const WrittenFile& file, const WrittenEntry& entry);
  void check_label(const WrittenFile& file, const WrittenEntry& entry);
  void check_coordinates(const WrittenFile& file, const WrittenEntry& entry);
  void check_names(const WrittenFile& file, const WrittenEntry& entry);
  void check_years(const WrittenFile& file, Span at, int from, int to);
  void check_manner(const WrittenFile& file, const Manner& manner);
  void check_need(const WrittenFile& file, const WrittenNeed& need);
  void check_entry_id(const WrittenFile& file, const WrittenText& id);
  void check_label_name(const WrittenFile& file, const std::optional<WrittenText>& label);
  void check_kind_name(const WrittenFile& file, const std::optional<WrittenText>& kind);
  void check_circles();
  void report_circle(const std::string& start);

  /// Made when the first unknown id asks for it.
  const std::vector<std::string>& known_ids() {
    if (!known_ids_) known_ids_ = scope_.entry_ids();
    return *known_ids_;
  }

  const std::vector<WrittenFile>& files_;
  const Scope& scope_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string_view, Site> defined_;
  std::optional<std::vector<std::string>> known_ids_;
};

void Checker::check_unique_ids() {
  for (const WrittenFile& file : files_) {
    for (const WrittenEntry& entry : file.entries) {
      if (entry.clause != Clause::kDefine) continue;
      auto [first, is_new] = defined_.try_emplace(entry.id.value, Site{&file, &entry});
      if (!is_new) {
        const Site& site = first->second;
        std::string line =
            std::to_string(site.file->source->position(site.entry->id.at.begin).line);
        error(file, entry.id.at, "duplicate-id", "id '" + entry.id.value + "' is defined twice",
              "the first one is at " + site.file->source->name() + ":" + line +
                  "; write 'extend:' to add to it");
      } else if (scope_.context_has(entry.id.value)) {
        error(file, entry.id.at, "duplicate-id",
              "id '" + entry.id.value + "' is defined in a compiled gazetteer too",
              "write 'extend:' to add to it");
      }
    }
  }
}

void Checker::check_file(const WrittenFile& file) {
  check_defaults(file);
  for (const WrittenText& stop : file.stop) check_form_text(*file.source, stop, true, diagnostics_);
  for (const WrittenEntry& entry : file.entries) check_entry(file, entry);
}

void Checker::check_defaults(const WrittenFile& file) {
  check_label_name(file, file.defaults.label);
  check_kind_name(file, file.defaults.kind);
  if (file.defaults.parent) check_entry_id(file, *file.defaults.parent);
  check_manner(file, file.defaults);
}

void Checker::check_entry(const WrittenFile& file, const WrittenEntry& entry) {
  if (entry.clause != Clause::kDefine) check_entry_id(file, entry.id);
  check_label_name(file, entry.label);
  check_kind_name(file, entry.kind);
  if (entry.parent) check_entry_id(file, *entry.parent);
  check_manner(file, entry);
  if (entry.clause == Clause::kDefine) check_label(file, entry);
  check_coordinates(file, entry);
  check_years(file, entry.id.at, entry.from, entry.to);
  check_names(file, entry);
}

void Checker::check_label(const WrittenFile& file, const WrittenEntry& entry) {
  bool is_said = entry.label || entry.kind || file.defaults.kind || file.defaults.label;
  if (is_said) return;
  error(file, entry.id.at, "missing-label",
        "entry '" + entry.id.value + "' has no kind and no label",
        "write kind: or label:, or a default for the file");
}

void Checker::check_coordinates(const WrittenFile& file, const WrittenEntry& entry) {
  if (entry.lat.has_value() == entry.lon.has_value()) return;
  error(file, entry.lat ? entry.lat->at : entry.lon->at, "bad-coordinate",
        "'lat' and 'lon' go together");
}

void Checker::check_years(const WrittenFile& file, Span at, int from, int to) {
  if (from != 0 && to != 0 && from > to) {
    error(file, at, "bad-year",
          "from " + std::to_string(from) + " to " + std::to_string(to) + " is no stretch of time");
  }
}

void Checker::check_names(const WrittenFile& file, const WrittenEntry& entry) {
  auto is_guarded = [&](const Manner& manner) {
    return !manner.needs.empty() || manner.letter_case == Case::kExact || !entry.needs.empty() ||
           entry.letter_case == Case::kExact;
  };
  for (const Tagged& name : entry.names)
    check_form_text(*file.source, name.text, is_guarded(entry), diagnostics_);
  for (const WrittenText& form : entry.never)
    check_form_text(*file.source, form, true, diagnostics_);
  for (const WrittenAlias& alias : entry.aliases) {
    bool guarded = is_guarded(alias) || alias.why == Why::kAbbreviation;
    check_form_text(*file.source, alias.form, guarded, diagnostics_);
    check_manner(file, alias);
    check_years(file, alias.form.at, alias.from, alias.to);
  }
}

void Checker::check_manner(const WrittenFile& file, const Manner& manner) {
  const std::vector<std::string>& derivers = surface::deriver_names();
  for (const WrittenText& deriver : manner.derive.value_or(std::vector<WrittenText>())) {
    if (std::find(derivers.begin(), derivers.end(), deriver.value) == derivers.end()) {
      unknown(file, deriver.at, "deriver", deriver.value, derivers);
    }
  }
  for (const WrittenNeed& need : manner.needs) check_need(file, need);
}

void Checker::check_need(const WrittenFile& file, const WrittenNeed& need) {
  WrittenText name{need.need.value, need.at};
  switch (need.need.what) {
    case Need::What::kIn:
    case Need::What::kEntry:
      return check_entry_id(file, name);
    case Need::What::kKind:
      return check_kind_name(file, name);
    case Need::What::kLabel:
      return check_label_name(file, name);
  }
}

void Checker::check_entry_id(const WrittenFile& file, const WrittenText& id) {
  if (!scope_.has_entry(id.value)) unknown(file, id.at, "entry", id.value, known_ids());
}

// An empty name was already reported where it was read.
void Checker::check_label_name(const WrittenFile& file, const std::optional<WrittenText>& label) {
  if (label && !label->value.empty() && !scope_.schema().find_label(label->value)) {
    unknown(file, label->at, "label", label->value, scope_.label_names());
  }
}

void Checker::check_kind_name(const WrittenFile& file, const std::optional<WrittenText>& kind) {
  if (kind && !kind->value.empty() && !scope_.schema().find_kind(kind->value)) {
    unknown(file, kind->at, "kind", kind->value, scope_.kind_names());
  }
}

/// Walks up from every entry; one that is met again on the same walk closes a circle.
void Checker::check_circles() {
  std::unordered_map<std::string_view, std::size_t> walk_of;
  std::size_t walk = 0;
  for (const WrittenFile& file : files_) {
    for (const WrittenEntry& first : file.entries) {
      ++walk;
      auto site = defined_.find(first.id.value);
      while (site != defined_.end()) {
        auto [seen, is_new] = walk_of.try_emplace(site->first, walk);
        if (!is_new) {
          if (seen->second == walk) report_circle(std::string(site->first));
          break;
        }
        const WrittenText* parent = parent_of(*site->second.entry, site->second.file->defaults);
        site = parent != nullptr ? defined_.find(parent->value) : defined_.end();
      }
    }
  }
}

void Checker::report_circle(const std::string& start) {
  constexpr std::size_t kShown = 8;
  Site site = defined_.at(start);
  const WrittenText* first_parent = parent_of(*site.entry, site.file->defaults);
  std::string chain = start;
  std::string_view id = first_parent->value;
  for (std::size_t shown = 1; id != start && shown < kShown; ++shown) {
    chain += " in " + std::string(id);
    Site next = defined_.at(id);
    id = parent_of(*next.entry, next.file->defaults)->value;
  }
  Span at = site.entry->parent ? first_parent->at : site.entry->id.at;
  error(*site.file, at, "circle",
        "'" + start + "' lies in itself: " + chain + (id == start ? " in " : " in … in ") + start);
}

}  // namespace

void check_files(const std::vector<WrittenFile>& files, const Scope& scope,
                 Diagnostics& diagnostics) {
  Checker(files, scope, diagnostics).check();
}

}  // namespace waymark::gazetteer
