// SPDX-License-Identifier: Apache-2.0
// One walk over the syllables: each writes its initial as the meeting before it left it, its vowel,
// and of its final what the meeting with the next syllable leaves. What the tables can't say are
// rules here: liaison, ㅎ, palatalisation, and the few names of long standing.
#include "surface/romanization.h"

#include <algorithm>
#include <cstddef>
#include <memory_resource>
#include <optional>

#include "surface/hangul.h"
#include "surface/romanization_tables.h"
#include "text/utf8.h"

namespace waymark::surface {
namespace {

constexpr Letters kMr{&kMrVowels, &kMrInitials, &kMrMeetings};
constexpr Letters kDprk1992{&kMrVowels, &kDprkInitials, &kDprk1992Meetings};
constexpr Letters kDprk2012{&kDprk2012Vowels, &kDprkInitials, &kDprk2012Meetings};
constexpr Letters kRr{&kRrVowels, &kRrInitials, &kRrMeetings};
constexpr Letters kMoe1959{&kMoe1959Vowels, &kMoe1959Initials, nullptr, true};
constexpr Letters kRok1984{&kRok1984Vowels, &kMrInitials, &kMrMeetings};
constexpr Letters kIso{&kIsoVowels, &kIsoInitials, nullptr, true};
constexpr Letters kYale{&kYaleVowels, &kYaleInitials, nullptr, true};

// The order is that in which a spelling of several schemes gets its name.
constexpr std::array<Scheme, 12> kSchemes = {{
    {.name = "mr",
     .source = "McCune and Reischauer 1939",
     .generics_flow = true,
     .sh_before_wi = true,
     .letters = kMr},
    {.name = "mr-plain",
     .source = "McCune and Reischauer 1939, without breves and apostrophes",
     .generics_flow = true,
     .plain = true,
     .sh_before_wi = true,
     .letters = kMr},
    {.name = "bgn",
     .source = "BGN/PCGN 1945 agreement for the DPRK",
     .generics_flow = true,
     .bgn = true,
     .letters = kMr},
    {.name = "ala-lc",
     .source = "Library of Congress, Korean romanization table",
     .generics_flow = true,
     .ayn = true,
     .sh_before_wi = true,
     .letters = kMr},
    {.name = "dprk-1992",
     .source = "DPRK 1992",
     .orthography = Orthography::kNorth,
     .dprk = true,
     .letters = kDprk1992},
    {.name = "dprk-2002",
     .source = "DPRK guideline 2002",
     .orthography = Orthography::kNorth,
     .dprk = true,
     .divider = Divider::kAfterN,
     .letters = kDprk1992},
    {.name = "dprk-2012",
     .source = "DPRK 2012",
     .orthography = Orthography::kNorth,
     .dprk = true,
     .letters = kDprk2012},
    {.name = "rr",
     .source = "Revised Romanization of Korean 2000",
     .orthography = Orthography::kSouthThenNorth,
     .letters = kRr},
    {.name = "rok-1984",
     .source = "Ministry of Education of the ROK 1984",
     .orthography = Orthography::kSouth,
     .sh_before_i = true,
     .sh_before_wi = true,
     .letters = kRok1984},
    {.name = "moe-1959",
     .source = "Ministry of Education of the ROK 1959",
     .running_text = false,
     .orthography = Orthography::kSouth,
     .letters = kMoe1959},
    {.name = "iso",
     .source = "ISO/TR 11941:1996, method 1",
     .running_text = false,
     .orthography = Orthography::kNorth,
     .letters = kIso},
    {.name = "yale",
     .source = "Yale (Martin 1942)",
     .running_text = false,
     .orthography = Orthography::kNorth,
     .u_after_labials = true,
     .letters = kYale},
}};

constexpr Letters kRrLetterwise{&kMrVowels, &kRrInitials, &kUnchangedMeetings, false, false};
constexpr Letters kMixedLetterwise{&kMrVowels, &kPlainInitials, &kUnchangedMeetings, false, false};
constexpr Letters kRrWithMrVowels{&kMrVowels, &kRrInitials, &kRrMeetings};
constexpr Letters kMixed{&kMrVowels, &kPlainInitials, &kRrMeetings};
constexpr Letters kRrWithK{&kRrVowels, &kKInitials, &kRrMeetings};
constexpr Letters kDprkWithRrVowels{&kRrVowels, &kDprkInitials, &kDprk1992Meetings};
constexpr Letters kOpen{&kOpenVowels, &kPlainInitials, &kMrMeetings};
constexpr Letters kRrOpen{&kOpenVowels, &kRrInitials, &kRrMeetings};
constexpr Letters kVoicelessK{&kMrVowels, &kPlainInitials, &kVoicelessKMeetings};
constexpr Letters kVoicelessKOpen{&kOpenVowels, &kPlainInitials, &kVoicelessKMeetings};
constexpr Letters kRrDouble{&kRrDoubleVowels, &kRrInitials, &kRrMeetings};
constexpr Letters kRrDoubleOpen{&kDoubleVowels, &kRrInitials, &kRrMeetings};
constexpr Letters kDouble{&kDoubleVowels, &kMrInitials, &kMrMeetings};
constexpr Letters kApostrophe{&kApostropheVowels, &kMrInitials, &kMrMeetings};

// Spellings that would turn one name into another one's official form are left out: Cheongju is
// 청주, not 정주.
// clang-format off
constexpr std::array<Scheme, 17> kPress = {{
    {.name = "mixed", .source = "consonants of rr, vowels of mr", .plain = true, .letters = kRrWithMrVowels},
    {.name = "mixed", .source = "first letter of mr, the rest of rr", .plain = true, .letters = kMixed},
    {.name = "mixed", .source = "syllable by syllable, rr", .plain = true, .letters = kRrLetterwise},
    {.name = "mixed", .source = "syllable by syllable, mr first", .plain = true, .letters = kMixedLetterwise},
    {.name = "mixed", .source = "rr, but K", .plain = true, .letters = kRrWithK},
    {.name = "mixed", .source = "mr, ŏ as u", .plain = true, .letters = kOpen},
    {.name = "mixed", .source = "rr, ŏ as u", .plain = true, .letters = kRrOpen},
    {.name = "mixed", .source = "mr, k inside", .plain = true, .letters = kVoicelessK},
    {.name = "mixed", .source = "mr, k inside, ŏ as u", .plain = true, .letters = kVoicelessKOpen},
    {.name = "press", .source = "mr, breves as apostrophes", .letters = kApostrophe},
    {.name = "press", .source = "mr, apostrophe after ng", .plain = true, .divider = Divider::kApostrophe, .letters = kMr},
    {.name = "rr", .source = "hyphens where letters could be misread", .divider = Divider::kAnywhere, .letters = kRr},
    {.name = "press", .source = "mr, sh before i", .plain = true, .sh_before_i = true, .letters = kMr},
    {.name = "mixed", .source = "mr, u as oo", .plain = true, .letters = kDouble},
    {.name = "mixed", .source = "rr, u as oo", .plain = true, .letters = kRrDouble},
    {.name = "mixed", .source = "consonants of rr, vowels of mr, u as oo", .plain = true, .letters = kRrDoubleOpen},
    {.name = "mixed", .source = "dprk with vowels of rr", .running_text = false, .plain = true, .letters = kDprkWithRrVowels},
}};
// clang-format on

/// A code point of the flattened segments.
struct Unit {
  char32_t code_point = 0;
  char printed = 0;
  Boundary boundary = Boundary::kFlows;
  bool capital = false;
};

using Units = std::pmr::vector<Unit>;

void flatten(std::span<const Segment> segments, Units& units) {
  bool first_letter = true;
  for (const Segment& segment : segments) {
    bool first = true;
    for (const char32_t c : segment.hangul) {
      units.push_back({c, first ? segment.printed : '\0',
                       first ? segment.boundary : Boundary::kFlows,
                       first_letter || (first && segment.capital)});
      first = false;
      if (is_hangul(c) || (c >= U'0' && c <= U'9')) first_letter = false;
    }
  }
}

/// What a final jamo becomes where the next syllable begins with a vowel: what stays, and what
/// moves over as an initial.
struct Moved {
  std::uint8_t stays = final::kNone;
  std::uint8_t moves = initial::kNone;
};

// By final jamo. ㅇ stays; ㅎ falls away.
constexpr std::array<Moved, 28> kMoved = {{
    {},
    {0, initial::kG},
    {0, initial::kGg},
    {final::kG, initial::kS},
    {0, initial::kN},
    {final::kN, initial::kJ},
    {0, initial::kN},
    {0, initial::kD},
    {0, initial::kR},
    {final::kL, initial::kG},
    {final::kL, initial::kM},
    {final::kL, initial::kB},
    {final::kL, initial::kS},
    {final::kL, initial::kT},
    {final::kL, initial::kP},
    {0, initial::kR},
    {0, initial::kM},
    {0, initial::kB},
    {final::kB, initial::kS},
    {0, initial::kS},
    {0, initial::kSs},
    {final::kNg, initial::kNone},
    {0, initial::kJ},
    {0, initial::kCh},
    {0, initial::kK},
    {0, initial::kT},
    {0, initial::kP},
    {},
}};

// The class of a final: the row of Letters::meetings.
enum Class : std::uint8_t { kOpenClass, kK, kN, kT, kL, kM, kP, kNg };
constexpr std::array<Class, 28> kClass = {{
    kOpenClass, kK, kK, kK, kN, kN, kN, kT,  kL, kK, kM, kL, kL, kL,
    kP,         kL, kM, kP, kP, kT, kT, kNg, kT, kT, kK, kT, kP, kT,
}};
constexpr std::array<std::string_view, 8> kClassLetter = {{"", "k", "n", "t", "l", "m", "p", "ng"}};

/// ㅎ and the aspirate that it makes of ㄱ, ㄷ, ㅈ; kH if it makes none.
std::uint8_t aspirated(std::uint8_t lenis) {
  switch (lenis) {
    case initial::kG:
      return initial::kK;
    case initial::kD:
      return initial::kT;
    case initial::kJ:
      return initial::kCh;
    default:
      return initial::kH;
  }
}

using Meeting = Letters::Meeting;

/// Writes one run of units by one scheme.
class Writer {
 public:
  Writer(const Scheme& scheme, bool nasal_r)
      : scheme_(scheme), letters_(scheme.letters), nasal_r_(nasal_r) {}

