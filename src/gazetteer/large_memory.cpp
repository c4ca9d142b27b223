// SPDX-License-Identifier: Apache-2.0
// Linux gives large pages to those who ask; elsewhere the memory is as any other.
#include "gazetteer/large_memory.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kPage = std::size_t{2} << 20;

bool is_large(std::size_t byte_size) { return byte_size >= kPage; }

}  // namespace

void* allocate_large(std::size_t byte_size) {
  if (!is_large(byte_size)) return ::operator new(byte_size);
  void* const memory = ::operator new (byte_size, std::align_val_t{kPage});
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  (void)madvise(memory, byte_size, MADV_HUGEPAGE);  // a wish; without it the memory is as good
#endif
  return memory;
}

void free_large(void* memory, std::size_t byte_size) noexcept {
  if (is_large(byte_size)) return ::operator delete (memory, std::align_val_t{kPage});
  ::operator delete(memory);
}

}  // namespace waymark::gazetteer
