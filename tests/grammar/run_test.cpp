// SPDX-License-Identifier: Apache-2.0
#include "grammar/run.h"

#include "grammar/rules_on_text.h"
#include "support/catch.h"

namespace waymark::test {
namespace {

// Rules that mark NAME in one phase, on a text.
std::string find(const std::string& pattern, const std::string& text) {
  return run_rules("phase p longest\nrule r -> NAME\n  find " + pattern + "\n  over gazetteer\n",
                   text)
      .marked("NAME");
}

// Words that no pattern of these tests names.
std::string many_words(int count) {
  std::string words;
  for (int i = 0; i < count; ++i) words += "with ";
  return words;
}

struct PatternCase {
  const char* pattern;
  const char* text;
  const char* marked;
};

TEST_CASE("run: each pattern element matches what RULES.md says", "[grammar][run]") {
  const auto it = GENERATE(values<PatternCase>({
      {R"("of the")", "One OF the few.", "One [NAME OF the] few."},
      {R"('of')", "Of of.", "Of [NAME of]."},
      {R"(<cap> "'s" "house")", "At Ann’s house", "At [NAME Ann’s house]"},
      {R"(<cap> "'s")", "e\u0301 🙂 강 Ann's", "e\u0301 🙂 강 [NAME Ann's]"},
      {R"("anti-spy")", "an anti-spy and anti - spy", "an [NAME anti-spy] and anti - spy"},
      {R"(/[A-Z]\d+/)", "at B52 now", "at [NAME B52] now"},
      {R"(/\d+(\.\d+)*%/)", "about 3.5% more", "about [NAME 3.5%] more"},
      {R"(/abc/i)", "an ABC xabc", "an [NAME ABC] xabc"},
      {R"(<acronym>)", "MSS Mss U.S. 7A ªAB ÜBER", "[NAME MSS] Mss [NAME U.S]. 7A ªAB [NAME ÜBER]"},
      {R"(<num> <year>)", "16 2019, 16 3019", "[NAME 16 2019], 16 3019"},
      {R"(<content>)", "the anti-spy of it", "the [NAME anti-spy] of it"},
      {R"(<content>{2})", "a big house", "a [NAME big house]"},
      {R"(PLACE)", "in Hyesan now", "in [NAME Hyesan] now"},
      {R"(PLACE[kind is province])", "Hyesan, Ryanggang Province",
       "Hyesan, [NAME Ryanggang Province]"},
      {R"(PLACE[@kp.hyesan])", "Hyesan in North Korea", "[NAME Hyesan] in North Korea"},
      {R"("a" | "a" "b")", "a b a", "[NAME a b] [NAME a]"},
      {R"("a" "b"?)", "a b a", "[NAME a b] [NAME a]"},
      {R"("a" "b"??)", "a b a", "[NAME a] b [NAME a]"},
      {R"("a"+ "b")", "a a a b", "[NAME a a a b]"},
      {R"("a"{2,3})", "a a a a", "[NAME a a a] a"},
      {R"("a"{2,3}?)", "a a a a", "[NAME a a] [NAME a a]"},
      {R"("a" ...2 "b")", "a x y b a x y z b", "[NAME a x y b] a x y z b"},
      {R"(<num> ~"%")", "3% 4 %", "[NAME 3%] 4 %"},
      {R"(<num> ~"%"? "up")", "e\u0301 🙂 강 3% up, 4 % up, 5 up",
       "e\u0301 🙂 강 [NAME 3% up], 4 % up, [NAME 5 up]"},
      {R"("x" ~("-" "a"?))", "x y x-a x a", "x y [NAME x-a] x a"},
      {R"("a" &"b")", "a c a b", "a c [NAME a] b"},
      {R"((&"a" | "b") "c")", "e\u0301 🙂 강 b c, a c", "e\u0301 🙂 강 [NAME b c], a c"},
      {R"("a" !"b")", "a c a b", "[NAME a] c a b"},
      {R"(("a"? "a"?)* "b")", "a a a b", "[NAME a a a b]"},
  }));
  CAPTURE(it.pattern, it.text);
  CHECK(find(it.pattern, it.text) == it.marked);
  // Of long sentences only a part may be looked at.
  const std::string words = many_words(GENERATE(30, 300));
  CHECK(find(it.pattern, words + it.text + " " + words) == words + it.marked + " " + words);
}

TEST_CASE("run: a rule finds all its places in a long sentence", "[grammar][run]") {
  const std::string far = many_words(GENERATE(20, 300));
  const auto of = [&](const std::string& town, const std::string& word) {
    return far + "e\u0301 🙂 강 " + town + " " + word + " ";
  };
  CHECK(find(R"(p:PLACE "by" "the"? "sea")",
             of("Hyesan", "by sea") + of("Hyesan", "by the hill") + of("Hyesan", "by the sea")) ==
        of("[NAME Hyesan", "by sea]") + of("Hyesan", "by the hill") +
            of("[NAME Hyesan", "by the sea]"));
  CHECK(find(R"("a" ...3 "sea")", far + "a b sea, " + far + "a b c d e sea, " + far + "a sea") ==
        far + "[NAME a b sea], " + far + "a b c d e sea, " + far + "[NAME a sea]");
}

TEST_CASE("run: what stands side by side is found wherever parts end and begin", "[grammar][run]") {
  const auto it = GENERATE(values<PatternCase>({
      {R"(/[a-z]+ship/ "law")", "e\u0301 🙂 강 law, a ship law",
       "e\u0301 🙂 강 law, a ship law"},
      {R"(/[a-z]+ship/ "law")", "e\u0301 🙂 강 township law",
       "e\u0301 🙂 강 [NAME township law]"},
      {R"(/[a-z]+-[a-z]+/ "law")", "e\u0301 🙂 강 of in-house law",
       "e\u0301 🙂 강 of [NAME in-house law]"},
      {R"("law" /[a-z]+\.\d/)", "e\u0301 🙂 강 law x, law ab.3",
       "e\u0301 🙂 강 law x, [NAME law ab.3]"},
      {R"("a" "big"? "law")", "a big bad law, a big law", "a big bad law, [NAME a big law]"},
      {R"(("a" | "the" "b"?) "law")", "the b law", "[NAME the b law]"},
      {R"(("a" &"b" | "c") ("b" | "d"))", "a d, c d, a b", "a d, [NAME c d], [NAME a b]"},
      {R"("a" ~("-" "b")? "c")", "a-b c, a - b c", "[NAME a-b c], a - b c"},
      {R"(<content> "law")", "e\u0301 🙂 강 house-in law",
       "e\u0301 🙂 강 [NAME house-in law]"},
      {R"(("x" "y"?)+ "law")", "x y x law", "[NAME x y x law]"},
  }));
  CAPTURE(it.pattern, it.text);
  CHECK(find(it.pattern, it.text) == it.marked);
}

TEST_CASE("run: an expression beside a word takes all tokens that touch", "[grammar][run]") {
  const std::string dots = GENERATE(std::string("b."), std::string(1200, 'b') + ".");
  const std::string run = dots + dots + dots + "ship";
  const std::string far = many_words(30) + "e\u0301 🙂 강 ";
  CHECK(find(R"(/[a-z.]+ship/ "law")", far + run + " law, ." + run + "- law") ==
        far + "[NAME " + run + " law], ." + run + "- law");
  CHECK(find(R"("law" /ship[.b]+/)", far + "law ship." + dots + ", law ship law") ==
        far + "[NAME law ship." + dots + "], law ship law");
}

TEST_CASE("run: a context that must stand beside the match touches it", "[grammar][run]") {
  const std::string rules =
      "phase p longest\nrule r -> NAME\n  find \"law\"\n  after \"old\" \"town\"?\n"
      "  before \"of\" | <num>\n";
  CHECK(run_rules(rules, "e\u0301 🙂 강 old law 5, old town law of, old x law of, old law x")
            .marked("NAME") ==
        "e\u0301 🙂 강 old [NAME law] 5, old town [NAME law] of, old x law of, old law x");
}

TEST_CASE("run: no match crosses a sentence or a blank line", "[grammar][run]") {
  CHECK(find(R"("a" "b")", "a\n\nb. A a.\nB") == "a\n\nb. A a.\nB");
  CHECK(find(R"("a" "b")", "🙂 a\nb") == "🙂 [NAME a\nb]");
}

TEST_CASE("run: after and before look beside the match", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule r -> NAME
  find x:<cap>
  after "the" "old"
  before "of"
)way";
  CHECK(run_rules(rules, "the old Ann of, old Bob of, the old Eve").marked("NAME") ==
        "the old [NAME Ann] of, old Bob of, the old Eve");
}

TEST_CASE("run: what ends a context need not be of the kind that begins it", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule percent -> NAME
  find "x"
  after /\d+%/
rule compound -> TITLE
  find "y"
  after <content>
)way";
  CHECK(run_rules(rules, "🙂 강 3% x, % x, anti-the y, the y").marked() ==
        "🙂 강 3% [NAME x], % x, anti-the [TITLE y], the y");
}

TEST_CASE("run: a let stands in a context as what it names does", "[grammar][run]") {
  const char* const rules = R"way(
let name = "van"? !"The" <cap> (~"-" ~<cap>)?
phase p longest
rule title -> TITLE
  find "x"
  after (AGENCY | name) ","
)way";
  CHECK(run_rules(rules, "e\u0301 🙂 강, van Rao, x The, x Rao-Ann, x").marked("TITLE") ==
        "e\u0301 🙂 강, van Rao, [TITLE x] The, x Rao-Ann, [TITLE x]");
}

TEST_CASE("run: negated contexts hold at the edge of the sentence", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule r -> NAME
  find <cap>
  not after "the"
  not before "of"
)way";
  CHECK(run_rules(rules, "Ann saw the Bob, Eve of").marked("NAME") ==
        "[NAME Ann] saw the Bob, Eve of");
}

TEST_CASE("run: contexts give captures to the other clauses", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule agency.foreign -> AGENCY
  find a:AGENCY[@kp.mss]
  after c:PLACE[kind is country] "'s"
  unless c is @kp
  link a to none
  over gazetteer.AGENCY
)way";
  const Ran ran = run_rules(rules, "China’s MSS and North Korea's MSS");
  CHECK(ran.entries("MSS") == "none | kp.mss");
}

