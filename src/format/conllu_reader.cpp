// SPDX-License-Identifier: Apache-2.0
// Lines are read one by one into an open document, which ends where the next one begins. A file
// without `newdoc` is one document.
#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "format/byte_reader.h"
#include "format/conll_value.h"
#include "format/conllu.h"
#include "format/conllu_entities.h"
#include "format/conllu_line.h"
#include "format/encoding.h"
#include "format/record.h"
#include "format/tag_column.h"
#include "text/json.h"
#include "text/offset_map.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

namespace json = text::json;

using Fault = LineFault;
using Check = std::optional<Fault>;
using Columns = ConlluColumns;

constexpr std::string_view kColumnsComment = "# global.columns = ";

/// The document that is being read.
class OpenConllu {
 public:
  /// Lifetime: refers to `columns`, which may change until the first token.
  OpenConllu(std::uint64_t line, const Columns& columns, const ReadOptions& options)
      : columns_(columns), options_(options) {
    record.line = line;
  }

  Record record;

  [[nodiscard]] bool has_tokens() const { return !record.document.tokens.empty(); }
  /// Whether anything but comments of the whole file has been read.
  [[nodiscard]] bool has_begun() const { return has_begun_ || has_tokens(); }

  Check add_comment(std::string_view line) {
    // A file whose lines end in carriage returns alone would be one comment.
    for (const char* begin_of_line : {"\r#", "\r1\t"})
      if (const std::size_t lone = line.find(begin_of_line); lone != std::string_view::npos)
        return Fault{line.substr(lone), "format/line-ends",
                     "the lines end in carriage returns alone",
                     R"('tr "\r" "\n" < FILE' makes them lines)"};
    std::string_view value = line.substr(std::min<std::size_t>(line.size(), 2));
    const std::string_view name = value.substr(0, value.find(" = "));
    value.remove_prefix(std::min(value.size(), name.size() + 3));
    has_begun_ |= name == "newdoc id" || name == "newdoc";
    if (name == "newdoc id") return read_id(value);
    if (name == "waymark.text") return read_text(value);
    if (name == "waymark.meta") return read_meta(value);
    if (name == "global.Entity") entities_.read_keys(value);
    const bool is_ours = name.starts_with("newdoc") || name == "text" ||
                         name.starts_with("global.") || (offsets_ && name == "sent_id");
    if (!is_ours) ++left_[name == "sent_id" ? "sent_id" : "comment"];
    return std::nullopt;
  }

  /// As many columns as there are, parted by tabs.
  Check add_token(std::string_view line) {
    if (!has_tokens()) begin_features();
    Row row(columns_.count);
    std::string_view rest = line;
    const std::string count = columns_.count == 10 ? "ten" : std::to_string(columns_.count);
    for (std::string_view& column : row) {
      if (rest.empty())
        return Fault{line,
                     "format/row-length",
                     "the line has not " + count + " columns, parted by tabs",
                     {}};
      column = take_piece(rest, '\t');
    }
    if (!rest.empty())
      return Fault{rest, "format/row-length", "the line has more than " + count + " columns", {}};
    return add_columns(row);
  }

  /// The blank line behind a sentence.
  void end_sentence() {
    auto& document = record.document;
    if (first_of_sentence_ < document.tokens.size())
      document.sentences.push_back(
          {document.tokens[first_of_sentence_].begin, document.tokens.back().end});
    first_of_sentence_ = document.tokens.size();
    inside_until_ = 0;
    tags_.end_sentence();
  }

  Check finish(std::string_view line) {
    end_sentence();
    if (Check fault = entities_.finish(line, record.document)) return fault;
    if (record.document.mentions.empty()) record.document.mentions = tags_.mentions();
    auto& features = record.document.token_features;
    if (has_multiword_) drop_syntax(features);
    std::erase_if(features, [](const TokenFeature& feature) {
      return std::all_of(feature.values.begin(), feature.values.end(),
                         [](const std::string& value) { return value.empty(); });
    });
    sort_mentions(record.document);
    return std::nullopt;
  }

