// SPDX-License-Identifier: Apache-2.0
// spaCy's text is its tokens with at most one space behind each, so that every other stretch of
// white space has to be a token.
#include <algorithm>
#include <array>
#include <optional>

#include "format/blank.h"
#include "format/filter.h"
#include "format/fit.h"
#include "format/json_fields.h"
#include "format/stream_writer.h"
#include "format/training.h"
#include "text/character.h"
#include "text/json.h"
#include "text/offset_map.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

namespace json = text::json;
using json::Value;

/// Features of tokens under our names and under spaCy's.
constexpr std::array<std::pair<const char*, const char*>, 5> kFeatures = {
    {{"pos", "pos"}, {"xpos", "tag"}, {"lemma", "lemma"}, {"feats", "morph"}, {"deprel", "dep"}}};

/// The mentions that stand in `ents`.
std::vector<Mention> flat_mentions(const Document& document) {
  Document flat;
  flat.text = document.text;
  flat.mentions = document.mentions;
  Carries carries;
  carries.overlap = Carries::Overlap::kNone;
  keep_mentions(flat, [](const Mention& mention) { return !is_masked(mention); });
  Losses losses;
  return fit(std::move(flat), carries, Flatten::kFlatFirst, losses).mentions;
}

class SpacyPage {
 public:
  SpacyPage(const Document& document, std::string& out)
      : document_(document), offsets_(document.text, OffsetUnit::kCodePoint), json_(out, true) {
    for (const auto& [ours, theirs] : kFeatures)
      for (const TokenFeature& feature : document.token_features)
        if (feature.name == ours) features_.emplace_back(theirs, &feature.values);
  }

  void write() {
    json_.begin_object().member("text", document_.text);
    json_.key("ents").begin_array();
    for (const Mention& mention : flat_mentions(document_)) write_mention(mention, false);
    json_.end_array();
    if (!document_.sentences.empty()) write_sentences();
    json_.key("tokens").begin_array();
    write_tokens();
    json_.end_array().key("spans").begin_object().key("sc").begin_array();
    write_mentions(false);
    json_.end_array().end_object().key("_").begin_object().member("id", document_.id);
    if (std::any_of(document_.mentions.begin(), document_.mentions.end(), is_masked)) {
      json_.key("masked").begin_array();
      write_mentions(true);
      json_.end_array();
    }
    write_meta(document_, "meta", json_);
    json_.end_object().end_object();
  }

 private:
  void begin_span(Span span) {
    json_.begin_object().member("start", offsets_.from_byte(span.begin));
    json_.member("end", offsets_.from_byte(span.end));
  }

  void write_mentions(bool masked) {
    for (const Mention& mention : document_.mentions)
      if (is_masked(mention) == masked) write_mention(mention, true);
  }

  void write_mention(const Mention& mention, bool with_entry) {
    begin_span(mention.span);
    json_.member("label", mention.label);
    if (with_entry)
      json_.member("kb_id", mention.link ? std::string_view(mention.link->entry) : "");
    json_.end_object();
  }

  void write_sentences() {
    json_.key("sents").begin_array();
    for (const Span sentence : document_.sentences) {
      begin_span(sentence);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_tokens() {
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < document_.tokens.size(); ++i) {
      const Span token = document_.tokens[i];
      write_gap({end, token.begin}, i > 0);
      write_token(token, i);
      end = token.end;
    }
    write_gap({end, static_cast<std::uint32_t>(document_.text.size())}, end > 0);
  }

  /// What lies between two tokens, less the space that belongs to the first of them.
  void write_gap(Span gap, bool is_behind_token) {
    if (is_behind_token && document_.slice(gap).starts_with(' ')) ++gap.begin;
    if (!gap.empty()) write_token(gap, std::nullopt);
  }

  /// What one token has, all must have: Doc.from_json refuses others [E1040].
  void write_token(Span span, std::optional<std::size_t> position) {
    begin_span(span);
    json_.member("id", number_++);
    for (const auto& [name, values] : features_)
      json_.member(name, position ? std::string_view((*values)[*position]) : std::string_view());
    json_.end_object();
  }

  const Document& document_;
  text::OffsetMap offsets_;
  json::Writer json_;
  std::vector<std::pair<const char*, const std::vector<std::string>*>> features_;
  std::uint32_t number_ = 0;
};

class SpacyWriter : public StreamWriter {
 public:
  SpacyWriter() : StreamWriter(".spacy.jsonl") {}

