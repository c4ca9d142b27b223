// SPDX-License-Identifier: Apache-2.0
// Records of numbers, each field as many bits wide as its largest value needs: what all records
// share stands once, and a field that counts up with the records (the names of entries that have
// one each) takes no room. A record is found by its number and mostly lies in one line of the
// cache.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/index_layout.h"
#include "gazetteer/large_memory.h"

namespace waymark::gazetteer {

/// Gathers records and writes them. Fields in which all records are alike, or which count up with
/// them, take no memory.
class RecordPacker {
 public:
  /// `expected`: about how many records will come; room is made for them once.
  explicit RecordPacker(std::size_t field_count, std::size_t expected = 0)
      : columns_(field_count, Column(expected)) {}

  /// Requires: as many values as there are fields. Negative ones are taken modulo 2^32.
  void add(std::initializer_list<std::uint32_t> values) {
    add_repeats();
    Column* column = columns_.data();
    for (const std::uint32_t value : values) column++->add(value, count_);
    ++count_;
  }
  /// Adds a record that is as the last one, with one more in a field.
  /// Requires: there is one; the field is that of the last call, unless add() came between.
  void repeat(std::size_t rising) {
    rising_ = rising;
    ++repeats_;
  }
  [[nodiscard]] std::size_t count() const { return count_ + repeats_; }
  /// The bytes of the section; none of no records.
  [[nodiscard]] std::string pack() &&;

 private:
  /// The values of one field.
  class Column {
   public:
    explicit Column(std::size_t expected) : expected_(expected) {}
    void add(std::uint32_t value, std::uint32_t number) {
      last_ = value;
      if (number == 0) base_ = value;
      if (number == 1 && value == base_ + 1) slope_ = 1;
      if (is_even_ && value == base_ + slope_ * number) return;
      if (is_even_) spread(number);
      values_.push_back(value);
    }
    /// Adds values that follow the last one, each `step` (0 or 1) more than the one before.
    void add_run(std::uint32_t step, std::uint32_t number, std::uint32_t count);
    [[nodiscard]] layout::FieldRecord record() const;
    /// Requires: record() tells that it is kept.
    [[nodiscard]] std::uint32_t get(std::uint32_t number) const { return values_[number]; }

   private:
    void spread(std::uint32_t count);
    [[nodiscard]] std::uint32_t find_step() const;

    std::size_t expected_;
    bool is_even_ = true;  ///< each value is base_ + slope_ × its number; none is kept
    std::uint32_t base_ = 0, slope_ = 0, last_ = 0;
    LargeVector<std::uint32_t> values_;
  };

  /// Adds the records of repeat() to the columns.
  void add_repeats();

  std::vector<Column> columns_;
  std::uint32_t count_ = 0;
  std::uint32_t repeats_ = 0;  ///< of the last record, that the columns don't have yet
  std::size_t rising_ = 0;     ///< the field that rises in them
};

/// Records as they lie in an index, perhaps damaged.
/// Lifetime: refers to the bytes.
class PackedRecords {
 public:
  static constexpr std::size_t kMaxFields = 8;

  /// Gives false, and has no records, where the bytes don't hold records of so many fields, or more
  /// of them than `most`.
  [[nodiscard]] bool open(std::string_view section, std::size_t field_count, std::uint64_t most);

  [[nodiscard]] std::uint32_t count() const { return count_; }

  /// Requires: number < count(), field < the number of fields.
  [[nodiscard]] std::uint32_t get(std::uint32_t number, std::size_t field) const {
    const Field& how = fields_[field];
    const std::uint64_t begin = number * stride_ + how.offset;
    std::uint64_t stored;
    std::memcpy(&stored, records_ + begin / 8, sizeof stored);
    return how.base + how.slope * number +
           how.step * (static_cast<std::uint32_t>(stored >> begin % 8) & how.mask);
  }

  /// Whether a field surely has this value in all records.
  [[nodiscard]] bool have_all(std::size_t field, std::uint32_t value) const {
    const Field& how = fields_[field];
    return count_ == 0 || (how.base == value && how.slope == 0 && (how.step == 0 || how.mask == 0));
  }

  /// Where a record stands; for telling the machine that it will be read.
  [[nodiscard]] const char* place_of(std::uint32_t number) const {
    return records_ + number * stride_ / 8;
  }

  /// The first record whose field is not less than `value`, in records sorted by that field.
  [[nodiscard]] std::uint32_t lower_bound(std::size_t field, std::uint32_t value) const;

 private:
  struct Field {
    std::uint32_t base = 0, slope = 0, step = 0, mask = 0;
    std::uint64_t offset = 0;  ///< bits
  };

  std::array<Field, kMaxFields> fields_;
  const char* records_ = nullptr;
  std::uint32_t count_ = 0;
  std::uint64_t stride_ = 0;  ///< bits
};

}  // namespace waymark::gazetteer
