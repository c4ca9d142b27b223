// SPDX-License-Identifier: Apache-2.0
// One table says how each character is read in the two languages; what happens where two readings
// meet is a rule. Of several Japanese readings those stand that names of places have, the likeliest
// first.
#include "surface/han_reading.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "surface/hangul.h"
#include "surface/hanja.h"

namespace waymark::surface {
namespace {

// Character, Mandarin, Japanese.
constexpr std::string_view kReadings =
    "七 qī shichi, 三 sān san, 上 shàng jō, 中 zhōng chū, 丹 dān tan, 乃 nǎi dai, 乙 yǐ otsu, "
    "九 jiǔ kyū, 事 shì ji, 二 èr ji, 五 wǔ go, 亨 hēng kō, 京 jīng kei, 价 jiè kai, 任 rèn nin, "
    "伊 yī i, 佛 fó butsu, 佳 jiā ka, 來 lái rai, 侍 shì ji, 信 xìn shin, 倉 cāng sō, "
    "元 yuán gen, 兄 xiōng kei, 先 xiān sen, 光 guāng kō, 兎 tù to, 內 nèi nai, 兩 liǎng ryō, "
    "兼 jiān ken, 冠 guān kan, 分 fēn bun, 利 lì ri, 前 qián zen, 剛 gāng gō, 劍 jiàn ken, "
    "力 lì ryoku, 勝 shèng shō, 化 huà ka, 北 běi hoku, 千 qiān sen, 半 bàn han, 南 nán nan, "
    "博 bó haku, 卵 luǎn ran, 厚 hòu kō, 原 yuán gen, 口 kǒu kō, 古 gǔ ko, 句 jù ku, 只 zhǐ shi, "
    "台 tái dai, 合 hé gō, 吉 jí kitsu/kichi, 同 tóng dō, 和 hé wa, 咸 xián kan, 嚮 xiàng kō, "
    "國 guó koku, 園 yuán en, 圖 tú to, 土 tǔ do, 在 zài zai, 地 dì chi, 坪 píng hei, "
    "城 chéng jō, 基 jī ki, 塔 tǎ tō, 塞 sài sai, 壤 rǎng jō, 壽 shòu ju, 多 duō ta, "
    "大 dà dai/tai, 天 tiān ten, 妙 miào myō, 妹 mèi mai, 姉 zǐ shi, 威 wēi i, 媒 méi bai, "
    "子 zǐ shi, 孟 mèng mō, 安 ān an, 定 dìng tei/jō, 宣 xuān sen, 容 róng yō, 富 fù fu, "
    "寒 hán kan, 寧 níng nei, 寵 chǒng chō, 寶 bǎo hō, 寺 sì ji, 將 jiāng shō, 導 dǎo dō, "
    "小 xiǎo shō, 尾 wěi bi, 山 shān san/zan, 岡 gāng kō, 岩 yán gan, 岳 yuè gaku, 岸 àn gan, "
    "峙 zhì ji, 峰 fēng hō, 峴 xiàn ken, 島 dǎo tō, 崇 chóng sū, 嵐 lán ran, 嶺 lǐng rei, "
    "嶽 yuè gaku, 川 chuān sen, 州 zhōu shū, 巡 xún jun, 巨 jù kyo, 市 shì shi, 帝 dì tei, "
    "席 xí seki, 帶 dài tai, 帽 mào bō, 干 gàn kan, 平 píng hei, 庭 tíng tei, 康 kāng kō, "
    "廣 guǎng kō, 延 yán en, 弟 dì tei, 彌 mí mi, 得 dé toku, 德 dé toku, 忠 zhōng chū, 恩 ēn on, "
    "息 xī soku, 悲 bēi hi, 情 qíng jō, 惠 huì kei, 惡 è aku, 愛 ài ai, 慈 cí ji, 慶 qìng kei, "
    "成 chéng sei, 戰 zhàn sen, 所 suǒ sho, 捕 bǔ ho, 掌 zhǎng shō, 摩 mó ma, 收 shōu shū, "
    "放 fàng hō, 文 wén bun, 新 xīn shin, 方 fāng hō, 於 yú o, 日 rì nichi, 旺 wàng ō, "
    "昌 chāng shō, 明 míng mei, 星 xīng sei, 晩 wǎn ban, 普 pǔ fu, 景 jǐng kei, 智 zhì chi, "
    "會 huì kai, 月 yuè getsu, 朔 shuò saku, 朝 cháo chō, 朱 zhū shu, 朴 pǔ boku, 机 jī ki, "
    "東 dōng tō, 松 sōng shō, 板 bǎn han, 枇 pí bi, 林 lín rin, 柳 liǔ ryū, 栗 lì ritsu, "
    "梁 liáng ryō, 椒 jiāo shō, 椵 jiǎ ka, 楚 chǔ so, 楸 qiū shū, 榮 róng ei, 樂 lè raku/gaku, "
    "橋 qiáo kyō, 檜 guì kai, 權 quán ken, 次 cì ji, 正 zhèng sei, 武 wǔ bu, 殷 yīn in, 母 mǔ bo, "
    "毘 pí hi, 水 shuǐ sui, 永 yǒng ei, 江 jiāng kō, 池 chí chi, 沙 shā sha/sa, 河 hé ka, "
    "沸 fèi futsu, 泉 quán sen, 法 fǎ hō, 波 bō ha, 泰 tài tai, 洗 xǐ sen, 洞 dòng dō, "
    "津 jīn shin, 洪 hóng kō, 流 liú ryū, 浦 pǔ ho, 浪 làng rō, 海 hǎi kai, 淑 shū shuku, "
    "淮 huái wai, 淵 yuān en, 淸 qīng sei, 渤 bó botsu, 渭 wèi i, 港 gǎng kō, 湍 tuān tan, "
    "湖 hú ko, 源 yuán gen, 溪 xī kei, 溫 wēn on, 滅 miè metsu, 滿 mǎn man, 漁 yú gyo, "
    "漢 hàn kan, 潤 rùn jun, 潼 tóng dō/tō, 澗 jiàn kan, 濟 jì sai, 灘 tān tan, 灣 wān wan, "
    "灰 huī kai, 熊 xióng yū, 熙 xī ki, 燕 yān en, 牙 yá ga, 牛 niú gyū, 牡 mǔ bo, 狄 dí teki, "
    "狗 gǒu ku, 狼 láng rō, 玉 yù gyoku, 王 wáng ō, 球 qiú kyū, 琴 qín kin, 琵 pí bi, 琶 pá ha, "
    "瑚 hú ko, 瑞 ruì zui, 璉 liǎn ren, 甑 zèng sō, 甕 wèng ō, 田 tián den, 甲 jiǎ kō, "
    "界 jiè kai, 畿 jī ki, 登 dēng tō, 白 bái haku, 百 bǎi hyaku, 盛 shèng sei, 盧 lú ro, "
    "眞 zhēn shin, 睡 shuì sui, 石 shí seki, 砂 shā sa, 碣 jié ketsu, 碧 bì heki, 磨 mó ma, "
    "社 shè sha, 祥 xiáng shō, 禮 lǐ rei, 禾 hé ka, 稀 xī ki, 稷 jì shoku, 積 jī seki, 穩 wěn on, "
    "端 duān tan, 筏 fá batsu, 策 cè saku, 紅 hóng kō, 綠 lǜ ryoku, 綾 líng rin, 線 xiàn sen, "
    "羅 luó ra, 羊 yáng yō, 義 yì gi, 翎 líng rei, 耀 yào yō, 聖 shèng sei, 肅 sù shuku, "
    "胎 tāi tai, 胞 bāo hō, 脂 zhī shi, 脈 mài myaku, 臙 yān en, 臥 wò ga, 臨 lín rin, "
    "臺 tái dai/tai, 興 xīng kō, 船 chuán sen, 花 huā ka, 苔 tái tai, 茂 mào mo, 茅 máo bō, "
    "草 cǎo sō, 萬 wàn man, 葛 gé katsu, 蓋 gài gai, 蓮 lián ren, 薪 xīn shin, 藥 yào yaku, "
    "藩 fān han, 虎 hǔ ko, 虛 xū kyo, 虜 lǔ ryo, 蛤 gé kō, 蠟 là rō, 裝 zhuāng sō, 西 xī sei, "
    "角 jiǎo kaku, 解 jiě kai, 谷 gǔ koku, 豆 dòu to/tō, 豊 fēng hō, 貯 zhù cho, 赤 chì seki, "
    "赴 fù fu, 踰 yú yu, 身 shēn shin, 車 chē sha, 軍 jūn gun, 載 zài sai, 輸 shū yu, "
    "通 tōng tsū, 造 zào zō, 遂 suì sui, 運 yùn un, 道 dào dō, 遠 yuǎn en, 遮 zhē sha, 避 bì hi, "
    "邊 biān hen, 郞 láng rō, 郡 jùn gun, 郭 guō kaku, 里 lǐ ri, 野 yě ya, 金 jīn kin/kon, "
    "銀 yín gin, 鋒 fēng hō, 鍾 zhōng shō, 鎭 zhèn chin, 鏡 jìng kyō, 鐵 tiě tetsu, "
    "長 cháng chō, 門 mén mon, 開 kāi kai, 間 jiān kan, 關 guān kan, 阿 ā a, 陀 tuó da, "
    "院 yuàn in, 陽 yáng yō, 隅 yú gū, 雀 què jaku, 雄 xióng yū, 雩 yú u, 雪 xuě setsu, "
    "雲 yún un, 霞 xiá ka, 霧 wù mu, 靑 qīng sei, 非 fēi hi, 面 miàn men, 韓 hán kan, "
    "順 shùn jun, 頭 tóu tō, 飛 fēi hi, 養 yǎng yō, 館 guǎn kan, 首 shǒu shu, 香 xiāng kō, "
    "馬 mǎ ba, 高 gāo kō, 鮮 xiān sen, 鳳 fèng hō, 鴨 yā ō, 鵝 é ga, 鶴 hè kaku, 鹽 yán en, "
    "麒 qí ki, 麗 lì rei, 麟 lín rin, 麻 má ma, 黃 huáng kō, 龍 lóng ryū, 龜 guī ki, 下 xià ka, "
    "濱 bīn hin, 鎔 róng yō, 都 dōu to, 寳 bǎo hō, 豐 fēng hō, 楓 fēng fū, 峯 fēng hō, "
    "敦 dūn ton, 圭 guī kei, 竹 zhú chiku, 麥 mài baku";

constexpr std::size_t kMostReadings = 6;  // of one name

struct Reading {
  std::string_view mandarin;
  std::vector<std::string_view> japanese;
};
using Readings = std::unordered_map<char32_t, Reading>;

/// The part before a separator; it and the separator are taken from `rest`.
std::string_view take(std::string_view& rest, std::string_view separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), end + separator.size()));
  return part;
}

