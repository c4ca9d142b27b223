// SPDX-License-Identifier: Apache-2.0
// CSV and TSV with a header, as spreadsheets write them. The delimiter of CSV is found in the
// header: comma, semicolon or tab.
//
//     row   = field *( delimiter field ) ( LF / CRLF / end )
//     field = *char / DQUOTE *( char / 2DQUOTE ) DQUOTE *char   ; a quote counts only at the begin
//
// Source: RFC 4180, section 2.
#include <algorithm>
#include <utility>

#include "gazetteer/import_row.h"
#include "gazetteer/table_place.h"
#include "text/delimited.h"
#include "text/source_file.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// Cuts rows out of the bytes of a table.
class RowCutter {
 public:
  RowCutter(std::string_view bytes, char delimiter) : bytes_(bytes), delimiter_(delimiter) {}

  enum class Outcome : std::uint8_t { kRow, kEnd, kTooLong, kOpenQuote };

  /// The next row that is not empty. After a fault the next line is taken for a row's begin.
  Outcome next(std::vector<ImportField>& fields) {
    while (at_ < bytes_.size() && (bytes_[at_] == '\n' || bytes_[at_] == '\r')) ++at_;
    fields.clear();
    begin_ = at_;
    if (at_ >= bytes_.size()) return Outcome::kEnd;
    for (;;) {
      const Outcome outcome = take_field(fields.emplace_back());
      if (outcome != Outcome::kRow) return give_up(outcome);
      if (at_ - begin_ > kMaxRowBytes) return give_up(Outcome::kTooLong);
      if (at_ >= bytes_.size() || bytes_[at_] != delimiter_) return Outcome::kRow;
      ++at_;
    }
  }
  [[nodiscard]] std::size_t begin() const { return begin_; }

 private:
  Outcome give_up(Outcome outcome) {
    at_ = std::min(bytes_.find('\n', begin_), bytes_.size());
    return outcome;
  }

  Outcome take_field(ImportField& field) {
    field.at = at_;
    if (at_ < bytes_.size() && bytes_[at_] == '"')
      if (const Outcome outcome = take_quoted(field.text); outcome != Outcome::kRow) return outcome;
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && bytes_[at_] != delimiter_ && bytes_[at_] != '\n' &&
           at_ - begin_ <= kMaxRowBytes)
      ++at_;
    std::size_t end = at_;
    if (end > begin && bytes_[end - 1] == '\r' && (end == bytes_.size() || bytes_[end] == '\n'))
      --end;
    field.text.append(bytes_.substr(begin, end - begin));
    return Outcome::kRow;
  }

  /// From a quote to the quote that closes it.
  Outcome take_quoted(std::string& text) {
    for (++at_;;) {
      const std::size_t quote = bytes_.substr(0, begin_ + kMaxRowBytes).find('"', at_);
      if (quote == std::string_view::npos)
        return bytes_.size() - begin_ > kMaxRowBytes ? Outcome::kTooLong : Outcome::kOpenQuote;
      text.append(bytes_.substr(at_, quote - at_));
      at_ = quote + 1;
      if (at_ >= bytes_.size() || bytes_[at_] != '"') return Outcome::kRow;
      text += '"';
      ++at_;
    }
  }

  std::string_view bytes_;
  char delimiter_;
  std::size_t at_ = 0, begin_ = 0;
};

/// The fields of entries by the numbers of their columns; empty: the column means nothing.
struct Columns {
  std::vector<std::vector<std::string>> fields;
  Failure fault;
};

bool holds_names(const Columns& columns) {
  const auto is_name = [](const std::string& field) {
    return field == "name" || field.starts_with("name.");
  };
  return std::any_of(columns.fields.begin(), columns.fields.end(), [&](const auto& fields) {
    return std::any_of(fields.begin(), fields.end(), is_name);
  });
}

Diagnostic lacks_names(const std::vector<std::string>& names, const std::string& file) {
  constexpr std::size_t kShown = 8, kLongest = 40;
  std::string known;
  for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
    if (names[i].size() > kLongest || !text::is_valid_utf8(names[i])) break;
    known += (known.empty() ? "'" : ", '") + names[i] + "'";
  }
  if (known.empty())
    return {.code = "gazetteer/no-name-column",
            .file = file,
            .line = 1,
            .column = 1,
            .message = "the header can't be read",
            .hint = "is the table UTF-8? iconv -t UTF-8 converts it"};
  const std::string near = text::nearest_word("name", names);
  const std::string column = near.empty() ? "COLUMN" : near;
  return {.code = "gazetteer/no-name-column",
          .file = file,
          .line = 1,
          .column = 1,
          .message = "no column is called 'name'; there are " + known,
          .hint = "--columns name=" + column + ", or columns: {name: " + column +
                  "} in a gazetteer file, says which one holds the names"};
}

