// SPDX-License-Identifier: Apache-2.0
// What each guard costs (docs/benchmarks.md): argon2id, a sign-in, who a session or a key is, the table of permissions, a
// look written into the log.
//   bench_accounts STORE [COUNT]     a new store; COUNT of each (1000)
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>

#include "access/permissions.hpp"
#include "acts/change_account.hpp"
#include "acts/change_key.hpp"
#include "acts/look_at_file.hpp"
#include "acts/sign_in.hpp"
#include "core/clock.hpp"
#include "storage/storage.hpp"

namespace sanqu::bench {

namespace {

template <typename T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  for (const Error& error : result.error()) fmt::print(stderr, "{}\n", error.render(Lang::en));
  std::exit(1);
}

/// Median, 99th in a hundred and most, in microseconds.
void time_each(const char* what, int count, const std::function<void()>& work) {
  std::vector<std::int64_t> all;
  for (int i = 0; i < count; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const auto took = std::chrono::steady_clock::now() - begin;
    all.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(took).count());
  }
  std::ranges::sort(all);
  const auto at = [&](std::size_t percent) {
    return static_cast<double>(all[std::min(all.size() - 1, all.size() * percent / 100)]) / 1000;
  };
  fmt::print("{:<28} p50 {:>10.2f}  p99 {:>10.2f}  max {:>10.2f}\n", what, at(50), at(99),
             static_cast<double>(all.back()) / 1000);
}

void run(const std::string& path, int count) {
  const auto store = must(storage::create_store("sqlite:" + path));
  SystemRandom random;
  const SystemClock clock;
  access::Passwords passwords(random);
  const access::SecretBox box{access::Secret(std::string(32, 'k'))};
  const acts::AccountTools tools{*store, passwords, box, random, {}};
  const access::Secret password("rivers run east");
  const auto now = [&] { return clock.now(); };

  must(acts::add_account(
      tools,
      {"zhang", "", "县信用办", password, "", {must(access::read_grant("credit_office:371081"))}},
      "bench", now()));
  must(acts::add_account(tools,
                         {"machine",
                          "",
                          "城管局",
                          std::nullopt,
                          "",
                          {must(access::read_grant("department:城管局:*"))}},
                         "bench", now()));
  const auto key =
      must(acts::add_key(tools, {"machine", "", {"submit_batch"}, 30}, "bench", now()));
  const acts::SignInTry attempt{"zhang", password, "", ""};
  const auto in = must(acts::sign_in(tools, attempt, now()));
  const auto caller = must(acts::caller_of_session(tools, in.token.reveal(), now()));
  acts::LookRequest look;
  look.row.subject = "92410001DEMX00012A";
  look.row.region = "371081003";
  look.purpose = "supervision";

  fmt::print("microseconds, {} of each\n", count);
  const int few = std::max(10, count / 10);
  time_each("argon2id", few, [&] { (void)passwords.hash(password); });
  time_each("sign-in, right", few, [&] { must(acts::sign_in(tools, attempt, now())); });
  time_each("sign-in, wrong", 4,
            [&] { (void)acts::sign_in(tools, {"zhang", access::Secret("wrong"), "", ""}, now()); });
  time_each("sign-in, unknown name", 4, [&] {
    (void)acts::sign_in(tools, {"nobody", access::Secret("wrong"), "", ""}, now());
  });
  time_each("who a session is", count,
            [&] { must(acts::caller_of_session(tools, in.token.reveal(), now())); });
  time_each("who a key is", count, [&] { must(acts::caller_of_key(tools, key.reveal(), now())); });
  time_each("permission and row", count, [&] {
    if (!access::allows(caller, access::Permission::read_subject_file, look.row)) std::exit(1);
  });
  time_each("a look, logged", count,
            [&] { must(acts::look_at_file(*store, caller, look, now())); });
  time_each("a page of the log", count,
            [&] { must(acts::readers_of(*store, look.row.subject, 0, 50)); });
}

}  // namespace

}  // namespace sanqu::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_accounts STORE [COUNT]\n");
    return 2;
  }
  sanqu::bench::run(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 1000);
  return 0;
}
