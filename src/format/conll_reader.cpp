// SPDX-License-Identifier: Apache-2.0
// Lines are read one by one into an open document, which ends where the next one begins. In each
// column of tags, and in each layer of it, at most one mention is open; tokens that say I- make it
// longer.
#include <array>
#include <utility>

#include "format/byte_reader.h"
#include "format/conll.h"
#include "format/conll_bare.h"
#include "format/conll_value.h"
#include "format/encoding.h"
#include "format/record.h"
#include "format/token_layers.h"
#include "text/json.h"
#include "text/offset_map.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

namespace json = text::json;

constexpr std::string_view kHeader = "token\tbegin\tend\tflat\tstructured\tentry\tname";
enum Column : std::size_t { kToken, kBegin, kEnd, kFlat, kStructured, kEntry, kName, kColumnCount };

/// A place in a line and what is wrong there.
struct Fault {
  std::size_t at = 0;
  std::string code, message, hint;
};

std::vector<std::string_view> split(std::string_view text, char delimiter) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(delimiter);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// The document that is being read.
class OpenDocument {
 public:
  explicit OpenDocument(std::uint64_t first_line, const ReadOptions& options) : options_(options) {
    record.line = first_line;
  }

  Record record;

  /// comment = "# " name " = " value
  std::optional<Fault> add_comment(std::string_view line) {
    const std::size_t equals = line.find(" = ");
    if (equals == std::string_view::npos) return std::nullopt;  // a remark
    const std::string_view name = line.substr(2, equals - 2), value = line.substr(equals + 3);
    const std::size_t at = equals + 3;
    if (name == "document") return read_string(value, at, record.document.id);
    if (name == "offsets") return read_unit(value, at);
    if (name == "meta") return read_meta(value, at);
    if (name == "text") return read_text(value, at);
    if (name == "sentence") return read_sentence(value, at);
    return std::nullopt;
  }

  std::optional<Fault> add_token(std::string_view line) {
    const std::vector<std::string_view> fields = split(line, '\t');
    const auto at = [&](std::size_t column) {
      return static_cast<std::size_t>(fields[column].data() - line.data());
    };
    if (fields.size() != kColumnCount)
      return Fault{0,
                   "format/row-length",
                   "the line has " + std::to_string(fields.size()) + " columns, expected 7",
                   {}};
    if (!offsets_)
      return Fault{0, "format/no-text", "a token stands before the comment 'text'", {}};
    Span span;
    if (auto fault = read_offset(fields[kBegin], at(kBegin), span.begin)) return fault;
    if (auto fault = read_offset(fields[kEnd], at(kEnd), span.end)) return fault;
    auto& tokens = record.document.tokens;
    if (span.empty() || (!tokens.empty() && span.begin < tokens.back().end))
      return Fault{at(kBegin), "format/offset", "the token does not lie behind the one before", {}};
    if (fields[kToken] != without_white_space(record.document.slice(span)))
      return Fault{0, "format/text-mismatch",
                   "'" + std::string(fields[kToken]) + "' is not what stands at the span",
                   "check the unit: the comment 'offsets' is codepoint, utf16 or byte"};
    tokens.push_back(span);
    const std::size_t before = record.document.mentions.size();
    if (auto fault = add_tags(fields[kFlat], at(kFlat), 0)) return fault;
    if (auto fault = add_link(fields, at(kEntry), before)) return fault;
    return add_tags(fields[kStructured], at(kStructured), 1);
  }

  /// Brings the document into its order. A document without text is a fault.
  std::optional<Fault> finish() {
    if (!offsets_)
      return Fault{0, "format/no-text", "the document is without the comment 'text'", {}};
    sort_mentions(record.document);
    return std::nullopt;
  }

 private:
  static std::optional<Fault> read_string(std::string_view value, std::size_t at,
                                          std::string& out) {
    const auto parsed = json::parse(value);
    if (!parsed || !parsed->is_string())
      return Fault{at, "format/unexpected", "expected a string in quotes, as in JSON", {}};
    out = *parsed->as_string();
    return std::nullopt;
  }

  std::optional<Fault> read_unit(std::string_view value, std::size_t at) {
    if (value == "codepoint")
      unit_ = OffsetUnit::kCodePoint;
    else if (value == "utf16")
      unit_ = OffsetUnit::kUtf16;
    else if (value == "byte")
      unit_ = OffsetUnit::kByte;
    else
      return Fault{at, "format/offset-unit", "unknown unit of offsets '" + std::string(value) + "'",
                   "units are codepoint, utf16 and byte"};
    if (offsets_) return Fault{at, "format/unexpected", "'offsets' stands behind 'text'", {}};
    return std::nullopt;
  }

