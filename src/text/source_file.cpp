// SPDX-License-Identifier: Apache-2.0
// Lines are found once; a column is counted when it is asked for.
#include "text/source_file.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::text {
namespace {

constexpr std::uintmax_t kLargestFile = std::uintmax_t{1} << 30;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Diagnostic file_error(const std::string& path, std::string code, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.file = path;
  diagnostic.message = std::move(message);
  return diagnostic;
}

Diagnostic too_large(const std::string& path) {
  return file_error(path, "text/file-too-large", "the file is larger than 1 GiB");
}

// Reads to the end, which of a pipe isn't known beforehand. False if it is too large.
bool read_all(std::istream& input, std::string& content) {
  char block[1 << 16];
  while (input.read(block, sizeof block), input.gcount() > 0) {
    content.append(block, static_cast<std::size_t>(input.gcount()));
    if (content.size() > kLargestFile) return false;
  }
  return true;
}

// Long words aren't misspelt keywords, and comparing them would take its time.
constexpr std::size_t kLongestWord = 100;

std::vector<char32_t> code_points(std::string_view utf8) {
  std::vector<char32_t> result;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint c = code_point_at(utf8, at);
    result.push_back(c.value);
    at += c.byte_size;
  }
  return result;
}

// The number of letters to insert, drop, replace or swap.
// Source: Damerau 1964, in the form of optimal string alignment.
std::size_t edit_distance(const std::vector<char32_t>& a, const std::vector<char32_t>& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

SourceFile::SourceFile(std::string name, std::string content)
    : name_(std::move(name)), content_(std::move(content)) {
  assert(content_.size() < UINT32_MAX);
  const bool has_mark = std::string_view(content_).starts_with(kByteOrderMark);
  line_starts_.push_back(has_mark ? kByteOrderMark.size() : 0);
  for (std::size_t at = content_.find('\n'); at != std::string::npos;
       at = content_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

Result<SourceFile> SourceFile::read(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return file_error(path, "text/directory", "this is a directory, not a file");
  }
  if (const auto size = std::filesystem::file_size(path, error); !error && size > kLargestFile) {
    return too_large(path);
  }
  errno = 0;
  std::ifstream input(path, std::ios::binary);
  if (!input) {
    const std::string reason = errno == 0 ? "unknown reason" : std::strerror(errno);
    return file_error(path, "text/unreadable", "can't open the file: " + reason);
  }
  std::string content;
  if (!read_all(input, content)) return too_large(path);
  if (input.bad()) return file_error(path, "text/unreadable", "can't read the file");
  return SourceFile(path, std::move(content));
}

SourceFile::Position SourceFile::position(std::size_t byte) const {
  const auto next = std::upper_bound(line_starts_.begin() + 1, line_starts_.end(), byte);
  const std::size_t start = *(next - 1);
  const std::string_view before =
      byte <= start ? std::string_view() : content().substr(start, byte - start);
  return {static_cast<std::uint32_t>(next - line_starts_.begin()),
          static_cast<std::uint32_t>(count_code_points(before) + 1)};
}

std::string_view SourceFile::line(std::uint32_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[number - 1];
  const std::size_t end = number < line_starts_.size() ? line_starts_[number] - 1 : content_.size();
  std::string_view line = content().substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Diagnostic SourceFile::diagnose(Severity severity, std::string code, std::size_t begin,
                                std::size_t end, std::string message, std::string hint) const {
  begin = std::min(begin, content_.size());
  end = std::min(std::max(begin, end), content_.size());
  const Position at = position(begin);
  const std::string_view source_line = line(at.line);
  const std::size_t line_end = line_starts_[at.line - 1] + source_line.size();
  const std::size_t underlined =
      begin < line_end ? count_code_points(content().substr(begin, std::min(end, line_end) - begin))
                       : 0;
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = std::move(code);
  diagnostic.file = name_;
  diagnostic.line = at.line;
  diagnostic.column = at.column;
  diagnostic.width = static_cast<std::uint32_t>(std::max<std::size_t>(underlined, 1));
  diagnostic.message = std::move(message);
  diagnostic.source_line = source_line;
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

std::string nearest_word(std::string_view word, const std::vector<std::string>& words) {
  if (word.size() > 4 * kLongestWord || !is_valid_utf8(word)) return {};
  const std::vector<char32_t> wanted = code_points(fold(word));
  if (wanted.empty() || wanted.size() > kLongestWord) return {};
  std::size_t nearest = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  nearest = std::min(nearest, wanted.size());
  std::string result;
  for (const std::string& candidate : words) {
    if (candidate.size() > 4 * kLongestWord || !is_valid_utf8(candidate)) continue;
    const std::size_t distance = edit_distance(wanted, code_points(fold(candidate)));
    if (distance >= nearest) continue;
    nearest = distance;
    result = candidate;
  }
  return result;
}

}  // namespace waymark::text
