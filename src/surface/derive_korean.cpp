// SPDX-License-Identifier: Apache-2.0
// A Korean place name in all its spellings: written by every scheme in the North's and the South's
// orthography, with the generic hyphenated, joined, spaced, translated, doubled or missing; then in
// Hangul, in hanja and in Russian letters.
#include <algorithm>
#include <utility>

#include "surface/caution.h"
#include "surface/cyrillic.h"
#include "surface/derivers.h"
#include "surface/generic_term.h"
#include "surface/hangul.h"
#include "surface/korean_name.h"
#include "surface/korean_scripts.h"
#include "surface/romanization.h"
#include "text/normal_form.h"

namespace waymark::surface {
namespace {

constexpr std::size_t kMostSyllablesInFull = 7;  // longer stems get the chief forms only

/// How many forms a scheme makes.
enum class Breadth : std::uint8_t {
  kFull,
  kNarrow,  ///< the newspapers' variants: bare, hyphenated, translated
  kLookup,  ///< schemes that nobody prints: bare, hyphenated, joined
};

class KoreanDeriver {
 public:
  /// `hanja`: the name in characters; may be empty.
  KoreanDeriver(const KoreanName& name, std::u32string hanja, FormList& forms)
      : name_(name),
        cut_(name.cut),
        hanja_(std::move(hanja)),
        forms_(forms),
        scripts_(name, forms) {}

  void derive() {
    if (const std::string number = number_of_name(); !number.empty())
      return derive_numbered(number);
    for (const Scheme& scheme : schemes())
      if (scheme.running_text) add_scheme(scheme, breadth_of(scheme));
    add_persons();
    for (const Scheme& scheme : press_schemes()) add_scheme(scheme, Breadth::kNarrow);
    // Last, so that a form of theirs that newspapers print too is the newspapers'.
    for (const Scheme& scheme : schemes())
      if (!scheme.running_text) add_scheme(scheme, Breadth::kLookup);
    scripts_.add_hangul();
    scripts_.add_hanja(hanja_);
    add_cyrillic();
  }

 private:
  // ---- One scheme.

  static Breadth breadth_of(const Scheme& scheme) {
    return scheme.sh_before_i ? Breadth::kNarrow : Breadth::kFull;
  }

  void add_scheme(const Scheme& scheme, Breadth breadth) {
    scheme_ = &scheme;
    breadth_ = breadth;
    switch (scheme.orthography) {
      case Orthography::kNorth:
        return add_spelling(name_.north);
      case Orthography::kSouth:
        return add_spelling(name_.south);
      case Orthography::kNorthThenSouth:
        add_spelling(name_.north);
        return name_.differs() ? add_spelling(name_.south) : void();
      case Orthography::kSouthThenNorth:
        add_spelling(name_.south);
        return name_.differs() ? add_spelling(name_.north) : void();
    }
  }

  void add_spelling(const Spelling& spelling) {
    spelling_ = &spelling;
    nasal_r_ = false;
    write_joined();
    if (is_written_already()) return;
    if (breadth_ != Breadth::kFull && is_taken(write({}))) return;
    add_spelled();
    nasal_r_ = breadth_ == Breadth::kFull && scheme_->generics_flow &&
               meets_n_r(spelling.stem + spelling.generic);
    if (!nasal_r_) return;
    write_joined();
    add_spelled();
  }

  void write_joined() {
    joined_ = with_generic(0, natural());
    if (scheme_->generics_flow) joined_stopping_ = with_generic(0, Boundary::kStops);
  }

  /// Whether an earlier scheme gave all forms that this one would; notes what this one gives.
  /// Most schemes agree on most names, so this is what makes deriving fast. Where every scheme
  /// keeps its forms, several of one name still agree.
  bool is_written_already() {
    std::string all = joined_;
    if (scheme_->generics_flow) all.append("\n").append(joined_stopping_);
    all = forms_.drops_repeats() ? text::fold(all) : std::string(scheme_->name) + "\n" + all;
    Written written{std::move(all), breadth_, scheme_->generics_flow};
    const bool known = std::any_of(written_.begin(), written_.end(), [&](const Written& earlier) {
      return (earlier.breadth == Breadth::kFull || earlier.breadth == written.breadth) &&
             (earlier.flows || !written.flows) && earlier.forms.starts_with(written.forms);
    });
    if (!known) written_.push_back(std::move(written));
    return known;
  }

