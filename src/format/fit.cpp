// SPDX-License-Identifier: Apache-2.0
// Mentions are settled first, since tokens are cut where they begin and end; what hangs on mentions
// follows, and the text comes last, for its white space may move all spans.
#include "format/fit.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <utility>
#include <variant>

#include "format/filter.h"
#include "format/token_layers.h"
#include "text/character.h"
#include "text/sentences.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

/// In the order of Flatten.
constexpr std::array<std::string_view, 5> kFlattenNames = {"flat-first", "structured-first",
                                                           "outermost", "innermost", "confident"};

bool is_blank(char32_t code_point) {
  return code_point < 0x20 || text::character_info(code_point).has(text::kIsSpace);
}

/// The span without white space at its edges; empty if there is nothing else.
Span trim(std::string_view text, Span span) {
  Span solid{span.end, span.end};
  for (std::uint32_t at = span.begin; at < span.end;) {
    const text::CodePoint code = text::code_point_at(text, at);
    if (!is_blank(code.value)) {
      if (solid.empty()) solid.begin = at;
      solid.end = at + code.byte_size;
    }
    at += code.byte_size;
  }
  return solid.empty() ? Span{span.begin, span.begin} : solid;
}

class Fitting {
 public:
  Fitting(Document document, const Carries& carries, Flatten flatten, Losses& losses)
      : document_(std::move(document)), carries_(carries), flatten_(flatten), losses_(losses) {}

  Document run() {
    std::erase_if(document_.token_features, [&](const TokenFeature& feature) {
      return feature.values.size() != document_.tokens.size();
    });
    fit_names();
    fit_mentions();
    if (carries_.at_tokens) fit_tokens();
    for (Mention& mention : document_.mentions) fit_details(mention);
    fit_references();
    fit_document();
    if (carries_.text == Carries::Text::kTokens) join_tokens();
    sort_mentions(document_);
    return std::move(document_);
  }

 private:
  void drop(std::string_view what, std::optional<Span> span = {}, std::uint64_t count = 1) {
    losses_.add(what, Change::kDropped, document_, span, count);
  }
  void change(std::string_view what, std::optional<Span> span = {}, std::uint64_t count = 1) {
    losses_.add(what, Change::kChanged, document_, span, count);
  }

  /// Empties a value that is not carried.
  template <class T>
  void clear(T& value, bool is_carried, std::string_view what, std::optional<Span> span = {}) {
    if (is_carried || value == T()) return;
    drop(what, span);
    value = T();
  }

  void rename(const std::function<std::string(std::string_view)>& function, std::string& name,
              std::string_view what, std::optional<Span> span = {}) {
    if (!function) return;
    std::string renamed = function(name);
    if (renamed == name) return;
    change(what, span);
    name = std::move(renamed);
  }

  void fit_names() {
    for (Mention& mention : document_.mentions) {
      rename(carries_.label, mention.label, "label", mention.span);
      for (Slot& slot : mention.slots)
        rename(carries_.label, slot.name, "name of a slot", mention.span);
    }
    for (Relation& relation : document_.relations)
      rename(carries_.label, relation.type, "type of a relation",
             document_.mentions[relation.from].span);
  }

  // ---- mentions

  void keep(const std::vector<bool>& is_kept, std::string_view what) {
    if (std::find(is_kept.begin(), is_kept.end(), false) == is_kept.end()) return;
    for (std::size_t i = 0; i < is_kept.size(); ++i)
      if (!is_kept[i]) drop(what, document_.mentions[i].span);
    keep_mentions(document_,
                  [&, i = std::size_t{0}](const Mention&) mutable { return is_kept[i++]; });
  }

  void fit_mentions() {
    if (!carries_.mentions) keep(std::vector<bool>(document_.mentions.size(), false), "mention");
    if (!carries_.blank_edges) trim_mentions();
    if (!carries_.empty_mentions) {
      std::vector<bool> is_kept;
      for (const Mention& mention : document_.mentions) is_kept.push_back(!mention.span.empty());
      keep(is_kept, "empty mention");
    }
    if (carries_.only_places) drop_what_is_no_place();
    if (!carries_.masks) drop_masked();
    if (carries_.at_tokens) drop_mentions_without_token();
    if (carries_.overlap == Carries::Overlap::kNone) flatten_mentions();
    if (carries_.overlap == Carries::Overlap::kNested) nest_mentions();
  }

  void drop_what_is_no_place() {
    std::vector<bool> is_kept;
    for (const Mention& mention : document_.mentions)
      is_kept.push_back(mention.link && mention.link->lat && mention.link->lon);
    keep(is_kept, "mention without place");
  }

