// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/row_ids.h"

#include <algorithm>

#include "gazetteer/digest.h"
#include "gazetteer/limits.h"
#include "gazetteer/made_id.h"
#include "gazetteer/row_values.h"
#include "gazetteer/scope.h"

namespace waymark::gazetteer {

RowIds::RowIds(const ImportOptions& options, const YamlBeside* beside, IndexBuilder& builder)
    : options_(options),
      beside_(beside),
      builder_(builder),
      made_prefix_(options.id_prefix.empty() ? options.source + "." : options.id_prefix) {
  hyphenate(made_prefix_, 0);
  if (beside == nullptr) return;
  const auto is_below = [&](const std::string& id) { return id.starts_with(made_prefix_); };
  made_are_free_ =
      !beside->scope->may_have_below(made_prefix_) &&
      std::none_of(beside->rows->claimed.begin(), beside->rows->claimed.end(), is_below);
}

bool RowIds::is_free(const std::string& id) const {
  return made_are_free_ || (!beside_->scope->has_entry(id) && !beside_->rows->claimed.contains(id));
}

void RowIds::expect(const ImportRow& row, IndexEntry& entry) const {
  const std::string_view given = trim(row.id.text);
  if (given.empty()) return;
  entry.id = options_.id_prefix;
  entry.id += given;
  (void)builder_.expect(entry.id);
}

std::optional<RowFault> RowIds::read(const ImportRow& row, const std::string& file,
                                     IndexEntry& entry) const {
  entry.ids.clear();
  for (const auto& [scheme, id] : row.ids) entry.ids.emplace_back(scheme, trim(id.text));
  for (const auto& [scheme, id] : entry.ids)
    if (!is_word(id)) return RowFault{row.at, "bad-id", "an id is not one word of UTF-8", ""};
  if (auto fault = read_one(row.id, entry.id)) return fault;
  if (auto fault = read_one(row.parent, entry.parent)) return fault;
  if (!entry.id.empty() && is_taken(entry.id))
    return RowFault{row.id.at, "duplicate-id", "the id '" + entry.id + "' stands in an earlier row",
                    ""};
  if (beside_ != nullptr) {
    if (auto fault = settle_beside(row, file, entry)) return fault;
  }
  if (entry.parent == entry.id) entry.parent.clear();
  return std::nullopt;
}

/// An id with the prefix; empty if the field is.
std::optional<RowFault> RowIds::read_one(const ImportField& field, std::string& out) const {
  out.clear();
  const std::string_view given = trim(field.text);
  if (given.empty()) return std::nullopt;
  if (!is_word(given) || given.size() + options_.id_prefix.size() > kMaxIdBytes)
    return RowFault{field.at, "bad-id", "an id is one word of at most 200 bytes", ""};
  out = options_.id_prefix;
  out += given;
  return std::nullopt;
}

std::string RowIds::id_of(std::string_view given) const {
  return beside_ != nullptr && beside_->scope->has_entry(given)
             ? std::string(given)
             : options_.id_prefix + std::string(given);
}

bool RowIds::is_taken(const std::string& id) const {
  return beside_ != nullptr ? beside_->rows->has(id) : builder_.has(id);
}

/// What ids mean beside the entries of YAML files: theirs are not to be repeated, and a container
/// may be one of theirs, without the prefix.
std::optional<RowFault> RowIds::settle_beside(const ImportRow& row, const std::string& file,
                                              IndexEntry& entry) const {
  if (!entry.id.empty() && beside_->scope->has_entry(entry.id))
    return RowFault{row.id.at, "duplicate-id",
                    "id '" + entry.id + "' is defined in a gazetteer file too",
                    "write 'extend:' there to add to it"};
  const std::string_view given = trim(row.parent.text);
  if (given.empty()) {
    entry.parent = beside_->parent;
  } else if (beside_->scope->has_entry(given)) {
    entry.parent = given;
  } else if (!is_taken(entry.parent)) {
    beside_->open_parents->try_emplace(entry.parent, OpenParent{file, row.parent.at});
  }
  return std::nullopt;
}

void RowIds::make(std::string_view name, std::string& id) const {
  id = made_prefix_;
  id += name;
  hyphenate(id, made_prefix_.size());
  if (id.size() <= kMaxIdBytes) return;
  id.resize(options_.id_prefix.size() + options_.source.size() + 1);
  id += to_hex(digest_of(name));
}

bool RowIds::claim(const IndexEntry& entry) {
  if (!made_are_free_ && beside_->scope->has_entry(entry.id)) return false;
  return put(entry);
}

void RowIds::claim_some(IndexEntry& entry) {
  // read() has seen that it is free.
  if (!entry.id.empty()) return (void)put(entry);
  make(entry.names.front().second, entry.id);
  if (claim(entry)) return;
  const std::string id = entry.id;
  std::uint32_t& copies = copies_.try_emplace(id, 1).first->second;
  do {
    entry.id = id + "." + std::to_string(++copies);
  } while (!claim(entry));
}

/// As claim(), where no file beside the table has the id.
bool RowIds::put(const IndexEntry& entry) {
  is_held_ = beside_ != nullptr && beside_->rows->claimed.contains(entry.id);
  if (!is_held_) return builder_.claim(entry.id);
  return beside_->rows->held.emplace(entry.id, entry).second;
}

bool RowIds::add_spelling(const IndexEntry& entry) const {
  constexpr std::size_t kMostForms = 64;
  if (beside_ == nullptr || !beside_->rows->held.contains(entry.id)) return false;
  IndexEntry& first = beside_->rows->held.at(entry.id);
  const std::size_t before = first.forms.size();
  for (const Form& form : entry.forms) {
    const auto is_it = [&](const Form& known) { return known.text == form.text; };
    if (before < kMostForms && std::none_of(first.forms.begin(), first.forms.end(), is_it))
      first.forms.push_back(form);
  }
  return first.forms.size() > before;
}

}  // namespace waymark::gazetteer
