// SPDX-License-Identifier: Apache-2.0
#include "api/metrics.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "api/routes.hpp"

namespace sanqu::api {

namespace {

std::string_view name_of(std::size_t route) {
  return route < all_routes().size() ? all_routes()[route].operation : "none";
}

std::string seconds(std::int64_t us) {
  return fmt::format("{}.{:06}", us / 1'000'000, us % 1'000'000);
}

}  // namespace

Metrics::Metrics(std::size_t routes)
    : routes_(routes), rows_(std::make_unique<Row[]>(routes + 1)) {}

void Metrics::count(std::size_t route, int status, std::chrono::microseconds took) {
  constexpr auto k_relaxed = std::memory_order_relaxed;
  Row& row = rows_[std::min(route, routes_)];
  row.by_class[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))].fetch_add(1, k_relaxed);
  const auto bound = std::ranges::lower_bound(k_bounds_us, took.count());
  row.by_time[static_cast<std::size_t>(bound - k_bounds_us.begin())].fetch_add(1, k_relaxed);
  row.sum_us.fetch_add(static_cast<std::uint64_t>(took.count()), k_relaxed);
}

std::string Metrics::text() const {
  std::string out =
      "# HELP sanqu_requests_total Requests by route and class of status; gone: the client left.\n"
      "# TYPE sanqu_requests_total counter\n";
  for (std::size_t route = 0; route <= routes_; ++route) {
    for (std::size_t i = 0; i < rows_[route].by_class.size(); ++i) {
      const std::uint64_t count = rows_[route].by_class[i];
      if (count == 0) continue;
      const std::string status = i == 0 ? "gone" : fmt::format("{}xx", i);
      out += fmt::format("sanqu_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", name_of(route),
                         status, count);
    }
  }
  out +=
      "# HELP sanqu_request_seconds From the end of a request's head to the end of its answer.\n"
      "# TYPE sanqu_request_seconds histogram\n";
  for (std::size_t route = 0; route <= routes_; ++route) {
    const Row& row = rows_[route];
    std::uint64_t sum = 0;
    std::string lines;
    for (std::size_t i = 0; i < row.by_time.size(); ++i) {
      sum += row.by_time[i];
      const std::string bound = i < k_bounds_us.size() ? seconds(k_bounds_us[i]) : "+Inf";
      lines += fmt::format("sanqu_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                           name_of(route), bound, sum);
    }
    if (sum == 0) continue;
    out += lines;
    out += fmt::format("sanqu_request_seconds_sum{{route=\"{}\"}} {}\n", name_of(route),
                       seconds(static_cast<std::int64_t>(row.sum_us.load())));
    out += fmt::format("sanqu_request_seconds_count{{route=\"{}\"}} {}\n", name_of(route), sum);
  }
  return out;
}

}  // namespace sanqu::api