Readings parse_readings() {
  Readings readings;
  for (std::string_view rest = kReadings; !rest.empty();) {
    std::string_view row = take(rest, ", ");
    const std::u32string hanja = to_standard_hanja(to_code_points(take(row, " ")));
    Reading& reading = readings[hanja.front()];
    reading.mandarin = take(row, " ");
    while (!row.empty()) reading.japanese.push_back(take(row, "/"));
  }
  return readings;
}

/// The readings of each character of a name; none if one is unknown.
std::vector<const Reading*> readings_of(const HanName& name) {
  static const Readings known = parse_readings();
  std::vector<const Reading*> readings;
  const std::u32string text = std::u32string(name.stem) + std::u32string(name.generic);
  for (const char32_t hanja : to_standard_hanja(text)) {
    const auto found = known.find(hanja);
    if (found == known.end()) return {};
    readings.push_back(&found->second);
  }
  return readings;
}

std::string capitalized(std::string_view text) {
  std::u32string letters = to_code_points(text);
  if (!letters.empty())
    letters.front() = static_cast<char32_t>(u_toupper(static_cast<UChar32>(letters.front())));
  return to_utf8(letters);
}

bool begins_with_any(std::string_view text, std::string_view letters) {
  return !text.empty() && letters.find(text.front()) != std::string_view::npos;
}

