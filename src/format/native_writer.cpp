// SPDX-License-Identifier: Apache-2.0
// Members stand in the order of the schema. What is empty is left out, but `link` is null where
// there is none.
#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include "format/native_form.h"
#include "format/span_printer.h"
#include "text/digest.h"
#include "text/json_sheet.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

using text::OffsetUnit;
using text::json::Pen;

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
        offsets_.map().from_byte(static_cast<std::uint32_t>(document_.text.size())));
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

  static void member_if(const text::json::Key& name, const std::string& value, Pen& pen) {
    if (!value.empty()) pen.key(name).value(value);
  }

  /// Tokens are most of the output.
  void spans(const std::vector<Span>& spans) {
    text::OffsetWalk offsets(document_.text, options_.offsets);
    json_.open('[');
    SpanPrinter printer;
    constexpr std::size_t kRow = 128;
    for (std::size_t next = 0; next < spans.size();) {
      const std::size_t count = std::min(spans.size() - next, kRow);
      char* const room = json_.room(kRow * SpanPrinter::kLongest);
      json_.advance(printer.put({spans.data() + next, count}, offsets, room));
      next += count;
    }
    json_.close(']');
  }

  void begin_and_end(Span span) {
    json_.key("begin").value(offsets_.map().from_byte(span.begin));
    json_.key("end").value(offsets_.map().from_byte(span.end));
  }

  static void mention_id(std::size_t position, Pen& pen) {
    pen.numbered('m', static_cast<std::uint32_t>(position + 1));
  }

  void mention(std::size_t position) {
    const Mention& mention = document_.mentions[position];
    Pen pen(json_);
    mention_id(position, pen.open('{').key("id"));
    pen.key("begin").value(offsets_.from_byte(mention.span.begin));
    pen.key("end").value(offsets_.from_byte(mention.span.end));
    pen.key("label").value(mention.label);
    if (options_.with_text) pen.key("text").value(document_.slice(mention.span));
    if (!mention.alternatives.empty())
      pen.leave([&] { json_.key("alt"), spans(mention.alternatives); });
    pen.key("confidence").value(mention.confidence, confidence_).key("link");
    mention.link ? link(*mention.link, pen) : void(pen.null());
    if (options_.with_candidates && !mention.candidates.empty())
      candidates(mention.candidates, pen);
    if (mention.form) form(*mention.form, pen);
    if (!mention.slots.empty()) pen.leave([&] { slots(mention.slots); });
    if (!mention.features.empty()) pen.leave([&] { features(mention.features); });
    member_if("by", mention.by, pen);
    pen.close('}');
  }

  void link(const Link& link, Pen& pen) {
    pen.open('{');
    member_if("entry", link.entry, pen);
    member_if("name", link.name, pen);
    member_if("ko", link.ko, pen);
    member_if("kind", link.kind, pen);
    if (link.lat) pen.key("lat").value(*link.lat);
    if (link.lon) pen.key("lon").value(*link.lon);
    if (!link.ids.empty()) pen.leave([&] { ids(link.ids); });
    member_if("province", link.province, pen);
    member_if("country", link.country, pen);
    if (link.score != 0) pen.key("score").value(link.score, score_);
    pen.close('}');
  }

  void ids(const std::vector<std::pair<std::string, std::string>>& ids) {
    json_.key("ids").open('{');
    for (const auto& [name, id] : ids) json_.key(std::string_view(name)).value(id);
    json_.close('}');
  }

  void candidates(const std::vector<LinkCandidate>& candidates, Pen& pen) {
    pen.key("candidates").open('[');
    for (const LinkCandidate& candidate : candidates) {
      pen.open('{').key("entry").value(candidate.entry);
      member_if("name", candidate.name, pen);
      member_if("ko", candidate.ko, pen);
      member_if("kind", candidate.kind, pen);
      pen.key("score").value(candidate.score, score_);
      member_if("why", candidate.why, pen);
      pen.close('}');
    }
    pen.close(']');
  }

  static void form(const Form& form, Pen& pen) {
    pen.key("form").open('{');
    member_if("why", form.why, pen);
    member_if("scheme", form.scheme, pen);
    pen.key("corrected").value(form.corrected).close('}');
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
    const auto filler = [&](std::uint32_t position) {
      Pen pen(json_);
      mention_id(position, pen);
    };
    if (positions.size() == 1) return filler(positions.front());
    json_.open('[');
    std::for_each(positions.begin(), positions.end(), filler);
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
    Pen pen(json_);
    pen.open('{').key("type").value(relation.type);
    mention_id(relation.from, pen.key("from"));
    mention_id(relation.to, pen.key("to"));
    member_if("by", relation.by, pen);
    pen.close('}');
  }

  const Document& document_;
  const WriteOptions& options_;
  text::OffsetWalk offsets_;  // of mentions
  text::json::Sheet json_;
  text::json::RepeatedNumber confidence_, score_;
};

}  // namespace

void write_native(const Document& document, const WriteOptions& options, std::string& out) {
  NativeWriter(document, options, out).write();
}

}  // namespace waymark::format
