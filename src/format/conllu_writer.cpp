// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "format/brat.h"
#include "format/conll_value.h"
#include "format/conllu.h"
#include "format/stream_writer.h"
#include "format/token_layers.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

/// Columns three to nine, as token features are called.
constexpr std::array<const char*, 7> kFeatures = {"lemma", "pos",    "xpos", "feats",
                                                  "head",  "deprel", "deps"};

/// A value between the hyphens of an entity's brackets.
std::string encode_part(std::string_view value) {
  std::string out;
  for (const char c : encode_value(value, true)) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    if (std::string_view("-()=|").find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

class ConlluPage {
 public:
  ConlluPage(const Document& document, std::string& out)
      : document_(document), offsets_(document.text, OffsetUnit::kCodePoint), out_(out) {
    for (std::uint32_t i = 0; i < document.mentions.size(); ++i) ends_.push_back(i);
    std::stable_sort(ends_.begin(), ends_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return document_.mentions[a].span.end < document_.mentions[b].span.end;
    });
  }

  void write() {
    comment("newdoc id", encode_value(document_.id, false));
    comment("global.Entity", "eid-etype-identity");
    comment("waymark.text", quoted(document_.text));
    if (!document_.meta.empty()) comment("waymark.meta", document_.meta);
    std::size_t number = 0;
    for (const Block& block : gather_blocks(document_, document_.tokens))
      if (block.first < block.last) write_sentence(block, ++number);
    if (number == 0) out_ += '\n';
  }

 private:
  void comment(std::string_view name, std::string_view value) {
    out_.append("# ").append(name).append(" = ").append(value) += '\n';
  }

  static std::string quoted(const std::string& text) {
    std::string out;
    text::json::append_quoted(text, out);
    return out;
  }

  void write_sentence(const Block& block, std::size_t number) {
    const Span span{document_.tokens[block.first].begin, document_.tokens[block.last - 1].end};
    comment("sent_id", std::to_string(number));
    comment("text", in_one_line(document_.slice(span)));
    for (std::size_t i = block.first; i < block.last; ++i) write_token(i, i - block.first + 1);
    out_ += '\n';
  }

  void write_token(std::size_t position, std::size_t id) {
    const Span token = document_.tokens[position];
    out_ += std::to_string(id) + '\t' + without_white_space(document_.slice(token));
    for (const char* name : kFeatures) out_ += '\t' + column(name, position);
    out_ += '\t' + misc(token) + '\n';
  }

  std::string column(std::string_view name, std::size_t position) const {
    for (const TokenFeature& feature : document_.token_features)
      if (feature.name == name) return encode_value(feature.values[position], false);
    return "_";
  }

  std::string misc(Span token) {
    const std::string entity = brackets(token);
    return (entity.empty() ? "" : "Entity=" + entity + '|') +
           "start_char=" + std::to_string(offsets_.from_byte(token.begin)) +
           "|end_char=" + std::to_string(offsets_.from_byte(token.end));
  }

  /// What begins here, outer ones first, and what ends here.
  std::string brackets(Span token) {
    std::string opened, closed;
    for (; next_begin_ < document_.mentions.size() &&
           document_.mentions[next_begin_].span.begin < token.end;
         ++next_begin_) {
      const Mention& mention = document_.mentions[next_begin_];
      opened += "(m" + std::to_string(next_begin_ + 1) + '-' + encode_part(mention.label) + '-' +
                (mention.link ? encode_part(mention.link->entry) : "_");
      if (mention.span.end <= token.end) opened += ')';
    }
    for (; next_end_ < ends_.size() && document_.mentions[ends_[next_end_]].span.end <= token.end;
         ++next_end_)
      if (document_.mentions[ends_[next_end_]].span.begin < token.begin)
        closed += 'm' + std::to_string(ends_[next_end_] + 1) + ')';
    return closed + opened;
  }

  const Document& document_;
  text::OffsetMap offsets_;
  std::string& out_;
  std::vector<std::uint32_t> ends_;  // mentions by their ends
  std::size_t next_begin_ = 0, next_end_ = 0;
};

class ConlluWriter : public StreamWriter {
 public:
  ConlluWriter() : StreamWriter(".conllu") {}

  Carries carries() const override {
    return {.links = Carries::Links::kEntry,
            .at_tokens = true,
            .all_in_sentences = true,
            .empty_mentions = false,
            .masks = false,
            .run = false,
            .known_token_features = {kFeatures.begin(), kFeatures.end()},
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
    ConlluPage(document, out).write();
  }
};

}  // namespace

std::unique_ptr<Writer> make_conllu_writer(const WriteOptions&) {
  return std::make_unique<ConlluWriter>();
}

}  // namespace waymark::format
