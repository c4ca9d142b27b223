// SPDX-License-Identifier: Apache-2.0
#include "format/conll_bare.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "format/encoding.h"
#include "format/record.h"
#include "format/tag_column.h"
#include "text/json.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

using Fields = std::vector<std::string_view>;

Fields split(std::string_view line) {
  const char delimiter = line.find('\t') != std::string_view::npos ? '\t' : ' ';
  Fields fields;
  while (!line.empty()) {
    const std::string_view field = line.substr(0, line.find(delimiter));
    line.remove_prefix(std::min(line.size(), field.size() + 1));
    if (!field.empty() || delimiter == '\t') fields.push_back(field);
  }
  return fields;
}

bool is_tag(std::string_view field) { return TagColumn().add(field, {}); }

/// A line between documents; a token of that name has a tag or no such columns.
bool begins_document(std::string_view line) {
  if (!line.starts_with("-DOCSTART-")) return false;
  const Fields fields = split(line);
  if (fields.size() > 1 && fields.back() != "O") return false;
  return fields.size() <= 2 || fields[1] == "-X-" || fields[1] == "-DOCSTART-";
}

class BareConllReader : public Reader {
 public:
  BareConllReader(ByteSource& source, ByteReader& bytes, Line& line, std::string file_name,
                  std::string id, const ReadOptions& options)
      : source_(source),
        bytes_(bytes),
        line_(line),
        file_name_(std::move(file_name)),
        id_(std::move(id)),
        options_(options) {}

  std::optional<Record> next() override {
    while (has_line_ && !begins_document(line_.bytes) && split(line_.bytes).empty()) take_line();
    if (!has_line_) return std::nullopt;
    Record record = read_document();
    if (!source_.error().empty()) return std::nullopt;
    return record;
  }

 private:
  void take_line() { has_line_ = read_line(bytes_, largest_text(options_), line_); }

  /// The first document of a file has the file's id; its marker is its own.
  Record read_document() {
    document_ = {};
    document_.id = std::exchange(is_first_, false) ? id_ : numbered_id(id_, line_.number);
    features_.clear();
    tags_ = {};
    first_of_sentence_ = 0;
    const std::uint64_t first = line_.number;
    std::optional<Diagnostic> error;
    bool is_begun = false;  // the marker of the document itself ends nothing
    do {
      const bool is_marker = begins_document(line_.bytes);
      if (is_marker && is_begun) break;
      if (!error && !is_marker) error = add_line();
      is_begun |= is_marker || error || !document_.tokens.empty();
      take_line();
    } while (has_line_);
    end_sentence();
    if (error) return make_error(document_.id, first, *std::move(error));
    Record record;
    record.line = first;
    record.document = finish();
    return record;
  }

  Document finish() {
    document_.mentions = std::move(tags_.mentions());
    const auto has_value = [](const std::string& value) { return !value.empty(); };
    if (std::any_of(features_.begin(), features_.end(), has_value))
      document_.token_features.push_back({"xpos", std::move(features_)});
    sort_mentions(document_);
    return std::move(document_);
  }

  std::optional<Diagnostic> add_line() {
    if (line_.is_too_long || document_.text.size() > largest_text(options_))
      return diagnose_too_large(options_, file_name_, line_.number, "the document");
    const std::string_view line = line_.bytes;
    const std::size_t invalid = text::find_invalid_utf8(line);
    if (invalid != text::kAllValid)
      return diagnose_invalid_utf8(line, invalid, file_name_, line_.number);
    const Fields fields = split(line);
    if (fields.empty()) {
      end_sentence();
      return std::nullopt;
    }
    if (line.starts_with('#') && !is_tag(fields.back())) return std::nullopt;
    return add_token(fields);
  }

  std::optional<Diagnostic> add_token(const Fields& fields) {
    if (fields.size() < 2 || fields.front().empty())
      return diagnose(0, "format/row-length", "expected a token and, last in the line, its tag");
    Span token;
    if (!document_.text.empty()) document_.text += ' ';
    token.begin = static_cast<std::uint32_t>(document_.text.size());
    document_.text += fields.front();
    token.end = static_cast<std::uint32_t>(document_.text.size());
    if (!tags_.add(fields.back(), token))
      return diagnose(static_cast<std::size_t>(fields.back().data() - line_.bytes.data()),
                      "format/tag", "'" + std::string(fields.back().substr(0, 40)) + "' is no tag");
    document_.tokens.push_back(token);
    const std::string_view pos = fields.size() > 2 && fields[1] != "_" ? fields[1] : "";
    features_.emplace_back(pos);
    return std::nullopt;
  }

  void end_sentence() {
    auto& tokens = document_.tokens;
    const std::size_t first = std::exchange(first_of_sentence_, tokens.size());
    if (first < tokens.size())
      document_.sentences.push_back({tokens[first].begin, tokens.back().end});
    tags_.end_sentence();
  }

  Diagnostic diagnose(std::size_t at, std::string code, std::string message) const {
    Diagnostic diagnostic =
        text::json::diagnose(line_.bytes, at, file_name_, static_cast<std::uint32_t>(line_.number),
                             std::move(code), std::move(message));
    diagnostic.hint =
        "tags are O, B-LABEL, I-LABEL (also E-, S-, L-, U-); a file of the dialect waymark begins "
        "with the names of its columns";
    return diagnostic;
  }

  ByteSource& source_;
  ByteReader& bytes_;
  Line& line_;
  std::string file_name_, id_;
  const ReadOptions& options_;
  bool has_line_ = true, is_first_ = true;
  Document document_;
  std::vector<std::string> features_;  // parts of speech of the tokens
  TagColumn tags_;
  std::size_t first_of_sentence_ = 0;
};

}  // namespace

std::unique_ptr<Reader> make_bare_conll_reader(ByteSource& source, ByteReader& bytes, Line& line,
                                               const std::string& file_name, const std::string& id,
                                               const ReadOptions& options) {
  return std::make_unique<BareConllReader>(source, bytes, line, file_name, id, options);
}

}  // namespace waymark::format
