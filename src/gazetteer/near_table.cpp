// SPDX-License-Identifier: Apache-2.0
// Each look-up reads a group once; bytes that claim groups in each other cost no more than a table
// of one group would.
#include "gazetteer/near_table.h"

#include <algorithm>
#include <cstring>

#include "gazetteer/front_coding.h"
#include "surface/near_keys.h"
#include "text/normal_form.h"

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kShortestNear = 5;  // shorter words have a neighbour in every dictionary

// No folding makes one word of several, nor letters of Hangul: most forms need not be folded.
bool may_be_plain_word(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == ' ' || c == '-' || byte == 0xEB || byte == 0xEC;
  });
}

}  // namespace

bool is_plain_word(std::string_view folded) {
  return folded.size() >= kShortestNear && folded.size() <= surface::kLongestNear &&
         std::all_of(folded.begin(), folded.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; });
}

std::string plain_word_of(std::string_view text) {
  std::string folded;
  if (may_be_plain_word(text)) folded = text::fold(text);
  if (!is_plain_word(folded)) folded.clear();
  return folded;
}

layout::NearKeyRecord NearTable::key(std::size_t number) const {
  layout::NearKeyRecord record;
  std::memcpy(&record, keys_.data() + number * sizeof record, sizeof record);
  return record;
}

/// The first key that is not less than this.
std::size_t NearTable::lower_bound(std::uint32_t wanted) const {
  std::size_t begin = 0, end = keys_.size() / sizeof(layout::NearKeyRecord);
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (key(middle).key < wanted) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

/// Where the groups begin that a word may be near to, each once.
std::vector<std::uint32_t> NearTable::find_groups(std::string_view folded) const {
  thread_local std::vector<std::uint64_t> keys;  // asked for every unknown name
  surface::find_near_keys(folded, keys);
  for (std::uint64_t& key : keys) key = short_key(key);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::vector<std::uint32_t> groups;
  const std::size_t count = keys_.size() / sizeof(layout::NearKeyRecord);
  for (const std::uint64_t wanted : keys)
    for (std::size_t at = lower_bound(static_cast<std::uint32_t>(wanted));
         at < count && key(at).key == wanted; ++at)
      groups.push_back(key(at).group);
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

std::vector<NearWord> NearTable::find(std::string_view folded) const {
  constexpr std::size_t kUsual = 512;
  std::vector<NearWord> found;
  found.reserve(kUsual);
  std::size_t left = words_.size();  // bytes that groups which don't overlap can have
  for (std::size_t at : find_groups(folded)) {
    const std::size_t begin = at;
    std::uint32_t size = 0, form = 0;
    while (read_varint(words_, at, size) && size != 0 && size <= words_.size() - at) {
      const std::string_view word = words_.substr(at, size);
      at += size;
      if (!read_varint(words_, at, form) || at - begin > left) break;
      found.push_back({word, form});
    }
    left -= std::min(left, at - begin);
  }
  return found;
}

}  // namespace waymark::gazetteer