  void drop_masked() {
    std::vector<bool> is_kept;
    for (const Mention& mention : document_.mentions) is_kept.push_back(!is_masked(mention));
    keep(is_kept, "masked mention");
  }

  void drop_repeated() {
    std::set<std::pair<Span, std::string>> known;
    std::vector<bool> is_kept;
    for (const Mention& mention : document_.mentions)
      is_kept.push_back(known.emplace(mention.span, mention.label).second);
    keep(is_kept, "repeated mention");
  }

  /// Keeps what lies inside all that is open where it begins; mentions come outer ones first.
  void nest_mentions() {
    std::vector<Span> open;
    std::vector<bool> is_kept;
    for (const Mention& mention : document_.mentions) {
      while (!open.empty() && open.back().end <= mention.span.begin) open.pop_back();
      is_kept.push_back(open.empty() || open.back().contains(mention.span));
      if (is_kept.back()) open.push_back(mention.span);
    }
    keep(is_kept, "crossing mention");
  }

  void trim_mentions() {
    for (Mention& mention : document_.mentions) {
      move(mention, trim(document_.text, mention.span));
      for (Slot& slot : mention.slots) trim_stretch(slot);
    }
    sort_mentions(document_);
  }

  void trim_stretch(Slot& slot) {
    Span* stretch = std::get_if<Span>(&slot.value);
    const Span trimmed = stretch == nullptr ? Span{} : trim(document_.text, *stretch);
    if (stretch == nullptr || trimmed == *stretch) return;
    change("edge of a slot", *stretch);
    *stretch = trimmed;
  }

  void move(Mention& mention, Span span) {
    if (mention.span == span) return;
    change("edge of a mention", mention.span);
    mention.span = span;
  }

  void make_tokens() {
    text::Tokens tokens;
    text::tokenize(document_.text, tokens);
    if (!carries_.blank_tokens)
      std::erase_if(tokens, [&](const text::Token& token) { return is_unseen(token.span); });
    if (tokens.empty()) return;
    for (const text::Token& token : tokens) document_.tokens.push_back(token.span);
    losses_.add("token", Change::kMade, document_, std::nullopt, tokens.size());
    if (!document_.sentences.empty()) return;
    std::vector<Span> names;
    for (const Mention& mention : document_.mentions) names.push_back(mention.span);
    std::sort(names.begin(), names.end());
    const auto none = [](std::uint64_t) { return false; };
    for (const TokenRange range : text::find_sentences(document_.text, tokens, names, none))
      document_.sentences.push_back(
          {tokens[range.begin].span.begin, tokens[range.end - 1].span.end});
  }

  void normalize(std::vector<Span>& spans, std::string_view what) {
    std::vector<Span> clipped = sort_and_clip(spans);
    if (clipped != spans) change(what);
    spans = std::move(clipped);
  }

  /// White space and what is not seen; no token of ours is only that.
  bool is_unseen(Span token) const {
    for (std::uint32_t at = token.begin; at < token.end;) {
      const text::CodePoint code = text::code_point_at(document_.text, at);
      if (code.value >= 0x20 && !text::character_info(code.value).has(text::kIsBlank)) return false;
      at += code.byte_size;
    }
    return true;
  }

  void drop_blank_tokens() {
    const auto count =
        std::erase_if(document_.tokens, [&](Span token) { return is_unseen(token); });
    if (count > 0) drop("blank token", std::nullopt, count);
  }

  void drop_mentions_without_token() {
    const std::vector<Span> given = document_.tokens;
    normalize(document_.tokens, "order of tokens");
    if (!carries_.blank_tokens) drop_blank_tokens();
    if (document_.tokens.empty()) make_tokens();
    if (document_.tokens != given) clear(document_.token_features, false, "feature of tokens");
    normalize(document_.sentences, "order of sentences");
    std::vector<bool> is_kept;
    for (const Mention& mention : document_.mentions) {
      const auto token =
          std::upper_bound(document_.tokens.begin(), document_.tokens.end(), mention.span.begin,
                           [](std::uint32_t begin, Span span) { return begin < span.end; });
      is_kept.push_back(token != document_.tokens.end() && !mention.span.empty() &&
                        token->begin < mention.span.end);
    }
    keep(is_kept, "mention without a token");
  }

