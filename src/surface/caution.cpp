// SPDX-License-Identifier: Apache-2.0
// Lists made by crossing the spellings of all pairs of Korean syllables with a list of English
// words, and by reading the names of places as words.
#include "surface/caution.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/normal_form.h"

namespace waymark::surface {
namespace {

template <class View, std::size_t n>
bool is_in(const std::array<View, n>& list, View word) {
  return std::binary_search(list.begin(), list.end(), word);
}

/// By first letter a bit for each length that words of a list have: most names are told apart by
/// it.
using Lengths = std::array<std::uint32_t, 26>;

template <std::size_t n>
constexpr Lengths lengths_of(const std::array<std::string_view, n>& list) {
  Lengths lengths{};
  for (const std::string_view word : list)
    lengths[static_cast<std::size_t>(word[0] - 'a')] |= 1u << word.size();
  return lengths;
}

bool may_be_in(const Lengths& lengths, std::string_view word) {
  return !word.empty() && word.size() < 32 && word[0] >= 'a' && word[0] <= 'z' &&
         (lengths[static_cast<std::size_t>(word[0] - 'a')] >> word.size() & 1) != 0;
}

/// As text::fold gives it, at a fraction of the cost for what romanised names are made of; empty
/// for what has signs, which no word of the lists has.
std::string_view fold_word(std::string_view latin, std::string& folded) {
  folded.clear();
  for (std::size_t at = 0; at < latin.size(); ++at) {
    const char c = latin[at];
    const std::string_view two = latin.substr(at, 2);
    if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c - 'A' + 'a');
    } else if (c >= 'a' && c <= 'z') {
      folded += c;
    } else if (two == "ŏ" || two == "ŭ" || two == "Ŏ" || two == "Ŭ") {
      folded += two == "ŏ" || two == "Ŏ" ? 'o' : 'u';
      ++at;
    } else if (static_cast<unsigned char>(c) < 0x80 || two == "\xE2\x80" || two == "ʻ" ||
               two == "ʼ") {
      return {};
    } else {
      return folded = text::fold(latin);
    }
  }
  return folded;
}

}  // namespace

bool is_common_folded_word(std::string_view word) {
  static constexpr std::array<std::string_view, 306> kWords = {
      "ache",     "ado",     "aeon",    "age",        "ago",        "ail",          "aim",
      "airport",  "album",   "alga",    "algae",      "alpha",      "also",         "altho",
      "alto",     "amok",    "among",   "an",         "anal",       "ani",          "anon",
      "appal",    "aye",     "ban",     "banal",      "bang",       "bani",         "banjo",
      "baron",    "bingo",   "bison",   "black",      "blue",       "boa",          "boil",
      "bombing",  "boo",     "book",    "boom",       "boon",       "bulge",        "central",
      "chain",    "change",  "chase",   "cheap",      "chilli",     "chipping",     "choose",
      "chopping", "choral",  "chose",   "college",    "data",       "diamond",      "do",
      "dodo",     "doom",    "dose",    "dual",       "dungeon",    "dunno",        "duo",
      "east",     "eastern", "first",   "friendship", "gage",       "gain",         "gallon",
      "gamma",    "gang",    "gibing",  "go",         "goal",       "golden",       "gong",
      "gonna",    "goo",     "goon",    "grand",      "great",      "green",        "gun",
      "gunman",   "guru",    "ha",      "hail",       "halo",       "halon",        "ham",
      "hang",     "harbor",  "harbour", "haul",       "heaven",     "ho",           "hobo",
      "hook",     "hoop",    "hose",    "huge",       "human",      "hun",          "hung",
      "hyena",    "ii",      "ikon",    "imperial",   "in",         "independence", "industrial",
      "into",     "ion",     "iron",    "jail",       "jibing",     "join",         "judo",
      "jumbo",    "junta",   "kayak",   "kilo",       "kiwi",       "koran",        "liberation",
      "lower",    "macho",   "madam",   "mail",       "maim",       "main",         "makeup",
      "mama",     "man",     "mange",   "mango",      "maroon",     "mason",        "maul",
      "moan",     "modal",   "moo",     "moon",       "moose",      "moron",        "mulching",
      "mural",    "muse",    "nail",    "napping",    "nasal",      "national",     "new",
      "niche",    "no",      "nook",    "noon",       "noose",      "north",        "northern",
      "nose",     "noun",    "oak",     "oboe",       "oil",        "old",          "on",
      "onto",     "opal",    "oral",    "pagan",      "page",       "pail",         "pain",
      "pan",      "panda",   "pang",    "papa",       "papal",      "peace",        "people",
      "phase",    "pigeon",  "polka",   "polo",       "poncho",     "pool",         "poop",
      "popping",  "port",    "pose",    "pulping",    "pulse",      "puma",         "pupil",
      "pupping",  "rage",    "rail",    "railway",    "rain",       "range",        "ransom",
      "rayon",    "red",     "rinse",   "ripping",    "rise",       "roam",         "robin",
      "robing",   "roman",   "rook",    "room",       "rose",       "royal",        "ruin",
      "ruse",     "saga",    "sage",    "sail",       "salon",      "sandal",       "sang",
      "sari",     "satan",   "sea",     "seal",       "seam",       "second",       "sedan",
      "sera",     "silo",    "silver",  "sin",        "singe",      "sirup",        "so",
      "soak",     "soap",    "soda",    "soil",       "soli",       "solo",         "song",
      "soon",     "sopping", "soul",    "soup",       "south",      "southern",     "stadium",
      "station",  "sultan",  "sun",     "sundae",     "sung",       "sunrise",      "suntan",
      "sunup",    "taboo",   "tabu",    "tail",       "talon",      "tan",          "tango",
      "tapping",  "third",   "those",   "thou",       "to",         "toga",         "togae",
      "toil",     "ton",     "tonal",   "tonsil",     "too",        "took",         "tool",
      "total",    "tubing",  "tuna",    "undo",       "university", "unman",        "unsung",
      "unto",     "upon",    "upper",   "upping",     "use",        "victory",      "wage",
      "wagon",    "wail",    "wanna",   "west",       "western",    "white",        "wise",
      "won",      "yoga",    "you",     "young",      "youth"};
  static constexpr Lengths kLengths = lengths_of(kWords);
  return may_be_in(kLengths, word) && is_in(kWords, word);
}

