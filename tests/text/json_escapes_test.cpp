// SPDX-License-Identifier: Apache-2.0
// What is said here is asked only of machines that can do it; others are refused everything.
#include "text/json_escapes.h"

#include <utility>
#include <vector>

#include "random_text.h"
#include "support/catch.h"
#include "text/full_byte_block.h"

namespace waymark::text::json {
namespace {

struct Said {
  bool is_taken = false;
  std::string text;
  friend bool operator==(const Said&, const Said&) = default;
};

Said take(std::string raw) {
  const std::size_t size = raw.size();
  raw.append(kEscapeSlack, '\\');
  Said said;
  said.is_taken = take_escapes(std::string_view(raw).substr(0, size), said.text);
  if (!said.is_taken) said.text.clear();
  return said;
}

/// The escaped text; "?" if it has to be written in another way.
std::string put(std::string_view text) {
  std::string bytes(2 * (text.size() + kEscapeSlack), '?');
  const auto put = put_with_escapes(text, bytes.data());
  return put ? bytes.substr(0, static_cast<std::size_t>(put->end - bytes.data())) : "?";
}

/// What may stand in a string, and what it means.
const std::vector<std::pair<std::string, std::string>> kPieces = {
    {"\\\\", "\\"}, {"\\\"", "\""},         {"\\n", "\n"}, {"\\t", "\t"},
    {"\\r", "\r"},  {"\\b", "\b"},          {"\\f", "\f"}, {"n", "n"},
    {"/", "/"},     {"Hyesan ", "Hyesan "}, {"혜", "혜"},  {"u", "u"}};

}  // namespace

TEST_CASE("json: escapes are put in and taken out wherever they stand", "[text][json]") {
  if (!has_full_blocks()) return;
  RandomText random(3);
  for (std::uint32_t round = 0; round < 20000; ++round) {
    std::string raw, text;
    const std::uint32_t kinds = 1 + round % static_cast<std::uint32_t>(kPieces.size());
    for (std::uint32_t left = random.below(150); left > 0; --left) {
      const auto& [written, meant] = kPieces[random.below(kinds)];
      raw += written;
      text += meant;
    }
    REQUIRE(take(raw) == Said{true, text});
    REQUIRE(put(text) == raw);
  }
}

TEST_CASE("json: a slash may have a backslash", "[text][json]") {
  if (has_full_blocks()) CHECK(take("\\/a/") == Said{true, "/a/"});
}

TEST_CASE("json: rare and wrong escapes are left to others, wherever they stand", "[text][json]") {
  for (const std::string escape : {"\\u0041", "\\q", "\\'", "\\N", "\\é", "\\ ", "\\0"})
    for (std::size_t at = 0; at < 140; ++at)
      REQUIRE_FALSE(take(std::string(at, 'a') + escape + "b").is_taken);
  for (const std::string sign : {"\x01", "\x1F", "\v"})
    for (std::size_t at = 0; at < 140; ++at) REQUIRE(put(std::string(at, 'a') + sign + "b") == "?");
}

TEST_CASE("json: whoever puts escapes in says whether a text is ASCII", "[text][json]") {
  if (!has_full_blocks()) return;
  for (std::size_t at = 0; at < 140; ++at) {
    char bytes[2 * (150 + kEscapeSlack)];
    CHECK(put_with_escapes(std::string(at, 'a') + "\n", bytes)->is_ascii);
    CHECK_FALSE(put_with_escapes(std::string(at, 'a') + "é\n", bytes)->is_ascii);
  }
}

}  // namespace waymark::text::json