  Carries carries() const override {
    return {.links = Carries::Links::kEntry,
            .at_tokens = true,
            .all_in_sentences = true,
            .blank_tokens = false,
            .empty_mentions = false,
            .run = false,
            .known_token_features = {"pos", "xpos", "lemma", "feats", "deprel"},
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

  void write(const Document& document, std::string& out) const override {
    SpacyPage(document, out).write();
    out += '\n';
  }
};

class SpacyRecord {
 public:
  SpacyRecord(const Value& record, JsonFields& fields, Document& document)
      : record_(record), fields_(fields), document_(document) {}

  void read() {
    fields_.set_text(record_, "text", document_);
    if (const Value* own = fields_.find(record_, "_")) {
      document_.id = fields_.word(*own, "id");
      read_meta(fields_.find(*own, "meta"), document_);
    }
    read_tokens();
    for (const Value& sentence : fields_.array(record_, "sents"))
      document_.sentences.push_back(fields_.span(sentence, "start", "end"));
    const Value* groups = fields_.find(record_, "spans");
    const Value* group = groups != nullptr ? fields_.find(*groups, "sc") : nullptr;
    for (const Value& value :
         group != nullptr ? fields_.need_array(*groups, "sc") : fields_.array(record_, "ents"))
      read_mention(value, false);
    if (const Value* own = fields_.find(record_, "_"))
      for (const Value& value : fields_.array(*own, "masked")) read_mention(value, true);
    leave_others(groups);
  }

 private:
  void read_tokens() {
    for (const auto& [ours, theirs] : kFeatures) document_.token_features.push_back({ours, {}});
    for (const Value& token : fields_.array(record_, "tokens")) {
      const Span span = fields_.span(token, "start", "end");
      if (fields_.failed()) return;
      if (is_blank_token(document_.slice(span))) continue;
      document_.tokens.push_back(span);
      for (std::size_t i = 0; i < kFeatures.size(); ++i)
        document_.token_features[i].values.push_back(fields_.word(token, kFeatures[i].second));
    }
    std::erase_if(document_.token_features, [](const TokenFeature& feature) {
      return std::all_of(feature.values.begin(), feature.values.end(),
                         [](const std::string& value) { return value.empty(); });
    });
  }

  void leave_others(const Value* groups) {
    if (groups != nullptr)
      for (const json::Member& group : groups->members())
        if (group.name != "sc") fields_.leave("span group '" + group.name + "'");
    if (const Value* cats = fields_.find(record_, "cats"))
      fields_.leave("category", cats->members().size());
  }

  void read_mention(const Value& value, bool masked) {
    Mention mention;
    mention.span = fields_.span(value, "start", "end");
    mention.label = fields_.label(value, "label");
    if (const std::string entry = fields_.word(value, "kb_id"); !entry.empty())
      mention.link = Link{.entry = entry};
    if (masked) mention.features = {{std::string(kMasked), true}};
    document_.mentions.push_back(std::move(mention));
  }

  const Value& record_;
  JsonFields& fields_;
  Document& document_;
};

}  // namespace

std::unique_ptr<Reader> make_spacy_reader(ByteSource& source, const std::string& file_name,
                                          const std::string& id, const ReadOptions& options) {
  return make_json_reader(source, file_name, id, options, OffsetUnit::kCodePoint,
                          [](const Value& record, JsonFields& fields, Document& document) {
                            SpacyRecord(record, fields, document).read();
                          });
}

std::unique_ptr<Writer> make_spacy_writer(const WriteOptions&) {
  return std::make_unique<SpacyWriter>();
}

}  // namespace waymark::format
