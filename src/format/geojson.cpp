// SPDX-License-Identifier: Apache-2.0
#include "format/geojson.h"

#include "format/json_fields.h"
#include "format/stream_writer.h"
#include "text/json.h"
#include "text/offset_map.h"

namespace waymark::format {
namespace {

namespace json = text::json;

void write_feature(const Document& document, const Mention& mention, const text::OffsetMap& offsets,
                   std::string& out) {
  const Link& link = *mention.link;
  json::Writer json(out, true);
  json.begin_object().member("type", "Feature").key("geometry").begin_object();
  json.member("type", "Point").key("coordinates").begin_array().value(*link.lon).value(*link.lat);
  json.end_array().end_object().key("properties").begin_object();
  json.member("document", document.id).member("begin", offsets.from_byte(mention.span.begin));
  json.member("end", offsets.from_byte(mention.span.end));
  json.member("text", document.slice(mention.span)).member("label", mention.label);
  json.member("entry", link.entry).member("name", link.name).member("ko", link.ko);
  json.member("kind", link.kind).member("province", link.province);
  json.member("country", link.country).member("score", link.score);
  write_meta(document, "meta", json);
  json.end_object().end_object();
}

class GeoJsonWriter : public StreamWriter {
 public:
  GeoJsonWriter() : StreamWriter(".geojson") {}

  Carries carries() const override {
    return {.text = Carries::Text::kNone,
            .only_places = true,
            .masks = false,
            .empty_documents = false,
            .tokens = false,
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

  std::string begin() const override {
    return "{\"type\": \"FeatureCollection\", \"features\": [\n";
  }
  std::string between() const override { return ",\n"; }
  std::string end() const override { return "\n]}\n"; }

  void write(const Document& document, std::string& out) const override {
    const text::OffsetMap offsets(document.text, OffsetUnit::kCodePoint);
    const std::size_t begin = out.size();
    for (const Mention& mention : document.mentions) {
      if (!mention.link || !mention.link->lat || !mention.link->lon) continue;
      if (out.size() > begin) out += between();
      write_feature(document, mention, offsets, out);
    }
  }
};

}  // namespace

std::unique_ptr<Writer> make_geojson_writer(const WriteOptions&) {
  return std::make_unique<GeoJsonWriter>();
}

}  // namespace waymark::format
