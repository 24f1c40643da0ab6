// SPDX-License-Identifier: Apache-2.0
// What the server has done, for Prometheus: requests by route and class of status, and how long they took. By route pattern,
// never by path: no code of a subject becomes a label.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace sanqu::api {

class Metrics {
 public:
  explicit Metrics(std::size_t routes);
  /// `route` past the last one: a request that matched none. Status 0: the client went away.
  void count(std::size_t route, int status, std::chrono::microseconds took);
  std::string text() const;

 private:
  static constexpr std::array<std::int64_t, 9> k_bounds_us = {
      100, 500, 1'000, 5'000, 10'000, 50'000, 100'000, 1'000'000, 10'000'000};
  struct Row {
    std::array<std::atomic<std::uint64_t>, 6> by_class{};  // 0: gone; 1xx to 5xx
    std::array<std::atomic<std::uint64_t>, 10> by_time{};  // the last: above all bounds
    std::atomic<std::uint64_t> sum_us = 0;
  };
  std::size_t routes_;
  std::unique_ptr<Row[]> rows_;
};

}  // namespace sanqu::api
