// SPDX-License-Identifier: Apache-2.0
#include "surface/korean_scripts.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "surface/caution.h"
#include "surface/han_reading.h"
#include "surface/hangul.h"
#include "surface/hanja.h"
#include "surface/romanization.h"
#include "text/normal_form.h"

namespace waymark::surface {
namespace {

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

/// The name less 郡, 市 and their kin, also 府 of old; empty if it ends in none.
std::u32string_view without_generic(std::u32string_view hanja) {
  if (hanja.ends_with(U'府')) return hanja.substr(0, hanja.size() - 1);
  for (const GenericTerm& term : generic_terms())
    if (term.administrative && !term.hanja.empty() && hanja.ends_with(term.hanja))
      return hanja.substr(0, hanja.size() - term.hanja.size());
  return {};
}

}  // namespace

void KoreanScripts::add_hangul() {
  add_hangul(name_.north, "ko");
  if (name_.differs()) add_hangul(name_.south, "ko-south");
}

void KoreanScripts::add_hangul(const Spelling& spelling, std::string_view scheme) {
  forms_.add(make(to_utf8(spelling.stem + spelling.generic), "", scheme));
  if (name_.has_direction) {
    const std::u32string abbreviated = {spelling.stem.front(), spelling.stem.back()};
    forms_.add(make(to_utf8(abbreviated), "abbreviated", scheme));
    return add_stem_for_look_up(spelling.stem, scheme);
  }
  if (!name_.may_be_bare()) return;
  DerivedForm form = make(to_utf8(spelling.stem), "missing", scheme);
  form.lookup_only =
      name_.is_bare_lookup() || spelling.stem.size() < 2 || is_common_hangul(spelling.stem);
  forms_.add(std::move(form));
}

/// 함경북, 咸鏡北: as tables have provinces.
void KoreanScripts::add_stem_for_look_up(const std::u32string& stem, std::string_view scheme) {
  DerivedForm form = make(to_utf8(stem), "missing", scheme);
  form.lookup_only = true;
  forms_.add(std::move(form));
}

void KoreanScripts::add_numbered() {
  const std::string number = to_utf8(name_.cut.stem), generic = to_utf8(name_.cut.generic_text);
  forms_.add(make(number + " " + generic, "spaced", "ko"));
  forms_.add(make("제" + number + generic, "joined", "ko"));
}

void KoreanScripts::add_hanja(std::u32string hanja) {
  if (hanja.empty() || hanja.size() > kMostSyllables) return;
  if (name_.cut.generic != nullptr && hanja.size() == name_.cut.stem.size())
    hanja += name_.cut.generic->hanja;
  add_hanja(hanja, "hanja");
  add_hanja(to_standard_hanja(hanja), "hanja");
  add_hanja(to_simplified(hanja), "hanja-simplified");
  add_hanja(to_japanese(hanja), "hanja-ja");
  if (name_.cut.generic != nullptr &&
      hanja.size() == name_.cut.stem.size() + name_.cut.generic_text.size())
    add_foreign_readings(hanja);
}

void KoreanScripts::add_foreign_readings(std::u32string_view hanja) {
  if (!name_.has_direction)
    return add_readings(hanja, name_.cut.stem.size(), name_.cut.generic->administrative, forms_);
  const std::size_t cut = name_.cut.stem.size() - 1;
  const HanName name{hanja.substr(0, cut), hanja.substr(cut), true};
  add_readings(name, ", generic " + to_utf8(name.generic) + " hyphenated", forms_);
}

void KoreanScripts::add_hanja(const std::u32string& hanja, std::string_view scheme) {
  forms_.add(make(to_utf8(hanja), "", scheme));
  if (name_.has_direction && hanja.size() == name_.text.size()) {
    const std::u32string abbreviated = {hanja.front(), hanja[hanja.size() - 2]};
    forms_.add(make(to_utf8(abbreviated), "abbreviated", scheme));
    return add_stem_for_look_up(hanja.substr(0, hanja.size() - 1), scheme);
  }
  if (!name_.may_be_bare() || hanja.size() <= name_.cut.stem.size()) return;
  const std::u32string_view stem = std::u32string_view(hanja).substr(0, name_.cut.stem.size());
  DerivedForm form = make(to_utf8(stem), "missing", scheme);
  form.lookup_only = name_.is_bare_lookup() || stem.size() < 2 || is_common_hanja(stem);
  forms_.add(std::move(form));
}

DerivedForm KoreanScripts::make(std::string form, std::string_view how,
                                std::string_view scheme) const {
  DerivedForm made;
  if (forms_.wants_all()) made.derivation = name_.derivation_of(form, how);
  made.form = std::move(form);
  made.scheme = scheme;
  return made;
}

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

}  // namespace waymark::surface
