// SPDX-License-Identifier: Apache-2.0
// Signing in as a whole, on a real store: who gets in, who waits, what ends a session.
#include "office_for_test.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "access/tokens.hpp"

namespace sanqu {

TEST_CASE(
    "with name and password one is in, whatever the capitals; with anything else one is not") {
  Office office;
  office.person("Zhang", "credit_office:371081");
  const auto in = good(office.sign_in("ZHANG "));
  CHECK(in.caller.name == "Zhang");
  CHECK(in.caller.organisation == "县信用办");
  CHECK(in.caller.signed_in_by == access::SignedInBy::password);
  CHECK(!in.caller.two_factor);
  REQUIRE(in.caller.roles.size() == 1);
  CHECK(access::text_of(in.caller.roles[0]) == "credit_office:371081");
  const auto caller = good(office.caller(in));
  CHECK(caller.account == in.caller.account);
  CHECK(caller.session == in.caller.session);
  CHECK(caller.roles == in.caller.roles);
  CHECK(in.csrf.reveal() == access::csrf_token(in.token.reveal()).reveal());
  CHECK(code_of(office.sign_in("zhang", "rivers run west")) == "access.sign_in_failed");
  CHECK(code_of(office.sign_in("zhang", "")) == "access.sign_in_failed");
  CHECK(code_of(office.sign_in("nobody")) == "access.sign_in_failed");
  CHECK(code_of(office.sign_in("", "")) == "access.sign_in_failed");
  CHECK(code_of(office.sign_in("\xff\xfe")) == "access.sign_in_failed");
  CHECK(code_of(acts::caller_of_session(office.tools(), "", office.now)) == "access.not_signed_in");
  CHECK(code_of(acts::caller_of_session(office.tools(), std::string(64, '0'), office.now)) ==
        "access.not_signed_in");
}

TEST_CASE("an unknown name is told from a known one by nothing: words, waiting, argon2") {
  Office office;
  office.person("zhang");
  for (int i = 0; i < 12; ++i) {
    const auto known = office.sign_in("zhang", "wrong wrong wrong");
    const auto unknown = office.sign_in("nobody", "wrong wrong wrong");
    CHECK(known.error().front().render(Lang::zh) == unknown.error().front().render(Lang::zh));
    CHECK(code_of(known) == (i < 5 ? "access.sign_in_failed" : "access.wait"));
    // A name that can't be one waits too.
    CHECK(code_of(office.sign_in("a/b", "wrong")) == code_of(known));
  }
}

TEST_CASE("failed tries make one wait, longer and longer; a success forgets them") {
  Office office;
  office.person("zhang");
  const auto fail = [&] { return code_of(office.sign_in("zhang", "wrong wrong wrong")); };
  for (int i = 0; i < 5; ++i) CHECK(fail() == "access.sign_in_failed");
  CHECK(fail() == "access.wait");
  CHECK(code_of(office.sign_in("zhang")) == "access.wait");  // the right one waits too
  office.pass_ms(29'999);
  CHECK(fail() == "access.wait");
  office.pass_ms(1);
  CHECK(fail() == "access.sign_in_failed");  // the sixth; now a minute
  office.pass_ms(59'999);
  CHECK(fail() == "access.wait");
  office.pass_ms(1);
  CHECK(code_of(office.sign_in("zhang")) == "done");
  for (int i = 0; i < 5; ++i) CHECK(fail() == "access.sign_in_failed");
  CHECK(fail() == "access.wait");
  office.pass_ms(86'400'001);  // a quiet day
  for (int i = 0; i < 5; ++i) CHECK(fail() == "access.sign_in_failed");
}

TEST_CASE("an address waits after fifty, for all names; others don't") {
  Office office;
  office.person("zhang");
  const auto from = [&](const std::string& address, const std::string& name) {
    return code_of(office.sign_in(name, "wrong wrong wrong", "", address));
  };
  for (int i = 0; i < 50; ++i) {
    CHECK(from("10.0.0.7", "name" + std::to_string(i)) == "access.sign_in_failed");
  }
  CHECK(from("10.0.0.7", "zhang") == "access.wait");
  CHECK(from("10.0.0.8", "zhang") == "access.sign_in_failed");
  // Waiting of the address costs the name nothing.
  for (int i = 0; i < 10; ++i) CHECK(from("10.0.0.7", "zhang") == "access.wait");
  CHECK(code_of(office.sign_in("zhang", Office::k_password, "", "10.0.0.8")) == "done");
  // Who has an account of his own can't wash his address clean with it: a success takes back one try, its own.
  for (int i = 0; i < 60; ++i) {
    (void)from("10.0.0.9", "other" + std::to_string(i));
    const auto own = office.sign_in("zhang", Office::k_password, "", "10.0.0.9");
    if (i >= 50) CHECK(code_of(own) == "access.wait");
  }
}

TEST_CASE("many tries at once are counted before they are judged") {
  Office office;
  office.person("zhang");
  std::atomic<int> judged = 0;
  std::vector<std::thread> threads;
  SystemRandom random;  // of any thread
  access::Passwords passwords(random, Office::k_cheap);
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const acts::AccountTools tools{*office.store, passwords, office.box, random, {}};
      for (int n = 0; n < 5; ++n) {
        const auto in = acts::sign_in(tools, {"zhang", access::Secret("wrong wrong wrong"), "", ""},
                                      office.now);
        if (code_of(in) == "access.sign_in_failed") ++judged;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(judged == 5);
}

TEST_CASE("a session ends: idle, in the end, signed out, disabled") {
  Office office;
  office.person("zhang");
  constexpr std::int64_t k_minute = 60'000;
  const auto first = good(office.sign_in("zhang"));
  office.pass_ms(30 * k_minute - 1);
  CHECK(code_of(office.caller(first)) == "done");
  office.pass_ms(30 * k_minute - 1);
  CHECK(code_of(office.caller(first)) == "done");  // the look before moved it
  office.pass_ms(30 * k_minute);
  CHECK(code_of(office.caller(first)) == "access.not_signed_in");

  const auto second = good(office.sign_in("zhang"));
  for (int i = 0; i < 71; ++i) {
    office.pass_ms(10 * k_minute);
    CHECK(code_of(office.caller(second)) == "done");
  }
  office.pass_ms(10 * k_minute);  // twelve hours
  CHECK(code_of(office.caller(second)) == "access.not_signed_in");

  const auto third = good(office.sign_in("zhang"));
  const auto fourth = good(office.sign_in("zhang"));
  good(acts::sign_out(office.tools(), third.token.reveal()));
  good(acts::sign_out(office.tools(), third.token.reveal()));
  CHECK(code_of(office.caller(third)) == "access.not_signed_in");
  CHECK(code_of(office.caller(fourth)) == "done");
  good(acts::disable_account(office.tools(), "zhang", acts::Disabling::disable, "li", office.now));
  CHECK(code_of(office.caller(fourth)) == "access.not_signed_in");
  CHECK(code_of(office.sign_in("zhang")) == "access.sign_in_failed");
  good(acts::disable_account(office.tools(), "zhang", acts::Disabling::enable, "li", office.now));
  CHECK(code_of(office.caller(fourth)) == "access.not_signed_in");  // ended, not paused
  CHECK(code_of(office.sign_in("zhang")) == "done");
}

TEST_CASE("a session goes on while an import holds the store") {
  Office office;
  office.person("zhang");
  const auto in = good(office.sign_in("zhang"));
  office.pass_ms(120'000);
  const auto import = good(office.store->begin_write());
  CHECK(code_of(office.caller(in)) == "done");
  CHECK(code_of(office.sign_in("zhang")) == "storage.locked");
  // With somebody to do it later, nobody waits for the import.
  std::vector<std::function<void()>> jobs;
  acts::AccountTools tools = office.tools();
  tools.later = [&](std::function<void()> job) { jobs.push_back(std::move(job)); };
  CHECK(code_of(acts::caller_of_session(tools, in.token.reveal(), office.now)) == "done");
  CHECK(jobs.size() == 1);
}

TEST_CASE("what is done later is done") {
  Office office;
  office.person("zhang");
  const auto in = good(office.sign_in("zhang"));
  std::vector<std::function<void()>> jobs;
  acts::AccountTools tools = office.tools();
  tools.later = [&](std::function<void()> job) { jobs.push_back(std::move(job)); };
  office.pass_ms(1'000'000);
  good(acts::caller_of_session(tools, in.token.reveal(), office.now));
  REQUIRE(jobs.size() == 1);
  jobs[0]();
  good(acts::caller_of_session(tools, in.token.reveal(), office.now));
  CHECK(jobs.size() == 1);  // noted
}

TEST_CASE("a role that is revoked is gone at the next request") {
  Office office;
  office.person("zhang", "credit_office:371081");
  const auto in = good(office.sign_in("zhang"));
  good(acts::revoke_role(office.tools(), "zhang", "credit_office:371081", "li", office.now));
  CHECK(good(office.caller(in)).roles.empty());
  CHECK(code_of(acts::revoke_role(office.tools(), "zhang", "credit_office:371081", "li",
                                  office.now)) == "access.no_grant");
}

TEST_CASE("changing the password ends the other sessions, resetting it ends all") {
  Office office;
  office.person("zhang");
  const auto here = good(office.sign_in("zhang"));
  const auto there = good(office.sign_in("zhang"));
  const auto change = [&](const char* old, const char* fresh) {
    return code_of(acts::change_password(office.tools(), here.caller, access::Secret(old),
                                         access::Secret(fresh), office.now));
  };
  CHECK(change("wrong wrong wrong", "mountains stand west") == "access.sign_in_failed");
  CHECK(change(Office::k_password, "short") == "access.password_short");
  CHECK(code_of(office.caller(there)) == "done");
  CHECK(change(Office::k_password, "mountains stand west") == "done");
  CHECK(code_of(office.caller(here)) == "done");
  CHECK(code_of(office.caller(there)) == "access.not_signed_in");
  CHECK(code_of(office.sign_in("zhang")) == "access.sign_in_failed");
  CHECK(code_of(office.sign_in("zhang", "mountains stand west")) == "done");
  // Guessing at the old one from an open session waits like signing in does.
  for (int i = 0; i < 5; ++i)
    CHECK(change("wrong", "clouds over water") == "access.sign_in_failed");
  CHECK(change("wrong", "clouds over water") == "access.wait");
  good(acts::reset_password(office.tools(), "Zhang", access::Secret("clouds over water"), "li",
                            office.now));
  CHECK(code_of(office.caller(here)) == "access.not_signed_in");
  CHECK(code_of(office.sign_in("zhang", "clouds over water")) == "done");  // nor does one wait
}

TEST_CASE("a hash of an older cost is made anew at the next sign-in") {
  Office office;
  office.person("zhang");
  access::Passwords dearer(office.random, {16, 1, 1});
  acts::AccountTools tools{*office.store, dearer, office.box, office.random, {}};
  const acts::SignInTry attempt{"zhang", access::Secret(Office::k_password), "", ""};
  good(acts::sign_in(tools, attempt, office.now));
  const auto reading = good(office.store->begin_read());
  const auto account = good(reading->access().find_account("zhang"));
  CHECK(account->password.starts_with("$argon2id$v=19$m=16,"));
  CHECK(code_of(acts::sign_in(tools, attempt, office.now)) == "done");
}

TEST_CASE("a provider's word opens a session of the account that is tied to it") {
  Office office;
  acts::NewAccount account;
  account.name = "zhang";
  account.identity = "https://id.example 17";
  good(acts::add_account(office.tools(), account, "li", office.now));
  const auto by = [&](const char* identity) {
    return acts::sign_in_by_provider(office.tools(), identity, true, office.now);
  };
  const auto in = good(by("https://id.example 17"));
  CHECK(in.caller.signed_in_by == access::SignedInBy::provider);
  CHECK(good(office.caller(in)).two_factor);
  CHECK(code_of(by("https://id.example 18")) == "access.sign_in_failed");
  CHECK(code_of(by("")) == "access.sign_in_failed");
  CHECK(code_of(office.sign_in("zhang", "")) == "access.sign_in_failed");  // it has no password
}

}  // namespace sanqu
