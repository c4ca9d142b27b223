// SPDX-License-Identifier: Apache-2.0
// A Korean place name in all its spellings: cut before its generic, written by every scheme in the
// North's and the South's orthography, with the generic hyphenated, joined, spaced, translated,
// doubled or missing; then in Hangul and in hanja.
#include <algorithm>
#include <utility>

#include "surface/caution.h"
#include "surface/cyrillic.h"
#include "surface/derivers.h"
#include "surface/generic_term.h"
#include "surface/han_reading.h"
#include "surface/hangul.h"
#include "surface/hanja.h"
#include "surface/romanization.h"
#include "text/normal_form.h"

namespace waymark::surface {
namespace {

constexpr std::size_t kMostSyllables = 24;
constexpr std::size_t kMostSyllablesInFull = 7;  // longer stems get the chief forms only

/// How many forms a scheme makes.
enum class Breadth : std::uint8_t {
  kFull,
  kNarrow,  ///< the newspapers' variants: bare, hyphenated, translated
  kLookup,  ///< schemes that nobody prints: bare, hyphenated, joined
};

/// A name in one orthography.
struct Spelling {
  std::u32string stem;
  std::u32string generic;  ///< empty: none
};

DerivedForm form_of(std::string_view name, std::string form, std::string_view scheme,
                    bool lookup_only) {
  DerivedForm made;
  made.derivation.append(name).append(" → ").append(form);
  made.form = std::move(form);
  made.scheme = scheme;
  made.lookup_only = lookup_only;
  return made;
}

/// What maps of Japan and China name of Korea, by the character that a name ends in.
bool is_read_abroad(std::u32string_view generic) {
  constexpr std::u32string_view kOnMaps[] = {U"道",   U"市",   U"府", U"郡", U"鎭",
                                             U"江",   U"川",   U"山", U"峰", U"嶺",
                                             U"山脈", U"高原", U"湖", U"島", U"灣"};
  return std::find(std::begin(kOnMaps), std::end(kOnMaps), generic) != std::end(kOnMaps);
}

/// Adds a reading; what is unmarked is the same key, so it is for a reader only.
void add_reading(const std::string& reading, std::string_view scheme, const std::string& hanja,
                 const std::string& how, FormList& forms) {
  for (const bool plain : {false, true}) {
    if (plain && forms.drops_repeats()) return;
    DerivedForm form =
        form_of(hanja, plain ? without_accents(reading) : reading, scheme, /*lookup_only=*/true);
    form.derivation += how;
    forms.add(std::move(form));
  }
}

/// How Japanese and Chinese read a name; `how` says what became of the generic.
void add_readings(const HanName& name, const std::string& how, FormList& forms) {
  const std::string hanja = to_utf8(std::u32string(name.stem) + std::u32string(name.generic));
  const auto is_town = [](const std::string& reading) {
    return is_chinese_town(text::fold(without_accents(reading)));
  };
  for (const std::string& reading : read_in_japanese(name))
    if (!is_town(reading)) add_reading(reading, "ja-on", hanja, how, forms);
  if (name.generic.ends_with(U'道') || !is_town(read_in_mandarin({name.stem, {}})))
    add_reading(read_in_mandarin(name), "pinyin", hanja, how, forms);
}

/// `cut`: how much of the name comes before the generic. What has but one syllable there is any
/// name.
void add_readings(std::u32string_view hanja, std::size_t cut, bool administrative,
                  FormList& forms) {
  const HanName name{hanja.substr(0, cut), hanja.substr(cut), administrative};
  if (name.stem.size() < 2 || !is_read_abroad(name.generic)) return;
  const std::string generic = ", generic " + to_utf8(name.generic);
  add_readings(name, generic + (administrative ? " hyphenated" : " joined"), forms);
  add_readings({name.stem, {}}, generic + " missing", forms);
}

class KoreanDeriver {
 public:
  KoreanDeriver(const NameInput& input, std::u32string name, FormList& forms)
      : input_(input), name_(std::move(name)), name_utf8_(to_utf8(name_)), forms_(forms) {
    for (const std::string& generic : input.generics) generics_.push_back(to_code_points(generic));
    cut_ = cut_generic(name_, generics_);
    if (cut_.certainty == Certainty::kNone) add_generic_of_kind();
    generic_utf8_ = to_utf8(cut_.generic_text);
    north_ = {std::u32string(cut_.stem), std::u32string(cut_.generic_text)};
    south_ = {words_to_south(north_.stem),
              north_.generic.size() > 2 ? to_south(north_.generic) : north_.generic};
    direction_ = has_direction();
  }

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
    add_hangul();
    add_hanja();
    add_cyrillic();
  }

 private:
  /// A name that ends in no generic (아오지, a town) also takes the one of its kind.
  void add_generic_of_kind() {
    if (generics_.empty()) return;
    const GenericTerm* term = find_generic(generics_.front(), generics_);
    if (term == nullptr || !term->administrative) return;
    cut_ = {name_, generics_.front(), term, Certainty::kOfKind};
    generic_was_added_ = true;
  }