bool is_common_word(std::string_view latin) {
  std::string folded;
  return is_common_folded_word(fold_word(latin, folded));
}

bool is_known_name(std::string_view latin) {
  static constexpr std::array<std::string_view, 64> kNames = {
      "alan", "anna",  "chin",  "china",  "choe",  "choi",   "chosen", "dan",   "dona",  "dong",
      "gaza", "gobi",  "han",   "hanoi",  "hari",  "hogan",  "hong",   "hunan", "iran",  "jason",
      "jo",   "joan",  "juan",  "jung",   "kang",  "kim",    "ko",     "kong",  "korea", "ku",
      "lee",  "logan", "ma",    "manchu", "mi",    "mina",   "mongol", "mun",   "nason", "nina",
      "pa",   "pak",   "park",  "ri",     "sam",   "samson", "sara",   "seoul", "sim",   "sinai",
      "sino", "son",   "sonia", "sudan",  "sunni", "susan",  "tokyo",  "tong",  "tonga", "un",
      "yong", "yu",    "yunan", "yunnan"};
  std::string folded;
  return is_in(kNames, fold_word(latin, folded));
}

bool is_taken(std::string_view romanized) {
  return romanized.starts_with("Chungnam") || romanized.starts_with("Pocheon");
}

bool is_common_hangul(std::u32string_view name) {
  static constexpr std::array<std::u32string_view, 136> kWords = {
      U"가을", U"감사", U"강남", U"강령", U"개천", U"경성", U"계산", U"고도", U"고산", U"고원",
      U"과일", U"구성", U"구장", U"국제", U"군도", U"극동", U"낙원", U"남도", U"남산", U"남성",
      U"남한", U"남해", U"녀성", U"노동", U"대관", U"대동", U"대성", U"대안", U"대통", U"대해",
      U"덕성", U"동산", U"동신", U"동창", U"동해", U"락원", U"련안", U"로동", U"리원", U"미래",
      U"바다", U"반도", U"백성", U"법동", U"보도", U"부령", U"부전", U"북도", U"북산", U"북한",
      U"비단", U"사동", U"사포", U"산천", U"삼천", U"상원", U"생산", U"생성", U"서산", U"서해",
      U"선교", U"세포", U"속도", U"수도", U"수동", U"수안", U"승리", U"시도", U"시중", U"신도",
      U"신성", U"신원", U"신정", U"신평", U"신흥", U"안주", U"여성", U"연사", U"연산", U"연안",
      U"영광", U"영원", U"예산", U"온천", U"완성", U"우산", U"우시", U"운전", U"원동", U"위원",
      U"유산", U"은정", U"의도", U"이원", U"이천", U"인도", U"인민", U"인성", U"자성", U"작성",
      U"장강", U"재산", U"전선", U"전위", U"정도", U"정산", U"정성", U"정주", U"정평", U"제도",
      U"조선", U"주도", U"주성", U"중국", U"중앙", U"중화", U"증산", U"지도", U"천마", U"철도",
      U"초산", U"출산", U"태도", U"통일", U"특성", U"평원", U"하늘", U"하천", U"한국", U"항구",
      U"해산", U"해안", U"형성", U"화성", U"회상", U"후방"};
  return is_in(kWords, name);
}

bool is_common_hanja(std::u32string_view name) {
  static constexpr std::array<std::u32string_view, 55> kWords = {
      U"东山", U"东海", U"中和", U"中国", U"中國", U"中央", U"中江", U"乐园", U"人民", U"全威",
      U"勝利", U"北山", U"南山", U"南海", U"国际", U"国際", U"國際", U"大同", U"大安", U"女性",
      U"平原", U"延安", U"新兴", U"新興", U"朝鮮", U"朝鲜", U"未來", U"未来", U"東山", U"東海",
      U"栄光", U"楽園", U"榮光", U"樂園", U"永远", U"永遠", U"江东", U"江南", U"江東", U"江西",
      U"海岸", U"温泉", U"港口", U"溫泉", U"男性", U"統一", U"统一", U"胜利", U"荣光", U"西山",
      U"西海", U"長江", U"长江", U"高原", U"高山"};
  return is_in(kWords, name);
}

bool is_distinctive(std::string_view romanized) {
  constexpr std::size_t kLetters = 7;
  std::size_t letters = 0;
  for (const char c : romanized) {
    // A letter is ASCII, or the first byte of ŏ or ŭ.
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\xC5') ++letters;
  }
  return letters >= kLetters && !is_common_word(romanized);
}

}  // namespace waymark::surface
