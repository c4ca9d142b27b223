// SPDX-License-Identifier: Apache-2.0
// The table of generic terms, and the cutting of names by it.
#include "surface/generic_term.h"

#include <algorithm>

namespace waymark::surface {
namespace {

// 도 is the only generic with two meanings; the island stands apart.
const GenericTerm& island() {
  static const GenericTerm term{U"도", U"島", Bare::kInLookup, false, false, {"island", "islet"}};
  return term;
}

// hangul, hanja, bare, administrative, voiceless, English, shorter
std::vector<GenericTerm> make_terms() {
  using enum Bare;
  // clang-format off
  std::vector<GenericTerm> terms = {
      // Units of government.
      {U"도", U"道", kInText, true, false, {"province", "prov."}},
      {U"성", U"省", kInText, true, false, {"province", "prov."}},
      {U"시", U"市", kInText, true, false, {"city", "municipality"}},
      {U"특별시", U"特別市", kInText, true, false, {"special city", "city"}},
      {U"직할시", U"直轄市", kInText, true, false, {"directly governed city", "city", "municipality"}},
      {U"광역시", U"廣域市", kInText, true, false, {"metropolitan city", "city"}},
      {U"군", U"郡", kInText, true, true, {"county"}},
      {U"현", U"縣", kInText, true, false, {"county"}},
      {U"구역", U"區域", kInText, true, true, {"district", "dist."}, U"구"},
      {U"구", U"區", kInText, true, true, {"district", "dist."}},
      {U"지구", U"地區", kInText, true, true, {"district", "area", "dist."}},
      {U"읍", U"邑", kInLookup, true, false, {"town"}},
      {U"진", U"鎭", kInLookup, true, false, {"town"}},
      {U"면", U"面", kInLookup, true, false, {"township"}},
      {U"리", U"里", kInLookup, true, false, {"village"}},
      {U"동", U"洞", kInLookup, true, false, {"neighborhood", "neighbourhood"}},
      {U"로동자구", U"勞動者區", kInText, true, false, {"workers’ district", "workers district", "worker’s district", "labor district"}, U"구"},
      {U"주", U"州", kInText, true, false, {"prefecture"}},
      {U"자치주", U"自治州", kInText, true, false, {"autonomous prefecture", "prefecture"}},
      // Waters.
      {U"강", U"江", kInLookup, false, true, {"river"}},
      {U"천", U"川", kInLookup, false, false, {"stream", "river", "creek"}},
      {U"호", U"湖", kInLookup, false, false, {"Lake *", "lake", "reservoir"}},
      {U"저수지", U"貯水池", kNever, false, false, {"reservoir"}},
      {U"해", U"海", kInLookup, false, false, {"sea"}},
      {U"만", U"灣", kInLookup, false, false, {"bay", "gulf"}},
      {U"폭포", {}, kNever, false, false, {"falls", "waterfall"}},
      // Heights.
      {U"산", U"山", kInLookup, false, false, {"Mount *", "Mt. *", "Mt *", "mountain", "mountains"}},
      {U"봉", U"峰", kInLookup, false, false, {"peak", "Mount *", "Mt. *"}},
      {U"령", U"嶺", kInLookup, false, false, {"pass"}},
      {U"고개", {}, kNever, false, false, {"pass"}},
      {U"산맥", U"山脈", kInLookup, false, false, {"mountains", "range", "mountain range"}},
      {U"고원", U"高原", kInLookup, false, true, {"plateau", "highlands"}},
      // Land.
      {U"섬", {}, kInLookup, false, false, {"island", "islet"}},
      {U"반도", U"半島", kInLookup, false, true, {"peninsula"}},
      // In towns.
      {U"거리", {}, kNever, false, false, {"Street"}},
      {U"광장", U"廣場", kNever, false, true, {"Square"}},
      {U"교", U"橋", kNever, false, false, {"Bridge"}},
      {U"다리", {}, kNever, false, false, {"Bridge"}},
      {U"대교", U"大橋", kNever, false, false, {"Bridge", "Grand Bridge"}},
      // Sites.
      {U"경제개발구", U"經濟開發區", kNever, false, false, {"Economic Development Zone", "Economic Development Park"}},
      {U"공업개발구", U"工業開發區", kNever, false, false, {"Industrial Development Zone", "Industrial Development Park"}},
      {U"농업개발구", U"農業開發區", kNever, false, false, {"Agricultural Development Zone", "Agricultural Development Park"}},
      {U"관광개발구", U"觀光開發區", kNever, false, false, {"Tourist Development Zone", "Tourism Development Zone", "Tourism Development Park"}},
      {U"수출가공구", U"輸出加工區", kNever, false, false, {"Export Processing Zone"}},
      {U"공업지구", U"工業地區", kNever, false, false, {"Industrial Complex", "Industrial Zone", "Industrial District", "Industrial Region", "Industrial Park"}},
      {U"경제무역지대", U"經濟貿易地帶", kNever, false, false, {"Economic and Trade Zone", "Special Economic Zone", "Economic Zone", "SEZ"}},
      {U"국제경제지대", U"國際經濟地帶", kNever, false, false, {"International Economic Zone", "Special Economic Zone", "Economic Zone"}},
      {U"특구", U"特區", kNever, false, false, {"Special Zone"}},
      {U"국제관광특구", U"國際觀光特區", kNever, false, false, {"International Tourist Zone", "International Tourism Zone", "Tourist Region", "Tourist Zone"}},
      {U"관광지구", {}, kNever, false, false, {"Tourist Zone", "Tourist Area"}},
      {U"세관", U"稅關", kNever, false, false, {"Customs House", "Customs Office", "Customs Post"}},
      {U"항", U"港", kNever, false, false, {"Port", "Port of *", "Harbor", "Harbour"}},
      {U"비행장", U"飛行場", kNever, false, true, {"Airport", "Airfield", "Air Base", "Airbase", "International Airport"}},
      {U"공항", U"空港", kNever, false, true, {"Airport"}},
      {U"해군기지", U"海軍基地", kNever, false, false, {"Naval Base", "Navy Base"}},
      {U"역", U"驛", kNever, false, false, {"Station", "Railway Station", "Train Station"}},
      {U"선", U"線", kNever, false, false, {"Line", "Railway Line", "Railway", "Railroad", "Rail Line"}},
      {U"사", U"寺", kNever, false, false, {"Temple"}},
      {U"암", U"庵", kNever, false, false, {"Hermitage", "Temple"}},
      {U"곶", U"串", kNever, false, true, {"Cape", "Cape *", "Point"}},
      {U"단", U"端", kNever, false, false, {"Cape", "Cape *", "Point"}},
      {U"청년역", U"靑年驛", kNever, false, false, {"Youth Station", "Chongnyon Station", "Station"}},
      {U"광산", U"鑛山", kNever, false, true, {"Mine"}},
      {U"탄광", U"炭鑛", kNever, false, false, {"Coal Mine", "Mine", "Colliery"}},
      {U"청년광산", U"靑年鑛山", kNever, false, true, {"Youth Mine", "Mine"}},
      {U"청년탄광", U"靑年炭鑛", kNever, false, false, {"Youth Coal Mine", "Coal Mine", "Mine"}},
      {U"온실농장", U"溫室農場", kNever, false, false, {"Greenhouse Farm", "Vegetable Greenhouse Farm"}},
      {U"종합농장", U"綜合農場", kNever, false, false, {"General Farm", "Combined Farm"}},
      {U"남새농장", {}, kNever, false, false, {"Vegetable Farm", "Farm"}},
      {U"과수농장", U"果樹農場", kNever, false, false, {"Fruit Farm", "Orchard"}},
      {U"농장", U"農場", kNever, false, false, {"Farm"}},
      {U"협동농장", U"協同農場", kNever, false, false, {"Cooperative Farm", "Collective Farm", "Farm"}},
      {U"시장", U"市場", kNever, false, false, {"Market"}},
      {U"장마당", {}, kNever, false, false, {"Market"}},
      {U"댐", {}, kNever, false, false, {"Dam"}},
      {U"언제", {}, kNever, false, false, {"Dam"}},
      {U"갑문", U"閘門", kNever, false, true, {"Barrage", "Lock Gate", "Dam"}},
      {U"화력발전소", U"火力發電所", kNever, false, false, {"Thermal Power Plant", "Thermal Power Station", "Thermal Power Complex", "Power Plant", "Power Station"}},
      {U"청년발전소", U"靑年發電所", kNever, false, false, {"Youth Power Station", "Youth Power Plant", "Power Station", "Power Plant"}},
      {U"군민발전소", U"軍民發電所", kNever, false, true, {"Army-People Power Station", "Army-People Power Plant"}},
      {U"발전소", U"發電所", kNever, false, true, {"Power Station", "Power Plant", "Hydroelectric Power Station", "Hydroelectric Power Plant", "Hydropower Station", "Hydropower Plant"}},
      {U"조선소", U"造船所", kNever, false, false, {"Shipyard"}},
      {U"핵시험장", U"核試驗場", kNever, false, false, {"Nuclear Test Site", "Nuclear Test Facility", "Test Site"}},
      {U"핵시설", U"核施設", kNever, false, false, {"Nuclear Facility", "Nuclear Complex", "Nuclear Site"}},
      {U"미사일기지", {}, kNever, false, false, {"Missile Base", "Missile Operating Base"}},
      {U"스키장", {}, kNever, false, false, {"Ski Resort", "Ski Slope"}},
      {U"백화점", U"百貨店", kNever, false, false, {"Department Store"}},
      {U"발사장", {}, kNever, false, false, {"Launch Site", "Launching Ground"}},
      {U"교화소", U"敎化所", kNever, false, false, {"Prison", "Prison Camp", "Reeducation Camp", "Re-education Camp", "Labor Camp", "kyohwaso"}},
      {U"관리소", U"管理所", kNever, false, false, {"Camp", "Prison Camp", "Political Prison Camp", "Concentration Camp", "kwanliso", "kwan-li-so"}},
      // Works and companies.
      {U"제철련합기업소", U"製鐵聯合企業所", kNever, false, false, {"Iron and Steel Complex", "Iron & Steel Complex", "Steel Complex", "Iron and Steel Works"}},
      {U"제강련합기업소", U"製鋼聯合企業所", kNever, false, false, {"Steel Complex", "Steel Works", "Steel Mill"}},
      {U"비료련합기업소", U"肥料聯合企業所", kNever, false, false, {"Fertilizer Complex", "Fertiliser Complex", "Fertilizer Factory"}},
      {U"세멘트련합기업소", {}, kNever, false, false, {"Cement Complex", "Cement Factory"}},
      {U"세멘트공장", {}, kNever, false, false, {"Cement Factory", "Cement Plant"}},
      {U"화학련합기업소", U"化學聯合企業所", kNever, false, false, {"Chemical Complex"}},
      {U"기계련합기업소", U"機械聯合企業所", kNever, false, false, {"Machine Complex", "Machinery Complex"}},
      {U"기계공장", U"機械工場", kNever, false, false, {"Machine Factory", "Machine Plant", "Machinery Plant"}},
      {U"방직공장", U"紡織工場", kNever, false, false, {"Textile Mill", "Textile Factory"}},
      {U"신발공장", {}, kNever, false, false, {"Shoe Factory", "Footwear Factory"}},
      {U"화장품공장", U"化粧品工場", kNever, false, false, {"Cosmetics Factory"}},
      {U"제약공장", U"製藥工場", kNever, false, false, {"Pharmaceutical Factory", "Pharmaceutical Plant"}},
      {U"제련소", U"製鍊所", kNever, false, false, {"Smelter", "Smeltery"}},
      {U"식료공장", U"食料工場", kNever, false, false, {"Foodstuff Factory", "Food Factory"}},
      {U"닭공장", {}, kNever, false, false, {"Chicken Farm", "Poultry Farm"}},
      {U"메기공장", {}, kNever, false, false, {"Catfish Farm", "Catfish Factory"}},
      {U"돼지공장", {}, kNever, false, false, {"Pig Farm"}},
      {U"무역회사", U"貿易會社", kNever, false, false, {"Trading Corporation", "Trading Company", "Trading Corp", "Trading Co", "Trading"}},
      {U"무역총회사", U"貿易總會社", kNever, false, false, {"General Trading Corporation", "Trading Corporation", "Trading General Corporation", "General Trading Company"}},
      {U"수용소", {}, kNever, false, false, {"Camp", "Prison Camp"}},
  };
  // clang-format on
  std::stable_sort(terms.begin(), terms.end(), [](const GenericTerm& a, const GenericTerm& b) {
    return a.hangul.size() > b.hangul.size();
  });
  return terms;
}

bool contains(std::span<const std::u32string> list, std::u32string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Found by its look alone: of the short ones those of government, since 성, 주, 진 or 산 end too
/// many names; of the long ones all.
bool is_safe_guess(std::u32string_view hangul) {
  constexpr std::u32string_view kSafe[] = {U"구역", U"도",   U"시",  U"군",   U"읍",
                                           U"면",   U"리",   U"동",  U"산맥", U"반도",
                                           U"광산", U"탄광", U"공항"};
  return hangul.size() > 2 ||
         std::find(std::begin(kSafe), std::end(kSafe), hangul) != std::end(kSafe);
}

/// Waters by other words than their kind's: 천지, 삼지연, 삼일포; 서두수.
const GenericTerm* find_water(std::u32string_view name, std::span<const std::u32string> of_kind) {
  static const GenericTerm lakes[] = {
      {U"지", U"池", Bare::kNever, false, false, {"Lake *", "lake"}},
      {U"연", U"淵", Bare::kNever, false, false, {"Lake *", "lake"}},
      {U"포", U"浦", Bare::kNever, false, false, {"Lake *", "lake"}},
      {U"담", U"潭", Bare::kNever, false, false, {"Lake *", "lake"}},
  };
  static const GenericTerm river{U"수", U"水", Bare::kNever, false, false, {"river"}};
  if (name.size() > 2 && name.ends_with(U"수") && contains(of_kind, U"강")) return &river;
  if (!contains(of_kind, U"호")) return nullptr;
  const auto found = std::find_if(std::begin(lakes), std::end(lakes), [&](const GenericTerm& lake) {
    return name.size() > 1 && name.ends_with(lake.hangul);
  });
  return found == std::end(lakes) ? nullptr : &*found;
}

/// What official gazetteers hang on a village's name with a hyphen.
bool is_possible(std::u32string_view hangul) {
  constexpr std::u32string_view kEndings[] = {U"마을", U"골", U"촌", U"말", U"평", U"포",
                                              U"덕",   U"등", U"개", U"터", U"재", U"곡",
                                              U"현",   U"막", U"굴", U"섬"};
  return std::find(std::begin(kEndings), std::end(kEndings), hangul) != std::end(kEndings);
}

CutName cut_at(std::u32string_view name, std::size_t generic_size, const GenericTerm* generic,
               Certainty certainty) {
  const std::size_t at = name.size() - generic_size;
  return {name.substr(0, at), name.substr(at), generic, certainty};
}

/// A term that says more than the kind's own: 화력발전소 of 발전소. Null if there is none.
const GenericTerm* find_closer(std::u32string_view name, const GenericTerm* generic) {
  if (generic == nullptr || generic->administrative) return nullptr;
  for (const GenericTerm& term : generic_terms())
    if (!term.administrative && term.hangul.size() > generic->hangul.size() &&
        term.hangul.ends_with(generic->hangul) && name.size() > term.hangul.size() &&
        name.ends_with(term.hangul))
      return &term;
  return nullptr;
}

CutName cut_of_kind(std::u32string_view name, std::span<const std::u32string> of_kind) {
  std::u32string_view longest;
  for (const std::u32string& generic : of_kind) {
    if (name.size() > generic.size() && name.ends_with(generic) &&
        generic.size() > longest.size()) {
      longest = generic;
    }
  }
  if (longest.empty()) return {name, {}, nullptr, Certainty::kNone};
  const GenericTerm* generic = find_generic(longest, of_kind);
  if (const GenericTerm* closer = find_closer(name, generic)) generic = closer;
  const std::size_t size = generic != nullptr ? generic->hangul.size() : longest.size();
  return cut_at(name, size, generic, Certainty::kOfKind);
}

}  // namespace

const std::vector<GenericTerm>& generic_terms() {
  static const std::vector<GenericTerm> terms = make_terms();
  return terms;
}

const GenericTerm* find_generic(std::u32string_view hangul,
                                std::span<const std::u32string> of_kind) {
  if (hangul == U"도" && contains(of_kind, U"섬")) return &island();
  const auto& terms = generic_terms();
  const auto found = std::find_if(terms.begin(), terms.end(),
                                  [&](const GenericTerm& t) { return t.hangul == hangul; });
  return found == terms.end() ? nullptr : &*found;
}

CutName cut_generic(std::u32string_view name, std::span<const std::u32string> of_kind) {
  const CutName cut = cut_of_kind(name, of_kind);
  if (cut.certainty != Certainty::kNone) return cut;
  if (const GenericTerm* water = find_water(name, of_kind))
    return cut_at(name, 1, water, Certainty::kOfKind);
  for (const GenericTerm& term : generic_terms()) {
    const std::size_t size = term.hangul.size();
    if (name.size() <= size || !name.ends_with(term.hangul) || !is_safe_guess(term.hangul))
      continue;
    return cut_at(name, size, &term,
                  name.size() > size + 1 ? Certainty::kByLook : Certainty::kPossible);
  }
  for (const std::size_t size : {std::size_t{2}, std::size_t{1}}) {
    if (name.size() > size && is_possible(name.substr(name.size() - size))) {
      return cut_at(name, size, nullptr, Certainty::kPossible);
    }
  }
  return cut;
}

}  // namespace waymark::surface
