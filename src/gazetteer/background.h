// SPDX-License-Identifier: Apache-2.0
// Work for a second core, if there is one and the work is worth it.
#pragma once

#include <cstddef>
#include <future>
#include <utility>

namespace waymark::gazetteer {

/// As many bytes as what one thread writes is to lie away from what another uses: a line of the
/// cache, and the one beside it, which comes along.
inline constexpr std::size_t kApart = 128;

/// Starts a task on another thread if there is much to do, else it is done when it is asked for.
template <class Task>
auto in_background(std::size_t form_count, Task task) {
  constexpr std::size_t kMany = 50'000;
  return std::async(
      form_count < kMany ? std::launch::deferred : std::launch::async | std::launch::deferred,
      std::move(task));
}

}  // namespace waymark::gazetteer
