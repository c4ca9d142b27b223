// SPDX-License-Identifier: Apache-2.0
// section := RecordsHead, a FieldRecord a field, the records, four zero bytes: so that a field can
// be read as four bytes wherever it stands.
#include "gazetteer/packed_records.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kPadding = 4;

std::uint16_t byte_size_between(std::int32_t least, std::int32_t most) {
  const auto width = static_cast<std::uint64_t>(std::int64_t{most} - least);
  std::uint16_t bytes = 0;
  while (bytes < 4 && (width >> (8 * bytes)) != 0) ++bytes;
  return bytes;
}

template <class T>
void append(const T& record, std::string& out) {
  out.append(reinterpret_cast<const char*>(&record), sizeof record);
}

/// The low bytes of four.
std::uint32_t mask_of(std::uint32_t byte_size) {
  return byte_size == 0 ? 0 : 0xFFFFFFFFu >> (32 - 8 * byte_size);
}

}  // namespace

/// From here on values are kept, those of the records before this one too.
void RecordPacker::Column::spread(std::uint32_t count) {
  is_even_ = false;
  values_.reserve(expected_);
  for (std::uint32_t number = 0; number < count; ++number) {
    values_.push_back(base_ + slope_ * number);
    note(values_.back(), number);
  }
}

layout::FieldRecord RecordPacker::Column::record() const {
  if (is_even_) return {base_, 0, static_cast<std::uint16_t>(slope_)};
  const std::uint16_t plain = byte_size_between(least_, most_);
  const std::uint16_t rising = byte_size_between(least_rising_, most_rising_);
  if (rising < plain) return {static_cast<std::uint32_t>(least_rising_), rising, 1};
  return {static_cast<std::uint32_t>(least_), plain, 0};
}

std::string RecordPacker::pack() && {
  assert(columns_.size() <= PackedRecords::kMaxFields);
  std::string bytes;
  if (count_ == 0) return bytes;
  append(layout::RecordsHead{count_, static_cast<std::uint32_t>(columns_.size())}, bytes);
  std::size_t stride = 0;
  std::vector<std::pair<const Column*, layout::FieldRecord>> kept;  // those that take bytes
  for (const Column& column : columns_) {
    const layout::FieldRecord how = column.record();
    append(how, bytes);
    stride += how.byte_size;
    if (how.byte_size > 0) kept.emplace_back(&column, how);
  }
  std::size_t at = bytes.size();
  bytes.resize(at + count_ * stride + kPadding);
  for (std::uint32_t number = 0; number < count_; ++number) {
    for (const auto& [column, how] : kept) {
      const std::uint32_t stored = column->get(number) - how.base - how.slope * number;
      // All four bytes: those that are too many lie where the next field goes, or the padding.
      std::memcpy(bytes.data() + at, &stored, sizeof stored);
      at += how.byte_size;
    }
  }
  std::memset(bytes.data() + at, 0, kPadding);
  columns_.clear();
  return bytes;
}

bool PackedRecords::open(std::string_view section, std::size_t field_count, std::uint64_t most) {
  *this = {};
  if (section.empty()) return true;
  layout::RecordsHead head;
  const std::size_t begin = sizeof head + field_count * sizeof(layout::FieldRecord);
  if (field_count > kMaxFields || section.size() < begin + kPadding) return false;
  std::memcpy(&head, section.data(), sizeof head);
  if (head.field_count != field_count || head.count > most) return false;
  std::uint32_t stride = 0;
  for (std::size_t field = 0; field < field_count; ++field) {
    layout::FieldRecord how;
    std::memcpy(&how, section.data() + sizeof head + field * sizeof how, sizeof how);
    if (how.byte_size > 4) return false;
    fields_[field] = {how.base, how.slope, mask_of(how.byte_size), stride};
    stride += how.byte_size;
  }
  if (section.size() - begin - kPadding < std::uint64_t{head.count} * stride) return false;
  records_ = section.data() + begin;
  count_ = head.count;
  stride_ = stride;
  return true;
}

std::uint32_t PackedRecords::lower_bound(std::size_t field, std::uint32_t value) const {
  // Most often every entry has one record.
  if (value < count_ && get(value, field) == value && (value == 0 || get(value - 1, field) < value))
    return value;
  std::uint32_t begin = 0, end = count_;
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (get(middle, field) < value) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

}  // namespace waymark::gazetteer
