// SPDX-License-Identifier: Apache-2.0
// Made by correcting a dictionary of English, the cities of China and the towns of the South with
// this list empty, and reading what came out.
#include "normalize/stop_words.h"

#include <algorithm>
#include <array>

namespace waymark::normalize {

bool is_stop_word(std::string_view compact) {
  static constexpr std::array<std::string_view, 36> kWords = {
      "albion",  "chagrin", "changing", "chasing", "cheongdam", "choosing", "chosun", "connery",
      "datong",  "insane",  "jangling", "jargon",  "jolson",    "joshing",  "kareem", "keeling",
      "killjoy", "lashing", "lasing",   "mayan",   "moran",     "orange",   "photon", "podunk",
      "pogo",    "reason",  "sappho",   "sargon",  "sejong",    "shinto",   "sonar",  "songhua",
      "tab",     "tongan",  "unruly",   "yeoman"};
  return std::binary_search(kWords.begin(), kWords.end(), compact);
}

}  // namespace waymark::normalize