Diagnostic column_fault(const Table& table, const ImportField& column, std::string code,
                        std::string message, std::string hint) {
  Diagnostic fault = TablePlaces(table).find(column.at);
  fault.code = std::move(code);
  fault.message = std::move(message);
  fault.hint = std::move(hint);
  return fault;
}

/// A column of a name that one before has which means something: what it holds would be lost.
Failure find_double(const Columns& columns, const std::vector<ImportField>& header,
                    const std::vector<std::string>& names, const Table& table) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto first =
        static_cast<std::size_t>(std::find(names.begin(), names.end(), names[i]) - names.begin());
    if (first != i && !columns.fields[first].empty())
      return column_fault(table, header[i], "gazetteer/double-column",
                          "a second column is called '" + names[i] + "'",
                          "give one of them another name");
  }
  return std::nullopt;
}

/// Columns that are named as the fields.
Columns map_by_name(const std::vector<ImportField>& header, const std::vector<std::string>& names,
                    const Table& table) {
  Columns columns;
  columns.fields.resize(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is_field(names[i])) columns.fields[i].push_back(names[i]);
    if (!is_field(names[i]) && names[i].starts_with("aliases.") && !columns.fault)
      columns.fault = column_fault(table, header[i], "gazetteer/unknown-why",
                                   "'" + names[i] + "' names no reason for aliases",
                                   "reasons are alias, abbreviation, former, exonym, misspelling "
                                   "and derived; --columns says "
                                   "what columns of other names hold");
  }
  return columns;
}

/// Columns that the options name.
Columns map_given(const ColumnMap& given, const std::vector<std::string>& names,
                  const Table& table) {
  Columns columns;
  columns.fields.resize(names.size());
  for (const auto& [field, column] : given) {
    const auto found = std::find(names.begin(), names.end(), column);
    if (found == names.end()) {
      const std::string near = text::nearest_word(column, names);
      columns.fault = Diagnostic{.code = "gazetteer/unknown-column",
                                 .file = table.file,
                                 .line = 1,
                                 .column = 1,
                                 .message = "the table has no column '" + column + "'",
                                 .hint = near.empty() ? "" : "did you mean '" + near + "'?"};
      return columns;
    }
    columns.fields[static_cast<std::size_t>(found - names.begin())].push_back(field);
  }
  return columns;
}

Columns map_columns(const std::vector<ImportField>& header, const Table& table,
                    const ImportOptions& options) {
  std::vector<std::string> names;
  for (const ImportField& field : header) names.emplace_back(trim(field.text));
  Columns columns = options.columns.empty() ? map_by_name(header, names, table)
                                            : map_given(options.columns, names, table);
  if (!columns.fault) columns.fault = find_double(columns, header, names, table);
  if (!columns.fault && !holds_names(columns)) columns.fault = lacks_names(names, table.file);
  return columns;
}

}  // namespace

Failure read_table(const Table& table, const ImportOptions& options, ImportSink& sink) {
  using Outcome = RowCutter::Outcome;
  const std::string_view bytes = table.bytes;
  std::size_t header_end = 0;
  const std::string_view header = take_line(bytes, header_end).substr(0, kMaxRowBytes);
  const char delimiter =
      options.form == TableForm::kTsv ? '\t' : text::commonest_delimiter(header, ",;\t");
  RowCutter rows(bytes, delimiter);
  std::vector<ImportField> fields;
  if (rows.next(fields) != Outcome::kRow)
    return Diagnostic{.code = "gazetteer/no-header",
                      .file = table.file,
                      .line = 1,
                      .column = 1,
                      .message = "the table has no header"};
  if (const std::size_t lone = text::find_lone_return(header, delimiter); lone != header.npos)
    return column_fault(table, {{}, lone}, "gazetteer/line-ends",
                        "the lines end in carriage returns alone",
                        R"('tr "\r" "\n" < FILE' makes them lines)");
  const Columns columns = map_columns(fields, table, options);
  if (columns.fault) return columns.fault;
  sink.expect(bytes);
  ImportRow row;
  for (Outcome outcome = rows.next(fields); outcome != Outcome::kEnd; outcome = rows.next(fields)) {
    if (outcome == Outcome::kTooLong) {
      sink.refuse(rows.begin(), "too-long", "the row is longer than 1 MiB");
    } else if (outcome == Outcome::kOpenQuote) {
      sink.refuse(fields.back().at, "open-quote", "the quote is never closed");
    } else if (fields.size() > columns.fields.size()) {
      sink.refuse(fields[columns.fields.size()].at, "extra-field",
                  "the row has more fields than the header");
    } else {
      row.clear(rows.begin());
      for (std::size_t i = 0; i < fields.size(); ++i)
        for (const std::string& field : columns.fields[i])
          (void)put_field(field, fields[i], options.alias_separator, row);
      sink.take(row);
    }
  }
  return std::nullopt;
}

}  // namespace waymark::gazetteer
