// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>

#include "format/brat.h"
#include "format/conll_value.h"
#include "format/conllu.h"
#include "format/slot_fillers.h"
#include "format/stream_writer.h"
#include "format/token_layers.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

/// Columns three to nine, as token features are called.
constexpr std::array<const char*, 7> kFeatures = {"lemma", "pos",    "xpos", "feats",
                                                  "head",  "deprel", "deps"};
/// What others keep in the last column.
constexpr const char* kMisc = "misc";

/// A value between the hyphens of an entity's brackets.
std::string encode_part(std::string_view value) {
  std::string out;
  for (const char c : encode_value(value, true)) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    if (std::string_view("-()=|,").find(c) == std::string_view::npos) {
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
  ConlluPage(const Document& document, bool is_plus, std::string& out)
      : document_(document),
        is_plus_(is_plus),
        offsets_(document.text, OffsetUnit::kCodePoint),
        out_(out) {
    for (std::uint32_t i = 0; i < document.mentions.size(); ++i) ends_.push_back(i);
    std::stable_sort(ends_.begin(), ends_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return document_.mentions[a].span.end < document_.mentions[b].span.end;
    });
    for (const Relation& relation : document.relations)
      relations_[relation.from] += pair(relation.from, relation.type, relation.to);
    visit_fillers(document, [&](std::uint32_t from, const std::string& name, std::uint32_t to) {
      slots_[from] += pair(from, name, to);
    });
    if (is_plus) tags_ = make_tags();
  }

  void write() {
    comment("newdoc id", encode_value(document_.id, false));
    comment("global.Entity", "eid-etype-identity");
    comment("waymark.text", quoted(document_.text));
    if (!document_.meta.empty()) comment("waymark.meta", document_.meta);
    std::size_t number = 0;
    for (const Block& block : gather_blocks(document_, document_.tokens))
      if (block.first < block.last) write_sentence(block, ++number);
    if (number == 0) write_placeholder();
  }

 private:
  void comment(std::string_view name, std::string_view value) {
    out_.append("# ").append(name).append(" = ").append(value) += '\n';
  }

  /// A document without tokens: a block without a line is none, and comments alone are refused.
  void write_placeholder() {
    comment("sent_id", sentence_id(1));
    comment("text", "_");
    out_ += "1\t_\t_\t_\t_\t_\t_\t_\t_\tstart_char=0|end_char=0";
    out_ += is_plus_ ? "\tO\n\n" : "\n\n";
  }

  /// m1-located_in-m2,
  static std::string pair(std::uint32_t from, const std::string& type, std::uint32_t to) {
    return 'm' + std::to_string(from + 1) + '-' + encode_part(type) + "-m" +
           std::to_string(to + 1) + ',';
  }

  /// Tags of the flat layer, as they are trained on.
  std::vector<std::string> make_tags() const {
    std::vector<std::string> tags(document_.tokens.size(), "O");
    const TokenLayers laid = lay_out(document_, {});
    if (laid.pieces != document_.tokens || laid.layers.empty()) return tags;
    for (std::size_t i = 0; i < tags.size(); ++i)
      if (const Cell& cell = laid.layers.front()[i]; cell.mention >= 0)
        tags[i] =
            (cell.begins ? "B-" : "I-") +
            encode_value(document_.mentions[static_cast<std::size_t>(cell.mention)].label, true);
    return tags;
  }

  static std::string quoted(const std::string& text) {
    std::string out;
    text::json::append_quoted(text, out);
    return out;
  }

  void write_sentence(const Block& block, std::size_t number) {
    const Span span{document_.tokens[block.first].begin, document_.tokens[block.last - 1].end};
    comment("sent_id", sentence_id(number));
    comment("text", in_one_line(document_.slice(span)));
    for (std::size_t i = block.first; i < block.last; ++i) write_token(i, i - block.first + 1);
    out_ += '\n';
  }

  /// One of its own in a whole corpus; '/' means something else to treebanks.
  std::string sentence_id(std::size_t number) const {
    std::string id;
    for (const char c : encode_value(document_.id, true))
      id += c == '/' ? "%2F" : std::string(1, c);
    return id + '-' + std::to_string(number);
  }

  void write_token(std::size_t position, std::size_t id) {
    const Span token = document_.tokens[position];
    out_ += std::to_string(id) + '\t' + without_white_space(document_.slice(token));
    for (const char* name : kFeatures) out_ += '\t' + column(name, position);
    out_ += '\t' + misc(position);
    if (is_plus_) out_ += '\t' + tags_[position];
    out_ += '\n';
  }

  std::string column(std::string_view name, std::size_t position) const {
    for (const TokenFeature& feature : document_.token_features)
      if (feature.name == name) return encode_value(feature.values[position], false);
    return "_";
  }

  std::string misc(std::size_t position) {
    const Span token = document_.tokens[position];
    const std::uint32_t first = next_begin_;
    const std::string entity = brackets(token);
    const bool touches_next =
        position + 1 < document_.tokens.size() && document_.tokens[position + 1].begin == token.end;
    const std::string others = column(kMisc, position);
    return (others == "_" ? "" : others + '|') + (entity.empty() ? "" : "Entity=" + entity + '|') +
           pairs("EntityRelation=", relations_, first) + pairs("EntitySlot=", slots_, first) +
           (touches_next ? "SpaceAfter=No|" : "") +
           "start_char=" + std::to_string(offsets_.from_byte(token.begin)) +
           "|end_char=" + std::to_string(offsets_.from_byte(token.end));
  }

  /// What leads from the mentions that begin here: `first` and those behind it.
  std::string pairs(const std::string& name, const std::map<std::uint32_t, std::string>& all,
                    std::uint32_t first) const {
    std::string value;
    for (auto it = all.lower_bound(first); it != all.end() && it->first < next_begin_; ++it)
      value += it->second;
    if (value.empty()) return value;
    value.back() = '|';
    return name + value;
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
  bool is_plus_;
  text::OffsetMap offsets_;
  std::string& out_;
  std::vector<std::uint32_t> ends_;                         // mentions by their ends
  std::map<std::uint32_t, std::string> relations_, slots_;  // by the mention they lead from
  std::vector<std::string> tags_;                           // of tokens
  std::uint32_t next_begin_ = 0;
  std::size_t next_end_ = 0;
};

class ConlluWriter : public StreamWriter {
 public:
  explicit ConlluWriter(bool is_plus)
      : StreamWriter(is_plus ? ".conllup" : ".conllu"), is_plus_(is_plus) {}

  std::string begin() const override {
    return is_plus_ ? "# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC "
                      "WAYMARK:NE\n"
                    : "";
  }

  Carries carries() const override {
    return {.links = Carries::Links::kEntry,
            .at_tokens = true,
            .all_in_sentences = true,
            .empty_mentions = false,
            .masks = false,
            .run = false,
            .known_token_features = known_features(),
            .confidence = false,
            .candidates = false,
            .forms = false,
            .features = false,
            .makers = false,
            .alternatives = false,
            .corrected = false,
            .empty_slots = false,
            .stretches = false};
  }

  static std::vector<std::string> known_features() {
    std::vector<std::string> names(kFeatures.begin(), kFeatures.end());
    names.emplace_back(kMisc);
    return names;
  }

  void write(const Document& document, std::string& out) const override {
    ConlluPage(document, is_plus_, out).write();
  }

 private:
  bool is_plus_;
};

}  // namespace

std::unique_ptr<Writer> make_conllu_writer(const WriteOptions&) {
  return std::make_unique<ConlluWriter>(false);
}

std::unique_ptr<Writer> make_conllu_plus_writer(const WriteOptions&) {
  return std::make_unique<ConlluWriter>(true);
}

}  // namespace waymark::format
