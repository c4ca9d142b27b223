// SPDX-License-Identifier: Apache-2.0
// Asks an index all that it can be asked, so that damaged bytes have every chance to do harm.
#pragma once

#include <cstddef>
#include <string_view>

#include "gazetteer/catalog.h"
#include "gazetteer/index.h"
#include "gazetteer/near_table.h"
#include "gazetteer/phrase.h"
#include "gazetteer/search.h"
#include "text/normal_form.h"

namespace waymark::test {

/// Gives a number that depends on all answers; of large indexes the first hundred forms and entries
/// are asked for.
inline std::size_t ask_everything(const gazetteer::Index& index) {
  using namespace gazetteer;
  constexpr std::uint32_t kMost = 100;
  std::size_t answers = 0;
  FormCutter cutter;
  for (std::string_view name : {"North Korea", "Hyesan City", "혜산시", "nothing"}) {
    std::uint64_t hash = text::kEmptyPhrase;
    for (std::uint64_t unit : cutter.cut(name).hashes) {
      answers += index.may_start(unit);
      hash = text::extend_phrase(hash, unit);
      FormId form = index.step(hash).first_form;
      for (std::uint32_t i = 0; form != kNoForm && i < kMost; ++i, form = index.next_of_key(form)) {
        answers += index.key_equals(form, "hyesan") + index.form_entry(form);
      }
    }
  }
  for (FormId form = 0; form < index.form_count() && form < kMost; ++form) {
    FormView view = index.form(form);
    answers += view.text.size() + view.scheme.size() + index.needs(view.needs).size();
  }
  for (std::string_view folded : {"hyesann", "haesan", "samjiyon"})
    for (const NearWord& word : index.near_words(NearQuery(folded, 2)))
      answers += word.folded.size() + word.form;
  answers += index.near_containers().size();
  auto catalog = Catalog::join({index}, nullptr);
  if (!catalog) return answers;
  for (EntryId entry = 0; entry < (*catalog)->entry_count() && entry < kMost; ++entry) {
    EntryView view = (*catalog)->entry(entry);
    answers += view.name.size() + view.ids.size() + (*catalog)->lies_in(entry, 0);
    answers += (*catalog)->find(view.id).value_or(0) + (*catalog)->is_dropped(entry);
  }
  answers += find_forms(**catalog, "Hyesan").size();
  if (index.form_count() < kMost) answers += find_shared_forms(**catalog).size();
  return answers + (*catalog)->is_abbreviation(text::hash_folded("oct")) +
         (*catalog)->is_stopped(7);
}

}  // namespace waymark::test
