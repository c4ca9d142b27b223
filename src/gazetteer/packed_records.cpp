// SPDX-License-Identifier: Apache-2.0
// section := RecordsHead, a FieldRecord a field, the records, four zero bytes: so that a field can
// be read as four bytes wherever it stands.
#include "gazetteer/packed_records.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kPadding = 4;

/// The least and the largest of numbers.
class Reach {
 public:
  void add(std::uint32_t value) {
    // Signed: "none" is all ones, which is one less than the first number.
    const auto number = static_cast<std::int32_t>(value);
    least_ = std::min(least_, number);
    most_ = std::max(most_, number);
  }
  [[nodiscard]] std::uint32_t least() const { return static_cast<std::uint32_t>(least_); }
  [[nodiscard]] std::uint16_t byte_size() const {
    const auto width = static_cast<std::uint64_t>(std::int64_t{most_} - least_);
    std::uint16_t bytes = 0;
    while (bytes < 4 && (width >> (8 * bytes)) != 0) ++bytes;
    return bytes;
  }

 private:
  std::int32_t least_ = std::numeric_limits<std::int32_t>::max();
  std::int32_t most_ = std::numeric_limits<std::int32_t>::min();
};

template <class T>
void append(const T& record, std::string& out) {
  out.append(reinterpret_cast<const char*>(&record), sizeof record);
}

/// The low bytes of four.
std::uint32_t mask_of(std::uint32_t byte_size) {
  return byte_size == 0 ? 0 : 0xFFFFFFFFu >> (32 - 8 * byte_size);
}

}  // namespace

layout::FieldRecord RecordPacker::choose(std::size_t field) const {
  Reach plain, rising;
  for (std::uint32_t number = 0; number < count(); ++number) {
    const std::uint32_t value = values_[number * field_count_ + field];
    plain.add(value);
    rising.add(value - number);
  }
  if (rising.byte_size() < plain.byte_size()) return {rising.least(), rising.byte_size(), 1};
  return {plain.least(), plain.byte_size(), 0};
}

std::string RecordPacker::pack() && {
  assert(field_count_ <= PackedRecords::kMaxFields);
  std::string bytes;
  if (values_.empty()) return bytes;
  append(layout::RecordsHead{static_cast<std::uint32_t>(count()),
                             static_cast<std::uint32_t>(field_count_)},
         bytes);
  std::vector<layout::FieldRecord> fields;
  std::size_t stride = 0;
  for (std::size_t field = 0; field < field_count_; ++field) {
    fields.push_back(choose(field));
    append(fields.back(), bytes);
    stride += fields.back().byte_size;
  }
  bytes.reserve(bytes.size() + count() * stride + kPadding);
  for (std::uint32_t number = 0; number < count(); ++number) {
    for (std::size_t field = 0; field < field_count_; ++field) {
      const layout::FieldRecord& how = fields[field];
      const std::uint32_t stored =
          values_[number * field_count_ + field] - how.base - how.slope * number;
      bytes.append(reinterpret_cast<const char*>(&stored), how.byte_size);
    }
  }
  bytes.append(kPadding, '\0');
  std::vector<std::uint32_t>().swap(values_);
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
