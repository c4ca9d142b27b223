// SPDX-License-Identifier: Apache-2.0
// Names of Latin letters, most of a large table, go a straight path; the others are brought into
// NFC and cut.
#include "gazetteer/form_maker.h"

#include <algorithm>

#include "gazetteer/limits.h"
#include "surface/hangul.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// "Reading" counts beside "London" or in one sentence with it, hardly a paragraph away.
constexpr std::uint32_t kCompanyTokens = 12;

/// All of a form but its text, as forms of tables are that prove enough.
void reset(Form& form, Why why) {
  form.why = why;
  form.key.clear();
  form.scheme.clear();
  form.derivation.clear();
  form.letter_case = Case::kTitle;
  form.case_is_stated = form.lookup_only = form.glued = false;
  form.fixed = true;
  form.needs.clear();
  form.from = form.to = 0;
}

/// What a table says of a form, where nothing but its text was known.
void settle(const ImportForm& said, Form& form) {
  form.scheme = said.form.scheme;
  form.derivation = said.form.derivation;
  form.glued = said.form.glued;
  form.from = said.form.from, form.to = said.form.to;
  if (said.corrects) form.fixed = !*said.corrects;
  if (said.is_judged) {
    form.letter_case = std::min(form.letter_case, said.form.letter_case);
    return;
  }
  form.letter_case = said.form.letter_case;
  form.case_is_stated = said.form.case_is_stated;
  form.lookup_only = said.form.lookup_only;
  form.needs = said.form.needs;
}

}  // namespace

std::optional<RowFault> FormMaker::add(const ImportForm& said, Why usual) {
  const std::size_t before = count_;
  const Why why = said.form.why == Why::kCanonical ? usual : said.form.why;
  const WeakForms weak = said.is_judged ? weak_ : WeakForms::kKeep;
  if (auto fault = add({said.form.text, said.at}, why, weak)) return fault;
  if (count_ > before) settle(said, (*forms_)[before]);
  return std::nullopt;
}

std::optional<RowFault> FormMaker::add(const ImportField& field, Why why, WeakForms weak) {
  const std::string_view given = trim(field.text);
  if (given.empty()) return std::nullopt;
  if (given.size() > kMaxFormBytes)
    return RowFault{field.at, "too-long", "a name is longer than 1000 bytes", ""};
  if (plain_.write(given) && !plain_.key().empty()) {
    add_plain(given, why, weak);
    return std::nullopt;
  }
  return add_other(given, field.at, why, weak);
}

bool FormMaker::is_plain(std::string_view name) {
  return plain_.write(name) && plain_.letters().count > 0 &&
         (weak_ == WeakForms::kKeep || judge_form(name, plain_) == FormEvidence::kName);
}

Form FormMaker::plain(std::string_view name) {
  Form form;
  reset(form, Why::kCanonical);
  form.text = name;
  return form;
}

Form& FormMaker::next_form(Why why) {
  if (count_ == forms_->size()) forms_->emplace_back();
  Form& form = (*forms_)[count_++];
  reset(form, why);
  form.fixed = !corrects_;
  return form;
}

/// Adds a form of which plain_ has the key.
void FormMaker::add_plain(std::string_view text, Why why, WeakForms weak) {
  Form& form = next_form(why);
  form.text = text;
  form.key = plain_.key();
  guard(judge_form(text, plain_), weak, form);
}

std::optional<RowFault> FormMaker::add_other(std::string_view given, std::size_t at, Why why,
                                             WeakForms weak) {
  if (!text::is_valid_utf8(given)) return RowFault{at, "invalid-utf8", "a name is not UTF-8", ""};
  if (std::any_of(given.begin(), given.end(), [](char c) { return c >= 0 && c < ' '; }))
    return RowFault{at, "control-character", "a name holds a tab, line end or control character",
                    ""};
  Form& form = next_form(why);
  form.text = surface::to_utf8(surface::to_code_points(given));
  const FormEvidence evidence = judge_form(form.text);
  if (is_usable(form.text, evidence)) {
    guard(evidence, weak, form);
    return std::nullopt;
  }
  --count_;
  if (why != Why::kCanonical) return std::nullopt;
  return RowFault{at, "unusable-form", "nothing in '" + form.text + "' can be looked up", ""};
}

/// What has two letters and not many bytes can be; the rest is cut to see.
bool FormMaker::is_usable(const std::string& text, FormEvidence evidence) {
  if (evidence != FormEvidence::kScrap && text.size() <= kMaxFormUnits) return true;
  const std::size_t units = cutter_.cut(text).hashes.size();
  return units > 0 && units <= kMaxFormUnits;
}

void FormMaker::guard(FormEvidence evidence, WeakForms weak, Form& form) {
  if (evidence == FormEvidence::kName || weak == WeakForms::kKeep) return;
  const bool is_guarded = weak == WeakForms::kGuard;
  if (is_guarded && (evidence == FormEvidence::kScrap || evidence == FormEvidence::kSmall)) {
    form.lookup_only = true;
    ++report_.lookup_only;
    return;
  }
  form.letter_case = Case::kExact;
  form.case_is_stated = true;
  ++report_.exact;
  if (is_guarded && evidence == FormEvidence::kWord) {
    form.needs = company();
    ++report_.in_company;
  }
}

/// Another mention of the same label close by.
std::vector<Need> FormMaker::company() const {
  return {
      {.what = Need::What::kLabel, .value = schema_.label(label_).name, .within = kCompanyTokens}};
}

}  // namespace waymark::gazetteer
