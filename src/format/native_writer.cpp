// SPDX-License-Identifier: Apache-2.0
// Members stand in the order of the schema. What is empty is left out, but `link` is null where
// there is none.
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <variant>

#include "format/native_form.h"
#include "text/digest.h"
#include "text/json_bytes.h"
#include "text/json_sheet.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

using text::OffsetMap;
using text::OffsetUnit;

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

/// Writes spans that come one after another as "[begin, end], ": while all but the last two digits
/// of both are those of the span before, only these are written anew.
class SpanPrinter {
 public:
  /// As many bytes a span may take or overwrite.
  static constexpr std::size_t kLongest = 32;

  /// Gives where the span ends.
  char* put(std::uint32_t begin, std::uint32_t end, char* at) {
    if (begin - base_ >= width_ || end - base_ >= width_) {
      const std::uint32_t base = begin - begin % 100;
      if (base == 0 || end - base >= 100) return put_anew(begin, end, at);
      take_base(base);
    }
    std::memcpy(at, pattern_, sizeof pattern_);
    text::json::put_little_endian(text::json::kDigitPairs[begin - base_], at + begin_place_);
    text::json::put_little_endian(text::json::kDigitPairs[end - base_], at + end_place_);
    return at + size_;
  }

 private:
  static char* put_anew(std::uint32_t begin, std::uint32_t end, char* at) {
    *at++ = '[';
    at = text::json::put_digits(begin, at);
    *at++ = ',';
    *at++ = ' ';
    at = text::json::put_digits(end, at);
    std::memcpy(at, "], ", 3);
    return at + 3;
  }

  void take_base(std::uint32_t base) {
    base_ = base;
    width_ = 100;
    size_ = static_cast<std::size_t>(put_anew(base, base, pattern_) - pattern_);
    // "[12300, 12300], "
    const std::size_t number = (size_ - std::strlen("[, ], ")) / 2;
    begin_place_ = 1 + number - 2;
    end_place_ = begin_place_ + 4 + number - 2;
  }

  char pattern_[kLongest]{};
  std::size_t size_ = 0, begin_place_ = 0, end_place_ = 0;
  std::uint32_t base_ = 0, width_ = 0;  // the pattern serves numbers from base_ on, so many
};

class NativeWriter {
 public:
  NativeWriter(const Document& document, const WriteOptions& options, std::string& out)
      : document_(document),
        options_(options),
        offsets_(document.text, options.offsets),
        json_(out, expected_size()) {}

  void write() {
    json_.open('{').key("waymark").value(1u).key("id").value(document_.id);
    text();
    json_.key("offsets").value(name_of(options_.offsets));
    if (!document_.meta.empty()) json_.key("meta").raw(document_.meta);
    if (options_.with_sentences && !document_.sentences.empty())
      json_.key("sentences"), spans(document_.sentences);
    if (options_.with_tokens && !document_.tokens.empty())
      json_.key("tokens"), spans(document_.tokens);
    if (options_.with_tokens && !document_.token_features.empty()) token_features();
    json_.key("mentions").open('[');
    for (std::size_t i = 0; i < document_.mentions.size(); ++i) mention(i);
    json_.close(']').key("relations").open('[');
    for (const Relation& each : document_.relations) relation(each);
    json_.close(']');
    if (!document_.run.empty()) json_.key("run").value(document_.run);
    json_.close('}').finish();
  }

 private:
  /// About as many bytes as the document will take.
  [[nodiscard]] std::size_t expected_size() const {
    constexpr std::size_t kSpan = 17, kMention = 500, kRest = 300;
    return document_.text.size() + document_.text.size() / 16 + document_.meta.size() + kRest +
           kSpan * (document_.tokens.size() + document_.sentences.size()) +
           kMention * document_.mentions.size();
  }

  void text() {
    if (options_.with_text) {
      json_.key("text").value(document_.text);
      return;
    }
    json_.key("text_sha256").value(text::sha256(document_.text));
    json_.key("length").value(
        offsets_.from_byte(static_cast<std::uint32_t>(document_.text.size())));
  }

  void token_features() {
    json_.key("token_features").open('{');
    for (const TokenFeature& feature : document_.token_features) {
      json_.key(std::string_view(feature.name)).open('[');
      for (const std::string& value : feature.values) json_.value(value);
      json_.close(']');
    }
    json_.close('}');
  }

  template <std::size_t kSize>
  void member_if(const char (&name)[kSize], const std::string& value) {
    if (!value.empty()) json_.key(name).value(value);
  }

