// SPDX-License-Identifier: Apache-2.0
// Members stand in the order of the schema. What is empty is left out, but `link` is null where
// there is none.
#include <array>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>
#include <variant>

#include "format/native_form.h"
#include "text/digest.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

using text::OffsetMap;
using text::OffsetUnit;
using text::json::Writer;

const char* name_of(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::kByte:
      return "byte";
    case OffsetUnit::kUtf16:
      return "utf16";
    case OffsetUnit::kCodePoint:
      break;
  }
  return "codepoint";
}

constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

/// Writes numbers that grow slowly: all but the last two digits are kept from one to the next.
class RisingNumber {
 public:
  /// As many bytes behind a number may be overwritten.
  static constexpr std::size_t kSlack = 8;

  /// Gives where the number ends.
  char* put(std::uint32_t number, char* at) {
    if (number < 100) return std::to_chars(at, at + 2, number).ptr;
    if (number - base_ >= 100) keep(number / 100);
    std::memcpy(at, digits_, sizeof digits_);
    std::memcpy(at + size_, &kPairs[std::size_t{2} * (number - base_)], 2);
    return at + size_ + 2;
  }

 private:
  void keep(std::uint32_t hundreds) {
    base_ = hundreds * 100;
    size_ = static_cast<std::size_t>(
        std::to_chars(digits_, digits_ + sizeof digits_, hundreds).ptr - digits_);
  }

  char digits_[8]{};
  std::size_t size_ = 0;
  std::uint32_t base_ = 0;  // the number less its last two digits; 0: none yet
};

class NativeWriter {
 public:
  NativeWriter(const Document& document, const WriteOptions& options, std::string& out)
      : document_(document),
        options_(options),
        offsets_(document.text, options.offsets),
        out_(out),
        json_(out, true) {}

  void write() {
    out_.reserve(out_.size() + expected_size());
    json_.begin_object().member("waymark", 1).member("id", document_.id);
    text();
    json_.member("offsets", name_of(options_.offsets));
    if (!document_.meta.empty()) json_.key("meta").raw(document_.meta);
    if (options_.with_sentences && !document_.sentences.empty())
      spans("sentences", document_.sentences);
    if (options_.with_tokens && !document_.tokens.empty()) spans("tokens", document_.tokens);
    json_.key("mentions").begin_array();
    for (std::size_t i = 0; i < document_.mentions.size(); ++i) mention(i);
    json_.end_array().key("relations").begin_array();
    for (const Relation& each : document_.relations) relation(each);
    json_.end_array();
    member_if("run", document_.run);
    json_.end_object();
  }

 private:
  /// About as many bytes as the document will take.
  [[nodiscard]] std::size_t expected_size() const {
    constexpr std::size_t kSpan = 16, kMention = 600, kRest = 200;
    return document_.text.size() + document_.text.size() / 8 + document_.meta.size() + kRest +
           kSpan * (document_.tokens.size() + document_.sentences.size()) +
           kMention * document_.mentions.size();
  }

  void text() {
    if (options_.with_text) {
      json_.member("text", document_.text);
      return;
    }
    json_.member("text_sha256", text::sha256(document_.text));
    json_.member("length", offsets_.from_byte(static_cast<std::uint32_t>(document_.text.size())));
  }

  void token_features() {
    json_.key("token_features").begin_object();
    for (const TokenFeature& feature : document_.token_features) {
      json_.key(feature.name).begin_array();
      for (const std::string& value : feature.values) json_.value(value);
      json_.end_array();
    }
    json_.end_object();
  }

  void member_if(const char* name, const std::string& value) {
    if (!value.empty()) json_.member(name, value);
  }

  /// Tokens are most of the output: they are written without asking at each comma.
  void spans(const char* name, const std::vector<Span>& spans) {
    constexpr std::size_t kLongest = sizeof "[4294967295, 4294967295], " + RisingNumber::kSlack;
    json_.key(name).begin_array();
    char piece[4096];
    char* at = piece;
    text::OffsetWalk offsets(offsets_);
    RisingNumber number;
    for (const Span span : spans) {
      at = put("[", at);
      at = number.put(offsets.from_byte(span.begin), at);
      at = put(", ", at);
      at = number.put(offsets.from_byte(span.end), at);
      at = put("], ", at);
      if (at > piece + sizeof piece - kLongest) {
        out_.append(piece, at);
        at = piece;
      }
    }
    out_.append(piece, at);
    if (!spans.empty()) out_.resize(out_.size() - std::strlen(", "));
    json_.end_array();
  }

