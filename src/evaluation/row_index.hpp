// SPDX-License-Identifier: Apache-2.0
// Record id -> row, for millions of ids: open addressing over row numbers; the ids themselves stay where they are.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace sanqu::evaluation {

class RowIndex {
 public:
  static constexpr std::uint32_t k_none = 0xFFFFFFFF;

  /// The row of `id`, or k_none. `id_of(row)` gives a stored id.
  template <typename IdOf>
  std::uint32_t find(std::string_view id, IdOf id_of) const {
    if (slots_.empty()) return k_none;
    for (std::size_t at = hash(id) & mask();; at = (at + 1) & mask()) {
      if (slots_[at] == k_none || id_of(slots_[at]) == id) return slots_[at];
    }
  }

  /// Adds or replaces the row of `id`.
  template <typename IdOf>
  void put(std::string_view id, std::uint32_t row, IdOf id_of) {
    if ((used_ + 1) * 2 > slots_.size()) grow(id_of);
    for (std::size_t at = hash(id) & mask();; at = (at + 1) & mask()) {
      if (slots_[at] == k_none) ++used_;
      if (slots_[at] == k_none || id_of(slots_[at]) == id) {
        slots_[at] = row;
        return;
      }
    }
  }

 private:
  static std::size_t hash(std::string_view id) {
    // The library's hash of short strings is good in its high bits; bring them down.
    const std::size_t h = std::hash<std::string_view>{}(id);
    return h ^ (h >> 29);
  }
  std::size_t mask() const { return slots_.size() - 1; }

  template <typename IdOf>
  void grow(IdOf id_of) {
    std::vector<std::uint32_t> old(slots_.empty() ? 1024 : slots_.size() * 2, k_none);
    old.swap(slots_);
    for (const std::uint32_t row : old) {
      if (row == k_none) continue;
      std::size_t at = hash(id_of(row)) & mask();
      while (slots_[at] != k_none) at = (at + 1) & mask();
      slots_[at] = row;
    }
  }

  std::vector<std::uint32_t> slots_;
  std::size_t used_ = 0;
};

}  // namespace sanqu::evaluation
