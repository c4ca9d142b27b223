// SPDX-License-Identifier: Apache-2.0
// Rows of many forms are made in two halves at the same time, which meet where keys begin with
// another unit: what the one finds out is of no interest to the other. The store is only read until
// both are done.
#include "gazetteer/form_rows.h"

#include <algorithm>
#include <future>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "gazetteer/background.h"
#include "gazetteer/phrase.h"
#include "gazetteer/phrase_gatherer.h"
#include "gazetteer/string_order.h"
#include "text/character.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// Asks the machine to have the memory at hand soon, and for this thread alone.
void fetch_ahead_to_write(const void* memory) {
#if defined(__GNUC__) && defined(__x86_64__)
  asm volatile("prefetchw %0" : : "m"(*static_cast<const char*>(memory)));
#else
  (void)memory;
#endif
}

std::string_view first_unit_of(std::string_view key) { return key.substr(0, key.find(kUnitEnd)); }

/// Makes the rows of forms that come by key and number. Two of them don't share a line of the
/// cache: each would wait for what the other writes.
class alignas(kApart) RowMaker {
 public:
  /// `first_row`: the number of the first row; `room`: for how many forms it is to be made. Forms
  /// find their rows in `row_of`.
  RowMaker(std::span<std::uint32_t> forms, std::uint32_t first_row, std::size_t room,
           const LargeVector<std::uint32_t>& ranks, const EntryStore& store,
           LargeVector<std::uint32_t>& row_of)
      : forms_(forms), first_row_(first_row), ranks_(ranks), store_(store), row_of_(row_of) {
    rows_.reserve(room);
    flags_.reserve(room);
    phrases_.reserve(room + room / 3);  // names of large tables have 1.3 on average
  }

  void make() {
    for (std::size_t begin = 0, end = 0; begin < forms_.size(); begin = end) {
      expect(begin);
      end = sort_key(begin);
      const std::size_t first = rows_.size();
      phrases_.add(store_.key(forms_[begin]), number_of(first),
                   goes_on_small(forms_.subspan(begin, end - begin)));
      for (std::size_t i = begin; i < end; ++i) add_row(forms_[i], first);
      note_first_unit(first);
    }
  }

  /// Hands over what was made; `rows` has what was made before it.
  void move_to(FormRows& rows, EntryStore& store) {
    move_rows(first_row_ - static_cast<std::uint32_t>(rows.forms.size()));
    LargeVector<Phrase> phrases = std::move(phrases_).take();
    append(rows_, rows.forms);
    append(flags_, rows.flags);
    append(first_units_, rows.first_units);
    append(phrases, rows.phrases);
    for (const auto& [form, other] : merged_)
      store.replace(form, merge_forms(store.form(form), store.form(other)));
  }

 private:
  [[nodiscard]] std::uint32_t number_of(std::size_t row) const {
    return first_row_ + static_cast<std::uint32_t>(row);
  }

  template <class T>
  static void append(LargeVector<T>& from, LargeVector<T>& to) {
    if (to.empty()) return to.swap(from);
    to.insert(to.end(), from.begin(), from.end());
    LargeVector<T>().swap(from);
  }

  /// Calls the keys of forms that come soon.
  void expect(std::size_t number) const {
    if (number + kFar < forms_.size()) store_.expect_key_place(forms_[number + kFar]);
    if (number + kNear >= forms_.size()) return;
    store_.expect_key(forms_[number + kNear]);
    fetch_ahead_to_write(&row_of_[forms_[number + kNear]]);
  }

  /// Sorts the forms of one key, which begin at `begin`, by entry and number; gives where they end.
  std::size_t sort_key(std::size_t begin) {
    const std::string_view key = store_.key(forms_[begin]);
    std::size_t end = begin + 1;
    for (; end < forms_.size() && store_.key(forms_[end]) == key; ++end) expect(end);
    if (end - begin == 1) return end;
    const auto place_of = [&](std::uint32_t form) {
      return std::pair(ranks_[store_.form_entry(form)], form);
    };
    const std::span<std::uint32_t> same = forms_.subspan(begin, end - begin);
    std::sort(same.begin(), same.end(),
              [&](std::uint32_t a, std::uint32_t b) { return place_of(a) < place_of(b); });
    return end;
  }

  /// Whether one of these forms, which are of one key, may have a small letter behind its first
  /// unit. Of a key of one unit it doesn't matter.
  [[nodiscard]] bool goes_on_small(std::span<const std::uint32_t> forms) const {
    return !std::all_of(forms.begin(), forms.end(),
                        [&](std::uint32_t form) { return store_.asks_for_second_capital(form); });
  }

