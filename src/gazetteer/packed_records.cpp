// SPDX-License-Identifier: Apache-2.0
// section := RecordsHead, a FieldRecord a field, the records, eight zero bytes: so that a field can
// be read as eight bytes wherever it begins. The low bits of a byte come first.
#include "gazetteer/packed_records.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <utility>

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kPadding = 8;

std::uint16_t bit_size_between(std::int32_t least, std::int32_t most, std::uint64_t step) {
  const auto width = static_cast<std::uint64_t>(std::int64_t{most} - least);
  return static_cast<std::uint16_t>(std::bit_width(width / step));
}

template <class T>
void append(const T& record, std::string& out) {
  out.append(reinterpret_cast<const char*>(&record), sizeof record);
}

/// The low bits of 32.
std::uint32_t mask_of(std::uint32_t bit_size) {
  return bit_size == 0 ? 0 : 0xFFFFFFFFu >> (32 - bit_size);
}

/// How many bytes so many records of so many bits take.
std::uint64_t byte_size_of(std::uint64_t count, std::uint64_t stride) {
  return (count * stride + 7) / 8;
}

}  // namespace

/// From here on values are kept, those of the records before this one too.
void RecordPacker::Column::spread(std::uint32_t count) {
  is_even_ = false;
  values_.reserve(expected_);
  for (std::uint32_t number = 0; number < count; ++number)
    values_.push_back(base_ + slope_ * number);
}

void RecordPacker::Column::add_run(std::uint32_t step, std::uint32_t number, std::uint32_t count) {
  const std::uint32_t first = last_ + step;
  add(first, number);  // the second of all says which slope the field has
  const bool goes_on = is_even_ && slope_ == step;
  for (std::uint32_t i = 1; i < count && !goes_on; ++i) add(first + step * i, number + i);
  last_ = first + step * (count - 1);
}

void RecordPacker::add_repeats() {
  if (repeats_ == 0) return;
  for (std::size_t field = 0; field < columns_.size(); ++field)
    columns_[field].add_run(field == rising_ ? 1 : 0, count_, repeats_);
  count_ += std::exchange(repeats_, 0);
}

/// What all values are apart by multiples of.
std::uint32_t RecordPacker::Column::find_step() const {
  std::uint64_t step = 0;
  const std::int64_t first = static_cast<std::int32_t>(values_.front());
  for (const std::uint32_t value : values_) {
    const std::int64_t apart = static_cast<std::int32_t>(value) - first;
    step = std::gcd(step, static_cast<std::uint64_t>(std::abs(apart)));
    if (step == 1) break;
  }
  return static_cast<std::uint32_t>(std::max<std::uint64_t>(1, step));
}

layout::FieldRecord RecordPacker::Column::record() const {
  if (is_even_) return {base_, 1, 0, static_cast<std::uint16_t>(slope_)};
  std::int32_t least = std::numeric_limits<std::int32_t>::max(), least_rising = least;
  std::int32_t most = std::numeric_limits<std::int32_t>::min(), most_rising = most;
  for (std::uint32_t number = 0; number < values_.size(); ++number) {
    // Signed: "none" is all ones, which is one less than the first number.
    const auto plain = static_cast<std::int32_t>(values_[number]);
    const auto rising = static_cast<std::int32_t>(values_[number] - number);
    least = std::min(least, plain), most = std::max(most, plain);
    least_rising = std::min(least_rising, rising), most_rising = std::max(most_rising, rising);
  }
  const std::uint32_t step = find_step();
  const std::uint16_t plain_size = bit_size_between(least, most, step);
  const std::uint16_t rising_size = bit_size_between(least_rising, most_rising, 1);
  if (rising_size < plain_size)
    return {static_cast<std::uint32_t>(least_rising), 1, rising_size, 1};
  return {static_cast<std::uint32_t>(least), step, plain_size, 0};
}

std::string RecordPacker::pack() && {
  assert(columns_.size() <= PackedRecords::kMaxFields);
  add_repeats();
  std::string bytes;
  if (count_ == 0) return bytes;
  append(layout::RecordsHead{count_, static_cast<std::uint32_t>(columns_.size())}, bytes);
  std::uint64_t stride = 0;
  std::vector<std::pair<const Column*, layout::FieldRecord>> kept;  // those that take bits
  for (const Column& column : columns_) {
    const layout::FieldRecord how = column.record();
    append(how, bytes);
    stride += how.bit_size;
    if (how.bit_size > 0) kept.emplace_back(&column, how);
  }
  const std::size_t begin = bytes.size();
  const std::size_t size = begin + byte_size_of(count_, stride) + kPadding;
  reserve_large(bytes, size);
  bytes.resize(size);
  char* at = bytes.data() + begin;
  std::uint64_t waiting = 0;  // bits that fill no byte yet
  std::uint32_t count = 0;    // of them
  for (std::uint32_t number = 0; number < count_; ++number) {
    for (const auto& [column, how] : kept) {
      const std::uint32_t beyond = column->get(number) - how.base - how.slope * number;
      waiting |= std::uint64_t{how.step == 1 ? beyond : beyond / how.step} << count;
      count += how.bit_size;
      // All eight bytes: those that are too many lie where the next field goes, or the padding.
      std::memcpy(at, &waiting, sizeof waiting);
      at += count / 8;
      waiting >>= count / 8 * 8;
      count %= 8;
    }
  }
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
  std::uint64_t stride = 0;
  for (std::size_t field = 0; field < field_count; ++field) {
    layout::FieldRecord how;
    std::memcpy(&how, section.data() + sizeof head + field * sizeof how, sizeof how);
    if (how.bit_size > 32) return false;
    fields_[field] = {how.base, how.slope, how.step, mask_of(how.bit_size), stride};
    stride += how.bit_size;
  }
  if (section.size() - begin - kPadding < byte_size_of(head.count, stride)) return false;
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
