// SPDX-License-Identifier: Apache-2.0
#include "format/mention_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

using text::OffsetUnit;

constexpr const char* kNeeded[] = {"document", "label", "text", "begin", "end"};

/// Columns of the table that say something about a mention or are made of the text.
bool is_known(const std::string& column) {
  static const std::set<std::string> kKnown = {
      "document", "label",     "text", "begin", "end",   "entry",    "name",
      "ko",       "kind",      "ids",  "lat",   "lon",   "province", "country",
      "score",    "corrected", "by",   "key",   "slots", "sentence"};
  return kKnown.count(column) > 0;
}

template <class Number>
std::optional<Number> read_number(const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(static_cast<double>(number))) return std::nullopt;
  return number;
}

/// {"geonames": "2039332"}
std::vector<std::pair<std::string, std::string>> read_ids(const std::string& field) {
  std::vector<std::pair<std::string, std::string>> ids;
  const auto object = text::json::parse(field.empty() ? "{}" : field);
  if (!object) return ids;
  for (const text::json::Member& member : object->members())
    if (const std::string* id = member.value.as_string()) ids.emplace_back(member.name, *id);
  return ids;
}

}  // namespace

bool MentionRows::are_columns(const std::vector<std::string>& columns) {
  return std::all_of(std::begin(kNeeded), std::end(kNeeded), [&](const char* name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  });
}

MentionRows::MentionRows(const std::vector<std::string>& columns) : columns_(columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) positions_.emplace(columns[i], i);
}

std::string MentionRows::value(const Row& row, const std::string& column) const {
  const auto at = positions_.find(column);
  if (at == positions_.end() || at->second >= row.fields.size()) return {};
  return row.fields[at->second].value;
}

std::string MentionRows::meta(const std::string& column) const {
  return rows_.empty() || is_known(column) ? std::string() : value(rows_.front(), column);
}

Mention MentionRows::make_mention(const Row& row) const {
  const auto get = [&](const char* column) { return value(row, column); };
  Mention mention{.label = get("label")};
  Link link{.entry = get("entry"),
            .name = get("name"),
            .ko = get("ko"),
            .kind = get("kind"),
            .lat = read_number<double>(get("lat")),
            .lon = read_number<double>(get("lon")),
            .ids = read_ids(get("ids")),
            .province = get("province"),
            .country = get("country"),
            .score = read_number<double>(get("score")).value_or(0)};
  if (!get("score").empty() || !link.entry.empty() || !link.name.empty())
    mention.link = std::move(link);
  if (get("corrected") == "true") mention.form = Form{.corrected = true};
  if (std::string key = get("key"); !key.empty())
    mention.features.push_back({"key", std::move(key)});
  mention.by = get("by");
  return mention;
}

std::optional<Diagnostic> MentionRows::read(Document& document, const std::string& file) const {
  const Row* wrong = nullptr;
  for (const OffsetUnit unit : {OffsetUnit::kCodePoint, OffsetUnit::kUtf16, OffsetUnit::kByte}) {
    const text::OffsetMap offsets(document.text, unit);
    const auto offset = [&](const Row& row, const char* column) {
      const auto number = read_number<std::uint64_t>(value(row, column));
      return number ? offsets.to_byte(*number) : std::nullopt;
    };
    document.mentions.clear();
    const auto is_wrong = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) {
      const auto begin = offset(row, "begin"), end = offset(row, "end");
      if (!begin || !end || *end < *begin || value(row, "label").empty()) return true;
      if (document.slice({*begin, *end}) != value(row, "text")) return true;
      document.mentions.push_back(make_mention(row));
      document.mentions.back().span = {*begin, *end};
      return false;
    });
    if (is_wrong == rows_.end()) {
      document.meta = collect_meta();
      return std::nullopt;
    }
    if (wrong == nullptr) wrong = &*is_wrong;
  }
  const std::size_t at = positions_.at("begin");
  Diagnostic diagnostic = text::json::diagnose(
      wrong->raw, at < wrong->fields.size() ? wrong->fields[at].begin : 0, file,
      static_cast<std::uint32_t>(wrong->line), "format/text-mismatch",
      "the row's text is not what stands at its begin and end, or it has no label");
  diagnostic.hint = "is the text of '" + document.id + "' the one that was annotated?";
  return diagnostic;
}

std::string MentionRows::collect_meta() const {
  std::string meta;
  text::json::Writer writer(meta);
  writer.begin_object();
  bool is_empty = true;
  for (const std::string& column : columns_) {
    if (is_known(column)) continue;
    writer.member(column, value(rows_.front(), column));
    is_empty = false;
  }
  writer.end_object();
  return is_empty ? std::string() : meta;
}

Diagnostic MentionRows::diagnose_first(const std::string& file, std::string code,
                                       std::string message, std::string hint) const {
  Diagnostic diagnostic = text::json::diagnose(rows_.front().raw, 0, file,
                                               static_cast<std::uint32_t>(rows_.front().line),
                                               std::move(code), std::move(message));
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

}  // namespace waymark::format