TEST_CASE("run: what look-ahead captures is no part of the match", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule holder -> NAME
  find h:(<cap> &("," r:ROLE)) ","
  relate r held_by h
  mark on h
  over gazetteer
)way";
  const Ran ran = run_rules(rules, "e\u0301 🙂 강, Ann, chief, Bob, not");
  CHECK(ran.marked() == "e\u0301 🙂 강, [NAME Ann], [ROLE chief], Bob, not");
  CHECK(ran.relations() == "chief held_by Ann");
}

TEST_CASE("run: a veto takes what it found and leaves what look-ahead saw", "[grammar][run]") {
  const char* const rules = R"way(
phase p all
veto of-agency
  find PLACE &AGENCY
)way";
  CHECK(run_rules(rules, "Hyesan MSS").marked() == "Hyesan [AGENCY MSS]");
}

TEST_CASE("run: a look-ahead that must fail captures nothing", "[grammar][run]") {
  const char* const rules = R"way(
phase p all
rule r -> NAME
  find !(x:"b") ("a" | "c")
  where x is "b"
)way";
  CHECK(run_rules(rules, "a c").marked("NAME") == "a c");
}

TEST_CASE("run: a new mark takes the entries of a mention in it", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule office -> AGENCY
  find whole:(part:AGENCY "office")
  mark on whole
  link whole as part
)way";
  const Ran ran = run_rules(rules, "🙂 강 the MSS office, an office");
  CHECK(ran.marked() == "🙂 강 the [AGENCY MSS office], an office");
  CHECK(ran.entries("MSS office") == "kp.mss");
}