  std::optional<Fault> read_meta(std::string_view value, std::size_t at) {
    const auto parsed = json::parse(value);
    if (!parsed || !parsed->is_object())
      return Fault{at, "format/unexpected", "expected a JSON object", {}};
    record.document.meta.clear();
    json::append(*parsed, record.document.meta);
    read_date_and_language(*parsed, options_, record.document);
    return std::nullopt;
  }

  std::optional<Fault> read_text(std::string_view value, std::size_t at) {
    if (offsets_) return Fault{at, "format/unexpected", "the document has two texts", {}};
    if (auto fault = read_string(value, at, record.document.text)) return fault;
    offsets_.emplace(record.document.text, unit_);
    return std::nullopt;
  }

  std::optional<Fault> read_sentence(std::string_view value, std::size_t at) {
    const std::size_t space = value.find(' ');
    if (space == std::string_view::npos)
      return Fault{at, "format/unexpected", "expected begin and end of the sentence", {}};
    if (!offsets_)
      return Fault{at, "format/no-text", "a sentence stands before the comment 'text'", {}};
    Span span;
    if (auto fault = read_offset(value.substr(0, space), at, span.begin)) return fault;
    if (auto fault = read_offset(value.substr(space + 1), at + space + 1, span.end)) return fault;
    auto& sentences = record.document.sentences;
    if (span.empty() || (!sentences.empty() && span.begin < sentences.back().end))
      return Fault{at, "format/offset", "the sentence does not lie behind the one before", {}};
    sentences.push_back(span);
    return std::nullopt;
  }

  std::optional<Fault> read_offset(std::string_view value, std::size_t at,
                                   std::uint32_t& out) const {
    const auto number = read_number(value);
    const auto byte = number ? offsets_->to_byte(*number) : std::nullopt;
    if (!byte)
      return Fault{at, "format/offset",
                   "'" + std::string(value.substr(0, 40)) + "' is no offset inside the text",
                   "check the unit: the comment 'offsets' is codepoint, utf16 or byte"};
    out = *byte;
    return std::nullopt;
  }

  /// tags = tag *( "|" tag );  tag = "O" / ( "B-" / "I-" ) label
  std::optional<Fault> add_tags(std::string_view column, std::size_t at, std::size_t layer) {
    const std::vector<std::string_view> tags = split(column, '|');
    const std::size_t end = layer == 0 ? 1 : kMaxLayers;
    if (layer + tags.size() > end) return Fault{at, "format/tag", "too many layers of tags", {}};
    for (const std::string_view tag : tags)
      if (auto fault = add_tag(tag, at + static_cast<std::size_t>(tag.data() - column.data()),
                               open_[layer++]))
        return fault;
    for (; layer < end; ++layer) open_[layer].reset();
    return std::nullopt;
  }

  std::optional<Fault> add_tag(std::string_view tag, std::size_t at,
                               std::optional<std::uint32_t>& open) {
    if (tag == "O") {
      open.reset();
      return std::nullopt;
    }
    const bool begins = tag.starts_with("B-");
    const auto label = begins || tag.starts_with("I-") ? decode_value(tag.substr(2)) : std::nullopt;
    if (!label || label->empty())
      return Fault{at, "format/tag", "'" + std::string(tag.substr(0, 40)) + "' is no tag",
                   "tags are O, B-LABEL and I-LABEL"};
    auto& mentions = record.document.mentions;
    if (begins) {
      open = static_cast<std::uint32_t>(mentions.size());
      mentions.push_back(Mention{.span = record.document.tokens.back(), .label = *label});
      return std::nullopt;
    }
    if (!open || mentions[*open].label != *label)
      return Fault{at, "format/tag",
                   "'" + std::string(tag) + "' goes on with a mention that has not begun",
                   "a mention's first token is tagged B-" + *label};
    mentions[*open].span.end = record.document.tokens.back().end;
    return std::nullopt;
  }

