// SPDX-License-Identifier: Apache-2.0
// The queue's thread reads the schema: what is added to it waits for the queue.
#include "gazetteer/row_schema.h"

#include "gazetteer/content_digest.h"
#include "gazetteer/row_values.h"
#include "text/source_file.h"

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kMaxKinds = 10'000, kMaxLabels = 1000;

}  // namespace

RowSchema::RowSchema(const ImportOptions& options, const YamlBeside* beside, IndexContent& content,
                     EntryQueue& queue)
    : options_(options), beside_(beside), content_(content), queue_(queue) {
  if (!options.label.empty()) label_ = *label_of(options.label);
}

/// Declares a label where it is first met; nothing if there are too many.
std::optional<LabelId> RowSchema::label_of(const std::string& name) {
  if (const auto known = content_.schema.find_label(name)) return known;
  if (content_.schema.labels().size() == kMaxLabels) return std::nullopt;
  queue_.wait();  // it reads the schema
  content_.content += Fact("label").add(name).add(std::int64_t{0}).digest();
  return content_.schema.add_label(name, false);
}

/// Numbers a kind where it is first met; nothing if there are too many. It gets no label, since a
/// gazetteer file may declare one that the rows don't have.
std::optional<KindId> RowSchema::kind_of(const std::string& name) {
  if (const auto known = kinds_.find(name); known != kinds_.end()) return known->second;
  if (beside_ != nullptr)
    if (const auto declared = beside_->scope->schema().find_kind(name)) return declared;
  if (kinds_.size() == kMaxKinds) return std::nullopt;
  queue_.wait();  // it reads the schema
  const KindId kind = content_.schema.add_kind(name, kNoLabel);
  content_.content += Fact("kind").add(name).add(std::string_view()).digest();
  kinds_.emplace(name, kind);
  return kind;
}

std::optional<RowFault> RowSchema::read_label(const ImportRow& row, IndexEntry& entry) {
  entry.label = label_;
  if (label_ != kNoLabel) return std::nullopt;
  const std::string_view name = trim(row.label.text);
  if (beside_ != nullptr) return read_declared_label(row, name, entry);
  if (name.empty() || !is_word(name))
    return RowFault{row.at, "bad-label", "the row says no label of one word",
                    "--label gives all rows one"};
  const auto label = label_of(std::string(name));
  if (!label) return RowFault{row.label.at, "too-many-labels", "more than 1,000 labels", ""};
  entry.label = *label;
  return std::nullopt;
}

/// The label that the row says, or that of its kind.
std::optional<RowFault> RowSchema::read_declared_label(const ImportRow& row, std::string_view name,
                                                       IndexEntry& entry) const {
  const Schema& schema = beside_->scope->schema();
  if (name.empty()) {
    const auto kind = schema.find_kind(trim(row.kind.text));
    entry.label = kind ? schema.kind(*kind).label : beside_->label;
    if (entry.label != kNoLabel) return std::nullopt;
    return RowFault{row.at, "missing-label", "the row says no label and no kind that has one",
                    "write label: for the table"};
  }
  const auto label = schema.find_label(name);
  if (label) {
    entry.label = *label;
    return std::nullopt;
  }
  const std::string shown(name.substr(0, 40));
  const std::string near = text::nearest_word(shown, beside_->scope->label_names());
  return RowFault{row.label.at, "unknown-label", "unknown label '" + shown + "'",
                  near.empty() ? "" : "did you mean '" + near + "'?"};
}

std::optional<RowFault> RowSchema::read_kind(const ImportRow& row, IndexEntry& entry) {
  const std::string_view given = trim(row.kind.text);
  const std::string_view name = given.empty() ? std::string_view(options_.kind) : given;
  entry.kind = kNoKind;
  if (name.empty()) return std::nullopt;
  if (!is_word(name))
    return RowFault{row.kind.at, "bad-kind", "the kind is not one word of UTF-8", ""};
  const auto kind = kind_of(std::string(name));
  if (!kind) return RowFault{row.kind.at, "too-many-kinds", "more than 10,000 kinds", ""};
  entry.kind = *kind;
  return std::nullopt;
}

}  // namespace waymark::gazetteer
