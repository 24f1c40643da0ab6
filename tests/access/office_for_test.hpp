// SPDX-License-Identifier: Apache-2.0
// An office with a real store in a folder of its own: a clock that is told, chance that repeats, and argon2 as cheap as it
// goes.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "access/access.hpp"
#include "acts/change_account.hpp"
#include "acts/sign_in.hpp"
#include "storage/storage.hpp"

namespace sanqu {

template <typename T>
T good(Result<T> result) {
  if (!result) FAIL(result.error().front().render(Lang::en));
  return std::move(*result);
}

template <typename T>
std::string code_of(const Result<T>& result) {
  return result ? "done" : std::string(result.error().front().code->id);
}

class FolderForTest {
 public:
  FolderForTest() {
    std::string name = (std::filesystem::temp_directory_path() / "sanqu-office-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  FolderForTest(const FolderForTest&) = delete;
  FolderForTest& operator=(const FolderForTest&) = delete;
  ~FolderForTest() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Office {
  static constexpr access::Argon2Cost k_cheap = {8, 1, 1};
  static constexpr const char* k_password = "rivers run east";

  Office() : store(good(storage::create_store("sqlite:" + file(), {.wait_ms = 300}))) {}

  std::string file() const { return (folder.path() / "a.db").string(); }
  acts::AccountTools tools() { return {*store, passwords, box, random, {}}; }
  void pass_ms(std::int64_t ms) { now = Instant::from_unix_ms(now.unix_ms() + ms); }

  /// An account of a person with this role; none where `role` is empty.
  std::int64_t person(const std::string& name, const std::string& role = "") {
    acts::NewAccount account;
    account.name = name;
    account.person = "姓名" + name;
    account.organisation = "县信用办";
    account.password = access::Secret(k_password);
    if (!role.empty()) account.roles.push_back(good(access::read_grant(role)));
    for (access::RoleGrant& one : account.roles) {
      if (one.role == access::Role::organisation) one.proof = "营业执照";
    }
    return good(acts::add_account(tools(), account, "command line", now));
  }
  Result<acts::SignedIn> sign_in(const std::string& name, const std::string& password = k_password,
                                 const std::string& code = "", const std::string& from = "") {
    return acts::sign_in(tools(), {name, access::Secret(password), code, from}, now);
  }
  Result<access::Caller> caller(const acts::SignedIn& signed_in) {
    return acts::caller_of_session(tools(), signed_in.token.reveal(), now);
  }

  FolderForTest folder;
  std::unique_ptr<acts::Store> store;
  SeededRandomForTest random{11};
  access::Passwords passwords{random, k_cheap};
  access::SecretBox box{access::Secret(std::string(32, 'k'))};
  Instant now = *Instant::parse("2026-11-24T08:00:00+08:00");
};

}  // namespace sanqu
