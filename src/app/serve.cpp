// SPDX-License-Identifier: Apache-2.0
#include "app/serve.hpp"

#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "acts/first_administrator.hpp"
#include "acts/reevaluate.hpp"
#include "api/api.hpp"
#include "api/errors.hpp"
#include "api/http/server.hpp"
#include "app/division.hpp"
#include "app/job_worker.hpp"
#include "app/later_thread.hpp"
#include "cli/office.hpp"
#include "cli/store_commands.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "storage/change_watch.hpp"
#include "storage/storage.hpp"

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

/// A cookie goes in clear only where nobody else can listen: on this machine, with no proxy in front.
api::CookieKind cookies_of(const Configuration& configuration) {
  const bool is_clear = api::http::is_loopback(configuration.address) && !configuration.tls &&
                        configuration.proxies.empty();
  return is_clear ? api::CookieKind::loopback : api::CookieKind::secure;
}

/// Where there is no administrator yet, the way to become the first. The token comes after the `#`, which no browser sends
/// along and no proxy writes down.
Result<bool> print_first_link(const acts::AccountTools& tools, Instant now,
                              const std::string& address, cli::Output& out) {
  const auto token = TRY(acts::make_administrator_link(tools, now));
  if (!token) return true;
  out.line(fmt::format("首个系统管理员 / first administrator: {}first-administrator#{}", address,
                       token->reveal()));
  return true;
}

std::unique_ptr<api::Provider> provider_of(const Configuration& configuration,
                                           const cli::Surroundings& around) {
  if (!configuration.provider) return nullptr;
  return std::make_unique<api::Provider>(*configuration.provider, around.clock, around.random);
}

}  // namespace

Result<bool> serve(const cli::ServeArguments& arguments, const cli::Surroundings& around,
                   const WorkdayCalendar* calendar, const Environment& environment) {
  const Configuration configuration = TRY(configure(arguments, environment));
  if (configuration.is_local_operator && !api::http::is_loopback(configuration.address)) {
    return refuse(api::errors::k_local_operator_address, {}, {configuration.address});
  }
  if (arguments.prints_config) {
    around.out.line(configuration_json(configuration));
    return true;
  }
  const auto office = TRY(cli::Office::open(configuration.store, around));
  acts::Store& store = office->tools().store;
  Log log;
  const auto watch = TRY(storage::watch_changes(configuration.store));
  LaterThread later;
  // Signing in and looking wait for an import a moment only; then they are told to come again.
  constexpr int k_wait_ms = 500;
  const auto hurried = TRY(storage::open_again(configuration.store, {.wait_ms = k_wait_ms}));
  acts::AccountTools tools{
      *hurried, office->tools().passwords, office->tools().secrets, around.random, {}};
  tools.later = [&later](std::function<void()> job) { later.take(std::move(job)); };
  const api::CookieKind cookies = cookies_of(configuration);
  const api::AccountDoor door(tools, around.clock, cookies);
  std::unique_ptr<api::LocalOperatorDoor> local;
  if (configuration.is_local_operator) {
    local = TRY(api::LocalOperatorDoor::create(tools, door, around.clock.now()));
  }
  const std::string division = TRY(division_of(store, configuration));
  const auto weights = cli::read_quality_weights(around);
  const auto salt = around.random.bytes<sizeof(std::uint64_t)>();
  api::JobBoard jobs;
  const auto provider = provider_of(configuration, around);
  api::Service service({.store = store,
                        .clock = around.clock,
                        .door = local ? static_cast<const api::Door&>(*local) : door,
                        .calendar = calendar,
                        .write_log = [&log](std::string_view line) { log.line(line); },
                        .version = std::string(cli::k_version),
                        .store_mark = [&watch] { return watch->number(); },
                        .disclosed_grades = configuration.disclosed_grades,
                        .accounts = tools,
                        .jobs = jobs,
                        .provider = provider.get(),
                        .division = division,
                        .cookies = cookies,
                        .quality_weights = weights ? &*weights : nullptr,
                        .limits = configuration.limits,
                        .salt = std::bit_cast<std::uint64_t>(salt)});
  auto listening = api::http::Server::listen(service, {.address = configuration.address,
                                                       .port = configuration.port,
                                                       .spool_folder = configuration.upload_folder,
                                                       .limits = configuration.limits,
                                                       .tls = configuration.tls,
                                                       .proxies = configuration.proxies});
  if (!listening) return refuse_all(at_origins(std::move(listening.error()), configuration));
  const std::unique_ptr<api::http::Server>& server = *listening;
  const bool is_v6 = configuration.address.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + configuration.address + "]" : configuration.address;
  const std::string address =
      fmt::format("{}://{}:{}/", configuration.tls ? "https" : "http", host, server->port());
  around.out.line(address);
  TRY(print_first_link(tools, around.clock.now(), address, around.out));
  around.out.flush();
  const DueList due(store, around.clock, log);
  const JobWorker worker(store, around.clock, jobs,
                         [&log](std::string_view line) { log.line(line); });
  return server->run();
}

}  // namespace sanqu::app
