// SPDX-License-Identifier: Apache-2.0
// JSON written as fast as it can be copied: straight into the end of a string, whose bytes beyond
// what is written are room for what comes next. Every value leaves ", " behind it, which a
// closing bracket takes back.
//
//     std::string line;
//     json::Sheet(line,
//     100).open('{').key("id").value("a").key("n").value(1.5).close('}').finish();
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "text/json_bytes.h"

namespace waymark::text::json {

/// Writes a text in quotes, and ", ", if it is short, UTF-8 and needs no escape. Gives where they
/// end. Null for another text; what stands there then is of no meaning.
/// Requires: room for kPlainRoom bytes.
[[nodiscard]] char* put_plain_value(std::string_view text, char* at);
inline constexpr std::size_t kPlainRoom = 80;

/// Writes one value behind what a string holds, with a space after ',' and ':'. The caller takes
/// care that what opens also closes.
/// Lifetime: refers to the string, which nobody else touches until finish().
class Sheet {
 public:
  /// `expected` is about as many bytes as will be written.
  Sheet(std::string& out, std::size_t expected);

  Sheet& open(char bracket) {
    *room(1) = bracket;
    ++at_;
    return *this;
  }
  Sheet& close(char bracket) {
    take_comma();
    *room(kSlack) = bracket;
    ++at_;
    return comma();
  }

  /// Requires: the name needs no escape.
  template <std::size_t kSize>
  Sheet& key(const char (&name)[kSize]) {
    char* at = room(kSize + kSlack);
    *at = '"';
    std::memcpy(at + 1, name, kSize - 1);
    std::memcpy(at + kSize, "\": ", 3);
    at_ = at + kSize + 3;
    return *this;
  }
  /// Any other name.
  Sheet& key(std::string_view name);

  Sheet& value(std::string_view text);
  Sheet& value(const std::string& text) { return value(std::string_view(text)); }
  Sheet& value(const char* text) { return value(std::string_view(text)); }
  Sheet& value(std::uint32_t number) {
    char* at = room(kLongestNumber + kSlack);
    at_ = put_digits(number, at);
    return comma();
  }
  /// Null if the number is not finite.
  Sheet& value(double number);
  Sheet& value(bool truth) { return raw(truth ? "true" : "false"); }
  Sheet& null() { return raw("null"); }
  /// JSON that is already written.
  Sheet& raw(std::string_view json);

  /// Room for `size` bytes; advance() says where what was written there ends.
  char* room(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
    return at_;
  }
  void advance(char* at) { at_ = at; }
  Sheet& comma() {
    std::memcpy(room(kSlack), ", ", 2);
    at_ += 2;
    return *this;
  }

  /// Gives the string its size.
  void finish();

 private:
  friend class Pen;
  static constexpr std::size_t kSlack = 16;

  void grow(std::size_t size);
  void take_comma() {
    if (at_[-1] == ' ') at_ -= 2;
  }
  /// As value(), of any text.
  Sheet& long_value(std::string_view text);
  bool put_piece(std::string_view text, std::size_t begin);
  Sheet& faulty_value(std::string_view text);

  std::string& out_;
  char* at_;
  char* end_;
};

/// A member's name as it is written: "name": . All of it is stored at once.
class Key {
 public:
  /// Requires: the name needs no escape.
  template <std::size_t kSize>
  consteval Key(const char (&name)[kSize]) : size_(kSize + 3) {
    static_assert(kSize + 3 <= sizeof bytes_);
    char* at = bytes_;
    *at++ = '"';
    for (std::size_t i = 0; i + 1 < kSize; ++i) *at++ = name[i];
    *at++ = '"';
    *at++ = ':';
    *at = ' ';
  }
  char* put(char* at) const {
    std::memcpy(at, bytes_, sizeof bytes_);
    return at + size_;
  }

 private:
  char bytes_[16] = {};
  std::size_t size_;
};

/// Writes a number that is often the one before, as scores are. Null if it is not finite.
class RepeatedNumber {
 public:
  /// As many bytes are written over.
  static constexpr std::size_t kSize = kLongestNumber;

  /// Gives where it ends.
  char* put(double number, char* at) {
    if (const auto bits = std::bit_cast<std::uint64_t>(number); bits != bits_) {
      bits_ = bits;
      size_ = static_cast<std::size_t>(put_number_or_null(number, bytes_) - bytes_);
    }
    std::memcpy(at, bytes_, kSize);
    return at + size_;
  }

 private:
  std::uint64_t bits_ = 0;
  char bytes_[kSize] = {'0'};
  std::size_t size_ = 1;
};

/// Writes short things into a sheet, as the sheet does. Room is asked for only where a text is
/// written, and where the next byte stands is kept in a register.
/// Requires: no more than kBetween bytes before the first text, between two, and behind the last.
/// Lifetime: refers to the sheet, which nobody else touches meanwhile but in leave().
class Pen {
 public:
  static constexpr std::size_t kBetween = 512;

  explicit Pen(Sheet& sheet) : sheet_(sheet), at_(sheet.room(kRoom)) {}
  ~Pen() { sheet_.advance(at_); }
  Pen(const Pen&) = delete;
  Pen& operator=(const Pen&) = delete;

  Pen& open(char bracket) {
    *at_++ = bracket;
    return *this;
  }
  Pen& close(char bracket) {
    if (at_[-1] == ' ') at_ -= 2;
    *at_++ = bracket;
    return comma();
  }
  Pen& key(const Key& name) {
    at_ = name.put(at_);
    return *this;
  }
  Pen& value(std::string_view text) {
    char* const end = put_plain_value(text, at_);
    if (end == nullptr) return leave([&] { sheet_.long_value(text); });
    at_ = end;
    return leave([] {});
  }
  Pen& value(std::uint32_t number) {
    at_ = put_digits(number, at_);
    return comma();
  }
  /// Null if the number is not finite.
  Pen& value(double number) {
    at_ = put_number_or_null(number, at_);
    return comma();
  }
  Pen& value(double number, RepeatedNumber& before) {
    at_ = before.put(number, at_);
    return comma();
  }
  Pen& value(bool truth) { return truth ? raw("true") : raw("false"); }
  Pen& null() { return raw("null"); }
  /// A name made of a letter and a number: "m12".
  Pen& numbered(char letter, std::uint32_t number) {
    at_[0] = '"';
    at_[1] = letter;
    at_ = put_digits(number, at_ + 2);
    *at_++ = '"';
    return comma();
  }

  /// Has `write` put something into the sheet.
  template <class Write>
  Pen& leave(Write write) {
    sheet_.advance(at_);
    write();
    at_ = sheet_.room(kRoom);
    return *this;
  }

 private:
  static constexpr std::size_t kRoom = kBetween + kPlainRoom;

  Pen& comma() {
    std::memcpy(at_, ", ", 2);
    at_ += 2;
    return *this;
  }
  template <std::size_t kSize>
  Pen& raw(const char (&json)[kSize]) {
    std::memcpy(at_, json, kSize - 1);
    at_ += kSize - 1;
    return comma();
  }

  Sheet& sheet_;
  char* at_;
};

}  // namespace waymark::text::json
