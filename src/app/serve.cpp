// SPDX-License-Identifier: Apache-2.0
#include "app/serve.hpp"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <filesystem>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "acts/reevaluate.hpp"
#include "api/api.hpp"
#include "api/errors.hpp"
#include "app/division.hpp"
#include "app/later_thread.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "storage/change_watch.hpp"

namespace sanqu::app {

namespace {

/// Standard error, a line at a time from any thread. What can't be written is lost: a full disk must not stop the server.
class Log {
 public:
  void line(std::string_view text) {
    std::string whole(text);
    whole.push_back('\n');
    const std::lock_guard guard(lock_);
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, whole.data(), whole.size());
  }

 private:
  std::mutex lock_;
};

/// Brings the ratings up to date whose day has come: at the start, and whenever the date has changed.
class DueList {
 public:
  DueList(acts::Store& store, const Clock& clock, Log& log)
      : store_(store),
        clock_(clock),
        log_(log),
        thread_([this](const std::stop_token& stop) { run(stop); }) {}

 private:
  void run(const std::stop_token& stop) {
    Date done = Date::min();
    std::unique_lock guard(lock_);
    while (!stop.stop_requested()) {
      if (clock_.today() != done && bring_up_to_date()) done = clock_.today();
      changed_.wait_for(guard, stop, std::chrono::minutes(1), [] { return false; });
    }
  }

  bool bring_up_to_date() {
    const Instant now = clock_.now();
    const auto evaluated =
        acts::evaluate_due(store_, now.date(), now, {.threads = 1, .progress = nullptr});
    JsonWriter json;
    json.begin_object().text_member("time", now.text());
    json.text_member("level", evaluated ? "info" : "error").text_member("event", "due_list");
    if (evaluated) {
      std::int64_t changed = 0;
      for (const auto& one : *evaluated) changed += static_cast<std::int64_t>(one.changed);
      json.integer_member("changed", changed);
    } else {
      json.text_member("what", readable_utf8(evaluated.error().front().render(Lang::en)));
    }
    log_.line(json.end_object().take());
    return evaluated.has_value();
  }

  acts::Store& store_;
  const Clock& clock_;
  Log& log_;
  std::mutex lock_;
  std::condition_variable_any changed_;
  std::jthread thread_;  // last: it uses all of the above
};

std::string config_json(const cli::ServeArguments& arguments, const api::http::Limits& limits,
                        const std::string& spool_folder) {
  JsonWriter json(JsonStyle::indented);
  json.begin_object().text_member("store", arguments.store);
  json.text_member("listen", fmt::format("{}:{}", arguments.address, arguments.port));
  json.boolean_member("local_operator", arguments.is_local_operator);
  json.name("disclosed_grades").begin_array();
  for (const std::string& id : arguments.disclose) json.text(id);
  json.end_array();
  json.text_member("upload_folder", spool_folder).name("limits").begin_object();
  for (const auto& limit : api::http::k_named_limits) {
    json.integer_member(limit.name, limits.*limit.member);
  }
  return json.end_object().end_object().take();
}

Result<api::http::Limits> limits_of(const cli::ServeArguments& arguments) {
  api::http::Limits out;
  for (const auto& [name, value] : arguments.limits) {
    const auto found =
        std::ranges::find(api::http::k_named_limits, name, &api::http::NamedLimit::name);
    if (found == api::http::k_named_limits.end()) {
      return refuse(api::errors::k_limit_unknown, {}, {name});
    }
    out.*(found->member) = value;
  }
  return out;
}

}  // namespace

Result<bool> serve(const acts::AccountTools& accounts, const cli::ServeArguments& arguments,
                   const Clock& clock, const WorkdayCalendar* calendar, cli::Output& out) {
  const api::http::Limits limits = TRY(limits_of(arguments));
  std::error_code error;
  auto folder = std::filesystem::temp_directory_path(error);
  if (error) folder = ".";
  if (arguments.is_local_operator && !api::http::is_loopback(arguments.address)) {
    return refuse(api::errors::k_local_operator_address, {}, {arguments.address});
  }
  if (arguments.prints_config) {
    out.line(config_json(arguments, limits, folder.string()));
    return true;
  }
  Log log;
  const auto watch = TRY(storage::watch_changes(arguments.store));
  LaterThread later;
  acts::AccountTools tools = accounts;
  tools.later = [&later](std::function<void()> job) { later.take(std::move(job)); };
  const auto cookies = api::http::is_loopback(arguments.address) ? api::CookieKind::loopback
                                                                 : api::CookieKind::secure;
  const api::AccountDoor door(tools, clock, cookies);
  std::unique_ptr<api::LocalOperatorDoor> local;
  if (arguments.is_local_operator) {
    local = TRY(api::LocalOperatorDoor::create(tools, door, clock.now()));
  }
  const std::string division = TRY(division_of(accounts.store, arguments));
  api::Service service({.store = accounts.store,
                        .clock = clock,
                        .door = local ? static_cast<const api::Door&>(*local) : door,
                        .calendar = calendar,
                        .write_log = [&log](std::string_view line) { log.line(line); },
                        .version = std::string(cli::k_version),
                        .store_mark = [&watch] { return watch->number(); },
                        .disclosed_grades = arguments.disclose,
                        .accounts = tools,
                        .division = division,
                        .cookies = cookies});
  const auto server = TRY(api::http::Server::listen(service, arguments.address, arguments.port,
                                                    folder.string(), limits));
  const bool is_v6 = arguments.address.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + arguments.address + "]" : arguments.address;
  out.line(fmt::format("http://{}:{}/", host, server->port()));
  out.flush();
  const DueList due(accounts.store, clock, log);
  return server->run();
}

}  // namespace sanqu::app
