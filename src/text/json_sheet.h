// SPDX-License-Identifier: Apache-2.0
// JSON written as fast as it can be copied: straight into the end of a string, whose bytes beyond
// what is written are room for what comes next. Every value leaves ", " behind it, which a
// closing bracket takes back.
//
//     std::string line;
//     json::Sheet(line,
//     100).open('{').key("id").value("a").key("n").value(1.5).close('}').finish();
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "text/json_bytes.h"

namespace waymark::text::json {

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
  static constexpr std::size_t kSlack = 16;

  void grow(std::size_t size);
  void take_comma() {
    if (at_[-1] == ' ') at_ -= 2;
  }
  Sheet& short_value(std::string_view text);
  Sheet& middle_value(std::string_view text);
  Sheet& long_value(std::string_view text);
  bool put_piece(std::string_view text, std::size_t begin);
  Sheet& faulty_value(std::string_view text);

  std::string& out_;
  char* at_;
  char* end_;
};

}  // namespace waymark::text::json