TEST_CASE("run: a mention with entries keeps those that its model has too", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule same
  find a:PLACE "alias" b:PLACE
  link a as b
  link b as a
  mark nothing
)way";
  const Ran ran = run_rules(rules, "Samsu alias Samsu; Hyesan alias China");
  CHECK(ran.entries("Samsu") == "kp.samsu.h kp.samsu.r | kp.samsu.h kp.samsu.r");
  CHECK(ran.entries("Hyesan") == "kp.hyesan");
  CHECK(ran.entries("China") == "cn");
}

TEST_CASE("run: no link is inherited too", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule foreign -> AGENCY
  find "foreign" a:AGENCY whole:(b:AGENCY "office")
  mark on whole
  link b to none
  link whole as b
)way";
  CHECK(run_rules(rules, "a foreign MSS MSS office").entries("MSS office") == "none");
}

TEST_CASE("run: conditions of labels and links see the sentence", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule by-label
  find x:PLACE[kind is county and near("old", 3)] "one"
  set x.found = true
  mark nothing
rule by-link
  find x:PLACE "two"
  link x by kind is city and near("new", 3)
  mark nothing
)way";
  const Ran near_words = run_rules(rules, "old Samsu one. A new Samsu two.");
  CHECK(near_words.entries("Samsu") == "kp.samsu.r | kp.samsu.h");
  const Ran others = run_rules(rules, "new Samsu one. An old Samsu two.");
  CHECK(others.entries("Samsu") == "kp.samsu.h kp.samsu.r | kp.samsu.h kp.samsu.r");
}

TEST_CASE("run: links within narrow namesakes", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule place.part-of
  find inner:PLACE "," outer:PLACE[kind is province or country]
  link inner within outer
  relate inner part_of outer
  mark nothing
)way";
  const Ran ran =
      run_rules(rules, "Samsu, Ryanggang Province; Samsu, North Hamgyong Province; Samsu");
  CHECK(ran.entries("Samsu") == "kp.samsu.r | kp.samsu.h | kp.samsu.h kp.samsu.r");
  CHECK(ran.relations() ==
        "Samsu part_of Ryanggang Province; Samsu part_of North Hamgyong Province");
}

TEST_CASE("run: a definition holds in the whole document", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule agency.abbreviation
  find long:AGENCY "(" short:<acronym> ")"
  mark AGENCY on short
  relate short abbreviation long
  define short = long for document
)way";
  const Ran ran = run_rules(rules, "BB came. The Border Bureau (BB) said bb. BB’s men.");
  CHECK(ran.marked() ==
        "[AGENCY BB] came. The [AGENCY Border Bureau] ([AGENCY BB]) said bb. [AGENCY BB]’s men.");
  CHECK(ran.entries("BB") == "kp.bureau | kp.bureau | kp.bureau");
  CHECK(ran.relations() == "BB abbreviation Border Bureau");
}

TEST_CASE("run: a definition holds though the match's own mark has beaten its meaning",
          "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule office -> AGENCY
  find whole:(part:AGENCY "office")
  mark on whole
  define whole = part for document
)way";
  const Ran ran = run_rules(rules, "🙂 강 the MSS office. The\u0301 MSS office");
  CHECK(ran.marked() == "🙂 강 the [AGENCY MSS office]. The\u0301 [AGENCY MSS office]");
  CHECK(ran.entries("MSS office") == "kp.mss | kp.mss");
}

TEST_CASE("run: a definition falls with the mark that it stands by", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule office -> AGENCY
  find whole:(part:AGENCY "office") "x"
  mark on whole
  define whole = part for document
veto no
  find AGENCY "x"
)way";
  CHECK(run_rules(rules, "MSS office x. MSS office").marked() ==
        "MSS office x. [AGENCY MSS] office");
}

