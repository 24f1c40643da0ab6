// SPDX-License-Identifier: Apache-2.0
#include "evaluation/snapshot.hpp"

#include <algorithm>

namespace sanqu::evaluation {

namespace {

auto first_change(const std::vector<StatusChange>& changes, std::uint32_t row) {
  return std::lower_bound(
      changes.begin(), changes.end(), row,
      [](const StatusChange& change, std::uint32_t wanted) { return change.row < wanted; });
}

}  // namespace

RecordStatus ClassTable::status_on(std::uint32_t row, Date day) const {
  RecordStatus status = RecordStatus::in_force;
  for (auto it = first_change(changes, row);
       it != changes.end() && it->row == row && it->from <= day; ++it) {
    status = it->status;
  }
  return status;
}

Date ClassTable::status_changes_after(std::uint32_t row, Date day) const {
  const RecordStatus now = status_on(row, day);
  for (auto it = first_change(changes, row); it != changes.end() && it->row == row; ++it) {
    if (it->from > day && it->status != now) return it->from;
  }
  return Date::max();
}

std::int32_t TextPool::add(std::string_view text) {
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  const auto id = static_cast<std::int32_t>(texts_.size());
  texts_.emplace_back(text);
  ids_.emplace(texts_.back(), id);
  return id;
}

std::int32_t TextPool::find(std::string_view text) const {
  const auto found = ids_.find(text);
  return found == ids_.end() ? -1 : found->second;
}

}  // namespace sanqu::evaluation