  static bool meets_n_r(std::u32string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      if (is_hangul(text[i]) && is_hangul(text[i + 1]) && decompose(text[i]).final == final::kN &&
          decompose(text[i + 1]).initial == initial::kR) {
        return true;
      }
    }
    return false;
  }

  void add_spelled() {
    if (name_.has_direction) return add_province();
    stem_ = write({});
    if (spelling_->generic.empty()) return add_bare(Bare::kInText, false);
    if (name_.generic_was_added) add_bare(Bare::kInText, false);
    const bool hyphen_first =
        scheme_->generics_flow || cut_.generic == nullptr || cut_.generic->administrative;
    if (hyphen_first) add_hyphenated();
    add_joined();
    if (!hyphen_first) add_hyphenated();
    if (cut_.certainty == Certainty::kPossible || cut_.generic == nullptr) return;
    if (breadth_ != Breadth::kNarrow || cut_.generic->bare == Bare::kInText) {
      add_bare(cut_.generic->bare, cut_.certainty != Certainty::kOfKind);
    }
    if (breadth_ == Breadth::kLookup) return;
    add_translated();
    add_of_place();
    if (breadth_ == Breadth::kFull && is_short()) add_rare();
  }

  bool is_short() const { return spelling_->stem.size() <= kMostSyllablesInFull; }

  /// Writes the stem, then the given segments.
  std::string write(std::initializer_list<Segment> after) const {
    segments_.clear();
    std::u32string_view stem = spelling_->stem;
    for (bool first = true; !stem.empty(); first = false) {
      const std::size_t space = std::min(stem.find(U' '), stem.size());
      segments_.push_back({stem.substr(0, space), first ? '\0' : ' ', Boundary::kBegins, true});
      stem.remove_prefix(std::min(stem.size(), space + 1));
    }
    segments_.insert(segments_.end(), after.begin(), after.end());
    return romanize(segments_, *scheme_, nasal_r_);
  }

  std::string with_generic(char printed, Boundary boundary) const {
    return write({Segment{spelling_->generic, printed, boundary, false}});
  }

  Boundary natural() const { return scheme_->generics_flow ? Boundary::kFlows : Boundary::kStops; }

  void add_hyphenated() {
    add(with_generic('-', natural()), "hyphenated");
    if (breadth_ != Breadth::kFull || cut_.generic == nullptr) return;
    if (cut_.generic->voiceless && scheme_->generics_flow)
      add(with_generic('-', Boundary::kBegins), "hyphenated");
    if (scheme_->generics_flow) add(with_generic('-', Boundary::kStops), "hyphenated");
  }

  void add_joined() {
    if (breadth_ == Breadth::kNarrow && !(cut_.generic != nullptr && !cut_.generic->administrative))
      return;
    add(joined_, "joined");
    if (breadth_ == Breadth::kFull && scheme_->generics_flow) add(joined_stopping_, "joined");
  }

  void add_bare(Bare bare, bool guessed) {
    if (bare == Bare::kNever) return;
    DerivedForm form = make(stem_, spelling_->generic.empty() ? "" : "missing");
    form.lookup_only =
        form.lookup_only || bare == Bare::kInLookup || guessed || spelling_->stem.size() < 2;
    forms_.add(std::move(form));
  }

  void add_translated() {
    const auto& english = cut_.generic->english;
    const std::size_t count = breadth_ == Breadth::kFull && is_short() ? english.size() : 1;
    for (std::size_t i = 0; i < count && i < english.size(); ++i)
      add_english(stem_, english[i], "translated");
  }

  /// A site is called by a place, which keeps its own generic apart: Sino-ri Missile Base of
  /// 신오리미사일기지, Mount Kumgang Tourist Region of 금강산국제관광특구.
  void add_of_place() {
    if (cut_.generic->bare != Bare::kNever) return;
    const std::u32string_view stem = spelling_->stem;
    const CutName village = cut_generic(stem, {});
    if (village.certainty == Certainty::kByLook && village.generic->administrative) {
      const Segment segments[] = {{village.stem}, {village.generic_text, '-', natural()}};
      return add_site_of(romanize(segments, *scheme_, nasal_r_));
    }
    if (stem.size() < kShortestFeature) return;
    const std::string feature = romanize(stem.substr(0, stem.size() - 1), *scheme_);
    if (stem.ends_with(U'강')) add_site_of(feature + " River");
    if (!stem.ends_with(U'산')) return;
    add_site_of("Mount " + feature);
    add_site_of("Mt. " + feature);
  }

