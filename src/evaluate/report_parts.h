// SPDX-License-Identifier: Apache-2.0
// What the reports share: kinds of errors in their order, errors that are alike, text in one line.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evaluate/score.h"

namespace waymark::evaluate {

inline constexpr std::array kErrorKinds = {ErrorKind::kMissed, ErrorKind::kSpurious,
                                           ErrorKind::kBoundary, ErrorKind::kLabel,
                                           ErrorKind::kLink};

inline constexpr std::array<std::size_t, 4> kRecallRanks = {1, 3, 5, 10};

/// Errors that are alike: same label, text and other side.
struct ErrorGroup {
  std::uint64_t count = 0;
  const Error* first = nullptr;
};

/// The groups of a kind, most frequent first, then by label, text and detail.
/// Lifetime: refers to `errors`.
[[nodiscard]] std::vector<ErrorGroup> group_errors(const std::vector<Error>& errors,
                                                   ErrorKind kind);

/// Text on one line: line ends and tabs are shown as \n and \t.
[[nodiscard]] std::string show_in_line(std::string_view text);

/// A value as a CSV field.
void append_csv(std::string_view value, std::string& out);

/// The four ways of judging pairs, by name.
struct NamedScheme {
  const char* name;
  Outcomes SchemeOutcomes::*outcomes;
};
inline constexpr std::array<NamedScheme, 4> kSchemes = {{{"strict", &SchemeOutcomes::strict},
                                                         {"exact", &SchemeOutcomes::exact},
                                                         {"partial", &SchemeOutcomes::partial},
                                                         {"type", &SchemeOutcomes::type}}};

}  // namespace waymark::evaluate