  std::string write(const Units& units) {
    out_.reserve(units.size() * 4);
    std::optional<std::string_view> initial;  // as the meeting before left it
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Unit& unit = units[i];
      if (unit.printed != 0) out_.push_back(unit.printed);
      if (!is_hangul(unit.code_point)) {
        text::append_utf8(unit.code_point, out_);
        initial.reset();
        continue;
      }
      const Syllable syllable = decompose(unit.code_point);
      const std::size_t begin = out_.size();
      append_initial(syllable, initial.value_or(first_initial(units, i)), unit);
      out_ += vowel(syllable);
      if (unit.capital || (i > 0 && units[i - 1].code_point == U' ')) capitalise(begin);
      initial = append_final(syllable, i + 1 < units.size() ? &units[i + 1] : nullptr);
    }
    if (scheme_.ayn) {
      replace_aspirates();
    } else if (scheme_.plain) {
      out_ = without_marks(out_);
    }
    return std::move(out_);
  }

 private:
  std::string_view first_initial(const Units& units, std::size_t i) const {
    const Syllable syllable = decompose(units[i].code_point);
    // 평양 is Pyongyang in print, whatever the rule.
    const bool pyongyang = scheme_.dprk && units[i].code_point == U'평' && i + 1 < units.size() &&
                           units[i + 1].code_point == U'양';
    return pyongyang ? "p" : (*letters_.initials)[syllable.initial];
  }

