// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/form_json.h"

#include <random>
#include <string>
#include <vector>

#include "support/catch.h"

namespace waymark::gazetteer {
namespace {

namespace json = text::json;

std::string written(const ImportForm& form) {
  std::string out;
  json::Writer writer(out);
  write_form(writer, form);
  return out;
}

/// What is wrong with a form, "byte message"; an empty string if nothing is.
std::string fault_of(const std::string& line) {
  const auto value = json::parse(line);
  REQUIRE(value);
  ImportForm form;
  const auto fault = read_form(*value, 0, form);
  return fault ? std::to_string(fault->at) + ' ' + fault->message : "";
}

ImportForm make_form(std::mt19937& random) {
  const auto one_of = [&](int count) { return static_cast<int>(random() % count); };
  const std::vector<std::string> texts = {"Hyesan", "혜\u0301산", "\U0001F3D4 \"x\"\\", "a|b"};
  ImportForm given;
  Form& form = given.form;
  form.text = texts[one_of(4)];
  form.why = static_cast<Why>(one_of(7));
  if (one_of(2) == 0) form.scheme = "mr";
  if (one_of(2) == 0) form.derivation = texts[one_of(4)];
  form.glued = one_of(2) == 0;
  form.from = static_cast<std::int16_t>(one_of(3) * 1000 - 1000);
  form.to = static_cast<std::int16_t>(one_of(2) * 1950);
  if (one_of(2) == 0) given.corrects = one_of(2) == 0;
  given.is_judged = one_of(2) == 0;
  if (given.is_judged) return given;
  form.letter_case = static_cast<Case>(one_of(3));
  form.lookup_only = one_of(2) == 0;
  for (int count = one_of(3); count > 0; --count)
    form.needs.push_back(
        {static_cast<Need::What>(one_of(4)), "kp.혜산", static_cast<std::uint32_t>(one_of(3))});
  return given;
}

TEST_CASE("form in JSON: what is written is read again", "[gazetteer][import]") {
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    const std::string line = written(make_form(random));
    CAPTURE(line);
    const auto value = json::parse(line);
    REQUIRE(value);
    ImportForm read;
    REQUIRE_FALSE(read_form(*value, 0, read).has_value());
    REQUIRE(written(read) == line);
  }
}

TEST_CASE("form in JSON: an abbreviation is found as it is written unless its case is said",
          "[gazetteer][import]") {
  ImportForm form;
  REQUIRE_FALSE(read_form(*json::parse(R"({"form": "MSS", "why": "abbreviation"})"), 0, form));
  CHECK(form.form.letter_case == Case::kExact);
  CHECK(form.is_judged);
  REQUIRE_FALSE(
      read_form(*json::parse(R"({"case": "any", "form": "MSS", "why": "abbreviation"})"), 0, form));
  CHECK(form.form.letter_case == Case::kAny);
  CHECK_FALSE(form.is_judged);
}

TEST_CASE("form in JSON: what means nothing is told", "[gazetteer][import]") {
  CHECK(fault_of(R"({"form": "x", "why": null})").empty());
  CHECK(fault_of(R"( "x")") == "1 a form is a string, expected an object");
  CHECK(fault_of(R"({"why": "former"})") == "0 a form without 'form', its text");
  CHECK(fault_of(R"({"form": "x", "case": "upper"})") ==
        "22 expected exact, title or any for 'case'");
  CHECK(fault_of(R"({"form": "x", "tags": 1})") == "22 a form says 'tags', which means nothing");
  for (const char* needs :
       {R"({})", R"([{}])", R"([{"near": {}}])", R"([{"near": {"in": "a b"}}])",
        R"([{"near": {"in": "a", "kind": "b"}}])", R"([{"near": {"of": "a"}}])",
        R"([{"near": {"in": "a"}, "within": 0}])", R"([{"near": {"in": "a"}, "x": 1}])"}) {
    CAPTURE(needs);
    CHECK(fault_of(std::string(R"({"form": "x", "needs": )") + needs + "}").find("23 expected") ==
          0);
  }
}

}  // namespace
}  // namespace waymark::gazetteer
