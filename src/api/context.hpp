// SPDX-License-Identifier: Apache-2.0
// What a handler is given: the request, who calls, in which language he reads, and the world.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permissions.hpp"
#include "acts/account_tools.hpp"
#include "api/account_door.hpp"
#include "api/http/limits.hpp"
#include "api/http/message.hpp"
#include "core/clock.hpp"
#include "core/workday_calendar.hpp"
#include "intake/quality.hpp"

namespace sanqu::api {

class JobBoard;
class Metrics;
class Provider;
class SubmissionQueue;
class WriteGate;
struct Route;

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
  const acts::AccountTools& accounts;
  JobBoard& jobs;
  Provider* provider = nullptr;  // with which people may sign in; none: passwords alone
  access::Policy policy = {};
  /// Of the office whose store this is: what belongs to no subject (batches, standards, articles) is a row of this division.
  /// Empty: of none, and nobody's but the auditor's.
  std::string division = {};
  CookieKind cookies = CookieKind::secure;
  const intake::QualityWeights* quality_weights = nullptr;  // none: shares without their one number
  http::Limits limits = {};
  std::uint64_t salt = 0;  // random, for what counts callers
};

struct Context {
  const World& world;
  const http::Request& request;
  const Route& route;
  access::Caller caller;
  Lang lang = Lang::zh;
  const Metrics& metrics;
  SubmissionQueue& submissions;
  WriteGate& gate;
};

/// Errors become a problem (problem.hpp). Reads begin their own transaction, so that an answer is of one moment.
using Handler = Result<http::Response> (*)(const Context&);

/// May the caller do on this row what the route is for? A row that is not his is as absent as one that does not exist: the
/// error is `absent`, by which the handler tells of those too. Gives the grant by which it is allowed (none: everybody may).
/// Other errors: as acts::need_permission.
Result<const access::RoleGrant*> need_row(const Context& context, const access::Row& row,
                                          const ErrorCode& absent);
/// The row of what is the office's own: a standard, an article.
access::Row office_row(const Context& context);
/// The row of the caller's own account.
access::Row account_row(const Context& context);
/// The same without an error of its own: to leave rows out of a list.
bool may_have(const Context& context, const access::Row& row);

/// A number in the query, within 1 to `max`. Error: api.parameter_value.
Result<std::size_t> read_limit(const http::Request& request, std::size_t otherwise,
                               std::size_t max);

/// A parameter that must be there and not empty. Error: api.parameter_missing.
Result<std::string_view> need_query(const http::Request& request, std::string_view name);

/// True for whoever calls from this very machine, through no proxy.
bool is_from_here(const http::Request& request);

http::Response json_response(std::string json, int status = 200);

}  // namespace sanqu::api