  /// Notes what has no place in the document, whose id is known now.
  void note_losses() {
    for (const auto& [what, count] : left_)
      record.losses.add(what, Change::kDropped, record.document, std::nullopt, count);
  }

 private:
  /// Heads count words; where a token has several of them, the numbers would be another token's.
  void drop_syntax(std::vector<TokenFeature>& features) {
    for (const char* name : {"head", "deprel", "deps"})
      std::erase_if(features, [&](const TokenFeature& feature) { return feature.name == name; });
    ++left_["head, deprel, deps beside multiword tokens"];
  }

  Check read_id(std::string_view value) {
    const auto id = decode_value(value);
    record.document.id = id ? *id : std::string(value);
    return std::nullopt;
  }

  Check read_text(std::string_view value) {
    const auto text = json::parse(value);
    if (!text || !text->is_string())
      return Fault{value, "format/unexpected", "expected a string in quotes, as in JSON", {}};
    if (offsets_ || has_tokens())
      return Fault{value, "format/unexpected", "the text stands behind tokens, or twice", {}};
    record.document.text = *text->as_string();
    offsets_.emplace(record.document.text, OffsetUnit::kCodePoint);
    return std::nullopt;
  }

  Check read_meta(std::string_view value) {
    const auto meta = json::parse(value);
    if (!meta || !meta->is_object())
      return Fault{value, "format/unexpected", "expected a JSON object", {}};
    record.document.meta.clear();
    json::append(*meta, record.document.meta);
    read_date_and_language(*meta, options_, record.document);
    return std::nullopt;
  }

  using Row = std::vector<std::string_view>;

  void begin_features() {
    record.document.token_features.clear();
    for (const auto& [name, at] : columns_.features)
      record.document.token_features.push_back({name, {}});
    record.document.token_features.push_back({"misc", {}});
  }

  /// The column; "_" where there is none of its name.
  static std::string_view cell(const Row& row, std::size_t at) {
    return at < row.size() ? row[at] : "_";
  }

  /// ID = number, or number "-" number of a multiword token, or number "." number of an empty node.
  Check add_columns(const Row& row) {
    if (columns_.id == Columns::kNone) return add_span(row);
    std::string_view rest = row[columns_.id];
    const std::string_view first = rest.substr(0, rest.find_first_of("-."));
    rest.remove_prefix(first.size());
    const auto number = read_number(first);
    const auto last = rest.starts_with('-') ? read_number(rest.substr(1)) : number;
    if (!number || !last || *last < *number || (!rest.empty() && rest.size() < 2))
      return Fault{row[columns_.id],
                   "format/unexpected",
                   "'" + std::string(row[columns_.id].substr(0, 40)) + "' is no token's number",
                   {}};
    if (rest.starts_with('.')) {
      ++left_["empty node"];
      return std::nullopt;
    }
    if (*number <= inside_until_) return add_word(row);
    is_multiword_ = rest.starts_with('-');
    has_multiword_ |= is_multiword_;
    if (is_multiword_) inside_until_ = *last;
    return add_span(row);
  }

  /// A word of a multiword token: the first one says what the token is.
  Check add_word(const Row& row) {
    if (!std::exchange(is_multiword_, false)) {
      ++left_["word of a multiword token"];
      return std::nullopt;
    }
    for (std::size_t i = 0; i < columns_.features.size(); ++i)
      record.document.token_features[i].values.back() =
          decode_value(row[columns_.features[i].second]).value_or("");
    add_tag(cell(row, columns_.tags));
    return entities_.add(cell(row, columns_.misc), record.document);
  }

