// SPDX-License-Identifier: Apache-2.0
// A Korean person's name: the family name in the spellings that families and presses use, the given
// name by the schemes and by the habits of newspapers, its syllables spaced, hyphenated or joined,
// in both orders.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "surface/derivers.h"
#include "surface/hangul.h"
#include "surface/hanja.h"
#include "surface/romanization.h"
#include "surface/romanization_tables.h"

namespace waymark::surface {
namespace {

constexpr std::size_t kMostSpellings = 7;

struct FamilyName {
  std::u32string_view hangul;                              ///< North's orthography
  std::array<std::string_view, kMostSpellings> spellings;  ///< commonest first
};

// clang-format off
// What is regular in every scheme (Han, Hong, Ma) is left out.
constexpr FamilyName kFamilyNames[] = {
    {U"김", {"Kim"}},
    {U"리", {"Ri", "Lee", "Yi", "Li", "Rhee", "Rhi"}},
    {U"박", {"Pak", "Park"}},
    {U"최", {"Choe", "Choi", "Ch’oe"}},
    {U"정", {"Jong", "Jung", "Jeong", "Chung", "Chong", "Cho’ng"}},
    {U"조", {"Jo", "Cho", "Joe"}},
    {U"장", {"Jang", "Chang"}},
    {U"전", {"Jon", "Jun", "Jeon", "Chon", "Chun", "Cho’n"}},
    {U"신", {"Sin", "Shin"}},
    {U"오", {"O", "Oh"}},
    {U"우", {"U", "Woo"}},
    {U"유", {"Yu", "Yoo", "You"}},
    {U"류", {"Ryu", "Yu", "Yoo", "Ryoo"}},
    {U"림", {"Rim", "Lim", "Im", "Yim"}},
    {U"로", {"Ro", "Roh", "Noh", "No"}},
    {U"허", {"Ho", "Heo", "Hur", "Huh", "Ho’"}},
    {U"현", {"Hyon", "Hyun", "Hyeon", "Hyo’n"}},
    {U"윤", {"Yun", "Yoon"}},
    {U"문", {"Mun", "Moon"}},
    {U"백", {"Paek", "Baek", "Paik", "Back"}},
    {U"배", {"Pae", "Bae"}},
    {U"방", {"Pang", "Bang"}},
    {U"변", {"Pyon", "Byon", "Byun", "Byeon", "Pyo’n"}},
    {U"안", {"An", "Ahn"}},
    {U"량", {"Ryang", "Yang"}},
    {U"양", {"Yang"}},
    {U"렴", {"Ryom", "Yom", "Yeom"}},
    {U"려", {"Ryo", "Yo", "Yeo"}},
    {U"엄", {"Om", "Um", "Eom"}},
    {U"연", {"Yon", "Yeon"}},
    {U"주", {"Ju", "Joo", "Chu"}},
    {U"지", {"Ji", "Chi", "Jee"}},
    {U"천", {"Chon", "Chun", "Cheon", "Ch’o’n"}},
    {U"태", {"Thae", "Tae", "T’ae"}},
    {U"고", {"Ko", "Go", "Koh"}},
    {U"구", {"Ku", "Koo", "Gu"}},
    {U"권", {"Kwon"}},
    {U"길", {"Kil"}},
    {U"국", {"Kuk", "Guk", "Kook"}},
    {U"라", {"Ra", "Na", "Nah"}},
    {U"명", {"Myong", "Myung", "Myeong", "Myo’ng"}},
    {U"도", {"To", "Do"}},
    {U"동", {"Tong", "Dong"}},
    {U"서", {"So", "Seo", "Suh", "So’"}},
    {U"석", {"Sok", "Suk", "Seok"}},
    {U"성", {"Song", "Sung", "Seong", "So’ng"}},
    {U"손", {"Son", "Sohn"}},
    {U"심", {"Sim", "Shim"}},
    {U"은", {"Un", "Eun"}},
    {U"진", {"Jin", "Chin"}},
    {U"탁", {"Thak", "Tak"}},
    {U"표", {"Phyo", "Pyo", "P’yo"}},
    {U"반", {"Pan", "Ban"}},
    {U"남궁", {"Namgung", "Namkung"}},
    {U"황보", {"Hwangbo", "Hwangpo"}},
    {U"선우", {"Sonu", "Sunwoo", "Seonu"}},
    {U"독고", {"Tokko", "Dokgo"}},
    {U"제갈", {"Jegal", "Chegal"}},
    {U"사공", {"Sagong"}},
    {U"서문", {"Somun", "Seomun"}},
};

// How newspapers write given names: Jung Un; Jong Eun; Young Hee, Kyung Soo.
constexpr std::array<std::string_view, 21> kEuVowels = {{"a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"}};
constexpr std::array<std::string_view, 21> kEnglishVowels = {{"a", "ae", "ya", "yae", "u", "e", "yu", "ye", "o", "wa", "wae", "oe", "yo", "oo", "wo", "we", "wi", "yoo", "eu", "ee", "i"}};
constexpr std::array<std::string_view, 21> kSeoulVowels = {{"a", "ae", "ya", "yae", "u", "e", "you", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ee", "i"}};
constexpr Scheme kPressPersons[] = {
    {.name = "press", .source = "ŏ and ŭ as u", .plain = true, .letters = {&kOpenVowels, &kPlainInitials, &kRrMeetings, false, false}},
    {.name = "press", .source = "rr, ŏ and ŭ as u", .plain = true, .letters = {&kOpenVowels, &kRrInitials, &kRrMeetings, false, false}},
    {.name = "press", .source = "rr with vowels of mr", .plain = true, .letters = {&kMrVowels, &kRrInitials, &kRrMeetings, false, false}},
    {.name = "press", .source = "ŭ as eu", .plain = true, .letters = {&kEuVowels, &kPlainInitials, &kRrMeetings, false, false}},
    {.name = "press", .source = "English vowels", .plain = true, .letters = {&kEnglishVowels, &kPlainInitials, &kRrMeetings, false, false}},
    {.name = "press", .source = "you, eu, ee", .plain = true, .letters = {&kSeoulVowels, &kPlainInitials, &kRrMeetings, false, false}},
};
constexpr Scheme kApostrophes = {.name = "press", .source = "mr, breves as apostrophes", .letters = {&kApostropheVowels, &kMrInitials, &kMrMeetings}};
// clang-format on

struct Person {
  std::u32string family, given;
};

std::optional<Person> split_person(std::u32string_view name) {
  std::u32string joined(name);
  const std::size_t space = joined.find(U' ');
  std::erase(joined, U' ');
  if (!is_hangul(joined) || joined.size() < 2 || joined.size() > 6) return std::nullopt;
  if (space != std::u32string::npos && space > 0 && space < joined.size()) {
    return Person{joined.substr(0, space), joined.substr(space)};
  }
  for (const FamilyName& family : kFamilyNames) {
    if (family.hangul.size() == 2 && joined.size() > 2 && joined.starts_with(family.hangul)) {
      return Person{joined.substr(0, 2), joined.substr(2)};
    }
  }
  return Person{joined.substr(0, 1), joined.substr(1)};
}

const FamilyName* find_family(std::u32string_view hangul) {
  const auto named = [&](std::u32string_view wanted) {
    return std::find_if(std::begin(kFamilyNames), std::end(kFamilyNames),
                        [&](const FamilyName& f) { return f.hangul == wanted; });
  };
  if (const auto found = named(hangul); found != std::end(kFamilyNames)) return found;
  // A name in the South's orthography: 이 is the North's 리.
  const auto softened =
      std::find_if(std::begin(kFamilyNames), std::end(kFamilyNames),
                   [&](const FamilyName& f) { return to_south(f.hangul) == hangul; });
  return softened == std::end(kFamilyNames) ? nullptr : softened;
}

/// The given name by one scheme, in its three shapes.
struct Given {
  std::string spaced;      ///< Jong Un
  std::string hyphenated;  ///< Jong-un
  std::string joined;      ///< Jongun
};

Given write_given(std::u32string_view given, const Scheme& scheme, Boundary boundary) {
  const auto write = [&](char printed, Boundary how, bool capital) {
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < given.size(); ++i) {
      segments.push_back({given.substr(i, 1), i == 0 ? '\0' : printed, how, capital});
    }
    return romanize(segments, scheme);
  };
  const Boundary inside = scheme.generics_flow ? Boundary::kFlows : boundary;
  return {write(' ', boundary, true), write('-', inside, false), write('\0', inside, false)};
}

class PersonDeriver {
 public:
  PersonDeriver(std::u32string_view name, Person person, FormList& forms)
      : name_(to_utf8(name)),
        person_(std::move(person)),
        family_(find_family(person_.family)),
        forms_(forms) {}

  void derive() {
    const std::u32string south_given = to_south(person_.given);
    add_given(person_.given);
    if (south_given != person_.given) add_given(south_given);
    add_hangul(south_given);
  }

 private:
  void add_given(std::u32string_view given) {
    for (const char* name : {"dprk-1992", "mr", "mr-plain", "dprk-2012", "rr"}) {
      const Scheme& scheme = *find_scheme(name);
      add_scheme(given, scheme, Boundary::kStops);
      if (scheme.dprk) add_scheme(given, scheme, Boundary::kBegins);
    }
    for (const Scheme& scheme : kPressPersons) add_scheme(given, scheme, Boundary::kStops);
    // Radio monitors write each syllable of a given name for itself: Kim Yang-ko’n.
    add_scheme(given, kApostrophes, Boundary::kStops);
    add_scheme(given, kApostrophes, Boundary::kBegins);
    for (const char* name : {"ala-lc", "rok-1984", "moe-1959", "yale", "iso"}) {
      add_own(given, *find_scheme(name));
    }
  }

  void add_scheme(std::u32string_view given_hangul, const Scheme& scheme, Boundary boundary) {
    const Given given = write_given(given_hangul, scheme, boundary);
    const std::string own = own_family(scheme);
    if (boundary == Boundary::kBegins)
      return add_orders(own, given, scheme.name, Shapes::kFamilyFirst);
    if (scheme.name != "press") add_orders(own, given, scheme.name, Shapes::kAll);
    if (scheme.name == "mr") {  // nobody mixes marks with a family's own spelling
      return add_orders(romanize(to_south(person_.family), scheme), given, scheme.name,
                        Shapes::kFamilyFirst);
    }
    if (family_ == nullptr) {
      return scheme.name == "press" ? add_orders(own, given, scheme.name, Shapes::kAll) : void();
    }
    for (std::size_t rank = 0; rank < kMostSpellings && !family_->spellings[rank].empty(); ++rank) {
      add_orders(std::string(family_->spellings[rank]), given, scheme.name,
                 rank < 2 ? Shapes::kAll : Shapes::kCommon);
    }
  }

  /// Schemes of libraries and linguists: their own family name only.
  void add_own(std::u32string_view given, const Scheme& scheme) {
    const Given written = write_given(given, scheme, Boundary::kStops);
    add(own_family(scheme) + " " + written.hyphenated, scheme.name, "", !scheme.running_text);
  }

  std::string own_family(const Scheme& scheme) const {
    const bool south = scheme.orthography == Orthography::kSouth ||
                       scheme.orthography == Orthography::kSouthThenNorth;
    return romanize(south ? to_south(person_.family) : person_.family, scheme);
  }

  enum class Shapes { kAll, kFamilyFirst, kCommon };

  void add_orders(const std::string& family, const Given& given, std::string_view scheme,
                  Shapes shapes) {
    add(family + " " + given.spaced, scheme, "spaced");
    add(family + " " + given.hyphenated, scheme, "hyphenated");
    if (shapes == Shapes::kCommon) return;
    add(family + " " + given.joined, scheme, "joined");
    if (shapes == Shapes::kFamilyFirst) return;
    const bool collides = person_.given.size() < 2;
    add(given.spaced + " " + family, scheme, "given name first", collides);
    add(given.hyphenated + " " + family, scheme, "given name first", collides);
    add(given.joined + " " + family, scheme, "given name first", collides);
  }

  void add_hangul(const std::u32string& south_given) {
    const std::u32string south_family = to_south(person_.family);
    add_hangul(person_.family, person_.given, "ko");
    if (south_family != person_.family) add_hangul(south_family, person_.given, "ko-south");
    if (south_given != person_.given) add_hangul(south_family, south_given, "ko-south");
  }

  void add_hangul(const std::u32string& family, const std::u32string& given,
                  std::string_view scheme) {
    add(to_utf8(family + given), scheme, "joined");
    add(to_utf8(family + U" " + given), scheme, "spaced");
  }

  void add(std::string form, std::string_view scheme, std::string_view how,
           bool lookup_only = false) {
    DerivedForm made;
    made.derivation = name_ + " → " + form;
    if (!how.empty()) made.derivation.append(", ").append(how);
    made.form = std::move(form);
    made.scheme = scheme;
    made.lookup_only = lookup_only;
    forms_.add(std::move(made));
  }

  std::string name_;
  Person person_;
  const FamilyName* family_;
  FormList& forms_;
};

void add_person_hanja(const NameInput& input, FormList& forms) {
  const std::u32string hanja = to_code_points(name_in(input, "hanja"));
  if (hanja.empty()) return;
  const auto add = [&](const std::u32string& form, const char* scheme) {
    DerivedForm made;
    made.form = to_utf8(form);
    made.scheme = scheme;
    made.derivation = to_utf8(hanja) + " → " + made.form;
    forms.add(std::move(made));
  };
  add(to_standard_hanja(hanja), "hanja");
  add(to_simplified(hanja), "hanja-simplified");
  add(to_japanese(hanja), "hanja-ja");
}

}  // namespace

void derive_korean_person(const NameInput& input, FormList& forms) {
  const std::u32string name = to_code_points(name_in(input, "ko"));
  if (std::optional<Person> person = split_person(name)) {
    PersonDeriver(name, std::move(*person), forms).derive();
  }
  add_person_hanja(input, forms);
}

std::vector<PersonSpelling> spell_person(std::u32string_view name) {
  std::vector<PersonSpelling> spellings;
  const std::optional<Person> person = split_person(name);
  if (!person) return spellings;
  const FamilyName* known = find_family(person->family);
  const auto spell = [&](const Scheme& scheme, Boundary boundary) {
    const Given given = write_given(person->given, scheme, boundary);
    std::vector<std::string> families = {romanize(person->family, scheme)};
    if (known != nullptr) families.emplace_back(known->spellings[0]);
    for (const std::string& family : families) {
      for (const std::string& shape : {given.spaced, given.hyphenated, given.joined}) {
        spellings.push_back({family + " " + shape, std::string(scheme.name)});
      }
    }
  };
  for (const char* scheme : {"dprk-1992", "mr", "mr-plain", "rr"}) {
    spell(*find_scheme(scheme), Boundary::kStops);
  }
  spell(*find_scheme("dprk-1992"), Boundary::kBegins);
  for (const Scheme& scheme : kPressPersons) spell(scheme, Boundary::kStops);
  return spellings;
}

}  // namespace waymark::surface