  void append_initial(Syllable syllable, std::string_view letters, const Unit& unit) {
    // A hyphen already parts n and g.
    if (unit.printed != 0 && letters.starts_with("’"))
      letters.remove_prefix(std::string_view("’").size());
    if (unit.printed == 0 && needs_divider(syllable, letters)) {
      out_.push_back(scheme_.divider == Divider::kApostrophe ? '\'' : '-');
    }
    out_ += letters;
    if (syllable.initial == initial::kS && letters == "s" && writes_sh(syllable.medial))
      out_ += 'h';
  }

  bool writes_sh(std::uint8_t vowel) const {
    return (scheme_.sh_before_i && vowel == medial::kI) ||
           (scheme_.sh_before_wi && vowel == medial::kWi);
  }

  bool needs_divider(Syllable syllable, std::string_view letters) const {
    if (scheme_.divider == Divider::kNone || out_.empty()) return false;
    if (letters.empty() && out_.ends_with("ng")) return true;
    if (scheme_.divider == Divider::kApostrophe) return false;
    if (letters.starts_with('g') && out_.ends_with('n')) return true;
    if (!letters.empty()) return false;
    if (scheme_.divider != Divider::kAnywhere) return false;
    const char next = vowel(syllable)[0];
    const char before = out_.back();
    return (before == 'a' && next == 'e') || (before == 'o' && next == 'e') ||
           (before == 'e' && (next == 'o' || next == 'u')) || (before == 'u' && next == 'i');
  }

