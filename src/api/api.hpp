// SPDX-License-Identifier: Apache-2.0
// The api room: the server's one documented door, /api/v1. Owns: HTTP, the table of routes with who may and how much, problems,
// cursors, what is open to the public. Never: a rule of the domain, a store's language; changes go through acts/, reads to the
// rooms, and both mean the same as on the command line.
// Start at routes.hpp (what there is), then Service below (what happens to every request: routed, let in, answered,
// logged); http/server.hpp is the server, door.hpp where sign-in comes in. The contract is `api/openapi.yaml`.
#pragma once

#include <atomic>
#include <chrono>

#include "api/context.hpp"
#include "api/http/router.hpp"
#include "api/http/server.hpp"
#include "api/kept_answers.hpp"
#include "api/metrics.hpp"
#include "api/rate_limits.hpp"
#include "api/routes.hpp"
#include "api/submissions.hpp"
#include "api/write_gate.hpp"

namespace sanqu::api {

class Service final : public http::Application {
 public:
  explicit Service(const World& world);

  http::Admission admit(http::Request& request) override;
  http::Response answer(const http::Request& request) override;
  http::Response problem(int status, const Errors& found, const http::Request& request) override;
  void finished(const http::Request& request, int status, std::chrono::microseconds took) override;
  void stopping(std::size_t running) override;
  void certificate_read(const Result<http::Certificate>& read) override;

 private:
  http::Admission too_many(const http::Request& request, std::uint32_t wait_s) const;
  std::uint32_t wait_of_address(const http::Request& request);
  std::uint32_t wait_of_caller(const http::Request& request, const Route& route,
                               const access::Caller& caller);
  http::Admission refused(const http::Request& request, const Errors& found) const;
  Result<access::Caller> admitted_caller(const http::Request& request, const Route& route) const;
  http::Response handled(const Route& route, const Context& context) const;
  http::Response public_answer(const Route& route, const Context& context);

  World world_;
  http::Router router_;
  Metrics metrics_;
  SubmissionQueue submissions_;
  KeptAnswers kept_;
  RateLimits rates_;
  WriteGate gate_;
};

}  // namespace sanqu::api