  static constexpr std::size_t kShortestFeature = 3;  // syllables; 우산 is an umbrella

  void add_site_of(const std::string& place) {
    for (const std::string_view english : cut_.generic->english)
      add_english(place, english, "translated");
  }

  static std::string in_english(std::string_view name, std::string_view pattern) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return std::string(name).append(" ").append(pattern);
    return std::string(pattern.substr(0, star)).append(name).append(pattern.substr(star + 1));
  }

  void add_english(std::string_view name, std::string_view pattern, std::string_view how) {
    add(in_english(name, pattern), how);
  }

  void add_rare() {
    const std::string hyphenated = with_generic('-', natural());
    if (spelling_->stem.size() > 1)
      add(with_generic(' ', natural()), "spaced");  // Sin Ri is a person
    const auto& english = cut_.generic->english;
    if (english.empty()) return;
    if (cut_.generic->administrative) {
      add_english(hyphenated, english.front(), "doubled");
      if (spelling_->stem.size() == 1) add_english(joined_, english.front(), "doubled");
    } else {
      add_english(hyphenated, english.front(), "doubled");
      add_english(joined_, english.front(), "doubled");
      if (english.front() == "Mount *") add_english(joined_, "mountain", "doubled");
    }
    add_shortened();
  }

  /// 구 for 구역: Musan-gu; of a stem of one syllable also Junggu district.
  void add_shortened() {
    const std::u32string_view shorter = cut_.generic->shorter;
    if (shorter.empty()) return;
    add(write({Segment{shorter, '-', Boundary::kStops}}), "shortened");
    if (scheme_->generics_flow) add(write({Segment{shorter, '-', Boundary::kBegins}}), "shortened");
    if (spelling_->stem.size() == 1) {
      const std::string joined = write({Segment{shorter, 0, Boundary::kStops}});
      add_english(joined, cut_.generic->english.front(), "shortened");
    }
  }

  // ---- Provinces that come in two: 함경북도, 함경남도.

  void add_province() {
    const std::u32string_view all = spelling_->stem;
    const std::u32string_view stem = all.substr(0, all.size() - 1);
    const std::u32string_view side = all.substr(all.size() - 1);
    const std::u32string side_do = std::u32string(side) + U"도";
    const auto write_as = [&](std::initializer_list<Segment> list) {
      return romanize(std::span(list.begin(), list.size()), *scheme_, nasal_r_);
    };
    const std::string flowing = write_as({{stem}, {side_do, '-', Boundary::kFlows}});
    const std::string administrative = write_as({{stem}, {side}, {U"도", '-', Boundary::kStops}});
    add(scheme_->generics_flow ? flowing : administrative, "hyphenated");
    if (breadth_ == Breadth::kLookup)
      return add(write_as({{stem}, {side}, {U"도", 0, natural()}}), "joined");
    add_compass(write_as({{stem}}), side == U"북" ? "North" : "South");
    if (breadth_ == Breadth::kNarrow) return;
    add(administrative, "hyphenated");
    if (scheme_->generics_flow)
      add(write_as({{stem}, {side_do, '-', Boundary::kBegins}}), "hyphenated");
    if (scheme_->generics_flow)
      add(write_as({{stem}, {side_do, ' ', Boundary::kBegins}}), "spaced");
    if (scheme_->generics_flow) add(write_as({{stem}, {side_do, 0, Boundary::kFlows}}), "joined");
    if (scheme_->generics_flow) add(write_as({{stem}, {side_do, 0, Boundary::kBegins}}), "joined");
    add(write_as({{stem}, {side, '-', Boundary::kStops}, {U"도", 0, Boundary::kStops}}),
        "hyphenated");
    add(write_as({{stem}, {side, '-', Boundary::kStops}, {U"도", '-', Boundary::kStops}}),
        "hyphenated");
    add(write_as({{stem}, {side}, {U"도", 0, Boundary::kStops}}), "joined");
    add(write_as({{stem}, {side, ' ', Boundary::kStops}, {U"도", 0, Boundary::kStops}}), "spaced");
    add_english(administrative, "province", "doubled");
    add_for_look_up(write_as({{stem.substr(0, 1)}, {side}}), "abbreviated");
    add_for_look_up(write_as({{stem}, {side}}) + " province", "translated");
  }