  std::string_view vowel(Syllable syllable) const {
    if (scheme_.u_after_labials && syllable.medial == medial::kU &&
        (syllable.initial == initial::kM || syllable.initial == initial::kB ||
         syllable.initial == initial::kBb || syllable.initial == initial::kP)) {
      return "u";
    }
    return (*letters_.vowels)[syllable.medial];
  }

  /// Appends what is written of the final, and says what is written of the initial that follows.
  std::optional<std::string_view> append_final(Syllable syllable, const Unit* next) {
    const bool met = next != nullptr && is_hangul(next->code_point);
    if (letters_.letter_by_letter) {
      append_letters(syllable.final);
      return std::nullopt;
    }
    if (!met || next->boundary != Boundary::kFlows) {
      out_ += kClassLetter[kClass[syllable.final]];
      if (!met || next->boundary == Boundary::kBegins) return std::nullopt;
      return (*letters_.meetings)[kOpenClass][decompose(next->code_point).initial].initial;
    }
    if (next->printed != 0 && decompose(next->code_point).initial == initial::kNone) {
      append_before_hyphen(syllable);
      return std::string_view();
    }
    const Meeting meeting = meet(syllable, decompose(next->code_point), *next);
    out_ += meeting.final;
    return meeting.initial;
  }

  Meeting cell(std::uint8_t final, std::uint8_t initial) const {
    return (*letters_.meetings)[kClass[final]][initial];
  }

  Meeting meet(Syllable before, Syllable after, const Unit& next) const {
    if (!letters_.liaison) return cell(before.final, after.initial);
    if (after.initial == initial::kNone) return move_over(before.final, after.medial);
    const bool has_h =
        before.final == final::kH || before.final == final::kNh || before.final == final::kLh;
    if (has_h && aspirated(after.initial) != initial::kH) {
      return move({without_h(before.final), aspirated(after.initial)});
    }
    if (after.initial == initial::kH && (before.final == final::kJ || before.final == final::kNj)) {
      return move({before.final == final::kNj ? final::kN : final::kNone, initial::kCh});  // 맞히다
    }
    if (scheme_.bgn && before.final == final::kS) {
      if (after.initial == initial::kG) return {"k", "k"};
      if (after.initial == initial::kB) return {"p", "p"};
    }
    if (kClass[before.final] == kN && after.initial == initial::kR)
      return meet_n_r(before, next.code_point);
    return cell(before.final, after.initial);
  }

  /// A final that would move over stays before a hyphen, sounded as if it had moved: Anag-ŭp.
  void append_before_hyphen(Syllable syllable) {
    const Meeting meeting = move(kMoved[syllable.final]);
    out_ += meeting.final;
    out_ += meeting.initial;
  }

  static std::uint8_t without_h(std::uint8_t final) {
    return final == final::kNh ? final::kN : final == final::kLh ? final::kL : final::kNone;
  }

  Meeting meet_n_r(Syllable before, char32_t next) const {
    if (nasal_r_) return {"n", "n"};
    // Names of long standing keep ll: Chŏllima, Hallasan, Jŏlla, Silla.
    const char32_t first = compose(before);
    const bool long_standing =
        (first == U'천' && next == U'리') ||
        ((first == U'한' || first == U'전' || first == U'신') && next == U'라');
    if (scheme_.dprk && long_standing) return {"l", "l"};
    return cell(before.final, initial::kR);
  }

