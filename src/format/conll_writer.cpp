// SPDX-License-Identifier: Apache-2.0
// A dialect is a list of columns with what stands around them; one writer serves all.
#include <algorithm>
#include <array>
#include <utility>

#include "format/conll.h"
#include "format/conll_value.h"
#include "format/token_layers.h"
#include "text/json.h"
#include "text/offset_map.h"
#include "text/source_file.h"

namespace waymark::format {
namespace {

struct Dialect {
  std::string name;
  std::vector<std::string> columns;
  char delimiter = ' ';
  std::string before_document;  ///< what parts documents
  bool is_standoff = false;     ///< header and comments; tags go on from sentence to sentence
};

const std::array<Dialect, 4>& dialects() {
  static const std::array<Dialect, 4> kDialects = {{
      {"waymark", {"token", "begin", "end", "flat", "structured", "entry", "name"}, '\t', "", true},
      {"conll2003", {"token", "_", "_", "flat"}, ' ', "-DOCSTART- -X- -X- O\n\n"},
      {"spacy", {"token", "flat"}, ' ', "-DOCSTART- -X- O O\n\n"},
      {"doccano", {"token", "flat"}, '\t', ""},
  }};
  return kDialects;
}

const Dialect* find_dialect(const std::string& name) {
  const auto found = std::find_if(dialects().begin(), dialects().end(),
                                  [&](const Dialect& d) { return d.name == name; });
  return found == dialects().end() ? nullptr : &*found;
}

const char* name_of(OffsetUnit unit) {
  if (unit == OffsetUnit::kByte) return "byte";
  return unit == OffsetUnit::kUtf16 ? "utf16" : "codepoint";
}

/// One document while it is written.
class Page {
 public:
  Page(const Document& document, const WriteOptions& options, const Dialect& dialect,
       std::string& out)
      : document_(document),
        options_(options),
        dialect_(dialect),
        offsets_(document.text, options.offsets),
        layers_(lay_out(document, options.structured_labels)),
        out_(out) {}

  void write() {
    out_ += dialect_.before_document;
    if (dialect_.is_standoff) comments();
    for (const Block& block : layers_.blocks) write_block(block);
    if (dialect_.is_standoff && layers_.blocks.empty()) out_ += '\n';
  }

 private:
  void comments() {
    comment("document", quoted(document_.id));
    comment("offsets", name_of(options_.offsets));
    if (!document_.meta.empty()) comment("meta", document_.meta);
    comment("text", quoted(document_.text));
  }

  void comment(const char* name, const std::string& value) {
    out_.append("# ").append(name).append(" = ") += value + '\n';
  }

  static std::string quoted(const std::string& text) {
    std::string out;
    text::json::append_quoted(text, out);
    return out;
  }

  std::string offset(std::uint32_t byte) const { return std::to_string(offsets_.from_byte(byte)); }

  void write_block(const Block& block) {
    if (dialect_.is_standoff && block.sentence)
      comment("sentence", offset(block.sentence->begin) + ' ' + offset(block.sentence->end));
    if (!dialect_.is_standoff && block.first == block.last)
      return;  // a blank line more would end a document
    for (std::size_t piece = block.first; piece < block.last; ++piece)
      write_piece(piece, piece == block.first);
    out_ += '\n';
  }

  void write_piece(std::size_t piece, bool begins_block) {
    for (std::size_t i = 0; i < dialect_.columns.size(); ++i) {
      if (i > 0) out_ += dialect_.delimiter;
      out_ += column(dialect_.columns[i], piece, begins_block && !dialect_.is_standoff);
    }
    out_ += '\n';
  }

  std::string column(const std::string& name, std::size_t piece, bool must_begin) const {
    const Span span = layers_.pieces[piece];
    if (name == "token") return without_white_space(document_.slice(span));
    if (name == "begin") return offset(span.begin);
    if (name == "end") return offset(span.end);
    if (name == "flat") return tag(layers_.layers[0][piece], must_begin);
    if (name == "structured") return structured_tag(piece, must_begin);
    return encode_value(link_value(name, layers_.layers[0][piece]), false);
  }

  std::string tag(const Cell& cell, bool must_begin) const {
    if (cell.mention < 0) return "O";
    const Mention& mention = document_.mentions[static_cast<std::size_t>(cell.mention)];
    return (cell.begins || must_begin ? "B-" : "I-") + encode_value(mention.label, true);
  }