  Check add_span(const Row& row) {
    Span span;
    if (offsets_ && is_placeholder(row)) return std::nullopt;
    if (Check fault = offsets_ ? find_span(row, span) : append_form(row, span)) return fault;
    record.document.tokens.push_back(span);
    record.document.token_features.back().values.push_back(other_misc(cell(row, columns_.misc)));
    for (std::size_t i = 0; i < columns_.features.size(); ++i) {
      const std::string_view column = row[columns_.features[i].second];
      const auto value = decode_value(column);
      record.document.token_features[i].values.push_back(value ? *value : std::string(column));
    }
    add_tag(cell(row, columns_.tags));
    return entities_.add(cell(row, columns_.misc), record.document);
  }

  /// What is no tag says nothing: other people's columns hold other things, too.
  void add_tag(std::string_view tag) {
    if (!tags_.add(tag, record.document.tokens.back())) tags_.end_sentence();
  }

  /// The line of a document without tokens, since a block without a token is none.
  bool is_placeholder(const Row& row) const {
    const std::string_view misc = cell(row, columns_.misc);
    return row[columns_.form] == "_" && !has_tokens() && find_misc(misc, "start_char") == "0" &&
           find_misc(misc, "end_char") == "0";
  }

  /// What others keep in MISC, as it is.
  static std::string other_misc(std::string_view misc) {
    std::string others;
    while (!misc.empty()) {
      const std::string_view item = take_piece(misc, '|'), name = item.substr(0, item.find('='));
      if (item == "_" || is_read_from_misc(name)) continue;
      others += others.empty() ? "" : "|";
      others += item;
    }
    return decode_value(others).value_or(others);
  }

  static bool is_read_from_misc(std::string_view name) {
    for (const char* ours : {"start_char", "end_char", "SpaceAfter", "SpacesAfter", "SpacesBefore",
                             "Entity", "EntityRelation", "EntitySlot"})
      if (name == ours) return true;
    return false;
  }

  Check find_span(const Row& row, Span& span) const {
    const std::string_view misc = cell(row, columns_.misc);
    const auto begin = find_misc(misc, "start_char"), end = find_misc(misc, "end_char");
    const auto offset = [&](const std::optional<std::string_view>& value) {
      const auto number = value ? read_number(*value) : std::nullopt;
      return number ? offsets_->to_byte(*number) : std::nullopt;
    };
    const auto from = offset(begin), to = offset(end);
    const auto& tokens = record.document.tokens;
    if (!from || !to || *to <= *from || (!tokens.empty() && *from < tokens.back().end))
      return Fault{misc,
                   "format/offset",
                   "start_char and end_char are no place behind the token before",
                   {}};
    span = {*from, *to};
    return std::nullopt;
  }

  /// Without a text of its own, the document is what its tokens make.
  Check append_form(const Row& row, Span& span) {
    std::string& text = record.document.text;
    const std::string_view form = row[columns_.form], misc = cell(row, columns_.misc);
    if (form.empty()) return Fault{form, "format/unexpected", "a form is empty", {}};
    if (const auto spaces = find_misc(misc, "SpacesBefore")) text += unescape_spaces(*spaces);
    span.begin = static_cast<std::uint32_t>(text.size());
    text += form;
    span.end = static_cast<std::uint32_t>(text.size());
    if (const auto spaces = find_misc(misc, "SpacesAfter"))
      text += unescape_spaces(*spaces);
    else if (find_misc(misc, "SpaceAfter") != "No")
      text += ' ';
    return std::nullopt;
  }

  const Columns& columns_;
  const ReadOptions& options_;
  bool has_begun_ = false;
  std::map<std::string, std::uint64_t> left_;  // what has no place, and how often
  std::optional<text::OffsetMap> offsets_;
  ConlluEntities entities_;
  TagColumn tags_;  // for a document without brackets
  std::size_t first_of_sentence_ = 0;
  std::uint64_t inside_until_ = 0;  // last word of the multiword token; 0: none
  bool is_multiword_ = false;       // its first word is next
  bool has_multiword_ = false;      // the document
};