/// Begins with a, e or o, with whatever tone.
bool begins_with_vowel(std::string_view text) {
  return begins_with_any(without_accents(text.substr(0, 2)), "aeiouAEIOU");
}

// ---- Japanese.

/// Appends the reading of the next character, which may change where the two meet: kitsu and shū
/// are kisshū, ryoku and kō ryokkō, an and hen anpen.
void append_japanese(std::string_view before, std::string_view reading, std::string& out) {
  const bool is_h = begins_with_any(reading, "hf");
  if (before.ends_with("tsu") && before.size() > 3 && begins_with_any(reading, "kstchf")) {
    out.erase(out.size() - 3);
    out += is_h ? 'p' : reading.starts_with("ch") ? 't' : reading.front();
  } else if (before.size() > 2 && (before.ends_with("ku") || before.ends_with("ki")) &&
             reading.starts_with("k")) {
    out.pop_back();
  } else if (before.ends_with("n") && (begins_with_vowel(reading) || reading.starts_with("y"))) {
    out += "’";
  }
  const bool hardens = is_h && (before.ends_with("n") || before.ends_with("tsu"));
  out += hardens ? 'p' : reading.front();
  out += reading.substr(1);
}

std::string join_japanese(const std::vector<std::string_view>& readings, const HanName& name) {
  std::string out;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (i == name.stem.size() && name.is_hyphenated) {
      out.append("-").append(readings[i]);
    } else if (i == 0) {
      out += readings[i];
    } else {
      append_japanese(readings[i - 1], readings[i], out);
    }
  }
  return capitalized(out);
}