TEST_CASE("run: places of a definition are related to the first that means the same",
          "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule person -> PERSON
  find p:("Dr" s:<cap> <cap>)
  mark on p
  define s = p for document as coreferent
)way";
  const Ran ran = run_rules(
      rules, "🙂 강 Ann said. Dr Ann Lee, Dr Bo Ro, Dr Ann Lee. Ann\u2019s. Dr Ann Ray. Ann");
  CHECK(ran.marked("PERSON") ==
        "🙂 강 [PERSON Ann] said. [PERSON Dr Ann Lee], [PERSON Dr Bo Ro], [PERSON Dr Ann Lee]. "
        "[PERSON Ann]\u2019s. "
        "[PERSON Dr Ann Ray]. [PERSON Ann]");
  CHECK(ran.relations() ==
        "Ann coreferent Dr Ann Lee; Ann coreferent Dr Ann Lee; Ann coreferent Dr Ann Ray");
  REQUIRE(ran.set.relations.size() == 3);
  const auto second_at = static_cast<std::uint32_t>(ran.text.rfind("Dr Ann Lee"));
  CHECK(ran.set.candidates[ran.set.relations[1].to].span.begin < second_at);
}

TEST_CASE("run: a definition for mentions makes no new ones", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule person -> PERSON
  find p:(s:"문" ~("만호" | "영"))
  mark on p
  define s = p for mentions as coreferent
rule surname -> PERSON
  find "문"
  before ROLE
)way";
  const Ran ran = run_rules(
      rules, "🙂 e\u0301 문만호는 왔다. 문을 열고 문 장은. 문영은. 문 장");
  CHECK(ran.marked("PERSON") ==
        "🙂 e\u0301 [PERSON 문만호]는 왔다. 문을 열고 [PERSON 문] 장은. [PERSON "
        "문영]은. "
        "[PERSON "
        "문] 장");
  CHECK(ran.relations() == "문 coreferent 문만호; 문 coreferent 문영");
}

TEST_CASE("run: of two definitions the nearest before holds, else the first", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule define
  find long:(AGENCY | PLACE) "(" short:<acronym> ")"
  mark nothing
  define short = long for document
)way";
  const Ran ran = run_rules(rules, "XX. Hyesan (XX). XX. Border Bureau (XX). XX.");
  CHECK(ran.entries("XX") == "kp.hyesan | kp.hyesan | kp.hyesan | kp.bureau | kp.bureau");
}

TEST_CASE("run: of a part of several names the one given most often is meant", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule define -> PLACE
  find whole:(part:"north" <cap> "Province"?)
  mark on whole
  define part = whole for document
)way";
  const Ran tied = run_rules(
      rules, "North Korea.\n\nNorth Hamgyong Province. 🙂 North.\n\nNorth\u0301 강. North.");
  CHECK(tied.entries("North") == "kp.hamgyong | kp");
  const Ran often = run_rules(
      rules, "North Korea.\n\nNorth Hamgyong Province. North Hamgyong Province.\n\nNorth.");
  CHECK(often.entries("North") == "kp.hamgyong");
}

TEST_CASE("run: a part of a name in capitals is no abbreviation", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule define -> PLACE
  find whole:(part:"north" <cap>)
  mark on whole
  define part = whole for document
)way";
  CHECK(run_rules(rules, "NORTH Korea. North.").entries("North") == "kp");
}

TEST_CASE("run: units in units and posts with all slots", "[grammar][run]") {
  const char* const rules = R"way(
list unit_noun = "division" | "department" | "office"
let of = "of" "the"?
let at = "in" | "at"
phase structure repeat
rule unit.office -> UNIT
  find level:("provincial")? agency:AGENCY "office" (at place:PLACE)?
rule unit.function -> UNIT
  find function:<content>{1,3}? unit_noun (of unit:UNIT)?
  set agency = unit.agency, place = unit.place
rule post.of-unit -> POST
  find role:ROLE of unit:UNIT
  set agency = unit.agency, place = unit.place
rule person.holds
  find p:PERSON "," "the"? o:POST
  relate p holds o
  set o.holder = p
  mark nothing
)way";
  const Ran ran = run_rules(rules,
                            "Kim Chol, head of the anti-espionage division of the MSS office in "
                            "Musan County, was seen.");
  CHECK(ran.marked() ==
        "[PERSON Kim Chol], [POST [ROLE head] of the [UNIT anti-espionage division of the [UNIT "
        "[AGENCY MSS] office in [PLACE Musan County]]]], was seen.");
  CHECK(ran.slots("POST", "head") ==
        "role: head, unit: anti-espionage division of the MSS office in Musan County, agency: MSS, "
        "place: Musan County, holder: Kim Chol");
  CHECK(ran.slots("UNIT", "anti") ==
        "function: 'anti-espionage', unit: MSS office in Musan County, agency: MSS, place: Musan "
        "County");
  CHECK(ran.relations() ==
        "Kim Chol holds head of the anti-espionage division of the MSS office in Musan County");
}

TEST_CASE("run: words of the rules are found inside Korean words", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule title -> TITLE
  find "장"
  after AGENCY
  over gazetteer
rule place.josa -> NAME
  find PLACE ~<josa>
)way";
  CHECK(run_rules(rules, "🙂 무산군보위부장에게 장사").marked("TITLE") ==
        "🙂 무산군보위부[TITLE 장]에게 장사");
  CHECK(run_rules(rules, "무산군에서 왔다").marked("NAME") == "[NAME 무산군에서] 왔다");
}

