// SPDX-License-Identifier: Apache-2.0
// What a handler is given: the request, who calls, in which language he reads, and the world.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acts/store.hpp"
#include "api/door.hpp"
#include "api/http/message.hpp"
#include "core/clock.hpp"
#include "core/workday_calendar.hpp"

namespace sanqu::api {

class Metrics;
class SubmissionMemory;

/// What a server stands on; all of it outlives it.
struct World {
  acts::Store& store;
  const Clock& clock;
  const Door& door;
  const WorkdayCalendar* calendar = nullptr;        // none: no line is called late
  std::function<void(std::string_view)> write_log;  // one line, from any thread
  std::string version;                              // of the program
  /// Another number after every change of the store; none, or a failing one: no answer is kept.
  std::function<Result<std::int64_t>()> store_mark = {};
  /// Standards whose grades the operator discloses although they read more than what is public; points and reasons stay closed.
  std::vector<std::string> disclosed_grades = {};
};

struct Context {
  const World& world;
  const http::Request& request;
  Caller caller;
  Lang lang = Lang::zh;
  const Metrics& metrics;
  SubmissionMemory& submissions;
};

/// Errors become a problem (problem.hpp). Reads begin their own transaction, so that an answer is of one moment.
using Handler = Result<http::Response> (*)(const Context&);

/// A number in the query, within 1 to `max`. Error: api.parameter_value.
Result<std::size_t> read_limit(const http::Request& request, std::size_t otherwise,
                               std::size_t max);

/// A parameter that must be there and not empty. Error: api.parameter_missing.
Result<std::string_view> need_query(const http::Request& request, std::string_view name);

http::Response json_response(std::string json, int status = 200);

}  // namespace sanqu::api