  /// Tokens are most of the output.
  void spans(const std::vector<Span>& spans) {
    json_.open('[');
    text::OffsetWalk offsets(offsets_);
    SpanPrinter printer;
    constexpr std::size_t kRow = 128;
    for (std::size_t next = 0; next < spans.size();) {
      char* at = json_.room(kRow * SpanPrinter::kLongest);
      const std::size_t row_end = std::min(spans.size(), next + kRow);
      for (; next < row_end; ++next) {
        const std::uint32_t begin = offsets.from_byte(spans[next].begin);
        at = printer.put(begin, offsets.from_byte(spans[next].end), at);
      }
      json_.advance(at);
    }
    json_.close(']');
  }

  void begin_and_end(Span span) {
    json_.key("begin").value(offsets_.from_byte(span.begin));
    json_.key("end").value(offsets_.from_byte(span.end));
  }

  void mention_id(std::size_t position) {
    char* at = json_.room(2 * text::json::kLongestNumber);
    *at++ = '"';
    *at++ = 'm';
    at = text::json::put_digits(static_cast<std::uint32_t>(position + 1), at);
    *at++ = '"';
    json_.advance(at);
    json_.comma();
  }

  void mention(std::size_t position) {
    const Mention& mention = document_.mentions[position];
    json_.open('{').key("id");
    mention_id(position);
    begin_and_end(mention.span);
    json_.key("label").value(mention.label);
    if (options_.with_text) json_.key("text").value(document_.slice(mention.span));
    if (!mention.alternatives.empty()) json_.key("alt"), spans(mention.alternatives);
    json_.key("confidence").value(mention.confidence);
    json_.key("link");
    mention.link ? link(*mention.link) : void(json_.null());
    if (options_.with_candidates && !mention.candidates.empty()) candidates(mention.candidates);
    if (mention.form) form(*mention.form);
    if (!mention.slots.empty()) slots(mention.slots);
    if (!mention.features.empty()) features(mention.features);
    member_if("by", mention.by);
    json_.close('}');
  }

  void link(const Link& link) {
    json_.open('{');
    member_if("entry", link.entry);
    member_if("name", link.name);
    member_if("ko", link.ko);
    member_if("kind", link.kind);
    if (link.lat) json_.key("lat").value(*link.lat);
    if (link.lon) json_.key("lon").value(*link.lon);
    if (!link.ids.empty()) {
      json_.key("ids").open('{');
      for (const auto& [name, id] : link.ids) json_.key(std::string_view(name)).value(id);
      json_.close('}');
    }
    member_if("province", link.province);
    member_if("country", link.country);
    if (link.score != 0) json_.key("score").value(link.score);
    json_.close('}');
  }

  void candidates(const std::vector<LinkCandidate>& candidates) {
    json_.key("candidates").open('[');
    for (const LinkCandidate& candidate : candidates) {
      json_.open('{').key("entry").value(candidate.entry);
      member_if("name", candidate.name);
      member_if("ko", candidate.ko);
      member_if("kind", candidate.kind);
      json_.key("score").value(candidate.score);
      member_if("why", candidate.why);
      json_.close('}');
    }
    json_.close(']');
  }

  void form(const Form& form) {
    json_.key("form").open('{');
    member_if("why", form.why);
    member_if("scheme", form.scheme);
    json_.key("corrected").value(form.corrected).close('}');
  }

  /// A filler is a mention's id, several are an array, a stretch that is no mention is written out.
  void slots(const std::vector<Slot>& slots) {
    json_.key("slots").open('{');
    for (const Slot& slot : slots) {
      json_.key(std::string_view(slot.name));
      if (const Span* span = std::get_if<Span>(&slot.value)) {
        stretch(*span);
      } else {
        fillers(std::get<0>(slot.value));
      }
    }
    json_.close('}');
  }

  void stretch(Span span) {
    json_.open('{');
    begin_and_end(span);
    if (options_.with_text) json_.key("text").value(document_.slice(span));
    json_.close('}');
  }

  void fillers(const std::vector<std::uint32_t>& positions) {
    if (positions.size() == 1) return mention_id(positions.front());
    json_.open('[');
    for (const std::uint32_t position : positions) mention_id(position);
    json_.close(']');
  }

  void features(const std::vector<Feature>& features) {
    json_.key("features").open('{');
    for (const Feature& feature : features) {
      json_.key(std::string_view(feature.name));
      std::visit([&](const auto& value) { json_.value(value); }, feature.value);
    }
    json_.close('}');
  }

  void relation(const Relation& relation) {
    json_.open('{').key("type").value(relation.type).key("from");
    mention_id(relation.from);
    json_.key("to");
    mention_id(relation.to);
    member_if("by", relation.by);
    json_.close('}');
  }

  const Document& document_;
  const WriteOptions& options_;
  OffsetMap offsets_;
  text::json::Sheet json_;
};

}  // namespace

void write_native(const Document& document, const WriteOptions& options, std::string& out) {
  NativeWriter(document, options, out).write();
}

}  // namespace waymark::format