  /// Entry and name stand at the first token of the flat mention.
  std::optional<Fault> add_link(const std::vector<std::string_view>& fields, std::size_t at,
                                std::size_t before) {
    const auto entry = decode_value(fields[kEntry]), name = decode_value(fields[kName]);
    if (!entry || !name)
      return Fault{at, "format/unexpected", "'%' without two hexadecimal digits", {}};
    if (entry->empty() && name->empty()) return std::nullopt;
    if (record.document.mentions.size() == before)
      return Fault{at, "format/unexpected", "an entry stands where no flat mention begins", {}};
    record.document.mentions.back().link = Link{.entry = *entry, .name = *name};
    return std::nullopt;
  }

  const ReadOptions& options_;
  OffsetUnit unit_ = OffsetUnit::kCodePoint;
  std::optional<text::OffsetMap> offsets_;
  std::array<std::optional<std::uint32_t>, kMaxLayers> open_;  // mention open in each layer
};

class ConllReader : public Reader {
 public:
  ConllReader(ByteSource& source, std::string file_name, std::string id, const ReadOptions& options)
      : source_(source),
        bytes_(source),
        file_name_(std::move(file_name)),
        id_(std::move(id)),
        options_(options) {}

  std::optional<Record> next() override {
    if (!std::exchange(has_begun_, true)) {
      if (auto error = read_header()) return error;
    }
    if (bare_) return bare_->next();
    if (!begins_document() && !skip_to_document()) return std::nullopt;
    return read_document();
  }

 private:
  bool take_line() {
    has_line_ = read_line(bytes_, largest_text(options_), line_);
    return has_line_;
  }

  bool begins_document() const { return has_line_ && line_.bytes.starts_with("# document = "); }

  bool skip_to_document() {
    while (take_line())
      if (begins_document()) return true;
    return false;
  }

  std::optional<Record> read_header() {
    bytes_.skip_byte_order_mark();
    if (!take_line() || line_.bytes == kHeader) return std::nullopt;
    if (!begins_document() && !line_.bytes.starts_with(kHeader.substr(0, 12))) {
      bare_ = make_bare_conll_reader(source_, bytes_, line_, file_name_, id_, options_);
      return std::nullopt;
    }
    const Diagnostic error = diagnose(
        {0, "format/header", "the first line is not the header of the dialect waymark",
         "it names the columns, parted by tabs: token begin end flat structured entry name"});
    while (take_line()) {  // nothing of such a file is read
    }
    return make_error(id_, 1, error);
  }

  std::optional<Record> read_document() {
    auto document = std::make_unique<OpenDocument>(line_.number, options_);
    std::optional<Diagnostic> error;
    do {
      if (!error) error = add_line(*document);
    } while (take_line() && !begins_document());
    if (!source_.error().empty()) return std::nullopt;
    if (!error) {
      if (auto fault = document->finish()) error = diagnose(*fault);
    }
    Record record = std::move(document->record);
    if (record.document.id.empty()) record.document.id = numbered_id(id_, record.line);
    if (error) return make_error(record.document.id, record.line, *std::move(error));
    return record;
  }

  std::optional<Diagnostic> add_line(OpenDocument& document) const {
    if (line_.is_too_long)
      return diagnose_too_large(options_, file_name_, line_.number, "the line");
    const std::string_view line = line_.bytes;
    if (line.empty()) return std::nullopt;
    const std::size_t invalid = text::find_invalid_utf8(line);
    if (invalid != text::kAllValid)
      return diagnose_invalid_utf8(line, invalid, file_name_, line_.number);
    const bool is_comment = line.starts_with("# ");
    const auto fault = is_comment ? document.add_comment(line) : document.add_token(line);
    if (fault) return diagnose(*fault);
    return std::nullopt;
  }

  Diagnostic diagnose(const Fault& fault) const {
    Diagnostic diagnostic =
        json::diagnose(line_.bytes, fault.at, file_name_, static_cast<std::uint32_t>(line_.number),
                       fault.code, fault.message);
    diagnostic.hint = fault.hint;
    return diagnostic;
  }

  ByteSource& source_;
  ByteReader bytes_;
  std::string file_name_, id_;
  ReadOptions options_;
  bool has_begun_ = false, has_line_ = false;
  Line line_;
  std::unique_ptr<Reader> bare_;  // of a file of another dialect
};

}  // namespace

std::unique_ptr<Reader> make_conll_reader(ByteSource& source, const std::string& file_name,
                                          const std::string& id, const ReadOptions& options) {
  return std::make_unique<ConllReader>(source, file_name, id, options);
}

}  // namespace waymark::format
