// SPDX-License-Identifier: Apache-2.0
// A sign-in takes a costly hash and the store's one write lock, a look the lock alone. Both wait for it a moment only, and few
// at a time, so that those who wait never take all the threads that answer: the next one is told to come again (api.busy).
#pragma once

#include <atomic>
#include <utility>

#include "api/errors.hpp"
#include "core/result.hpp"

namespace sanqu::api {

class WriteGate {
 public:
  class Place {
   public:
    explicit Place(std::atomic<int>& taken) : taken_(&taken) {}
    Place(Place&& other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (taken_ != nullptr) taken_->fetch_sub(1);
    }

   private:
    std::atomic<int>* taken_;
  };

  /// Any thread. Error: api.busy.
  Result<Place> enter() {
    if (taken_.fetch_add(1) < k_at_once_max) return Place(taken_);
    taken_.fetch_sub(1);
    return refuse(errors::k_busy);
  }

 private:
  static constexpr int k_at_once_max = 3;  // of at least four threads
  std::atomic<int> taken_ = 0;
};

}  // namespace sanqu::api