  void add_for_look_up(std::string form, std::string_view how) {
    DerivedForm made = make(std::move(form), how);
    made.lookup_only = true;
    forms_.add(std::move(made));
  }

  void add_compass(const std::string& stem, const std::string& side) {
    add(side + " " + stem + " province", "translated");
    add(side + " " + stem, "translated");
    if (breadth_ == Breadth::kNarrow) return;
    for (const std::string& first : {side.substr(0, 1) + ".", side.substr(0, 1), side + "ern"}) {
      add(first + " " + stem + " province", "translated");
    }
    add(side.substr(0, 1) + ". " + stem, "translated");
    add_for_look_up(side + "ern " + stem, "translated");
    add(side + " " + stem + " prov.", "translated");
    add(side + " " + stem + "-do", "translated");
    add(stem + " " + side + " province", "translated");
  }

  // ---- Names that are persons' (김정숙군): written as a person's, but only with the generic.

  void add_persons() {
    if (cut_.generic == nullptr || cut_.certainty != Certainty::kOfKind ||
        find_honoured(cut_.stem).size() != cut_.stem.size())
      return;
    const Scheme& generic_scheme = *find_scheme("rr");
    scheme_ = &generic_scheme;
    breadth_ = Breadth::kFull;
    spelling_ = &name_.north;
    std::vector<std::string> generics = {romanize(cut_.generic_text, generic_scheme)};
    if (cut_.generic->voiceless)
      generics.push_back(romanize(cut_.generic_text, *find_scheme("mr-plain")));
    for (std::string& generic : generics) generic[0] = static_cast<char>(generic[0] | 0x20);
    for (const PersonSpelling& person : spell_person(cut_.stem)) {
      person_scheme_ = person.scheme;
      for (const std::string_view english : cut_.generic->english)
        add_english(person.form, english, "translated");
      for (const std::string& generic : generics) add(person.form + "-" + generic, "hyphenated");
    }
    person_scheme_.clear();
  }

  // ---- 14호관리소: Camp 14, Kwanliso No. 14. The name is a number; no scheme writes "14ho".

  /// "14" of 14호관리소; empty if the name is no number.
  std::string number_of_name() const {
    const std::u32string_view stem = cut_.stem;
    if (cut_.generic == nullptr || stem.size() < 2 || stem.size() > 5 || stem.back() != U'호')
      return {};
    const std::u32string_view number = stem.substr(0, stem.size() - 1);
    const bool all_digits = std::all_of(number.begin(), number.end(),
                                        [](char32_t c) { return c >= U'0' && c <= U'9'; });
    return all_digits ? to_utf8(number) : std::string();
  }

  void derive_numbered(const std::string& number) {
    breadth_ = Breadth::kFull;
    spelling_ = &name_.north;
    const auto add_with = [&](std::string term, std::string_view how) {
      term[0] = static_cast<char>(term[0] & ~0x20);
      for (const std::string_view middle : {" ", "-", " No. ", " No ", " #"})
        add(term + std::string(middle) + number, how);
      add("No. " + number + " " + term, how);
    };
    scheme_ = find_scheme("mr-plain");
    for (const std::string_view english : cut_.generic->english)
      add_with(std::string(english), "translated");
    for (const char* scheme : {"mr-plain", "dprk-2012", "rr"}) {
      scheme_ = find_scheme(scheme);
      add_with(romanize(cut_.generic_text, *scheme_), "spaced");
    }
    scripts_.add_hangul();
    scripts_.add_numbered();
    scripts_.add_hanja(hanja_);
  }

  // ---- Russian letters.

