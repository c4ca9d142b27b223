// SPDX-License-Identifier: Apache-2.0
// A name of a table → a form, judged by what its letters prove: what proves little is found as it
// is written, near others, or not in running text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/form_evidence.h"
#include "gazetteer/import.h"
#include "gazetteer/import_row.h"
#include "gazetteer/index_writer.h"
#include "gazetteer/phrase.h"
#include "gazetteer/schema.h"

namespace waymark::gazetteer {

/// What keeps a row from becoming an entry. Units: `at` is a byte of the table.
struct RowFault {
  std::size_t at = 0;
  std::string code, message, hint;
};

class FormMaker {
 public:
  /// Weak forms are counted in `report`. Lifetime: refers to both.
  FormMaker(WeakForms weak, const Schema& schema, ImportReport& report)
      : weak_(weak), schema_(schema), report_(report) {}

  /// From here on forms are those of an entry of this label: they go into `forms`, from its begin
  /// on, so that what stands there keeps its memory. `corrects`: other spellings are corrected to
  /// them.
  void begin(LabelId label, std::vector<Form>& forms, bool corrects = false) {
    label_ = label;
    corrects_ = corrects;
    forms_ = &forms;
    count_ = 0;
  }
  /// Adds a form. An alias that can't be looked up is passed over, as nothing is.
  std::optional<RowFault> add(const ImportField& field, Why why) { return add(field, why, weak_); }
  /// Adds a form of which more is said; `usual`: why it stands for its entry if that is not said.
  std::optional<RowFault> add(const ImportForm& form, Why usual);
  /// How many were added.
  [[nodiscard]] std::size_t count() const { return count_; }

  /// Whether a name is a form that plain() makes; then key() is its key.
  [[nodiscard]] bool is_plain(std::string_view name);
  [[nodiscard]] std::string_view key() const { return plain_.key(); }
  /// The form of a name of Latin letters that proves enough.
  [[nodiscard]] static Form plain(std::string_view name);

 private:
  std::optional<RowFault> add(const ImportField& field, Why why, WeakForms weak);
  Form& next_form(Why why);
  void add_plain(std::string_view text, Why why, WeakForms weak);
  std::optional<RowFault> add_other(std::string_view given, std::size_t at, Why why,
                                    WeakForms weak);
  [[nodiscard]] bool is_usable(const std::string& text, FormEvidence evidence);
  void guard(FormEvidence evidence, WeakForms weak, Form& form);
  [[nodiscard]] std::vector<Need> company() const;

  WeakForms weak_;
  const Schema& schema_;
  ImportReport& report_;
  LabelId label_ = kNoLabel;
  bool corrects_ = false;
  std::vector<Form>* forms_ = nullptr;
  std::size_t count_ = 0;
  FormCutter cutter_;
  PlainKey plain_;
};

}  // namespace waymark::gazetteer
