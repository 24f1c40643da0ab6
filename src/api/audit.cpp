// SPDX-License-Identifier: Apache-2.0
// What an auditor asks: all looks at all files, and all that was done to accounts. Reading the log is itself a line in the
// history of accounts.
#include <algorithm>

#include "access/account_name.hpp"
#include "acts/look_at_file.hpp"
#include "api/account_json.hpp"
#include "api/cursor.hpp"
#include "api/errors.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"

namespace sanqu::api {

namespace {

std::string query_text(const Context& context, std::string_view name) {
  return std::string(context.request.query_value(name).value_or(""));
}

/// The beginning of a day in China, or of the day after it; Instant::min() where there is none.
Result<Instant> day_bound(const Context& context, std::string_view name, std::int32_t days) {
  const std::string text = query_text(context, name);
  if (text.empty()) return Instant::min();
  const auto day = Date::parse(text);
  if (day) {
    const std::string midnight = Date::from_days(day->days() + days).text() + "T00:00:00+08:00";
    if (const auto at = Instant::parse(midnight)) return *at;
  }
  return refuse(errors::k_parameter_value, {},
                {std::string(name), "日期,如 2026-09-30", "a date such as 2026-09-30"});
}

/// 0: nobody was asked for; -1: there is no such account.
Result<std::int64_t> account_asked(const Context& context, access::AccessStore& store) {
  const std::string name = query_text(context, "account");
  if (name.empty()) return 0;
  const auto found = TRY(store.find_account(access::folded_account_name(name)));
  return found ? found->id : -1;
}

std::string of_query(const Context& context, std::string_view what) {
  std::string out(what);
  for (const http::NamedText& one : context.request.query) {
    if (one.name != "cursor" && one.name != "limit") out += " " + one.name + "=" + one.value;
  }
  return out;
}

/// With the first page; those after it belong to the same reading.
Result<bool> note_reading(const Context& context, const std::string& of) {
  const auto writing = TRY(context.world.store.begin_write());
  TRY(writing->access().add_event({context.caller.account, context.world.clock.now(),
                                   context.caller.name, "access_log_read", of}));
  return writing->commit();
}

Result<std::string> account_name(access::AccessStore& store, std::int64_t account) {
  const auto found = TRY(store.get_account(account));
  return found ? found->name : std::string();
}

void append_next(std::string_view of, bool has_more, std::int64_t last, JsonWriter& json) {
  json.end_array();
  if (has_more) {
    json.text_member("next", make_cursor(of, static_cast<std::uint64_t>(last)));
  } else {
    json.null_member("next");
  }
  json.end_object();
}

}  // namespace

Result<http::Response> list_looks(const Context& context) {
  TRY(acts::need_permission(context.caller, context.route.permission, {}, context.world.policy));
  const std::size_t limit = TRY(read_limit(context.request, 100, 500));
  const std::string of = of_query(context, "looks");
  const std::uint64_t before =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of));
  access::LookFilter filter;
  filter.subject = query_text(context, "subject");
  filter.organisation = query_text(context, "organisation");
  filter.purpose = query_text(context, "purpose");
  filter.from = TRY(day_bound(context, "from", 0));
  filter.before_time = TRY(day_bound(context, "through", 1));
  filter.before = static_cast<std::int64_t>(before);
  filter.limit = static_cast<std::uint32_t>(limit + 1);
  if (before == 0) TRY(note_reading(context, of));
  const auto reading = TRY(context.world.store.begin_read());
  filter.account = TRY(account_asked(context, reading->access()));
  const auto looks = TRY(reading->access().find_looks(filter));
  const std::size_t shown = std::min(limit, looks.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const access::Look& look = looks[i];
    json.begin_object().text_member("at", look.at.text());
    json.text_member("account", TRY(account_name(reading->access(), look.account)));
    json.text_member("subject", look.subject).text_member("organisation", look.organisation);
    json.text_member("role", access::text_of(look.role)).text_member("scope", look.scope);
    json.text_member("purpose", look.purpose);
    json.text_member("authorisation", look.authorisation);
    json.text_member("permission", look.permission).end_object();
  }
  append_next(of, shown < looks.size(), shown == 0 ? 0 : looks[shown - 1].id, json);
  return json_response(json.take());
}

Result<http::Response> list_account_history(const Context& context) {
  TRY(acts::need_permission(context.caller, context.route.permission, {}, context.world.policy));
  const std::size_t limit = TRY(read_limit(context.request, 100, 500));
  const std::string of = of_query(context, "history");
  const auto before = static_cast<std::int64_t>(
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of)));
  const auto reading = TRY(context.world.store.begin_read());
  const std::int64_t account = TRY(account_asked(context, reading->access()));
  std::vector<access::AccountEvent> events;
  if (account == 0) {
    events = TRY(reading->access().all_events(before, static_cast<std::uint32_t>(limit + 1)));
  } else {
    events = TRY(reading->access().events(account));
    std::erase_if(events, [&](const auto& one) { return before != 0 && one.id >= before; });
  }
  const std::size_t shown = std::min(limit, events.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const access::AccountEvent& event = events[i];
    json.begin_object().text_member("at", event.at.text());
    json.text_member("account", TRY(account_name(reading->access(), event.account)));
    json.text_member("by", event.by).text_member("what", event.what);
    json.text_member("detail", event.detail).end_object();
  }
  append_next(of, shown < events.size(), shown == 0 ? 0 : events[shown - 1].id, json);
  return json_response(json.take());
}

}  // namespace sanqu::api
