// SPDX-License-Identifier: Apache-2.0
// A format is known by member names that stand in no other. In a string of JSON quotes are escaped,
// so that a name in quotes is a name.
#include "cli/guess_format.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "cli/byte_source.h"
#include "format/format.h"

namespace waymark::cli {
namespace {

/// Bytes of a file that are looked at.
constexpr std::size_t kHead = 1 << 16;

struct Sign {
  std::string_view format;
  std::vector<std::string_view> names;  ///< all of them
};

const std::vector<Sign>& signs() {
  static const std::vector<Sign> kSigns = {
      {"cas", {"\"%FEATURE_STRUCTURES\""}},
      {"w3c", {"\"http://www.w3.org/ns/anno.jsonld\""}},
      {"gliner", {"\"tokenized_text\""}},
      {"hf", {"\"tokens\"", "\"ner_tags\""}},
      {"labelstudio", {"\"from_name\"", "\"to_name\""}},
      {"labelstudio", {"\"data\"", "\"was_cancelled\""}},
      {"labelstudio", {"\"annotation_id\"", "\"lead_time\""}},
      {"labelstudio", {"\"data\"", "\"predictions\""}},
      {"doccano", {"\"entities\"", "\"start_offset\""}},
      {"doccano", {"\"label\"", "\"Comments\""}},
      {"prodigy", {"\"_input_hash\""}},
      {"prodigy", {"\"spans\"", "\"token_start\""}},
      {"spacy", {"\"text\"", "\"ents\"", "\"tokens\""}},
  };
  return kSigns;
}

std::string read_head(const std::string& path) {
  auto source = open_source(path);
  std::string head;
  std::array<char, 4096> buffer;
  while (source && head.size() < kHead) {
    const std::size_t count = (*source)->read(buffer.data(), buffer.size());
    if (count == 0) break;
    head.append(buffer.data(), count);
  }
  return head;
}

}  // namespace

std::string_view guess_format(std::string_view head) {
  const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || (head[first] != '{' && head[first] != '[')) return {};
  if (head.substr(first).starts_with("{\"waymark\"")) return {};
  for (const Sign& sign : signs())
    if (std::all_of(sign.names.begin(), sign.names.end(), [&](std::string_view name) {
          return head.find(name) != std::string_view::npos;
        }))
      return sign.format;
  return {};
}

std::string_view guess_format_of_file(const std::string& path) {
  const std::string name = without_packing(path);
  const format::Format* format = format::find_format_by_suffix(name);
  const bool is_plain_json = format != nullptr ? format->name == "jsonl" : name.ends_with(".json");
  std::error_code ignored;
  if (!is_plain_json || !std::filesystem::is_regular_file(path, ignored)) return {};
  return guess_format(read_head(path));
}

}  // namespace waymark::cli