  /// Positions of the mentions, best first.
  std::vector<std::uint32_t> rank() const {
    const std::vector<std::string> structured = find_structured(document_);
    const auto is_structured = [&](const Mention& mention) {
      return std::find(structured.begin(), structured.end(), mention.label) != structured.end();
    };
    const auto key = [&](std::uint32_t i) -> double {
      const Mention& mention = document_.mentions[i];
      switch (flatten_) {
        case Flatten::kFlatFirst:
          return is_structured(mention) ? 1 : 0;
        case Flatten::kStructuredFirst:
          return is_structured(mention) ? 0 : 1;
        case Flatten::kOutermost:
          return -static_cast<double>(mention.span.byte_size());
        case Flatten::kInnermost:
          return mention.span.byte_size();
        case Flatten::kConfident:
          break;
      }
      return -mention.confidence;
    };
    std::vector<std::uint32_t> order(document_.mentions.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return order;
  }

  void flatten_mentions() {
    std::map<std::uint32_t, Span> taken;  // by begin; none overlaps another
    std::vector<bool> is_kept(document_.mentions.size(), false);
    for (const std::uint32_t i : rank()) {
      const Span span = document_.mentions[i].span;
      const auto after = taken.lower_bound(span.end);
      if (after != taken.begin() && std::prev(after)->second.end > span.begin) continue;
      if (taken.contains(span.begin)) continue;  // two empty ones
      taken.emplace(span.begin, span);
      is_kept[i] = true;
    }
    keep(is_kept, "overlapping mention");
  }

  // ---- tokens

  void fit_tokens() {
    if (carries_.all_in_sentences || carries_.in_sentences) fit_sentences();
    std::vector<Span> pieces = cut_at_mentions(document_);
    bool has_dropped = false;
    if (pieces.size() > document_.tokens.size()) {
      change("token cut at a mention", std::nullopt, pieces.size() - document_.tokens.size());
      has_dropped = !carries_.blank_tokens && drop_blank_pieces(pieces);
      fit_token_features(pieces);
    }
    document_.tokens = std::move(pieces);
    if (has_dropped && carries_.all_in_sentences) fit_sentences();
    for (Mention& mention : document_.mentions) move(mention, to_tokens(mention.span));
    sort_mentions(document_);
    if (carries_.one_of_a_kind) drop_repeated();
    if (carries_.overlap == Carries::Overlap::kLayers) drop_what_has_no_layer();
  }

  /// What a cut leaves of white space, and the mentions that are no more than that. Returns whether
  /// there was any.
  bool drop_blank_pieces(std::vector<Span>& pieces) {
    const auto count = std::erase_if(pieces, [&](Span piece) { return is_unseen(piece); });
    if (count == 0) return false;
    drop("blank token", std::nullopt, count);
    std::vector<bool> is_kept;
    for (const Mention& mention : document_.mentions) {
      const auto first =
          std::lower_bound(pieces.begin(), pieces.end(), mention.span.begin,
                           [](Span piece, std::uint32_t begin) { return piece.begin < begin; });
      is_kept.push_back(first != pieces.end() && first->end <= mention.span.end);
    }
    keep(is_kept, "mention without a token");
    return true;
  }

  /// A piece has what its token had; but numbers of tokens would no longer be true.
  void fit_token_features(const std::vector<Span>& pieces) {
    for (const char* numbers : {"head", "deprel", "deps"})
      if (std::erase_if(document_.token_features,
                        [&](const TokenFeature& feature) { return feature.name == numbers; }) > 0)
        drop("feature of tokens");
    for (TokenFeature& feature : document_.token_features) {
      std::vector<std::string> values;
      std::size_t token = 0;
      for (const Span piece : pieces) {
        while (document_.tokens[token].end <= piece.begin) ++token;
        values.push_back(feature.values[token]);
      }
      feature.values = std::move(values);
    }
  }

  /// The span from the first to the last token inside. Requires: there is one.
  Span to_tokens(Span span) const {
    const std::vector<Span>& tokens = document_.tokens;
    const auto first =
        std::lower_bound(tokens.begin(), tokens.end(), span.begin,
                         [](Span token, std::uint32_t begin) { return token.begin < begin; });
    const auto last =
        std::lower_bound(first, tokens.end(), span.end,
                         [](Span token, std::uint32_t end) { return token.begin < end; });
    return {first->begin, std::prev(last)->end};
  }

  void drop_what_has_no_layer() {
    std::vector<bool> is_kept(document_.mentions.size(), false);
    for (const auto& layer : lay_out(document_, {}).layers)
      for (const Cell& cell : layer)
        if (cell.mention >= 0) is_kept[static_cast<std::size_t>(cell.mention)] = true;
    keep(is_kept, "overlapping mention");
  }

  /// Every block of tokens becomes a sentence; a mention is cut where its sentence ends.
  void fit_sentences() {
    std::vector<Span> sentences;
    for (const Block& block : gather_blocks(document_, document_.tokens))
      if (block.first < block.last)
        sentences.push_back(
            {document_.tokens[block.first].begin, document_.tokens[block.last - 1].end});
    if (sentences != document_.sentences) change("edge of a sentence");
    document_.sentences = std::move(sentences);
    if (!carries_.in_sentences) return;
    const std::size_t count = document_.mentions.size();
    for (std::size_t i = 0; i < count; ++i) cut_at_sentences(i);
    sort_mentions(document_);
  }

  void cut_at_sentences(std::size_t position) {
    const Span span = document_.mentions[position].span;
    auto sentence =
        std::upper_bound(document_.sentences.begin(), document_.sentences.end(), span.begin,
                         [](std::uint32_t begin, Span each) { return begin < each.end; });
    bool is_first = true;
    for (; sentence != document_.sentences.end() && sentence->begin < span.end; ++sentence) {
      const Span part = {std::max(span.begin, sentence->begin), std::min(span.end, sentence->end)};
      if (std::exchange(is_first, false)) {
        move(document_.mentions[position], part);
        continue;
      }
      Mention rest = document_.mentions[position];
      rest.span = part;
      rest.slots.clear();
      change("mention cut at a sentence", span);
      document_.mentions.push_back(std::move(rest));
    }
  }

  // ---- what hangs on mentions

  void fit_details(Mention& mention) {
    const Span span = mention.span;
    if (!carries_.confidence && mention.confidence != 1) {
      drop("confidence", span);
      mention.confidence = 1;
    }
    fit_link(mention);
    clear(mention.candidates, carries_.candidates, "candidates", span);
    fit_form(mention);
    fit_features(mention);
    clear(mention.by, carries_.makers, "maker", span);
    clear(mention.alternatives, carries_.alternatives, "alternatives", span);
  }

  /// A mask is carried even where no other feature is; its label then is not.
  void fit_features(Mention& mention) {
    if (carries_.features || mention.features.empty()) return;
    const bool has_mask = is_masked(mention);
    if (mention.features.size() > (has_mask ? 1u : 0u)) drop("features", mention.span);
    mention.features.clear();
    if (!has_mask) return;
    mention.features.push_back({std::string(kMasked), true});
    if (carries_.masked_labels || mention.label == kMaskedLabel) return;
    change("label", mention.span);
    mention.label = kMaskedLabel;
  }

  void fit_link(Mention& mention) {
    using Links = Carries::Links;
    if (!mention.link || carries_.links == Links::kAll) return;
    Link carried;
    if (carries_.links != Links::kNone) carried.entry = mention.link->entry;
    if (carries_.links == Links::kNamed) {
      carried.name = mention.link->name.empty() ? mention.link->ko : mention.link->name;
      rename(carries_.name, carried.name, "name in a link", mention.span);
      if (carries_.bare_ids && carried.entry.empty()) carried.ids = mention.link->ids;
    }
    const bool is_gone = carried.entry.empty() && carried.ids.empty();
    if (is_gone)
      drop("link", mention.span);
    else if (carried != *mention.link)
      drop("details of a link", mention.span);
    if (is_gone)
      mention.link.reset();
    else
      mention.link = std::move(carried);
  }

  void fit_form(Mention& mention) {
    if (!mention.form || carries_.forms) return;
    std::optional<Form> carried;
    if (carries_.corrected && mention.form->corrected) carried = Form{.corrected = true};
    if (carried == mention.form) return;
    drop("form", mention.span);
    mention.form = std::move(carried);
  }

  void fit_references() {
    drop_structured_links();
    for (Mention& mention : document_.mentions) fit_slots(mention);
    for (const Relation& relation : document_.relations) {
      const Span from = document_.mentions[relation.from].span;
      if (!carries_.relations)
        drop("relation", from);
      else if (!carries_.makers && !relation.by.empty())
        drop("maker", from);
    }
    if (!carries_.relations) document_.relations.clear();
    if (!carries_.makers)
      for (Relation& relation : document_.relations) relation.by.clear();
  }

  void drop_structured_links() {
    if (carries_.structured_links) return;
    const TokenLayers layers = lay_out(document_, {});
    std::vector<bool> is_flat(document_.mentions.size(), false);
    for (const Cell& cell : layers.layers.front())
      if (cell.mention >= 0) is_flat[static_cast<std::size_t>(cell.mention)] = true;
    for (std::size_t i = 0; i < is_flat.size(); ++i)
      if (!is_flat[i]) clear(document_.mentions[i].link, false, "link", document_.mentions[i].span);
  }

  bool is_lost(const Slot& slot) const {
    if (!carries_.slots) return true;
    if (const Span* stretch = std::get_if<Span>(&slot.value))
      return !carries_.stretches || (!carries_.empty_slots && stretch->empty());
    return !carries_.empty_slots && std::get<0>(slot.value).empty();
  }

  void fit_slots(Mention& mention) {
    const auto is_lost = [&](const Slot& slot) { return this->is_lost(slot); };
    const auto count = std::count_if(mention.slots.begin(), mention.slots.end(), is_lost);
    if (count == 0) return;
    drop("slot", mention.span, static_cast<std::uint64_t>(count));
    if (carries_.overlap != Carries::Overlap::kLayers) std::erase_if(mention.slots, is_lost);
  }

  // ---- the document

  /// The text is left as it is: mentions stand in it.
  void note_lost_characters() {
    if (!carries_.character) return;
    for (std::uint32_t at = 0; at < document_.text.size();) {
      const text::CodePoint code = text::code_point_at(document_.text, at);
      if (!carries_.character(code.value)) change("character", Span{at, at + code.byte_size});
      at += code.byte_size;
    }
  }

  void fit_document() {
    note_lost_characters();
    if (!carries_.tokens && !document_.tokens.empty()) {
      drop("token", std::nullopt, document_.tokens.size());
      document_.tokens.clear();
    }
    clear(document_.token_features, carries_.tokens && carries_.token_features,
          "feature of tokens");
    const auto& known = carries_.known_token_features;
    const auto is_unknown = [&](const TokenFeature& feature) {
      return !known.empty() && std::find(known.begin(), known.end(), feature.name) == known.end();
    };
    if (std::erase_if(document_.token_features, is_unknown) > 0) drop("feature of tokens");
    if (!carries_.sentences && !document_.sentences.empty()) {
      drop("sentence", std::nullopt, document_.sentences.size());
      document_.sentences.clear();
    }
    if (!carries_.meta && !document_.meta.empty()) {
      drop("meta");
      document_.meta.clear(), document_.date.clear(), document_.lang.clear();
    }
    clear(document_.run, carries_.run, "run");
    rename(carries_.id, document_.id, "id");
    if (carries_.text == Carries::Text::kNone && !document_.text.empty()) drop("text");
    if (!carries_.empty_documents && document_.mentions.empty()) drop("document without mentions");
  }

  /// The tokens with one space between two become the text.
  void join_tokens() {
    const std::vector<Span> before = document_.tokens;
    std::string joined;
    for (Span& token : document_.tokens) {
      if (!joined.empty()) joined += ' ';
      const std::string written = carries_.token ? carries_.token(document_.slice(token))
                                                 : std::string(document_.slice(token));
      token.begin = static_cast<std::uint32_t>(joined.size());
      joined += written;
      token.end = static_cast<std::uint32_t>(joined.size());
    }
    if (joined == document_.text) return;
    change("white space");
    const auto moved = [&](Span span) { return move_along(span, before); };
    for (Mention& mention : document_.mentions) mention.span = moved(mention.span);
    for (Span& sentence : document_.sentences) sentence = moved(sentence);
    document_.text = std::move(joined);
  }

  /// A span of whole tokens, where these are now. Requires: a token begins and one ends with it.
  Span move_along(Span span, const std::vector<Span>& before) const {
    const auto first =
        std::lower_bound(before.begin(), before.end(), span.begin,
                         [](Span token, std::uint32_t begin) { return token.begin < begin; });
    const auto last =
        std::lower_bound(first, before.end(), span.end,
                         [](Span token, std::uint32_t end) { return token.end < end; });
    return {document_.tokens[static_cast<std::size_t>(first - before.begin())].begin,
            document_.tokens[static_cast<std::size_t>(last - before.begin())].end};
  }

  Document document_;
  const Carries& carries_;
  Flatten flatten_;
  Losses& losses_;
};

}  // namespace

std::string_view name_of(Flatten flatten) {
  return kFlattenNames[static_cast<std::size_t>(flatten)];
}

std::optional<Flatten> find_flatten(std::string_view name) {
  for (std::size_t i = 0; i < kFlattenNames.size(); ++i)
    if (kFlattenNames[i] == name) return static_cast<Flatten>(i);
  return std::nullopt;
}

Document fit(Document document, const Carries& carries, Flatten flatten, Losses& losses) {
  return Fitting(std::move(document), carries, flatten, losses).run();
}

}  // namespace waymark::format