  static std::u32string words_to_south(std::u32string_view text) {
    std::u32string out;
    while (!text.empty()) {
      const std::size_t space = text.find(U' ');
      const std::size_t end = space == std::u32string_view::npos ? text.size() : space;
      out += to_south(text.substr(0, end));
      if (end < text.size()) out += U' ';
      text.remove_prefix(std::min(text.size(), end + 1));
    }
    return out;
  }

  /// 북 or 남 before 도: 함경|북도 is one of two provinces.
  bool has_direction() const {
    return north_.generic == U"도" && cut_.generic == find_generic(U"도") &&
           north_.stem.size() >= 3 &&
           (north_.stem.ends_with(U"북") || north_.stem.ends_with(U"남"));
  }

  // ---- One scheme.

  static Breadth breadth_of(const Scheme& scheme) {
    return scheme.sh_before_i ? Breadth::kNarrow : Breadth::kFull;
  }

  void add_scheme(const Scheme& scheme, Breadth breadth) {
    scheme_ = &scheme;
    breadth_ = breadth;
    switch (scheme.orthography) {
      case Orthography::kNorth:
        return add_spelling(north_);
      case Orthography::kSouth:
        return add_spelling(south_);
      case Orthography::kNorthThenSouth:
        add_spelling(north_);
        return differs() ? add_spelling(south_) : void();
      case Orthography::kSouthThenNorth:
        add_spelling(south_);
        return differs() ? add_spelling(north_) : void();
    }
  }

  bool differs() const { return north_.stem != south_.stem || north_.generic != south_.generic; }

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
    if (direction_) return add_province();
    stem_ = write({});
    if (spelling_->generic.empty()) return add_bare(Bare::kInText, false);
    if (generic_was_added_) add_bare(Bare::kInText, false);
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
    spelling_ = &north_;
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
    spelling_ = &north_;
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
    add_hangul();
    const std::string generic = to_utf8(cut_.generic_text);
    forms_.add(make(to_utf8(cut_.stem) + " " + generic, "spaced", "ko"));
    forms_.add(make("제" + to_utf8(cut_.stem) + generic, "joined", "ko"));
    add_hanja();
  }

  // ---- Hangul and hanja.

  void add_hangul() {
    add_hangul(north_, "ko");
    if (differs()) add_hangul(south_, "ko-south");
  }

  void add_hangul(const Spelling& spelling, std::string_view scheme) {
    forms_.add(make(to_utf8(spelling.stem + spelling.generic), "", scheme));
    if (direction_) {
      const std::u32string abbreviated = {spelling.stem.front(), spelling.stem.back()};
      forms_.add(make(to_utf8(abbreviated), "abbreviated", scheme));
      return add_stem_for_look_up(spelling.stem, scheme);
    }
    if (!may_be_bare()) return;
    DerivedForm form = make(to_utf8(spelling.stem), "missing", scheme);
    form.lookup_only =
        is_bare_lookup() || spelling.stem.size() < 2 || is_common_hangul(spelling.stem);
    forms_.add(std::move(form));
  }

  /// 함경북, 咸鏡北: as tables have provinces.
  void add_stem_for_look_up(const std::u32string& stem, std::string_view scheme) {
    DerivedForm form = make(to_utf8(stem), "missing", scheme);
    form.lookup_only = true;
    forms_.add(std::move(form));
  }

  bool may_be_bare() const {
    return cut_.generic != nullptr && cut_.certainty != Certainty::kPossible &&
           cut_.generic->bare != Bare::kNever;
  }
  bool is_bare_lookup() const {
    return cut_.certainty != Certainty::kOfKind || cut_.generic->bare == Bare::kInLookup;
  }

  void add_hanja() {
    std::u32string hanja = to_code_points(name_in(input_, "hanja"));
    if (hanja.empty() || hanja.size() > kMostSyllables) return;
    if (cut_.generic != nullptr && hanja.size() == cut_.stem.size()) hanja += cut_.generic->hanja;
    add_hanja(hanja, "hanja");
    add_hanja(to_standard_hanja(hanja), "hanja");
    add_hanja(to_simplified(hanja), "hanja-simplified");
    add_hanja(to_japanese(hanja), "hanja-ja");
    if (cut_.generic != nullptr && hanja.size() == cut_.stem.size() + cut_.generic_text.size())
      add_foreign_readings(hanja);
  }

  void add_foreign_readings(std::u32string_view hanja) {
    if (!direction_)
      return add_readings(hanja, cut_.stem.size(), cut_.generic->administrative, forms_);
    const std::size_t cut = cut_.stem.size() - 1;
    const HanName name{hanja.substr(0, cut), hanja.substr(cut), true};
    add_readings(name, ", generic " + to_utf8(name.generic) + " hyphenated", forms_);
  }

