// SPDX-License-Identifier: Apache-2.0
// A compiled gazetteer with damage: refused, or it answers something. Input that begins like an
// index is one; other input is a list of changes (two bytes of place, one to be added) to one of
// two small whole ones: of YAML, or of a plain list, whose ids are made of its names.
#include <memory>

#include "fuzz/fuzz.h"
#include "gazetteer/compiler.h"
#include "gazetteer/import.h"
#include "support/ask_index.h"

namespace {

constexpr char kSmall[] = R"(
gazetteer: fuzz.places 1
labels: {PLACE: flat}
kinds: {country: PLACE, city: {label: PLACE, generic: [시]}}
stop: [Of]
abbreviations: [Oct.]
defaults: {derive: korean}
entries:
  - {id: kp, name: {en: North Korea, ko: 조선}, kind: country, lat: 40, lon: 127}
  - {id: kp.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: city, in: kp, ids: {iso: KP-1}, from: 1954}
  - {id: kp.x, name: Hyesan City, kind: city, in: kp, needs: {near: {in: kp}}, aliases: [Hyesan]}
)";

std::string small_index() {
  std::vector<waymark::text::SourceFile> sources;
  sources.emplace_back("small.yaml", kSmall);
  auto bytes = waymark::gazetteer::compile_sources(sources);
  waymark::fuzz::require(bytes.has_value());
  return std::move(*bytes);
}

std::string small_list() {
  waymark::gazetteer::ImportOptions options;
  options.label = "PLACE";
  options.source = "fuzz";
  waymark::gazetteer::ImportReport report;
  auto bytes = waymark::gazetteer::import_table({"North Korea\nHyesan City\n혜산시\n", "fuzz.txt"},
                                                {}, options, report);
  waymark::fuzz::require(bytes.has_value());
  return std::move(*bytes);
}

std::string damaged(std::string_view changes) {
  static const std::string kWholes[] = {small_index(), small_list()};
  std::string bytes = kWholes[changes.size() % 2];
  for (; changes.size() >= 3; changes.remove_prefix(3)) {
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(changes[i]); };
    std::size_t place = (std::size_t{byte(0)} << 8 | byte(1)) % bytes.size();
    bytes[place] = static_cast<char>(bytes[place] + byte(2));
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = waymark::fuzz::as_text(data, size);
  std::string bytes = input.starts_with("WAYMARKG") ? std::string(input) : damaged(input);
  auto index = waymark::gazetteer::Index::open(
      std::make_shared<const std::string>(std::move(bytes)), "input");
  if (index) waymark::test::ask_everything(*index);
  return 0;
}
