// SPDX-License-Identifier: Apache-2.0
#include "cli/split.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "cli/console.h"
#include "text/digest.h"

namespace waymark::cli {
namespace {

/// A number from 0 to below 1 that depends on nothing but seed and id.
double place_of(std::uint64_t seed, std::string_view id) {
  constexpr std::size_t kDigits = 13;  // as much as a double holds
  const std::string digest = text::digest(std::to_string(seed) + '\n' + std::string(id));
  std::uint64_t number = 0;
  std::from_chars(digest.data(), digest.data() + kDigits, number, 16);
  return std::ldexp(static_cast<double>(number), -4 * static_cast<int>(kDigits));
}

Diagnostic not_a_share(const std::string& share) {
  return usage_fault("cli/split", "'" + share + "' is no part of a split",
                     "for example --split train=0.8,dev=0.1,test=0.1");
}

bool is_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

}  // namespace

Result<Split> Split::parse(const std::vector<std::string>& shares, std::uint64_t seed) {
  Split split;
  split.seed_ = seed;
  double sum = 0;
  for (const std::string& share : shares) {
    const std::size_t equals = std::min(share.find('='), share.size());
    const std::string name = share.substr(0, equals);
    double size = 0;
    const char* end = share.data() + share.size();
    const char* number = share.data() + std::min(equals + 1, share.size());
    const auto read = std::from_chars(number, end, size);
    const bool is_share = read.ec == std::errc() && read.ptr == end && std::isfinite(size) &&
                          size > 0 && is_name(name);
    if (!is_share) return not_a_share(share);
    if (std::find(split.names_.begin(), split.names_.end(), name) != split.names_.end())
      return usage_fault("cli/split", "two parts are called '" + name + "'");
    split.names_.push_back(name);
    split.ends_.push_back(sum += size);
  }
  for (double& part_end : split.ends_) part_end /= sum;
  if (split.names_.empty()) split.names_.emplace_back(), split.ends_.push_back(1);
  return split;
}

std::size_t Split::part_of(std::string_view id) const {
  if (names_.size() == 1) return 0;
  const auto part = std::upper_bound(ends_.begin(), std::prev(ends_.end()), place_of(seed_, id));
  return static_cast<std::size_t>(part - ends_.begin());
}

}  // namespace waymark::cli