TEST_CASE("run: a Korean definition holds before particles", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule define
  find long:AGENCY "(" short:<hangul> ")"
  mark nothing
  define short = long for document
)way";
  const Ran ran = run_rules(rules, "보위부(갑을)는 갑을에서 갑을산");
  CHECK(ran.marked("AGENCY") == "[AGENCY 보위부]([AGENCY 갑을])는 [AGENCY 갑을]에서 갑을산");
}

TEST_CASE("run: what is defined with a capital holds where it has one", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule define
  find long:AGENCY "(" short:<cap> ")"
  mark nothing
  define short = long for document
)way";
  const Ran ran = run_rules(rules, "😀 보위부(Ri) e\u0301 in every ri, RI and Ri");
  CHECK(ran.marked("AGENCY") ==
        "😀 [AGENCY 보위부]([AGENCY Ri]) e\u0301 in every ri, [AGENCY RI] and [AGENCY Ri]");
}

TEST_CASE("run: particles may follow the last word of a defined form", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule named -> PERSON
  find  p:(/[가-힣]+/ /[가-힣]{2}/) "씨"
  mark  on p
  define p = p for document
)way";
  CHECK(
      run_rules(
          rules,
          "🙂 e\u0301 마크 토너 씨. 마크 토너는, 마크 토너에게 마크 토너산 "
          "마크가")
          .marked("PERSON") ==
      "🙂 e\u0301 [PERSON 마크 토너] 씨. [PERSON 마크 토너]는, [PERSON 마크 "
      "토너]에게 "
      "마크 "
      "토너산 마크가");
}

TEST_CASE("run: dates get values", "[grammar][run]") {
  const char* const rules = R"way(
list month = "July" = "07" | "October" = "10" | "Oct." = "10"
list part = "early" | "late"
phase p longest
rule date -> DATE
  find part:part? m:month d:<num>? ("," y:<year>)?
  set value = join(iso_date(y, value(m), d), lower(part)), day = d
)way";
  const auto value = [&](const char* text) { return run_rules(rules, text).slots("DATE", ""); };
  CHECK(value("on October 16, 2019") == "value: \"2019-10-16\", day: \"16\"");
  CHECK(value("on Oct. 6, 2019") == "value: \"2019-10-06\", day: \"6\"");
  CHECK(value("Early July, 2019") == "value: \"2019-07 early\"");
  CHECK(value("October 32, 2019") == "day: \"32\"");
  CHECK(value("October 16") == "day: \"16\"");
}

TEST_CASE("run: a date that stands in one token has a value", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule date -> DATE
  find d:/\d+[.\/-]\d+([.\/-]\d+\.?)?/
  set value = iso_date(d)
)way";
  const auto value = [&](const char* text) { return run_rules(rules, text).slots("DATE", ""); };
  CHECK(value("e\u0301 🙂 강 2019.10.6") == "value: \"2019-10-06\"");
  CHECK(value("2019/10/16") == "value: \"2019-10-16\"");
  CHECK(value("2019.10") == "value: \"2019-10\"");
  CHECK(value("2019.13.1").empty());
}

// ---- conditions ----

struct ConditionCase {
  const char* condition;
  const char* text;
  bool holds;
};

TEST_CASE("run: each condition judges as engine.h says", "[grammar][run]") {
  const auto it = GENERATE(values<ConditionCase>({
      {"x is @kp.hyesan", "at Hyesan", true},
      {"x is @kp.ryanggang", "at Hyesan", false},
      {"x in (@kp.ryanggang)", "at Hyesan", true},
      {"x in (@cn, @kp)", "at Hyesan", true},
      {"x in (@cn)", "at Hyesan", false},
      {"x.kind is city", "at Hyesan", true},
      {"x.kind is not city", "at Hyesan", false},
      {"x.kind is county or city", "at Hyesan", true},
      {"x is PLACE", "at Hyesan", true},
      {"x is AGENCY", "at Hyesan", false},
      {"x.text is \"HYESAN\"", "at Hyesan", true},
      {"x.name is \"Hyesan\"", "at 혜산시", true},
      {"x has ko", "at Hyesan", true},
      {"x has ko", "at China", false},
      {"x has entry", "at China", true},
      {"document has @cn", "at Hyesan. China", true},
      {"document has @cn", "at Hyesan.", false},
      {"x within y", "at Hyesan Ryanggang Province", true},
      {"x within y", "at Hyesan North Hamgyong Province", false},
      {"x within y", "at Ryanggang Province Hyesan", false},
      {"x within y", "at Hyesan Hyesan", false},
      {"x within y", "at Hyesan", false},
      {"not x within y", "at Hyesan China", true},
      {"near(\"big\", 2)", "at Hyesan a big one", true},
      {"near(\"big\", 2)", "at Hyesan a very big one", false},
      {"x is @cn or x is @kp.hyesan", "at Hyesan", true},
      {"x is @cn and x is @kp.hyesan", "at Hyesan", false},
      {"not (x is @cn)", "at Hyesan", true},
      {"n > 5", "at Hyesan 1,000", true},
      {"n > 5", "at Hyesan 4", false},
      {"n > 5", "at Hyesan", false},
  }));
  CAPTURE(it.condition, it.text);
  const std::string rules =
      std::string("phase p all\nrule r -> NAME\n  find \"at\" x:PLACE y:PLACE? n:<num>?\n") +
      "  where " + it.condition + "\n";
  CHECK((run_rules(rules, it.text).marked("NAME") != it.text) == it.holds);
}

