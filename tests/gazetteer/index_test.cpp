// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/index.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "describe.h"
#include "gazetteer/catalog.h"
#include "gazetteer/import.h"
#include "gazetteer/index_layout.h"
#include "gazetteer/index_view.h"
#include "gazetteer/phrase.h"
#include "support/ask_index.h"
#include "support/catch.h"
#include "support/gazetteer.h"
#include "support/temp_dir.h"
#include "text/normal_form.h"

namespace waymark::gazetteer {
namespace {

const std::string kSmall = R"(
gazetteer: test.places 1
labels: {PLACE: flat}
kinds: {country: PLACE, city: {label: PLACE, generic: [시]}}
stop: [Of]
abbreviations: [Oct.]
entries:
  - {id: kp, name: {en: North Korea, ko: 조선}, kind: country, lat: 40, lon: 127}
  - {id: kp.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: city, in: kp, ids: {iso: KP-1}, from: 1954}
  - {id: kp.x, name: Hyesan City, kind: city, in: kp, needs: {near: {in: kp}}, aliases: [Hyesan]}
)";

Result<Index> open_bytes(std::string bytes) {
  return Index::open(std::make_shared<const std::string>(std::move(bytes)), "damaged.wmg");
}

/// The index of a plain list, whose ids are made of its names.
Index import_list(const std::string& names) {
  ImportOptions options;
  options.label = "PLACE";
  options.source = "towns";
  options.weak = WeakForms::kKeep;
  ImportReport report;
  auto bytes = import_table({names, "towns.txt"}, {}, options, report);
  REQUIRE(bytes);
  auto index = open_bytes(std::move(*bytes));
  REQUIRE(index);
  return *index;
}

std::string code_of(const Result<Index>& result) {
  return result ? "opened" : result.error().at(0).code;
}

TEST_CASE("index: a walk over units finds forms and knows when longer ones follow",
          "[gazetteer][index]") {
  Index index = test::compile_index({kSmall});
  auto units = FormCutter().cut("Hyesan City").hashes;
  CHECK(index.may_start(units[0]));
  std::uint64_t hyesan = text::extend_phrase(text::kEmptyPhrase, units[0]);
  Index::Step step = index.step(hyesan);
  CHECK(step.continues);
  CHECK(index.key_equals(step.first_form, "hyesan"));
  CHECK_FALSE(index.key_equals(step.first_form, "hyesang"));
  FormId second = index.next_of_key(step.first_form);
  CHECK(index.form(second).text == "Hyesan");
  CHECK(index.next_of_key(second) == kNoForm);
  Index::Step city = index.step(text::extend_phrase(hyesan, units[1]));
  CHECK_FALSE(city.continues);
  CHECK(index.key_equals(city.first_form, "hyesancity"));
  CHECK(index.step(12345).first_form == kNoForm);
}

TEST_CASE("index: a file answers as the bytes do", "[gazetteer][index]") {
  Index index = test::compile_index({kSmall});
  test::TempDir folder;
  auto mapped = Index::map(folder.write("small.wmg", index.bytes()));
  REQUIRE(mapped.has_value());
  CHECK(mapped->bytes() == index.bytes());
  CHECK(mapped->verify());
  CHECK(test::ask_everything(*mapped) == test::ask_everything(index));
}

TEST_CASE("index: what is missing, foreign or of another version is refused",
          "[gazetteer][index]") {
  std::string bytes(test::compile_index({kSmall}).bytes());
  CHECK(code_of(Index::map("no/such/file.wmg")) == "gazetteer/cannot-open");
  CHECK(code_of(Index::map("/")) == "gazetteer/cannot-open");
  CHECK(code_of(open_bytes("")) == "gazetteer/not-an-index");
  CHECK(code_of(open_bytes("labels: {PLACE: flat}")) == "gazetteer/not-an-index");
  CHECK(code_of(open_bytes(bytes.substr(0, 100))) == "gazetteer/damaged-index");
  CHECK(code_of(open_bytes(bytes + "x")) == "gazetteer/damaged-index");
  bytes[8] = 99;
  CHECK(code_of(open_bytes(bytes)) == "gazetteer/index-version");
}

TEST_CASE("index: cut off at any length it is refused", "[gazetteer][index]") {
  std::string bytes(test::compile_index({kSmall}).bytes());
  std::size_t opened = 0;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    opened += open_bytes(bytes.substr(0, size)).has_value() ? 1 : 0;
  }
  CHECK(opened == 0);
}