class ConlluReader : public Reader {
 public:
  ConlluReader(ByteSource& source, std::string file_name, std::string id,
               const ReadOptions& options)
      : source_(source),
        bytes_(source),
        file_name_(std::move(file_name)),
        id_(std::move(id)),
        options_(options) {}

  std::optional<Record> next() override {
    if (!std::exchange(has_begun_, true)) {
      bytes_.skip_byte_order_mark();
      take_line();
    }
    while (has_line_ && is_blank()) take_line();
    if (!has_line_) return std::nullopt;
    return read_document();
  }

 private:
  void take_line() { has_line_ = read_line(bytes_, largest_text(options_), line_); }
  bool is_blank() const { return line_.bytes.find_first_not_of(" \t") == std::string::npos; }
  bool begins_document() const { return line_.bytes.starts_with("# newdoc"); }

  std::optional<Record> read_document() {
    auto document = std::make_unique<OpenConllu>(line_.number, columns_, options_);
    std::optional<Diagnostic> error;
    do {
      if (!error) error = add_line(*document);
      take_line();
    } while (has_line_ && !(begins_document() && document->has_begun()));
    if (!source_.error().empty()) return std::nullopt;
    if (!error) {
      if (auto fault = document->finish(line_.bytes)) error = diagnose(*fault);
    }
    if (document->record.document.id.empty())
      document->record.document.id = numbered_id(id_, document->record.line);
    document->note_losses();
    Record record = std::move(document->record);
    if (error) return make_error(record.document.id, record.line, *std::move(error));
    return record;
  }

  std::optional<Diagnostic> add_line(OpenConllu& document) {
    if (line_.is_too_long || document.record.document.text.size() > largest_text(options_))
      return diagnose_too_large(options_, file_name_, line_.number, "the document");
    const std::string_view line = line_.bytes;
    const std::size_t invalid = text::find_invalid_utf8(line);
    if (invalid != text::kAllValid)
      return diagnose_invalid_utf8(line, invalid, file_name_, line_.number);
    if (is_blank()) {
      document.end_sentence();
      return std::nullopt;
    }
    if (line.starts_with(kColumnsComment)) return take_columns(document);
    const auto fault =
        line.starts_with('#') ? document.add_comment(line) : document.add_token(line);
    if (fault) return diagnose(*fault);
    return std::nullopt;
  }

  /// They hold for the rest of the file, and for nothing that stands before.
  std::optional<Diagnostic> take_columns(const OpenConllu& document) {
    std::string_view names = line_.bytes;
    names.remove_prefix(kColumnsComment.size());
    auto read = read_columns(names);
    if (const Fault* fault = std::get_if<Fault>(&read)) return diagnose(*fault);
    if (document.has_tokens())
      return diagnose({names, "format/unexpected", "the columns are named behind tokens", {}});
    columns_ = std::get<Columns>(std::move(read));
    return std::nullopt;
  }

  Diagnostic diagnose(const Fault& fault) const {
    const std::string_view line = line_.bytes;
    const bool is_inside =
        fault.at.data() >= line.data() && fault.at.data() <= line.data() + line.size();
    Diagnostic diagnostic = json::diagnose(
        line, is_inside ? static_cast<std::size_t>(fault.at.data() - line.data()) : 0, file_name_,
        static_cast<std::uint32_t>(line_.number), fault.code, fault.message);
    diagnostic.hint = fault.hint;
    return diagnostic;
  }

  ByteSource& source_;
  ByteReader bytes_;
  std::string file_name_, id_;
  ReadOptions options_;
  Columns columns_;
  bool has_begun_ = false, has_line_ = false;
  Line line_;
};

}  // namespace

std::unique_ptr<Reader> make_conllu_reader(ByteSource& source, const std::string& file_name,
                                           const std::string& id, const ReadOptions& options) {
  return std::make_unique<ConlluReader>(source, file_name, id, options);
}

}  // namespace waymark::format
