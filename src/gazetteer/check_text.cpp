// SPDX-License-Identifier: Apache-2.0
// Goes once over the code points of a name.
#include "gazetteer/check_text.h"

#include <array>
#include <cstdio>
#include <optional>
#include <string>

#include "gazetteer/expand.h"
#include "gazetteer/limits.h"
#include "gazetteer/phrase.h"
#include "text/character.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

/// Scripts of which many capitals look alike.
enum class Alphabet : std::uint8_t { kNone, kLatin, kGreek, kCyrillic };
constexpr std::array<const char*, 4> kAlphabetNames = {"", "Latin", "Greek", "Cyrillic"};

Alphabet alphabet_of(char32_t c) {
  text::CharacterInfo info = text::character_info(c);
  if (!info.has(text::kIsLetter)) return Alphabet::kNone;
  if (info.has(text::kIsLatin)) return Alphabet::kLatin;
  if ((c >= 0x370 && c <= 0x3FF) || (c >= 0x1F00 && c <= 0x1FFF)) return Alphabet::kGreek;
  if (c >= 0x400 && c <= 0x52F) return Alphabet::kCyrillic;
  return Alphabet::kNone;
}

/// Joiners and direction marks belong to the spelling of scripts between Hebrew and Khmer.
bool is_hidden(char32_t c, char32_t before) {
  bool needs_joiners = before >= 0x590 && before < 0x1800 && (before < 0x1100 || before > 0x11FF);
  if (needs_joiners && c >= 0x200C && c <= 0x200F) return false;
  bool is_emoji_part = (c == 0xFE0F || c == 0x200D) && before > 0x203B;
  return !is_emoji_part && text::character_info(c).has(text::kIsIgnorable);
}

std::string in_unicode(char32_t c) {
  char name[16];
  std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(c));
  return name;
}

/// What one walk over a name finds.
struct Findings {
  std::optional<char32_t> hidden;
  Alphabet first = Alphabet::kNone, second = Alphabet::kNone;  ///< two alphabets of one word
};

Findings look_at(std::string_view form) {
  Findings findings;
  Alphabet word = Alphabet::kNone;
  char32_t before = 0;
  for (std::size_t at = 0; at < form.size();) {
    text::CodePoint c = text::code_point_at(form, at);
    if (!findings.hidden && is_hidden(c.value, before)) findings.hidden = c.value;
    Alphabet alphabet = alphabet_of(c.value);
    text::CharacterInfo info = text::character_info(c.value);
    if (alphabet == Alphabet::kNone && !info.has(text::kIsMark)) word = Alphabet::kNone;
    if (alphabet != Alphabet::kNone && word != Alphabet::kNone && alphabet != word) {
      findings.first = word, findings.second = alphabet;
    }
    if (alphabet != Alphabet::kNone) word = alphabet;
    before = c.value;
    at += c.byte_size;
  }
  return findings;
}

}  // namespace

void check_form_text(const text::SourceFile& source, const WrittenText& form, bool is_guarded,
                     Diagnostics& diagnostics) {
  auto report = [&](Severity severity, std::string code, std::string message, std::string hint) {
    diagnostics.push_back(source.diagnose(severity, "gazetteer/" + std::move(code), form.at.begin,
                                          form.at.end, std::move(message), std::move(hint)));
  };
  Findings findings = look_at(form.value);
  if (findings.hidden) {
    report(Severity::kError, "invisible-character",
           "'" + form.value + "' holds the invisible character " + in_unicode(*findings.hidden),
           "remove it");
  }
  if (findings.second != Alphabet::kNone) {
    report(Severity::kWarning, "mixed-scripts",
           "a word of '" + form.value + "' has " +
               kAlphabetNames[static_cast<std::size_t>(findings.first)] + " and " +
               kAlphabetNames[static_cast<std::size_t>(findings.second)] + " letters",
           "letters that look alike are not equal; retype the word in one script");
  }
  std::size_t units = FormCutter().cut(form.value).hashes.size();
  if (units == 0 || units > kMaxFormUnits) {
    report(Severity::kError, "unusable-form",
           units == 0 ? "nothing in '" + form.value + "' can be looked up"
                      : "a form of more than 64 words or signs can't be looked up",
           "");
  } else if (!is_guarded && is_too_short(form.value)) {
    report(Severity::kWarning, "short-form",
           "'" + form.value + "' is a single letter and will be found everywhere",
           "give it 'needs' or 'case: exact', or leave it out");
  }
}

}  // namespace waymark::gazetteer
