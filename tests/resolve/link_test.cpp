// SPDX-License-Identifier: Apache-2.0
#include "resolve/link.h"

#include "resolve/scene.h"

namespace waymark::resolve {
namespace {

using test::Scene;

// Unsan lies in two provinces, Kosong on both sides of the border; Songjin is what Kimchaek was.
const char* const kGazetteer = R"(
gazetteer: test 1
labels: {PLACE: flat, ROLE: flat}
kinds: {country: PLACE, province: PLACE, county: PLACE, city: PLACE, role: ROLE}
defaults: {derive: none}
entries:
  - {id: kp, name: North Korea, kind: country}
  - {id: kr, name: South Korea, kind: country}
  - {id: kp.n-pyongan, name: North Pyongan, kind: province, in: kp}
  - {id: kp.s-pyongan, name: South Pyongan, kind: province, in: kp}
  - {id: kp.kangwon, name: Kangwon, kind: province, in: kp}
  - {id: kr.gangwon, name: Gangwon, kind: province, in: kr}
  - {id: kp.n-pyongan.unsan, name: Unsan, kind: county, in: kp.n-pyongan, prior: 0.6}
  - {id: kp.s-pyongan.unsan, name: Unsan, kind: county, in: kp.s-pyongan}
  - {id: kp.kosong, name: Kosong, kind: county, in: kp.kangwon}
  - {id: kr.kosong, name: Kosong, kind: county, in: kr.gangwon}
  - {id: kp.hyesan, name: Hyesan, kind: city, in: kp}
  - {id: kr.seoul, name: Seoul, kind: city, in: kr}
  - {id: kp.kimchaek, name: Kimchaek, kind: city, in: kp, aliases: [{form: Songjin, why: former}]}
  - {id: kp.songjin, name: Songjin, kind: county, in: kp}
  - {id: guide, name: guide, kind: role, case: any}
)";

Scene scene(const std::string& text) {
  static const auto kCatalog = test::make_catalog(kGazetteer);
  return {kCatalog, text};
}

std::string id_of(const Scene& scene, const match::EntryChoice& choice) {
  return scene.catalog().entry(choice.entry).id;
}

/// The best entry of a name after ranking.
std::string best(Scene& scene, std::string_view name, int number = 0) {
  rank_links(scene.catalog(), scene.set());
  return id_of(scene, scene.at(name, number).entries.front());
}

std::string best(const std::string& text, std::string_view name) {
  Scene its = scene(text);
  return best(its, name);
}

void choose(Scene& scene, match::Candidate& candidate, std::string_view id,
            std::uint32_t evidence) {
  for (match::EntryChoice& choice : candidate.entries) {
    if (id_of(scene, choice) != id) continue;
    choice.evidence |= evidence;
    std::swap(choice, candidate.entries.front());
  }
}

TEST_CASE("link: of namesakes the likelier one is meant where nothing else speaks",
          "[resolve][link]") {
  CHECK(best("😀 혜산 e\u0301 Unsan", "Unsan") == "kp.n-pyongan.unsan");
}

TEST_CASE("link: a container that the text names outweighs the prior", "[resolve][link]") {
  CHECK(best("In South Pyongan there is Unsan.", "Unsan") == "kp.s-pyongan.unsan");
  CHECK(best("In North Pyongan there is Unsan.", "Unsan") == "kp.n-pyongan.unsan");
}

TEST_CASE("link: the country that a text is about decides between namesakes", "[resolve][link]") {
  CHECK(best("Kosong, Hyesan and North Korea", "Kosong") == "kp.kosong");
  CHECK(best("Kosong, Seoul and South Korea", "Kosong") == "kr.kosong");
  CHECK(best("Kosong, Hyesan, Seoul and Seoul", "Kosong") == "kr.kosong");
}

TEST_CASE("link: what stands near says more than what the text is about", "[resolve][link]") {
  const std::string seoul = "Seoul, Seoul, Seoul and Seoul. ", far(300, '.');
  CHECK(best(seoul + "Kosong and Hyesan", "Kosong") == "kr.kosong");
  CHECK(best(seoul + far + "Kosong and Hyesan", "Kosong") == "kp.kosong");
}

TEST_CASE("link: what a rule saw beside the name outweighs prior, container and country",
          "[resolve][link]") {
  Scene its = scene("In North Pyongan, North Korea, there is Unsan.");
  choose(its, its.at("Unsan"), "kp.s-pyongan.unsan", match::kByContainment);
  CHECK(best(its, "Unsan") == "kp.s-pyongan.unsan");
}

TEST_CASE("link: a name that was settled once has that sense in the whole document",
          "[resolve][link]") {
  Scene its = scene("Unsan is one, Unsan is two.");
  choose(its, its.at("Unsan"), "kp.s-pyongan.unsan", match::kByRule);
  CHECK(best(its, "Unsan", 1) == "kp.s-pyongan.unsan");
}

TEST_CASE("link: what bears a name today goes before what bore it once", "[resolve][link]") {
  CHECK(best("Songjin", "Songjin") == "kp.songjin");
}

TEST_CASE("link: a candidate that fell says nothing of the others", "[resolve][link]") {
  Scene its = scene("In South Pyongan there is Unsan.");
  its.at("South Pyongan").alive = false;
  CHECK(best(its, "Unsan") == "kp.n-pyongan.unsan");
}

TEST_CASE("link: scores fall along the ranking, and leave something for none of these",
          "[resolve][link]") {
  const std::string text = GENERATE("Unsan", "Kosong, Seoul", "Hyesan", "Unsan, South Pyongan");
  Scene its = scene(text);
  rank_links(its.catalog(), its.set());
  for (const match::Candidate& candidate : its.set().candidates) {
    float sum = 0, last = 1;
    for (const match::EntryChoice& choice : candidate.entries) {
      CHECK(choice.score > 0);
      CHECK(choice.score <= last);
      last = choice.score;
      sum += choice.score;
    }
    CHECK(sum < 1);
    CHECK(sum > 0.8f);
  }
}

TEST_CASE("link: an only entry is surer than the best of two", "[resolve][link]") {
  Scene its = scene("Hyesan and Unsan");
  rank_links(its.catalog(), its.set());
  CHECK(its.at("Hyesan").entries.front().score > 0.9f);
  CHECK(its.at("Unsan").entries.front().score < 0.7f);
}

TEST_CASE("link: what lies in no country doesn't thin the countries out", "[resolve][link]") {
  const auto share = [](const std::string& text) {
    Scene its = scene(text);
    rank_links(its.catalog(), its.set());
    return its.at("Kosong").entries.front().score;
  };
  CHECK(share("Kosong, Hyesan: guide, guide, guide") == share("Kosong, Hyesan"));
}

TEST_CASE("link: a name alone is no evidence for itself", "[resolve][link]") {
  Scene its = scene("Hyesan");
  rank_links(its.catalog(), its.set());
  CHECK(describe_evidence(its.at("Hyesan").entries.front().evidence) == "form");
  Scene two = scene("Unsan");
  rank_links(two.catalog(), two.set());
  CHECK(describe_evidence(two.at("Unsan").entries.front().evidence) == "form, prior");
}

TEST_CASE("link: each kind of evidence is named", "[resolve][link]") {
  Scene its = scene("In South Pyongan there is Unsan.");
  rank_links(its.catalog(), its.set());
  CHECK(describe_evidence(its.at("Unsan").entries.front().evidence) == "form, document, distance");
  CHECK(describe_evidence(match::kByForm | match::kByContainment | match::kByRule) ==
        "form, containment, rule");
  CHECK(describe_evidence(match::kByDefinition | match::kByDistance) == "definition, distance");
  CHECK(describe_evidence(0).empty());
}

}  // namespace
}  // namespace waymark::resolve
