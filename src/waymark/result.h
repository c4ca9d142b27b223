// SPDX-License-Identifier: Apache-2.0
// A value, or the reasons why there is none. Members are named as std::expected's, which C++20
// lacks.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "waymark/diagnostic.h"

namespace waymark {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(*-explicit-*)
  Result(Diagnostics errors)
      : state_(std::in_place_index<1>, std::move(errors)) {}  // NOLINT(*-explicit-*)
  Result(Diagnostic error)                                    // NOLINT(*-explicit-*)
      : state_(std::in_place_index<1>, Diagnostics{std::move(error)}) {}

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// Requires: has_value().
  T& value() & { return assert(has_value()), *std::get_if<0>(&state_); }
  const T& value() const& { return assert(has_value()), *std::get_if<0>(&state_); }
  T&& value() && { return assert(has_value()), std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// Requires: !has_value().
  [[nodiscard]] const Diagnostics& error() const {
    return assert(!has_value()), *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Diagnostics> state_;
};

}  // namespace waymark