/// Every choice among the readings of the characters, the first ones first.
std::vector<std::vector<std::string_view>> choices_of(const std::vector<const Reading*>& readings) {
  std::vector<std::vector<std::string_view>> choices(1);
  for (const Reading* reading : readings) {
    const std::size_t count = choices.size();
    for (std::size_t other = 1; other < reading->japanese.size(); ++other)
      for (std::size_t i = 0; i < count && choices.size() < kMostReadings; ++i) {
        choices.push_back(choices[i]);
        choices.back().push_back(reading->japanese[other]);
      }
    for (std::size_t i = 0; i < count; ++i) choices[i].push_back(reading->japanese.front());
  }
  return choices;
}

/// As Hepburn's first edition has it: Ampen for Anpen.
std::string with_m(std::string text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == 'n' && begins_with_any(std::string_view(text).substr(i + 1, 1), "pbm"))
      text[i] = 'm';
  return text;
}

}  // namespace

std::vector<std::string> read_in_japanese(const HanName& name) {
  const std::vector<const Reading*> readings = readings_of(name);
  if (readings.empty()) return {};
  std::vector<std::string> written;
  const auto add = [&](std::string form) {
    if (std::find(written.begin(), written.end(), form) == written.end())
      written.push_back(std::move(form));
  };
  for (const auto& choice : choices_of(readings)) {
    const std::string form = join_japanese(choice, name);
    add(form);
    add(with_m(form));
  }
  return written;
}

std::string read_in_mandarin(const HanName& name) {
  const std::vector<const Reading*> readings = readings_of(name);
  std::string out;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    std::string reading(readings[i]->mandarin);
    if (i == name.stem.size()) {
      out += ' ';
      reading = capitalized(reading);
    } else if (i > 0 && begins_with_vowel(reading)) {
      out += "’";
    }
    out += reading;
  }
  return capitalized(out);
}

std::string without_accents(std::string_view reading) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return std::string(reading);
  icu::UnicodeString letters =
      decomposer->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                reading.data(), static_cast<std::int32_t>(reading.size()))),
                            status);
  std::string out;
  for (std::int32_t i = letters.length(); i-- > 0;)
    if (letters[i] >= 0x300 && letters[i] <= 0x36F) letters.remove(i, 1);
  return letters.toUTF8String(out);
}

bool is_chinese_town(std::string_view pinyin) {
  static constexpr std::array<std::string_view, 16> kTowns = {
      "anzhou",    "dingzhou",   "guicheng", "haizhou",   "huining", "huishan",
      "jiangyuan", "liangjiang", "nanpu",    "pingcheng", "songlin", "suian",
      "wenchuan",  "xichuan",    "xinpu",    "yuanshan"};
  return std::binary_search(kTowns.begin(), kTowns.end(), pinyin);
}

}  // namespace waymark::surface