TEST_CASE("run: inside and contains ask what stands around a mention", "[grammar][run]") {
  const char* const rules = R"way(
phase a longest
rule team -> TITLE
  find "the" PLACE "team"
  over gazetteer
phase b all
rule in -> NAME
  find <cap>
  where inside TITLE
rule around -> DATE
  find "see" <any>{1,4}
  where contains TITLE
)way";
  const Ran ran = run_rules(rules, "Ann, see the Hyesan team");
  CHECK(ran.marked("NAME") == "Ann, see the [NAME Hyesan] team");
  CHECK(ran.marked("DATE") == "Ann, [DATE see the Hyesan team]");
}

// ---- phases ----

TEST_CASE("run: a longest phase decides overlaps", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule short -> NAME
  find "a" "b"
rule long -> TITLE
  find "b" "c" "d"
rule ranked -> NAME
  find "e" "f"
  rank 1
rule unranked -> TITLE
  find "f" "g"
rule under -> NAME
  find "h" "i" "j"
rule over -> TITLE
  find "h" "i"
  over under
)way";
  CHECK(run_rules(rules, "a b c d, e f g, h i j").marked() ==
        "a [TITLE b c d], [NAME e f] g, [TITLE h i] j");
}

TEST_CASE("run: in a first phase the first rule of the file wins at a start", "[grammar][run]") {
  const char* const rules = R"way(
phase p first
rule one -> NAME
  find "a" "b"
rule two -> TITLE
  find "a" "b" "c"
rule three -> DATE
  find "b" | "c"
)way";
  CHECK(run_rules(rules, "a b c").marked() == "[NAME a b] [DATE c]");
}

TEST_CASE("run: in an all phase nothing is decided", "[grammar][run]") {
  const char* const rules = R"way(
phase p all
rule one -> NAME
  find "a" "a"
)way";
  CHECK(run_rules(rules, "a a a").set.candidates.size() == 2);
}

TEST_CASE("run: later phases see the marks of earlier ones", "[grammar][run]") {
  const char* const rules = R"way(
phase one longest
rule name -> NAME
  find "a"
phase two longest
rule title -> TITLE
  find NAME "b"
)way";
  CHECK(run_rules(rules, "🙂 a b").marked() == "🙂 [TITLE a b]");
}

TEST_CASE("run: a rule looked for from a word finds the mention that another phase made beside it",
          "[grammar][run]") {
  const char* const rules = R"way(
phase one longest
rule name -> NAME
  find "law" "court"
phase two longest
rule title -> TITLE
  find NAME "desk"
)way";
  CHECK(run_rules(rules, "A desk. 🙂 The law court desk stood. A desk stood. The law court.")
            .marked() ==
        "A desk. 🙂 The [TITLE law court desk] stood. A desk stood. The [NAME law court].");
}

TEST_CASE("run: a rule looked for from a mention finds what stands at either end of it",
          "[grammar][run]") {
  const char* const rules = R"way(
phase one longest
rule name -> NAME
  find "law" "court"
phase two longest
rule behind -> TITLE
  find NAME "of"
rule before -> TITLE
  find "the" NAME !"of"
rule between -> TITLE
  find NAME PLACE
)way";
  CHECK(
      run_rules(
          rules,
          "🙂 강 e\u0301 law court of it. The law court. Law court Hyesan. The of law. Of the "
          "law court of. Law court")
          .marked() ==
      "🙂 강 e\u0301 [TITLE law court of] it. [TITLE The law court]. [TITLE Law court Hyesan]. "
      "The "
      "of law. Of the [TITLE law court of]. [NAME Law court]");
}

TEST_CASE("run: a rule is looked for from a word before its match, near it or not",
          "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule name -> NAME
  find <cap>
  after ("name" | "surname") ("is" | ",")?
rule far -> TITLE
  find <num>
  after 'By' <any>{1,3} "and"
)way";
  CHECK(run_rules(
            rules,
            "🙂 강 e\u0301 the name Gao, surname is Kim, surname, Pak. A name of Pak is Pak. "
            "Surname is. Name")
            .marked("NAME") ==
        "🙂 강 e\u0301 the name [NAME Gao], surname is [NAME Kim], surname, [NAME Pak]. A name "
        "of Pak "
        "is Pak. Surname is. Name");
  CHECK(
      run_rules(rules, "By a and 1 and 2. By a b c and 3, by d and 4. By a b c d and 5. By and 6")
          .marked("TITLE") ==
      "By a and [TITLE 1] and [TITLE 2]. By a b c and [TITLE 3], by d and 4. By a b c d and 5. By "
      "and 6");
}

TEST_CASE("run: of phrases any word may be the rarest", "[grammar][run]") {
  const char* const rules = R"way(
list title = "Captain of" | "the Lord" | 'Sir'
phase p longest
rule name -> NAME
  find <cap>
  after title
rule place -> TITLE
  find "a" ("of the desk" | "in" | "the old law")
)way";
  CHECK(run_rules(
            rules,
            "🙂 강 captain of Gao, of Kim, Captain Pak. The Lord Ra, the Pak. Sir An. sir U.")
            .marked("NAME") ==
        "🙂 강 captain of [NAME Gao], of Kim, Captain Pak. The Lord [NAME Ra], the Pak. Sir "
        "[NAME An]. "
        "sir U.");
  CHECK(run_rules(rules, "A of the desk, of the desk, a the old law. A in. A of the")
            .marked("TITLE") ==
        "[TITLE A of the desk], of the desk, [TITLE a the old law]. [TITLE A in]. A of the");
}