TEST_CASE("index: any damaged byte is refused or harmless, and told by verify",
          "[gazetteer][index]") {
  const std::string bytes(
      GENERATE(test::compile_index({kSmall}), import_list("New York\nHyesan\n혜산\n")).bytes());
  std::size_t unnoticed = 0;
  for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
    for (int mask : {0x01, 0x80, 0xFF}) {
      std::string damaged = bytes;
      damaged[byte] = static_cast<char>(damaged[byte] ^ mask);
      auto index = open_bytes(std::move(damaged));
      if (!index) continue;
      test::ask_everything(*index);
      unnoticed += index->verify() ? 1 : 0;
    }
  }
  CHECK(unnoticed == 0);
}

std::size_t size_of(const Index& index, std::string_view section) {
  for (const auto& [name, bytes] : index.section_sizes())
    if (name == section) return bytes;
  FAIL("no such section");
  return 0;
}

TEST_CASE("index: ids that are made of names take no room, and are found", "[gazetteer][index]") {
  const Index index = import_list("New York\nHyesan\n\U0001F3D4 Camp\n혜산\ne\u0301vian\n");
  CHECK(size_of(index, "id text") == 0);
  CHECK(size_of(index, "entries") < 120);
  const auto catalog = test::join_indexes({index});
  for (const std::string id :
       {"towns.New-York", "towns.Hyesan", "towns.\U0001F3D4-Camp", "towns.혜산", "towns.évian"}) {
    CAPTURE(id);
    const auto entry = catalog->find(id);
    REQUIRE(entry);
    CHECK(catalog->entry(*entry).id == id);
  }
  CHECK(catalog->entry(*catalog->find("towns.New-York")).name == "New York");
  CHECK_FALSE(catalog->find("towns.New York"));
  CHECK_FALSE(catalog->find("towns."));
  CHECK_FALSE(catalog->find("towns.zz"));
}

Index import_csv(const std::string& rows, const std::string& prefix) {
  ImportOptions options;
  options.form = TableForm::kCsv;
  options.label = "PLACE";
  options.id_prefix = prefix;
  options.weak = WeakForms::kKeep;
  ImportReport report;
  auto bytes = import_table({rows, "towns.csv"}, {}, options, report);
  REQUIRE(bytes);
  auto index = open_bytes(std::move(*bytes));
  REQUIRE(index);
  return *index;
}

TEST_CASE("index: ids that are a prefix and a number take the number's room, and are found",
          "[gazetteer][index]") {
  const std::string prefix = GENERATE("geonames.", "\U0001F3D4", "");
  const Index index =
      import_csv("id,name\n9,Hyesan\n10,\U0001F3D4 Camp\n123456789,혜산\n0,e\u0301vian\n", prefix);
  CHECK(size_of(index, "id text") == 0);
  const auto catalog = test::join_indexes({index});
  for (const std::string id : {"9", "10", "123456789", "0"}) {
    const auto entry = catalog->find(prefix + id);
    REQUIRE(entry);
    CHECK(catalog->entry(*entry).id == prefix + id);
  }
  CHECK(catalog->entry(*catalog->find(prefix + "10")).name == "\U0001F3D4 Camp");
  for (const std::string id : {"1", "09", "", "99", "x"}) CHECK_FALSE(catalog->find(prefix + id));
}

TEST_CASE("index: beside numbers other ids keep theirs", "[gazetteer][index]") {
  const Index index = import_csv(
      "id,name\n9,Hyesan\n10,Musan\n010,Kimchaek\n1234567890,Rason\n-1,Sinpo\n7,Anju\n8,Kaesong\n"
      "77,Huichon\nRason,Rason\n",
      "t.");
  CHECK(size_of(index, "id text") > 0);
  const auto catalog = test::join_indexes({index});
  CHECK(catalog->entry_count() == 9);
  for (EntryId entry = 0; entry < catalog->entry_count(); ++entry)
    CHECK(catalog->find(catalog->entry(entry).id) == entry);
  for (const std::string id : {"t.010", "t.1234567890", "t.-1", "t.77", "t.Rason"})
    CHECK(catalog->find(id));
}

