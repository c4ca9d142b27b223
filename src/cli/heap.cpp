// SPDX-License-Identifier: Apache-2.0
// glibc's heap grows by what is asked of it; what it has grown by can be told to lie in large pages
// before it is touched.
#include "cli/heap.h"

#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace waymark::cli {

#if defined(__GLIBC__)

void prepare_heap() noexcept {
  constexpr int kReserve = 16 << 20, kOwnMapping = 8 << 20;  // bytes
  constexpr std::uintptr_t kLargePage = 2 << 20;
  ::mallopt(M_TOP_PAD, kReserve);
  ::mallopt(M_TRIM_THRESHOLD, 4 * kReserve);
  ::mallopt(M_MMAP_THRESHOLD, kOwnMapping);
  void* const block = std::malloc(kOwnMapping / 2);  // the heap grows by it and the reserve
  const auto begin = reinterpret_cast<std::uintptr_t>(block);
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0)) & ~(kLargePage - 1);
  const std::uintptr_t first = (begin + kLargePage - 1) & ~(kLargePage - 1);
  // Where malloc is another's, the block lies elsewhere.
  if (block != nullptr && begin < end && end - begin < 2 * std::uintptr_t{kReserve} && first < end)
    (void)::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
  std::free(block);
}

#else

void prepare_heap() noexcept {}

#endif

}  // namespace waymark::cli
