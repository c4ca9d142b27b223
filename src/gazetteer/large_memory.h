// SPDX-License-Identifier: Apache-2.0
// Memory for millions of names, which are asked for in any order: where the system has large pages,
// large blocks lie in them, so that finding where a page lies costs nothing.
#pragma once

#include <cstddef>
#include <new>
#include <string>
#include <vector>

namespace waymark::gazetteer {

/// Memory that begins on a page of 2 MiB if it is larger than one.
/// Errors: std::bad_alloc.
[[nodiscard]] void* allocate_large(std::size_t byte_size);
void free_large(void* memory, std::size_t byte_size) noexcept;

/// Says that memory which is not touched yet is to lie in large pages, as far as it holds whole
/// ones.
void wish_for_large_pages(const void* memory, std::size_t byte_size) noexcept;

/// Makes room for so many bytes in all, in large pages if they are many.
inline void reserve_large(std::string& bytes, std::size_t byte_size) {
  bytes.reserve(byte_size);
  wish_for_large_pages(bytes.data() + bytes.size(), bytes.capacity() - bytes.size());
}

template <class T>
struct LargeAllocator {
  using value_type = T;

  LargeAllocator() = default;
  template <class U>
  LargeAllocator(const LargeAllocator<U>&) noexcept {}  // NOLINT: allocators convert

  [[nodiscard]] T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
    return static_cast<T*>(allocate_large(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) noexcept { free_large(memory, count * sizeof(T)); }

  template <class U>
  friend bool operator==(const LargeAllocator&, const LargeAllocator<U>&) {
    return true;
  }
};

template <class T>
using LargeVector = std::vector<T, LargeAllocator<T>>;
using LargeString = std::basic_string<char, std::char_traits<char>, LargeAllocator<char>>;

}  // namespace waymark::gazetteer