TEST_CASE("index: beside made ids others keep theirs", "[gazetteer][index]") {
  const std::string long_name(190, 'x');
  const Index index = import_list("Hyesan\nMusan\n" + long_name + long_name + "\nKim Chaek\n");
  CHECK(size_of(index, "id text") > 0);
  const auto catalog = test::join_indexes({index});
  CHECK(catalog->find("towns.Kim-Chaek"));
  std::size_t found = 0;
  for (EntryId entry = 0; entry < catalog->entry_count(); ++entry)
    found += catalog->find(catalog->entry(entry).id) == entry ? 1 : 0;
  CHECK(found == 4);
}

TEST_CASE("index: two lists join, and a name in both is told", "[gazetteer][index]") {
  const auto join = [](const std::string& a, const std::string& b) {
    auto catalog = Catalog::join({import_list(a), import_list(b)}, nullptr);
    return catalog ? std::string("joined") : catalog.error().at(0).message;
  };
  CHECK(join("Hyesan\nMusan\n", "Sinuiju\nKim Chaek\n") == "joined");
  CHECK(join("Hyesan\nMusan\n", "Kim Chaek\nMusan\n") ==
        "id 'towns.Musan' is also defined in 'damaged.wmg'");
}

TEST_CASE("index: its sections are told with their sizes", "[gazetteer][index]") {
  const Index index = test::compile_index({kSmall});
  std::size_t bytes = 0;
  for (const auto& [name, size] : index.section_sizes()) {
    CHECK_FALSE(name.empty());
    bytes += size;
  }
  CHECK(index.section_sizes().size() == layout::kSectionCount);
  CHECK(bytes + sizeof(layout::Header) <= index.bytes().size());
  CHECK(bytes + sizeof(layout::Header) + 8 * layout::kSectionCount > index.bytes().size());
}

/// The indented lines of a text, without their indent.
std::vector<std::string> indented_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("    ")) lines.push_back(line.substr(4));
  }
  return lines;
}

/// A line of the dump, as index_layout.md has it up to the remark.
std::string dump_line(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::string line = fmt::format("{:04x} ", offset);
  for (unsigned char byte : bytes.substr(offset, size)) line += fmt::format(" {:02x}", byte);
  return line;
}

TEST_CASE("index: a bucket of slots lies in one line of the cache", "[gazetteer][index]") {
  const Index index =
      test::compile_index({"labels: {PLACE: flat}\n"
                           "entries: [{id: a, name: \U0001F3D4 Hyesan, label: PLACE}]\n"});
  const std::string_view slots = index.view().section(layout::Section::kSlots);
  CHECK((slots.data() - index.bytes().data()) % 64 == 0);
  CHECK(slots.size() % 64 == 0);
}

TEST_CASE("index: index_layout.md shows the bytes as they are", "[gazetteer][index]") {
  std::ifstream in(WAYMARK_SOURCE_DIR "/src/gazetteer/index_layout.md");
  std::string doc{std::istreambuf_iterator<char>(in), {}};
  std::string yaml;
  std::size_t compared = 0;
  std::optional<Index> index;
  for (const std::string& line : indented_lines(doc)) {
    if (!line.starts_with("0")) {
      yaml += line + "\n";
      continue;
    }
    if (!index) index = test::compile_index({yaml});
    std::size_t offset = std::stoul(line.substr(0, 4), nullptr, 16);
    std::size_t size = std::min(line.find("  ", 6), line.size()) / 3 - 1;
    CHECK(line.starts_with(dump_line(index->bytes(), offset, size)));
    compared += size;
  }
  REQUIRE(index);
  CHECK(compared > index->bytes().size() - 8 * layout::kSectionCount);
}

}  // namespace
}  // namespace waymark::gazetteer
