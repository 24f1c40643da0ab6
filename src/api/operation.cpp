// SPDX-License-Identifier: Apache-2.0
// What those who run the server ask: is it alive, can it serve, what has it done.
#include "acts/kept_rules.hpp"
#include "api/metrics.hpp"
#include "api/resources.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

Result<http::Response> get_health(const Context& context) {
  JsonWriter json;
  json.begin_object().text_member("status", "alive");
  return json_response(json.text_member("version", context.world.version).end_object().take());
}

/// The store answers and has a catalogue: without one nothing can come in or be shown.
Result<http::Response> get_readiness(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  TRY(acts::read_catalogue(reading->standards()));
  JsonWriter json;
  return json_response(json.begin_object().text_member("status", "ready").end_object().take());
}

Result<http::Response> get_metrics(const Context& context) {
  return http::response(200, "text/plain; version=0.0.4; charset=utf-8", context.metrics.text());
}

}  // namespace sanqu::api
