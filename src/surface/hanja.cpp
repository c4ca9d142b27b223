// SPDX-License-Identifier: Apache-2.0
// Two tables of our own and one that ICU fills once for all characters, since its transliterator is
// slow.
#include "surface/hanja.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <mutex>
#include <unordered_map>

namespace waymark::surface {
namespace {

// Pairs: as it is, as it becomes.
constexpr std::u32string_view kStandard =
    U"靑青淸清郞郎敎教內内戶户眞真鄕鄉豊豐坮臺台臺鷄雞録錄緑綠説說税稅脱脫衞衛峯峰硏研尙尚産產擧舉"
    U"鎭鎮黃黄溫温强強巖岩愼慎爲為卽即旣既絶絕";
constexpr std::u32string_view kJapanese =
    U"兩両廣広國国學学會会樂楽龍竜靈霊灣湾區区縣県圓円澤沢濱浜鐵鉄鑛鉱德徳寶宝關関驛駅黃黄豐豊"
    U"榮栄櫻桜淸清靑青郞郎敎教內内戶戸眞真鄕郷應応來来體体臺台舊旧歸帰氣気寬寛惠恵圖図團団壽寿"
    U"實実專専對対廢廃彌弥從従戰戦拔抜據拠擧挙效効數数斷断晝昼條条殘残歷歴殼殻淺浅溫温滿満潛潜"
    U"澁渋濕湿瀧滝燈灯爐炉爭争獨独瑤瑶產産畫画當当疊畳發発盡尽礦鉱禮礼稻稲穗穂竝並經経綠緑緣縁"
    U"縱縦總総續続纖繊聲声聽聴肅粛膽胆與与處処號号蘆芦藏蔵虛虚蟲虫衞衛裝装覺覚覽覧觀観觸触譯訳"
    U"讀読變変讓譲賣売贊賛踐践輕軽轉転辨弁邊辺遞逓醫医釋釈鎭鎮鑄鋳隨随險険隱隠雙双雜雑靜静顯顕"
    U"餘余驗験髓髄鷄鶏麥麦黑黒默黙點点黨党齊斉齋斎齒歯勞労勳勲單単嚴厳壤壌壓圧壘塁增増墮堕奧奥"
    U"孃嬢寢寝將将峽峡嶽岳巖巌巢巣帶帯廳庁彈弾徑径恆恒惡悪愼慎戀恋戲戯拂払拜拝挾挟插挿搖揺攝摂"
    U"收収敍叙曉暁曾曽樞枢樣様橫横檢検權権歐欧步歩淨浄渴渇濟済瀨瀬營営爲為狹狭獸獣獵猟鄉郷彥彦"
    U"峯峰冲沖賴頼鹽塩";

using Pairs = std::unordered_map<char32_t, char32_t>;

Pairs read_pairs(std::u32string_view table) {
  Pairs pairs;
  for (std::size_t i = 0; i + 1 < table.size(); i += 2) pairs.emplace(table[i], table[i + 1]);
  return pairs;
}

/// The other way round; of several that became one the first.
Pairs read_reversed(std::u32string_view table) {
  Pairs pairs;
  for (std::size_t i = 0; i + 1 < table.size(); i += 2) pairs.emplace(table[i + 1], table[i]);
  return pairs;
}

std::u32string replace(std::u32string_view text, const Pairs& pairs) {
  std::u32string out(text);
  for (char32_t& c : out) {
    if (const auto found = pairs.find(c); found != pairs.end()) c = found->second;
  }
  return out;
}

/// ICU's transform, asked once for each character: it is slow, and names use few.
class Simplifier {
 public:
  Simplifier() {
    UErrorCode status = U_ZERO_ERROR;
    transform_.reset(icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  }

  std::u32string simplify(std::u32string_view hanja) {
    const std::lock_guard lock(mutex_);
    std::u32string out(hanja);
    for (char32_t& c : out) {
      const auto [found, is_new] = known_.try_emplace(c, c);
      if (is_new) found->second = ask(c);
      c = found->second;
    }
    return out;
  }

 private:
  char32_t ask(char32_t c) const {
    if (transform_ == nullptr || c < 0x2E80) return c;
    icu::UnicodeString text(static_cast<UChar32>(c));
    transform_->transliterate(text);
    return text.countChar32() == 1 ? static_cast<char32_t>(text.char32At(0)) : c;
  }

  std::mutex mutex_;
  std::unique_ptr<icu::Transliterator> transform_;  // null where ICU lacks it
  Pairs known_;
};

}  // namespace

std::u32string to_standard_hanja(std::u32string_view hanja) {
  static const Pairs pairs = read_pairs(kStandard);
  return replace(hanja, pairs);
}

std::u32string to_simplified(std::u32string_view hanja) {
  static Simplifier simplifier;
  return simplifier.simplify(to_standard_hanja(hanja));
}

std::u32string to_japanese(std::u32string_view hanja) {
  static const Pairs pairs = read_pairs(kJapanese);
  return replace(hanja, pairs);
}

std::u32string fold_hanja(std::u32string_view hanja) {
  static const Pairs pairs = read_reversed(kJapanese);
  return to_simplified(replace(hanja, pairs));
}

}  // namespace waymark::surface
