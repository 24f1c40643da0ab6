// SPDX-License-Identifier: Apache-2.0
// Public answers that are still true. One is kept with the day and the store's mark under which it was worked out, and is given
// again only while both are the same: so a record that is repaired, or whose publication ends at midnight, is gone from
// the next answer on. Measured before it was built: docs/decisions/0009-http.md.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "api/http/message.hpp"
#include "core/date.hpp"

namespace sanqu::api {

/// When an answer is true: on this day, while the store's mark is this one.
struct Moment {
  Date day;
  std::int64_t mark = 0;
  bool operator==(const Moment&) const = default;
};

class KeptAnswers {
 public:
  std::optional<http::Response> find(const std::string& name, const Moment& moment);
  /// `moment` was read before the answer was worked out. Bodies over 1 MiB are not kept.
  void keep(const std::string& name, const Moment& moment, const http::Response& answer);

 private:
  static constexpr std::size_t k_bytes_max = 64 << 20;  // all together; then all are let go
  static constexpr std::size_t k_body_bytes_max = 1 << 20;
  std::mutex lock_;
  Moment moment_;  // of all that is kept
  std::unordered_map<std::string, http::Response> kept_;
  std::size_t bytes_ = 0;
};

}  // namespace sanqu::api
