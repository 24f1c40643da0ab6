// SPDX-License-Identifier: Apache-2.0
// Memory for the vectors of one block: taken by moving a mark, given back all at once. One thread owns an arena.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace sanqu::evaluation {

class Arena {
 public:
  /// `count` values, not initialised; valid until `release` of an earlier mark.
  template <typename T>
  std::span<T> take(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    const std::size_t bytes = (count * sizeof(T) + 15) & ~std::size_t{15};
    while (chunk_ < chunks_.size() && used_ + bytes > chunks_[chunk_].size) {
      ++chunk_;
      used_ = 0;
    }
    if (chunk_ == chunks_.size()) {
      const std::size_t size = std::max(bytes, k_chunk_bytes);
      chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
      used_ = 0;
    }
    auto* start = chunks_[chunk_].bytes.get() + used_;
    used_ += bytes;
    auto* values = reinterpret_cast<T*>(start);
    if constexpr (!std::is_trivially_default_constructible_v<T>)
      std::uninitialized_default_construct_n(values, count);
    return {values, count};
  }

  struct Mark {
    std::size_t chunk;
    std::size_t used;
  };
  Mark mark() const { return {chunk_, used_}; }
  void release(Mark mark) {
    chunk_ = mark.chunk;
    used_ = mark.used;
  }

 private:
  static constexpr std::size_t k_chunk_bytes = 1 << 20;
  struct Chunk {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  std::vector<Chunk> chunks_;
  std::size_t chunk_ = 0;
  std::size_t used_ = 0;
};

}  // namespace sanqu::evaluation
