// SPDX-License-Identifier: Apache-2.0
// The words of `sanqu account` and `sanqu key` as plain structs; account_words.cpp makes them. No password is among them: one
// on the command line stands in the shell's history and in the list of processes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sanqu::cli {

enum class Format : std::uint8_t;

struct AccountArguments {
  enum class Verb : std::uint8_t {
    list,
    add,
    disable,
    enable,
    reset_password,
    roles,
    check,
    second_factor,
    history
  };
  Verb verb = Verb::list;
  std::string store;
  std::string name;
  std::string person;
  std::string office;
  std::vector<std::string> roles;    // add; roles: to be granted
  std::vector<std::string> removed;  // roles: to be revoked
  std::string proof;
  std::string code;
  std::string identity;  // at a provider, `ISSUER SUBJECT`: then there is no password
  bool is_machine = false;
  bool off = false;  // second-factor
  std::optional<Format> format;
};

struct KeyArguments {
  enum class Verb : std::uint8_t { list, add, rotate, revoke };
  Verb verb = Verb::list;
  std::string store;
  std::string account;
  std::string prefix;
  std::string title;
  std::vector<std::string> permissions;
  std::int64_t days = 365;
  std::int64_t overlap_days = 7;
  std::optional<Format> format;
};

}  // namespace sanqu::cli
