// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "access/access.hpp"
#include "acts/look_at_file.hpp"
#include "api/api.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/pages.hpp"
#include "api/problem.hpp"
#include "core/ensure.hpp"
#include "core/json_writer.hpp"
#include "core/sha256.hpp"
#include "core/text.hpp"

namespace sanqu::api {

namespace {

/// What was found out when the request was let in.
struct Admitted {
  access::Caller caller;
};

Lang lang_of(const http::Request& request) {
  return lang_of_header(request.header("accept-language"));
}

http::Router make_router() {
  std::vector<http::RoutePattern> patterns;
  for (const Route& route : all_routes()) patterns.push_back({route.method, route.path});
  return http::Router(patterns);
}

/// `wanted` is words with blanks between them.
bool has_word(std::string_view wanted, std::string_view word) {
  while (!wanted.empty()) {
    const std::size_t end = std::min(wanted.find(' '), wanted.size());
    if (wanted.substr(0, end) == word) return true;
    wanted.remove_prefix(std::min(end + 1, wanted.size()));
  }
  return false;
}

Result<bool> check_parameters(const http::Request& request, const Route& route) {
  for (const http::NamedText& parameter : request.query) {
    if (has_word(route.parameters, parameter.name)) continue;
    std::string known(route.parameters.empty() ? "-" : route.parameters);
    return refuse(errors::k_parameter_unknown, {}, {parameter.name, std::move(known)});
  }
  return true;
}

/// True where the client has this very answer: If-None-Match holds its tag, or `*`. Compared weakly, as RFC 9110 wants it.
bool is_known(std::string_view if_none_match, std::string_view tag) {
  return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

void add_tag(http::Response& response, Lang lang) {
  constexpr std::size_t k_tag_digits = 32;
  const std::string tag = "\"" + hex(sha256(*response.body)).substr(0, k_tag_digits) +
                          (lang == Lang::zh ? "z" : "e") + "\"";
  response.headers.insert(response.headers.begin(), {"ETag", tag});
  // Anybody may keep it, nobody may use it without asking: a record that was repaired is gone at once.
  response.headers.push_back({"Cache-Control", "no-cache"});
  response.headers.push_back({"Vary", "Accept-Language, Authorization, Cookie"});
  response.headers.push_back({"Content-Language", lang == Lang::zh ? "zh-CN" : "en"});
}

/// The error names the moment from which one may try again.
void add_wait(const Error& wait, Instant now, http::Response& response) {
  const auto until = wait.args.empty() ? std::nullopt : Instant::parse(wait.args.front());
  const std::int64_t ms = until ? until->unix_ms() - now.unix_ms() : 0;
  response.headers.push_back(
      {"Retry-After", std::to_string(std::max<std::int64_t>(ms, 0) / 1000 + 1)});
}

/// Of an answer with a tag, which is its first header: nothing more where the client has it already.
http::Response unless_known(http::Response response, const http::Request& request) {
  const std::string_view known = request.header("if-none-match");
  if (response.status == 200 && !known.empty() && is_known(known, response.headers.front().value)) {
    response.status = 304;
    response.body.reset();
  }
  return response;
}

std::int64_t steady_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// What is counted as one: an IPv4 address, the first half of an IPv6 one (a household or an office has all of the rest).
std::string network_of(const std::string& peer) {
  constexpr int k_groups = 4;
  std::size_t end = 0;
  for (int i = 0; i < k_groups && end != std::string::npos; ++i) end = peer.find(':', end + 1);
  return peer.substr(0, end);
}

}  // namespace

bool is_from_here(const http::Request& request) {
  return request.peer_is_loopback && request.header("x-forwarded-for").empty() &&
         request.header("forwarded").empty();
}

Result<std::size_t> read_limit(const http::Request& request, std::size_t otherwise,
                               std::size_t max) {
  const auto text = request.query_value("limit");
  if (!text) return otherwise;
  std::size_t number = 0;
  for (const char c : *text) {
    if (c < '0' || c > '9' || number > max) {
      number = 0;
      break;
    }
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  if (number >= 1 && number <= max) return number;
  const std::string most = std::to_string(max);
  return refuse(errors::k_parameter_value, {},
                {"limit", " 1 至 " + most + " 的整数", "a whole number from 1 to " + most});
}

Result<std::string_view> need_query(const http::Request& request, std::string_view name) {
  const auto text = request.query_value(name);
  if (!text || text->empty()) return refuse(errors::k_parameter_missing, {}, {std::string(name)});
  return *text;
}

Result<const access::RoleGrant*> need_row(const Context& context, const access::Row& row,
                                          const ErrorCode& absent) {
  const access::Permission permission = context.route.permission;
  const access::Verdict verdict =
      access::decide(context.caller, permission, row, context.world.policy);
  if (verdict.decision == access::Decision::row_is_foreign) return refuse(absent);
  return acts::permitted(verdict, permission);
}

access::Row office_row(const Context& context) {
  access::Row out;
  out.region = context.world.division;
  return out;
}

access::Row account_row(const Context& context) {
  access::Row out;
  out.account = context.caller.account;
  return out;
}

bool may_have(const Context& context, const access::Row& row) {
  return access::allows(context.caller, context.route.permission, row, context.world.policy);
}

http::Response json_response(std::string json, int status) {
  return http::response(status, "application/json", std::move(json));
}

Service::Service(const World& world)
    : world_(world), router_(make_router()), metrics_(all_routes().size()), rates_(world.salt) {}

http::Admission Service::refused(const http::Request& request, const Errors& found) const {
  http::Admission out;
  out.refusal = api::problem(status_of(*found.front().code), found, request.id, lang_of(request));
  return out;
}

/// Who calls, if there is any row on which he may do what the route is for; which rows is asked by the handler. A session that
/// is over is nobody's: what everybody may see is shown to him too.
Result<access::Caller> Service::admitted_caller(const http::Request& request,
                                                const Route& route) const {
  auto caller = world_.door.caller_of(request);
  if (!caller) {
    const bool is_over = caller.error().front().code == &access::errors::k_not_signed_in;
    const bool is_session = request.header("authorization").empty();
    if (!route.is_public() || !is_over || !is_session) return caller;
    caller = access::Caller{};
  }
  const access::Verdict verdict = access::foresee(*caller, route.permission, world_.policy);
  TRY(acts::permitted(verdict, route.permission));
  return caller;
}

http::Admission Service::too_many(const http::Request& request, std::uint32_t wait_s) const {
  http::Admission out =
      refused(request, {make_error(errors::k_too_many, {}, {std::to_string(wait_s)})});
  out.refusal->headers.push_back({"Retry-After", std::to_string(wait_s)});
  return out;
}

/// Seconds to wait; 0: go on.
std::uint32_t Service::wait_of_address(const http::Request& request) {
  const http::Limits& limits = world_.limits;
  const std::uint32_t rate = request.peer_is_loopback ? limits.loopback_requests_per_minute
                                                      : limits.address_requests_per_minute;
  return rates_.take("address " + network_of(request.peer), rate, steady_ms());
}

std::uint32_t Service::wait_of_caller(const http::Request& request, const Route& route,
                                      const access::Caller& caller) {
  const http::Limits& limits = world_.limits;
  if (route.permission == access::Permission::open_session && route.method == "POST") {
    const std::uint32_t rate =
        request.peer_is_loopback ? limits.loopback_requests_per_minute : limits.sign_ins_per_minute;
    return rates_.take("sign in " + network_of(request.peer), rate, steady_ms());
  }
  if (caller.is_anonymous()) return 0;
  return rates_.take("account " + std::to_string(caller.account),
                     limits.account_requests_per_minute, steady_ms());
}

http::Admission Service::admit(http::Request& request) {
  if (const std::uint32_t wait = wait_of_address(request)) return too_many(request, wait);
  const http::Target target = http::split_target(request.target);
  http::RouteMatch match = router_.match(request.method, target.path);
  using Kind = http::RouteMatch::Kind;
  if (match.kind == Kind::not_decodable) return refused(request, {make_error(errors::k_path_form)});
  if (match.kind == Kind::not_found) {
    if (auto page = page_response(request, target.path, page_files(), lang_of(request))) {
      return {std::move(page), http::BodyKind::none, 0, false};
    }
    return refused(request, {make_error(errors::k_no_route)});
  }
  if (match.kind == Kind::wrong_method) {
    http::Admission out;
    if (request.method == "OPTIONS") {
      out.refusal = http::response(204, "", "");
    } else {
      out = refused(request, {make_error(errors::k_method_not_allowed, {},
                                         {readable_utf8(request.method), match.allow})});
    }
    out.refusal->headers.push_back({"Allow", match.allow});
    return out;
  }
  request.route = match.route;
  request.path_values = std::move(match.path_values);
  const Route& route = all_routes()[match.route];
  auto caller = admitted_caller(request, route);
  if (!caller) return refused(request, caller.error());
  if (const std::uint32_t wait = wait_of_caller(request, route, *caller)) {
    return too_many(request, wait);
  }
  auto query = http::parse_query(target.query);
  if (!query) return refused(request, {make_error(errors::k_query_form)});
  request.query = std::move(*query);
  if (const auto checked = check_parameters(request, route); !checked) {
    return refused(request, checked.error());
  }
  request.admitted = std::make_shared<const Admitted>(Admitted{std::move(*caller)});
  return {std::nullopt, route.body, route.body_bytes_max, route.waits};
}

http::Response Service::handled(const Route& route, const Context& context) const {
  try {
    auto response = route.handler(context);
    if (response) return std::move(*response);
    const Error& first = response.error().front();
    http::Response out =
        api::problem(status_of(*first.code), response.error(), context.request.id, context.lang);
    if (first.code == &access::errors::k_wait) add_wait(first, world_.clock.now(), out);
    return out;
  } catch (const std::exception& bug) {
    // A bug found by `ensure`, or memory that ran out: this request fails, the others go on.
    JsonWriter json;
    json.begin_object().text_member("time", world_.clock.now().text());
    json.text_member("level", "bug").text_member("request_id", context.request.id);
    json.text_member("route", route.operation).text_member("what", readable_utf8(bug.what()));
    world_.write_log(json.end_object().take());
    return api::problem(500, {make_error(errors::k_bug)}, context.request.id, context.lang);
  }
}

http::Response Service::answer(const http::Request& request) {
  const Route& route = all_routes()[request.route];
  const auto* admitted = static_cast<const Admitted*>(request.admitted.get());
  const Context context{world_,           request,  route,        admitted->caller,
                        lang_of(request), metrics_, submissions_, gate_};
  if (route.is_cacheable) return unless_known(public_answer(route, context), request);
  http::Response out = handled(route, context);
  if (out.status < 400) out.headers.push_back({"Cache-Control", "no-store"});
  return out;
}

/// Worked out, or kept from before: only what anybody may see is kept, and only while it is true.
http::Response Service::public_answer(const Route& route, const Context& context) {
  std::optional<Moment> moment;
  std::string name;
  if (context.caller.is_anonymous() && world_.store_mark) {
    if (const auto mark = world_.store_mark()) moment = Moment{world_.clock.today(), *mark};
    name = (context.lang == Lang::zh ? "z" : "e") + context.request.target;
    if (moment) {
      if (auto kept = kept_.find(name, *moment)) return std::move(*kept);
    }
  }
  http::Response out = handled(route, context);
  if (out.status >= 400) return out;
  add_tag(out, context.lang);
  if (moment && out.status == 200) kept_.keep(name, *moment, out);
  return out;
}

http::Response Service::problem(int status, const Errors& found, const http::Request& request) {
  return api::problem(status, found, request.id, lang_of(request));
}

void Service::finished(const http::Request& request, int status, std::chrono::microseconds took) {
  metrics_.count(request.route, status, took);
  const bool is_known = request.route < all_routes().size();
  // The pattern and nothing of the address itself: paths and queries hold codes and names.
  JsonWriter json;
  json.begin_object().text_member("time", world_.clock.now().text());
  json.text_member("level", status >= 500 ? "error" : "info");
  json.text_member("request_id", request.id);
  json.text_member("method", is_known ? request.method : "-");
  json.text_member("route", is_known ? all_routes()[request.route].path : "-");
  json.integer_member("status", status);
  json.decimal_member("ms", std::to_string(took.count() / 1000) + "." +
                                std::to_string(1000 + took.count() % 1000).substr(1));
  world_.write_log(json.end_object().take());
}

void Service::stopping(std::size_t running) {
  JsonWriter json;
  json.begin_object().text_member("time", world_.clock.now().text());
  json.text_member("level", "info").text_member("event", "stopping");
  json.integer_member("running", static_cast<std::int64_t>(running));
  world_.write_log(json.end_object().take());
}

void Service::certificate_read(const Result<http::Certificate>& read) {
  JsonWriter json;
  const Instant now = world_.clock.now();
  json.begin_object().text_member("time", now.text());
  const bool is_good = read && read->until > now;
  json.text_member("level", is_good ? "info" : "error").text_member("event", "certificate");
  if (read) {
    json.text_member("until", read->until.text());
  } else {
    json.text_member("what", readable_utf8(read.error().front().text(Lang::en)));
  }
  world_.write_log(json.end_object().take());
}

}  // namespace sanqu::api