  Meeting move_over(std::uint8_t final, std::uint8_t vowel) const {
    Moved moved = kMoved[final];
    if (vowel == medial::kI) {  // 해돋이, 같이
      if (moved.moves == initial::kD) moved.moves = initial::kJ;
      if (moved.moves == initial::kT) moved.moves = initial::kCh;
    }
    return move(moved);
  }

  Meeting move(Moved moved) const {
    return {kClassLetter[kClass[moved.stays]],
            (*letters_.meetings)[kOpenClass][moved.moves].initial};
  }

  /// The final, jamo for jamo, in the letters of initials (ㄹ l, ㅇ ng).
  void append_letters(std::uint8_t final) {
    if (final == final::kNone) return;
    if (final == final::kNg) {
      out_ += "ng";
      return;
    }
    if (final == final::kNh || final == final::kLh || final == final::kH) {
      if (final != final::kH) out_ += final == final::kNh ? "n" : "l";
      out_ += (*letters_.initials)[initial::kH];
      return;
    }
    const Moved parts = kMoved[final];
    if (parts.stays != final::kNone) append_letters(parts.stays);
    out_ += parts.moves == initial::kR ? "l" : (*letters_.initials)[parts.moves];
  }

  void capitalise(std::size_t at) {
    if (at < out_.size() && out_[at] == '-') ++at;
    if (at >= out_.size()) return;
    char& c = out_[at];
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    // ŏ and ŭ stand one above Ŏ and Ŭ.
    if (c == '\xC5' && at + 1 < out_.size() && (out_[at + 1] == '\x8F' || out_[at + 1] == '\xAD'))
      --out_[at + 1];
  }

  /// ALA-LC writes the aspirate with an ayn (Chʻŏngjin) and n-g with an alif (Hanʼgŭl).
  void replace_aspirates() {
    std::string replaced;
    replaced.reserve(out_.size());
    for (std::size_t at = 0; at < out_.size();) {
      if (std::string_view(out_).substr(at).starts_with("’")) {
        replaced += at > 0 && out_[at - 1] == 'n' ? "ʼ" : "ʻ";
        at += std::string_view("’").size();
      } else {
        replaced.push_back(out_[at++]);
      }
    }
    out_ = std::move(replaced);
  }

  const Scheme& scheme_;
  const Letters& letters_;
  bool nasal_r_;
  std::string out_;
};

}  // namespace

std::span<const Scheme> schemes() { return kSchemes; }

std::span<const Scheme> press_schemes() { return kPress; }

const Scheme* find_scheme(std::string_view name) {
  const auto found = std::find_if(kSchemes.begin(), kSchemes.end(),
                                  [&](const Scheme& scheme) { return scheme.name == name; });
  return found == kSchemes.end() ? nullptr : &*found;
}

std::string romanize(std::span<const Segment> segments, const Scheme& scheme, bool nasal_r) {
  std::array<std::byte, 32 * sizeof(Unit)> buffer;  // most names fit
  std::pmr::monotonic_buffer_resource memory(buffer.data(), buffer.size());
  Units units(&memory);
  units.reserve(32);
  flatten(segments, units);
  return Writer(scheme, nasal_r).write(units);
}

std::string romanize(std::u32string_view word, const Scheme& scheme) {
  const Segment segment{word};
  return romanize(std::span(&segment, 1), scheme);
}

std::string without_marks(std::string_view romanized) {
  std::string out;
  out.reserve(romanized.size());
  for (std::size_t at = 0; at < romanized.size();) {
    const std::string_view rest = romanized.substr(at);
    if (rest.starts_with("ŏ") || rest.starts_with("Ŏ")) {
      out.push_back(rest.starts_with("ŏ") ? 'o' : 'O');
      at += 2;
    } else if (rest.starts_with("ŭ") || rest.starts_with("Ŭ")) {
      out.push_back(rest.starts_with("ŭ") ? 'u' : 'U');
      at += 2;
    } else if (rest.starts_with("’")) {
      at += 3;
    } else {
      out.push_back(rest[0]);
      ++at;
    }
  }
  return out;
}

}  // namespace waymark::surface
