// SPDX-License-Identifier: Apache-2.0
// Documents of random text and mentions for round trips: emoji, Hangul, combining marks, CRLF,
// U+2028, no-break spaces; empty, nested and touching mentions.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "waymark/document.h"

namespace waymark::format {

struct RandomDocumentOptions {
  bool nested = true;  ///< mentions may lie in each other; else they are flat, and none is empty
  bool with_details = true;  ///< links, slots, features, forms, relations
};

class RandomDocuments {
 public:
  explicit RandomDocuments(unsigned seed, RandomDocumentOptions options = {})
      : random_(seed), options_(options) {}

  Document next() {
    Document document;
    document.id = pick({"a", "혜산/기사.txt", "with space", "tab\tand \"quote\"", "line\nend"});
    std::vector<std::uint32_t> borders = make_text(document.text);
    add_tokens(document, borders);
    add_mentions(document, borders);
    sort_mentions(document);
    if (options_.with_details && below(2) == 0) {
      document.meta =
          R"({"date":"2020-11-04","n":1.50,"big":12345678901234567890,"tags":["가",null,true]})";
      document.date = "2020-11-04";
    }
    return document;
  }

 private:
  unsigned below(unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random_); }
  std::string pick(const std::vector<std::string>& words) {
    return words[below(static_cast<unsigned>(words.size()))];
  }

  /// The begins of the text's pieces, and its end.
  std::vector<std::uint32_t> make_text(std::string& text) {
    static const std::vector<std::string> kPieces = {
        "Hyesan", " ",      "혜산시", "🚂",       "e\u0301",      "\r\n", "\n",         "\u2028",
        "\u00A0", "\u3000", "’s",     "“MSS”",   "\t",           "-",    "👩\u200D🚒",   "漢",
        "\n\n",   "#",      "\u00AD", "\"a,b\"", "\\n",          "%09",  "-DOCSTART-", "O",
        "\u0085", "\v",     "\uFEFF", "key=v",   "\u1100\u1161", "_"};
    std::vector<std::uint32_t> borders = {0};
    for (unsigned i = below(30); i > 0; --i) {
      text += pick(kPieces);
      borders.push_back(static_cast<std::uint32_t>(text.size()));
    }
    return borders;
  }

  void add_tokens(Document& document, const std::vector<std::uint32_t>& borders) {
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
      const Span span{borders[i], borders[i + 1]};
      const std::string_view piece = document.slice(span);
      static const std::vector<std::string_view> kBlank = {" ",      "\r\n",   "\n",     "\n\n",
                                                           "\u2028", "\u00A0", "\u3000", "\t",
                                                           "\u00AD", "\u0085", "\v",     "\uFEFF"};
      if (std::find(kBlank.begin(), kBlank.end(), piece) == kBlank.end())
        document.tokens.push_back(span);
    }
    for (std::size_t i = 0; i < document.tokens.size();) {
      const std::size_t last = std::min(i + below(6), document.tokens.size() - 1);
      document.sentences.push_back({document.tokens[i].begin, document.tokens[last].end});
      i = last + 1;
    }
  }

  void add_mentions(Document& document, const std::vector<std::uint32_t>& borders) {
    std::uint32_t free_from = 0;
    for (unsigned i = below(8); i > 0; --i) {
      Mention mention;
      const unsigned first = below(static_cast<unsigned>(borders.size()));
      const unsigned last =
          std::min<unsigned>(first + below(5), static_cast<unsigned>(borders.size()) - 1);
      mention.span = {borders[first], borders[last]};
      mention.label = pick({"PLACE", "AGENCY", "POST"});
      if (!options_.nested) {
        if (mention.span.empty() || mention.span.begin < free_from) continue;
        free_from = mention.span.end;
      }
      if (options_.with_details) add_details(mention);
      document.mentions.push_back(mention);
    }
    if (options_.with_details && !document.mentions.empty()) add_references(document, borders);
  }

  void add_details(Mention& mention) {
    mention.confidence = below(101) / 100.0;
    if (below(2) == 0) {
      mention.link = Link{.entry = "kp.ryanggang",
                          .name = "Ryanggang \"Province\"",
                          .ko = "량강도",
                          .kind = "province",
                          .lat = 41.3,
                          .lon = -0.1,
                          .ids = {{"iso", "KP-10"}},
                          .province = "Ryanggang",
                          .country = "North Korea",
                          .score = 0.75};
      mention.candidates = {{.entry = "kp.ryanggang",
                             .name = "Ryanggang",
                             .ko = "량강도",
                             .kind = "province",
                             .score = 0.75,
                             .why = "kind, prior"}};
    }
    if (below(2) == 0)
      mention.form = Form{.why = "derived", .scheme = "mr", .corrected = below(2) == 0};
    if (below(3) == 0) mention.alternatives = {mention.span};
    if (below(2) == 0)
      mention.features = {{"value", std::string("2019-10")}, {"n", 0.1}, {"past", true}};
    mention.by = pick({"", "rule:post.of-unit", "gazetteer:dprk.places"});
  }

  void add_references(Document& document, const std::vector<std::uint32_t>& borders) {
    const auto count = static_cast<unsigned>(document.mentions.size());
    for (Mention& mention : document.mentions) {
      if (below(3) == 0)
        mention.slots.push_back({"role", std::vector<std::uint32_t>{below(count)}});
      if (below(4) == 0 && count > 1)
        mention.slots.push_back({"place", std::vector<std::uint32_t>{0, count - 1}});
      if (below(3) == 0) mention.slots.push_back({"level", Span{borders.front(), borders.back()}});
    }
    for (unsigned i = below(4); i > 0; --i)
      document.relations.push_back(
          {pick({"part_of", "located_in"}), below(count), below(count), pick({"", "rule:x"})});
  }

  std::mt19937 random_;
  RandomDocumentOptions options_;
};

/// Whether two documents are equal but for `run`.
inline bool is_same_document(const Document& a, const Document& b) {
  return a.id == b.id && a.text == b.text && a.meta == b.meta && a.date == b.date &&
         a.lang == b.lang && a.tokens == b.tokens && a.sentences == b.sentences &&
         a.mentions == b.mentions && a.relations == b.relations;
}

}  // namespace waymark::format