  /// The tags of all further layers, those behind the last mention left out.
  std::string structured_tag(std::size_t piece, bool must_begin) const {
    std::size_t last = layers_.layers.size();
    while (last > 1 && layers_.layers[last - 1][piece].mention < 0) --last;
    std::string tags;
    for (std::size_t layer = 1; layer < last; ++layer)
      tags += (layer > 1 ? "|" : "") + tag(layers_.layers[layer][piece], must_begin);
    return tags.empty() ? "O" : tags;
  }

  std::string_view link_value(const std::string& name, const Cell& cell) const {
    if (cell.mention < 0 || !cell.begins) return {};
    const Mention& mention = document_.mentions[static_cast<std::size_t>(cell.mention)];
    if (!mention.link) return {};
    if (name == "entry") return mention.link->entry;
    if (name == "name") return mention.link->name;
    if (name == "ko") return mention.link->ko;
    return name == "kind" ? std::string_view(mention.link->kind) : std::string_view();
  }

  const Document& document_;
  const WriteOptions& options_;
  const Dialect& dialect_;
  text::OffsetMap offsets_;
  TokenLayers layers_;
  std::string& out_;
};

class ConllWriter : public Writer {
 public:
  explicit ConllWriter(const WriteOptions& options) : options_(options) {
    const Dialect* known = find_dialect(options.dialect);
    dialect_ = known != nullptr ? *known : dialects().front();
    if (!options.columns.empty()) dialect_ = {"columns", options.columns, '\t', "", false};
  }

  std::string begin() const override {
    if (!dialect_.is_standoff) return {};
    std::string header;
    for (const std::string& column : dialect_.columns)
      header += (header.empty() ? "" : "\t") + column;
    return header + '\n';
  }

  void write(const Document& document, std::string& out) const override {
    Page(document, options_, dialect_, out).write();
  }

  Carries carries() const override {
    Carries carries = {.overlap = Carries::Overlap::kLayers,
                       .links = Carries::Links::kNamed,
                       .at_tokens = true,
                       .empty_mentions = false,
                       .structured_links = false,
                       .masks = false,
                       .token_features = false,
                       .run = false,
                       .confidence = false,
                       .candidates = false,
                       .forms = false,
                       .features = false,
                       .makers = false,
                       .alternatives = false,
                       .corrected = false,
                       .slots = false,
                       .relations = false};
    if (dialect_.is_standoff) return carries;
    carries.text = Carries::Text::kTokens;
    carries.overlap = Carries::Overlap::kNone;
    carries.links = Carries::Links::kNone;
    carries.in_sentences = true;
    carries.meta = false;
    carries.id = [](std::string_view) { return std::string(); };
    carries.token = without_white_space;
    return carries;
  }

  std::vector<NamedBytes> write_files(const Document& document) const override {
    std::string bytes = begin();
    write(document, bytes);
    return {{".conll", std::move(bytes)}};
  }

 private:
  WriteOptions options_;
  Dialect dialect_;
};

Diagnostic unknown(std::string code, const std::string& what, const std::string& word,
                   const std::vector<std::string>& known) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = "unknown " + what + " '" + word + "'";
  const std::string near = text::nearest_word(word, known);
  if (!near.empty()) {
    diagnostic.hint = "did you mean '" + near + "'?";
    return diagnostic;
  }
  for (const std::string& name : known)
    diagnostic.hint += (diagnostic.hint.empty() ? "there are: " : ", ") + name;
  return diagnostic;
}

}  // namespace

std::unique_ptr<Writer> make_conll_writer(const WriteOptions& options) {
  return std::make_unique<ConllWriter>(options);
}

std::optional<Diagnostic> check_conll_options(const WriteOptions& options) {
  std::vector<std::string> names;
  for (const Dialect& dialect : dialects()) names.push_back(dialect.name);
  if (find_dialect(options.dialect) == nullptr)
    return unknown("format/unknown-dialect", "dialect of conll", options.dialect, names);
  static const std::vector<std::string> kColumns = {"token", "begin", "end", "flat", "structured",
                                                    "entry", "name",  "ko",  "kind", "_"};
  for (const std::string& column : options.columns)
    if (std::find(kColumns.begin(), kColumns.end(), column) == kColumns.end())
      return unknown("format/unknown-column", "column of conll", column, kColumns);
  return std::nullopt;
}

}  // namespace waymark::format
