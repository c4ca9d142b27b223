// SPDX-License-Identifier: Apache-2.0
// What `import` makes of a text alone is asked of what it asks itself, FormMaker: more is said
// where a form is found otherwise, or where its letters prove little, so that nothing hangs on
// --weak.
#include "cli/exported.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>

#include "gazetteer/form_maker.h"
#include "gazetteer/index_view.h"

namespace waymark::cli {
namespace {

using gazetteer::Case;
using gazetteer::Catalog;
using gazetteer::EntryId;
using gazetteer::Form;
using gazetteer::FormId;
using gazetteer::FormView;
using gazetteer::ImportForm;
using gazetteer::Need;
using gazetteer::Why;
using Forms = GazetteerOptions::Forms;
using FormsByEntry = std::vector<std::pair<EntryId, FormId>>;

/// Which forms are found: numbered by entry, then in the order of the gazetteer.
FormsByEntry forms_by_entry(const Catalog& catalog) {
  FormsByEntry forms;
  for (std::size_t i = 0; i < catalog.indexes().size(); ++i)
    for (FormId local = 0; local < catalog.indexes()[i].form_count(); ++local) {
      const FormId form = catalog.global_form(i, local);
      forms.emplace_back(catalog.form(form).entry, form);
    }
  std::sort(forms.begin(), forms.end());
  return forms;
}

bool is_wanted(const FormView& form, Forms wanted) {
  if (wanted == Forms::kAll) return true;
  if (wanted == Forms::kText) return !form.lookup_only;
  return form.why != Why::kDerived;
}

/// Whether a form is found as any name.
bool is_usual(const Form& form) {
  return form.letter_case == Case::kTitle && !form.lookup_only && form.needs.empty();
}

bool is_found_alike(const Form& a, const Form& b) {
  const auto parts = [](const Need& need) { return std::tie(need.what, need.value, need.within); };
  return a.letter_case == b.letter_case && a.lookup_only == b.lookup_only &&
         std::equal(a.needs.begin(), a.needs.end(), b.needs.begin(), b.needs.end(),
                    [&](const Need& x, const Need& y) { return parts(x) == parts(y); });
}

/// Describes one entry after the other.
class Describer {
 public:
  Describer(const Catalog& catalog, Forms wanted)
      : catalog_(catalog),
        wanted_(wanted),
        maker_(gazetteer::WeakForms::kGuard, catalog.schema(), report_) {}

  Exported describe(EntryId number, FormsByEntry::const_iterator begin,
                    FormsByEntry::const_iterator end) {
    out_ = {};
    out_.entry = catalog_.entry(number);
    out_.label = catalog_.schema().label(out_.entry.label).name;
    out_.kind = catalog_.schema().kind(out_.entry.kind).name;
    if (out_.entry.parent != gazetteer::kNoEntry)
      out_.parent = catalog_.entry(out_.entry.parent).id;
    seen_.clear();
    described_.clear();
    add_names(catalog_.names(number));
    views_.clear();
    std::transform(begin, end, std::back_inserter(views_),
                   [&](const auto& form) { return catalog_.form(form.second); });
    out_.corrects = std::any_of(views_.begin(), views_.end(), [&](const FormView& view) {
      return !view.fixed && view.text == out_.entry.name;
    });
    for (const FormView& view : views_) add_form(view, (begin++)->second);
    return std::move(out_);
  }

 private:
  /// Of a second name in a language stands its form, among the aliases.
  void add_names(std::vector<std::pair<std::string, std::string>> names) {
    std::stable_partition(names.begin(), names.end(),
                          [&](const auto& name) { return name.second == out_.entry.name; });
    std::set<std::string> languages;
    for (auto& [language, name] : names) {
      if (!languages.insert(language).second) continue;
      if (seen_.insert(name).second) out_.forms.push_back(name);
      out_.names.emplace_back(std::move(language), std::move(name));
    }
  }

