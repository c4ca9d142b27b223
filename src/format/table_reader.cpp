// SPDX-License-Identifier: Apache-2.0
// The header is read with the first document. Names of columns are compared exactly first, then
// without case, since spreadsheets like capitals.
#include <algorithm>
#include <optional>
#include <utility>

#include "format/byte_reader.h"
#include "format/encoding.h"
#include "format/mention_rows.h"
#include "format/record.h"
#include "format/table.h"
#include "format/table_row.h"
#include "text/delimited.h"
#include "text/json.h"
#include "text/source_file.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

std::string to_lower_ascii(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

class TableReader : public Reader {
 public:
  TableReader(bool is_tsv, ByteSource& source, std::string file_name, std::string id,
              const ReadOptions& options)
      : is_tsv_(is_tsv),
        source_(source),
        bytes_(source),
        file_name_(std::move(file_name)),
        id_(std::move(id)),
        options_(options) {}

  std::optional<Record> next() override {
    if (!std::exchange(has_begun_, true)) {
      if (auto error = read_header()) return error;
    }
    if (is_mentions_) return read_mentions();
    while (text_column_ && take_row()) {
      // A row that a failed read left behind is not a faulty record; the caller reports the
      // failure. A healthy source is not asked for more: the next record may be long in coming.
      if (!source_.error().empty() && bytes_.peek() == kEndOfBytes) return std::nullopt;
      if (!row_.raw.empty()) return read_record();
    }
    return std::nullopt;
  }

 private:
  bool take_row() { return read_row(bytes_, delimiter_, largest_text(options_), row_); }

  /// The columns' names; an error ends the input.
  std::optional<Record> read_header() {
    bytes_.skip_byte_order_mark();
    if (is_tsv_) {
      delimiter_ = '\t';
      if (!take_row()) return std::nullopt;
    } else {
      if (!sniff_header()) return std::nullopt;
    }
    if (auto error = find_header_fault()) return fail(*std::move(error), id_);
    for (Field& field : row_.fields) columns_.push_back(std::move(field.value));
    if (options_.text_field == "text" && MentionRows::are_columns(columns_)) {
      is_mentions_ = true;
      has_row_ = take_row();
      return std::nullopt;
    }
    text_column_ = find_column(options_.text_field);
    if (!text_column_) return fail(diagnose_absent_text(), id_);
    id_column_ = find_column(options_.id_field);
    date_column_ = find_column(options_.date_field);
    lang_column_ = find_column(options_.lang_field);
    return std::nullopt;
  }

  /// The delimiter is only known when the line is there, so the header is cut after it was taken.
  bool sniff_header() {
    if (!read_row(bytes_, '\n', largest_text(options_), row_)) return false;
    delimiter_ = find_delimiter(row_.raw);
    if (text::is_delimiter_line(row_.raw)) return take_row();
    const std::string header = row_.raw + '\n';
    StringSource again(header);
    ByteReader header_bytes(again);
    return read_row(header_bytes, delimiter_, header.size(), row_);
  }

  /// A string as a source.
  class StringSource : public ByteSource {
   public:
    explicit StringSource(std::string_view bytes) : rest_(bytes) {}
    std::size_t read(char* buffer, std::size_t size) override {
      const std::size_t count = rest_.copy(buffer, size);
      rest_.remove_prefix(count);
      return count;
    }
    [[nodiscard]] std::string error() const override { return {}; }

   private:
    std::string_view rest_;
  };

  std::optional<std::size_t> find_column(const std::string& name) const {
    auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found == columns_.end())
      found = std::find_if(columns_.begin(), columns_.end(), [&](const std::string& column) {
        return to_lower_ascii(column) == to_lower_ascii(name);
      });
    if (found == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
  }

  Record fail(Diagnostic error, std::string id) const {
    return make_error(std::move(id), row_.line, std::move(error));
  }

  Diagnostic diagnose(std::size_t at, std::string code, std::string message,
                      std::string hint) const {
    Diagnostic diagnostic =
        text::json::diagnose(row_.raw, at, file_name_, static_cast<std::uint32_t>(row_.line),
                             std::move(code), std::move(message));
    diagnostic.hint = std::move(hint);
    return diagnostic;
  }

  Diagnostic diagnose_absent_text() const {
    const std::string near = text::nearest_word(options_.text_field, columns_);
    return diagnose(
        0, "format/missing-field", "the header has no column '" + options_.text_field + "'",
        near.empty() ? "--text-field names the column of the text; there are: " + list_columns()
                     : "--text-field '" + near + "'");
  }

  /// Some of the columns' names: in what is no table they may be many and long.
  [[nodiscard]] std::string list_columns() const {
    constexpr std::size_t kShown = 20, kLongest = 40;
    std::string names;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) names += ", ";
      if (i == kShown || columns_[i].size() > kLongest) return names + "…";
      names += columns_[i];
    }
    return names;
  }

  [[nodiscard]] std::optional<Diagnostic> find_header_fault() const {
    if (auto error = find_fault()) return error;
    const std::size_t lone = text::find_lone_return(row_.raw, delimiter_);
    if (lone == std::string::npos) return std::nullopt;
    return diagnose(lone, "format/line-ends", "the lines end in carriage returns alone",
                    R"('tr "\r" "\n" < FILE' makes them lines)");
  }

  /// What makes a row unreadable, whatever its columns.
  std::optional<Diagnostic> find_fault() const {
    if (row_.is_too_long) return diagnose_too_large(options_, file_name_, row_.line, "the row");
    const std::size_t invalid = text::find_invalid_utf8(row_.raw);
    if (invalid != text::kAllValid)
      return diagnose_invalid_utf8(row_.raw, invalid, file_name_, row_.line);
    if (row_.has_too_many_fields)
      return diagnose(0, "format/row-length",
                      "the row has more than " + std::to_string(text::kMostFields) + " fields", "");
    if (row_.has_open_quote)
      return diagnose(row_.fields.back().begin, "format/open-quote",
                      "the quote that begins here has no end",
                      "a quote inside quotes is written twice");
    return std::nullopt;
  }

  /// The same for a row under the header.
  std::optional<Diagnostic> find_row_fault() const {
    if (auto error = find_fault()) return error;
    for (std::size_t i = columns_.size(); i < row_.fields.size(); ++i)
      if (!row_.fields[i].value.empty())
        return diagnose(row_.fields[i].begin, "format/row-length",
                        "the row has " + std::to_string(row_.fields.size()) +
                            " fields, the header " + std::to_string(columns_.size()),
                        "a field that holds the delimiter needs quotes");
    return std::nullopt;
  }

  Record read_record() {
    const std::string id =
        value_of(id_column_).empty() ? numbered_id(id_, row_.line) : value_of(id_column_);
    if (auto error = find_row_fault()) return fail(*std::move(error), id);
    Record record;
    record.line = row_.line;
    record.document.id = id;
    record.document.meta = collect_meta();
    record.document.date = find_iso_date(value_of(date_column_));
    record.document.lang = find_language(value_of(lang_column_));
    if (*text_column_ < row_.fields.size())
      record.document.text = std::move(row_.fields[*text_column_].value);
    return record;
  }

  /// The rows of one document, which follow each other.
  std::optional<Record> read_mentions() {
    while (has_row_ && row_.raw.empty()) has_row_ = take_row();
    if (!has_row_ || !source_.error().empty()) return std::nullopt;
    MentionRows rows(columns_);
    Record record;
    record.line = row_.line;
    const std::string id = rows.document_of(row_);
    record.document.id = id.empty() ? numbered_id(id_, row_.line) : id;
    std::optional<Diagnostic> error;
    std::uint64_t byte_size = 0;
    do {
      if (row_.raw.empty() || error) continue;
      byte_size += row_.raw.size();
      error = byte_size > largest_text(options_)
                  ? diagnose_too_large(options_, file_name_, row_.line, "the document's table")
                  : find_row_fault();
      if (!error) rows.add(row_);
    } while ((has_row_ = take_row()) && (row_.raw.empty() || rows.document_of(row_) == id));
    if (!source_.error().empty()) return std::nullopt;
    if (error) return make_error(record.document.id, record.line, *std::move(error));
    if (auto fault = complete(rows, record.document))
      return make_error(record.document.id, record.line, *std::move(fault));
    return record;
  }

  /// Text and mentions of a document from its rows.
  std::optional<Diagnostic> complete(const MentionRows& rows, Document& document) const {
    auto text =
        options_.find_text ? options_.find_text(document.id, largest_text(options_)) : std::nullopt;
    if (!text || text->size() > largest_text(options_) || !text::is_valid_utf8(*text))
      return rows.diagnose_first(file_name_, "format/no-text",
                                 "there is no text '" + document.id + "' to these mentions",
                                 "--texts names the folder that has it");
    document.text = *std::move(text);
    if (auto fault = rows.read(document, file_name_)) return fault;
    document.date = find_iso_date(rows.meta(options_.date_field));
    document.lang = find_language(rows.meta(options_.lang_field));
    sort_mentions(document);
    return std::nullopt;
  }

  /// The row's value in a column; empty if it is too short.
  std::string value_of(std::optional<std::size_t> column) const {
    return column && *column < row_.fields.size() ? row_.fields[*column].value : std::string();
  }

  std::string collect_meta() const {
    std::string meta;
    text::json::Writer writer(meta);
    writer.begin_object();
    bool is_empty = true;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i == text_column_ || i == id_column_) continue;
      writer.member(columns_[i], value_of(i));
      is_empty = false;
    }
    writer.end_object();
    return is_empty ? std::string() : meta;
  }

  bool is_tsv_;
  ByteSource& source_;
  ByteReader bytes_;
  std::string file_name_, id_;
  ReadOptions options_;
  char delimiter_ = ',';
  bool has_begun_ = false, is_mentions_ = false;
  bool has_row_ = false;  // of a table of mentions: the row that is next
  std::vector<std::string> columns_;
  std::optional<std::size_t> text_column_, id_column_, date_column_, lang_column_;
  Row row_;
};

}  // namespace

std::unique_ptr<Reader> make_table_reader(bool is_tsv, ByteSource& source,
                                          const std::string& file_name, const std::string& id,
                                          const ReadOptions& options) {
  return std::make_unique<TableReader>(is_tsv, source, file_name, id, options);
}

}  // namespace waymark::format
