// SPDX-License-Identifier: Apache-2.0
// The words of an index that a spelling may be a slip of.
#include "gazetteer/near_table.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "gazetteer/import.h"
#include "support/catch.h"
#include "support/gazetteer.h"
#include "surface/sketch.h"

namespace waymark::gazetteer {
namespace {

/// The words near a spelling, each with the text of its form, in alphabetical order.
std::string near(const Index& index, std::string_view folded, double limit = 3) {
  std::vector<std::string> words;
  for (const NearWord& word : index.near_words(NearQuery(folded, limit))) {
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

TEST_CASE("near table: what is surely beyond the limit is left out", "[gazetteer][near]") {
  const Index index = places();
  CHECK(near(index, "hyesann", 0.6) == "haesan (Ha\u00E9san), hyesan (Hyesan)");
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

template <class T>
void append(const T& value, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

TEST_CASE("near table: groups that lie in each other are read no farther than the bytes go",
          "[gazetteer][near]") {
  const NearQuery query("musan", 9);
  std::string words, keys;
  for (std::uint32_t group = 0; group < 9000; ++group) {
    append(std::uint32_t{100}, words);  // each begins 100 words, which begin the next groups
    append(layout::NearKeyRecord{query.keys.front(), group * 4}, keys);
  }
  const std::size_t found = NearTable(words, keys).find(query).size();
  CHECK(found > 100);
  CHECK(found <= words.size());
}

TEST_CASE("near table: a group that is cut off has no words", "[gazetteer][near]") {
  const NearQuery query("musan", 1);
  std::string words, keys;
  append(std::uint32_t{1}, words);
  append(surface::sketch("musan"), words);
  append(FormId{7}, words);
  words += "musan";
  append(layout::NearKeyRecord{query.keys.front(), 0}, keys);
  CHECK(NearTable(words, keys).find(query).size() == 1);
  for (std::size_t size = 0; size < words.size(); ++size)
    CHECK(NearTable(words.substr(0, size), keys).find(query).empty());
  append(layout::NearKeyRecord{query.keys.front(), 1000}, keys);
  CHECK(NearTable(words, keys).find(query).size() == 1);
}

}  // namespace
}  // namespace waymark::gazetteer
