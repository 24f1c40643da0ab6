// SPDX-License-Identifier: Apache-2.0
// Memory for columns of millions of values, on pages of 2 MiB where the system has them. One subject's values lie in a
// hundred places far apart: with pages of 4 KiB each of them costs a walk through the page tables besides the wait for
// the memory itself (docs/benchmarks.md has what it brings).
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace sanqu::evaluation {

template <typename T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <typename U>
  LargePages(const LargePages<U>&) {
  }  // NOLINT(google-explicit-constructor): what containers ask of an allocator

  T* allocate(std::size_t count) {
    if (!is_large(count)) return std::allocator<T>().allocate(count);
    const std::size_t bytes = (count * sizeof(T) + k_page - 1) / k_page * k_page;
    void* memory = std::aligned_alloc(k_page, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    // A wish: where it is not granted the memory is as good as any other.
    (void)madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(memory);
  }

  void deallocate(T* memory, std::size_t count) {
    if (is_large(count)) {
      std::free(memory);
    } else {
      std::allocator<T>().deallocate(memory, count);
    }
  }

  template <typename U>
  bool operator==(const LargePages<U>&) const {
    return true;
  }

 private:
  static constexpr std::size_t k_page = std::size_t{2} << 20;
  static bool is_large(std::size_t count) { return count >= k_page / sizeof(T); }
};

template <typename T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace sanqu::evaluation
