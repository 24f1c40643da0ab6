// SPDX-License-Identifier: Apache-2.0
// The handlers of all routes; the table in routes.cpp says which is which, api/openapi.yaml what each answers. One file a noun:
// operation.cpp, subjects.cpp, standards.cpp, overview.cpp (zones, statistics, catalogue), zones.cpp (one zone), batches.cpp,
// session.cpp.
#pragma once

#include "api/context.hpp"

namespace sanqu::api {

Result<http::Response> get_health(const Context& context);
Result<http::Response> get_readiness(const Context& context);
Result<http::Response> get_metrics(const Context& context);

Result<http::Response> search_subjects(const Context& context);
Result<http::Response> get_subject(const Context& context);
Result<http::Response> get_evaluation(const Context& context);
Result<http::Response> get_explanation(const Context& context);

Result<http::Response> list_standards(const Context& context);
Result<http::Response> get_standard(const Context& context);

Result<http::Response> list_zones(const Context& context);
Result<http::Response> get_zone(const Context& context);
Result<http::Response> get_statistics(const Context& context);
Result<http::Response> get_catalogue(const Context& context);

Result<http::Response> send_batch(const Context& context);
Result<http::Response> list_batches(const Context& context);
Result<http::Response> get_batch(const Context& context);
Result<http::Response> list_quarantined_lines(const Context& context);

Result<http::Response> sign_in(const Context& context);
Result<http::Response> get_session(const Context& context);
Result<http::Response> sign_out(const Context& context);

}  // namespace sanqu::api
