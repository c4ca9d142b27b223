// SPDX-License-Identifier: Apache-2.0
// Bytes that claim groups in each other cost for each key no more than a table of one group would.
#include "gazetteer/near_table.h"

#include <algorithm>
#include <array>
#include <cstring>

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

NearQuery::NearQuery(std::string_view folded, double limit) : filter(folded, limit) {
  thread_local std::vector<std::uint64_t> near_keys;  // asked for every unknown name
  surface::find_near_keys(folded, near_keys);
  for (const std::uint64_t key : near_keys) keys.push_back(short_key(key));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

namespace {

/// The words of one skeleton; see NearTable.
class Group {
 public:
  /// Of bytes that hold none a group without words.
  explicit Group(std::string_view bytes) {
    constexpr std::size_t kWordSize = sizeof(surface::Sketch) + sizeof(FormId);
    std::uint32_t count = 0;
    if (bytes.size() < sizeof count) return;
    std::memcpy(&count, bytes.data(), sizeof count);
    bytes.remove_prefix(sizeof count);
    if (count > bytes.size() / kWordSize) return;
    count_ = count;
    sketches_ = bytes.data();
    forms_ = sketches_ + count * sizeof(surface::Sketch);
    texts_ = bytes.substr(count * kWordSize);
  }

  [[nodiscard]] std::size_t count() const { return count_; }

  /// Adds those that a filter doesn't refuse.
  void find(const surface::SketchFilter& filter, std::vector<NearWord>& found) const {
    std::size_t next = 0, at = 0;  // a word and where its bytes begin
    for (std::size_t i = 0; i < count_; ++i) {
      if (!filter.may_be_near(sketch(i))) continue;
      for (; next < i; ++next) at += surface::size_of_sketched(sketch(next));
      add(i, at, found);
    }
  }

 private:
  [[nodiscard]] surface::Sketch sketch(std::size_t i) const {
    surface::Sketch sketch;
    std::memcpy(&sketch, sketches_ + i * sizeof sketch, sizeof sketch);
    return sketch;
  }
  void add(std::size_t i, std::size_t at, std::vector<NearWord>& found) const {
    const std::size_t size = surface::size_of_sketched(sketch(i));
    if (at > texts_.size() || size > texts_.size() - at) return;
    FormId form = kNoForm;
    std::memcpy(&form, forms_ + i * sizeof form, sizeof form);
    found.push_back({texts_.substr(at, size), form});
  }

  std::size_t count_ = 0;
  const char *sketches_ = nullptr, *forms_ = nullptr;  // may lie at any address
  std::string_view texts_;
};

/// Groups that were met: the spelling's own is found by every key.
class MetGroups {
 public:
  /// Whether it is met for the first time, as far as few are met.
  bool add(std::uint32_t begin) {
    const auto end = begins_.begin() + static_cast<std::ptrdiff_t>(count_);
    if (std::find(begins_.begin(), end, begin) != end) return false;
    if (count_ < begins_.size()) begins_[count_++] = begin;
    return true;
  }

 private:
  std::array<std::uint32_t, 32> begins_;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<NearWord> NearTable::find(const NearQuery& query) const {
  constexpr std::size_t kUsual = 32;
  std::vector<NearWord> found;
  found.reserve(kUsual);
  MetGroups met;
  const std::size_t count = keys_.size() / sizeof(layout::NearKeyRecord);
  for (const std::uint32_t wanted : query.keys) {
    std::size_t left = words_.size();  // words that groups which don't overlap can have
    for (std::size_t at = lower_bound(wanted); at < count && key(at).key == wanted; ++at) {
      const std::uint32_t begin = key(at).group;
      const Group group(words_.substr(std::min<std::size_t>(begin, words_.size())));
      if (group.count() > left) break;
      left -= group.count();
      const std::size_t before = found.size();
      group.find(query.filter, found);
      if (found.size() != before && !met.add(begin)) found.resize(before);
    }
  }
  return found;
}

}  // namespace waymark::gazetteer
