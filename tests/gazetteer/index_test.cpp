// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/index.h"

#include <string>

#include "describe.h"
#include "gazetteer/index_layout.h"
#include "gazetteer/phrase.h"
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

std::string code_of(const Result<Index>& result) {
  return result ? "opened" : result.error().at(0).code;
}

/// Asks an index everything that it can be asked.
std::size_t ask_everything(const Index& index) {
  std::size_t answers = 0;
  for (const char* name : {"North Korea", "Hyesan", "혜산시", "nothing"}) {
    std::uint64_t hash = text::kEmptyPhrase;
    FormCutter cutter;
    for (std::uint64_t unit : cutter.cut(name).hashes) {
      answers += index.may_start(unit);
      hash = text::extend_phrase(hash, unit);
      FormId form = index.step(hash).first_form;
      for (int i = 0; form != kNoForm && i < 100; ++i, form = index.next_of_key(form)) {
        answers += index.key_equals(form, "hyesan") + index.form_entry(form);
        answers += index.form(form).text.size();
      }
    }
  }
  for (FormId form = 0; form < index.form_count() && form < 100; ++form) {
    answers += index.form(form).scheme.size() + index.needs(index.form_needs(form)).size();
  }
  auto catalog = Catalog::join({index}, nullptr);
  if (!catalog) return answers;
  for (EntryId entry = 0; entry < (*catalog)->entry_count() && entry < 100; ++entry) {
    answers += (*catalog)->entry(entry).name.size() + (*catalog)->lies_in(entry, 0);
    answers += (*catalog)->find((*catalog)->entry(entry).id).value_or(0);
  }
  return answers + (*catalog)->is_abbreviation("oct") + (*catalog)->is_stopped(7);
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
  CHECK(ask_everything(*mapped) == ask_everything(index));
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
  const std::string bytes(test::compile_index({kSmall}).bytes());
  std::size_t unnoticed = 0;
  for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
    for (int mask : {0x01, 0x80, 0xFF}) {
      std::string damaged = bytes;
      damaged[byte] = static_cast<char>(damaged[byte] ^ mask);
      auto index = open_bytes(std::move(damaged));
      if (!index) continue;
      ask_everything(*index);
      unnoticed += index->verify() ? 1 : 0;
    }
  }
  CHECK(unnoticed == 0);
}

}  // namespace
}  // namespace waymark::gazetteer
