// SPDX-License-Identifier: Apache-2.0
// Linux gives large pages to those who ask; elsewhere the memory is as any other.
#include "gazetteer/large_memory.h"

#include <cstdint>

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
  wish_for_large_pages(memory, byte_size);
  return memory;
}

void wish_for_large_pages(const void* memory, std::size_t byte_size) noexcept {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  const auto begin = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t first = (begin + kPage - 1) & ~(kPage - 1);
  const std::uintptr_t last = (begin + byte_size) & ~(kPage - 1);
  // Without it the memory is as good.
  if (first < last) (void)madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#else
  (void)memory, (void)byte_size;
#endif
}

void free_large(void* memory, std::size_t byte_size) noexcept {
  if (is_large(byte_size)) return ::operator delete (memory, std::align_val_t{kPage});
  ::operator delete(memory);
}

}  // namespace waymark::gazetteer
