// SPDX-License-Identifier: Apache-2.0
#include "normalize/answer_writer.h"

#include <string>

#include "normalize/small_gazetteer.h"
#include "support/catch.h"
#include "support/gazetteer.h"

namespace waymark::normalize {
namespace {

struct Fixture {
  std::shared_ptr<const gazetteer::Catalog> catalog = test::make_catalog(kSmallGazetteer);
  Normalizer normalizer{*catalog};

  std::string record(std::string_view name, WriteOptions options = {}) const {
    std::string out;
    AnswerWriter(normalizer, std::move(options))
        .append_record(name, normalizer.answer({name, {}, {}}), out);
    return out;
  }
};

TEST_CASE("answer writer: a record has the entry, its names and the candidates", "[normalize]") {
  const Fixture f;
  CHECK(
      f.record("Hyesan") ==
      R"({"input": "Hyesan", "entry": "kp.hyesan", "name": "Hyesan", "ko": "혜산시", "kind": "city", )"
      R"("why": "canonical", "status": "matched", "corrected": false, "score": 0.97, "candidates": )"
      R"([{"entry": "kp.hyesan", "name": "Hyesan", "ko": "혜산시", "corrected": false, "score": 0.97}]})"
      "\n");
  CHECK(
      f.record("🙂 \"x\"") ==
      R"({"input": "🙂 \"x\"", "entry": null, "name": null, "ko": null, "kind": null, "why": null, )"
      R"("status": "none", "corrected": false, "score": 0, "candidates": []})"
      "\n");
}

TEST_CASE("answer writer: as many candidates as asked for", "[normalize]") {
  const Fixture f;
  CHECK(f.record("Kosong", {1, {}, false}).find("kr.goseong") == std::string::npos);
  CHECK(f.record("Kosong", {2, {}, false}).find("kr.goseong") != std::string::npos);
}

TEST_CASE("answer writer: the name in another scheme or language", "[normalize]") {
  const Fixture f;
  const auto id = f.catalog->find("kp.ryanggang");
  REQUIRE(id.has_value());
  const gazetteer::EntryView entry = f.catalog->entry(*id);
  CHECK(write_as(f.normalizer, entry, "") == "Ryanggang Province");
  CHECK(write_as(f.normalizer, entry, "ko") == "량강도");
  CHECK(write_as(f.normalizer, entry, "hanja") == "兩江道");
  CHECK(write_as(f.normalizer, entry, "hanja-simplified") == "两江道");
  CHECK(write_as(f.normalizer, entry, "rr") == "Yanggang-do");
  CHECK(write_as(f.normalizer, entry, "ja") == "Ryanggang Province");
}

TEST_CASE("answer writer: the South's orthography, also where both agree", "[normalize]") {
  const Fixture f;
  const auto [id, south] = GENERATE(
      table<std::string, std::string>({{"kp.ryanggang", "양강도"},
                                       {"kp.hyesan", "혜산시"},
                                       {"kp.kim-jong-suk", "김정숙"},
                                       {"kp.mss", "국가보위성"},
                                       {"cn.mss", "Ministry of State Security of China"}}));
  const auto entry = f.catalog->find(id);
  REQUIRE(entry.has_value());
  CHECK(write_as(f.normalizer, f.catalog->entry(*entry), "ko-south") == south);
}

TEST_CASE("answer writer: no scheme writes what isn't Korean", "[normalize]") {
  const Fixture f;
  const auto written = [&](std::string_view id, std::string_view scheme) {
    return write_as(f.normalizer, f.catalog->entry(*f.catalog->find(id)), scheme);
  };
  CHECK(written("kr.goseong", "mr") == "Kosŏng-gun");
  CHECK(written("ru", "mr") == "Russia");
  CHECK(written("ru", "ko-south") == "러시아");
  CHECK(written("kp.mss", "mr-plain") == "Kukkabowisong");
  CHECK(written("kp.kim-jong-suk", "mr") == "Kim Chŏng Suk");
}

TEST_CASE("answer writer: the columns of a table", "[normalize]") {
  const Fixture f;
  const AnswerWriter writer(f.normalizer, {});
  const auto columns = writer.columns(f.normalizer.answer({"Yanggang-do", {}, {}}));
  CHECK(columns[0] == "kp.ryanggang");
  CHECK(columns[2] == "량강도");
  CHECK(columns[3] == "province");
  CHECK_THAT(columns[6], Catch::Matchers::StartsWith("derived, "));
  CHECK(columns[7] == "matched");
  CHECK(writer.columns({})[0].empty());
  CHECK(writer.columns({})[7] == "none");
  CHECK(writer.candidate_rows(3, "MSS", f.normalizer.answer({"MSS", {}, {}})).size() == 2);
}

TEST_CASE("answer writer: all forms of a Korean name, by scheme", "[normalize]") {
  const Fixture f;
  std::string out;
  append_derivation(*f.catalog, "함경북도", false, out);
  CHECK_THAT(out, Catch::Matchers::StartsWith(R"({"input": "함경북도", "forms": [{"form": ")"));
  for (const char* form : {R"({"form": "Hamgyŏng-bukto", "scheme": "mr"})",
                           R"({"form": "Hamgyeongbuk-do", "scheme": "rr"})",
                           R"({"form": "North Hamgyŏng province", "scheme": "mr"})"}) {
    CAPTURE(form, out);
    CHECK(out.find(form) != std::string::npos);
  }
  out.clear();
  append_derivation(*f.catalog, "\xFF", false, out);
  CHECK_THAT(out, Catch::Matchers::EndsWith("\"forms\": []}\n"));
}

}  // namespace
}  // namespace waymark::normalize