TEST_CASE("run: later phases know the entries that a mention got by a definition",
          "[grammar][run]") {
  const char* const rules = R"way(
phase one longest
rule alias
  find a:PLACE "alias" b:PLACE
  define a = b for document
  mark nothing
phase two longest
rule country -> TITLE
  find PLACE[kind is country] "end"
)way";
  CHECK(run_rules(rules, "🙂 강 Samsu alias China. Hyesan end. In Samsu end.").marked("TITLE") ==
        "🙂 강 Samsu alias China. Hyesan end. In [TITLE Samsu end].");
}

TEST_CASE("run: a repeat phase builds on its own marks and drops inner ones", "[grammar][run]") {
  const char* const rules = R"way(
phase p repeat
rule box -> UNIT
  find "(" unit:UNIT? ")"
rule wide -> POST
  find "x" POST? "y"
)way";
  CHECK(run_rules(rules, "((())) x x y y").marked() ==
        "[UNIT ([UNIT ([UNIT ()])])] [POST x x y y]");
}

TEST_CASE("run: a repeat phase asks rules again whose mentions changed", "[grammar][run]") {
  const char* const rules = R"way(
phase p repeat
rule seen -> NAME
  find x:UNIT
  where x has seen
rule unit -> UNIT
  find "a" place:PLACE
rule see
  find x:UNIT "flagged"
  set x.seen = true
  mark nothing
rule known -> TITLE
  find x:PLACE "b"
  where x.kind is county
  where x has told
rule tell
  find UNIT x:PLACE[kind is county]
  set x.told = true
  mark nothing
)way";
  CHECK(run_rules(rules, "🙂 강 a Hyesan flagged, a China Samsu b").marked() ==
        "🙂 강 [UNIT [NAME a [PLACE Hyesan]]] flagged, [UNIT a [PLACE China]] [TITLE [PLACE "
        "Samsu] b]");
}

TEST_CASE("run: a repeat phase that never ends is reported", "[grammar][run]") {
  const char* const rules = R"way(
phase p repeat
rule box -> UNIT
  find "a" UNIT? "b"
)way";
  std::string text;
  for (int i = 0; i < 20; ++i) text += "a ";
  for (int i = 0; i < 20; ++i) text += "b ";
  const Ran ran = run_rules(rules, text);
  REQUIRE(ran.warnings.size() == 1);
  CHECK(ran.warnings.front().code == "grammar/limit-passes");
}

TEST_CASE("run: vetoes remove what a longer name owns", "[grammar][run]") {
  const char* const rules = R"way(
phase p all
rule agency -> AGENCY
  find PLACE "Times"
veto place.in-agency
  find PLACE
  where inside AGENCY
veto second
  find "no" x:PLACE
)way";
  CHECK(run_rules(rules, "Hyesan Times, Hyesan, no Hyesan").marked() ==
        "[AGENCY Hyesan Times], [PLACE Hyesan], no Hyesan");
}

TEST_CASE("run: structured marks nest and never cross", "[grammar][run]") {
  const char* const rules = R"way(
phase p repeat
rule one -> UNIT
  find "a" "b" "c"
rule two -> POST
  find "c" "d"
rule three -> POST
  find "b"
)way";
  CHECK(run_rules(rules, "a b c d").marked() == "[UNIT a [POST b] c] d");
}

TEST_CASE("run: a structured mark falls with the mention that it captured", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule post -> POST
  find role:ROLE "man"
rule name -> TITLE
  find "big" "chief"
)way";
  CHECK(run_rules(rules, "big chief man").marked() == "[TITLE big chief] man");
}

TEST_CASE("run: a mark on what the gazetteer found is merged into it", "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule place -> PLACE
  find x:PLACE
  set size = "big", size = "small"
)way";
  const Ran ran = run_rules(rules, "Hyesan");
  CHECK(ran.set.candidates.size() == 1);
  CHECK(ran.entries("Hyesan") == "kp.hyesan");
  CHECK(ran.slots("PLACE", "Hyesan") == "size: \"big\"");
}

TEST_CASE("run: link clauses narrow, favour and bar entries", "[grammar][run]") {
  const auto link = [](const std::string& clause, const char* text) {
    return run_rules(
               "phase p longest\nrule r\n  find x:PLACE\n  mark nothing\n  link x " + clause + "\n",
               text)
        .entries("Samsu");
  };
  CHECK(link("by kind is county", "Samsu") == "kp.samsu.r");
  CHECK(link("by kind is country", "Samsu") == "kp.samsu.h kp.samsu.r");
  CHECK(link("prefer kind is county", "Samsu") == "kp.samsu.r kp.samsu.h");
  CHECK(link("to none", "Samsu") == "none");
  CHECK(link("to @kp.samsu.r", "Samsu") == "kp.samsu.r");
  CHECK(link("to @kp", "Samsu") == "kp.samsu.h kp.samsu.r");
}

