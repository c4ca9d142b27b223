// SPDX-License-Identifier: Apache-2.0
// Forms that fold alike are of one key, so that their word is written once, with the first of them.
#include "gazetteer/near_writer.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "gazetteer/index_layout.h"
#include "gazetteer/near_table.h"
#include "surface/confusion.h"
#include "surface/near_keys.h"
#include "surface/sketch.h"

namespace waymark::gazetteer {

using layout::Section;

namespace {

template <class T>
void sort_once(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

}  // namespace

void NearWriter::add(std::uint32_t row, std::uint32_t form, bool is_first) {
  if (is_first) key_begin_ = words_.size();
  std::string folded = plain_word_of(store_.form_text(form));
  if (folded.empty()) return;
  owners_.push_back(store_.form_entry(form));
  const auto from = words_.begin() + static_cast<std::ptrdiff_t>(key_begin_);
  if (std::any_of(from, words_.end(), [&](const Word& word) { return word.folded == folded; }))
    return;
  Word& word = words_.emplace_back();
  word.skeleton = surface::skeleton(folded);
  word.folded = std::move(folded);
  word.form = row;
}

void NearWriter::write(Sections& sections) {
  write_words(sections);
  write_containers(sections);
}

void NearWriter::write_words(Sections& sections) {
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    return std::tie(a.skeleton, a.folded, a.form) < std::tie(b.skeleton, b.folded, b.form);
  });
  std::vector<std::uint64_t> keys;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> groups;  // (key, where the group begins)
  for (auto begin = words_.begin(), end = begin; begin != words_.end(); begin = end) {
    end = std::find_if(begin, words_.end(),
                       [&](const Word& word) { return word.skeleton != begin->skeleton; });
    const std::size_t place = sections.of(Section::kNearWords).size();
    surface::find_near_keys(begin->folded, keys);
    for (const std::uint64_t key : keys)
      groups.emplace_back(short_key(key), static_cast<std::uint32_t>(place));
    write_group({begin, end}, sections);
  }
  sort_once(groups);
  for (const auto& [key, group] : groups)
    sections.append(Section::kNearKeys, layout::NearKeyRecord{key, group});
}

void NearWriter::write_group(std::span<const Word> words, Sections& sections) {
  sections.append(Section::kNearWords, static_cast<std::uint32_t>(words.size()));
  for (const Word& word : words) sections.append(Section::kNearWords, surface::sketch(word.folded));
  for (const Word& word : words) sections.append(Section::kNearWords, word.form);
  for (const Word& word : words) sections.of(Section::kNearWords) += word.folded;
}

/// What contains the owners. Of an entry that another index defines only that one knows it: the
/// entry itself is written.
void NearWriter::write_containers(Sections& sections) {
  sort_once(owners_);
  std::vector<std::uint32_t> containers;
  EntryParts parts;
  for (const std::uint32_t owner : owners_) {
    store_.unpack(owner, parts);
    const std::uint32_t container = parts.is_external ? owner : store_.find(parts.parent);
    if (container != kNoEntry) containers.push_back(ranks_[container]);
  }
  sort_once(containers);
  for (const std::uint32_t container : containers)
    sections.append(Section::kNearContainers, container);
}

}  // namespace waymark::gazetteer