  /// Adds a form to the rows, or to the one of them that says the same. `first_of_key`: the first
  /// row of its key.
  void add_row(std::uint32_t form, std::size_t first_of_key) {
    const std::size_t same = find_same(first_of_key, form);
    if (same == rows_.size()) {
      flags_.push_back(first_of_key == rows_.size() ? kFirstOfKey : 0);
      row_of_[form] = number_of(rows_.size());
      rows_.push_back(form);
    } else {
      row_of_[form] = row_of_[rows_[same]] = number_of(same) | FormRows::kMerged;
      merged_.emplace_back(rows_[same], form);
    }
  }

  /// Among the rows from `begin` on, which are of one key, the one of the same entry that is found
  /// in the same texts; the number of rows if there is none.
  [[nodiscard]] std::size_t find_same(std::size_t begin, std::uint32_t form) const {
    std::string capitals;
    for (std::size_t other = rows_.size(); other-- > begin;) {
      if (ranks_[store_.form_entry(rows_[other])] != ranks_[store_.form_entry(form)]) break;
      if (capitals.empty()) capitals = capitals_of(store_.form_text(form));
      if (capitals_of(store_.form_text(rows_[other])) == capitals) return other;
    }
    return rows_.size();
  }

  /// Says with which unit a row begins, the first of its key.
  void note_first_unit(std::size_t row) {
    const std::uint64_t hash = phrases_.first_unit();
    if (!first_units_.empty() && first_units_.back() == hash) return;
    first_units_.push_back(hash);
    flags_[row] |= kFirstOfUnit;
  }

  /// Takes from the numbers of all rows what rows before them were merged.
  void move_rows(std::uint32_t fewer) {
    if (fewer == 0) return;
    first_row_ -= fewer;
    for (const std::uint32_t form : forms_) row_of_[form] -= fewer;
    phrases_.move_forms(fewer);
  }

  std::span<std::uint32_t> forms_;
  std::uint32_t first_row_;
  const LargeVector<std::uint32_t>& ranks_;
  const EntryStore& store_;
  LargeVector<std::uint32_t>& row_of_;
  LargeVector<std::uint32_t> rows_;
  LargeVector<std::uint8_t> flags_;
  LargeVector<std::uint64_t> first_units_;
  PhraseGatherer phrases_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> merged_;  // (form that stays, other)
};

/// About the middle of forms, where a key begins with another unit than the one before.
std::size_t find_middle(const LargeVector<std::uint32_t>& forms, const EntryStore& store) {
  std::size_t middle = forms.size() / 2;
  if (middle == 0) return middle;
  const std::string_view unit = first_unit_of(store.key(forms[middle - 1]));
  while (middle < forms.size() && first_unit_of(store.key(forms[middle])) == unit) ++middle;
  return middle;
}

}  // namespace

bool asks_for_capital(const Form& manner, std::string_view text) {
  return manner.letter_case != Case::kAny &&
         text::character_info(text::code_point_at(text, 0).value).has(text::kIsUpper);
}

LargeVector<std::uint32_t> sort_forms(const EntryStore& store) {
  const auto by_number = [](std::uint32_t a, std::uint32_t b) { return a < b; };
  StringOrder order([&](std::uint32_t form, std::string&) { return store.key(form); }, by_number);
  order.reserve(store.form_count());
  for (std::uint32_t form = 0; form < store.form_count(); ++form)
    if (const std::string_view key = store.key(form); !key.empty())
      order.add(chunk_of(key, 0), form);
  return std::move(order).sort();
}

FormRows make_rows(LargeVector<std::uint32_t> forms_by_key, const LargeVector<std::uint32_t>& ranks,
                   EntryStore& store) {
  FormRows rows;
  rows.row_of.assign(store.form_count(), kNoForm);
  const std::size_t middle = find_middle(forms_by_key, store);
  const std::span<std::uint32_t> forms(forms_by_key);
  RowMaker first(forms.first(middle), 0, forms.size(), ranks, store, rows.row_of);
  RowMaker second(forms.subspan(middle), static_cast<std::uint32_t>(middle), forms.size() - middle,
                  ranks, store, rows.row_of);
  std::future<void> made = in_background(forms.size(), [&] { second.make(); });
  first.make();
  made.get();
  store.drop_keys();
  first.move_to(rows, store);
  second.move_to(rows, store);
  return rows;
}

}  // namespace waymark::gazetteer
