// SPDX-License-Identifier: Apache-2.0
// Hugging Face and GLiNER: a record is a list of tokens; its text, read back, is the tokens with a
// space between.
#include <algorithm>

#include "format/filter.h"
#include "format/json_fields.h"
#include "format/stream_writer.h"
#include "format/token_layers.h"
#include "format/training.h"
#include "text/json.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

/// The tag of tokens that a loss function leaves out.
const std::string kMask = "-100";

Carries carries_tokens(Carries::Overlap overlap) {
  return {.text = Carries::Text::kTokens,
          .overlap = overlap,
          .links = Carries::Links::kNone,
          .at_tokens = true,
          .empty_mentions = false,
          .masked_labels = false,
          .masks = overlap == Carries::Overlap::kNone,
          .meta = false,
          .token_features = false,
          .sentences = false,
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
}

void write_strings(const Document& document, const std::vector<Span>& tokens, json::Writer& json) {
  json.begin_array();
  for (const Span token : tokens) json.value(document.slice(token));
  json.end_array();
}

void append_token(const std::string& word, std::string& text, Document& document) {
  if (!text.empty()) text += ' ';
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += word;
  document.tokens.push_back({begin, static_cast<std::uint32_t>(text.size())});
}

/// Takes the tokens of a record as the text.
void read_tokens(const Value& record, std::string_view name, JsonFields& fields,
                 Document& document) {
  std::string text;
  for (const Value& token : fields.need_array(record, name)) {
    const std::string* word = token.as_string();
    if (word == nullptr || word->empty())
      return fields.fail(token, "a token is a string that is not empty");
    append_token(*word, text, document);
  }
  fields.set_text(std::move(text), document);
}

class HfWriter : public StreamWriter {
 public:
  HfWriter() : StreamWriter(".hf.jsonl") {}

  Carries carries() const override { return carries_tokens(Carries::Overlap::kNone); }

  void write(const Document& document, std::string& out) const override {
    const TokenLayers layers = lay_out(document, {});
    json::Writer json(out, true);
    json.begin_object().member("id", document.id).key("tokens");
    write_strings(document, layers.pieces, json);
    json.key("ner_tags").begin_array();
    for (std::size_t i = 0; i < layers.pieces.size(); ++i) json.value(tag(document, layers, i));
    json.end_array().end_object();
    out += '\n';
  }

 private:
  /// Of whichever layer marks the token: mentions do not overlap.
  static std::string tag(const Document& document, const TokenLayers& layers, std::size_t piece) {
    for (const auto& layer : layers.layers)
      if (const Cell& cell = layer[piece]; cell.mention >= 0) {
        const Mention& mention = document.mentions[static_cast<std::size_t>(cell.mention)];
        return is_masked(mention) ? kMask : (cell.begins ? "B-" : "I-") + mention.label;
      }
    return "O";
  }
};

void add_masked(Document& document, std::size_t position) {
  const Span token = document.tokens[position];
  const bool goes_on = position > 0 && !document.mentions.empty() &&
                       is_masked(document.mentions.back()) &&
                       document.mentions.back().span.end == document.tokens[position - 1].end;
  if (goes_on) {
    document.mentions.back().span.end = token.end;
    return;
  }
  Mention mention{.span = token, .label = std::string(kMaskedLabel)};
  mention.features = {{std::string(kMasked), true}};
  document.mentions.push_back(std::move(mention));
}

/// The first of two names that the record has, of neither the first.
std::string_view name_in(const Value& record, std::string_view first, std::string_view second) {
  return record.find(first) == nullptr && record.find(second) != nullptr ? second : first;
}

class HfRecord {
 public:
  HfRecord(const Value& record, const ReadOptions& options, JsonFields& fields, Document& document)
      : record_(record), options_(options), fields_(fields), document_(document) {}

  void read() {
    const std::string_view tokens = name_in(record_, "tokens", "words"),
                           tags = name_in(record_, "ner_tags", "tags");
    document_.id = fields_.word(record_, "id");
    const Value::Array& words = fields_.need_array(record_, tokens);
    const Value::Array& values = fields_.need_array(record_, tags);
    if (!fields_.failed() && values.size() != words.size())
      fields_.fail(fields_.need(record_, tags), "there are not as many tags as tokens",
                   "format/row-length");
    const std::vector<std::size_t> places = read_words(words);
    for (std::size_t i = 0; i < places.size() && !fields_.failed(); ++i) add(values[places[i]], i);
    fields_.leave_members(record_, [&](std::string_view name) {
      return name == "id" || name == tokens || name == tags;
    });
  }

 private:
  /// Takes the tokens as the text; of each, its place in the record. Some data sets have empty
  /// ones.
  std::vector<std::size_t> read_words(const Value::Array& words) {
    std::vector<std::size_t> places;
    std::string text;
    for (std::size_t i = 0; i < words.size() && !fields_.failed(); ++i) {
      const std::string* word = words[i].as_string();
      if (word == nullptr)
        fields_.fail(words[i], "a token is a string");
      else if (word->empty())
        fields_.leave("empty token");
      else
        append_token(*word, text, document_), places.push_back(i);
    }
    fields_.set_text(std::move(text), document_);
    return places;
  }

  /// A number stands for the name that has its place among the tags.
  std::string tag_of(const Value& value) {
    if (const std::string* tag = value.as_string()) return *tag;
    const auto number = value.as_int();
    if (number == -100) return kMask;
    if (number && *number >= 0 && static_cast<std::uint64_t>(*number) < options_.tags.size())
      return options_.tags[static_cast<std::size_t>(*number)];
    fields_.fail(
        value, "tags are O, B-LABEL and I-LABEL", "format/tag",
        number ? "--tags O,B-PER,I-PER,... says what the numbers mean, in their order" : "");
    return "O";
  }

  /// What goes on with another label, or with nothing, begins a mention, as seqeval has it.
  void add(const Value& value, std::size_t position) {
    const std::string tag = tag_of(value);
    if (fields_.failed() || tag == "O") return;
    if (tag == kMask) return add_masked(document_, position);
    const bool has_prefix = tag.size() > 2 && tag[1] == '-' &&
                            std::string_view("BIESLU").find(tag[0]) != std::string::npos;
    if (!has_prefix) return fields_.fail(value, "tags are O, B-LABEL and I-LABEL", "format/tag");
    const Span token = document_.tokens[position];
    const std::string label = tag.substr(2);
    const bool begins = tag[0] == 'B' || tag[0] == 'S' || tag[0] == 'U';
    if (!begins && goes_on(position, label))
      document_.mentions.back().span.end = token.end;
    else
      document_.mentions.push_back(Mention{.span = token, .label = label});
  }

  bool goes_on(std::size_t position, const std::string& label) const {
    return position > 0 && !document_.mentions.empty() &&
           document_.mentions.back().span.end == document_.tokens[position - 1].end &&
           document_.mentions.back().label == label;
  }

  const Value& record_;
  const ReadOptions& options_;
  JsonFields& fields_;
  Document& document_;
};

class GlinerWriter : public ArrayWriter {
 public:
  GlinerWriter() : ArrayWriter(".gliner.json") {}

  Carries carries() const override { return carries_tokens(Carries::Overlap::kAny); }

  void write(const Document& document, std::string& out) const override {
    json::Writer json(out, true);
    json.begin_object().key("tokenized_text");
    const std::vector<Span> tokens = cut_at_mentions(document);
    write_strings(document, tokens, json);
    json.key("ner").begin_array();
    for (const Mention& mention : document.mentions) {
      const std::uint32_t first = first_from(tokens, mention.span.begin);
      const std::uint32_t last = first_from(tokens, mention.span.end);
      if (first == last) continue;
      json.begin_array().value(first).value(last - 1).value(mention.label).end_array();
    }
    json.end_array().member("id", document.id).end_object();
  }

 private:
  /// The first token that begins at or behind a byte.
  static std::uint32_t first_from(const std::vector<Span>& tokens, std::uint32_t byte) {
    const auto found = std::lower_bound(tokens.begin(), tokens.end(), byte,
                                        [](Span t, std::uint32_t at) { return t.begin < at; });
    return static_cast<std::uint32_t>(found - tokens.begin());
  }
};

void read_gliner(const Value& record, JsonFields& fields, Document& document) {
  document.id = fields.word(record, "id");
  read_tokens(record, "tokenized_text", fields, document);
  for (const Value& triple : fields.array(record, "ner")) {
    const Value::Array& parts = triple.elements();
    const std::string* label = parts.size() == 3 ? parts[2].as_string() : nullptr;
    if (label == nullptr || label->empty())
      return fields.fail(triple, "expected a mention as [first token, last token, label]");
    const std::size_t first = fields.index(parts[0], document.tokens.size());
    const std::size_t last = fields.index(parts[1], document.tokens.size());
    if (fields.failed()) return;
    if (last < first) return fields.fail(triple, "the mention ends before it begins");
    document.mentions.push_back(Mention{
        .span = {document.tokens[first].begin, document.tokens[last].end}, .label = *label});
  }
  fields.leave_members(record, [](std::string_view name) {
    return name == "id" || name == "tokenized_text" || name == "ner";
  });
}

}  // namespace

std::unique_ptr<Reader> make_hf_reader(ByteSource& source, const std::string& file_name,
                                       const std::string& id, const ReadOptions& options) {
  return make_json_reader(source, file_name, id, options, OffsetUnit::kCodePoint,
                          [options](const Value& record, JsonFields& fields, Document& document) {
                            HfRecord(record, options, fields, document).read();
                          });
}

std::unique_ptr<Writer> make_hf_writer(const WriteOptions&) { return std::make_unique<HfWriter>(); }

std::unique_ptr<Reader> make_gliner_reader(ByteSource& source, const std::string& file_name,
                                           const std::string& id, const ReadOptions& options) {
  return make_json_reader(source, file_name, id, options, OffsetUnit::kCodePoint, read_gliner);
}

std::unique_ptr<Writer> make_gliner_writer(const WriteOptions&) {
  return std::make_unique<GlinerWriter>();
}

}  // namespace waymark::format