  /// Хэсан, Хэсан-си, Пэктусан: of what maps name, neighbourhoods apart. Look-up alone asks for
  /// them.
  void add_cyrillic() {
    if (cut_.certainty != Certainty::kOfKind || !name_.may_be_bare() ||
        cut_.generic->hangul == U"동")
      return;
    scheme_ = find_scheme("mr");
    nasal_r_ = false;
    for (const Spelling* spelling : {&name_.north, &name_.south}) {
      spelling_ = spelling;
      const std::u32string& generic = spelling->generic;
      if (name_.has_direction) {
        const std::u32string_view stem(spelling->stem);
        const std::u32string half = std::u32string(stem.substr(stem.size() - 1)) + generic;
        add_cyrillic(
            romanize(stem.substr(0, stem.size() - 1), *scheme_) + '-' + romanize(half, *scheme_),
            "hyphenated");
        continue;
      }
      const char printed = cut_.generic->administrative ? '-' : '\0';
      for (const Boundary boundary : {natural(), Boundary::kStops})
        add_cyrillic(with_generic(printed, boundary), printed == '-' ? "hyphenated" : "joined");
      if (spelling->stem.size() > 1) add_cyrillic(write({}), "missing");
    }
  }

  void add_cyrillic(const std::string& mccune_reischauer, std::string_view how) {
    for (std::string& written : write_in_cyrillic(mccune_reischauer)) {
      DerivedForm form;
      form.derivation = derivation_of(written, how);
      form.form = std::move(written);
      form.scheme = "kontsevich";
      form.lookup_only = true;
      forms_.add(std::move(form));
    }
  }

  // ---- Adding.

  /// Makes a romanised form without its derivation.
  DerivedForm romanised(std::string form) const {
    DerivedForm made;
    made.form = std::move(form);
    made.scheme = person_scheme_.empty() ? scheme_->name : person_scheme_;
    if (!forms_.wants_all()) return made;
    const std::string_view first =
        std::string_view(made.form).substr(0, made.form.find_first_of(" -"));
    const bool one_word = first.size() == made.form.size();
    made.lookup_only = (!scheme_->running_text && person_scheme_.empty()) ||
                       (one_word && (is_common_word(made.form) || is_known_name(made.form)));
    made.any_case = !made.lookup_only && is_distinctive(first);
    return made;
  }

  DerivedForm make(std::string form, std::string_view how) const {
    DerivedForm made = romanised(std::move(form));
    made.derivation = derivation_of(made.form, how);
    return made;
  }

  [[nodiscard]] std::string derivation_of(std::string_view form, std::string_view how) const {
    return forms_.wants_all() ? name_.derivation_of(form, how) : std::string();
  }

  /// Most are there already, so the derivation waits.
  void add(std::string form, std::string_view how) {
    if (DerivedForm* added = forms_.add(romanised(std::move(form))))
      added->derivation = derivation_of(added->form, how);
  }

  const KoreanName& name_;
  const CutName& cut_;  // the name's
  std::u32string hanja_;
  FormList& forms_;
  KoreanScripts scripts_;

  /// What a scheme has given.
  struct Written {
    std::string forms;  ///< joined; as they are compared
    Breadth breadth;
    bool flows;
  };
  std::vector<Written> written_;

  // What is being written.
  const Scheme* scheme_ = nullptr;
  Breadth breadth_ = Breadth::kFull;
  const Spelling* spelling_ = nullptr;
  bool nasal_r_ = false;
  std::string stem_, joined_;
  std::string joined_stopping_;  ///< unchanged before the generic; of schemes that write changes
  std::string person_scheme_;
  mutable std::vector<Segment> segments_;
};

}  // namespace

void derive_korean(const NameInput& input, FormList& forms) {
  std::u32string name = to_code_points(name_in(input, "ko"));
  if (name.empty()) {
    const std::u32string hanja = to_code_points(name_in(input, "hanja"));
    if (!hanja.empty() && hanja.size() <= kMostSyllables) derive_from_hanja(hanja, forms);
    return;
  }
  const bool has_hangul =
      std::any_of(name.begin(), name.end(), [](char32_t c) { return is_hangul(c); });
  if (!has_hangul || name.size() > kMostSyllables) return;
  const KoreanName cut(std::move(name), input.generics);
  KoreanDeriver(cut, to_code_points(name_in(input, "hanja")), forms).derive();
}

}  // namespace waymark::surface
