// SPDX-License-Identifier: Apache-2.0
#include "match/matcher.h"

#include <string>
#include <vector>

#include "match/correction.h"
#include "match/trust.h"
#include "support/catch.h"
#include "support/gazetteer.h"
#include "text/sentences.h"
#include "text/tokenizer.h"

namespace waymark::match {
namespace {

const char* const kGazetteer = R"(
gazetteer: test 1
labels: {PLACE: flat, AGENCY: flat, ROLE: flat}
kinds: {country: PLACE, province: {label: PLACE, generic: [도]}, city: {label: PLACE, generic: [시]}, organ: AGENCY,
  duty: ROLE}
entries:
  - {id: kp, name: {en: North Korea, ko: 북한}, kind: country}
  - {id: kp.ryanggang, name: {en: Ryanggang Province, ko: 량강도}, kind: province, in: kp, derive: korean}
  - {id: kp.hyesan, name: {en: Hyesan, ko: 혜산시}, kind: city, in: kp.ryanggang, derive: korean}
  - {id: kp.samjiyon, name: {en: Samjiyon, ko: 삼지연시}, kind: city, in: kp.ryanggang, derive: korean}
  - {id: kp.kimjongsuk, name: {en: Kim Jong Suk City}, kind: city, in: kp, glued: true}
  - {id: kp.mss, name: {en: Ministry of State Security, ko: 보위부}, kind: organ, in: kp,
     aliases: [{form: MSS, why: abbreviation}, {form: Ice, needs: {near: {in: kp}}}]}
  - {id: chief, name: {en: chief, ko: 장}, kind: duty, case: any}
stop: [Ri]
)";

/// The text with every candidate that begins nowhere inside another in [brackets], longest first.
std::string mark(const std::string& text) {
  const auto catalog = test::make_catalog(kGazetteer);
  text::Tokens tokens;
  CandidateSet set;
  text::tokenize(text, tokens);
  find_candidates(*catalog, text, tokens, set);
  settle_needs(*catalog, tokens, set);
  const std::vector<TokenRange> sentences =
      text::find_sentences(text, tokens, {}, [](auto) { return false; });
  const NearForms near(*catalog);
  CorrectionMemory memory;
  correct(*catalog, near, text, tokens, sentences, set, memory);
  std::string marked;
  std::uint32_t at = 0;
  for (const Candidate& candidate : set.candidates) {
    if (candidate.span.begin < at) continue;
    marked += text.substr(at, candidate.span.begin - at) +
              (candidate.origin == Origin::kCorrected ? "{" : "[");
    marked += text.substr(candidate.span.begin, candidate.span.byte_size());
    marked += candidate.origin == Origin::kCorrected ? "}" : "]";
    at = candidate.span.end;
  }
  return marked + text.substr(at);
}

struct Case {
  const char* text;
  const char* marked;
};

TEST_CASE("matcher: names are found under every derived spelling", "[match][matcher]") {
  const auto [text, marked] = GENERATE(values<Case>({
      {"A source in Hyesan said", "A source in [Hyesan] said"},
      {"😀 혜산 e\u0301 Hyesan-si said", "😀 [혜산] e\u0301 [Hyesan-si] said"},
      {"in Yanggang Province province", "in [Yanggang Province] province"},
      {"RYANGGANG PROVINCE", "[RYANGGANG PROVINCE]"},
      {"Ministry of\nState Security", "[Ministry of\nState Security]"},
      {"Ministry of\n\nState Security", "Ministry of\n\nState Security"},
      {"Hye\u00ADsan", "[Hye\u00ADsan]"},
  }));
  CHECK(mark(text) == marked);
}

TEST_CASE("matcher: a form asks for the capitals that it has", "[match][matcher]") {
  const auto [text, marked] = GENERATE(values<Case>({
      {"the mss chief", "the mss [chief]"},
      {"North korea, North Korea, north Korea", "North korea, [North Korea], north Korea"},
      {"Kim jong Suk City, the chief", "Kim jong Suk City, the [chief]"},
      {"the MSS Chief", "the [MSS] [Chief]"},
      {"a ministry of state security", "a ministry of state security"},
      {"near samjiyon town", "near samjiyon town"},
  }));
  CHECK(mark(text) == marked);
}

TEST_CASE("matcher: Korean names stand inside words, at the begin or behind another name",
          "[match][matcher]") {
  const auto [text, marked] = GENERATE(values<Case>({
      {"혜산시보위부에서", "[혜산시][보위부]에서"},
      {"혜산시 보위부장", "[혜산시] [보위부][장]"},
      {"시장", "시장"},
      {"량강도에", "[량강도]에"},
  }));
  CHECK(mark(text) == marked);
}

TEST_CASE("matcher: a Korean name of several words takes no chance piece of a word",
          "[match][matcher]") {
  const auto [text, marked] = GENERATE(values<Case>({
      {"😀 혜 산시에서", "😀 [혜 산시]에서"},
      {"😀 혜 산에서", "😀 혜 산에서"},
      {"😀 혜 산", "😀 [혜 산]"},
      {"😀 e\u0301 삼지연 시에서", "😀 e\u0301 [삼지연 시]에서"},
      {"삼지연 시장에서", "[삼지연] 시장에서"},
      {"😀 지혜 산시", "😀 지혜 산시"},
      {"량강도혜 산시", "[량강도]혜 산시"},
  }));
  CHECK(mark(text) == marked);
}

TEST_CASE("matcher: a form that needs company counts only in it", "[match][needs]") {
  CHECK(mark("Ice was found.") == "Ice was found.");
  CHECK(mark("Ice was found in Hyesan.") == "[Ice] was found in [Hyesan].");
}

TEST_CASE("matcher: only entries marked glued begin or end inside a glued word",
          "[match][matcher]") {
  CHECK(mark("ofKim Jong Suk CityandHyesan") == "of[Kim Jong Suk City]andHyesan");
}

TEST_CASE("correction: a near miss stands only where the context expects it, and says so",
          "[match][correction]") {
  const auto [text, marked] = GENERATE(values<Case>({
      {"a trip to Samiyon in Ryanggang Province", "a trip to {Samiyon} in [Ryanggang Province]"},
      {"a trip to Samiyon in spring", "a trip to Samiyon in spring"},
      {"North Korea and Samoa met", "[North Korea] and Samoa met"},
  }));
  CHECK(mark(text) == marked);
}

}  // namespace
}  // namespace waymark::match
