// SPDX-License-Identifier: Apache-2.0
// The order of what comes out, and the end of it all, for any number of threads.
#include "cli/pipeline.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "support/catch.h"

namespace waymark::cli {
namespace {

constexpr int kNever = -1;

/// A stream of numbers, worked on; where something is thrown, if anywhere.
struct Stream {
  int size = 3000;
  int last_wanted = kNever;  ///< after which `emit` says that it is enough
  int bad_next = kNever, bad_work = kNever, bad_emit = kNever;
  mutable std::atomic<int> known_previous = 0;  ///< how often `work` had the answer before

  /// What comes out.
  [[nodiscard]] std::vector<int> run(unsigned jobs, std::vector<int>& out) const {
    int at = 0;
    run_in_order<int, int>(
        [&]() -> std::optional<int> {
          check(at, bad_next);
          return at == size ? std::nullopt : std::optional(at++);
        },
        [](int item) { return static_cast<std::uint64_t>(item % 7 * 3000); },
        [&](int item, unsigned worker, const int* previous) {
          check(item, bad_work);
          if (worker >= jobs) throw std::logic_error("no such worker");
          if (previous != nullptr && *previous != 2 * item - 2)
            throw std::logic_error("not the answer before");
          if (previous != nullptr) ++known_previous;
          return 2 * item;
        },
        [&](int answer) {
          check(answer, bad_emit);
          out.push_back(answer);
          return answer != last_wanted;
        },
        jobs);
    return out;
  }

  static void check(int number, int bad) {
    if (number == bad) throw std::runtime_error("bad");
  }
};

std::vector<int> even_numbers(int count) {
  std::vector<int> numbers;
  for (int i = 0; i < count; ++i) numbers.push_back(2 * i);
  return numbers;
}

TEST_CASE("pipeline: answers come in the order of the items, for any number of threads",
          "[cli][pipeline]") {
  const unsigned jobs = GENERATE(1u, 2u, 3u, 8u);
  for (const int size : {0, 1, 64, 65, 3000}) {
    std::vector<int> out;
    REQUIRE(Stream{.size = size}.run(jobs, out) == even_numbers(size));
  }
}

TEST_CASE("pipeline: a worker is given its answer to the item before", "[cli][pipeline]") {
  std::vector<int> out;
  const Stream alone, two;
  REQUIRE(alone.run(1, out) == even_numbers(3000));
  CHECK(alone.known_previous == 0);
  out.clear();
  REQUIRE(two.run(2, out) == even_numbers(3000));
  CHECK(two.known_previous > 1000);
}

TEST_CASE("pipeline: nothing comes out once it is enough", "[cli][pipeline]") {
  const unsigned jobs = GENERATE(1u, 2u, 3u, 8u);
  std::vector<int> out;
  REQUIRE(Stream{.last_wanted = 1400}.run(jobs, out) == even_numbers(701));
}

TEST_CASE("pipeline: what is thrown comes to the caller, and nothing out of order before it",
          "[cli][pipeline]") {
  const unsigned jobs = GENERATE(1u, 2u, 3u, 8u);
  for (const Stream& stream :
       {Stream{.bad_next = 900}, Stream{.bad_work = 900}, Stream{.bad_emit = 1800}}) {
    std::vector<int> out;
    REQUIRE_THROWS_AS(stream.run(jobs, out), std::runtime_error);
    REQUIRE(out.size() <= 900);
    REQUIRE(out == even_numbers(static_cast<int>(out.size())));
  }
}

}  // namespace
}  // namespace waymark::cli
