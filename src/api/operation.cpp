// SPDX-License-Identifier: Apache-2.0
// What those who run the server ask: is it alive, can it serve, what has it done.
#include "acts/kept_rules.hpp"
#include "acts/look_at_file.hpp"
#include "api/errors.hpp"
#include "api/metrics.hpp"
#include "api/resources.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

Result<http::Response> get_health(const Context& context) {
  JsonWriter json;
  json.begin_object().text_member("status", "alive");
  return json_response(json.text_member("version", context.world.version).end_object().take());
}

/// Whoever may know how the system runs: its administrators, auditors, and this very machine.
bool may_know(const Context& context) {
  return is_from_here(context.request) ||
         access::allows(context.caller, access::Permission::read_system, {}, context.world.policy);
}

Result<bool> is_ready(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  TRY(acts::read_catalogue(reading->standards()));
  return true;
}

/// The store answers and has a catalogue: without one nothing can come in or be shown. Why not is not everybody's business:
/// it names files.
Result<http::Response> get_readiness(const Context& context) {
  if (auto ready = is_ready(context); !ready) {
    if (may_know(context)) return refuse_all(std::move(ready.error()));
    return refuse(errors::k_not_ready);
  }
  JsonWriter json;
  return json_response(json.begin_object().text_member("status", "ready").end_object().take());
}

Result<http::Response> get_metrics(const Context& context) {
  if (!may_know(context)) {
    TRY(acts::need_permission(context.caller, access::Permission::read_system, {},
                              context.world.policy));
  }
  return http::response(200, "text/plain; version=0.0.4; charset=utf-8", context.metrics.text());
}

}  // namespace sanqu::api