  void add_hanja(const std::u32string& hanja, std::string_view scheme) {
    forms_.add(make(to_utf8(hanja), "", scheme));
    if (direction_ && hanja.size() == name_.size()) {
      const std::u32string abbreviated = {hanja.front(), hanja[hanja.size() - 2]};
      forms_.add(make(to_utf8(abbreviated), "abbreviated", scheme));
      return add_stem_for_look_up(hanja.substr(0, hanja.size() - 1), scheme);
    }
    if (!may_be_bare() || hanja.size() <= cut_.stem.size()) return;
    const std::u32string_view stem = std::u32string_view(hanja).substr(0, cut_.stem.size());
    DerivedForm form = make(to_utf8(stem), "missing", scheme);
    form.lookup_only = is_bare_lookup() || stem.size() < 2 || is_common_hanja(stem);
    forms_.add(std::move(form));
  }

  /// Хэсан, Хэсан-си, Пэктусан: of what maps name, neighbourhoods apart. Look-up alone asks for
  /// them.
  void add_cyrillic() {
    if (cut_.certainty != Certainty::kOfKind || !may_be_bare() || cut_.generic->hangul == U"동")
      return;
    scheme_ = find_scheme("mr");
    nasal_r_ = false;
    for (const Spelling& spelling : {north_, south_}) {
      spelling_ = &spelling;
      const std::u32string& generic = spelling.generic;
      if (direction_) {
        const std::u32string_view stem(spelling.stem);
        const std::u32string half = std::u32string(stem.substr(stem.size() - 1)) + generic;
        add_cyrillic(
            romanize(stem.substr(0, stem.size() - 1), *scheme_) + '-' + romanize(half, *scheme_),
            "hyphenated");
        continue;
      }
      const char printed = cut_.generic->administrative ? '-' : '\0';
      for (const Boundary boundary : {natural(), Boundary::kStops})
        add_cyrillic(with_generic(printed, boundary), printed == '-' ? "hyphenated" : "joined");
      if (spelling.stem.size() > 1) add_cyrillic(write({}), "missing");
    }
  }

  void add_cyrillic(const std::string& mccune_reischauer, std::string_view how) {
    for (std::string& written : write_in_cyrillic(mccune_reischauer)) {
      DerivedForm form = make(std::move(written), how, "kontsevich");
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

  DerivedForm make(std::string form, std::string_view how, std::string_view scheme) const {
    DerivedForm made;
    made.derivation = derivation_of(form, how);
    made.form = std::move(form);
    made.scheme = scheme;
    return made;
  }

  /// `how` is what became of the generic.
  std::string derivation_of(std::string_view form, std::string_view how) const {
    std::string derivation;
    if (!forms_.wants_all()) return derivation;
    derivation.reserve(name_utf8_.size() + form.size() + 40);
    derivation.append(name_utf8_).append(" → ").append(form);
    if (!how.empty()) derivation.append(", generic ").append(generic_utf8_).append(" ").append(how);
    return derivation;
  }

  /// Most are there already, so the derivation waits.
  void add(std::string form, std::string_view how) {
    if (DerivedForm* added = forms_.add(romanised(std::move(form))))
      added->derivation = derivation_of(added->form, how);
  }

  const NameInput& input_;
  std::u32string name_;
  std::string name_utf8_, generic_utf8_;
  FormList& forms_;
  std::vector<std::u32string> generics_;
  CutName cut_;
  Spelling north_, south_;
  bool direction_ = false;
  bool generic_was_added_ = false;

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

/// The name less 郡, 市 and their kin, also 府 of old; empty if it ends in none.
std::u32string_view without_generic(std::u32string_view hanja) {
  if (hanja.ends_with(U'府')) return hanja.substr(0, hanja.size() - 1);
  for (const GenericTerm& term : generic_terms())
    if (term.administrative && !term.hanja.empty() && hanja.ends_with(term.hanja))
      return hanja.substr(0, hanja.size() - term.hanja.size());
  return {};
}

/// A former name of which only the characters are given: 永興郡, 永興, 永兴郡.
void derive_from_hanja(const std::u32string& hanja, FormList& forms) {
  const auto add = [&](std::u32string_view form, std::string_view scheme, bool lookup_only) {
    forms.add(form_of(to_utf8(hanja), to_utf8(form), scheme, lookup_only));
  };
  for (const auto& [written, scheme] :
       {std::pair{hanja, "hanja"}, std::pair{to_standard_hanja(hanja), "hanja"},
        std::pair{to_simplified(hanja), "hanja-simplified"},
        std::pair{to_japanese(hanja), "hanja-ja"}}) {
    add(written, scheme, false);
    const std::u32string_view stem =
        std::u32string_view(written).substr(0, without_generic(hanja).size());
    if (stem.size() > 1) add(stem, scheme, is_common_hanja(stem));
  }
  add_readings(hanja, without_generic(hanja).size(), true, forms);
}

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
  KoreanDeriver(input, std::move(name), forms).derive();
}

}  // namespace waymark::surface
