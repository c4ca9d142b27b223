// SPDX-License-Identifier: Apache-2.0
// The words of an index that a spelling may be a slip of.
#include "gazetteer/near_table.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "gazetteer/front_coding.h"
#include "gazetteer/import.h"
#include "support/catch.h"
#include "support/gazetteer.h"
#include "surface/near_keys.h"

namespace waymark::gazetteer {
namespace {

/// The words near a spelling, each with the text of its form, in alphabetical order.
std::string near(const Index& index, std::string_view folded) {
  std::vector<std::string> words;
  for (const NearWord& word : index.near_words(folded)) {
    std::string text;
    (void)index.form_text(word.form, text);
    words.push_back(std::string(word.folded) + " (" + text + ")");
  }
  std::sort(words.begin(), words.end());
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

Index places() {
  return test::compile_index(
      {"labels: {PLACE: flat}\nentries:\n"
       "  - {id: kp, name: \U0001F3D4 Hyesan, label: PLACE}\n"
       "  - {id: hyesan, name: {en: Hyesan, ko: 혜산}, label: PLACE, in: kp}\n"
       "  - {id: hyesan2, name: HYESAN, label: PLACE}\n"
       "  - {id: haesan, name: {en: Hae\u0301san}, label: PLACE}\n"
       "  - {id: hae, name: Hae San, label: PLACE}\n"
       "  - {id: musan, name: Musan, label: PLACE}\n"
       "  - {id: short, name: Hesn, label: PLACE}\n"});
}

TEST_CASE("near table: words meet whose skeletons are at most a letter apart",
          "[gazetteer][near]") {
  const Index index = places();
  CHECK(near(index, "hyesann") == "haesan (Ha\u00E9san), hyesan (Hyesan), musan (Musan)");
  CHECK(near(index, "musank") == "musan (Musan)");
  CHECK(near(index, "pyongyang").empty());
}

TEST_CASE("near table: names of tables are too many to be near anything", "[gazetteer][near]") {
  ImportOptions options;
  options.label = "PLACE";
  ImportReport report;
  auto bytes = import_table({"Hyesan\nMusan\n", "towns.txt"}, {}, options, report);
  REQUIRE(bytes);
  const auto index = Index::open(std::make_shared<const std::string>(*std::move(bytes)), "t.wmg");
  REQUIRE(index);
  CHECK_FALSE(index->has_near_words());
  CHECK(near(*index, "hyesann").empty());
}

TEST_CASE("near table: groups that lie in each other are read no farther than the bytes go",
          "[gazetteer][near]") {
  std::string words, keys;
  for (int i = 0; i < 1000; ++i) append_varint(5, words), words += "musan", append_varint(0, words);
  std::vector<std::uint64_t> near_keys;
  surface::find_near_keys("musan", near_keys);
  for (std::uint32_t group = 0; group < words.size(); group += 7) {
    const layout::NearKeyRecord record{short_key(near_keys.front()), group};
    keys.append(reinterpret_cast<const char*>(&record), sizeof record);
  }
  CHECK(NearTable(words, keys).find("musan").size() <= 2000);
  CHECK(NearTable("\x05musa", keys).find("musan").empty());
  CHECK(NearTable("\x05musan", keys).find("musan").empty());
}

}  // namespace
}  // namespace waymark::gazetteer