TEST_CASE("run: a captured label with a condition keeps the entries that passed",
          "[grammar][run]") {
  const char* const rules = R"way(
phase p longest
rule r
  find "town" x:PLACE[kind is city]
  mark nothing
  set x.seen = true
)way";
  CHECK(run_rules(rules, "town Samsu, Samsu").entries("Samsu") ==
        "kp.samsu.h | kp.samsu.h kp.samsu.r");
}

// ---- limits ----

std::string many(const std::string& word, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += word + " ";
  return text;
}

TEST_CASE("run: patterns made to explode end", "[grammar][run]") {
  const std::string text = many("a", 800);
  CHECK(find(R"way(("a"? "a"?)* "b")way", text + "c") == text + "c");
  CHECK(find(R"way((("a"+)+)+ "b")way", text) == text);
  CHECK(find(R"way(("a" | "a" "a" | "a" "a" "a")* "b")way", text) == text);
}

TEST_CASE("run: mutual recursion and deep nesting end", "[grammar][run]") {
  const char* const rules = R"way(
let one = "(" two? ")"
let two = "(" one? ")" | "a" two
phase p longest
rule r -> NAME
  find one
)way";
  CHECK(run_rules(rules, "(((())))").marked() == "[NAME (((())))]");
  const Ran deep = run_rules(rules, std::string(3000, '(') + ")");
  REQUIRE(deep.warnings.size() == 1);
  CHECK(deep.warnings.front().code == "grammar/limit-depth");
  CHECK(deep.warnings.front().message.find("'r'") != std::string::npos);
}

TEST_CASE("run: a match spans at most 256 positions", "[grammar][run]") {
  const char* const rules = "phase p longest\nrule far -> NAME\n  find \"b\" <any>* \"c\"\n";
  const Ran ran = run_rules(rules, "b " + many("a", 300) + "c");
  CHECK(ran.set.candidates.empty());
  REQUIRE(ran.warnings.size() == 1);
  CHECK(ran.warnings.front().code == "grammar/limit-span");
  CHECK(run_rules(rules, "b " + many("a", 200) + "c").set.candidates.size() == 1);
}

TEST_CASE("run: ten thousand alternatives are one step", "[grammar][run]") {
  std::string words = "\"w0\"";
  for (int i = 1; i < 10'000; ++i) words += " | \"w" + std::to_string(i) + "\"";
  CHECK(find(words, "w1 w9999 w10000") == "[NAME w1] [NAME w9999] w10000");
}

TEST_CASE("run: a rule that takes too many steps is named", "[grammar][run]") {
  const char* const pattern = R"way((<any>* <any>* <any>*)* "c")way";
  for (const char* const kind : {"longest", "first"}) {
    const std::string rules =
        std::string("phase p ") + kind + "\nrule far -> NAME\n  find " + pattern + "\n";
    const Ran ran = run_rules(rules, many("a", 2000) + "b c");
    REQUIRE(!ran.warnings.empty());
    CHECK(ran.warnings.back().code == "grammar/limit-steps");
    CHECK(ran.warnings.back().message.find("'far'") != std::string::npos);
  }
}

TEST_CASE("run: memory of one document leaves nothing in the next", "[grammar][run]") {
  const auto program = compose("phase p longest\nrule r -> NAME\n  find \"a\" \"b\"\n");
  grammar::RunMemory memory;
  CHECK(run_program(program, "a b", memory).marked() == "[NAME a b]");
  CHECK(run_program(program, "a c", memory).marked() == "a c");
  CHECK(run_program(program, "", memory).marked().empty());
  CHECK(run_program(program, "a b", memory).marked() == "[NAME a b]");
}

TEST_CASE("run: memory of one program leaves nothing for another", "[grammar][run]") {
  const char* const names = R"(phase p longest
rule r -> NAME
  find "quagga" ...3 "zygote" "the"
phase q longest
rule s -> NAME
  find "quagga" ...3 PLACE "the"
)";
  const auto of_words = compose(R"(phase p longest
rule r -> NAME
  find "zebra"
phase q longest
rule s -> NAME
  find "quagga" ...3 "of" "the"
)");
  const auto of_names = compose(names);
  const std::string wanted = run_rules(names, "quagga Hyesan the").marked();
  REQUIRE(wanted == "[NAME quagga Hyesan the]");
  for (int before = 0; before < 12; ++before) {
    grammar::RunMemory memory;
    for (int i = 0; i < before; ++i) run_program(of_words, "quagga x of x the", memory);
    for (int i = 0; i < 12; ++i)
      REQUIRE(run_program(of_names, "quagga Hyesan the", memory).marked() == wanted);
  }
}

TEST_CASE("run: what a look-ahead that must fail asks for is seen whole", "[grammar][run]") {
  const char* const rules = R"(phase p longest
rule r -> NAME
  find "quiet" "river" "bank"
phase q longest
rule s -> DATE
  find "beside" !NAME
)";
  CHECK(run_rules(rules, "We sat beside quiet river bank").marked() ==
        "We sat beside [NAME quiet river bank]");
  CHECK(run_rules(rules, "We sat beside quiet river birds").marked() ==
        "We sat [DATE beside] quiet river birds");
}

TEST_CASE("run: what a captured look-ahead captures is captured", "[grammar][run]") {
  const char* const rules = R"(phase p longest
rule r -> NAME
  find "of" x:(&y:"a")
  mark on y
)";
  CHECK(run_rules(rules, "of a b").marked() == "of [NAME a] b");
}

}  // namespace
}  // namespace waymark::test
