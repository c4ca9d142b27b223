// SPDX-License-Identifier: Apache-2.0
#include "cli/answer_sink.h"

#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "text/delimited.h"
#include "text/json.h"

namespace waymark::cli {
namespace {

namespace json = text::json;

template <class Fields>
bool put_row(const Fields& fields, char delimiter, Output& out) {
  std::string line;
  for (const auto& field : fields) {
    if (&field != &*std::begin(fields)) line += delimiter;
    text::append_field(field, delimiter, line);
  }
  return out.write(line + '\n');
}

}  // namespace

AnswerSink::AnswerSink(const normalize::AnswerWriter* writer, std::string form, Output& out,
                       Output* candidates, char candidate_delimiter)
    : writer_(writer),
      form_(std::move(form)),
      out_(out),
      candidates_(candidates),
      delimiter_(candidate_delimiter) {
  if (candidates_ != nullptr) put_row(normalize::kCandidateColumns, delimiter_, *candidates_);
  if (const char delimiter = table_delimiter()) {
    std::vector<std::string_view> header{"input"};
    header.insert(header.end(), normalize::kColumns.begin(), normalize::kColumns.end());
    put_row(header, delimiter, out_);
  }
}

bool AnswerSink::put(const Name& name, const normalize::Answer& answer) {
  if (!put_candidates(name, answer)) return false;
  if (const char delimiter = table_delimiter()) {
    std::vector<std::string> row{name.text};
    for (std::string& value : writer_->columns(answer)) row.push_back(std::move(value));
    return put_row(row, delimiter, out_);
  }
  std::string text;
  form_ == "text" ? writer_->append_text(name.text, answer, text)
                  : writer_->append_record(name.text, answer, text);
  return out_.write(text);
}

bool AnswerSink::put_candidates(const Name& name, const normalize::Answer& answer) {
  if (candidates_ == nullptr) return true;
  for (const auto& row : writer_->candidate_rows(name.row, name.text, answer))
    if (!put_row(row, delimiter_, *candidates_)) return false;
  return true;
}

bool AnswerSink::put_error(const std::string& id, const Diagnostic& fault) {
  if (form_ != "jsonl") return put({}, {});
  std::string line;
  json::Writer(line, true)
      .begin_object()
      .member("id", id)
      .member("error", fault.message)
      .end_object();
  return out_.write(line + '\n');
}

char AnswerSink::table_delimiter() const {
  return form_ == "csv" ? ',' : form_ == "tsv" ? '\t' : '\0';
}

}  // namespace waymark::cli
