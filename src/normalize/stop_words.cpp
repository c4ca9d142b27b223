// SPDX-License-Identifier: Apache-2.0
// Made by correcting a dictionary of English, the cities of China and the towns of the South with
// this list empty, and reading what came out; also surnames that are near a county's name.
#include "normalize/stop_words.h"

#include <algorithm>
#include <array>

namespace waymark::normalize {

bool is_stop_word(std::string_view compact) {
  static constexpr std::array<std::string_view, 83> kWords = {
      "albion",    "baekjeon",  "bulgwang",     "byeollyang",  "canyon",    "chagrin",  "changde",
      "changing",  "changning", "changping",    "changpyeong", "changyuan", "chasing",  "cheong",
      "cheongdam", "cheongha",  "cheongpyeong", "cheongsan",   "choosing",  "chosun",   "chunhua",
      "connery",   "datong",    "dongcun",      "eonyang",     "guwol",     "haeje",    "haeryong",
      "haiyang",   "hecun",     "huayang",      "huichang",    "huilong",   "hwangbo",  "hyeonpung",
      "insane",    "janghang",  "jangling",     "jangpyeong",  "jargon",    "jolson",   "joshing",
      "junggye",   "kangding",  "kareem",       "keeling",     "killjoy",   "kwon",     "lashing",
      "lasing",    "longgang",  "mayan",        "moran",       "munjeong",  "nagwol",   "namgung",
      "orange",    "photon",    "podunk",       "pogo",        "reason",    "sappho",   "sargon",
      "sejong",    "seonu",     "shilong",      "shinto",      "simwon",    "sinhyeon", "sinwol",
      "sonar",     "songgwang", "songhae",      "songhua",     "songun",    "tab",      "tongan",
      "unruly",    "yantan",    "yeoman",       "yeomsan",     "yongchang", "yoon"};
  return std::binary_search(kWords.begin(), kWords.end(), compact);
}

}  // namespace waymark::normalize
