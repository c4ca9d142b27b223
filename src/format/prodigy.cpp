// SPDX-License-Identifier: Apache-2.0
// Relations join tokens; which spans are meant stands beside them. Spans begin and end with tokens.
// A record that was rejected or ignored says nothing of its text: it is read as one that nobody has
// annotated.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "format/annotation_tools.h"
#include "format/json_fields.h"
#include "format/stream_writer.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

class ProdigyPage {
 public:
  ProdigyPage(const Document& document, std::string& out)
      : document_(document), offsets_(document.text, OffsetUnit::kCodePoint), json_(out, true) {}

  void write() {
    json_.begin_object().member("text", document_.text);
    json_.key("tokens").begin_array();
    for (std::uint32_t i = 0; i < document_.tokens.size(); ++i) write_token(i);
    json_.end_array().key("spans").begin_array();
    for (const Mention& mention : document_.mentions) write_span(mention);
    json_.end_array().key("relations").begin_array();
    for (const Relation& relation : document_.relations) write_relation(relation);
    json_.end_array().member("id", document_.id);
    write_meta(document_, "meta", json_);
    json_.end_object();
  }

 private:
  void write_places(Span span) {
    json_.member("start", offsets_.from_byte(span.begin));
    json_.member("end", offsets_.from_byte(span.end));
  }

  void write_token(std::uint32_t position) {
    const Span token = document_.tokens[position];
    const bool has_space = token.end < document_.text.size() && document_.text[token.end] == ' ';
    json_.begin_object().member("text", document_.slice(token));
    write_places(token);
    json_.member("id", position).member("ws", has_space).end_object();
  }

  /// The last token that begins before `byte`.
  std::uint32_t token_before(std::uint32_t byte) const {
    const auto after =
        std::lower_bound(document_.tokens.begin(), document_.tokens.end(), byte,
                         [](Span token, std::uint32_t at) { return token.begin < at; });
    return static_cast<std::uint32_t>(after - document_.tokens.begin()) -
           (after == document_.tokens.begin() ? 0 : 1);
  }

  void write_span(const Mention& mention) {
    json_.begin_object();
    write_places(mention.span);
    json_.member("token_start", token_before(mention.span.begin + 1));
    json_.member("token_end", token_before(mention.span.end));
    json_.member("label", mention.label).end_object();
  }

  void write_relation(const Relation& relation) {
    const Mention& head = document_.mentions[relation.from];
    const Mention& child = document_.mentions[relation.to];
    json_.begin_object().member("head", token_before(head.span.end));
    json_.member("child", token_before(child.span.end)).member("label", relation.type);
    json_.key("head_span");
    write_span(head);
    json_.key("child_span");
    write_span(child);
    json_.end_object();
  }

  const Document& document_;
  text::OffsetMap offsets_;
  json::Writer json_;
};

class ProdigyWriter : public StreamWriter {
 public:
  ProdigyWriter() : StreamWriter(".prodigy.jsonl") {}

  Carries carries() const override {
    return {.links = Carries::Links::kNone,
            .at_tokens = true,
            .one_of_a_kind = true,
            .empty_mentions = false,
            .masks = false,
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
            .slots = false};
  }

  void write(const Document& document, std::string& out) const override {
    ProdigyPage(document, out).write();
    out += '\n';
  }
};

/// The label of what a relation joins without being marked.
constexpr const char* kTokenLabel = "TOKEN";

class ProdigyRecord {
 public:
  ProdigyRecord(const Value& record, const ReadOptions& options, JsonFields& fields,
                Document& document)
      : record_(record), options_(options), fields_(fields), document_(document) {}

  void read() {
    if (!is_wanted()) return fields_.pass_over();
    fields_.set_text(record_, "text", document_);
    document_.id = fields_.word(record_, "id");
    collect_meta(fields_.find(record_, "meta"), record_, is_known, document_);
    const std::string answer = fields_.word(record_, "answer");
    if (answer == "reject" || answer == "ignore") {
      fields_.set_answer(Answer::kNone);
      return fields_.leave("record answered '" + answer + "'");
    }
    if (answer == "accept") fields_.set_answer(Answer::kGiven);
    for (const Value& token : fields_.array(record_, "tokens"))
      document_.tokens.push_back(fields_.span(token, "start", "end"));
    for (const Value& span : fields_.array(record_, "spans")) (void)find_mention(span);
    for (const Value& relation : fields_.array(record_, "relations")) read_relation(relation);
  }

 private:
  static bool is_known(std::string_view name) {
    for (const char* known : {"text", "id", "meta", "tokens", "spans", "relations"})
      if (name == known) return true;
    return false;
  }

  /// A session is called as the data set and the annotator are: "news-ann".
  bool is_wanted() {
    const std::string& annotator = options_.annotator;
    const std::string session = fields_.word(record_, "_session_id");
    return annotator.empty() || fields_.word(record_, "_annotator_id") == annotator ||
           session == annotator || session.ends_with('-' + annotator);
  }

  std::uint32_t find_mention(const Value& value) {
    const Span span = fields_.span(value, "start", "end");
    std::string label = fields_.word(value, "label");
    if (label.empty()) label = kTokenLabel;
    const auto next = static_cast<std::uint32_t>(document_.mentions.size());
    const auto [found, is_new] = mentions_.try_emplace({span, label}, next);
    if (is_new) document_.mentions.push_back(Mention{.span = span, .label = label});
    ends_.emplace(span.end, found->second);
    return found->second;
  }

  /// An end of a relation: its span, or what ends with the token of that number.
  std::uint32_t find_end(const Value& relation, const char* span_name, const char* token_name) {
    if (const Value* span = fields_.find(relation, span_name)) return find_mention(*span);
    const Value* number = fields_.find(relation, token_name);
    if (number == nullptr || document_.tokens.empty())
      return find_mention(fields_.need(relation, span_name));
    const std::size_t token = fields_.index(*number, document_.tokens.size());
    const Span span = document_.tokens[token];
    if (const auto found = ends_.find(span.end); found != ends_.end()) return found->second;
    const auto next = static_cast<std::uint32_t>(document_.mentions.size());
    document_.mentions.push_back(Mention{.span = span, .label = kTokenLabel});
    ends_.emplace(span.end, next);
    return next;
  }

  void read_relation(const Value& value) {
    Relation relation;
    relation.type = fields_.label(value, "label");
    relation.from = find_end(value, "head_span", "head");
    relation.to = find_end(value, "child_span", "child");
    document_.relations.push_back(std::move(relation));
  }

  const Value& record_;
  const ReadOptions& options_;
  JsonFields& fields_;
  Document& document_;
  std::map<std::pair<Span, std::string>, std::uint32_t> mentions_;
  std::unordered_map<std::uint32_t, std::uint32_t> ends_;  // the first mention that ends there
};

}  // namespace

std::unique_ptr<Reader> make_prodigy_reader(ByteSource& source, const std::string& file_name,
                                            const std::string& id, const ReadOptions& options) {
  return make_json_reader(source, file_name, id, options, OffsetUnit::kCodePoint,
                          [options](const Value& record, JsonFields& fields, Document& document) {
                            ProdigyRecord(record, options, fields, document).read();
                          });
}

std::unique_ptr<Writer> make_prodigy_writer(const WriteOptions&) {
  return std::make_unique<ProdigyWriter>();
}

}  // namespace waymark::format
