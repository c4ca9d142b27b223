// SPDX-License-Identifier: Apache-2.0
// Marks at the beginning and the place of zero bytes betray UTF-16 and UTF-32. The two-byte
// encodings of East Asia are told apart by which bytes come in pairs and where the first ones lie;
// lone high bytes between letters are Western.
#include "format/encoding.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace waymark::format {
namespace {

constexpr std::size_t kLookedAt = 1 << 20;
constexpr std::size_t kLongestSourceLine = 1 << 12;

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::string guess_wide(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (bytes.starts_with("\xFF\xFE"sv)) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF"sv)) return "UTF-16BE";
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0';
  if (zeros[1] * 4 > bytes.size() && zeros[0] * 16 < zeros[1]) return "UTF-16LE";
  if (zeros[0] * 4 > bytes.size() && zeros[1] * 16 < zeros[0]) return "UTF-16BE";
  return {};
}

/// Counts of the sequences that different encodings would see.
struct Counts {
  std::size_t good = 0, bad = 0;  ///< UTF-8 sequences of more than a byte, and bytes in none
  std::size_t pairs = 0;          ///< high byte followed by a byte that may end a pair
  std::size_t hangul_pairs = 0;   ///< of these, in KS X 1001's rows of Hangul
  std::size_t gb_pairs = 0;       ///< in GB 2312's rows of Han
  std::size_t kana_pairs = 0;     ///< in Shift JIS's rows of Kana
  std::size_t lone = 0;           ///< high bytes between ASCII
};

void count_utf8(std::string_view bytes, Counts& counts) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t invalid = text::find_invalid_utf8(bytes.substr(at));
    const std::string_view valid = bytes.substr(at, invalid);
    counts.good += static_cast<std::size_t>(std::count_if(
        valid.begin(), valid.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    if (invalid == text::kAllValid) return;
    at += invalid + 1;
    ++counts.bad;
    while (!text::is_code_point_boundary(bytes, at)) ++at;
  }
}

bool is_trail(unsigned char c) { return c >= 0x40 && c != 0x7F && c != 0xFF; }

void count_pairs(std::string_view bytes, Counts& counts) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const unsigned char lead = byte_at(bytes, at);
    if (lead < 0x80) continue;
    if (at + 1 == bytes.size()) return;
    const unsigned char trail = byte_at(bytes, at + 1);
    if (trail < 0x80 && (at == 0 || byte_at(bytes, at - 1) < 0x80)) ++counts.lone;
    if (!is_trail(trail)) continue;
    ++counts.pairs;
    counts.hangul_pairs += lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1;
    counts.gb_pairs += lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1;
    counts.kana_pairs += (lead == 0x82 && trail >= 0x9F) || (lead == 0x83 && trail <= 0x96);
    ++at;
  }
}

/// The line that holds `at`, without its end.
std::string_view line_around(std::string_view bytes, std::size_t at) {
  const std::size_t begin = bytes.substr(0, at).rfind('\n') + 1;
  return bytes.substr(begin, std::min(bytes.find('\n', at), bytes.size()) - begin);
}

std::string hint_for(const std::string& encoding) {
  if (encoding.empty()) return "convert it to UTF-8, for example with iconv";
  if (encoding == "UTF-8")
    return "single bytes are damaged; 'iconv -c -f UTF-8 -t UTF-8 FILE' leaves them out";
  return "it looks like " + encoding + "; 'iconv -f " + encoding + " -t UTF-8 FILE' converts it";
}

std::string in_hex(unsigned char c) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  return {'0', 'x', kDigits[c >> 4], kDigits[c & 15]};
}

}  // namespace

std::string guess_encoding(std::string_view bytes) {
  bytes = bytes.substr(0, kLookedAt);
  if (std::string wide = guess_wide(bytes); !wide.empty()) return wide;
  Counts counts;
  count_utf8(bytes, counts);
  if (counts.good > counts.bad) return "UTF-8";
  count_pairs(bytes, counts);
  if (counts.lone * 2 > counts.pairs) return "WINDOWS-1252";
  if (counts.kana_pairs * 4 > counts.pairs) return "SHIFT_JIS";
  if (counts.hangul_pairs * 10 > counts.pairs * 7) return "CP949";
  if (counts.gb_pairs * 10 > counts.pairs * 7) return "GB18030";
  return {};
}

Diagnostic diagnose_invalid_utf8(std::string_view bytes, std::size_t at, const std::string& file,
                                 std::uint64_t line) {
  const std::string_view source_line = line_around(bytes, at);
  const auto prefix = bytes.substr(0, at);
  const std::size_t line_begin = static_cast<std::size_t>(source_line.data() - bytes.data());
  Diagnostic diagnostic;
  diagnostic.code = "format/invalid-utf8";
  diagnostic.file = file;
  diagnostic.line = static_cast<std::uint32_t>(
      line + static_cast<std::uint64_t>(std::count(prefix.begin(), prefix.end(), '\n')));
  diagnostic.column = static_cast<std::uint32_t>(
      text::count_code_points(bytes.substr(line_begin, at - line_begin)) + 1);
  diagnostic.message = "invalid UTF-8: byte " + in_hex(byte_at(bytes, at));
  if (source_line.size() <= kLongestSourceLine) diagnostic.source_line = source_line;
  diagnostic.hint = hint_for(guess_encoding(bytes));
  return diagnostic;
}

}  // namespace waymark::format
