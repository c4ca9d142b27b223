// SPDX-License-Identifier: Apache-2.0
// Forms are written in the order of their rows; what many say alike is numbered before.
#include "gazetteer/form_writer.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "gazetteer/front_coding.h"
#include "gazetteer/near_writer.h"
#include "gazetteer/packed_records.h"
#include "gazetteer/phrase_gatherer.h"

namespace waymark::gazetteer {

using layout::Section;

/// Numbers reasons and needs in the order of the rows that first have them.
void FormWriter::number_manners() {
  std::vector<std::uint32_t> first_rows(store_.manner_count(), kNoForm);
  for (std::uint32_t form = 0; form < rows_.row_of.size(); ++form) {
    if (rows_.row_of[form] == kNoForm) continue;
    const std::uint32_t row = rows_.row_of[form] & ~FormRows::kMerged;
    if (rows_.row_of[form] != row && rows_.forms[row] != form) continue;
    std::uint32_t& first = first_rows[store_.manner_of(form)];
    first = std::min(first, row);
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> manners;  // (row, manner)
  for (std::uint32_t manner = 0; manner < first_rows.size(); ++manner)
    if (first_rows[manner] != kNoForm) manners.emplace_back(first_rows[manner], manner);
  std::sort(manners.begin(), manners.end());
  manners_.resize(first_rows.size());
  for (const auto& [_, number] : manners) {
    const Form& form = store_.manner(number);
    manners_[number] = {.reason = number_reason(form),
                        .needs = form.needs.empty() ? 0 : need_list(form.needs),
                        .flags = flags_of(form)};
  }
}

/// Derivations are the first to go where there are too many reasons to number.
std::uint32_t FormWriter::number_reason(const Form& form) {
  bool full = reasons_.size() >= kMaxNumber16 - 64;
  auto key = std::tuple(form.why, full ? "" : form.scheme, full ? "" : form.derivation);
  auto [found, is_new] = reasons_.try_emplace(key, static_cast<std::uint16_t>(reasons_.size()));
  if (is_new) {
    auto& [why, scheme, derivation] = key;
    sections_.append(Section::kReasons,
                     layout::ReasonRecord{static_cast<std::uint32_t>(why), sections_.string(scheme),
                                          sections_.string(derivation)});
  }
  return found->second;
}

std::uint32_t FormWriter::need_list(const std::vector<Need>& needs) {
  std::string bytes;
  for (const Need& need : needs) {
    layout::NeedRecord record{static_cast<std::uint32_t>(need.what), sections_.string(need.value),
                              need.within};
    bytes.append(reinterpret_cast<const char*>(&record), sizeof record);
  }
  auto [found, is_new] =
      need_lists_.try_emplace(bytes, static_cast<std::uint32_t>(need_lists_.size() + 1));
  if (is_new) {
    if (need_lists_.size() == 1) sections_.append(Section::kNeedLists, need_count_);
    need_count_ += static_cast<std::uint32_t>(needs.size());
    sections_.of(Section::kNeeds) += bytes;
    sections_.append(Section::kNeedLists, need_count_);
  }
  return found->second;
}

unsigned FormWriter::flags_of(const Form& manner) {
  unsigned flags = static_cast<unsigned>(manner.letter_case);
  if (manner.lookup_only) flags |= layout::kLookupOnly;
  if (manner.glued) flags |= layout::kGlued;
  if (manner.fixed) flags |= layout::kFixed;
  if (manner.from != 0 || manner.to != 0) flags |= layout::kHasYears;
  if (!manner.needs.empty()) flags |= layout::kHasNeeds;
  return flags;
}

void FormWriter::write_table() {
  table_ = build_phrase_table(rows_.phrases);
  LargeVector<Phrase>().swap(rows_.phrases);
  sections_.lend(Section::kSlots, {reinterpret_cast<const char*>(table_.slots.data()),
                                   table_.slots.size() * sizeof(layout::SlotRecord)});
}

void FormWriter::write_forms() {
  const std::size_t late = first_late();
  texts_.reserve(rows_.forms.size(), text_byte_size());
  RecordPacker records(layout::kFormFieldCount, rows_.forms.size());
  StartGatherer starts;
  NearWriter near(store_, ranks_);
  std::size_t unit = 0;  // its number plus one
  for (std::uint32_t row = 0; row < rows_.forms.size(); ++row) {
    expect_forms(row);
    const std::uint32_t form = rows_.forms[row];
    const std::string_view text = store_.form_text(form);
    const Manner& manner = manners_[store_.manner_of(form)];
    if (row < late) texts_.add(text);
    const unsigned last = is_first(row + 1) ? unsigned{layout::kLastOfKey} : 0u;
    records.add({ranks_[store_.form_entry(form)], manner.reason, manner.flags | last});
    if ((rows_.flags[row] & kFirstOfUnit) != 0) ++unit;
    if ((manner.flags & (layout::kLookupOnly | layout::kFixed)) == 0)
      near.add(row, form, is_first(row));
    if ((manner.flags & layout::kLookupOnly) == 0)
      starts.add(rows_.first_units[unit - 1],
                 asks_for_capital(store_.manner(store_.manner_of(form)), text));
    if ((manner.flags & (layout::kHasYears | layout::kHasNeeds)) != 0) write_sides(row, form);
  }
  sections_.of(Section::kForms) = std::move(records).pack();
  write_filters(std::move(starts).take());
  near.write(sections_);
}

/// The first row whose text write_late_texts() writes: so few that both threads end at about the
/// same time.
std::size_t FormWriter::first_late() const {
  return rows_.forms.size() * 2 / 3 / layout::kBlockSize * layout::kBlockSize;
}

void FormWriter::write_late_texts() {
  for (std::size_t row = first_late(); row < rows_.forms.size(); ++row) {
    expect_texts(row);
    late_texts_.add(store_.form_text(rows_.forms[row]));
  }
}

void FormWriter::end_texts() {
  texts_.append(late_texts_);
  sections_.of(Section::kFormText) = std::move(texts_).take_text();
  sections_.of(Section::kFormBlocks) = std::move(texts_).take_blocks();
}

/// How many bytes the texts of all forms have.
std::size_t FormWriter::text_byte_size() const {
  std::size_t size = 0;
  for (std::uint32_t form = 0; form < store_.form_count(); ++form)
    size += store_.form_text(form).size();
  return size;
}

/// Calls the texts of rows that come soon.
void FormWriter::expect_texts(std::size_t row) const {
  if (row + kFar < rows_.forms.size()) store_.expect_form(rows_.forms[row + kFar]);
  if (row + kNear < rows_.forms.size()) store_.expect_text(rows_.forms[row + kNear]);
}

void FormWriter::expect_forms(std::size_t row) const {
  expect_texts(row);
  if (row + kNear >= rows_.forms.size()) return;
  const std::uint32_t form = rows_.forms[row + kNear];
  fetch_ahead(reinterpret_cast<const char*>(&ranks_[store_.form_entry(form)]));
}

void FormWriter::write_sides(std::uint32_t row, std::uint32_t number) {
  const Form& form = store_.manner(store_.manner_of(number));
  if (form.from != 0 || form.to != 0)
    sections_.append(Section::kFormYears, layout::YearsRecord{row, form.from, form.to});
  if (!form.needs.empty())
    sections_.append(Section::kFormNeeds,
                     layout::FormNeedRecord{row, manners_[store_.manner_of(number)].needs});
}

/// The filters of the units that begin forms in running text.
void FormWriter::write_filters(const StartGatherer::Starts& starts) {
  for (std::uint64_t word : build_filter(starts.plain)) sections_.append(Section::kFilter, word);
  for (std::uint64_t word : build_filter(starts.capital))
    sections_.append(Section::kCapitalFilter, word);
}

}  // namespace waymark::gazetteer