  void add_form(const FormView& view, FormId number) {
    if (!described_.insert(view.text).second) return;
    const bool is_new = seen_.insert(view.text).second;
    if (is_new && !is_wanted(view, wanted_)) {
      ++out_.unwanted;
      return;
    }
    if (is_new) {
      out_.aliases.push_back(view.text);
      out_.forms.push_back(view.text);
    }
    tell(said_of(view, catalog_.needs(number), is_new ? Why::kAlias : Why::kCanonical));
  }

  /// All that is known of a form. `usual`: why it stands for the entry if nothing is said.
  [[nodiscard]] ImportForm said_of(const FormView& view, std::vector<Need> needs, Why usual) const {
    ImportForm said;
    Form& form = said.form;
    form.text = view.text;
    form.why = view.why == usual ? Why::kCanonical : view.why;
    form.scheme = view.scheme;
    form.derivation = view.derivation;
    form.letter_case = view.letter_case;
    form.lookup_only = view.lookup_only;
    form.needs = std::move(needs);
    form.glued = view.glued;
    if (std::pair(view.from, view.to) != std::pair(out_.entry.from, out_.entry.to))
      form.from = view.from, form.to = view.to;
    if (view.fixed == out_.corrects) said.corrects = !view.fixed;
    return said;
  }

  /// Keeps what is said of a form if its text doesn't say it all.
  void tell(ImportForm said) {
    const Form& form = said.form;
    const std::optional<Form> judged = judge(form);
    const bool is_alike = judged && is_found_alike(*judged, form);
    said.is_judged = is_alike && is_usual(form);
    const bool has_more = !form.scheme.empty() || !form.derivation.empty() || form.glued ||
                          form.from != 0 || form.to != 0 || said.corrects;
    if (!is_alike || has_more) ++out_.manners;
    if (said.is_judged && !has_more && form.why == Why::kCanonical) return;
    out_.told.push_back(std::move(said));
  }

  /// What an import makes of a form's text and its reason; nothing if it refuses it.
  std::optional<Form> judge(const Form& form) {
    ImportForm alone;
    alone.form.text = form.text;
    alone.form.why = form.why;
    if (form.why == Why::kAbbreviation) alone.form.letter_case = Case::kExact;
    maker_.begin(out_.entry.label, made_);
    if (maker_.add(alone, Why::kAlias) || maker_.count() == 0) return std::nullopt;
    return made_.front();
  }

  const Catalog& catalog_;
  Forms wanted_;
  gazetteer::ImportReport report_;
  gazetteer::FormMaker maker_;
  std::vector<Form> made_;
  std::vector<FormView> views_;
  Exported out_;
  std::set<std::string> seen_, described_;
};

}  // namespace

ExportedEntries::ExportedEntries(const Catalog& catalog, Forms wanted)
    : catalog_(catalog), wanted_(wanted), forms_(forms_by_entry(catalog)) {}

ExportTotals ExportedEntries::for_each(const std::function<void(const Exported&)>& take) const {
  ExportTotals totals;
  Describer describer(catalog_, wanted_);
  auto form = forms_.begin();
  for (EntryId entry = 0; entry < catalog_.entry_count(); ++entry) {
    while (form != forms_.end() && form->first < entry) ++form;
    auto end = form;
    while (end != forms_.end() && end->first == entry) ++end;
    if (catalog_.is_dropped(entry)) continue;
    const Exported one = describer.describe(entry, form, end);
    ++totals.entries;
    totals.manners += one.manners;
    totals.unwanted += one.unwanted;
    totals.sources.insert(one.entry.source);
    take(one);
  }
  return totals;
}

std::size_t ExportedEntries::count_stops() const {
  std::size_t count = 0;
  for (const gazetteer::Index& index : catalog_.indexes())
    count += index.view().count<std::uint64_t>(gazetteer::layout::Section::kStops);
  return count;
}

}  // namespace waymark::cli