  template <std::size_t kSize>
  static char* put(const char (&text)[kSize], char* at) {
    std::memcpy(at, text, kSize - 1);
    return at + kSize - 1;
  }

  void begin_and_end(Span span) {
    json_.member("begin", offsets_.from_byte(span.begin))
        .member("end", offsets_.from_byte(span.end));
  }

  static std::string mention_id(std::size_t position) { return 'm' + std::to_string(position + 1); }

  void mention(std::size_t position) {
    const Mention& mention = document_.mentions[position];
    json_.begin_object().member("id", mention_id(position));
    begin_and_end(mention.span);
    json_.member("label", mention.label);
    if (options_.with_text) json_.member("text", document_.slice(mention.span));
    if (!mention.alternatives.empty()) spans("alt", mention.alternatives);
    json_.member("confidence", mention.confidence);
    link(mention.link);
    if (options_.with_candidates && !mention.candidates.empty()) candidates(mention.candidates);
    if (mention.form) form(*mention.form);
    if (!mention.slots.empty()) slots(mention.slots);
    if (!mention.features.empty()) features(mention.features);
    member_if("by", mention.by);
    json_.end_object();
  }

  void link(const std::optional<Link>& link) {
    json_.key("link");
    if (!link) {
      json_.null();
      return;
    }
    json_.begin_object();
    member_if("entry", link->entry);
    member_if("name", link->name);
    member_if("ko", link->ko);
    member_if("kind", link->kind);
    if (link->lat) json_.member("lat", *link->lat);
    if (link->lon) json_.member("lon", *link->lon);
    if (!link->ids.empty()) {
      json_.key("ids").begin_object();
      for (const auto& [name, id] : link->ids) json_.member(name, id);
      json_.end_object();
    }
    member_if("province", link->province);
    member_if("country", link->country);
    if (link->score != 0) json_.member("score", link->score);
    json_.end_object();
  }

  void candidates(const std::vector<LinkCandidate>& candidates) {
    json_.key("candidates").begin_array();
    for (const LinkCandidate& candidate : candidates) {
      json_.begin_object().member("entry", candidate.entry);
      member_if("name", candidate.name);
      member_if("ko", candidate.ko);
      member_if("kind", candidate.kind);
      json_.member("score", candidate.score);
      member_if("why", candidate.why);
      json_.end_object();
    }
    json_.end_array();
  }

  void form(const Form& form) {
    json_.key("form").begin_object();
    member_if("why", form.why);
    member_if("scheme", form.scheme);
    json_.member("corrected", form.corrected).end_object();
  }

  /// A filler is a mention's id, several are an array, a stretch that is no mention is written out.
  void slots(const std::vector<Slot>& slots) {
    json_.key("slots").begin_object();
    for (const Slot& slot : slots) {
      json_.key(slot.name);
      if (const Span* span = std::get_if<Span>(&slot.value)) {
        stretch(*span);
      } else {
        fillers(std::get<0>(slot.value));
      }
    }
    json_.end_object();
  }

  void stretch(Span span) {
    json_.begin_object();
    begin_and_end(span);
    if (options_.with_text) json_.member("text", std::string(document_.slice(span)));
    json_.end_object();
  }

  void fillers(const std::vector<std::uint32_t>& positions) {
    if (positions.size() == 1) {
      json_.value(mention_id(positions.front()));
      return;
    }
    json_.begin_array();
    for (const std::uint32_t position : positions) json_.value(mention_id(position));
    json_.end_array();
  }

  void features(const std::vector<Feature>& features) {
    json_.key("features").begin_object();
    for (const Feature& feature : features)
      std::visit([&](const auto& value) { json_.member(feature.name, value); }, feature.value);
    json_.end_object();
  }

  void relation(const Relation& relation) {
    json_.begin_object()
        .member("type", relation.type)
        .member("from", mention_id(relation.from))
        .member("to", mention_id(relation.to));
    member_if("by", relation.by);
    json_.end_object();
  }

  const Document& document_;
  const WriteOptions& options_;
  OffsetMap offsets_;
  std::string& out_;
  Writer json_;
};

}  // namespace

void write_native(const Document& document, const WriteOptions& options, std::string& out) {
  NativeWriter(document, options, out).write();
}

}  // namespace waymark::format
